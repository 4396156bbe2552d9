//! Bookings, reviews, payments, referrals and roles over the wire.

use appydex_admin::domain::{
    booking::BookingStatus,
    time::{DAY, HOUR},
};
use serde_json::{Value, json};

use super::harness::App;
use crate::support::bookings::{PLAN, Plan};

const BOOKINGS: &str = "/api/v1/admin/bookings";
const REVIEWS: &str = "/api/v1/admin/reviews";

fn numbers(rows: &Value) -> Vec<String> {
    let rows = rows.as_array().expect("rows");
    rows.iter().map(|row| row["booking_number"].as_str().expect("a number").to_owned()).collect()
}

#[tokio::test]
async fn bookings_are_listed_searched_and_shown() {
    let app = App::start().await;
    let a = app.world.appointment("Meera Nair", "Spick & Span", Plan { created: -2 * DAY, ..PLAN }).await;
    let b = app.world.appointment("Ravi K", "Lotus Spa", PLAN).await;
    app.world.paid(&b, 100_001, 0).await;
    let token = app.token("support_agent").await;
    let list = |query: String| app.get(format!("{BOOKINGS}?{query}")).by(&token).send();
    assert_eq!(numbers(&list(String::new()).await.ok(200)), [b.number.clone(), a.number.clone()]);
    assert_eq!(numbers(&list("search=nair&status=confirmed".into()).await.ok(200)), std::slice::from_ref(&a.number));
    assert_eq!(numbers(&list(format!("search={}", b.number)).await.ok(200)), std::slice::from_ref(&b.number));
    assert_eq!(numbers(&list("sort_by=created_at&sort_order=asc&page_size=1".into()).await.ok(200)), [a.number]);
    let wrong = list("statuss=pending&vendor_id=x&sort_by=name&page=1&cursor=abc&from_date=2025-13-01".into()).await;
    assert_eq!(wrong.bad_fields(), ["cursor", "from_date", "sort_by", "statuss", "vendor_id"]);
    list("from_date=2025-11-25&to_date=2025-11-24".into()).await.refused(400, "VALIDATION_ERROR");

    let shown = app.get(format!("{BOOKINGS}/{}", b.number)).by(&token).send().await;
    assert_eq!(shown.header("etag"), "\"1\"");
    let shown = shown.ok(200);
    assert_eq!((&shown["status"], &shown["payment"]["status"]), (&json!("confirmed"), &json!("completed")));
    app.get(format!("{BOOKINGS}/BK-2025-999999")).by(&token).send().await.refused(404, "BOOKING_NOT_FOUND");
    app.get(format!("{BOOKINGS}/TR-2025-000001")).by(&token).send().await.refused(400, "VALIDATION_ERROR");
    app.get(BOOKINGS).by(&app.token("finance_admin").await).send().await.refused(403, "PERMISSION_DENIED");
}

#[tokio::test]
async fn a_booking_is_moved_and_cancelled() {
    let app = App::start().await;
    let plan = Plan { status: BookingStatus::Pending, scheduled: 3 * HOUR, ..PLAN };
    let booked = app.world.appointment("Meera Nair", "Spick & Span", plan).await;
    app.world.paid(&booked, 100_001, 0).await;
    let token = app.token("support_agent").await;
    let target = format!("{BOOKINGS}/{}", booked.number);
    let change = |body: Value| app.patch(target.clone(), &body).by(&token).send();
    let moved = change(json!({"status": "confirmed", "notify_vendor": false})).await.ok(200);
    assert_eq!((&moved["status"], &moved["version"]), (&json!("confirmed"), &json!(2)));
    let refused = change(json!({"status": "completed"})).await.refused(400, "INVALID_STATUS_TRANSITION");
    assert_eq!(refused["allowed_transitions"], json!(["in_progress", "cancelled"]));
    assert_eq!((&refused["current_status"], &refused["requested_status"]), (&json!("confirmed"), &json!("completed")));
    for (body, field) in [
        (json!({}), "body"),
        (json!({"status": "cancelled"}), "cancellation_reason"),
        (json!({"admin_notes": "x", "force_refund": true}), "force_refund"),
        (json!({"status": "disputed"}), "admin_notes"),
        (json!({"state": "confirmed", "admin_notes": "x"}), "state"),
    ] {
        assert_eq!(change(body).await.bad_fields(), [field]);
    }
    let cancel = json!({"status": "cancelled", "cancellation_reason": "The vendor has fallen ill."});
    let mut forced = cancel.clone();
    forced["force_refund"] = true.into();
    let denied = change(forced).await.refused(403, "PERMISSION_DENIED");
    assert_eq!(denied["required_permission"], "refunds:approve");
    let stale = app.patch(target.clone(), &cancel).by(&token).header("if-match", "\"1\"").send().await;
    stale.refused(412, "PRECONDITION_FAILED");
    let dry = app.patch(format!("{target}?dry_run=true"), &cancel).by(&token).send().await.ok(200);
    assert_eq!((&dry["dry_run"], &dry["cancellation"]["refund_amount_cents"]), (&json!(true), &json!(50_000)));
    let cancelled = change(cancel.clone()).await.ok(200);
    assert_eq!(cancelled["cancellation"]["refunds"][0]["amount_cents"], 50_000);
    assert_eq!(cancelled["cancellation"]["refund_status"], "approved");
    change(cancel).await.refused(400, "INVALID_STATUS_TRANSITION");
    app.patch(target, &json!({"admin_notes": "x"}))
        .by(&app.token("content_moderator").await)
        .send()
        .await
        .refused(403, "PERMISSION_DENIED");
}

