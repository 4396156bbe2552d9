//! What is asked: lists, what comes after them, cases, and all of it again after a while.

use uuid::Uuid;

use super::{ask, facts, filter};
use crate::{
    domain::{
        actor::Permission,
        time::{SECOND, Timestamp},
    },
    error::Error,
    tui::{
        effect::{Call, Effect, Of},
        model::{
            Model,
            listing::{Entry, Listing},
            tabs::{Case, Tab},
        },
        theme::Role,
    },
};

/// So long a row must be at hand before its case is asked for: rows that are only passed over aren't.
const SETTLE: i64 = SECOND / 12;

/// The permission that a tab's list takes.
pub const fn needed(tab: Tab) -> Option<Permission> {
    match tab {
        Tab::Takedowns => Some(Permission::ReviewsModerate),
        Tab::Refunds => Some(Permission::RefundsList),
        Tab::Bookings => Some(Permission::BookingsList),
        Tab::Jobs => Some(Permission::JobsList),
        Tab::Audit => Some(Permission::AuditList),
        Tab::Overview | Tab::System => None,
    }
}

/// Orders by which each list can be gone through with one key.
const SORTS: &[(Tab, &[&str])] = &[
    (Tab::Takedowns, &["due_at", "priority", "created_at"]),
    (Tab::Refunds, &["requested_at", "amount", "priority"]),
    (Tab::Bookings, &["created_at", "scheduled_at", "amount"]),
];

/// What is asked where the filter line says nothing else.
const TAKEDOWNS: &[(&str, &str)] = &[("sort_by", "due_at")];

/// Asks for what is in view: always, or only for what was never asked for.
pub fn refresh(model: &mut Model, always: bool) -> Vec<Effect> {
    model.next_refresh = model.now.plus(model.period());
    if model.me.value.is_none() {
        return if model.me.waiting.is_none() { super::begin(model) } else { Vec::new() };
    }
    if needed(model.tab).is_some_and(|permission| !model.may(permission)) {
        return Vec::new();
    }
    let fresh = |asked: bool| always || !asked;
    let mut effects = match model.tab {
        Tab::Takedowns if fresh(model.takedowns.list.asked) => head(model, Of::Takedowns),
        Tab::Refunds if fresh(model.refunds.list.asked) => {
            let mut effects = head(model, Of::Refunds);
            effects.extend(facts::reconciliation(model));
            effects
        }
        Tab::Bookings if fresh(model.bookings.list.asked) => head(model, Of::Bookings),
        Tab::Jobs if fresh(model.jobs.list.asked) => head(model, Of::Jobs),
        Tab::Audit if fresh(model.audit.list.asked) => head(model, Of::Audit),
        Tab::System if fresh(model.system.sessions.asked) => {
            let mut effects = head(model, Of::Sessions);
            effects.extend(facts::health(model));
            effects
        }
        Tab::Overview if always || model.overview.takedowns.at.is_none() => facts::overview(model),
        _ => Vec::new(),
    };
    if always {
        effects.extend(case_again(model));
    }
    effects
}

/// Asks for the first page of a list; a filter that can't be read is said instead.
pub fn head(model: &mut Model, of: Of) -> Vec<Effect> {
    page(model, of, None)
}

/// Asks for the page after what is loaded.
fn more(model: &mut Model, of: Of, cursor: &str) -> Vec<Effect> {
    page(model, of, Some(cursor))
}

