//! The second factor of admins: its sealed secret, the last step used, recovery codes.

use super::engine::{Query, Tx, sql};
use crate::{domain::time::Timestamp, error::Result};

/// An admin's second factor; without a secret there is none.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct FactorRow {
    #[sqlx(rename = "mfa_secret")]
    pub secret: Option<Vec<u8>>,
    #[sqlx(rename = "mfa_enrolled_at")]
    pub enrolled_at: Option<Timestamp>,
    #[sqlx(rename = "mfa_confirmed_at")]
    pub confirmed_at: Option<Timestamp>,
    #[sqlx(rename = "mfa_last_step")]
    pub last_step: Option<i64>,
}

/// The factor of the admin with this key, held until the transaction ends.
pub async fn locked(tx: &mut Tx, admin: i64) -> Result<FactorRow> {
    let lock = tx.for_update();
    let text =
        format!("SELECT mfa_secret, mfa_enrolled_at, mfa_confirmed_at, mfa_last_step FROM admins WHERE key = $1{lock}");
    Query::assembled(text, vec![admin.into()]).fetch_one(tx).await
}

/// Puts a new secret and its recovery codes in place of those before; in force from `confirmed` on, or not yet.
pub async fn enrol(
    tx: &mut Tx,
    admin: i64,
    sealed: &[u8],
    codes: &[Vec<u8>],
    confirmed: Option<Timestamp>,
    now: Timestamp,
) -> Result<()> {
    sql("UPDATE admins SET mfa_secret = $2, mfa_enrolled_at = $3, mfa_confirmed_at = $4, mfa_last_step = NULL,
            updated_at = $3, version = version + 1 WHERE key = $1")
    .bind(admin)
    .bind(sealed)
    .bind(now)
    .bind(confirmed)
    .execute_one(tx)
    .await?;
    forget_codes(tx, admin).await?;
    for hash in codes {
        sql("INSERT INTO recovery_codes (admin_key, code_hash) VALUES ($1, $2)")
            .bind(admin)
            .bind(hash.as_slice())
            .execute_one(tx)
            .await?;
    }
    Ok(())
}

/// Puts the secret in force.
pub async fn confirm(tx: &mut Tx, admin: i64, now: Timestamp) -> Result<()> {
    sql("UPDATE admins SET mfa_confirmed_at = $2, updated_at = $2, version = version + 1 WHERE key = $1")
        .bind(admin)
        .bind(now)
        .execute_one(tx)
        .await
}

/// Takes the factor away.
pub async fn clear(tx: &mut Tx, admin: i64, now: Timestamp) -> Result<()> {
    sql("UPDATE admins SET mfa_secret = NULL, mfa_enrolled_at = NULL, mfa_confirmed_at = NULL, mfa_last_step = NULL,
            updated_at = $2, version = version + 1 WHERE key = $1")
    .bind(admin)
    .bind(now)
    .execute_one(tx)
    .await?;
    forget_codes(tx, admin).await
}

async fn forget_codes(tx: &mut Tx, admin: i64) -> Result<()> {
    sql("DELETE FROM recovery_codes WHERE admin_key = $1").bind(admin).execute(tx).await.map(drop)
}

/// Uses up a step and all before it; whether it was still to be had.
pub async fn spend_step(tx: &mut Tx, admin: i64, step: i64) -> Result<bool> {
    let rows = sql("UPDATE admins SET mfa_last_step = $2
                    WHERE key = $1 AND (mfa_last_step IS NULL OR mfa_last_step < $2)")
    .bind(admin)
    .bind(step);
    Ok(rows.execute(tx).await? == 1)
}

/// Uses up a recovery code; whether it was still to be had.
pub async fn spend_code(tx: &mut Tx, admin: i64, hash: &[u8], now: Timestamp) -> Result<bool> {
    let rows =
        sql("UPDATE recovery_codes SET used_at = $3 WHERE admin_key = $1 AND code_hash = $2 AND used_at IS NULL")
            .bind(admin)
            .bind(hash)
            .bind(now);
    Ok(rows.execute(tx).await? == 1)
}
