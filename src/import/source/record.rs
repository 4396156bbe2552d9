//! One row of CSV, as RFC 4180 has it, with the line on which it begins.
//!
//! The `csv` crate counts lines by what it has consumed and so is off by one after `\r\n` and by more after empty
//! lines; messages that send people to a line of their file must not be.

use super::file::Lines;
use crate::error::Result;

/// The cells of a row, kept in one text.
#[derive(Debug, Default)]
pub struct Record {
    raw: Vec<u8>,
    text: Vec<u8>,
    ends: Vec<usize>,
    line: u64,
}

/// What came of reading a row.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A row.
    Row,
    /// A row that is not CSV, and why.
    Bad(&'static str),
    /// Nothing more.
    End,
}

enum Cell {
    Ended { more: bool },
    Bad(&'static str),
}

impl Record {
    /// Reads the next row that isn't empty.
    pub fn read(&mut self, lines: &mut Lines) -> Result<Outcome> {
        loop {
            self.raw.clear();
            if !lines.next(&mut self.raw)? {
                return Ok(Outcome::End);
            }
            if !matches!(&self.raw[..], b"\n" | b"\r\n") {
                break;
            }
        }
        self.line = lines.count();
        self.text.clear();
        self.ends.clear();
        let mut at = 0;
        loop {
            let cell = if self.raw.get(at) == Some(&b'"') { self.quoted(&mut at, lines)? } else { self.bare(&mut at) };
            self.ends.push(self.text.len());
            match cell {
                Cell::Ended { more: true } => {}
                Cell::Ended { more: false } => return Ok(Outcome::Row),
                Cell::Bad(reason) => return Ok(Outcome::Bad(reason)),
            }
        }
    }

    /// A cell without quotes around it, up to a comma or the end of the line.
    fn bare(&mut self, at: &mut usize) -> Cell {
        let rest = &self.raw[*at..];
        let end = rest.iter().position(|byte| matches!(byte, b',' | b'\n'));
        let (cell, more) = match end {
            Some(end) => (&rest[..end], rest[end] == b','),
            None => (rest, false),
        };
        let cell = if more { cell } else { cell.strip_suffix(b"\r").unwrap_or(cell) };
        self.text.extend_from_slice(cell);
        *at += end.map_or(rest.len(), |end| end + 1);
        Cell::Ended { more }
    }

    /// A cell in quotes, in which two stand for one; it may go on over many lines.
    fn quoted(&mut self, at: &mut usize, lines: &mut Lines) -> Result<Cell> {
        *at += 1;
        loop {
            let Some(quote) = self.raw[*at..].iter().position(|byte| *byte == b'"') else {
                self.text.extend_from_slice(&self.raw[*at..]);
                *at = self.raw.len();
                if !lines.next(&mut self.raw)? {
                    return Ok(Cell::Bad("has a quote that is never closed"));
                }
                continue;
            };
            self.text.extend_from_slice(&self.raw[*at..*at + quote]);
            *at += quote + 1;
            match &self.raw[*at..] {
                [b'"', ..] => {
                    self.text.push(b'"');
                    *at += 1;
                }
                [b',', ..] => {
                    *at += 1;
                    return Ok(Cell::Ended { more: true });
                }
                [] | [b'\n' | b'\r'] | [b'\r', b'\n'] => return Ok(Cell::Ended { more: false }),
                _ => return Ok(Cell::Bad("has text after a closing quote")),
            }
        }
    }

    /// The line on which the row begins, counted from 1.
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// How many cells it has.
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The cell at this place.
    pub fn cell(&self, at: usize) -> Option<&[u8]> {
        let end = *self.ends.get(at)?;
        let begin = if at == 0 { 0 } else { self.ends[at - 1] };
        Some(&self.text[begin..end])
    }

    /// The first cell that is not UTF-8. A character never goes over the end of a cell, so one look at all of them
    /// says whether there is any.
    pub fn first_not_utf8(&self) -> Option<usize> {
        if std::str::from_utf8(&self.text).is_ok() && self.ends.iter().all(|end| self.is_boundary(*end)) {
            return None;
        }
        (0..self.len()).find(|at| self.cell(*at).is_none_or(|cell| std::str::from_utf8(cell).is_err()))
    }

    fn is_boundary(&self, at: usize) -> bool {
        self.text.get(at).is_none_or(|byte| byte & 0xC0 != 0x80)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8]) -> Vec<(u64, Result<Vec<String>, &'static str>)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, bytes).unwrap();
        let (mut lines, mut record) = (Lines::open(path).unwrap(), Record::default());
        let mut rows = Vec::new();
        loop {
            match record.read(&mut lines).unwrap() {
                Outcome::End => return rows,
                Outcome::Bad(reason) => rows.push((record.line(), Err(reason))),
                Outcome::Row => {
                    let cells =
                        (0..record.len()).map(|at| String::from_utf8_lossy(record.cell(at).unwrap()).into_owned());
                    rows.push((record.line(), Ok(cells.collect())));
                }
            }
        }
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Result<Vec<String>, &'static str>) {
        (line, Ok(cells.iter().map(|&cell| cell.to_owned()).collect()))
    }

    #[test]
    fn lines_are_those_of_an_editor() {
        let text = "\u{feff}a,b\r\n\r\n\"c\r\nd\",\"e\"\"f\"\r\n\n,\ng";
        assert_eq!(
            read(text.as_bytes()),
            [row(1, &["a", "b"]), row(3, &["c\r\nd", "e\"f"]), row(6, &["", ""]), row(7, &["g"])]
        );
    }

    #[test]
    fn what_is_not_csv_is_said_and_read_over() {
        assert_eq!(read(b"\"a\"b,c\nd"), [(1, Err("has text after a closing quote")), row(2, &["d"])]);
        assert_eq!(read(b"a\n\"b\nc"), [row(1, &["a"]), (2, Err("has a quote that is never closed"))]);
        assert_eq!(read(b"5\" pipe,x\n"), [row(1, &["5\" pipe", "x"])]);
    }

    proptest! {
        #[test]
        fn what_the_csv_crate_writes_is_read(
            rows in prop::collection::vec(prop::collection::vec("[a,\"\r\né ]{0,5}", 2..4), 0..6), windows in any::<bool>(),
        ) {
            let end = if windows { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
            let mut writer = csv::WriterBuilder::new().flexible(true).terminator(end).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let found: Vec<Vec<String>> = read(&writer.into_inner().unwrap()).into_iter().map(|(_, row)| row.unwrap()).collect();
            prop_assert_eq!(found, rows);
        }
    }
}
