//! Watching over the server: health, metrics, the stream of events.

use std::time::Duration;

use appydex_admin::{
    config::Secret,
    server::{self, ServerState},
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::oneshot};

use super::harness::{App, NO_LIMITS, text};
use super::market::Market;
use crate::support::server::settings;
use crate::support::world::{On, PASSWORD, Through, World};

const HEALTH: &str = "/api/v1/admin/system/health";
const EVENTS: &str = "/api/v1/admin/events";

#[tokio::test]
async fn health_is_a_report_and_a_503_when_the_database_is_gone() {
    let app = App::start().await;
    let token = app.token("super_admin").await;
    let report = app.get(HEALTH).by(&token).send().await.ok(200);
    assert_eq!(
        (report["status"].as_str(), report["services"]["database"]["backend"].as_str()),
        (Some("healthy"), Some("sqlite"))
    );
    assert!(report["metrics"]["request_count_24h"].as_i64() >= Some(1), "{report}");
    let moderator = app.token("content_moderator").await;
    app.service().db().close().await;
    let answer = app.get(HEALTH).by(&token).send().await;
    answer.refused(503, "UNHEALTHY");
    let body = answer.json();
    assert_eq!((body["success"].clone(), body["data"]["status"].clone()), (json!(false), json!("unhealthy")));
    app.get(HEALTH).by(&moderator).send().await.refused(403, "PERMISSION_DENIED");
    app.get(HEALTH).send().await.refused(401, "UNAUTHENTICATED");
    app.get(HEALTH).by("forged.token.here").send().await.refused(401, "UNAUTHENTICATED");
}

#[tokio::test]
async fn prometheus_needs_no_token_here_and_one_elsewhere() {
    let app = App::with(NO_LIMITS, |settings| settings.scrape_token = Some(Secret::new("scrape-me"))).await;
    let (root, moderator) = (app.token("super_admin").await, app.token("content_moderator").await);
    let answer = app.get("/metrics").send().await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/plain; version=0.0.4; charset=utf-8"));
    let scraped = answer.text();
    for name in [
        "appydex_vendors_total 0",
        "appydex_vendors_pending_verification 0",
        "appydex_bookings_today 0",
        "appydex_active_subscriptions 0",
        "appydex_revenue_last_30d_cents 0",
        "appydex_payments_failures_7d 0",
        "appydex_error_rate_5m 0.0",
        "appydex_refunds_needs_operator 0",
        "appydex_notifications_waiting 0",
        "http_requests_total{method=\"POST\",path=\"/api/v1/admin/auth/login\",status=\"200\"} 2",
    ] {
        assert!(scraped.lines().any(|line| line == name), "no {name} in {scraped}");
    }
    for header in ["x-forwarded-for", "forwarded"] {
        app.get("/metrics").header(header, "127.0.0.1").send().await.refused(401, "UNAUTHENTICATED");
    }
    app.get("/metrics").by("scrape-me").header("x-forwarded-for", "203.0.113.9").send().await.ok(200);
    app.get("/metrics").by("scrape-us").send().await.refused(401, "UNAUTHENTICATED");
    app.get("/metrics").by(&root).header("x-forwarded-for", "203.0.113.9").send().await.ok(200);
    app.get("/metrics").by(&moderator).send().await.refused(403, "PERMISSION_DENIED");
    app.get(HEALTH).by("scrape-me").send().await.refused(401, "UNAUTHENTICATED");
}

#[tokio::test]
async fn the_gauges_are_the_same_as_json() {
    let app = App::start().await;
    let token = app.token("finance_admin").await;
    let gauges = app.get("/api/v1/admin/metrics").by(&token).send().await.ok(200);
    assert_eq!(gauges.as_object().map(serde_json::Map::len), Some(7));
    app.get("/api/v1/admin/metrics")
        .by(&app.token("support_agent").await)
        .send()
        .await
        .refused(403, "PERMISSION_DENIED");
}

/// A stream that is read as it comes.
struct Stream {
    response: reqwest::Response,
    read: String,
}

impl Stream {
    async fn open(url: &str, token: &str, after: Option<&str>) -> Self {
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let mut request = client.get(format!("{url}{EVENTS}")).bearer_auth(token);
        if let Some(after) = after {
            request = request.header("last-event-id", after);
        }
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["cache-control"], "no-store");
        Self { response, read: String::new() }
    }

    /// The next block; nothing when the stream has ended.
    async fn block(&mut self) -> Option<String> {
        while !self.read.contains("\n\n") {
            let chunk = tokio::time::timeout(Duration::from_secs(20), self.response.chunk());
            let chunk = chunk.await.expect("something within 20 s").expect("an unbroken connection")?;
            self.read.push_str(&String::from_utf8_lossy(&chunk));
        }
        let (block, rest) = self.read.split_once("\n\n").map(|(block, rest)| (block.to_owned(), rest.to_owned()))?;
        self.read = rest;
        Some(block)
    }
}

