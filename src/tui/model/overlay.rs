//! What lies over the screen: one thing at a time that takes the keys.

use uuid::Uuid;

use super::setup::Letter;
use crate::{
    domain::{booking::BookingStatus, money::Currency, refund::Alternative, takedown::Verdict, time::Timestamp},
    operations::takedowns::ResolveTakedown,
    tui::{keymap::Action, widgets::editor::Editor},
};

/// What lies over the screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// All keys of the screen in view, those that fit what was typed.
    Help(Editor, usize),
    /// Every action by name.
    Palette(Editor, usize),
    /// What to filter the list by.
    Filter(Filter),
    /// A decision about takedown requests.
    Decision(Box<Decision>),
    /// Why a claim is taken over.
    Takeover(Takeover),
    /// A decision about a refund.
    Refund(Box<RefundPanel>),
    /// Where a booking may go.
    Moves(Moves),
    /// Notes about a booking, or why it is cancelled.
    Note(Note),
    /// Evidence that can be looked at.
    Links(Links),
    /// Something to be answered with yes or no.
    Confirm(Confirm),
    /// The profile's name, before the first change.
    Unlock(Editor, Action),
    /// A text that was copied.
    Copied(String),
}

/// A filter as it is typed.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The line.
    pub line: Editor,
    /// What is wrong with it.
    pub problem: Option<String>,
}

/// A decision as it is made.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What is decided.
    pub verdict: Verdict,
    /// About which requests: the frozen list, each with what people call it.
    pub requests: Vec<(Uuid, String)>,
    /// When the list was frozen.
    pub frozen: Timestamp,
    /// The first of them in words.
    pub first: Vec<String>,
    /// The reason.
    pub reason: Editor,
    /// Whether keys are text.
    pub writing: bool,
    /// Saved reasons to choose from, the configured ones first.
    pub snippets: Vec<String>,
    /// Whether the vendor is told.
    pub notify_vendor: bool,
    /// Whether the reviewer is told.
    pub notify_reviewer: bool,
    /// Why it is taken over.
    pub takeover: Option<String>,
    /// What is wrong with it, once it was tried to send it.
    pub problem: Option<String>,
    /// What each party would receive.
    pub letters: Vec<Letter>,
    /// How far the letters are scrolled.
    pub scroll: usize,
}

impl Decision {
    /// The request that is sent.
    pub fn request(&self) -> ResolveTakedown {
        ResolveTakedown {
            verdict: self.verdict,
            reason: self.reason.text().trim().to_owned(),
            admin_notes: None,
            notify_vendor: self.notify_vendor,
            notify_reviewer: self.notify_reviewer,
            takeover_reason: self.takeover.clone(),
        }
    }
}

/// A takeover as it is made.
#[derive(Clone, Debug)]
pub struct Takeover {
    /// Of which request.
    pub request: Uuid,
    /// From whom.
    pub from: String,
    /// Why.
    pub reason: Editor,
    /// What is wrong with it.
    pub problem: Option<String>,
}

/// Which part of a refund's panel takes the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefundPart {
    /// How much.
    Amount,
    /// Why.
    Reason,
    /// What is offered in its place.
    Offer,
}

/// A decision about a refund as it is made.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of the operator")]
pub struct RefundPanel {
    /// Which.
    pub refund: Uuid,
    /// What people call it.
    pub number: String,
    /// Approve, or reject.
    pub approve: bool,
    /// Of the amount.
    pub currency: Currency,
    /// What was asked for, in the currency's smallest unit.
    pub asked: i64,
    /// How much, in whole units with a point.
    pub amount: Editor,
    /// Why.
    pub reason: Editor,
    /// What is offered in its place.
    pub offer: Alternative,
    /// What takes the keys.
    pub part: RefundPart,
    /// Whether the customer is told.
    pub notify_user: bool,
    /// Whether the vendor is told.
    pub notify_vendor: bool,
    /// The version that was looked at.
    pub version: i64,
    /// The idempotency key, the same for every try.
    pub key: String,
    /// Whether it was asked whether it is meant.
    pub asked_twice: bool,
    /// What is wrong with it.
    pub problem: Option<String>,
}

/// Where a booking may go.
#[derive(Clone, Debug)]
pub struct Moves {
    /// Which.
    pub booking: Uuid,
    /// What people call it.
    pub number: String,
    /// Its version.
    pub version: i64,
    /// Where it may go.
    pub to: Vec<BookingStatus>,
    /// The one at hand.
    pub at: usize,
}

/// Words about a booking.
#[derive(Clone, Debug)]
pub struct Note {
    /// Which.
    pub booking: Uuid,
    /// What people call it.
    pub number: String,
    /// Its version.
    pub version: i64,
    /// Where it is to go; nothing where only notes change.
    pub to: Option<BookingStatus>,
    /// The words.
    pub text: Editor,
    /// What is wrong with them.
    pub problem: Option<String>,
}

/// Evidence that can be looked at.
#[derive(Clone, Debug)]
pub struct Links {
    /// What each shows, and where it is.
    pub all: Vec<(String, String)>,
    /// The one at hand.
    pub at: usize,
    /// Whether its whole address is shown, to be opened.
    pub shown: bool,
}

/// Something to be answered with yes or no.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// The question.
    pub question: String,
    /// What yes does.
    pub yes: Confirmed,
}

/// What a yes does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// Leaves, and forgets the decisions that are held back.
    Quit,
    /// Ends a session.
    Revoke(Uuid),
    /// Cancels a job.
    CancelJob(Uuid),
}
