//! What is kept instead of counted, moved along by the merge: rows that change are taken off where they were before
//! it and put on where they are after it, rows that are new are put on.

use super::{
    check::populated,
    fresh::{self, Suspended},
    staging::{execute, number, run},
};
use crate::{
    error::Result,
    store::engine::{Query, Tx},
};

const TOUCHED: &str = "
    INSERT INTO touched_bookings (key) SELECT key FROM known_bookings WHERE NOT same;
    INSERT INTO touched_reviews (key) SELECT key FROM known_reviews WHERE NOT same;
    INSERT INTO touched_payments (key)
    SELECT key FROM known_payments WHERE NOT same
    UNION SELECT p.key FROM payments p JOIN touched_bookings t ON t.key = p.booking_key
    UNION SELECT -s.payment_ref FROM resolved_refund_requests s LEFT JOIN known_refund_requests k ON k.ord = s.ord
          WHERE s.payment_ref < 0 AND (k.ord IS NULL OR NOT k.same);";

/// Bookings with their places in the totals; `{sign}` for taking off and putting on, `{which}` selects.
const BOOKINGS: &str = "SELECT t.created_at / 86400000000 AS day, t.vendor_key, t.service_key,
    COALESCE(t.city_folded, '') AS city_folded, t.status, t.currency, t.user_key, {sign} AS n,
    {sign} * t.total_amount_cents AS cents FROM bookings t WHERE {which}";
const REVIEWS: &str = "SELECT t.user_key, t.vendor_key, {sign} AS n FROM reviews t WHERE {which}";
const PAYMENTS: &str = "SELECT t.paid_at / 86400000000 AS day, b.vendor_key, b.service_key,
    COALESCE(b.city_folded, '') AS city_folded, t.method, t.currency, {sign} AS payments, {sign} * t.amount_cents AS gross,
    {sign} * t.platform_fee_cents AS fee, 0 AS refunds, 0 AS refunded
    FROM payments t JOIN bookings b ON b.key = t.booking_key
    WHERE t.status = 'succeeded' AND t.paid_at IS NOT NULL AND {which}";
const POSTINGS: &str = "SELECT g.processed_at / 86400000000 AS day, b.vendor_key, b.service_key,
    COALESCE(b.city_folded, '') AS city_folded, t.method, g.currency, 0 AS payments, 0 AS gross, 0 AS fee,
    {sign} AS refunds, {sign} * g.amount_cents AS refunded
    FROM refund_postings g JOIN payments t ON t.key = g.payment_key JOIN bookings b ON b.key = t.booking_key WHERE {which}";

fn rows(text: &str, sign: i8, which: &str) -> String {
    text.replace("{sign}", &sign.to_string()).replace("{which}", which)
}

fn touched(text: &str, sign: i8, table: &str) -> String {
    rows(text, sign, &format!("t.key IN (SELECT key FROM touched_{table})"))
}

fn added(text: &str, table: &str) -> String {
    rows(text, 1, &format!("t.key > (SELECT {table} FROM base)"))
}

/// Finds the rows that will change and takes them off.
pub async fn before(tx: &mut Tx) -> Result<()> {
    run(tx, TOUCHED.to_owned()).await?;
    move_touched(tx, -1).await
}

async fn move_touched(tx: &mut Tx, sign: i8) -> Result<()> {
    execute(tx, format!("INSERT INTO moved_bookings {}", touched(BOOKINGS, sign, "bookings"))).await?;
    execute(tx, format!("INSERT INTO moved_reviews {}", touched(REVIEWS, sign, "reviews"))).await?;
    execute(tx, format!("INSERT INTO moved_payments {}", touched(PAYMENTS, sign, "payments"))).await?;
    execute(tx, format!("INSERT INTO moved_payments {}", touched(POSTINGS, sign, "payments"))).await.map(|_| ())
}

/// Puts on the rows that changed and the rows that are new.
pub async fn after(tx: &mut Tx) -> Result<()> {
    move_touched(tx, 1).await?;
    for (table, person) in [("bookings", "user"), ("bookings", "vendor"), ("reviews", "user"), ("reviews", "vendor")] {
        count_people(tx, table, person).await?;
    }
    let bookings = format!("{} UNION ALL SELECT * FROM moved_bookings", added(BOOKINGS, "bookings"));
    add(tx, "booking_totals", "status", &[("bookings", "n"), ("value_cents", "cents")], &bookings).await?;
    count_days(tx, &bookings).await?;
    let payments = format!(
        "{} UNION ALL {} UNION ALL SELECT * FROM moved_payments",
        added(PAYMENTS, "payments"),
        added(POSTINGS, "payments")
    );
    let sums = [
        ("payments", "payments"),
        ("gross_cents", "gross"),
        ("fee_cents", "fee"),
        ("refunds", "refunds"),
        ("refund_cents", "refunded"),
    ];
    add(tx, "payment_totals", "method", &sums, &payments).await
}

async fn count_days(tx: &mut Tx, rows: &str) -> Result<()> {
    let text = format!(
        "INSERT INTO booking_days (status, day, bookings)
         SELECT m.status, m.day, CAST(SUM(m.n) AS BIGINT) FROM ({rows}) m
         WHERE TRUE GROUP BY m.status, m.day HAVING SUM(m.n) <> 0
         ON CONFLICT (status, day) DO UPDATE SET bookings = booking_days.bookings + excluded.bookings"
    );
    execute(tx, text).await.map(|_| ())
}

async fn count_people(tx: &mut Tx, table: &str, person: &str) -> Result<()> {
    // Without a condition the rows are counted along the person's index, and nothing has to be sorted.
    let which = match number(tx, format!("SELECT {table} FROM base")).await? {
        0 => String::new(),
        base => format!("WHERE key > {base}"),
    };
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

/// Adds `rows` to the totals of `table`, by place; places at which nothing is left go.
async fn add(tx: &mut Tx, table: &str, dimension: &str, sums: &[(&str, &str)], rows: &str) -> Result<()> {
    let place = format!("day, vendor_key, service_key, city_folded, {dimension}, currency");
    let first = !populated(tx, table).await?;
    let mut suspended = Suspended::none();
    let mut conflict = String::new();
    if first {
        fresh::suspend_table(tx, table, &mut suspended).await?;
    } else {
        let more: Vec<String> =
            sums.iter().map(|(name, _)| format!("{name} = {table}.{name} + excluded.{name}")).collect();
        conflict = format!("ON CONFLICT ({place}) WHERE NOT delta DO UPDATE SET {}", more.join(", "));
    }
    let names: Vec<&str> = sums.iter().map(|(name, _)| *name).collect();
    let values: Vec<String> = sums.iter().map(|(_, from)| format!("CAST(SUM({from}) AS BIGINT)")).collect();
    let having: Vec<String> = sums.iter().map(|(_, from)| format!("SUM({from}) <> 0")).collect();
    let text = format!(
        "INSERT INTO {table} ({place}, {}, delta) SELECT {place}, {}, FALSE FROM ({rows}) m GROUP BY {place} HAVING {} {conflict}",
        names.join(", "),
        values.join(", "),
        having.join(" OR "),
    );
    execute(tx, text).await?;
    fresh::resume(tx, suspended).await?;
    if !first {
        let nothing: Vec<String> = names.iter().map(|name| format!("{name} = 0")).collect();
        let text = format!("DELETE FROM {table} WHERE NOT delta AND {}", nothing.join(" AND "));
        Query::assembled(text, Vec::new()).execute(tx).await?;
    }
    Ok(())
}
