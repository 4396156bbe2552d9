use serde_json::json;

use crate::server::testing::{Answered, NO_LIMITS, send, state};

const TOKEN: &str = "authorization: Bearer good";
const JSON: &str = "content-type: application/json";
const KEY: &str = "idempotency-key: one";
const RESOLVE: &str = "POST /api/v1/admin/reviews/takedown-requests/TR-2025-000317/resolve";

async fn sent(line: &str, headers: &[&str], body: &str) -> Answered {
    let headers: Vec<&str> = headers.iter().copied().chain([TOKEN]).collect();
    send(&state(NO_LIMITS), line, &headers, body).await
}

#[tokio::test]
async fn every_fault_of_every_part_comes_at_once() {
    let line = "PATCH /api/v1/admin/admins/nobody?dry_run=perhaps&dryrun=1&dry_run=true&x=%ff";
    let answer = sent(line, &[JSON, "idempotency-key: a b"], r#"{"name": " ", "colour": 1}"#).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (400, "VALIDATION_ERROR"));
    let details = &answer.json["error"]["details"];
    let named: Vec<_> = details.as_object().expect("details").keys().map(String::as_str).collect();
    assert_eq!(named, ["Idempotency-Key", "admin_id", "colour", "dry_run", "dryrun", "name", "x"]);
    assert_eq!(details["dry_run"], json!(["must be given only once", "must be true or false"]));
    assert_eq!(details["x"], json!(["must be valid UTF-8", "is not known here"]));
    assert_eq!(details["dryrun"], json!(["is not known here; did you mean dry_run?"]));
}

#[tokio::test]
async fn what_an_operation_does_not_take_is_refused() {
    let answer = sent("GET /api/v1/admin/me?page=1", &[], "{}").await;
    assert_eq!(answer.json["error"]["details"]["page"], json!(["is not known here"]));
    assert_eq!(answer.json["error"]["details"]["body"], json!(["is not taken here"]));
}

#[tokio::test]
async fn a_body_must_be_json_and_said_to_be() {
    for (kind, status) in [
        ("content-type: text/plain", 415),
        ("content-type: application/json; charset=utf-16", 415),
        ("accept: application/json", 415),
        ("content-type: application/jsonl", 415),
        ("content-type: Application/JSON; charset=\"UTF-8\"", 400),
    ] {
        let answer = sent(RESOLVE, &[kind, KEY], "{}").await;
        assert_eq!(answer.status.as_u16(), status, "{kind}");
    }
    for (body, problem) in [
        ("{", "is not JSON: EOF while parsing an object at line 1 column 1"),
        ("[]", "must be a JSON object"),
        ("null", "must be a JSON object"),
        ("{} {}", "is not JSON: trailing characters at line 1 column 4"),
    ] {
        let answer = sent(RESOLVE, &[JSON, KEY], body).await;
        assert_eq!(answer.status.as_u16(), 400);
        assert_eq!(answer.json["error"]["details"]["body"], json!([problem]), "{body}");
    }
}

#[tokio::test]
async fn no_body_is_an_empty_one() {
    let answer = sent(RESOLVE, &[KEY], "").await;
    let details = answer.json["error"]["details"].as_object().expect("details").clone();
    assert_eq!(details.keys().collect::<Vec<_>>(), ["decision", "reason"]);
}

#[tokio::test]
async fn a_long_body_is_refused_with_the_limit() {
    let body = format!(r#"{{"reason": "{}"}}"#, "a".repeat(1000));
    let answer = sent(RESOLVE, &[JSON, KEY], &body).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (413, "PAYLOAD_TOO_LARGE"));
    assert_eq!(answer.json["error"]["max_bytes"], 1000);
}

#[tokio::test]
async fn a_change_needs_a_key() {
    let answer = sent(RESOLVE, &[JSON], "{}").await;
    assert_eq!((answer.status.as_u16(), answer.code()), (400, "IDEMPOTENCY_KEY_REQUIRED"));
    let long = format!("idempotency-key: {}", "k".repeat(256));
    for wrong in [&[long.as_str()][..], &["idempotency-key: "], &[KEY, "idempotency-key: two"]] {
        let answer = sent(RESOLVE, wrong, "{}").await;
        assert_eq!(answer.status.as_u16(), 415, "the type comes first");
        let headers: Vec<&str> = wrong.iter().copied().chain([JSON]).collect();
        let answer = sent(RESOLVE, &headers, "{}").await;
        assert!(answer.json["error"]["details"].get("Idempotency-Key").is_some(), "{wrong:?}");
    }
}
