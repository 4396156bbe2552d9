//! The course of a booking: when it is to be, where it stands now, and how it came there.

use serde::Deserialize;

use super::{
    calendar::{local, local_minutes},
    random::Draw,
    words,
};
use crate::domain::time::{DAY, HOUR, MINUTE, SECOND, Timestamp};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    Pending,
    Confirmed,
    InProgress,
    Completed,
    Cancelled,
    Disputed,
}

impl Status {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Confirmed => "confirmed",
            Self::InProgress => "in_progress",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
            Self::Disputed => "disputed",
        }
    }
}

/// Who did something about a booking.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Actor {
    User,
    Vendor,
    Admin,
    System,
}

impl Actor {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Vendor => "vendor",
            Self::Admin => "admin",
            Self::System => "system",
        }
    }
}

pub(super) struct Cancellation {
    pub(super) at: Timestamp,
    pub(super) by: Actor,
    pub(super) reason: &'static str,
}

/// A quarrel about work that was done; open while `resolved` is none.
pub(super) struct Quarrel {
    pub(super) since: Timestamp,
    pub(super) resolved: Option<Timestamp>,
}

pub(super) struct Course {
    pub(super) scheduled: Timestamp,
    pub(super) status: Status,
    pub(super) completed: Option<Timestamp>,
    pub(super) cancelled: Option<Cancellation>,
    pub(super) quarrel: Option<Quarrel>,
    /// When it last changed.
    pub(super) updated: Timestamp,
}

impl Course {
    /// The course up to `now` of a booking made at `created` for work of `minutes`.
    pub(super) fn new(created: Timestamp, minutes: i64, now: Timestamp, draw: &mut Draw) -> Self {
        let scheduled = schedule(created, draw);
        // The same draws whatever happens, so that a later `now` only moves a booking on.
        let (fate, pace) = (draw.below(1000), draw.below(1000));
        if let Some(cancelled) = cancellation(created, scheduled, draw).filter(|c| c.at <= now) {
            return Self::cancelled(scheduled, cancelled);
        }
        let worked = i64::try_from(pace % 60).unwrap_or(0) * MINUTE;
        let completed = scheduled.plus(minutes * MINUTE + worked);
        if completed <= now {
            return Self::past(scheduled, completed, fate, now, draw);
        }
        let (status, updated) =
            if scheduled <= now { (Status::InProgress, scheduled) } else { waiting(created, pace, now) };
        Self { scheduled, status, completed: None, cancelled: None, quarrel: None, updated }
    }

    fn cancelled(scheduled: Timestamp, cancelled: Cancellation) -> Self {
        let updated = cancelled.at;
        Self {
            scheduled,
            status: Status::Cancelled,
            completed: None,
            cancelled: Some(cancelled),
            quarrel: None,
            updated,
        }
    }

    fn past(scheduled: Timestamp, completed: Timestamp, fate: u64, now: Timestamp, draw: &mut Draw) -> Self {
        let quarrel = (fate < 22).then(|| quarrel(completed, now, draw)).flatten();
        // Vendors forget to close a job for a day or two.
        let forgotten = fate > 960 && now.since(completed) < 2 * DAY;
        let (status, completed, updated) = match &quarrel {
            Some(Quarrel { resolved: None, since }) => (Status::Disputed, Some(completed), *since),
            Some(Quarrel { resolved: Some(end), .. }) => (Status::Completed, Some(completed), *end),
            None if forgotten => (Status::InProgress, None, scheduled),
            None => (Status::Completed, Some(completed), completed),
        };
        Self { scheduled, status, completed, cancelled: None, quarrel, updated }
    }
}

/// Between 8 in the morning and 8 in the evening on the half hour: the same day if there is time, or within two weeks.
fn schedule(created: Timestamp, draw: &mut Draw) -> Timestamp {
    let days = draw.weighted(&[(20, 0), (26, 1), (18, 2), (12, 3), (8, 4), (6, 5), (5, 7), (3, 10), (2, 14)]);
    let earliest = (local_minutes(created) + 60 + 29) / 30;
    let (days, first) = match (days, earliest) {
        (0, 0..16) => (0, 16),
        (0, 16..39) => (0, earliest),
        (0, _) => (1, 16),
        (days, _) => (days, 16),
    };
    local(created, days, draw.between(first, 39) * 30)
}

fn cancellation(created: Timestamp, scheduled: Timestamp, draw: &mut Draw) -> Option<Cancellation> {
    if !draw.chance(125) {
        return None;
    }
    let by = draw.weighted(&[(60, Actor::User), (26, Actor::Vendor), (9, Actor::System), (5, Actor::Admin)]);
    let lead = scheduled.since(created) / SECOND;
    let after = match by {
        Actor::System => draw.between(15 * 60, 30 * 60),
        // Nobody came.
        Actor::Admin => lead + draw.between(3600, 3 * 3600),
        Actor::User | Actor::Vendor => draw.between(60, lead),
    };
    let reason = draw.pick(words::cancellations(by));
    Some(Cancellation { at: created.plus(after * SECOND), by, reason })
}

/// A booking whose time has not come: most are confirmed within hours.
fn waiting(created: Timestamp, pace: u64, now: Timestamp) -> (Status, Timestamp) {
    let hours = if pace < 900 { pace / 100 } else { 48 };
    let confirmed = created.plus(i64::try_from(hours).unwrap_or(0) * HOUR + 7 * MINUTE);
    if confirmed <= now { (Status::Confirmed, confirmed) } else { (Status::Pending, created) }
}

fn quarrel(completed: Timestamp, now: Timestamp, draw: &mut Draw) -> Option<Quarrel> {
    let since = completed.plus(draw.between(30, 3 * 24 * 60) * MINUTE);
    let resolved = since.plus(draw.between(20, 30 * 24) * HOUR);
    (since <= now).then_some(Quarrel { since, resolved: (resolved <= now).then_some(resolved) })
}
