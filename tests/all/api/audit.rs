//! The audit log.

use serde_json::json;

use super::harness::App;
use super::market::Market;

const AUDIT: &str = "/api/v1/admin/audit";

#[tokio::test]
async fn what_was_done_stands_in_the_log_with_its_trace() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let case = market.case(0, "spam").await;
    let token = app.token("super_admin").await;
    app.post(format!("{case}/claim"), &json!({})).by(&token).header("x-trace-id", "trace-7").send().await.ok(200);
    let rows = app.get(format!("{AUDIT}?trace_id=trace-7")).by(&token).send().await.ok(200);
    assert_eq!(rows.as_array().map(Vec::len), Some(1));
    assert_eq!((&rows[0]["action"], &rows[0]["surface"]), (&json!("takedown.claim"), &json!("api")));
    let filed = app.get(format!("{AUDIT}?actor=vendor")).by(&token).send().await.ok(200);
    assert_eq!((&filed[0]["surface"], &filed[0]["admin"]), (&json!("vendor"), &json!(null)));
    let oldest = app.get(format!("{AUDIT}?sort_order=asc&page_size=1")).by(&token).send().await.ok(200);
    assert_eq!(oldest[0]["seq"], 1);
}

#[tokio::test]
async fn what_was_denied_stands_in_it_too() {
    let app = App::start().await;
    let (token, agent) = (app.token("super_admin").await, app.token("support_agent").await);
    app.get(AUDIT).by(&agent).send().await.refused(403, "PERMISSION_DENIED");
    let rows = app.get(format!("{AUDIT}?action=access.denied")).by(&token).send().await.ok(200);
    assert_eq!(
        (&rows[0]["entity_id"], &rows[0]["admin"]["email"]),
        (&json!("audit:list"), &json!("support_agent@appydex.example"))
    );
}

#[tokio::test]
async fn filters_that_make_no_sense_are_named() {
    let app = App::start().await;
    let token = app.token("super_admin").await;
    let query = "admin_id=1&actor=robot&action=x&entity_type=X&surface=fax&from_date=soon&trace_id=%20&sort_order=up";
    let answer = app.get(format!("{AUDIT}?{query}")).by(&token).send().await;
    assert_eq!(
        answer.bad_fields(),
        ["action", "actor", "admin_id", "entity_type", "from_date", "sort_order", "surface", "trace_id"]
    );
    let answer = app.get(format!("{AUDIT}?from_date=2025-11-24&to_date=2025-11-23")).by(&token).send().await;
    assert_eq!(answer.fault("to_date"), "must not be before from_date");
}

#[tokio::test]
async fn the_chain_holds() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    market.file(0, "spam").await;
    let token = app.token("super_admin").await;
    let found = app.get(format!("{AUDIT}/verify")).by(&token).send().await.ok(200);
    assert_eq!((&found["intact"], &found["faults"]), (&json!(true), &json!([])));
    assert_eq!(found["entries"], 5, "an admin, a login, a token, a filing, another login");
}
