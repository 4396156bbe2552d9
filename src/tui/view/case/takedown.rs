//! A takedown request: the review, who wrote it, who asks, what the program has to say.

use super::{Doc, evidence};
use crate::{
    domain::takedown::TakedownStatus,
    operations::takedowns::{
        ReviewInCase, ReviewerDetail, TakedownAnalysis, TakedownBooking, TakedownClaim, TakedownDetail, VendorInCase,
    },
    tui::{
        model::{Model, outbox::Stage},
        theme::Role,
        view::words::{count, countdown, due, spaced, time},
        widgets::text::{dim, piece, plain},
    },
};

/// The whole case.
pub fn write(model: &Model, case: &TakedownDetail, doc: &mut Doc) {
    head(model, case, doc);
    doc.heading("The vendor says", &spaced(case.reason_code.as_str()));
    doc.prose(case.reason_description.raw());
    if let Some(notes) = &case.vendor_notes {
        doc.prose(notes.raw());
    }
    review(model, &case.review, doc);
    evidence(model, &case.evidence, doc);
    analysis(model, &case.internal_analysis, doc);
    reviewer(model, &case.review.reviewer, case.review.booking.as_ref(), doc);
    vendor(&case.vendor, doc);
    resolution(model, case, doc);
    doc.heading("Timeline", "");
    for event in &case.timeline {
        doc.event(&time(model, event.timestamp), event.details.raw());
    }
}

fn head(model: &Model, case: &TakedownDetail, doc: &mut Doc) {
    if let Some((text, until)) = &model.takedowns.gone {
        let left = countdown(until.since(model.now));
        doc.note(Role::Bad, &format!("{text} On to the next in {left}."));
    }
    let (when, role) = due(model, case.due_at);
    let mut line =
        vec![piece(Role::Strong, format!(" {} ", case.status)), plain(format!(" {} priority ", case.priority))];
    if case.status == TakedownStatus::Open {
        line.push(piece(role, format!(" {when} ")));
        line.push(dim(format!("(by {})", time(model, case.due_at))));
    }
    doc.line(line);
    if let Some(pending) = model.outbox.decides(case.id) {
        let how = if matches!(pending.stage, Stage::Held(_)) { "held back" } else { "on its way" };
        doc.line(vec![piece(
            Role::Warn,
            format!(" Your decision, {}, is {how}.", pending.decision.verdict.decision()),
        )]);
    } else if let Some(claim) = &case.claim {
        lease(model, claim, doc);
    } else if case.status == TakedownStatus::Open {
        doc.line(vec![dim(" Nobody's; c claims it.")]);
    }
}

/// Whose the case is, and for how long.
fn lease(model: &Model, claim: &TakedownClaim, doc: &mut Doc) {
    let left = claim.until.since(model.now);
    let mine = model.me.value.as_ref().is_some_and(|me| me.user.id == claim.claimed_by.id);
    let taken = claim.takeover.as_ref().map(|taken| format!(", taken over from {}: {}", taken.from.name, taken.reason));
    let taken = taken.unwrap_or_default();
    match (mine, left > 0) {
        (_, false) => doc.note(Role::Dim, "A claim on it has run out; c claims it."),
        (true, _) => doc.note(Role::Good, &format!("Yours for {}{taken}", countdown(left))),
        (false, _) => {
            let (who, left) = (&claim.claimed_by.name, countdown(left));
            doc.note(Role::Warn, &format!("{who} is at work on it for {left} more{taken}; c takes it over"));
        }
    }
}

fn review(model: &Model, review: &ReviewInCase, doc: &mut Doc) {
    let stars = format!("{} of 5 stars, {}, {}", review.rating, review.status, time(model, review.created_at));
    doc.heading("Review", &stars);
    if let Some(title) = &review.title {
        doc.prose(title.raw());
    }
    if let Some(body) = &review.body {
        doc.prose(body.raw());
    }
    for entry in &review.moderation_history {
        doc.fact("before", format!("{}: {} ({})", time(model, entry.timestamp), entry.action, entry.reason));
    }
}

fn analysis(model: &Model, analysis: &TakedownAnalysis, doc: &mut Doc) {
    doc.heading("Analysis", "");
    let tone = serde_json::to_value(analysis.sentiment_analysis).unwrap_or_default();
    doc.fact("tone", spaced(tone.as_str().unwrap_or_default()));
    if analysis.review_timing_suspicious {
        doc.fact_in(Role::Warn, "timing", "the moment of the review is odd");
    }
    let flags: Vec<String> = analysis.user_behavior_flags.iter().map(|flag| spaced(flag.as_str())).collect();
    if !flags.is_empty() {
        doc.fact_in(Role::Warn, "account", flags.join(", "));
    }
    let same = analysis.similar_complaints_against_vendor;
    doc.fact("vendor", format!("{} with this reason in 90 days", count(same, "other request", "other requests")));
    for copy in &analysis.similar_reviews_by_user {
        let alike = format!(
            "{:.0} % alike, {}/5, {}, {}",
            copy.similarity * 100.0,
            copy.rating,
            time(model, copy.created_at),
            copy.vendor_name
        );
        doc.fact_in(Role::Warn, "near-copy", alike);
    }
}

fn reviewer(model: &Model, reviewer: &ReviewerDetail, booking: Option<&TakedownBooking>, doc: &mut Doc) {
    doc.heading("Reviewer", "");
    doc.fact("name", &reviewer.name);
    doc.maybe("e-mail", reviewer.email.as_ref());
    doc.maybe("phone", reviewer.phone.as_ref());
    let since = time(model, reviewer.account_created_at);
    let (reviews, bookings) =
        (count(reviewer.total_reviews, "review", "reviews"), count(reviewer.total_bookings, "booking", "bookings"));
    doc.fact("account", format!("since {since}; {reviews}, {bookings}"));
    doc.maybe("trust", reviewer.trust_score.map(|score| format!("{score} of 100")));
    let booked = booking.map_or_else(
        || "none".to_owned(),
        |booking| {
            let dispute = if booking.has_dispute { ", disputed" } else { "" };
            let when = time(model, booking.scheduled_at);
            format!(
                "{}, {}{dispute}, for {when}, payment {}",
                booking.booking_number, booking.status, booking.payment_status
            )
        },
    );
    doc.fact("booking", booked);
}

fn vendor(vendor: &VendorInCase, doc: &mut Doc) {
    doc.heading("Vendor", "");
    doc.fact("name", &vendor.display_name);
    doc.maybe("e-mail", vendor.email.as_ref());
    doc.maybe("phone", vendor.phone.as_ref());
    doc.maybe("rating", vendor.rating.map(|rating| format!("{rating:.1} of {} reviews", vendor.total_reviews)));
    let (all, accepted, rejected) =
        (vendor.total_takedown_requests, vendor.accepted_takedowns, vendor.rejected_takedowns);
    doc.fact("requests", format!("{all}: {accepted} accepted, {rejected} rejected"));
}

fn resolution(model: &Model, case: &TakedownDetail, doc: &mut Doc) {
    let Some(resolution) = &case.resolution else { return };
    let when = case.resolved_at.map(|at| time(model, at)).unwrap_or_default();
    doc.heading("Decision", &when);
    let action = resolution.action_taken.map(|action| format!(", {action}")).unwrap_or_default();
    doc.fact("decided", format!("{}{action}", resolution.decision));
    doc.maybe("by", case.resolved_by.as_ref().map(|admin| format!("{} ({})", admin.name, admin.email)));
    if let Some(reason) = &resolution.reason {
        doc.prose(reason.raw());
    }
    doc.maybe("notes", resolution.admin_notes.as_ref());
}
