//! The list, and one refund with all that bears on it.

use appydex_admin::{
    domain::{
        id::Reference,
        page::{Paging, Place, SortOrder},
        refund::{GatewayState, RefundStatus},
        takedown::Priority,
        time::DAY,
    },
    error::Kind,
    operations::{
        Attempt, Operations,
        refunds::{ListRefunds, RefundSort},
    },
};
use uuid::Uuid;

use super::{LARGE, approve, approve_part, reject};
use crate::operations::{by_id, every_way};

async fn ids(asks: &dyn Operations, query: ListRefunds) -> Vec<Uuid> {
    asks.list_refunds(query).await.unwrap().rows.iter().map(|row| row.id).collect()
}

fn sorted(sort_by: RefundSort, sort_order: Option<SortOrder>) -> ListRefunds {
    ListRefunds { sort_by, sort_order, ..ListRefunds::default() }
}

every_way! {
    async fn the_list_is_ordered_filtered_and_summed(world: World) {
        let rao = world.finance("rao").await;
        let (one, other) = (world.payment(900).await, world.payment(900).await);
        let at = |days: i64| world.now().plus(-days * DAY);
        let old = world.refund_asked(&one, 300, Priority::Low, at(9)).await;
        let urgent = world.refund_asked(&other, 100, Priority::High, at(5)).await;
        let new = world.refund_asked(&one, 200, Priority::Low, at(1)).await;
        let dollars = world.payment_in("USD", 5000, "succeeded", None, None).await;
        let foreign = world.refund_asked(&dollars, 5000, Priority::Medium, at(20)).await;
        let all = ListRefunds::default;
        assert_eq!(ids(&*rao, all()).await, [new, urgent, old, foreign]);
        assert_eq!(ids(&*rao, sorted(RefundSort::RequestedAt, Some(SortOrder::Asc))).await, [foreign, old, urgent, new]);
        assert_eq!(ids(&*rao, sorted(RefundSort::Amount, None)).await, [foreign, old, new, urgent]);
        assert_eq!(ids(&*rao, sorted(RefundSort::Amount, Some(SortOrder::Asc))).await, [urgent, new, old, foreign]);
        assert_eq!(ids(&*rao, sorted(RefundSort::Priority, None)).await, [urgent, foreign, new, old], "newest first within one");
        assert_eq!(ids(&*rao, sorted(RefundSort::Priority, Some(SortOrder::Asc))).await, [new, old, foreign, urgent]);
        assert_eq!(ids(&*rao, ListRefunds { user_id: Some(one.user), ..all() }).await, [new, old]);
        assert_eq!(ids(&*rao, ListRefunds { vendor_id: Some(other.vendor), ..all() }).await, [urgent]);
        assert_eq!(ids(&*rao, ListRefunds { booking_id: Some(dollars.booking), ..all() }).await, [foreign]);
        assert_eq!(ids(&*rao, ListRefunds { user_id: Some(one.id), ..all() }).await, [] as [Uuid; 0]);
        let between = ListRefunds { from_date: Some(at(9)), to_date: Some(at(5)), ..all() };
        assert_eq!(ids(&*rao, between).await, [urgent, old], "both ends are in");
        let sums = ListRefunds { min_amount: Some(200), max_amount: Some(300), ..all() };
        assert_eq!(ids(&*rao, sums).await, [new, old]);
        rao.reject_refund(by_id(old), reject(), Attempt::with_key("r")).await.unwrap();
        rao.approve_refund(by_id(new), approve(), Attempt::with_key("a")).await.unwrap();
        let pending = rao.list_refunds(ListRefunds { status: Some(RefundStatus::Pending), ..all() }).await.unwrap();
        assert_eq!(pending.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [urgent, foreign]);
        let counts = pending.summary;
        assert_eq!((counts.pending, counts.approved, counts.rejected, counts.processed, counts.failed), (2, 1, 1, 0, 0));
        assert_eq!((counts.total_amount_pending_cents, counts.currency.as_str()), (100, "INR"), "of one currency alone");
        let ready = ListRefunds { gateway_state: Some(GatewayState::Ready), ..all() };
        assert_eq!(ids(&*rao, ready).await, [new]);
    }

    async fn walking_by_cursor_meets_every_refund_once(world: World) {
        let rao = world.finance("rao").await;
        let payment = world.payment(900).await;
        let mut made = Vec::new();
        for i in 0..7 {
            // Some of them level in everything but their key.
            made.push(world.refund_asked(&payment, 1 + i / 3, Priority::Low, world.now().plus(-(i / 2) * DAY)).await);
        }
        made.sort_unstable();
        for sort_by in [RefundSort::RequestedAt, RefundSort::Amount, RefundSort::Priority] {
            for order in [SortOrder::Asc, SortOrder::Desc] {
                let mut query = ListRefunds { paging: Paging::first(2), ..sorted(sort_by, Some(order)) };
                let mut met = Vec::new();
                loop {
                    let page = rao.list_refunds(query.clone()).await.unwrap();
                    assert_eq!(page.meta.total_items, 7);
                    met.extend(page.rows.iter().map(|row| row.id));
                    let Some(cursor) = page.meta.next_cursor else { break };
                    query.paging.place = Place::Cursor(cursor);
                }
                met.sort_unstable();
                assert_eq!(met, made, "{sort_by:?} {order:?}");
            }
        }
    }

    async fn a_refund_is_found_by_id_number_and_prefix(world: World) {
        let id = world.asked(500).await;
        let rao = world.finance("rao").await;
        let whole = rao.refund(by_id(id)).await.unwrap();
        for name in [whole.item.refund_number.clone(), whole.item.refund_number.to_lowercase(), id.to_string()[..35].to_owned()] {
            let found = rao.refund(Reference::parse(&name, Some("RF")).unwrap()).await.unwrap();
            assert_eq!(found.item.id, id, "{name}");
        }
        let missing = rao.refund(Reference::parse("RF-2025-999999", Some("RF")).unwrap()).await.unwrap_err();
        assert_eq!(missing.kind, Kind::RefundNotFound { refund_id: "RF-2025-999999".into() });
        let nobody = rao.approve_refund(by_id(Uuid::from_u128(7)), approve(), Attempt::with_key("k")).await.unwrap_err();
        assert_eq!(nobody.code(), "REFUND_NOT_FOUND");
    }

    async fn the_case_shows_the_payment_and_every_step_and_masks_the_customer(world: World) {
        let payment = world.payment(LARGE + 1000).await;
        let first = world.refund(&payment, 400).await;
        let second = world.refund(&payment, LARGE).await;
        let (rao, das) = (world.finance("rao").await, world.finance("das").await);
        rao.approve_refund(by_id(first), approve(), Attempt::with_key("a")).await.unwrap();
        world.pay(first).await;
        rao.approve_refund(by_id(second), approve_part(LARGE - 1), Attempt::with_key("b")).await.unwrap();
        let half = rao.refund(by_id(second)).await.unwrap();
        assert_eq!((half.item.approvals_received, half.item.approvals_required), (1, 2), "what went back before counts");
        assert_eq!(half.item.approved_amount_cents, Some(LARGE - 1));
        assert_eq!(half.item.approvals[0].admin.name, "rao");
        assert_eq!((half.approved_at, half.gateway, half.attempts.len()), (None, None, 0));
        das.approve_refund(by_id(second), approve_part(LARGE - 1), Attempt::with_key("c")).await.unwrap();
        let whole = das.refund(by_id(second)).await.unwrap();
        let payment = &whole.item.payment;
        assert_eq!((payment.refunded_amount_cents, payment.remaining_amount_cents), (400, 601));
        assert_eq!((payment.status.as_str(), payment.payment.amount_cents), ("completed", LARGE + 1000));
        assert_eq!(whole.item.user.email.as_ref().unwrap().raw(), "c***@mail.example");
        assert_eq!((whole.item.approvals_received, whole.item.approvals_required), (2, 2));
        assert_eq!(whole.approved_by.unwrap().name, "das");
        let attempt = &whole.attempts[0];
        assert_eq!((attempt.number, attempt.amount_cents, attempt.sends), (1, LARGE - 1, 0));
        let by: Vec<&str> = attempt.approved_by.iter().map(|admin| admin.name.as_str()).collect();
        assert_eq!(by, ["rao", "das"]);
        let events: Vec<&str> = whole.timeline.iter().map(|event| event.event.as_str()).collect();
        assert_eq!(events, ["refund_requested", "refund_first_approval", "refund_approved"]);
        let root = world.root().await;
        assert_eq!(root.refund(by_id(second)).await.unwrap().item.user.email.unwrap().raw(), "customer@mail.example");
        assert_eq!(root.list_refunds(ListRefunds::default()).await.unwrap().rows[0].user.email.as_ref().unwrap().raw(), "customer@mail.example");
        let paid = rao.refund(by_id(first)).await.unwrap();
        assert!(paid.refund_processed && paid.transaction_id.is_some() && paid.processed_at.is_some());
        assert_eq!((paid.item.approvals_received, paid.item.approvals_required), (1, 1), "as it was decided");
        let events: Vec<&str> = paid.timeline.iter().map(|event| event.event.as_str()).collect();
        assert_eq!(events, ["refund_requested", "refund_approved", "refund_processed"]);
    }
}
