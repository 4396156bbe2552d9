//! What decisions write.

use uuid::Uuid;

use crate::{
    domain::{
        id::{AdminId, RefundId},
        refund::Alternative,
        takedown::Priority,
        time::Timestamp,
    },
    error::Result,
    store::{
        engine::{Tx, sql},
        payments::PaymentRow,
    },
};

/// Notes that an approval came which is not enough yet.
pub async fn note_first(tx: &mut Tx, key: i64, notes: Option<&String>, now: Timestamp) -> Result<()> {
    sql("UPDATE refund_requests SET admin_notes = COALESCE($2, admin_notes), updated_at = $3, version = version + 1
         WHERE key = $1")
    .bind(key)
    .bind(notes.cloned())
    .bind(now)
    .execute_one(tx)
    .await
}

/// How a refund was approved.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct Approved<'a> {
    pub amount_cents: i64,
    pub reason: &'a str,
    pub admin_notes: Option<&'a String>,
    pub by: AdminId,
    pub at: Timestamp,
    pub notify_user: bool,
    pub notify_vendor: bool,
}

/// Writes an approval that decides; what the gateway said of an earlier try goes.
pub async fn approve(tx: &mut Tx, key: i64, approved: &Approved<'_>) -> Result<()> {
    sql("UPDATE refund_requests SET status = 'approved', approved_amount_cents = $2, decision_reason = $3,
            admin_notes = COALESCE($4, admin_notes), approved_by = $5, approved_at = $6, notify_user = $7,
            notify_vendor = $8, transaction_id = NULL, processed_at = NULL, failed_at = NULL, failure_code = NULL,
            failure_message = NULL, updated_at = $6, version = version + 1
         WHERE key = $1 AND status IN ('pending', 'approved', 'failed')")
    .bind(key)
    .bind(approved.amount_cents)
    .bind(approved.reason)
    .bind(approved.admin_notes.cloned())
    .bind(approved.by)
    .bind(approved.at)
    .bind(approved.notify_user)
    .bind(approved.notify_vendor)
    .execute_one(tx)
    .await
}

/// How a refund was rejected.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct Rejected<'a> {
    pub reason: &'a str,
    pub admin_notes: Option<&'a String>,
    pub by: AdminId,
    pub at: Timestamp,
    pub notify_user: bool,
    pub offer: Alternative,
}

/// Writes a rejection. Only one that is pending or has failed can be rejected.
pub async fn reject(tx: &mut Tx, key: i64, rejected: &Rejected<'_>) -> Result<()> {
    sql("UPDATE refund_requests SET status = 'rejected', decision_reason = $2, admin_notes = COALESCE($3, admin_notes),
            rejected_by = $4, rejected_at = $5, notify_user = $6, offer_alternative = $7, updated_at = $5,
            version = version + 1
         WHERE key = $1 AND status IN ('pending', 'failed')")
    .bind(key)
    .bind(rejected.reason)
    .bind(rejected.admin_notes.cloned())
    .bind(rejected.by)
    .bind(rejected.at)
    .bind(rejected.notify_user)
    .bind(rejected.offer)
    .execute_one(tx)
    .await
}

/// What a refund that an admin makes begins with.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct NewRefund<'a> {
    pub id: RefundId,
    pub number: &'a str,
    pub number_seq: i64,
    pub amount_cents: i64,
    pub reason: &'a str,
    pub description: Option<&'a str>,
    pub priority: Priority,
    pub made_by: Uuid,
    pub os_user: Option<String>,
    pub notify_user: bool,
    pub notify_vendor: bool,
}

/// Makes a pending refund of a payment; its key.
pub async fn insert(tx: &mut Tx, new: NewRefund<'_>, payment: &PaymentRow, now: Timestamp) -> Result<i64> {
    let row =
        sql("INSERT INTO refund_requests (id, number, number_seq, payment_key, booking_key, user_key, vendor_key,
            status, requested_amount_cents, currency, reason, description, requested_at, requested_by,
            requested_by_admin, requested_by_os_user, priority, priority_rank, notify_user, notify_vendor, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'pending', $8, $9, $10, $11, $12, 'admin', $13, $14, $15, $16, $17, $18,
            $12)
         RETURNING key")
        .bind(new.id)
        .bind(new.number)
        .bind(new.number_seq)
        .bind(payment.key)
        .bind(payment.booking_key)
        .bind(payment.user_key)
        .bind(payment.vendor_key)
        .bind(new.amount_cents)
        .bind(payment.currency)
        .bind(new.reason)
        .bind(new.description.map(str::to_owned))
        .bind(now)
        .bind(new.made_by)
        .bind(new.os_user)
        .bind(new.priority)
        .bind(new.priority.rank())
        .bind(new.notify_user)
        .bind(new.notify_vendor);
    Ok(row.fetch_one::<(i64,)>(tx).await?.0)
}
