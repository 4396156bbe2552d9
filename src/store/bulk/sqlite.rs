//! The staging place on SQLite: a scratch file beside the database, on a connection of its own.
//!
//! The file is nobody's truth: it has no journal and is never synced, and whoever finds one removes it.

use std::{fmt::Write as _, fs::File, path::PathBuf, sync::Arc};

use sqlx::{
    AssertSqlSafe, ConnectOptions as _, SqliteConnection,
    sqlite::{SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use super::{batch::Kind, shape::Shape, staging::run};
use crate::{
    error::{Error, Kind as Meaning, Result},
    store::engine::{Db, Tx, failed, sql},
};

/// Arguments in one statement: more make the compiled statement outgrow the processor's cache.
const ARGUMENTS: usize = 6000;
/// What the connections may keep in memory, in KiB; sorting takes as much again, twice.
const STAGING_CACHE: u32 = 16 * 1024;
pub const MERGE_CACHE: u32 = 16 * 1024;
/// The same while indexes are made, which reads tables from end to end. Sorted in small parts they are sorted by the
/// second thread while the first reads on.
pub const INDEXING_CACHE: u32 = 4 * 1024;

/// The scratch file; removed when dropped. As long as it lives no other import can begin.
pub struct Scratch {
    path: PathBuf,
    _lock: File,
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Whoever comes next removes what can't be removed now.
        std::fs::remove_file(&self.path).ok();
    }
}

/// Makes the scratch file, removing one that a crash left, and connects to it with the database beside it.
pub async fn open(db: &Db) -> Result<(Scratch, Tx)> {
    let Some(database) = db.path() else {
        return Err(Error::internal("SQLite without a file"));
    };
    let with_ending = |ending: &str| {
        let mut name = database.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let lock = lock(&with_ending(".import-lock"))?;
    let path = with_ending(".import");
    make_empty(&path)?;
    let scratch = Scratch { path, _lock: lock };
    let connect = SqliteConnectOptions::new()
        .filename(&scratch.path)
        .journal_mode(SqliteJournalMode::Off)
        .synchronous(SqliteSynchronous::Off)
        .pragma("temp_store", "file")
        .pragma("threads", "1")
        .pragma("cache_size", format!("-{STAGING_CACHE}"))
        .disable_statement_logging();
    let mut tx = Tx::over_file(connect).await?;
    sql("ATTACH $1 AS live").bind(database.display().to_string()).execute(&mut tx).await?;
    Ok((scratch, tx))
}

fn lock(path: &std::path::Path) -> Result<File> {
    let refused = |e: &dyn std::fmt::Display| Error::environment(format!("{} can't be locked: {e}.", path.display()));
    let file = File::options().create(true).append(true).open(path).map_err(|e| refused(&e))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => {
            Err(Error::new(Meaning::Busy).with_message("Another import into this database is running."))
        }
        Err(std::fs::TryLockError::Error(e)) => Err(refused(&e)),
    }
}

/// An empty file that only its owner may read: it will hold people's addresses.
fn make_empty(path: &std::path::Path) -> Result<()> {
    let refused = |e: std::io::Error| Error::environment(format!("{} can't be made: {e}.", path.display()));
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(refused(e)),
        _ => {}
    }
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(refused)
}

/// The database's one writing connection with the scratch file beside it, for the merge.
pub async fn attach(db: &Db, scratch: &Scratch) -> Result<Tx> {
    let mut tx = db.writer().await?;
    // It goes away with the file, the settings and, on failure, the transaction.
    tx.close_on_drop();
    sql("ATTACH $1 AS scratch").bind(scratch.path.display().to_string()).execute(&mut tx).await?;
    // Keys come from staged rows that were checked, so that looking each of them up again would find nothing new.
    let settings = format!(
        "PRAGMA scratch.journal_mode = OFF; PRAGMA scratch.synchronous = OFF; PRAGMA foreign_keys = OFF;
         PRAGMA temp_store = FILE; PRAGMA threads = 1; PRAGMA cache_size = -{MERGE_CACHE};"
    );
    run(&mut tx, settings).await?;
    Ok(tx)
}

