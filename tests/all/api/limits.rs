//! Rate limits.

use std::net::IpAddr;
use std::time::Duration;

use appydex_admin::server::LimitSettings;
use serde_json::json;

use super::harness::{Answer, App, STRANGER};
use super::market::Market;
use crate::support::world::PASSWORD;

const ADMINS: &str = "/api/v1/admin/admins";
const ME: &str = "/api/v1/admin/me";
const LIMITS: LimitSettings =
    LimitSettings { list: 3, detail: 5, mutation: 4, analytics: 1, polling: 6, login_failures: 20 };

fn left(answer: &Answer) -> (u32, u32, u32) {
    let number = |name| answer.header(name).parse().expect("a number");
    (number("ratelimit-limit"), number("ratelimit-remaining"), number("ratelimit-reset"))
}

#[tokio::test]
async fn every_answer_says_how_much_is_left() {
    let app = App::with(LIMITS, |_| {}).await;
    let token = app.token("super_admin").await;
    // The tests' minute begins with the test.
    assert_eq!(left(&app.get(ADMINS).by(&token).send().await), (3, 2, 60));
    app.pass(Duration::from_secs(13));
    assert_eq!(left(&app.get(format!("{ADMINS}?page=0")).by(&token).send().await), (3, 1, 47), "bad requests count");
    assert_eq!(left(&app.get(ME).by(&token).send().await), (5, 4, 47), "each class has its own");
    assert_eq!(left(&app.get(ME).send().await), (5, 4, 47), "so has a stranger");
    assert_eq!(left(&app.get("/api/v1/nowhere").send().await), (5, 3, 47));
    let healthy = app.get("/healthz").send().await;
    assert_eq!(healthy.header("ratelimit-limit"), "", "no limit, no headers");
}

#[tokio::test]
async fn one_too_many_waits_for_the_next_minute() {
    let app = App::with(LIMITS, |_| {}).await;
    let (token, other) = (app.token("super_admin").await, app.token("support_agent").await);
    app.pass(Duration::from_secs(20));
    app.get("/api/v1/admin/audit/verify").by(&token).send().await.ok(200);
    let refused = app.get("/api/v1/admin/audit/verify").by(&token).send().await;
    let error = refused.refused(429, "RATE_LIMIT_EXCEEDED");
    assert_eq!((error["retry_after_seconds"].clone(), refused.header("retry-after")), (json!(40), "40"));
    assert_eq!(left(&refused), (1, 0, 40));
    app.get("/api/v1/admin/audit/verify").by(&other).send().await.refused(403, "PERMISSION_DENIED");
    app.pass(Duration::from_secs(40));
    app.get("/api/v1/admin/audit/verify").by(&token).send().await.ok(200);
}

#[tokio::test]
async fn claims_count_as_details_and_repeats_like_first_requests() {
    let app = App::with(LimitSettings { detail: 3, mutation: 9, ..LIMITS }, |_| {}).await;
    let market = Market::open(&app).await;
    let case = market.case(0, "spam").await;
    let token = app.token("super_admin").await;
    for remaining in [2, 1, 0] {
        let answer = app.post(format!("{case}/claim"), &json!({})).key("the-same").by(&token).send().await;
        answer.ok(200);
        assert_eq!(left(&answer).1, remaining);
    }
    app.post(format!("{case}/claim"), &json!({}))
        .key("the-same")
        .by(&token)
        .send()
        .await
        .refused(429, "RATE_LIMIT_EXCEEDED");
}

#[tokio::test]
async fn failed_logins_are_counted_by_address() {
    let app = App::with(LIMITS, |_| {}).await;
    app.email("super_admin").await;
    let login = |password: &str| {
        let body = json!({"email": "root@appydex.example", "password": password});
        app.post("/api/v1/admin/auth/login", &body).send()
    };
    assert_eq!(left(&login(PASSWORD).await).1, 20);
    assert_eq!(left(&login("wrong").await).1, 19);
    for _ in 0..4 {
        login("wrong").await;
    }
    let locked = login("wrong").await;
    locked.refused(429, "RATE_LIMIT_EXCEEDED");
    assert_eq!(left(&locked), (20, 0, 900));
}

#[tokio::test]
async fn a_trusted_proxy_speaks_for_those_behind_it() {
    let network = network("127.0.0.1");
    let app = App::with(LIMITS, |settings| settings.trusted_proxies = vec![network]).await;
    let from = |address: IpAddr| app.get(ME).header("x-forwarded-for", &address.to_string()).send();
    assert_eq!(left(&from(STRANGER).await).1, 4);
    assert_eq!(left(&from(STRANGER).await).1, 3);
    assert_eq!(left(&from("203.0.113.10".parse().expect("an address")).await).1, 4);
    let untrusting = App::with(LIMITS, |_| {}).await;
    for remaining in [4, 3] {
        let answer = untrusting.get(ME).header("x-forwarded-for", &format!("203.0.113.{remaining}")).send().await;
        assert_eq!(left(&answer).1, remaining, "the header of nobody in particular");
    }
}

/// A network as the configuration reads it.
fn network(text: &str) -> appydex_admin::config::Network {
    text.parse().expect("a network")
}
