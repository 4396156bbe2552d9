//! What is wrong with staged rows when they are seen beside each other and beside what is there already.
//!
//! Each check is a condition over `resolved_<table> s`; the rows that meet it are refused. `{}` in a reason stands
//! for what the cell says.

use std::collections::BTreeMap;

use super::{
    shape::{SHAPES, Shape},
    staging::{execute, number, run, try_unique},
};
use crate::{
    error::Result,
    store::engine::{Query, Tx},
};

/// What is wrong with a row, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The table's position among [`SHAPES`].
    pub table: usize,
    /// The row's line in its file.
    pub line: i64,
    /// The file's column; empty when it is the row as a whole.
    pub field: String,
    /// What is wrong; `{}` stands for what the cell says.
    pub reason: String,
}

struct Check {
    table: &'static str,
    field: &'static str,
    reason: &'static str,
    joins: &'static str,
    condition: &'static str,
}

/// The booking that a staged review or the payment that a staged refund names, as it will be after the merge: `sb`
/// or `sp` where it is staged, `lb` or `lp` where it is there already.
macro_rules! booking_of_review {
    () => {
        "LEFT JOIN known_bookings kb ON kb.key = -s.booking_ref
         LEFT JOIN resolved_bookings sb ON sb.ord = COALESCE(kb.ord, s.booking_ref)
         LEFT JOIN bookings lb ON lb.key = -s.booking_ref"
    };
}
macro_rules! refunded_before {
    ($payment:literal) => {
        concat!(
            "(SELECT COALESCE(CAST(SUM(g.amount_cents) AS BIGINT), 0) FROM refund_postings g WHERE g.payment_key = ",
            $payment,
            " AND g.source = 'import' AND g.refund_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM known_refund_requests kg
              JOIN staged_refund_requests sg ON sg.ord = kg.ord WHERE kg.key = g.refund_key))"
        )
    };
}

const CHECKS: &[Check] = &[
    Check {
        table: "bookings",
        field: "booking_number",
        reason: "{} is the number of another booking",
        joins: "JOIN bookings o ON o.number = s.booking_number",
        condition: "o.id <> s.id",
    },
    Check {
        table: "bookings",
        field: "booking_number",
        reason: "{} is not the number that this booking has got",
        joins: "JOIN known_bookings k ON k.ord = s.ord JOIN bookings o ON o.key = k.key",
        condition: "o.number <> s.booking_number",
    },
    Check {
        table: "payments",
        field: "refunded_amount_cents",
        reason: "{} is less than what this payment's processed refund requests come to",
        joins: "JOIN known_payments k ON k.ord = s.ord JOIN payments o ON o.key = k.key",
        condition: concat!(
            "NOT k.same AND o.version IS NOT DISTINCT FROM o.import_version AND o.reserved_cents = 0
             AND COALESCE(s.refunded_amount_cents, 0) < ",
            refunded_before!("k.key")
        ),
    },
    Check {
        table: "reviews",
        field: "vendor_id",
        reason: "{} is not the vendor of the booking that the review names",
        joins: booking_of_review!(),
        condition: "s.booking_ref <> 0 AND COALESCE(sb.vendor_ref, -lb.vendor_key) <> s.vendor_ref",
    },
    Check {
        table: "reviews",
        field: "user_id",
        reason: "{} is not the user of the booking that the review names",
        joins: booking_of_review!(),
        condition: "s.booking_ref <> 0 AND COALESCE(sb.user_ref, -lb.user_key) <> s.user_ref",
    },
    Check {
        table: "takedown_requests",
        field: "status",
        reason: "another open request asks for the same review with the same reason code",
        joins: "JOIN (SELECT w.ord, ROW_NUMBER() OVER (PARTITION BY w.review_ref, w.vendor_ref, w.reason_code ORDER BY w.ord) AS place
                FROM resolved_takedown_requests w WHERE w.status = 'open' AND w.review_ref <> 0) w ON w.ord = s.ord",
        condition: "w.place > 1",
    },
    Check {
        table: "takedown_requests",
        field: "status",
        reason: "another open request asks for the same review with the same reason code",
        joins: "JOIN takedown_requests o ON o.review_key = -s.review_ref AND o.vendor_key = -s.vendor_ref
                AND o.reason_code = s.reason_code AND o.status = 'open'",
        condition: "s.status = 'open' AND o.id <> s.id AND NOT EXISTS (SELECT 1 FROM known_takedown_requests k
                    JOIN staged_takedown_requests n ON n.ord = k.ord
                    WHERE k.key = o.key AND n.status <> 'open' AND o.version IS NOT DISTINCT FROM o.import_version)",
    },
    Check {
        table: "refund_requests",
        field: "approved_amount_cents",
        reason: "{} is not part of its payment's refunded_amount_cents",
        joins: concat!(
            "JOIN (SELECT r.ord, SUM(r.approved_amount_cents) OVER (PARTITION BY r.payment_ref ORDER BY r.ord) AS asked,
               CASE WHEN sp.ord IS NOT NULL AND (lp.key IS NULL OR lp.version = lp.import_version AND lp.reserved_cents = 0)
                    THEN COALESCE(sp.refunded_amount_cents, 0)
                    ELSE (SELECT COALESCE(CAST(SUM(g.amount_cents) AS BIGINT), 0) FROM refund_postings g
                          WHERE g.payment_key = lp.key AND g.source = 'import') END AS refunded,
               ",
            refunded_before!("lp.key"),
            " AS before
               FROM resolved_refund_requests r
               LEFT JOIN known_refund_requests kr ON kr.ord = r.ord LEFT JOIN refund_requests lr ON lr.key = kr.key
               LEFT JOIN known_payments kp ON kp.key = -r.payment_ref
               LEFT JOIN staged_payments sp ON sp.ord = COALESCE(kp.ord, r.payment_ref)
               LEFT JOIN payments lp ON lp.key = -r.payment_ref
               WHERE r.status = 'processed' AND r.payment_ref <> 0
                 AND (lr.key IS NULL OR lr.version = lr.import_version)) w ON w.ord = s.ord"
        ),
        condition: "w.asked + w.before > w.refunded",
    },
];

