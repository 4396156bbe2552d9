//! What an import did.

use std::{collections::BTreeMap, path::PathBuf, time::Duration};

use serde::Serialize;
use uuid::Uuid;

use super::table::Table;
use crate::store::bulk::{Changed, Kept};

/// What an import did, or with `dry_run` would do.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// By table, in the order of loading; tables without a file are left out.
    pub tables: Vec<TableReport>,
    /// Good bookings by state.
    pub bookings: BTreeMap<String, u64>,
    /// Files of the folder that are none of the ten and were left alone.
    pub ignored: Vec<String>,
    /// Where refused rows were written down.
    pub rejects: Vec<PathBuf>,
    /// Whether nothing was merged because nothing was to be.
    pub dry_run: bool,
    /// How long it took, in seconds.
    pub seconds: f64,
}

/// What an import did to one table: `read` is the sum of the others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TableReport {
    /// The file's name without its ending.
    pub name: &'static str,
    /// Rows of the file.
    pub read: u64,
    /// Rows that weren't there.
    pub new: u64,
    /// Rows that say what they said when they were last imported.
    pub unchanged: u64,
    /// Rows that say something else, and were brought up to it.
    pub updated: u64,
    /// Rows of which a state or an amount stays, because this program has changed it since.
    pub kept: u64,
    /// Bad rows.
    pub refused: u64,
    /// The first of those kept, with the columns that say something else.
    pub kept_rows: Vec<KeptRow>,
}

/// A row of which something stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeptRow {
    /// Its id.
    pub id: Uuid,
    /// The columns that say something else than what stays.
    pub columns: Vec<String>,
}

impl Report {
    /// What was done to `table`, if there was a file of it.
    pub fn table(&self, table: Table) -> Option<&TableReport> {
        self.tables.iter().find(|one| one.name == table.name())
    }

    /// Rows that were read.
    pub fn read(&self) -> u64 {
        self.tables.iter().map(|one| one.read).sum()
    }

    /// Bad rows.
    pub fn refused(&self) -> u64 {
        self.tables.iter().map(|one| one.refused).sum()
    }

    /// Rows a second, from the first read to the last merged.
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    pub fn rows_per_second(&self) -> f64 {
        self.read() as f64 / self.seconds.max(0.001)
    }

    /// Adds what the merge does, or would do, to the tables of [`Table::ALL`].
    pub(super) fn fill(&mut self, changed: &[Changed]) {
        for (table, changed) in Table::ALL.into_iter().zip(changed) {
            let Some(report) = self.tables.iter_mut().find(|one| one.name == table.name()) else { continue };
            (report.new, report.unchanged, report.updated) = (changed.new, changed.unchanged, changed.updated);
            report.kept = changed.kept;
            let row = |row: &Kept| KeptRow { id: row.id, columns: row.columns.clone() };
            report.kept_rows = changed.kept_rows.iter().map(row).collect();
        }
    }

    pub(super) fn took(mut self, time: Duration) -> Self {
        self.seconds = time.as_secs_f64();
        self
    }
}
