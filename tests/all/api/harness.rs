//! A server of the test's own, and requests that are checked on both sides of the wire.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use appydex_admin::domain::id::Reference;
use appydex_admin::operations::mfa::ResetMfa;
use appydex_admin::operations::{Attempt, Operations as _};
use appydex_admin::ports::gateway::Gateway;
use appydex_admin::server::{self, LimitSettings, ServerState, Settings};
use appydex_admin::service::Service;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::support::openapi::{Exchange, check_exchange};
use crate::support::server::settings;
use crate::support::totp;
use crate::support::world::{On, PASSWORD, Through, World};

pub const NO_LIMITS: LimitSettings =
    LimitSettings { list: 0, detail: 0, mutation: 0, analytics: 0, polling: 0, login_failures: 0 };

static KEYS: AtomicU64 = AtomicU64::new(1);

/// A running server over a world of its own.
pub struct App {
    pub world: World,
    address: SocketAddr,
    client: reqwest::Client,
    limits: bool,
    /// Of second factors, by role.
    secrets: Mutex<HashMap<String, String>>,
    _stop: oneshot::Sender<()>,
}

impl App {
    /// Without limits.
    pub async fn start() -> Self {
        Self::with(NO_LIMITS, |_| {}).await
    }

    /// With these limits and whatever `change` makes of the settings.
    pub async fn with(limits: LimitSettings, change: impl FnOnce(&mut Settings)) -> Self {
        Self::over(World::new(On::Sqlite, Through::Local).await, limits, change).await
    }

    /// Whose refunds go through this gateway; without limits.
    pub async fn paying(gateway: Arc<dyn Gateway>) -> Self {
        let world = World::paying(On::Sqlite, Through::Local, Some(gateway), |_| {}).await;
        Self::over(world, NO_LIMITS, |_| {}).await
    }

    async fn over(world: World, limits: LimitSettings, change: impl FnOnce(&mut Settings)) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let mut settings = Settings { limits, ..settings(&format!("http://{address}")) };
        change(&mut settings);
        let (stop, stopped) = oneshot::channel::<()>();
        let state = ServerState::new(world.service.clone(), settings);
        tokio::spawn(server::serve(state, listener, async {
            // Also when the test ends and drops it.
            let _ = stopped.await;
        }));
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        Self { world, address, client, limits: limits != NO_LIMITS, secrets: Mutex::default(), _stop: stop }
    }

    pub fn service(&self) -> &Service {
        &self.world.service
    }

    /// Moves the clock.
    pub fn pass(&self, time: Duration) {
        let micros = i64::try_from(time.as_micros()).expect("no test waits that long");
        self.world.pass(micros);
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn get(&self, target: impl Into<String>) -> Call<'_> {
        Call::new(self, "GET", target)
    }

    /// With a key of its own.
    pub fn post(&self, target: impl Into<String>, body: &Value) -> Call<'_> {
        let target = target.into();
        let keyed = !target.contains("/auth/");
        let call = Call::new(self, "POST", target).json(body);
        if keyed { call.key(&new_key()) } else { call }
    }

    /// With a key of its own.
    pub fn patch(&self, target: impl Into<String>, body: &Value) -> Call<'_> {
        Call::new(self, "PATCH", target).json(body).key(&new_key())
    }

    pub fn delete(&self, target: impl Into<String>) -> Call<'_> {
        Call::new(self, "DELETE", target)
    }

    pub fn call(&self, method: &'static str, target: impl Into<String>) -> Call<'_> {
        Call::new(self, method, target)
    }

    /// Logs the admin of a system role in; the answer's `data`.
    pub async fn session(&self, role: &str) -> Value {
        let body = json!({"email_or_phone": self.email(role).await, "password": PASSWORD});
        self.post("/api/v1/admin/auth/login", &body).send().await.ok(200)
    }

    /// The e-mail of the one admin of a system role, called as the role is.
    pub async fn email(&self, role: &str) -> String {
        // A world's first admin has its name already.
        let name = if role == "super_admin" { "root" } else { role };
        self.world.admin_id(name, &[role]).await;
        format!("{name}@appydex.example")
    }

    /// An access token of the admin of a system role, who has just given a code of their second factor. Again only after
    /// its step of 30 s.
    pub async fn fresh_token(&self, role: &str) -> String {
        let (email, id) = (self.email(role).await, self.world.admin_id(role, &[role]).await);
        let known = self.secrets.lock().expect("nobody panicked").get(role).cloned();
        let secret = if let Some(secret) = known {
            secret
        } else {
            let machine = self.world.at_the_machine("root", "super_admin", "tester").await;
            let reset = machine.reset_mfa(Reference::Id(id.0), ResetMfa { enrol: true }, Attempt::default()).await;
            reset.expect("root may").value.enrolment.expect("a new one").secret
        };
        self.secrets.lock().expect("nobody panicked").insert(role.to_owned(), secret.clone());
        let code = totp::code(&secret, self.world.now(), 0);
        let body = json!({"email": email, "password": PASSWORD, "mfa_code": code});
        text(&self.post("/api/v1/admin/auth/login", &body).send().await.ok(200)["access_token"])
    }

    /// An access token of the admin of a system role.
    pub async fn token(&self, role: &str) -> String {
        text(&self.session(role).await["access_token"])
    }
}

