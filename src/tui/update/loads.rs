//! What is asked: lists, what comes after them, cases, and all of it again after a while.

use super::{ask, facts, filter};
use crate::{
    domain::actor::Permission,
    error::Error,
    tui::{
        effect::{Call, Effect, Of},
        model::{Model, listing::Rows, tabs::Tab},
        theme::Role,
    },
};

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
    let mut effects = Vec::new();
    match model.list(model.tab) {
        Some(list) if always || !list.asked() => {
            effects = head(model, model.tab);
            match model.tab {
                Tab::Refunds => effects.extend(facts::reconciliation(model)),
                Tab::System => effects.extend(facts::health(model)),
                _ => {}
            }
        }
        None if always || model.overview.takedowns.at.is_none() => effects = facts::overview(model),
        _ => {}
    }
    if always {
        effects.extend(case_again(model));
    }
    effects
}

/// Asks for the first page of a tab's list; a filter that can't be read is said instead.
pub fn head(model: &mut Model, tab: Tab) -> Vec<Effect> {
    page(model, tab, None)
}

fn page(model: &mut Model, tab: Tab, cursor: Option<&str>) -> Vec<Effect> {
    let call = match list_call(model, tab, filter_of(model, tab), cursor) {
        Ok(Some(call)) => call,
        Ok(None) => return Vec::new(),
        Err(error) => {
            model.say(Role::Bad, filter::problem(&error));
            return Vec::new();
        }
    };
    let more = cursor.is_some();
    let (ticket, effect) = ask(model, if more { Of::More(tab) } else { Of::List(tab) }, call);
    if let Some(list) = model.list_mut(tab) {
        list.wait(more, ticket);
    }
    vec![effect]
}

/// The question for a tab's list, filtered by `line`.
fn list_call(model: &Model, tab: Tab, line: &str, cursor: Option<&str>) -> Result<Option<Call>, Error> {
    Ok(Some(match tab {
        Tab::Takedowns => Call::Takedowns(filter::query(model, TAKEDOWNS, line, cursor)?),
        Tab::Refunds => Call::Refunds(filter::query(model, &[], line, cursor)?),
        Tab::Bookings => Call::Bookings(filter::query(model, &[], line, cursor)?),
        Tab::Jobs => Call::Jobs(filter::query(model, &[], line, cursor)?),
        Tab::Audit => Call::Audit(filter::query(model, &[], line, cursor)?),
        Tab::System => Call::Sessions(filter::query(model, &[], line, cursor)?),
        Tab::Overview => return Ok(None),
    }))
}

/// What is wrong with a filter line for the tab in view, if anything is.
pub fn check_filter(model: &Model, line: &str) -> Option<String> {
    list_call(model, model.tab, line, None).err().map(|error| filter::problem(&error))
}

/// What a tab's list is filtered by.
pub fn filter_of(model: &Model, tab: Tab) -> &str {
    model.list(tab).map_or("", Rows::filter)
}

/// Filters the list in view by another line, from its first row on.
pub fn refilter(model: &mut Model, line: String) -> Vec<Effect> {
    if let Some(list) = model.list_mut(model.tab) {
        list.refilter(line);
    }
    head(model, model.tab)
}

/// Orders the list in view by the next of what it can be ordered by.
pub fn sort(model: &mut Model) -> Vec<Effect> {
    let Some((_, sorts)) = SORTS.iter().find(|(tab, _)| *tab == model.tab) else {
        model.say(Role::Warn, "This list has one order.");
        return Vec::new();
    };
    let line = filter_of(model, model.tab).to_owned();
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
    let Some(list) = model.list(model.tab) else { return Vec::new() };
    let (hand, cursor) = (list.current_id(), list.wanted().map(str::to_owned));
    let held = model.in_triage() || (model.tab == Tab::Takedowns && model.takedowns.gone.is_some());
    if let Some(case) = model.beside().filter(|_| !held) {
        case.aim(hand, now);
    }
    cursor.map(|cursor| page(model, model.tab, Some(&cursor))).unwrap_or_default()
}

/// Asks for the case at hand.
pub fn case(model: &mut Model) -> Vec<Effect> {
    let Some(id) = model.beside().and_then(|case| case.id()) else { return Vec::new() };
    let (of, call) = match model.tab {
        Tab::Takedowns => (Of::Takedown(id), Call::Takedown(id)),
        Tab::Refunds => (Of::Refund(id), Call::Refund(id)),
        Tab::Bookings if model.may(Permission::BookingsView) => (Of::Booking(id), Call::Booking(id)),
        Tab::Jobs => (Of::Job(id), Call::Job(id)),
        _ => return Vec::new(),
    };
    let (ticket, effect) = ask(model, of, call);
    if let Some(case) = model.beside() {
        *case.waiting() = Some(ticket);
    }
    vec![effect]
}

/// Asks for the case at hand again, unless it is on its way.
fn case_again(model: &mut Model) -> Vec<Effect> {
    let idle = model.beside().is_some_and(|case| case.waiting().is_none());
    if idle { case(model) } else { Vec::new() }
}

/// Stops waiting for what is in view; whether anything was waited for.
pub fn stop(model: &mut Model) -> bool {
    let list = model.list_mut(model.tab).is_some_and(Rows::stop);
    let case = model.beside().is_some_and(|case| case.waiting().take().is_some());
    let facts = match model.tab {
        Tab::Audit => model.audit.verification.waiting.take().is_some(),
        Tab::Overview => {
            let overview = &mut model.overview;
            overview.takedowns.waiting.take().or(overview.refunds.waiting.take()).is_some()
        }
        _ => false,
    };
    list || case || facts
}
