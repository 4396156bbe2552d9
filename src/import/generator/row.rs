//! A record of the import format in the making: each cell is put under its column's name.

use std::fmt::Write as _;

use csv::StringRecord;
use uuid::Uuid;

use crate::{
    domain::time::{DAY, SECOND, Timestamp},
    import::table::Table,
};

/// What can stand in a cell.
pub(super) trait Cell {
    fn write(&self, out: &mut String);
}

macro_rules! displayed {
    ($($type:ty),+) => {$(
        impl Cell for $type {
            fn write(&self, out: &mut String) {
                let _ = write!(out, "{self}");
            }
        }
    )+};
}

displayed!(i64, u64, bool);

impl Cell for Uuid {
    fn write(&self, out: &mut String) {
        out.push_str(self.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
    }
}

impl Cell for Timestamp {
    /// As its `Display` says it in whole seconds, but in a tenth of the time: half of a booking's cost were its times.
    fn write(&self, out: &mut String) {
        let (year, month, day) = civil(self.0.div_euclid(DAY));
        let second = self.0.rem_euclid(DAY) / SECOND;
        push_digits(out, year, 4);
        for (separator, number) in
            [('-', month), ('-', day), ('T', second / 3600), (':', second / 60 % 60), (':', second % 60)]
        {
            out.push(separator);
            push_digits(out, number, 2);
        }
        out.push('Z');
    }
}

fn push_digits(out: &mut String, number: i64, width: u32) {
    for place in (0..width).rev() {
        let digit = u32::try_from(number / 10_i64.pow(place) % 10).unwrap_or(0);
        out.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
}

/// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar; years begin in March meanwhile,
/// so that a leap day is the last day of one.
fn civil(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march = (5 * of_year + 2) / 153;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * march + 2) / 5 + 1)
}

impl Cell for &str {
    fn write(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Cell for String {
    fn write(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl<T: Cell> Cell for Option<T> {
    fn write(&self, out: &mut String) {
        if let Some(value) = self {
            value.write(out);
        }
    }
}

/// A record whose cells come in the order of the table's columns.
pub(super) struct Row {
    table: Table,
    record: StringRecord,
    cell: String,
}

impl Row {
    pub(super) fn new(table: Table) -> Self {
        Self { table, record: StringRecord::with_capacity(512, table.columns().len()), cell: String::with_capacity(64) }
    }

    /// The next cell; `column` must be the next column, so that a slip shows in the first test.
    #[expect(clippy::needless_pass_by_value, reason = "so that callers write values as they are")]
    pub(super) fn put(mut self, column: &str, value: impl Cell) -> Self {
        debug_assert_eq!(self.table.columns()[self.record.len()].name, column);
        self.cell.clear();
        value.write(&mut self.cell);
        self.record.push_field(&self.cell);
        self
    }

    /// Empty cells for these columns.
    pub(super) fn blank(self, columns: &[&str]) -> Self {
        columns.iter().fold(self, |row, column| row.put(column, ""))
    }

    /// The record, with every column there.
    pub(super) fn done(self) -> StringRecord {
        debug_assert_eq!(self.record.len(), self.table.columns().len());
        self.record
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_everywhere_else() {
        let edges = ["1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2000-03-01T00:00:00Z", "1899-12-31T12:30:05Z"];
        let edges = edges.map(|text| text.parse::<jiff::Timestamp>().unwrap().into());
        for moment in (0..60_000).map(|n| Timestamp(n * (DAY - SECOND))).chain(edges) {
            let mut cell = String::new();
            Cell::write(&moment, &mut cell);
            assert_eq!(cell, moment.to_string());
        }
    }
}