#[tokio::test]
async fn events_come_as_the_contract_writes_them_and_go_on_after_the_last() {
    let app = App::start().await;
    let case = Market::open(&app).await.case(0, "spam").await;
    let token = app.token("content_moderator").await;
    let mut stream = Stream::open(&app.url(), &token, None).await;
    let begun = stream.block().await.expect("where it begins");
    assert!(begun.starts_with("retry: 2000\nid: "), "{begun}");
    app.post(format!("{case}/claim"), &json!({})).by(&token).send().await.ok(200);
    let block = stream.block().await.expect("an event");
    let lines: Vec<&str> = block.lines().collect();
    let [id, event, data] = lines[..] else { panic!("{block}") };
    assert!(id.starts_with("id: ") && event == "event: takedown.claimed", "{block}");
    let data: Value = serde_json::from_str(data.strip_prefix("data: ").expect("data")).expect("JSON");
    let schema = "/components/schemas/ChangeEvent";
    let faults = crate::support::schema::faults(crate::support::schema::Direction::Answer, schema, &data);
    assert_eq!(faults, Vec::<String>::new(), "{data}");
    app.call("DELETE", format!("{case}/claim")).by(&token).send().await.ok(204);
    let mut again = Stream::open(&app.url(), &token, id.strip_prefix("id: ")).await;
    again.block().await.expect("where it begins");
    assert!(again.block().await.expect("an event").contains("event: takedown.released"));
}

#[tokio::test]
async fn a_stream_is_refused_as_any_request_is() {
    let app = App::start().await;
    let token = app.token("content_moderator").await;
    app.get(EVENTS).send().await.refused(401, "UNAUTHENTICATED");
    assert_eq!(app.get(format!("{EVENTS}?topics=booking,weather")).by(&token).send().await.bad_fields(), ["topics"]);
    assert_eq!(app.get(format!("{EVENTS}?topics=job,job")).by(&token).send().await.bad_fields(), ["topics"]);
    assert_eq!(app.get(format!("{EVENTS}?topic=job")).by(&token).send().await.bad_fields(), ["topic"]);
    let late = app.get(EVENTS).by(&token).header("last-event-id", "yesterday").send().await;
    assert_eq!(late.bad_fields(), ["Last-Event-ID"]);
}

#[tokio::test]
async fn a_stream_ends_with_its_token_and_with_its_session() {
    let app = App::start().await;
    let session = app.session("content_moderator").await;
    let token = text(&session["access_token"]);
    let mut stream = Stream::open(&app.url(), &token, None).await;
    stream.block().await.expect("where it begins");
    app.pass(Duration::from_mins(15));
    assert_eq!(stream.block().await, None);
    let token = app.token("content_moderator").await;
    let mut stream = Stream::open(&app.url(), &token, None).await;
    stream.block().await.expect("where it begins");
    app.post("/api/v1/admin/auth/logout", &json!({})).by(&token).send().await.ok(204);
    assert_eq!(stream.block().await, None);
}

#[tokio::test]
async fn a_stream_does_not_hold_up_the_end_of_a_server() {
    let world = World::new(On::Sqlite, Through::Local).await;
    world.admin_id("asha", &["content_moderator"]).await;
    let login = appydex_admin::operations::auth::Login {
        email_or_phone: "asha@appydex.example".into(),
        password: PASSWORD.into(),
        mfa_code: None,
    };
    let token = world.nobody().await.login(login).await.expect("she may").access_token;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("it is bound"));
    let (stop, stopped) = oneshot::channel::<()>();
    let state = ServerState::new(world.service.clone(), settings(&url));
    let server = tokio::spawn(server::serve(state, listener, async { stopped.await.expect("it is told") }));
    let mut stream = Stream::open(&url, &token, None).await;
    stream.block().await.expect("where it begins");
    stop.send(()).expect("it listens");
    assert_eq!(stream.block().await, None, "it ends in order");
    let ended = tokio::time::timeout(Duration::from_secs(5), server).await;
    ended.expect("nothing holds it up").expect("it didn't panic").expect("it ended well");
}
