//! Bookings, and what follows from each: its money and how it ended. Payments, refunds, disputes and
//! reviews are made from the same [`Booking`], so that all of them tell one story.

use csv::StringRecord;

use super::{
    catalogue::Pricing,
    course::{Course, Status},
    places::{self, Address},
    random::{Draw, Stream},
    row::Row,
    vendors::{Service, Vendor},
    words,
    world::World,
};
use crate::{domain::time::Timestamp, import::table::Table};

/// A booking with its whole course.
pub(super) struct Booking {
    pub(super) index: u64,
    pub(super) user: u64,
    pub(super) vendor: Vendor,
    pub(super) service: Service,
    pub(super) minutes: i64,
    pub(super) price: Price,
    pub(super) created: Timestamp,
    pub(super) course: Course,
}

/// In paise; the parts add up to the total.
pub(super) struct Price {
    pub(super) base: i64,
    pub(super) tax: i64,
    pub(super) fee: i64,
    pub(super) discount: i64,
}

impl Price {
    pub(super) const fn total(&self) -> i64 {
        self.base + self.tax + self.fee - self.discount
    }

    /// 18 % tax and 10 % for the platform on top of `base`.
    fn new(base: i64, draw: &mut Draw) -> Self {
        let rebate = if draw.chance(250) { draw.between(1, 4) * 5 } else { 0 };
        Self { base, tax: base * 18 / 100, fee: base / 10, discount: base / 10_000 * rebate * 100 }
    }
}

impl Booking {
    pub(super) fn new(world: &World, index: u64) -> Self {
        let mut draw = world.draw(Stream::Booking, index);
        let created = world.booked_at(index, &mut draw);
        let user = world.customer(created, &mut draw);
        let vendor = Vendor::new(world, world.vendor(created, &mut draw));
        let service = vendor.service(draw.below(vendor.services));
        let (base, minutes) = work(world, &service, &mut draw);
        let price = Price::new(base, &mut draw);
        let course = Course::new(created, minutes, world.now, &mut draw);
        Self { index, user, vendor, service, minutes, price, created, course }
    }
}

/// What is to be paid before tax, and how long it takes.
fn work(world: &World, service: &Service, draw: &mut Draw) -> (i64, i64) {
    let (price, minutes) = (service.price(world), service.offer.minutes);
    match service.offer.pricing {
        Pricing::Fixed => (price, minutes),
        Pricing::Hourly => {
            let hours = draw.between(1, 4);
            (price * hours, hours * 60)
        }
        Pricing::Quote => (price / 2_000 * draw.between(20, 40) * 100, minutes),
    }
}

pub(super) fn row(world: &World, index: u64) -> StringRecord {
    let booking = Booking::new(world, index);
    let mut draw = world.draw(Stream::BookingWords, index);
    let row = Row::new(Table::Bookings)
        .put("id", world.id(Table::Bookings, index))
        .put("booking_number", "")
        .put("user_id", world.id(Table::Users, booking.user))
        .put("vendor_id", world.id(Table::Vendors, booking.vendor.number))
        .put("service_id", world.id(Table::Services, booking.service.number))
        .put("status", booking.course.status.word())
        .put("scheduled_at", booking.course.scheduled)
        .put("estimated_duration_minutes", booking.minutes);
    let row = place(row, &booking, &mut draw);
    let row = money(row, &booking.price).put("notes", draw.chance(300).then(|| draw.pick(words::NOTES)));
    ending(row, &booking).done()
}

fn place(row: Row, booking: &Booking, draw: &mut Draw) -> Row {
    let city = booking.vendor.city;
    let Address { street, apartment, pincode, landmark, lat, lng } = places::address(city, draw);
    row.put("street", street)
        .put("apartment", apartment)
        .put("city", city.name)
        .put("state", city.state)
        .put("pincode", pincode)
        .put("landmark", landmark)
        .put("lat", lat)
        .put("lng", lng)
}

fn money(row: Row, price: &Price) -> Row {
    row.put("base_amount_cents", price.base)
        .put("tax_cents", price.tax)
        .put("platform_fee_cents", price.fee)
        .put("discount_cents", price.discount)
        .put("total_amount_cents", price.total())
        .put("currency", "INR")
}

fn ending(row: Row, booking: &Booking) -> Row {
    let course = &booking.course;
    let cancelled = course.cancelled.as_ref();
    row.put("created_at", booking.created)
        .put("updated_at", course.updated)
        .put("completed_at", course.completed)
        .put("cancelled_at", cancelled.map(|one| one.at))
        .put("cancelled_by", cancelled.map(|one| one.by.word()))
        .put("cancellation_reason", cancelled.map(|one| one.reason))
}

impl Booking {
    /// Whether the work was done.
    pub(super) fn is_completed(&self) -> bool {
        self.course.status == Status::Completed
    }
}
