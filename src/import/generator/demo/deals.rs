//! Bookings, what was paid for them and what went back.

use csv::StringRecord;

use super::{
    demo_id,
    market::{Deal, Market},
    records::{attached, in_order},
    story::{Paid, Refund},
};
use crate::{
    domain::time::{DAY, HOUR, MINUTE, Timestamp},
    import::{
        generator::{
            course::Status,
            places::{self, CITIES, City},
            random::{Seed, Stream},
            row::Row,
        },
        table::Table,
    },
};

impl Market {
    /// `number` decides the parts of the address that nobody wrote down.
    pub(super) fn booking(&self, number: u64, deal: &Deal) -> StringRecord {
        let row = Row::new(Table::Bookings)
            .put("id", demo_id(Table::Bookings, &deal.key))
            .put("booking_number", "")
            .put("user_id", demo_id(Table::Users, &deal.user.key))
            .put("vendor_id", demo_id(Table::Vendors, &deal.vendor.key))
            .put("service_id", demo_id(Table::Services, &deal.service.key))
            .put("status", deal.status.word())
            .put("scheduled_at", deal.scheduled)
            .put("estimated_duration_minutes", deal.service.minutes);
        let row = address(row, number, deal)
            .put("base_amount_cents", deal.rupees * 100)
            .put("tax_cents", deal.rupees * 18)
            .put("platform_fee_cents", deal.rupees * 10)
            .put("discount_cents", deal.discount * 100)
            .put("total_amount_cents", deal.total())
            .put("currency", "INR")
            .put("notes", deal.notes);
        self.ending(row, deal).done()
    }

    fn ending(&self, row: Row, deal: &Deal) -> Row {
        let cancelled = deal.cancelled.as_ref();
        let dispute = self.story.disputes.iter().find(|one| one.booking == deal.key);
        let disputed = dispute.map(|one| self.time(one.resolved.unwrap_or(one.at)));
        let started = (deal.status == Status::InProgress).then_some(deal.scheduled);
        let changes = [Some(deal.booked), started, deal.completed(), cancelled.map(|one| one.at), disputed];
        row.put("created_at", deal.booked)
            .put("updated_at", changes.into_iter().flatten().max())
            .put("completed_at", deal.completed())
            .put("cancelled_at", cancelled.map(|one| one.at))
            .put("cancelled_by", cancelled.map(|one| one.by))
            .put("cancellation_reason", cancelled.map(|one| one.reason))
    }

    /// One payment, none, or a failed one and the one that went through.
    pub(super) fn payments(&self, deal: &Deal) -> Vec<StringRecord> {
        let failed = || self.payment(deal, &format!("{}/failed", deal.key), "failed");
        let paying = |status| self.payment(deal, &deal.key, status);
        match deal.payment {
            Paid::None => vec![],
            Paid::Failed => vec![failed()],
            Paid::Pending => vec![paying("pending")],
            Paid::Succeeded if deal.failed_first => vec![failed(), paying("succeeded")],
            Paid::Succeeded => vec![paying("succeeded")],
        }
    }

    fn payment(&self, deal: &Deal, key: &str, status: &str) -> StringRecord {
        const METHODS: [&str; 7] = ["upi", "upi", "card", "upi", "wallet", "upi", "netbanking"];
        let id = demo_id(Table::Payments, key);
        let succeeded = status == "succeeded";
        let refunded = if succeeded { self.refunded(deal) } else { None };
        Row::new(Table::Payments)
            .put("id", id)
            .put("booking_id", demo_id(Table::Bookings, &deal.key))
            .put("amount_cents", deal.total())
            .put("currency", "INR")
            .put("method", METHODS[usize::from(id.as_bytes()[0] % 7)])
            .put("status", status)
            .put("provider", "sandbox")
            .put("transaction_id", succeeded.then(|| format!("sbx_{}", &id.simple().to_string()[..16])))
            .put("platform_fee_cents", succeeded.then_some(deal.rupees * 10))
            .put("paid_at", succeeded.then(|| paid_at(deal)))
            .put("created_at", deal.booked)
            .put("refunded_amount_cents", refunded.map(|(cents, _)| cents))
            .put("refunded_at", refunded.map(|(_, at)| at))
            .done()
    }

