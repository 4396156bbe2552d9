//! Answers find their place by what they are about, and are dropped where nobody waits for their ticket any more.

use super::{bookings, loads, outbox, refunds, takedowns, time::HEAL};
use crate::{
    domain::{actor::Permission, time::SECOND},
    error::{Error, Kind},
    operations::Page,
    tui::{
        effect::{Effect, Of, Reply},
        model::{
            Model,
            listing::{Entry, Listing},
            slot::Ticket,
            tabs::{Case, Tab},
        },
        theme::Role,
    },
};

type Answered = Result<Reply, Error>;

/// Takes an answer.
pub fn take(model: &mut Model, ticket: Ticket, of: Of, result: Answered) -> Vec<Effect> {
    note_link(model, &result);
    match of {
        Of::Me => me(model, ticket, result),
        Of::List(tab) => list(model, ticket, tab, false, result),
        Of::More(tab) => list(model, ticket, tab, true, result),
        Of::Takedown(_) | Of::Peek(_) | Of::Ahead | Of::Claim(_) | Of::Release(_) => {
            takedowns::answered(model, ticket, of, result)
        }
        Of::Resolve(number) => outbox::answered(model, number, result),
        Of::Refund(id) => {
            let now = model.now;
            case(&mut model.refunds.case, id, ticket, now, result.map(refund_of));
            Vec::new()
        }
        Of::Booking(id) => {
            let now = model.now;
            case(&mut model.bookings.case, id, ticket, now, result.map(booking_of));
            Vec::new()
        }
        Of::Job(id) => {
            let now = model.now;
            let job = result.map(|reply| if let Reply::Job(job) = reply { Some(*job) } else { None });
            case(&mut model.jobs.case, id, ticket, now, job);
            Vec::new()
        }
        Of::Decide(_) | Of::Revoke(_) | Of::Change(_) | Of::CancelJob(_) => refunds::changed(model, ticket, of, result),
        Of::Reconciliation
        | Of::Verify
        | Of::CountTakedowns
        | Of::FirstDue
        | Of::CountRefunds
        | Of::CountBookings(_)
        | Of::BookingFigures
        | Of::RevenueFigures
        | Of::Health => fact(model, ticket, of, result),
    }
}

/// Whether what is worked on is out of reach, is heard from any question.
fn note_link(model: &mut Model, result: &Answered) {
    match result {
        Err(error) if matches!(error.kind, Kind::Unreachable { .. } | Kind::Maintenance | Kind::Busy) => {
            model.link.why.clone_from(&error.message);
            model.link.lost.get_or_insert(model.now);
            model.next_refresh = model.now.plus(HEAL);
        }
        Err(Error { kind: Kind::RateLimitExceeded { retry_after_seconds }, .. }) => {
            model.next_refresh = model.now.plus((*retry_after_seconds).max(1) * SECOND);
        }
        _ => {
            if model.link.lost.take().is_some() {
                model.say(Role::Good, "The connection is back.");
                model.next_refresh = model.now;
            }
        }
    }
}

/// Who acts decides what is looked at first.
fn me(model: &mut Model, ticket: Ticket, result: Answered) -> Vec<Effect> {
    if !model.me.takes(ticket) {
        return Vec::new();
    }
    let first = model.me.value.is_none();
    let now = model.now;
    model.me.fill(result.and_then(|reply| if let Reply::Me(me) = reply { Ok(me) } else { Err(mixed_up()) }), now);
    if model.me.value.is_none() || !first {
        return Vec::new();
    }
    model.tab = match () {
        () if model.may(Permission::ReviewsModerate) => Tab::Takedowns,
        () if model.may(Permission::RefundsList) => Tab::Refunds,
        () if model.may(Permission::BookingsList) => Tab::Bookings,
        () => Tab::Overview,
    };
    loads::refresh(model, false)
}

/// An answer of another kind than was asked for: never, and still no reason to fall.
pub fn mixed_up() -> Error {
    Error::internal("an answer is of another kind than its question")
}

fn list(model: &mut Model, ticket: Ticket, tab: Tab, more: bool, result: Answered) -> Vec<Effect> {
    let now = model.now;
    let taken = match tab {
        Tab::Takedowns => {
            let page = result.and_then(|r| if let Reply::Takedowns(page) = r { Ok(page) } else { Err(mixed_up()) });
            rows(&mut model.takedowns.list, ticket, more, page, now)
        }
        Tab::Refunds => {
            let page = result.and_then(|r| if let Reply::Refunds(page) = r { Ok(page) } else { Err(mixed_up()) });
            rows(&mut model.refunds.list, ticket, more, page, now)
        }
        Tab::Bookings => {
            let page = result.and_then(|r| if let Reply::Bookings(page) = r { Ok(page) } else { Err(mixed_up()) });
            rows(&mut model.bookings.list, ticket, more, page, now)
        }
        Tab::Jobs => {
            let page = result.and_then(|r| if let Reply::Jobs(page) = r { Ok(page) } else { Err(mixed_up()) });
            rows(&mut model.jobs.list, ticket, more, page, now)
        }
        Tab::Audit => {
            let page = result.and_then(|r| if let Reply::Audit(page) = r { Ok(page) } else { Err(mixed_up()) });
            rows(&mut model.audit.list, ticket, more, page, now)
        }
        _ => {
            let page = result.and_then(|r| if let Reply::Sessions(page) = r { Ok(page) } else { Err(mixed_up()) });
            rows(&mut model.system.sessions, ticket, more, page, now)
        }
    };
    if !taken {
        return Vec::new();
    }
    if tab == Tab::Takedowns && !more {
        takedowns::list_changed(model);
    }
    loads::follow(model)
}

