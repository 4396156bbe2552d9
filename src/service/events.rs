//! Following changes: read from the database in the order of the commits, so that every process's changes are seen,
//! and shown to who may see them.
//!
//! A stream holds one batch and its place, however slow its reader is. It looks again when this process has changed
//! something, and every [`LOOK`] for what other processes did.

use std::{collections::VecDeque, time::Duration};

use futures_util::stream;
use serde::Deserialize;
use tokio::{sync::watch, time::Instant};
use uuid::Uuid;

use super::{
    Local,
    access::{self, Need, Who},
    sessions,
};
use crate::{
    domain::actor::{Permission, Permissions},
    error::{Error, Kind, Result},
    operations::events::{ChangeEvent, Event, Events, FollowEvents, RESYNC, Topic},
    store::events::{self, EventRow},
};

/// How many events are held for a reader.
const BATCH: i64 = 100;
/// How often other processes' changes are looked for.
const LOOK: Duration = Duration::from_millis(400);
/// How often a stream without events checks that its reader still may.
const CHECK: Duration = Duration::from_secs(5);

/// Tells the streams of this process that something was committed.
pub struct Pulse(watch::Sender<u64>);

impl Pulse {
    /// Nothing yet.
    pub fn new() -> Self {
        Self(watch::Sender::new(0))
    }

    /// Something was committed.
    pub fn beat(&self) {
        self.0.send_modify(|beats| *beats = beats.wrapping_add(1));
    }
}

/// Where a stream stands.
struct Follower {
    local: Local,
    topics: Vec<Topic>,
    after: i64,
    batch: VecDeque<Event>,
    beats: watch::Receiver<u64>,
    checked: Instant,
    ended: bool,
}

impl Local {
    /// The events after the one named; one that is too old, or that never was, begins with `system.resync`.
    pub(super) async fn follow(&self, request: FollowEvents) -> Result<Events> {
        self.authorize(Need::Admin).await?;
        let mut tx = self.service.0.db.read().await?;
        let (newest, oldest) = events::ends(&mut tx).await?;
        drop(tx);
        let after = request.after.unwrap_or(newest);
        let kept = |after: i64| after == newest || oldest.is_some_and(|oldest| oldest <= after.saturating_add(1));
        let missed = after > newest || !kept(after);
        let mut follower = Follower {
            local: self.clone(),
            topics: request.topics,
            after: if missed { newest } else { after },
            batch: VecDeque::new(),
            beats: self.service.0.pulse.0.subscribe(),
            checked: Instant::now(),
            ended: false,
        };
        if missed {
            follower.batch.push_back(follower.resync());
        }
        Ok(Events { after: after.min(newest), stream: Box::pin(stream::unfold(follower, next)) })
    }
}

async fn next(mut follower: Follower) -> Option<(Result<Event>, Follower)> {
    if follower.ended {
        return None;
    }
    loop {
        if let Some(event) = follower.batch.pop_front() {
            return Some((Ok(event), follower));
        }
        match follower.look().await {
            Ok(true) => {}
            Ok(false) => follower.wait().await,
            Err(error) => {
                follower.ended = !error.retryable();
                if !follower.ended {
                    tokio::time::sleep(LOOK).await;
                }
                return Some((Err(error), follower));
            }
        }
    }
}

impl Follower {
    /// Reads on; whether there was anything, for this reader or not.
    async fn look(&mut self) -> Result<bool> {
        let rows = events::after(&mut self.local.service.0.db.read().await?, self.after, BATCH).await?;
        let Some(last) = rows.last().map(|row| row.seq) else {
            if self.checked.elapsed() >= CHECK {
                self.who().await?;
            }
            return Ok(false);
        };
        let who = self.who().await?;
        for row in rows {
            let (wanted, seq) = (self.wants(&who, &row), row.seq);
            if wanted {
                self.batch.push_back(Event { id: seq, change: read(row)? });
            }
        }
        self.after = last;
        Ok(true)
    }

