//! Lists with optional filters: conditions collected, arguments numbered, pages cut out of an order.
//!
//! A statement of a list is put together from this program's own fragments with `?` for each argument;
//! no value ever stands in its text.

use std::borrow::Cow;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use super::{
    columns::Value,
    engine::{Query, Record, Tx},
};
use crate::{
    domain::page::{PageMeta, Paging, Place, SortOrder},
    error::{Error, Result},
};

/// Conditions of a list, all of which must hold.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    conditions: Vec<Cow<'static, str>>,
    values: Vec<Value>,
}

impl Filter {
    /// A condition with its arguments, one for each `?`.
    pub fn and(&mut self, condition: impl Into<Cow<'static, str>>, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition.into());
        self.values.extend(values);
    }

    /// The condition, if there is a value for it.
    pub fn and_if<T: Into<Value>>(&mut self, condition: &'static str, value: Option<T>) {
        if let Some(value) = value {
            self.and(condition, [value.into()]);
        }
    }

    fn text(&self) -> String {
        self.conditions.iter().flat_map(|condition| [" AND (", condition.as_ref(), ")"]).collect()
    }

    /// `select` with these conditions; it must end in `WHERE` and a condition of its own, such as `1 = 1`.
    pub fn query(&self, select: &str, rest: &str) -> Query {
        Query::assembled(numbered(&format!("{select}{} {rest}", self.text())), self.values.clone())
    }
}

/// `?` becomes `$1`, `$2`, …
pub(super) fn numbered(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (i, part) in text.split('?').enumerate() {
        if i > 0 {
            out.push('$');
            out.push_str(&i.to_string());
        }
        out.push_str(part);
    }
    out
}

/// A column that a list is ordered by.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// Its expression.
    pub column: &'static str,
    /// Its direction.
    pub order: SortOrder,
}

impl By {
    /// Smallest first.
    pub const fn asc(column: &'static str) -> Self {
        Self { column, order: SortOrder::Asc }
    }

    /// Largest first.
    pub const fn desc(column: &'static str) -> Self {
        Self { column, order: SortOrder::Desc }
    }

    /// In this direction.
    pub const fn in_order(column: &'static str, order: SortOrder) -> Self {
        Self { column, order }
    }
}

/// Where a row stands in the order: the values of its sort columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Rank {
    /// A number.
    Int(i64),
    /// Text.
    Text(String),
}

impl From<Rank> for Value {
    fn from(rank: Rank) -> Self {
        match rank {
            Rank::Int(number) => number.into(),
            Rank::Text(text) => text.into(),
        }
    }
}

/// A row that knows where it stands in an order.
pub trait Ranked {
    /// Its values for the columns of the order, in their order.
    fn ranks(&self, order: &[By]) -> Vec<Rank>;
}

/// What `next_cursor` holds: where the last row stood, which page comes, and which list it was.
#[derive(Serialize, Deserialize)]
struct Cursor {
    r: Vec<Rank>,
    p: u32,
    l: String,
}

/// What is known of a list before its rows are read.
#[derive(Clone, Debug)]
pub struct Known {
    /// How many rows it has.
    pub total: i64,
    /// What tells it from lists with other filters or another order, for cursors.
    pub name: String,
    /// A way to a page that lies deep in it.
    pub jump: Option<Jump>,
}

/// A place in a list up to which the rows need not be walked.
#[derive(Clone, Debug)]
pub struct Jump {
    /// Holds for the rows from there on.
    pub condition: &'static str,
    /// Its argument.
    pub value: Value,
    /// How many rows come before.
    pub skipped: i64,
}

/// A list: its statement, its conditions and its order, which must end in a unique column.
pub struct List<'a> {
    /// `SELECT … FROM … WHERE 1 = 1`
    pub select: &'a str,
    /// Where `select` gives nothing but the keys of the rows: the statement that gives the rows, up to the `IN` of those
    /// keys. Then only the rows of the page are put together, however many were sorted for it.
    pub whole: Option<&'a str>,
    /// `SELECT COUNT(*) FROM … WHERE 1 = 1`, over the same rows.
    pub count: &'a str,
    /// The conditions.
    pub filter: &'a Filter,
    /// The order.
    pub order: &'a [By],
}