fn rows<T: Entry, S>(
    list: &mut Listing<T, S>,
    ticket: Ticket,
    more: bool,
    page: Result<Page<T, S>, Error>,
    now: crate::domain::time::Timestamp,
) -> bool {
    let slot = if more { &mut list.more } else { &mut list.head };
    if !slot.takes(ticket) {
        return false;
    }
    slot.fill(page.as_ref().map(|_| ()).map_err(Clone::clone), now);
    match page {
        Ok(page) if more => list.take_more(page),
        Ok(page) => list.take_head(page),
        Err(_) => {}
    }
    true
}

fn refund_of(reply: Reply) -> Option<crate::operations::refunds::RefundDetail> {
    if let Reply::Refund(refund) = reply { Some(*refund) } else { None }
}

fn booking_of(reply: Reply) -> Option<crate::operations::bookings::BookingDetail> {
    if let Reply::Booking(booking) = reply { Some(*booking) } else { None }
}

/// Takes a case, if it is the one that is waited for.
pub fn case<T: Clone>(
    case: &mut Case<T>,
    id: uuid::Uuid,
    ticket: Ticket,
    now: crate::domain::time::Timestamp,
    result: Result<Option<T>, Error>,
) -> bool {
    if case.id != Some(id) || !case.slot.takes(ticket) {
        return false;
    }
    let result = result.and_then(|value| value.ok_or_else(mixed_up));
    if let Ok(value) = &result {
        case.keep(id, value);
    }
    case.slot.fill(result, now);
    true
}

fn fact(model: &mut Model, ticket: Ticket, of: Of, result: Answered) -> Vec<Effect> {
    let now = model.now;
    let overview = &mut model.overview;
    match (of, result) {
        (Of::Reconciliation, result) if model.refunds.reconciliation.takes(ticket) => {
            let value =
                result.and_then(|r| if let Reply::Reconciliation(all) = r { Ok(*all) } else { Err(mixed_up()) });
            model.refunds.reconciliation.fill(value, now);
        }
        (Of::Verify, result) if model.audit.verification.takes(ticket) => {
            let value = result.and_then(|r| if let Reply::Verified(found) = r { Ok(found) } else { Err(mixed_up()) });
            if let Err(error) = &value {
                model.complain(error);
            }
            model.audit.verification.fill(value, now);
        }
        (Of::Health, result) if model.system.health.takes(ticket) => {
            let value = result.and_then(|r| if let Reply::Health(report) = r { Ok(*report) } else { Err(mixed_up()) });
            model.system.health.fill(value, now);
        }
        (Of::BookingFigures, result) if overview.booked.takes(ticket) => {
            let value =
                result.and_then(|r| if let Reply::BookingFigures(all) = r { Ok(*all) } else { Err(mixed_up()) });
            overview.booked.fill(value, now);
        }
        (Of::RevenueFigures, result) if overview.earned.takes(ticket) => {
            let value =
                result.and_then(|r| if let Reply::RevenueFigures(all) = r { Ok(*all) } else { Err(mixed_up()) });
            overview.earned.fill(value, now);
        }
        (Of::CountTakedowns, result) if overview.takedowns.takes(ticket) => {
            let counts = result.and_then(|r| if let Reply::Takedowns(p) = r { Ok(p.summary) } else { Err(mixed_up()) });
            overview.takedowns.fill(counts, now);
        }
        (Of::FirstDue, result) if overview.first_due.takes(ticket) => {
            let first = result.and_then(|r| if let Reply::Takedowns(p) = r { Ok(p.rows) } else { Err(mixed_up()) });
            let first = first.map(|rows| rows.first().map(|row| (row.request_number.clone(), row.due_at)));
            overview.first_due.fill(first, now);
        }
        (Of::CountRefunds, result) if overview.refunds.takes(ticket) => {
            let counts = result.and_then(|r| if let Reply::Refunds(p) = r { Ok(p.summary) } else { Err(mixed_up()) });
            overview.refunds.fill(counts, now);
        }
        (Of::CountBookings(status), result) => {
            let slot = overview.bookings.entry(status).or_default();
            if slot.takes(ticket) {
                let total = |r| if let Reply::Bookings(p) = r { Ok(p.meta.total_items) } else { Err(mixed_up()) };
                slot.fill(result.and_then(total), now);
            }
        }
        _ => {}
    }
    Vec::new()
}

/// What a change that was answered leads to on the booking screen.
pub fn booking_changed(model: &mut Model, id: uuid::Uuid, result: Answered) -> Vec<Effect> {
    bookings::answered(model, id, result)
}