fn page(model: &mut Model, of: Of, cursor: Option<&str>) -> Vec<Effect> {
    let call = match list_call(model, of, filtered(model, of), cursor) {
        Ok(call) => call,
        Err(error) => {
            model.say(Role::Bad, filter::problem(&error));
            return Vec::new();
        }
    };
    let (ticket, effect) = ask(model, of, call);
    let slots = match of {
        Of::Takedowns | Of::MoreTakedowns => marked(&mut model.takedowns.list),
        Of::Refunds | Of::MoreRefunds => marked(&mut model.refunds.list),
        Of::Bookings | Of::MoreBookings => marked(&mut model.bookings.list),
        Of::Jobs | Of::MoreJobs => marked(&mut model.jobs.list),
        Of::Audit | Of::MoreAudit => marked(&mut model.audit.list),
        _ => marked(&mut model.system.sessions),
    };
    let slot = if cursor.is_some() { slots.1 } else { slots.0 };
    slot.waiting = Some(ticket);
    vec![effect]
}

/// What a list is filtered by.
fn filtered(model: &Model, of: Of) -> &str {
    match of {
        Of::Takedowns | Of::MoreTakedowns => &model.takedowns.list.filter,
        Of::Refunds | Of::MoreRefunds => &model.refunds.list.filter,
        Of::Bookings | Of::MoreBookings => &model.bookings.list.filter,
        Of::Jobs | Of::MoreJobs => &model.jobs.list.filter,
        Of::Audit | Of::MoreAudit => &model.audit.list.filter,
        _ => &model.system.sessions.filter,
    }
}

type Slots<'a> = (&'a mut crate::tui::model::slot::Slot<()>, &'a mut crate::tui::model::slot::Slot<()>);

fn marked<T: Entry, S>(list: &mut Listing<T, S>) -> Slots<'_> {
    list.asked = true;
    (&mut list.head, &mut list.more)
}

/// The question for a list, filtered by `line`.
fn list_call(model: &Model, of: Of, line: &str, cursor: Option<&str>) -> Result<Call, Error> {
    Ok(match of {
        Of::Takedowns | Of::MoreTakedowns => Call::Takedowns(filter::query(model, TAKEDOWNS, line, cursor)?),
        Of::Refunds | Of::MoreRefunds => Call::Refunds(filter::query(model, &[], line, cursor)?),
        Of::Bookings | Of::MoreBookings => Call::Bookings(filter::query(model, &[], line, cursor)?),
        Of::Jobs | Of::MoreJobs => Call::Jobs(filter::query(model, &[], line, cursor)?),
        Of::Audit | Of::MoreAudit => Call::Audit(filter::query(model, &[], line, cursor)?),
        _ => Call::Sessions(filter::query(model, &[], line, cursor)?),
    })
}

/// What is wrong with a filter line for the tab in view, if anything is.
pub fn check_filter(model: &Model, line: &str) -> Option<String> {
    let of = list_of(model.tab)?;
    list_call(model, of, line, None).err().map(|error| filter::problem(&error))
}

/// The list of a tab.
pub const fn list_of(tab: Tab) -> Option<Of> {
    match tab {
        Tab::Takedowns => Some(Of::Takedowns),
        Tab::Refunds => Some(Of::Refunds),
        Tab::Bookings => Some(Of::Bookings),
        Tab::Jobs => Some(Of::Jobs),
        Tab::Audit => Some(Of::Audit),
        Tab::System => Some(Of::Sessions),
        Tab::Overview => None,
    }
}

/// The filter line of the tab in view.
pub fn filter_line(model: &mut Model) -> Option<&mut String> {
    match model.tab {
        Tab::Takedowns => Some(&mut model.takedowns.list.filter),
        Tab::Refunds => Some(&mut model.refunds.list.filter),
        Tab::Bookings => Some(&mut model.bookings.list.filter),
        Tab::Jobs => Some(&mut model.jobs.list.filter),
        Tab::Audit => Some(&mut model.audit.list.filter),
        Tab::System => Some(&mut model.system.sessions.filter),
        Tab::Overview => None,
    }
}

/// What the list in view is filtered by.
pub fn filter_of(model: &Model) -> &str {
    match model.tab {
        Tab::Takedowns => &model.takedowns.list.filter,
        Tab::Refunds => &model.refunds.list.filter,
        Tab::Bookings => &model.bookings.list.filter,
        Tab::Jobs => &model.jobs.list.filter,
        Tab::Audit => &model.audit.list.filter,
        Tab::System => &model.system.sessions.filter,
        Tab::Overview => "",
    }
}

