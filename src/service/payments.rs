//! Payments: the list, one whole, and paying one back.

use std::sync::OnceLock;

use async_trait::async_trait;
use serde::Serialize;

use super::{
    Local, Service,
    access::{Need, Who},
    mutation::{Context, Mutation},
    people::Sight,
    refunds::{Approve, Making, create},
};
use crate::{
    domain::{
        actor::{Permission, Permissions},
        id::{PaymentId, Reference, RefundId},
        page::SortOrder,
        payment::{self, PaymentStatus},
        refund::PAYMENT_REFUND,
        untrusted::Untrusted,
    },
    error::{Error, Exceeded, Kind, Result},
    operations::{
        Page,
        payments::{
            ListPayments, PaymentDetail, PaymentListItem, PaymentRefund, PaymentSort, RefundPayment, RefundPosting,
        },
        refunds::{ApproveRefund, RefundApproved, RefundBooking, RefundUser, RefundVendor},
    },
    store::{
        Tx,
        filter::{By, Filter},
        idempotency, names,
        payments::{self, ListedPayment, PostingRow},
    },
};

fn missing(payment_id: impl std::fmt::Display) -> Error {
    Error::new(Kind::PaymentNotFound { payment_id: payment_id.to_string() })
}

impl Local {
    pub(super) async fn find_payment(&self, payment: &Reference) -> Result<PaymentId> {
        self.find(names::PAYMENTS, payment, missing).await.map(PaymentId)
    }

    pub(super) async fn payments(&self, query: ListPayments) -> Result<Page<PaymentListItem>> {
        let who = self.permit(Permission::PaymentsList).await?;
        let mut tx = self.service.0.db.read().await?;
        let (found, meta) = payments::page(&mut tx, &filter(&query), &order(&query), &query.paging).await?;
        let rows = found.into_iter().map(|row| item(row, who.permissions())).collect();
        Ok(Page { rows, meta, summary: () })
    }

    pub(super) async fn one_payment(&self, payment: &Reference) -> Result<PaymentDetail> {
        let who = self.permit(Permission::PaymentsView).await?;
        let id = self.find_payment(payment).await?;
        let mut tx = self.service.0.db.read().await?;
        let row = payments::by_id(&mut tx, id).await?.ok_or_else(|| missing(payment))?;
        let refunds = payments::refunds_of(&mut tx, row.key).await?;
        let postings = payments::postings_of(&mut tx, row.key).await?;
        let refund = |row: payments::PaymentRefundRow| PaymentRefund {
            id: row.id,
            refund_number: row.number,
            status: row.status,
            requested_amount_cents: row.requested_amount_cents,
            approved_amount_cents: row.approved_amount_cents,
            gateway_state: row.gateway_state,
            requested_at: row.requested_at,
        };
        Ok(PaymentDetail {
            item: item(row, who.permissions()),
            refunds: refunds.into_iter().map(refund).collect(),
            postings: standing(postings).into_iter().map(posting).collect(),
        })
    }
}

fn filter(query: &ListPayments) -> Filter {
    let mut filter = Filter::default();
    filter.and_if("p.status = ?", query.status);
    let of_vendor = "p.booking_key IN (SELECT b.key FROM bookings b JOIN vendors v ON v.key = b.vendor_key
                        WHERE v.id = ?)";
    filter.and_if(of_vendor, query.vendor_id);
    filter.and_if("p.booking_key = (SELECT key FROM bookings WHERE id = ?)", query.booking_id);
    filter.and_if("p.created_at >= ?", query.from_date);
    filter.and_if("p.created_at <= ?", query.to_date);
    filter
}

fn order(query: &ListPayments) -> Vec<By> {
    let given = query.sort_order.unwrap_or(SortOrder::Desc);
    match query.sort_by {
        PaymentSort::CreatedAt => vec![By::in_order("p.created_at", given), By::in_order("p.key", given)],
        PaymentSort::Amount => {
            vec![By::in_order("p.amount_cents", given), By::desc("p.created_at"), By::desc("p.key")]
        }
    }
}

fn item(row: ListedPayment, permissions: Permissions) -> PaymentListItem {
    let balance = row.balance();
    let text = |text: Option<String>| text.map(Untrusted::from);
    PaymentListItem {
        id: row.id.0,
        status: row.status,
        booking: RefundBooking { id: row.booking_id, booking_number: row.booking_number },
        user: RefundUser {
            id: row.user_id,
            name: row.user_name.into(),
            email: Sight::of(permissions).email(row.user_email.as_ref()),
        },
        vendor: RefundVendor { id: row.vendor_id, name: row.vendor_name.into() },
        amount_cents: row.amount_cents,
        currency: row.currency,
        platform_fee_cents: row.platform_fee_cents,
        method: row.method,
        provider: text(row.provider),
        transaction_id: text(row.transaction_id),
        refunded_amount_cents: balance.refunded(),
        remaining_amount_cents: if row.status == PaymentStatus::Succeeded { balance.remaining() } else { 0 },
        paid_at: row.paid_at,
        created_at: row.created_at,
        version: row.version,
    }
}

/// The lines that still stand: what the gateway took back is gone together with what it had confirmed.
fn standing(lines: Vec<PostingRow>) -> Vec<PostingRow> {
    let mut standing: Vec<PostingRow> = Vec::with_capacity(lines.len());
    for line in lines {
        let undoes = |one: &PostingRow| one.refund_id == line.refund_id && one.amount_cents == -line.amount_cents;
        match standing.iter().rposition(undoes).filter(|_| line.amount_cents < 0) {
            Some(undone) => drop(standing.remove(undone)),
            None => standing.push(line),
        }
    }
    standing
}

