//! Refund requests: what a cancellation gives back by the policy, and what customers ask for afterwards.

use csv::StringRecord;

use super::{
    bookings::Booking,
    course::{Actor, Cancellation},
    evidence,
    payments::{self, Payment},
    random::{Draw, Stream},
    row::Row,
    words,
    world::World,
};
use crate::{
    domain::time::{DAY, HOUR, MINUTE, Timestamp},
    import::table::Table,
};

/// The one refund request that a booking may have.
pub(super) struct Refund {
    amount: i64,
    reason: &'static str,
    by: &'static str,
    at: Timestamp,
    decision: Decision,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    Pending,
    Rejected,
    Processed { amount: i64, at: Timestamp },
}

impl Refund {
    /// The request about `payment`, if there is one; never above what was paid.
    pub(super) fn new(world: &World, booking: &Booking, payment: &Payment) -> Option<Self> {
        let paid = payment.paid_at()?;
        let mut draw = world.draw(Stream::Refund, booking.index);
        match (&booking.course.cancelled, booking.course.completed) {
            (Some(cancelled), _) => Self::of_cancelled(world, booking, cancelled, paid, &mut draw),
            (None, Some(completed)) => Self::of_completed(world, booking, completed, &mut draw),
            (None, None) => None,
        }
    }

    fn of_cancelled(
        world: &World,
        booking: &Booking,
        cancelled: &Cancellation,
        paid: Timestamp,
        draw: &mut Draw,
    ) -> Option<Self> {
        let percent = by_policy(cancelled, booking.course.scheduled);
        let amount = booking.price.total() / 100 * percent;
        let at = cancelled.at.max(paid);
        let decided = at.plus(draw.between(10, 4 * 24 * 60) * MINUTE);
        let decision = match (decided <= world.now, draw.chance(30)) {
            (false, _) => Decision::Pending,
            (true, true) => Decision::Rejected,
            (true, false) => Decision::Processed { amount, at: decided },
        };
        let by = match cancelled.by {
            Actor::User => "user",
            Actor::Vendor => "vendor",
            Actor::Admin | Actor::System => "admin",
        };
        (amount > 0).then_some(Self { amount, reason: "booking_cancelled", by, at, decision })
    }

    fn of_completed(world: &World, booking: &Booking, completed: Timestamp, draw: &mut Draw) -> Option<Self> {
        let quarrel = booking.course.quarrel.as_ref();
        if !draw.chance(if quarrel.is_some() { 600 } else { 12 }) {
            return None;
        }
        let since = quarrel.map_or(completed, |quarrel| quarrel.since);
        let at = since.plus(draw.between(20, 5 * 24 * 60) * MINUTE);
        let total = booking.price.total();
        let amount = if draw.chance(400) { total } else { total / 100 * draw.between(10, 80) };
        let reason = draw.weighted(words::REFUND_REASONS);
        let by = draw.weighted(&[(90, "user"), (4, "vendor"), (6, "admin")]);
        let decision = decide(world, at, amount, draw);
        (at <= world.now).then_some(Self { amount, reason, by, at, decision })
    }

    /// What was paid back, and when.
    pub(super) fn processed(&self) -> Option<(i64, Timestamp)> {
        match self.decision {
            Decision::Processed { amount, at } => Some((amount, at)),
            Decision::Pending | Decision::Rejected => None,
        }
    }
}

/// The percentage that a cancellation gives back: the vendor's or ours all of it, the customer's by the time left.
fn by_policy(cancelled: &Cancellation, scheduled: Timestamp) -> i64 {
    let left = scheduled.since(cancelled.at);
    match cancelled.by {
        Actor::User if left < 2 * HOUR => 0,
        Actor::User if left < DAY => 50,
        _ => 100,
    }
}

fn decide(world: &World, at: Timestamp, amount: i64, draw: &mut Draw) -> Decision {
    let decided = at.plus(draw.between(4, 10 * 24) * HOUR);
    let less = amount * draw.between(40, 90) / 100;
    match (decided <= world.now, draw.below(100)) {
        (false, _) => Decision::Pending,
        (true, 0..42) => Decision::Rejected,
        (true, 42..80) => Decision::Processed { amount, at: decided },
        (true, _) => Decision::Processed { amount: less.max(1), at: decided },
    }
}

/// The refund request of one booking.
pub(super) fn row(world: &World, index: u64) -> Option<StringRecord> {
    let booking = Booking::new(world, index);
    let refund = Refund::new(world, &booking, &Payment::new(world, &booking))?;
    let mut draw = world.draw(Stream::RefundWords, index);
    let status = match refund.decision {
        Decision::Pending => "pending",
        Decision::Rejected => "rejected",
        Decision::Processed { .. } => "processed",
    };
    let description = draw.pick(words::refund_descriptions(refund.reason));
    let proof = (refund.reason != "booking_cancelled" && draw.chance(500)).then(|| evidence::one(refund.at, &mut draw));
    Some(
        Row::new(Table::RefundRequests)
            .put("id", world.id(Table::RefundRequests, index))
            .put("payment_id", world.id(Table::Payments, payments::number(index)))
            .put("requested_amount_cents", refund.amount)
            .put("reason", refund.reason)
            .put("description", description)
            .put("evidence", proof)
            .put("requested_at", refund.at)
            .put("requested_by", refund.by)
            .put("status", status)
            .put("approved_amount_cents", refund.processed().map(|(amount, _)| amount))
            .put("processed_at", refund.processed().map(|(_, at)| at))
            .done(),
    )
}
