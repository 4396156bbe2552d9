//! Reads packed sheets without unpacking them.

use super::sheet::{Offer, Sums};
use crate::error::{Error, Result};

/// All cells of one place, still packed.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// Of the status or method.
    pub code: u8,
    /// Folded.
    pub city: &'a str,
    /// Folded.
    pub category: &'a str,
    /// Of all its cells.
    pub sums: Sums,
    cells: &'a [u8],
}

impl<'a> Run<'a> {
    /// By which runs are ordered: as `Place` is.
    pub const fn place(&self) -> (u8, &'a str, &'a str) {
        (self.code, self.city, self.category)
    }
}

/// The sums of a status or method and one city, or one category.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// Of the status or method.
    pub code: u8,
    /// Whether `word` is a category, and not a city.
    pub by_category: bool,
    /// Folded.
    pub word: &'a str,
    /// Of all its cells.
    pub sums: Sums,
}

/// Calls `each` with every run of a packed sheet.
///
/// # Errors
/// When it is none, and what `each` fails with.
pub fn runs<'a>(bytes: &'a [u8], width: usize, mut each: impl FnMut(&Run<'a>) -> Result<()>) -> Result<()> {
    let mut runs = Runs::of(bytes, width)?;
    while let Some(run) = runs.next()? {
        each(&run)?;
    }
    Ok(())
}

/// The runs of a packed sheet, one after the other, ordered by their places.
#[derive(Debug)]
pub struct Runs<'a> {
    cursor: Cursor<'a>,
    words: Vec<&'a str>,
    width: usize,
}

impl<'a> Runs<'a> {
    /// Before the first.
    ///
    /// # Errors
    /// When it is no packed sheet.
    pub fn of(bytes: &'a [u8], width: usize) -> Result<Self> {
        let mut cursor = Cursor { bytes };
        let words = cursor.words().ok_or_else(torn)?;
        Ok(Self { cursor, words, width })
    }

    /// The next one.
    ///
    /// # Errors
    /// When it is torn.
    pub fn next(&mut self) -> Result<Option<Run<'a>>> {
        if self.cursor.bytes.is_empty() {
            return Ok(None);
        }
        self.cursor.run(&self.words, self.width).ok_or_else(torn).map(Some)
    }
}

/// Calls `each` with every head of packed heads.
///
/// # Errors
/// When they are none.
pub fn heads<'a>(bytes: &'a [u8], width: usize, mut each: impl FnMut(&Head<'a>)) -> Result<()> {
    let mut cursor = Cursor { bytes };
    let words = cursor.words().ok_or_else(torn)?;
    while !cursor.bytes.is_empty() {
        each(&cursor.head(&words, width).ok_or_else(torn)?);
    }
    Ok(())
}

/// Calls `each` with every cell of a run.
///
/// # Errors
/// When it is torn.
pub fn cells(run: &Run<'_>, width: usize, mut each: impl FnMut(Offer, &Sums)) -> Result<()> {
    let mut cursor = Cursor { bytes: run.cells };
    let mut offer = (0_i64, 0_i64);
    while !cursor.bytes.is_empty() {
        let sums = cursor.cell(&mut offer, width).ok_or_else(torn)?;
        each(offer, &sums);
    }
    Ok(())
}

fn torn() -> Error {
    Error::internal("a kept total that can't be read; `db rollups rebuild` makes it anew")
}

/// What is left to be read.
#[derive(Debug)]
struct Cursor<'a> {
    bytes: &'a [u8],
}

#[expect(
    clippy::inline_always,
    reason = "called for every byte of a year's sheets: not inlined it takes half as long again"
)]
impl<'a> Cursor<'a> {
    #[inline(always)]
    fn number(&mut self) -> Option<u64> {
        let (first, mut rest) = self.bytes.split_first()?;
        let mut number = u64::from(first & 0x7f);
        // Most are one byte; the others are at most ten.
        let (mut more, mut shift) = (*first > 0x7f, 7);
        while more && shift < 64 {
            let (byte, after) = rest.split_first()?;
            number |= u64::from(byte & 0x7f) << shift;
            (more, shift, rest) = (*byte > 0x7f, shift + 7, after);
        }
        self.bytes = rest;
        (!more).then_some(number)
    }

    #[inline(always)]
    fn signed(&mut self) -> Option<i64> {
        self.number().map(unzigzag)
    }

    fn slice(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (slice, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(slice)
    }

    fn words(&mut self) -> Option<Vec<&'a str>> {
        let count = usize::try_from(self.number()?).ok().filter(|count| *count <= self.bytes.len())?;
        (0..count).map(|_| std::str::from_utf8(self.slice()?).ok()).collect()
    }

    fn word(&mut self, words: &[&'a str]) -> Option<&'a str> {
        words.get(usize::try_from(self.number()?).ok()?).copied()
    }

    fn sums(&mut self, width: usize) -> Option<Sums> {
        let mut sums = Sums::default();
        for sum in sums.iter_mut().take(width) {
            *sum = self.signed()?;
        }
        Some(sums)
    }

    fn run(&mut self, words: &[&'a str], width: usize) -> Option<Run<'a>> {
        let code = u8::try_from(self.number()?).ok()?;
        let (city, category) = (self.word(words)?, self.word(words)?);
        Some(Run { code, city, category, sums: self.sums(width)?, cells: self.slice()? })
    }

    fn head(&mut self, words: &[&'a str], width: usize) -> Option<Head<'a>> {
        let by_category = self.number()? == 1;
        let code = u8::try_from(self.number()?).ok()?;
        Some(Head { code, by_category, word: self.word(words)?, sums: self.sums(width)? })
    }

    #[inline(always)]
    fn cell(&mut self, offer: &mut Offer, width: usize) -> Option<Sums> {
        let head = self.number()?;
        offer.0 = offer.0.wrapping_add((head >> 1).cast_signed());
        offer.1 = offer.1.wrapping_add(self.signed()?);
        let mut sums = [1, self.signed()?, 0, 0];
        if width > 2 {
            (sums[2], sums[3]) = (self.signed()?, self.signed()?);
        }
        if head & 1 == 1 {
            sums[0] = self.signed()?;
        }
        Some(sums)
    }
}

const fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}
