//! The staging place: opened, filled table by table, sealed.

use std::sync::Arc;

use super::{
    batch::{Batch, Form, Kind},
    check::{self, Problem, populated},
    postgres,
    shape::{PROBLEMS, SHAPES, Shape},
    sqlite,
};
use crate::{
    error::{Error, Result},
    store::{
        columns::Value,
        engine::{Db, Engine, Native, Query, Tx, failed},
    },
};

/// Rows read and not merged yet. Dropped, it leaves nothing behind but at most a file that the next one removes.
pub struct Staging {
    pub(super) tx: Tx,
    pub(super) scratch: Option<sqlite::Scratch>,
    /// Which of [`SHAPES`] have rows already. Only imports make such rows, and this one runs alone.
    filled: [bool; SHAPES.len()],
    /// The statement that takes in a full batch of a table.
    statement: Option<(usize, Arc<String>)>,
}

/// What a staged table needs beside its rows, with `{key}` for an integer that is the primary key.
const BESIDE_EACH: &str = "CREATE {temp} TABLE known_{table} (ord {key}, key BIGINT NOT NULL, same BOOLEAN NOT NULL);
    CREATE {temp} TABLE numbered_{table} (ord {key}, rank BIGINT NOT NULL);
    CREATE {temp} TABLE touched_{table} (key {key});";
const BESIDE_ALL: &str = "CREATE {temp} TABLE base (users BIGINT, vendors BIGINT, services BIGINT, bookings BIGINT,
        bookings_number BIGINT, payments BIGINT, disputes BIGINT, reviews BIGINT, takedown_requests BIGINT,
        takedown_requests_number BIGINT, refund_requests BIGINT, refund_requests_number BIGINT, referrals BIGINT);
    CREATE {temp} TABLE four_eyes (currency TEXT NOT NULL, high_above BIGINT NOT NULL, low_below BIGINT NOT NULL);
    CREATE {temp} TABLE mirrored (payment_key {key}, cents BIGINT NOT NULL, refunded_at BIGINT);
    CREATE {temp} TABLE moved_bookings (day BIGINT, status TEXT, user_key BIGINT, vendor_key BIGINT, n BIGINT);
    CREATE {temp} TABLE moved_reviews (user_key BIGINT, vendor_key BIGINT, n BIGINT);";

impl Staging {
    /// An empty staging place for `db`.
    ///
    /// # Errors
    /// `BUSY` while another import of the same database runs.
    pub async fn open(db: &Db) -> Result<Self> {
        let (tx, scratch) = match db.engine() {
            Engine::Sqlite => sqlite::open(db).await.map(|(scratch, tx)| (tx, Some(scratch)))?,
            Engine::Postgres => (postgres::open(db).await?, None),
        };
        let mut staging = Self { tx, scratch, filled: Default::default(), statement: None };
        for (filled, shape) in staging.filled.iter_mut().zip(&SHAPES) {
            *filled = populated(&mut staging.tx, shape.name).await?;
        }
        staging.create().await?;
        Ok(staging)
    }

    async fn create(&mut self) -> Result<()> {
        let (temp, key) = match self.tx.engine() {
            Engine::Sqlite => ("", "INTEGER PRIMARY KEY"),
            Engine::Postgres => ("TEMPORARY", "BIGINT PRIMARY KEY"),
        };
        let mut text = BESIDE_ALL.to_owned();
        text += &self.table("problems", PROBLEMS.iter().copied(), "");
        for shape in &SHAPES {
            text += &BESIDE_EACH.replace("{table}", shape.name);
            text += &match self.tx.engine() {
                Engine::Sqlite => sqlite::table(shape),
                Engine::Postgres => self.table(&format!("staged_{}", shape.name), shape.all(), ""),
            };
            text += &match self.tx.engine() {
                Engine::Sqlite => sqlite::view(shape),
                Engine::Postgres => postgres::view(shape, |name| self.filled[Shape::position(name)]),
            };
        }
        text += "CREATE INDEX problems_line ON problems (tbl, line);";
        run(&mut self.tx, text.replace("{temp}", temp).replace("{key}", key)).await
    }

