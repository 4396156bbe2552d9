//! The merge: staged rows into their tables, in one transaction that leaves all of them or none.

use uuid::Uuid;

use super::{
    check::populated,
    fresh, ledger, postgres,
    shape::{SHAPES, Shape},
    sqlite,
    staging::{Staging, close, execute, number, run},
    target::{self, Class, Target},
    totals,
};
use crate::{
    domain::time::Timestamp,
    error::{Error, Result},
    store::engine::{Db, Engine, Query, Tx, sql},
};

/// From and to where a refund request of a currency is urgent or not: above the one high, under the other low.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Three capital letters.
    pub currency: String,
    /// In the currency's smallest unit.
    pub high_above: i64,
    /// In the currency's smallest unit.
    pub low_below: i64,
}

/// What the merge does to a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Rows that weren't there.
    pub new: u64,
    /// Rows that say what they said when they were last imported.
    pub unchanged: u64,
    /// Rows that say something else.
    pub updated: u64,
    /// Rows that say something else about a state or an amount that this program has changed since; it stays.
    pub kept: u64,
    /// The first of those kept.
    pub kept_rows: Vec<Kept>,
}

/// A row of which something was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: Uuid,
    /// The columns of the file that say something else than what is there.
    pub columns: Vec<String>,
}

/// How many kept rows are named.
const KEPT_NAMED: i64 = 100;
/// From how many rows on the database had better be put in order at once.
const MANY: u64 = 10_000;

/// What a merge would do to each of [`SHAPES`], without doing it.
pub async fn preview(tx: &mut Tx) -> Result<Vec<Changed>> {
    execute(tx, "INSERT INTO base (users) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM base)").await?;
    let mut all = Vec::new();
    for (shape, target) in target::all() {
        all.push(changes(tx, shape, target).await?);
    }
    Ok(all)
}

/// Merges what is staged and, before it commits, calls `finish` with what became of each of [`SHAPES`].
///
/// # Errors
/// `BUSY` when the database's writer stays taken for too long; whatever `finish` fails with. Then nothing is changed.
pub async fn merge<F>(staging: Staging, db: &Db, limits: &[Limits], now: Timestamp, finish: F) -> Result<()>
where
    F: AsyncFnOnce(&mut Tx, Vec<Changed>) -> Result<()>,
{
    let (mut tx, scratch) = staging.into_merging(db).await?;
    let begin = match tx.engine() {
        Engine::Sqlite => "BEGIN IMMEDIATE",
        Engine::Postgres => "BEGIN",
    };
    execute(&mut tx, begin).await?;
    let mut rows = 0;
    let done = match merge_all(&mut tx, limits, now).await {
        Ok(changed) => {
            rows = changed.iter().map(|one| one.new + one.updated).sum();
            finish(&mut tx, changed).await
        }
        Err(e) => Err(e),
    };
    let ended = execute(&mut tx, if done.is_ok() { "COMMIT" } else { "ROLLBACK" }).await;
    let done = done.and(ended.map(|_| ()));
    if done.is_ok() && rows >= MANY {
        match tx.engine() {
            Engine::Sqlite => sqlite::fold(&mut tx).await,
            Engine::Postgres => postgres::look_over(&mut tx).await,
        }
    }
    close(tx).await;
    drop(scratch);
    done
}

async fn merge_all(tx: &mut Tx, limits: &[Limits], now: Timestamp) -> Result<Vec<Changed>> {
    lock(tx).await?;
    for one in limits {
        let query = sql("INSERT INTO four_eyes (currency, high_above, low_below) VALUES ($1, $2, $3)");
        query.bind(&one.currency).bind(one.high_above).bind(one.low_below).execute(tx).await?;
    }
    count_from(tx).await?;
    let moved = totals::before(tx).await?;
    let suspended = fresh::suspend(tx).await?;
    let mut all = Vec::new();
    for (shape, target) in target::all() {
        let changed = changes(tx, shape, target).await?;
        if changed.updated + changed.kept > 0 {
            update(tx, shape, target).await?;
        }
        if changed.new > 0 {
            insert(tx, shape, target, changed.new).await?;
        }
        all.push(changed);
    }
    fresh::resume(tx, suspended).await?;
    ledger::follow(tx, now).await?;
    totals::after(tx, moved).await?;
    Ok(all)
}

