//! Calls that gateways made to us, so that none counts twice.

use uuid::Uuid;

use super::engine::{Tx, sql};
use crate::{
    domain::{refund::GatewayName, time::Timestamp},
    error::Result,
};

/// Notes a gateway's call; false when it was noted before.
pub async fn insert(
    tx: &mut Tx,
    id: Uuid,
    gateway: GatewayName,
    event: &str,
    kind: &str,
    transaction: Option<&str>,
    now: Timestamp,
) -> Result<bool> {
    let rows = sql("INSERT INTO gateway_events (id, gateway, event_id, kind, transaction_id, received_at)
                    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (gateway, event_id) DO NOTHING")
    .bind(id)
    .bind(gateway)
    .bind(event)
    .bind(kind)
    .bind(transaction)
    .bind(now);
    Ok(rows.execute(tx).await? == 1)
}

/// Forgets calls from before `before`; how many. Gateways repeat them for a week at most.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql("DELETE FROM gateway_events WHERE received_at < $1").bind(before).execute(tx).await
}
