//! What each key of each caller was first used for, and what was answered.

use uuid::Uuid;

use super::engine::{Tx, sql};
use crate::{domain::time::Timestamp, error::Result};

/// What is kept under a key.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Record {
    pub operation: String,
    pub fingerprint: Vec<u8>,
    pub answer: Option<Vec<u8>>,
    pub sealed: bool,
    pub created_at: Timestamp,
    pub undone_by: Option<Uuid>,
}

/// What is kept under `key` of `caller`.
pub async fn find(tx: &mut Tx, caller: &str, key: &str) -> Result<Option<Record>> {
    sql("SELECT operation, fingerprint, answer, sealed, created_at, undone_by
         FROM idempotency_records WHERE caller = $1 AND idempotency_key = $2")
    .bind(caller)
    .bind(key)
    .fetch_optional(tx)
    .await
}

/// Takes `key` for `caller`; false when another transaction took it first.
pub async fn take(
    tx: &mut Tx,
    caller: &str,
    key: &str,
    operation: &str,
    fingerprint: &[u8],
    now: Timestamp,
) -> Result<bool> {
    let rows = sql("INSERT INTO idempotency_records (caller, idempotency_key, operation, fingerprint, created_at)
                    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (caller, idempotency_key) DO NOTHING")
    .bind(caller)
    .bind(key)
    .bind(operation)
    .bind(fingerprint)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(rows == 1)
}

/// Fixes the answer under `key`, once; false when that was done before.
pub async fn answer(tx: &mut Tx, caller: &str, key: &str, answer: Vec<u8>, sealed: bool) -> Result<bool> {
    let rows = sql("UPDATE idempotency_records SET answer = $3, sealed = $4
         WHERE caller = $1 AND idempotency_key = $2 AND answer IS NULL")
    .bind(caller)
    .bind(key)
    .bind(answer)
    .bind(sealed)
    .execute(tx)
    .await?;
    Ok(rows == 1)
}

/// Forgets `key` as it was taken at `created_at`. Somebody else may have forgotten it meanwhile, and even taken it anew:
/// that stays.
pub async fn forget(tx: &mut Tx, caller: &str, key: &str, created_at: Timestamp) -> Result<()> {
    let text = "DELETE FROM idempotency_records WHERE caller = $1 AND idempotency_key = $2 AND created_at = $3";
    sql(text).bind(caller).bind(key).bind(created_at).execute(tx).await.map(drop)
}

/// Forgets all keys older than `before`; how many.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql("DELETE FROM idempotency_records WHERE created_at < $1").bind(before).execute(tx).await
}
