//! What guards the doors: failed logins, the installation's own facts, signing keys, security facts.

use uuid::Uuid;

use super::engine::{Tx, sql};
use crate::{domain::time::Timestamp, error::Result};

/// Failed logins since `since`: of this account from this address, of this account, from this address.
pub async fn failures(tx: &mut Tx, account: &str, address: &str, since: Timestamp) -> Result<(i64, i64, i64)> {
    sql("SELECT
            (SELECT COUNT(*) FROM login_failures WHERE account = $1 AND address = $2 AND happened_at > $3),
            (SELECT COUNT(*) FROM login_failures WHERE account = $1 AND happened_at > $3),
            (SELECT COUNT(*) FROM login_failures WHERE address = $2 AND happened_at > $3)")
    .bind(account)
    .bind(address)
    .bind(since)
    .fetch_one(tx)
    .await
}

/// The oldest failed login since `since` of this account or from this address.
pub async fn oldest_failure(tx: &mut Tx, account: &str, address: &str, since: Timestamp) -> Result<Option<Timestamp>> {
    let row = sql("SELECT MIN(happened_at) FROM login_failures
                   WHERE (account = $1 OR address = $2) AND happened_at > $3")
    .bind(account)
    .bind(address)
    .bind(since);
    Ok(row.fetch_one::<(Option<Timestamp>,)>(tx).await?.0)
}

/// Notes a failed login.
pub async fn note_failure(tx: &mut Tx, account: &str, address: &str, now: Timestamp) -> Result<()> {
    sql("INSERT INTO login_failures (account, address, happened_at) VALUES ($1, $2, $3)")
        .bind(account)
        .bind(address)
        .bind(now)
        .execute_one(tx)
        .await
}

/// Forgets the failures of an account from one address, after it logged in.
pub async fn forgive(tx: &mut Tx, account: &str, address: &str) -> Result<()> {
    sql("DELETE FROM login_failures WHERE account = $1 AND address = $2")
        .bind(account)
        .bind(address)
        .execute(tx)
        .await
        .map(drop)
}

/// Forgets failures from before `before`.
pub async fn sweep_failures(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql("DELETE FROM login_failures WHERE happened_at < $1").bind(before).execute(tx).await
}

/// A fact of the installation.
pub async fn fact(tx: &mut Tx, name: &str) -> Result<Option<String>> {
    let row = sql("SELECT value FROM installation WHERE name = $1").bind(name);
    Ok(row.fetch_optional::<(String,)>(tx).await?.map(|(value,)| value))
}

/// Sets a fact of the installation unless it is there.
pub async fn set_fact_once(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    sql("INSERT INTO installation (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
        .bind(name)
        .bind(value)
        .execute(tx)
        .await
        .map(drop)
}

/// Sets a fact of the installation, whatever it was.
pub async fn set_fact(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    sql("INSERT INTO installation (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value")
    .bind(name)
    .bind(value)
    .execute_one(tx)
    .await
}

/// The security epoch: sessions of an earlier one are over.
pub async fn epoch(tx: &mut Tx) -> Result<i64> {
    Ok(fact(tx, "security_epoch").await?.and_then(|value| value.parse().ok()).unwrap_or(0))
}

/// Notes what a restore must not undo.
pub async fn note_fact(tx: &mut Tx, id: Uuid, kind: &str, subject: &str, data: &str, now: Timestamp) -> Result<()> {
    sql("INSERT INTO security_facts (id, kind, subject, data, happened_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(kind)
        .bind(subject)
        .bind(data)
        .bind(now)
        .execute_one(tx)
        .await
}

/// A signing key as the database keeps it for several servers.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct SigningKeyRow {
    pub kid: String,
    pub sealed: Vec<u8>,
    pub created_at: Timestamp,
    pub retired_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

/// All signing keys, oldest first.
pub async fn signing_keys(tx: &mut Tx) -> Result<Vec<SigningKeyRow>> {
    sql("SELECT kid, sealed, created_at, retired_at, revoked_at FROM signing_keys ORDER BY created_at, kid")
        .fetch_all(tx)
        .await
}

/// Adds a signing key and retires (or revokes) those before it.
pub async fn rotate_signing_key(tx: &mut Tx, kid: &str, sealed: &[u8], revoke: bool, now: Timestamp) -> Result<()> {
    let retire = if revoke {
        sql("UPDATE signing_keys SET retired_at = COALESCE(retired_at, $1), revoked_at = COALESCE(revoked_at, $1)")
    } else {
        sql("UPDATE signing_keys SET retired_at = COALESCE(retired_at, $1)")
    };
    retire.bind(now).execute(tx).await?;
    sql("INSERT INTO signing_keys (kid, sealed, created_at) VALUES ($1, $2, $3)")
        .bind(kid)
        .bind(sealed)
        .bind(now)
        .execute_one(tx)
        .await
}
