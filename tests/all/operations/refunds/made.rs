//! Refunds that an admin makes, by whatever change makes them.

use appydex_admin::{
    domain::{
        actor::{Actor, Permission, Surface},
        refund::{RefundStatus, RequestedBy},
        takedown::Priority,
    },
    error::{Error, Kind, Result},
    operations::{Answer, Attempt},
    service::{
        access::Need,
        mutation::{self, Context, Mutation},
        refunds::{Making, create},
    },
    store::payments,
};
use async_trait::async_trait;
use uuid::Uuid;

use super::{LARGE, approve};
use crate::{
    operations::by_id,
    support::{
        money::{Named, Payment},
        world::{On, Through, World, caller},
    },
};

/// A change that ends in a refund, as a cancellation or a payment's refund will be.
struct PayBack;

#[async_trait]
impl Mutation for PayBack {
    const NAME: &'static str = "payment.refund";
    const NEEDS: Need = Need::Permission(Permission::JobsList);
    const ENTITY: &'static str = "payment";
    type Request = (i64, i64);
    type Answer = Uuid;

    async fn run(cx: &mut Context<'_>, (payment, cents): &(i64, i64)) -> Result<Uuid> {
        let payment = payments::lock(&mut cx.tx, *payment).await?;
        let making = Making {
            amount_cents: *cents,
            reason: "booking_cancelled",
            description: Some("The vendor fell ill."),
            decision: "The vendor fell ill on the day before.",
            notify_user: true,
            notify_vendor: false,
        };
        Ok(create(cx, &payment, making).await?.id.0)
    }
}

async fn pay_back(world: &World, name: &str, role: &str, payment: &Payment, cents: i64) -> Result<Uuid, Error> {
    let admin = world.admin_id(name, &[role]).await;
    let caller = caller(Actor::Admin(admin), Surface::Api);
    let made: Answer<Uuid> =
        mutation::run::<PayBack>(&world.service, &caller, (payment.key, cents), Attempt::default()).await?;
    Ok(made.value)
}

fn key(text: &str) -> Attempt {
    Attempt::with_key(text)
}

async fn worlds(test: impl AsyncFn(World)) {
    for on in [On::Sqlite, On::Postgres] {
        test(World::new(on, Through::Local).await).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_one_is_enough_it_is_approved_at_once() {
    worlds(async |world| {
        let payment = world.payment(1000).await;
        let id = pay_back(&world, "ravi", "support_agent", &payment, 700).await.unwrap();
        let refund = world.root().await.refund(by_id(id)).await.unwrap();
        assert_eq!((refund.item.status, refund.item.requested_by), (RefundStatus::Approved, RequestedBy::Admin));
        assert_eq!(refund.item.requested_by_admin.unwrap().name, "ravi");
        assert_eq!((refund.item.approvals_received, refund.item.approvals_required), (0, 1), "the policy decided");
        assert_eq!((refund.attempts.len(), refund.attempts[0].approved_by.len()), (1, 0));
        assert_eq!((refund.item.priority, refund.item.version), (Priority::Low, 2));
        assert!(refund.item.refund_number.starts_with("RF-2025-"));
        assert_eq!(world.refund_row(id).await.balance().reserved, 700);
        let events: Vec<&str> = refund.timeline.iter().map(|event| event.event.as_str()).collect();
        assert_eq!(events, ["refund_requested", "refund_approved"]);
        assert_eq!(world.count("SELECT COUNT(*) FROM events WHERE kind = 'refund.created'").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM outbox WHERE recipient = 'user'").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'refund.create'").await, 1);
        let over = pay_back(&world, "ravi", "support_agent", &payment, 301).await.unwrap_err();
        assert_eq!(over.code(), "AMOUNT_EXCEEDS_REMAINING");
        let second = pay_back(&world, "rao", "finance_admin", &payment, 300).await.unwrap();
        let refund = world.root().await.refund(by_id(second)).await.unwrap();
        assert_eq!((refund.item.approvals_received, refund.attempts[0].approved_by[0].name.as_str()), (1, "rao"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_large_one_waits_with_its_maker_as_the_first_who_may_approve() {
    worlds(async |world| {
        let payment = world.payment(LARGE).await;
        let id = pay_back(&world, "rao", "finance_admin", &payment, LARGE).await.unwrap();
        let (rao, das) = (world.finance("rao").await, world.finance("das").await);
        let seen = rao.refund(by_id(id)).await.unwrap().item;
        assert_eq!((seen.status, seen.approvals_received, seen.approvals_required), (RefundStatus::Pending, 1, 2));
        assert_eq!((seen.version, seen.priority), (1, Priority::High));
        let own = rao.approve_refund(by_id(id), approve(), key("a")).await.unwrap_err();
        assert_eq!(own.kind, Kind::SecondApproverRequired { approvals_received: 1, approvals_required: 2 });
        let done = das.approve_refund(by_id(id), approve(), key("b")).await.unwrap().value;
        assert_eq!((done.status, done.approvals_received), (RefundStatus::Approved, 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_maker_who_may_not_approve_counts_for_nothing_and_never_as_the_second() {
    worlds(async |world| {
        let payment = world.payment(LARGE).await;
        let id = pay_back(&world, "ravi", "support_agent", &payment, LARGE).await.unwrap();
        let (rao, das) = (world.finance("rao").await, world.finance("das").await);
        assert_eq!(rao.refund(by_id(id)).await.unwrap().item.approvals_received, 0);
        rao.approve_refund(by_id(id), approve(), key("a")).await.unwrap();
        let update = appydex_admin::operations::admins::UpdateAdmin {
            roles: Some(vec!["finance_admin".into()]),
            ..Default::default()
        };
        let ravi = world.admin_id("ravi", &[]).await;
        world.root().await.update_admin(by_id(ravi.0), update, key("grant")).await.unwrap();
        let maker = world.finance("ravi").await;
        let refused = maker.approve_refund(by_id(id), approve(), key("b")).await.unwrap_err();
        assert_eq!(refused.code(), "SECOND_APPROVER_REQUIRED");
        das.approve_refund(by_id(id), approve(), key("c")).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_gateway_can_t_pay_stays_pending() {
    let world = World::paying(On::Sqlite, Through::Local, Some(Named::razorpay()), |_| {}).await;
    let payment = world.payment(1000).await;
    let id = pay_back(&world, "rao", "finance_admin", &payment, 700).await.unwrap();
    let row = world.refund_row(id).await;
    assert_eq!((row.status, row.attempts, row.balance().reserved), (RefundStatus::Pending, 0, 0));
    assert_eq!(world.count("SELECT COUNT(*) FROM outbox").await, 0, "nobody is promised anything");
}
