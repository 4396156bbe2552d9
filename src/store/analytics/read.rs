//! Questions answered from what is kept: sums by day, and what a stretch of time comes to.

use std::{collections::BTreeMap, ops::Range};

use uuid::Uuid;

use super::{
    CODES, Kind, Sheets,
    days::within,
    months::{first_day, month_of},
    packed::{Run, cells, heads, runs},
    rows::Source,
    sheet::{Sums, plus},
    tops::Totals,
};
use crate::{
    domain::{
        booking::BookingStatus,
        money::Currency,
        payment::PaymentMethod,
        time::{DAY, Timestamp},
    },
    error::Result,
    store::{
        columns::Value,
        engine::{Tx, sql},
    },
};

/// A vendor that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vendor {
    /// Its key.
    pub key: i64,
    /// How many bookings it has.
    pub bookings: i64,
}

/// What is asked for; all that is given must hold.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the types say it")]
pub struct Asked {
    pub kind: Kind,
    pub currency: Currency,
    /// From here on.
    pub from: Timestamp,
    /// Up to here, not included.
    pub to: Timestamp,
    /// A status or method.
    pub code: Option<u8>,
    /// Folded.
    pub city: Option<String>,
    /// Folded.
    pub category: Option<String>,
    pub vendor: Option<Vendor>,
    /// Whether who is at the top is asked for, or only the sums by day.
    pub tops: bool,
}

/// The answer.
#[derive(Debug, Default)]
pub struct Figures {
    /// Sums by day since 1970 and by status or method; days without anything may be missing.
    pub days: BTreeMap<i64, [Sums; CODES]>,
    /// All of it together.
    pub totals: Totals,
}

/// The vendor with this id.
pub async fn vendor(tx: &mut Tx, id: Uuid) -> Result<Option<Vendor>> {
    let row: Option<(i64, i64)> =
        sql("SELECT key, bookings_count FROM vendors WHERE id = $1").bind(id).fetch_optional(tx).await?;
    Ok(row.map(|(key, bookings)| Vendor { key, bookings }))
}

/// A vendor with no more bookings than this is faster read from its rows than from everybody's sheets.
const FEW: i64 = 1000;

/// Answers. Several statements are asked, so `tx` must see one moment throughout.
pub async fn read(tx: &mut Tx, asked: &Asked) -> Result<Figures> {
    let mut figures = Figures::default();
    let few = asked.vendor.is_some_and(|vendor| vendor.bookings <= FEW);
    let (edges, whole) = if few { (vec![(asked.from.0, asked.to.0)], 0..0) } else { split(asked.from.0, asked.to.0) };
    for edge in edges {
        read_rows(tx, asked, edge, &mut figures).await?;
    }
    if whole.is_empty() {
        return Ok(figures);
    }
    if asked.vendor.is_some() || (asked.city.is_some() && asked.category.is_some()) {
        read_days(tx, asked, whole, true, &mut figures).await?;
        return Ok(figures);
    }
    let versions = read_heads(tx, asked, whole.clone(), &mut figures).await?;
    if asked.tops {
        for gap in read_months(tx, asked, whole, &versions, &mut figures).await? {
            read_days(tx, asked, gap, false, &mut figures).await?;
        }
    }
    Ok(figures)
}

/// The parts of a range that are no whole days, and the whole days in it.
fn split(from: i64, to: i64) -> (Vec<(i64, i64)>, Range<i64>) {
    let (first, last) = (from.div_euclid(DAY) + i64::from(from.rem_euclid(DAY) > 0), to.div_euclid(DAY));
    if first >= last {
        return (vec![(from, to)], 0..0);
    }
    let edges = [(from, first * DAY), (last * DAY, to)].into_iter().filter(|(a, b)| a < b).collect();
    (edges, first..last)
}

impl Asked {
    fn wants_run(&self, run: &Run<'_>) -> bool {
        self.code.is_none_or(|code| run.code == code)
            && self.city.as_deref().is_none_or(|city| run.city == city)
            && self.category.as_deref().is_none_or(|category| run.category == category)
    }
}

impl Figures {
    fn add_day(&mut self, day: i64, code: u8, sums: &Sums) {
        if let Some(sum) = self.days.entry(day).or_default().get_mut(usize::from(code)) {
            plus(sum, sums);
        }
    }

    /// Adds a packed sheet: to its day where it is one whose heads don't tell, and to the totals.
    fn add_sheet(&mut self, asked: &Asked, day: Option<i64>, bytes: &[u8]) -> Result<()> {
        let (width, vendor) = (asked.kind.width(), asked.vendor.map(|vendor| vendor.key));
        runs(bytes, width, |run| {
            if !asked.wants_run(run) {
                return Ok(());
            }
            let mut sums = run.sums;
            if vendor.is_some() || asked.tops {
                let mut theirs = Sums::default();
                let totals = &mut self.totals;
                cells(run, width, |(of, service), one| {
                    if vendor.is_none_or(|vendor| vendor == of) {
                        plus(&mut theirs, one);
                        totals.vendors.add(of, (one[0], one[1]));
                        totals.services.add(service, (one[0], one[1]));
                    }
                })?;
                sums = theirs;
            }
            if sums != Sums::default() {
                self.totals.add_code(run.code, &sums);
                self.totals.add_category(run.category, &sums);
                if let Some(day) = day {
                    self.add_day(day, run.code, &sums);
                }
            }
            Ok(())
        })
    }
}

