//! The moves of one try to pay: from how it stands and what was heard to how it stands then.
//!
//! Two kinds of moves: what a worker under its lease does and hears ([`intended`], [`replied`], [`looked_up`],
//! [`swept`], [`barred`]), and proofs that the gateway has a refund ([`merged`]), which hold from any state and whoever
//! brings them. Everything that isn't certain leads to a doubt, and a doubt is only ended by a proof or by people.

use super::AttemptState::{
    self, Accepted, Failed, FailedAfterSuccess, InDoubt, NeedsOperator, Ready, Sending, Succeeded,
};
use serde::Serialize;

use crate::domain::time::{DAY, HOUR, SECOND, Timestamp};

/// How a refund stands at the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Progress {
    /// Taken, not confirmed.
    Pending,
    /// Confirmed.
    Processed,
    /// Refused or taken back.
    Failed,
}

/// How a try stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Standing {
    /// Where its money is.
    pub state: AttemptState,
    /// How many copies may have left this program.
    pub sends: i64,
    /// Until when a copy may be sent; set with the first.
    pub window_ends_at: Option<Timestamp>,
    /// Look-ups that found nothing after the window had shut, and counted.
    pub empty_lookups: i64,
    /// When the last of these was.
    pub last_lookup_at: Option<Timestamp>,
    /// When something is to be done next; `None` once nothing is.
    pub next_action_at: Option<Timestamp>,
    /// Whether the gateway was seen to have it.
    pub proven: bool,
}

/// The moment of a move, and how long things take.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Now.
    pub now: Timestamp,
    /// Microseconds until the next try, where nothing else says when.
    pub wait: i64,
    /// For how many microseconds after the first copy others may be sent.
    pub window: i64,
    /// How many microseconds a copy may still be under way, or a list lag behind.
    pub grace: i64,
}

impl Moment {
    const fn again(&self) -> Timestamp {
        self.now.plus(self.wait)
    }
}

/// Microseconds to wait after the try number `tries`: 2 s, doubled each time up to an hour, less up to a quarter by
/// `chance`, so that what failed together isn't tried together.
pub fn wait(tries: i64, chance: u32) -> i64 {
    let doublings = tries.saturating_sub(1).clamp(0, 11);
    let longest = ((2 * SECOND) << doublings).min(HOUR);
    longest - ((longest / 4 * i64::from(chance)) >> 32)
}

/// What came of sending one copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reply {
    /// Certainly no byte left.
    Nothing,
    /// The gateway has it.
    Taken(Progress),
    /// This copy was refused for what it asks for.
    Refused,
    /// This copy was not executed now; so many microseconds later the same may be sent again, where the gateway said.
    Later(Option<i64>),
    /// The gateway refuses the whole account; this copy was not executed.
    LaneStopped,
    /// It may or may not have been executed.
    Unknown,
}

/// What a look at all refunds of the payment found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Seen {
    /// Ours.
    Found(Progress),
    /// Ours isn't among them.
    Empty,
    /// They could not be read.
    Unreadable,
}

/// What a worker that has taken a try does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Its last worker is gone: what became of the copy is not known.
    Sweep,
    /// Look at all refunds of the payment; when ours isn't there, a copy may or may not be sent.
    LookUp {
        /// Whether a copy may be sent then.
        may_send: bool,
    },
    /// It has ended.
    Nothing,
}

impl AttemptState {
    /// Whether it may still move money, or be moved on.
    pub const fn is_live(self) -> bool {
        matches!(self, Ready | Sending | Accepted | InDoubt | NeedsOperator)
    }
}

impl Standing {
    /// A try that was just decided.
    pub const fn new(now: Timestamp) -> Self {
        Self {
            state: Ready,
            sends: 0,
            window_ends_at: None,
            empty_lookups: 0,
            last_lookup_at: None,
            next_action_at: Some(now),
            proven: false,
        }
    }

    /// What a worker does that has taken it.
    pub fn next(&self, now: Timestamp) -> Next {
        match self.state {
            Sending => Next::Sweep,
            Ready => Next::LookUp { may_send: true },
            InDoubt => Next::LookUp { may_send: self.window_open(now) },
            Accepted | NeedsOperator => Next::LookUp { may_send: false },
            Succeeded | Failed | FailedAfterSuccess => Next::Nothing,
        }
    }

    /// Whether another copy may still be sent; the first always may.
    pub fn window_open(&self, now: Timestamp) -> bool {
        self.window_ends_at.is_none_or(|end| now < end)
    }

    const fn end(mut self, state: AttemptState) -> Self {
        (self.state, self.next_action_at) = (state, None);
        self
    }

    const fn wait(mut self, state: AttemptState, until: Option<Timestamp>) -> Self {
        (self.state, self.next_action_at) = (state, until);
        self
    }
}

/// A copy is about to be sent under a lease that lasts until `lease_until`: written down before its first byte.
#[must_use]
pub fn intended(mut it: Standing, at: &Moment, lease_until: Timestamp) -> Standing {
    it.sends += 1;
    it.window_ends_at = it.window_ends_at.or(Some(at.now.plus(at.window)));
    (it.empty_lookups, it.last_lookup_at) = (0, None);
    it.wait(Sending, Some(lease_until))
}

