//! What happened to a booking: what this program noted, and what rows that came from elsewhere still tell.

use crate::{
    domain::{
        booking::{BookingStatus, Party},
        money::Money,
        payment::PaymentStatus,
        refund::RefundStatus,
        time::Timestamp,
        untrusted::Untrusted,
    },
    error::Result,
    operations::bookings::{BookingStatusChange, BookingTimelineEvent},
    store::{
        Tx,
        bookings::{BookingPaymentRow, BookingRefundRow, BookingReviewRow, BookingRow, DisputeRow, EventRow},
        outbox, takedowns,
    },
};

/// What belongs to the booking.
pub struct Beside<'a> {
    pub payments: &'a [BookingPaymentRow],
    pub refunds: &'a [BookingRefundRow],
    pub disputes: &'a [DisputeRow],
    pub review: Option<&'a BookingReviewRow>,
}

/// How a booking that came from elsewhere came to stand where it does: when, and through whom. Nothing is known of one
/// that stands where it began.
pub fn brought(row: &BookingRow) -> Option<(BookingStatus, Timestamp, String)> {
    let by = |at: Option<Timestamp>, who: Option<&String>| {
        Some((row.status, at.unwrap_or(row.updated_at), who.map_or_else(|| "system".to_owned(), Clone::clone)))
    };
    match row.status {
        BookingStatus::Pending => None,
        BookingStatus::Completed => by(row.completed_at, None),
        BookingStatus::Cancelled => by(row.cancelled_at, row.cancelled_by.as_ref()),
        BookingStatus::Confirmed | BookingStatus::InProgress | BookingStatus::Disputed => by(None, None),
    }
}

/// Where a booking stood, oldest first; the last is where it stands.
pub fn history(row: &BookingRow, events: &[EventRow]) -> Vec<BookingStatusChange> {
    let change = |status, changed_at, changed_by| BookingStatusChange { status, changed_at, changed_by };
    let mut history = vec![change(BookingStatus::Pending, row.created_at, "user".to_owned())];
    history.extend(events.iter().filter_map(|event| {
        let by = event.admin_id.map_or_else(|| event.actor.to_string(), |id| id.to_string());
        event.status.map(|status| change(status, event.happened_at, by))
    }));
    if history.len() == 1 {
        history.extend(brought(row).map(|(status, at, by)| change(status, at, by)));
    }
    history
}

struct Line(Vec<BookingTimelineEvent>);

impl Line {
    fn add(&mut self, event: &str, timestamp: Timestamp, actor: Party, details: impl Into<Untrusted>) {
        self.0.push(BookingTimelineEvent { event: event.into(), timestamp, actor, details: details.into() });
    }
}

/// What happened, oldest first.
pub async fn timeline(
    tx: &mut Tx,
    row: &BookingRow,
    events: &[EventRow],
    beside: &Beside<'_>,
) -> Result<Vec<BookingTimelineEvent>> {
    let mut line = Line(Vec::new());
    line.add("booking_created", row.created_at, Party::User, format!("{} booked", row.number));
    beside.payments.iter().for_each(|payment| paid(&mut line, payment));
    changes(&mut line, row, events, beside.disputes);
    beside.refunds.iter().for_each(|refund| refunded(&mut line, refund));
    if let Some(review) = beside.review {
        line.add("review_posted", review.created_at, Party::User, format!("{} of 5 stars", review.rating));
        for entry in takedowns::moderation(tx, review.key).await? {
            let event = match entry.action.as_str() {
                "hide" => "review_hidden",
                "remove" => "review_removed",
                _ => "review_restored",
            };
            line.add(event, entry.happened_at, Party::Admin, entry.reason);
        }
    }
    for (recipient, channel, at) in outbox::failed_for(tx, row.id.0).await? {
        line.add("notification_failed", at, Party::System, format!("{channel} to the {recipient}"));
    }
    let mut events = line.0;
    // Moments that fall together stay in the order in which they were added.
    events.sort_by_key(|event| event.timestamp);
    Ok(events)
}

fn paid(line: &mut Line, payment: &BookingPaymentRow) {
    let amount = Money::new(payment.amount_cents, payment.currency);
    match payment.status {
        PaymentStatus::Succeeded => {
            let at = payment.paid_at.unwrap_or(payment.created_at);
            line.add("payment_completed", at, Party::User, format!("{amount} by {}", payment.method));
        }
        PaymentStatus::Failed => {
            line.add("payment_failed", payment.created_at, Party::User, format!("{amount} by {}", payment.method));
        }
        PaymentStatus::Pending => {}
    }
}

/// What this program noted; of what came before it, what the rows tell.
fn changes(line: &mut Line, row: &BookingRow, events: &[EventRow], disputes: &[DisputeRow]) {
    if !events.iter().any(|event| event.status.is_some())
        && let Some((status, at, by)) = brought(row)
        && status != BookingStatus::Disputed
    {
        let details = row.cancellation_reason.clone().filter(|_| status == BookingStatus::Cancelled);
        line.add(
            status.event(),
            at,
            Party::of_actor(&by),
            details.unwrap_or_else(|| format!("{} {status}", row.number)),
        );
    }
    for event in events {
        line.add(&event.event, event.happened_at, event.actor, event.details.clone());
    }
    let noted = |name: &str, at: Timestamp| events.iter().any(|event| event.event == name && event.happened_at == at);
    for dispute in disputes {
        if !noted("booking_disputed", dispute.created_at) {
            line.add("booking_disputed", dispute.created_at, dispute.raised_by, dispute.reason.clone());
        }
        if let Some(at) = dispute.resolved_at.filter(|at| !noted("dispute_resolved", *at)) {
            let notes = dispute.resolution_notes.clone().unwrap_or_default();
            line.add("dispute_resolved", at, Party::Admin, notes);
        }
    }
}

fn refunded(line: &mut Line, refund: &BookingRefundRow) {
    let what = format!("{}, {}", refund.number, Money::new(refund.requested_amount_cents, refund.currency));
    line.add("refund_requested", refund.requested_at, refund.requested_by, what.clone());
    let steps = [
        ("refund_approved", refund.approved_at, Party::Admin),
        ("refund_rejected", refund.rejected_at, Party::Admin),
        ("refund_processed", refund.processed_at, Party::System),
        ("refund_failed", refund.failed_at.filter(|_| refund.status == RefundStatus::Failed), Party::System),
    ];
    for (event, at, actor) in steps {
        if let Some(at) = at {
            line.add(event, at, actor, what.clone());
        }
    }
}
