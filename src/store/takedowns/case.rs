//! What bears on a case: the review's history, the booking, both parties' other doings.

use uuid::Uuid;

use crate::{
    domain::{
        takedown::ReasonCode,
        time::{DAY, Timestamp},
    },
    error::Result,
    store::engine::{Tx, sql},
};

/// What was done to a review.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct ModerationRow {
    pub action: String,
    pub reason: String,
    pub admin_id: Option<Uuid>,
    pub request_id: Option<Uuid>,
    pub happened_at: Timestamp,
}

/// What was done to a review, oldest first.
pub async fn moderation(tx: &mut Tx, review: i64) -> Result<Vec<ModerationRow>> {
    sql("SELECT action, reason, admin_id, request_id, happened_at FROM review_moderation
         WHERE review_key = $1 ORDER BY happened_at, key")
    .bind(review)
    .fetch_all(tx)
    .await
}

/// The booking that a review is about, with what its payments and disputes come to.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct BookingRow {
    pub id: Uuid,
    pub number: String,
    pub status: String,
    pub created_at: Timestamp,
    pub scheduled_at: Timestamp,
    pub completed_at: Option<Timestamp>,
    pub cancelled_at: Option<Timestamp>,
    pub total_amount_cents: i64,
    pub paid_cents: i64,
    pub refunded_cents: i64,
    pub failed_payments: i64,
    pub pending_payments: i64,
    pub disputes: i64,
}

/// A booking by its key.
pub async fn booking(tx: &mut Tx, key: i64) -> Result<Option<BookingRow>> {
    sql("SELECT b.id, b.number, b.status, b.created_at, b.scheduled_at, b.completed_at, b.cancelled_at,
            b.total_amount_cents,
            CAST(COALESCE(SUM(CASE WHEN p.status = 'succeeded' THEN p.amount_cents END), 0) AS BIGINT) AS paid_cents,
            CAST(COALESCE(SUM(p.posted_cents + p.elsewhere_cents), 0) AS BIGINT) AS refunded_cents,
            COUNT(CASE WHEN p.status = 'failed' THEN 1 END) AS failed_payments,
            COUNT(CASE WHEN p.status = 'pending' THEN 1 END) AS pending_payments,
            (SELECT COUNT(*) FROM disputes d WHERE d.booking_key = b.key) AS disputes
         FROM bookings b LEFT JOIN payments p ON p.booking_key = b.key WHERE b.key = $1 GROUP BY b.key")
    .bind(key)
    .fetch_optional(tx)
    .await
}

/// A vendor's requests: all, accepted, rejected.
pub async fn of_vendor(tx: &mut Tx, vendor: i64) -> Result<(i64, i64, i64)> {
    sql("SELECT COUNT(*), COUNT(CASE WHEN status = 'accepted' THEN 1 END),
            COUNT(CASE WHEN status = 'rejected' THEN 1 END) FROM takedown_requests WHERE vendor_key = $1")
    .bind(vendor)
    .fetch_one(tx)
    .await
}

/// A vendor's other requests with the same reason code made in the 90 days before `until`.
pub async fn similar_complaints(
    tx: &mut Tx,
    vendor: i64,
    reason: ReasonCode,
    except: i64,
    until: Timestamp,
) -> Result<i64> {
    let row = sql("SELECT COUNT(*) FROM takedown_requests
                   WHERE vendor_key = $1 AND reason_code = $2 AND created_at > $3 AND created_at <= $4 AND key <> $5")
    .bind(vendor)
    .bind(reason)
    .bind(until.plus(-90 * DAY))
    .bind(until)
    .bind(except);
    Ok(row.fetch_one::<(i64,)>(tx).await?.0)
}

/// How many reviews of a user were hidden or removed.
pub async fn taken_down(tx: &mut Tx, user: i64) -> Result<i64> {
    let row = sql("SELECT COUNT(*) FROM reviews WHERE user_key = $1 AND status <> 'published'").bind(user);
    Ok(row.fetch_one::<(i64,)>(tx).await?.0)
}

/// Another review by a user.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct OtherReviewRow {
    pub id: Uuid,
    pub vendor_id: Uuid,
    pub vendor_name: String,
    pub rating: i64,
    pub title: Option<String>,
    pub body: Option<String>,
    pub created_at: Timestamp,
}

/// The newest thousand other reviews by a user.
pub async fn other_reviews(tx: &mut Tx, user: i64, except: i64) -> Result<Vec<OtherReviewRow>> {
    sql("SELECT r.id, v.id AS vendor_id, v.name AS vendor_name, r.rating, r.title, r.body, r.created_at
         FROM reviews r JOIN vendors v ON v.key = r.vendor_key
         WHERE r.user_key = $1 AND r.key <> $2 ORDER BY r.created_at DESC LIMIT 1000")
    .bind(user)
    .bind(except)
    .fetch_all(tx)
    .await
}
