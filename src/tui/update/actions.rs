//! What each action does.

use super::{bookings, claims, command, facts, loads, outbox, overlays, refunds, takedowns};
use crate::{
    domain::takedown::{TakedownAction, Verdict},
    tui::{
        effect::Effect,
        keymap::{Action, Scope},
        layout::Layout,
        model::{
            Model,
            listing::Listing,
            overlay::{Confirm, Confirmed, Filter, Overlay},
            tabs::{Focus, Tab},
        },
        theme::{Role, Theme},
        widgets::editor::Editor,
    },
};

/// Does it.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Quit => quit(model),
        Action::Abort => leave(model),
        Action::Suspend => vec![Effect::Suspend],
        Action::Help => lay(model, Overlay::Help(Editor::line(""), 0)),
        Action::Palette => lay(model, Overlay::Palette(Editor::line(""), 0)),
        Action::Refresh => loads::refresh(model, true),
        Action::NextTab => go(model, model.tab.beside(1)),
        Action::PreviousTab => go(model, model.tab.beside(Tab::ALL.len() - 1)),
        Action::Go(tab) => go(model, tab),
        Action::Theme => theme(model),
        Action::Mouse => mouse(model),
        Action::Back => back(model),
        Action::Undo => outbox::undo(model),
        Action::Copy => command::copy_current(model),
        Action::CopyLast => command::copy_last(model),
        Action::Filter => filter(model),
        Action::Sort => loads::sort(model),
        Action::Next => takedowns::next(model),
        Action::LeaveTriage => takedowns::leave_triage(model),
        Action::Claim => claims::claim(model),
        Action::Release => claims::release(model),
        Action::Hide => takedowns::open_decision(model, Verdict::Accept(TakedownAction::Hide)),
        Action::Remove => takedowns::open_decision(model, Verdict::Accept(TakedownAction::Remove)),
        Action::Reject => takedowns::open_decision(model, Verdict::Reject),
        Action::Evidence => overlays::links(model),
        Action::Approve => refunds::open(model, true),
        Action::RejectRefund => refunds::open(model, false),
        Action::Move => bookings::open_moves(model),
        Action::Note => bookings::open_note(model, None),
        Action::Verify => facts::verify(model),
        Action::CancelJob => cancel_job(model),
        Action::Revoke => revoke(model),
        Action::Mark => marks(model, Listing::mark),
        Action::MarkRange => marks(model, Listing::mark_range),
        Action::MarkAll => marks(model, Listing::mark_all),
        other => walk(model, other),
    }
}

fn lay(model: &mut Model, overlay: Overlay) -> Vec<Effect> {
    model.overlay = Some(overlay);
    Vec::new()
}

fn quit(model: &mut Model) -> Vec<Effect> {
    let unsent = model.outbox.pending.len();
    if unsent == 0 {
        return leave(model);
    }
    let question = format!("{unsent} of your decisions are not sent yet. Leave, and forget them?");
    lay(model, Overlay::Confirm(Confirm { question, yes: Confirmed::Quit }))
}

/// Leaves; claims of cases that were not decided are let go.
pub fn leave(model: &mut Model) -> Vec<Effect> {
    model.over = true;
    let mut effects = takedowns::let_go(model);
    effects.push(Effect::Quit);
    effects
}

/// Goes to a tab, and asks for what it shows when it is seen for the first time.
pub fn go(model: &mut Model, tab: Tab) -> Vec<Effect> {
    model.tab = tab;
    loads::refresh(model, false)
}

fn theme(model: &mut Model) -> Vec<Effect> {
    model.theme = Theme(model.theme.0.next());
    model.say(Role::Plain, format!("Theme: {}", model.theme.0.as_str()));
    Vec::new()
}

fn mouse(model: &mut Model) -> Vec<Effect> {
    model.mouse = !model.mouse;
    let whose =
        if model.mouse { "The mouse is listened to." } else { "The mouse is the terminal's: mark and copy text." };
    model.say(Role::Plain, whose);
    vec![Effect::Mouse(model.mouse)]
}

