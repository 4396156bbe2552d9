//! Rate limits that several servers share through Redis, and what happens when it is away.

use std::{sync::Arc, time::Duration};

use appydex_admin::{
    operations::health::Status,
    ports::{Probe, Probes},
    redis::Redis,
    server::limits::Shared,
};
use async_trait::async_trait;

use crate::support::{
    redis::Redis as Private,
    server::settings,
    world::{On, PASSWORD, Through, World},
};

/// As the program itself joins the two.
struct Counts(Arc<Redis>);

#[async_trait]
impl Shared for Counts {
    async fn add(&self, key: &str, more: u32, seconds: i64) -> Option<i64> {
        self.0.add(key, more, seconds).await
    }
}

fn client(private: &Private) -> Arc<Redis> {
    Arc::new(Redis::new(&private.url()).expect("its address is right"))
}

#[tokio::test]
async fn counts_are_added_once_however_many_add_at_once() {
    let private = Private::start();
    let servers = [client(&private), client(&private)];
    let adding = (0..40).map(|i| {
        let redis = servers[i % 2].clone();
        tokio::spawn(async move { redis.add("the-key", 1, 60).await })
    });
    let mut counts = Vec::new();
    for count in adding.collect::<Vec<_>>() {
        counts.push(count.await.expect("it didn't panic").expect("Redis is here"));
    }
    counts.sort_unstable();
    assert_eq!(counts, (1..=40).collect::<Vec<_>>());
    assert_eq!(servers[0].add("another", 0, 60).await, Some(0));
}

#[tokio::test]
async fn a_count_ends_with_its_window() {
    let private = Private::start();
    let redis = client(&private);
    assert_eq!(redis.add("short", 3, 1).await, Some(3));
    tokio::time::sleep(Duration::from_millis(1200)).await;
    assert_eq!(redis.add("short", 1, 1).await, Some(1));
}

#[tokio::test]
async fn a_broken_connection_is_made_anew_and_nobody_waits_for_who_is_away() {
    let mut private = Private::start();
    let redis = client(&private);
    assert_eq!(redis.add("k", 1, 60).await, Some(1));
    private.stop();
    private.again();
    assert_eq!(redis.add("k", 1, 60).await, Some(1), "its memory went with it");
    private.stop();
    let begun = std::time::Instant::now();
    for _ in 0..50 {
        assert_eq!(redis.add("k", 1, 60).await, None);
    }
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    private.again();
    let back = async {
        while redis.add("k", 1, 60).await.is_none() {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), back).await.expect("it is found again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_share_a_limit_and_go_on_without_redis() {
    let mut private = Private::start();
    let world = World::new(On::Sqlite, Through::Local).await;
    world.admin_id("asha", &["super_admin"]).await;
    let probe: Arc<dyn Probe> = client(&private);
    world.service.watch(Probes { redis: Some(probe), ..Probes::default() });
    let mut urls = Vec::new();
    for _ in 0..2 {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        let mut settings = settings(&url);
        settings.limits.list = 4;
        settings.shared_limits = Some(Arc::new(Counts(client(&private))));
        let state = appydex_admin::server::ServerState::new(world.service.clone(), settings);
        tokio::spawn(appydex_admin::server::serve(state, listener, std::future::pending()));
        urls.push(url);
    }
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let login = serde_json::json!({"email": "root@appydex.example", "password": PASSWORD});
    let session =
        http.post(format!("{}/api/v1/admin/auth/login", urls[0])).json(&login).send().await.expect("an answer");
    let session: serde_json::Value = session.json().await.expect("JSON");
    let token = session["data"]["access_token"].as_str().expect("a token").to_owned();
    let left = async |server: usize| {
        let url = format!("{}/api/v1/admin/admins", urls[server]);
        let answer = http.get(url).bearer_auth(&token).send().await.expect("an answer");
        let left = answer.headers()["ratelimit-remaining"].to_str().expect("a number").to_owned();
        (answer.status().as_u16(), left)
    };
    let expected = |status: u16, left: &str| (status, left.to_owned());
    assert_eq!(left(0).await, expected(200, "3"));
    assert_eq!(left(1).await, expected(200, "2"));
    assert_eq!([left(0).await.1, left(1).await.1], ["1", "0"]);
    assert_eq!(left(0).await, expected(429, "0"));
    assert_eq!(left(1).await, expected(429, "0"));
    let root = world.root().await;
    let healthy = root.health().await.expect("a report");
    assert_eq!((healthy.status, healthy.services.redis.service.status), (Status::Healthy, Status::Healthy));
    assert!(healthy.services.redis.memory_used_mb.is_some_and(|mib| mib > 0.0));
    private.stop();
    assert_eq!(left(0).await, expected(200, "3"), "each counts for itself");
    assert_eq!(left(1).await, expected(200, "3"));
    let degraded = root.health().await.expect("a report");
    assert_eq!(degraded.status, Status::Degraded);
    assert!(degraded.services.redis.service.error.is_some_and(|error| error.contains("counts for itself")));
}