/// Filters the list in view by another line, from its first row on.
pub fn refilter(model: &mut Model, line: String) -> Vec<Effect> {
    if let Some(place) = filter_line(model) {
        *place = line;
    }
    match model.tab {
        Tab::Takedowns => emptied(&mut model.takedowns.list),
        Tab::Refunds => emptied(&mut model.refunds.list),
        Tab::Bookings => emptied(&mut model.bookings.list),
        Tab::Jobs => emptied(&mut model.jobs.list),
        Tab::Audit => emptied(&mut model.audit.list),
        Tab::System => emptied(&mut model.system.sessions),
        Tab::Overview => {}
    }
    list_of(model.tab).map(|of| head(model, of)).unwrap_or_default()
}

fn emptied<T: Entry, S>(list: &mut Listing<T, S>) {
    list.rows.clear();
    list.marked.clear();
    (list.at, list.top, list.next, list.anchor, list.more.waiting) = (0, 0, None, None, None);
    list.head.at = None;
}

/// Orders the list in view by the next of what it can be ordered by.
pub fn sort(model: &mut Model) -> Vec<Effect> {
    let Some((_, sorts)) = SORTS.iter().find(|(tab, _)| *tab == model.tab) else {
        model.say(Role::Warn, "This list has one order.");
        return Vec::new();
    };
    let line = filter_of(model).to_owned();
    let pairs = filter::query_fields(&line);
    let now = pairs.iter().find(|(name, _)| name == "sort_by").map_or(sorts[0], |(_, value)| value);
    let at = sorts.iter().position(|sort| *sort == now).unwrap_or_default();
    let next = sorts[(at + 1) % sorts.len()];
    let rest = line.split_whitespace().filter(|word| !word.starts_with("sort_by:") && !word.starts_with("sort:"));
    let line = rest.chain([format!("sort:{next}").as_str()]).collect::<Vec<_>>().join(" ");
    model.say(Role::Plain, format!("Ordered by {}.", next.replace('_', " ")));
    refilter(model, line)
}

/// Goes after the row at hand: its case, and more rows near the end of what is loaded.
pub fn follow(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    let mut effects = Vec::new();
    match model.tab {
        Tab::Takedowns => {
            if model.takedowns.triage.is_none() && model.takedowns.gone.is_none() {
                let at = model.takedowns.list.current_id();
                aim(&mut model.takedowns.case, at, now);
            }
            let cursor = wanted(&model.takedowns.list);
            effects.extend(cursor.map(|cursor| more(model, Of::MoreTakedowns, &cursor)));
        }
        Tab::Refunds => {
            let at = model.refunds.list.current_id();
            aim(&mut model.refunds.case, at, now);
            let cursor = wanted(&model.refunds.list);
            effects.extend(cursor.map(|cursor| more(model, Of::MoreRefunds, &cursor)));
        }
        Tab::Bookings => {
            let at = model.bookings.list.current_id();
            aim(&mut model.bookings.case, at, now);
            let cursor = wanted(&model.bookings.list);
            effects.extend(cursor.map(|cursor| more(model, Of::MoreBookings, &cursor)));
        }
        Tab::Jobs => {
            let at = model.jobs.list.current_id();
            aim(&mut model.jobs.case, at, now);
            let cursor = wanted(&model.jobs.list);
            effects.extend(cursor.map(|cursor| more(model, Of::MoreJobs, &cursor)));
        }
        Tab::Audit => {
            let cursor = wanted(&model.audit.list);
            effects.extend(cursor.map(|cursor| more(model, Of::MoreAudit, &cursor)));
        }
        Tab::System => {
            let cursor = wanted(&model.system.sessions);
            effects.extend(cursor.map(|cursor| more(model, Of::MoreSessions, &cursor)));
        }
        Tab::Overview => {}
    }
    effects.into_iter().flatten().collect()
}

