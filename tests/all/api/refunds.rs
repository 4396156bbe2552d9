//! Refunds, from the list to the decision.

use appydex_admin::domain::{takedown::Priority, time::DAY};
use serde_json::{Value, json};
use uuid::Uuid;

use super::harness::{App, text};

const REFUNDS: &str = "/api/v1/admin/refunds";
const REASON: &str = "Checked the call log, agreed.";
/// More than one admin may decide alone, in paise.
const LARGE: i64 = 9_500_000;

fn approve() -> Value {
    json!({"reason": REASON})
}

fn ids(rows: &Value) -> Vec<String> {
    rows.as_array().expect("rows").iter().map(|row| text(&row["id"])).collect()
}

/// A token of another admin who decides about refunds.
async fn colleague(app: &App) -> String {
    app.world.admin_id("das", &["finance_admin"]).await;
    let body = json!({"email_or_phone": "das@appydex.example", "password": crate::support::world::PASSWORD});
    text(&app.post("/api/v1/admin/auth/login", &body).send().await.ok(200)["access_token"])
}

#[tokio::test]
async fn the_list_is_filtered_sorted_and_summed() {
    let app = App::start().await;
    let (payment, other) = (app.world.payment(5000).await, app.world.payment(700).await);
    let at = |days: i64| app.world.now().plus(-days * DAY);
    let small = app.world.refund_asked(&payment, 100, Priority::Low, at(2)).await.to_string();
    let large = app.world.refund_asked(&payment, 4000, Priority::High, at(9)).await.to_string();
    let last = app.world.refund_asked(&other, 700, Priority::Low, at(1)).await.to_string();
    let token = app.token("finance_admin").await;
    let list = |query: String| app.get(format!("{REFUNDS}?{query}")).by(&token).send();
    assert_eq!(ids(&list(String::new()).await.ok(200)), [last.as_str(), &small, &large]);
    assert_eq!(ids(&list("sort_by=priority".into()).await.ok(200)), [large.as_str(), &last, &small]);
    assert_eq!(ids(&list("sort_by=amount&sort_order=asc".into()).await.ok(200)), [small.as_str(), &last, &large]);
    assert_eq!(ids(&list(format!("user_id={}&max_amount=100", payment.user)).await.ok(200)), [small.as_str()]);
    assert_eq!(ids(&list(format!("vendor_id={}", other.vendor)).await.ok(200)), [last.as_str()]);
    assert_eq!(ids(&list(format!("booking_id={}&gateway_state=none", other.booking)).await.ok(200)), [last.as_str()]);
    assert_eq!(ids(&list("from_date=2025-11-22&to_date=2025-11-22".into()).await.ok(200)), [small.as_str()]);
    app.post(format!("{REFUNDS}/{small}/approve"), &approve()).by(&token).send().await.ok(200);
    let pending = list("status=pending&page_size=1".into()).await.json();
    let summary = &pending["meta"]["summary"];
    assert_eq!((&summary["pending"], &summary["approved"]), (&json!(2), &json!(1)));
    assert_eq!((&summary["total_amount_pending_cents"], &summary["currency"]), (&json!(4700), &json!("INR")));
    let cursor = text(&pending["meta"]["next_cursor"]);
    assert_eq!(ids(&list(format!("status=pending&page_size=1&cursor={cursor}")).await.ok(200)), [large.as_str()]);
    let wrong = "status=open&gateway_state=lost&booking_id=BK-2025-000001&min_amount=x&sort_by=mood&user=1";
    let fields = list(wrong.into()).await.bad_fields();
    assert_eq!(fields, ["booking_id", "gateway_state", "min_amount", "sort_by", "status", "user"]);
    assert_eq!(list("min_amount=2&max_amount=1".into()).await.bad_fields(), ["max_amount"]);
}

#[tokio::test]
async fn one_is_found_by_every_name_and_shows_its_reader_what_they_may_see() {
    let app = App::start().await;
    let id = app.world.asked(700).await;
    let token = app.token("finance_admin").await;
    let get = |name: &str, token: &str| app.get(format!("{REFUNDS}/{name}")).by(token).send();
    let whole = get(&id.to_string(), &token).await;
    assert_eq!(whole.header("etag"), "\"1\"");
    let whole = whole.ok(200);
    assert_eq!(whole["user"]["email"], "c***@mail.example");
    let root = app.token("super_admin").await;
    assert_eq!(get(&id.to_string(), &root).await.ok(200)["user"]["email"], "customer@mail.example");
    for name in [text(&whole["refund_number"]), id.to_string()[..35].to_owned()] {
        assert_eq!(get(&name, &token).await.ok(200)["id"], whole["id"], "{name}");
    }
    let missing = get("RF-2025-999999", &token).await.refused(404, "REFUND_NOT_FOUND");
    assert_eq!(missing["refund_id"], "RF-2025-999999");
    assert_eq!(get("TR-2025-000001", &token).await.bad_fields(), ["refund_id"]);
}

