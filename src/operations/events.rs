//! The stream of changes: what is asked, and what comes.

use std::pin::Pin;

use futures_util::Stream;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::fields::{self, Fields, Request};
use crate::{
    domain::{time::Timestamp, word::words},
    error::Result,
};

words! {
    /// What an event is about.
    Topic {
        /// Bookings.
        Booking => "booking",
        /// Takedown requests.
        Takedown => "takedown",
        /// Reviews.
        Review => "review",
        /// Refunds.
        Refund => "refund",
        /// Payments.
        Payment => "payment",
        /// Referrals.
        Referral => "referral",
        /// Jobs.
        Job => "job",
        /// Admins.
        Admin => "admin",
        /// Roles.
        Role => "role",
        /// Backups.
        Backup => "backup",
        /// Sessions, tokens, the sending of refunds; also that events were missed.
        System => "system",
    }
}

impl Topic {
    /// What rows of this topic are called in an event.
    pub const fn entity_type(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Takedown => Some("takedown_request"),
            other => Some(other.as_str()),
        }
    }
}

/// The kind of the event that says: some were missed, load anew.
pub const RESYNC: &str = "system.resync";

/// Which events to follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowEvents {
    /// From the one after this number on; without it from now on.
    pub after: Option<i64>,
    /// About these; none is all of them.
    pub topics: Vec<Topic>,
}

impl Request for FollowEvents {
    /// The topics; where to go on stands in a header.
    fn read(f: &mut Fields) -> Option<Self> {
        let topics = f.optional("topics", |value, textual| {
            fields::unique(fields::list(1, Topic::ALL.len(), || fields::word::<Topic>)(value, textual)?)
        });
        Some(Self { after: None, topics: topics.unwrap_or_default() })
    }
}

/// A change that was committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its number: they grow in the order of the commits.
    pub id: i64,
    /// What changed.
    pub change: ChangeEvent,
}

/// What changed. What an event doesn't know of its row is null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeEvent {
    /// `booking.updated`, `takedown.resolved`, …; `system.resync` says that events were missed.
    #[serde(rename = "type")]
    pub kind: String,
    /// When.
    pub occurred_at: Timestamp,
    /// What kind of row.
    pub entity_type: Option<String>,
    /// Which one: a UUID, or a role's id.
    pub entity_id: Option<String>,
    /// Its version after the change.
    pub version: Option<i64>,
    /// The number that people use.
    pub number: Option<String>,
    /// Its status after the change.
    pub status: Option<String>,
    /// How far a job has come.
    pub progress_percent: Option<i64>,
    /// The admin who did it.
    pub actor_id: Option<Uuid>,
    /// Of which request.
    pub trace_id: Option<String>,
}

/// Events as they come. A retryable error says that the stream was interrupted and goes on by itself, with nothing
/// missed; any other error is the last item. It ends without one where the server, or the program, stops.
pub type EventStream = Pin<Box<dyn Stream<Item = Result<Event>> + Send>>;

/// A stream of events and where it begins.
pub struct Events {
    /// Every event that comes has a greater number.
    pub after: i64,
    /// The events.
    pub stream: EventStream,
}

impl std::fmt::Debug for Events {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Events").field("after", &self.after).finish_non_exhaustive()
    }
}
