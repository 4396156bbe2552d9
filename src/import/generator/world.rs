//! The made-up marketplace as a whole: how many there are of each, and since when.
//!
//! Customers and vendors are numbered in the order in which they signed up, so that who was there at a
//! moment is a number and not a list: a booking's customer can be chosen without holding any other row.

use uuid::Uuid;

use super::{
    MAX_DAYS, Spec,
    calendar::Calendar,
    random::{Draw, Seed, Stream},
};
use crate::{
    domain::time::{DAY, SECOND, Timestamp},
    import::table::Table,
};

/// Everything that all rows share; a few kilobytes whatever the size of the marketplace.
#[derive(Clone)]
pub(super) struct World {
    pub(super) bookings: u64,
    pub(super) users: Growth,
    pub(super) vendors: Growth,
    pub(super) now: Timestamp,
    seed: Seed,
    calendar: Calendar,
}

impl World {
    pub(super) fn new(spec: &Spec) -> Self {
        let days = i64::from(spec.days.clamp(1, MAX_DAYS));
        let now = whole_seconds(spec.now);
        let start = now.plus(-days * DAY);
        let users = (spec.bookings / 10).max(20);
        let vendors = (spec.bookings / 250).max(8);
        Self {
            bookings: spec.bookings,
            users: Growth { total: users, before: users * 2 / 5, start, now },
            vendors: Growth { total: vendors, before: vendors * 3 / 4, start, now },
            now,
            seed: Seed::new(spec.seed),
            calendar: Calendar::new(start, now),
        }
    }

    pub(super) fn draw(&self, stream: Stream, index: u64) -> Draw {
        self.seed.draw(stream, index)
    }

    pub(super) fn id(&self, table: Table, index: u64) -> Uuid {
        self.seed.id(table, index)
    }

    /// When booking `index` was made: they come in the order of time.
    pub(super) fn booked_at(&self, index: u64, draw: &mut Draw) -> Timestamp {
        let part = u128::from(index) * 1024 + u128::from(draw.below(1024));
        self.calendar.moment(part, u128::from(self.bookings) * 1024)
    }

    /// The customer of a booking made at `moment`: often a regular, often one who has just signed up.
    pub(super) fn customer(&self, moment: Timestamp, draw: &mut Draw) -> u64 {
        let there = self.users.there_at(moment);
        let rank = draw.skewed(there);
        if draw.chance(650) { rank } else { there - 1 - rank }
    }

    /// The vendor of a booking made at `moment`; the latest few of all are still unverified and get none.
    pub(super) fn vendor(&self, moment: Timestamp, draw: &mut Draw) -> u64 {
        let there = self.vendors.there_at(moment).min(self.verified_vendors());
        let rank = draw.skewed(there);
        if draw.chance(850) { rank } else { there - 1 - rank }
    }

    /// How many vendors are verified: all but the latest.
    pub(super) fn verified_vendors(&self) -> u64 {
        self.vendors.total - (self.vendors.total / 12).max(1)
    }
}

/// How a crowd grew: some were there before the first booking, the others came evenly since.
#[derive(Clone, Copy)]
pub(super) struct Growth {
    pub(super) total: u64,
    before: u64,
    start: Timestamp,
    now: Timestamp,
}

/// The oldest accounts are this much older than the first booking.
const HISTORY: i64 = 1095 * DAY;

impl Growth {
    /// How many are there at `moment`, at least one.
    fn there_at(self, moment: Timestamp) -> u64 {
        let since = u128::try_from(moment.since(self.start)).unwrap_or(0);
        let width = u128::try_from(self.now.since(self.start)).unwrap_or(1);
        let came = since * u128::from(self.total - self.before) / width;
        (self.before + u64::try_from(came).unwrap_or(0)).clamp(1, self.total)
    }

    /// When number `index` signed up: before [`Growth::there_at`] counts them, after whoever has a lower number.
    pub(super) fn signed_up(self, index: u64, draw: &mut Draw) -> Timestamp {
        let came = self.total - self.before;
        let width = self.now.since(self.start);
        let base = if index < self.before {
            self.start.plus(-HISTORY).plus(share(HISTORY, index, self.before))
        } else {
            self.start.plus(share(width, index - self.before, came))
        };
        let step = share(HISTORY, 1, self.before).min(share(width, 1, came));
        whole_seconds(base.plus(-draw.between(0, step - 1)))
    }
}

/// `part` of `whole` parts of `width`, rounded down.
fn share(width: i64, part: u64, whole: u64) -> i64 {
    let share = i128::from(width) * i128::from(part) / i128::from(whole.max(1));
    i64::try_from(share).unwrap_or(width)
}

fn whole_seconds(moment: Timestamp) -> Timestamp {
    Timestamp(moment.seconds() * SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_counted_before_they_signed_up() {
        let spec = Spec { bookings: 3_000, seed: 5, days: 90, now: Timestamp(1_760_000_000_000_000) };
        let world = World::new(&spec);
        let start = spec.now.plus(-90 * DAY);
        for hour in 0..90 * 24 {
            let moment = start.plus(hour * DAY / 24);
            for crowd in [world.users, world.vendors] {
                let last = crowd.there_at(moment) - 1;
                let since = crowd.signed_up(last, &mut world.draw(Stream::User, last));
                assert!(since <= moment, "{last} signed up {since}, counted {moment}");
            }
        }
        assert_eq!(world.users.there_at(spec.now), world.users.total);
        let all = (0..world.users.total).map(|n| world.users.signed_up(n, &mut world.draw(Stream::User, n)));
        assert!(all.is_sorted());
    }
}
