//! The demo marketplace: written by hand, a year up to now, with cases worth thinking about.
//!
//! The words are in the folder `demo` of the project, which says how they are laid out; here they become
//! records. What people wrote is in [`story`], when it happened in [`moment`], the quiet bookings between the
//! stories in [`background`], the whole at one moment in [`market`], and its records in [`records`].

mod background;
mod deals;
mod market;
mod moment;
mod records;
mod reviews;
mod story;

use csv::StringRecord;
use uuid::Uuid;

use self::market::Market;
use crate::{
    domain::time::{MINUTE, Timestamp},
    import::table::Table,
};

/// An admin of the demo marketplace; whoever loads it makes the account and its password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoAdmin {
    /// Under a domain that never has mail.
    pub email: &'static str,
    /// As shown.
    pub name: &'static str,
    /// The id of a system role.
    pub role: &'static str,
}

/// Five admins, one for each system role, in alphabetical order.
pub const DEMO_ADMINS: &[DemoAdmin] = &[
    DemoAdmin { email: "asha@demo.appydex.example", name: "Asha Kulkarni", role: "super_admin" },
    DemoAdmin { email: "bilal@demo.appydex.example", name: "Bilal Ahmed", role: "vendor_admin" },
    DemoAdmin { email: "carmel@demo.appydex.example", name: "Carmel Pinto", role: "support_agent" },
    DemoAdmin { email: "divya@demo.appydex.example", name: "Divya Raman", role: "finance_admin" },
    DemoAdmin { email: "eshan@demo.appydex.example", name: "Eshan Gogoi", role: "content_moderator" },
];

/// The rows of a table of the demo marketplace as it stands at `now` (whole minutes count), oldest first.
///
/// Like those of [`super::rows`]: every column in its order, every rule met. All times move with `now`, nothing
/// else does; ids never change.
pub fn demo_rows(table: Table, now: Timestamp) -> Box<dyn Iterator<Item = StringRecord> + Send> {
    let market = Market::at(Timestamp(now.0.div_euclid(MINUTE) * MINUTE));
    Box::new(market.records(table).into_iter())
}

/// The id of what the demo's files call `key`, such as the takedown request `t-retaliation`.
///
/// A payment has the key of its booking; a booking that belongs to a review has the review's.
pub fn demo_id(table: Table, key: &str) -> Uuid {
    const DEMO: Uuid = Uuid::from_u128(0xde30_9a1f_5b1c_4c6e_8f27_61d0_aa16_1100);
    Uuid::new_v5(&DEMO, format!("{}/{key}", table.name()).as_bytes())
}

#[cfg(test)]
mod tests;
