//! The list of bookings. Rows are ordered by their keys alone, along an index that has all it takes, and read whole only
//! when it is known which ones are shown. Nothing is counted that is kept.

use uuid::Uuid;

use super::{BookingRow, SELECT};
use crate::{
    domain::{
        booking::{BookingStatus, NumberSearch, Search},
        page::{PageMeta, Paging, SortOrder},
        time::{DAY, Timestamp},
    },
    error::Result,
    store::{
        columns::Value,
        dialect::NameSearch,
        engine::{Query, Tx, sql},
        filter::{By, Filter, Jump, Known, List, Rank, Ranked, fingerprint, numbered},
    },
};

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub enum Order {
    CreatedAt,
    ScheduledAt,
    Amount,
}

/// Which bookings are listed; all that is given must hold.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct Wanted {
    pub status: Option<BookingStatus>,
    pub vendor: Option<Uuid>,
    pub user: Option<Uuid>,
    pub service: Option<Uuid>,
    /// Folded.
    pub city: Option<String>,
    pub scheduled_from: Option<Timestamp>,
    pub scheduled_to: Option<Timestamp>,
    pub search: Option<Search>,
    pub order: Order,
    pub direction: SortOrder,
}

impl Wanted {
    /// The conditions but for the search.
    fn filter(&self) -> Filter {
        let mut filter = Filter::default();
        filter.and_if("b.status = ?", self.status);
        filter.and_if("b.vendor_key = (SELECT key FROM vendors WHERE id = ?)", self.vendor);
        filter.and_if("b.user_key = (SELECT key FROM users WHERE id = ?)", self.user);
        filter.and_if("b.service_key = (SELECT key FROM services WHERE id = ?)", self.service);
        filter.and_if("b.city_folded = ?", self.city.as_ref());
        filter.and_if("b.scheduled_at >= ?", self.scheduled_from);
        filter.and_if("b.scheduled_at <= ?", self.scheduled_to);
        filter
    }

    /// Which filters there are beside a search.
    fn filters(&self) -> [bool; 6] {
        let period = self.scheduled_from.is_some() || self.scheduled_to.is_some();
        [
            self.status.is_some(),
            self.vendor.is_some(),
            self.user.is_some(),
            self.service.is_some(),
            self.city.is_some(),
            period,
        ]
    }

    /// `scattered` keeps the order away from the index, for rows that were found one by one.
    fn by(&self, scattered: bool) -> Vec<By> {
        let first = match (self.order, scattered) {
            (Order::CreatedAt, false) => "b.created_at",
            (Order::CreatedAt, true) => "+b.created_at",
            (Order::ScheduledAt, false) => "b.scheduled_at",
            (Order::ScheduledAt, true) => "+b.scheduled_at",
            (Order::Amount, false) => "b.total_amount_cents",
            (Order::Amount, true) => "+b.total_amount_cents",
        };
        // Of what is level the newest comes first; in the order of the days themselves nothing else is meant.
        let newest = if self.order == Order::CreatedAt { None } else { Some(By::desc("b.created_at")) };
        let last = if self.order == Order::CreatedAt { self.direction } else { SortOrder::Desc };
        [Some(By::in_order(first, self.direction)), newest, Some(By::in_order("b.key", last))]
            .into_iter()
            .flatten()
            .collect()
    }

    fn name(&self) -> String {
        fingerprint(&format!("bookings {self:?}"))
    }
}

/// Where a booking stands in an order.
#[derive(sqlx::FromRow)]
struct Place {
    key: i64,
    created_at: Timestamp,
    rank: i64,
}

impl Ranked for Place {
    fn ranks(&self, order: &[By]) -> Vec<Rank> {
        let rank = |by: &By| match by.column.trim_start_matches('+') {
            "b.key" => self.key,
            "b.created_at" => self.created_at.0,
            _ => self.rank,
        };
        order.iter().map(|by| Rank::Int(rank(by))).collect()
    }
}

const COUNT: &str = "SELECT COUNT(*) FROM bookings b WHERE 1 = 1";
/// The most bookings that are found by name one by one and then ordered. Of more, the next few are soon met by walking
/// along the order.
const SCATTERED: i64 = 5000;
/// From how deep in the list the days are asked for a shorter way.
const DEEP: i64 = 1000;

