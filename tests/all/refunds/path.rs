//! Single refunds through the real service, from the decision to the ledger.

use appydex_admin::{
    domain::{
        actor::{Caller, Surface},
        refund::{AttemptState, GatewayState, RefundStatus},
        time::{DAY, HOUR, MINUTE, SECOND, Timestamp},
    },
    error::Kind,
    operations::{Attempt, reconciliation::FrozenBecause},
    ports::gateway::Gateway as _,
    service::{
        money::{Freeze, RefundAlerts},
        mutation,
    },
    store::sql,
};

use super::{
    gateway::{Does, WINDOW},
    ground::{GRACE, Ground, on_both_engines},
};

on_both_engines!(
    what_is_paid_is_posted_once,
    a_list_from_before_a_sleep_lets_nothing_be_sent,
    what_is_pending_is_asked_for_until_it_is_confirmed,
    what_is_refused_frees_the_payment,
    a_lost_reply_is_found_by_looking,
    a_lost_copy_is_sent_again_the_same,
    what_can_not_be_found_out_takes_a_new_decision,
    a_refusal_after_a_lost_copy_settles_nothing,
    a_gateway_that_refuses_the_account_stops_the_lane,
    no_connection_leaves_it_ready,
    a_restored_database_shows_what_it_was_set_back_to,
    what_was_refunded_elsewhere_keeps_it_back,
    what_fails_after_success_is_taken_out_again,
    several_parts_never_exceed_the_payment,
);

async fn what_is_paid_is_posted_once(ground: Ground) {
    let (refund, payment) = ground.decided(50_000).await;
    assert_eq!(ground.sums(&payment).await, (0, 0, 50_000));
    ground.pay().await;
    assert_eq!(ground.stands(refund).await, (RefundStatus::Processed, GatewayState::Succeeded));
    assert_eq!(ground.sums(&payment).await, (50_000, 0, 0));
    assert_eq!((ground.gateway.executed().len(), ground.gateway.copies()), (1, 1));
    let sent =
        "SELECT COUNT(*) FROM audit_log WHERE action IN ('refund.send', 'refund.processed') AND surface = 'worker'";
    assert_eq!(ground.count(sent).await, 2);
    // The vendor was told when it was decided.
    assert_eq!(ground.count("SELECT COUNT(*) FROM outbox WHERE template = 'refund_processed'").await, 1);
    ground.pay_for(30 * DAY).await;
    assert_eq!(ground.gateway.copies(), 1);
    ground.agrees().await;
}

/// A worker that slept between reading and recording: its lease was renewed when it woke up, its list is of before.
async fn a_list_from_before_a_sleep_lets_nothing_be_sent(ground: Ground) {
    let (refund, payment) = ground.decided(50_000).await;
    let (service, until) = (&ground.service, ground.service.now().plus(3 * HOUR));
    let turn = service.take_refund("sleeper", None, until).await.unwrap().unwrap();
    let read_at = service.now();
    let listed = ground.gateway.refunds_of(&turn.payment).await.unwrap();
    ground.gateway.refund_elsewhere(&payment, 50_000);
    ground.pass(2 * HOUR);
    assert_eq!(service.looked_up_refund(&turn, read_at, Some(listed)).await.unwrap(), None);
    assert_eq!(ground.state(refund).await, AttemptState::Ready);
    ground.pay_for(DAY).await;
    assert_eq!((ground.gateway.copies(), ground.state(refund).await), (0, AttemptState::Failed));
    ground.agrees().await;
}

async fn what_is_pending_is_asked_for_until_it_is_confirmed(ground: Ground) {
    ground.gateway.will([Does::PaysAfter(6 * DAY), Does::FailsAfter(HOUR)]);
    let (refund, payment) = ground.decided(50_000).await;
    let (fails, other) = ground.decided(700).await;
    ground.pay().await;
    assert_eq!(ground.stands(refund).await, (RefundStatus::Approved, GatewayState::Accepted));
    ground.pay_for(5 * DAY).await;
    assert_eq!(ground.sums(&payment).await, (0, 0, 50_000));
    assert_eq!(ground.stands(fails).await, (RefundStatus::Failed, GatewayState::Failed));
    assert_eq!(ground.sums(&other).await, (0, 0, 0));
    ground.pay_for(2 * DAY).await;
    assert_eq!(ground.stands(refund).await, (RefundStatus::Processed, GatewayState::Succeeded));
    assert_eq!(ground.gateway.copies(), 2);
    ground.agrees().await;
}