/// Nobody may take keys of these tables while they are handed out here.
async fn lock(tx: &mut Tx) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        let tables: Vec<&str> = SHAPES.iter().map(|shape| shape.name).collect();
        run(tx, format!("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE", tables.join(", "))).await?;
    }
    Ok(())
}

/// Fills `base`: where new keys and numbers begin.
async fn count_from(tx: &mut Tx) -> Result<()> {
    let mut columns = Vec::new();
    let mut values = Vec::new();
    for shape in &SHAPES {
        columns.push(shape.name.to_owned());
        values.push(last_key(tx, shape.name).await?.into());
        let Some(numbered) = shape.numbered else { continue };
        columns.push(format!("{}_number", shape.name));
        values.push(number_rows(tx, shape, numbered.sequence, numbered.given).await?.into());
    }
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("${place}")).collect();
    execute(tx, "DELETE FROM base").await?;
    let text = format!("INSERT INTO base ({}) VALUES ({})", columns.join(", "), places.join(", "));
    Query::assembled(text, values).execute(tx).await.map(|_| ())
}

async fn last_key(tx: &mut Tx, table: &str) -> Result<i64> {
    match tx.engine() {
        Engine::Sqlite => {
            number(tx, format!("SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = '{table}'), 0)")).await
        }
        Engine::Postgres => {
            number(tx, format!("SELECT last_value - CASE WHEN is_called THEN 0 ELSE 1 END FROM {table}_key_seq")).await
        }
    }
}

/// Gives places to the new rows that bring no number, and raises the sequence above all of them and above every
/// number that is brought along; what the places are counted from.
async fn number_rows(tx: &mut Tx, shape: &Shape, sequence: &str, given: Option<&str>) -> Result<i64> {
    let name = shape.name;
    let mut unnumbered = String::new();
    if let Some(column) = given
        && populated(tx, &format!("staged_{name} WHERE {column} IS NOT NULL")).await?
    {
        unnumbered = format!("AND s.{column} IS NULL");
        let highest = format!("(SELECT COALESCE(MAX(number_seq), 0) FROM staged_{name})");
        let raise = format!(
            "UPDATE number_sequences SET value = CASE WHEN value < {highest} THEN {highest} ELSE value END WHERE name = '{sequence}'"
        );
        execute(tx, raise).await?;
    }
    let rows = number(tx, format!("SELECT COUNT(*) FROM staged_{name}")).await?;
    let last = number(tx, format!("SELECT COALESCE(MAX(ord), 0) FROM staged_{name}")).await?;
    // Then each has its place already.
    let all_get_one = unnumbered.is_empty() && rows == last && !populated(tx, &format!("known_{name}")).await?;
    let made = if all_get_one {
        rows
    } else {
        let places = format!(
            "INSERT INTO numbered_{name} (ord, rank)
             SELECT s.ord, ROW_NUMBER() OVER (ORDER BY s.ord) FROM staged_{name} s
             LEFT JOIN known_{name} k ON k.ord = s.ord WHERE k.ord IS NULL {unnumbered}"
        );
        i64::try_from(execute(tx, places).await?).map_err(Error::internal)?
    };
    let (last,): (i64,) = sql("UPDATE number_sequences SET value = value + $1 WHERE name = $2 RETURNING value")
        .bind(made)
        .bind(sequence)
        .fetch_one(tx)
        .await?;
    Ok(last - made)
}

async fn changes(tx: &mut Tx, shape: &Shape, target: &Target) -> Result<Changed> {
    let name = shape.name;
    let (staged, known, same): (i64, i64, i64) = Query::assembled(
        format!(
            "SELECT (SELECT COUNT(*) FROM staged_{name}), (SELECT COUNT(*) FROM known_{name}),
             (SELECT COUNT(*) FROM known_{name} WHERE same)"
        ),
        Vec::new(),
    )
    .fetch_one(tx)
    .await?;
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    let mut changed = Changed { new: count(staged - known), unchanged: count(same), ..Changed::default() };
    if known > same {
        (changed.kept, changed.kept_rows) = kept(tx, shape, target).await?;
        changed.updated = count(known - same) - changed.kept;
    }
    Ok(changed)
}

