//! The ends of things: the audit chain and the event stream, numbered in the order of the commits.
//!
//! [`append`] must be the last that a transaction does before it commits: on PostgreSQL it locks the one
//! row of `chain_head`, and everybody else waits for the rest of the transaction.

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::Value as Json;
use uuid::Uuid;

use super::{
    analytics,
    engine::{Query, Tx, sql},
};
use crate::{
    domain::{
        actor::Surface,
        audit::{AuditActor, Part, canonical},
        time::Timestamp,
    },
    error::Result,
};

/// An audit entry before it has its place in the chain.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub created_at: Timestamp,
    /// What kind of actor.
    pub actor: AuditActor,
    /// Which admin, as they are called now: id, name, e-mail.
    pub admin: Option<(Uuid, String, String)>,
    /// `takedown.resolve`
    pub action: &'static str,
    /// `takedown_request`
    pub entity_type: &'static str,
    /// Which one.
    pub entity_id: Option<String>,
    /// What was, masked.
    pub before: Option<Json>,
    /// What is, masked.
    pub after: Option<Json>,
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
    /// Whose shell it was.
    pub os_user: Option<String>,
}

/// An event before it has its number.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// Its id.
    pub id: Uuid,
    /// `takedown`, `review`, …
    pub topic: &'static str,
    /// `takedown.resolved`
    pub kind: &'static str,
    /// About which row.
    pub entity_id: Option<String>,
    /// Whose, where only its owner may see it without a further permission.
    pub owner_id: Option<Uuid>,
    /// What a listener needs to know.
    pub data: Json,
}

/// The end of the audit chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The newest entry's number; 0 for an empty chain.
    pub seq: i64,
    /// Its hash; zeros for an empty chain.
    pub hash: Vec<u8>,
}

/// Puts entries and events at the ends of their chains and says where the audit chain ends now.
pub async fn append(
    tx: &mut Tx,
    entries: &[NewEntry],
    events: &[NewEvent],
    trace: &str,
    now: Timestamp,
) -> Result<Head> {
    let text =
        format!("SELECT audit_seq, audit_hash, event_seq FROM chain_head WHERE singleton = 1{}", tx.for_update());
    let (mut seq, mut hash, mut event_seq): (i64, Vec<u8>, i64) =
        Query::assembled(text, Vec::new()).fetch_one(tx).await?;
    analytics::settle(tx).await?;
    for entry in entries {
        seq += 1;
        hash = insert_entry(tx, entry, seq, &hash).await?;
    }
    for event in events {
        event_seq += 1;
        insert_event(tx, event, event_seq, trace, now).await?;
    }
    sql("UPDATE chain_head SET audit_seq = $1, audit_hash = $2, event_seq = $3, changes = changes + 1 WHERE singleton = 1")
        .bind(seq)
        .bind(hash.as_slice())
        .bind(event_seq)
        .execute_one(tx)
        .await?;
    Ok(Head { seq, hash })
}

/// Holds the head until the transaction ends: whatever else is under way commits before or after it.
pub async fn hold(tx: &mut Tx) -> Result<()> {
    let text = format!("SELECT changes FROM chain_head WHERE singleton = 1{}", tx.for_update());
    Query::assembled(text, Vec::new()).fetch_one::<(i64,)>(tx).await.map(drop)
}

/// How many transactions have changed anything that a reader could have cached.
pub async fn changes(tx: &mut Tx) -> Result<i64> {
    let (changes,) = sql("SELECT changes FROM chain_head WHERE singleton = 1").fetch_one::<(i64,)>(tx).await?;
    Ok(changes)
}

async fn insert_entry(tx: &mut Tx, entry: &NewEntry, seq: i64, previous: &[u8]) -> Result<Vec<u8>> {
    let (admin_id, admin_name, admin_email) = match &entry.admin {
        Some((id, name, email)) => (Some(*id), Some(name.clone()), Some(email.clone())),
        None => (None, None, None),
    };
    let row = AuditRow {
        seq,
        id: entry.id,
        created_at: entry.created_at,
        actor: entry.actor,
        admin_id,
        admin_name,
        admin_email,
        action: entry.action.to_owned(),
        entity_type: entry.entity_type.to_owned(),
        entity_id: entry.entity_id.clone(),
        before: entry.before.as_ref().map(Json::to_string),
        after: entry.after.as_ref().map(Json::to_string),
        reason: entry.reason.clone(),
        trace_id: entry.trace_id.clone(),
        address: entry.address.clone(),
        user_agent: entry.user_agent.clone(),
        surface: entry.surface,
        os_user: entry.os_user.clone(),
        prev_hash: previous.to_vec(),
        hash: Vec::new(),
    };
    let hash = row.computed_hash();
    row.insert(tx, &hash).await?;
    Ok(hash)
}

