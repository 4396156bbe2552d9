use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    time::Duration,
};

use appydex_admin::{
    config::{Config, Platform, Sources},
    gateway,
    ports::{
        SystemClock,
        gateway::{AlwaysOpen, Progress, Sent},
    },
};
use serde_json::json;

use super::{BOTH, Ground, kind, taken};
use crate::stand_in::Protocol;

#[tokio::test]
async fn each_misbehaviour_has_its_meaning_and_a_second_copy_moves_nothing_twice() {
    // What it does, what the first copy says and how many were made, what the second says and how many there are then.
    let table = [
        (json!({"do": "drop_reply"}), "unknown", 1, "taken", 1),
        (json!({"do": "lost"}), "unknown", 0, "taken", 1),
        (json!({"do": "hang", "ms": 6000}), "unknown", 1, "taken", 1),
        (json!({"do": "stored_500"}), "unknown", 0, "unknown", 0),
        (json!({"do": "executed_stored_500"}), "unknown", 1, "unknown", 1),
        (json!({"do": "executed_500"}), "unknown", 1, "taken", 1),
        (json!({"do": "truncated"}), "unknown", 1, "taken", 1),
        (json!({"do": "garbage"}), "unknown", 1, "taken", 1),
        (json!({"do": "odd"}), "unknown", 1, "taken", 1),
        (json!({"do": "trickle", "ms": 50}), "unknown", 1, "taken", 1),
        (json!({"do": "no_balance"}), "stopped", 0, "taken", 1),
        (json!({"do": "status", "status": 401}), "stopped", 0, "taken", 1),
        (json!({"do": "status", "status": 403}), "stopped", 0, "taken", 1),
        (json!({"do": "status", "status": 409}), "later", 0, "taken", 1),
        (json!({"do": "status", "status": 302}), "unknown", 0, "taken", 1),
        (json!({"do": "status", "status": 503}), "unknown", 0, "taken", 1),
    ];
    for protocol in BOTH {
        let ground = Ground::new(protocol).await;
        for (number, (fault, first, made, second, there)) in table.iter().enumerate() {
            let reference = format!("refund-{number:04}");
            let before = ground.made().await;
            let mut fault = fault.clone();
            fault["times"] = 1.into();
            ground.stand_in.control(json!({"faults": [fault]})).await;
            let sent = ground.send(&reference, 100).await;
            assert_eq!(kind(&sent), *first, "{protocol:?} {fault}: {sent:?}");
            assert_eq!(ground.made().await - before, *made, "{protocol:?} {fault}");
            let again = ground.send(&reference, 100).await;
            assert_eq!(kind(&again), *second, "{protocol:?} {fault}: {again:?}");
            assert_eq!(ground.made().await - before, *there, "{protocol:?} {fault}");
        }
        let truth = ground.stand_in.truth().await;
        assert_eq!((truth.doubled(), truth.violations.len()), (vec![], 0));
        let copies = truth.received.chunks(2).all(|pair| pair[0] == pair[1]);
        assert!(copies, "both copies have the same key and the same bytes");
    }
}

#[tokio::test]
async fn when_to_come_again_is_told() {
    for protocol in BOTH {
        let ground = Ground::once(protocol, json!({"do": "status", "status": 429, "retry_after": 7})).await;
        assert_eq!(ground.send("refund-0001", 100).await, Sent::Later(Some(7)));
    }
}

#[tokio::test]
async fn what_takes_its_time_to_come_is_still_an_answer() {
    for protocol in BOTH {
        let ground = Ground::once(protocol, json!({"do": "trickle", "ms": 1})).await;
        let patient = ground.stand_in.gateway(protocol, Duration::from_secs(20));
        let frozen = patient.freeze(&ground.order("refund-0001", 100));
        taken(patient.send(&frozen, &AlwaysOpen).await);
    }
}

#[tokio::test]
async fn done_after_we_gave_up() {
    for protocol in BOTH {
        let ground = Ground::once(protocol, json!({"do": "late", "ms": 600_000})).await;
        let patient = ground.stand_in.gateway(protocol, Duration::from_secs(20));
        let frozen = patient.freeze(&ground.order("refund-0001", 100));
        assert_eq!(kind(&ground.gateway.send(&frozen, &AlwaysOpen).await), "unknown");
        assert_eq!(ground.made().await, 0, "not yet");
        assert_eq!(kind(&patient.send(&frozen, &AlwaysOpen).await), "later", "the first is still under way");
        ground.stand_in.control(json!({})).await;
        ground.listed(|listed| listed.len() == 1).await;
        taken(patient.send(&frozen, &AlwaysOpen).await);
        assert_eq!(ground.made().await, 1);
    }
}

