//! XLSX, a row in memory at a time: what is written goes to a temporary file beside, and is packed at the end. Text is
//! always a string cell, never a formula; moments are dates, UTC.

use std::{
    io::{self, Seek, SeekFrom, Write},
    sync::Arc,
};

use rust_xlsxwriter::{ColNum, Format, RowNum, Workbook, Worksheet, XlsxError};

use super::{rows::Cell, write::Sheet};
use crate::{
    domain::{
        time::{DAY, Timestamp},
        untrusted::{Breaks, neutralise},
    },
    jobs::runner::Live,
    ports::files::Draft,
};

/// Rows of a sheet, the header among them; what is more goes on the next sheet.
const ROWS: RowNum = 1_048_576;
/// The longest text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;
/// What a spreadsheet can count exactly.
const EXACT: u64 = 1 << 53;
/// 1970-01-01 as a spreadsheet counts days.
const EPOCH: f64 = 25_569.0;
/// From 1900-03-01 on spreadsheets and calendars agree.
const FIRST_DAY: f64 = 61.0;

pub(super) struct Xlsx {
    book: Workbook,
    draft: Box<dyn Draft>,
    columns: &'static [&'static str],
    live: Arc<Live>,
    date: Format,
    next: RowNum,
}

fn broken(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error),
    }
}

impl Xlsx {
    pub fn begin(draft: Box<dyn Draft>, columns: &'static [&'static str], live: Arc<Live>) -> io::Result<Self> {
        let mut book = Workbook::new();
        book.use_zip_large_file(true);
        let date = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        let mut sheet = Self { book, draft, columns, live, date, next: ROWS };
        sheet.turn_over()?;
        Ok(sheet)
    }

    /// Goes on on a new sheet.
    fn turn_over(&mut self) -> io::Result<()> {
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(broken)?;
        for (column, name) in (0..).zip(self.columns) {
            sheet.write_string(0, column, *name).map_err(broken)?;
        }
        self.next = 1;
        Ok(())
    }
}

/// The day and its part as a spreadsheet counts them; nothing for what it has no date for.
fn serial(moment: Timestamp) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a tenth of a millisecond is as exact as dates are there")]
    let days = moment.0 as f64 / DAY as f64 + EPOCH;
    (FIRST_DAY..2_958_466.0).contains(&days).then_some(days)
}

/// As much of the text as a cell takes.
fn fitting(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST
    });
    end.map_or(text, |(end, _)| &text[..end])
}

fn put(sheet: &mut Worksheet, row: RowNum, column: ColNum, cell: &Cell, date: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Nothing => Ok(()),
        Cell::Text(text) => sheet.write_string(row, column, fitting(&neutralise(text, Breaks::Kept))).map(|_| ()),
        Cell::Word(word) => sheet.write_string(row, column, word).map(|_| ()),
        Cell::Number(number) => match exact(*number) {
            Some(number) => sheet.write_number(row, column, number).map(|_| ()),
            None => sheet.write_string(row, column, number.to_string()).map(|_| ()),
        },
        Cell::Moment(moment) => match serial(*moment) {
            Some(days) => sheet.write_number_with_format(row, column, days, date).map(|_| ()),
            None => sheet.write_string(row, column, moment.to_string()).map(|_| ()),
        },
    }
}

/// The number as a spreadsheet has it, if that is the same.
fn exact(number: i64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "it is made sure that there is none")]
    (number.unsigned_abs() <= EXACT).then_some(number as f64)
}

impl Sheet for Xlsx {
    fn row(&mut self, row: &[Cell]) -> io::Result<()> {
        if self.next == ROWS {
            self.turn_over()?;
        }
        let last = self.book.worksheets().len() - 1;
        let sheet = self.book.worksheet_from_index(last).map_err(broken)?;
        for (column, cell) in (0..).zip(row) {
            put(sheet, self.next, column, cell, &self.date).map_err(broken)?;
        }
        self.next += 1;
        Ok(())
    }

    fn end(self: Box<Self>) -> io::Result<Box<dyn Draft>> {
        let Self { mut book, draft, live, .. } = *self;
        let mut watched = Watched { draft, live };
        book.save_to_writer(&mut watched).map_err(broken)?;
        watched.flush()?;
        Ok(watched.draft)
    }
}

/// Packing takes a while; it stops when the run is told to.
struct Watched {
    draft: Box<dyn Draft>,
    live: Arc<Live>,
}

impl Write for Watched {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.live.check().map_err(|_| io::Error::other("stopped"))?;
        self.draft.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.draft.flush()
    }
}

impl Seek for Watched {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.draft.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_counted_as_spreadsheets_do() {
        assert_eq!(serial(Timestamp(0)), Some(25_569.0));
        assert_eq!(serial(Timestamp(1_764_000_000_000_000)), Some(45_985.666_666_666_67));
        assert_eq!(serial(Timestamp(-80 * 366 * DAY)), None, "before 1900");
    }

    #[test]
    fn text_is_cut_where_a_cell_ends() {
        assert_eq!(fitting("abc"), "abc");
        assert_eq!(fitting(&"é".repeat(40_000)).chars().count(), LONGEST);
        assert_eq!(fitting(&"😀".repeat(40_000)).chars().count(), LONGEST / 2);
    }
}