/// Counts rows.
async fn read_rows(tx: &mut Tx, asked: &Asked, (from, to): (i64, i64), figures: &mut Figures) -> Result<()> {
    let mut sheets = Sheets::default();
    for source in Source::of(asked.kind) {
        let mut which = format!("{0} >= $1 AND {0} < $2 AND {1} = $3", source.time, source.currency);
        let mut values: Vec<Value> = vec![from.into(), to.into(), asked.currency.into()];
        let code = asked.code.map(|code| code_word(asked.kind, code));
        let conditions = [
            (source.code, code.map(Value::from)),
            ("b.city_folded", asked.city.as_ref().map(Value::from)),
            ("s.category_folded", asked.category.as_ref().map(Value::from)),
            ("b.vendor_key", asked.vendor.map(|vendor| vendor.key.into())),
        ];
        for (column, value) in conditions {
            if let Some(value) = value {
                values.push(value);
                which += &format!(" AND {column} = ${}", values.len());
            }
        }
        if asked.vendor.is_some() {
            source.gather_of_vendor(tx, &which, values, &mut sheets).await?;
        } else {
            source.gather(tx, &which, values, 1, &mut sheets).await?;
        }
    }
    for ((kind, _, day), sheet) in sheets.0 {
        figures.add_sheet(asked, Some(day), &sheet.pack(kind.width()))?;
    }
    Ok(())
}

fn code_word(kind: Kind, code: u8) -> &'static str {
    let place = usize::from(code);
    match kind {
        Kind::Bookings => BookingStatus::ALL.get(place).map_or("", |status| status.as_str()),
        Kind::Payments => PaymentMethod::ALL.get(place).map_or("", |method| method.as_str()),
    }
}

/// Reads sums by day from the heads; what versions the days have.
async fn read_heads(tx: &mut Tx, asked: &Asked, days: Range<i64>, figures: &mut Figures) -> Result<Vec<(i64, i64)>> {
    let days = (days.start, days.end);
    let rows: Vec<(i64, i64, Vec<u8>)> =
        within("SELECT day, version, sums", asked.kind, asked.currency, days).fetch_all(tx).await?;
    let word = asked.city.as_deref().or(asked.category.as_deref());
    let mut versions = Vec::with_capacity(rows.len());
    for (day, version, sums) in rows {
        versions.push((day, version));
        let mut by_code = [Sums::default(); CODES];
        heads(&sums, asked.kind.width(), |head| {
            let wanted = head.by_category == asked.category.is_some()
                && word.is_none_or(|word| head.word == word)
                && asked.code.is_none_or(|code| code == head.code);
            if let Some(sum) = by_code.get_mut(usize::from(head.code)).filter(|_| wanted) {
                plus(sum, &head.sums);
            }
        })?;
        figures.days.insert(day, by_code);
    }
    Ok(versions)
}

/// Reads the whole months that are good; the stretches of days that are left.
async fn read_months(
    tx: &mut Tx,
    asked: &Asked,
    days: Range<i64>,
    versions: &[(i64, i64)],
    figures: &mut Figures,
) -> Result<Vec<Range<i64>>> {
    let from = month_of(days.start - 1) + 1;
    let rows: Vec<(i64, i64, Vec<u8>)> = sql("SELECT month, stamp, cells FROM analytics_months
         WHERE kind = $1 AND currency = $2 AND month >= $3 AND month < $4 ORDER BY month")
    .bind(asked.kind.as_str())
    .bind(asked.currency)
    .bind(from)
    .bind(month_of(days.end))
    .fetch_all(tx)
    .await?;
    let mut gaps = Vec::new();
    let mut at = days.start;
    for (month, stamp, cells) in rows {
        let (first, next) = (first_day(month), first_day(month + 1));
        let of_month = versions.iter().filter(|(day, _)| (first..next).contains(day));
        if of_month.map(|(_, version)| version).sum::<i64>() == stamp {
            figures.add_sheet(asked, None, &cells)?;
            gaps.push(at..first);
            at = next;
        }
    }
    gaps.push(at..days.end);
    gaps.retain(|gap| !gap.is_empty());
    Ok(gaps)
}

/// Reads the sheets of days, for the totals and, where the heads don't tell, for the days.
async fn read_days(tx: &mut Tx, asked: &Asked, days: Range<i64>, by_day: bool, figures: &mut Figures) -> Result<()> {
    let days = (days.start, days.end);
    let rows: Vec<(i64, Vec<u8>)> = within("SELECT day, cells", asked.kind, asked.currency, days).fetch_all(tx).await?;
    for (day, cells) in rows {
        figures.add_sheet(asked, by_day.then_some(day), &cells)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_whole_days_and_what_is_left_over() {
        assert_eq!(split(0, 2 * DAY), (vec![], 0..2));
        assert_eq!(split(-DAY, DAY), (vec![], -1..1));
        assert_eq!(split(5, 2 * DAY + 7), (vec![(5, DAY), (2 * DAY, 2 * DAY + 7)], 1..2));
        assert_eq!(split(5, 9), (vec![(5, 9)], 0..0));
        assert_eq!(split(DAY - 1, DAY + 1), (vec![(DAY - 1, DAY + 1)], 0..0));
        assert_eq!(split(DAY, DAY + 1), (vec![(DAY, DAY + 1)], 0..0));
    }
}
