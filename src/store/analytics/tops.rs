//! Who is at the top: sums by vendor, service and category, and what the first of them are called.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::{
    CODES,
    sheet::{Sums, plus},
};
use crate::{
    error::Result,
    store::engine::{Query, Tx},
};

/// How many there are of it, and what they come to.
pub type Measure = (i64, i64);

/// What a stretch of time comes to, by everything that is asked for.
#[derive(Debug, Default)]
pub struct Totals {
    /// By status or method.
    pub codes: [Sums; CODES],
    /// By folded category.
    pub categories: BTreeMap<String, Measure>,
    /// By vendor's key.
    pub vendors: ByKey,
    /// By service's key.
    pub services: ByKey,
}

/// Measures by key. Keys are handed out one after another, so most lie close together.
#[derive(Debug, Default)]
pub struct ByKey {
    near: Vec<Measure>,
    far: HashMap<i64, Measure>,
}

/// Keys below this are a place in a list.
const NEAR: usize = 1 << 20;

impl ByKey {
    /// Adds to what a key has.
    #[inline]
    pub fn add(&mut self, key: i64, (count, cents): Measure) {
        let sum = match usize::try_from(key) {
            Ok(place) if place < NEAR => {
                if place >= self.near.len() {
                    self.near.resize(place + 1, (0, 0));
                }
                &mut self.near[place]
            }
            _ => self.far.entry(key).or_default(),
        };
        *sum = (sum.0.wrapping_add(count), sum.1.wrapping_add(cents));
    }

    fn all(&self) -> impl Iterator<Item = (i64, Measure)> + '_ {
        let near = self.near.iter().zip(0_i64..).map(|(sum, key)| (key, *sum));
        near.chain(self.far.iter().map(|(key, sum)| (*key, *sum))).filter(|(_, (count, _))| *count > 0)
    }
}

impl Totals {
    /// Adds what has one status or method.
    pub fn add_code(&mut self, code: u8, sums: &Sums) {
        if let Some(sum) = self.codes.get_mut(usize::from(code)) {
            plus(sum, sums);
        }
    }

    /// Adds what has one category.
    pub fn add_category(&mut self, category: &str, sums: &Sums) {
        let more = (sums[0], sums[1]);
        match self.categories.get_mut(category) {
            Some(sum) => *sum = (sum.0.wrapping_add(more.0), sum.1.wrapping_add(more.1)),
            None => {
                self.categories.insert(category.to_owned(), more);
            }
        }
    }
}

/// One at the top.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types say it")]
pub struct Top<T> {
    pub id: T,
    pub name: String,
    pub count: i64,
    pub cents: i64,
}

/// How many are at the top.
const MOST: usize = 10;
/// How many names are looked up at once.
const AT_ONCE: usize = 500;

/// The first ten of `table` (`vendors` or `services`) in the order that `rank` gives, and by name where that is level.
pub async fn offers(
    tx: &mut Tx,
    table: &'static str,
    sums: &ByKey,
    rank: fn(Measure) -> Measure,
) -> Result<Vec<Top<Uuid>>> {
    let found = first(sums.all().collect(), rank);
    let mut top = Vec::with_capacity(found.len());
    for part in found.chunks(AT_ONCE) {
        let places: Vec<String> = (1..=part.len()).map(|place| format!("${place}")).collect();
        let text = format!("SELECT key, id, name FROM {table} WHERE key IN ({})", places.join(", "));
        let rows: Vec<(i64, Uuid, String)> =
            Query::assembled(text, part.iter().map(|(key, _)| (*key).into()).collect()).fetch_all(tx).await?;
        let measures: HashMap<i64, Measure> = part.iter().copied().collect();
        top.extend(rows.into_iter().map(|(key, id, name)| {
            let (count, cents) = measures.get(&key).copied().unwrap_or_default();
            Top { id, name, count, cents }
        }));
    }
    Ok(ordered(top, rank))
}

/// The first ten categories in the order that `rank` gives, spelled as services spell them.
pub async fn spelled(
    tx: &mut Tx,
    sums: &BTreeMap<String, Measure>,
    rank: fn(Measure) -> Measure,
) -> Result<Vec<Top<String>>> {
    let sums = sums.iter().map(|(folded, sum)| (folded.clone(), *sum)).filter(|(_, (count, _))| *count > 0);
    let mut top = Vec::new();
    for (id, (count, cents)) in first(sums.collect(), rank) {
        let text = "SELECT category FROM services WHERE category_folded = $1 ORDER BY category LIMIT 1";
        let row: Option<(String,)> = crate::store::engine::sql(text).bind(&id).fetch_optional(tx).await?;
        let name = row.map_or_else(|| id.clone(), |(name,)| name);
        top.push(Top { id, name, count, cents });
    }
    Ok(ordered(top, rank))
}

/// Those that may be among the first ten: those whose rank is that of the tenth or better.
fn first<K>(mut all: Vec<(K, Measure)>, rank: fn(Measure) -> Measure) -> Vec<(K, Measure)> {
    if all.len() > MOST {
        let (_, (_, last), _) = all.select_nth_unstable_by(MOST - 1, |a, b| rank(b.1).cmp(&rank(a.1)));
        let last = rank(*last);
        all.retain(|(_, measure)| rank(*measure) >= last);
    }
    all
}

fn ordered<T: Ord>(mut top: Vec<Top<T>>, rank: fn(Measure) -> Measure) -> Vec<Top<T>> {
    let of = |one: &Top<T>| rank((one.count, one.cents));
    top.sort_by(|a, b| of(b).cmp(&of(a)).then_with(|| a.name.cmp(&b.name)).then_with(|| a.id.cmp(&b.id)));
    top.truncate(MOST);
    top
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_level_with_the_tenth_stays_in_the_running() {
        let all: Vec<(i64, Measure)> = (0..30).map(|key| (key, (if key < 5 { 9 } else { 1 }, key / 28))).collect();
        let found = first(all, |measure| measure);
        // Five have nine, two have one and a cent, and the other 23 are level.
        assert_eq!(found.len(), 30);
        let found = first((0..30).map(|key| (key, (key, 0))).collect(), |measure| measure);
        assert_eq!(found.len(), 10);
    }

    #[test]
    fn keys_near_and_far_are_summed() {
        let mut sums = ByKey::default();
        for key in [3, i64::MAX, 3, -1, 7] {
            sums.add(key, (1, 10));
        }
        sums.add(7, (-1, -10));
        let mut all: Vec<_> = sums.all().collect();
        all.sort_unstable();
        assert_eq!(all, [(-1, (1, 10)), (3, (2, 20)), (i64::MAX, (1, 10))]);
    }
}
