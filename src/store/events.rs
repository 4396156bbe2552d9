//! The stream of changes; [`chain::append`](super::chain::append) writes it.

use uuid::Uuid;

use super::engine::{Query, Tx, sql};
use crate::{domain::time::Timestamp, error::Result};

/// An event as it is kept.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct EventRow {
    pub seq: i64,
    pub topic: String,
    pub kind: String,
    pub entity_id: Option<String>,
    pub owner_id: Option<Uuid>,
    pub data: String,
    pub trace_id: String,
    pub happened_at: Timestamp,
}

/// At most `most` events after number `after`, in order.
pub async fn after(tx: &mut Tx, after: i64, most: i64) -> Result<Vec<EventRow>> {
    sql("SELECT seq, topic, kind, entity_id, owner_id, data, trace_id, happened_at FROM events
         WHERE seq > $1 ORDER BY seq LIMIT $2")
    .bind(after)
    .bind(most)
    .fetch_all(tx)
    .await
}

/// The number of the newest event that ever was, and of the oldest that is still kept.
pub async fn ends(tx: &mut Tx) -> Result<(i64, Option<i64>)> {
    let text = "SELECT event_seq, (SELECT MIN(seq) FROM events) FROM chain_head WHERE singleton = 1";
    Query::assembled(text.to_owned(), Vec::new()).fetch_one(tx).await
}

/// Forgets events from before `before`; how many.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql("DELETE FROM events WHERE happened_at < $1").bind(before).execute(tx).await
}
