//! The database as a whole: what it is, how large, how many rows.

use std::collections::BTreeMap;

use super::engine::{Query, Tx};
use crate::error::Result;

/// The tables whose rows people ask about.
const TABLES: &[&str] = &[
    "users",
    "vendors",
    "services",
    "bookings",
    "payments",
    "disputes",
    "reviews",
    "takedown_requests",
    "refund_requests",
    "referrals",
    "admins",
    "audit_log",
    "outbox",
];

/// Rows by table.
pub async fn rows(tx: &mut Tx) -> Result<BTreeMap<String, i64>> {
    let mut rows = BTreeMap::new();
    for table in TABLES {
        let query = Query::assembled(format!("SELECT COUNT(*) FROM {table}"), Vec::new());
        rows.insert((*table).to_owned(), query.fetch_one::<(i64,)>(tx).await?.0);
    }
    Ok(rows)
}

/// The engine and its version.
pub async fn version(tx: &mut Tx) -> Result<String> {
    let (name, query) = tx.version();
    Ok(format!("{name} {}", query.fetch_one::<(String,)>(tx).await?.0))
}

/// Its size in bytes.
pub async fn size(tx: &mut Tx) -> Result<Option<i64>> {
    let query = tx.size();
    Ok(query.fetch_optional::<(i64,)>(tx).await?.map(|(size,)| size))
}
