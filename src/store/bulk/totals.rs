//! What is kept instead of counted, moved along by the merge: rows that change are taken off where they were before
//! it and put on where they are after it, rows that are new are put on.

use super::{
    check::populated,
    staging::{execute, number, run},
};
use crate::{
    error::Result,
    store::{
        analytics::{self, Kind, Sheets, Source},
        engine::Tx,
    },
};

const TOUCHED: &str = "
    INSERT INTO touched_bookings (key)
    SELECT key FROM known_bookings WHERE NOT same
    UNION SELECT b.key FROM bookings b JOIN known_services s ON s.key = b.service_key WHERE NOT s.same;
    INSERT INTO touched_reviews (key) SELECT key FROM known_reviews WHERE NOT same;
    INSERT INTO touched_payments (key)
    SELECT key FROM known_payments WHERE NOT same
    UNION SELECT p.key FROM payments p JOIN touched_bookings t ON t.key = p.booking_key
    UNION SELECT -s.payment_ref FROM resolved_refund_requests s LEFT JOIN known_refund_requests k ON k.ord = s.ord
          WHERE s.payment_ref < 0 AND (k.ord IS NULL OR NOT k.same);";

/// Rows that change with their places in what is kept; `{sign}` for taking off and putting on.
const MOVED: &str = "
    INSERT INTO moved_bookings
    SELECT t.created_at / 86400000000 AS day, t.status, t.user_key, t.vendor_key, {sign} AS n
    FROM bookings t WHERE t.key IN (SELECT key FROM touched_bookings);
    INSERT INTO moved_reviews
    SELECT t.user_key, t.vendor_key, {sign} AS n FROM reviews t WHERE t.key IN (SELECT key FROM touched_reviews);";

/// Finds the rows that will change and takes them off. What is to be moved in analytics comes back.
pub async fn before(tx: &mut Tx) -> Result<Sheets> {
    run(tx, TOUCHED.to_owned()).await?;
    let mut sheets = Sheets::default();
    move_touched(tx, -1, &mut sheets).await?;
    Ok(sheets)
}

async fn move_touched(tx: &mut Tx, sign: i8, sheets: &mut Sheets) -> Result<()> {
    run(tx, MOVED.replace("{sign}", &sign.to_string())).await?;
    for (source, which, table) in [
        (&analytics::BOOKINGS, "b.key IN (SELECT key FROM touched_bookings)", "touched_bookings"),
        (&analytics::PAYMENTS, "p.key IN (SELECT key FROM touched_payments)", "touched_payments"),
        (&analytics::REFUNDS, "p.key IN (SELECT key FROM touched_payments)", "touched_payments"),
    ] {
        if populated(tx, table).await? {
            analytics::gather(tx, source, (0, which), sign.into(), sheets).await?;
        }
    }
    Ok(())
}

/// Puts on the rows that changed and the rows that are new.
pub async fn after(tx: &mut Tx, mut sheets: Sheets) -> Result<()> {
    move_touched(tx, 1, &mut sheets).await?;
    for (table, person) in [("bookings", "user"), ("bookings", "vendor"), ("reviews", "user"), ("reviews", "vendor")] {
        count_people(tx, table, person).await?;
    }
    count_days(tx).await?;
    for (kind, table) in [(Kind::Bookings, "bookings"), (Kind::Payments, "payments")] {
        match base(tx, table).await? {
            0 => analytics::from_rows(tx, kind).await?,
            base => {
                for source in Source::of(kind) {
                    analytics::gather(tx, source, (base, "1 = 1"), 1, &mut sheets).await?;
                }
            }
        }
    }
    tx.kept().merge(sheets);
    analytics::settle(tx).await?;
    analytics::renew(tx).await.map(drop)
}

/// The last key that a table had before the merge; 0 when it was empty.
async fn base(tx: &mut Tx, table: &str) -> Result<i64> {
    number(tx, format!("SELECT {table} FROM base")).await
}

/// Which rows of a table are new. Without a condition they are counted along an index, and nothing has to be sorted.
async fn added(tx: &mut Tx, table: &str) -> Result<String> {
    Ok(match base(tx, table).await? {
        0 => String::new(),
        base => format!("WHERE key > {base}"),
    })
}

async fn count_days(tx: &mut Tx) -> Result<()> {
    let which = added(tx, "bookings").await?;
    let text = format!(
        "INSERT INTO booking_days (status, day, bookings)
         SELECT m.status, m.day, CAST(SUM(m.n) AS BIGINT)
         FROM (SELECT status, created_at / 86400000000 AS day, CAST(COUNT(*) AS BIGINT) AS n FROM bookings {which}
               GROUP BY status, created_at / 86400000000
               UNION ALL SELECT status, day, n FROM moved_bookings) m
         WHERE TRUE GROUP BY m.status, m.day HAVING SUM(m.n) <> 0
         ON CONFLICT (status, day) DO UPDATE SET bookings = booking_days.bookings + excluded.bookings"
    );
    execute(tx, text).await.map(|_| ())
}

async fn count_people(tx: &mut Tx, table: &str, person: &str) -> Result<()> {
    let which = added(tx, table).await?;
    let text = format!(
        "UPDATE {person}s AS t SET {table}_count = t.{table}_count + d.n
         FROM (SELECT m.{person}_key, CAST(SUM(m.n) AS BIGINT) AS n
               FROM (SELECT {person}_key, CAST(COUNT(*) AS BIGINT) AS n FROM {table} {which} GROUP BY {person}_key
                     UNION ALL SELECT {person}_key, n FROM moved_{table}) m
               GROUP BY m.{person}_key HAVING SUM(m.n) <> 0) d
         WHERE t.key = d.{person}_key"
    );
    execute(tx, text).await.map(|_| ())
}
