//! The audit log: what is asked and answered.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{
    AdminRef,
    fields::{self, Fields, Request},
    takedowns::SORT_ORDERS,
};
use crate::domain::{
    actor::Surface,
    audit::{AuditActor, FaultKind},
    page::{Paging, SortOrder},
    time::Timestamp,
};

/// Which entries to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListAudit {
    /// By this admin.
    pub admin_id: Option<Uuid>,
    /// By this kind of actor.
    pub actor: Option<AuditActor>,
    /// `takedown.resolve`, `auth.login_failed`, …
    pub action: Option<String>,
    /// `takedown_request`, `admin`, …
    pub entity_type: Option<String>,
    /// The whole id.
    pub entity_id: Option<String>,
    /// Through this door.
    pub surface: Option<Surface>,
    /// Of this request.
    pub trace_id: Option<String>,
    /// From this moment on.
    pub from_date: Option<Timestamp>,
    /// Up to and with this moment.
    pub to_date: Option<Timestamp>,
    /// By default newest first.
    pub sort_order: Option<SortOrder>,
    /// The page.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Request for ListAudit {
    fn read(f: &mut Fields) -> Option<Self> {
        let admin_id = f.optional("admin_id", fields::uuid);
        let actor = f.optional("actor", fields::word);
        let action = f.optional("action", action);
        let entity_type = f.optional("entity_type", entity_type);
        let entity_id = f.optional("entity_id", fields::text(1, 64));
        let surface = f.optional("surface", fields::word);
        let trace_id = f.optional("trace_id", trace_id);
        let (from_date, to_date) = f.period();
        let sort_order = f.optional("sort_order", fields::one_of(SORT_ORDERS));
        let paging = f.paging();
        Some(Self {
            admin_id,
            actor,
            action,
            entity_type,
            entity_id,
            surface,
            trace_id,
            from_date,
            to_date,
            sort_order,
            paging: paging?,
        })
    }
}

fn name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

fn action(value: &Value, _: bool) -> Result<String, String> {
    let text = value.as_str().unwrap_or_default();
    match text.split_once('.') {
        Some((noun, verb)) if name(noun) && name(verb) && text.len() <= 100 => Ok(text.to_owned()),
        _ => Err("must be an action, such as takedown.resolve".into()),
    }
}

fn entity_type(value: &Value, _: bool) -> Result<String, String> {
    let text = value.as_str().unwrap_or_default();
    if name(text) && text.len() <= 50 { Ok(text.to_owned()) } else { Err("must be a kind, such as admin".into()) }
}

fn trace_id(value: &Value, _: bool) -> Result<String, String> {
    let text = value.as_str().unwrap_or_default();
    let right = (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    if right { Ok(text.to_owned()) } else { Err("must have 1 to 64 visible ASCII characters".into()) }
}

/// An entry. Secrets and personal data are masked in `before` and `after`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Its id.
    pub id: Uuid,
    /// Without gaps, from 1.
    pub seq: i64,
    /// When.
    pub created_at: Timestamp,
    /// The admin who acted, as they were called then.
    pub admin: Option<AdminRef>,
    /// What kind of actor.
    pub actor: AuditActor,
    /// `takedown.resolve`, `auth.login`, …
    pub action: String,
    /// `takedown_request`, `admin`, …
    pub entity_type: String,
    /// Which one.
    pub entity_id: Option<String>,
    /// What was.
    pub before: Option<Value>,
    /// What is.
    pub after: Option<Value>,
    /// Why.
    pub reason: Option<String>,
    /// Of which request.
    pub trace_id: String,
    /// From where.
    pub address: Option<String>,
    /// With what.
    pub user_agent: Option<String>,
    /// Through which door.
    pub surface: Surface,
    /// Whose shell it was, when a process worked on its own database.
    pub os_user: Option<String>,
    /// SHA-256 over this entry and `prev_hash`, in hex.
    pub hash: String,
    /// That of the entry before; zeros for the first.
    pub prev_hash: String,
}

/// Something wrong in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditFault {
    /// Where.
    pub seq: i64,
    /// What kind.
    pub kind: FaultKind,
    /// In words.
    pub message: String,
}

/// What a check of the chain found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditVerification {
    /// Whether nothing was.
    pub intact: bool,
    /// How many entries were read.
    pub entries: i64,
    /// The newest.
    pub last_seq: i64,
    /// Its hash, in hex.
    pub head_hash: Option<String>,
    /// How many faults there are.
    pub faults_total: i64,
    /// The first hundred.
    pub faults: Vec<AuditFault>,
    /// When it was checked.
    pub verified_at: Timestamp,
    /// How long that took, in milliseconds.
    pub duration_ms: i64,
}
