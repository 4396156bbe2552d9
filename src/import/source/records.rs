//! Records that somebody makes, with the columns of their table in the table's own order.

use std::{borrow::Cow, sync::Arc};

use csv::StringRecord;

use super::{super::table::Table, Next, Opened, Rows, Source};
use crate::error::Result;

/// What makes records, the same ones each time.
pub type Make = Arc<dyn Fn() -> Box<dyn Iterator<Item = StringRecord> + Send> + Send + Sync>;

/// Records of `table` as a source; messages count them as lines of a file called `name`, after a header.
pub fn source(table: Table, name: impl Into<String>, make: Make) -> Source {
    let open = move || Ok(Opened::Rows(Box::new(Records { table, left: make(), row: StringRecord::new(), line: 1 })));
    Source { table, name: name.into(), bytes: 0, open: Arc::new(open) }
}

struct Records {
    table: Table,
    left: Box<dyn Iterator<Item = StringRecord> + Send>,
    row: StringRecord,
    line: u64,
}

impl Rows for Records {
    fn next(&mut self) -> Result<Next> {
        let Some(row) = self.left.next() else { return Ok(Next::End) };
        self.row = row;
        self.line += 1;
        Ok(Next::Row)
    }

    fn line(&self) -> u64 {
        self.line
    }

    fn cell(&self, column: usize) -> Option<Cow<'_, str>> {
        self.row.get(column).filter(|text| !text.is_empty()).map(Cow::Borrowed)
    }

    fn bytes(&self) -> u64 {
        0
    }

    fn header(&self) -> Vec<String> {
        self.table.columns().iter().map(|column| column.name.to_owned()).collect()
    }

    fn original(&self) -> Vec<String> {
        self.row.iter().map(str::to_owned).collect()
    }
}
