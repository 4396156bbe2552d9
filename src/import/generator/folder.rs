//! A made-up marketplace as a folder of CSV files, which `db import` reads.

use std::{
    fs::{self, File},
    io::BufWriter,
    path::Path,
};

use super::{Spec, rows};
use crate::{
    error::{Error, Result},
    import::table::Table,
};

/// Rows between two calls of `progress`.
const STEP: u64 = 10_000;

/// Writes the ten files into `dir`, which is made if it isn't there; returns how many rows they hold.
///
/// Cells are as the import expects them, also those that a spreadsheet would take for a formula. `progress` gets
/// the table and how many of its rows are written, every 10,000 rows and at each file's end.
///
/// # Errors
/// `Environment`, naming the file, when one of them is there already (nothing is written then) or can't be written.
pub fn write_dir(dir: &Path, spec: &Spec, mut progress: impl FnMut(Table, u64)) -> Result<u64> {
    fs::create_dir_all(dir).map_err(|cause| unwritable(dir, &cause))?;
    for table in Table::ALL {
        let path = dir.join(file_name(table));
        if path.exists() {
            let message = format!("{} is there already; name a folder without it", path.display());
            return Err(Error::environment(message));
        }
    }
    let mut total = 0;
    for table in Table::ALL {
        let path = dir.join(file_name(table));
        total += write(&path, table, spec, &mut progress).map_err(|cause| unwritable(&path, &cause))?;
    }
    Ok(total)
}

fn file_name(table: Table) -> String {
    format!("{}.csv", table.name())
}

fn write(path: &Path, table: Table, spec: &Spec, progress: &mut impl FnMut(Table, u64)) -> csv::Result<u64> {
    let mut writer = csv::Writer::from_writer(BufWriter::with_capacity(1 << 18, File::create_new(path)?));
    writer.write_record(table.columns().iter().map(|column| column.name))?;
    let mut written = 0;
    for record in rows(table, spec) {
        writer.write_record(&record)?;
        written += 1;
        if written % STEP == 0 {
            progress(table, written);
        }
    }
    writer.flush()?;
    progress(table, written);
    Ok(written)
}

fn unwritable(path: &Path, cause: &dyn std::fmt::Display) -> Error {
    Error::environment(format!("can't write {}: {cause}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;

    const SPEC: Spec = Spec { bookings: 60, seed: 1, days: 30, now: Timestamp(1_760_000_000_000_000) };

    #[test]
    fn the_files_hold_what_the_rows_say() {
        let dir = tempfile::tempdir().unwrap();
        let mut last = Vec::new();
        let total = write_dir(dir.path(), &SPEC, |table, rows| last.push((table, rows))).unwrap();
        assert_eq!(last.iter().map(|(_, rows)| rows).sum::<u64>(), total);
        for table in Table::ALL {
            let mut file = csv::Reader::from_path(dir.path().join(file_name(table))).unwrap();
            let names: Vec<_> = table.columns().iter().map(|column| column.name).collect();
            assert_eq!(file.headers().unwrap(), &csv::StringRecord::from(names));
            let read: Vec<_> = file.records().map(Result::unwrap).collect();
            assert!(
                read.iter()
                    .map(|record| record.iter().collect::<Vec<_>>())
                    .eq(rows(table, &SPEC).collect::<Vec<_>>().iter().map(|record| record.iter().collect::<Vec<_>>()))
            );
        }
    }

    #[test]
    fn a_file_that_is_there_is_named_and_kept() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("reviews.csv"), "mine").unwrap();
        let error = write_dir(dir.path(), &SPEC, |_, _| ()).unwrap_err();
        assert!(error.message.contains("reviews.csv is there already"), "{error}");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        assert_eq!(fs::read_to_string(dir.path().join("reviews.csv")).unwrap(), "mine");
    }
}
