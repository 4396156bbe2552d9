//! The state of each tab.

use std::collections::{BTreeMap, VecDeque};

use uuid::Uuid;

use super::{
    listing::{Entry, Listing},
    slot::{Slot, Ticket},
};
use crate::{
    domain::{
        booking::BookingStatus,
        time::{SECOND, Timestamp},
    },
    operations::{
        analytics::{BookingAnalysis, RevenueAnalysis},
        audit::{AuditEntry, AuditVerification},
        auth::Session,
        bookings::{BookingDetail, BookingListItem},
        health::HealthReport,
        jobs::{Job, JobCounts, JobListItem},
        reconciliation::Reconciliation,
        refunds::{RefundCounts, RefundDetail, RefundListItem},
        takedowns::{TakedownCounts, TakedownDetail, TakedownListItem},
    },
};

/// A tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is what its name says")]
pub enum Tab {
    Overview,
    Takedowns,
    Refunds,
    Bookings,
    Jobs,
    System,
    Audit,
}

impl Tab {
    /// All of them, from the left.
    pub const ALL: &'static [Self] =
        &[Self::Overview, Self::Takedowns, Self::Refunds, Self::Bookings, Self::Jobs, Self::System, Self::Audit];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Takedowns => "Takedowns",
            Self::Refunds => "Refunds",
            Self::Bookings => "Bookings",
            Self::Jobs => "Jobs",
            Self::System => "System",
            Self::Audit => "Audit",
        }
    }

    /// The tab `by` places to the right, round the end.
    #[must_use]
    pub fn beside(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or_default();
        Self::ALL[(at + by) % Self::ALL.len()]
    }
}

/// What of a tab with a list and a case takes the arrows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The list.
    #[default]
    List,
    /// The case.
    Case,
}

/// So long a row must be at hand before its case is asked for: rows that are only passed over aren't.
const SETTLE: i64 = SECOND / 12;

/// What stands beside a list, whatever it is.
pub trait Beside {
    /// Which case it is.
    fn id(&self) -> Option<Uuid>;
    /// The question that is waited for.
    fn waiting(&mut self) -> &mut Option<Ticket>;
    /// How far it is scrolled.
    fn scroll(&mut self) -> &mut usize;
    /// Whether it is to be asked for now; said once.
    fn falls_due(&mut self, now: Timestamp) -> bool;
    /// Puts another case there: one that is kept at once, another as soon as the row has settled.
    fn aim(&mut self, id: Option<Uuid>, now: Timestamp);
}

/// A case beside a list.
#[derive(Clone, Debug)]
pub struct Case<T> {
    /// Which.
    pub id: Option<Uuid>,
    /// The case.
    pub slot: Slot<T>,
    /// When it is asked for, so that rows that are only passed over aren't.
    pub due: Option<Timestamp>,
    /// How far it is scrolled.
    pub scroll: usize,
    /// Cases that were loaded, so that going back is at once.
    pub kept: VecDeque<(Uuid, T)>,
}

impl<T> Default for Case<T> {
    fn default() -> Self {
        Self { id: None, slot: Slot::default(), due: None, scroll: 0, kept: VecDeque::new() }
    }
}

/// How many cases are kept.
const KEPT: usize = 8;

impl<T: Clone> Case<T> {
    /// Keeps a case that came.
    pub fn keep(&mut self, id: Uuid, case: &T) {
        self.forget(id);
        self.kept.push_back((id, case.clone()));
        if self.kept.len() > KEPT {
            self.kept.pop_front();
        }
    }

    /// Forgets a case, because it has changed.
    pub fn forget(&mut self, id: Uuid) {
        self.kept.retain(|(kept, _)| *kept != id);
    }

    /// The case, if it is the one of `id`.
    pub fn of(&self, id: Option<Uuid>) -> Option<&T> {
        self.slot.value.as_ref().filter(|_| self.id.is_some() && self.id == id)
    }
}

impl<T: Clone> Beside for Case<T> {
    fn id(&self) -> Option<Uuid> {
        self.id
    }

    fn waiting(&mut self) -> &mut Option<Ticket> {
        &mut self.slot.waiting
    }

    fn scroll(&mut self) -> &mut usize {
        &mut self.scroll
    }

    fn falls_due(&mut self, now: Timestamp) -> bool {
        self.due.take_if(|due| *due <= now).is_some()
    }

