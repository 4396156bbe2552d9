//! Jobs and exports over HTTP: statuses, headers, links.

use std::time::Duration;

use serde_json::json;

use super::harness::{App, text};
use crate::{jobs::work, support::bookings::PLAN};

const EXPORT: &str = "/api/v1/admin/analytics/export";
const JOBS: &str = "/api/v1/admin/jobs";

#[tokio::test]
async fn an_export_is_asked_for_polled_and_fetched() {
    let app = App::start().await;
    let token = app.token("finance_admin").await;
    app.world.appointment("Meera Nair", "Spick & Span", PLAN).await;
    let body = json!({"report_type": "bookings", "from": "2025-11-01", "to": "2025-11-24"});
    for (format, media) in [
        ("csv", "text/csv"),
        ("json", "application/json"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ] {
        let mut body = body.clone();
        body["format"] = format.into();
        let accepted = app.post(EXPORT, &body).by(&token).send().await.ok(200);
        let path = format!("{JOBS}/{}", text(&accepted["job_id"]));
        let waits = app.get(path.clone()).by(&token).send().await;
        assert_eq!((waits.header("etag"), waits.ok(200)["status"].as_str()), ("\"1\"", Some("pending")));
        work(&app.world).await;
        let job = app.get(path.clone()).by(&token).send().await.ok(200);
        let url = text(&job["result"]["file_url"]);
        let link = url.strip_prefix("http://127.0.0.1:16110").unwrap().to_owned();
        let file = app.get(link.clone()).send().await;
        assert_eq!((file.status, file.header("content-type")), (200, media));
        let name = format!("attachment; filename=\"bookings-2025-11-01-2025-11-24.{format}\"");
        assert_eq!((file.header("content-disposition"), file.header("cache-control")), (name.as_str(), "no-store"));
        assert_eq!(file.header("content-length"), file.body.len().to_string());
        let head = app.call("HEAD", link.clone()).send().await;
        assert_eq!((head.status, head.body.len()), (200, 0));
        app.delete(path).by(&token).send().await.ok(204);
        app.get(link).send().await.refused(404, "FILE_NOT_FOUND");
    }
    let listed = app.get(JOBS).by(&token).send().await.json();
    assert_eq!(
        listed["meta"]["summary"],
        json!({"pending": 0, "processing": 0, "succeeded": 0, "failed": 0, "cancelled": 0})
    );
}

#[tokio::test]
async fn refusals_are_those_of_the_document() {
    let app = App::start().await;
    let token = app.token("super_admin").await;
    let body = json!({"report_type": "bookings", "from": "2025-11-01", "to": "2025-11-24"});
    app.post(EXPORT, &body).by(&token).without("idempotency-key").send().await.refused(400, "IDEMPOTENCY_KEY_REQUIRED");
    let wrong = json!({"report_type": "revenue", "from": "soon", "filters": {"status": "paid", "city": ""}});
    let fields = app.post(EXPORT, &wrong).by(&token).send().await.bad_fields();
    assert_eq!(fields, ["filters.city", "filters.status", "from", "to"]);
    let long = json!({"report_type": "bookings", "from": "2024-01-01", "to": "2025-11-24"});
    let error = app.post(EXPORT, &long).by(&token).send().await.refused(400, "INVALID_DATE_RANGE");
    assert_eq!(error["details"]["days"], 694);
    let id = text(&app.post(EXPORT, &body).by(&token).send().await.ok(200)["job_id"]);
    app.delete(format!("{JOBS}/{id}")).by(&token).send().await.refused(400, "CANNOT_DELETE");
    let stop = format!("{JOBS}/{}/cancel", &id[..13]);
    let stopped = app.post(stop.clone(), &json!({"reason": "Wrong month"})).by(&token).send().await.ok(200);
    assert_eq!(stopped["status"], "cancelled");
    app.post(stop, &json!({})).by(&token).send().await.refused(409, "CANNOT_CANCEL");
    for token in ["v1.a.b.c", "x"] {
        app.get(format!("/api/v1/admin/files/{token}")).send().await.refused(404, "FILE_NOT_FOUND");
    }
    assert_eq!(app.get("/api/v1/admin/files/a%20b").send().await.bad_fields(), ["token"]);
}

#[tokio::test]
async fn a_link_that_has_died_is_gone() {
    let app = App::start().await;
    let token = app.token("super_admin").await;
    let body = json!({"report_type": "refunds", "from": "2025-11-01", "to": "2025-11-24"});
    let id = text(&app.post(EXPORT, &body).by(&token).send().await.ok(200)["job_id"]);
    work(&app.world).await;
    let job = app.get(format!("{JOBS}/{id}")).by(&token).send().await.ok(200);
    let link = text(&job["result"]["file_url"]).replace("http://127.0.0.1:16110", "");
    app.pass(Duration::from_hours(24));
    let error = app.get(link).send().await.refused(410, "LINK_EXPIRED");
    assert_eq!(error["expired_at"], job["result"]["expires_at"]);
}
