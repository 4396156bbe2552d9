//! What a try means for its refund and for the payment that it pays back.

use uuid::Uuid;

use crate::{
    domain::{
        refund::{AttemptState, GatewayState, RefundStatus},
        time::Timestamp,
    },
    error::Result,
    store::engine::{Query, Tx, sql},
};

/// A refund as far as its money is concerned.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct MoneyRow {
    pub key: i64,
    pub id: Uuid,
    pub number: String,
    pub status: RefundStatus,
    pub gateway_state: GatewayState,
    pub payment_key: i64,
    pub transaction_id: Option<String>,
    pub processed_at: Option<Timestamp>,
    pub failed_at: Option<Timestamp>,
    pub failure_code: Option<String>,
    pub failure_message: Option<String>,
    pub notify_user: bool,
    pub version: i64,
}

/// A refund, its payment and itself locked until the transaction ends, always in this order.
pub async fn lock_refund(tx: &mut Tx, key: i64) -> Result<MoneyRow> {
    let lock = tx.for_update();
    for text in [
        format!("SELECT key FROM payments WHERE key = (SELECT payment_key FROM refund_requests WHERE key = $1){lock}"),
        format!("SELECT key FROM refund_requests WHERE key = $1{lock}"),
    ] {
        Query::assembled(text, vec![key.into()]).fetch_one::<(i64,)>(tx).await?;
    }
    sql("SELECT key, id, number, status, gateway_state, payment_key, transaction_id, processed_at, failed_at, failure_code,
            failure_message, notify_user, version
         FROM refund_requests WHERE key = $1")
    .bind(key)
    .fetch_one(tx)
    .await
}

/// Writes down where the money of a refund stands, and what follows for the refund.
pub async fn settle(tx: &mut Tx, row: &MoneyRow, now: Timestamp) -> Result<()> {
    sql("UPDATE refund_requests SET status = $2, gateway_state = $3, transaction_id = $4, processed_at = $5,
            failed_at = $6, failure_code = $7, failure_message = $8, updated_at = $9, version = version + 1
         WHERE key = $1")
    .bind(row.key)
    .bind(row.status)
    .bind(row.gateway_state)
    .bind(row.transaction_id.clone())
    .bind(row.processed_at)
    .bind(row.failed_at)
    .bind(row.failure_code.clone())
    .bind(row.failure_message.clone())
    .bind(now)
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
