//! What the gateway says: repeated, in any order, forged, contradicting itself; and what a second worker, another
//! install or an older database makes of it.

use appydex_admin::{
    domain::{
        refund::{AttemptState, GatewayState, RefundStatus},
        time::{DAY, HOUR, MINUTE, SECOND},
    },
    error::Kind,
    jobs::refunds::{Payer, Settings, reconcile},
    ports::gateway::Gateway,
};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore as _, SeedableRng as _},
};

use super::{
    gateway::{Does, MEMORY},
    ground::{GRACE, Ground, on_both_engines},
};

on_both_engines!(
    tripled_shuffled_and_forged_calls_end_in_the_same_state,
    a_refund_that_is_made_twice_stops_everything,
    a_late_proof_of_a_try_that_was_given_up_withdraws_the_next,
    nothing_is_sent_after_the_clock_has_moved,
    a_copy_under_another_install_sends_nothing,
    several_workers_pay_once,
    what_was_made_elsewhere_is_found_by_the_daily_comparison,
);

/// The same calls in 12 orders, each three times and with forged ones among them.
async fn tripled_shuffled_and_forged_calls_end_in_the_same_state(ground: Ground) {
    let mut ends = Vec::new();
    for seed in 0..12_u64 {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        ground.gateway.will([Does::PaysAfter(HOUR)]);
        let (refund, payment) = ground.decided(50_000).await;
        ground.pay().await;
        let transaction = ground.gateway.executed().last().unwrap().transaction_id.clone();
        ground.pass(HOUR);
        // Calls carry what was so when they were made, so that they are made now and arrive later.
        let processed = ground.gateway.executed().last().unwrap().clone();
        ground.gateway.take_back(&transaction);
        let failed = ground.gateway.executed().last().unwrap().clone();
        let mut calls: Vec<_> = (0..3).flat_map(|_| [(&processed, "processed"), (&failed, "failed")]).collect();
        for at in (1..calls.len()).rev() {
            calls.swap(at, usize::try_from(dice.next_u64()).unwrap() % (at + 1));
        }
        for (refund, kind) in calls {
            let forged = ground.hears(&transaction, &format!("{kind}-{seed}"), "forged").await;
            assert_eq!(forged.unwrap_err().kind, Kind::InvalidSignature);
            ground.gateway.shows(refund);
            ground.hears(&transaction, &format!("{kind}-{seed}"), "signed").await.unwrap();
        }
        ground.gateway.shows(&failed);
        ends.push((ground.stands(refund).await, ground.sums(&payment).await, ground.tries(refund).await[0].state));
    }
    let end = ((RefundStatus::Failed, GatewayState::FailedAfterSuccess), (0, 0, 0), AttemptState::FailedAfterSuccess);
    assert!(ends.iter().all(|one| *one == end), "{ends:?}");
    assert_eq!(ground.count("SELECT COUNT(*) FROM gateway_events").await, 24, "each call once");
    ground.agrees().await;
}

async fn a_refund_that_is_made_twice_stops_everything(ground: Ground) {
    let (refund, payment) = ground.decided(50_000).await;
    ground.pay().await;
    let second = ground.gateway.executes_again("rf-", &payment);
    ground.hears(&second, "event-2", "signed").await.unwrap();
    assert_eq!(ground.sums(&payment).await, (50_000, 50_000, 0), "both are facts");
    assert!(ground.service.refund_alerts().await.unwrap().stopped.is_some());
    let (waits, _) = ground.decided(700).await;
    ground.pay_for(2 * HOUR).await;
    assert_eq!(ground.state(waits).await, AttemptState::Ready);
    assert_eq!(ground.gateway.executed().len(), 2);
    assert_eq!(ground.stands(refund).await.0, RefundStatus::Processed);
    ground.agrees().await;
}

async fn a_late_proof_of_a_try_that_was_given_up_withdraws_the_next(ground: Ground) {
    ground.gateway.will([Does::Loses; 60]);
    let (refund, payment) = ground.decided(50_000).await;
    ground.pay_for(3 * HOUR).await;
    assert_eq!(ground.state(refund).await, AttemptState::NeedsOperator);
    let reference = ground.tries(refund).await[0].reference.clone();
    ground.gateway.set_reachable(false);
    ground.decide(refund, 50_000).await.unwrap();
    let paid = ground.gateway.executes_again(&reference, &payment);
    ground.hears(&paid, "late", "signed").await.unwrap();
    let tries = ground.tries(refund).await;
    assert_eq!(tries.iter().map(|row| row.state).collect::<Vec<_>>(), [AttemptState::Succeeded, AttemptState::Failed]);
    assert_eq!(tries[1].failure_code.as_deref(), Some("NOT_SENT"));
    assert_eq!(ground.stands(refund).await, (RefundStatus::Processed, GatewayState::Succeeded));
    assert_eq!(ground.sums(&payment).await, (50_000, 0, 0));
    ground.gateway.set_reachable(true);
    ground.pay_for(DAY).await;
    assert_eq!(ground.gateway.executed().len(), 1);
    ground.agrees().await;
}