/// A copy was answered, or certainly not sent.
#[must_use]
pub fn replied(it: Standing, reply: Reply, at: &Moment) -> Standing {
    match reply {
        Reply::Taken(progress) => merged(it, progress, at),
        // A proof came first, or somebody else has given this copy up: what it heard says nothing new.
        _ if it.state != Sending => it,
        Reply::Nothing => unsent(it, at),
        // An earlier copy may still be executed.
        Reply::Refused if it.sends > 1 => doubt(it, at.wait, at),
        Reply::Refused => it.end(Failed),
        Reply::LaneStopped if it.sends == 1 => unsent(it, at),
        Reply::Later(after) => doubt(it, after.unwrap_or(at.wait), at),
        Reply::LaneStopped | Reply::Unknown => doubt(it, at.wait, at),
    }
}

/// It is looked at again after `wait`, and in any case as soon as its absence would count.
fn doubt(it: Standing, wait: i64, at: &Moment) -> Standing {
    let counts = it.window_ends_at.map(|shut| shut.plus(at.grace)).filter(|counts| *counts > at.now);
    let again = at.now.plus(wait);
    it.wait(InDoubt, Some(counts.map_or(again, |counts| counts.min(again))))
}

/// As it was before the copy that did not leave, or was not executed.
fn unsent(mut it: Standing, at: &Moment) -> Standing {
    it.sends -= 1;
    if it.sends > 0 {
        return doubt(it, at.wait, at);
    }
    it.window_ends_at = None;
    it.wait(Ready, Some(at.again()))
}

/// All refunds of the payment were looked at, or could not be.
#[must_use]
pub fn looked_up(it: Standing, seen: Seen, at: &Moment) -> Standing {
    match (seen, it.state) {
        (Seen::Found(progress), _) => merged(it, progress, at),
        (_, Succeeded | Failed | FailedAfterSuccess | Sending) => it,
        (Seen::Empty, InDoubt) => absent(it, at),
        (Seen::Empty, NeedsOperator) => it.wait(NeedsOperator, Some(at.now.plus(DAY))),
        (Seen::Empty | Seen::Unreadable, state) => it.wait(state, Some(at.again())),
    }
}

/// It wasn't found. That counts only when no copy can be under way and no list behind any more, and twice.
fn absent(mut it: Standing, at: &Moment) -> Standing {
    let Some(shut) = it.window_ends_at.filter(|end| at.now >= *end) else {
        return doubt(it, at.wait, at);
    };
    let counts_from = it.last_lookup_at.unwrap_or(shut).plus(at.grace);
    if at.now < counts_from {
        return it.wait(InDoubt, Some(counts_from));
    }
    (it.empty_lookups, it.last_lookup_at) = (it.empty_lookups + 1, Some(at.now));
    if it.empty_lookups < 2 {
        return it.wait(InDoubt, Some(at.now.plus(at.grace)));
    }
    it.wait(NeedsOperator, Some(at.now.plus(DAY)))
}

/// Its worker is gone, the copy it may have sent is not.
#[must_use]
pub const fn swept(it: Standing, at: &Moment) -> Standing {
    match it.state {
        Sending => it.wait(InDoubt, Some(at.now)),
        _ => it,
    }
}

/// Nothing is sent at the moment, whatever the reason; it is tried again at `until`.
#[must_use]
pub const fn barred(it: Standing, until: Timestamp) -> Standing {
    it.wait(it.state, Some(until))
}

/// It is given up before any copy was sent.
#[must_use]
pub const fn withdrawn(it: Standing) -> Standing {
    match (it.state, it.sends) {
        (Ready, 0) => it.end(Failed),
        _ => it,
    }
}

/// The database it stands in may be behind what has happened, or not be the one that sends: copies may have been sent
/// that it knows nothing of, so that from now on it is only looked up.
#[must_use]
pub fn frozen(mut it: Standing, now: Timestamp) -> Standing {
    if !matches!(it.state, Ready | Sending | InDoubt) {
        return it;
    }
    it.sends = it.sends.max(1);
    it.window_ends_at = Some(it.window_ends_at.unwrap_or(now).min(now));
    (it.empty_lookups, it.last_lookup_at) = (0, None);
    it.wait(InDoubt, Some(now))
}

/// The gateway has it. The same proofs lead to the same state in whatever order and however often they come.
#[must_use]
pub fn merged(mut it: Standing, progress: Progress, at: &Moment) -> Standing {
    let known = it.proven || matches!(it.state, Accepted | Succeeded | FailedAfterSuccess);
    it.proven = true;
    match (it.state, progress) {
        (FailedAfterSuccess, _) | (Succeeded, Progress::Failed) => it.end(FailedAfterSuccess),
        (Failed, Progress::Processed) if known => it.end(FailedAfterSuccess),
        (Failed, Progress::Pending) if known => it,
        (Succeeded, _) | (_, Progress::Processed) => it.end(Succeeded),
        (_, Progress::Failed) => it.end(Failed),
        (_, Progress::Pending) => it.wait(Accepted, Some(at.again())),
    }
}

#[cfg(test)]
mod tests;