async fn what_is_refused_frees_the_payment(ground: Ground) {
    ground.gateway.will([Does::Refuses]);
    let (refund, payment) = ground.decided(50_000).await;
    ground.pay().await;
    assert_eq!(ground.stands(refund).await, (RefundStatus::Failed, GatewayState::Failed));
    assert_eq!(ground.sums(&payment).await, (0, 0, 0));
    assert_eq!(ground.tries(refund).await[0].failure_code.as_deref(), Some("BAD_REQUEST_ERROR"));
    ground.decide(refund, 40_000).await.unwrap();
    ground.pay().await;
    assert_eq!(ground.stands(refund).await, (RefundStatus::Processed, GatewayState::Succeeded));
    assert_eq!(ground.sums(&payment).await, (40_000, 0, 0));
    ground.agrees().await;
}

async fn a_lost_reply_is_found_by_looking(ground: Ground) {
    ground.gateway.will([Does::DropsReply]);
    let (refund, _) = ground.decided(50_000).await;
    ground.pay().await;
    assert_eq!(ground.state(refund).await, AttemptState::InDoubt);
    ground.pay_for(MINUTE).await;
    assert_eq!(ground.state(refund).await, AttemptState::Succeeded);
    assert_eq!((ground.gateway.executed().len(), ground.gateway.copies()), (1, 1));
    ground.agrees().await;
}

async fn a_lost_copy_is_sent_again_the_same(ground: Ground) {
    ground.gateway.will([Does::Loses, Does::Busy, Does::ExecutesAfter(20 * SECOND)]);
    let (refund, _) = ground.decided(50_000).await;
    ground.pay_for(10 * MINUTE).await;
    let attempt = &ground.tries(refund).await[0];
    assert_eq!(attempt.state, AttemptState::Succeeded);
    assert!((3..=5).contains(&attempt.sends), "{attempt:?}");
    assert_eq!(ground.gateway.executed().len(), 1);
    ground.agrees().await;
}

async fn what_can_not_be_found_out_takes_a_new_decision(ground: Ground) {
    ground.gateway.will([Does::Loses; 40]);
    let (refund, payment) = ground.decided(50_000).await;
    ground.pay_for(WINDOW).await;
    let copies = ground.gateway.copies();
    ground.pay_for(GRACE - SECOND).await;
    assert_eq!(ground.state(refund).await, AttemptState::InDoubt);
    ground.pay_for(3 * GRACE).await;
    assert_eq!(ground.stands(refund).await, (RefundStatus::Approved, GatewayState::NeedsOperator));
    assert_eq!(ground.gateway.copies(), copies, "nothing was sent after the window");
    assert_eq!(ground.service.refund_alerts().await.unwrap().needs_operator, 1);
    ground.pay_for(30 * DAY).await;
    assert_eq!((ground.state(refund).await, ground.gateway.copies()), (AttemptState::NeedsOperator, copies));
    ground.gateway.will([]);
    ground.decide(refund, 50_000).await.unwrap();
    assert_eq!(ground.sums(&payment).await, (0, 0, 50_000));
    while ground.state(refund).await != AttemptState::Succeeded {
        ground.pay_for(MINUTE).await;
    }
    let tries = ground.tries(refund).await;
    assert_eq!(
        tries.iter().map(|row| (row.state, row.live)).collect::<Vec<_>>(),
        [(AttemptState::NeedsOperator, false), (AttemptState::Succeeded, false)]
    );
    assert_eq!(ground.gateway.executed().len(), 1);
    ground.agrees().await;
}

async fn a_refusal_after_a_lost_copy_settles_nothing(ground: Ground) {
    ground.gateway.will([Does::ExecutesAfter(30 * SECOND), Does::Refuses, Does::Loses, Does::Loses, Does::Loses]);
    let (refund, _) = ground.decided(50_000).await;
    ground.pay_for(10 * SECOND).await;
    assert_eq!(ground.state(refund).await, AttemptState::InDoubt);
    ground.pay_for(HOUR).await;
    assert_eq!(ground.state(refund).await, AttemptState::Succeeded);
    assert_eq!(ground.gateway.executed().len(), 1);
    ground.agrees().await;
}

async fn a_gateway_that_refuses_the_account_stops_the_lane(ground: Ground) {
    ground.gateway.will([Does::Stops]);
    let (first, _) = ground.decided(50_000).await;
    let (second, _) = ground.decided(60_000).await;
    ground.pay().await;
    assert_eq!((ground.state(first).await, ground.state(second).await), (AttemptState::Ready, AttemptState::Ready));
    assert_eq!((ground.tries(first).await[0].sends, ground.gateway.copies()), (0, 1));
    assert_eq!(ground.service.refund_alerts().await.unwrap().stopped.as_deref(), Some("no balance"));
    ground.pay_for(10 * MINUTE).await;
    assert_eq!(
        (ground.state(first).await, ground.state(second).await),
        (AttemptState::Succeeded, AttemptState::Succeeded)
    );
    assert_eq!(ground.service.refund_alerts().await.unwrap(), RefundAlerts::default());
    ground.agrees().await;
}

