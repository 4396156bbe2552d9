//! SQLite or PostgreSQL: the one place that knows which of the two runs.
//!
//! [`Db`] holds the pools (how they are opened is in `open`), [`Tx`] a connection with or without a transaction
//! on it, [`Query`] one statement with its arguments. Both engines take `$1`, `RETURNING` and
//! `ON CONFLICT (column)`, so a statement is written once; the few words that differ have a name in
//! `store::dialect`. To add what only one engine can do: through [`Tx::native`], in `store::bulk` or here.

mod open;
mod query;

use std::{fs::File, path::PathBuf};

use sqlx::{
    PgPool, SqlitePool,
    migrate::{Migrate, Migrator},
    sqlite::SqlitePoolOptions,
};

use self::query::Link;
pub(super) use self::query::failed;
pub use self::{
    open::Options,
    query::{Native, Query, Record, Tx, sql},
};
use crate::error::{Error, Result};

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// Which engine runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded.
    Sqlite,
    /// A server.
    Postgres,
}

/// A migration, and whether it ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownMigration {
    /// Its number.
    pub version: i64,
    /// What it does.
    pub name: String,
    /// Whether it ran on this database.
    pub applied: bool,
}

/// An open database: pools for writing and reading.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    location: std::sync::Arc<Location>,
}

#[derive(Clone)]
enum Pools {
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    /// Without an address of their own for what only reads, the writers read.
    Postgres {
        writers: PgPool,
        readers: Option<PgPool>,
    },
}

struct Location {
    path: Option<PathBuf>,
    /// Held, shared, for as long as this process has the database open; a restore takes it alone.
    _in_use: Option<File>,
}

const REPEATABLE: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