async fn nothing_is_sent_after_the_clock_has_moved(ground: Ground) {
    for moved in [25 * HOUR, 30 * DAY] {
        ground.gateway.will([Does::Loses]);
        let (refund, _) = ground.decided(50_000).await;
        ground.pay().await;
        assert_eq!(ground.state(refund).await, AttemptState::InDoubt);
        let copies = ground.gateway.copies();
        ground.pass(moved);
        ground.pay_for(2 * DAY).await;
        assert_eq!((ground.state(refund).await, ground.gateway.copies()), (AttemptState::NeedsOperator, copies));
    }
    // A worker that slept between its record and its first byte must not send either: keys are forgotten by then.
    let (refund, _) = ground.decided(60_000).await;
    let (service, gateway) = (&ground.service, &ground.gateway);
    let until = service.now().plus(30 * SECOND);
    let turn = service.take_refund("sleeper", None, until).await.unwrap().unwrap();
    let listed = gateway.refunds_of(&turn.payment).await.unwrap();
    let go = service.looked_up_refund(&turn, service.now(), Some(listed)).await.unwrap().unwrap();
    ground.pass(MEMORY);
    ground.pay_for(2 * DAY).await;
    assert!(service.now() > go.until);
    assert_eq!(ground.state(refund).await, AttemptState::NeedsOperator, "it was swept, and never sent");
    assert!(gateway.executed().is_empty());
}

async fn a_copy_under_another_install_sends_nothing(ground: Ground) {
    let (refund, payment) = ground.decided(50_000).await;
    let copy = ground.process(8, Some("another-install")).await;
    let payer = Payer::new(copy.clone(), Settings::default());
    for _ in 0..20 {
        while payer.step(None).await.unwrap() {}
        ground.pass(10 * MINUTE);
    }
    assert_eq!(ground.gateway.copies(), 0);
    let alerts = copy.refund_alerts().await.unwrap();
    assert!(alerts.frozen);
    // Not even the original sends any more: both can't be told apart but by people.
    ground.pay_for(HOUR).await;
    assert_eq!((ground.gateway.copies(), ground.sums(&payment).await), (0, (0, 0, 50_000)));
    assert!(reconcile::once(&copy).await.unwrap());
    assert_eq!(ground.state(refund).await, AttemptState::NeedsOperator);
    assert_eq!(ground.count("SELECT COUNT(*) FROM reconciliation WHERE frozen AND state = 'matched'").await, 1);
    const { assert!(GRACE < HOUR) };
}

async fn several_workers_pay_once(ground: Ground) {
    let mut refunds = Vec::new();
    for _ in 0..8 {
        refunds.push(ground.decided(50_000).await.0);
    }
    let mut services = vec![ground.service.clone()];
    for seed in 20..23 {
        services.push(ground.process(seed, None).await);
    }
    let payers: Vec<_> = services.into_iter().map(|service| Payer::new(service, Settings::default())).collect();
    futures_util::future::join_all(payers.iter().map(async |payer| {
        loop {
            match payer.step(None).await {
                Ok(false) => break,
                Ok(true) => {}
                Err(error) => assert!(error.retryable(), "{error:?}"),
            }
        }
    }))
    .await;
    ground.pay_for(HOUR).await;
    for refund in refunds {
        assert_eq!(ground.stands(refund).await.0, RefundStatus::Processed);
    }
    assert_eq!(ground.gateway.executed().len(), 8);
    ground.agrees().await;
}

async fn what_was_made_elsewhere_is_found_by_the_daily_comparison(ground: Ground) {
    let (_, reference) = ground.payment(50_000).await;
    let (paid, _) = ground.decided(700).await;
    ground.pay().await;
    ground.gateway.refund_elsewhere(&reference, 20_000);
    ground.pass(HOUR);
    assert!(reconcile::once(&ground.service).await.unwrap());
    assert!(!reconcile::once(&ground.service).await.unwrap(), "once a day");
    assert_eq!(ground.sums(&reference).await, (0, 20_000, 0));
    assert_eq!(ground.stands(paid).await.0, RefundStatus::Processed);
    assert_eq!(ground.count("SELECT COUNT(*) FROM reconciliation WHERE state = 'matched'").await, 1);
    ground.agrees().await;
    // The gateway loses one: then it is said so.
    ground.gateway.loses_last();
    ground.pass(DAY);
    assert!(reconcile::once(&ground.service).await.unwrap());
    assert_eq!(ground.service.refund_alerts().await.unwrap().differences, 1);
}