    /// Who reads, as they stand now.
    async fn who(&mut self) -> Result<Who> {
        let mut tx = self.local.service.0.db.read().await?;
        if let Some(session) = self.local.caller.session {
            let live = sessions::live(&mut tx, session, self.local.service.now()).await?;
            live.ok_or_else(|| Error::new(Kind::Unauthenticated).with_message("The session has ended."))?;
        }
        let who = access::load(&mut tx, &self.local.caller).await?;
        self.checked = Instant::now();
        Ok(who)
    }

    fn wants(&self, who: &Who, row: &EventRow) -> bool {
        let Ok(topic) = row.topic.parse::<Topic>() else { return false };
        let asked = self.topics.is_empty() || self.topics.contains(&topic);
        asked && may_see(who.permissions(), access::admin_uuid(who), topic, row.owner_id)
    }

    async fn wait(&mut self) {
        // Whoever beats lives as long as the service that this stream holds.
        drop(tokio::time::timeout(LOOK, self.beats.changed()).await);
    }

    fn resync(&self) -> Event {
        let change = ChangeEvent {
            kind: RESYNC.into(),
            occurred_at: self.local.service.now(),
            entity_type: None,
            entity_id: None,
            version: None,
            number: None,
            status: None,
            progress_percent: None,
            actor_id: None,
            trace_id: None,
        };
        Event { id: self.after, change }
    }
}

/// Whether somebody with these permissions may see what happened to a row of `owner`.
fn may_see(permissions: Permissions, reader: Option<Uuid>, topic: Topic, owner: Option<Uuid>) -> bool {
    let needed = match topic {
        Topic::Booking => Permission::BookingsList,
        Topic::Takedown => Permission::ReviewsModerate,
        Topic::Review => Permission::ReviewsList,
        Topic::Refund => Permission::RefundsList,
        Topic::Payment => Permission::PaymentsList,
        Topic::Referral => Permission::ReferralsList,
        Topic::Job => Permission::JobsViewAll,
        Topic::Admin => Permission::AdminsList,
        Topic::Role => Permission::RolesList,
        Topic::Backup => Permission::SystemBackup,
        Topic::System => return true,
    };
    permissions.allows(needed) || (owner.is_some() && owner == reader)
}

/// What an event's row says beside its columns.
#[derive(Deserialize)]
struct Data {
    #[serde(default)]
    version: Option<i64>,
    #[serde(default)]
    number: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    progress_percent: Option<i64>,
    #[serde(default)]
    actor_id: Option<Uuid>,
}

fn read(row: EventRow) -> Result<ChangeEvent> {
    let data: Data = serde_json::from_str(&row.data).map_err(Error::internal)?;
    let entity_type = row.topic.parse::<Topic>().ok().and_then(Topic::entity_type);
    Ok(ChangeEvent {
        kind: row.kind,
        occurred_at: row.happened_at,
        entity_type: entity_type.map(str::to_owned),
        entity_id: row.entity_id.filter(|_| entity_type.is_some()),
        version: data.version,
        number: data.number,
        status: data.status,
        progress_percent: data.progress_percent,
        actor_id: data.actor_id,
        trace_id: Some(row.trace_id),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::actor::SYSTEM_ROLES;

    #[test]
    fn each_role_sees_what_it_may_list() {
        let seen = |role: &str| -> Vec<&str> {
            let role = SYSTEM_ROLES.iter().find(|one| one.id == role).unwrap();
            let may = |topic: &Topic| may_see(role.permissions(), None, *topic, None);
            Topic::ALL.iter().copied().filter(may).map(Topic::as_str).collect()
        };
        assert_eq!(seen("super_admin").len(), Topic::ALL.len());
        assert_eq!(seen("finance_admin"), ["refund", "payment", "system"]);
        assert_eq!(seen("content_moderator"), ["takedown", "review", "system"]);
        assert_eq!(seen("support_agent"), ["booking", "review", "system"]);
    }

    #[test]
    fn a_job_is_seen_by_its_owner() {
        let (me, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sees = |owner| may_see(Permissions::NONE, Some(me), Topic::Job, owner);
        assert_eq!([sees(Some(me)), sees(Some(other)), sees(None)], [true, false, false]);
        assert!(!may_see(Permissions::NONE, None, Topic::Job, None), "nobody owns nothing");
    }
}