#[tokio::test]
async fn two_admins_approve_the_same_amount() {
    let app = App::start().await;
    let payment = app.world.payment(LARGE).await;
    let target = format!("{REFUNDS}/{}/approve", app.world.refund(&payment, LARGE).await);
    let (token, das) = (app.token("finance_admin").await, colleague(&app).await);
    let approve = |token: &str, body: Value| app.post(&target, &body).by(token).send();
    let over = approve(&token, json!({"reason": REASON, "approved_amount_cents": LARGE + 1})).await;
    let details = over.refused(400, "AMOUNT_EXCEEDS_REMAINING")["details"].clone();
    let expected = json!({"approved_amount_cents": LARGE + 1, "remaining_amount_cents": LARGE, "currency": "INR"});
    assert_eq!(details, expected);
    let first = approve(&token, json!({"reason": REASON, "approved_amount_cents": LARGE - 1})).await.ok(200);
    assert_eq!((&first["status"], &first["approvals_received"]), (&json!("pending"), &json!(1)));
    assert_eq!(first["refund"]["approvals"][0]["admin"]["name"], "finance_admin");
    let again = approve(&token, json!({"reason": REASON, "approved_amount_cents": LARGE - 1})).await;
    let error = again.refused(409, "SECOND_APPROVER_REQUIRED");
    assert_eq!((&error["approvals_received"], &error["approvals_required"]), (&json!(1), &json!(2)));
    let error = approve(&das, json!({"reason": REASON})).await.refused(409, "AMOUNT_MISMATCH");
    assert_eq!(error["expected_amount_cents"], LARGE - 1);
    let second = approve(&das, json!({"reason": REASON, "approved_amount_cents": LARGE - 1})).await.ok(200);
    assert_eq!((&second["status"], &second["refund"]["gateway_state"]), (&json!("approved"), &json!("ready")));
    assert_eq!(second["refund"]["attempts"][0]["approved_by"].as_array().map(Vec::len), Some(2));
    let decided = approve(&token, json!({"reason": REASON})).await.refused(409, "ALREADY_DECIDED");
    assert_eq!(decided["current_status"], "approved");
}

#[tokio::test]
async fn a_payment_that_failed_is_not_paid_back() {
    let app = App::start().await;
    let payment = app.world.payment_in("INR", 700, "failed", Some("stripe"), None).await;
    let id = app.world.refund(&payment, 700).await;
    let token = app.token("finance_admin").await;
    let error = app.post(format!("{REFUNDS}/{id}/approve"), &approve()).by(&token).send().await;
    let error = error.refused(409, "PAYMENT_NOT_REFUNDABLE");
    assert_eq!((&error["reason"], &error["provider"]), (&json!("not_succeeded"), &json!("stripe")));
    assert_eq!((&error["gateway"], &error["payment_id"]), (&json!("sandbox"), &json!(payment.id.to_string())));
}

#[tokio::test]
async fn a_rejection_is_final() {
    let app = App::start().await;
    let id = app.world.asked(700).await;
    let token = app.token("finance_admin").await;
    let body = json!({"reason": "The visit took place.", "offer_alternative": "rebooking", "notify_user": false});
    let reject = || app.post(format!("{REFUNDS}/{id}/reject"), &body).by(&token);
    let stale = reject().header("if-match", "\"9\"").send().await;
    stale.refused(412, "PRECONDITION_FAILED");
    assert_eq!(
        app.post(format!("{REFUNDS}/{id}/reject?dry_run=true"), &body).by(&token).send().await.ok(200)["dry_run"],
        true
    );
    let done = reject().header("if-match", "\"1\"").send().await.ok(200);
    assert_eq!((&done["status"], &done["offer_alternative"]), (&json!("rejected"), &json!("rebooking")));
    assert_eq!(reject().send().await.refused(409, "ALREADY_DECIDED")["current_status"], "rejected");
}

#[tokio::test]
async fn decisions_name_every_bad_field_and_need_a_key() {
    let app = App::start().await;
    let target = format!("{REFUNDS}/{}", Uuid::from_u128(7));
    let token = app.token("finance_admin").await;
    let body =
        json!({"approved_amount_cents": 1.5, "reason": "short", "notify_user": null, "offer_alternative": "none"});
    let answer = app.post(format!("{target}/approve?dry=1"), &body).by(&token).send().await;
    assert_eq!(answer.bad_fields(), ["approved_amount_cents", "dry", "notify_user", "offer_alternative", "reason"]);
    let body = json!({"offer_alternative": "a car", "notify_vendor": true});
    let answer = app.post(format!("{target}/reject"), &body).by(&token).send().await;
    assert_eq!(answer.bad_fields(), ["notify_vendor", "offer_alternative", "reason"]);
    let keyless = app.post(format!("{target}/approve"), &approve()).without("idempotency-key").by(&token).send().await;
    keyless.refused(400, "IDEMPOTENCY_KEY_REQUIRED");
}

#[tokio::test]
async fn the_same_approval_again_is_the_first_answer_byte_for_byte() {
    let app = App::start().await;
    let id = app.world.asked(700).await;
    let token = app.token("finance_admin").await;
    let send = |name: String| app.post(format!("{REFUNDS}/{name}/approve"), &approve()).key("once").by(&token).send();
    let first = send(id.to_string()).await;
    let number = text(&first.ok(200)["refund_number"]);
    app.world.pay(id).await;
    let again = send(number).await;
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!((again.status, &again.body), (first.status, &first.body));
}
