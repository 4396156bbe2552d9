//! Refund requests: the list, one whole, decisions. Who approved them stands in `approvals`, tries to pay in
//! `store::attempts`. Rules are in `domain::refund`. To add a query: a function here, run on both engines.

mod approvals;
mod decide;

use uuid::Uuid;

pub use self::{
    approvals::{ApprovalRow, NewApproval, approvals, keep_approvals, put_approval},
    decide::{Approved, NewRefund, Rejected, approve, insert, note_first, reject},
};
use super::{
    engine::{Query, Tx, sql},
    filter::{By, Filter, List, Rank, Ranked},
};
use crate::{
    domain::{
        id::{BookingId, PaymentId, RefundId, UserId, VendorId},
        money::Currency,
        page::{PageMeta, Paging},
        payment::{Balance, PaymentStatus},
        refund::{Alternative, GatewayState, RefundStatus, RequestedBy},
        takedown::Priority,
        time::Timestamp,
    },
    error::Result,
};

/// A refund with its payment, booking, customer and vendor.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct RefundRow {
    pub key: i64,
    pub id: RefundId,
    pub number: String,
    pub status: RefundStatus,
    pub gateway_state: GatewayState,
    pub requested_amount_cents: i64,
    pub currency: Currency,
    pub reason: String,
    pub description: Option<String>,
    pub evidence: Option<String>,
    pub requested_at: Timestamp,
    pub requested_by: RequestedBy,
    pub requested_by_admin: Option<Uuid>,
    pub requested_by_os_user: Option<String>,
    pub priority: Priority,
    pub priority_rank: i64,
    pub admin_notes: Option<String>,
    pub approved_amount_cents: Option<i64>,
    pub decision_reason: Option<String>,
    pub approved_at: Option<Timestamp>,
    pub approved_by: Option<Uuid>,
    pub rejected_at: Option<Timestamp>,
    pub rejected_by: Option<Uuid>,
    pub offer_alternative: Option<Alternative>,
    pub notify_user: bool,
    pub notify_vendor: bool,
    pub transaction_id: Option<String>,
    pub processed_at: Option<Timestamp>,
    pub failed_at: Option<Timestamp>,
    pub failure_code: Option<String>,
    pub failure_message: Option<String>,
    pub updated_at: Timestamp,
    pub version: i64,
    /// How many tries to pay there were: the number of the last.
    pub attempts: i64,
    pub payment_id: PaymentId,
    pub paid_cents: i64,
    pub paid_at: Option<Timestamp>,
    pub payment_status: PaymentStatus,
    pub method: String,
    pub provider: Option<String>,
    pub payment_transaction: Option<String>,
    pub posted_cents: i64,
    pub elsewhere_cents: i64,
    pub reserved_cents: i64,
    pub booking_id: BookingId,
    pub booking_number: String,
    pub user_id: UserId,
    pub user_name: String,
    pub user_email: Option<String>,
    pub vendor_id: VendorId,
    pub vendor_name: String,
    pub vendor_display_name: Option<String>,
    pub vendor_email: Option<String>,
}

impl RefundRow {
    /// What of the payment is where.
    pub const fn balance(&self) -> Balance {
        Balance {
            paid: self.paid_cents,
            posted: self.posted_cents,
            elsewhere: self.elsewhere_cents,
            reserved: self.reserved_cents,
        }
    }
}

impl Ranked for RefundRow {
    fn ranks(&self, order: &[By]) -> Vec<Rank> {
        let rank = |by: &By| match by.column {
            "r.priority_rank" => self.priority_rank,
            "r.requested_at" => self.requested_at.0,
            "r.requested_amount_cents" => self.requested_amount_cents,
            _ => self.key,
        };
        order.iter().map(|by| Rank::Int(rank(by))).collect()
    }
}

