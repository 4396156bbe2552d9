//! One case with all that bears on it: both parties, the booking, what the program has to say, the timeline.

use super::{Names, evidence, text};
use crate::{
    domain::{
        actor::{Permission, Permissions},
        booking::Paid,
        privacy::{mask_email, mask_phone},
        sentiment::Sentiment,
        similarity::{is_near_copy, similarity},
        takedown::{Account, AccountFlag, ReviewStatus, account_flags, timing_is_suspicious},
        time::Timestamp,
        untrusted::Untrusted,
    },
    error::Result,
    operations::takedowns::{
        ModerationEntry, ReviewInCase, ReviewerDetail, SimilarReview, TakedownAnalysis, TakedownBooking,
        TakedownDetail, TakedownResolution, TakedownTimelineEvent, VendorInCase,
    },
    store::{
        Tx, outbox,
        takedowns::{self, BookingRow, ModerationRow, OtherReviewRow, TakedownRow},
    },
};

/// The whole case of a request, as whoever holds `permissions` may see it.
pub async fn detail(tx: &mut Tx, row: TakedownRow, permissions: Permissions, now: Timestamp) -> Result<TakedownDetail> {
    let names = Names::of(tx, std::slice::from_ref(&row)).await?;
    let booking = match row.booking_key {
        Some(key) => takedowns::booking(tx, key).await?,
        None => None,
    };
    let moderation = takedowns::moderation(tx, row.review_key).await?;
    let account = Account {
        created_at: row.user_created_at,
        bookings: row.user_bookings,
        reviews: row.user_reviews,
        taken_down: takedowns::taken_down(tx, row.user_key).await?,
    };
    let flags = account_flags(account, row.review_created_at);
    let internal_analysis = analysis(tx, &row, booking.as_ref(), flags.clone()).await?;
    let timeline = timeline(tx, &row, booking.as_ref(), &moderation).await?;
    let vendor = vendor(tx, &row).await?;
    let resolution = resolution(&row);
    Ok(TakedownDetail {
        claim: names.claim(&row, now),
        resolved_by: row.resolved_by.and_then(|id| names.reference(id)),
        review: review(&row, flags, booking, moderation, permissions),
        evidence: evidence(row.evidence.as_deref())?,
        vendor,
        id: row.id.0,
        request_number: row.number,
        status: row.status,
        reason_code: row.reason_code,
        reason_description: row.reason_description.into(),
        vendor_notes: text(row.vendor_notes),
        priority: row.priority,
        created_at: row.created_at,
        updated_at: row.updated_at,
        due_at: row.due_at,
        resolved_at: row.resolved_at,
        resolution,
        admin_notes: text(row.admin_notes),
        internal_analysis,
        timeline,
        version: row.version,
    })
}

/// How a decided request was decided; also right after the decision.
pub fn resolution(row: &TakedownRow) -> Option<TakedownResolution> {
    Some(TakedownResolution {
        decision: row.decision?,
        action_taken: row.action_taken,
        reason: text(row.resolution_reason.clone()),
        admin_notes: text(row.admin_notes.clone()),
        review_status_after: row.review_status_after.unwrap_or(row.review_status),
        vendor_notified: row.vendor_notified,
        reviewer_notified: row.reviewer_notified,
    })
}

async fn vendor(tx: &mut Tx, row: &TakedownRow) -> Result<VendorInCase> {
    let (all, accepted, rejected) = takedowns::of_vendor(tx, row.vendor_key).await?;
    Ok(VendorInCase {
        id: row.vendor_id.0,
        name: row.vendor_name.as_str().into(),
        display_name: row.display_name.as_deref().unwrap_or(&row.vendor_name).into(),
        email: text(row.vendor_email.clone()),
        phone: text(row.vendor_phone.clone()),
        logo: row.logo.clone(),
        rating: row.vendor_rating,
        total_reviews: row.vendor_reviews,
        total_takedown_requests: all,
        accepted_takedowns: accepted,
        rejected_takedowns: rejected,
    })
}

fn review(
    row: &TakedownRow,
    risk_flags: Vec<AccountFlag>,
    booking: Option<BookingRow>,
    moderation: Vec<ModerationRow>,
    permissions: Permissions,
) -> ReviewInCase {
    ReviewInCase {
        id: row.review_id.0,
        rating: row.rating,
        title: text(row.title.clone()),
        body: text(row.body.clone()),
        status: row.review_status,
        created_at: row.review_created_at,
        updated_at: row.review_updated_at,
        reviewer: reviewer(row, risk_flags, permissions),
        booking: booking.map(booked),
        moderation_history: moderation.into_iter().map(moderated).collect(),
    }
}

fn reviewer(row: &TakedownRow, risk_flags: Vec<AccountFlag>, permissions: Permissions) -> ReviewerDetail {
    let whole = permissions.allows(Permission::UsersViewPii);
    let shown = |value: Option<&String>, mask: fn(&str) -> String| {
        value.map(|value| Untrusted::from(if whole { value.clone() } else { mask(value) }))
    };
    ReviewerDetail {
        id: row.user_id.0,
        name: row.user_name.as_str().into(),
        email: shown(row.user_email.as_ref(), mask_email),
        phone: shown(row.user_phone.as_ref(), mask_phone),
        profile_image: row.profile_image.clone(),
        account_created_at: row.user_created_at,
        total_reviews: row.user_reviews,
        total_bookings: row.user_bookings,
        trust_score: row.trust_score,
        risk_flags,
    }
}

