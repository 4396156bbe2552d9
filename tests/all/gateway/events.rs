use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use appydex_admin::{
    domain::time::{SECOND, Timestamp},
    ports::gateway::{BadEvent, GatewayEvent, Progress},
};
use axum::{
    Router,
    body::Bytes,
    http::{HeaderMap, StatusCode},
};
use serde_json::{Value, json};

use super::{BOTH, Ground, taken};

const NOW: i64 = 1_764_000_000 * SECOND;

type Calls = Arc<Mutex<Vec<(HeaderMap, Bytes)>>>;

/// Somebody who takes calls, each at its second try, and keeps them all.
async fn listening() -> (String, Calls) {
    let calls = Calls::default();
    let kept = Arc::clone(&calls);
    let take = move |headers: HeaderMap, body: Bytes| async move {
        let mut kept = kept.lock().unwrap();
        let before = kept.iter().filter(|(_, one)| *one == body).count();
        kept.push((headers, body));
        if before == 0 { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/webhooks", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(take)).await });
    (url, calls)
}

/// What the gateway makes of the calls that came, once `enough` of them did.
async fn read(ground: &Ground, calls: &Calls, enough: usize) -> Vec<Result<GatewayEvent, BadEvent>> {
    let begun = Instant::now();
    while calls.lock().unwrap().len() < enough {
        assert!(begun.elapsed() < Duration::from_secs(20), "only {} calls came", calls.lock().unwrap().len());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let calls = calls.lock().unwrap();
    let event = |(headers, body): &(HeaderMap, Bytes)| {
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        ground.gateway.event(&header, body, Timestamp(NOW + SECOND))
    };
    calls.iter().map(event).collect()
}

async fn told(ground: &Ground, url: &str, webhooks: Value, faults: Value) {
    let mut webhooks = webhooks;
    webhooks["url"] = url.into();
    ground.stand_in.control(json!({"clock": NOW, "seed": 7, "webhooks": webhooks, "faults": faults})).await;
}

#[tokio::test]
async fn doubled_shuffled_and_forged_calls_tell_the_same() {
    for protocol in BOTH {
        let ground = Ground::new(protocol).await;
        let (url, calls) = listening().await;
        let webhooks = json!({"copies": 3, "delay_ms": 300, "forged": 1.0});
        told(&ground, &url, webhooks, json!([{"do": "pending", "ms": 50}])).await;
        let refund = taken(ground.send("refund-0001", 100).await);
        // Two events, each three times, again after it was turned away once, and forged.
        let read = read(&ground, &calls, 2 * (3 + 1 + 1)).await;
        let forged = read.iter().filter(|event| **event == Err(BadEvent::Signature)).count();
        assert!(forged >= 2, "one forged call for each of the two events: {read:?}");
        let mut told: BTreeMap<String, (Progress, usize)> = BTreeMap::new();
        for event in read.into_iter().filter_map(Result::ok) {
            let about = event.refund.expect("it is about a refund");
            assert_eq!(
                (&about.transaction_id, about.reference.as_deref()),
                (&refund.transaction_id, Some("refund-0001"))
            );
            assert!(about.is_of(&ground.payment.reference));
            told.entry(event.id).or_insert((about.progress, 0)).1 += 1;
        }
        let mut progress: Vec<_> = told.values().map(|(progress, _)| *progress).collect();
        progress.sort();
        assert_eq!(progress, [Progress::Pending, Progress::Processed], "{protocol:?}: two events, by their ids");
        assert!(told.values().all(|(_, copies)| *copies >= 3), "{told:?}");
    }
}

#[tokio::test]
async fn what_failed_after_success_is_called_back() {
    for protocol in BOTH {
        let ground = Ground::new(protocol).await;
        let (url, calls) = listening().await;
        told(&ground, &url, json!({}), json!([])).await;
        let refund = taken(ground.send("refund-0001", 100).await);
        ground.stand_in.settle(&refund.transaction_id, "failed").await;
        let read = read(&ground, &calls, 4).await;
        let last = read.iter().flatten().filter_map(|event| event.refund.as_ref());
        assert!(last.clone().any(|refund| refund.progress == Progress::Processed));
        assert!(last.clone().any(|refund| refund.progress == Progress::Failed));
        assert_eq!(ground.list().await[0].progress, Progress::Failed);
    }
}