fn wanted<T: Entry, S>(list: &Listing<T, S>) -> Option<String> {
    list.next.clone().filter(|_| list.wants_more())
}

/// Puts another case beside the list: one that is kept at once, another as soon as the row has settled.
pub fn aim<T: Clone>(case: &mut Case<T>, id: Option<Uuid>, now: Timestamp) {
    if case.id == id {
        return;
    }
    case.id = id;
    case.scroll = 0;
    case.slot = crate::tui::model::slot::Slot::default();
    let Some(id) = id else {
        case.due = None;
        return;
    };
    case.slot.value = case.kept.iter().find(|(kept, _)| *kept == id).map(|(_, value)| value.clone());
    case.due = Some(now.plus(SETTLE));
}

/// Asks for the case at hand.
pub fn case(model: &mut Model) -> Vec<Effect> {
    let (of, call) = match model.tab {
        Tab::Takedowns => match model.takedowns.case.id {
            Some(id) => (Of::Takedown(id), Call::Takedown(id)),
            None => return Vec::new(),
        },
        Tab::Refunds => match model.refunds.case.id {
            Some(id) => (Of::Refund(id), Call::Refund(id)),
            None => return Vec::new(),
        },
        Tab::Bookings => match model.bookings.case.id {
            Some(id) if model.may(Permission::BookingsView) => (Of::Booking(id), Call::Booking(id)),
            _ => return Vec::new(),
        },
        Tab::Jobs => match model.jobs.case.id {
            Some(id) => (Of::Job(id), Call::Job(id)),
            None => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    let (ticket, effect) = ask(model, of, call);
    match model.tab {
        Tab::Takedowns => model.takedowns.case.slot.waiting = Some(ticket),
        Tab::Refunds => model.refunds.case.slot.waiting = Some(ticket),
        Tab::Jobs => model.jobs.case.slot.waiting = Some(ticket),
        _ => model.bookings.case.slot.waiting = Some(ticket),
    }
    vec![effect]
}

/// Asks for the case at hand again, unless it is on its way.
fn case_again(model: &mut Model) -> Vec<Effect> {
    let waiting = match model.tab {
        Tab::Takedowns => model.takedowns.case.slot.waiting,
        Tab::Refunds => model.refunds.case.slot.waiting,
        Tab::Bookings => model.bookings.case.slot.waiting,
        Tab::Jobs => model.jobs.case.slot.waiting,
        _ => return Vec::new(),
    };
    if waiting.is_some() { Vec::new() } else { case(model) }
}

/// Stops waiting for what is in view; whether anything was waited for.
pub fn stop(model: &mut Model) -> bool {
    let (t, r, b, a) = (&mut model.takedowns, &mut model.refunds, &mut model.bookings, &mut model.audit);
    let places = match model.tab {
        Tab::Takedowns => vec![&mut t.list.head.waiting, &mut t.list.more.waiting, &mut t.case.slot.waiting],
        Tab::Refunds => vec![&mut r.list.head.waiting, &mut r.list.more.waiting, &mut r.case.slot.waiting],
        Tab::Bookings => vec![&mut b.list.head.waiting, &mut b.list.more.waiting, &mut b.case.slot.waiting],
        Tab::Audit => vec![&mut a.list.head.waiting, &mut a.list.more.waiting, &mut a.verification.waiting],
        Tab::Jobs => vec![&mut model.jobs.list.head.waiting, &mut model.jobs.case.slot.waiting],
        Tab::System => vec![&mut model.system.sessions.head.waiting],
        Tab::Overview => vec![&mut model.overview.takedowns.waiting, &mut model.overview.refunds.waiting],
    };
    let stopped = places.iter().any(|place| place.is_some());
    for place in places {
        *place = None;
    }
    stopped
}
