//! The envelopes that answers and errors go out in, and the one table from errors to statuses.

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::{
    domain::page::PageMeta,
    error::{Error, Kind, Result},
    operations::{Answer, Deleted, Page, analytics::Analysis},
};

/// What a handler gives.
pub type Reply = Result<Response>;

/// `{"success": true, "data": …}`
pub fn data(data: &impl Serialize) -> Reply {
    Ok(success(StatusCode::OK, &text(data)?))
}

/// A success; or with `trouble` the one failure that says more than its error.
pub fn report(data: &impl Serialize, trouble: Option<Error>, trace: &str) -> Reply {
    let Some(error) = trouble else { return self::data(data) };
    let mut body = error_json(&error, trace);
    body["data"] = serde_json::to_value(data).map_err(Error::internal)?;
    Ok(json_response(status(&error.kind), body.to_string()))
}

/// The same with the row's version as `ETag`.
pub fn detail(one: &impl Serialize, version: i64) -> Reply {
    Ok(tagged(data(one)?, version))
}

/// A page of rows with its `meta`, and in it the `summary` where there is one.
pub fn list<T: Serialize, S: Serialize>(page: &Page<T, S>) -> Reply {
    #[derive(Serialize)]
    struct Meta<'a> {
        #[serde(flatten)]
        place: &'a PageMeta,
        #[serde(skip_serializing_if = "Value::is_null")]
        summary: Value,
    }
    let summary = serde_json::to_value(&page.summary).map_err(Error::internal)?;
    let meta = text(&Meta { place: &page.meta, summary })?;
    Ok(json_response(StatusCode::OK, format!(r#"{{"success":true,"data":{},"meta":{meta}}}"#, text(&page.rows)?)))
}

/// A page of rows whose `meta` says more of the list, with no name of its own.
pub fn list_beside<T: Serialize, S: Serialize>(page: &Page<T, S>) -> Reply {
    #[derive(Serialize)]
    struct Meta<'a, S> {
        #[serde(flatten)]
        place: &'a PageMeta,
        #[serde(flatten)]
        more: &'a S,
    }
    let meta = text(&Meta { place: &page.meta, more: &page.summary })?;
    Ok(json_response(StatusCode::OK, format!(r#"{{"success":true,"data":{},"meta":{meta}}}"#, text(&page.rows)?)))
}

/// Figures with what they are of, and whether they were kept as `X-Cache`.
pub fn figures<D: Serialize, F: Serialize>(found: &Analysis<D, F>) -> Reply {
    let json = format!(r#"{{"success":true,"data":{},"meta":{}}}"#, text(&found.data)?, text(&found.meta)?);
    let mut response = json_response(StatusCode::OK, json);
    let kept = HeaderValue::from_static(found.cached.as_str());
    response.headers_mut().insert(HeaderName::from_static("x-cache"), kept);
    Ok(response)
}

/// A mutation's answer, byte for byte.
pub fn answer<T>(status: StatusCode, answer: &Answer<T>) -> Response {
    replayed(success(status, &answer.json), answer.replayed)
}

/// The same with the row's version as `ETag`.
pub fn tagged(mut response: Response, version: i64) -> Response {
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// 204, or after a dry run what would have gone.
pub fn deleted(gone: &Answer<Deleted>) -> Response {
    if gone.value.dry_run == Some(true) {
        return answer(StatusCode::OK, gone);
    }
    replayed(StatusCode::NO_CONTENT.into_response(), gone.replayed)
}

fn replayed(mut response: Response, replayed: bool) -> Response {
    if replayed {
        let name = HeaderName::from_static("idempotency-replayed");
        response.headers_mut().insert(name, HeaderValue::from_static("true"));
    }
    response
}

fn text(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

fn success(status: StatusCode, data: &str) -> Response {
    json_response(status, format!(r#"{{"success":true,"data":{data}}}"#))
}

/// An answer that is JSON already.
pub fn json_response(status: StatusCode, json: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], json).into_response()
}

/// Only the status and the error itself; `frame` knows the trace id and writes the body.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = status(&self.kind).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the error's envelope into `response`, keeping its headers.
pub fn render(response: &mut Response, error: Error, trace: &str, had_token: bool) {
    let error = presentable(error);
    *response.status_mut() = status(&error.kind);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.remove(header::CONTENT_LENGTH);
    if let Some(seconds) = error.retry_after() {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
    }
    if let Some(challenge) = challenge(&error.kind, had_token) {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    }
    *response.body_mut() = Body::from(error_json(&error, trace).to_string());
}

/// What happened on this machine only is told as no more than a failure.
fn presentable(error: Error) -> Error {
    match error.kind {
        Kind::NoDatabase { .. }
        | Kind::Unreachable { .. }
        | Kind::ReadonlyProfile { .. }
        | Kind::Environment
        | Kind::Other { .. } => Error::new(Kind::InternalError),
        _ => error,
    }
}

fn error_json(error: &Error, trace: &str) -> Value {
    let members = match serde_json::to_value(&error.kind) {
        Ok(Value::Object(members)) => members,
        _ => Map::from_iter([("code".to_owned(), Value::from("INTERNAL_ERROR"))]),
    };
    let mut body = Map::new();
    for (name, value) in members {
        let first = body.is_empty();
        body.insert(name, value);
        if first {
            body.insert("message".into(), error.message.clone().into());
        }
    }
    body.insert("trace_id".into(), trace.into());
    json!({ "success": false, "error": body })
}

fn challenge(kind: &Kind, had_token: bool) -> Option<&'static str> {
    match kind {
        Kind::TokenExpired => {
            Some(r#"Bearer realm="appydex-admin", error="invalid_token", error_description="the token has expired""#)
        }
        Kind::Unauthenticated if had_token => Some(r#"Bearer realm="appydex-admin", error="invalid_token""#),
        Kind::Unauthenticated | Kind::InvalidCredentials => Some(r#"Bearer realm="appydex-admin""#),
        _ => None,
    }
}

/// The status of an error.
pub fn status(kind: &Kind) -> StatusCode {
    match kind {
        Kind::ValidationError { .. }
        | Kind::UnsupportedApiVersion { .. }
        | Kind::IdempotencyKeyRequired
        | Kind::InvalidStatusTransition { .. }
        | Kind::InvalidDateRange { .. }
        | Kind::InvalidSignature
        | Kind::CannotDelete { .. }
        | Kind::AmountExceedsRemaining { .. } => StatusCode::BAD_REQUEST,
        Kind::Unauthenticated | Kind::TokenExpired | Kind::InvalidCredentials => StatusCode::UNAUTHORIZED,
        Kind::OriginNotAllowed | Kind::MfaRequired | Kind::PermissionDenied { .. } => StatusCode::FORBIDDEN,
        Kind::NotFound
        | Kind::BookingNotFound { .. }
        | Kind::PaymentNotFound { .. }
        | Kind::RoleNotFound { .. }
        | Kind::RequestNotFound { .. }
        | Kind::RefundNotFound { .. }
        | Kind::ReviewNotFound { .. }
        | Kind::VendorNotFound { .. }
        | Kind::TokenNotFound { .. }
        | Kind::AdminNotFound { .. }
        | Kind::SessionNotFound { .. }
        | Kind::JobNotFound { .. }
        | Kind::FileNotFound
        | Kind::QueueEmpty => StatusCode::NOT_FOUND,
        Kind::MethodNotAllowed { .. } => StatusCode::METHOD_NOT_ALLOWED,
        Kind::AlreadyResolved { .. }
        | Kind::CannotCancel { .. }
        | Kind::RoleExists { .. }
        | Kind::SystemRole { .. }
        | Kind::RoleInUse { .. }
        | Kind::AlreadyDecided { .. }
        | Kind::AmountMismatch { .. }
        | Kind::SecondApproverRequired { .. }
        | Kind::PaymentNotRefundable { .. }
        | Kind::Claimed { .. }
        | Kind::DuplicateRequest { .. }
        | Kind::ReviewRemoved { .. }
        | Kind::AdminExists { .. }
        | Kind::LastSuperAdmin
        | Kind::OwnAccount
        | Kind::MfaAlreadyEnabled
        | Kind::MfaNotEnrolled
        | Kind::NotFrozen
        | Kind::ReconciliationIncomplete { .. }
        | Kind::ConcurrentUpdate { .. }
        | Kind::IdempotencyConflict { .. }
        | Kind::IdempotencyInProgress { .. } => StatusCode::CONFLICT,
        Kind::LinkExpired { .. } => StatusCode::GONE,
        Kind::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
        Kind::PayloadTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        Kind::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Kind::RateLimitExceeded { .. } => StatusCode::TOO_MANY_REQUESTS,
        Kind::Busy | Kind::Maintenance | Kind::Unhealthy => StatusCode::SERVICE_UNAVAILABLE,
        Kind::InternalError
        | Kind::NoDatabase { .. }
        | Kind::Unreachable { .. }
        | Kind::ReadonlyProfile { .. }
        | Kind::Environment
        | Kind::Other { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use axum::body::to_bytes;

    use super::*;
    use crate::server::spec;

    async fn body(response: Response) -> String {
        let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        String::from_utf8(bytes.to_vec()).expect("it is text")
    }

    #[tokio::test]
    async fn an_answer_goes_out_byte_for_byte() {
        // Spaces and order as no serialiser would set them.
        let again = Answer { value: (), json: r#"{"z" : 1, "a":2}"#.into(), replayed: true };
        let response = tagged(answer(StatusCode::CREATED, &again), 3);
        assert_eq!(response.status(), StatusCode::CREATED);
        assert_eq!(response.headers()["idempotency-replayed"], "true");
        assert_eq!(response.headers()["etag"], "\"3\"");
        assert_eq!(body(response).await, r#"{"success":true,"data":{"z" : 1, "a":2}}"#);
    }

    #[tokio::test]
    async fn a_list_has_a_summary_only_where_there_is_one() {
        let meta = PageMeta::new(1, 25, 1, None);
        let page = Page { rows: vec!["a"], meta: meta.clone(), summary: () };
        let rest = r#""page":1,"page_size":25,"total_items":1,"total_pages":1,"has_next":false,"has_prev":false,"next_cursor":null"#;
        let plain = body(list(&page).expect("it is JSON")).await;
        assert_eq!(plain, format!(r#"{{"success":true,"data":["a"],"meta":{{{rest}}}}}"#));
        let page = Page { rows: vec!["a"], meta, summary: json!({"open": 1}) };
        let summed = body(list(&page).expect("it is JSON")).await;
        assert_eq!(summed, format!(r#"{{"success":true,"data":["a"],"meta":{{{rest},"summary":{{"open":1}}}}}}"#));
    }

    #[tokio::test]
    async fn a_deletion_says_something_only_in_a_dry_run() {
        let gone = |dry_run| Answer {
            value: Deleted { id: "x".into(), dry_run },
            json: r#"{"id":"x","dry_run":true}"#.into(),
            replayed: dry_run.is_none(),
        };
        let response = deleted(&gone(None));
        assert_eq!((response.status(), response.headers().len()), (StatusCode::NO_CONTENT, 1));
        assert_eq!(body(response).await, "");
        let response = deleted(&gone(Some(true)));
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(body(response).await, r#"{"success":true,"data":{"id":"x","dry_run":true}}"#);
    }

    #[test]
    fn every_error_has_the_status_that_the_contract_gives_it() {
        let document = spec::document();
        let follow = |node: &Value| match node["$ref"].as_str() {
            Some(target) => document.pointer(&target[1..]).expect("the reference leads somewhere").clone(),
            None => node.clone(),
        };
        let mut known = BTreeSet::new();
        let items = document["paths"].as_object().expect("paths").values();
        let operations = items.flat_map(|item| item.as_object().expect("an item").values());
        let answers = operations.filter_map(|operation| operation.get("responses")?.as_object());
        for (number, answer) in answers.chain(document["x-fallback-responses"].as_object()).flatten() {
            let media = follow(answer)["content"]["application/json"].clone();
            let single = media.get("example").cloned();
            let examples = media["examples"].as_object().into_iter().flat_map(serde_json::Map::values);
            for example in examples.map(|example| follow(example)["value"].clone()).chain(single) {
                let Ok(kind) = serde_json::from_value::<Kind>(example["error"].clone()) else { continue };
                if !matches!(kind, Kind::Other { .. }) {
                    assert_eq!(status(&kind).as_str(), number, "{kind:?}");
                    let mut members = example["error"].clone();
                    members
                        .as_object_mut()
                        .expect("an error")
                        .retain(|name, _| name != "message" && name != "trace_id");
                    assert_eq!(serde_json::to_value(&kind).expect("it is JSON"), members);
                    known.insert(Error::new(kind).code());
                }
            }
        }
        assert!(known.len() > 25, "found only {known:?}");
    }

    #[test]
    fn an_error_says_code_and_message_first_and_its_trace_last() {
        let error = error_json(&Error::denied("audit:list"), "t");
        assert_eq!(
            error.to_string(),
            r#"{"success":false,"error":{"code":"PERMISSION_DENIED","message":"This needs the permission audit:list.","required_permission":"audit:list","trace_id":"t"}}"#
        );
    }

    #[test]
    fn what_stays_on_this_machine_never_goes_out() {
        let local = Error::new(Kind::NoDatabase { location: "/home/asha/appydex.db".into() });
        let told = presentable(local);
        assert_eq!(told, Error::new(Kind::InternalError));
    }
}
