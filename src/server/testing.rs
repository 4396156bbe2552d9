//! A backend that knows three tokens, for tests of what surrounds the operations.

use std::time::Duration;

use async_trait::async_trait;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use serde_json::Value;
use tower::ServiceExt as _;
use uuid::Uuid;

use super::{Backend, LimitSettings, ServerState, Settings, router};
use crate::{
    config::Secret,
    domain::{
        actor::{Actor, Caller},
        id::AdminId,
        refund::GatewayName,
        time::{SECOND, Timestamp},
    },
    error::{Error, Kind, Result},
    operations::Operations,
    service::Identity,
};

pub const NO_LIMITS: LimitSettings =
    LimitSettings { list: 0, detail: 0, mutation: 0, analytics: 0, polling: 0, login_failures: 0 };

/// `good` is an admin's token, `old` has expired, `broken` finds the database gone; nothing else is known.
struct Fake;

#[async_trait]
impl Backend for Fake {
    fn for_caller(&self, _: Caller) -> Box<dyn Operations> {
        panic!("SELECT secret: a request got as far as the operations");
    }

    async fn authenticate(&self, bearer: &str) -> Result<Identity> {
        match bearer {
            "good" => Ok(Identity { actor: Actor::Admin(AdminId(Uuid::from_u128(7))), ..Identity::NOBODY }),
            "old" => Err(Kind::TokenExpired.into()),
            "broken" => Err(Error::environment("/var/lib/database is gone")),
            _ => Err(Kind::Unauthenticated.into()),
        }
    }

    async fn authenticate_or_believe(&self, bearer: &str) -> Result<Identity> {
        self.authenticate(bearer).await
    }

    fn count(&self, _: &str, _: &str, _: u16, _: Duration) {}

    async fn scrape(&self, _: Option<Caller>) -> Result<String> {
        Ok("up 1\n".into())
    }

    fn now(&self) -> Timestamp {
        Timestamp(1_764_000_000 * SECOND)
    }

    fn new_trace(&self) -> String {
        "made-here".into()
    }

    async fn hear(
        &self,
        _: GatewayName,
        _: &(dyn for<'a> Fn(&'a str) -> Option<String> + Sync),
        raw: &[u8],
        _: Caller,
    ) -> Result<()> {
        if raw == b"{\"signed\": 1}" { Ok(()) } else { Err(Kind::InvalidSignature.into()) }
    }

    async fn ready(&self) -> Result<()> {
        Err(Error::internal("no database"))
    }
}

pub fn state(limits: LimitSettings) -> ServerState {
    let settings = Settings {
        public_url: "https://api.example".into(),
        allow_origins: vec!["http://localhost:*".into()],
        trusted_proxies: Vec::new(),
        body_limit: 1000,
        request_timeout: Duration::from_millis(50),
        scrape_token: Some(Secret::new("scrape-me")),
        refresh_lifetime: Duration::from_hours(1),
        limits,
        shared_limits: None,
    };
    ServerState::new(Fake, settings)
}

/// An answer with its body as JSON, or null.
pub struct Answered {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub json: Value,
}

impl Answered {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("it is text"))
    }

    pub fn code(&self) -> &str {
        self.json["error"]["code"].as_str().unwrap_or_default()
    }
}

/// Sends a request such as `POST /path` with headers such as `if-match: "3"` to the whole server.
pub async fn send(state: &ServerState, line: &str, headers: &[&str], body: &str) -> Answered {
    send_to(router(state.clone()), line, headers, body).await
}

pub async fn send_to(router: Router, line: &str, headers: &[&str], body: &str) -> Answered {
    let (method, target) = line.split_once(' ').expect("a method and a target");
    let mut request = Request::builder().method(method).uri(target);
    for header in headers {
        let (name, value) = header.split_once(": ").expect("a name and a value");
        request = request.header(name, value);
    }
    let request = request.body(Body::from(body.to_owned())).expect("a request");
    let response = router.oneshot(request).await.expect("it never fails");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("a body");
    let json = serde_json::from_slice(&bytes).unwrap_or_default();
    Answered { status: parts.status, headers: parts.headers, json }
}
