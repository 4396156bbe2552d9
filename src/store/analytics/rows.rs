//! Sheets made of the rows themselves.

use super::{Kind, Move, Offer, Place, Sheets, Sums, days::settle_now};
use crate::{
    domain::{
        money::Currency,
        time::{DAY, Timestamp},
    },
    error::{Error, Result},
    store::{
        columns::Value,
        engine::{Query, Tx},
    },
};

/// Between the fields of a line and between lines. Folded text has neither, nor any other control character.
const FIELD: char = '\u{1f}';
const LINE: char = '\u{1e}';

/// Rows of which sheets are made.
#[derive(Debug)]
pub struct Source {
    /// What they make.
    pub kind: Kind,
    /// The tables, with the conditions that hold for all.
    tables: &'static str,
    /// The same in the order that is best for one vendor's.
    of_vendor: &'static str,
    /// When it happened.
    pub time: &'static str,
    /// In which currency.
    pub currency: &'static str,
    /// The status or method.
    pub code: &'static str,
    /// The key by which rows are taken part by part.
    key: &'static str,
    /// Of which table.
    table: &'static str,
    sums: [&'static str; 4],
}

/// Bookings.
pub static BOOKINGS: Source = Source {
    kind: Kind::Bookings,
    tables: "bookings b JOIN services s ON s.key = b.service_key WHERE 1 = 1",
    of_vendor: "bookings b JOIN services s ON s.key = b.service_key WHERE 1 = 1",
    time: "b.created_at",
    currency: "b.currency",
    code: "b.status",
    key: "b.key",
    table: "bookings",
    sums: ["1", "b.total_amount_cents", "0", "0"],
};

/// Payments that came in. Nearly all did: SQLite must not be led to look for them by their state, which an index has.
pub static PAYMENTS: Source = Source {
    kind: Kind::Payments,
    tables: "payments p JOIN bookings b ON b.key = p.booking_key JOIN services s ON s.key = b.service_key
             WHERE COALESCE(p.status, '') = 'succeeded' AND p.paid_at IS NOT NULL",
    of_vendor: "bookings b CROSS JOIN payments p JOIN services s ON s.key = b.service_key
                WHERE p.booking_key = b.key AND COALESCE(p.status, '') = 'succeeded' AND p.paid_at IS NOT NULL",
    time: "p.paid_at",
    currency: "p.currency",
    code: "p.method",
    key: "p.key",
    table: "payments",
    sums: ["1", "p.amount_cents", "p.platform_fee_cents", "0"],
};

/// What went back: the postings of the ledger.
pub static REFUNDS: Source = Source {
    kind: Kind::Payments,
    tables: "refund_postings g JOIN payments p ON p.key = g.payment_key JOIN bookings b ON b.key = p.booking_key
             JOIN services s ON s.key = b.service_key WHERE 1 = 1",
    of_vendor: "bookings b CROSS JOIN payments p CROSS JOIN refund_postings g JOIN services s ON s.key = b.service_key
                WHERE p.booking_key = b.key AND g.payment_key = p.key",
    time: "g.processed_at",
    currency: "g.currency",
    code: "p.method",
    key: "p.key",
    table: "payments",
    sums: ["0", "0", "0", "g.amount_cents"],
};

impl Source {
    /// Those that make sheets of a kind.
    pub fn of(kind: Kind) -> &'static [&'static Self] {
        static OF_BOOKINGS: [&Source; 1] = [&BOOKINGS];
        static OF_PAYMENTS: [&Source; 2] = [&PAYMENTS, &REFUNDS];
        match kind {
            Kind::Bookings => &OF_BOOKINGS,
            Kind::Payments => &OF_PAYMENTS,
        }
    }

    /// Adds the rows for which `which` holds, or with `sign` -1 takes them off.
    ///
    /// All come as one text: row by row the driver would take longer than the database.
    pub async fn gather(
        &self,
        tx: &mut Tx,
        which: &str,
        values: Vec<Value>,
        sign: i64,
        into: &mut Sheets,
    ) -> Result<()> {
        let rows = self.read(tx, self.tables, which, values).await?;
        self.add(&rows, sign, into)
    }

