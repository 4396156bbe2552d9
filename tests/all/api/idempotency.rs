//! The same key again.

use std::time::Duration;

use serde_json::json;

use super::harness::{App, text};
use super::market::{Market, REASON};

#[tokio::test]
async fn a_key_is_required_of_changes() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let token = app.token("super_admin").await;
    let case = market.case(0, "spam").await;
    let resolve = json!({"decision": "reject", "reason": REASON});
    for (call, name) in [
        (app.post(format!("{case}/resolve"), &resolve), "resolve"),
        (app.post(format!("{case}/resolve?dry_run=true"), &resolve), "a dry run"),
        (app.post(format!("{case}/claim"), &json!({})), "claim"),
        (app.post("/api/v1/admin/admins", &json!({})), "an invalid request"),
    ] {
        let answer = call.without("idempotency-key").by(&token).send().await;
        answer.refused(400, "IDEMPOTENCY_KEY_REQUIRED");
        assert!(!name.is_empty());
    }
    for key in ["a b", &"k".repeat(256)] {
        let answer = app.post(format!("{case}/claim"), &json!({})).key(key).by(&token).send().await;
        assert_eq!(answer.bad_fields(), ["Idempotency-Key"]);
    }
    app.post(format!("{case}/claim"), &json!({})).key(&"k".repeat(255)).by(&token).send().await.ok(200);
}

#[tokio::test]
async fn the_same_request_again_gets_the_same_bytes() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let token = app.token("super_admin").await;
    let id = text(&market.file(0, "spam").await["id"]);
    let resolve = |case: &str| {
        let target = format!("/api/v1/admin/reviews/takedown-requests/{case}/resolve");
        let body = json!({"decision": "accept", "action": "hide", "reason": REASON});
        app.post(target, &body).key("one-decision").by(&token).send()
    };
    let first = resolve(&id).await;
    first.ok(200);
    assert_eq!(first.header("idempotency-replayed"), "");
    app.pass(Duration::from_hours(23));
    let token = app.token("super_admin").await;
    let resolve = |case: &str| {
        let target = format!("/api/v1/admin/reviews/takedown-requests/{case}/resolve");
        let body = json!({"reason": REASON, "action": "hide", "notify_vendor": true, "decision": "accept"});
        app.post(target, &body).key("one-decision").by(&token).send()
    };
    // Spelt otherwise, meant the same: the number for the id, a default written out, another order.
    let number = text(&first.ok(200)["request"]["request_number"]);
    for case in [id.as_str(), number.as_str()] {
        let again = resolve(case).await;
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!((again.status, &again.body), (first.status, &first.body));
    }
    app.pass(Duration::from_hours(2));
    let token = app.token("super_admin").await;
    let target = format!("/api/v1/admin/reviews/takedown-requests/{id}/resolve");
    let body = json!({"decision": "accept", "action": "hide", "reason": REASON});
    app.post(target, &body).key("one-decision").by(&token).send().await.refused(409, "ALREADY_RESOLVED");
}

#[tokio::test]
async fn another_request_under_the_same_key_is_a_conflict() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let (token, other) = (app.token("super_admin").await, app.token("content_moderator").await);
    let (first, second) = (market.case(0, "spam").await, market.case(1, "spam").await);
    let claim = |case: &str, token: &str| app.post(format!("{case}/claim"), &json!({})).key("k").by(token).send();
    claim(&first, &token).await.ok(200);
    let error = claim(&second, &token).await.refused(409, "IDEMPOTENCY_CONFLICT");
    assert_eq!(error["idempotency_key"], "k");
    claim(&second, &other).await.ok(200);
    let release = app.delete(format!("{first}/claim")).key("k").by(&token).send().await;
    release.refused(409, "IDEMPOTENCY_CONFLICT");
}

#[tokio::test]
async fn an_error_uses_no_key_up_and_neither_does_a_dry_run() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let token = app.token("super_admin").await;
    let case = market.case(0, "spam").await;
    let send = |query: &str, body| app.post(format!("{case}/resolve{query}"), &body).key("k").by(&token).send();
    assert_eq!(send("", json!({"decision": "maybe"})).await.bad_fields(), ["decision", "reason"]);
    send("?dry_run=true", json!({"decision": "accept", "action": "remove", "reason": REASON})).await.ok(200);
    send("", json!({"decision": "reject", "reason": REASON})).await.ok(200);
}

#[tokio::test]
async fn a_secret_comes_again_to_whoever_may_still_have_it() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let token = app.token("super_admin").await;
    let tokens = format!("/api/v1/admin/vendors/{}/tokens", market.spa);
    let make = || app.post(&tokens, &json!({})).key("k").by(&token).send();
    let (first, again) = (make().await, make().await);
    assert_eq!((first.ok(201), &first.body), (again.ok(201), &again.body));
    assert_eq!(again.header("idempotency-replayed"), "true");
}

#[tokio::test]
async fn a_repeat_is_refused_once_its_caller_may_no_longer() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let (admin, theirs) = (app.token("super_admin").await, app.session("content_moderator").await);
    let case = market.case(0, "spam").await;
    let token = text(&theirs["access_token"]);
    let claim = || app.post(format!("{case}/claim"), &json!({})).key("k").by(&token).send();
    claim().await.ok(200);
    let one = format!("/api/v1/admin/admins/{}", text(&theirs["user"]["id"]));
    app.patch(one, &json!({"roles": ["finance_admin"]})).by(&admin).send().await.ok(200);
    claim().await.refused(403, "PERMISSION_DENIED");
}

#[tokio::test]
async fn a_deletion_may_carry_a_key() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let token = app.token("super_admin").await;
    let case = market.case(0, "spam").await;
    app.post(format!("{case}/claim"), &json!({})).by(&token).send().await.ok(200);
    let release = || app.delete(format!("{case}/claim")).key("k").by(&token).send();
    release().await.ok(204);
    let again = release().await;
    again.ok(204);
    assert_eq!(again.header("idempotency-replayed"), "true");
}

#[tokio::test]
async fn a_repeat_does_not_wait_for_the_first() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let token = app.token("super_admin").await;
    let case = market.case(0, "spam").await;
    let claim = || app.post(format!("{case}/claim"), &json!({})).key("k").by(&token).send();
    let writing = app.service().db().begin().await.expect("the writer");
    let first = claim();
    let second = async {
        // By then the first one waits for the writer.
        tokio::time::sleep(Duration::from_millis(300)).await;
        let answer = claim().await;
        drop(writing);
        answer
    };
    let (first, second) = tokio::join!(first, second);
    let error = second.refused(409, "IDEMPOTENCY_IN_PROGRESS");
    assert_eq!((error["idempotency_key"].as_str(), second.header("retry-after")), (Some("k"), "1"));
    first.ok(200);
}