    fn aim(&mut self, id: Option<Uuid>, now: Timestamp) {
        if self.id == id {
            return;
        }
        let kept = id.and_then(|id| self.kept.iter().find(|(kept, _)| *kept == id));
        self.slot = Slot { value: kept.map(|(_, case)| case.clone()), ..Slot::default() };
        (self.id, self.scroll, self.due) = (id, 0, id.map(|_| now.plus(SETTLE)));
    }
}

/// Working through the queue, one best case after the other.
#[derive(Clone, Debug, Default)]
pub struct Triage {
    /// Cases that were passed over.
    pub skipped: Vec<Uuid>,
    /// The case after this one, claimed and loaded beforehand.
    pub ahead: Slot<TakedownDetail>,
    /// Whether the case at hand waits for the one ahead.
    pub wanting: bool,
    /// Whether nothing is left.
    pub empty: bool,
    /// How many were decided.
    pub decided: u64,
}

/// The takedown screen.
#[derive(Clone, Debug, Default)]
pub struct Takedowns {
    /// The queue.
    pub list: Listing<TakedownListItem, TakedownCounts>,
    /// The case.
    pub case: Case<TakedownDetail>,
    /// Set while the next best case is worked on.
    pub triage: Option<Triage>,
    /// The claim that was asked for.
    pub claim: Slot<()>,
    /// A case that somebody else decided while it was looked at, and until when that is said.
    pub gone: Option<(String, Timestamp)>,
}

/// The refund screen.
#[derive(Clone, Debug, Default)]
pub struct Refunds {
    /// The list.
    pub list: Listing<RefundListItem, RefundCounts>,
    /// The case.
    pub case: Case<RefundDetail>,
    /// The decision that was sent: which refund, since when.
    pub deciding: Slot<()>,
    /// Whether refunds are sent.
    pub reconciliation: Slot<Reconciliation>,
}

/// The booking screen.
#[derive(Clone, Debug, Default)]
pub struct Bookings {
    /// The list.
    pub list: Listing<BookingListItem, ()>,
    /// The booking.
    pub case: Case<BookingDetail>,
    /// The change that was sent.
    pub changing: Slot<()>,
}

/// The job screen.
#[derive(Clone, Debug, Default)]
pub struct Jobs {
    /// The list.
    pub list: Listing<JobListItem, JobCounts>,
    /// The job.
    pub case: Case<Job>,
    /// The cancellation that was sent.
    pub cancelling: Slot<()>,
}

/// The audit screen.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// The entries.
    pub list: Listing<AuditEntry, ()>,
    /// How far the entry is scrolled.
    pub scroll: usize,
    /// What a check of the chain found.
    pub verification: Slot<AuditVerification>,
}

/// The system screen.
#[derive(Clone, Debug, Default)]
pub struct System {
    /// Live sessions.
    pub sessions: Listing<Session, ()>,
    /// How every part is doing.
    pub health: Slot<HealthReport>,
    /// The session that is being ended.
    pub revoking: Slot<()>,
}

/// The overview.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// Open takedown requests.
    pub takedowns: Slot<TakedownCounts>,
    /// The request that is due first.
    pub first_due: Slot<Option<(String, Timestamp)>>,
    /// Refunds.
    pub refunds: Slot<RefundCounts>,
    /// Bookings of the last weeks.
    pub booked: Slot<BookingAnalysis>,
    /// Revenue of the last weeks.
    pub earned: Slot<RevenueAnalysis>,
    /// Bookings by where they stand.
    pub bookings: BTreeMap<BookingStatus, Slot<i64>>,
}

impl Entry for TakedownListItem {
    fn id(&self) -> Uuid {
        self.id
    }
    fn number(&self) -> String {
        self.request_number.clone()
    }
}

impl Entry for RefundListItem {
    fn id(&self) -> Uuid {
        self.id
    }
    fn number(&self) -> String {
        self.refund_number.clone()
    }
}

impl Entry for BookingListItem {
    fn id(&self) -> Uuid {
        self.id
    }
    fn number(&self) -> String {
        self.booking_number.clone()
    }
}

impl Entry for JobListItem {
    fn id(&self) -> Uuid {
        self.id
    }
    fn number(&self) -> String {
        self.id.to_string()
    }
}

impl Entry for AuditEntry {
    fn id(&self) -> Uuid {
        self.id
    }
    fn number(&self) -> String {
        self.seq.to_string()
    }
}

impl Entry for Session {
    fn id(&self) -> Uuid {
        self.id
    }
    fn number(&self) -> String {
        self.id.to_string()
    }
}
