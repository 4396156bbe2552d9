//! The sheets of days: moved with every change, made anew, checked.

use tokio::task::{JoinHandle, spawn_blocking};

use super::{Kind, Page, Sheets, months, rows::Rows, sheet::Sheet};
use crate::{
    domain::{money::Currency, time::DAY},
    error::{Error, Result},
    store::engine::{Query, Tx, sql},
};

/// Writes down what the transaction noted. Only who holds the chain's head may, or who keeps everybody else out.
pub async fn settle(tx: &mut Tx) -> Result<()> {
    let mut sheets = std::mem::take(tx.kept());
    settle_now(tx, &mut sheets).await
}

/// Writes down these moves and leaves none.
pub(super) async fn settle_now(tx: &mut Tx, sheets: &mut Sheets) -> Result<()> {
    for (page, moves) in std::mem::take(&mut sheets.0) {
        if !moves.is_empty() {
            let mut sheet = get(tx, page).await?;
            sheet.merge(moves);
            put(tx, page, &sheet).await?;
        }
    }
    Ok(())
}

async fn get(tx: &mut Tx, (kind, currency, day): Page) -> Result<Sheet> {
    let row: Option<(Vec<u8>,)> =
        sql("SELECT cells FROM analytics_days WHERE kind = $1 AND currency = $2 AND day = $3")
            .bind(kind.as_str())
            .bind(currency)
            .bind(day)
            .fetch_optional(tx)
            .await?;
    row.map_or_else(|| Ok(Sheet::default()), |(cells,)| Sheet::unpack(&cells, kind.width()))
}

async fn put(tx: &mut Tx, (kind, currency, day): Page, sheet: &Sheet) -> Result<()> {
    // An empty sheet stays, for a version must never come again.
    sql("INSERT INTO analytics_days (kind, currency, day, version, sums, cells) VALUES ($1, $2, $3, 1, $4, $5)
         ON CONFLICT (kind, currency, day) DO UPDATE SET version = analytics_days.version + 1, sums = excluded.sums,
            cells = excluded.cells")
    .bind(kind.as_str())
    .bind(currency)
    .bind(day)
    .bind(sheet.pack_heads(kind.width()))
    .bind(sheet.pack(kind.width()))
    .execute_one(tx)
    .await
}

/// Makes everything that is kept by day anew from the rows; how many days there are now. Nobody may change anything
/// meanwhile: the chain's head is held from here on.
pub async fn rebuild(tx: &mut Tx) -> Result<i64> {
    crate::store::chain::hold(tx).await?;
    for text in [
        "DELETE FROM analytics_months",
        "DELETE FROM analytics_days",
        "DELETE FROM booking_days",
        "INSERT INTO booking_days (status, day, bookings) SELECT status, created_at / 86400000000, COUNT(*) FROM bookings
         GROUP BY status, created_at / 86400000000",
    ] {
        sql(text).execute(tx).await?;
    }
    for kind in Kind::ALL {
        from_rows(tx, kind).await?;
    }
    months::renew(tx).await?;
    Ok(sql("SELECT COUNT(*) FROM analytics_days").fetch_one::<(i64,)>(tx).await?.0)
}

/// Makes the sheets of a kind of which there are none, from the rows: day by day, so that only a day is held at once.
/// Nobody may change anything meanwhile.
pub async fn from_rows(tx: &mut Tx, kind: Kind) -> Result<()> {
    let mut summing = None::<JoinHandle<Result<Sheets>>>;
    let mut from = i64::MIN;
    while let Some(at) = next(tx, kind, from).await? {
        let day = at.div_euclid(DAY);
        let rows = Rows::of_days(tx, kind, (day, day + 1)).await?;
        // While the database reads a day, the one before is summed.
        if let Some(before) = summing.replace(spawn_blocking(move || rows.sheets())) {
            put_all(tx, before).await?;
        }
        from = (day + 1) * DAY;
    }
    match summing {
        Some(last) => put_all(tx, last).await,
        None => Ok(()),
    }
}

async fn put_all(tx: &mut Tx, summed: JoinHandle<Result<Sheets>>) -> Result<()> {
    for (page, sheet) in summed.await.map_err(Error::internal)??.0 {
        put(tx, page, &sheet).await?;
    }
    Ok(())
}

/// When the first of the rows of a kind happened that did so at `from` or later.
async fn next(tx: &mut Tx, kind: Kind, from: i64) -> Result<Option<i64>> {
    let text = match kind {
        Kind::Bookings => "SELECT MIN(created_at) FROM bookings WHERE created_at >= $1",
        Kind::Payments => {
            "SELECT MIN(at) FROM (SELECT MIN(paid_at) AS at FROM payments WHERE paid_at >= $1
             UNION ALL SELECT MIN(processed_at) FROM refund_postings WHERE processed_at >= $1) x"
        }
    };
    Ok(sql(text).bind(from).fetch_one::<(Option<i64>,)>(tx).await?.0)
}

