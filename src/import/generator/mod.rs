//! Data that is made up, in the import format: `db seed` and the demo marketplace.
//!
//! Both are sources of records and nothing else: [`rows`] is a synthetic marketplace of any size,
//! [`demo_rows`] a small one that people wrote by hand. No row is held in memory for another: each is made
//! from the seed and its number alone, with whole numbers only, so that the same arguments give the same
//! bytes on every machine. What rows have in common (a booking, its payment, its refund) is worked out anew
//! from the booking's number wherever it is needed. Reading, checking and storing records is not done here.
//! To add a column: to `Table`, then to the `row` of its file here; a row that forgets it fails every test.

mod bookings;
mod calendar;
mod catalogue;
mod course;
mod demo;
mod disputes;
mod evidence;
mod folder;
mod payments;
mod people;
mod places;
mod random;
mod referrals;
mod refunds;
mod review_words;
mod reviews;
mod row;
mod takedowns;
mod users;
mod vendors;
mod words;
mod world;

#[cfg(test)]
mod check;
#[cfg(test)]
mod tests;

use csv::StringRecord;

use self::world::World;
pub use self::{
    demo::{DEMO_ADMINS, DemoAdmin, demo_id, demo_rows},
    folder::write_dir,
};
use super::table::Table;
use crate::domain::time::Timestamp;

/// The longest span that is spread out; more days count as so many (a hundred years).
pub const MAX_DAYS: u32 = 36_500;

/// Which made-up marketplace: the same four give the same data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// How many bookings; a tenth as many customers (at least 20), one vendor in 250 (at least 8).
    pub bookings: u64,
    /// Any number; another one gives other data.
    pub seed: u64,
    /// Over how many days up to `now` the bookings were made: 1 to [`MAX_DAYS`], and counted as the nearest of these.
    pub days: u32,
    /// When the data ends; whole seconds count.
    pub now: Timestamp,
}

/// The rows of a table, each with the cells of [`Table::columns`] in their order, empty ones for null.
///
/// They meet every rule of the import format and refer only to rows of the same `spec`. Memory stays the same
/// whatever the number of rows.
pub fn rows(table: Table, spec: &Spec) -> Box<dyn Iterator<Item = StringRecord> + Send> {
    let world = World::new(spec);
    let bookings = 0..world.bookings;
    match table {
        Table::Users => Box::new((0..world.users.total).map(move |n| users::row(&world, n))),
        Table::Vendors => Box::new((0..world.vendors.total).map(move |n| vendors::row(&world, n))),
        Table::Services => Box::new((0..world.vendors.total).flat_map(move |n| vendors::services(&world, n))),
        Table::Bookings => Box::new(bookings.map(move |n| bookings::row(&world, n))),
        Table::Payments => Box::new(bookings.flat_map(move |n| payments::rows(&world, n))),
        Table::Disputes => Box::new(bookings.filter_map(move |n| disputes::row(&world, n))),
        Table::Reviews => Box::new(bookings.filter_map(move |n| reviews::row(&world, n))),
        Table::TakedownRequests => Box::new(bookings.filter_map(move |n| takedowns::row(&world, n))),
        Table::RefundRequests => Box::new(bookings.filter_map(move |n| refunds::row(&world, n))),
        Table::Referrals => Box::new((0..referrals::count(&world)).map(move |n| referrals::row(&world, n))),
    }
}