#[tokio::test]
async fn a_review_is_removed_with_one_reason() {
    let app = App::start().await;
    let (vendor, user) = (app.world.vendor("Lotus Spa").await, app.world.user("Asha Rao").await);
    let review = app.world.review(user, &vendor, "They kept me waiting.").await.id;
    let token = app.token("content_moderator").await;
    let target = format!("{REVIEWS}/{review}");
    let reason = json!({"reason": "It names a private phone number."});
    assert_eq!(app.get(format!("{REVIEWS}?search=lotus")).by(&token).send().await.ok(200)[0]["id"], review.to_string());
    let hidden = app.post(format!("{target}/hide"), &reason).by(&token).send().await.ok(200);
    assert_eq!(hidden["status"], "hidden");
    app.post(format!("{target}/hide"), &reason).by(&token).send().await.refused(409, "CONCURRENT_UPDATE");
    app.post(format!("{target}/restore"), &reason).by(&token).send().await.ok(200);
    let gone = |query: &str| app.delete(format!("{target}{query}")).by(&token);
    assert_eq!(gone("").send().await.bad_fields(), ["reason"]);
    assert_eq!(gone("?reason=It+names+a+phone+number").json(&reason).send().await.bad_fields(), ["reason"]);
    assert_eq!(gone("?reason=short").send().await.bad_fields(), ["reason"]);
    let dry = gone("?reason=It+names+a+phone+number&dry_run=true").send().await.ok(200);
    assert_eq!(dry["dry_run"], true);
    assert_eq!(gone("").json(&reason).send().await.status, 204);
    gone("?reason=It+names+a+phone+number").send().await.refused(409, "REVIEW_REMOVED");
    assert_eq!(app.get(target).by(&token).send().await.ok(200)["status"], "removed");
}

#[tokio::test]
async fn payments_and_referrals_are_listed_and_a_payment_paid_back() {
    let app = App::start().await;
    let payment = app.world.payment(10_000).await;
    let token = app.token("finance_admin").await;
    let target = format!("/api/v1/admin/payments/{}", payment.id);
    assert_eq!(
        app.get("/api/v1/admin/payments?status=succeeded").by(&token).send().await.ok(200)[0]["amount_cents"],
        10_000
    );
    let body = json!({"amount_cents": 4_000, "reason": "The vendor admits that nobody came."});
    let made = app.post(format!("{target}/refund"), &body).by(&token).send().await.ok(200);
    assert_eq!((&made["status"], &made["approved_amount_cents"]), (&json!("approved"), &json!(4_000)));
    let body = json!({"amount_cents": 6_001, "reason": "The vendor admits that nobody came."});
    let refused = app.post(format!("{target}/refund"), &body).by(&token).send().await;
    let refused = refused.refused(400, "AMOUNT_EXCEEDS_REMAINING");
    assert_eq!(refused["details"]["remaining_amount_cents"], 6_000);
    let shown = app.get(target).by(&token).send().await.ok(200);
    assert_eq!((&shown["remaining_amount_cents"], &shown["refunds"][0]["status"]), (&json!(6_000), &json!("approved")));
    let root = app.token("super_admin").await;
    let referrals = app.get("/api/v1/admin/referrals").by(&root).send().await;
    assert_eq!(referrals.json()["meta"]["summary"]["total_rewards_cents"], 0);
    referrals.ok(200);
}

#[tokio::test]
async fn roles_are_listed_made_and_deleted() {
    let app = App::start().await;
    let root = app.token("super_admin").await;
    let body = json!({"id": "night_shift", "name": "Night Shift", "permissions": ["refunds:list"]});
    let made = app.post("/api/v1/admin/roles", &body).by(&root).send().await.ok(201);
    assert_eq!(made["permissions"], json!(["jobs:list", "refunds:list"]));
    app.post("/api/v1/admin/roles", &body).by(&root).send().await.refused(409, "ROLE_EXISTS");
    let wrong = json!({"id": "Night", "name": "", "permissions": ["*"], "colour": 1});
    let answer = app.post("/api/v1/admin/roles", &wrong).by(&root).send().await;
    assert_eq!(answer.bad_fields(), ["colour", "id", "name", "permissions"]);
    let list = app.get("/api/v1/admin/roles?page_size=2").by(&root).send().await;
    assert_eq!((&list.json()["meta"]["total_roles"], &list.json()["meta"]["total_pages"]), (&json!(6), &json!(3)));
    list.ok(200);
    let delete = |id: &str| app.delete(format!("/api/v1/admin/roles/{id}")).by(&root);
    assert_eq!(delete("night_shift").send().await.status, 204);
    delete("night_shift").send().await.refused(404, "ROLE_NOT_FOUND");
    delete("super_admin").send().await.refused(409, "SYSTEM_ROLE");
    delete("Night").send().await.refused(400, "VALIDATION_ERROR");
    app.get("/api/v1/admin/roles").by(&app.token("finance_admin").await).send().await.refused(403, "PERMISSION_DENIED");
}
