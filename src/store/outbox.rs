//! What is to be told to whom: written with the change, delivered by a worker under a lease.

use uuid::Uuid;

use super::engine::{Query, Tx, sql};
use crate::{
    domain::time::{DAY, Timestamp},
    error::Result,
};

/// How long a notice is tried before it is shown as failed.
pub const TRIED_FOR: i64 = 3 * DAY;

/// A notice before it is queued.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct NewNotice {
    pub id: Uuid,
    /// `in_app` or `email`
    pub channel: &'static str,
    /// `user`, `vendor` or `admin`
    pub recipient: &'static str,
    pub recipient_id: Uuid,
    pub template: &'static str,
    pub data: serde_json::Value,
    pub entity_type: &'static str,
    pub entity_id: Uuid,
}

/// Queues a notice.
pub async fn insert(tx: &mut Tx, notice: &NewNotice, trace: &str, now: Timestamp) -> Result<()> {
    sql("INSERT INTO outbox (id, channel, recipient, recipient_id, template, data, entity_type, entity_id, trace_id,
            status, created_at, next_action_at, give_up_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'pending', $10, $10, $11)")
    .bind(notice.id)
    .bind(notice.channel)
    .bind(notice.recipient)
    .bind(notice.recipient_id)
    .bind(notice.template)
    .bind(notice.data.to_string())
    .bind(notice.entity_type)
    .bind(notice.entity_id)
    .bind(trace)
    .bind(now)
    .bind(now.plus(TRIED_FOR))
    .execute_one(tx)
    .await
}

/// A notice that a worker has taken under its lease.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct Taken {
    pub key: i64,
    pub id: Uuid,
    pub channel: String,
    pub recipient: String,
    pub recipient_id: Uuid,
    pub template: String,
    pub data: String,
    pub entity_type: String,
    pub entity_id: Uuid,
    pub trace_id: String,
    pub attempts: i64,
    pub give_up_at: Timestamp,
    pub lease_token: i64,
}

/// Whether a notice is due that nobody holds.
pub async fn is_due(tx: &mut Tx, now: Timestamp) -> Result<bool> {
    let row = sql("SELECT COUNT(*) FROM (SELECT 1 AS one FROM outbox WHERE status = 'pending' AND next_action_at <= $1
                    AND (lease_until IS NULL OR lease_until <= $1) LIMIT 1) AS due")
    .bind(now);
    Ok(row.fetch_one::<(i64,)>(tx).await?.0 > 0)
}

/// Takes the notice that was due first at `now` and that nobody holds, until `until`; with a `trace`, only of that
/// request. Mail comes last, so that a slow mail server holds up nothing else.
pub async fn take(
    tx: &mut Tx,
    owner: &str,
    trace: Option<&str>,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<Taken>> {
    let skip = tx.skip_locked();
    let of_trace = if trace.is_some() { " AND trace_id = $4" } else { "" };
    let text = format!(
        "UPDATE outbox SET lease_owner = $1, lease_until = $3, lease_token = lease_token + 1, attempts = attempts + 1
         WHERE key = (SELECT key FROM outbox WHERE status = 'pending' AND next_action_at <= $2
                        AND (lease_until IS NULL OR lease_until <= $2){of_trace}
                      ORDER BY CASE channel WHEN 'email' THEN 1 ELSE 0 END, next_action_at, key LIMIT 1{skip})
         RETURNING key, id, channel, recipient, recipient_id, template, data, entity_type, entity_id, trace_id,
            attempts, give_up_at, lease_token"
    );
    let mut values = vec![owner.into(), now.into(), until.into()];
    values.extend(trace.map(Into::into));
    Query::assembled(text, values).fetch_optional(tx).await
}

/// Holds a taken notice until `until`, if the lease is still the worker's own; whether it was.
pub async fn renew(tx: &mut Tx, taken: &Taken, until: Timestamp) -> Result<bool> {
    let rows = sql("UPDATE outbox SET lease_until = $3 WHERE key = $1 AND lease_token = $2 AND status = 'pending'
                        AND lease_until IS NOT NULL")
    .bind(taken.key)
    .bind(taken.lease_token)
    .bind(until);
    Ok(rows.execute(tx).await? == 1)
}

/// How a try ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It arrived.
    Sent,
    /// Try again at this moment.
    Later(Timestamp, String),
    /// It never will.
    Failed(String),
}

/// Writes how a try ended, if the lease is still the worker's own; whether it was.
pub async fn settle(tx: &mut Tx, taken: &Taken, outcome: &Outcome, now: Timestamp) -> Result<bool> {
    let (status, next, ended, error) = match outcome {
        Outcome::Sent => ("sent", now, Some(now), None),
        Outcome::Later(at, error) => ("pending", *at, None, Some(error.clone())),
        Outcome::Failed(error) => ("failed", now, Some(now), Some(error.clone())),
    };
    let rows = sql("UPDATE outbox SET status = $3, next_action_at = $4, ended_at = $5, last_error = $6,
                        lease_owner = NULL, lease_until = NULL
                    WHERE key = $1 AND lease_token = $2 AND status = 'pending'")
    .bind(taken.key)
    .bind(taken.lease_token)
    .bind(status)
    .bind(next)
    .bind(ended)
    .bind(error);
    Ok(rows.execute(tx).await? == 1)
}

/// Puts a delivered notice where the marketplace fetches it; once, however often it is tried.
pub async fn deliver_in_app(tx: &mut Tx, taken: &Taken, title: &str, body: &str, now: Timestamp) -> Result<()> {
    sql("INSERT INTO in_app_notices (id, recipient, recipient_id, title, body, entity_type, entity_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING")
    .bind(taken.id)
    .bind(&taken.recipient)
    .bind(taken.recipient_id)
    .bind(title)
    .bind(body)
    .bind(&taken.entity_type)
    .bind(taken.entity_id)
    .bind(now)
    .execute(tx)
    .await
    .map(drop)
}

/// The e-mail address of a recipient, if there is one.
pub async fn address(tx: &mut Tx, recipient: &str, id: Uuid) -> Result<Option<String>> {
    let query = match recipient {
        "user" => sql("SELECT email FROM users WHERE id = $1"),
        "vendor" => sql("SELECT email FROM vendors WHERE id = $1"),
        _ => sql("SELECT email FROM admins WHERE id = $1"),
    };
    let row: Option<(Option<String>,)> = query.bind(id).fetch_optional(tx).await?;
    Ok(row.and_then(|(email,)| email))
}

/// Notices of some rows that failed for good: which row, whom, by what, when.
pub async fn failed_for(tx: &mut Tx, entity: Uuid) -> Result<Vec<(String, String, Timestamp)>> {
    sql("SELECT recipient, channel, ended_at FROM outbox
         WHERE entity_id = $1 AND status = 'failed' AND ended_at IS NOT NULL ORDER BY ended_at")
    .bind(entity)
    .fetch_all(tx)
    .await
}

/// Forgets notices that arrived before `before`; how many. Those that failed stay with the case they belong to.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql("DELETE FROM outbox WHERE status = 'sent' AND ended_at < $1").bind(before).execute(tx).await
}
