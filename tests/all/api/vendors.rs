//! Vendors' own tokens.

use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

use super::harness::{App, text};
use super::market::{Market, filing};

fn tokens(vendor: Uuid) -> String {
    format!("/api/v1/admin/vendors/{vendor}/tokens")
}

#[tokio::test]
async fn a_token_is_made_shown_once_listed_and_ended() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let admin = app.token("super_admin").await;
    let made = app.post(tokens(market.garage), &json!({"days": 7})).by(&admin).send().await;
    assert_eq!(made.header("cache-control"), "no-store");
    let made = made.ok(201);
    assert_eq!(made["expires_at"], "2025-12-01T16:00:00Z");
    let listed = app.get(tokens(market.garage)).by(&admin).send().await;
    assert!(!listed.text().contains(&text(&made["token"])));
    let rows = listed.ok(200);
    assert_eq!(rows.as_array().map(Vec::len), Some(1));
    assert_eq!(rows[0]["id"], made["id"]);
    assert_eq!(rows[0]["created_by"]["name"], "root");

    let one = format!("{}/{}", tokens(market.garage), text(&made["id"]));
    let tried = app.delete(format!("{one}?dry_run=true")).by(&admin).send().await.ok(200);
    assert_eq!(tried, json!({"id": made["id"], "dry_run": true}));
    let elsewhere = format!("{}/{}", tokens(market.spa), text(&made["id"]));
    app.delete(&elsewhere).by(&admin).send().await.refused(404, "TOKEN_NOT_FOUND");
    app.delete(&one).by(&admin).send().await.ok(204);
    app.delete(&one).by(&admin).send().await.refused(404, "TOKEN_NOT_FOUND");
    assert_eq!(app.get(tokens(market.garage)).by(&admin).send().await.ok(200), json!([]));
    market.file(0, "spam").await;
}

#[tokio::test]
async fn an_ended_or_expired_token_is_nobody() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let admin = app.token("super_admin").await;
    let target = filing(market.reviews[0]);
    let body = json!({"reason_code": "spam", "reason_description": "This never happened at our place."});
    let rows = app.get(tokens(market.spa)).by(&admin).send().await.ok(200);
    app.delete(format!("{}/{}", tokens(market.spa), text(&rows[0]["id"]))).by(&admin).send().await.ok(204);
    app.post(&target, &body).by(&market.spa_token).send().await.refused(401, "UNAUTHENTICATED");
    let short = app.post(tokens(market.spa), &json!({"days": 1})).by(&admin).send().await.ok(201);
    app.pass(Duration::from_hours(25));
    let answer = app.post(&target, &body).by(&text(&short["token"])).send().await;
    assert_eq!(answer.status, 401, "{}", answer.text());
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let admin = app.token("super_admin").await;
    for days in [json!(0), json!(366), json!("7"), json!(1.5), Value::Null] {
        let answer = app.post(tokens(market.spa), &json!({"days": days})).by(&admin).send().await;
        assert_eq!(answer.fault("days"), "must be a whole number from 1 to 365");
    }
    app.get(tokens(Uuid::from_u128(1))).by(&admin).send().await.refused(404, "VENDOR_NOT_FOUND");
    app.post(tokens(Uuid::from_u128(1)), &json!({})).by(&admin).send().await.refused(404, "VENDOR_NOT_FOUND");
    let tried = app.post(format!("{}?dry_run=true", tokens(market.garage)), &json!({})).by(&admin).send().await.ok(201);
    assert_eq!((&tried["token"], &tried["dry_run"]), (&Value::Null, &json!(true)));
    assert_eq!(app.get(tokens(market.garage)).by(&admin).send().await.ok(200), json!([]));
}
