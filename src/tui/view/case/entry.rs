//! An entry of the audit log, and what a check of the chain found.

use super::Doc;
use crate::{
    operations::audit::AuditEntry,
    tui::{
        model::Model,
        theme::Role,
        view::words::{count, time},
        widgets::text::{dim, piece},
    },
};

/// What the last check of the chain found.
pub fn verification(model: &Model, doc: &mut Doc) {
    let check = &model.audit.verification;
    if check.waiting.is_some() {
        doc.line(vec![dim(" The chain is being checked.")]);
    } else if let Some(found) = &check.value {
        let at = time(model, found.verified_at);
        if found.intact {
            let text = format!(" Intact: {} entries, checked {at} in {} ms.", found.entries, found.duration_ms);
            doc.line(vec![piece(Role::Good, text)]);
        } else {
            let text = format!(" NOT INTACT: {}, checked {at}.", count(found.faults_total, "fault", "faults"));
            doc.line(vec![piece(Role::Bad, text)]);
            for fault in found.faults.iter().take(10) {
                doc.fact_in(Role::Bad, &format!("entry {}", fault.seq), format!("{}: {}", fault.kind, fault.message));
            }
        }
    }
}

/// One entry.
pub fn write(model: &Model, entry: &AuditEntry, doc: &mut Doc) {
    doc.heading(&entry.action, &time(model, entry.created_at));
    doc.fact("by", entry.actor);
    doc.maybe("admin", entry.admin.as_ref().map(|admin| format!("{} ({})", admin.name, admin.email)));
    doc.fact("through", entry.surface);
    doc.maybe("os user", entry.os_user.as_ref());
    doc.maybe("from", entry.address.as_ref());
    doc.maybe("with", entry.user_agent.as_ref());
    doc.fact("on", format!("{} {}", entry.entity_type, entry.entity_id.as_deref().unwrap_or_default()));
    if let Some(reason) = &entry.reason {
        doc.heading("Reason", "");
        doc.prose(reason);
    }
    for (name, value) in [("Before", &entry.before), ("After", &entry.after)] {
        if let Some(value) = value {
            doc.heading(name, "");
            doc.prose(&serde_json::to_string_pretty(value).unwrap_or_default());
        }
    }
    doc.heading("Chain", "");
    doc.fact("trace", &entry.trace_id);
    doc.fact("hash", &entry.hash);
    doc.fact("before", &entry.prev_hash);
}
