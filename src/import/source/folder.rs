//! The files of a folder.

use std::{fs, path::Path, sync::Arc};

use super::{super::table::Table, Source, csv, ndjson};
use crate::error::{Details, Error, Result};

const ENDINGS: [&str; 4] = ["csv", "csv.gz", "ndjson", "ndjson.gz"];

/// The files of the ten tables in `folder`, in the order of loading, and the names of data files that are none of them.
///
/// # Errors
/// When there is none at all, or one table has two.
pub fn sources(folder: &Path) -> Result<(Vec<Source>, Vec<String>)> {
    let unreadable = |e| Error::environment(format!("{} can't be read: {e}.", folder.display()));
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if entry.path().is_file() {
            names.extend(entry.file_name().into_string());
        }
    }
    names.sort();
    let mut found = Vec::new();
    for table in Table::ALL {
        let mut files = names.iter().filter(|name| stem(name) == Some(table.name()));
        let Some(name) = files.next() else { continue };
        if let Some(other) = files.next() {
            let reason = format!("{name} and {other} are both there; leave one");
            return Err(Error::validation(Details::from([(table.name().to_owned(), vec![reason])])));
        }
        found.push(source(folder, table, name)?);
    }
    if found.is_empty() {
        let files: Vec<&str> = Table::ALL.iter().map(|table| table.name()).collect();
        let endings = ENDINGS.join(", .");
        let reason = format!("has none of the files {}, ending in .{endings}", files.join(", "));
        return Err(Error::field(folder.display().to_string(), reason));
    }
    let is_table = |stem: &str| Table::ALL.iter().any(|table| table.name() == stem);
    names.retain(|name| stem(name).is_some_and(|stem| !is_table(stem)));
    Ok((found, names))
}

/// The name without its ending, if that is one of ours.
fn stem(name: &str) -> Option<&str> {
    ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)?.strip_suffix('.'))
}

fn source(folder: &Path, table: Table, name: &str) -> Result<Source> {
    let path = folder.join(name);
    let bytes = fs::metadata(&path).map_err(|e| super::file::unreadable(&path, &e))?.len();
    let (is_csv, file) = (name.contains(".csv"), name.to_owned());
    let open = move || if is_csv { csv::open(path.clone(), &file, table) } else { ndjson::open(path.clone(), table) };
    Ok(Source { table, name: name.to_owned(), bytes, open: Arc::new(open) })
}