async fn no_connection_leaves_it_ready(ground: Ground) {
    ground.gateway.will([Does::IsAway]);
    let (refund, _) = ground.decided(50_000).await;
    ground.pay().await;
    let attempt = &ground.tries(refund).await[0];
    assert_eq!((attempt.state, attempt.sends, attempt.first_sent_at), (AttemptState::Ready, 0, None));
    ground.gateway.set_reachable(false);
    ground.pay_for(10 * MINUTE).await;
    assert_eq!(ground.service.refund_alerts().await.unwrap(), RefundAlerts::default());
    ground.pay_for(HOUR).await;
    assert_eq!((ground.state(refund).await, ground.gateway.copies()), (AttemptState::Ready, 0));
    assert_eq!(ground.service.refund_alerts().await.unwrap().overdue, 1, "decided, and nothing could be sent");
    ground.gateway.set_reachable(true);
    ground.pay_for(HOUR).await;
    assert_eq!(ground.state(refund).await, AttemptState::Succeeded);
    assert_eq!(ground.service.refund_alerts().await.unwrap(), RefundAlerts::default());
}

async fn a_restored_database_shows_what_it_was_set_back_to(ground: Ground) {
    ground.decided(40_000).await;
    ground.pay().await;
    let known = ground.service.now();
    ground.decided(50_000).await;
    ground.pass(3 * HOUR);
    let caller = Caller::system(Surface::Worker, "trace-of-the-test");
    let freeze = || mutation::run::<Freeze>(&ground.service, &caller, FrozenBecause::Restored, Attempt::default());
    freeze().await.unwrap();
    let shows = "SELECT restored_to, read_from FROM reconciliation";
    let mut tx = ground.service.db().read().await.unwrap();
    let (restored_to, read_from): (Option<Timestamp>, Option<Timestamp>) = sql(shows).fetch_one(&mut tx).await.unwrap();
    assert_eq!((restored_to, read_from), (Some(known), Some(known.plus(-HOUR))));
    ground.pay_for(DAY).await;
    assert_eq!(ground.gateway.copies(), 1, "nothing is sent before somebody lets it on");
}

async fn what_was_refunded_elsewhere_keeps_it_back(ground: Ground) {
    let (payment, reference) = ground.payment(50_000).await;
    let (fits, does_not) = (ground.request(payment, 20_000).await, ground.request(payment, 30_000).await);
    ground.decide(fits, 20_000).await.unwrap();
    ground.decide(does_not, 30_000).await.unwrap();
    ground.gateway.refund_elsewhere(&reference, 25_000);
    ground.pay().await;
    assert_eq!((ground.state(fits).await, ground.gateway.copies()), (AttemptState::Ready, 0));
    assert_eq!(ground.sums(&reference).await, (0, 25_000, 50_000), "it counts against the payment");
    assert_eq!(ground.service.refund_alerts().await.unwrap().unexplained, 2);
    ground.pay_for(20 * MINUTE).await;
    assert_eq!(ground.stands(does_not).await.0, RefundStatus::Failed);
    assert_eq!(ground.stands(fits).await.0, RefundStatus::Processed);
    assert_eq!(ground.tries(does_not).await[0].failure_code.as_deref(), Some("REFUNDED_ELSEWHERE"));
    assert_eq!(ground.service.refund_alerts().await.unwrap().unexplained, 0);
    assert!(ground.gateway.executed().iter().map(|one| one.amount_cents).sum::<i64>() <= 50_000);
    ground.agrees().await;
}

async fn what_fails_after_success_is_taken_out_again(ground: Ground) {
    let (refund, payment) = ground.decided(50_000).await;
    ground.pay().await;
    let transaction = ground.gateway.executed()[0].transaction_id.clone();
    ground.gateway.take_back(&transaction);
    ground.hears(&transaction, "event-1", "signed").await.unwrap();
    assert_eq!(ground.stands(refund).await, (RefundStatus::Failed, GatewayState::FailedAfterSuccess));
    assert_eq!(ground.sums(&payment).await, (0, 0, 0));
    ground.agrees().await;
}

async fn several_parts_never_exceed_the_payment(ground: Ground) {
    let (payment, reference) = ground.payment(100_000).await;
    let mut decided = 0;
    for cents in [40_000, 35_000, 30_000, 25_000] {
        let refund = ground.request(payment, cents).await;
        match ground.decide(refund, cents).await {
            Ok(()) => decided += cents,
            Err(error) => assert_eq!(error.kind, Kind::InternalError, "the database itself refuses"),
        }
    }
    assert_eq!(decided, 100_000);
    ground.pay().await;
    assert_eq!(ground.sums(&reference).await, (100_000, 0, 0));
    ground.agrees().await;
}
