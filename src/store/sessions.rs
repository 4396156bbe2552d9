//! Sessions and their refresh tokens.

use uuid::Uuid;

use super::{
    engine::{Query, Tx, sql},
    filter::{By, Filter, List, Rank, Ranked},
};
use crate::{
    domain::{
        actor::Surface,
        id::{AdminId, SessionId},
        page::{PageMeta, Paging},
        time::Timestamp,
    },
    error::Result,
};

/// A session with the admin it belongs to.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct SessionRow {
    pub key: i64,
    pub id: SessionId,
    pub admin_key: i64,
    pub admin_id: AdminId,
    pub admin_name: String,
    pub admin_email: String,
    pub admin_active: bool,
    pub surface: Surface,
    pub created_at: Timestamp,
    pub last_used_at: Timestamp,
    pub expires_at: Timestamp,
    pub mfa_at: Option<Timestamp>,
    pub address: Option<String>,
    pub user_agent: Option<String>,
    pub epoch: i64,
    pub ended_at: Option<Timestamp>,
}

impl Ranked for SessionRow {
    fn ranks(&self, _: &[By]) -> Vec<Rank> {
        vec![Rank::Int(self.last_used_at.0), Rank::Int(self.key)]
    }
}

const SELECT: &str = "SELECT s.key, s.id, s.admin_key, a.id AS admin_id, a.name AS admin_name, a.email AS admin_email,
    a.active AS admin_active, s.surface, s.created_at, s.last_used_at, s.expires_at, s.mfa_at, s.address,
    s.user_agent, s.epoch, s.ended_at FROM sessions s JOIN admins a ON a.key = s.admin_key";

/// The session with this id.
pub async fn by_id(tx: &mut Tx, id: SessionId) -> Result<Option<SessionRow>> {
    Query::assembled(format!("{SELECT} WHERE s.id = $1"), vec![id.into()]).fetch_optional(tx).await
}

/// The session of a refresh token, held until the transaction ends, with the token's key and when it was used.
pub async fn by_refresh_token(tx: &mut Tx, hash: &[u8]) -> Result<Option<(SessionRow, i64, Option<Timestamp>)>> {
    let text = format!("SELECT key, session_key, used_at FROM refresh_tokens WHERE token_hash = $1{}", tx.for_update());
    let token: Option<(i64, i64, Option<Timestamp>)> =
        Query::assembled(text, vec![hash.into()]).fetch_optional(tx).await?;
    let Some((token, session, used_at)) = token else { return Ok(None) };
    let row = Query::assembled(format!("{SELECT} WHERE s.key = $1"), vec![session.into()]).fetch_one(tx).await?;
    Ok(Some((row, token, used_at)))
}

/// A page of sessions, last used first.
pub async fn page(tx: &mut Tx, filter: &Filter, paging: &Paging) -> Result<(Vec<SessionRow>, PageMeta)> {
    let list = List {
        whole: None,
        select: &format!("{SELECT} WHERE 1 = 1"),
        count: "SELECT COUNT(*) FROM sessions s JOIN admins a ON a.key = s.admin_key WHERE 1 = 1",
        filter,
        order: &[By::desc("s.last_used_at"), By::desc("s.key")],
    };
    list.page(tx, paging).await
}

/// What a new session begins with.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct NewSession {
    pub id: SessionId,
    pub admin_key: i64,
    pub surface: Surface,
    pub expires_at: Timestamp,
    pub mfa_at: Option<Timestamp>,
    pub address: Option<String>,
    pub user_agent: Option<String>,
    pub epoch: i64,
}

/// Makes a session; its key.
pub async fn insert(tx: &mut Tx, new: NewSession, now: Timestamp) -> Result<i64> {
    let row = sql("INSERT INTO sessions
            (id, admin_key, surface, created_at, last_used_at, expires_at, mfa_at, address, user_agent, epoch)
         VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9) RETURNING key")
    .bind(new.id)
    .bind(new.admin_key)
    .bind(new.surface)
    .bind(now)
    .bind(new.expires_at)
    .bind(new.mfa_at)
    .bind(new.address)
    .bind(new.user_agent)
    .bind(new.epoch);
    Ok(row.fetch_one::<(i64,)>(tx).await?.0)
}

/// Issues a refresh token of a session.
pub async fn issue_token(tx: &mut Tx, session: i64, hash: &[u8], now: Timestamp) -> Result<()> {
    sql("INSERT INTO refresh_tokens (session_key, token_hash, issued_at) VALUES ($1, $2, $3)")
        .bind(session)
        .bind(hash)
        .bind(now)
        .execute_one(tx)
        .await
}

/// Spends a refresh token and moves the session's end.
pub async fn spend_token(tx: &mut Tx, token: i64, session: i64, expires: Timestamp, now: Timestamp) -> Result<()> {
    sql("UPDATE refresh_tokens SET used_at = $2 WHERE key = $1 AND used_at IS NULL")
        .bind(token)
        .bind(now)
        .execute_one(tx)
        .await?;
    sql("UPDATE sessions SET last_used_at = $2, expires_at = $3 WHERE key = $1")
        .bind(session)
        .bind(now)
        .bind(expires)
        .execute_one(tx)
        .await
}

/// Ends a session; whether it was live.
pub async fn end(tx: &mut Tx, session: i64, now: Timestamp) -> Result<bool> {
    let rows = sql("UPDATE sessions SET ended_at = $2 WHERE key = $1 AND ended_at IS NULL AND expires_at > $2")
        .bind(session)
        .bind(now);
    Ok(rows.execute(tx).await? == 1)
}

/// Ends every live session of an admin but `keep`; how many.
pub async fn end_all(tx: &mut Tx, admin: i64, keep: Option<Uuid>, now: Timestamp) -> Result<i64> {
    let rows = sql("UPDATE sessions SET ended_at = $2
                    WHERE admin_key = $1 AND ended_at IS NULL AND expires_at > $2 AND id <> $3")
    .bind(admin)
    .bind(now)
    .bind(keep.unwrap_or(Uuid::nil()));
    Ok(i64::try_from(rows.execute(tx).await?).unwrap_or(i64::MAX))
}

/// How many live sessions an admin has.
pub async fn live(tx: &mut Tx, admin: i64, epoch: i64, now: Timestamp) -> Result<i64> {
    let row = sql("SELECT COUNT(*) FROM sessions
                   WHERE admin_key = $1 AND ended_at IS NULL AND expires_at > $2 AND epoch = $3")
    .bind(admin)
    .bind(now)
    .bind(epoch);
    Ok(row.fetch_one::<(i64,)>(tx).await?.0)
}

/// Forgets sessions that ended or ran out before `before`, with their tokens; how many.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql("DELETE FROM refresh_tokens WHERE session_key IN
            (SELECT key FROM sessions WHERE expires_at < $1 OR ended_at < $1)")
    .bind(before)
    .execute(tx)
    .await?;
    sql("DELETE FROM sessions WHERE expires_at < $1 OR ended_at < $1").bind(before).execute(tx).await
}
