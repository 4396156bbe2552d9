//! Payments: one that succeeded for most bookings, now and then a failed one before it.

use csv::StringRecord;

use super::{
    bookings::Booking,
    course::{Actor, Status},
    random::Stream,
    refunds::Refund,
    row::Row,
    world::World,
};
use crate::{
    domain::time::{SECOND, Timestamp},
    import::table::Table,
};

/// How the customer paid, if at all.
pub(super) struct Payment {
    method: &'static str,
    failed_first: bool,
    outcome: Outcome,
    begun: Timestamp,
    transaction: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    None,
    Pending,
    Paid(Timestamp),
}

const METHODS: &[(u64, &str)] = &[(58, "upi"), (24, "card"), (10, "wallet"), (8, "netbanking")];

impl Payment {
    pub(super) fn new(world: &World, booking: &Booking) -> Self {
        let mut draw = world.draw(Stream::Payment, booking.index);
        let begun = booking.created.plus(draw.between(10, 120) * SECOND);
        let paid = begun.plus(draw.between(15, 900) * SECOND);
        let late = draw.chance(550);
        let outcome = if booking.course.cancelled.as_ref().is_some_and(|one| one.by == Actor::System) {
            Outcome::None
        } else if paid > world.now || (booking.course.status == Status::Pending && late) {
            Outcome::Pending
        } else {
            Outcome::Paid(paid)
        };
        let failed_first = outcome == Outcome::None || draw.chance(45);
        Self { method: draw.weighted(METHODS), failed_first, outcome, begun, transaction: draw.token() }
    }

    /// When the money came, if it did.
    pub(super) fn paid_at(&self) -> Option<Timestamp> {
        match self.outcome {
            Outcome::Paid(at) => Some(at),
            Outcome::None | Outcome::Pending => None,
        }
    }
}

/// The number of a booking's paying payment; that of a failed one before it is one less.
pub(super) const fn number(booking: u64) -> u64 {
    booking * 2 + 1
}

/// The payments of one booking.
pub(super) fn rows(world: &World, index: u64) -> impl Iterator<Item = StringRecord> + use<> {
    let booking = Booking::new(world, index);
    let payment = Payment::new(world, &booking);
    let failed = payment.failed_first.then(|| failed(world, &booking, &payment));
    let last = (payment.outcome != Outcome::None).then(|| paying(world, &booking, &payment));
    failed.into_iter().chain(last)
}

fn failed(world: &World, booking: &Booking, payment: &Payment) -> StringRecord {
    begin(world, booking, payment, number(booking.index) - 1)
        .put("status", "failed")
        .put("provider", "sandbox")
        .blank(&["transaction_id", "platform_fee_cents", "paid_at"])
        .put("created_at", payment.begun.plus(-5 * SECOND).max(booking.created))
        .blank(&["refunded_amount_cents", "refunded_at"])
        .done()
}

fn paying(world: &World, booking: &Booking, payment: &Payment) -> StringRecord {
    let paid = payment.paid_at();
    let refund = Refund::new(world, booking, payment).and_then(|refund| refund.processed());
    begin(world, booking, payment, number(booking.index))
        .put("status", if paid.is_some() { "succeeded" } else { "pending" })
        .put("provider", "sandbox")
        .put("transaction_id", paid.map(|_| format!("sbx_{}", payment.transaction)))
        .put("platform_fee_cents", booking.price.fee)
        .put("paid_at", paid)
        .put("created_at", payment.begun.min(world.now))
        .put("refunded_amount_cents", refund.map(|(amount, _)| amount))
        .put("refunded_at", refund.map(|(_, at)| at))
        .done()
}

fn begin(world: &World, booking: &Booking, payment: &Payment, number: u64) -> Row {
    Row::new(Table::Payments)
        .put("id", world.id(Table::Payments, number))
        .put("booking_id", world.id(Table::Bookings, booking.index))
        .put("amount_cents", booking.price.total())
        .put("currency", "INR")
        .put("method", payment.method)
}
