//! Tries to pay: their rows and what they pay back. Leases are in `lease`, what a try means for its refund in `refund`.
//! How one moves is decided in `domain::refund::machine`. To add a query: a function here, run on both engines.

mod lease;
mod refund;

use uuid::Uuid;

pub use self::{lease::*, refund::*};
use super::engine::{Query, Tx, sql};
use crate::{
    domain::{
        refund::{AttemptState, GatewayName, machine::Standing},
        time::Timestamp,
    },
    error::Result,
};

/// A try to pay.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct AttemptRow {
    pub key: i64,
    pub id: Uuid,
    pub refund_key: i64,
    pub number: i64,
    pub state: AttemptState,
    pub live: bool,
    pub gateway: GatewayName,
    pub gateway_key: String,
    pub reference: String,
    pub body: Vec<u8>,
    pub amount_cents: i64,
    pub currency: String,
    pub sends: i64,
    pub first_sent_at: Option<Timestamp>,
    pub last_sent_at: Option<Timestamp>,
    pub window_ends_at: Option<Timestamp>,
    pub empty_lookups: i64,
    pub last_lookup_at: Option<Timestamp>,
    pub next_action_at: Option<Timestamp>,
    pub lease_owner: Option<String>,
    pub lease_token: i64,
    pub lease_until: Option<Timestamp>,
    pub transaction_id: Option<String>,
    pub failure_code: Option<String>,
    pub failure_message: Option<String>,
    pub created_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    pub version: i64,
}

impl AttemptRow {
    /// Whether this lease is still the one it was taken under.
    pub const fn is_held(&self, token: i64) -> bool {
        self.lease_token == token && self.lease_until.is_some()
    }

    /// Takes over how it stands from now on. What ends, ends at `now`.
    pub fn stand(&mut self, it: &Standing, now: Timestamp) {
        (self.state, self.sends, self.window_ends_at) = (it.state, it.sends, it.window_ends_at);
        (self.empty_lookups, self.last_lookup_at) = (it.empty_lookups, it.last_lookup_at);
        self.next_action_at = it.next_action_at;
        self.first_sent_at = self.first_sent_at.filter(|_| it.sends > 0);
        self.live = it.state.is_live();
        self.ended_at = if self.live { None } else { self.ended_at.or(Some(now)) };
    }

    /// How it stands.
    pub const fn standing(&self) -> Standing {
        Standing {
            state: self.state,
            sends: self.sends,
            window_ends_at: self.window_ends_at,
            empty_lookups: self.empty_lookups,
            last_lookup_at: self.last_lookup_at,
            next_action_at: self.next_action_at,
            proven: self.transaction_id.is_some(),
        }
    }
}

const COLUMNS: &str = "key, id, refund_key, number, state, live, gateway, gateway_key, reference, body, amount_cents,
    currency, sends, first_sent_at, last_sent_at, window_ends_at, empty_lookups, last_lookup_at, next_action_at,
    lease_owner, lease_token, lease_until, transaction_id, failure_code, failure_message, created_at, ended_at, version";

/// A try before it has its row.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct NewAttempt<'a> {
    pub id: Uuid,
    pub refund_key: i64,
    pub number: i64,
    pub gateway: GatewayName,
    pub gateway_key: &'a str,
    pub reference: &'a str,
    pub body: &'a [u8],
    pub amount_cents: i64,
    pub currency: &'a str,
}

/// Puts a try in, ready and due at once.
pub async fn insert(tx: &mut Tx, new: &NewAttempt<'_>, now: Timestamp) -> Result<()> {
    sql("INSERT INTO refund_attempts (id, refund_key, number, state, live, gateway, gateway_key, reference, body,
            amount_cents, currency, next_action_at, created_at)
         VALUES ($1, $2, $3, 'ready', TRUE, $4, $5, $6, $7, $8, $9, $10, $10)")
    .bind(new.id)
    .bind(new.refund_key)
    .bind(new.number)
    .bind(new.gateway)
    .bind(new.gateway_key)
    .bind(new.reference)
    .bind(new.body)
    .bind(new.amount_cents)
    .bind(new.currency)
    .bind(now)
    .execute_one(tx)
    .await
}

/// Puts in a try that this database has forgotten and the gateway knows; nothing more is sent for it.
pub async fn insert_found(tx: &mut Tx, new: &NewAttempt<'_>, now: Timestamp) -> Result<()> {
    sql("INSERT INTO refund_attempts (id, refund_key, number, state, live, gateway, gateway_key, reference, body,
            amount_cents, currency, sends, first_sent_at, window_ends_at, created_at, ended_at)
         VALUES ($1, $2, $3, 'in_doubt', FALSE, $4, $5, $6, $7, $8, $9, 1, $10, $10, $10, $10)")
    .bind(new.id)
    .bind(new.refund_key)
    .bind(new.number)
    .bind(new.gateway)
    .bind(new.gateway_key)
    .bind(new.reference)
    .bind(new.body)
    .bind(new.amount_cents)
    .bind(new.currency)
    .bind(now)
    .execute_one(tx)
    .await
}