const SELECT: &str = "SELECT r.key, r.id, r.number, r.status, r.gateway_state, r.requested_amount_cents, r.currency,
    r.reason, r.description, r.evidence, r.requested_at, r.requested_by, r.requested_by_admin, r.requested_by_os_user,
    r.priority, r.priority_rank, r.admin_notes, r.approved_amount_cents, r.decision_reason, r.approved_at,
    r.approved_by, r.rejected_at, r.rejected_by, r.offer_alternative, r.notify_user, r.notify_vendor, r.transaction_id,
    r.processed_at, r.failed_at, r.failure_code, r.failure_message, r.updated_at, r.version,
    (SELECT COALESCE(MAX(a.number), 0) FROM refund_attempts a WHERE a.refund_key = r.key) AS attempts,
    p.id AS payment_id, p.amount_cents AS paid_cents, p.paid_at, p.status AS payment_status, p.method, p.provider,
    p.transaction_id AS payment_transaction, p.posted_cents, p.elsewhere_cents, p.reserved_cents,
    b.id AS booking_id, b.number AS booking_number, u.id AS user_id, u.name AS user_name, u.email AS user_email,
    v.id AS vendor_id, v.name AS vendor_name, v.display_name AS vendor_display_name, v.email AS vendor_email
 FROM refund_requests r JOIN payments p ON p.key = r.payment_key JOIN bookings b ON b.key = r.booking_key
    JOIN users u ON u.key = r.user_key JOIN vendors v ON v.key = r.vendor_key WHERE 1 = 1";

const FROM: &str = "FROM refund_requests r WHERE 1 = 1";

/// A page of refunds. Conditions and order are about `r`, the refund itself.
pub async fn page(tx: &mut Tx, filter: &Filter, order: &[By], paging: &Paging) -> Result<(Vec<RefundRow>, PageMeta)> {
    let (select, whole) = (format!("SELECT r.key {FROM}"), format!("{SELECT} AND r.key IN"));
    let count = format!("SELECT COUNT(*) {FROM}");
    List { select: &select, whole: Some(&whole), count: &count, filter, order }.page(tx, paging).await
}

/// How many refunds of each currency stand where, and what they ask for together.
pub async fn counts(tx: &mut Tx, filter: &Filter) -> Result<Vec<(RefundStatus, Currency, i64, i64)>> {
    let select = format!("SELECT r.status, r.currency, COUNT(*), CAST(SUM(r.requested_amount_cents) AS BIGINT) {FROM}");
    filter.query(&select, "GROUP BY r.status, r.currency").fetch_all(tx).await
}

/// The refund with this id.
pub async fn by_id(tx: &mut Tx, id: RefundId) -> Result<Option<RefundRow>> {
    Query::assembled(format!("{SELECT} AND r.id = $1"), vec![id.into()]).fetch_optional(tx).await
}

/// Holds the payment of a refund, and the refund, until the transaction ends; always in this order.
pub async fn lock(tx: &mut Tx, id: RefundId) -> Result<Option<RefundRow>> {
    let text = format!(
        "SELECT key FROM payments WHERE key = (SELECT payment_key FROM refund_requests WHERE id = $1){}",
        tx.for_update()
    );
    if Query::assembled(text, vec![id.into()]).fetch_optional::<(i64,)>(tx).await?.is_none() {
        return Ok(None);
    }
    let text = format!("SELECT key FROM refund_requests WHERE id = $1{}", tx.for_update());
    Query::assembled(text, vec![id.into()]).fetch_optional::<(i64,)>(tx).await?;
    by_id(tx, id).await
}

/// How far the money of a refund is.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Progress {
    /// Where it stands.
    pub gateway_state: GatewayState,
    /// When the worker does something next about its live try.
    pub next_action_at: Option<Timestamp>,
    /// Whether nothing is sent at all.
    pub frozen: bool,
}

/// How far the money of a refund is.
pub async fn progress(tx: &mut Tx, id: RefundId) -> Result<Option<Progress>> {
    sql("SELECT r.gateway_state, a.next_action_at, c.frozen
         FROM refund_requests r JOIN reconciliation c ON c.singleton = 1
            LEFT JOIN refund_attempts a ON a.refund_key = r.key AND a.live WHERE r.id = $1")
    .bind(id)
    .fetch_optional(tx)
    .await
}

/// What went back for a refund, and what was taken back by the gateway (negative): how much, when, under which
/// reference. Oldest first.
pub async fn postings(tx: &mut Tx, key: i64) -> Result<Vec<(i64, Timestamp, Option<String>)>> {
    sql("SELECT amount_cents, processed_at, transaction_id FROM refund_postings WHERE refund_key = $1
         ORDER BY processed_at, key")
    .bind(key)
    .fetch_all(tx)
    .await
}