/// Finds every staged row that can't be merged and takes it out of the staging place; how many there were.
/// Rows that name refused rows are refused with them. With `stop` it ends after the first table that has any.
pub async fn check(tx: &mut Tx, stop: bool) -> Result<i64> {
    let before = count(tx).await?;
    let mut last = before;
    loop {
        for (position, shape) in SHAPES.iter().enumerate() {
            find_known(tx, shape).await?;
            check_refs(tx, position, last > 0).await?;
            if position == Shape::position("bookings") {
                check_numbers(tx, position).await?;
            }
            for one in CHECKS.iter().filter(|one| one.table == shape.name) {
                refuse(tx, position, one.field, one.reason, one.joins, one.condition).await?;
            }
            take_out(tx, position).await?;
            if stop && count(tx).await? > 0 {
                return Ok(count(tx).await? - before);
            }
        }
        let now = count(tx).await?;
        // What was refused late may have been what an earlier table's rows were measured by.
        if now == last {
            return Ok(now - before);
        }
        last = now;
    }
}

/// Which staged rows are there already, and whether they say what they said when they were last imported.
async fn find_known(tx: &mut Tx, shape: &Shape) -> Result<()> {
    let name = shape.name;
    run(tx, format!("DELETE FROM known_{name}; DROP INDEX IF EXISTS known_{name}_key;")).await?;
    if populated(tx, name).await? {
        let text = format!(
            "INSERT INTO known_{name} (ord, key, same)
             SELECT s.ord, o.key, COALESCE(o.import_hash = s.hash, FALSE) FROM staged_{name} s JOIN {name} o ON o.id = s.id"
        );
        execute(tx, text).await?;
    }
    run(tx, format!("CREATE INDEX known_{name}_key ON known_{name} (key); ")).await
}

/// Whether a table has any rows.
pub(super) async fn populated(tx: &mut Tx, name: &str) -> Result<bool> {
    Ok(number(tx, format!("SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 FROM {name} LIMIT 1) one")).await? > 0)
}

async fn check_refs(tx: &mut Tx, position: usize, some_refused: bool) -> Result<()> {
    let shape = &SHAPES[position];
    let condition = |one: &super::shape::Ref| {
        let dangling = format!("s.{}_ref = 0", one.stem);
        // Where references are resolved as rows come in they may point at rows that were taken out since.
        let gone = format!(
            "s.{0}_ref > 0 AND NOT EXISTS (SELECT 1 FROM staged_{1} p WHERE p.ord = s.{0}_ref)",
            one.stem, one.parent
        );
        if some_refused { format!("({dangling} OR {gone})") } else { dangling }
    };
    let any: Vec<String> = shape.refs.iter().map(condition).collect();
    if shape.refs.is_empty() || !populated(tx, &format!("resolved_{} s WHERE {}", shape.name, any.join(" OR "))).await?
    {
        return Ok(());
    }
    for one in shape.refs {
        let reason = format!("{{}} names no {} of the database or among the good rows of this import", one.singular());
        refuse(tx, position, &one.column(), &reason, "", &condition(one)).await?;
    }
    Ok(())
}