impl List<'_> {
    /// Reads one page.
    ///
    /// # Errors
    /// `VALIDATION_ERROR` for a cursor of another list.
    pub async fn page<T: Record + Ranked>(&self, tx: &mut Tx, paging: &Paging) -> Result<(Vec<T>, PageMeta)> {
        let (total,): (i64,) = self.filter.query(self.count, "").fetch_one(tx).await?;
        self.page_of(tx, paging, &Known { total, name: self.fingerprint(), jump: None }).await
    }

    /// Reads one page of a list that is counted already.
    ///
    /// # Errors
    /// As [`Self::page`].
    pub async fn page_of<T: Record + Ranked>(
        &self,
        tx: &mut Tx,
        paging: &Paging,
        known: &Known,
    ) -> Result<(Vec<T>, PageMeta)> {
        let (page, mut rows) = self.rows::<T>(tx, paging, known).await?;
        let size = paging.size as usize;
        let next = (rows.len() > size).then(|| self.cursor(&rows[size - 1], page + 1, &known.name));
        rows.truncate(size);
        Ok((rows, PageMeta::new(page, paging.size, known.total, next)))
    }

    /// One row more than the page has, which tells whether there is a next one.
    async fn rows<T: Record>(&self, tx: &mut Tx, paging: &Paging, known: &Known) -> Result<(u32, Vec<T>)> {
        let limit = i64::from(paging.size) + 1;
        let (filter, order) = (self.filter.text(), self.order_by());
        let (page, text, mut values) = match &paging.place {
            Place::Page(page) => {
                let offset = paging.offset().unwrap_or_default();
                let (from, values, skipped) = match &known.jump {
                    Some(jump) => (format!(" AND {}", jump.condition), vec![jump.value.clone()], jump.skipped),
                    None => (String::new(), Vec::new(), 0),
                };
                (*page, format!("{filter}{from} {order} LIMIT ? OFFSET {}", offset - skipped), values)
            }
            Place::Cursor(cursor) => {
                let cursor = self.read(cursor, &known.name)?;
                let (after, values) = self.after(&cursor.r);
                (cursor.p, format!("{filter} AND ({after}) {order} LIMIT ?"), values)
            }
        };
        let mut all = self.filter.values.clone();
        all.append(&mut values);
        all.push(limit.into());
        let page_of = format!("{}{text}", self.select);
        let text = match self.whole {
            Some(whole) => format!("{whole} ({page_of}) {}", self.order_by()),
            None => page_of,
        };
        let query = Query::assembled(numbered(&text), all);
        Ok((page, query.fetch_all(tx).await?))
    }

    fn order_by(&self) -> String {
        let columns: Vec<String> =
            self.order.iter().map(|by| format!("{} {}", by.column, direction(by.order))).collect();
        format!("ORDER BY {}", columns.join(", "))
    }

    /// The rows after those ranks: beyond in the first column, or level there and beyond in the second, …
    fn after(&self, ranks: &[Rank]) -> (String, Vec<Value>) {
        let beyond = |by: &By| if by.order == SortOrder::Asc { ">" } else { "<" };
        if self.order.windows(2).all(|pair| pair[0].order == pair[1].order) {
            // In one direction the columns compare as one value, which an index can be entered with.
            let columns: Vec<&str> = self.order.iter().map(|by| by.column).collect();
            let places = vec!["?"; columns.len()].join(", ");
            let text = format!("({}) {} ({places})", columns.join(", "), self.order.first().map_or("<", beyond));
            return (text, ranks.iter().cloned().map(Value::from).collect());
        }
        let mut values: Vec<Value> = ranks.first().cloned().map(Value::from).into_iter().collect();
        let mut cases = Vec::new();
        for (i, by) in self.order.iter().enumerate() {
            let mut case: Vec<String> = self.order[..i].iter().map(|level| format!("{} = ?", level.column)).collect();
            case.push(format!("{} {} ?", by.column, beyond(by)));
            values.extend(ranks[..=i].iter().cloned().map(Value::from));
            cases.push(format!("({})", case.join(" AND ")));
        }
        // Said once more of the first column alone, so that an index can be entered there.
        let first = self.order.first().map(|by| format!("{} {}= ?", by.column, beyond(by))).unwrap_or_default();
        (format!("{first} AND ({})", cases.join(" OR ")), values)
    }

    fn cursor(&self, last: &impl Ranked, page: u32, name: &str) -> String {
        let cursor = Cursor { r: last.ranks(self.order), p: page, l: name.to_owned() };
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(&cursor).unwrap_or_default())
    }

    fn read(&self, cursor: &str, name: &str) -> Result<Cursor> {
        let wrong = || Error::field("cursor", "must be meta.next_cursor of an answer with the same filters and order");
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| wrong())?;
        let cursor: Cursor = serde_json::from_slice(&bytes).map_err(|_| wrong())?;
        let fits = cursor.l == name && cursor.r.len() == self.order.len() && cursor.p > 0;
        if fits { Ok(cursor) } else { Err(wrong()) }
    }

    fn fingerprint(&self) -> String {
        fingerprint(&format!("{}{}{:?}", self.filter.text(), self.order_by(), self.filter.values))
    }
}

/// A short text that tells lists with other filters or another order apart.
pub fn fingerprint(list: &str) -> String {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, list.as_bytes());
    hex::encode(&digest.as_ref()[..6])
}

const fn direction(order: SortOrder) -> &'static str {
    match order {
        SortOrder::Asc => "ASC",
        SortOrder::Desc => "DESC",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_numbered_in_their_order() {
        assert_eq!(numbered("a = ? AND b IN (?, ?)"), "a = $1 AND b IN ($2, $3)");
    }

    #[test]
    fn the_rows_after_a_place_follow_every_direction() {
        let order = [By::asc("a"), By::desc("b")];
        let list = List { select: "", whole: None, count: "", filter: &Filter::default(), order: &order };
        let (text, values) = list.after(&[Rank::Int(1), Rank::Int(2)]);
        assert_eq!(text, "a >= ? AND ((a > ?) OR (a = ? AND b < ?))");
        assert_eq!(values.len(), 4);
        let order = [By::desc("a"), By::desc("b")];
        let list = List { order: &order, ..list };
        let (text, values) = list.after(&[Rank::Int(1), Rank::Int(2)]);
        assert_eq!((text.as_str(), values.len()), ("(a, b) < (?, ?)", 2));
    }
}
