//! Answers that wait for the money: fixed once, whatever happens in between.

use std::time::{Duration, Instant};

use appydex_admin::{
    domain::{
        refund::{GatewayState, RefundStatus},
        time::{MINUTE, SECOND},
    },
    operations::{Attempt, refunds::ApproveRefund},
};

use super::{LARGE, approve, reject};
use crate::{
    operations::{by_id, every_way},
    support::world::{On, Through, World},
};

fn key(text: &str) -> Attempt {
    Attempt::with_key(text)
}

/// A world where approvals wait for so many milliseconds.
async fn patient(on: On, wait: u64) -> World {
    World::with(on, Through::Local, |settings| settings.refunds.wait = Duration::from_millis(wait)).await
}

every_way! {
    async fn what_is_not_there_in_time_is_answered_as_it_stands_and_stays_the_answer(world: World) {
        let rao = world.finance("rao").await;
        let id = world.asked(700).await;
        let first = rao.approve_refund(by_id(id), approve(), key("k")).await.unwrap();
        assert!(!first.replayed && !first.value.refund_processed);
        assert_eq!((first.value.status, first.value.refund.item.gateway_state), (RefundStatus::Approved, GatewayState::Ready));
        world.pay(id).await;
        let again = rao.approve_refund(by_id(id), approve(), key("k")).await.unwrap();
        assert!(again.replayed);
        assert_eq!(again.json, first.json, "the first answer, byte for byte");
        assert!(rao.refund(by_id(id)).await.unwrap().refund_processed);
    }

    async fn a_key_left_without_an_answer_is_answered_once_from_how_things_stand(world: World) {
        let rao = world.finance("rao").await;
        let id = world.asked(700).await;
        rao.approve_refund(by_id(id), approve(), key("k")).await.unwrap();
        // As if the process had died between the decision and its answer.
        world.tamper("UPDATE idempotency_records SET answer = NULL WHERE operation = 'refund.approve'").await;
        let early = rao.approve_refund(by_id(id), approve(), key("k")).await.unwrap_err();
        assert_eq!(early.code(), "IDEMPOTENCY_IN_PROGRESS");
        world.pay(id).await;
        world.pass(6 * SECOND);
        let other = ApproveRefund { notify_user: false, ..approve() };
        assert_eq!(rao.approve_refund(by_id(id), other, key("k")).await.unwrap_err().code(), "IDEMPOTENCY_CONFLICT");
        let late = rao.approve_refund(by_id(id), approve(), key("k")).await.unwrap();
        assert!(late.replayed && late.value.refund_processed);
        assert_eq!((late.value.status, late.value.approvals_received), (RefundStatus::Approved, 1));
        world.tamper("UPDATE refund_requests SET admin_notes = 'later'").await;
        let again = rao.approve_refund(by_id(id), approve(), key("k")).await.unwrap();
        assert_eq!(again.json, late.json, "fixed by whoever came first");
        assert_eq!(world.count("SELECT COUNT(*) FROM refund_attempts").await, 1);
    }

    async fn a_refund_rejected_after_its_failure_answers_a_late_repeat(world: World) {
        let rao = world.finance("rao").await;
        let id = world.asked(700).await;
        rao.approve_refund(by_id(id), approve(), key("k")).await.unwrap();
        world.tamper("UPDATE idempotency_records SET answer = NULL WHERE operation = 'refund.approve'").await;
        world.refuse(id).await;
        rao.reject_refund(by_id(id), reject(), key("r")).await.unwrap();
        world.pass(MINUTE);
        let late = rao.approve_refund(by_id(id), approve(), key("k")).await.unwrap().value;
        assert_eq!((late.status, late.refund.item.status), (RefundStatus::Failed, RefundStatus::Rejected));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn done_in_time_the_answer_has_the_money() {
    for on in [On::Sqlite, On::Postgres] {
        let world = patient(on, 20_000).await;
        for (refused, status) in [(false, RefundStatus::Approved), (true, RefundStatus::Failed)] {
            let rao = world.finance("rao").await;
            let id = world.asked(700).await;
            let begun = Instant::now();
            let asked =
                tokio::spawn(async move { rao.approve_refund(by_id(id), approve(), key(&id.to_string())).await });
            while world.refund_row(id).await.gateway_state != GatewayState::Ready {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            let das = world.finance("das").await;
            let meanwhile = das.approve_refund(by_id(id), approve(), key("k")).await.unwrap_err();
            assert_eq!(meanwhile.code(), "ALREADY_DECIDED", "nothing is locked while it waits");
            let rao = world.finance("rao").await;
            let repeat = rao.approve_refund(by_id(id), approve(), key(&id.to_string())).await.unwrap_err();
            assert_eq!(repeat.code(), "IDEMPOTENCY_IN_PROGRESS");
            if refused {
                world.refuse(id).await;
            } else {
                world.pay(id).await;
            }
            let answer = asked.await.unwrap().unwrap().value;
            assert_eq!((answer.status, answer.refund_processed), (status, !refused));
            assert_eq!(answer.transaction_id.is_some(), !refused);
            assert!(begun.elapsed() < Duration::from_secs(15), "it doesn't wait longer than it must");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_waited_for_that_will_not_come() {
    let world = patient(On::Sqlite, 20_000).await;
    let rao = world.finance("rao").await;
    let begun = Instant::now();
    let half = world.asked(LARGE).await;
    rao.approve_refund(by_id(half), approve(), key("half")).await.unwrap();
    let put_off = world.asked(700).await;
    let asked = tokio::spawn(async move { rao.approve_refund(by_id(put_off), approve(), key("later")).await });
    while world.refund_row(put_off).await.gateway_state != GatewayState::Ready {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    world.put_off(put_off).await;
    assert!(!asked.await.unwrap().unwrap().value.refund_processed);
    world.tamper("UPDATE reconciliation SET frozen = TRUE, frozen_because = 'restored'").await;
    let rao = world.finance("rao").await;
    let frozen = world.asked(700).await;
    let answer = rao.approve_refund(by_id(frozen), approve(), key("frozen")).await.unwrap().value;
    assert_eq!((answer.status, answer.refund_processed), (RefundStatus::Approved, false));
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
}
