//! Analytics at the front door: shapes, the header of the cache, errors.

use serde_json::Value;

use super::harness::App;
use crate::support::bookings::PLAN;

const BOOKINGS: &str = "/api/v1/admin/analytics/bookings";
const REVENUE: &str = "/api/v1/admin/analytics/revenue";

#[tokio::test]
async fn figures_come_with_what_they_are_of() {
    let app = App::start().await;
    let booked = app.world.appointment("Meera Nair", "Spick & Span", PLAN).await;
    app.world.paid(&booked, 10_000, 0).await;
    let token = app.token("finance_admin").await;
    let answer = app.get(format!("{BOOKINGS}?from=2025-11-17&to=2025-11-24&city=MYSURU")).by(&token).send().await;
    assert_eq!(answer.header("x-cache"), "BYPASS");
    let body = answer.json();
    assert_eq!(body["data"]["summary"]["total_bookings"], 1);
    assert_eq!(body["data"]["time_series"].as_array().map(Vec::len), Some(8));
    assert_eq!(body["data"]["time_series"][6]["confirmed"], 1);
    assert_eq!(body["data"]["top_vendors"][0]["vendor_name"], "Spick & Span");
    let filters = &body["meta"]["filters_applied"];
    assert_eq!(filters["city"], "MYSURU");
    assert_eq!(
        (&filters["category"], &filters["vendor_id"], &filters["status"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!((&body["meta"]["granularity"], &body["meta"]["currency"]), (&"day".into(), &"INR".into()));
    let answer = app.get(format!("{REVENUE}?from=2025-11-24&to=2025-11-24&group_by=month")).by(&token).send().await;
    let body = answer.json();
    assert_eq!(body["data"]["time_series"][0]["date"], "2025-11-01");
    assert_eq!(body["data"]["by_payment_method"][0]["percentage"], 100.0);
    assert_eq!(body["data"]["top_revenue_categories"][0]["category"], "Home");
    assert_eq!(body["data"]["summary"]["growth_rate_percent"], Value::Null);
}

#[tokio::test]
async fn the_header_says_whether_an_answer_was_kept() {
    let app = App::start().await;
    let token = app.token("finance_admin").await;
    let ask = async |query: &str| {
        let answer = app.get(format!("{REVENUE}?{query}")).by(&token).send().await;
        answer.header("x-cache").to_owned()
    };
    assert_eq!(ask("from=2025-11-01&to=2025-11-23").await, "MISS");
    assert_eq!(ask("from=2025-11-01&to=2025-11-23").await, "HIT");
    assert_eq!(ask("from=2025-11-01&to=2025-11-23&payment_method=upi").await, "MISS");
    assert_eq!(ask("from=2025-11-01&to=2025-11-24T00:00:01Z").await, "BYPASS");
}

#[tokio::test]
async fn what_is_wrong_is_said_at_once() {
    let app = App::start().await;
    let token = app.token("finance_admin").await;
    let ask = async |query: &str| app.get(format!("{BOOKINGS}?{query}")).by(&token).send().await;
    assert_eq!(ask("granularity=hour&city=%20").await.bad_fields(), ["city", "from", "granularity", "to"]);
    assert_eq!(ask("from=2025-10-01&to=2025-10-31&metod=upi").await.bad_fields(), ["metod"]);
    let error = ask("from=2024-01-01&to=2025-06-30").await.refused(400, "INVALID_DATE_RANGE");
    assert_eq!(error["details"], serde_json::json!({"from": "2024-01-01", "to": "2025-06-30", "days": 547}));
    let vendor = "01995555-aaaa-7bbb-8ccc-000000000001";
    let error =
        ask(&format!("from=2025-10-01&to=2025-10-31&vendor_id={vendor}")).await.refused(404, "VENDOR_NOT_FOUND");
    assert_eq!(error["vendor_id"], vendor);
}