/// How much the connection keeps from here on, in KiB.
pub async fn keep(tx: &mut Tx, cache: u32) -> Result<()> {
    run(tx, format!("PRAGMA cache_size = -{cache}")).await
}

/// Takes the WAL into the database: otherwise it stays as large as all that came in, twice on the disk.
pub async fn fold(tx: &mut Tx) {
    // Whoever reads at this moment keeps it; the next checkpoint gets it.
    if let Err(error) = run(tx, "PRAGMA main.wal_checkpoint(TRUNCATE)".to_owned()).await {
        tracing::warn!(%error, "the WAL stays until it is next folded");
    }
}

/// The type of a column.
pub const fn column_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Int | Kind::Bool => "INTEGER",
        Kind::Real => "REAL",
        Kind::Text => "TEXT",
        Kind::Uuid | Kind::Bytes => "BLOB",
    }
}

/// The staged table: what a column names is resolved when the row comes in, so that the id itself isn't kept.
pub fn table(shape: &Shape) -> String {
    let mut text = format!("CREATE TABLE staged_{} (ord INTEGER PRIMARY KEY", shape.name);
    for one in shape.refs {
        let _ = write!(text, ", {}_ref INTEGER", one.stem);
    }
    for (column, kind) in stored(shape).skip(1) {
        let _ = write!(text, ", {column} {}", column_type(kind));
    }
    text + ");"
}

/// The staged rows with what they name.
pub fn view(shape: &Shape) -> String {
    format!("CREATE VIEW resolved_{0} AS SELECT * FROM staged_{0};", shape.name)
}

fn stored(shape: &Shape) -> impl Iterator<Item = (&'static str, Kind)> {
    shape.all().filter(|(column, _)| !shape.refs.iter().any(|one| one.column() == *column))
}

/// How many rows of `width` cells one statement takes in.
pub const fn batch_rows(width: usize) -> usize {
    let rows = ARGUMENTS / width;
    if rows == 0 { 1 } else { rows }
}

/// The statement that takes in `rows` rows. Its arguments have no names: looking up names takes the square of their number.
/// What is named is looked up among the rows that are there only in tables that `filled` says have any.
pub fn insert(shape: &Shape, rows: usize, filled: impl Fn(&str) -> bool) -> String {
    let row = format!("({})", vec!["?"; shape.width()].join(","));
    let values = vec![row.as_str(); rows].join(",");
    let mut columns: Vec<String> = stored(shape).map(|(column, _)| column.to_owned()).collect();
    let place = |column: &str| 1 + shape.all().position(|(name, _)| name == column).unwrap_or(0);
    let mut cells: Vec<String> = stored(shape).map(|(column, _)| format!("v.column{}", place(column))).collect();
    let mut joins = String::new();
    for (at, one) in shape.refs.iter().enumerate() {
        let cell = format!("v.column{}", place(&one.column()));
        columns.push(format!("{}_ref", one.stem));
        let parent = one.parent;
        let _ = write!(joins, " LEFT JOIN staged_{parent} p{at} ON p{at}.id = {cell}");
        let mut there = String::new();
        if filled(parent) {
            there = format!("-l{at}.key, ");
            let _ = write!(joins, " LEFT JOIN live.{parent} l{at} ON l{at}.id = {cell}");
        }
        cells.push(format!("CASE WHEN {cell} IS NOT NULL THEN COALESCE({there}p{at}.ord, 0) END"));
    }
    let (columns, cells) = (columns.join(", "), cells.join(", "));
    format!("INSERT INTO staged_{} ({columns}) SELECT {cells} FROM (VALUES {values}) v{joins}", shape.name)
}

/// Runs `text` with `arguments`; `again` when the same text will come again.
pub async fn append(
    c: &mut SqliteConnection,
    text: Arc<String>,
    again: bool,
    arguments: SqliteArguments,
) -> Result<()> {
    let query = sqlx::query_with(AssertSqlSafe(text), arguments).persistent(again);
    query.execute(c).await.map(|_| ()).map_err(failed)
}