/// A page of bookings.
pub async fn page(tx: &mut Tx, wanted: &Wanted, paging: &Paging) -> Result<(Vec<BookingRow>, PageMeta)> {
    let (filter, total, scattered) = match &wanted.search {
        Some(search) if search.number != Some(NumberSearch::Any) => searched(tx, wanted, search).await?,
        _ => {
            let filter = wanted.filter();
            let total = total(tx, wanted, &filter).await?;
            (filter, total, false)
        }
    };
    let order = wanted.by(scattered);
    let first = order.first().map_or("b.created_at", |by| by.column);
    let select = format!("SELECT b.key, b.created_at, {first} AS rank FROM bookings b WHERE 1 = 1");
    let known = Known { total, name: wanted.name(), jump: jump(tx, wanted, paging).await? };
    let list = List { select: &select, whole: None, count: COUNT, filter: &filter, order: &order };
    let (places, meta) = list.page_of::<Place>(tx, paging, &known).await?;
    let keys: Vec<i64> = places.iter().map(|place| place.key).collect();
    Ok((whole(tx, &keys).await?, meta))
}

/// The bookings with these keys, in their order.
async fn whole(tx: &mut Tx, keys: &[i64]) -> Result<Vec<BookingRow>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=keys.len()).map(|i| format!("${i}")).collect();
    let text = format!("{SELECT} WHERE b.key IN ({})", places.join(", "));
    let values = keys.iter().map(|key| (*key).into()).collect();
    let mut rows: Vec<BookingRow> = Query::assembled(text, values).fetch_all(tx).await?;
    rows.sort_by_key(|row| keys.iter().position(|key| *key == row.key));
    Ok(rows)
}

/// How many bookings there are: kept where one filter or none asks, counted otherwise.
async fn total(tx: &mut Tx, wanted: &Wanted, filter: &Filter) -> Result<i64> {
    let kept = match (wanted.filters(), wanted.status, wanted.vendor, wanted.user) {
        ([_, false, false, false, false, false], Some(status), ..) => {
            sql("SELECT CAST(COALESCE(SUM(bookings), 0) AS BIGINT) FROM booking_days WHERE status = $1").bind(status)
        }
        ([false, false, false, false, false, false], ..) => {
            sql("SELECT CAST(COALESCE(SUM(bookings), 0) AS BIGINT) FROM booking_days")
        }
        ([false, true, false, false, false, false], _, Some(vendor), _) => {
            sql("SELECT CAST(COALESCE(SUM(bookings_count), 0) AS BIGINT) FROM vendors WHERE id = $1").bind(vendor)
        }
        ([false, false, true, false, false, false], .., Some(user)) => {
            sql("SELECT CAST(COALESCE(SUM(bookings_count), 0) AS BIGINT) FROM users WHERE id = $1").bind(user)
        }
        _ => filter.query(COUNT, ""),
    };
    Ok(kept.fetch_one::<(i64,)>(tx).await?.0)
}

/// The shorter way to a deep page: the day on which it begins, by what is kept of the days.
async fn jump(tx: &mut Tx, wanted: &Wanted, paging: &Paging) -> Result<Option<Jump>> {
    let deep = paging.offset().filter(|offset| *offset > DEEP);
    let plain = wanted.order == Order::CreatedAt && wanted.search.is_none() && !wanted.filters()[1..].contains(&true);
    let Some(offset) = deep.filter(|_| plain) else { return Ok(None) };
    let (order, back) = match wanted.direction {
        SortOrder::Desc => ("DESC", "ASC"),
        SortOrder::Asc => ("ASC", "DESC"),
    };
    let which = if wanted.status.is_some() { "WHERE status = $2" } else { "" };
    let text = format!(
        "SELECT day, before FROM
            (SELECT day, CAST(SUM(SUM(bookings)) OVER (ORDER BY day {order}) - SUM(bookings) AS BIGINT) AS before
             FROM booking_days {which} GROUP BY day) days
         WHERE before <= $1 ORDER BY day {back} LIMIT 1"
    );
    let mut values: Vec<Value> = vec![offset.into()];
    values.extend(wanted.status.map(Value::from));
    let found: Option<(i64, i64)> = Query::assembled(text, values).fetch_optional(tx).await?;
    Ok(found.map(|(day, skipped)| match wanted.direction {
        SortOrder::Desc => Jump { condition: "b.created_at < ?", value: ((day + 1) * DAY).into(), skipped },
        SortOrder::Asc => Jump { condition: "b.created_at >= ?", value: (day * DAY).into(), skipped },
    }))
}

/// The conditions of a search, how many bookings meet them, and whether they are found one by one.
async fn searched(tx: &mut Tx, wanted: &Wanted, search: &Search) -> Result<(Filter, i64, bool)> {
    let names = search.name.as_ref().map(|name| tx.name_search(name));
    let others = others(search);
    let named = match &names {
        Some(names) => named(tx, names).await?,
        None => 0,
    };
    let mut found = wanted.filter();
    let (text, values) = one_by_one(names.as_ref(), &others);
    found.and(text, values);
    let total = if wanted.filters().contains(&true) {
        found.query(COUNT, "").fetch_one::<(i64,)>(tx).await?.0
    } else {
        named + beside(tx, names.as_ref(), &others).await?
    };
    if named <= SCATTERED {
        return Ok((found, total, true));
    }
    let mut met = wanted.filter();
    let (text, values) = along_the_order(names.as_ref(), &others);
    met.and(text, values);
    Ok((met, total, false))
}

