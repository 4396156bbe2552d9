//! The story at one moment: every booking with its times and money, whoever told of it.

use super::{
    background,
    moment::Moment,
    story::{Booking, Paid, STORY, Service, Story, User, Vendor, Visit},
};
use crate::{
    domain::time::{DAY, HOUR, MINUTE, Timestamp},
    import::generator::course::Status,
};

pub(super) struct Market {
    pub(super) now: Timestamp,
    pub(super) story: &'static Story,
    /// Oldest first.
    pub(super) deals: Vec<Deal>,
}

/// A booking and its money as they stand.
pub(super) struct Deal {
    pub(super) key: String,
    pub(super) user: &'static User,
    pub(super) vendor: &'static Vendor,
    pub(super) service: &'static Service,
    pub(super) status: Status,
    pub(super) booked: Timestamp,
    pub(super) scheduled: Timestamp,
    pub(super) cancelled: Option<Cancelled>,
    /// Before tax, in rupees.
    pub(super) rupees: i64,
    pub(super) discount: i64,
    pub(super) payment: Paid,
    /// Whether a payment failed before the one that succeeded.
    pub(super) failed_first: bool,
    pub(super) notes: Option<&'static str>,
    pub(super) street: Option<&'static str>,
    pub(super) apartment: Option<&'static str>,
}

pub(super) struct Cancelled {
    pub(super) at: Timestamp,
    pub(super) by: &'static str,
    pub(super) reason: &'static str,
    /// Whether the money went back by the policy, without anybody's asking.
    pub(super) refunded: bool,
}

impl Deal {
    /// A booking like most: paid at once, served as booked.
    pub(super) fn new(key: String, user: &'static User, service_key: &str, booked: Timestamp, when: Timestamp) -> Self {
        let (vendor, service) = service(service_key);
        Self {
            key,
            user,
            vendor,
            service,
            status: Status::Completed,
            booked,
            scheduled: half_hour(when),
            cancelled: None,
            rupees: service.rupees,
            discount: 0,
            payment: Paid::Succeeded,
            failed_first: false,
            notes: None,
            street: None,
            apartment: None,
        }
    }

    fn of_visit(visit: &'static Visit, now: Timestamp) -> Self {
        let when = visit.when.at(now);
        let deal =
            Self::new(visit.key.clone(), user(&visit.user), &visit.service, when.plus(-2 * DAY - 3 * HOUR), when);
        Self { failed_first: visit.failed_first, ..deal }
    }

    fn of_booking(booking: &'static Booking, now: Timestamp) -> Self {
        let (booked, when) = (booking.booked.at(now), booking.scheduled.at(now));
        let deal = Self::new(booking.key.clone(), user(&booking.user), &booking.service, booked, when);
        Self {
            status: booking.status,
            cancelled: booking.cancelled_at.map(|at| Cancelled::of(booking, at.at(now))),
            rupees: booking.rupees.unwrap_or(deal.rupees),
            payment: booking.payment,
            notes: booking.notes.as_deref(),
            street: booking.street.as_deref(),
            apartment: booking.apartment.as_deref(),
            ..deal
        }
    }

    pub(super) fn completed(&self) -> Option<Timestamp> {
        let end = self.scheduled.plus((self.service.minutes + 10) * MINUTE);
        matches!(self.status, Status::Completed | Status::Disputed).then_some(end)
    }

    /// In paise, with tax and fee.
    pub(super) const fn total(&self) -> i64 {
        self.rupees * 128 - self.discount * 100
    }
}

impl Cancelled {
    fn of(booking: &'static Booking, at: Timestamp) -> Self {
        let by = booking.cancelled_by.as_deref().unwrap_or("user");
        Self { at, by, reason: booking.cancellation_reason.as_deref().unwrap_or_default(), refunded: false }
    }
}

impl Market {
    /// Everything as it stands at `now`.
    pub(super) fn at(now: Timestamp) -> Self {
        let story: &'static Story = &STORY;
        let mut deals: Vec<_> = story.visits.iter().map(|visit| Deal::of_visit(visit, now)).collect();
        deals.extend(story.bookings.iter().map(|booking| Deal::of_booking(booking, now)));
        deals.extend(background::deals(story, now));
        deals.sort_by(|a, b| (a.booked, &a.key).cmp(&(b.booked, &b.key)));
        Self { now, story, deals }
    }

    /// The booking with that key.
    pub(super) fn deal(&self, key: &str) -> &Deal {
        self.deals.iter().find(|deal| deal.key == key).unwrap_or_else(|| panic!("the demo has no booking {key}"))
    }

    pub(super) fn time(&self, moment: Moment) -> Timestamp {
        moment.at(self.now)
    }
}

fn half_hour(moment: Timestamp) -> Timestamp {
    Timestamp(moment.0.div_euclid(30 * MINUTE) * 30 * MINUTE)
}

/// The customer with that key.
pub(super) fn user(key: &str) -> &'static User {
    STORY.users.iter().find(|user| user.key == key).unwrap_or_else(|| panic!("the demo has no user {key}"))
}

fn service(key: &str) -> (&'static Vendor, &'static Service) {
    let mut all = STORY.vendors.iter().flat_map(|vendor| vendor.services.iter().map(move |service| (vendor, service)));
    all.find(|(_, service)| service.key == key).unwrap_or_else(|| panic!("the demo has no service {key}"))
}
