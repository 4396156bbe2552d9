//! Where rows come from: files of a folder in CSV or NDJSON, plain or gzipped, or records that somebody makes.
//!
//! [`folder`] finds the files, [`csv`], [`ndjson`] and [`records`] each read one form and give the same: rows with a
//! line and a text for each column of the table. What a text means is not decided here but in `row`. To add a form:
//! a file with a type that implements [`Rows`], and its ending in `folder`.

pub mod csv;
mod file;
pub mod folder;
mod header;

pub mod ndjson;
mod record;
pub mod records;

use std::{borrow::Cow, sync::Arc};

use super::{problem::Fault, table::Table};
use crate::error::Result;

/// What opens a source from its beginning; it may be called again, to write down refused rows.
pub type Open = Arc<dyn Fn() -> Result<Opened> + Send + Sync>;

/// Rows of one table, from one place.
#[derive(Clone)]
pub struct Source {
    /// Whose rows.
    pub table: Table,
    /// The file's name, or what stands for it in messages.
    pub name: String,
    /// The size of the file, 0 where there is none.
    pub bytes: u64,
    /// Opens it.
    pub open: Open,
}

/// A source that was opened, or what is wrong with its header.
pub enum Opened {
    /// Ready to be read.
    Rows(Box<dyn Rows>),
    /// Columns that are missing, unknown or there twice.
    BadHeader(Vec<Fault>),
}

/// What came next.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// A row.
    Row,
    /// A row that can't be read: its column, if it is one, and what is wrong.
    Bad(String, String),
    /// Nothing more.
    End,
}

/// The rows of a source, one at a time.
pub trait Rows: Send {
    /// Goes to the next row.
    ///
    /// # Errors
    /// When there is no reading on: the disk fails, a compressed file is cut off.
    fn next(&mut self) -> Result<Next>;
    /// The line on which the row begins, counted from 1.
    fn line(&self) -> u64;
    /// What the row says in the column at this place of [`Table::columns`]; `None` for null.
    fn cell(&self, column: usize) -> Option<Cow<'_, str>>;
    /// How much of the file was read.
    fn bytes(&self) -> u64;
    /// The names of the columns as the source has them.
    fn header(&self) -> Vec<String>;
    /// The row as the source has it, in the order of [`Rows::header`].
    fn original(&self) -> Vec<String>;
}
