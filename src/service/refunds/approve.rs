//! Approvals: who may, how many it takes, and what follows when it is decided.

use std::time::Duration;

use async_trait::async_trait;
use serde_json::json;

use super::{
    Beside, ENTITY, already_decided, case, missing,
    notices::{tell_user, tell_vendor},
    round::needed,
};
use crate::{
    domain::{
        actor::Permission,
        id::{AdminId, RefundId},
        money::Money,
        payment,
        refund::{
            GatewayState, RefundStatus,
            approval::{Approval, Hand, Refusal, Step, approve},
            may_be_approved,
        },
    },
    error::{Error, Exceeded, Kind, Result},
    operations::refunds::{ApproveRefund, RefundApproved},
    service::{
        Service,
        access::{Need, Who},
        auth::micros,
        money,
        mutation::{About, Change, Context, Mutation},
    },
    store::{
        Tx, attempts,
        refunds::{self, NewApproval, RefundRow},
    },
};

/// How often it is looked whether the gateway has answered.
const GLANCE: Duration = Duration::from_millis(20);

/// Approves a refund, or gives the first of two approvals.
pub struct Approve;

#[async_trait]
impl Mutation for Approve {
    const NAME: &'static str = "refund.approve";
    const NEEDS: Need = Need::Permission(Permission::RefundsApprove);
    const ENTITY: &'static str = ENTITY;
    const SHOWS_CUSTOMERS: bool = true;
    type Request = (RefundId, ApproveRefund);
    type Answer = RefundApproved;

    async fn run(cx: &mut Context<'_>, (id, request): &Self::Request) -> Result<RefundApproved> {
        let row = refunds::lock(&mut cx.tx, *id).await?.ok_or_else(|| missing(id))?;
        if !may_be_approved(row.status, row.gateway_state) {
            return Err(already_decided(&row));
        }
        cx.check_version(row.version)?;
        let cents = amount(&row, request);
        check_payment(cx, &row, cents).await?;
        let eyes = look(cx, &row, cents).await?;
        give(cx, &row, cents, &request.reason, &eyes).await?;
        match eyes.step {
            Step::First => refunds::note_first(&mut cx.tx, row.key, request.admin_notes.as_ref(), cx.now).await?,
            Step::Complete => decide(cx, &row, cents, request).await?,
        }
        note(cx, &row, cents, &request.reason, &eyes);
        answer(cx.service, &mut cx.tx, &cx.who, *id, request).await
    }

    fn waits(answer: &RefundApproved) -> bool {
        answer.refund.item.gateway_state == GatewayState::Ready
    }

    async fn wait(service: &Service, (id, _): &Self::Request) -> Result<()> {
        let wait = service.settings().refunds.wait;
        let waiting = async {
            let last = service.now().plus(micros(wait));
            loop {
                let progress = refunds::progress(&mut service.0.db.read().await?, *id).await?;
                let moving = progress.is_some_and(|progress| {
                    let soon = progress.next_action_at.is_some_and(|at| at <= last);
                    // Sending is due again only when its lease has ended, and may be over at any moment.
                    !progress.frozen && (soon || progress.gateway_state == GatewayState::Sending)
                });
                if !moving {
                    return Ok(());
                }
                tokio::time::sleep(GLANCE).await;
            }
        };
        tokio::time::timeout(wait, waiting).await.unwrap_or(Ok(()))
    }

    async fn found(service: &Service, tx: &mut Tx, who: &Who, (id, request): &Self::Request) -> Result<RefundApproved> {
        answer(service, tx, who, *id, request).await
    }
}

fn amount(row: &RefundRow, request: &ApproveRefund) -> i64 {
    request.approved_amount_cents.unwrap_or(row.requested_amount_cents)
}

/// Refuses a payment that can't be paid back, and more of it than is left. What was set aside for a try that is given
/// up is free for the next.
async fn check_payment(cx: &mut Context<'_>, row: &RefundRow, cents: i64) -> Result<()> {
    let gateway = cx.service.gateway();
    let (provider, transaction) = (row.provider.as_deref(), row.payment_transaction.as_deref());
    let recognises = |id: &str| gateway.recognises(id);
    if let Some(reason) = payment::refusal(row.payment_status, provider, transaction, gateway.name(), recognises) {
        let (payment_id, provider, gateway) = (row.payment_id.0, row.provider.clone(), gateway.name());
        return Err(Error::new(Kind::PaymentNotRefundable { payment_id, reason, provider, gateway }));
    }
    let tries = attempts::of_refund(&mut cx.tx, row.key).await?;
    let set_aside = tries.iter().filter(|one| one.live).map(|one| one.amount_cents).sum();
    let mut balance = row.balance();
    balance.reserved = balance.reserved.saturating_sub(set_aside);
    let remaining_amount_cents = balance.remaining();
    if cents <= remaining_amount_cents {
        return Ok(());
    }
    let details = Exceeded { approved_amount_cents: cents, remaining_amount_cents, currency: row.currency };
    Err(Error::new(Kind::AmountExceedsRemaining { details }))
}

/// What an approval comes to, and whose stand beside it.
struct Eyes {
    step: Step,
    required: i64,
    /// All whose approvals count, the caller's included.
    who: Vec<AdminId>,
}

