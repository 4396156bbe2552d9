//! NDJSON: an object on each line, its keys the columns.

use std::{borrow::Cow, collections::BTreeMap, path::PathBuf};

use serde_json::Value;

use super::{
    super::{problem::shown, table::Table},
    Next, Opened, Rows,
    file::Lines,
    header,
};
use crate::{domain::members::Members, error::Result};

struct NdjsonRows {
    lines: Lines,
    table: Table,
    buffer: Vec<u8>,
    row: BTreeMap<usize, String>,
}

/// Opens the NDJSON file at `path`.
pub fn open(path: PathBuf, table: Table) -> Result<Opened> {
    let (lines, buffer, row) = (Lines::open(path)?, Vec::new(), BTreeMap::new());
    Ok(Opened::Rows(Box::new(NdjsonRows { lines, table, buffer, row })))
}

impl NdjsonRows {
    /// Reads the object of a line; what is wrong with it, by column.
    fn take(&mut self, members: Members) -> Result<(), (String, String)> {
        for (name, value) in members.0 {
            let Some(column) = self.table.columns().iter().position(|column| column.name == name) else {
                let hint = header::hint(&name, self.table);
                return Err((
                    String::new(),
                    format!("{} is not a column of {}{hint}", shown(&name), self.table.name()),
                ));
            };
            let text = match value {
                Value::Null => continue,
                Value::String(text) if text.is_empty() => continue,
                Value::String(text) => text,
                Value::Object(_) | Value::Array(_) if name != "evidence" => {
                    return Err((name, "is neither text nor a number".into()));
                }
                other => other.to_string(),
            };
            if self.row.insert(column, text).is_some() {
                return Err((name, "is there twice".into()));
            }
        }
        Ok(())
    }
}

impl Rows for NdjsonRows {
    fn next(&mut self) -> Result<Next> {
        loop {
            self.buffer.clear();
            self.row.clear();
            if !self.lines.next(&mut self.buffer)? {
                return Ok(Next::End);
            }
            if !self.buffer.trim_ascii().is_empty() {
                break;
            }
        }
        if std::str::from_utf8(&self.buffer).is_err() {
            return Ok(Next::Bad(String::new(), "is not UTF-8".into()));
        }
        match serde_json::from_slice::<Members>(&self.buffer) {
            Err(e) => Ok(Next::Bad(String::new(), format!("is not a JSON object on one line: {e}"))),
            Ok(members) => {
                Ok(self.take(members).map_or_else(|(column, reason)| Next::Bad(column, reason), |()| Next::Row))
            }
        }
    }

    fn line(&self) -> u64 {
        self.lines.count()
    }

    fn cell(&self, column: usize) -> Option<Cow<'_, str>> {
        self.row.get(&column).map(|text| Cow::Borrowed(text.as_str()))
    }

    fn bytes(&self) -> u64 {
        self.lines.bytes()
    }

    fn header(&self) -> Vec<String> {
        self.table.columns().iter().map(|column| column.name.to_owned()).collect()
    }

    fn original(&self) -> Vec<String> {
        (0..self.table.columns().len()).map(|column| self.row.get(&column).cloned().unwrap_or_default()).collect()
    }
}