    fn table(&self, name: &str, columns: impl Iterator<Item = (&'static str, Kind)>, more: &str) -> String {
        let engine = self.tx.engine();
        let columns: Vec<String> = columns
            .map(|(column, kind)| {
                let kind = match engine {
                    Engine::Sqlite => sqlite::column_type(kind),
                    Engine::Postgres => postgres::column_type(kind),
                };
                format!("{column} {kind}")
            })
            .collect();
        format!("CREATE {{temp}} TABLE {name} ({}{more});", columns.join(", "))
    }

    /// An empty batch for the table at `position` of [`SHAPES`], and how many rows it is best filled with.
    pub fn batch(&self, position: usize) -> impl Fn() -> (Batch, usize) + Send + use<> {
        let (engine, shape) = (self.tx.engine(), &SHAPES[position]);
        let rows = match engine {
            Engine::Sqlite => sqlite::batch_rows(shape.width()),
            Engine::Postgres => postgres::BATCH_ROWS,
        };
        move || (Batch::new(engine, shape, rows), rows)
    }

    /// Takes in rows of the table at `position` of [`SHAPES`]. What they name must have been sealed before.
    pub async fn append(&mut self, position: usize, batch: Batch) -> Result<()> {
        let (shape, rows) = (&SHAPES[position], batch.rows());
        match (batch.into_form(), self.tx.native()) {
            (Form::Sqlite(arguments), Native::Sqlite(c)) => {
                let full = rows == sqlite::batch_rows(shape.width());
                let filled = |name: &str| self.filled[Shape::position(name)];
                let text = match &self.statement {
                    Some((of, text)) if full && *of == position => Arc::clone(text),
                    _ => Arc::new(sqlite::insert(shape, rows, filled)),
                };
                self.statement = full.then(|| (position, Arc::clone(&text)));
                sqlite::append(c, text, full, arguments).await
            }
            (Form::Postgres(bytes), Native::Postgres(c)) => postgres::append(c, shape.name, bytes).await,
            _ => Err(Error::internal("a batch for the other engine")),
        }
    }

    /// Takes in what is wrong with rows that are not staged; best about a hundred at once.
    pub async fn report(&mut self, problems: Vec<Problem>) -> Result<()> {
        let row = |at: usize| format!("(${}, ${}, ${}, ${})", 4 * at + 1, 4 * at + 2, 4 * at + 3, 4 * at + 4);
        let rows: Vec<String> = (0..problems.len()).map(row).collect();
        let text = format!("INSERT INTO problems (tbl, line, field, reason) VALUES {}", rows.join(", "));
        let values = |one: Problem| -> [Value; 4] {
            [i64::try_from(one.table).unwrap_or(0).into(), one.line.into(), one.field.into(), one.reason.into()]
        };
        let values = problems.into_iter().flat_map(values).collect();
        Query::assembled(text, values).execute(&mut self.tx).await.map(|_| ())
    }

    /// Ends the table at `position`: no id may occur twice in it. The second row of an id is refused.
    pub async fn seal(&mut self, position: usize) -> Result<()> {
        let name = SHAPES[position].name;
        let unique = format!("CREATE UNIQUE INDEX staged_{name}_id ON staged_{name} (id)");
        if !try_unique(&mut self.tx, &unique).await? {
            run(&mut self.tx, format!("CREATE INDEX staged_{name}_every_id ON staged_{name} (id)")).await?;
            check::refuse_repeated(&mut self.tx, position, "id", "id").await?;
            run(&mut self.tx, format!("DROP INDEX staged_{name}_every_id; {unique}")).await?;
        }
        if self.tx.engine() == Engine::Postgres {
            run(&mut self.tx, format!("ANALYZE staged_{name}")).await?;
        }
        Ok(())
    }

    /// The connection on which the staged rows can be read.
    pub const fn tx(&mut self) -> &mut Tx {
        &mut self.tx
    }

    /// Gives up what is staged.
    pub async fn close(self) {
        close(self.tx).await;
    }

    /// The connection on which the staged rows can be merged, with no transaction on it yet; closed when dropped.
    pub(super) async fn into_merging(self, db: &Db) -> Result<(Tx, Option<sqlite::Scratch>)> {
        match self.scratch {
            None => Ok((self.tx, None)),
            Some(scratch) => {
                self.tx.close().await;
                Ok((sqlite::attach(db, &scratch).await?, Some(scratch)))
            }
        }
    }
}

/// Closes a connection that held a staging place.
pub(super) async fn close(mut tx: Tx) {
    if tx.engine() == Engine::Postgres {
        postgres::release(&mut tx).await;
    }
    tx.close().await;
}

/// Runs statements without arguments, put together from this program's own names.
pub(super) async fn run(tx: &mut Tx, text: String) -> Result<()> {
    let text = sqlx::AssertSqlSafe(text);
    match tx.native() {
        Native::Sqlite(c) => sqlx::raw_sql(text).execute(c).await.map(|_| ()),
        Native::Postgres(c) => sqlx::raw_sql(text).execute(c).await.map(|_| ()),
    }
    .map_err(failed)
}

/// Makes a unique index; `false` when there are rows that are equal.
pub(super) async fn try_unique(tx: &mut Tx, text: &str) -> Result<bool> {
    let text = sqlx::AssertSqlSafe(text.to_owned());
    let done = match tx.native() {
        Native::Sqlite(c) => sqlx::raw_sql(text).execute(c).await.map(|_| ()),
        Native::Postgres(c) => sqlx::raw_sql(text).execute(c).await.map(|_| ()),
    };
    match done {
        Ok(()) => Ok(true),
        Err(sqlx::Error::Database(e)) if e.is_unique_violation() => Ok(false),
        Err(e) => Err(failed(e)),
    }
}

/// Runs one statement put together from this program's own names; how many rows it changed.
pub(super) async fn execute(tx: &mut Tx, text: impl Into<String>) -> Result<u64> {
    Query::assembled(text.into(), Vec::new()).execute(tx).await
}

/// The one whole number that a statement put together from this program's own names gives.
pub(super) async fn number(tx: &mut Tx, text: impl Into<String>) -> Result<i64> {
    let (number,): (i64,) = Query::assembled(text.into(), Vec::new()).fetch_one(tx).await?;
    Ok(number)
}
