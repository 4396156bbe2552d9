//! What stands before every handler: who calls, how often they may, and which API they mean.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};
use subtle::ConstantTimeEq as _;

use super::{
    ServerState,
    envelope::Reply,
    frame::Notes,
    limits::{Class, Key, Quota},
    router::{Access, Policy},
};
use crate::{
    config::Secret,
    domain::{
        actor::{Actor, Caller, Surface},
        time::Timestamp,
    },
    error::{Error, Kind, Result},
    operations::mfa::{WRONG_CODE, WRONG_PASSWORD},
    service::Identity,
};

/// A caller, and why their token did not count where they may go on without one.
#[derive(Clone, Debug)]
pub struct Who {
    /// Nobody known, when there is no good token.
    pub caller: Caller,
    /// What would be said to one who needs a token.
    pub refusal: Option<Error>,
    /// When their token ends, where it says so itself.
    pub expires: Option<Timestamp>,
    /// Whether they may read metrics whoever they are.
    pub scrapes: bool,
}

/// Finds out who calls, counts the request and checks the version of the API; then lets it through.
pub async fn guard(State((state, policy)): State<(ServerState, Policy)>, mut request: Request, next: Next) -> Reply {
    let notes = notes(&request)?;
    let who = who(&state, policy, request.headers(), &notes).await;
    let _ = notes.who.set(name(&who.caller.actor));
    let key = key(&who.caller.actor, &notes);
    notes.set_quota(admit(&state, key, policy.class, &notes).await?);
    check_version(&request)?;
    let needed = matches!(policy.access, Access::Token | Access::Scrape) && !who.scrapes;
    if let (true, Some(refusal)) = (needed, &who.refusal) {
        return Err(refusal.clone());
    }
    request.extensions_mut().insert(who);
    let response = next.run(request).await;
    if policy.class == Class::Login {
        notes.set_quota(state.limits.failed_logins(key, failures(&response), state.backend.now()).await);
    }
    Ok(response)
}

/// Counts a request to an address that has no operation; it is answered all the same.
pub async fn count_stray(state: &ServerState, request: Request) {
    if let Ok(notes) = notes(&request) {
        // A body can't be held across what is waited for.
        drop(request);
        notes.set_quota(state.limits.charge(Key::address(notes.address), Class::Detail, state.backend.now()).await);
    }
}

fn notes(request: &Request) -> Result<Arc<Notes>> {
    request.extensions().get().cloned().ok_or_else(|| Error::internal("a request outside its frame"))
}

async fn admit(state: &ServerState, key: Key, class: Class, notes: &Notes) -> Result<Option<Quota>> {
    let quota = state.limits.charge(key, class, state.backend.now()).await;
    if let Some(Quota { exceeded: true, reset, .. }) = quota
        && class != Class::Login
    {
        notes.set_quota(quota);
        return Err(Kind::RateLimitExceeded { retry_after_seconds: reset }.into());
    }
    Ok(quota)
}

