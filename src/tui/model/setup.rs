//! What the screens are given: the operations, and everything about the machine and the person.

use std::sync::Arc;

use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::{
    domain::time::Timestamp,
    operations::takedowns::{ResolveTakedown, TakedownDetail},
    tui::theme::ThemeName,
};

/// What one party would receive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// `vendor`, `reviewer`.
    pub to: &'static str,
    /// One line.
    pub title: String,
    /// The text.
    pub body: String,
}

/// Says what each party would receive of a decision.
pub type Letters = Arc<dyn Fn(&TakedownDetail, &ResolveTakedown) -> Vec<Letter> + Send + Sync>;

/// Where the operator is, which stands on every frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The server's address, or `this machine`.
    pub at: String,
    /// The profile in use.
    pub profile: Option<String>,
    /// Whether changes are refused.
    pub readonly: bool,
    /// Whether the profile's name is to be typed before the first change.
    pub protected: bool,
}

/// What the screens begin with.
#[derive(Clone)]
pub struct Setup {
    /// Where the operator is.
    pub place: Place,
    /// This moment.
    pub now: Timestamp,
    /// The zone in which times are read.
    pub zone: TimeZone,
    /// The colours.
    pub theme: ThemeName,
    /// Whether nothing moves by itself.
    pub still: bool,
    /// Saved reasons.
    pub snippets: Vec<String>,
    /// What each party would receive.
    pub letters: Letters,
    /// The words that a copied command begins with, `appydex-admin` first.
    pub command: Vec<String>,
    /// Unlike that of any other run: idempotency keys are made of it.
    pub run: Uuid,
    /// How often what is looked at is asked for again, in microseconds.
    pub refresh: i64,
}
