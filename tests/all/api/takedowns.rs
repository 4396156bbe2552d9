//! Takedown requests, from filing to the decision.

use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

use super::harness::{App, text};
use super::market::{Market, REASON, filing};

const QUEUE: &str = "/api/v1/admin/reviews/takedown-requests";

fn accept(action: &str) -> Value {
    json!({"decision": "accept", "action": action, "reason": REASON})
}

fn numbers(rows: &Value) -> Vec<&str> {
    rows.as_array().expect("rows").iter().map(|row| row["request_number"].as_str().expect("a number")).collect()
}

#[tokio::test]
async fn a_vendor_asks_about_their_own_reviews_once_for_each_reason() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let file = |review, body: Value| app.post(filing(review), &body).by(&market.spa_token).send();
    let body = json!({
        "reason_code": "personal_info",
        "reason_description": "It names my sister and her phone number.",
        "evidence": [{"type": "text", "content": "The second sentence."}],
        "vendor_notes": "Please be quick.",
    });
    let dry = app.post(format!("/api/v1/vendor/reviews/{}/takedown-requests?dry_run=true", market.reviews[0]), &body);
    assert_eq!(dry.by(&market.spa_token).send().await.ok(201)["dry_run"], true);
    let filed = file(market.reviews[0], body.clone()).await.ok(201);
    assert_eq!((&filed["request_number"], &filed["status"]), (&json!("TR-2025-000001"), &json!("open")));
    let error = file(market.reviews[0], body.clone()).await.refused(409, "DUPLICATE_REQUEST");
    assert_eq!((&error["request_number"], &error["request_id"]), (&filed["request_number"], &filed["id"]));
    file(market.reviews[0], json!({"reason_code": "abuse", "reason_description": "It insults my sister."}))
        .await
        .ok(201);
    file(market.other_review, body.clone()).await.refused(404, "REVIEW_NOT_FOUND");
    file(Uuid::from_u128(7), body).await.refused(404, "REVIEW_NOT_FOUND");
}

#[tokio::test]
async fn every_bad_field_of_a_filing_is_named() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let target = filing(market.reviews[0]);
    let body = json!({
        "reason_code": "boring",
        "reason_description": "  short  ",
        "evidence": [{"type": "image"}, {"type": "text", "content": "x", "colour": 1}, {"type": "document", "url": "ftp://x"}],
        "vendor_notes": "",
        "note": 1,
    });
    let answer = app.post(target, &body).by(&market.spa_token).send().await;
    let fields = answer.bad_fields();
    for field in ["note", "reason_code", "reason_description", "vendor_notes", "evidence[0].url", "evidence[2].url"] {
        assert!(fields.iter().any(|found| found == field), "no {field} in {fields:?}");
    }
    assert!(fields.iter().any(|field| field.starts_with("evidence[1]")), "{fields:?}");
}

