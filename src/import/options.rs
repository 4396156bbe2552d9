//! What an import is told, and whom it tells how far it is.

use std::{collections::BTreeMap, path::PathBuf};

use super::table::Table;
use crate::domain::{takedown::DueHours, time::Timestamp};

/// What becomes of the rest when a row is bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum OnError {
    /// Nothing is imported.
    #[default]
    Stop,
    /// The rest is imported, and what was refused is written down.
    Skip,
}

/// What an import is told.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether everything is checked and nothing is merged.
    pub dry_run: bool,
    /// What becomes of the rest when a row is bad.
    pub on_error: OnError,
    /// Where refused rows are written down, one file for each file; made when it is needed.
    pub rejects_dir: PathBuf,
    /// When the import happens.
    pub now: Timestamp,
    /// How long takedown requests may wait, from their creation.
    pub due_hours: DueHours,
    /// From which amount, in the currency's smallest unit, a refund takes two admins, by currency.
    pub four_eyes: BTreeMap<String, i64>,
}

/// Whom an import tells how far it is.
pub trait Progress: Sync {
    /// Rows of a table that were read, and how much of its file that was; both sizes are 0 for rows without a file.
    fn table(&self, table: Table, rows: u64, bytes: u64, of_bytes: u64);
    /// What it does now, in a few words.
    fn phase(&self, text: &str);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug)]
pub struct Quiet;

impl Progress for Quiet {
    fn table(&self, _: Table, _: u64, _: u64, _: u64) {}
    fn phase(&self, _: &str) {}
}
