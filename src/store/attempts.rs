//! Tries to pay, and what they pay back. How one moves is decided in `domain::refund::machine`.

use uuid::Uuid;

use super::engine::{Query, Tx, sql};
use crate::{
    domain::{
        refund::{AttemptState, GatewayName, machine::Standing},
        time::Timestamp,
    },
    error::Result,
};

/// A try to pay.
#[derive(Clone, Debug, sqlx::FromRow)]
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

/// The tries of a refund, oldest first.
pub async fn of_refund(tx: &mut Tx, refund_key: i64) -> Result<Vec<AttemptRow>> {
    let text = format!("SELECT {COLUMNS} FROM refund_attempts WHERE refund_key = $1 ORDER BY number");
    Query::assembled(text, vec![refund_key.into()]).fetch_all(tx).await
}

/// The try with this reference, which the gateway's record of it carries.
pub async fn by_reference(tx: &mut Tx, reference: &str) -> Result<Option<AttemptRow>> {
    let text = format!("SELECT {COLUMNS} FROM refund_attempts WHERE reference = $1");
    Query::assembled(text, vec![reference.into()]).fetch_optional(tx).await
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

/// Moves what is set aside for a payment's undecided refunds by `cents`. The database refuses more than came in.
pub async fn reserve(tx: &mut Tx, payment_key: i64, cents: i64) -> Result<()> {
    sql("UPDATE payments SET reserved_cents = reserved_cents + $2 WHERE key = $1")
        .bind(payment_key)
        .bind(cents)
        .execute_one(tx)
        .await
}

/// Says where the money of a refund stands.
pub async fn set_gateway_state(tx: &mut Tx, refund_key: i64, state: AttemptState) -> Result<()> {
    sql("UPDATE refund_requests SET gateway_state = $2 WHERE key = $1")
        .bind(refund_key)
        .bind(state)
        .execute_one(tx)
        .await
}
