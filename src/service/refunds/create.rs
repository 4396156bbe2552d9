//! Refunds that an admin makes: by cancelling a booking, or by paying a payment back.

use serde_json::json;

use super::{
    ENTITY, missing,
    notices::{tell_user, tell_vendor},
};
use crate::{
    domain::{
        actor::Permission,
        id::RefundId,
        payment,
        refund::{RefundStatus, approval::required, priority},
    },
    error::{Error, Exceeded, Kind, Result},
    service::{
        money,
        mutation::{About, Change, Context},
    },
    store::{
        names,
        payments::PaymentRow,
        refunds::{self, NewApproval, NewRefund},
    },
};

/// A refund that an admin makes.
#[derive(Clone, Copy, Debug)]
pub struct Making<'a> {
    /// In the payment's currency, at least 1 and no more than is left of it.
    pub amount_cents: i64,
    /// In a word: `booking_cancelled`, `payment_refund`.
    pub reason: &'a str,
    /// What is said of it to whoever opens it.
    pub description: Option<&'a str>,
    /// Why the admin decided so.
    pub decision: &'a str,
    /// Whether the customer is told.
    pub notify_user: bool,
    /// Whether the vendor is told.
    pub notify_vendor: bool,
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its id.
    pub id: RefundId,
    /// `RF-2025-000211`
    pub number: String,
    /// Approved, or pending while an approval is missing or the payment can't be paid back.
    pub status: RefundStatus,
}

/// Makes a refund of a payment that the caller has locked (`store::payments::lock`), with its audit entry, event and
/// notices. It is approved at once where one admin is enough, and otherwise pending with the caller's approval as the
/// first, if they hold `refunds:approve`.
///
/// # Errors
/// `AMOUNT_EXCEEDS_REMAINING`; `UNAUTHENTICATED` for a caller who is no admin.
pub async fn create(cx: &mut Context<'_>, payment: &PaymentRow, making: Making<'_>) -> Result<Made> {
    check_amount(payment, making.amount_cents)?;
    let settings = &cx.service.settings().refunds;
    let threshold = settings.four_eyes.get(&payment.currency).copied();
    let takes = required(making.amount_cents, payment.balance().decided(), threshold);
    let (provider, transaction) = (payment.provider.as_deref(), payment.transaction_id.as_deref());
    let gateway = cx.service.gateway();
    let recognises = |id: &str| gateway.recognises(id);
    let payable = payment::refusal(payment.status, provider, transaction, gateway.name(), recognises).is_none();
    let (id, number, key) = insert(cx, payment, making, threshold).await?;
    if cx.who.permissions().allows(Permission::RefundsApprove) {
        approve_first(cx, key, making).await?;
    }
    let status = if payable && takes == 1 { RefundStatus::Approved } else { RefundStatus::Pending };
    if status == RefundStatus::Approved {
        decide(cx, key, making).await?;
    }
    tell(cx, id, making, status).await?;
    note(cx, id, &number, payment, making, status);
    Ok(Made { id, number, status })
}

fn check_amount(payment: &PaymentRow, cents: i64) -> Result<()> {
    let remaining_amount_cents = payment.balance().remaining();
    if cents <= remaining_amount_cents {
        return Ok(());
    }
    let details = Exceeded { approved_amount_cents: cents, remaining_amount_cents, currency: payment.currency };
    Err(Error::new(Kind::AmountExceedsRemaining { details }))
}

async fn insert(
    cx: &mut Context<'_>,
    payment: &PaymentRow,
    making: Making<'_>,
    threshold: Option<i64>,
) -> Result<(RefundId, String, i64)> {
    let id = RefundId(cx.id());
    let (number_seq, number) = names::next_number(&mut cx.tx, "refund", "RF", cx.now.year()).await?;
    let new = NewRefund {
        id,
        number: &number,
        number_seq,
        amount_cents: making.amount_cents,
        reason: making.reason,
        description: making.description,
        priority: priority(making.reason, making.amount_cents, threshold),
        made_by: cx.who.admin()?.id().0,
        os_user: cx.caller.os_user.clone(),
        notify_user: making.notify_user,
        notify_vendor: making.notify_vendor,
    };
    let key = refunds::insert(&mut cx.tx, new, payment, cx.now).await?;
    Ok((id, number, key))
}

/// Who makes it counts as its first approver.
async fn approve_first(cx: &mut Context<'_>, key: i64, making: Making<'_>) -> Result<()> {
    let new = NewApproval {
        id: cx.id(),
        refund_key: key,
        attempt: 1,
        admin: cx.who.admin()?.id(),
        amount_cents: making.amount_cents,
        reason: making.decision,
        os_user: cx.caller.os_user.clone(),
    };
    refunds::put_approval(&mut cx.tx, new, cx.now).await
}

async fn decide(cx: &mut Context<'_>, key: i64, making: Making<'_>) -> Result<()> {
    let approved = refunds::Approved {
        amount_cents: making.amount_cents,
        reason: making.decision,
        admin_notes: None,
        by: cx.who.admin()?.id(),
        at: cx.now,
        notify_user: making.notify_user,
        notify_vendor: making.notify_vendor,
    };
    refunds::approve(&mut cx.tx, key, &approved).await?;
    money::begin(cx, key, making.amount_cents).await
}

/// People are told of what is decided, not of what may still be refused.
async fn tell(cx: &mut Context<'_>, id: RefundId, making: Making<'_>, status: RefundStatus) -> Result<()> {
    if status != RefundStatus::Approved || !(making.notify_user || making.notify_vendor) {
        return Ok(());
    }
    let row = refunds::by_id(&mut cx.tx, id).await?.ok_or_else(|| missing(id))?;
    if making.notify_user {
        tell_user(cx, &row, "refund_approved", making.amount_cents, &json!({}));
    }
    if making.notify_vendor {
        tell_vendor(cx, &row, making.amount_cents);
    }
    Ok(())
}

fn note(
    cx: &mut Context<'_>,
    id: RefundId,
    number: &str,
    payment: &PaymentRow,
    making: Making<'_>,
    status: RefundStatus,
) {
    let after = json!({
        "refund_number": number,
        "payment_id": payment.id,
        "requested_amount_cents": making.amount_cents,
        "currency": payment.currency,
        "reason": making.reason,
        "status": status,
    });
    let reason = Some(making.decision.to_owned());
    cx.audit_as(
        "refund.create",
        ENTITY,
        Change { entity_id: id.to_string(), before: None, after: Some(after), reason },
    );
    // The decision, where there is one, has raised the version.
    let version = if status == RefundStatus::Approved { 2 } else { 1 };
    let about = About { version: Some(version), number: Some(number.to_owned()), status: Some(status.as_str()) };
    cx.event("refund.created", id.0, &about);
}
