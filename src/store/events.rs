//! The stream of changes; [`chain::append`](super::chain::append) writes it.

use super::engine::{Tx, sql};
use crate::{domain::time::Timestamp, error::Result};

/// Forgets events from before `before`; how many.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql("DELETE FROM events WHERE happened_at < $1").bind(before).execute(tx).await
}
