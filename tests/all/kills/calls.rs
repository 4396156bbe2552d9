//! What the gateway's calls change about the end: nothing, however often, in whatever order and by whomever they come.

use std::collections::BTreeMap;

use appydex_admin::{
    domain::{
        refund::{GatewayState, RefundStatus},
        time::SECOND,
    },
    store::sql,
};
use serde_json::{Value, json};

use super::{
    count,
    market::{Asked, Market},
};
use crate::{stand_in::Protocol, support::world::On};

const CENTS: i64 = 10_000;

/// Where every refund and every payment stands in the end: by its number, by its reference.
type End = (BTreeMap<String, (RefundStatus, GatewayState)>, BTreeMap<String, (i64, i64, i64)>);

async fn end(market: &Market) -> End {
    let mut tx = market.db.read().await.expect("it can be read");
    let refunds = "SELECT number, status, gateway_state FROM refund_requests";
    let refunds: Vec<(String, RefundStatus, GatewayState)> = sql(refunds).fetch_all(&mut tx).await.expect("rows");
    let payments = "SELECT transaction_id, posted_cents, elsewhere_cents, reserved_cents FROM payments";
    let payments: Vec<(String, i64, i64, i64)> = sql(payments).fetch_all(&mut tx).await.expect("rows");
    (
        refunds.into_iter().map(|(number, status, money)| (number, (status, money))).collect(),
        payments.into_iter().map(|(id, posted, elsewhere, reserved)| (id, (posted, elsewhere, reserved))).collect(),
    )
}

/// Pays so many refunds, of which some fail and some are taken back, and gives how all stand in the end.
async fn paid(protocol: Protocol, refunds: usize, calls: Option<Value>) -> End {
    let mut market = Market::new(On::Sqlite, protocol).await;
    let payments = i64::try_from(refunds / 2).expect("a few");
    let asked = market.ask(2 * CENTS, &[CENTS, CENTS], payments).await;
    let served = market.serve_whole().await;
    let (some, is_called) = (refunds / 6, calls.is_some());
    let faults = json!([{"do": "fails", "ms": 200, "times": some}, {"do": "taken_back", "ms": 700, "times": some}]);
    market.told(json!({"seed": 7, "faults": faults, "pending_ms": 100}), calls).await;
    // One after the other, so that the same ones fail in every market.
    for one in &asked {
        assert_eq!(market.desk.decide(0, one.id).await.0, 200);
        all_sent(&market, one).await;
    }
    market.settle().await;
    market.pass(SECOND).await;
    served.kill().await;
    market.compare_in_a_day().await;
    market.agrees(&asked).await;
    let heard = "SELECT COUNT(*) FROM gateway_events";
    let (heard,): (i64,) = sql(heard).fetch_one(&mut market.db.read().await.expect("it reads")).await.expect("a row");
    assert_eq!(heard > 0, is_called, "what it calls is taken in");
    println!("{protocol:?}: {refunds} refunds, {heard} different calls of the gateway taken in");
    end(&market).await
}

/// The gateway has it; what becomes of it may still be open.
async fn all_sent(market: &Market, asked: &Asked) {
    for _ in 0..600 {
        let truth = market.stand_in.truth().await;
        let begins = format!("rf-{}-", asked.id.simple());
        let has = |reference: &Option<String>| reference.as_ref().is_some_and(|text| text.starts_with(&begins));
        if truth.of(&asked.payment).iter().any(|refund| has(&refund.reference)) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{} is never sent", asked.id);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tripled_shuffled_and_forged_calls_lead_to_the_same_end_as_none() {
    let (refunds, forged) = if std::env::var_os("CALLS").is_some() {
        (usize::try_from(count("CALLS", 600)).expect("a number"), 0.01)
    } else {
        // Of so few calls 1 % would be none.
        (24, 0.25)
    };
    for protocol in [Protocol::Razorpay, Protocol::Stripe] {
        let calls = json!({"copies": 3, "delay_ms": 1500, "forged": forged});
        let (none, many) = tokio::join!(paid(protocol, refunds, None), paid(protocol, refunds, Some(calls)));
        assert_eq!(none, many, "{protocol:?}");
        let failed = none.0.values().filter(|(status, _)| *status == RefundStatus::Failed).count();
        assert_eq!(failed, 2 * (refunds / 6), "some fail, some are taken back");
    }
}
