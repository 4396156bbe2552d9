//! Rows on their way into the staging place.

use std::sync::Arc;

use sqlx::{Arguments as _, sqlite::SqliteArguments};
use uuid::Uuid;

use super::{postgres, shape::Shape};
use crate::{
    error::Result,
    store::engine::{Engine, failed},
};

/// What a staged column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each says what its own name says")]
pub enum Kind {
    Int,
    Real,
    Text,
    Bool,
    Uuid,
    Bytes,
}

/// A value of a staged row.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each says what its own name says")]
pub enum Cell {
    Null,
    Int(i64),
    Real(f64),
    Bool(bool),
    Text(Arc<str>),
    Uuid(Uuid),
    /// 16 bytes of a hash.
    Bytes([u8; 16]),
}

impl Cell {
    /// The whole number in it.
    pub const fn int(&self) -> Option<i64> {
        if let Self::Int(value) = self { Some(*value) } else { None }
    }

    /// The text in it.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Whether there is nothing in it.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Cell {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Rows of one table as the engine takes them: made on the thread that reads, so that the database's own has nothing
/// left to do but take them.
pub struct Batch {
    form: Form,
    rows: usize,
}

pub(super) enum Form {
    /// The arguments of one statement.
    Sqlite(SqliteArguments),
    /// The rows of one `COPY`.
    Postgres(Vec<u8>),
}

impl Batch {
    /// An empty one for about `rows` rows of `shape`.
    pub(super) fn new(engine: Engine, shape: &Shape, rows: usize) -> Self {
        let form = match engine {
            Engine::Sqlite => {
                let mut arguments = SqliteArguments::default();
                arguments.reserve(rows * shape.width(), 0);
                Form::Sqlite(arguments)
            }
            Engine::Postgres => Form::Postgres(postgres::begin(rows * shape.width())),
        };
        Self { form, rows: 0 }
    }

    /// Adds a row, whose cells are taken out of `row`.
    ///
    /// # Errors
    /// Only when a cell is longer than the engine takes.
    pub fn push(&mut self, row: &mut Vec<Cell>) -> Result<()> {
        match &mut self.form {
            Form::Sqlite(arguments) => row.drain(..).try_for_each(|cell| bind(arguments, cell))?,
            Form::Postgres(bytes) => postgres::encode_row(row.drain(..), bytes)?,
        }
        self.rows += 1;
        Ok(())
    }

    /// How many rows are in it.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn into_form(self) -> Form {
        self.form
    }
}

fn bind(arguments: &mut SqliteArguments, cell: Cell) -> Result<()> {
    match cell {
        Cell::Null => arguments.add(None::<i64>),
        Cell::Int(value) => arguments.add(value),
        Cell::Real(value) => arguments.add(value),
        Cell::Bool(value) => arguments.add(value),
        Cell::Text(text) => arguments.add(text),
        Cell::Uuid(id) => arguments.add(id),
        Cell::Bytes(bytes) => arguments.add(bytes.to_vec()),
    }
    .map_err(|e| failed(sqlx::Error::Encode(e)))
}
