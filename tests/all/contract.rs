//! The document itself, and proof that the checks against it can fail.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

use crate::support::openapi::{Exchange, Violations, check_exchange, check_request, check_response, error_codes};
use crate::support::routes::{Route, document, find, path_values, percent_decode, resolve, routes};
use crate::support::schema::{Direction, faults};

const TRACE: &str = "01944953-8d40-736f-8580-28d6099950d8";
const RESOLVE: &str = "/api/v1/admin/reviews/takedown-requests/TR-2025-000317/resolve";

#[test]
fn every_operation_has_a_name_of_its_own_a_permission_and_a_limit() {
    let mut ids: Vec<_> = routes().iter().map(|route| &route.id).collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), count), (71, 71));
    assert!(routes().iter().all(|route| !route.permissions.is_empty() && !route.rate_limit.is_empty()));
    let templates = routes().iter().all(|route| {
        let declared = route.parameters.iter().filter(|parameter| parameter.location == "path").count();
        declared == route.path.matches('{').count()
    });
    assert!(templates, "a path parameter is undeclared");
}

#[test]
fn literal_segments_win_over_parameters() {
    let next = find("POST", "/api/v1/admin/reviews/takedown-requests/claim-next").expect("it is there");
    assert_eq!(next.id, "claimNextTakedownRequest");
    assert_eq!(find("POST", RESOLVE).expect("it is there").id, "resolveTakedownRequest");
    assert!(find("DELETE", RESOLVE).is_none());
    assert!(find("POST", &format!("{RESOLVE}/")).is_none());
}

#[test]
fn paths_and_values_are_decoded() {
    let values = path_values("/a/{id}/b", "/a/x%2Fy%zz/b");
    assert_eq!(values, Some(vec![("id".to_owned(), "x/y%zz".to_owned())]));
    assert_eq!(path_values("/a/{id}/b", "/a//b"), None);
    assert_eq!(percent_decode("%E0%B2%95"), "ಕ");
}

#[test]
fn every_listed_error_has_one_code() {
    let codes = |route: &Route| {
        let responses = document().pointer(&format!("{}/responses", route.pointer)).and_then(Value::as_object);
        let failing = responses.into_iter().flat_map(|map| map.keys()).filter(|status| status.as_str() >= "400");
        failing
            .map(|status| error_codes(&resolve(&format!("{}/responses/{status}", route.pointer)).0).len())
            .collect::<Vec<_>>()
    };
    let all: Vec<_> = routes().iter().flat_map(codes).collect();
    assert!(all.len() > 400, "found only {}", all.len());
    // Health and readiness answer with a report of their own.
    assert!(all.iter().filter(|count| **count == 0).count() <= 3, "{all:?}");
}

#[test]
fn every_example_of_an_answer_holds_and_breaks_when_changed() {
    let mut held = 0;
    for (pointer, example) in answer_examples() {
        assert_eq!(faults(Direction::Answer, &pointer, &example), Vec::<String>::new(), "{pointer}");
        for (what, changed) in spoilt(&example) {
            assert_ne!(faults(Direction::Answer, &pointer, &changed), Vec::<String>::new(), "{pointer}: {what}");
        }
        held += 1;
    }
    assert!(held > 200, "found only {held} examples");
}

#[test]
fn a_right_exchange_passes() {
    check(&Sample::resolve()).expect("it is right");
}

#[test]
fn wrong_requests_are_named() {
    let mut sample = Sample::resolve();
    sample.target = format!("{RESOLVE}?dry_run=perhaps&colour=red");
    sample.request_headers.remove("idempotency-key");
    sample.request_body["decision"] = json!("maybe");
    let text = sample.request_fault();
    for part in [
        "query parameter dry_run /: \"perhaps\" is not of type \"boolean\"",
        "query parameter colour: not in the document",
        "header parameter Idempotency-Key: required and missing",
        "resolveTakedownRequest request /",
    ] {
        assert!(text.contains(part), "no {part:?} in {text}");
    }
    let mut sample = Sample::resolve();
    sample.request_headers.insert("content-type", HeaderValue::from_static("text/plain"));
    assert!(sample.request_fault().contains("content type text/plain: not listed"));
    let mut sample = Sample::resolve();
    sample.target = "/api/v1/admin/nothing".to_owned();
    assert!(sample.request_fault().contains("no such operation"));
}

#[test]
fn what_the_server_refused_need_not_be_right() {
    let mut sample = Sample::resolve().answering(404, &json!({"success": false, "error": {
        "code": "REQUEST_NOT_FOUND", "message": "No such request", "trace_id": TRACE, "request_id": "TR-2025-000317",
    }}));
    sample.request_body = json!({ "decision": "maybe" });
    check(&sample).expect("a 404 of the document");
}

#[test]
fn wrong_answers_are_named() {
    let mut sample = Sample::resolve();
    sample.status = 418;
    assert!(sample.answer_fault().contains("resolveTakedownRequest 418: status not listed"));

    let mut sample = Sample::resolve();
    sample.headers.clear();
    let text = sample.answer_fault();
    assert!(text.contains("header X-Trace-Id: required and missing"), "{text}");
    assert!(text.contains("content type none"), "{text}");

    let mut sample = Sample::resolve();
    sample.body["data"]["request"]["status"] = json!("perhaps");
    let text = sample.answer_fault();
    assert!(text.contains("resolveTakedownRequest 200 /data/request/status:"), "{text}");

    let mut sample = Sample::resolve();
    sample.headers.insert("x-trace-id", HeaderValue::from_static("tab\tinside"));
    assert!(sample.answer_fault().contains("header X-Trace-Id"));

    let not_listed = json!({"success": false, "error": {"code": "ROLE_IN_USE", "message": "No", "trace_id": TRACE}});
    let text = Sample::resolve().answering(409, &not_listed).answer_fault();
    assert!(text.contains("/error/code: ROLE_IN_USE is not listed (listed: "), "{text}");

    let incomplete =
        json!({"success": false, "error": {"code": "ALREADY_RESOLVED", "message": "No", "trace_id": TRACE}});
    let text = Sample::resolve().answering(409, &incomplete).answer_fault();
    assert!(text.contains("/error/: \"current_status\" is a required property"), "{text}");
}