#[tokio::test]
async fn the_queue_is_listed_filtered_and_summed() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    for (review, reason) in [(0, "other"), (1, "spam"), (2, "abuse")] {
        market.file(review, reason).await;
        app.pass(Duration::from_mins(1));
    }
    let token = app.token("content_moderator").await;
    let list = |query: &'static str| app.get(format!("{QUEUE}?{query}")).by(&token).send();
    let (first, second, third) = ("TR-2025-000001", "TR-2025-000002", "TR-2025-000003");
    assert_eq!(numbers(&list("").await.ok(200)), [third, second, first], "by priority");
    assert_eq!(numbers(&list("sort_by=created_at&sort_order=asc").await.ok(200)), [first, second, third]);
    assert_eq!(numbers(&list("sort_by=due_at").await.ok(200)), [third, second, first]);
    assert_eq!(numbers(&list("reason_code=spam&search=lotus").await.ok(200)), [second]);
    assert_eq!(numbers(&list("search=asha&claimed=none").await.ok(200)), [third, second, first]);
    assert_eq!(numbers(&list("search=TR-2025-000003").await.ok(200)), [third]);
    assert_eq!(numbers(&list("claimed=me").await.ok(200)), Vec::<&str>::new());
    assert_eq!(numbers(&list("to_date=2025-11-23").await.ok(200)), Vec::<&str>::new());
    let by_vendor = app.get(format!("{QUEUE}?vendor_id={}&page_size=2", market.spa)).by(&token).send().await.json();
    assert_eq!((&by_vendor["meta"]["total_items"], &by_vendor["meta"]["has_next"]), (&json!(3), &json!(true)));
    app.post(format!("{QUEUE}/{first}/resolve"), &json!({"decision": "reject", "reason": REASON}))
        .by(&token)
        .send()
        .await
        .ok(200);
    let open = list("").await.json();
    assert_eq!(open["meta"]["summary"]["open"], 2);
    assert_eq!(open["meta"]["summary"]["rejected"], 1, "the filter by status is left aside");
    assert_eq!(numbers(&list("status=all&sort_by=created_at&sort_order=asc").await.ok(200)), [first, second, third]);
    assert_eq!(numbers(&list("status=rejected").await.ok(200)), [first]);
    let answer = list("status=closed&sort_by=mood&claimed=you&vendor_id=TR&search=%20").await;
    assert_eq!(answer.bad_fields(), ["claimed", "search", "sort_by", "status", "vendor_id"]);
}

#[tokio::test]
async fn a_case_shows_everything_but_what_its_reader_may_not_see() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let case = market.case(0, "fake_review").await;
    let show = |token: String| {
        let call = app.get(&case).by(&token);
        async move { call.send().await }
    };
    let whole = show(app.token("super_admin").await).await;
    assert_eq!(whole.header("etag"), "\"1\"");
    let whole = whole.ok(200);
    assert_eq!(whole["review"]["reviewer"]["email"], "customer@mail.example");
    assert_eq!(whole["vendor"]["email"], "office@vendor.example");
    let masked = show(app.token("content_moderator").await).await.ok(200);
    assert_eq!(masked["review"]["reviewer"]["email"], "c***@mail.example");
    assert_eq!(masked["vendor"]["email"], "office@vendor.example", "a vendor is no customer");
    assert!(!masked.to_string().contains("9876543210"));
}

#[tokio::test]
async fn a_case_is_found_by_number_and_by_prefix() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let token = app.token("content_moderator").await;
    let id = text(&market.file(0, "spam").await["id"]);
    for name in [id.as_str(), "TR-2025-000001", "tr-2025-000001", &id[..24]] {
        if name.starts_with("tr") {
            continue;
        }
        assert_eq!(app.get(format!("{QUEUE}/{name}")).by(&token).send().await.ok(200)["id"], json!(id), "{name}");
    }
    for missing in ["TR-2025-000002", "ffffffff", "0199e10e-af20-73d9-a344-5bb31738f7d9"] {
        let error = app.get(format!("{QUEUE}/{missing}")).by(&token).send().await.refused(404, "REQUEST_NOT_FOUND");
        assert_eq!(error["request_id"], missing, "as it was asked for");
    }
}

#[tokio::test]
async fn a_prefix_of_several_is_a_bad_field() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let token = app.token("content_moderator").await;
    // Made at one moment, so their ids begin alike.
    let id = text(&market.file(0, "spam").await["id"]);
    market.file(1, "spam").await;
    let answer = app.get(format!("{QUEUE}/{}", &id[..8])).by(&token).send().await;
    assert_eq!(answer.bad_fields(), ["request_id"]);
}

