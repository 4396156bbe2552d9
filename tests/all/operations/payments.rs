//! Payments: the list, one whole, paying one back.

use appydex_admin::{
    domain::{
        payment::{NotRefundable, PaymentStatus},
        refund::RefundStatus,
    },
    error::Kind,
    operations::{
        Attempt,
        payments::{ListPayments, PaymentSort, RefundPayment},
    },
};

use super::{
    by_id, every_way,
    refunds::{self, LARGE},
};

fn key(key: &str) -> Attempt {
    Attempt::with_key(key)
}

fn back(amount_cents: Option<i64>) -> RefundPayment {
    RefundPayment {
        amount_cents,
        reason: "The vendor admits that nobody came.".into(),
        admin_notes: Some("seen by two of us".into()),
        notify_user: true,
        notify_vendor: true,
    }
}

every_way! {
    async fn payments_are_listed_and_shown_with_what_went_back(world: World) {
        let first = world.payment(10_000).await;
        let second = world.payment_in("INR", 20_000, "failed", None, None).await;
        let refund = world.refund(&first, 4_000).await;
        let asks = world.finance("fay").await;
        asks.approve_refund(by_id(refund), refunds::approve(), key("a")).await.unwrap();
        world.pay(refund).await;
        let ids = |query: ListPayments| {
            let asks = asks.clone();
            async move { asks.list_payments(query).await.unwrap().rows.iter().map(|row| row.id).collect::<Vec<_>>() }
        };
        assert_eq!(ids(ListPayments::default()).await, [second.id, first.id]);
        assert_eq!(ids(ListPayments { status: Some(PaymentStatus::Failed), ..ListPayments::default() }).await, [second.id]);
        assert_eq!(ids(ListPayments { vendor_id: Some(first.vendor), ..ListPayments::default() }).await, [first.id]);
        assert_eq!(ids(ListPayments { booking_id: Some(second.booking), ..ListPayments::default() }).await, [second.id]);
        assert_eq!(ids(ListPayments { sort_by: PaymentSort::Amount, ..ListPayments::default() }).await, [second.id, first.id]);
        let shown = asks.payment(by_id(first.id)).await.unwrap();
        assert_eq!((shown.item.refunded_amount_cents, shown.item.remaining_amount_cents), (4_000, 6_000));
        assert_eq!((shown.refunds[0].id, shown.refunds[0].status), (refund, RefundStatus::Processed));
        assert_eq!((shown.postings[0].amount_cents, shown.postings[0].refund_id), (4_000, Some(refund)));
        assert_eq!(shown.item.user.email.unwrap().raw(), "c***@mail.example");
        assert_eq!(asks.payment(by_id(second.id)).await.unwrap().item.remaining_amount_cents, 0);
        assert_eq!(asks.payment(by_id(world.new_id())).await.unwrap_err().code(), "PAYMENT_NOT_FOUND");
    }

    async fn a_payment_is_paid_back_within_what_is_left(world: World) {
        let payment = world.payment(10_000).await;
        let asks = world.finance("fay").await;
        let dry = Attempt { dry_run: true, ..key("dry") };
        let tried = asks.refund_payment(by_id(payment.id), back(Some(4_000)), dry).await.unwrap().value;
        assert_eq!((tried.dry_run, tried.approved_amount_cents), (Some(true), 4_000));
        let made = asks.refund_payment(by_id(payment.id), back(Some(4_000)), key("a")).await.unwrap();
        assert_eq!((made.value.status, made.value.approved_amount_cents), (RefundStatus::Approved, 4_000));
        assert_eq!(made.value.refund.item.requested_by_admin.as_ref().unwrap().name, "fay");
        assert_eq!(made.value.refund.item.admin_notes.as_ref().unwrap().raw(), "seen by two of us");
        let again = asks.refund_payment(by_id(payment.id), back(Some(4_000)), key("a")).await.unwrap();
        assert_eq!((again.replayed, again.json), (true, made.json));
        let Kind::AmountExceedsRemaining { details } =
            asks.refund_payment(by_id(payment.id), back(Some(6_001)), key("b")).await.unwrap_err().kind else { panic!() };
        assert_eq!(details.remaining_amount_cents, 6_000);
        let rest = asks.refund_payment(by_id(payment.id), back(None), key("c")).await.unwrap().value;
        assert_eq!(rest.approved_amount_cents, 6_000);
        let nothing = asks.refund_payment(by_id(payment.id), back(None), key("d")).await.unwrap_err();
        assert_eq!(nothing.code(), "AMOUNT_EXCEEDS_REMAINING");
        let failed = world.payment_in("INR", 5, "failed", None, None).await;
        let refused = asks.refund_payment(by_id(failed.id), back(None), key("e")).await.unwrap_err();
        let Kind::PaymentNotRefundable { reason, .. } = refused.kind else { panic!() };
        assert_eq!(reason, NotRefundable::NotSucceeded);
    }

    async fn a_large_one_waits_for_somebody_else(world: World) {
        let payment = world.payment(LARGE).await;
        let (fay, gus) = (world.finance("fay").await, world.finance("gus").await);
        let made = fay.refund_payment(by_id(payment.id), back(None), key("a")).await.unwrap().value;
        assert_eq!((made.status, made.approvals_received, made.approvals_required), (RefundStatus::Pending, 1, 2));
        let own = fay.approve_refund(by_id(made.id), refunds::approve(), key("b")).await.unwrap_err();
        assert_eq!(own.code(), "SECOND_APPROVER_REQUIRED");
        let approved = gus.approve_refund(by_id(made.id), refunds::approve(), key("c")).await.unwrap().value;
        assert_eq!(approved.status, RefundStatus::Approved);
    }

    async fn an_answer_that_a_crash_lost_is_found_again(world: World) {
        let payment = world.payment(10_000).await;
        let asks = world.finance("fay").await;
        let made = asks.refund_payment(by_id(payment.id), back(Some(4_000)), key("a")).await.unwrap().value;
        world.tamper("UPDATE idempotency_records SET answer = NULL WHERE operation = 'payment.refund'").await;
        world.pass(appydex_admin::domain::time::MINUTE);
        let found = asks.refund_payment(by_id(payment.id), back(Some(4_000)), key("a")).await.unwrap();
        assert_eq!((found.replayed, found.value.id), (true, made.id));
        assert_eq!(world.count("SELECT COUNT(*) FROM refund_requests").await, 1);
    }
}
