//! Payments: held until the transaction ends, with what of them is where, as what is paid back needs them; listed and
//! shown with their refunds and their ledger.

use uuid::Uuid;

use super::{
    engine::{Query, Tx},
    filter::{By, Filter, List, Rank, Ranked},
};
use crate::{
    domain::{
        id::{AdminId, PaymentId, RefundId},
        money::Currency,
        page::{PageMeta, Paging},
        payment::{Balance, PaymentStatus},
        refund::{GatewayState, RefundStatus},
        time::Timestamp,
    },
    error::Result,
};

/// A payment with the booking that it paid for.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct PaymentRow {
    pub key: i64,
    pub id: PaymentId,
    pub booking_key: i64,
    pub user_key: i64,
    pub vendor_key: i64,
    pub amount_cents: i64,
    pub currency: Currency,
    pub status: PaymentStatus,
    pub provider: Option<String>,
    pub transaction_id: Option<String>,
    pub posted_cents: i64,
    pub elsewhere_cents: i64,
    pub reserved_cents: i64,
}

impl PaymentRow {
    /// What of it is where.
    pub const fn balance(&self) -> Balance {
        Balance {
            paid: self.amount_cents,
            posted: self.posted_cents,
            elsewhere: self.elsewhere_cents,
            reserved: self.reserved_cents,
        }
    }
}

/// The payment with this key, held until the transaction ends. Always before any of its refunds, so that two decisions
/// about one payment wait for each other and never in a circle.
pub async fn lock(tx: &mut Tx, key: i64) -> Result<PaymentRow> {
    let text = format!("SELECT key FROM payments WHERE key = $1{}", tx.for_update());
    Query::assembled(text, vec![key.into()]).fetch_optional::<(i64,)>(tx).await?;
    super::sql(
        "SELECT p.key, p.id, p.booking_key, b.user_key, b.vendor_key, p.amount_cents, p.currency, p.status, p.provider,
            p.transaction_id, p.posted_cents, p.elsewhere_cents, p.reserved_cents
         FROM payments p JOIN bookings b ON b.key = p.booking_key WHERE p.key = $1",
    )
    .bind(key)
    .fetch_one(tx)
    .await
}

/// A payment as it is listed and shown.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct ListedPayment {
    pub key: i64,
    pub id: PaymentId,
    pub status: PaymentStatus,
    pub booking_id: Uuid,
    pub booking_number: String,
    pub user_id: Uuid,
    pub user_name: String,
    pub user_email: Option<String>,
    pub vendor_id: Uuid,
    pub vendor_name: String,
    pub amount_cents: i64,
    pub currency: Currency,
    pub platform_fee_cents: i64,
    pub method: String,
    pub provider: Option<String>,
    pub transaction_id: Option<String>,
    pub posted_cents: i64,
    pub elsewhere_cents: i64,
    pub reserved_cents: i64,
    pub paid_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub version: i64,
}

impl ListedPayment {
    /// What of it is where.
    pub const fn balance(&self) -> Balance {
        Balance {
            paid: self.amount_cents,
            posted: self.posted_cents,
            elsewhere: self.elsewhere_cents,
            reserved: self.reserved_cents,
        }
    }
}

impl Ranked for ListedPayment {
    fn ranks(&self, order: &[By]) -> Vec<Rank> {
        let rank = |by: &By| match by.column {
            "p.created_at" => self.created_at.0,
            "p.amount_cents" => self.amount_cents,
            _ => self.key,
        };
        order.iter().map(|by| Rank::Int(rank(by))).collect()
    }
}

const SELECT: &str = "SELECT p.key, p.id, p.status, b.id AS booking_id, b.number AS booking_number, u.id AS user_id,
    u.name AS user_name, u.email AS user_email, v.id AS vendor_id, v.name AS vendor_name, p.amount_cents, p.currency,
    p.platform_fee_cents, p.method, p.provider, p.transaction_id, p.posted_cents, p.elsewhere_cents, p.reserved_cents,
    p.paid_at, p.created_at, p.version
 FROM payments p JOIN bookings b ON b.key = p.booking_key JOIN users u ON u.key = b.user_key
    JOIN vendors v ON v.key = b.vendor_key WHERE 1 = 1";

/// A page of payments. Conditions and order are about `p`, the payment itself.
pub async fn page(
    tx: &mut Tx,
    filter: &Filter,
    order: &[By],
    paging: &Paging,
) -> Result<(Vec<ListedPayment>, PageMeta)> {
    List { select: SELECT, whole: None, count: "SELECT COUNT(*) FROM payments p WHERE 1 = 1", filter, order }
        .page(tx, paging)
        .await
}

/// The payment with this id.
pub async fn by_id(tx: &mut Tx, id: PaymentId) -> Result<Option<ListedPayment>> {
    Query::assembled(format!("{SELECT} AND p.id = $1"), vec![id.into()]).fetch_optional(tx).await
}

/// A refund of a payment.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct PaymentRefundRow {
    pub id: Uuid,
    pub number: String,
    pub status: RefundStatus,
    pub requested_amount_cents: i64,
    pub approved_amount_cents: Option<i64>,
    pub gateway_state: GatewayState,
    pub requested_at: Timestamp,
}

/// The refunds of a payment, oldest first.
pub async fn refunds_of(tx: &mut Tx, payment: i64) -> Result<Vec<PaymentRefundRow>> {
    super::sql(
        "SELECT id, number, status, requested_amount_cents, approved_amount_cents, gateway_state, requested_at
         FROM refund_requests WHERE payment_key = $1 ORDER BY requested_at, key",
    )
    .bind(payment)
    .fetch_all(tx)
    .await
}

/// A line of the ledger.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct PostingRow {
    /// Negative where the gateway took its confirmation back.
    pub amount_cents: i64,
    pub currency: Currency,
    pub processed_at: Timestamp,
    pub source: String,
    pub refund_id: Option<Uuid>,
    pub transaction_id: Option<String>,
}

/// The ledger of a payment, oldest first.
pub async fn postings_of(tx: &mut Tx, payment: i64) -> Result<Vec<PostingRow>> {
    super::sql(
        "SELECT g.amount_cents, g.currency, g.processed_at, g.source, r.id AS refund_id, g.transaction_id
         FROM refund_postings g LEFT JOIN refund_requests r ON r.key = g.refund_key
         WHERE g.payment_key = $1 ORDER BY g.processed_at, g.key",
    )
    .bind(payment)
    .fetch_all(tx)
    .await
}

/// The refund that an admin made of a payment at this very moment.
pub async fn refund_made(tx: &mut Tx, payment: PaymentId, by: AdminId, at: Timestamp) -> Result<Option<RefundId>> {
    let row: Option<(RefundId,)> = super::sql(
        "SELECT r.id FROM refund_requests r JOIN payments p ON p.key = r.payment_key
         WHERE p.id = $1 AND r.requested_by_admin = $2 AND r.requested_at = $3 ORDER BY r.key DESC LIMIT 1",
    )
    .bind(payment)
    .bind(by)
    .bind(at)
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|(id,)| id))
}

/// Puts an admin's notes beside a refund that was just made.
pub async fn note_refund(tx: &mut Tx, refund: RefundId, notes: &str) -> Result<()> {
    super::sql("UPDATE refund_requests SET admin_notes = $2 WHERE id = $1")
        .bind(refund)
        .bind(notes)
        .execute_one(tx)
        .await
}
