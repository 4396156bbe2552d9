//! The ledger of what was refunded: postings, only ever added, and the sums of a payment that move with them.

use uuid::Uuid;

use super::{
    analytics::{REFUNDS, Sheets},
    engine::{Query, Tx, sql},
};
use crate::{
    domain::{
        refund::{GatewayName, GatewayState, RefundStatus},
        time::Timestamp,
    },
    error::Result,
};

/// A payment with its sums.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct SumsRow {
    pub key: i64,
    pub id: Uuid,
    pub amount_cents: i64,
    pub currency: String,
    pub posted_cents: i64,
    pub elsewhere_cents: i64,
    pub reserved_cents: i64,
    /// What the imported files said was refunded.
    pub imported_cents: i64,
    /// When that was last read.
    pub imported_at: Option<Timestamp>,
    pub version: i64,
}

/// A payment, locked until the transaction ends.
pub async fn lock_payment(tx: &mut Tx, key: i64) -> Result<SumsRow> {
    let lock = tx.for_update();
    let text = format!("SELECT key FROM payments WHERE key = $1{lock}");
    Query::assembled(text, vec![key.into()]).fetch_one::<(i64,)>(tx).await?;
    sql("SELECT p.key, p.id, p.amount_cents, p.currency, p.posted_cents, p.elsewhere_cents, p.reserved_cents,
            CAST(COALESCE(SUM(g.amount_cents), 0) AS BIGINT) AS imported_cents, MAX(g.recorded_at) AS imported_at,
            p.version
         FROM payments p LEFT JOIN refund_postings g ON g.payment_key = p.key AND g.source = 'import'
         WHERE p.key = $1 GROUP BY p.key")
    .bind(key)
    .fetch_one(tx)
    .await
}

/// The keys of the payments that a gateway knows by this reference: two at most are looked for.
pub async fn payments_at(tx: &mut Tx, reference: &str) -> Result<Vec<i64>> {
    let by_reference = sql("SELECT key FROM payments WHERE transaction_id = $1 ORDER BY key LIMIT 2").bind(reference);
    let mut found: Vec<(i64,)> = by_reference.fetch_all(tx).await?;
    if let (true, Ok(id)) = (found.is_empty(), reference.parse::<Uuid>()) {
        found = sql("SELECT key FROM payments WHERE id = $1").bind(id).fetch_all(tx).await?;
    }
    Ok(found.into_iter().map(|(key,)| key).collect())
}

/// Moves the sums of a payment: what went back, what went back elsewhere, what is set aside. The database refuses to
/// set aside or post more than came in.
pub async fn move_sums(tx: &mut Tx, key: i64, posted: i64, elsewhere: i64, reserved: i64) -> Result<()> {
    sql("UPDATE payments SET posted_cents = posted_cents + $2, elsewhere_cents = elsewhere_cents + $3,
            reserved_cents = reserved_cents + $4, version = version + 1 WHERE key = $1")
    .bind(key)
    .bind(posted)
    .bind(elsewhere)
    .bind(reserved)
    .execute_one(tx)
    .await
}

/// A posting before it has its row.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct NewPosting<'a> {
    pub id: Uuid,
    pub payment_key: i64,
    pub refund_key: Option<i64>,
    pub amount_cents: i64,
    pub currency: &'a str,
    pub processed_at: Timestamp,
    /// Whether its amount counts with what went back through this program.
    pub ours: bool,
    pub gateway: GatewayName,
    pub transaction_id: &'a str,
}

/// Adds a posting, with what is kept in sum for analytics. What takes a confirmation back stands at the moment that it
/// takes back, so that no day ever has less than nothing refunded.
pub async fn insert(tx: &mut Tx, new: &NewPosting<'_>, now: Timestamp) -> Result<()> {
    let taken_back = if new.amount_cents < 0 { confirmed_at(tx, new).await? } else { None };
    let processed_at = taken_back.unwrap_or(new.processed_at);
    sql("INSERT INTO refund_postings (id, payment_key, refund_key, amount_cents, currency, processed_at, source, gateway,
            transaction_id, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
    .bind(new.id)
    .bind(new.payment_key)
    .bind(new.refund_key)
    .bind(new.amount_cents)
    .bind(new.currency)
    .bind(processed_at)
    .bind(if new.ours { "gateway" } else { "elsewhere" })
    .bind(new.gateway)
    .bind(new.transaction_id)
    .bind(now)
    .execute_one(tx)
    .await?;
    let mut moved = Sheets::default();
    REFUNDS.gather(tx, "g.id = $1", vec![new.id.into()], 1, &mut moved).await?;
    tx.kept().merge(moved);
    Ok(())
}

/// When the refund was confirmed that a posting takes back.
async fn confirmed_at(tx: &mut Tx, new: &NewPosting<'_>) -> Result<Option<Timestamp>> {
    let row: Option<(Timestamp,)> = sql("SELECT processed_at FROM refund_postings
         WHERE gateway = $1 AND transaction_id = $2 AND amount_cents > 0")
    .bind(new.gateway)
    .bind(new.transaction_id)
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|(at,)| at))
}

/// What the ledger has for one refund at the gateway.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct PostedRow {
    pub payment_key: i64,
    pub refund_key: Option<i64>,
    /// `gateway` or `elsewhere`
    pub source: String,
    /// 0 where a confirmation was taken back.
    pub cents: i64,
}

