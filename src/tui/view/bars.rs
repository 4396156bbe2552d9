//! The bars: tabs and where one is, what goes on, which keys are valid.

use ratatui::layout::Rect;

use super::words::{countdown, span};
use crate::tui::{
    keymap::{self, Action, Binding, Possible, Scope, TABLE, possible},
    model::{
        Model,
        outbox::Stage,
        tabs::{Focus, Tab},
    },
    theme::Role,
    update::needed,
    widgets::{
        pen::Pen,
        text::{Line, Piece, columns, cut, line_columns, piece},
    },
};

/// Frames of the spinner a second.
const SPIN: i64 = 8;

/// From so many columns on every tab has its whole name.
const WIDE: u16 = 110;
/// Letters of the names of the others on narrower screens.
const SHORT: usize = 4;

fn label(model: &Model, at: usize, tab: Tab) -> String {
    if model.size.0 >= WIDE || tab == model.tab {
        return format!(" {} {} ", at + 1, tab.name());
    }
    format!(" {} {:.SHORT$}", at + 1, tab.name())
}

/// The tab that a click at this column is on.
pub fn tab_at(model: &Model, x: u16) -> Option<Tab> {
    let mut end = 0;
    Tab::ALL.iter().enumerate().find_map(|(at, tab)| {
        end += columns(&label(model, at, *tab));
        (usize::from(x) < end).then_some(*tab)
    })
}

/// The tabs, and on the right who acts where.
pub fn tabs(model: &Model, pen: &mut Pen<'_>, area: Rect) {
    pen.row(area, &[], Some(Role::Bar));
    let mut x = area.x;
    for (at, tab) in Tab::ALL.iter().enumerate() {
        let text = label(model, at, *tab);
        let width = u16::try_from(columns(&text)).unwrap_or(0);
        let here = Rect { x, width: width.min(area.right().saturating_sub(x)), ..area };
        let ground = if *tab == model.tab { Role::Selected } else { Role::Bar };
        pen.row(here, &[piece(if *tab == model.tab { Role::Strong } else { Role::Plain }, text)], Some(ground));
        x += width;
    }
    let room = usize::from(area.right().saturating_sub(x + 2));
    let text = cut(&place(model, room), room, pen.glyphs().ellipsis);
    let width = u16::try_from(columns(&text)).unwrap_or(0);
    let right = Rect { x: area.right().saturating_sub(width + 1), width, ..area };
    pen.row(right, &[piece(Role::Plain, text)], Some(Role::Bar));
}

/// Who acts, as what, where; shorter where there is little room.
fn place(model: &Model, room: usize) -> String {
    let me = model.me.value.as_ref().map(|me| &me.user);
    let who = me.map_or_else(String::new, |me| me.email.clone());
    let role = me.and_then(|me| me.active_role.clone()).unwrap_or_default();
    let profile = model.place.profile.as_ref().map(|name| format!("{name} ")).unwrap_or_default();
    let care = match (model.place.readonly, model.place.protected) {
        (true, _) => " READ-ONLY",
        (_, true) => " PROTECTED",
        _ => "",
    };
    let at = &model.place.at;
    let all = [
        format!("{who} {role} · {profile}{at}{care}"),
        format!("{who} · {profile}{at}{care}"),
        format!("{care} {profile}{who} · {at}").trim_start().to_owned(),
    ];
    let fits = |text: &&String| columns(text) <= room;
    // Where nothing fits, what care it takes comes first.
    all.iter().find(fits).unwrap_or(&all[2]).clone()
}

/// What goes on: a lost connection, decisions on their way, what was said last, how old the data is.
pub fn status(model: &Model, pen: &mut Pen<'_>, area: Rect) {
    let left = happening(model, pen);
    let right = age(model);
    let width = u16::try_from(columns(&right)).unwrap_or(0);
    let room = area.width.saturating_sub(width + 2);
    pen.line(Rect { width: room, ..area }, &left);
    if !right.is_empty() {
        pen.line(Rect { x: area.right().saturating_sub(width + 1), width, ..area }, &[piece(Role::Dim, right)]);
    }
}

fn happening(model: &Model, pen: &Pen<'_>) -> Line {
    let mut line = vec![piece(Role::Accent, format!("{} ", spinner(model, pen)))];
    if let Some(since) = model.link.lost {
        let lost = format!("Out of reach for {}: {} Trying again. ", span(model.now.since(since)), model.link.why);
        line.push(piece(Role::Bad, lost));
    }
    line.extend(deciding(model));
    if let Some(notice) = &model.notice {
        line.push(piece(notice.role, &notice.text));
    }
    line
}

