//! Refunds: the list, one whole, decisions by one or two pairs of eyes, and refunds that admins make.
//!
//! A decision ends with [`crate::service::money::begin`], which fixes a try to pay; what becomes of that is the money
//! path's. Whose approvals count is `round`, how a refund is shown `case`, what people are told `notices`. To add a
//! decision: a mutation in a file of its own.

mod approve;
mod case;
mod create;
mod notices;
mod reject;
mod round;

use self::round::{Beside, Round};
pub use self::{
    approve::Approve,
    case::detail,
    create::{Made, Making, create},
    notices::tell_user,
    reject::Reject,
};
use super::Local;
use crate::{
    domain::{
        actor::{Permission, Permissions},
        evidence::Evidence,
        id::{Reference, RefundId},
        money::Currency,
        page::SortOrder,
        privacy::mask_email,
        refund::RefundStatus,
        untrusted::Untrusted,
    },
    error::{Error, Kind, Result},
    operations::{
        Page,
        refunds::{
            ListRefunds, RefundApproval, RefundBooking, RefundCounts, RefundDetail, RefundListItem, RefundPayment,
            RefundSort, RefundUser, RefundVendor,
        },
    },
    store::{
        filter::{By, Filter},
        names,
        refunds::{self, RefundRow},
    },
};

/// How the audit log, events and notices call a refund.
const ENTITY: &str = "refund";

fn missing(refund_id: impl std::fmt::Display) -> Error {
    Error::new(Kind::RefundNotFound { refund_id: refund_id.to_string() })
}

fn already_decided(row: &RefundRow) -> Error {
    Error::new(Kind::AlreadyDecided { current_status: row.status })
}

impl Local {
    pub(super) async fn find_refund(&self, refund: &Reference) -> Result<RefundId> {
        self.find(names::REFUNDS, refund, missing).await.map(RefundId)
    }

    pub(super) async fn refunds(&self, query: ListRefunds) -> Result<Page<RefundListItem, RefundCounts>> {
        let who = self.permit(Permission::RefundsList).await?;
        let mut filter = filter(&query);
        let mut tx = self.service.0.db.read().await?;
        let settings = self.service.settings();
        let summary = counts(&refunds::counts(&mut tx, &filter).await?, settings.currency);
        filter.and_if("r.status = ?", query.status);
        let (found, meta) = refunds::page(&mut tx, &filter, &order(&query), &query.paging).await?;
        let beside = Beside::of(&mut tx, &found).await?;
        let show = |row: &RefundRow| {
            let evidence = evidence(row)?.iter().map(Evidence::summary).collect();
            let round = beside.round(row, &settings.refunds);
            Ok(item(row, payment(row), evidence, &round, &beside, who.permissions()))
        };
        let rows = found.iter().map(show).collect::<Result<_>>()?;
        Ok(Page { rows, meta, summary })
    }

    pub(super) async fn one_refund(&self, refund: &Reference) -> Result<RefundDetail> {
        let who = self.permit(Permission::RefundsList).await?;
        let id = self.find_refund(refund).await?;
        let mut tx = self.service.0.db.read().await?;
        let row = refunds::by_id(&mut tx, id).await?.ok_or_else(|| missing(refund))?;
        detail(&mut tx, &row, who.permissions(), &self.service.settings().refunds).await
    }
}

fn filter(query: &ListRefunds) -> Filter {
    let mut filter = Filter::default();
    filter.and_if("r.gateway_state = ?", query.gateway_state);
    filter.and_if("r.booking_key = (SELECT key FROM bookings WHERE id = ?)", query.booking_id);
    filter.and_if("r.user_key = (SELECT key FROM users WHERE id = ?)", query.user_id);
    filter.and_if("r.vendor_key = (SELECT key FROM vendors WHERE id = ?)", query.vendor_id);
    // The plus keeps the planner from fetching every row of a long time: all that is counted stands in one index.
    filter.and_if("+r.requested_at >= ?", query.from_date);
    filter.and_if("+r.requested_at <= ?", query.to_date);
    filter.and_if("r.requested_amount_cents >= ?", query.min_amount);
    filter.and_if("r.requested_amount_cents <= ?", query.max_amount);
    filter
}

