//! Reading the audit log.

use super::{
    chain::AuditRow,
    engine::{Tx, sql},
    filter::{By, Filter, List, Rank, Ranked},
};
use crate::{
    domain::page::{PageMeta, Paging, SortOrder},
    error::Result,
};

impl Ranked for AuditRow {
    fn ranks(&self, _: &[By]) -> Vec<Rank> {
        vec![Rank::Int(self.seq)]
    }
}

/// A page of entries, by their numbers.
pub async fn page(
    tx: &mut Tx,
    filter: &Filter,
    order: SortOrder,
    paging: &Paging,
) -> Result<(Vec<AuditRow>, PageMeta)> {
    let list = List {
        whole: None,
        select: "SELECT * FROM audit_log WHERE 1 = 1",
        count: "SELECT COUNT(*) FROM audit_log WHERE 1 = 1",
        filter,
        order: &[By::in_order("seq", order)],
    };
    list.page(tx, paging).await
}

/// The next `limit` entries in the order in which they lie after number `after`.
pub async fn after(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<AuditRow>> {
    sql("SELECT * FROM audit_log WHERE seq > $1 ORDER BY seq LIMIT $2").bind(after).bind(limit).fetch_all(tx).await
}

/// The number of the entry with this hash.
pub async fn with_hash(tx: &mut Tx, hash: &[u8]) -> Result<Option<i64>> {
    let row = sql("SELECT seq FROM audit_log WHERE hash = $1").bind(hash);
    Ok(row.fetch_optional::<(i64,)>(tx).await?.map(|(seq,)| seq))
}
