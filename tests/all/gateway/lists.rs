use appydex_admin::domain::time::{HOUR, SECOND, Timestamp};
use serde_json::json;

use super::{BOTH, Ground, taken};
use crate::stand_in::Protocol;

#[tokio::test]
async fn all_pages_are_read_however_short_they_are() {
    for protocol in BOTH {
        let ground = Ground::told(protocol, json!({"page": 10})).await;
        for number in 0..25 {
            taken(ground.send(&format!("refund-{number:04}"), 100).await);
        }
        let mut found: Vec<_> = ground.list().await.into_iter().filter_map(|refund| refund.reference).collect();
        found.sort();
        let all: Vec<_> = (0..25).map(|number| format!("refund-{number:04}")).collect();
        assert_eq!(found, all, "{protocol:?}");
    }
}

#[tokio::test]
async fn a_page_that_is_not_whole_makes_the_list_unknown() {
    let faults = [
        json!({"do": "status", "status": 500}),
        json!({"do": "status", "status": 401}),
        json!({"do": "truncated"}),
        json!({"do": "garbage"}),
        json!({"do": "drop_reply"}),
        json!({"do": "hang", "ms": 6000}),
    ];
    for protocol in BOTH {
        let ground = Ground::new(protocol).await;
        taken(ground.send("refund-0001", 100).await);
        for mut fault in faults.clone() {
            fault["on"] = "list".into();
            fault["times"] = 1.into();
            ground.stand_in.control(json!({"faults": [fault]})).await;
            assert!(ground.gateway.refunds_of(&ground.payment).await.is_err(), "{protocol:?} {fault}");
            assert_eq!(ground.list().await.len(), 1);
        }
    }
}

#[tokio::test]
async fn a_list_may_lag() {
    for protocol in BOTH {
        let ground = Ground::told(protocol, json!({"lag_ms": 3000})).await;
        taken(ground.send("refund-0001", 100).await);
        assert_eq!(ground.list().await, []);
        ground.listed(|listed| listed.len() == 1).await;
    }
}

#[tokio::test]
async fn refunds_made_elsewhere_have_no_reference_of_ours() {
    for protocol in BOTH {
        let ground = Ground::new(protocol).await;
        let foreign = ground.stand_in.elsewhere(&ground.payment.reference, 300).await;
        let listed = ground.list().await;
        assert_eq!((listed[0].transaction_id.as_str(), listed[0].reference.as_deref()), (foreign.as_str(), None));
        assert_eq!((listed[0].amount_cents, listed[0].currency), (300, ground.payment.currency));
    }
}

#[tokio::test]
async fn lists_by_time_take_both_ends_and_every_payment() {
    for protocol in BOTH {
        let ground = Ground::new(protocol).await;
        let other = ground.payment.reference.replace('A', "B");
        ground.stand_in.open(&other, 1000, ground.payment.currency.as_str()).await;
        let start = 1_764_000_000 * SECOND;
        for (number, hours) in [0, 1, 2].into_iter().enumerate() {
            ground.stand_in.control(json!({"clock": start + hours * HOUR})).await;
            taken(ground.send(&format!("refund-{number:04}"), 100).await);
        }
        ground.stand_in.elsewhere(&other, 200).await;
        let (from, to) = (Timestamp(start + HOUR), Timestamp(start + 2 * HOUR + 60 * SECOND));
        let found = ground.gateway.refunds_between(from, to).await.unwrap();
        let amounts: Vec<_> = found.iter().map(|refund| refund.amount_cents).collect();
        assert_eq!(amounts, [200, 100, 100], "{protocol:?}: the newest first");
        let none = ground.gateway.refunds_between(Timestamp(0), Timestamp(start - SECOND)).await.unwrap();
        assert_eq!(none, []);
    }
}

#[tokio::test]
async fn a_payment_of_stripes_is_found_by_its_charge() {
    let mut ground = Ground::new(Protocol::Stripe).await;
    taken(ground.send("refund-0001", 100).await);
    ground.payment.reference = "ch_A1".into();
    taken(ground.send("refund-0002", 100).await);
    let listed = ground.list().await;
    assert_eq!(listed.len(), 2);
    assert!(listed.iter().all(|refund| refund.is_of("pi_A1") && refund.is_of("ch_A1")));
}