impl Db {
    /// Opens the database at `options.url`. A SQLite file that isn't there is made only with `create`.
    ///
    /// # Errors
    /// `NO_DATABASE` where there is none, `MAINTENANCE` while a restore holds it alone.
    pub async fn open(options: &Options) -> Result<Self> {
        match options.url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => Self::open_sqlite(options).await,
            Some("postgres" | "postgresql") => Self::open_postgres(options).await,
            _ => Err(Error::field("database.url", "must begin with sqlite: or postgres://")),
        }
    }

    /// Which engine runs.
    pub const fn engine(&self) -> Engine {
        match self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres { .. } => Engine::Postgres,
        }
    }

    /// Whether the database is a file that this process opens itself.
    pub const fn is_embedded(&self) -> bool {
        matches!(self.engine(), Engine::Sqlite)
    }

    /// What the engine is called in health.
    pub const fn backend(&self) -> &'static str {
        match self.engine() {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgresql",
        }
    }

    /// Connections of this process: at work, free, as many as there can be.
    pub fn connections(&self) -> (u32, u32, u32) {
        fn of<D: sqlx::Database>(pool: &sqlx::Pool<D>) -> (u32, u32, u32) {
            in_use(pool.size(), pool.num_idle(), pool.options().get_max_connections())
        }
        let (one, other) = match &self.pools {
            Pools::Sqlite { writer, readers } => (of(writer), of(readers)),
            Pools::Postgres { writers, readers } => (of(writers), readers.as_ref().map(of).unwrap_or_default()),
        };
        (one.0 + other.0, one.1 + other.1, one.2 + other.2)
    }

    /// The file, on SQLite.
    pub fn path(&self) -> Option<&std::path::Path> {
        self.location.path.as_deref()
    }

    /// A transaction that writes. On SQLite it holds the only writer from the start, for a transaction
    /// that reads first and writes later would fail as soon as two of them meet.
    ///
    /// # Errors
    /// `BUSY` when the writer stays taken for longer than `write_wait`.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(Tx::over(match &self.pools {
            Pools::Sqlite { writer, .. } => Link::SqliteTx(writer.begin_with("BEGIN IMMEDIATE").await.map_err(failed)?),
            Pools::Postgres { writers, .. } => Link::PostgresTx(writers.begin().await.map_err(failed)?),
        }))
    }

    /// A connection that only reads; each statement sees what was committed when it began.
    ///
    /// # Errors
    /// `BUSY` when none is free for too long.
    pub async fn read(&self) -> Result<Tx> {
        Ok(Tx::over(match &self.pools {
            Pools::Sqlite { readers, .. } => Link::Sqlite(readers.acquire().await.map_err(failed)?),
            Pools::Postgres { writers, readers } => {
                Link::Postgres(readers.as_ref().unwrap_or(writers).acquire().await.map_err(failed)?)
            }
        }))
    }

    /// A transaction that only reads and sees, however many statements it makes, the one moment of its first.
    ///
    /// # Errors
    /// `BUSY` when no connection is free for too long.
    pub async fn snapshot(&self) -> Result<Tx> {
        Ok(Tx::over(match &self.pools {
            Pools::Sqlite { readers, .. } => Link::SqliteTx(readers.begin().await.map_err(failed)?),
            Pools::Postgres { writers, readers } => {
                let pool = readers.as_ref().unwrap_or(writers);
                Link::PostgresTx(pool.begin_with(REPEATABLE).await.map_err(failed)?)
            }
        }))
    }

    /// A snapshot for a long reading: on SQLite on a connection of its own, so that the others are left to requests.
    /// While it lasts, what is written meanwhile stays in the WAL.
    ///
    /// # Errors
    /// `BUSY` when no connection is free for too long.
    pub async fn long_snapshot(&self) -> Result<Tx> {
        let Pools::Sqlite { readers, .. } = &self.pools else { return self.snapshot().await };
        let connect = readers.connect_options().as_ref().clone();
        let own = SqlitePoolOptions::new().max_connections(1).connect_with(connect).await.map_err(failed)?;
        Ok(Tx::over(Link::SqliteTx(own.begin().await.map_err(failed)?)))
    }

    /// A connection for work of one engine's own (bulk loading), writing and with no transaction on it.
    ///
    /// # Errors
    /// `BUSY` when none is free for too long.
    pub async fn writer(&self) -> Result<Tx> {
        Ok(Tx::over(match &self.pools {
            Pools::Sqlite { writer, .. } => Link::Sqlite(writer.acquire().await.map_err(failed)?),
            Pools::Postgres { writers, .. } => Link::Postgres(writers.acquire().await.map_err(failed)?),
        }))
    }

    /// Brings the schema up to date; does nothing where it is.
    ///
    /// # Errors
    /// Says so when the schema is newer than this program, or was changed by hand.
    pub async fn migrate(&self) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => SQLITE_MIGRATIONS.run(writer).await,
            Pools::Postgres { writers, .. } => POSTGRES_MIGRATIONS.run(writers).await,
        }
        .map_err(|e| Error::environment(format!("The database can't be migrated: {e}.")).with_context(e))
    }

    /// The newest migration that was applied and the newest that this program knows.
    pub async fn schema_version(&self) -> Result<(i64, i64)> {
        let newest = |m: &Migrator| m.iter().map(|one| one.version).max().unwrap_or(0);
        let (applied, known) = match &self.pools {
            Pools::Sqlite { writer, .. } => {
                let mut c = writer.acquire().await.map_err(failed)?;
                c.ensure_migrations_table("_sqlx_migrations").await.map_err(Error::internal)?;
                (c.list_applied_migrations("_sqlx_migrations").await, newest(&SQLITE_MIGRATIONS))
            }
            Pools::Postgres { writers, .. } => {
                let mut c = writers.acquire().await.map_err(failed)?;
                c.ensure_migrations_table("_sqlx_migrations").await.map_err(Error::internal)?;
                (c.list_applied_migrations("_sqlx_migrations").await, newest(&POSTGRES_MIGRATIONS))
            }
        };
        let applied = applied.map_err(Error::internal)?.iter().map(|one| one.version).max().unwrap_or(0);
        Ok((applied, known))
    }

    /// Every migration that this program knows, in order, and whether it ran.
    pub async fn migrations(&self) -> Result<Vec<KnownMigration>> {
        let (applied, _) = self.schema_version().await?;
        let known = match self.engine() {
            Engine::Sqlite => &SQLITE_MIGRATIONS,
            Engine::Postgres => &POSTGRES_MIGRATIONS,
        };
        let one = |m: &sqlx::migrate::Migration| KnownMigration {
            version: m.version,
            name: m.description.to_string(),
            applied: m.version <= applied,
        };
        Ok(known.iter().map(one).collect())
    }

    /// Closes every connection; on SQLite the last one to close folds the WAL into the file.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres { writers, readers } => {
                if let Some(readers) = readers {
                    readers.close().await;
                }
                writers.close().await;
            }
        }
    }
}

/// Connections at work, free, at most. A pool counts what is free a moment after the next one may have taken it: for
/// that moment its count lies below nothing, which is as many as can be counted.
fn in_use(open: u32, free: usize, most: u32) -> (u32, u32, u32) {
    let free = match u32::try_from(free) {
        Ok(free) if free <= open => free,
        _ => 0,
    };
    (open - free, free, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_below_nothing_is_nothing_free() {
        assert_eq!(in_use(4, 3, 16), (1, 3, 16));
        assert_eq!(in_use(4, usize::MAX, 16), (4, 0, 16));
    }
}