pub fn new_key() -> String {
    format!("test-{}", KEYS.fetch_add(1, Ordering::Relaxed))
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("expected text, found {value}")).to_owned()
}

/// A request in the making.
pub struct Call<'a> {
    app: &'a App,
    method: &'static str,
    target: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl<'a> Call<'a> {
    fn new(app: &'a App, method: &'static str, target: impl Into<String>) -> Self {
        Self { app, method, target: target.into(), headers: HeaderMap::new(), body: Vec::new() }
    }

    pub fn by(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// In place of any key it has.
    pub fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    pub fn without(mut self, header: &'static str) -> Self {
        self.headers.remove(header);
        self
    }

    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).expect("a header's value"));
        self
    }

    pub fn json(self, body: &Value) -> Self {
        if body.is_null() { self } else { self.body("application/json", body.to_string()) }
    }

    pub fn body(mut self, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.header("content-type", kind)
    }

    /// Sends it; what the contract doesn't allow, in what was taken or in the answer, fails the test.
    pub async fn send(self) -> Answer {
        let method = self.method.parse::<reqwest::Method>().expect("a method");
        let url = format!("http://{}{}", self.app.address, self.target);
        let request = self.app.client.request(method, url).headers(self.headers.clone()).body(self.body.clone());
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = body(response).await;
        let answer = Answer { status, headers, body, line: format!("{} {}", self.method, self.target) };
        // What the document leaves out, and the document itself, which holds more than its own schema names.
        let beside = ["/docs", "/openapi"].iter().any(|prefix| self.target.starts_with(prefix));
        if !beside && !matches!(self.method, "HEAD" | "OPTIONS") {
            check_exchange(&Exchange {
                method: self.method,
                target: &self.target,
                request_headers: &self.headers,
                request_body: &self.body,
                status,
                headers: &answer.headers,
                body: &answer.body,
                limits: self.app.limits,
            })
            .unwrap_or_else(|faults| panic!("{faults}\n{}", answer.text()));
        }
        answer
    }
}

/// The whole body; of one that has no end, the beginning.
async fn body(mut response: reqwest::Response) -> Vec<u8> {
    let kind = response.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind == "text/event-stream" {
        return response.chunk().await.expect("its beginning").unwrap_or_default().to_vec();
    }
    response.bytes().await.expect("its body").to_vec()
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    line: String,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{}: {error}: {}", self.line, self.text()))
    }

    /// Empty when it isn't there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("visible ASCII"))
    }

    /// The `data` of a success with this status.
    #[track_caller]
    pub fn ok(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}: {}", self.line, self.text());
        let is_json = self.header("content-type").starts_with("application/json");
        if is_json && !self.body.is_empty() { self.json()["data"].take() } else { Value::Null }
    }

    /// The `error` with this status and code.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) -> Value {
        let error = if self.body.is_empty() { Value::Null } else { self.json()["error"].take() };
        assert_eq!((self.status, error["code"].as_str()), (status, Some(code)), "{}: {}", self.line, self.text());
        error
    }

    /// The fields that a validation error names.
    #[track_caller]
    pub fn bad_fields(&self) -> Vec<String> {
        let error = self.refused(400, "VALIDATION_ERROR");
        let mut fields: Vec<_> = error["details"].as_object().expect("details").keys().cloned().collect();
        fields.sort();
        fields
    }

    /// The message that a validation error has for one field.
    #[track_caller]
    pub fn fault(&self, field: &str) -> String {
        text(&self.refused(400, "VALIDATION_ERROR")["details"][field][0])
    }
}

/// An address of the documentation's range, for headers.
pub const STRANGER: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9));
