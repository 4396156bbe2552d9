//! Refused rows: said in an error, or written down with their reasons.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    problem::{self, Fault},
    source::{Next, Opened, Rows, Source},
};
use crate::{
    domain::untrusted::csv_cell,
    error::{Error, Result},
    store::bulk::{self, Problem, Staging},
};

/// Reasons that are read from the staging place at once.
const AT_ONCE: i64 = 1000;

/// Fails with the first of the bad rows, if there are any.
pub async fn refuse_any(staging: &mut Staging, sources: &[Source]) -> Result<()> {
    let all = u64::try_from(bulk::count(staging.tx()).await?).unwrap_or(0);
    if all == 0 {
        return Ok(());
    }
    let problems = bulk::problems(staging.tx(), problem::NAMED).await?;
    let mut faults = Vec::new();
    for source in sources {
        let of_source: Vec<&Problem> = problems.iter().filter(|one| one.table == source.table as usize).collect();
        if !of_source.is_empty() {
            faults.extend(with_cells(source, &of_source)?);
        }
    }
    Err(problem::error(&faults, all.saturating_sub(faults.len() as u64)))
}

/// The problems with what the cells say, which is read from the source once more.
fn with_cells(source: &Source, problems: &[&Problem]) -> Result<Vec<Fault>> {
    let mut reading = Again::new(source)?;
    let of = |one: &&Problem| {
        let line = u64::try_from(one.line).unwrap_or(0);
        if one.reason.contains("{}") {
            reading.go_to(line)?;
        }
        let reason = reading.filled(source, one);
        Ok(Fault { file: source.name.clone(), line, column: one.field.clone(), reason })
    };
    problems.iter().map(of).collect()
}

/// A source read once more.
struct Again {
    rows: Option<Box<dyn Rows>>,
    line: u64,
}

impl Again {
    fn new(source: &Source) -> Result<Self> {
        let rows = match (source.open)()? {
            Opened::Rows(rows) => Some(rows),
            Opened::BadHeader(_) => None,
        };
        Ok(Self { rows, line: 0 })
    }

    /// Goes on to the row on `line`; whether it is there.
    fn go_to(&mut self, line: u64) -> Result<bool> {
        let Some(rows) = &mut self.rows else { return Ok(false) };
        while self.line < line {
            if rows.next()? == Next::End {
                return Ok(false);
            }
            self.line = rows.line();
        }
        Ok(self.line == line)
    }

    fn filled(&self, source: &Source, problem: &Problem) -> String {
        let column = source.table.columns().iter().position(|column| column.name == problem.field);
        let cell = self.rows.as_ref().zip(column).and_then(|(rows, column)| rows.cell(column)).unwrap_or_default();
        problem::filled(&problem.reason, &cell)
    }
}

/// Writes every refused row with its reasons to a file of `folder` for each source that has any; the files.
pub async fn write(staging: &mut Staging, sources: &[Source], folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for source in sources {
        let position = source.table as usize;
        let mut problems = bulk::refused_lines(staging.tx(), position, 0, AT_ONCE).await?;
        if problems.is_empty() {
            continue;
        }
        fs::create_dir_all(folder).map_err(|e| unwritable(folder, &e))?;
        let path = folder.join(format!("{}.csv", source.table.name()));
        let mut file = csv::Writer::from_path(&path).map_err(|e| unwritable(&path, &e))?;
        let mut reading = Again::new(source)?;
        let header = reading.rows.as_ref().map(|rows| rows.header()).unwrap_or_default();
        let own = ["line", "column", "reason"].map(str::to_owned);
        file.write_record(header.iter().chain(&own)).map_err(|e| unwritable(&path, &e))?;
        while let Some(last) = problems.last().map(|one| one.line) {
            for row in problems.chunk_by(|a, b| a.line == b.line) {
                let record = rejected(&mut reading, source, row, header.len())?;
                file.write_record(&record).map_err(|e| unwritable(&path, &e))?;
            }
            problems = bulk::refused_lines(staging.tx(), position, last, AT_ONCE).await?;
        }
        file.flush().map_err(|e| unwritable(&path, &e))?;
        files.push(path);
    }
    Ok(files)
}

/// The row as it stands in its source, guarded against spreadsheets, with its line, its bad columns and the reasons.
fn rejected(reading: &mut Again, source: &Source, problems: &[Problem], width: usize) -> Result<Vec<String>> {
    let line = problems.first().map_or(0, |one| u64::try_from(one.line).unwrap_or(0));
    let found = reading.go_to(line)?;
    let mut record = reading.rows.as_ref().filter(|_| found).map(|rows| rows.original()).unwrap_or_default();
    record.resize(width, String::new());
    let joined = |texts: Vec<String>| texts.join("; ");
    let columns = joined(problems.iter().map(|one| one.field.clone()).collect());
    let reasons = joined(problems.iter().map(|one| reading.filled(source, one)).collect());
    record.extend([line.to_string(), columns, reasons]);
    Ok(record.iter().map(|text| csv_cell(text).into_owned()).collect())
}

fn unwritable(path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::environment(format!("{} can't be written: {error}.", path.display()))
}
