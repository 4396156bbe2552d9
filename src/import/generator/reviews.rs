//! Reviews: of every fifth booking that was completed.

use csv::StringRecord;

use super::{
    bookings::Booking,
    random::{Draw, Stream},
    review_words,
    row::Row,
    takedowns::{Takedown, Verdict},
    world::World,
};
use crate::{
    domain::time::{DAY, MINUTE, Timestamp},
    import::table::Table,
};

/// What other tables need to know of a review.
pub(super) struct Review {
    pub(super) rating: u64,
    pub(super) written: Timestamp,
    pub(super) takedown: Option<Takedown>,
}

impl Review {
    /// A booking's review, if there is one, and the booking. Most have none, which shows before the booking is made.
    pub(super) fn of(world: &World, index: u64) -> Option<(Booking, Self)> {
        let mut draw = world.draw(Stream::Review, index);
        if !draw.chance(205) {
            return None;
        }
        let booking = Booking::new(world, index);
        let completed = booking.course.completed.filter(|_| booking.is_completed())?;
        let late = if draw.chance(60) { draw.between(8, 40) * DAY } else { 0 };
        let written = completed.plus(late + draw.between(30, 5 * 24 * 60) * MINUTE);
        let rating = rating(&booking, &mut draw);
        let takedown = Takedown::new(world, index, rating, written);
        (written <= world.now).then_some((booking, Self { rating, written, takedown }))
    }

    fn status(&self) -> &'static str {
        match self.takedown.as_ref().and_then(|takedown| takedown.resolved.as_ref()) {
            Some((_, Verdict::Hidden)) => "hidden",
            Some((_, Verdict::Removed)) => "removed",
            Some((_, Verdict::Rejected)) | None => "published",
        }
    }
}

/// Better for good vendors, worse where there was a quarrel.
fn rating(booking: &Booking, draw: &mut Draw) -> u64 {
    if booking.course.quarrel.is_some() {
        return draw.weighted(&[(60, 1), (25, 2), (10, 3), (5, 4)]);
    }
    let good = booking.vendor.quality;
    draw.weighted(&[(30 + good * 5, 5), (20 + good, 4), (12, 3), (11 - good, 2), (14 - good, 1)])
}

/// The review of one booking, if there is one.
pub(super) fn row(world: &World, index: u64) -> Option<StringRecord> {
    let (booking, review) = Review::of(world, index)?;
    let mut draw = world.draw(Stream::ReviewWords, index);
    let (title, body) = review_words::write(review.rating, booking.vendor.category.name, &mut draw);
    Some(
        Row::new(Table::Reviews)
            .put("id", world.id(Table::Reviews, index))
            .put("booking_id", world.id(Table::Bookings, index))
            .put("user_id", world.id(Table::Users, booking.user))
            .put("vendor_id", world.id(Table::Vendors, booking.vendor.number))
            .put("rating", review.rating)
            .put("title", title)
            .put("body", body)
            .put("status", review.status())
            .put("created_at", review.written)
            .done(),
    )
}