fn order(query: &ListRefunds) -> Vec<By> {
    let given = query.sort_order.unwrap_or(SortOrder::Desc);
    let newest = [By::desc("r.requested_at"), By::desc("r.key")];
    match query.sort_by {
        RefundSort::RequestedAt => vec![By::in_order("r.requested_at", given), By::desc("r.key")],
        RefundSort::Amount => [&[By::in_order("r.requested_amount_cents", given)], &newest[..]].concat(),
        // The most urgent has rank 1: to a person that is the highest.
        RefundSort::Priority => {
            let order = if given == SortOrder::Desc { SortOrder::Asc } else { SortOrder::Desc };
            [&[By::in_order("r.priority_rank", order)], &newest[..]].concat()
        }
    }
}

fn counts(rows: &[(RefundStatus, Currency, i64, i64)], currency: Currency) -> RefundCounts {
    let count = |status| rows.iter().filter(|row| row.0 == status).map(|row| row.2).sum();
    let pending = rows.iter().filter(|row| row.0 == RefundStatus::Pending && row.1 == currency);
    RefundCounts {
        pending: count(RefundStatus::Pending),
        approved: count(RefundStatus::Approved),
        rejected: count(RefundStatus::Rejected),
        processed: count(RefundStatus::Processed),
        failed: count(RefundStatus::Failed),
        total_amount_pending_cents: pending.map(|row| row.3).sum(),
        currency,
    }
}

fn text(text: Option<&String>) -> Option<Untrusted> {
    text.map(|text| Untrusted::from(text.as_str()))
}

fn evidence(row: &RefundRow) -> Result<Vec<Evidence>> {
    let read = |stored| {
        serde_json::from_str(stored)
            .map_err(|e| Error::internal(format!("refund_requests.evidence of {}: {e}", row.id)))
    };
    row.evidence.as_deref().map_or(Ok(Vec::new()), read)
}

fn payment(row: &RefundRow) -> RefundPayment {
    RefundPayment { id: row.payment_id.0, amount_cents: row.paid_cents, currency: row.currency, paid_at: row.paid_at }
}

fn user(row: &RefundRow, permissions: Permissions) -> RefundUser {
    let whole = permissions.allows(Permission::UsersViewPii);
    let email = row.user_email.as_ref().map(|email| if whole { email.clone() } else { mask_email(email) });
    RefundUser { id: row.user_id.0, name: row.user_name.as_str().into(), email: email.map(Into::into) }
}

/// What a list and one whole have in common.
fn item<P, E>(
    row: &RefundRow,
    payment: P,
    evidence: Vec<E>,
    round: &Round<'_>,
    beside: &Beside,
    permissions: Permissions,
) -> RefundListItem<P, E> {
    let approval = |given: &&refunds::ApprovalRow| {
        Some(RefundApproval {
            admin: beside.names.reference(given.admin_id.0)?,
            approved_amount_cents: given.amount_cents,
            reason: given.reason.as_str().into(),
            approved_at: given.approved_at,
        })
    };
    RefundListItem {
        id: row.id.0,
        refund_number: row.number.clone(),
        status: row.status,
        payment,
        booking: RefundBooking { id: row.booking_id.0, booking_number: row.booking_number.clone() },
        user: user(row, permissions),
        vendor: RefundVendor { id: row.vendor_id.0, name: row.vendor_name.as_str().into() },
        requested_amount_cents: row.requested_amount_cents,
        reason: row.reason.as_str().into(),
        description: text(row.description.as_ref()),
        evidence,
        requested_at: row.requested_at,
        requested_by: row.requested_by,
        requested_by_admin: row.requested_by_admin.map(|id| beside.names.name(id)),
        priority: row.priority,
        admin_notes: text(row.admin_notes.as_ref()),
        approved_amount_cents: round.amount_shown(row),
        approvals_required: round.required,
        approvals_received: i64::try_from(round.given.len()).unwrap_or(i64::MAX),
        approvals: round.given.iter().filter_map(approval).collect(),
        gateway_state: row.gateway_state,
        version: row.version,
    }
}
