//! Changes of a booking: it is moved on or cancelled, and notes are taken.

use async_trait::async_trait;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{detail::cancellation, missing, refund::give_back, text, timeline};
use crate::{
    domain::{
        actor::Permission,
        booking::{BookingStatus, Party},
        id::BookingId,
        time::Timestamp,
    },
    error::{Error, Kind, Result},
    operations::bookings::{BookingUpdated, UpdateBooking},
    service::{
        access::Need,
        mutation::{About, Change, Context, Mutation},
        notices::{Recipient, tell},
    },
    store::bookings::{self, BookingRow, NewEvent},
};

/// A change that was asked for.
#[derive(Serialize)]
pub struct Asked {
    /// Of which booking.
    pub id: BookingId,
    /// Which change.
    pub request: UpdateBooking,
    /// The version the booking had then: whoever is overtaken meanwhile is told so. No part of the request.
    #[serde(skip)]
    pub seen: i64,
}

/// Moves a booking on, cancels it, or notes something.
pub struct Update;

#[async_trait]
impl Mutation for Update {
    const NAME: &'static str = "booking.update";
    const NEEDS: Need = Need::Permission(Permission::BookingsUpdate);
    const ENTITY: &'static str = "booking";
    type Request = Asked;
    type Answer = BookingUpdated;

    async fn run(cx: &mut Context<'_>, Asked { id, request, seen }: &Self::Request) -> Result<BookingUpdated> {
        if request.force_refund {
            cx.who.check(Need::Permission(Permission::RefundsApprove))?;
        }
        let before = bookings::lock(&mut cx.tx, *id).await?.ok_or_else(|| missing(id))?;
        cx.check_version(before.version)?;
        if before.version != *seen {
            return Err(Error::new(Kind::ConcurrentUpdate { current_status: before.status.to_string() }));
        }
        let after = changed(cx, &before, request)?;
        bookings::update(&mut cx.tx, &after, before.status).await?;
        note(cx, &before, &after, request).await?;
        settle_disputes(cx, &before, request).await?;
        audit(cx, &before, &after, request);
        if request.status == Some(BookingStatus::Cancelled) {
            give_back(cx, &after, request).await?;
        }
        if request.status.is_some() {
            notify(cx, &after, request);
        }
        answer(cx, *id).await
    }
}

/// The row as it is to be.
///
/// # Errors
/// `INVALID_STATUS_TRANSITION`
fn changed(cx: &Context<'_>, before: &BookingRow, request: &UpdateBooking) -> Result<BookingRow> {
    let mut after = BookingRow { updated_at: cx.now, ..before.clone() };
    if let Some(notes) = &request.admin_notes {
        after.admin_notes = Some(notes.clone()).filter(|notes| !notes.trim().is_empty());
    }
    let Some(status) = request.status else { return Ok(after) };
    if !before.status.may_become(status) {
        return Err(Error::new(Kind::InvalidStatusTransition {
            current_status: before.status,
            requested_status: status,
            allowed_transitions: before.status.moves().to_vec(),
        }));
    }
    after.status = status;
    match status {
        BookingStatus::Completed => after.completed_at = Some(cx.now),
        BookingStatus::Cancelled => {
            after.cancelled_at = Some(cx.now);
            after.cancelled_by = Some(cx.who.admin()?.id().to_string());
            after.cancellation_reason.clone_from(&request.cancellation_reason);
        }
        _ => {}
    }
    Ok(after)
}

/// What happened, for the timeline and the history of states. Where a booking that came from elsewhere stood before is
/// noted first, while that can still be read from it.
async fn note(cx: &mut Context<'_>, before: &BookingRow, after: &BookingRow, request: &UpdateBooking) -> Result<()> {
    let admin = cx.who.admin()?.id().0;
    let mut new = Vec::new();
    if request.status.is_some()
        && !bookings::events_of(&mut cx.tx, before.key).await?.iter().any(|e| e.status.is_some())
    {
        new.extend(timeline::brought(before).map(|(status, at, by)| brought(cx, before, status, at, &by)));
    }
    let by_admin = |id, event, status, details| NewEvent {
        id,
        event,
        status,
        actor: Party::Admin,
        admin_id: Some(admin),
        details,
        happened_at: cx.now,
    };
    if before.status == BookingStatus::Disputed && request.status.is_some() {
        let notes = request.admin_notes.clone().unwrap_or_else(|| format!("{} {}", before.number, after.status));
        new.push(by_admin(cx.id(), "dispute_resolved", None, notes));
    }
    if let Some(status) = request.status {
        let said = match status {
            BookingStatus::Cancelled => request.cancellation_reason.clone(),
            BookingStatus::Disputed => request.admin_notes.clone(),
            _ => None,
        };
        let details = said.unwrap_or_else(|| format!("{} {status}", before.number));
        new.push(by_admin(cx.id(), status.event(), Some(status), details));
    }
    if before.admin_notes != after.admin_notes {
        let details = after.admin_notes.clone().unwrap_or_else(|| "cleared".to_owned());
        new.push(by_admin(cx.id(), "admin_notes_updated", None, details));
    }
    for event in new {
        bookings::note(&mut cx.tx, before.key, event).await?;
    }
    Ok(())
}

