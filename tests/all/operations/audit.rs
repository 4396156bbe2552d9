//! The audit log, and who touched it.

use appydex_admin::{
    domain::audit::FaultKind,
    operations::{
        Attempt,
        audit::{AuditVerification, ListAudit},
    },
};

use super::{by_id, every_way, reject};
use crate::support::world::World as AnyWorld;

async fn verified(world: &AnyWorld) -> AuditVerification {
    world.root().await.verify_audit().await.unwrap()
}

/// A world with some entries in its log.
async fn busy(world: &AnyWorld) {
    let asha = world.moderator("asha").await;
    for i in 0..4 {
        let id = world.case("abuse").await;
        asha.resolve_takedown(by_id(id), reject(), Attempt::with_key(format!("k{i}"))).await.unwrap();
    }
    let sound = verified(world).await;
    assert!(sound.intact && sound.last_seq >= 6 && sound.entries == sound.last_seq, "{sound:?}");
}

fn only_fault(found: &AuditVerification) -> (i64, FaultKind) {
    assert!(!found.intact && found.faults_total >= 1, "{found:?}");
    (found.faults[0].seq, found.faults[0].kind)
}

every_way! {
    async fn an_entry_says_who_what_and_why(world: World) {
        let id = world.case("abuse").await;
        let asha = world.moderator("asha").await;
        asha.resolve_takedown(by_id(id), reject(), Attempt::with_key("k")).await.unwrap();
        let root = world.root().await;
        let query = ListAudit { entity_id: Some(id.to_string()), ..ListAudit::default() };
        let page = root.list_audit(query).await.unwrap();
        let entry = &page.rows[0];
        assert_eq!((entry.action.as_str(), entry.reason.as_deref()), ("takedown.resolve", Some(crate::operations::REASON)));
        assert_eq!(entry.admin.as_ref().unwrap().name, "asha");
        assert_eq!(entry.before.as_ref().unwrap()["status"], "open");
        assert_eq!(entry.after.as_ref().unwrap()["status"], "rejected");
        assert_eq!(asha.list_audit(ListAudit::default()).await.unwrap_err().code(), "PERMISSION_DENIED");
    }

    async fn an_edited_entry_is_found(world: World) {
        busy(&world).await;
        world.tamper("UPDATE audit_log SET reason = 'nothing to see here' WHERE seq = 4").await;
        assert_eq!(only_fault(&verified(&world).await), (4, FaultKind::Changed));
    }

    async fn a_deleted_entry_is_found(world: World) {
        busy(&world).await;
        world.tamper("DELETE FROM audit_log WHERE seq = 4").await;
        assert_eq!(only_fault(&verified(&world).await), (4, FaultKind::Removed));
    }

    async fn reordered_entries_are_found(world: World) {
        busy(&world).await;
        world.tamper("UPDATE audit_log SET seq = -4 WHERE seq = 4").await;
        world.tamper("UPDATE audit_log SET seq = 4 WHERE seq = 5").await;
        world.tamper("UPDATE audit_log SET seq = 5 WHERE seq = -4").await;
        let found = verified(&world).await;
        assert_eq!(only_fault(&found), (4, FaultKind::Reordered));
    }

    async fn a_truncated_log_is_found_by_either_head(world: World) {
        busy(&world).await;
        let last = verified(&world).await.last_seq;
        world.tamper("DELETE FROM audit_log WHERE seq = (SELECT MAX(seq) FROM audit_log)").await;
        assert_eq!(only_fault(&verified(&world).await), (last, FaultKind::Removed));
        // Whoever rolls the database's own head back as well meets the one beside it.
        world.tamper("UPDATE chain_head SET audit_seq = audit_seq - 1,
            audit_hash = (SELECT hash FROM audit_log WHERE seq = (SELECT MAX(seq) FROM audit_log))").await;
        assert_eq!(only_fault(&verified(&world).await), (last, FaultKind::Removed));
    }
}