/// What the ledger has under the gateway's own reference.
pub async fn of_transaction(tx: &mut Tx, gateway: GatewayName, transaction: &str) -> Result<Option<PostedRow>> {
    sql("SELECT MIN(payment_key) AS payment_key, MIN(refund_key) AS refund_key, MIN(source) AS source,
            CAST(SUM(amount_cents) AS BIGINT) AS cents
         FROM refund_postings WHERE gateway = $1 AND transaction_id = $2 HAVING COUNT(*) > 0")
    .bind(gateway)
    .bind(transaction)
    .fetch_optional(tx)
    .await
}

/// The gateway's own references of a payment's refunds that the ledger has, with the sums.
pub async fn of_payment(tx: &mut Tx, payment_key: i64, gateway: GatewayName) -> Result<Vec<(String, i64)>> {
    sql("SELECT transaction_id, CAST(SUM(amount_cents) AS BIGINT) FROM refund_postings
         WHERE payment_key = $1 AND gateway = $2 AND transaction_id IS NOT NULL GROUP BY transaction_id")
    .bind(payment_key)
    .bind(gateway)
    .fetch_all(tx)
    .await
}

/// The tries to pay this payment back: the reference that each carries, and its amount.
pub async fn tries(tx: &mut Tx, payment_key: i64) -> Result<Vec<(String, i64)>> {
    sql("SELECT a.reference, a.amount_cents FROM refund_attempts a JOIN refund_requests r ON r.key = a.refund_key
         WHERE r.payment_key = $1")
    .bind(payment_key)
    .fetch_all(tx)
    .await
}

/// The gateway's own references of a payment's refunds that the ledger had before `before`.
pub async fn before(tx: &mut Tx, payment_key: i64, gateway: GatewayName, before: Timestamp) -> Result<Vec<String>> {
    let rows = sql("SELECT DISTINCT transaction_id FROM refund_postings
                    WHERE payment_key = $1 AND gateway = $2 AND transaction_id IS NOT NULL AND recorded_at < $3")
    .bind(payment_key)
    .bind(gateway)
    .bind(before);
    Ok(rows.fetch_all::<(String,)>(tx).await?.into_iter().map(|(id,)| id).collect())
}

/// What the ledger has for one refund at the gateway, with what it is about.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct LedgerRow {
    pub transaction_id: String,
    pub cents: i64,
    pub currency: String,
    pub processed_at: Timestamp,
    pub payment_id: Uuid,
    pub refund_id: Option<Uuid>,
    pub number: Option<String>,
    pub status: Option<RefundStatus>,
    pub gateway_state: Option<GatewayState>,
}

const LEDGER: &str =
    "SELECT l.transaction_id, l.cents, p.currency, l.processed_at, p.id AS payment_id, r.id AS refund_id,
        r.number, r.status, r.gateway_state
     FROM (SELECT transaction_id, MIN(payment_key) AS payment_key, MIN(refund_key) AS refund_key,
                CAST(SUM(amount_cents) AS BIGINT) AS cents, MIN(processed_at) AS processed_at,
                MAX(recorded_at) AS recorded_at
           FROM refund_postings WHERE gateway = $1 AND transaction_id IS NOT NULL{which} GROUP BY transaction_id) l
     JOIN payments p ON p.key = l.payment_key LEFT JOIN refund_requests r ON r.key = l.refund_key";

/// What the ledger has under the gateway's own reference.
pub async fn ledger_of(tx: &mut Tx, gateway: GatewayName, transaction: &str) -> Result<Option<LedgerRow>> {
    let text = LEDGER.replace("{which}", " AND transaction_id = $2");
    Query::assembled(text, vec![gateway.into(), transaction.into()]).fetch_optional(tx).await
}

/// What the ledger has of refunds that the gateway must have made from `from` on and that were recorded by `until`.
pub async fn ledger_between(
    tx: &mut Tx,
    gateway: GatewayName,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<LedgerRow>> {
    let begun = "(SELECT MIN(a.first_sent_at) FROM refund_attempts a
                  WHERE a.gateway = $1 AND a.transaction_id = l.transaction_id)";
    let recent = LEDGER.replace("{which}", " AND processed_at >= $2");
    let text = format!("{recent} WHERE l.recorded_at <= $3 AND COALESCE({begun}, l.processed_at) >= $2");
    Query::assembled(text, vec![gateway.into(), from.into(), until.into()]).fetch_all(tx).await
}

/// When the latest refund of a payment that was made elsewhere was recorded.
pub async fn latest_elsewhere(tx: &mut Tx, payment_key: i64) -> Result<Option<Timestamp>> {
    let row = sql("SELECT MAX(recorded_at) FROM refund_postings WHERE payment_key = $1 AND source = 'elsewhere'");
    Ok(row.bind(payment_key).fetch_one::<(Option<Timestamp>,)>(tx).await?.0)
}
