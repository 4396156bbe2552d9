//! Takedown requests: vendors ask for about every hundredth review to go, mostly bad ones.

use csv::StringRecord;

use super::{
    evidence,
    random::{Draw, Stream},
    reviews::Review,
    row::Row,
    words,
    world::World,
};
use crate::{
    domain::{
        takedown::ReasonCode,
        time::{MINUTE, Timestamp},
    },
    import::table::Table,
};

/// A takedown request of one review.
pub(super) struct Takedown {
    reason: ReasonCode,
    at: Timestamp,
    /// When and how it ended; none while it is open.
    pub(super) resolved: Option<(Timestamp, Verdict)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Hidden,
    Removed,
    Rejected,
}

const REASONS: &[(u64, ReasonCode)] = &[
    (22, ReasonCode::FakeReview),
    (16, ReasonCode::Defamation),
    (12, ReasonCode::Abuse),
    (11, ReasonCode::OffTopic),
    (10, ReasonCode::CompetitorSabotage),
    (8, ReasonCode::Profanity),
    (6, ReasonCode::PersonalInfo),
    (5, ReasonCode::Spam),
    (4, ReasonCode::Extortion),
    (3, ReasonCode::Duplicate),
    (3, ReasonCode::Other),
];

impl Takedown {
    /// The request about the review of booking `index`, if there is one.
    pub(super) fn new(world: &World, index: u64, rating: u64, written: Timestamp) -> Option<Self> {
        let mut draw = world.draw(Stream::Takedown, index);
        let per_thousand = match rating {
            1 => 70,
            2 => 40,
            3 => 6,
            _ => 2,
        };
        if !draw.chance(per_thousand) {
            return None;
        }
        let at = written.plus(draw.between(20, 10 * 24 * 60) * MINUTE);
        let slow = if draw.chance(120) { 12 } else { 1 };
        let end = at.plus(slow * draw.between(60, 72 * 60) * MINUTE);
        let verdict = draw.weighted(&[(24, Verdict::Hidden), (18, Verdict::Removed), (58, Verdict::Rejected)]);
        let resolved = (end <= world.now && !draw.chance(30)).then_some((end, verdict));
        (at <= world.now).then(|| Self { reason: draw.weighted(REASONS), at, resolved })
    }
}

/// The takedown request about the review of one booking, if there is one.
pub(super) fn row(world: &World, index: u64) -> Option<StringRecord> {
    let (booking, review) = Review::of(world, index)?;
    let takedown = review.takedown?;
    let mut draw = world.draw(Stream::TakedownWords, index);
    let row = Row::new(Table::TakedownRequests)
        .put("id", world.id(Table::TakedownRequests, index))
        .put("review_id", world.id(Table::Reviews, index))
        .put("vendor_id", world.id(Table::Vendors, booking.vendor.number))
        .put("reason_code", takedown.reason.as_str())
        .put("reason_description", draw.pick(words::complaints(takedown.reason)))
        .put("vendor_notes", draw.chance(350).then(|| draw.pick(words::VENDOR_NOTES)))
        .put("evidence", draw.chance(550).then(|| evidence::one(takedown.at, &mut draw)))
        .put("created_at", takedown.at);
    Some(ending(row, &takedown, &mut draw).done())
}

fn ending(row: Row, takedown: &Takedown, draw: &mut Draw) -> Row {
    let Some((at, verdict)) = takedown.resolved else {
        return row.put("status", "open").blank(&["resolved_at", "decision", "action_taken", "resolution_reason"]);
    };
    let (status, decision, action, reasons) = match verdict {
        Verdict::Hidden => ("accepted", "accept", "hide", words::ACCEPTED),
        Verdict::Removed => ("accepted", "accept", "remove", words::ACCEPTED),
        Verdict::Rejected => ("rejected", "reject", "", words::REJECTED),
    };
    row.put("status", status)
        .put("resolved_at", at)
        .put("decision", decision)
        .put("action_taken", action)
        .put("resolution_reason", draw.pick(reasons))
}
