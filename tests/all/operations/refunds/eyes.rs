//! Who must approve, and whose approval counts.

use appydex_admin::{
    domain::refund::{GatewayState, RefundStatus},
    error::Kind,
    operations::{Attempt, Operations, admins::UpdateAdmin, refunds::RefundApproved},
};

use super::{LARGE, approve, approve_part};
use crate::{
    operations::{by_id, every_way},
    support::world::{On, Through, World},
};

fn eyes(approved: &RefundApproved) -> (RefundStatus, i64, i64) {
    (approved.status, approved.approvals_received, approved.approvals_required)
}

fn key(text: &str) -> Attempt {
    Attempt::with_key(text)
}

async fn grant(world: &World, name: &str, role: &str) {
    let update = UpdateAdmin { roles: Some(vec![role.into()]), ..UpdateAdmin::default() };
    let id = world.admin_id(name, &[]).await;
    world.root().await.update_admin(by_id(id.0), update, key(&format!("{name}-{role}"))).await.unwrap();
}

every_way! {
    async fn up_to_the_threshold_one_is_enough_and_above_it_two(world: World) {
        let (rao, das) = (world.finance("rao").await, world.finance("das").await);
        let (at, above) = (world.asked(LARGE - 1).await, world.asked(LARGE).await);
        let done = rao.approve_refund(by_id(at), approve(), key("a")).await.unwrap().value;
        assert_eq!(eyes(&done), (RefundStatus::Approved, 1, 1));
        assert_eq!(done.refund.item.gateway_state, GatewayState::Ready);
        let first = rao.approve_refund(by_id(above), approve(), key("b")).await.unwrap().value;
        assert_eq!(eyes(&first), (RefundStatus::Pending, 1, 2));
        assert_eq!((first.approved_at, first.approved_by, first.refund_processed), (None, None, false));
        assert_eq!(first.refund.item.gateway_state, GatewayState::None);
        assert_eq!(world.refund_row(above).await.balance().reserved, 0, "nothing is set aside for half a decision");
        let second = das.approve_refund(by_id(above), approve(), key("c")).await.unwrap().value;
        assert_eq!(eyes(&second), (RefundStatus::Approved, 2, 2));
        assert_eq!(second.approved_by, Some(world.admin_id("das", &[]).await.0));
        assert_eq!(world.refund_row(above).await.balance().reserved, LARGE);
    }

    async fn a_currency_without_a_threshold_takes_two(world: World) {
        let (rao, das) = (world.finance("rao").await, world.finance("das").await);
        let yen = world.payment_in("JPY", 5, "succeeded", None, None).await;
        let id = world.refund(&yen, 1).await;
        assert_eq!(eyes(&rao.approve_refund(by_id(id), approve(), key("a")).await.unwrap().value), (RefundStatus::Pending, 1, 2));
        assert_eq!(eyes(&das.approve_refund(by_id(id), approve(), key("b")).await.unwrap().value), (RefundStatus::Approved, 2, 2));
    }

    async fn what_was_refunded_before_counts_also_while_it_is_under_way(world: World) {
        let (rao, das) = (world.finance("rao").await, world.finance("das").await);
        let payment = world.payment(2 * LARGE).await;
        let (first, second) = (world.refund(&payment, LARGE - 1000).await, world.refund(&payment, 1000).await);
        assert_eq!(rao.refund(by_id(second)).await.unwrap().item.approvals_required, 1);
        rao.approve_refund(by_id(first), approve(), key("a")).await.unwrap();
        assert_eq!(rao.refund(by_id(second)).await.unwrap().item.approvals_required, 2);
        assert_eq!(eyes(&rao.approve_refund(by_id(second), approve(), key("b")).await.unwrap().value), (RefundStatus::Pending, 1, 2));
        world.pay(first).await;
        assert_eq!(eyes(&das.approve_refund(by_id(second), approve(), key("c")).await.unwrap().value), (RefundStatus::Approved, 2, 2));
    }

    async fn the_same_admin_twice_is_one_unless_with_another_amount(world: World) {
        let (rao, das) = (world.finance("rao").await, world.finance("das").await);
        let payment = world.payment(2 * LARGE).await;
        let id = world.refund(&payment, LARGE + 5).await;
        rao.approve_refund(by_id(id), approve(), key("a")).await.unwrap();
        let again = rao.approve_refund(by_id(id), approve(), key("b")).await.unwrap_err();
        assert_eq!(again.kind, Kind::SecondApproverRequired { approvals_received: 1, approvals_required: 2 });
        let other = rao.approve_refund(by_id(id), approve_part(LARGE), key("c")).await.unwrap().value;
        assert_eq!((eyes(&other), other.approved_amount_cents), ((RefundStatus::Pending, 1, 2), LARGE));
        let mismatch = das.approve_refund(by_id(id), approve(), key("d")).await.unwrap_err();
        let expected = Kind::AmountMismatch { expected_amount_cents: LARGE, approved_amount_cents: LARGE + 5 };
        assert_eq!(mismatch.kind, expected);
        let done = das.approve_refund(by_id(id), approve_part(LARGE), key("e")).await.unwrap().value;
        assert_eq!((eyes(&done), done.refund.item.approved_amount_cents), ((RefundStatus::Approved, 2, 2), Some(LARGE)));
    }

    async fn replacing_ones_amount_by_a_small_one_decides(world: World) {
        let rao = world.finance("rao").await;
        let id = world.asked(LARGE).await;
        rao.approve_refund(by_id(id), approve(), key("a")).await.unwrap();
        let done = rao.approve_refund(by_id(id), approve_part(100), key("b")).await.unwrap().value;
        assert_eq!((eyes(&done), done.approved_amount_cents), ((RefundStatus::Approved, 1, 1), 100));
    }

    async fn an_approval_counts_only_while_its_giver_still_may(world: World) {
        let id = world.asked(LARGE).await;
        let (rao, das, sen) = (world.finance("rao").await, world.finance("das").await, world.finance("sen").await);
        rao.approve_refund(by_id(id), approve(), key("a")).await.unwrap();
        grant(&world, "rao", "vendor_admin").await;
        let seen = das.refund(by_id(id)).await.unwrap().item;
        assert_eq!((seen.approvals_received, seen.approvals.len(), seen.approved_amount_cents), (0, 0, None));
        let first = das.approve_refund(by_id(id), approve_part(LARGE - 1), key("b")).await;
        assert_eq!(eyes(&first.unwrap().value), (RefundStatus::Approved, 1, 1), "what doesn't count binds nobody");
        let id = world.asked(LARGE).await;
        das.approve_refund(by_id(id), approve(), key("c")).await.unwrap();
        let root = world.root().await;
        let das_id = world.admin_id("das", &[]).await.0;
        let off = UpdateAdmin { active: Some(false), ..UpdateAdmin::default() };
        root.update_admin(by_id(das_id), off, key("off")).await.unwrap();
        assert_eq!(eyes(&sen.approve_refund(by_id(id), approve(), key("d")).await.unwrap().value), (RefundStatus::Pending, 1, 2));
        let on = UpdateAdmin { active: Some(true), ..UpdateAdmin::default() };
        root.update_admin(by_id(das_id), on, key("on")).await.unwrap();
        let seen = root.refund(by_id(id)).await.unwrap().item;
        assert_eq!(seen.approvals_received, 1, "what was passed over doesn't come back");
        assert_eq!(eyes(&root.approve_refund(by_id(id), approve(), key("e")).await.unwrap().value), (RefundStatus::Approved, 2, 2));
    }

    async fn a_refused_refund_is_approved_anew_and_stays_failed_until_it_is(world: World) {
        let (rao, das) = (world.finance("rao").await, world.finance("das").await);
        let id = world.asked(LARGE).await;
        rao.approve_refund(by_id(id), approve(), key("a")).await.unwrap();
        das.approve_refund(by_id(id), approve(), key("b")).await.unwrap();
        world.refuse(id).await;
        let seen = rao.refund(by_id(id)).await.unwrap();
        assert_eq!((seen.item.status, seen.item.approvals_received), (RefundStatus::Failed, 2));
        assert_eq!(seen.failure.unwrap().code.raw(), "TOO_OLD");
        let half = das.approve_refund(by_id(id), approve_part(LARGE), key("c")).await.unwrap().value;
        assert_eq!(eyes(&half), (RefundStatus::Failed, 1, 2), "each try has approvals of its own");
        assert!(half.approved_at.is_some() && half.refund.failure.is_some());
        let done = rao.approve_refund(by_id(id), approve(), key("d")).await.unwrap().value;
        assert_eq!(eyes(&done), (RefundStatus::Approved, 2, 2));
        let refund = done.refund;
        assert_eq!((refund.attempts.len(), refund.attempts[1].number, refund.failure, refund.failed_at), (2, 2, None, None));
        assert_eq!(world.refund_row(id).await.balance().reserved, LARGE);
        assert_eq!(world.count("SELECT COUNT(*) FROM outbox WHERE template = 'refund_approved'").await, 1, "told once");
    }

    async fn after_a_doubt_two_must_approve_whatever_the_amount(world: World) {
        let (rao, das) = (world.finance("rao").await, world.finance("das").await);
        let id = world.asked(100).await;
        rao.approve_refund(by_id(id), approve(), key("a")).await.unwrap();
        let decided = das.approve_refund(by_id(id), approve(), key("x")).await.unwrap_err();
        assert_eq!(decided.kind, Kind::AlreadyDecided { current_status: RefundStatus::Approved });
        world.lose(id).await;
        let seen = das.refund(by_id(id)).await.unwrap().item;
        assert_eq!((seen.approvals_received, seen.approvals_required), (0, 2));
        let half = das.approve_refund(by_id(id), approve(), key("b")).await.unwrap().value;
        assert_eq!(eyes(&half), (RefundStatus::Approved, 1, 2), "it stays approved meanwhile");
        assert_eq!(half.refund.item.gateway_state, GatewayState::NeedsOperator);
        let done = rao.approve_refund(by_id(id), approve(), key("c")).await.unwrap().value;
        assert_eq!((eyes(&done), done.refund.item.gateway_state), ((RefundStatus::Approved, 2, 2), GatewayState::Ready));
        let live: Vec<_> = done.refund.attempts.iter().map(|one| (one.number, one.ended_at.is_some())).collect();
        assert_eq!(live, [(1, true), (2, false)]);
        assert_eq!(world.refund_row(id).await.balance().reserved, 100, "set aside once");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_user_of_the_operating_system_is_one_person() {
    let world = World::new(On::Sqlite, Through::Local).await;
    let id = world.asked(LARGE).await;
    let rao = world.at_the_machine("rao", "finance_admin", "meera").await;
    let das = world.at_the_machine("das", "finance_admin", "meera").await;
    rao.approve_refund(by_id(id), approve(), key("a")).await.unwrap();
    let refused = das.approve_refund(by_id(id), approve(), key("b")).await.unwrap_err();
    assert_eq!(refused.code(), "SECOND_APPROVER_REQUIRED");
    let das = world.at_the_machine("das", "finance_admin", "rohan").await;
    assert_eq!(
        eyes(&das.approve_refund(by_id(id), approve(), key("c")).await.unwrap().value),
        (RefundStatus::Approved, 2, 2)
    );
}