/// Decisions that are held back or on their way.
fn deciding(model: &Model) -> Line {
    let mut line = Vec::new();
    if let Some((pending, seconds)) = model.outbox.seconds_left(model.now) {
        let together = model.outbox.pending.iter().filter(|one| one.batch == pending.batch).count();
        let what = if together > 1 { format!("{together} decisions") } else { pending.label.clone() };
        let verdict = pending.decision.verdict;
        let action = verdict.action().map(|action| format!(", {action}")).unwrap_or_default();
        let text = format!("{what}: {}{action} in {seconds} s; ", verdict.decision());
        line.extend([piece(Role::Warn, text), piece(Role::Key, "u"), piece(Role::Warn, " takes it back. ")]);
    }
    let under_way = model.outbox.pending.iter().filter(|one| !matches!(one.stage, Stage::Held(_))).count();
    if under_way > 0 {
        line.push(piece(Role::Warn, format!("{under_way} being sent. ")));
    }
    line
}

fn spinner(model: &Model, pen: &Pen<'_>) -> &'static str {
    let glyphs = pen.glyphs();
    if !model.busy() {
        return " ";
    }
    if model.still {
        return glyphs.ellipsis;
    }
    let turn = model.now.0.rem_euclid(i64::MAX) / (crate::domain::time::SECOND / SPIN);
    glyphs.spinner[usize::try_from(turn).unwrap_or(0) % glyphs.spinner.len()]
}

/// How old the list in view is, where that is longer than it should be; the time otherwise.
fn age(model: &Model) -> String {
    let Some(at) = model.list(model.tab).and_then(|list| list.head().at) else { return String::new() };
    let old = model.now.since(at);
    if old > 3 * model.period() { format!("data {} old", countdown(old)) } else { String::new() }
}

/// The valid keys of what is in view, as many as there is room for.
pub fn keys(model: &Model, pen: &mut Pen<'_>, area: Rect) {
    pen.row(area, &[], Some(Role::Bar));
    let mut line: Line = vec![piece(Role::Bar, " ")];
    let mut room = usize::from(area.width).saturating_sub(1);
    for (pieces, width) in hints(model) {
        if width > room {
            continue;
        }
        room -= width;
        line.extend(pieces);
    }
    pen.row(area, &line, Some(Role::Bar));
}

fn hints(model: &Model) -> Vec<(Line, usize)> {
    let all: Vec<Line> = match &model.overlay {
        Some(overlay) => keymap::overlay_keys(overlay).iter().map(|(key, label)| hint(key, label, None)).collect(),
        None => own_hints(model),
    };
    all.into_iter()
        .map(|line| {
            let width = line_columns(&line);
            (line, width)
        })
        .collect()
}

fn own_hints(model: &Model) -> Vec<Line> {
    let denied = needed(model.tab).is_some_and(|permission| !model.may(permission));
    let here = |binding: &&Binding| binding.scope.holds(model.tab) && (!denied || binding.scope == Scope::Everywhere);
    let mut shown: Vec<_> = TABLE.iter().filter(here).filter(|binding| !binding.label.is_empty()).collect();
    // Help comes first: whatever else there is no room for is found there.
    let order = |action| match action {
        Action::Help => 0,
        Action::Undo => 1,
        _ => 2,
    };
    shown.sort_by_key(|binding| (order(binding.action), !matches!(binding.scope, Scope::On(_))));
    let mut out = Vec::new();
    for binding in shown {
        let key = binding.keys[0].to_string();
        match possible(model, binding) {
            Possible::Yes => out.push(hint(&key, binding.label, None)),
            Possible::Denied(why) => out.push(hint(&key, binding.label, Some(&why))),
            Possible::No(_) => {}
        }
    }
    if list_has_case(model) && !denied {
        let label = if model.focus() == Focus::List { "case" } else { "list" };
        out.insert(1, hint(if model.focus() == Focus::List { "l" } else { "h" }, label, None));
    }
    out
}

fn list_has_case(model: &Model) -> bool {
    Scope::Cases.holds(model.tab) && !model.in_triage()
}

fn hint(key: &str, label: &str, denied: Option<&str>) -> Vec<Piece> {
    let label = match denied {
        Some(why) => format!(" {label} ({why})  "),
        None => format!(" {label}  "),
    };
    vec![piece(if denied.is_some() { Role::Dim } else { Role::Strong }, key), piece(Role::Plain, label)]
}