/// What is kept and isn't what the rows give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// How many days were compared, of bookings and of payments each, by currency.
    pub days: i64,
    /// Days whose sheets are wrong.
    pub sheets: Vec<Page>,
    /// Days and states in which a wrong number of bookings is kept.
    pub booking_days: Vec<(String, i64)>,
    /// Months that say they are good and are not.
    pub months: Vec<Page>,
}

impl Differences {
    /// Whether there are none.
    pub fn is_none(&self) -> bool {
        self.sheets.is_empty() && self.booking_days.is_empty() && self.months.is_empty()
    }
}

/// So many days are compared at once.
const WINDOW: i64 = 31;

/// Compares what is kept with the rows. `tx` must see one moment throughout.
pub async fn verify(tx: &mut Tx) -> Result<Differences> {
    let mut found = Differences::default();
    for kind in Kind::ALL {
        let Some((first, last)) = extent(tx, kind).await? else { continue };
        let mut from = first;
        while from <= last {
            compare(tx, kind, (from, from + WINDOW), &mut found).await?;
            from += WINDOW;
        }
    }
    found.months = months::wrong(tx).await?;
    found.booking_days = sql("SELECT status, day FROM (
             SELECT status, created_at / 86400000000 AS day, 1 AS n FROM bookings
             UNION ALL SELECT status, day, -bookings FROM booking_days) x
         GROUP BY status, day HAVING SUM(n) <> 0 ORDER BY day, status")
    .fetch_all(tx)
    .await?;
    Ok(found)
}

/// The first and the last day of which there is anything, in the rows or kept.
async fn extent(tx: &mut Tx, kind: Kind) -> Result<Option<(i64, i64)>> {
    let text = match kind {
        Kind::Bookings => {
            "SELECT MIN(d), MAX(d) FROM (SELECT MIN(created_at) AS d FROM bookings
            UNION ALL SELECT MAX(created_at) FROM bookings
            UNION ALL SELECT day * 86400000000 FROM analytics_days WHERE kind = 'bookings') x"
        }
        Kind::Payments => {
            "SELECT MIN(d), MAX(d) FROM (SELECT MIN(paid_at) AS d FROM payments
            UNION ALL SELECT MAX(paid_at) FROM payments UNION ALL SELECT MIN(processed_at) FROM refund_postings
            UNION ALL SELECT MAX(processed_at) FROM refund_postings
            UNION ALL SELECT day * 86400000000 FROM analytics_days WHERE kind = 'payments') x"
        }
    };
    let (first, last): (Option<i64>, Option<i64>) = sql(text).fetch_one(tx).await?;
    Ok(first.zip(last).map(|(first, last)| (first.div_euclid(DAY), last.div_euclid(DAY))))
}

async fn compare(tx: &mut Tx, kind: Kind, (from, to): (i64, i64), found: &mut Differences) -> Result<()> {
    let mut should = Rows::of_days(tx, kind, (from, to)).await?.sheets()?;
    let rows: Vec<(Currency, i64, Vec<u8>, Vec<u8>)> =
        sql("SELECT currency, day, sums, cells FROM analytics_days WHERE kind = $1 AND day >= $2 AND day < $3")
            .bind(kind.as_str())
            .bind(from)
            .bind(to)
            .fetch_all(tx)
            .await?;
    for (currency, day, sums, cells) in rows {
        found.days += 1;
        let should = should.0.remove(&(kind, currency, day)).unwrap_or_default();
        if cells != should.pack(kind.width()) || sums != should.pack_heads(kind.width()) {
            found.sheets.push((kind, currency, day));
        }
    }
    found.sheets.extend(should.0.into_iter().filter(|(_, sheet)| !sheet.is_empty()).map(|(page, _)| page));
    Ok(())
}

/// A statement over the days of a kind and currency from one to before another.
pub(super) fn within(select: &str, kind: Kind, currency: Currency, (from, to): (i64, i64)) -> Query {
    let text = format!(
        "{select} FROM analytics_days WHERE kind = $1 AND currency = $2 AND day >= $3 AND day < $4 ORDER BY day"
    );
    Query::assembled(text, vec![kind.as_str().into(), currency.into(), from.into(), to.into()])
}
