//! One refund, whole, readable at 80 columns.

use super::rows::amount;
use crate::{
    cli::look::{Facts, Look, safe, wrap},
    domain::{evidence::Evidence, money::Currency, time::Timestamp, untrusted::Untrusted},
    operations::{
        AdminRef,
        refunds::{RefundAttempt, RefundDetail, RefundFailure, RefundPaymentDetail},
    },
};

const INDENT: usize = 2;

/// The refund as text that ends in a line break.
pub(super) fn text(case: &RefundDetail, look: &Look) -> String {
    let currency = case.item.payment.payment.currency;
    let mut page = Page { look, currency, lines: Vec::new() };
    page.head(case);
    page.payment(case, &case.item.payment);
    page.evidence(&case.item.evidence);
    page.approvals(case);
    page.decision(case);
    case.attempts.iter().for_each(|attempt| page.attempt(attempt));
    page.timeline(case);
    page.lines.join("\n") + "\n"
}

struct Page<'a> {
    look: &'a Look,
    currency: Currency,
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

    fn head(&mut self, case: &RefundDetail) {
        let item = &case.item;
        let asked = self.money(item.requested_amount_cents);
        let title = format!("{}  {}, {} priority, {asked}", item.refund_number, item.status, item.priority);
        self.lines.push(self.look.heading(&safe(&title)));
        let by = match &item.requested_by_admin {
            Some(admin) => format!("admin {}", admin.name),
            None => item.requested_by.to_string(),
        };
        let email = item.user.email.as_ref().map(|email| format!(", {email}")).unwrap_or_default();
        let facts = Facts::default()
            .with("Asked", format!("{} by {by}", self.look.time(item.requested_at)))
            .with("Reason", &item.reason)
            .with("Customer", format!("{}{email}", item.user.name))
            .with("Vendor", &item.vendor.name)
            .with("Booking", &item.booking.booking_number)
            .with("Money", item.gateway_state.as_str().replace('_', " "))
            .maybe("Notes", item.admin_notes.as_ref())
            .with("Id", item.id)
            .with("Version", item.version);
        self.facts(&facts);
        if let Some(description) = &item.description {
            self.section("They say");
            self.prose(description);
        }
    }

    fn payment(&mut self, case: &RefundDetail, payment: &RefundPaymentDetail) {
        self.section(&format!("Payment  {}", self.money(payment.payment.amount_cents)));
        let facts = Facts::default()
            .with(
                "Paid",
                format!("{}, {}, {}", self.look.maybe_time(payment.payment.paid_at), payment.method, payment.status),
            )
            .maybe("Known as", payment.transaction_id.as_ref())
            .with("Refunded", self.money(payment.refunded_amount_cents))
            .with("Remaining", self.money(payment.remaining_amount_cents))
            .maybe("Gateway", case.gateway)
            .with("Id", payment.payment.id);
        self.facts(&facts);
    }

    fn evidence(&mut self, pieces: &[Evidence]) {
        self.section(&format!("Evidence  {}", pieces.len()));
        for (i, piece) in pieces.iter().enumerate() {
            let kind = format!("{:?}", piece.kind).to_lowercase();
            let name = piece.filename.as_ref().map(|name| format!("  {name}")).unwrap_or_default();
            self.lines.push(format!("  {}. {kind}{name}", i + 1));
            let facts = Facts::default()
                .maybe("link", piece.url.as_ref())
                .maybe("shows", piece.description.as_ref())
                .maybe("says", piece.content.as_ref());
            self.lines.extend(facts.lines(INDENT + 3, self.look.text_width()));
        }
    }

    fn approvals(&mut self, case: &RefundDetail) {
        let item = &case.item;
        self.section(&format!("Approvals  {} of {}", item.approvals_received, item.approvals_required));
        for approval in &item.approvals {
            let money = self.money(approval.approved_amount_cents);
            let facts = Facts::default()
                .with("By", format!("{}, {money}, {}", named(&approval.admin), self.look.time(approval.approved_at)))
                .with("Reason", &approval.reason);
            self.facts(&facts);
        }
    }

    fn decision(&mut self, case: &RefundDetail) {
        let approved = case.approved_at.zip(case.item.approved_amount_cents);
        if approved.is_none() && case.rejected_at.is_none() {
            return;
        }
        self.section("Decision");
        let approved = approved.map(|(at, cents)| format!("{}, {}", self.money(cents), self.look.time(at)));
        let by = case.rejected_by.as_ref().or(case.approved_by.as_ref());
        let facts = Facts::default()
            .maybe("Approved", approved)
            .maybe("Rejected", case.rejected_at.map(|at| self.look.time(at)))
            .maybe("By", by.map(named))
            .maybe("Reason", case.decision_reason.as_ref())
            .maybe("Offered", case.offer_alternative.map(|offer| offer.as_str().replace('_', " ")))
            .maybe("Paid back", case.processed_at.map(|at| self.look.time(at)))
            .maybe("Reference", case.transaction_id.as_ref())
            .maybe("Failed", case.failed_at.map(|at| self.look.time(at)))
            .maybe("Because", case.failure.as_ref().map(because));
        self.facts(&facts);
    }

    fn attempt(&mut self, attempt: &RefundAttempt) {
        let state = attempt.state.as_str().replace('_', " ");
        self.section(&format!(
            "Try {}  {state}, {} through {}",
            attempt.number,
            self.money(attempt.amount_cents),
            attempt.gateway
        ));
        let names: Vec<&str> = attempt.approved_by.iter().map(|admin| admin.name.as_str()).collect();
        let sent = attempt.last_sent_at.map(|at| format!("{} times, last {}", attempt.sends, self.look.time(at)));
        let facts = Facts::default()
            .with("Reference", &attempt.reference)
            .maybe("Approved", Some(names.join(", ")).filter(|names| !names.is_empty()))
            .maybe("Sent", sent)
            .maybe("Gateway's", attempt.transaction_id.as_ref())
            .maybe("Next", attempt.next_action_at.map(|at| format!("{} ({})", self.look.due(at), self.look.time(at))))
            .maybe("Ended", attempt.ended_at.map(|at| self.look.time(at)))
            .maybe("Because", attempt.failure.as_ref().map(because));
        self.facts(&facts);
    }

    fn timeline(&mut self, case: &RefundDetail) {
        self.section("Timeline");
        let columns = self.look.text_width() - INDENT - 18;
        for event in &case.timeline {
            let what = event.event.trim_start_matches("refund_").replace('_', " ");
            let details = event.details.to_string();
            let text = if details.is_empty() { what } else { format!("{what}: {details}") };
            let time = self.time(event.timestamp);
            for (i, line) in wrap(&safe(&text), columns).iter().enumerate() {
                self.lines.push(format!("  {:16}  {line}", if i == 0 { &time } else { "" }));
            }
        }
    }

    fn time(&self, moment: Timestamp) -> String {
        self.look.time(moment)
    }

    fn money(&self, cents: i64) -> String {
        amount(cents, self.currency)
    }
}

fn named(admin: &AdminRef) -> String {
    format!("{} ({})", admin.name, admin.email)
}

fn because(failure: &RefundFailure) -> String {
    format!("{} ({})", failure.message, failure.code)
}
