//! What analytics are put together from, kept instead of counted.
//!
//! For each currency and day there is a packed [`Sheet`] of the bookings made then, and one of the payments and refunds
//! of that day; `sheet` says how it is packed, `packed` reads it. `days` keeps them: a change notes its moves on the transaction
//! (`Tx::kept`), and [`settle`] writes them when the chain's head is held, so that nobody waits for a
//! day longer than for the head, and no two in a circle. `months` puts a month's days together in one sheet, which holds
//! good for as long as none of its days has changed. `rows` makes sheets of the rows themselves: for imports, for
//! rebuilding and verifying, and for days of which only a part is asked for. `read` answers questions. Docs: decision
//! 011. To keep one more sum: a place in [`Sums`], its column in `rows`, its move where the row changes.

mod days;
mod months;
mod packed;
mod read;
mod rows;
mod sheet;
mod tops;

use std::collections::BTreeMap;

pub use self::{
    days::{Differences, from_rows, rebuild, settle, verify},
    months::renew,
    read::{Asked, Figures, Vendor, read, vendor},
    rows::{BOOKINGS, PAYMENTS, REFUNDS, Source, gather},
    sheet::{Offer, Place, Sheet, Sums, plus},
    tops::{Top, Totals, offers, spelled},
};
use crate::domain::{booking::BookingStatus, money::Currency, payment::PaymentMethod, time::Timestamp};

/// More codes than any kind has.
pub const CODES: usize = 6;

/// What a sheet is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Bookings, by when they were made.
    Bookings,
    /// Payments and refunds, by when the money moved.
    Payments,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Bookings, Self::Payments];

    /// The word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bookings => "bookings",
            Self::Payments => "payments",
        }
    }

    /// How many sums are in use.
    pub const fn width(self) -> usize {
        match self {
            Self::Bookings => 2,
            Self::Payments => 4,
        }
    }

    /// The code of a status or method.
    pub fn code(self, word: &str) -> Option<u8> {
        let place = match self {
            Self::Bookings => BookingStatus::ALL.iter().position(|status| status.as_str() == word),
            Self::Payments => PaymentMethod::ALL.iter().position(|method| method.as_str() == word),
        };
        place.and_then(|place| u8::try_from(place).ok())
    }
}

/// Which sheet: of what, in which currency, of which day since 1970.
pub type Page = (Kind, Currency, i64);

/// Sheets by what they are of, as they are or as they are to be moved.
#[derive(Clone, Debug, Default)]
pub struct Sheets(BTreeMap<Page, Sheet>);

/// One booking, payment or refund where it belongs.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the types say it")]
pub struct Move {
    pub kind: Kind,
    pub currency: Currency,
    /// When it was made, or the money moved.
    pub at: Timestamp,
    pub place: Place,
    pub offer: Offer,
    pub sums: Sums,
}

impl Sheets {
    /// Adds one.
    pub fn add(&mut self, one: &Move) {
        let day = one.at.0.div_euclid(crate::domain::time::DAY);
        self.0.entry((one.kind, one.currency, day)).or_default().add(&one.place, one.offer, &one.sums);
    }

    /// Adds all of others.
    pub fn merge(&mut self, others: Self) {
        for (page, sheet) in others.0 {
            self.0.entry(page).or_default().merge(sheet);
        }
    }

    /// Whether there is nothing to move.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(Sheet::is_empty)
    }

    /// How many cells there are in all.
    pub fn cells(&self) -> usize {
        self.0.values().map(Sheet::cells).sum()
    }
}
