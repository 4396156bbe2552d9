//! What a decision writes, and what it refuses.

use appydex_admin::{
    domain::{
        payment::NotRefundable,
        refund::{Alternative, GatewayName, RefundStatus},
    },
    error::Kind,
    operations::{Attempt, audit::ListAudit, refunds::RejectRefund},
};

use super::{LARGE, approve, approve_part, reject};
use crate::{
    operations::{by_id, every_way},
    support::{
        money::Named,
        world::{On, Through, World},
    },
};

fn key(text: &str) -> Attempt {
    Attempt::with_key(text)
}

every_way! {
    async fn an_approval_writes_everything_at_once(world: World) {
        let rao = world.finance("rao").await;
        let payment = world.payment(1000).await;
        let id = world.refund(&payment, 700).await;
        let approved = rao.approve_refund(by_id(id), approve(), key("a")).await.unwrap().value;
        assert_eq!((approved.approved_amount_cents, approved.refund_processed), (700, false));
        let row = world.refund_row(id).await;
        assert_eq!((row.status, row.version, row.balance().reserved), (RefundStatus::Approved, 2, 700));
        for text in [
            "SELECT COUNT(*) FROM refund_attempts WHERE live AND state = 'ready' AND amount_cents = 700",
            "SELECT COUNT(*) FROM outbox WHERE template = 'refund_approved' AND recipient = 'user'",
            "SELECT COUNT(*) FROM outbox WHERE template = 'refund_approved_vendor' AND recipient = 'vendor'",
            "SELECT COUNT(*) FROM events WHERE kind = 'refund.updated'",
        ] {
            assert_eq!(world.count(text).await, 1, "{text}");
        }
        let query = ListAudit { action: Some("refund.approve".into()), ..ListAudit::default() };
        let entry = world.root().await.list_audit(query).await.unwrap().rows.remove(0);
        assert_eq!(entry.reason.unwrap(), approve().reason);
        assert_eq!(entry.after.unwrap()["approved_amount_cents"], 700);
    }

    async fn nobody_is_told_who_was_not_to_be(world: World) {
        let rao = world.finance("rao").await;
        let (one, other) = (world.asked(100).await, world.asked(100).await);
        let quiet = appydex_admin::operations::refunds::ApproveRefund { notify_user: false, notify_vendor: false, ..approve() };
        rao.approve_refund(by_id(one), quiet, key("a")).await.unwrap();
        rao.reject_refund(by_id(other), RejectRefund { notify_user: false, ..reject() }, key("b")).await.unwrap();
        assert_eq!(world.count("SELECT COUNT(*) FROM outbox").await, 0);
    }

    async fn never_more_than_what_came_in(world: World) {
        let rao = world.finance("rao").await;
        let payment = world.payment(1000).await;
        let (first, second) = (world.refund(&payment, 600).await, world.refund(&payment, 600).await);
        let over = rao.approve_refund(by_id(first), approve_part(1001), key("a")).await.unwrap_err();
        let Kind::AmountExceedsRemaining { details } = over.kind else { panic!("{over:?}") };
        assert_eq!((details.approved_amount_cents, details.remaining_amount_cents), (1001, 1000));
        rao.approve_refund(by_id(first), approve(), key("b")).await.unwrap();
        let over = rao.approve_refund(by_id(second), approve(), key("c")).await.unwrap_err();
        let Kind::AmountExceedsRemaining { details } = over.kind else { panic!("{over:?}") };
        assert_eq!((details.approved_amount_cents, details.remaining_amount_cents, details.currency.as_str()), (600, 400, "INR"));
        world.pay(first).await;
        assert_eq!(rao.approve_refund(by_id(second), approve(), key("d")).await.unwrap_err().code(), "AMOUNT_EXCEEDS_REMAINING");
        let rest = rao.approve_refund(by_id(second), approve_part(400), key("e")).await.unwrap().value;
        assert_eq!(rest.refund.item.payment.remaining_amount_cents, 0);
        world.refuse(second).await;
        assert_eq!(rao.refund(by_id(second)).await.unwrap().item.payment.remaining_amount_cents, 400, "what is refused is free again");
    }

    async fn what_went_back_at_the_gateway_itself_counts(world: World) {
        let rao = world.finance("rao").await;
        let payment = world.payment(1000).await;
        let id = world.refund(&payment, 600).await;
        world.tamper("UPDATE payments SET elsewhere_cents = 1200").await;
        let over = rao.approve_refund(by_id(id), approve_part(1), key("a")).await.unwrap_err();
        let Kind::AmountExceedsRemaining { details } = over.kind else { panic!("{over:?}") };
        assert_eq!(details.remaining_amount_cents, 0, "never below nothing");
    }

    async fn a_payment_that_did_not_succeed_is_not_paid_back(world: World) {
        let rao = world.finance("rao").await;
        for (i, status) in ["pending", "failed"].into_iter().enumerate() {
            let payment = world.payment_in("INR", 1000, status, Some("sandbox"), None).await;
            let id = world.refund(&payment, 600).await;
            let refused = rao.approve_refund(by_id(id), approve(), key(&format!("k{i}"))).await.unwrap_err();
            let (reason, provider) = (NotRefundable::NotSucceeded, Some("sandbox".to_owned()));
            let gateway = GatewayName::Sandbox;
            assert_eq!(refused.kind, Kind::PaymentNotRefundable { payment_id: payment.id, reason, provider, gateway });
        }
    }

    async fn a_rejection_closes_it_and_offers_something_else(world: World) {
        let rao = world.finance("rao").await;
        let id = world.asked(700).await;
        let rejected = rao.reject_refund(by_id(id), reject(), key("a")).await.unwrap().value;
        assert_eq!((rejected.status, rejected.version), (RefundStatus::Rejected, 2));
        assert_eq!(rejected.offer_alternative, Alternative::PartialCredit);
        let seen = rao.refund(by_id(id)).await.unwrap();
        assert_eq!(seen.offer_alternative, Some(Alternative::PartialCredit));
        assert_eq!((seen.rejected_by.unwrap().name.as_str(), seen.decision_reason.unwrap().raw()), ("rao", reject().reason.as_str()));
        assert_eq!(seen.item.admin_notes.unwrap().raw(), "photos in the mail");
        assert_eq!(world.count("SELECT COUNT(*) FROM outbox WHERE template = 'refund_rejected' AND recipient = 'user'").await, 1);
        for again in [
            rao.reject_refund(by_id(id), reject(), key("b")).await.unwrap_err(),
            rao.approve_refund(by_id(id), approve(), key("c")).await.unwrap_err(),
        ] {
            assert_eq!(again.kind, Kind::AlreadyDecided { current_status: RefundStatus::Rejected });
        }
    }

    async fn what_is_decided_is_not_rejected_and_what_failed_is(world: World) {
        let rao = world.finance("rao").await;
        let id = world.asked(700).await;
        rao.approve_refund(by_id(id), approve(), key("a")).await.unwrap();
        let refused = rao.reject_refund(by_id(id), reject(), key("b")).await.unwrap_err();
        assert_eq!(refused.kind, Kind::AlreadyDecided { current_status: RefundStatus::Approved });
        world.lose(id).await;
        assert_eq!(rao.reject_refund(by_id(id), reject(), key("c")).await.unwrap_err().code(), "ALREADY_DECIDED", "it may have been paid");
        world.refuse(id).await;
        assert_eq!(rao.reject_refund(by_id(id), reject(), key("d")).await.unwrap().value.status, RefundStatus::Rejected);
        let paid = world.asked(700).await;
        rao.approve_refund(by_id(paid), approve(), key("e")).await.unwrap();
        world.pay(paid).await;
        let refused = rao.reject_refund(by_id(paid), reject(), key("f")).await.unwrap_err();
        assert_eq!(refused.kind, Kind::AlreadyDecided { current_status: RefundStatus::Processed });
    }

    async fn if_match_refuses_who_has_seen_something_else(world: World) {
        let rao = world.finance("rao").await;
        let id = world.asked(LARGE).await;
        let seen = |version, text: &str| Attempt { if_match: Some(version), ..key(text) };
        assert_eq!(rao.approve_refund(by_id(id), approve(), seen(7, "a")).await.unwrap_err().code(), "PRECONDITION_FAILED");
        let first = rao.approve_refund(by_id(id), approve(), seen(1, "a")).await.unwrap().value;
        assert_eq!(first.refund.item.version, 2, "half a decision is a change too");
        assert_eq!(rao.reject_refund(by_id(id), reject(), seen(1, "b")).await.unwrap_err().code(), "PRECONDITION_FAILED");
        assert_eq!(rao.reject_refund(by_id(id), reject(), seen(2, "b")).await.unwrap().value.version, 3);
    }

    async fn a_dry_run_says_what_would_be_and_leaves_nothing(world: World) {
        let rao = world.finance("rao").await;
        let id = world.asked(700).await;
        let dry = || Attempt { dry_run: true, ..key("a") };
        let approved = rao.approve_refund(by_id(id), approve(), dry()).await.unwrap().value;
        assert_eq!((approved.dry_run, approved.status, approved.refund.attempts.len()), (Some(true), RefundStatus::Approved, 1));
        let rejected = rao.reject_refund(by_id(id), reject(), dry()).await.unwrap().value;
        assert_eq!((rejected.dry_run, rejected.status), (Some(true), RefundStatus::Rejected));
        let row = world.refund_row(id).await;
        assert_eq!((row.status, row.version, row.attempts, row.balance().reserved), (RefundStatus::Pending, 1, 0, 0));
        assert_eq!(world.count("SELECT COUNT(*) FROM outbox").await, 0);
        rao.approve_refund(by_id(id), approve(), key("a")).await.unwrap();
    }

    async fn of_eight_who_decide_at_once_one_does(world: World) {
        let id = world.asked(700).await;
        let mut tries = Vec::new();
        for i in 0..8 {
            let asks = world.finance(&format!("admin{i}")).await;
            tries.push(tokio::spawn(async move {
                let attempt = key(&format!("k{i}"));
                if i % 2 == 0 {
                    asks.approve_refund(by_id(id), approve(), attempt).await.map(drop)
                } else {
                    asks.reject_refund(by_id(id), reject(), attempt).await.map(drop)
                }
            }));
        }
        let mut done = 0;
        for one in tries {
            match one.await.unwrap() {
                Ok(()) => done += 1,
                Err(error) => assert_eq!(error.code(), "ALREADY_DECIDED"),
            }
        }
        let attempts = world.refund_row(id).await.attempts;
        assert_eq!(done, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM refund_attempts").await, attempts);
    }

    async fn of_eight_who_approve_a_large_one_two_do(world: World) {
        let id = world.asked(LARGE).await;
        let mut tries = Vec::new();
        for i in 0..8 {
            let asks = world.finance(&format!("admin{i}")).await;
            tries.push(tokio::spawn(async move { asks.approve_refund(by_id(id), approve(), key(&format!("k{i}"))).await }));
        }
        let mut received = Vec::new();
        for one in tries {
            match one.await.unwrap() {
                Ok(answer) => received.push(answer.value.approvals_received),
                Err(error) => assert_eq!(error.code(), "ALREADY_DECIDED"),
            }
        }
        received.sort_unstable();
        assert_eq!(received, [1, 2]);
        assert_eq!(world.count("SELECT COUNT(*) FROM refund_approvals").await, 2);
        assert_eq!(world.refund_row(id).await.balance().reserved, LARGE);
    }

    async fn parts_approved_at_once_never_come_to_more_than_the_whole(world: World) {
        let payment = world.payment(1000).await;
        let mut tries = Vec::new();
        for i in 0..8 {
            let (id, asks) = (world.refund(&payment, 150 + 20 * i).await, world.finance(&format!("admin{i}")).await);
            tries.push(tokio::spawn(async move { asks.approve_refund(by_id(id), approve(), key(&format!("k{i}"))).await }));
        }
        let mut approved = 0;
        for one in tries {
            match one.await.unwrap() {
                Ok(answer) => approved += answer.value.approved_amount_cents,
                Err(error) => assert_eq!(error.code(), "AMOUNT_EXCEEDS_REMAINING"),
            }
        }
        assert!((711..=1000).contains(&approved), "{approved}");
        let tries = "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM refund_attempts WHERE live";
        assert_eq!(world.count(tries).await, approved);
        assert_eq!(world.count("SELECT reserved_cents FROM payments").await, approved);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_gateway_pays_back_only_what_it_took() {
    for on in [On::Sqlite, On::Postgres] {
        let world = World::paying(on, Through::Local, Some(Named::razorpay()), |_| {}).await;
        let rao = world.finance("rao").await;
        for (i, (provider, transaction, expected)) in [
            (Some("stripe"), Some("pay_1"), Some(NotRefundable::OtherProvider)),
            (None, Some("pay_1"), Some(NotRefundable::OtherProvider)),
            (Some("razorpay"), None, Some(NotRefundable::NoTransactionId)),
            (Some("razorpay"), Some("ch_1"), Some(NotRefundable::NoTransactionId)),
            (Some("razorpay"), Some("pay_1"), None),
        ]
        .into_iter()
        .enumerate()
        {
            let payment = world.payment_in("INR", 1000, "succeeded", provider, transaction).await;
            let id = world.refund(&payment, 600).await;
            let outcome = rao.approve_refund(by_id(id), approve(), key(&format!("k{i}"))).await;
            let Some(reason) = expected else {
                assert_eq!(outcome.unwrap().value.refund.gateway, Some(GatewayName::Razorpay));
                continue;
            };
            let (provider, gateway) = (provider.map(str::to_owned), GatewayName::Razorpay);
            let expected = Kind::PaymentNotRefundable { payment_id: payment.id, reason, provider, gateway };
            assert_eq!(outcome.unwrap_err().kind, expected);
        }
    }
}