/// The key of the refund with this id.
pub async fn refund_key(tx: &mut Tx, id: Uuid) -> Result<Option<i64>> {
    let row = sql("SELECT key FROM refund_requests WHERE id = $1").bind(id);
    Ok(row.fetch_optional::<(i64,)>(tx).await?.map(|(key,)| key))
}

/// The tries of a refund, oldest first, locked.
pub async fn of_refund(tx: &mut Tx, refund_key: i64) -> Result<Vec<AttemptRow>> {
    let lock = tx.for_update();
    let text = format!("SELECT {COLUMNS} FROM refund_attempts WHERE refund_key = $1 ORDER BY number{lock}");
    Query::assembled(text, vec![refund_key.into()]).fetch_all(tx).await
}

/// The try with this reference, which the gateway's record of it carries.
pub async fn by_reference(tx: &mut Tx, reference: &str) -> Result<Option<AttemptRow>> {
    let text = format!("SELECT {COLUMNS} FROM refund_attempts WHERE reference = $1");
    Query::assembled(text, vec![reference.into()]).fetch_optional(tx).await
}

/// The try that the gateway's own reference was seen for.
pub async fn by_transaction(tx: &mut Tx, gateway: GatewayName, transaction: &str) -> Result<Option<AttemptRow>> {
    let text = format!("SELECT {COLUMNS} FROM refund_attempts WHERE gateway = $1 AND transaction_id = $2 LIMIT 1");
    Query::assembled(text, vec![gateway.into(), transaction.into()]).fetch_optional(tx).await
}

/// Tries that may still move money or be moved on, by key, after this one.
pub async fn live_after(tx: &mut Tx, key: i64, limit: i64) -> Result<Vec<AttemptRow>> {
    let text = format!("SELECT {COLUMNS} FROM refund_attempts WHERE live AND key > $1 ORDER BY key LIMIT $2");
    Query::assembled(text, vec![key.into(), limit.into()]).fetch_all(tx).await
}

/// Writes down how a try stands; its lease ends with it, unless a copy is being sent.
pub async fn save(tx: &mut Tx, row: &AttemptRow) -> Result<()> {
    sql("UPDATE refund_attempts SET state = $2, live = $3, sends = $4, first_sent_at = $5, last_sent_at = $6,
            window_ends_at = $7, empty_lookups = $8, last_lookup_at = $9, next_action_at = $10, transaction_id = $11,
            failure_code = $12, failure_message = $13, ended_at = $14,
            lease_owner = CASE WHEN $2 = 'sending' THEN lease_owner END,
            lease_until = CASE WHEN $2 = 'sending' THEN lease_until END, version = version + 1
         WHERE key = $1")
    .bind(row.key)
    .bind(row.state)
    .bind(row.live)
    .bind(row.sends)
    .bind(row.first_sent_at)
    .bind(row.last_sent_at)
    .bind(row.window_ends_at)
    .bind(row.empty_lookups)
    .bind(row.last_lookup_at)
    .bind(row.next_action_at)
    .bind(row.transaction_id.clone())
    .bind(row.failure_code.clone())
    .bind(row.failure_message.clone())
    .bind(row.ended_at)
    .execute_one(tx)
    .await
}

/// Whose money a refund pays back, and what of it went back already.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct PaidRow {
    pub refund_key: i64,
    pub refund_id: Uuid,
    pub payment_key: i64,
    pub payment_id: Uuid,
    pub transaction_id: Option<String>,
    pub amount_cents: i64,
    pub currency: String,
    pub posted_cents: i64,
    pub elsewhere_cents: i64,
    pub reserved_cents: i64,
    pub imported_cents: i64,
}

/// The payment of a refund.
pub async fn paid(tx: &mut Tx, refund_key: i64) -> Result<PaidRow> {
    sql("SELECT r.key AS refund_key, r.id AS refund_id, p.key AS payment_key, p.id AS payment_id, p.transaction_id,
            p.amount_cents, p.currency, p.posted_cents, p.elsewhere_cents, p.reserved_cents,
            (SELECT CAST(COALESCE(SUM(g.amount_cents), 0) AS BIGINT) FROM refund_postings g
             WHERE g.payment_key = p.key AND g.source = 'import') AS imported_cents
         FROM refund_requests r JOIN payments p ON p.key = r.payment_key WHERE r.key = $1")
    .bind(refund_key)
    .fetch_one(tx)
    .await
}

/// Gives a try up for the next one: it stays in the state it had, and proofs of it are still taken.
pub async fn supersede(tx: &mut Tx, key: i64, now: Timestamp) -> Result<()> {
    sql("UPDATE refund_attempts SET live = FALSE, ended_at = $2, next_action_at = NULL, lease_owner = NULL,
            lease_until = NULL, version = version + 1
         WHERE key = $1 AND live")
    .bind(key)
    .bind(now)
    .execute_one(tx)
    .await
}
