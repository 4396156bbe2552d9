//! A connection against a server that answers what it is told to.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::*;
use crate::{
    error::Kind,
    operations::{
        auth::Refresh,
        fields::{Fields, parse},
    },
    remote::tokens::{Lock, TokenStore, Tokens},
};

/// A request as it came in.
struct Seen {
    line: String,
    headers: HeaderMap,
    body: Value,
}

#[derive(Default)]
struct Script {
    seen: Mutex<Vec<Seen>>,
    answers: Mutex<VecDeque<(u16, Value)>>,
}

async fn answer(State(script): State<Arc<Script>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let bytes: Bytes = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    let line = format!("{} {}", parts.method, parts.uri);
    let body = serde_json::from_slice(&bytes).unwrap_or_default();
    script.seen.lock().unwrap().push(Seen { line, headers: parts.headers, body });
    let (status, body) = script.answers.lock().unwrap().pop_front().unwrap_or((500, Value::Null));
    let status = StatusCode::from_u16(status).unwrap();
    match body {
        Value::Null => status.into_response(),
        Value::String(text) => (status, [(header::LOCATION, "http://elsewhere.example/")], text).into_response(),
        json => (status, [("Idempotency-Replayed", "true")], json.to_string()).into_response(),
    }
}

/// A store that others may change meanwhile.
#[derive(Default)]
struct Memory {
    tokens: Mutex<Option<Tokens>>,
    locked: Mutex<usize>,
}

impl TokenStore for Memory {
    fn load(&self) -> crate::error::Result<Option<Tokens>> {
        Ok(self.tokens.lock().unwrap().clone())
    }
    fn save(&self, tokens: &Tokens, _: bool) -> crate::error::Result<()> {
        *self.tokens.lock().unwrap() = Some(tokens.clone());
        Ok(())
    }
    fn clear(&self) -> crate::error::Result<()> {
        *self.tokens.lock().unwrap() = None;
        Ok(())
    }
    fn lock(&self) -> crate::error::Result<Lock> {
        *self.locked.lock().unwrap() += 1;
        Ok(Lock::default())
    }
}

struct Bench {
    remote: Remote,
    script: Arc<Script>,
    memory: Arc<Memory>,
    said: Arc<Mutex<Vec<String>>>,
}

impl Bench {
    fn next(&self, status: u16, body: Value) {
        self.script.answers.lock().unwrap().push_back((status, body));
    }

    fn lines(&self) -> Vec<String> {
        self.script.seen.lock().unwrap().iter().map(|seen| seen.line.clone()).collect()
    }

    fn header(&self, i: usize, name: &str) -> Option<String> {
        self.script.seen.lock().unwrap()[i].headers.get(name).map(|value| value.to_str().unwrap().to_owned())
    }
}

fn connect(server: String, memory: Arc<Memory>) -> (Remote, Arc<Mutex<Vec<String>>>) {
    let said: Arc<Mutex<Vec<String>>> = Arc::default();
    let say: Say = {
        let said = said.clone();
        Arc::new(move |line: &str| said.lock().unwrap().push(line.to_owned()))
    };
    let options =
        Options { server, surface: Surface::Cli, trace_id: "trace-1".into(), mfa_code: None, tokens: memory, say };
    (Remote::connect(options).unwrap(), said)
}

async fn bench(access: Option<&str>) -> Bench {
    let script: Arc<Script> = Arc::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = format!("http://{}/", listener.local_addr().unwrap());
    let app = Router::new().fallback(answer).with_state(script.clone());
    tokio::spawn(async move { axum::serve(listener, app).await });
    let tokens = access.map(|access| tokens(&server, access));
    let memory = Arc::new(Memory { tokens: Mutex::new(tokens), ..Memory::default() });
    let (remote, said) = connect(server, memory.clone());
    Bench { remote, script, memory, said }
}

fn tokens(server: &str, access: &str) -> Tokens {
    Tokens { server: server.into(), access_token: access.into(), refresh_token: Some("refresh-1".into()) }
}

fn session(access: &str) -> Value {
    json!({"success": true, "data": {"access_token": access, "refresh_token": "refresh-2", "token_type": "Bearer",
        "expires_in": 900, "user": {"id": uuid::Uuid::nil(), "email": "a@b.example", "name": "A", "roles": [],
        "active_role": null, "permissions": ["jobs:list"]}}})
}

fn refused(code: &str) -> Value {
    json!({"success": false, "error": {"code": code, "message": "No.", "trace_id": "t"}})
}

fn list() -> Value {
    json!({"success": true, "data": [], "meta": {"page": 1, "page_size": 25, "total_items": 0, "total_pages": 0,
        "has_next": false, "has_prev": false, "next_cursor": null}})
}

fn id() -> Reference {
    Reference::Number("TR-2025-000317".into())
}

#[tokio::test]
async fn a_login_is_kept_and_a_logout_forgotten() {
    let bench = bench(None).await;
    bench.next(200, session("access-1"));
    let login: Login = parse(Fields::text([("email_or_phone", "a@b.example"), ("password", "p")])).unwrap();
    bench.remote.login(login).await.unwrap();
    assert_eq!(bench.memory.load().unwrap().unwrap().access_token, "access-1");
    assert_eq!(bench.header(0, "authorization"), None);
    assert!(bench.header(0, "user-agent").unwrap().starts_with("appydex-admin-cli/"));
    bench.next(204, Value::Null);
    bench.remote.logout(None).await.unwrap();
    assert!(bench.memory.load().unwrap().is_none());
    assert_eq!(bench.lines()[1], "POST /api/v1/admin/auth/logout");
    assert_eq!(bench.script.seen.lock().unwrap()[1].body, json!(Refresh { refresh_token: Some("refresh-2".into()) }));
}