/// Stops waiting, or drops marks, or gives the arrows back to the list: one after the other.
fn back(model: &mut Model) -> Vec<Effect> {
    if loads::stop(model) {
        model.say(Role::Plain, "Stopped waiting; r asks again.");
        return Vec::new();
    }
    if model.focus() == Focus::Case {
        focus(model, Focus::List);
    } else if model.tab == Tab::Takedowns {
        model.takedowns.list.marked.clear();
        model.takedowns.list.anchor = None;
    }
    Vec::new()
}

fn filter(model: &mut Model) -> Vec<Effect> {
    if model.in_triage() {
        model.say(Role::Warn, "In triage the queue has its own order; N leaves it.");
        return Vec::new();
    }
    let line = Editor::line(loads::filter_of(model, model.tab).to_owned());
    lay(model, Overlay::Filter(Filter { line, problem: None }))
}

fn cancel_job(model: &mut Model) -> Vec<Effect> {
    let Some(job) = model.jobs.case.of(model.jobs.case.id) else { return Vec::new() };
    let question = format!("Cancel this {}, {} % done?", job.kind.as_str().replace('_', " "), job.progress_percent);
    let yes = Confirmed::CancelJob(job.id);
    lay(model, Overlay::Confirm(Confirm { question, yes }))
}

fn revoke(model: &mut Model) -> Vec<Effect> {
    let Some(session) = model.system.sessions.current() else { return Vec::new() };
    let own = if session.current { " It is the one you are working in." } else { "" };
    let question = format!("End this session of {}?{own}", session.admin.email);
    let yes = Confirmed::Revoke(session.id);
    lay(model, Overlay::Confirm(Confirm { question, yes }))
}

type List = Listing<crate::operations::takedowns::TakedownListItem, crate::operations::takedowns::TakedownCounts>;

fn marks(model: &mut Model, how: fn(&mut List)) -> Vec<Effect> {
    how(&mut model.takedowns.list);
    loads::follow(model)
}

/// Moves in the list, or scrolls the case where that has the arrows.
fn walk(model: &mut Model, action: Action) -> Vec<Effect> {
    let page = Layout::of(model.size).list_rows().saturating_sub(1).max(1);
    let page = isize::try_from(page).unwrap_or(1);
    match action {
        Action::FocusCase => focus(model, Focus::Case),
        Action::FocusList => focus(model, Focus::List),
        Action::ScrollDown => scroll(model, 3),
        Action::ScrollUp => scroll(model, -3),
        Action::Down => step(model, 1),
        Action::Up => step(model, -1),
        Action::PageDown => step(model, page),
        Action::PageUp => step(model, -page),
        Action::First => step(model, isize::MIN / 2),
        Action::Last => step(model, isize::MAX / 2),
        _ => return Vec::new(),
    }
    loads::follow(model)
}

/// Gives the arrows to the list in view or to the case beside it, where there is one.
pub fn focus(model: &mut Model, focus: Focus) {
    if !Scope::Cases.holds(model.tab) {
        return;
    }
    if let Some(list) = model.list_mut(model.tab) {
        list.set_focus(focus);
    }
}

/// Goes `by` rows down, or scrolls so many lines.
pub fn step(model: &mut Model, by: isize) {
    // In triage there is one case, and the arrows are its.
    if model.in_triage() || model.focus() == Focus::Case {
        return scroll(model, by);
    }
    if model.tab == Tab::Audit {
        model.audit.scroll = 0;
    }
    if let Some(list) = model.list_mut(model.tab) {
        list.step(by);
    }
}

/// Scrolls the case, until its last line is seen.
pub fn scroll(model: &mut Model, by: isize) {
    let most = crate::tui::view::reach(model);
    let further = |place: &mut usize| *place = place.saturating_add_signed(by).min(most);
    if model.tab == Tab::Audit {
        further(&mut model.audit.scroll);
    } else if let Some(case) = model.beside() {
        further(case.scroll());
    }
}
