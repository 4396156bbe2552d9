//! What a [`World`](super::world::World) is made of: its ticks, its rules, a row, a worker, a refund of the gateway.

use appydex_admin::domain::{
    refund::{
        AttemptState::{self, Ready},
        machine::{Moment, Progress, Standing},
    },
    time::Timestamp,
};

pub const WINDOW: i8 = 1;
pub const GRACE: i8 = 1;
pub const LEASE: i8 = 1;
/// How long a list may not show what was executed.
pub const LAG: i8 = 1;
/// How long a copy may be under way: longer than the grace.
pub const FLIGHT: i8 = 3;
/// How long the gateway remembers a key.
pub const MEMORY: i8 = WINDOW + FLIGHT;
/// How long after a freeze a comparison may count: a copy may land at the end of one grace and be listed at the end of
/// another. With one grace alone a refund is paid twice here.
pub const SETTLED: i8 = 2 * GRACE;
/// No moment.
pub const NONE: i8 = i8::MAX;
/// Later than anything else.
const FAR: i8 = 3;

pub const AT: Moment = Moment { now: Timestamp(0), wait: 0, window: WINDOW as i64, grace: GRACE as i64 };

/// The rules, each of which can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    R1Intent,
    R2OneKey,
    R3Window,
    R4Unknown,
    R5SoleRefusal,
    R6Recording,
    R7Sweep,
    R8Absence,
    R9Human,
    R10Unexplained,
    R15Freeze,
}

pub const RULES: [Rule; 11] = [
    Rule::R1Intent,
    Rule::R2OneKey,
    Rule::R3Window,
    Rule::R4Unknown,
    Rule::R5SoleRefusal,
    Rule::R6Recording,
    Rule::R7Sweep,
    Rule::R8Absence,
    Rule::R9Human,
    Rule::R10Unexplained,
    Rule::R15Freeze,
];

/// A try as the database has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    pub state: AttemptState,
    pub live: bool,
    /// Two stands for more, too.
    pub sends: i8,
    pub window: i8,
    pub empty: i8,
    pub looked: i8,
    pub next: i8,
    pub proven: bool,
    /// What is left of its lease.
    pub lease: i8,
}

impl Row {
    pub const fn new() -> Self {
        let (state, live, proven) = (Ready, true, false);
        Self { state, live, sends: 0, window: NONE, empty: 0, looked: NONE, next: 0, proven, lease: NONE }
    }

    pub fn standing(&self) -> Standing {
        let at = |tick: i8| (tick != NONE).then(|| Timestamp(i64::from(tick)));
        Standing {
            state: self.state,
            sends: i64::from(self.sends),
            window_ends_at: at(self.window),
            empty_lookups: i64::from(self.empty),
            last_lookup_at: at(self.looked),
            next_action_at: at(self.next),
            proven: self.proven,
        }
    }

    pub fn stand(&mut self, it: &Standing) {
        let tick = |at: Option<Timestamp>| at.map_or(NONE, |at| small(at.0));
        (self.state, self.live, self.sends) = (it.state, it.state.is_live(), small(it.sends.min(2)));
        (self.window, self.empty, self.looked) =
            (tick(it.window_ends_at), small(it.empty_lookups), tick(it.last_lookup_at));
        self.next = tick(it.next_action_at);
    }

    pub fn tick(&mut self) {
        for (moment, least) in [(&mut self.window, -GRACE), (&mut self.looked, -GRACE), (&mut self.next, 0)] {
            pass(moment, least);
        }
        pass(&mut self.lease, 0);
    }
}

fn small(ticks: i64) -> i8 {
    i8::try_from(ticks.min(i64::from(FAR))).expect("a small number of ticks")
}

pub fn pass(moment: &mut i8, least: i8) {
    if *moment != NONE {
        *moment = (*moment - 1).max(least);
    }
}

/// What a worker was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    Nothing,
    Taken,
    Refused,
    LaneStopped,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    Idle,
    Sweeping,
    Asking,
    /// It saw nothing of its try; and whether something that nobody here made.
    Looked(bool),
    Cleared,
    Waiting,
    Answered(Answer),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Worker {
    pub phase: Phase,
    pub of: u8,
    /// Whether its lease still is the row's.
    pub held: bool,
    /// How long it believes to have its lease.
    pub lease: i8,
    /// Until when its gate is open.
    pub window: i8,
    /// For how long its copy has been under way.
    pub age: i8,
}

pub const IDLE: Worker = Worker { phase: Phase::Idle, of: 0, held: false, lease: 0, window: NONE, age: 0 };

/// A refund that the gateway has executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Paid {
    pub progress: Progress,
    pub was_processed: bool,
    pub age: i8,
    /// Executed by a copy that was under way for longer than the grace.
    pub late: bool,
}
