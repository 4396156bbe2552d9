//! The mouse: a click on a tab or a row, the wheel over a list or a case.

use ratatui::layout::Position;

use super::{actions, loads};
use crate::tui::{
    effect::Effect,
    layout::{Layout, fits},
    message::Mouse,
    model::{
        Model,
        listing::Rows,
        tabs::{Focus, Tab},
    },
    view,
};

/// Rows that a turn of the wheel goes.
const WHEEL: isize = 3;

/// Takes what the mouse did; what lies over the screen takes no mouse.
pub fn happened(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    if model.overlay.is_some() || !fits(model.size) {
        return Vec::new();
    }
    let layout = Layout::of(model.size);
    match mouse {
        Mouse::Click(x, y) if y == layout.tabs.y => {
            view::tab_at(model, x).map(|tab| actions::go(model, tab)).unwrap_or_default()
        }
        Mouse::Click(x, y) => click(model, &layout, Position { x, y }),
        Mouse::Up(x, y) => wheel(model, &layout, Position { x, y }, -WHEEL),
        Mouse::Down(x, y) => wheel(model, &layout, Position { x, y }, WHEEL),
    }
}

fn click(model: &mut Model, layout: &Layout, at: Position) -> Vec<Effect> {
    let in_list = over_list(model, layout, at);
    set_focus(model, if in_list { Focus::List } else { Focus::Case });
    if !in_list || at.y <= layout.list.y {
        return Vec::new();
    }
    let heading = if model.tab == Tab::System { view::SYSTEM_LIST } else { layout.list.y };
    let Some(row) = at.y.checked_sub(heading + 1).map(usize::from) else { return Vec::new() };
    let Some((top, now)) = model.list(model.tab).filter(|_| !model.in_triage()).map(Rows::place) else {
        return Vec::new();
    };
    let by = isize::try_from(top + row).unwrap_or(0) - isize::try_from(now).unwrap_or(0);
    actions::step(model, by);
    loads::follow(model)
}

fn wheel(model: &mut Model, layout: &Layout, at: Position, by: isize) -> Vec<Effect> {
    if over_list(model, layout, at) {
        set_focus(model, Focus::List);
        actions::step(model, by);
    } else {
        actions::scroll(model, by);
    }
    loads::follow(model)
}

fn over_list(model: &Model, layout: &Layout, at: Position) -> bool {
    model.tab == Tab::System || layout.list.contains(at)
}

fn set_focus(model: &mut Model, focus: Focus) {
    // In triage there is one case, and the arrows are its.
    if !model.in_triage() {
        actions::focus(model, focus);
    }
}
