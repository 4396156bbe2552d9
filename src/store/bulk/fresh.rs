//! A first import: what makes single changes safe and searches fast is put aside while the rows come in, and made
//! again, in the same transaction, from all of them at once.

use super::{
    check::populated,
    shape::SHAPES,
    sqlite,
    staging::{execute, run},
};
use crate::{
    error::Result,
    store::engine::{Engine, Tx, sql},
};

/// What has to be made again, in order.
pub struct Suspended(Vec<String>);

/// SQLite's indexes over names, which triggers fill row by row.
const SEARCHED: &[(&str, &str)] = &[("users", "user_names"), ("vendors", "vendor_names")];

/// Puts aside the indexes, triggers and foreign keys of every table that is empty and will not be.
pub async fn suspend(tx: &mut Tx) -> Result<Suspended> {
    let mut again = Suspended(Vec::new());
    for shape in &SHAPES {
        if populated(tx, &format!("staged_{}", shape.name)).await? && !populated(tx, shape.name).await? {
            suspend_table(tx, shape.name, &mut again).await?;
        }
    }
    Ok(again)
}

async fn suspend_table(tx: &mut Tx, table: &str, again: &mut Suspended) -> Result<()> {
    match tx.engine() {
        Engine::Sqlite => suspend_sqlite(tx, table, again).await,
        Engine::Postgres => suspend_postgres(tx, table, again).await,
    }
}

async fn suspend_sqlite(tx: &mut Tx, table: &str, again: &mut Suspended) -> Result<()> {
    let made: Vec<(String, String, String)> = sql("SELECT type, name, sql FROM main.sqlite_master
         WHERE tbl_name = $1 AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid")
    .bind(table)
    .fetch_all(tx)
    .await?;
    for (kind, name, _) in &made {
        execute(tx, format!("DROP {kind} main.{name}")).await?;
    }
    let searched = SEARCHED.iter().find(|(searched, _)| *searched == table);
    again.0.extend(searched.map(|(_, names)| format!("INSERT INTO {names} ({names}) VALUES ('rebuild')")));
    again.0.extend(made.into_iter().map(|(_, _, text)| text));
    Ok(())
}

async fn suspend_postgres(tx: &mut Tx, table: &str, again: &mut Suspended) -> Result<()> {
    let constraints: Vec<(String, String)> = sql("SELECT conname::text, pg_get_constraintdef(oid) FROM pg_constraint
         WHERE conrelid = $1::text::regclass AND contype IN ('f', 'u') ORDER BY contype DESC, conname")
    .bind(table)
    .fetch_all(tx)
    .await?;
    for (name, definition) in constraints {
        execute(tx, format!("ALTER TABLE {table} DROP CONSTRAINT {name}")).await?;
        again.0.push(format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"));
    }
    let indexes: Vec<(String, String)> = sql("SELECT indexname::text, indexdef FROM pg_indexes
         WHERE schemaname = current_schema() AND tablename = $1 AND indexname NOT LIKE '%\\_pkey' ORDER BY indexname")
    .bind(table)
    .fetch_all(tx)
    .await?;
    for (name, definition) in indexes {
        execute(tx, format!("DROP INDEX {name}")).await?;
        again.0.push(definition);
    }
    Ok(())
}

/// Makes again what was put aside.
pub async fn resume(tx: &mut Tx, suspended: Suspended) -> Result<()> {
    if suspended.0.is_empty() {
        return Ok(());
    }
    let embedded = tx.engine() == Engine::Sqlite;
    if embedded {
        sqlite::keep(tx, sqlite::INDEXING_CACHE).await?;
    }
    for text in suspended.0 {
        run(tx, text).await?;
    }
    if embedded { sqlite::keep(tx, sqlite::MERGE_CACHE).await } else { Ok(()) }
}
