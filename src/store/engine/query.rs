//! One statement on one connection.

use std::borrow::Cow;

use sqlx::{
    AssertSqlSafe, FromRow, PgConnection, Postgres, Sqlite, SqliteConnection, Transaction,
    pool::PoolConnection,
    postgres::PgRow,
    sqlite::SqliteRow,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};

use super::Engine;
use crate::{
    error::{Error, Kind, Result},
    store::{analytics::Sheets, columns::Value},
};

/// A connection, inside a transaction when it came from [`Db::begin`](super::Db::begin). Dropped, it rolls back.
pub struct Tx {
    pub(super) link: Link,
    /// What is to be moved of what is kept, as soon as the chain's head is held.
    kept: Sheets,
}

pub(super) enum Link {
    Sqlite(PoolConnection<Sqlite>),
    SqliteTx(Transaction<'static, Sqlite>),
    Postgres(PoolConnection<Postgres>),
    PostgresTx(Transaction<'static, Postgres>),
}

/// The connection of the engine that runs, for what only that engine can do.
pub enum Native<'c> {
    /// SQLite's.
    Sqlite(&'c mut SqliteConnection),
    /// PostgreSQL's.
    Postgres(&'c mut PgConnection),
}

impl Tx {
    pub(super) fn over(link: Link) -> Self {
        Self { link, kept: Sheets::default() }
    }

    /// Notes what moves in what is kept by day; [`chain::append`](crate::store::chain::append) writes it down.
    pub(in crate::store) const fn kept(&mut self) -> &mut Sheets {
        &mut self.kept
    }

    /// Which engine runs.
    pub const fn engine(&self) -> Engine {
        match self.link {
            Link::Sqlite(_) | Link::SqliteTx(_) => Engine::Sqlite,
            Link::Postgres(_) | Link::PostgresTx(_) => Engine::Postgres,
        }
    }

    /// The engine's own connection.
    pub fn native(&mut self) -> Native<'_> {
        match &mut self.link {
            Link::Sqlite(c) => Native::Sqlite(c),
            Link::SqliteTx(c) => Native::Sqlite(c),
            Link::Postgres(c) => Native::Postgres(c),
            Link::PostgresTx(c) => Native::Postgres(c),
        }
    }

    /// Makes the transaction's changes last.
    pub async fn commit(self) -> Result<()> {
        if !self.kept.is_empty() {
            return Err(Error::internal("a commit of moves that were never written down"));
        }
        match self.link {
            Link::SqliteTx(tx) => tx.commit().await.map_err(failed),
            Link::PostgresTx(tx) => tx.commit().await.map_err(failed),
            Link::Sqlite(_) | Link::Postgres(_) => Ok(()),
        }
    }

    /// Closes the connection and waits until it is closed.
    pub(in crate::store) async fn close(self) {
        // What can't be closed in order is closed by being dropped.
        match self.link {
            Link::Sqlite(c) => c.close().await.ok(),
            Link::Postgres(c) => c.close().await.ok(),
            Link::SqliteTx(_) | Link::PostgresTx(_) => None,
        };
    }

    /// Undoes the transaction's changes.
    pub async fn rollback(self) -> Result<()> {
        match self.link {
            Link::SqliteTx(tx) => tx.rollback().await.map_err(failed),
            Link::PostgresTx(tx) => tx.rollback().await.map_err(failed),
            Link::Sqlite(_) | Link::Postgres(_) => Ok(()),
        }
    }

    /// A connection to a SQLite file of its own, closed when dropped.
    pub(in crate::store) async fn over_file(connect: SqliteConnectOptions) -> Result<Self> {
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(connect).await.map_err(failed)?;
        let mut tx = Self::over(Link::Sqlite(pool.acquire().await.map_err(failed)?));
        tx.close_on_drop();
        Ok(tx)
    }

    /// Closes the connection when it is dropped instead of giving it back: whatever was set on it is gone.
    pub(in crate::store) fn close_on_drop(&mut self) {
        match &mut self.link {
            Link::Sqlite(c) => c.close_on_drop(),
            Link::Postgres(c) => c.close_on_drop(),
            Link::SqliteTx(_) | Link::PostgresTx(_) => {}
        }
    }
}

/// A row that can be read from either engine.
pub trait Record: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> Record for T {}

/// One statement and its arguments.
#[must_use = "a query does nothing until it is executed or fetched"]
pub struct Query {
    text: Cow<'static, str>,
    values: Vec<Value>,
}

/// A statement whose text stands in the program.
pub fn sql(text: &'static str) -> Query {
    Query { text: Cow::Borrowed(text), values: Vec::new() }
}

macro_rules! bound {
    ($query:expr, $values:expr) => {
        $values.into_iter().fold($query, |query, value| match value {
            Value::Int(v) => query.bind(v),
            Value::Text(v) => query.bind(v),
            Value::Real(v) => query.bind(v),
            Value::Bool(v) => query.bind(v),
            Value::Uuid(v) => query.bind(v),
            Value::Bytes(v) => query.bind(v),
        })
    };
}

macro_rules! run {
    ($self:ident, $tx:ident, $make:expr, $method:ident) => {
        match $tx.native() {
            Native::Sqlite(c) => match $self.text {
                Cow::Borrowed(text) => bound!($make(text), $self.values).$method(c).await,
                Cow::Owned(text) => bound!($make(AssertSqlSafe(text)), $self.values).$method(c).await,
            }
            .map_err(failed),
            Native::Postgres(c) => match $self.text {
                Cow::Borrowed(text) => bound!($make(text), $self.values).$method(c).await,
                Cow::Owned(text) => bound!($make(AssertSqlSafe(text)), $self.values).$method(c).await,
            }
            .map_err(failed),
        }
    };
}

impl Query {
    /// A statement put together from this program's own fragments; no value may stand in its text.
    pub fn assembled(text: String, values: Vec<Value>) -> Self {
        Self { text: Cow::Owned(text), values }
    }

    /// The next argument: the first is `$1`.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Runs it; how many rows it changed.
    pub async fn execute(self, tx: &mut Tx) -> Result<u64> {
        match tx.native() {
            Native::Sqlite(c) => match self.text {
                Cow::Borrowed(text) => bound!(sqlx::query(text), self.values).execute(c).await,
                Cow::Owned(text) => bound!(sqlx::query(AssertSqlSafe(text)), self.values).execute(c).await,
            }
            .map(|done| done.rows_affected()),
            Native::Postgres(c) => match self.text {
                Cow::Borrowed(text) => bound!(sqlx::query(text), self.values).execute(c).await,
                Cow::Owned(text) => bound!(sqlx::query(AssertSqlSafe(text)), self.values).execute(c).await,
            }
            .map(|done| done.rows_affected()),
        }
        .map_err(failed)
    }

    /// Runs it; anything but one changed row is a fault of this program, and undone with the transaction.
    pub async fn execute_one(self, tx: &mut Tx) -> Result<()> {
        let text = self.text.clone();
        match self.execute(tx).await? {
            1 => Ok(()),
            rows => Err(Error::internal(format!("{rows} rows changed instead of one by: {text}"))),
        }
    }

    /// All rows.
    pub async fn fetch_all<T: Record>(self, tx: &mut Tx) -> Result<Vec<T>> {
        run!(self, tx, sqlx::query_as::<_, T>, fetch_all)
    }

    /// The row, if there is one.
    pub async fn fetch_optional<T: Record>(self, tx: &mut Tx) -> Result<Option<T>> {
        run!(self, tx, sqlx::query_as::<_, T>, fetch_optional)
    }

    /// The row that must be there.
    pub async fn fetch_one<T: Record>(self, tx: &mut Tx) -> Result<T> {
        run!(self, tx, sqlx::query_as::<_, T>, fetch_one)
    }
}

/// Turns what a driver says into what it means here.
pub(in crate::store) fn failed(error: sqlx::Error) -> Error {
    match &error {
        _ if is_busy(&error) => Error::new(Kind::Busy).with_context(error),
        _ if is_lost(&error) => Error::new(Kind::Busy)
            .with_message("The database went away; try again, a change with the same Idempotency-Key.")
            .with_context(error),
        _ => Error::internal(error),
    }
}

/// Whether PostgreSQL has ended the connection, or isn't there: another one will do, whether a commit was done or not.
fn is_lost(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        // admin_shutdown, crash_shutdown, cannot_connect_now.
        sqlx::Error::Database(e) => matches!(e.code().as_deref(), Some("57P01" | "57P02" | "57P03")),
        _ => false,
    }
}

fn is_busy(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut => true,
        sqlx::Error::Database(e) => match e.code().as_deref() {
            // SQLITE_BUSY and its extended forms; lock_not_available, deadlock_detected, serialization_failure.
            Some("5" | "261" | "517" | "55P03" | "40P01" | "40001") => true,
            _ => false,
        },
        _ => false,
    }
}
