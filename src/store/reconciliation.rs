//! Whether anything may be sent at all, and what the comparison with the gateway found.

use uuid::Uuid;

use super::engine::{Query, Tx, sql};
use crate::{domain::time::Timestamp, error::Result};

/// The one row.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct ReconciliationRow {
    pub frozen: bool,
    pub frozen_because: Option<String>,
    pub frozen_at: Option<Timestamp>,
    pub restored_to: Option<Timestamp>,
    pub restore_job_id: Option<Uuid>,
    pub state: String,
    pub read_from: Option<Timestamp>,
    pub read_at: Option<Timestamp>,
    pub findings: Option<String>,
    pub unfrozen_at: Option<Timestamp>,
    pub unfrozen_by: Option<Uuid>,
    pub version: i64,
}

const SELECT: &str = "SELECT frozen, frozen_because, frozen_at, restored_to, restore_job_id, state, read_from, read_at,
    findings, unfrozen_at, unfrozen_by, version FROM reconciliation WHERE singleton = 1";

/// How it stands.
pub async fn get(tx: &mut Tx) -> Result<ReconciliationRow> {
    Query::assembled(SELECT.to_owned(), Vec::new()).fetch_one(tx).await
}

/// How it stands, locked until the transaction ends.
pub async fn lock(tx: &mut Tx) -> Result<ReconciliationRow> {
    let text = format!("{SELECT}{}", tx.for_update());
    Query::assembled(text, Vec::new()).fetch_one(tx).await
}

/// Freezes sending; what the gateway has is to be read from `read_from`. `restored_to` is the moment that was restored.
pub async fn freeze(
    tx: &mut Tx,
    because: &str,
    restored_to: Option<Timestamp>,
    read_from: Timestamp,
    now: Timestamp,
) -> Result<()> {
    sql("UPDATE reconciliation SET frozen = TRUE, frozen_because = $1, frozen_at = $2, state = 'waiting', read_from = $3,
            restored_to = $4, read_at = NULL, findings = NULL, unfrozen_at = NULL, unfrozen_by = NULL,
            version = version + 1
         WHERE singleton = 1")
    .bind(because)
    .bind(now)
    .bind(read_from)
    .bind(restored_to)
    .execute_one(tx)
    .await
}

/// Lets refunds be sent again.
pub async fn unfreeze(tx: &mut Tx, by: Uuid, now: Timestamp) -> Result<()> {
    sql("UPDATE reconciliation SET frozen = FALSE, unfrozen_at = $1, unfrozen_by = $2, version = version + 1
         WHERE singleton = 1")
    .bind(now)
    .bind(by)
    .execute_one(tx)
    .await
}

/// What the gateway has is being read from now on.
pub async fn reading(tx: &mut Tx) -> Result<()> {
    sql("UPDATE reconciliation SET state = 'reading' WHERE singleton = 1").execute_one(tx).await
}

/// What was found when the gateway was read at `read_at`.
pub async fn found(tx: &mut Tx, state: &str, read_at: Timestamp, findings: &str) -> Result<()> {
    sql("UPDATE reconciliation SET state = $1, read_at = $2, findings = $3, version = version + 1 WHERE singleton = 1")
        .bind(state)
        .bind(read_at)
        .bind(findings)
        .execute_one(tx)
        .await
}

/// When the newest entry of the audit log was made: until then this database knows everything.
pub async fn known_until(tx: &mut Tx) -> Result<Option<Timestamp>> {
    Ok(sql("SELECT MAX(created_at) FROM audit_log").fetch_one::<(Option<Timestamp>,)>(tx).await?.0)
}

/// How many refunds are being looked up.
pub async fn in_doubt(tx: &mut Tx) -> Result<i64> {
    let row = sql("SELECT COUNT(*) FROM refund_attempts WHERE live AND state IN ('in_doubt', 'needs_operator')");
    Ok(row.fetch_one::<(i64,)>(tx).await?.0)
}