fn posting(row: PostingRow) -> RefundPosting {
    RefundPosting {
        amount_cents: row.amount_cents,
        currency: row.currency,
        processed_at: row.processed_at,
        source: row.source,
        refund_id: row.refund_id,
        transaction_id: row.transaction_id.map(Untrusted::from),
    }
}

/// A payment that is to be paid back.
#[derive(Serialize)]
pub struct Asked {
    /// Which.
    pub id: PaymentId,
    /// How.
    pub request: RefundPayment,
    /// The caller's key, under which a repeat finds what was made. No part of the request.
    #[serde(skip)]
    pub key: Option<String>,
    /// What was made of it.
    #[serde(skip)]
    pub made: OnceLock<RefundId>,
}

impl Asked {
    /// A request under `key`.
    pub const fn new(id: PaymentId, request: RefundPayment, key: Option<String>) -> Self {
        Self { id, request, key, made: OnceLock::new() }
    }

    /// The refund that was made of it, now or by an earlier request under the same key: both were written in the one
    /// moment.
    async fn refund(&self, tx: &mut Tx, who: &Who) -> Result<RefundId> {
        if let Some(id) = self.made.get() {
            return Ok(*id);
        }
        let lost = || Error::internal(format!("no refund of payment {} was made under this key", self.id));
        let key = self.key.as_deref().ok_or_else(lost)?;
        let record = idempotency::find(tx, &who.key(), key).await?.ok_or_else(lost)?;
        let made = payments::refund_made(tx, self.id, who.admin()?.id(), record.created_at).await?;
        made.ok_or_else(lost)
    }

    /// The approval that making the refund was.
    fn approval(&self, refund: RefundId) -> (RefundId, ApproveRefund) {
        let RefundPayment { reason, admin_notes, notify_user, notify_vendor, .. } = self.request.clone();
        let approved_amount_cents = None;
        (refund, ApproveRefund { approved_amount_cents, reason, admin_notes, notify_user, notify_vendor })
    }
}

/// Pays a payment back.
pub struct PayBack;

#[async_trait]
impl Mutation for PayBack {
    const NAME: &'static str = "payment.refund";
    const NEEDS: Need = Need::Permission(Permission::PaymentsRefund);
    const ENTITY: &'static str = "payment";
    const SHOWS_CUSTOMERS: bool = true;
    type Request = Asked;
    type Answer = RefundApproved;

    async fn run(cx: &mut Context<'_>, asked: &Self::Request) -> Result<RefundApproved> {
        let listed = payments::by_id(&mut cx.tx, asked.id).await?.ok_or_else(|| missing(asked.id))?;
        let payment = payments::lock(&mut cx.tx, listed.key).await?;
        let row = payments::by_id(&mut cx.tx, asked.id).await?.ok_or_else(|| missing(asked.id))?;
        cx.check_version(row.version)?;
        check(cx, &row)?;
        let request = &asked.request;
        let amount_cents = request.amount_cents.unwrap_or_else(|| payment.balance().remaining());
        if amount_cents == 0 {
            let details = Exceeded { approved_amount_cents: 0, remaining_amount_cents: 0, currency: payment.currency };
            return Err(Error::new(Kind::AmountExceedsRemaining { details }));
        }
        let making = Making {
            amount_cents,
            reason: PAYMENT_REFUND,
            description: None,
            decision: &request.reason,
            notify_user: request.notify_user,
            notify_vendor: request.notify_vendor,
        };
        let made = create(cx, &payment, making).await?.id;
        if let Some(notes) = &request.admin_notes {
            payments::note_refund(&mut cx.tx, made, notes).await?;
        }
        let made = *asked.made.get_or_init(|| made);
        Approve::found(cx.service, &mut cx.tx, &cx.who, &asked.approval(made)).await
    }

    fn waits(answer: &RefundApproved) -> bool {
        Approve::waits(answer)
    }

    async fn wait(service: &Service, asked: &Self::Request) -> Result<()> {
        match asked.made.get() {
            Some(made) => Approve::wait(service, &asked.approval(*made)).await,
            None => Ok(()),
        }
    }

    async fn found(service: &Service, tx: &mut Tx, who: &Who, asked: &Self::Request) -> Result<RefundApproved> {
        let refund = asked.refund(tx, who).await?;
        Approve::found(service, tx, who, &asked.approval(refund)).await
    }
}

/// Refuses a payment that the gateway can't pay back.
fn check(cx: &Context<'_>, row: &ListedPayment) -> Result<()> {
    let gateway = cx.service.gateway();
    let (provider, transaction) = (row.provider.as_deref(), row.transaction_id.as_deref());
    let recognises = |id: &str| gateway.recognises(id);
    match payment::refusal(row.status, provider, transaction, gateway.name(), recognises) {
        None => Ok(()),
        Some(reason) => {
            let (payment_id, provider, gateway) = (row.id.0, row.provider.clone(), gateway.name());
            Err(Error::new(Kind::PaymentNotRefundable { payment_id, reason, provider, gateway }))
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::{money::Currency, time::Timestamp};

    #[test]
    fn what_was_taken_back_goes_with_what_it_undoes() {
        let line = |refund: u128, amount_cents| PostingRow {
            amount_cents,
            currency: Currency::INR,
            processed_at: Timestamp(0),
            source: "gateway".into(),
            refund_id: Some(Uuid::from_u128(refund)),
            transaction_id: None,
        };
        let left = |lines: &[PostingRow]| -> Vec<i64> {
            standing(lines.to_vec()).iter().map(|line| line.amount_cents).collect()
        };
        assert_eq!(left(&[line(1, 5), line(2, 5), line(1, -5), line(1, 4)]), [5, 4]);
        assert_eq!(left(&[line(1, 5)]), [5]);
    }
}
