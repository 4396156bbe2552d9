//! One case, whole, readable at 80 columns.

use super::rows::claimed;
use crate::{
    cli::look::{Facts, Look, safe, wrap, yes},
    domain::{evidence::Evidence, time::Timestamp, untrusted::Untrusted},
    operations::takedowns::{
        ReviewInCase, ReviewerDetail, TakedownAnalysis, TakedownBooking, TakedownDetail, VendorInCase,
    },
};

const INDENT: usize = 2;

/// The case as text that ends in a line break.
pub(super) fn text(case: &TakedownDetail, look: &Look) -> String {
    let mut page = Page { look, lines: Vec::new() };
    page.head(case);
    page.review(&case.review);
    page.evidence(&case.evidence);
    page.reviewer(&case.review.reviewer, case.review.booking.as_ref());
    page.vendor(&case.vendor);
    page.analysis(&case.internal_analysis);
    page.resolution(case);
    page.timeline(case);
    page.lines.join("\n") + "\n"
}

struct Page<'a> {
    look: &'a Look,
    lines: Vec<String>,
}

impl Page<'_> {
    fn section(&mut self, title: &str) {
        self.lines.push(String::new());
        self.lines.push(self.look.heading(title));
    }

    fn facts(&mut self, facts: &Facts) {
        self.lines.extend(facts.lines(INDENT, self.look.text_width()));
    }

    /// Running text of a stranger, its own line breaks kept.
    fn prose(&mut self, text: &Untrusted) {
        let columns = self.look.text_width() - INDENT - 2;
        let lines = wrap(&text.multiline(), columns);
        self.lines.extend(lines.iter().map(|line| format!("  │ {line}").trim_end().to_owned()));
    }

    fn head(&mut self, case: &TakedownDetail) {
        let title =
            format!("{}  {}, {} priority, {}", case.request_number, case.status, case.priority, case.reason_code);
        self.lines.push(self.look.heading(&safe(&title)));
        let due =
            case.resolved_at.is_none().then(|| format!("{} ({})", self.look.due(case.due_at), self.time(case.due_at)));
        let facts = Facts::default()
            .with("Filed", self.look.time(case.created_at))
            .maybe("Due", due)
            .maybe("Claim", case.claim.as_ref().map(|claim| claimed(claim, self.look)))
            .with("Id", case.id)
            .with("Version", case.version);
        self.facts(&facts);
        self.section("The vendor says");
        self.prose(&case.reason_description);
        if let Some(notes) = &case.vendor_notes {
            self.prose(notes);
        }
    }

    fn review(&mut self, review: &ReviewInCase) {
        let stars = format!("{}/5", review.rating);
        self.section(&format!("Review  {stars}, {}, {}", review.status, self.time(review.created_at)));
        if let Some(title) = &review.title {
            self.prose(title);
        }
        if let Some(body) = &review.body {
            self.prose(body);
        }
        let mut facts = Facts::default().with("Id", review.id);
        for entry in &review.moderation_history {
            facts = facts.with("Done", format!("{}: {} ({})", self.time(entry.timestamp), entry.action, entry.reason));
        }
        self.facts(&facts);
    }

    fn evidence(&mut self, pieces: &[Evidence]) {
        self.section(&format!("Evidence  {}", pieces.len()));
        for (i, piece) in pieces.iter().enumerate() {
            let kind = format!("{:?}", piece.kind).to_lowercase();
            let name = piece.filename.as_ref().map(ToString::to_string);
            self.lines.push(format!("  {}. {kind}{}", i + 1, name.map(|name| format!("  {name}")).unwrap_or_default()));
            let facts = Facts::default()
                .maybe("link", piece.url.as_ref())
                .maybe("shows", piece.description.as_ref())
                .maybe("says", piece.content.as_ref());
            self.lines.extend(facts.lines(INDENT + 3, self.look.text_width()));
        }
    }

    fn reviewer(&mut self, reviewer: &ReviewerDetail, booking: Option<&TakedownBooking>) {
        self.section("Reviewer");
        let flags: Vec<&str> = reviewer.risk_flags.iter().map(|flag| flag.as_str()).collect();
        let counts = format!("{} reviews, {} bookings", reviewer.total_reviews, reviewer.total_bookings);
        let booked = booking.map(|booking| self.booking(booking));
        let facts = Facts::default()
            .with("Name", &reviewer.name)
            .maybe("E-mail", reviewer.email.as_ref())
            .maybe("Phone", reviewer.phone.as_ref())
            .with("Account", format!("since {}; {counts}", self.time(reviewer.account_created_at)))
            .maybe("Trust", reviewer.trust_score.map(|score| format!("{score} of 100")))
            .maybe("Flags", Some(flags.join(", ")).filter(|flags| !flags.is_empty()))
            .with("Booking", booked.unwrap_or_else(|| "none".into()));
        self.facts(&facts);
    }

    fn booking(&self, booking: &TakedownBooking) -> String {
        let dispute = if booking.has_dispute { ", disputed" } else { "" };
        let number = &booking.booking_number;
        let when = self.time(booking.scheduled_at);
        format!("{number}, {}{dispute}, for {when}, payment {}", booking.status, booking.payment_status)
    }

    fn vendor(&mut self, vendor: &VendorInCase) {
        self.section("Vendor");
        let (all, accepted, rejected) =
            (vendor.total_takedown_requests, vendor.accepted_takedowns, vendor.rejected_takedowns);
        let facts = Facts::default()
            .with("Name", &vendor.display_name)
            .maybe("E-mail", vendor.email.as_ref())
            .maybe("Phone", vendor.phone.as_ref())
            .maybe("Rating", vendor.rating.map(|rating| format!("{rating:.1} of {} reviews", vendor.total_reviews)))
            .with("Takedowns", format!("{all} asked for: {accepted} accepted, {rejected} rejected"));
        self.facts(&facts);
    }

    fn analysis(&mut self, analysis: &TakedownAnalysis) {
        self.section("Analysis");
        let flags: Vec<&str> = analysis.user_behavior_flags.iter().map(|flag| flag.as_str()).collect();
        let tone = serde_json::to_value(analysis.sentiment_analysis).unwrap_or_default();
        let facts = Facts::default()
            .with("Tone", tone.as_str().unwrap_or_default().replace('_', " "))
            .with("Odd timing", yes(analysis.review_timing_suspicious))
            .with("Account", if flags.is_empty() { "nothing odd".to_owned() } else { flags.join(", ") })
            .with("Same reason", format!("{} other requests in 90 days", analysis.similar_complaints_against_vendor))
            .with("Near-copies", analysis.similar_reviews_by_user.len());
        self.facts(&facts);
        for copy in &analysis.similar_reviews_by_user {
            let alike = format!("{:.0} % alike, {}/5, {}", copy.similarity * 100.0, copy.rating, copy.vendor_name);
            self.lines.push(format!("    {}  {alike}", self.time(copy.created_at)));
        }
    }

    fn resolution(&mut self, case: &TakedownDetail) {
        let Some(resolution) = &case.resolution else { return };
        self.section("Decision");
        let action = resolution.action_taken.map(|action| format!(", {action}")).unwrap_or_default();
        let by = case.resolved_by.as_ref().map(|admin| format!("{} ({})", admin.name, admin.email));
        let facts = Facts::default()
            .with("Decided", format!("{}{action}, {}", resolution.decision, self.look.maybe_time(case.resolved_at)))
            .maybe("By", by)
            .maybe("Reason", resolution.reason.as_ref())
            .maybe("Notes", resolution.admin_notes.as_ref());
        self.facts(&facts);
    }

    fn timeline(&mut self, case: &TakedownDetail) {
        self.section("Timeline");
        let columns = self.look.text_width() - INDENT - 18;
        for event in &case.timeline {
            let lines = wrap(&event.details.to_string(), columns);
            let time = self.time(event.timestamp);
            for (i, line) in lines.iter().enumerate() {
                self.lines.push(format!("  {:16}  {line}", if i == 0 { &time } else { "" }));
            }
        }
    }

    fn time(&self, moment: Timestamp) -> String {
        self.look.time(moment)
    }
}