/// What a search asks of the bookings themselves, each with its arguments.
fn others(search: &Search) -> Vec<(&'static str, Vec<Value>)> {
    let number = search.number.as_ref().and_then(|number| match number {
        NumberSearch::Any => None,
        NumberSearch::Between(low, high) => Some(("b.number >= ? AND b.number < ?", vec![low.into(), high.into()])),
        NumberSearch::Sequence(sequence) => Some(("b.number_seq = ?", vec![(*sequence).into()])),
    });
    let id = search.id.map(|(low, high)| ("b.id >= ? AND b.id <= ?", vec![low.into(), high.into()]));
    number.into_iter().chain(id).collect()
}

/// How many bookings the customers and the vendors of this name have. Those of the vendors are kept; those of the
/// customers as well, unless some vendor has the name too: then bookings that have both are met among theirs. For that
/// the index of customers carries the vendor: no row need be read.
async fn named(tx: &mut Tx, names: &NameSearch) -> Result<i64> {
    let sum = "SELECT CAST(COALESCE(SUM(bookings_count), 0) AS BIGINT) FROM";
    let text = format!("{sum} vendors WHERE key IN ({})", names.vendors);
    let (vendors,): (i64,) = people(names, &text).fetch_one(tx).await?;
    let text = if vendors == 0 {
        format!("{sum} users WHERE key IN ({})", names.users)
    } else {
        format!(
            "SELECT COUNT(*) - COUNT(CASE WHEN b.vendor_key IN ({}) THEN 1 END) FROM bookings b WHERE b.user_key IN ({})",
            names.vendors, names.users
        )
    };
    let (users,): (i64,) = people(names, &text).fetch_one(tx).await?;
    Ok(vendors + users)
}

/// A statement whose only arguments are those of names.
fn people(names: &NameSearch, text: &str) -> Query {
    Query::assembled(numbered(text), names.arguments(text))
}

/// How many bookings number or id find that no name does.
async fn beside(tx: &mut Tx, names: Option<&NameSearch>, others: &[(&'static str, Vec<Value>)]) -> Result<i64> {
    if others.is_empty() {
        return Ok(0);
    }
    let mut more = Filter::default();
    let text: Vec<String> = others.iter().map(|(text, _)| format!("({text})")).collect();
    more.and(text.join(" OR "), others.iter().flat_map(|(_, values)| values.clone()));
    if let Some(names) = names {
        let text = format!("NOT (b.user_key IN ({}) OR b.vendor_key IN ({}))", names.users, names.vendors);
        let values = names.arguments(&text);
        more.and(text, values);
    }
    Ok(more.query(COUNT, "").fetch_one::<(i64,)>(tx).await?.0)
}

/// The bookings gathered from each index that finds some.
fn one_by_one(names: Option<&NameSearch>, others: &[(&'static str, Vec<Value>)]) -> (String, Vec<Value>) {
    let (mut parts, mut values) = (Vec::new(), Vec::new());
    if let Some(names) = names {
        parts.push(format!("SELECT b.key FROM bookings b WHERE b.user_key IN ({})", names.users));
        parts.push(format!("SELECT b.key FROM bookings b WHERE b.vendor_key IN ({})", names.vendors));
        values.extend(parts.iter().flat_map(|part| names.arguments(part)));
    }
    for (text, of) in others {
        parts.push(format!("SELECT b.key FROM bookings b WHERE {text}"));
        values.extend(of.iter().cloned());
    }
    if parts.is_empty() {
        return ("1 = 0".into(), values);
    }
    (format!("b.key IN ({})", parts.join(" UNION ALL ")), values)
}

/// The same as questions about each booking on the way, which no index answers.
fn along_the_order(names: Option<&NameSearch>, others: &[(&'static str, Vec<Value>)]) -> (String, Vec<Value>) {
    let (mut parts, mut values) = (Vec::new(), Vec::new());
    if let Some(names) = names {
        parts.push(format!("+b.user_key IN ({})", names.users));
        parts.push(format!("+b.vendor_key IN ({})", names.vendors));
        values.extend(parts.iter().flat_map(|part| names.arguments(part)));
    }
    for (text, of) in others {
        parts.push(format!("({text})"));
        values.extend(of.iter().cloned());
    }
    (parts.join(" OR "), values)
}