    /// What went back of a booking's payment, in paise, and when the last of it did.
    fn refunded(&self, deal: &Deal) -> Option<(i64, Timestamp)> {
        let asked = self.story.refunds.iter().filter(|refund| refund.booking == deal.key);
        let processed = asked.filter_map(|refund| refund.processed.as_ref());
        let processed = processed.map(|one| (one.rupees * 100, self.time(one.at)));
        let by_policy = self.policy(deal).and_then(|(_, done)| Some((deal.total(), done?)));
        processed.chain(by_policy).reduce(|a, b| (a.0 + b.0, a.1.max(b.1)))
    }

    /// A cancellation that gave all back: when it was asked for and, if the day it takes is over, when it was paid.
    fn policy(&self, deal: &Deal) -> Option<(Timestamp, Option<Timestamp>)> {
        let cancelled = deal.cancelled.as_ref().filter(|one| one.refunded)?;
        let asked = cancelled.at.max(paid_at(deal));
        let done = asked.plus(DAY + 2 * HOUR);
        Some((asked, (done <= self.now).then_some(done)))
    }

    pub(super) fn refunds(&self) -> Vec<StringRecord> {
        let asked = self.story.refunds.iter().map(|refund| (self.time(refund.at), self.asked(refund)));
        let by_policy = self.deals.iter().filter_map(|deal| {
            let (asked, done) = self.policy(deal)?;
            Some((asked, given_back(deal, asked, done)))
        });
        in_order(asked.chain(by_policy))
    }

    fn asked(&self, refund: &Refund) -> StringRecord {
        let at = self.time(refund.at);
        let status = match (&refund.processed, refund.rejected) {
            (Some(_), _) => "processed",
            (None, true) => "rejected",
            (None, false) => "pending",
        };
        Row::new(Table::RefundRequests)
            .put("id", demo_id(Table::RefundRequests, &refund.key))
            .put("payment_id", demo_id(Table::Payments, &refund.booking))
            .put("requested_amount_cents", refund.rupees * 100)
            .put("reason", refund.reason.as_str())
            .put("description", refund.description.as_str())
            .put("evidence", attached(&refund.key, &refund.evidence, at))
            .put("requested_at", at)
            .put("requested_by", refund.by.as_deref().unwrap_or("user"))
            .put("status", status)
            .put("approved_amount_cents", refund.processed.as_ref().map(|one| one.rupees * 100))
            .put("processed_at", refund.processed.as_ref().map(|one| self.time(one.at)))
            .done()
    }
}

fn paid_at(deal: &Deal) -> Timestamp {
    deal.booked.plus(MINUTE)
}

fn given_back(deal: &Deal, asked: Timestamp, done: Option<Timestamp>) -> StringRecord {
    Row::new(Table::RefundRequests)
        .put("id", demo_id(Table::RefundRequests, &deal.key))
        .put("payment_id", demo_id(Table::Payments, &deal.key))
        .put("requested_amount_cents", deal.total())
        .put("reason", "booking_cancelled")
        .put("description", deal.cancelled.as_ref().map(|one| one.reason))
        .put("evidence", "")
        .put("requested_at", asked)
        .put("requested_by", deal.cancelled.as_ref().map_or("user", |one| one.by))
        .put("status", if done.is_some() { "processed" } else { "pending" })
        .put("approved_amount_cents", done.map(|_| deal.total()))
        .put("processed_at", done)
        .done()
}

fn address(row: Row, number: u64, deal: &Deal) -> Row {
    let city = city(&deal.vendor.city);
    let made_up = places::address(city, &mut Seed::new(1).draw(Stream::BookingWords, number));
    row.put("street", deal.street.map_or(made_up.street, str::to_owned))
        .put("apartment", deal.apartment.map(str::to_owned).or(made_up.apartment))
        .put("city", city.name)
        .put("state", city.state)
        .put("pincode", made_up.pincode)
        .put("landmark", made_up.landmark)
        .put("lat", made_up.lat)
        .put("lng", made_up.lng)
}

fn city(name: &str) -> &'static City {
    CITIES.iter().map(|(_, city)| *city).find(|city| city.name == name).unwrap_or(CITIES[0].1)
}
