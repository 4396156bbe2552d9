//! A sheet: what happened in a day or a month, summed by where it belongs, and how it lies packed in a column.
//!
//! Packed, a sheet is its words (cities and categories), then a run for each [`Place`] with its sums, its length and
//! its cells, ordered by vendor and service. A reader passes over the runs that it isn't asked for without looking into
//! them. Whole numbers take seven bits a byte; keys are written as the distance from the one before.

use std::collections::BTreeMap;

use super::packed::{Run, Runs, cells, runs};
use crate::error::Result;

/// What is summed: of bookings how many and their value, of payments how many, gross, fees and refunded.
pub type Sums = [i64; 4];

/// Where something belongs: by status or method (its place among the words of its kind), folded city and category.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the type says it")]
pub struct Place {
    pub code: u8,
    pub city: String,
    pub category: String,
}

/// A vendor's and a service's key.
pub type Offer = (i64, i64);

/// Sums by place and offer; what comes to nothing isn't there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet(BTreeMap<Place, BTreeMap<Offer, Sums>>);

impl Sheet {
    /// Adds to one cell.
    pub fn add(&mut self, place: &Place, offer: Offer, sums: &Sums) {
        let run = self.0.entry(place.clone()).or_default();
        let cell = run.entry(offer).or_default();
        plus(cell, sums);
        if *cell == Sums::default() {
            run.remove(&offer);
            if run.is_empty() {
                self.0.remove(place);
            }
        }
    }

    /// Adds all of another sheet.
    pub fn merge(&mut self, other: Self) {
        for (place, run) in other.0 {
            for (offer, sums) in run {
                self.add(&place, offer, &sums);
            }
        }
    }

    /// Whether nothing is on it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many cells it has.
    pub fn cells(&self) -> usize {
        self.0.values().map(BTreeMap::len).sum()
    }

    /// Packs it; `width` of the sums are in use.
    pub fn pack(&self, width: usize) -> Vec<u8> {
        let mut packing = Packing::new(width);
        for (place, run) in &self.0 {
            packing.push((place.code, &place.city, &place.category), run);
        }
        packing.end()
    }

    /// Packs what a reader mostly asks for alone: the sums by status or method and city, and by it and category.
    pub fn pack_heads(&self, width: usize) -> Vec<u8> {
        let words = Words::of(self.0.keys().flat_map(|place| [place.city.as_str(), place.category.as_str()]));
        let mut heads = BTreeMap::<(u64, u8, &str), Sums>::new();
        for (place, run) in &self.0 {
            let sums = total(run);
            plus(heads.entry((0, place.code, &place.city)).or_default(), &sums);
            plus(heads.entry((1, place.code, &place.category)).or_default(), &sums);
        }
        let mut out = words.packed();
        for ((by, code, word), sums) in heads {
            put(&mut out, by);
            put(&mut out, code.into());
            put(&mut out, words.place(word));
            put_sums(&mut out, &sums, width);
        }
        out
    }

    /// Reads a packed sheet.
    ///
    /// # Errors
    /// When it is none.
    pub fn unpack(bytes: &[u8], width: usize) -> Result<Self> {
        let mut sheet = Self::default();
        runs(bytes, width, |run| {
            let place = Place { code: run.code, city: run.city.to_owned(), category: run.category.to_owned() };
            let mut offers = BTreeMap::new();
            cells(run, width, |offer, sums| {
                offers.insert(offer, *sums);
            })?;
            sheet.0.insert(place, offers);
            Ok(())
        })?;
        Ok(sheet)
    }
}

/// Packs what several packed sheets come to together, without unpacking more than a place of them at once.
///
/// # Errors
/// When one of them is no packed sheet.
pub fn pack_together<'a>(sheets: impl Iterator<Item = &'a [u8]>, width: usize) -> Result<Vec<u8>> {
    let mut sheets: Vec<Runs<'_>> = sheets.map(|bytes| Runs::of(bytes, width)).collect::<Result<_>>()?;
    let mut next: Vec<Option<Run<'_>>> = sheets.iter_mut().map(Runs::next).collect::<Result<_>>()?;
    let mut packing = Packing::new(width);
    while let Some(place) = next.iter().flatten().map(Run::place).min() {
        let mut offers = BTreeMap::<Offer, Sums>::new();
        for (sheet, next) in sheets.iter_mut().zip(&mut next) {
            if let Some(run) = next.filter(|run| run.place() == place) {
                cells(&run, width, |offer, sums| plus(offers.entry(offer).or_default(), sums))?;
                *next = sheet.next()?;
            }
        }
        offers.retain(|_, sums| *sums != Sums::default());
        if !offers.is_empty() {
            packing.push(place, &offers);
        }
    }
    Ok(packing.end())
}

/// A sheet on its way into a column, place by place.
struct Packing<'a> {
    width: usize,
    /// Code, city and category, the sums, and how long the cells are.
    places: Vec<((u8, &'a str, &'a str), Sums, usize)>,
    cells: Vec<u8>,
}

impl<'a> Packing<'a> {
    const fn new(width: usize) -> Self {
        Self { width, places: Vec::new(), cells: Vec::new() }
    }

    fn push(&mut self, place: (u8, &'a str, &'a str), run: &BTreeMap<Offer, Sums>) {
        let before = self.cells.len();
        pack_cells(run, self.width, &mut self.cells);
        self.places.push((place, total(run), self.cells.len() - before));
    }

