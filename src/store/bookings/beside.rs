//! What belongs to bookings: payments, disputes, refunds, the review, what happened.

use uuid::Uuid;

use crate::{
    domain::{
        booking::{BookingStatus, DisputeStatus, Party},
        id::AdminId,
        money::Currency,
        payment::PaymentStatus,
        refund::RefundStatus,
        takedown::ReviewStatus,
        time::Timestamp,
    },
    error::Result,
    store::engine::{Query, Record, Tx, sql},
};

/// Reads what belongs to some bookings; `{keys}` in the text stands for their keys.
async fn of_bookings<T: Record>(tx: &mut Tx, text: &str, keys: &[i64]) -> Result<Vec<T>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=keys.len()).map(|i| format!("${i}")).collect();
    let values = keys.iter().map(|key| (*key).into()).collect();
    Query::assembled(text.replace("{keys}", &places.join(", ")), values).fetch_all(tx).await
}

/// A payment of a booking.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct BookingPaymentRow {
    pub key: i64,
    pub id: Uuid,
    pub booking_key: i64,
    pub status: PaymentStatus,
    pub method: String,
    pub transaction_id: Option<String>,
    pub amount_cents: i64,
    pub currency: Currency,
    pub paid_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub refunded_cents: i64,
}

/// The payments of some bookings, oldest first.
pub async fn payments(tx: &mut Tx, bookings: &[i64]) -> Result<Vec<BookingPaymentRow>> {
    let text =
        "SELECT key, id, booking_key, status, method, transaction_id, amount_cents, currency, paid_at, created_at,
            posted_cents + elsewhere_cents AS refunded_cents
         FROM payments WHERE booking_key IN ({keys}) ORDER BY created_at, key";
    of_bookings(tx, text, bookings).await
}

/// The disputes of some bookings, oldest first: of which booking, and where they stand.
pub async fn disputes(tx: &mut Tx, bookings: &[i64]) -> Result<Vec<(i64, DisputeStatus)>> {
    let text = "SELECT booking_key, status FROM disputes WHERE booking_key IN ({keys}) ORDER BY created_at, key";
    of_bookings(tx, text, bookings).await
}

/// A dispute.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct DisputeRow {
    pub key: i64,
    pub id: Uuid,
    pub status: DisputeStatus,
    pub raised_by: Party,
    pub reason: String,
    pub description: Option<String>,
    pub evidence: Option<String>,
    pub created_at: Timestamp,
    pub resolution_notes: Option<String>,
    pub resolved_at: Option<Timestamp>,
    pub resolved_by: Option<Uuid>,
}

/// The disputes of a booking, oldest first.
pub async fn disputes_of(tx: &mut Tx, booking: i64) -> Result<Vec<DisputeRow>> {
    sql("SELECT key, id, status, raised_by, reason, description, evidence, created_at, resolution_notes, resolved_at,
            resolved_by FROM disputes WHERE booking_key = $1 ORDER BY created_at, key")
    .bind(booking)
    .fetch_all(tx)
    .await
}

/// Opens a dispute that an admin raises.
pub async fn open_dispute(tx: &mut Tx, id: Uuid, booking: i64, reason: &str, now: Timestamp) -> Result<()> {
    sql("INSERT INTO disputes (id, booking_key, status, raised_by, reason, created_at)
         VALUES ($1, $2, 'open', 'admin', $3, $4)")
    .bind(id)
    .bind(booking)
    .bind(reason)
    .bind(now)
    .execute_one(tx)
    .await
}

/// Settles the open disputes of a booking; how many.
pub async fn resolve_disputes(
    tx: &mut Tx,
    booking: i64,
    notes: Option<&str>,
    by: AdminId,
    now: Timestamp,
) -> Result<u64> {
    sql("UPDATE disputes SET status = 'resolved', resolution_notes = $2, resolved_at = $3, resolved_by = $4,
            version = version + 1 WHERE booking_key = $1 AND status = 'open'")
    .bind(booking)
    .bind(notes.map(str::to_owned))
    .bind(now)
    .bind(by)
    .execute(tx)
    .await
}

/// A refund of a booking.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct BookingRefundRow {
    pub id: Uuid,
    pub number: String,
    pub payment_key: i64,
    pub status: RefundStatus,
    pub requested_amount_cents: i64,
    pub currency: Currency,
    pub reason: String,
    pub requested_by: Party,
    pub requested_at: Timestamp,
    pub approved_at: Option<Timestamp>,
    pub rejected_at: Option<Timestamp>,
    pub processed_at: Option<Timestamp>,
    pub failed_at: Option<Timestamp>,
}

/// The refunds of a booking, oldest first.
pub async fn refunds_of(tx: &mut Tx, booking: i64) -> Result<Vec<BookingRefundRow>> {
    sql("SELECT id, number, payment_key, status, requested_amount_cents, currency, reason, requested_by, requested_at,
            approved_at, rejected_at, processed_at, failed_at
         FROM refund_requests WHERE booking_key = $1 ORDER BY requested_at, key")
    .bind(booking)
    .fetch_all(tx)
    .await
}

/// The review of a booking.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct BookingReviewRow {
    pub key: i64,
    pub id: Uuid,
    pub rating: i64,
    pub title: Option<String>,
    pub body: Option<String>,
    pub status: ReviewStatus,
    pub created_at: Timestamp,
}

/// The latest review of a booking.
pub async fn review_of(tx: &mut Tx, booking: i64) -> Result<Option<BookingReviewRow>> {
    sql("SELECT key, id, rating, title, body, status, created_at FROM reviews
         WHERE booking_key = $1 ORDER BY created_at DESC, key DESC LIMIT 1")
    .bind(booking)
    .fetch_optional(tx)
    .await
}

/// Something that happened to a booking.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct EventRow {
    pub event: String,
    pub status: Option<BookingStatus>,
    pub actor: Party,
    pub admin_id: Option<Uuid>,
    pub details: String,
    pub happened_at: Timestamp,
}

/// What happened to a booking through this program, oldest first.
pub async fn events_of(tx: &mut Tx, booking: i64) -> Result<Vec<EventRow>> {
    sql("SELECT event, status, actor, admin_id, details, happened_at FROM booking_events
         WHERE booking_key = $1 ORDER BY happened_at, key")
    .bind(booking)
    .fetch_all(tx)
    .await
}