async fn who(state: &ServerState, policy: Policy, headers: &HeaderMap, notes: &Notes) -> Who {
    let identity = match policy.access {
        Access::Public => Err(Kind::Unauthenticated.into()),
        Access::Token | Access::MayToken if policy.by_claims => believed(state, headers).await,
        Access::Token | Access::MayToken | Access::Scrape => identity(state, headers).await,
    };
    let (identity, refusal) = match identity {
        Ok(identity) => (identity, None),
        Err(refusal) => (Identity::NOBODY, Some(refusal)),
    };
    let user_agent = user_agent(headers);
    let caller = Caller {
        surface: surface(&identity.actor, user_agent.as_deref()),
        actor: identity.actor,
        session: identity.session,
        trace: notes.trace.clone(),
        address: Some(notes.address.to_string()),
        user_agent,
        os_user: None,
        mfa_code: mfa_code(headers),
        claimed: identity.claimed,
    };
    let scrapes = policy.access == Access::Scrape && scrapes(state, headers, notes);
    Who { caller, refusal, expires: identity.expires, scrapes }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

async fn identity(state: &ServerState, headers: &HeaderMap) -> Result<Identity> {
    match bearer(headers) {
        Some(token) => state.backend.authenticate(token).await,
        None => Err(Kind::Unauthenticated.into()),
    }
}

async fn believed(state: &ServerState, headers: &HeaderMap) -> Result<Identity> {
    match bearer(headers) {
        Some(token) => state.backend.authenticate_or_believe(token).await,
        None => Err(Kind::Unauthenticated.into()),
    }
}

/// Whether somebody may read metrics without being anybody: on this machine without a token, else with the scrape
/// token of the configuration.
fn scrapes(state: &ServerState, headers: &HeaderMap, notes: &Notes) -> bool {
    if !headers.contains_key(header::AUTHORIZATION) {
        return notes.from_here;
    }
    let right = state.settings.scrape_token.as_ref().map(Secret::expose);
    right.zip(bearer(headers)).is_some_and(|(right, given)| right.as_bytes().ct_eq(given.as_bytes()).into())
}

/// A code of a second factor; whether it is right is for the service to say.
fn mfa_code(headers: &HeaderMap) -> Option<String> {
    let text = headers.get("x-mfa-code")?.to_str().ok()?;
    Some(text.chars().take(64).collect())
}

/// As much of it as an audit row should hold.
fn user_agent(headers: &HeaderMap) -> Option<String> {
    let text = String::from_utf8_lossy(headers.get(header::USER_AGENT)?.as_bytes());
    Some(text.chars().take(256).collect())
}

/// The shell and the terminal say who they are; nothing but what the audit log shows depends on it.
fn surface(actor: &Actor, user_agent: Option<&str>) -> Surface {
    match (actor, user_agent.and_then(|text| text.split_once('/'))) {
        (Actor::Vendor { .. }, _) => Surface::Vendor,
        (_, Some(("appydex-admin-cli", _))) => Surface::Cli,
        (_, Some(("appydex-admin-tui", _))) => Surface::Tui,
        _ => Surface::Api,
    }
}

fn key(actor: &Actor, notes: &Notes) -> Key {
    match actor {
        Actor::Admin(admin) => Key::Admin(*admin),
        Actor::Vendor { vendor, .. } => Key::Vendor(*vendor),
        Actor::System | Actor::Anonymous => Key::address(notes.address),
    }
}

fn name(actor: &Actor) -> String {
    match actor {
        Actor::Admin(admin) => format!("admin:{admin}"),
        Actor::Vendor { vendor, .. } => format!("vendor:{vendor}"),
        Actor::System => "system".into(),
        Actor::Anonymous => "anonymous".into(),
    }
}

fn check_version(request: &Request) -> Result<()> {
    match request.headers().get("x-api-version") {
        Some(version) if version != "v1" && request.uri().path().starts_with("/api/") => {
            Err(Kind::UnsupportedApiVersion { supported_versions: vec!["v1".into()] }.into())
        }
        _ => Ok(()),
    }
}

/// How many failed logins an answer stands for.
fn failures(response: &Response) -> u32 {
    let failed = response.extensions().get::<Error>().is_some_and(|error| match &error.kind {
        Kind::InvalidCredentials => true,
        Kind::ValidationError { details } => {
            details.values().flatten().any(|problem| problem == WRONG_PASSWORD || problem == WRONG_CODE)
        }
        _ => false,
    });
    u32::from(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::{
        limits::LimitSettings,
        testing::{NO_LIMITS, send, state},
    };

    const ME: &str = "GET /api/v1/admin/me";

    #[tokio::test]
    async fn without_a_good_token_it_is_401_with_a_challenge() {
        let plain = r#"Bearer realm="appydex-admin""#;
        let invalid = r#"Bearer realm="appydex-admin", error="invalid_token""#;
        for (header, code, challenge) in [
            ("accept: */*", "UNAUTHENTICATED", plain),
            ("authorization: Bearer bad", "UNAUTHENTICATED", invalid),
            ("authorization: Basic Z29vZA==", "UNAUTHENTICATED", invalid),
            ("authorization: good", "UNAUTHENTICATED", invalid),
        ] {
            let answer = send(&state(NO_LIMITS), ME, &[header], "").await;
            assert_eq!((answer.status.as_u16(), answer.code()), (401, code), "{header}");
            assert_eq!(answer.header("www-authenticate"), challenge, "{header}");
        }
        let answer = send(&state(NO_LIMITS), ME, &["authorization: bearer old"], "").await;
        assert_eq!((answer.status.as_u16(), answer.code()), (401, "TOKEN_EXPIRED"));
        assert!(answer.header("www-authenticate").contains("expired"));
    }

    #[tokio::test]
    async fn trouble_on_this_machine_is_told_as_no_more_than_that() {
        let answer = send(&state(NO_LIMITS), ME, &["authorization: Bearer broken"], "").await;
        assert_eq!((answer.status.as_u16(), answer.code()), (500, "INTERNAL_ERROR"));
        assert!(!answer.json.to_string().contains("/var/lib"));
    }

    #[tokio::test]
    async fn another_version_of_the_api_is_refused() {
        let token = "authorization: Bearer good";
        let answer = send(&state(NO_LIMITS), ME, &[token, "x-api-version: v2"], "").await;
        assert_eq!((answer.status.as_u16(), answer.code()), (400, "UNSUPPORTED_API_VERSION"));
        assert_eq!(answer.json["error"]["supported_versions"], serde_json::json!(["v1"]));
        let answer = send(&state(NO_LIMITS), "GET /healthz", &["x-api-version: v2"], "").await;
        assert_eq!(answer.status.as_u16(), 200, "only the API has versions");
    }

    #[tokio::test]
    async fn who_asks_too_often_waits_and_is_told_how_long() {
        let state = state(LimitSettings { list: 2, ..NO_LIMITS });
        let list = "GET /api/v1/admin/admins?page=0";
        for remaining in ["1", "0"] {
            let answer = send(&state, list, &["authorization: Bearer good"], "").await;
            assert_eq!(answer.status.as_u16(), 400);
            assert_eq!((answer.header("ratelimit-limit"), answer.header("ratelimit-remaining")), ("2", remaining));
        }
        let answer = send(&state, list, &["authorization: Bearer good"], "").await;
        assert_eq!((answer.status.as_u16(), answer.code()), (429, "RATE_LIMIT_EXCEEDED"));
        assert_eq!(answer.json["error"]["retry_after_seconds"].to_string(), answer.header("retry-after"));
        assert_eq!(answer.header("ratelimit-reset"), answer.header("retry-after"));
        assert_eq!(answer.header("ratelimit-remaining"), "0");
        let stranger = send(&state, list, &[], "").await;
        assert_eq!(stranger.status.as_u16(), 401, "a stranger is counted apart");
        let other = send(&state, ME, &["authorization: Bearer good"], "").await;
        assert_eq!(other.header("ratelimit-limit"), "", "this class has no limit");
    }

    #[tokio::test]
    async fn strays_are_counted_and_answered_all_the_same() {
        let state = state(LimitSettings { detail: 1, ..NO_LIMITS });
        for line in ["GET /nowhere", "GET /api/v1/nowhere", "GET /api/v1/admin/me/"] {
            let answer = send(&state, line, &[], "").await;
            assert_eq!((answer.status.as_u16(), answer.code()), (404, "NOT_FOUND"), "{line}");
            assert_eq!(answer.header("ratelimit-remaining"), "0");
        }
        let answer = send(&state, "PUT /api/v1/admin/admins", &[], "").await;
        assert_eq!((answer.status.as_u16(), answer.code()), (405, "METHOD_NOT_ALLOWED"));
        assert_eq!(answer.header("allow"), "GET,HEAD,POST");
        assert_eq!(answer.json["error"]["allowed_methods"], serde_json::json!(["GET", "HEAD", "POST"]));
    }

    #[test]
    fn the_surface_follows_the_client_but_never_for_a_vendor() {
        use uuid::Uuid;

        use crate::domain::id::{VendorId, VendorTokenId};
        let vendor = Actor::Vendor { vendor: VendorId(Uuid::nil()), token: VendorTokenId(Uuid::nil()) };
        assert_eq!(surface(&Actor::Anonymous, Some("appydex-admin-cli/0.1.0 (linux)")), Surface::Cli);
        assert_eq!(surface(&Actor::Anonymous, Some("appydex-admin-tui/0.1.0")), Surface::Tui);
        assert_eq!(surface(&Actor::Anonymous, Some("curl/8.5.0")), Surface::Api);
        assert_eq!(surface(&vendor, Some("appydex-admin-cli/0.1.0")), Surface::Vendor);
    }
}