#[tokio::test]
async fn who_is_not_logged_in_sends_nothing() {
    let nobody = bench(None).await;
    assert_eq!(nobody.remote.me().await.unwrap_err().kind, Kind::Unauthenticated);
    let elsewhere = bench(None).await;
    elsewhere.memory.save(&tokens("https://other.example/", "access-1"), true).unwrap();
    assert_eq!(elsewhere.remote.me().await.unwrap_err().kind, Kind::Unauthenticated, "a token is for its own server");
    assert!(nobody.lines().is_empty() && elsewhere.lines().is_empty());
}

#[tokio::test]
async fn an_expired_token_is_renewed_once_under_the_lock() {
    let bench = bench(Some("access-1")).await;
    for (status, body) in [(401, refused("TOKEN_EXPIRED")), (200, session("access-2")), (200, list())] {
        bench.next(status, body);
    }
    bench.remote.list_audit(ListAudit::default()).await.unwrap();
    assert_eq!(bench.header(2, "authorization").unwrap(), "Bearer access-2");
    assert_eq!(*bench.memory.locked.lock().unwrap(), 1);
    for (status, body) in [(401, refused("TOKEN_EXPIRED")), (401, refused("UNAUTHENTICATED"))] {
        bench.next(status, body);
    }
    let error = bench.remote.list_audit(ListAudit::default()).await.unwrap_err();
    assert!(error.kind == Kind::Unauthenticated && error.message.contains("has ended"), "{}", error.message);
}

#[tokio::test]
async fn another_process_s_renewal_is_used() {
    let bench = bench(Some("access-1")).await;
    bench.next(200, list());
    bench.remote.list_audit(ListAudit::default()).await.unwrap();
    let mut newer = bench.memory.load().unwrap().unwrap();
    newer.access_token = "access-9".into();
    bench.memory.save(&newer, false).unwrap();
    bench.next(401, refused("TOKEN_EXPIRED"));
    bench.next(200, list());
    bench.remote.list_audit(ListAudit::default()).await.unwrap();
    assert_eq!(bench.lines().len(), 3, "nothing was renewed");
    assert_eq!(bench.header(2, "authorization").unwrap(), "Bearer access-9");
}

#[tokio::test]
async fn a_change_carries_its_attempt_and_keeps_the_answer_s_bytes() {
    let bench = bench(Some("access-1")).await;
    bench.next(200, json!({"success": true, "data": {"id": "x", "dry_run": true}}));
    let attempt = Attempt { key: Some("k-1".into()), if_match: Some(7), dry_run: true };
    let answer = bench.remote.release_takedown(id(), attempt).await.unwrap();
    assert_eq!(bench.lines()[0], "DELETE /api/v1/admin/reviews/takedown-requests/TR-2025-000317/claim?dry_run=true");
    for (name, value) in [("idempotency-key", "k-1"), ("if-match", "\"7\""), ("x-trace-id", "trace-1")] {
        assert_eq!(bench.header(0, name).unwrap(), value);
    }
    assert_eq!((answer.value.dry_run, answer.replayed), (Some(true), true));
    assert_eq!(answer.json, r#"{"id":"x","dry_run":true}"#);
    bench.next(204, Value::Null);
    let answer = bench.remote.release_takedown(id(), Attempt::with_key("k-2")).await.unwrap();
    assert_eq!(answer.value, Deleted { id: "TR-2025-000317".into(), dry_run: None });
}

#[tokio::test]
async fn a_list_s_request_becomes_parameters() {
    let bench = bench(Some("access-1")).await;
    bench.next(200, list());
    let query: ListSessions = parse(Fields::text([("page_size", "5")])).unwrap();
    bench.remote.list_sessions(query).await.unwrap();
    assert_eq!(bench.lines()[0], "GET /api/v1/admin/sessions?page=1&page_size=5");
}

#[tokio::test]
async fn errors_are_rebuilt_and_what_is_foreign_is_told_apart() {
    let bench = bench(Some("access-1")).await;
    bench.next(
        404,
        json!({"success": false, "error": {"code": "REQUEST_NOT_FOUND", "message": "None.", "trace_id": "t",
        "request_id": "x"}}),
    );
    let error = bench.remote.takedown(id()).await.unwrap_err();
    assert_eq!(error.kind, Kind::RequestNotFound { request_id: "x".into() });
    for (status, body, code) in [
        (200, json!({"hello": 1}), "INTERNAL_ERROR"),
        (200, json!({"success": true, "data": {"id": 5}}), "INTERNAL_ERROR"),
        (502, json!("<html>bad gateway</html>"), "UNREACHABLE"),
        (302, json!("moved"), "ENVIRONMENT"),
        (418, json!("teapot"), "ENVIRONMENT"),
    ] {
        bench.next(status, body);
        assert_eq!(bench.remote.takedown(id()).await.unwrap_err().code(), code, "{status}");
    }
    assert_eq!(bench.lines().len(), 6, "the redirect was not followed");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unreachable() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let server = format!("http://{free}/");
    let memory = Arc::new(Memory { tokens: Mutex::new(Some(tokens(&server, "a"))), ..Memory::default() });
    let error = connect(server, memory).0.me().await.unwrap_err();
    assert_eq!(error.kind, Kind::Unreachable { server: format!("http://{free}") });
}

#[tokio::test]
async fn plain_http_to_elsewhere_is_warned_of() {
    let bench = bench(None).await;
    assert!(bench.said.lock().unwrap().is_empty());
    let (_, said) = connect("http://admin.example".into(), Arc::default());
    assert!(said.lock().unwrap()[0].contains("not encrypted"));
}
