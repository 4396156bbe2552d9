//! Every address of the server, in one table.

use std::{convert::Infallible, sync::Arc};

use axum::{
    Extension, Router,
    extract::{MatchedPath, Request, State},
    handler::Handler,
    http::Method,
    middleware::from_fn_with_state,
    routing::{MethodFilter, MethodRouter, on},
};

use super::{
    ServerState, docs,
    frame::frame,
    guard::{count_stray, guard},
    limits::Class::{self, Analytics, Detail, Free, List, Login, Mutation, Polling},
    origins::cors,
    routes::{
        admins, analytics, audit, auth, bookings, events, files, health, jobs, metrics, payments, reconciliation,
        referrals, refunds, reviews, roles, sessions, takedowns, vendors, webhooks,
    },
    spec,
};
use crate::error::{Error, Kind};

/// The routes. `GET` also answers `HEAD`; what the handlers take and the operations need stands in the contract.
#[rustfmt::skip]
fn table() -> Vec<Route> {
    vec![
        post("/api/v1/admin/auth/login", Login, auth::login).public(),
        post("/api/v1/admin/auth/refresh", Mutation, auth::refresh).may_token(),
        post("/api/v1/admin/auth/logout", Mutation, auth::logout).may_token(),
        post("/api/v1/admin/auth/change-password", Login, auth::change_password),
        post("/api/v1/admin/auth/mfa/enrol", Login, auth::enrol_mfa),
        post("/api/v1/admin/auth/mfa/confirm", Login, auth::confirm_mfa),
        post("/api/v1/admin/auth/mfa/disable", Login, auth::disable_mfa),
        get("/api/v1/admin/me", Detail, auth::me),
        get("/api/v1/admin/admins", List, admins::list),
        post("/api/v1/admin/admins", Mutation, admins::create).keyed(),
        get("/api/v1/admin/admins/{admin_id}", Detail, admins::show),
        patch("/api/v1/admin/admins/{admin_id}", Mutation, admins::update).keyed().if_match(),
        post("/api/v1/admin/admins/{admin_id}/reset-password", Mutation, admins::reset_password).keyed().if_match(),
        post("/api/v1/admin/admins/{admin_id}/mfa/reset", Mutation, admins::reset_mfa).keyed().if_match(),
        get("/api/v1/admin/sessions", List, sessions::list),
        delete("/api/v1/admin/sessions/{session_id}", Mutation, sessions::revoke).may_key(),
        get("/api/v1/admin/bookings", List, bookings::list),
        get("/api/v1/admin/bookings/{booking_id}", Detail, bookings::show),
        patch("/api/v1/admin/bookings/{booking_id}", Mutation, bookings::update).keyed().if_match(),
        get("/api/v1/admin/reviews/takedown-requests", List, takedowns::list),
        post("/api/v1/admin/reviews/takedown-requests/claim-next", Detail, takedowns::claim_next).keyed(),
        get("/api/v1/admin/reviews/takedown-requests/{request_id}", Detail, takedowns::show),
        post("/api/v1/admin/reviews/takedown-requests/{request_id}/claim", Detail, takedowns::claim).keyed().if_match(),
        delete("/api/v1/admin/reviews/takedown-requests/{request_id}/claim", Detail, takedowns::release).may_key().if_match(),
        post("/api/v1/admin/reviews/takedown-requests/{request_id}/resolve", Mutation, takedowns::resolve).keyed().if_match(),
        post("/api/v1/vendor/reviews/{review_id}/takedown-requests", Mutation, takedowns::file).keyed(),
        get("/api/v1/admin/refunds", List, refunds::list),
        get("/api/v1/admin/refunds/{refund_id}", Detail, refunds::show),
        post("/api/v1/admin/refunds/{refund_id}/approve", Mutation, refunds::approve).keyed().if_match(),
        post("/api/v1/admin/refunds/{refund_id}/reject", Mutation, refunds::reject).keyed().if_match(),
        get("/api/v1/admin/reviews", List, reviews::list),
        get("/api/v1/admin/reviews/{review_id}", Detail, reviews::show),
        post("/api/v1/admin/reviews/{review_id}/hide", Mutation, reviews::hide).keyed().if_match(),
        post("/api/v1/admin/reviews/{review_id}/restore", Mutation, reviews::restore).keyed().if_match(),
        delete("/api/v1/admin/reviews/{review_id}", Mutation, reviews::remove).may_key().if_match().may_have_body(),
        get("/api/v1/admin/payments", List, payments::list),
        get("/api/v1/admin/payments/{payment_id}", Detail, payments::show),
        post("/api/v1/admin/payments/{payment_id}/refund", Mutation, payments::refund).keyed().if_match(),
        get("/api/v1/admin/analytics/bookings", Analytics, analytics::bookings),
        get("/api/v1/admin/analytics/revenue", Analytics, analytics::revenue),
        get("/api/v1/admin/referrals", List, referrals::list),
        get("/api/v1/admin/roles", List, roles::list),
        post("/api/v1/admin/roles", Mutation, roles::create).keyed(),
        delete("/api/v1/admin/roles/{role_id}", Mutation, roles::delete).may_key(),
        get("/api/v1/admin/jobs", List, jobs::list),
        get("/api/v1/admin/jobs/{job_id}", Polling, jobs::show),
        delete("/api/v1/admin/jobs/{job_id}", Mutation, jobs::delete).may_key().if_match(),
        post("/api/v1/admin/jobs/{job_id}/cancel", Mutation, jobs::cancel).keyed().if_match(),
        post("/api/v1/admin/analytics/export", Mutation, jobs::export).keyed(),
        get("/api/v1/admin/files/{token}", Free, files::fetch).public(),
        get("/api/v1/admin/vendors/{vendor_id}/tokens", List, vendors::list_tokens),
        post("/api/v1/admin/vendors/{vendor_id}/tokens", Mutation, vendors::create_token).keyed(),
        delete("/api/v1/admin/vendors/{vendor_id}/tokens/{token_id}", Mutation, vendors::revoke_token).may_key(),
        get("/api/v1/admin/audit", List, audit::list),
        get("/api/v1/admin/audit/verify", Analytics, audit::verify),
        get("/api/v1/admin/system/health", Detail, health::report).by_claims(),
        get("/api/v1/admin/metrics", Detail, metrics::gauges),
        get("/api/v1/admin/events", List, events::follow),
        get("/api/v1/admin/refunds/reconciliation", Detail, reconciliation::show),
        post("/api/v1/admin/refunds/reconciliation", Mutation, reconciliation::unfreeze).keyed().if_match(),
        post("/api/v1/webhooks/{gateway}", Free, webhooks::receive).public(),
        get("/healthz", Free, health::alive).public(),
        get("/readyz", Free, health::ready).public(),
        get("/metrics", Free, metrics::scrape).scraped(),
        get("/openapi/v1.json", Free, spec::serve).public(),
        get("/docs", Free, docs::page).public(),
        get("/docs/{file}", Free, docs::file).public(),
    ]
}

