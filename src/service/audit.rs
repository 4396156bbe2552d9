//! Reading the audit log, and checking that nobody has touched it.

use super::Local;
use crate::{
    domain::{actor::Permission, audit::FaultKind, page::SortOrder, time::Timestamp},
    error::{Error, Result},
    operations::{
        AdminRef, Page,
        audit::{AuditEntry, AuditFault, AuditVerification, ListAudit},
    },
    store::{
        Tx, audit,
        chain::{self, AuditRow, Head},
        filter::Filter,
    },
};

/// How many faults an answer lists.
const LISTED: usize = 100;
/// How many entries are read at a time.
const BATCH: i64 = 1000;

impl Local {
    pub(super) async fn audit_entries(&self, query: ListAudit) -> Result<Page<AuditEntry>> {
        self.permit(Permission::AuditList).await?;
        let mut filter = Filter::default();
        filter.and_if("admin_id = ?", query.admin_id);
        filter.and_if("actor = ?", query.actor);
        filter.and_if("action = ?", query.action);
        filter.and_if("entity_type = ?", query.entity_type);
        filter.and_if("entity_id = ?", query.entity_id);
        filter.and_if("surface = ?", query.surface);
        filter.and_if("trace_id = ?", query.trace_id);
        filter.and_if("created_at >= ?", query.from_date);
        filter.and_if("created_at <= ?", query.to_date);
        let order = query.sort_order.unwrap_or(SortOrder::Desc);
        let mut tx = self.service.0.db.read().await?;
        let (rows, meta) = audit::page(&mut tx, &filter, order, &query.paging).await?;
        let rows = rows.into_iter().map(entry).collect::<Result<_>>()?;
        Ok(Page { rows, meta, summary: () })
    }

    pub(super) async fn check_audit(&self) -> Result<AuditVerification> {
        self.permit(Permission::AuditVerify).await?;
        let begun = std::time::Instant::now();
        let mut tx = self.service.0.db.read().await?;
        // The heads first: entries that are added while this reads lie beyond them.
        let mut heads = vec![(chain::head(&mut tx).await?, "the database's own head")];
        heads.extend(self.service.0.head.read()?.map(|head| (head, "the head kept beside the database")));
        let mut check = Check::new(heads);
        loop {
            let rows = audit::after(&mut tx, check.last.seq, BATCH).await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                check.row(&mut tx, &row).await?;
            }
        }
        check.end();
        Ok(check.verdict(self.service.now(), begun.elapsed()))
    }
}

fn entry(row: AuditRow) -> Result<AuditEntry> {
    let json = |text: Option<String>| text.map(|text| serde_json::from_str(&text)).transpose().map_err(Error::internal);
    let admin = row.admin_id.zip(row.admin_name).zip(row.admin_email);
    Ok(AuditEntry {
        id: row.id,
        seq: row.seq,
        created_at: row.created_at,
        admin: admin.map(|((id, name), email)| AdminRef { id, name, email }),
        actor: row.actor,
        action: row.action,
        entity_type: row.entity_type,
        entity_id: row.entity_id,
        before: json(row.before)?,
        after: json(row.after)?,
        reason: row.reason,
        trace_id: row.trace_id,
        address: row.address,
        user_agent: row.user_agent,
        surface: row.surface,
        os_user: row.os_user,
        hash: hex::encode(row.hash),
        prev_hash: hex::encode(row.prev_hash),
    })
}

/// A check on its way along the chain.
struct Check {
    heads: Vec<(Head, &'static str)>,
    last: Head,
    entries: i64,
    total: i64,
    faults: Vec<AuditFault>,
}

impl Check {
    const fn new(heads: Vec<(Head, &'static str)>) -> Self {
        Self { heads, last: Head { seq: 0, hash: Vec::new() }, entries: 0, total: 0, faults: Vec::new() }
    }

    async fn row(&mut self, tx: &mut Tx, row: &AuditRow) -> Result<()> {
        self.entries += 1;
        if self.last.hash.is_empty() {
            self.last.hash = vec![0; 32];
        }
        if row.seq > self.last.seq + 1 {
            let message = format!("entries {} to {} are missing", self.last.seq + 1, row.seq - 1);
            self.fault(self.last.seq + 1, FaultKind::Removed, message);
        } else if row.prev_hash != self.last.hash {
            // The link names another entry: one that stands elsewhere, or one that was rewritten.
            match audit::with_hash(tx, &row.prev_hash).await? {
                Some(elsewhere) => {
                    let message = format!("follows entry {elsewhere}, not the one before it");
                    self.fault(row.seq, FaultKind::Reordered, message);
                }
                None => self.fault(row.seq, FaultKind::Changed, "its link to the entry before is broken".into()),
            }
        } else if row.computed_hash() != row.hash {
            self.fault(row.seq, FaultKind::Changed, "its content is not what was written".into());
        }
        let other = self.heads.iter().find(|(head, _)| head.seq == row.seq && head.hash != row.hash);
        if let Some(which) = other.map(|(_, which)| *which) {
            self.fault(row.seq, FaultKind::Changed, format!("it is not the entry that {which} names"));
        }
        self.last = Head { seq: row.seq, hash: row.hash.clone() };
        Ok(())
    }

    /// Compares where the chain ends with where it should at least reach.
    fn end(&mut self) {
        let Some((head, which)) = self.heads.iter().max_by_key(|(head, _)| head.seq) else { return };
        let (first, last, which) = (self.last.seq + 1, head.seq, *which);
        if last >= first {
            let message = format!("entries {first} to {last} are missing: {which} knows them");
            self.fault(first, FaultKind::Removed, message);
        }
    }

    fn fault(&mut self, seq: i64, kind: FaultKind, message: String) {
        self.total += 1;
        if self.faults.len() < LISTED {
            self.faults.push(AuditFault { seq, kind, message });
        }
    }

    fn verdict(self, now: Timestamp, took: std::time::Duration) -> AuditVerification {
        AuditVerification {
            intact: self.total == 0,
            entries: self.entries,
            last_seq: self.last.seq,
            head_hash: (self.last.seq > 0).then(|| hex::encode(&self.last.hash)),
            faults_total: self.total,
            faults: self.faults,
            verified_at: now,
            duration_ms: i64::try_from(took.as_millis()).unwrap_or(i64::MAX),
        }
    }
}
