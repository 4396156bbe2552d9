//! Counts for those who watch over the program: queues, backups, the dashboard's gauges.

use super::engine::{Tx, sql};
use crate::{
    domain::{
        money::Currency,
        time::{DAY, Timestamp},
    },
    error::Result,
};

/// How the queue of jobs stands.
#[derive(Clone, Copy, Debug, Default, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct JobCounts {
    pub pending: i64,
    pub processing: i64,
    pub failed: i64,
    /// When the one was due that has been due for longest and that nobody works at.
    pub due: Option<Timestamp>,
}

/// How the queue of jobs stands; failed ones since `since`.
pub async fn jobs(tx: &mut Tx, since: Timestamp) -> Result<JobCounts> {
    sql("SELECT COUNT(CASE WHEN status = 'pending' THEN 1 END) AS pending,
            COUNT(CASE WHEN status = 'processing' THEN 1 END) AS processing,
            COUNT(CASE WHEN status = 'failed' AND completed_at > $1 THEN 1 END) AS failed,
            MIN(CASE WHEN status = 'pending' THEN next_action_at END) AS due FROM jobs")
    .bind(since)
    .fetch_one(tx)
    .await
}

/// How many jobs there are, by type and status.
pub async fn jobs_by_type(tx: &mut Tx) -> Result<Vec<(String, String, i64)>> {
    sql("SELECT type, status, COUNT(*) FROM jobs GROUP BY type, status ORDER BY type, status").fetch_all(tx).await
}

/// Notices still being tried, and those given up since `since`.
pub async fn notices(tx: &mut Tx, since: Timestamp) -> Result<(i64, i64)> {
    sql("SELECT COUNT(CASE WHEN status = 'pending' THEN 1 END),
            COUNT(CASE WHEN status = 'failed' AND ended_at > $1 THEN 1 END)
         FROM outbox WHERE status IN ('pending', 'failed')")
    .bind(since)
    .fetch_one(tx)
    .await
}

/// Tries to pay that are not settled, by state.
pub async fn refund_tries(tx: &mut Tx) -> Result<Vec<(String, i64)>> {
    sql("SELECT state, COUNT(*) FROM refund_attempts WHERE live GROUP BY state ORDER BY state").fetch_all(tx).await
}

/// When the newest backup was made, and when one was last read back whole.
pub async fn backups(tx: &mut Tx) -> Result<(Option<Timestamp>, Option<Timestamp>)> {
    sql("SELECT MAX(created_at), MAX(verified_at) FROM backups").fetch_one(tx).await
}

/// All vendors, and those that wait to be verified.
pub async fn vendors(tx: &mut Tx) -> Result<(i64, i64)> {
    sql("SELECT COUNT(*), COUNT(CASE WHEN verification_status = 'pending' THEN 1 END) FROM vendors").fetch_one(tx).await
}

/// Bookings made on the UTC day of `now`.
pub async fn bookings_today(tx: &mut Tx, now: Timestamp) -> Result<i64> {
    let row = sql("SELECT CAST(COALESCE(SUM(bookings), 0) AS BIGINT) FROM booking_days WHERE day = $1")
        .bind(now.0.div_euclid(DAY));
    Ok(row.fetch_one::<(i64,)>(tx).await?.0)
}

/// What succeeded payments brought in since `since`.
pub async fn revenue(tx: &mut Tx, currency: Currency, since: Timestamp) -> Result<i64> {
    let row = sql("SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM payments
                   WHERE paid_at > $1 AND status = 'succeeded' AND currency = $2")
    .bind(since)
    .bind(currency.to_string());
    Ok(row.fetch_one::<(i64,)>(tx).await?.0)
}

/// Payments made since `since` that failed.
pub async fn failed_payments(tx: &mut Tx, since: Timestamp) -> Result<i64> {
    let row = sql("SELECT COUNT(*) FROM payments WHERE status = 'failed' AND created_at > $1").bind(since);
    Ok(row.fetch_one::<(i64,)>(tx).await?.0)
}

/// How often anything was changed that a reader could have kept.
pub async fn changes(tx: &mut Tx) -> Result<i64> {
    Ok(sql("SELECT changes FROM chain_head WHERE singleton = 1").fetch_one::<(i64,)>(tx).await?.0)
}