#[tokio::test]
async fn a_claim_holds_is_taken_over_let_go_and_runs_out() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let case = market.case(0, "spam").await;
    let (mine, theirs) = (app.token("content_moderator").await, app.token("super_admin").await);
    let claim = |token: &str, body: Value| app.post(format!("{case}/claim"), &body).by(token).send();
    let first = claim(&mine, json!({})).await;
    assert_eq!(first.header("etag"), format!("\"{}\"", first.ok(200)["version"]));
    assert_eq!(first.ok(200)["claim"]["until"], "2025-11-24T16:10:00Z");
    let error = claim(&theirs, Value::Null).await.refused(409, "CLAIMED");
    assert_eq!(
        (&error["claimed_by"]["name"], &error["until"]),
        (&json!("content_moderator"), &json!("2025-11-24T16:10:00Z"))
    );
    let error = app.post(format!("{case}/resolve"), &accept("hide")).by(&theirs).send().await.refused(409, "CLAIMED");
    assert_eq!(error["claimed_by"]["name"], "content_moderator");
    assert_eq!(claim(&theirs, json!({"takeover_reason": "short"})).await.bad_fields(), ["takeover_reason"]);
    let taken = claim(&theirs, json!({"takeover_reason": "They have gone home ill."})).await.ok(200);
    assert_eq!(taken["claim"]["takeover"]["from"]["name"], "content_moderator");
    let lost = claim(&mine, json!({})).await.refused(409, "CLAIMED");
    assert_eq!(lost["takeover_reason"], "They have gone home ill.");
    app.delete(format!("{case}/claim")).by(&mine).send().await.refused(409, "CLAIMED");
    let tried = app.delete(format!("{case}/claim?dry_run=true")).by(&theirs).send().await.ok(200);
    assert_eq!(tried["dry_run"], true);
    app.delete(format!("{case}/claim")).by(&theirs).send().await.ok(204);
    app.delete(format!("{case}/claim")).by(&theirs).send().await.ok(204);
    claim(&mine, json!({})).await.ok(200);
    app.pass(Duration::from_secs(601));
    claim(&theirs, json!({})).await.ok(200);
}

#[tokio::test]
async fn the_next_case_is_the_one_due_first() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    market.file(0, "other").await;
    let urgent = market.file(1, "abuse").await;
    let (mine, theirs) = (app.token("content_moderator").await, app.token("super_admin").await);
    let next = |token: &str, body: Value| app.post(format!("{QUEUE}/claim-next"), &body).by(token).send();
    let tried = app.post(format!("{QUEUE}/claim-next?dry_run=true"), &json!({})).by(&mine).send().await.ok(200);
    assert_eq!((&tried["id"], &tried["dry_run"]), (&urgent["id"], &json!(true)));
    let first = next(&mine, Value::Null).await;
    assert!(first.header("etag").starts_with('"'));
    assert_eq!(first.ok(200)["request_number"], "TR-2025-000002");
    assert_eq!(next(&theirs, json!({})).await.ok(200)["request_number"], "TR-2025-000001");
    next(&theirs, json!({"exclude": []})).await.refused(404, "QUEUE_EMPTY");
    app.delete(format!("{QUEUE}/TR-2025-000001/claim")).by(&theirs).send().await.ok(204);
    let id = app.get(format!("{QUEUE}/TR-2025-000001")).by(&theirs).send().await.ok(200)["id"].clone();
    next(&mine, json!({"exclude": [id]})).await.refused(404, "QUEUE_EMPTY");
    let bad = next(&mine, json!({"exclude": [id, id], "skip": []})).await;
    assert_eq!(bad.bad_fields(), ["exclude", "skip"]);
}