async fn insert_event(tx: &mut Tx, event: &NewEvent, seq: i64, trace: &str, now: Timestamp) -> Result<()> {
    sql("INSERT INTO events (seq, id, topic, kind, entity_id, owner_id, data, trace_id, happened_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind(seq)
    .bind(event.id)
    .bind(event.topic)
    .bind(event.kind)
    .bind(event.entity_id.clone())
    .bind(event.owner_id)
    .bind(event.data.to_string())
    .bind(trace)
    .bind(now)
    .execute_one(tx)
    .await
}

/// A row of the audit log as it lies in the table.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns are described at NewEntry")]
pub struct AuditRow {
    pub seq: i64,
    pub id: Uuid,
    pub created_at: Timestamp,
    pub actor: AuditActor,
    pub admin_id: Option<Uuid>,
    pub admin_name: Option<String>,
    pub admin_email: Option<String>,
    pub action: String,
    pub entity_type: String,
    pub entity_id: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub reason: Option<String>,
    pub trace_id: String,
    pub address: Option<String>,
    pub user_agent: Option<String>,
    pub surface: Surface,
    pub os_user: Option<String>,
    pub prev_hash: Vec<u8>,
    pub hash: Vec<u8>,
}

impl AuditRow {
    /// The hash that this row must have: over the hash before it and everything in it.
    pub fn computed_hash(&self) -> Vec<u8> {
        let (id, admin) = (self.id.to_string(), self.admin_id.map(|id| id.to_string()));
        let parts = [
            Part::Number(self.seq),
            Part::Text(&id),
            Part::Number(self.created_at.0),
            Part::Text(self.actor.as_str()),
            admin.as_deref().into(),
            self.admin_name.as_deref().into(),
            self.admin_email.as_deref().into(),
            Part::Text(&self.action),
            Part::Text(&self.entity_type),
            self.entity_id.as_deref().into(),
            self.before.as_deref().into(),
            self.after.as_deref().into(),
            self.reason.as_deref().into(),
            Part::Text(&self.trace_id),
            self.address.as_deref().into(),
            self.user_agent.as_deref().into(),
            Part::Text(self.surface.as_str()),
            self.os_user.as_deref().into(),
        ];
        digest(&SHA256, &canonical(&self.prev_hash, &parts)).as_ref().to_vec()
    }

    async fn insert(self, tx: &mut Tx, hash: &[u8]) -> Result<()> {
        sql("INSERT INTO audit_log (seq, id, created_at, actor, admin_id, admin_name, admin_email, action,
                entity_type, entity_id, before, after, reason, trace_id, address, user_agent, surface, os_user,
                prev_hash, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)")
        .bind(self.seq)
        .bind(self.id)
        .bind(self.created_at)
        .bind(self.actor)
        .bind(self.admin_id)
        .bind(self.admin_name)
        .bind(self.admin_email)
        .bind(self.action)
        .bind(self.entity_type)
        .bind(self.entity_id)
        .bind(self.before)
        .bind(self.after)
        .bind(self.reason)
        .bind(self.trace_id)
        .bind(self.address)
        .bind(self.user_agent)
        .bind(self.surface)
        .bind(self.os_user)
        .bind(self.prev_hash)
        .bind(hash)
        .execute_one(tx)
        .await
    }
}

/// Where the audit chain ends, as the database says.
pub async fn head(tx: &mut Tx) -> Result<Head> {
    let (seq, hash) =
        sql("SELECT audit_seq, audit_hash FROM chain_head WHERE singleton = 1").fetch_one::<(i64, Vec<u8>)>(tx).await?;
    Ok(Head { seq, hash })
}