/// The staged rows `m` that are there already and say something else now, under the names of the table's columns.
fn changed_rows(shape: &Shape, target: &Target) -> String {
    let columns: Vec<String> = target.changing().map(|c| format!("{} AS {}", c.sql(shape), c.name)).collect();
    let beside = target.beside.map(|(name, _, staged)| format!(", {staged} AS {name}")).unwrap_or_default();
    format!(
        "(SELECT k.key AS key, s.external_id, s.hash, {}{beside} FROM base b CROSS JOIN known_{1} k
          JOIN resolved_{1} s ON s.ord = k.ord {2} WHERE NOT k.same) m",
        columns.join(", "),
        shape.name,
        target.joined(shape)
    )
}

async fn kept(tx: &mut Tx, shape: &Shape, target: &Target) -> Result<(u64, Vec<Kept>)> {
    let states = target.columns.iter().filter(|column| column.class == Class::State);
    let mut pairs: Vec<(&str, String, String)> =
        states.map(|c| (c.name, format!("t.{}", c.name), format!("m.{}", c.name))).collect();
    pairs.extend(target.beside.map(|(name, there, _)| (name, there.to_owned(), format!("m.{name}"))));
    if pairs.is_empty() {
        return Ok((0, Vec::new()));
    }
    let differs: Vec<String> = pairs.iter().map(|(_, t, m)| format!("{t} IS DISTINCT FROM {m}")).collect();
    let named: Vec<String> =
        pairs.iter().zip(&differs).map(|((name, ..), d)| format!("CASE WHEN {d} THEN '{name} ' ELSE '' END")).collect();
    let rows = format!(
        "FROM {} t JOIN {} ON m.key = t.key WHERE ({}) AND ({})",
        shape.name,
        changed_rows(shape, target),
        target.touched,
        differs.join(" OR ")
    );
    let all = number(tx, format!("SELECT COUNT(*) {rows}")).await?;
    let first = format!("SELECT t.id, {} {rows} ORDER BY t.key LIMIT $1", named.join(" || "));
    let first: Vec<(Uuid, String)> = Query::assembled(first, vec![KEPT_NAMED.into()]).fetch_all(tx).await?;
    let split = |text: String| text.split_whitespace().map(str::to_owned).collect();
    let first = first.into_iter().map(|(id, columns)| Kept { id, columns: split(columns) }).collect();
    Ok((u64::try_from(all).unwrap_or(0), first))
}

async fn update(tx: &mut Tx, shape: &Shape, target: &Target) -> Result<()> {
    let touched = target.touched;
    let columns: Vec<String> = target
        .changing()
        .map(|c| match c.class {
            Class::State | Class::Follows => {
                format!("{0} = CASE WHEN {touched} THEN t.{0} ELSE m.{0} END", c.name)
            }
            Class::Fixed | Class::Describes => format!("{0} = m.{0}", c.name),
        })
        .collect();
    let text = format!(
        "UPDATE {} AS t SET external_id = m.external_id, {}, import_hash = m.hash, version = t.version + 1,
         import_version = CASE WHEN {touched} THEN t.import_version ELSE t.version + 1 END
         FROM {} WHERE t.key = m.key",
        shape.name,
        columns.join(", "),
        changed_rows(shape, target)
    );
    execute(tx, text).await.map(|_| ())
}

async fn insert(tx: &mut Tx, shape: &Shape, target: &Target, expected: u64) -> Result<()> {
    let name = shape.name;
    let columns: Vec<&str> = target.columns.iter().map(|column| column.name).collect();
    let values: Vec<String> = target.columns.iter().map(|column| column.sql(shape)).collect();
    let numbered = shape.numbered.map_or_else(String::new, |_| format!("LEFT JOIN numbered_{name} n ON n.ord = s.ord"));
    let text = format!(
        "INSERT INTO {name} (key, id, external_id, {}, import_hash, import_version)
         SELECT b.{name} + s.ord, s.id, s.external_id, {}, s.hash, 1
         FROM base b CROSS JOIN resolved_{name} s {numbered} {} LEFT JOIN known_{name} k ON k.ord = s.ord WHERE k.ord IS NULL",
        columns.join(", "),
        values.join(", "),
        target.joined(shape)
    );
    let inserted = execute(tx, text).await?;
    if inserted != expected {
        return Err(Error::internal(format!(
            "{inserted} rows of {name} came out of the staging place, not {expected}"
        )));
    }
    if tx.engine() == Engine::Postgres {
        number(tx, format!("SELECT setval('{name}_key_seq', (SELECT MAX(key) FROM {name}))")).await?;
    }
    Ok(())
}