/// Four eyes, as far as this approval brings them.
async fn look(cx: &mut Context<'_>, row: &RefundRow, cents: i64) -> Result<Eyes> {
    let by = Hand { admin: cx.who.admin()?.id(), os_user: cx.caller.os_user.clone() };
    let beside = Beside::of(&mut cx.tx, std::slice::from_ref(row)).await?;
    let given: Vec<Approval> = beside
        .counting(row)
        .into_iter()
        .map(|one| Approval { by: Hand { admin: one.admin_id, os_user: one.os_user.clone() }, cents: one.amount_cents })
        .collect();
    let maker = row.requested_by_admin.map(AdminId);
    let maker = maker.map(|admin| Hand { admin, os_user: row.requested_by_os_user.clone() });
    let required = needed(row, cents, &cx.service.settings().refunds);
    let mut who: Vec<AdminId> = given.iter().map(|one| one.by.admin).filter(|admin| *admin != by.admin).collect();
    who.push(by.admin);
    let refused = |refusal| refused(row, cents, refusal, given.len(), required);
    let step = approve(&Approval { by, cents }, &given, maker.as_ref(), required).map_err(refused)?;
    Ok(Eyes { step, required, who })
}

fn refused(row: &RefundRow, cents: i64, refusal: Refusal, given: usize, required: i64) -> Error {
    match refusal {
        Refusal::SamePerson => {
            let approvals_received = i64::try_from(given.max(1)).unwrap_or(1);
            Error::new(Kind::SecondApproverRequired { approvals_received, approvals_required: required })
        }
        Refusal::OtherAmount(expected) => {
            let [first, this] = [expected, cents].map(|cents| Money::new(cents, row.currency));
            Error::new(Kind::AmountMismatch { expected_amount_cents: expected, approved_amount_cents: cents })
                .with_message(format!("The first approval is for {first}, this one for {this}."))
        }
    }
}

/// Writes the approval, and drops those that count no more.
async fn give(cx: &mut Context<'_>, row: &RefundRow, cents: i64, reason: &str, eyes: &Eyes) -> Result<()> {
    let new = NewApproval {
        id: cx.id(),
        refund_key: row.key,
        attempt: row.attempts + 1,
        admin: cx.who.admin()?.id(),
        amount_cents: cents,
        reason,
        os_user: cx.caller.os_user.clone(),
    };
    refunds::put_approval(&mut cx.tx, new, cx.now).await?;
    refunds::keep_approvals(&mut cx.tx, row.key, row.attempts + 1, &eyes.who).await
}

/// It is decided: the money is set aside, a try to pay fixed, and people are told.
async fn decide(cx: &mut Context<'_>, row: &RefundRow, cents: i64, request: &ApproveRefund) -> Result<()> {
    let approved = refunds::Approved {
        amount_cents: cents,
        reason: &request.reason,
        admin_notes: request.admin_notes.as_ref(),
        by: cx.who.admin()?.id(),
        at: cx.now,
        notify_user: request.notify_user,
        notify_vendor: request.notify_vendor,
    };
    refunds::approve(&mut cx.tx, row.key, &approved).await?;
    money::begin(cx, row.key, cents).await?;
    // Of another try they have been told before.
    if request.notify_user && row.attempts == 0 {
        tell_user(cx, row, "refund_approved", cents, &json!({}));
    }
    if request.notify_vendor && row.attempts == 0 {
        tell_vendor(cx, row, cents);
    }
    Ok(())
}

fn note(cx: &mut Context<'_>, row: &RefundRow, cents: i64, reason: &str, eyes: &Eyes) {
    let status = match eyes.step {
        Step::First => row.status,
        Step::Complete => RefundStatus::Approved,
    };
    let before = json!({"status": row.status, "gateway_state": row.gateway_state});
    let after = json!({
        "status": status,
        "approved_amount_cents": cents,
        "currency": row.currency,
        "attempt": row.attempts + 1,
        "approvals_received": eyes.who.len(),
        "approvals_required": eyes.required,
    });
    let reason = Some(reason.to_owned());
    cx.audit(Change { entity_id: row.id.to_string(), before: Some(before), after: Some(after), reason });
    let (version, number) = (Some(row.version + 1), Some(row.number.clone()));
    cx.event("refund.updated", row.id.0, &About { version, number, status: Some(status.as_str()) });
}

/// The answer, from the refund as it stands.
async fn answer(
    service: &Service,
    tx: &mut Tx,
    who: &Who,
    id: RefundId,
    request: &ApproveRefund,
) -> Result<RefundApproved> {
    let row = refunds::by_id(tx, id).await?.ok_or_else(|| missing(id))?;
    let refund = case::detail(tx, &row, who.permissions(), &service.settings().refunds).await?;
    Ok(RefundApproved {
        id: row.id.0,
        refund_number: row.number.clone(),
        status: match row.status {
            RefundStatus::Pending => RefundStatus::Pending,
            RefundStatus::Approved | RefundStatus::Processed => RefundStatus::Approved,
            RefundStatus::Failed | RefundStatus::Rejected => RefundStatus::Failed,
        },
        approved_at: row.approved_at,
        approved_by: row.approved_by,
        approved_amount_cents: amount(&row, request),
        refund_processed: refund.refund_processed,
        transaction_id: refund.transaction_id.clone(),
        approvals_received: refund.item.approvals_received,
        approvals_required: refund.item.approvals_required,
        refund,
        dry_run: None,
    })
}
