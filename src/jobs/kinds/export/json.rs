//! JSON: a list of objects, a line each. Text is as it came, and escaped as JSON has it.

use std::io::{self, BufWriter, Write as _};

use super::{rows::Cell, write::Sheet};
use crate::ports::files::Draft;

pub(super) struct Json {
    out: BufWriter<Box<dyn Draft>>,
    columns: &'static [&'static str],
    first: bool,
}

impl Json {
    pub fn begin(draft: Box<dyn Draft>, columns: &'static [&'static str]) -> io::Result<Self> {
        let mut out = BufWriter::with_capacity(1 << 16, draft);
        out.write_all(b"[")?;
        Ok(Self { out, columns, first: true })
    }
}

impl Sheet for Json {
    fn row(&mut self, row: &[Cell]) -> io::Result<()> {
        let begin: &[u8] = if std::mem::take(&mut self.first) { b"\n{" } else { b",\n{" };
        self.out.write_all(begin)?;
        for (i, (name, cell)) in self.columns.iter().zip(row).enumerate() {
            if i > 0 {
                self.out.write_all(b",")?;
            }
            serde_json::to_writer(&mut self.out, name)?;
            self.out.write_all(b":")?;
            match cell {
                Cell::Nothing => self.out.write_all(b"null")?,
                Cell::Text(text) => serde_json::to_writer(&mut self.out, text)?,
                Cell::Word(word) => serde_json::to_writer(&mut self.out, word)?,
                Cell::Number(number) => write!(self.out, "{number}")?,
                Cell::Moment(moment) => serde_json::to_writer(&mut self.out, moment)?,
            }
        }
        self.out.write_all(b"}")
    }

    fn end(mut self: Box<Self>) -> io::Result<Box<dyn Draft>> {
        self.out.write_all(b"\n]\n")?;
        self.out.into_inner().map_err(io::IntoInnerError::into_error)
    }
}