#[tokio::test]
async fn a_forgotten_key_pays_twice_where_only_the_key_guards() {
    for (protocol, receipts, made) in
        [(Protocol::Stripe, true, 2), (Protocol::Razorpay, false, 2), (Protocol::Razorpay, true, 1)]
    {
        let ground = Ground::told(protocol, json!({"receipts": receipts})).await;
        taken(ground.send("refund-0001", 100).await);
        ground.stand_in.control(json!({"receipts": receipts, "forget_keys": true})).await;
        let again = ground.send("refund-0001", 100).await;
        assert_eq!(kind(&again), if made == 2 { "taken" } else { "unknown" }, "{again:?}");
        let truth = ground.stand_in.truth().await;
        assert_eq!(truth.doubled().len(), made - 1, "the stand-in's ledger shows it");
        assert_eq!(truth.refunded(&ground.payment.reference), 100 * i64::try_from(made).unwrap());
    }
}

#[tokio::test]
async fn what_a_gateway_checks() {
    for protocol in BOTH {
        let ground = Ground::new(protocol).await;
        assert_eq!(kind(&ground.send("refund-0001", 10_001).await), "refused");
        taken(ground.send("refund-0002", 9_000).await);
        assert_eq!(kind(&ground.send("refund-0002", 8_999).await), "unknown", "the same key for something else");
        assert_eq!(kind(&ground.send("refund-0003", 1_001).await), "refused");
        taken(ground.send("refund-0004", 1_000).await);
        assert_eq!(kind(&ground.send("refund-0005", 100).await), "unknown", "fully refunded, by whom isn't said");
        assert_eq!(ground.stand_in.truth().await.violations.len(), 1);

        let mut order = ground.order("refund-0006", 100);
        order.payment.reference.push('x');
        let sent = ground.gateway.send(&ground.gateway.freeze(&order), &AlwaysOpen).await;
        assert_eq!(kind(&sent), "refused", "no such payment");
        let mut frozen = ground.gateway.freeze(&ground.order("refund-0007", 100));
        frozen.body = if protocol == Protocol::Razorpay { b"{}".to_vec() } else { b"payment_intent=pi_A1".to_vec() };
        ground.gateway.send(&frozen, &AlwaysOpen).await;
        let truth = ground.stand_in.truth().await;
        assert!(truth.violations[1].contains("without an explicit whole amount"), "{:?}", truth.violations);
        assert_eq!(truth.refunded(&ground.payment.reference), 10_000);
    }
}

#[tokio::test]
async fn a_refund_moves_on_at_the_gateway() {
    let table = [
        ("pending", Progress::Pending, Progress::Processed),
        ("fails", Progress::Pending, Progress::Failed),
        ("taken_back", Progress::Processed, Progress::Failed),
    ];
    for protocol in BOTH {
        let ground = Ground::new(protocol).await;
        for (what, first, last) in table {
            ground.stand_in.control(json!({"faults": [{"do": what, "ms": 150}]})).await;
            let refund = taken(ground.send(&format!("refund-{what}"), 100).await);
            assert_eq!(refund.progress, first, "{what}");
            let listed = ground.listed(|listed| listed[0].progress == last).await;
            assert_eq!(listed[0].transaction_id, refund.transaction_id);
            assert_eq!(listed[0].failure.is_some(), last == Progress::Failed, "{what}");
        }
    }
}

#[tokio::test]
async fn a_ledger_survives_its_own_death() {
    for protocol in BOTH {
        let mut ground = Ground::told(protocol, json!({"pending_ms": 600})).await;
        let refund = taken(ground.send("refund-0001", 100).await);
        ground.stand_in.kill();
        assert_eq!(kind(&ground.send("refund-0002", 100).await), "nothing", "no connection, no byte");
        assert!(ground.gateway.refunds_of(&ground.payment).await.is_err());
        ground.stand_in.restart();
        assert_eq!(taken(ground.send("refund-0001", 100).await).transaction_id, refund.transaction_id);
        assert_eq!(ground.made().await, 1);
        // What was to become of it still does.
        ground.listed(|listed| listed[0].progress == Progress::Processed).await;
    }
}

#[tokio::test]
async fn a_process_is_led_to_it_by_its_environment() {
    for protocol in BOTH {
        let ground = Ground::new(protocol).await;
        let env: HashMap<String, String> = ground.stand_in.environment(protocol).into_iter().collect();
        let platform = Platform { config_dir: None, data_dir: Some("data".into()), cores: 1, time_zone: "UTC".into() };
        let config = Config::load(&Sources {
            env: &|name| env.get(name).cloned(),
            env_names: env.keys().cloned().collect(),
            read: &|_| Err(std::io::ErrorKind::NotFound.into()),
            flags: BTreeMap::new(),
            platform,
        });
        let gateway = gateway::open(&config.unwrap(), Arc::new(SystemClock)).unwrap();
        taken(gateway.send(&gateway.freeze(&ground.order("refund-0001", 100)), &AlwaysOpen).await);
    }
}

#[tokio::test]
async fn a_wrong_key_stops_the_lane() {
    for protocol in BOTH {
        let ground = Ground::new(protocol).await;
        let stranger = ground.stand_in.stranger(protocol);
        let sent = stranger.send(&stranger.freeze(&ground.order("refund-0001", 100)), &AlwaysOpen).await;
        assert_eq!(kind(&sent), "stopped", "{sent:?}");
        assert!(stranger.refunds_of(&ground.payment).await.is_err());
        assert_eq!(ground.made().await, 0);
    }
}
