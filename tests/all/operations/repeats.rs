//! Whatever is asked in whatever order under whatever keys: each key has one effect and one answer.

use std::collections::HashMap;

use appydex_admin::{
    domain::takedown::TakedownAction,
    operations::{Attempt, takedowns::ResolveTakedown},
};
use proptest::prelude::*;

use super::{accept, by_id, reject};
use crate::support::world::{On, Through, World};

/// One request: about which case, with which decision, under which key.
#[derive(Clone, Copy, Debug)]
struct Ask {
    case: usize,
    decision: usize,
    key: usize,
}

fn asks() -> impl Strategy<Value = Vec<Ask>> {
    let ask = (0..3_usize, 0..3_usize, 0..4_usize).prop_map(|(case, decision, key)| Ask { case, decision, key });
    prop::collection::vec(ask, 1..14)
}

fn decision(number: usize) -> ResolveTakedown {
    match number {
        0 => reject(),
        1 => accept(TakedownAction::Hide),
        _ => accept(TakedownAction::Remove),
    }
}

async fn run(asks: Vec<Ask>) {
    let world = World::new(On::Sqlite, Through::Local).await;
    let cases = [world.case("abuse").await, world.case("spam").await, world.case("other").await];
    let asha = world.moderator("asha").await;
    // What the model remembers: what each key was used for and answered, and which cases are decided.
    let mut kept: HashMap<usize, (usize, usize, String)> = HashMap::new();
    let mut decided = [false; 3];
    for ask in asks {
        let attempt = Attempt::with_key(format!("key-{}", ask.key));
        let outcome = asha.resolve_takedown(by_id(cases[ask.case]), decision(ask.decision), attempt).await;
        match (kept.get(&ask.key), outcome) {
            (Some((case, decision, json)), outcome) if (*case, *decision) == (ask.case, ask.decision) => {
                let answer = outcome.unwrap();
                assert!(answer.replayed);
                assert_eq!(&answer.json, json);
            }
            (Some(_), outcome) => assert_eq!(outcome.unwrap_err().code(), "IDEMPOTENCY_CONFLICT"),
            (None, outcome) if decided[ask.case] => assert_eq!(outcome.unwrap_err().code(), "ALREADY_RESOLVED"),
            (None, outcome) => {
                let answer = outcome.unwrap();
                assert!(!answer.replayed);
                decided[ask.case] = true;
                kept.insert(ask.key, (ask.case, ask.decision, answer.json));
            }
        }
    }
    let decisions = i64::try_from(kept.len()).unwrap();
    assert_eq!(world.count("SELECT COUNT(*) FROM takedown_requests WHERE status <> 'open'").await, decisions);
    assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'takedown.resolve'").await, decisions);
    assert_eq!(world.count("SELECT COUNT(*) FROM outbox WHERE recipient = 'vendor'").await, decisions);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn each_key_has_one_effect_and_one_answer(asks in asks()) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(run(asks));
    }
}
