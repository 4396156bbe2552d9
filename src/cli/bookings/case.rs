//! One booking, whole, readable at 80 columns.

use super::rows::amount;
use crate::{
    cli::look::{Facts, Look, safe, wrap},
    domain::{time::Timestamp, untrusted::Untrusted},
    operations::bookings::{Address, BookingCancellation, BookingDetail, BookingDispute, BookingPricing},
};

const INDENT: usize = 2;

/// The booking as text that ends in a line break.
pub(super) fn text(booking: &BookingDetail, look: &Look) -> String {
    let mut page = Page { look, lines: Vec::new() };
    page.head(booking);
    page.people(booking);
    page.pricing(&booking.pricing);
    page.payment(booking);
    if let Some(cancellation) = &booking.cancellation {
        page.cancellation(cancellation, &booking.pricing);
    }
    if let Some(dispute) = &booking.dispute {
        page.dispute(dispute);
    }
    page.review(booking);
    page.timeline(booking);
    page.lines.join("\n") + "\n"
}

struct Page<'a> {
    look: &'a Look,
    lines: Vec<String>,
}

impl Page<'_> {
    fn section(&mut self, title: &str) {
        self.lines.push(String::new());
        self.lines.push(self.look.heading(&safe(title)));
    }

    fn facts(&mut self, facts: &Facts) {
        self.lines.extend(facts.lines(INDENT, self.look.text_width()));
    }

    /// Running text of a stranger, its own line breaks kept.
    fn prose(&mut self, text: &Untrusted) {
        let lines = wrap(&text.multiline(), self.look.text_width() - INDENT - 2);
        self.lines.extend(lines.iter().map(|line| format!("  │ {line}").trim_end().to_owned()));
    }

    fn time(&self, moment: Timestamp) -> String {
        self.look.time(moment)
    }

    fn head(&mut self, booking: &BookingDetail) {
        let title = format!("{}  {}", booking.booking_number, booking.status);
        self.lines.push(self.look.heading(&safe(&title)));
        let length = booking.estimated_duration_minutes.map(|minutes| format!(", {minutes} min"));
        let done = booking.completion.as_ref();
        let facts = Facts::default()
            .with("Scheduled", format!("{}{}", self.time(booking.scheduled_at), length.unwrap_or_default()))
            .with("Service", format!("{} ({})", booking.service.name, booking.service.category))
            .maybe("Where", place(&booking.address))
            .with("Booked", self.time(booking.created_at))
            .maybe("Completed", done.map(|done| self.time(done.completed_at)))
            .with("Id", booking.id)
            .with("Version", booking.version);
        self.facts(&facts);
        for (title, text) in [("The customer says", &booking.notes), ("Admins noted", &booking.admin_notes)] {
            if let Some(text) = text {
                self.section(title);
                self.prose(text);
            }
        }
    }

    fn people(&mut self, booking: &BookingDetail) {
        let (user, vendor) = (&booking.user, &booking.vendor);
        self.section("Customer");
        let facts = Facts::default()
            .with("Name", &user.name)
            .maybe("E-mail", user.email.as_ref())
            .maybe("Phone", user.phone.as_ref())
            .with("Bookings", user.total_bookings)
            .maybe("Trust", user.trust_score.map(|score| format!("{score} of 100")));
        self.facts(&facts);
        self.section("Vendor");
        let facts = Facts::default()
            .with("Name", &vendor.display_name)
            .maybe("E-mail", vendor.email.as_ref())
            .maybe("Phone", vendor.phone.as_ref())
            .with("Bookings", format!("{}, {}", vendor.total_bookings, vendor.verification_status))
            .maybe("Rating", vendor.rating.map(|rating| format!("{rating:.1}")));
        self.facts(&facts);
    }

    fn pricing(&mut self, pricing: &BookingPricing) {
        self.section(&format!("Price  {}", amount(pricing.total_amount_cents, pricing.currency)));
        for line in &pricing.breakdown {
            let text = format!("  {:14}  {}", line.description, amount(line.amount_cents, pricing.currency));
            self.lines.push(safe(&text));
        }
    }

    fn payment(&mut self, booking: &BookingDetail) {
        let Some(payment) = &booking.payment else { return };
        self.section(&format!("Payment  {} by {}", payment.status, payment.method));
        let back = (payment.refunded_amount_cents > 0)
            .then(|| amount(payment.refunded_amount_cents, booking.pricing.currency));
        let facts = Facts::default()
            .with("Id", payment.id)
            .maybe("Paid", payment.paid_at.map(|at| self.time(at)))
            .maybe("Transaction", payment.transaction_id.as_ref())
            .maybe("Went back", back)
            .maybe("Refund", payment.refund_status);
        self.facts(&facts);
    }

    fn cancellation(&mut self, cancellation: &BookingCancellation, pricing: &BookingPricing) {
        self.section("Cancelled");
        let mut facts = Facts::default()
            .maybe("When", cancellation.cancelled_at.map(|at| self.time(at)))
            .maybe("By", cancellation.cancelled_by.as_ref())
            .maybe("Why", cancellation.reason.as_ref());
        for refund in &cancellation.refunds {
            let what = format!(
                "{} {}, {}",
                refund.refund_number,
                refund.status,
                amount(refund.amount_cents, pricing.currency)
            );
            facts = facts.with("Refund", what);
        }
        self.facts(&facts);
    }

    fn dispute(&mut self, dispute: &BookingDispute) {
        self.section(&format!("Dispute  {}, raised by {}", dispute.status, dispute.raised_by));
        self.prose(&dispute.reason);
        let facts = Facts::default()
            .with("Since", self.time(dispute.created_at))
            .maybe("Settled", dispute.resolved_at.map(|at| self.time(at)))
            .maybe("How", dispute.resolution_notes.as_ref());
        self.facts(&facts);
    }

    fn review(&mut self, booking: &BookingDetail) {
        let Some(review) = &booking.review else { return };
        self.section(&format!("Review  {}/5, {}, {}", review.rating, review.status, self.time(review.created_at)));
        for text in [&review.title, &review.body].into_iter().flatten() {
            self.prose(text);
        }
    }

    fn timeline(&mut self, booking: &BookingDetail) {
        self.section("Timeline");
        let columns = self.look.text_width() - INDENT - 18;
        for event in &booking.timeline {
            let text = format!("{}: {}", event.event.replace('_', " "), event.details);
            let time = self.time(event.timestamp);
            for (i, line) in wrap(&safe(&text), columns).iter().enumerate() {
                self.lines.push(format!("  {:16}  {line}", if i == 0 { &time } else { "" }));
            }
        }
    }
}

/// What is known of the place, in a line.
fn place(address: &Address) -> Option<String> {
    let parts =
        [&address.apartment, &address.street, &address.landmark, &address.city, &address.state, &address.pincode];
    let parts: Vec<String> = parts.into_iter().flatten().map(ToString::to_string).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
