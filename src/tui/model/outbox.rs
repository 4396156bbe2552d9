//! Decisions about takedowns between the key press and the answer: held back for a while, then sent, and sent again
//! under the same key while the server can't be reached.

use uuid::Uuid;

use crate::{
    domain::time::{SECOND, Timestamp},
    operations::takedowns::ResolveTakedown,
};

/// How long a decision can be taken back.
pub const GRACE: i64 = 5 * SECOND;

/// How far a decision has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Held back until then.
    Held(Timestamp),
    /// Waits for its turn, or for then, after a failure that may pass.
    Due(Timestamp),
    /// On its way.
    Sent,
}

/// A decision about one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Its number, unlike any other's.
    pub number: u64,
    /// Decisions that were made together.
    pub batch: u64,
    /// About which request.
    pub request: Uuid,
    /// What people call it.
    pub label: String,
    /// What was decided.
    pub decision: ResolveTakedown,
    /// The idempotency key, the same for every try.
    pub key: String,
    /// How far it has come.
    pub stage: Stage,
    /// How often it was tried.
    pub tries: u32,
}

/// The decisions that are not answered yet, and what became of the others.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    /// In the order in which they were made.
    pub pending: Vec<Pending>,
    /// How many were carried out.
    pub done: u64,
    /// Those that were refused: what people call it, and why.
    pub refused: Vec<(String, String)>,
    /// The shell command of the last decision.
    pub last_command: Option<String>,
}

impl Outbox {
    /// Whether a decision about this request is not answered yet.
    pub fn decides(&self, request: Uuid) -> Option<&Pending> {
        self.pending.iter().find(|pending| pending.request == request)
    }

    /// Takes back what was decided last and is still held back.
    pub fn undo(&mut self) -> Vec<Pending> {
        let held = |pending: &&Pending| matches!(pending.stage, Stage::Held(_));
        let Some(batch) = self.pending.iter().rev().find(held).map(|pending| pending.batch) else { return Vec::new() };
        self.pending.extract_if(.., |one| one.batch == batch && matches!(one.stage, Stage::Held(_))).collect()
    }

    /// How many seconds are left to take back what was decided last.
    pub fn seconds_left(&self, now: Timestamp) -> Option<(&Pending, i64)> {
        self.pending.iter().rev().find_map(|pending| match pending.stage {
            Stage::Held(until) => Some((pending, (until.since(now).max(0) + SECOND - 1) / SECOND)),
            _ => None,
        })
    }
}
