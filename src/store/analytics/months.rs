//! The sheets of months: the days of each in one, for lists of the top over a long time.

use std::collections::BTreeMap;

use jiff::civil::date;

use super::{Kind, Page, days::within, sheet::pack_together};
use crate::{
    domain::{analytics::date_of, money::Currency},
    error::Result,
    store::engine::{Tx, sql},
};

/// The month, counted from January 1970, that a day lies in.
pub(super) fn month_of(day: i64) -> i64 {
    let date = date_of(day);
    (i64::from(date.year()) - 1970) * 12 + i64::from(date.month()) - 1
}

/// The first day of a month.
pub(super) fn first_day(month: i64) -> i64 {
    let year = i16::try_from(1970 + month.div_euclid(12)).unwrap_or(i16::MAX);
    let month = i8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
    let days = date(year.clamp(-9999, 9999), month, 1).since(date(1970, 1, 1));
    days.map_or(0, |span| i64::from(span.get_days()))
}

/// Puts the days of every month together whose sheet is no longer good; how many.
pub async fn renew(tx: &mut Tx) -> Result<u64> {
    let mut renewed = 0;
    for (kind, currency, month) in stale(tx).await? {
        let (stamp, cells) = together(tx, kind, currency, month).await?;
        sql("INSERT INTO analytics_months (kind, currency, month, stamp, cells) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (kind, currency, month) DO UPDATE SET stamp = excluded.stamp, cells = excluded.cells")
        .bind(kind.as_str())
        .bind(currency)
        .bind(month)
        .bind(stamp)
        .bind(cells)
        .execute_one(tx)
        .await?;
        renewed += 1;
    }
    Ok(renewed)
}

/// The stamp and the packed sheet of a month as its days are, all read in one statement.
async fn together(tx: &mut Tx, kind: Kind, currency: Currency, month: i64) -> Result<(i64, Vec<u8>)> {
    let days = (first_day(month), first_day(month + 1));
    let rows: Vec<(i64, Vec<u8>)> = within("SELECT version, cells", kind, currency, days).fetch_all(tx).await?;
    let cells = pack_together(rows.iter().map(|(_, cells)| cells.as_slice()), kind.width())?;
    Ok((rows.iter().map(|(version, _)| version).sum(), cells))
}

/// The stamps that months should have, by their days.
async fn stamps(tx: &mut Tx, kind: Kind) -> Result<BTreeMap<(Currency, i64), i64>> {
    let rows: Vec<(Currency, i64, i64)> = sql("SELECT currency, day, version FROM analytics_days WHERE kind = $1")
        .bind(kind.as_str())
        .fetch_all(tx)
        .await?;
    let mut stamps = BTreeMap::new();
    for (currency, day, version) in rows {
        *stamps.entry((currency, month_of(day))).or_insert(0) += version;
    }
    Ok(stamps)
}

async fn kept(tx: &mut Tx, kind: Kind) -> Result<Vec<(Currency, i64, i64)>> {
    sql("SELECT currency, month, stamp FROM analytics_months WHERE kind = $1").bind(kind.as_str()).fetch_all(tx).await
}

async fn stale(tx: &mut Tx) -> Result<Vec<Page>> {
    let mut stale = Vec::new();
    for kind in Kind::ALL {
        let mut stamps = stamps(tx, kind).await?;
        for (currency, month, stamp) in kept(tx, kind).await? {
            if stamps.get(&(currency, month)) == Some(&stamp) {
                stamps.remove(&(currency, month));
            }
        }
        stale.extend(stamps.into_keys().map(|(currency, month)| (kind, currency, month)));
    }
    Ok(stale)
}

/// The first days of the months that say they are good and are not what their days come to.
pub(super) async fn wrong(tx: &mut Tx) -> Result<Vec<Page>> {
    let mut wrong = Vec::new();
    for kind in Kind::ALL {
        let stamps = stamps(tx, kind).await?;
        for (currency, month, stamp) in kept(tx, kind).await? {
            if stamps.get(&(currency, month)) != Some(&stamp) {
                continue;
            }
            let (cells,): (Vec<u8>,) =
                sql("SELECT cells FROM analytics_months WHERE kind = $1 AND currency = $2 AND month = $3")
                    .bind(kind.as_str())
                    .bind(currency)
                    .bind(month)
                    .fetch_one(tx)
                    .await?;
            if cells != together(tx, kind, currency, month).await?.1 {
                wrong.push((kind, currency, first_day(month)));
            }
        }
    }
    Ok(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_begin_where_the_last_one_ended() {
        assert_eq!((first_day(0), first_day(1), month_of(0), month_of(-1)), (0, 31, 0, -1));
        // 2024-02-29 is day 19,782.
        assert_eq!((month_of(19_782), month_of(19_783)), (649, 650));
        for month in -24..1200 {
            let first = first_day(month);
            assert_eq!((month_of(first), month_of(first - 1)), (month, month - 1));
        }
    }
}
