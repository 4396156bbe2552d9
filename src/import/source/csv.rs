//! CSV as RFC 4180 has it, in UTF-8, with a header.

use std::{borrow::Cow, path::PathBuf};

use super::{
    super::{problem::Fault, table::Table},
    Next, Opened, Rows,
    file::Lines,
    header,
    record::{Outcome, Record},
};
use crate::{domain::untrusted::csv_cell, error::Result};

/// A CSV file being read.
struct CsvRows {
    lines: Lines,
    header: Vec<String>,
    places: Vec<Option<usize>>,
    record: Record,
}

/// Opens the CSV file at `path`.
pub fn open(path: PathBuf, name: &str, table: Table) -> Result<Opened> {
    let bad = |reason: &str| {
        Opened::BadHeader(vec![Fault { file: name.to_owned(), line: 1, column: String::new(), reason: reason.into() }])
    };
    let (mut lines, mut record) = (Lines::open(path)?, Record::default());
    match record.read(&mut lines)? {
        Outcome::Bad(reason) => return Ok(bad(&format!("the header {reason}"))),
        Outcome::End => return Ok(bad("the file is empty, and a header is needed")),
        Outcome::Row if record.first_not_utf8().is_some() => return Ok(bad("the header is not UTF-8")),
        Outcome::Row => {}
    }
    let header: Vec<String> = texts(&record).map(|name| name.trim().to_owned()).collect();
    Ok(match header::places(name, table, &header) {
        Err(faults) => Opened::BadHeader(faults),
        Ok(places) => Opened::Rows(Box::new(CsvRows { lines, header, places, record })),
    })
}

fn texts(record: &Record) -> impl Iterator<Item = Cow<'_, str>> {
    (0..record.len()).filter_map(|at| record.cell(at)).map(String::from_utf8_lossy)
}

impl Rows for CsvRows {
    fn next(&mut self) -> Result<Next> {
        let bad = |reason: String| Next::Bad(String::new(), reason);
        Ok(match self.record.read(&mut self.lines)? {
            Outcome::End => Next::End,
            Outcome::Bad(reason) => bad(reason.into()),
            Outcome::Row if self.record.len() != self.header.len() => {
                bad(format!("has {} cells, and the header {}", self.record.len(), self.header.len()))
            }
            Outcome::Row => match self.record.first_not_utf8() {
                Some(at) => Next::Bad(self.header[at].clone(), "is not UTF-8".into()),
                None => Next::Row,
            },
        })
    }

    fn line(&self) -> u64 {
        self.record.line()
    }

    fn cell(&self, column: usize) -> Option<Cow<'_, str>> {
        let cell = self.record.cell(self.places[column]?).filter(|cell| !cell.is_empty())?;
        Some(match String::from_utf8_lossy(cell) {
            Cow::Borrowed(text) => Cow::Borrowed(unguarded(text)),
            Cow::Owned(text) => Cow::Owned(text),
        })
    }

    fn bytes(&self) -> u64 {
        self.lines.bytes()
    }

    fn header(&self) -> Vec<String> {
        self.header.clone()
    }

    fn original(&self) -> Vec<String> {
        texts(&self.record).map(|text| unguarded(&text).to_owned()).collect()
    }
}

/// The text without the `'` with which exported cells are kept from being taken for formulas.
fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if matches!(csv_cell(rest), Cow::Owned(_)) => rest,
        _ => text,
    }
}
