//! Opening a database: its address, its settings, the lock beside a SQLite file.

use std::{fs::File, path::PathBuf, str::FromStr, time::Duration};

use sqlx::{
    ConnectOptions as _, Connection as _, PgConnection, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{Db, Location, Pools, failed};
use crate::error::{Error, Kind, Result};

/// A connection that was at work so lately is taken as it is: asking each time costs as much as a short statement.
const LATELY: Duration = Duration::from_secs(1);

/// SQLite before this version can corrupt a database when the WAL is reset.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// How to open a database.
#[derive(Clone, Debug)]
pub struct Options {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// Another address for what only reads; PostgreSQL only.
    pub read_url: Option<String>,
    /// Connections that only read.
    pub readers: u32,
    /// The longest a PostgreSQL statement may take.
    pub statement_timeout: Duration,
    /// The longest a write waits for the writer before it answers `BUSY`.
    pub write_wait: Duration,
    /// Whether to make the file where there is none; SQLite only.
    pub create: bool,
}

impl Options {
    /// The defaults for `url`.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            read_url: None,
            readers: 4,
            statement_timeout: Duration::from_secs(30),
            write_wait: Duration::from_secs(5),
            create: false,
        }
    }
}

impl Db {
    pub(super) async fn open_sqlite(options: &Options) -> Result<Self> {
        let path = sqlite_path(&options.url);
        if !options.create && !path.exists() {
            return Err(Error::new(Kind::NoDatabase { location: path.display().to_string() }));
        }
        if let Some(folder) = path.parent().filter(|folder| options.create && !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)
                .map_err(|e| Error::environment(format!("{} can't be made: {e}", folder.display())))?;
        }
        if options.create {
            make_private(&path)?;
        }
        let in_use = lock_in_use(&path)?;
        let connect = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(options.create)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(options.write_wait)
            .pragma("mmap_size", "0")
            .pragma("cache_size", "-16384")
            .statement_cache_capacity(256)
            .disable_statement_logging();
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(options.write_wait)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(connect.clone())
            .await
            .map_err(|e| opening(&path.display().to_string(), &e))?;
        refuse_old_sqlite(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(options.readers.max(1))
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_lazy_with(connect.create_if_missing(false).pragma("query_only", "1"));
        let location = Location { path: Some(path), _in_use: Some(in_use) };
        Ok(Self { pools: Pools::Sqlite { writer, readers }, location: location.into() })
    }

    pub(super) async fn open_postgres(options: &Options) -> Result<Self> {
        let connect = |url: &str| {
            let timeout = options.statement_timeout.as_millis().to_string();
            let lock = options.write_wait.as_millis().to_string();
            PgConnectOptions::from_str(url)
                .map(|o| {
                    o.application_name("appydex-admin")
                        .statement_cache_capacity(256)
                        .options([
                            ("statement_timeout", timeout),
                            ("lock_timeout", lock),
                            ("timezone", "UTC".to_owned()),
                            // Compiling takes longer than any of our statements.
                            ("jit", "off".to_owned()),
                        ])
                        .disable_statement_logging()
                })
                .map_err(|e| Error::field("database.url", format!("is not a PostgreSQL address: {e}")))
        };
        let pool = |size: u32| {
            PgPoolOptions::new()
                .max_connections(size)
                .acquire_timeout(options.write_wait)
                .test_before_acquire(false)
                .before_acquire(|connection, meta| Box::pin(is_alive(connection, meta.idle_for)))
        };
        let writers = pool(16).connect_with(connect(&options.url)?).await.map_err(|e| opening("PostgreSQL", &e))?;
        let readers = match &options.read_url {
            Some(url) => Some(pool(16).connect_lazy_with(connect(url)?)),
            None => None,
        };
        let location = Location { path: None, _in_use: None };
        Ok(Self { pools: Pools::Postgres { writers, readers }, location: location.into() })
    }
}

fn sqlite_path(url: &str) -> PathBuf {
    let path = url.trim_start_matches("sqlite:");
    let path = path.strip_prefix("//").unwrap_or(path);
    path.split_once('?').map_or(path, |(path, _)| path).into()
}

/// Makes the file readable by its owner only, for it holds people's addresses; SQLite gives its WAL the same mode.
fn make_private(path: &std::path::Path) -> Result<()> {
    let mut options = File::options();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let refused = |e| Error::environment(format!("{} can't be made: {e}.", path.display()));
    options.open(path).map(drop).map_err(refused)
}

fn lock_in_use(database: &std::path::Path) -> Result<File> {
    let path = database.with_extension("lock");
    let refused = |e: &dyn std::fmt::Display| Error::environment(format!("{} can't be locked: {e}", path.display()));
    let file = File::options().create(true).append(true).open(&path).map_err(|e| refused(&e))?;
    match file.try_lock_shared() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(Error::new(Kind::Maintenance)),
        Err(std::fs::TryLockError::Error(e)) => Err(refused(&e)),
    }
}

/// Whether a connection can be taken; one that the server has closed meanwhile is put away.
async fn is_alive(connection: &mut PgConnection, idle: Duration) -> sqlx::Result<bool> {
    if idle > LATELY {
        connection.ping().await?;
    }
    Ok(true)
}

async fn refuse_old_sqlite(pool: &SqlitePool) -> Result<()> {
    let version: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(pool).await.map_err(failed)?;
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    if (next(), next(), next()) < OLDEST_SQLITE {
        return Err(Error::environment(format!("SQLite {version} can corrupt databases; 3.51.3 or later is needed.")));
    }
    Ok(())
}

fn opening(location: &str, error: &sqlx::Error) -> Error {
    Error::environment(format!("The database at {location} can't be opened: {error}.")).with_context(error)
}
