//! Starts and commands a stand-in.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use appydex_admin::{
    config::{GatewayConfig, Secret, ServiceUrl},
    gateway::{Razorpay, Stripe},
    ports::gateway::Gateway,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{KEY_ID, KEY_SECRET, Protocol, WEBHOOK_SECRET};

/// A stand-in in a process of its own; it dies with this.
pub struct StandIn {
    child: Child,
    port: u16,
    folder: tempfile::TempDir,
    http: reqwest::Client,
    environment: Vec<(String, String)>,
}

/// What its ledger says.
#[derive(Clone, Debug, Deserialize)]
pub struct Truth {
    pub payments: BTreeMap<String, PaymentTruth>,
    /// Every request for a refund, in their order.
    pub received: Vec<Received>,
    /// Requests that must never be made.
    pub violations: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct PaymentTruth {
    pub refunds: Vec<RefundTruth>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct RefundTruth {
    pub id: String,
    pub amount: i64,
    /// `pending`, `processed` or `failed`.
    pub status: String,
    /// `None` for one that was made elsewhere.
    pub reference: Option<String>,
    pub created_at: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Received {
    pub key: Option<String>,
    pub payment: String,
    pub body: String,
}

impl Truth {
    /// The refunds of a payment, in their order.
    pub fn of(&self, payment: &str) -> &[RefundTruth] {
        self.payments.get(payment).map_or(&[], |payment| &payment.refunds)
    }

    /// What was refunded of a payment and didn't fail.
    pub fn refunded(&self, payment: &str) -> i64 {
        self.of(payment).iter().filter(|refund| refund.status != "failed").map(|refund| refund.amount).sum()
    }

    /// References under which money moved more than once.
    pub fn doubled(&self) -> Vec<&str> {
        let all =
            self.payments.values().flat_map(|payment| &payment.refunds).filter(|refund| refund.status != "failed");
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for reference in all.filter_map(|refund| refund.reference.as_deref()) {
            *counts.entry(reference).or_default() += 1;
        }
        counts.into_iter().filter(|(_, count)| *count > 1).map(|(reference, _)| reference).collect()
    }
}

impl StandIn {
    /// One with an empty ledger that behaves.
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// One whose process has this in its environment besides.
    pub fn with(environment: &[(String, String)]) -> Self {
        let (folder, environment) = (tempfile::tempdir().expect("a folder"), environment.to_vec());
        let (child, port) = spawn(folder.path(), 0, &environment);
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        Self { child, port, folder, http, environment }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Kills it where it stands.
    pub fn kill(&mut self) {
        self.child.kill().and_then(|()| self.child.wait()).expect("it can be killed");
    }

    /// Kills it and starts it again, on its port and its ledger; it behaves as it was told last.
    pub fn restart(&mut self) {
        self.kill();
        (self.child, self.port) = spawn(self.folder.path(), self.port, &self.environment);
    }

    /// Tells it how to behave from now on; see `control::Control`.
    pub async fn control(&self, told: Value) {
        self.command("_control", &told).await;
    }

    /// Where it calls back from now on, what it could not deliver yet included.
    pub async fn hook(&self, url: &str) {
        self.command("_hook", &json!({"url": url})).await;
    }

    /// Opens a payment: `pay_…` is Razorpay's, `pi_…` and `ch_…` are Stripe's.
    pub async fn open(&self, id: &str, amount: i64, currency: &str) {
        self.command("_payments", &json!({"id": id, "amount": amount, "currency": currency})).await;
    }

    /// Somebody refunds at the gateway itself; gives the refund's id.
    pub async fn elsewhere(&self, payment: &str, amount: i64) -> String {
        let made = self.command("_elsewhere", &json!({"payment": payment, "amount": amount})).await;
        made["id"].as_str().expect("it has an id").to_owned()
    }

    /// Moves a refund to `processed` or `failed`.
    pub async fn settle(&self, refund: &str, status: &str) {
        self.command("_settle", &json!({"refund": refund, "status": status})).await;
    }

    pub async fn truth(&self) -> Truth {
        serde_json::from_value(self.command("_ledger", &json!({})).await).expect("the truth has its shape")
    }

    async fn command(&self, name: &str, body: &Value) -> Value {
        let answer = self.http.post(format!("{}/{name}", self.url())).json(body).send().await;
        let answer = answer.unwrap_or_else(|error| panic!("the stand-in doesn't answer {name}: {error}"));
        let status = answer.status();
        let body: Value = answer.json().await.expect("it answers JSON");
        assert!(status.is_success(), "{name}: {status} {body}");
        body
    }

    /// A gateway of the product that calls it, and waits for `timeout`.
    pub fn gateway(&self, protocol: Protocol, timeout: Duration) -> Arc<dyn Gateway> {
        self.with_key(protocol, timeout, KEY_SECRET)
    }

    /// One with a key that isn't known.
    pub fn stranger(&self, protocol: Protocol) -> Arc<dyn Gateway> {
        self.with_key(protocol, Duration::from_secs(5), "some-other-key")
    }

    fn with_key(&self, protocol: Protocol, timeout: Duration, key: &str) -> Arc<dyn Gateway> {
        let config = GatewayConfig {
            base_url: ServiceUrl::new(self.url()),
            key_id: Some(KEY_ID.into()),
            key_secret: Some(Secret::new(key)),
            webhook_secret: Some(Secret::new(WEBHOOK_SECRET)),
            send_window: Duration::from_mins(30),
            timeout,
        };
        match protocol {
            Protocol::Razorpay => Arc::new(Razorpay::new(&config).expect("its settings are right")),
            Protocol::Stripe => Arc::new(Stripe::new(&config).expect("its settings are right")),
        }
    }

    /// The same as settings of a process, for its environment.
    pub fn environment(&self, protocol: Protocol) -> Vec<(String, String)> {
        let name = if protocol == Protocol::Razorpay { "razorpay" } else { "stripe" };
        let of_gateway = |key: &str, value: String| (format!("APPYDEX_GATEWAY__{}__{key}", name.to_uppercase()), value);
        vec![
            ("APPYDEX_REFUNDS__GATEWAY".into(), name.into()),
            of_gateway("BASE_URL", self.url()),
            of_gateway("KEY_ID", KEY_ID.into()),
            of_gateway("KEY_SECRET", KEY_SECRET.into()),
            of_gateway("WEBHOOK_SECRET", WEBHOOK_SECRET.into()),
        ]
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.kill();
    }
}

fn spawn(folder: &Path, port: u16, environment: &[(String, String)]) -> (Child, u16) {
    let mut child = Command::new(std::env::current_exe().expect("this program has a path"))
        .args(["--exact", "stand_in::serves", "--ignored", "--nocapture"])
        .env("STAND_IN_LEDGER", folder.join("ledger.jsonl"))
        .env("STAND_IN_PORT", port.to_string())
        .envs(environment.iter().cloned())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this program starts");
    let mut output = BufReader::new(child.stdout.take().expect("its output is piped"));
    let port = loop {
        let mut line = String::new();
        assert_ne!(output.read_line(&mut line).expect("its output can be read"), 0, "it doesn't say its port");
        if let Some(port) = line.trim().split_once("listens on ").and_then(|(_, port)| port.parse().ok()) {
            break port;
        }
    };
    // After a minute the test program says that it is still running, and dies of it where nobody holds the other end.
    child.stdout = Some(output.into_inner());
    (child, port)
}