/// Whether a caller must say who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nobody asks.
    Public,
    /// With a bearer token only.
    Token,
    /// With a bearer token or a refresh token.
    MayToken,
    /// On this machine, with the scrape token, or with a bearer token.
    Scrape,
}

/// Whether a request carries an idempotency key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// It changes nothing that could be done twice.
    None,
    /// It may.
    Optional,
    /// It must.
    Required,
}

/// Whether a request may name the version that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfMatch {
    /// There is no such thing yet, or it has no versions.
    Ignored,
    /// It may.
    Honoured,
}

/// What holds for an address before its handler is asked.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// Who may come so far.
    pub access: Access,
    /// How their requests are counted.
    pub class: Class,
    /// About the key.
    pub key: Key,
    /// About the version.
    pub if_match: IfMatch,
    /// Whether a request without need of one may bring a body.
    pub may_have_body: bool,
    /// Whether the token is believed where the database doesn't answer.
    pub by_claims: bool,
}

struct Route {
    method: Method,
    path: &'static str,
    policy: Policy,
    handler: MethodRouter<ServerState, Infallible>,
}

impl Route {
    fn new<H, T>(method: Method, filter: MethodFilter, path: &'static str, class: Class, handler: H) -> Self
    where
        H: Handler<T, ServerState>,
        T: 'static,
    {
        let (key, if_match) = (Key::None, IfMatch::Ignored);
        let policy = Policy { access: Access::Token, class, key, if_match, may_have_body: false, by_claims: false };
        Self { method, path, policy, handler: on(filter, handler) }
    }

    fn public(mut self) -> Self {
        self.policy.access = Access::Public;
        self
    }

    fn may_token(mut self) -> Self {
        self.policy.access = Access::MayToken;
        self
    }

    fn scraped(mut self) -> Self {
        self.policy.access = Access::Scrape;
        self
    }

    fn by_claims(mut self) -> Self {
        self.policy.by_claims = true;
        self
    }

    fn keyed(mut self) -> Self {
        self.policy.key = Key::Required;
        self
    }

    fn may_key(mut self) -> Self {
        self.policy.key = Key::Optional;
        self
    }

    fn may_have_body(mut self) -> Self {
        self.policy.may_have_body = true;
        self
    }

    fn if_match(mut self) -> Self {
        self.policy.if_match = IfMatch::Honoured;
        self
    }
}

macro_rules! methods {
    ($($name:ident $method:ident),+) => {$(
        fn $name<H: Handler<T, ServerState>, T: 'static>(path: &'static str, class: Class, handler: H) -> Route {
            Route::new(Method::$method, MethodFilter::$method, path, class, handler)
        }
    )+};
}

methods!(get GET, post POST, patch PATCH, delete DELETE);