/// What was done to a review, as it is shown.
pub fn moderated(row: ModerationRow) -> ModerationEntry {
    ModerationEntry {
        action: row.action,
        reason: row.reason,
        admin_id: row.admin_id,
        request_id: row.request_id,
        timestamp: row.happened_at,
    }
}

/// The booking that a review is about, as it is shown.
pub fn booked(row: BookingRow) -> TakedownBooking {
    let paid = Paid {
        paid: row.paid_cents,
        refunded: row.refunded_cents,
        failed: row.failed_payments,
        pending: row.pending_payments,
    };
    TakedownBooking {
        id: row.id,
        booking_number: row.number,
        status: row.status,
        scheduled_at: row.scheduled_at,
        completed_at: row.completed_at,
        amount_cents: row.total_amount_cents,
        payment_status: paid.standing().to_string(),
        has_dispute: row.disputes > 0,
    }
}

fn whole_text(title: Option<&str>, body: Option<&str>) -> String {
    [title, body].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

async fn analysis(
    tx: &mut Tx,
    row: &TakedownRow,
    booking: Option<&BookingRow>,
    flags: Vec<AccountFlag>,
) -> Result<TakedownAnalysis> {
    let said = whole_text(row.title.as_deref(), row.body.as_deref());
    let others = takedowns::other_reviews(tx, row.user_key, row.review_key).await?;
    let complaints =
        takedowns::similar_complaints(tx, row.vendor_key, row.reason_code, row.key, row.created_at).await?;
    let ended = booking.and_then(|booking| booking.completed_at);
    Ok(TakedownAnalysis {
        similar_reviews_by_user: near_copies(&said, others),
        similar_complaints_against_vendor: complaints,
        user_behavior_flags: flags,
        review_timing_suspicious: timing_is_suspicious(row.review_created_at, row.user_created_at, ended),
        sentiment_analysis: Sentiment::of(&said),
    })
}

fn near_copies(said: &str, others: Vec<OtherReviewRow>) -> Vec<SimilarReview> {
    let measure = |other: OtherReviewRow| {
        let text = whole_text(other.title.as_deref(), other.body.as_deref());
        is_near_copy(said, &text).then(|| SimilarReview {
            review_id: other.id,
            vendor_id: other.vendor_id,
            vendor_name: other.vendor_name.into(),
            rating: other.rating,
            similarity: (similarity(said, &text) * 1000.0).round() / 1000.0,
            created_at: other.created_at,
        })
    };
    let mut copies: Vec<SimilarReview> = others.into_iter().filter_map(measure).collect();
    copies.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(b.created_at.cmp(&a.created_at)));
    copies
}

async fn timeline(
    tx: &mut Tx,
    row: &TakedownRow,
    booking: Option<&BookingRow>,
    moderation: &[ModerationRow],
) -> Result<Vec<TakedownTimelineEvent>> {
    let mut events = Vec::new();
    let mut add = |event: &str, timestamp, actor: &str, details: String| {
        let (event, actor, details) = (event.to_owned(), Some(actor.to_owned()), details.into());
        events.push(TakedownTimelineEvent { event, timestamp, actor, details });
    };
    if let Some(booking) = booking {
        add("booking_created", booking.created_at, "user", format!("{} booked", booking.number));
        if let Some(at) = booking.completed_at {
            add("booking_completed", at, "vendor", format!("{} completed", booking.number));
        }
        if let Some(at) = booking.cancelled_at {
            add("booking_cancelled", at, "system", format!("{} cancelled", booking.number));
        }
    }
    add("review_posted", row.review_created_at, "user", format!("{} of 5 stars", row.rating));
    add("takedown_requested", row.created_at, "vendor", format!("{}: {}", row.reason_code, row.reason_description));
    for (_, reason, at) in takedowns::takeovers(tx, row.key).await? {
        add("takedown_taken_over", at, "admin", reason);
    }
    if let (Some(at), Some(decision)) = (row.resolved_at, row.decision) {
        let event = format!("takedown_{decision}ed");
        add(&event, at, "admin", row.resolution_reason.clone().unwrap_or_default());
    }
    for entry in moderation {
        let event = match entry.action.as_str() {
            "hide" => "review_hidden",
            "remove" => "review_removed",
            _ => "review_restored",
        };
        add(event, entry.happened_at, "admin", entry.reason.clone());
    }
    for (recipient, channel, at) in outbox::failed_for(tx, row.id.0).await? {
        add("notification_failed", at, "system", format!("{channel} to the {recipient}"));
    }
    // Moments that fall together stay in the order in which they were added.
    events.sort_by_key(|event| event.timestamp);
    Ok(events)
}

/// Whether people can still read a review.
pub const fn remains_visible(status: ReviewStatus) -> bool {
    matches!(status, ReviewStatus::Published)
}