#[test]
fn rate_limit_headers_are_required_only_where_limits_are_on() {
    let mut sample = Sample::resolve();
    sample.limits = true;
    assert!(sample.answer_fault().contains("header RateLimit-Remaining: required and missing"));
    for name in ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"] {
        sample.headers.insert(HeaderName::from_static(name), HeaderValue::from_static("30"));
    }
    check(&sample).expect("they are there");
    sample.headers.insert("ratelimit-reset", HeaderValue::from_static("soon"));
    assert!(sample.answer_fault().contains("header RateLimit-Reset"));
}

#[test]
fn an_unknown_address_may_only_answer_with_a_fallback() {
    let mut sample = Sample::resolve().answering(
        404,
        &json!({"success": false, "error": {
            "code": "NOT_FOUND", "message": "Nothing here", "trace_id": TRACE,
        }}),
    );
    sample.target = "/api/v1/nothing".to_owned();
    check(&sample).expect("the fallback");
    sample.status = 200;
    assert!(sample.answer_fault().contains("status not listed"));
}

/// One exchange that tests bend.
struct Sample {
    target: String,
    request_headers: HeaderMap,
    request_body: Value,
    status: u16,
    headers: HeaderMap,
    body: Value,
    limits: bool,
}

impl Sample {
    /// A takedown resolved as the document's own example has it.
    fn resolve() -> Self {
        let operation = &document()["paths"][RESOLVE.replace("TR-2025-000317", "{request_id}")]["post"];
        let request = &operation["requestBody"]["content"]["application/json"];
        let answer = &operation["responses"]["200"]["content"]["application/json"];
        let mut request_headers = json_headers();
        request_headers.insert("idempotency-key", HeaderValue::from_static("one"));
        Self {
            target: RESOLVE.to_owned(),
            request_headers,
            request_body: first_example(request),
            status: 200,
            headers: json_headers(),
            body: first_example(answer),
            limits: false,
        }
    }

    fn answering(mut self, status: u16, body: &Value) -> Self {
        self.status = status;
        self.body = body.clone();
        self
    }

    fn request_fault(&self) -> String {
        self.with(check_request).expect_err("the request is wrong").to_string()
    }

    fn answer_fault(&self) -> String {
        self.with(check_response).expect_err("the answer is wrong").to_string()
    }

    fn with(&self, act: impl Fn(&Exchange<'_>) -> Result<(), Violations>) -> Result<(), Violations> {
        act(&Exchange {
            method: "POST",
            target: &self.target,
            request_headers: &self.request_headers,
            request_body: self.request_body.to_string().as_bytes(),
            status: self.status,
            headers: &self.headers,
            body: self.body.to_string().as_bytes(),
            limits: self.limits,
        })
    }
}

fn check(sample: &Sample) -> Result<(), Violations> {
    sample.with(check_exchange)
}

fn json_headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", HeaderValue::from_static("application/json; charset=utf-8"));
    headers.insert("x-trace-id", HeaderValue::from_static(TRACE));
    headers
}

fn first_example(media: &Value) -> Value {
    let named = || media["examples"].as_object().and_then(|examples| examples.values().next());
    let example = media.get("example").or_else(|| named().and_then(|example| example.get("value")));
    example.unwrap_or_else(|| panic!("no example in {media}")).clone()
}

/// Every example of a JSON answer with the pointer of its schema.
fn answer_examples() -> Vec<(String, Value)> {
    let statuses = |route: &Route| {
        let responses = document().pointer(&format!("{}/responses", route.pointer)).and_then(Value::as_object);
        let pointer = route.pointer.clone();
        responses.into_iter().flat_map(|map| map.keys()).map(|s| format!("{pointer}/responses/{s}")).collect::<Vec<_>>()
    };
    let media = routes().iter().flat_map(statuses).map(|p| format!("{}/content/application~1json", resolve(&p).0));
    media.flat_map(|media| examples_of(&media)).collect()
}

fn examples_of(media: &str) -> Vec<(String, Value)> {
    let Some(node) = document().pointer(media) else { return Vec::new() };
    let keys = node["examples"].as_object().into_iter().flat_map(|examples| examples.keys());
    let named = keys.map(|name| resolve(&format!("{media}/examples/{name}")).1["value"].clone());
    let examples = node.get("example").cloned().into_iter().chain(named);
    examples.map(|example| (format!("{media}/schema"), example)).collect()
}

/// The example with its first level spoilt in several ways.
fn spoilt(example: &Value) -> Vec<(&'static str, Value)> {
    let with = |act: fn(&mut Value)| {
        let mut copy = example.clone();
        act(&mut copy);
        copy
    };
    if example.get("success").is_none() {
        return vec![("another type", json!("text"))];
    }
    vec![
        ("no success", with(|value| drop(value.as_object_mut().expect("an envelope").remove("success")))),
        ("success upside down", with(|value| value["success"] = json!(value["success"] != true))),
        ("undeclared member beside data", with(|value| value["undeclared_member"] = json!(1))),
        (
            "data of another type",
            with(|value| {
                let key = if value.get("data").is_some() { "data" } else { "error" };
                value[key] = json!("text");
            }),
        ),
    ]
}