    fn end(self) -> Vec<u8> {
        let words = Words::of(self.places.iter().flat_map(|((_, city, category), ..)| [*city, *category]));
        let mut out = words.packed();
        let mut cells = self.cells.as_slice();
        for ((code, city, category), sums, length) in &self.places {
            put(&mut out, (*code).into());
            put(&mut out, words.place(city));
            put(&mut out, words.place(category));
            put_sums(&mut out, sums, self.width);
            put(&mut out, *length as u64);
            let (of_place, rest) = cells.split_at(*length);
            out.extend_from_slice(of_place);
            cells = rest;
        }
        out
    }
}

/// Adds in place. What is added and taken off again leaves nothing, whatever came between.
pub fn plus(sum: &mut Sums, more: &Sums) {
    for (one, other) in sum.iter_mut().zip(more) {
        *one = one.wrapping_add(*other);
    }
}

fn total(run: &BTreeMap<Offer, Sums>) -> Sums {
    let mut sum = Sums::default();
    for one in run.values() {
        plus(&mut sum, one);
    }
    sum
}

fn pack_cells(run: &BTreeMap<Offer, Sums>, width: usize, out: &mut Vec<u8>) {
    let mut before = (0_i64, 0_i64);
    for ((vendor, service), sums) in run {
        // Mostly there is one of it, and then its number is left out.
        let one = sums[0] == 1;
        put(out, (vendor.wrapping_sub(before.0).cast_unsigned() << 1) | u64::from(!one));
        put(out, zigzag(service.wrapping_sub(before.1)));
        put_sums(out, &[sums[1], sums[2], sums[3], 0], width - 1);
        if !one {
            put(out, zigzag(sums[0]));
        }
        before = (*vendor, *service);
    }
}

/// The cities and categories of a sheet.
struct Words<'a>(Vec<&'a str>);

impl<'a> Words<'a> {
    fn of(words: impl Iterator<Item = &'a str>) -> Self {
        let mut words: Vec<&str> = words.collect();
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    fn place(&self, word: &str) -> u64 {
        self.0.binary_search(&word).unwrap_or_default() as u64
    }

    fn packed(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put(&mut out, self.0.len() as u64);
        for word in &self.0 {
            put(&mut out, word.len() as u64);
            out.extend_from_slice(word.as_bytes());
        }
        out
    }
}

fn put(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

fn put_sums(out: &mut Vec<u8>, sums: &Sums, width: usize) {
    sums[..width].iter().for_each(|sum| put(out, zigzag(*sum)));
}

/// Small numbers of either sign as small ones without.
const fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::packed::heads, *};

    fn any_sheet(width: usize) -> impl Strategy<Value = Sheet> {
        let number = prop_oneof![Just(0_i64), Just(1), -3_i64..300_000, any::<i64>()];
        let cell = (
            (0_u8..6),
            "[a-c]{0,2}",
            "[a-b]{1,2}",
            (1_i64..9_999_999),
            (1_i64..99),
            [number.clone(), number.clone(), number.clone(), number],
        );
        proptest::collection::vec(cell, 0..60).prop_map(move |cells| {
            let mut sheet = Sheet::default();
            for (code, city, category, vendor, service, mut sums) in cells {
                sums[width..].fill(0);
                sheet.add(&Place { code, city, category }, (vendor, service), &sums);
            }
            sheet
        })
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(
            (width, sheet) in prop_oneof![Just(2_usize), Just(4)].prop_flat_map(|width| (Just(width), any_sheet(width)))
        ) {
            prop_assert_eq!(Sheet::unpack(&sheet.pack(width), width).unwrap(), sheet);
        }

        #[test]
        fn what_is_packed_together_is_what_they_come_to(days in proptest::collection::vec(any_sheet(4), 0..4)) {
            let packed: Vec<Vec<u8>> = days.iter().map(|day| day.pack(4)).collect();
            let mut all = Sheet::default();
            for day in days {
                all.merge(day);
            }
            prop_assert_eq!(pack_together(packed.iter().map(Vec::as_slice), 4).unwrap(), all.pack(4));
        }

        #[test]
        fn what_is_torn_is_refused_and_never_panics(mut sheet in any_sheet(2), cut in 0_usize..400, flip in any::<u8>()) {
            sheet.add(&Place { code: 0, city: "pune".into(), category: "x".into() }, (5, 7), &[1, 5, 0, 0]);
            let mut bytes = sheet.pack(2);
            let at = cut % bytes.len();
            bytes[at] ^= flip;
            let _ = Sheet::unpack(&bytes, 2);
            bytes.truncate(at);
            let _ = heads(&bytes, 2, |_| {});
        }

        #[test]
        fn what_is_added_and_taken_off_leaves_nothing(sheet in any_sheet(4)) {
            let mut both = sheet.clone();
            let mut minus = sheet;
            for run in minus.0.values_mut() {
                for sums in run.values_mut() {
                    for sum in sums {
                        *sum = sum.wrapping_neg();
                    }
                }
            }
            both.merge(minus);
            prop_assert!(both.is_empty());
        }
    }

    #[test]
    fn heads_are_the_sums_of_runs() {
        let mut sheet = Sheet::default();
        for (code, city, category, offer) in [(0, "pune", "home", 1), (0, "pune", "salon", 2), (3, "", "home", 3)] {
            let place = Place { code, city: city.into(), category: category.into() };
            sheet.add(&place, (offer, offer), &[2, 100, 0, 0]);
        }
        let (packed, mut found) = (sheet.pack_heads(2), Vec::new());
        heads(&packed, 2, |head| found.push((head.by_category, head.code, head.word, head.sums[0]))).unwrap();
        assert_eq!(
            found,
            [
                (false, 0, "pune", 4),
                (false, 3, "", 2),
                (true, 0, "home", 2),
                (true, 0, "salon", 2),
                (true, 3, "home", 2)
            ]
        );
    }
}
