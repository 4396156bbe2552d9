//! Who works at a try: one worker at a time, for as long as its lease lasts.

use super::{AttemptRow, COLUMNS};
use crate::{
    domain::time::Timestamp,
    error::Result,
    store::engine::{Query, Tx, sql},
};

const FREE: &str = "live AND next_action_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)";

/// Whether a try is due that nobody holds.
pub async fn is_due(tx: &mut Tx, now: Timestamp) -> Result<bool> {
    let text = format!("SELECT COUNT(*) FROM (SELECT 1 AS one FROM refund_attempts WHERE {FREE} LIMIT 1) AS due");
    Ok(Query::assembled(text, vec![now.into()]).fetch_one::<(i64,)>(tx).await?.0 > 0)
}

/// When the try is due that is due first, of those that nobody holds; `None` when there is none.
pub async fn next_due(tx: &mut Tx) -> Result<Option<Timestamp>> {
    let row = sql("SELECT MIN(next_action_at) FROM refund_attempts WHERE live");
    Ok(row.fetch_one::<(Option<Timestamp>,)>(tx).await?.0)
}

/// Takes the try that was due first at `now` and that nobody holds, until `until`; only of these refunds where some are
/// named.
pub async fn take(
    tx: &mut Tx,
    owner: &str,
    only: Option<&[i64]>,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<AttemptRow>> {
    let skip = tx.skip_locked();
    let named = |keys: &[i64]| keys.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    let of_some = match only {
        Some([]) => return Ok(None),
        Some(keys) => format!(" AND refund_key IN ({})", named(keys)),
        None => String::new(),
    };
    let text = format!(
        "UPDATE refund_attempts SET lease_owner = $2, lease_until = $3, lease_token = lease_token + 1
         WHERE key = (SELECT key FROM refund_attempts WHERE {FREE}{of_some} ORDER BY next_action_at, key LIMIT 1{skip})
         RETURNING {COLUMNS}"
    );
    Query::assembled(text, vec![now.into(), owner.into(), until.into()]).fetch_optional(tx).await
}

/// Holds a try until `until`, if the lease is still the worker's own; whether it was.
pub async fn renew(tx: &mut Tx, key: i64, token: i64, until: Timestamp) -> Result<bool> {
    let rows = sql("UPDATE refund_attempts SET lease_until = $3,
                        next_action_at = CASE WHEN state = 'sending' THEN $3 ELSE next_action_at END
                    WHERE key = $1 AND lease_token = $2 AND lease_until IS NOT NULL")
    .bind(key)
    .bind(token)
    .bind(until);
    Ok(rows.execute(tx).await? == 1)
}

/// Lets go of a try that is to be taken up at `next`, if the lease is still the worker's own.
pub async fn release(tx: &mut Tx, key: i64, token: i64, next: Timestamp) -> Result<()> {
    sql("UPDATE refund_attempts SET lease_owner = NULL, lease_until = NULL, next_action_at = $3
         WHERE key = $1 AND lease_token = $2 AND lease_until IS NOT NULL AND live")
    .bind(key)
    .bind(token)
    .bind(next)
    .execute(tx)
    .await
    .map(drop)
}

/// How many tries need an operator; how many were due before `before` and still are, or were decided before it and
/// nothing was sent; how many are marked with `marked`, which says why nothing was sent.
pub async fn neglected(tx: &mut Tx, before: Timestamp, marked: &str) -> Result<(i64, i64, i64)> {
    sql("SELECT COUNT(CASE WHEN state = 'needs_operator' THEN 1 END),
            COUNT(CASE WHEN state <> 'needs_operator' AND next_action_at < $1 THEN 1
                WHEN state = 'ready' AND created_at < $1 AND COALESCE(failure_code, '') <> $2 THEN 1 END),
            COUNT(CASE WHEN failure_code = $2 THEN 1 END)
         FROM refund_attempts WHERE live")
    .bind(before)
    .bind(marked)
    .fetch_one(tx)
    .await
}

/// Whether a refund has a try that is not settled.
pub async fn is_live(tx: &mut Tx, refund_key: i64) -> Result<bool> {
    let row = sql("SELECT COUNT(*) FROM refund_attempts WHERE refund_key = $1 AND live").bind(refund_key);
    Ok(row.fetch_one::<(i64,)>(tx).await?.0 > 0)
}
