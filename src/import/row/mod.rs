//! What the texts of a row mean: each column read by its kind, then seen together, then what is derived from them.
//!
//! [`fields`] says for each table what kind each column is, [`cell`] reads one text of a kind, [`together`] holds the
//! rules between columns of one row and what the program adds to it. What a row needs of other rows is checked where
//! it is staged. To add a column: its kind in `fields`, and what follows from it in `together`.

mod cell;
mod fields;
mod hash;
mod id;
mod time;
mod together;

use super::{options::Options, problem::filled, source::Rows, table::Table};
use crate::store::bulk::{Cell, FIXED};
use fields::{Field, Otherwise};

/// What is wrong with a row: the column, and the sentence about it.
pub type Wrong = Vec<(&'static str, String)>;

/// Reads the rows of one table.
pub struct Reader<'o> {
    table: Table,
    fields: &'static [Field],
    options: &'o Options,
    ids: id::Ids,
}

/// Where the cells of the file's columns begin but one: `id` comes before its place, among what all rows have.
const SHIFT: usize = FIXED.len() - 1;

impl<'o> Reader<'o> {
    /// A reader of the rows of `table`.
    pub fn new(table: Table, options: &'o Options) -> Self {
        Self { table, fields: fields::of(table), options, ids: id::Ids::new() }
    }

    /// The staged cells of the row that `rows` stands at, as row number `ord` of its file, added to `cells`.
    /// A bad row adds none.
    pub fn read(&self, rows: &dyn Rows, ord: i64, cells: &mut Vec<Cell>) -> Result<(), Wrong> {
        let begin = cells.len();
        let line = i64::try_from(rows.line()).unwrap_or(i64::MAX);
        cells.extend([Cell::Int(ord), Cell::Int(line), Cell::Null, Cell::Null]);
        let mut wrong = Wrong::new();
        for (at, (column, field)) in self.table.columns().iter().zip(self.fields).enumerate() {
            let cell = match rows.cell(at) {
                Some(text) => field.kind.read(&text, &self.ids).unwrap_or_else(|reason| {
                    wrong.push((column.name, filled(&reason, &text)));
                    Cell::Null
                }),
                None if column.required => {
                    wrong.push((column.name, "is required".into()));
                    Cell::Null
                }
                None => field.otherwise.cell(),
            };
            cells.push(cell);
        }
        if wrong.is_empty() {
            cells[begin + 3] = rows.cell(0).map_or(Cell::Null, |text| id::external(&text));
            let mut row = together::Row::new(self.table, &mut cells[begin + SHIFT..], &mut wrong);
            let derived = row.settle(self.options);
            if wrong.is_empty() {
                cells[begin + 2] = Cell::Bytes(hash::of(&cells[begin + 3..]));
                cells.extend(derived);
                return Ok(());
            }
        }
        cells.truncate(begin);
        Err(wrong)
    }
}

impl Otherwise {
    fn cell(self) -> Cell {
        match self {
            Self::Null => Cell::Null,
            Self::Int(value) => Cell::Int(value),
            Self::No => Cell::Bool(false),
            Self::Text(text) => Cell::from(text),
        }
    }
}
