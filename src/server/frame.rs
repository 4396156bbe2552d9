//! What surrounds every request: its trace id, its time limit, panics, errors' bodies, headers, the log line.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use futures_util::FutureExt as _;

use super::{ServerState, address::caller_address, envelope, limits::Quota};
use crate::error::{Error, Kind};

/// What is known of a request before it is handled, and what is learnt on the way.
#[derive(Debug)]
pub struct Notes {
    /// 1 to 64 visible ASCII characters.
    pub trace: String,
    /// Where it comes from.
    pub address: IpAddr,
    /// Whether it comes from this very machine, through nobody's hands.
    pub from_here: bool,
    /// Who the caller turned out to be, for the log.
    pub who: OnceLock<String>,
    quota: Mutex<Option<Quota>>,
}

impl Notes {
    /// Sets what `RateLimit-*` will say.
    pub fn set_quota(&self, quota: Option<Quota>) {
        *self.quota.lock().unwrap_or_else(PoisonError::into_inner) = quota;
    }

    fn quota(&self) -> Option<Quota> {
        *self.quota.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The outermost layer but for CORS.
pub async fn frame(State(state): State<ServerState>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let notes = Arc::new(note(&state, &request));
    let line = Line::of(&request);
    let had_token = request.headers().contains_key(header::AUTHORIZATION);
    request.extensions_mut().insert(Arc::clone(&notes));
    let mut response = run(state.settings.request_timeout, next.run(request)).await;
    if let Some(error) = response.extensions_mut().remove::<Error>() {
        log_failure(&error, &notes.trace);
        spend(&error, &notes);
        envelope::render(&mut response, error, &notes.trace, had_token);
    }
    mark(response.headers_mut(), &notes);
    let took = started.elapsed();
    state.backend.count(line.method.as_str(), &line.path, response.status().as_u16(), took);
    line.log(&notes, response.status(), took);
    response
}

fn note(state: &ServerState, request: &Request) -> Notes {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.ip());
    let trusted = |address| state.settings.trusted_proxies.iter().any(|network| network.contains(address));
    let forwarded = ["forwarded", "x-forwarded-for"].iter().any(|name| request.headers().contains_key(*name));
    Notes {
        from_here: !forwarded && peer.is_some_and(|peer| peer.to_canonical().is_loopback()),
        trace: given_trace(request.headers()).unwrap_or_else(|| state.backend.new_trace()),
        address: caller_address(peer.unwrap_or(Ipv4Addr::UNSPECIFIED.into()), request.headers(), trusted),
        who: OnceLock::new(),
        quota: Mutex::new(None),
    }
}

fn given_trace(headers: &HeaderMap) -> Option<String> {
    let text = headers.get("x-trace-id")?.to_str().ok()?;
    let right = (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    right.then(|| text.to_owned())
}

/// The answer, or what stands for it when the handler panics or takes too long.
async fn run(limit: Duration, handler: impl Future<Output = Response>) -> Response {
    match tokio::time::timeout(limit, AssertUnwindSafe(handler).catch_unwind()).await {
        Ok(Ok(response)) => response,
        Ok(Err(panic)) => {
            let said = panic.downcast_ref::<&str>().copied().or(panic.downcast_ref::<String>().map(String::as_str));
            Error::internal(format!("a handler panicked: {}", said.unwrap_or("no message"))).into_response()
        }
        Err(_) => Error::internal("the time limit of a request")
            .with_message(format!(
                "This took longer than {} s and was stopped; a change can be sent again with the same Idempotency-Key.",
                limit.as_secs()
            ))
            .into_response(),
    }
}

/// A refusal for asking too often says the same in its headers.
fn spend(error: &Error, notes: &Notes) {
    if let Kind::RateLimitExceeded { retry_after_seconds } = error.kind {
        let spent = |quota| Quota { remaining: 0, reset: retry_after_seconds, ..quota };
        notes.set_quota(notes.quota().map(spent));
    }
}

fn mark(headers: &mut HeaderMap, notes: &Notes) {
    let mut set = |name: &'static str, value: String| {
        // A trace id and numbers are always valid.
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    set("x-trace-id", notes.trace.clone());
    if let Some(quota) = notes.quota() {
        set("ratelimit-limit", quota.limit.to_string());
        set("ratelimit-remaining", quota.remaining.to_string());
        set("ratelimit-reset", quota.reset.to_string());
    }
    let mut default = |name, value| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    default(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    default(header::REFERRER_POLICY, "no-referrer");
    default(header::X_FRAME_OPTIONS, "DENY");
    default(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    // Answers carry personal data or secrets; what may be kept says so itself.
    default(header::CACHE_CONTROL, "no-store");
}

fn log_failure(error: &Error, trace: &str) {
    if envelope::status(&error.kind).is_server_error() {
        // Debug escapes what strangers may have written into a cause.
        tracing::error!(trace, code = error.code(), context = ?error.context, "a request failed");
    }
}

/// What the log says of a request: never its query, its headers or its body.
struct Line {
    method: Method,
    path: String,
}

impl Line {
    fn of(request: &Request) -> Self {
        let path = request.extensions().get::<MatchedPath>();
        Self { method: request.method().clone(), path: path.map_or("(unknown)", MatchedPath::as_str).to_owned() }
    }

    fn log(&self, notes: &Notes, status: StatusCode, took: Duration) {
        tracing::info!(
            method = %self.method,
            path = self.path,
            status = status.as_u16(),
            ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            trace = notes.trace,
            caller = notes.who.get().map_or("anonymous", String::as_str),
            "request"
        );
    }
}

#[cfg(test)]
mod tests {
    use axum::{Router, middleware::from_fn_with_state, routing::get};

    use super::*;
    use crate::server::testing::{NO_LIMITS, send, send_to, state};

    async fn panicking() -> Response {
        panic!("/etc/secret")
    }

    async fn sleeping() -> Response {
        tokio::time::sleep(Duration::from_mins(1)).await;
        StatusCode::OK.into_response()
    }

    fn framed() -> Router {
        let state = state(NO_LIMITS);
        Router::new()
            .route("/panics", get(panicking))
            .route("/sleeps", get(sleeping))
            .layer(from_fn_with_state(state.clone(), frame))
            .with_state(state)
    }

    #[tokio::test]
    async fn a_panic_is_an_envelope_that_tells_nothing() {
        let answer = send_to(framed(), "GET /panics", &["x-trace-id: abc"], "").await;
        assert_eq!((answer.status.as_u16(), answer.code()), (500, "INTERNAL_ERROR"));
        assert_eq!((answer.header("x-trace-id"), &answer.json["error"]["trace_id"]), ("abc", &"abc".into()));
        assert!(!answer.json.to_string().contains("secret"));
    }

    #[tokio::test]
    async fn what_takes_too_long_is_stopped_and_said() {
        let answer = send_to(framed(), "GET /sleeps", &[], "").await;
        assert_eq!((answer.status.as_u16(), answer.code()), (500, "INTERNAL_ERROR"));
        assert!(answer.json["error"]["message"].as_str().is_some_and(|text| text.contains("longer than")));
    }

    #[tokio::test]
    async fn a_trace_id_is_used_when_it_is_right_and_made_when_not() {
        let too_long = format!("x-trace-id: {}", "a".repeat(65));
        for (given, used) in [("x-trace-id: !~", "!~"), ("x-trace-id: a b", "made-here"), (&too_long, "made-here")] {
            let answer = send(&state(NO_LIMITS), "GET /healthz", &[given], "").await;
            assert_eq!(answer.header("x-trace-id"), used, "{given}");
        }
    }

    #[tokio::test]
    async fn every_answer_is_marked() {
        for line in ["GET /healthz", "GET /nowhere", "GET /api/v1/admin/me", "PUT /healthz"] {
            let answer = send(&state(NO_LIMITS), line, &[], "").await;
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{line}");
            assert_eq!(answer.header("referrer-policy"), "no-referrer", "{line}");
            assert_eq!(answer.header("x-frame-options"), "DENY", "{line}");
            assert_eq!(answer.header("cache-control"), "no-store", "{line}");
            assert_eq!(answer.header("x-trace-id"), "made-here", "{line}");
        }
    }
}