async fn check_numbers(tx: &mut Tx, position: usize) -> Result<()> {
    let name = SHAPES[position].name;
    run(tx, format!("DROP INDEX IF EXISTS staged_{name}_number")).await?;
    let of_those = format!("ON staged_{name} (booking_number) WHERE booking_number IS NOT NULL");
    let unique = format!("CREATE UNIQUE INDEX staged_{name}_number {of_those}");
    if try_unique(tx, &unique).await? {
        return Ok(());
    }
    run(tx, format!("CREATE INDEX staged_{name}_number {of_those}")).await?;
    refuse_repeated(tx, position, "booking_number", "booking_number").await
}

/// Refuses each row but the first of those that agree in `column`, and takes them out.
pub(super) async fn refuse_repeated(tx: &mut Tx, position: usize, column: &str, field: &str) -> Result<()> {
    let name = SHAPES[position].name;
    let first = format!("(SELECT MIN(f.line) FROM staged_{name} f WHERE f.{column} = s.{column} AND f.ord < s.ord)");
    let text = format!(
        "INSERT INTO problems (tbl, ord, line, field, reason)
         SELECT {position}, s.ord, s.line, '{field}', '{{}} was seen before, on line ' || CAST({first} AS TEXT)
         FROM staged_{name} s WHERE {first} IS NOT NULL"
    );
    execute(tx, text).await?;
    take_out(tx, position).await
}

async fn refuse(tx: &mut Tx, position: usize, field: &str, reason: &str, joins: &str, condition: &str) -> Result<()> {
    let text = format!(
        "INSERT INTO problems (tbl, ord, line, field, reason)
         SELECT {position}, s.ord, s.line, '{field}', '{}' FROM resolved_{} s {joins} WHERE {condition}",
        reason.replace('\'', "''"),
        SHAPES[position].name
    );
    execute(tx, text).await.map(|_| ())
}

async fn take_out(tx: &mut Tx, position: usize) -> Result<()> {
    let name = SHAPES[position].name;
    let of_table = format!("problems WHERE tbl = {position} AND ord IS NOT NULL");
    if populated(tx, &of_table).await? {
        execute(tx, format!("DELETE FROM staged_{name} WHERE ord IN (SELECT ord FROM {of_table})")).await?;
    }
    Ok(())
}

/// How many problems were found so far.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    number(tx, "SELECT COUNT(*) FROM problems").await
}

/// The first problems, in the order of the files and their lines.
pub async fn problems(tx: &mut Tx, most: i64) -> Result<Vec<Problem>> {
    let rows: Vec<(i64, i64, String, String)> = Query::assembled(
        "SELECT tbl, line, field, reason FROM problems ORDER BY tbl, line, field LIMIT $1".into(),
        vec![most.into()],
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(problem).collect())
}

fn problem((table, line, field, reason): (i64, i64, String, String)) -> Problem {
    Problem { table: usize::try_from(table).unwrap_or(0), line, field, reason }
}

/// The problems of one table on lines after `after`, in the order of the lines: about `most`, and all of
/// a line or none.
pub async fn refused_lines(tx: &mut Tx, table: usize, after: i64, most: i64) -> Result<Vec<Problem>> {
    let text = "SELECT tbl, line, field, reason FROM problems WHERE tbl = $1 AND line > $2 AND line <=
        (SELECT MAX(line) FROM (SELECT line FROM problems WHERE tbl = $1 AND line > $2 ORDER BY line LIMIT $3) first)
        ORDER BY line, field";
    let table = i64::try_from(table).unwrap_or(0);
    let values = vec![table.into(), after.into(), most.into()];
    let rows: Vec<(i64, i64, String, String)> = Query::assembled(text.into(), values).fetch_all(tx).await?;
    Ok(rows.into_iter().map(problem).collect())
}

/// How many rows of each of [`SHAPES`] were refused.
pub async fn refused_rows(tx: &mut Tx) -> Result<Vec<u64>> {
    let text = "SELECT tbl, COUNT(DISTINCT line) FROM problems GROUP BY tbl";
    let found: Vec<(i64, i64)> = Query::assembled(text.into(), Vec::new()).fetch_all(tx).await?;
    let of = |position: usize| found.iter().find(|(tbl, _)| usize::try_from(*tbl) == Ok(position));
    Ok((0..SHAPES.len())
        .map(|position| of(position).map_or(0, |(_, rows)| u64::try_from(*rows).unwrap_or(0)))
        .collect())
}

/// How many staged bookings there are in each state.
pub async fn bookings_by_status(tx: &mut Tx) -> Result<BTreeMap<String, u64>> {
    let text = "SELECT status, COUNT(*) FROM staged_bookings GROUP BY status";
    let found: Vec<(String, i64)> = Query::assembled(text.into(), Vec::new()).fetch_all(tx).await?;
    Ok(found.into_iter().map(|(status, rows)| (status, u64::try_from(rows).unwrap_or(0))).collect())
}
