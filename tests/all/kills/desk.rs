//! Who approves: requests over HTTP to the server that runs now.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use appydex_admin::domain::time::{MINUTE, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{totp, world::PASSWORD};

/// Where requests go: to the server that runs now, if one does.
#[derive(Clone)]
pub struct Desk {
    url: Arc<Mutex<Option<String>>>,
    tokens: Arc<Mutex<Vec<String>>>,
    http: reqwest::Client,
    serial: Arc<AtomicU64>,
    /// A code of the second factor, given with each request.
    code: Arc<Mutex<Option<String>>>,
    /// How many there are who approve.
    pub admins: usize,
}

impl Desk {
    /// One with nobody logged in, and no server.
    pub fn new(admins: usize) -> Self {
        Self {
            url: Arc::default(),
            tokens: Arc::default(),
            http: reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(15)).build().expect("a client"),
            serial: Arc::default(),
            code: Arc::default(),
            admins,
        }
    }

    /// Logs everybody in who isn't.
    pub async fn log_in(&self, emails: impl Iterator<Item = String>) {
        if self.tokens.lock().unwrap().is_empty() {
            let mut tokens = Vec::new();
            for email in emails {
                tokens.push(self.login(&email).await);
            }
            *self.tokens.lock().unwrap() = tokens;
        }
    }

    /// Where the server that runs now is.
    pub fn url(&self) -> Option<String> {
        self.url.lock().unwrap().clone()
    }

    pub fn move_to(&self, url: Option<String>) {
        *self.url.lock().unwrap() = url;
    }

    /// Tokens of one install are strange to another.
    pub fn log_out(&self) {
        self.tokens.lock().unwrap().clear();
    }

    /// Another desk of the same people at another server.
    pub fn at(&self, url: &str) -> Self {
        Self { url: Arc::new(Mutex::new(Some(url.to_owned()))), ..self.clone() }
    }

    async fn login(&self, email: &str) -> String {
        let url = format!("{}/api/v1/admin/auth/login", self.url().expect("a server"));
        let body = json!({"email_or_phone": email, "password": PASSWORD});
        let answer = self.http.post(url).json(&body).send().await.expect("an answer");
        let body: Value = answer.json().await.expect("JSON");
        body["data"]["access_token"].as_str().unwrap_or_else(|| panic!("no login: {body}")).to_owned()
    }

    /// Sets a second factor up for an admin; from now on a code of it goes with each request, until it is used.
    pub async fn step_up(&self, admin: usize) {
        let enrol = json!({"password": PASSWORD});
        let (status, made) = self.send(admin, "/auth/mfa/enrol", Some(&enrol), "enrol").await.expect("an answer");
        assert_eq!(status, 200, "{made}");
        // It waits for a quarter of an hour: that tells what time it is at the server.
        let expires: Timestamp = serde_json::from_value(made["data"]["expires_at"].clone()).expect("a moment");
        let secret = made["data"]["secret"].as_str().expect("a secret");
        let code = |steps| totp::code(secret, expires.plus(-15 * MINUTE), steps);
        let confirm = json!({"mfa_code": code(0)});
        let (status, confirmed) =
            self.send(admin, "/auth/mfa/confirm", Some(&confirm), "confirm").await.expect("an answer");
        assert_eq!(status, 200, "{confirmed}");
        *self.code.lock().unwrap() = Some(code(1));
    }

    pub fn new_key(&self) -> String {
        format!("key-{:06}", self.serial.fetch_add(1, Ordering::SeqCst))
    }

    /// One request; `None` where nobody answers.
    pub async fn send(&self, admin: usize, target: &str, body: Option<&Value>, key: &str) -> Option<(u16, Value)> {
        let url = format!("{}/api/v1/admin{target}", self.url()?);
        let token = self.tokens.lock().unwrap().get(admin).cloned()?;
        let request = match body {
            Some(body) => self.http.post(url).json(body).header("idempotency-key", key),
            None => self.http.get(url),
        };
        let code = self.code.lock().unwrap().clone();
        let request = code.into_iter().fold(request, |request, code| request.header("x-mfa-code", code));
        let answer = request.bearer_auth(token).send().await.ok()?;
        Some((answer.status().as_u16(), answer.json().await.ok()?))
    }

    /// Approves with one key until it is answered for good.
    pub async fn decide(&self, admin: usize, refund: Uuid) -> (u16, Value) {
        let (key, target) = (self.new_key(), format!("/refunds/{refund}/approve"));
        let body = json!({"reason": "Nobody came, and the vendor agrees."});
        loop {
            match self.send(admin, &target, Some(&body), &key).await {
                None | Some((503, _)) => {}
                Some((409, answer)) if answer["error"]["code"] == "IDEMPOTENCY_IN_PROGRESS" => {}
                Some(answered) => return answered,
            }
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    }
}