/// The whole server as one service.
pub fn router(state: ServerState) -> Router {
    let mut router = Router::new();
    for Route { path, policy, handler, .. } in table() {
        let guard = from_fn_with_state((state.clone(), policy), guard);
        router = router.route(path, handler.route_layer(guard).route_layer(Extension(policy)));
    }
    router
        .fallback(unknown_address)
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn_with_state(state.clone(), frame))
        .layer(cors(Arc::clone(&state.origins)))
        .with_state(state)
}

async fn unknown_address(State(state): State<ServerState>, request: Request) -> Error {
    count_stray(&state, request).await;
    Kind::NotFound.into()
}

/// The router says afterwards which methods are right.
async fn wrong_method(State(state): State<ServerState>, path: Option<MatchedPath>, request: Request) -> Error {
    count_stray(&state, request).await;
    let matched = path.as_ref().map_or("", MatchedPath::as_str);
    let mut allowed_methods: Vec<String> =
        table().iter().filter(|route| route.path == matched).map(|route| route.method.to_string()).collect();
    // The router answers it wherever it answers GET.
    if allowed_methods.iter().any(|method| method == "GET") {
        allowed_methods.push("HEAD".into());
    }
    allowed_methods.sort_unstable();
    Kind::MethodNotAllowed { allowed_methods }.into()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::Value;

    use super::*;
    use crate::server::spec;

    /// Operations of the contract that are not built yet; one that is built must go from here.
    const LATER: &[&str] =
        &["createBackup", "deleteBackup", "getBackup", "listBackups", "restoreBackup", "verifyBackup"];

    /// Addresses for people, which the contract leaves out.
    const BESIDE: &[&str] = &["GET /docs", "GET /docs/{file}"];

    /// Every operation of the document by method and path, its parameters with references followed.
    fn contract() -> BTreeMap<String, (Value, Vec<Value>)> {
        let document = spec::document();
        let follow = |node: &Value| match node["$ref"].as_str() {
            Some(target) => document.pointer(&target[1..]).expect("the reference leads somewhere").clone(),
            None => node.clone(),
        };
        let mut found = BTreeMap::new();
        for (path, item) in document["paths"].as_object().expect("paths") {
            for method in ["get", "post", "put", "patch", "delete"] {
                let Some(operation) = item.get(method) else { continue };
                let parameters = operation["parameters"].as_array().into_iter().flatten().map(follow).collect();
                found.insert(format!("{} {path}", method.to_uppercase()), (operation.clone(), parameters));
            }
        }
        found
    }

    #[test]
    fn the_table_and_the_contract_name_the_same_addresses() {
        let contract = contract();
        let built: BTreeSet<String> = table().iter().map(|route| format!("{} {}", route.method, route.path)).collect();
        assert_eq!(built.len(), table().len(), "an address stands in the table twice");
        let beside: BTreeSet<&str> = BESIDE.iter().copied().collect();
        let unknown: Vec<_> =
            built.iter().filter(|one| !contract.contains_key(*one) && !beside.contains(one.as_str())).collect();
        assert!(unknown.is_empty(), "not in the contract: {unknown:?}");
        let missing: BTreeSet<&str> = contract
            .iter()
            .filter(|(address, _)| !built.contains(*address))
            .map(|(_, (operation, _))| operation["operationId"].as_str().expect("a name"))
            .collect();
        assert_eq!(missing, LATER.iter().copied().collect(), "what isn't built is what is said to come later");
    }

    #[test]
    fn each_route_holds_to_what_the_contract_says_of_it() {
        let contract = contract();
        for route in table() {
            let address = format!("{} {}", route.method, route.path);
            let Some((operation, parameters)) = contract.get(&address) else { continue };
            let parameter = |name: &str| parameters.iter().find(|parameter| parameter["name"] == name);
            let key = match parameter("Idempotency-Key").map(|key| key["required"] == true) {
                None => Key::None,
                Some(false) => Key::Optional,
                Some(true) => Key::Required,
            };
            let if_match = if parameter("If-Match").is_some() { IfMatch::Honoured } else { IfMatch::Ignored };
            let scraped = operation["x-permission"].as_array().is_some_and(|words| words.contains(&"loopback".into()));
            let access = match operation["x-permission"].as_str() {
                _ if scraped => Access::Scrape,
                Some("public" | "gateway-signature" | "signed-link") => Access::Public,
                Some("refresh-token") => Access::MayToken,
                _ => Access::Token,
            };
            let class = match operation["x-rate-limit"].as_str().expect("a class") {
                "list" => List,
                "detail" => Detail,
                "mutation" => Mutation,
                "analytics" => Analytics,
                "job_polling" => Polling,
                "login" => Login,
                "none" => Free,
                other => panic!("{address}: no class {other} here"),
            };
            let Policy { access: a, class: c, key: k, if_match: i, may_have_body, .. } = route.policy;
            let takes = route.method == Method::DELETE && !operation["requestBody"].is_null();
            assert_eq!(may_have_body, takes, "{address}");
            assert_eq!((a, c, k, i), (access, class, key, if_match), "{address}");
        }
    }
}
