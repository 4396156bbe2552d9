//! Whatever is decided in whatever order under whatever keys: each key has one effect and one answer, and no more goes
//! back than came in.

use std::collections::HashMap;

use appydex_admin::{
    error::Result,
    operations::{Attempt, Operations},
};
use proptest::prelude::*;
use uuid::Uuid;

use super::{approve_part, reject};
use crate::{
    operations::by_id,
    support::world::{On, Through, World},
};

/// One request: about which refund, with which decision, by whom, under which key.
#[derive(Clone, Copy, Debug)]
struct Ask {
    refund: usize,
    decision: usize,
    admin: usize,
    key: usize,
}

/// What one payment of 300 is asked back in.
const PARTS: [i64; 3] = [100, 150, 200];

fn asks() -> impl Strategy<Value = Vec<Ask>> {
    let ask = (0..PARTS.len(), 0..3_usize, 0..2_usize, 0..4_usize);
    let ask = ask.prop_map(|(refund, decision, admin, key)| Ask { refund, decision, admin, key });
    prop::collection::vec(ask, 1..14)
}

/// Decides; the JSON of the answer, and how much it sets aside.
async fn decide(asks: &dyn Operations, id: Uuid, ask: Ask) -> Result<(bool, String, i64)> {
    let attempt = Attempt::with_key(format!("key-{}", ask.key));
    let cents = match ask.decision {
        0 => PARTS[ask.refund],
        1 => PARTS[ask.refund] / 2,
        _ => {
            let answer = asks.reject_refund(by_id(id), reject(), attempt).await?;
            return Ok((answer.replayed, answer.json, 0));
        }
    };
    let answer = asks.approve_refund(by_id(id), approve_part(cents), attempt).await?;
    Ok((answer.replayed, answer.json, cents))
}

async fn run(asks: Vec<Ask>) {
    let world =
        World::with(On::Sqlite, Through::Local, |settings| settings.refunds.wait = std::time::Duration::ZERO).await;
    let payment = world.payment(300).await;
    let mut refunds = Vec::new();
    for part in PARTS {
        refunds.push(world.refund(&payment, part).await);
    }
    let admins = [world.finance("rao").await, world.finance("das").await];
    // What the model remembers: what each key of each admin was used for and answered, and what is decided.
    let mut kept: HashMap<(usize, usize), (usize, usize, String)> = HashMap::new();
    let mut decided = [false; PARTS.len()];
    let mut approved = 0;
    for ask in asks {
        let outcome = decide(&*admins[ask.admin], refunds[ask.refund], ask).await;
        match (kept.get(&(ask.admin, ask.key)), outcome) {
            (Some((refund, decision, json)), outcome) if (*refund, *decision) == (ask.refund, ask.decision) => {
                let (replayed, again, _) = outcome.unwrap();
                assert!(replayed);
                assert_eq!(&again, json);
            }
            (Some(_), outcome) => assert_eq!(outcome.unwrap_err().code(), "IDEMPOTENCY_CONFLICT"),
            (None, Err(error)) if decided[ask.refund] => assert_eq!(error.code(), "ALREADY_DECIDED"),
            (None, Err(error)) => assert_eq!(error.code(), "AMOUNT_EXCEEDS_REMAINING"),
            (None, Ok((replayed, json, cents))) => {
                assert!(!replayed && !decided[ask.refund]);
                decided[ask.refund] = true;
                approved += cents;
                kept.insert((ask.admin, ask.key), (ask.refund, ask.decision, json));
            }
        }
    }
    assert!(approved <= 300);
    assert_eq!(world.count("SELECT reserved_cents FROM payments").await, approved);
    let decisions = i64::try_from(kept.len()).unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM refund_requests WHERE status <> 'pending'").await, decisions);
    let audited = "SELECT COUNT(*) FROM audit_log WHERE action IN ('refund.approve', 'refund.reject')";
    assert_eq!(world.count(audited).await, decisions);
    assert_eq!(world.count("SELECT COUNT(*) FROM idempotency_records WHERE answer IS NULL").await, 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn each_key_has_one_effect_and_one_answer(asks in asks()) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(run(asks));
    }
}
