//! Lanes: whether refunds go out through a gateway at all.

use super::engine::{Tx, sql};
use crate::{
    domain::{refund::GatewayName, time::Timestamp},
    error::Result,
};

/// A lane that is stopped.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct StoppedRow {
    pub gateway: GatewayName,
    pub reason: Option<String>,
    pub since: Timestamp,
    /// When it is tried again; `None` when only people may open it.
    pub retry_at: Option<Timestamp>,
}

/// Why a gateway's lane is stopped; `None` when it isn't.
pub async fn stopped(tx: &mut Tx, gateway: GatewayName) -> Result<Option<StoppedRow>> {
    sql("SELECT gateway, reason, since, retry_at FROM gateway_lanes WHERE gateway = $1 AND state = 'stopped'")
        .bind(gateway)
        .fetch_optional(tx)
        .await
}

/// Stops a lane until `retry_at`, or until people open it. One that only people may open stays so.
pub async fn stop(
    tx: &mut Tx,
    gateway: GatewayName,
    reason: &str,
    retry_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<()> {
    sql("INSERT INTO gateway_lanes (gateway, state, reason, since, retry_at) VALUES ($1, 'stopped', $2, $3, $4)
         ON CONFLICT (gateway) DO UPDATE SET state = 'stopped', reason = excluded.reason, retry_at = excluded.retry_at,
            since = CASE WHEN gateway_lanes.state = 'stopped' THEN gateway_lanes.since ELSE excluded.since END
         WHERE gateway_lanes.state = 'open' OR gateway_lanes.retry_at IS NOT NULL")
    .bind(gateway)
    .bind(reason)
    .bind(now)
    .bind(retry_at)
    .execute(tx)
    .await
    .map(drop)
}

/// Opens a lane; with `by_people` also one that only people may open. Whether it was stopped.
pub async fn open(tx: &mut Tx, gateway: GatewayName, by_people: bool, now: Timestamp) -> Result<bool> {
    let rows = sql("UPDATE gateway_lanes SET state = 'open', reason = NULL, retry_at = NULL, since = $3
                    WHERE gateway = $1 AND state = 'stopped' AND ($2 OR retry_at IS NOT NULL)")
    .bind(gateway)
    .bind(by_people)
    .bind(now);
    Ok(rows.execute(tx).await? == 1)
}
