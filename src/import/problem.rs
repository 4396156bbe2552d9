//! What is wrong with files, said with file, line and column.

use crate::{
    domain::untrusted::Untrusted,
    error::{Details, Error},
};

/// How many bad rows an import that stops names.
pub const NAMED: i64 = 20;
/// How much of a cell stands in a message, in columns of a terminal.
const CELL_SHOWN: usize = 60;

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, or what stands for it.
    pub file: String,
    /// Counted from 1.
    pub line: u64,
    /// The column; empty when it is the row as a whole.
    pub column: String,
    /// What is wrong with it, following the column's name.
    pub reason: String,
}

impl Fault {
    fn sentence(&self) -> String {
        let column = if self.column.is_empty() { String::new() } else { format!("{}: ", self.column) };
        format!("{}:{}: {column}{}", self.file, self.line, self.reason)
    }
}

/// The error of these faults, in their order; `more` rows are bad beside them.
pub fn error(faults: &[Fault], more: u64) -> Error {
    let mut details = Details::new();
    for fault in faults {
        let place = format!("{}:{}:{}", fault.file, fault.line, fault.column);
        details.entry(place.trim_end_matches(':').to_owned()).or_default().push(fault.reason.clone());
    }
    let mut lines: Vec<String> = faults.iter().map(Fault::sentence).collect();
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    Error::validation(details).with_message(lines.join("\n"))
}

/// A cell as messages show it: quoted, short, with nothing in it that a terminal would act on.
pub fn shown(cell: &str) -> String {
    format!("\"{}\"", Untrusted::new(cell).truncated(CELL_SHOWN))
}

/// The reason with what the cell says in the place of `{}`.
pub fn filled(reason: &str, cell: &str) -> String {
    reason.replacen("{}", &shown(cell), 1)
}