    /// Adds the rows of one vendor for which `which` holds.
    pub async fn gather_of_vendor(
        &self,
        tx: &mut Tx,
        which: &str,
        values: Vec<Value>,
        into: &mut Sheets,
    ) -> Result<()> {
        let rows = self.read(tx, self.of_vendor, which, values).await?;
        self.add(&rows, 1, into)
    }

    /// Rows as one text.
    async fn read(&self, tx: &mut Tx, tables: &str, which: &str, values: Vec<Value>) -> Result<String> {
        let [a, b, c, d] = self.sums;
        let fields = [
            self.time,
            self.currency,
            self.code,
            "b.vendor_key",
            "b.service_key",
            "s.category_folded",
            "COALESCE(b.city_folded, '')",
            a,
            b,
            c,
            d,
        ];
        let line = fields.map(|field| format!("CAST({field} AS TEXT)")).join(&format!(" || '{FIELD}' || "));
        let text = format!("SELECT COALESCE(string_agg({line}, '{LINE}'), '') FROM {tables} AND {which}");
        let (text,): (String,) = Query::assembled(text, values).fetch_one(tx).await?;
        Ok(text)
    }

    fn add(&self, rows: &str, sign: i64, into: &mut Sheets) -> Result<()> {
        for line in rows.split(LINE).filter(|line| !line.is_empty()) {
            into.add(&self.parse(line, sign).ok_or_else(|| Error::internal(format!("a row of {}: {line}", self.key)))?);
        }
        Ok(())
    }

    fn parse(&self, line: &str, sign: i64) -> Option<Move> {
        let mut fields = line.split(FIELD);
        let at = Timestamp(number(fields.next())?);
        let currency: Currency = fields.next()?.parse().ok()?;
        let code = self.kind.code(fields.next()?)?;
        let offer: Offer = (number(fields.next())?, number(fields.next())?);
        let (category, city) = (fields.next()?.to_owned(), fields.next()?.to_owned());
        let mut sums = Sums::default();
        for sum in &mut sums {
            *sum = number(fields.next())?.wrapping_mul(sign);
        }
        Some(Move { kind: self.kind, currency, at, place: Place { code, city, category }, offer, sums })
    }
}

fn number(field: Option<&str>) -> Option<i64> {
    field?.parse().ok()
}

/// How many rows are read at once.
const ROWS: i64 = 20_000;
/// How many cells are held in memory at most.
const MANY: usize = 100_000;

/// Adds rows of a source by their keys, those after `after` for which `which` holds. What becomes too much to be held is
/// written down on the way, so nobody else may be moving sheets.
pub async fn gather(
    tx: &mut Tx,
    source: &Source,
    (after, which): (i64, &str),
    sign: i64,
    into: &mut Sheets,
) -> Result<()> {
    let text = format!("SELECT COALESCE(MAX(key), 0) FROM {}", source.table);
    let (last,): (i64,) = Query::assembled(text, Vec::new()).fetch_one(tx).await?;
    let which = format!("{0} > $1 AND {0} <= $2 AND {which}", source.key);
    let mut from = after;
    while from < last {
        source.gather(tx, &which, vec![from.into(), (from + ROWS).into()], sign, into).await?;
        from += ROWS;
        if into.cells() > MANY {
            settle_now(tx, into).await?;
        }
    }
    Ok(())
}

/// The rows of a kind that lie in some days, as texts of their sources.
pub(super) struct Rows(Vec<(&'static Source, String)>);

impl Rows {
    /// Reads those from one day to before another.
    pub async fn of_days(tx: &mut Tx, kind: Kind, (from, to): (i64, i64)) -> Result<Self> {
        let mut rows = Vec::new();
        for source in Source::of(kind) {
            let which = format!("{0} >= $1 AND {0} < $2", source.time);
            let values = vec![(from * DAY).into(), (to * DAY).into()];
            rows.push((*source, source.read(tx, source.tables, &which, values).await?));
        }
        Ok(Self(rows))
    }

    /// What they come to.
    pub fn sheets(&self) -> Result<Sheets> {
        let mut sheets = Sheets::default();
        for (source, rows) in &self.0 {
            source.add(rows, 1, &mut sheets)?;
        }
        Ok(sheets)
    }
}
