//! CSV: a header, a line each. Text is neutralised, and quoted where a spreadsheet would take it for a formula; numbers
//! stay numbers, negative ones too.

use std::io;

use super::{rows::Cell, write::Sheet};
use crate::{
    domain::untrusted::{Breaks, csv_cell, neutralise},
    ports::files::Draft,
};

pub(super) struct Csv(csv::Writer<Box<dyn Draft>>);

impl Csv {
    pub fn begin(draft: Box<dyn Draft>, columns: &[&str]) -> io::Result<Self> {
        let mut writer = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(draft);
        writer.write_record(columns)?;
        Ok(Self(writer))
    }
}

impl Sheet for Csv {
    fn row(&mut self, row: &[Cell]) -> io::Result<()> {
        for cell in row {
            match cell {
                Cell::Nothing => self.0.write_field("")?,
                Cell::Text(text) => self.0.write_field(csv_cell(&neutralise(text, Breaks::Kept)).as_bytes())?,
                Cell::Word(word) => self.0.write_field(word)?,
                Cell::Number(number) => self.0.write_field(number.to_string())?,
                Cell::Moment(moment) => self.0.write_field(moment.to_string())?,
            }
        }
        Ok(self.0.write_record(None::<&[u8]>)?)
    }

    fn end(self: Box<Self>) -> io::Result<Box<dyn Draft>> {
        self.0.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}