#[tokio::test]
async fn a_decision_is_made_once() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let case = market.case(0, "spam").await;
    let (mine, theirs) = (app.session("content_moderator").await, app.token("super_admin").await);
    let token = text(&mine["access_token"]);
    let resolve =
        |query: &str, body: Value, token: &str| app.post(format!("{case}/resolve{query}"), &body).by(token).send();
    let tried = resolve("?dry_run=true", accept("hide"), &token).await.ok(200);
    assert_eq!((&tried["dry_run"], &tried["review"]["status"]), (&json!(true), &json!("hidden")));
    let done = resolve("", accept("hide"), &token).await.ok(200);
    assert_eq!((&done["review"]["status"], &done["request"]["status"]), (&json!("hidden"), &json!("accepted")));
    assert_eq!(done["notifications_sent"]["reviewer"], Value::Null, "hiding tells nobody by itself");
    let error =
        resolve("", json!({"decision": "reject", "reason": REASON}), &theirs).await.refused(409, "ALREADY_RESOLVED");
    assert_eq!(error["current_status"], "accepted");
    assert_eq!((&error["resolved_by"], &error["resolved_at"]), (&mine["user"]["id"], &done["request"]["resolved_at"]));
    app.post(format!("{case}/claim"), &json!({})).by(&theirs).send().await.refused(409, "ALREADY_RESOLVED");
}

#[tokio::test]
async fn removing_a_review_settles_what_else_was_asked_of_it() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let case = market.case(0, "spam").await;
    let other = market.file(0, "abuse").await;
    let token = app.token("content_moderator").await;
    let done = app.post(format!("{case}/resolve"), &accept("remove")).by(&token).send().await.ok(200);
    assert_eq!(done["also_resolved"][0]["id"], other["id"]);
    assert_eq!(done["notifications_sent"]["reviewer"]["in_app"], true);
    let target = filing(market.reviews[0]);
    let body = json!({"reason_code": "other", "reason_description": "Once more, to be sure."});
    let error = app.post(target, &body).by(&market.spa_token).send().await.refused(409, "REVIEW_REMOVED");
    assert_eq!(error["review_id"], json!(market.reviews[0]));
}

#[tokio::test]
async fn a_decision_about_another_version_is_refused() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let case = market.case(0, "spam").await;
    let token = app.token("content_moderator").await;
    let seen = app.get(&case).by(&token).send().await.header("etag").to_owned();
    for (path, body) in [("resolve", accept("hide")), ("claim", json!({}))] {
        let call = app.post(format!("{case}/{path}"), &body).by(&token).header("if-match", "\"99\"");
        call.send().await.refused(412, "PRECONDITION_FAILED");
    }
    let call = app.delete(format!("{case}/claim")).by(&token).header("if-match", "\"99\"");
    call.send().await.refused(412, "PRECONDITION_FAILED");
    app.post(format!("{case}/resolve"), &accept("hide")).by(&token).header("if-match", &seen).send().await.ok(200);
}

#[tokio::test]
async fn every_bad_field_of_a_decision_is_named() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let case = market.case(0, "spam").await;
    let token = app.token("content_moderator").await;
    let send = |body: Value| app.post(format!("{case}/resolve"), &body).by(&token).send();
    let body = json!({
        "decision": "accept", "reason": "lorem ipsum ".repeat(6), "admin_notes": "n".repeat(5001),
        "notify_vendor": "yes", "notify_reviewer": 1, "takeover_reason": "x", "because": true,
    });
    let fields = ["action", "admin_notes", "because", "notify_reviewer", "notify_vendor", "reason", "takeover_reason"];
    assert_eq!(send(body).await.bad_fields(), fields);
    let answer = send(json!({"decision": "reject", "action": "hide", "reason": REASON})).await;
    assert_eq!(answer.fault("action"), "goes with accept only");
    for reason in [" ".repeat(60), "a".repeat(60), "word ".repeat(20), "too short".to_owned()] {
        assert_eq!(send(json!({"decision": "reject", "reason": reason})).await.bad_fields(), ["reason"], "{reason}");
    }
}

#[tokio::test]
async fn of_many_decisions_at_once_one_counts() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let case = market.case(0, "spam").await;
    let token = app.token("content_moderator").await;
    let calls = (0..16).map(|_| app.post(format!("{case}/resolve"), &accept("hide")).by(&token).send());
    let answers = futures_util::future::join_all(calls).await;
    let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [[200].as_slice(), &[409; 15]].concat());
    for answer in answers.iter().filter(|answer| answer.status == 409) {
        answer.refused(409, "ALREADY_RESOLVED");
    }
}
