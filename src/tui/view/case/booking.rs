//! A booking: who, what, when, where, what it costs, what became of it.

use super::Doc;
use crate::{
    domain::money::Money,
    operations::bookings::BookingDetail,
    tui::{
        model::Model,
        theme::Role,
        view::words::{spaced, time},
        widgets::text::{piece, plain},
    },
};

/// The whole booking.
pub fn write(model: &Model, booking: &BookingDetail, doc: &mut Doc) {
    let money = |cents| Money::new(cents, booking.pricing.currency);
    doc.line(vec![
        piece(Role::Strong, format!(" {} ", spaced(booking.status.as_str()))),
        plain(format!(" {} for {}", money(booking.pricing.total_amount_cents), time(model, booking.scheduled_at))),
    ]);
    doc.heading("Service", "");
    doc.fact("name", &booking.service.name);
    doc.fact("category", &booking.service.category);
    doc.maybe("lasts", booking.estimated_duration_minutes.map(|minutes| format!("{minutes} minutes")));
    doc.heading("Customer", "");
    doc.fact("name", &booking.user.name);
    doc.maybe("e-mail", booking.user.email.as_ref());
    doc.maybe("phone", booking.user.phone.as_ref());
    doc.maybe("trust", booking.user.trust_score.map(|score| format!("{score} of 100")));
    place(booking, doc);
    doc.heading("Vendor", &booking.vendor.verification_status);
    doc.fact("name", &booking.vendor.display_name);
    doc.maybe("e-mail", booking.vendor.email.as_ref());
    doc.maybe("phone", booking.vendor.phone.as_ref());
    price(model, booking, doc);
    words(booking, doc);
    troubles(model, booking, doc);
    doc.heading("Timeline", "");
    for event in &booking.timeline {
        doc.event(&time(model, event.timestamp), &format!("{} {}", spaced(&event.event), event.details));
    }
}

fn place(booking: &BookingDetail, doc: &mut Doc) {
    let address = &booking.address;
    let parts =
        [&address.street, &address.apartment, &address.landmark, &address.city, &address.state, &address.pincode];
    let parts: Vec<String> = parts.into_iter().flatten().map(ToString::to_string).collect();
    doc.fact("address", parts.join(", "));
}

fn price(model: &Model, booking: &BookingDetail, doc: &mut Doc) {
    let money = |cents| Money::new(cents, booking.pricing.currency);
    doc.heading("Price", &money(booking.pricing.total_amount_cents).to_string());
    for line in &booking.pricing.breakdown {
        doc.fact("", format!("{:>14}  {}", money(line.amount_cents).to_string(), line.description));
    }
    if let Some(payment) = &booking.payment {
        let paid = payment.paid_at.map(|at| time(model, at)).unwrap_or_default();
        doc.fact("payment", format!("{} by {} {paid}", payment.status, payment.method));
        if payment.refunded_amount_cents > 0 {
            doc.fact("went back", money(payment.refunded_amount_cents));
        }
    }
}

fn words(booking: &BookingDetail, doc: &mut Doc) {
    if let Some(notes) = &booking.notes {
        doc.heading("The customer says", "");
        doc.prose(notes.raw());
    }
    for requirement in &booking.customer_requirements {
        doc.prose(requirement.raw());
    }
    if let Some(notes) = &booking.admin_notes {
        doc.heading("Admins' notes", "");
        doc.prose(notes.raw());
    }
}

fn troubles(model: &Model, booking: &BookingDetail, doc: &mut Doc) {
    if let Some(dispute) = &booking.dispute {
        doc.heading("Dispute", &format!("{}, {}", dispute.status, time(model, dispute.created_at)));
        doc.fact("by", dispute.raised_by);
        doc.prose(dispute.reason.raw());
        if let Some(description) = &dispute.description {
            doc.prose(description.raw());
        }
    }
    if let Some(cancellation) = &booking.cancellation {
        let when = cancellation.cancelled_at.map(|at| time(model, at)).unwrap_or_default();
        doc.heading("Cancellation", &when);
        if let Some(reason) = &cancellation.reason {
            doc.prose(reason.raw());
        }
        for refund in &cancellation.refunds {
            let amount = Money::new(refund.amount_cents, booking.pricing.currency);
            doc.fact("refund", format!("{} {amount}, {}", refund.refund_number, refund.status));
        }
    }
    if let Some(review) = &booking.review {
        doc.heading("Review", &format!("{} of 5 stars, {}", review.rating, review.status));
        if let Some(body) = review.body.as_ref().or(review.title.as_ref()) {
            doc.prose(body.raw());
        }
    }
}