fn brought(cx: &Context<'_>, before: &BookingRow, status: BookingStatus, at: Timestamp, by: &str) -> NewEvent {
    NewEvent {
        id: cx.id(),
        event: status.event(),
        status: Some(status),
        actor: Party::of_actor(by),
        admin_id: by.parse().ok(),
        details: format!("{} {status}", before.number),
        happened_at: at,
    }
}

/// A dispute begins with the move to it and ends with the move away from it.
async fn settle_disputes(cx: &mut Context<'_>, before: &BookingRow, request: &UpdateBooking) -> Result<()> {
    let Some(status) = request.status else { return Ok(()) };
    let (admin, now) = (cx.who.admin()?.id(), cx.now);
    if before.status == BookingStatus::Disputed {
        let notes = request.admin_notes.as_deref().or(request.cancellation_reason.as_deref());
        bookings::resolve_disputes(&mut cx.tx, before.key, notes, admin, now).await?;
    }
    if status == BookingStatus::Disputed {
        let (id, reason) = (cx.id(), request.admin_notes.clone().unwrap_or_default());
        bookings::open_dispute(&mut cx.tx, id, before.key, reason.trim(), now).await?;
    }
    Ok(())
}

fn audit(cx: &mut Context<'_>, before: &BookingRow, after: &BookingRow, request: &UpdateBooking) {
    let action = match request.status {
        None => "booking.note",
        Some(BookingStatus::Pending) => "booking.update",
        Some(BookingStatus::Confirmed) => "booking.confirm",
        Some(BookingStatus::InProgress) => "booking.start",
        Some(BookingStatus::Completed) => "booking.complete",
        Some(BookingStatus::Cancelled) => "booking.cancel",
        Some(BookingStatus::Disputed) => "booking.dispute",
    };
    let shown = |row: &BookingRow| -> Json { json!({"status": row.status, "admin_notes": row.admin_notes}) };
    let mut is = shown(after);
    if request.force_refund {
        is["force_refund"] = true.into();
    }
    let reason = request.cancellation_reason.clone();
    let change = Change { entity_id: before.id.to_string(), before: Some(shown(before)), after: Some(is), reason };
    cx.audit_as(action, "booking", change);
    let (version, number) = (Some(before.version + 1), Some(before.number.clone()));
    cx.event("booking.updated", before.id.0, &About { version, number, status: Some(after.status.as_str()) });
}

/// Tells the customer and the vendor where the booking stands now.
fn notify(cx: &mut Context<'_>, row: &BookingRow, request: &UpdateBooking) {
    let (template, what, says) = match &row.cancellation_reason {
        Some(reason) if row.status == BookingStatus::Cancelled => ("booking_cancelled", "reason", reason.as_str()),
        _ => ("booking_moved", "status", row.status.as_str()),
    };
    let vendor_name = row.display_name.as_ref().unwrap_or(&row.vendor_name);
    let to_user = Recipient { kind: "user", id: row.user_id, has_address: row.user_email.is_some() };
    let to_vendor = Recipient { kind: "vendor", id: row.vendor_id, has_address: row.vendor_email.is_some() };
    let told = [
        (request.notify_user, to_user, &row.user_name, vendor_name),
        (request.notify_vendor, to_vendor, vendor_name, &row.user_name),
    ];
    for (_, to, name, other_name) in told.into_iter().filter(|(wanted, ..)| *wanted) {
        let data = json!({
            "booking_number": row.number,
            "name": name,
            "other_name": other_name,
            "service_name": row.service_name,
            "scheduled_at": row.scheduled_at,
            what: says,
        });
        tell(cx, to, template, &data, ("booking", row.id.0));
    }
}

async fn answer(cx: &mut Context<'_>, id: BookingId) -> Result<BookingUpdated> {
    let row = bookings::by_id(&mut cx.tx, id).await?.ok_or_else(|| missing(id))?;
    let refunds = bookings::refunds_of(&mut cx.tx, row.key).await?;
    Ok(BookingUpdated {
        id: row.id.0,
        cancellation: cancellation(&row, &refunds),
        booking_number: row.number,
        status: row.status,
        admin_notes: text(row.admin_notes),
        updated_at: row.updated_at,
        updated_by: cx.who.admin()?.id().0,
        version: row.version,
        dry_run: None,
    })
}
