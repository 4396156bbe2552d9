//! The staging place on PostgreSQL: temporary tables of one connection, filled with `COPY` in its binary form.

use std::fmt::Write as _;

use sqlx::PgConnection;

use super::{
    batch::{Cell, Kind},
    shape::{SHAPES, Shape},
    staging::run,
};
use crate::{
    error::{Error, Kind as Meaning, Result},
    store::engine::{Db, Tx, failed, sql},
};

/// Rows in one `COPY`.
pub const BATCH_ROWS: usize = 2000;

/// "appydex" as a number: who holds this advisory lock is importing.
const IMPORTING: i64 = 0x61_7070_7964_6578;

/// A connection of its own, closed when dropped, and its temporary tables with it.
pub async fn open(db: &Db) -> Result<Tx> {
    let mut tx = db.writer().await?;
    tx.close_on_drop();
    let settings = "SET statement_timeout = 0; SET temp_buffers = '32MB'; SET work_mem = '64MB';
        SET maintenance_work_mem = '128MB'; SET jit = off; SET client_min_messages = warning;";
    run(&mut tx, settings.to_owned()).await?;
    let (alone,): (bool,) = sql("SELECT pg_try_advisory_lock($1)").bind(IMPORTING).fetch_one(&mut tx).await?;
    if alone {
        Ok(tx)
    } else {
        Err(Error::new(Meaning::Busy).with_message("Another import into this database is running."))
    }
}

/// Lets the next import begin at once: a connection that was closed keeps its locks until its server has noticed.
pub async fn release(tx: &mut Tx) {
    // Without an answer the lock goes with the connection.
    sql("SELECT pg_advisory_unlock($1)").bind(IMPORTING).execute(tx).await.ok();
}

/// Counts what came in, and marks its pages as seen by all: until its own vacuum comes by, PostgreSQL would read whole
/// tables where a few entries of an index will do.
pub async fn look_over(tx: &mut Tx) {
    let tables: Vec<&str> = SHAPES.iter().map(|shape| shape.name).collect();
    // Whoever may import need not own the tables; the rows are in.
    if let Err(error) = run(tx, format!("VACUUM (ANALYZE) {}", tables.join(", "))).await {
        tracing::warn!(%error, "the imported tables were not analysed; queries are slow until they are");
    }
}

/// The type of a column.
pub const fn column_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Int => "BIGINT",
        Kind::Bool => "BOOLEAN",
        Kind::Real => "DOUBLE PRECISION",
        Kind::Text => "TEXT",
        Kind::Uuid => "UUID",
        Kind::Bytes => "BYTEA",
    }
}

/// The staged rows with what they name: joined by hash when they are read, which takes less than resolving each row
/// as it comes in would.
/// Rows that are there already are looked through only in tables that `filled` says have any.
pub fn view(shape: &Shape, filled: impl Fn(&str) -> bool) -> String {
    let (mut refs, mut joins) = (String::new(), String::new());
    for (at, one) in shape.refs.iter().enumerate() {
        let (stem, parent) = (one.stem, one.parent);
        let _ = write!(joins, " LEFT JOIN staged_{parent} p{at} ON p{at}.id = s.{stem}_id");
        let mut there = String::new();
        if filled(parent) {
            there = format!("-l{at}.key, ");
            let _ = write!(joins, " LEFT JOIN {parent} l{at} ON l{at}.id = s.{stem}_id");
        }
        let _ =
            write!(refs, ", CASE WHEN s.{stem}_id IS NOT NULL THEN COALESCE({there}p{at}.ord, 0) END AS {stem}_ref");
    }
    format!("CREATE TEMPORARY VIEW resolved_{0} AS SELECT s.*{refs} FROM staged_{0} s{joins};", shape.name)
}

/// The beginning of a `COPY` in its binary form, for about `cells` cells.
pub fn begin(cells: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(cells * 16);
    bytes.extend_from_slice(b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0");
    bytes
}

/// Adds a row.
pub fn encode_row(row: impl ExactSizeIterator<Item = Cell>, to: &mut Vec<u8>) -> Result<()> {
    to.extend_from_slice(&i16::try_from(row.len()).map_err(Error::internal)?.to_be_bytes());
    row.into_iter().try_for_each(|cell| encode(&cell, to))
}

/// Copies rows into a staged table.
pub async fn append(c: &mut PgConnection, name: &str, mut rows: Vec<u8>) -> Result<()> {
    rows.extend_from_slice(&(-1_i16).to_be_bytes());
    let statement = format!("COPY staged_{name} FROM STDIN WITH (FORMAT BINARY)");
    let mut copy = c.copy_in_raw(&statement).await.map_err(failed)?;
    copy.send(rows).await.map_err(failed)?;
    copy.finish().await.map(|_| ()).map_err(failed)
}

fn encode(cell: &Cell, to: &mut Vec<u8>) -> Result<()> {
    let mut field = |bytes: &[u8]| {
        to.extend_from_slice(&i32::try_from(bytes.len()).map_err(Error::internal)?.to_be_bytes());
        to.extend_from_slice(bytes);
        Ok(())
    };
    match cell {
        Cell::Null => {
            to.extend_from_slice(&(-1_i32).to_be_bytes());
            Ok(())
        }
        Cell::Int(value) => field(&value.to_be_bytes()),
        Cell::Real(value) => field(&value.to_be_bytes()),
        Cell::Bool(value) => field(&[u8::from(*value)]),
        Cell::Text(text) => field(text.as_bytes()),
        Cell::Uuid(id) => field(id.as_bytes()),
        Cell::Bytes(bytes) => field(bytes),
    }
}
