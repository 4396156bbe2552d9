//! What lies over the screen: help, palette, filter, questions; decisions are in `panels`.

use ratatui::layout::{Position, Rect};

use super::panels;
use crate::tui::{
    keymap::{self, Binding, Possible, Scope},
    layout::Layout,
    model::{
        Model,
        overlay::{Filter, Links, Moves, Note, Overlay, Takeover},
    },
    theme::Role,
    update::offered,
    widgets::{
        editor::Editor,
        pen::Pen,
        text::{Line, columns, dim, piece, plain, wrap},
    },
};

/// Draws it; gives the place of the cursor where text is typed.
pub fn draw(model: &Model, overlay: &Overlay, pen: &mut Pen<'_>, layout: &Layout) -> Option<Position> {
    match overlay {
        Overlay::Help(line, at) => Some(help(model, line, *at, pen, layout)),
        Overlay::Palette(line, at) => Some(palette(model, line, *at, pen, layout)),
        Overlay::Filter(filter) => Some(filtering(filter, pen, layout)),
        Overlay::Decision(panel) => panels::decision(model, panel, pen, layout),
        Overlay::Refund(panel) => panels::refund(model, panel, pen, layout),
        Overlay::Takeover(takeover) => Some(takeover_of(takeover, pen, layout)),
        Overlay::Moves(moves) => moving(moves, pen, layout),
        Overlay::Note(note) => Some(noting(note, pen, layout)),
        Overlay::Links(links) => linking(links, pen, layout),
        Overlay::Confirm(confirm) => {
            told(pen, layout, "Sure?", &[confirm.question.clone(), String::new(), "y yes   n no".into()]);
            None
        }
        Overlay::Unlock(line, _) => {
            let profile = model.place.profile.clone().unwrap_or_default();
            let text = format!("{profile} is a protected profile. Type its name before the first change of this run.");
            Some(asked(pen, layout, "Protected", &text, line, None))
        }
        Overlay::Copied(text) => {
            let mut lines = wrap(text, 70);
            lines.extend([
                String::new(),
                "It was given to the terminal's clipboard, where the terminal takes one.".into(),
            ]);
            told(pen, layout, "Copied", &lines);
            None
        }
    }
}

/// A box in the middle, blank inside.
pub fn window(pen: &mut Pen<'_>, layout: &Layout, title: &str, width: u16, height: u16) -> Rect {
    let area = layout.panel(width, height);
    pen.clear(area);
    let inner = pen.frame(area, &[piece(Role::Heading, format!(" {title} "))], Role::Accent);
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}

fn told(pen: &mut Pen<'_>, layout: &Layout, title: &str, text: &[String]) {
    let lines: Vec<Line> = text.iter().flat_map(|line| wrap(line, 72)).map(|line| vec![plain(line)]).collect();
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let area = window(pen, layout, title, 76, height);
    pen.lines(area, &lines);
}

/// One line that is typed; gives the place of its cursor.
pub fn typed(pen: &mut Pen<'_>, area: Rect, line: &Editor) -> Position {
    let (lines, (column, row)) = line.wrapped(usize::from(area.width.saturating_sub(1)).max(2));
    let text = lines.get(row).map_or("", |(_, text)| text);
    pen.line(Rect { height: 1, ..area }, &[plain(text)]);
    Position { x: area.x + u16::try_from(column).unwrap_or(0), y: area.y }
}

/// Several lines that are typed, scrolled to the cursor; gives its place.
pub fn written(pen: &mut Pen<'_>, area: Rect, text: &Editor) -> Position {
    let (lines, (column, row)) = text.wrapped(usize::from(area.width.saturating_sub(1)).max(2));
    let height = usize::from(area.height).max(1);
    let top = (row + 1).saturating_sub(height);
    let shown: Vec<Line> = lines.iter().skip(top).take(height).map(|(_, text)| vec![plain(text)]).collect();
    pen.lines(area, &shown);
    let (x, y) = (u16::try_from(column).unwrap_or(0), u16::try_from(row - top).unwrap_or(0));
    Position { x: area.x + x.min(area.width.saturating_sub(1)), y: area.y + y.min(area.height.saturating_sub(1)) }
}

fn asked(
    pen: &mut Pen<'_>,
    layout: &Layout,
    title: &str,
    text: &str,
    editor: &Editor,
    problem: Option<&str>,
) -> Position {
    let area = window(pen, layout, title, 76, 12);
    let mut lines: Vec<Line> = wrap(text, 72).into_iter().map(|line| vec![plain(line)]).collect();
    lines.push(Vec::new());
    pen.lines(area, &lines);
    let used = u16::try_from(lines.len()).unwrap_or(0);
    let below = Rect { y: area.y + used, height: area.height.saturating_sub(used + 1), ..area };
    let at = written(pen, below, editor);
    if let Some(problem) = problem {
        pen.line(Rect { y: area.bottom().saturating_sub(1), height: 1, ..area }, &[piece(Role::Bad, problem)]);
    }
    at
}

fn help(model: &Model, line: &Editor, at: usize, pen: &mut Pen<'_>, layout: &Layout) -> Position {
    let area = window(pen, layout, &format!("Keys: {}", model.tab.name()), 90, layout.body.height);
    let at_cursor = search(pen, area, line);
    let all = keymap::fitting(model, line.text());
    let rows = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let room = usize::from(rows.width).saturating_sub(KEYS + 1);
    let lines: Vec<Line> = all.iter().skip(at).flat_map(|binding| explained(model, binding, room)).collect();
    pen.lines(rows, &lines);
    at_cursor
}

/// Columns of the keys in help.
const KEYS: usize = 19;

/// A binding in help: its keys, what they do, where they hold, and the permission that is missing.
fn explained(model: &Model, binding: &Binding, room: usize) -> Vec<Line> {
    let own = if matches!(binding.scope, Scope::On(_)) { Role::Strong } else { Role::Plain };
    let needs = binding.needs.filter(|permission| !model.may(*permission));
    let needs = needs.map(|permission| format!(" (needs {permission})")).unwrap_or_default();
    let text = format!("{}{needs}", binding.help);
    let lines = wrap(&text, room).into_iter().enumerate();
    lines
        .map(|(at, line)| {
            let keys = if at == 0 { binding.written() } else { String::new() };
            vec![piece(Role::Key, format!("{keys:KEYS$} ")), piece(own, line)]
        })
        .collect()
}

fn search(pen: &mut Pen<'_>, area: Rect, line: &Editor) -> Position {
    let prompt = "Search: ";
    pen.line(Rect { height: 1, ..area }, &[dim(prompt)]);
    let width = u16::try_from(columns(prompt)).unwrap_or(0);
    typed(pen, Rect { x: area.x + width, width: area.width.saturating_sub(width), ..area }, line)
}

fn palette(model: &Model, line: &Editor, at: usize, pen: &mut Pen<'_>, layout: &Layout) -> Position {
    let area = window(pen, layout, "Do", 76, 18);
    let cursor = search(pen, area, line);
    let rows = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let top = (at + 1).saturating_sub(usize::from(rows.height));
    for (i, (y, (binding, possible))) in
        (rows.y..rows.bottom()).zip(offered(model, line.text()).iter().skip(top)).enumerate()
    {
        let (role, why) = match possible {
            Possible::Yes => (Role::Plain, String::new()),
            Possible::No(why) => (Role::Dim, format!("  {why}")),
            Possible::Denied(why) => (Role::Dim, format!("  {why}")),
        };
        let text = vec![piece(role, binding.help), dim(format!("  {}{why}", binding.written()))];
        let ground = (top + i == at).then_some(Role::Selected);
        pen.row(Rect { y, height: 1, ..rows }, &text, ground);
    }
    cursor
}

fn filtering(filter: &Filter, pen: &mut Pen<'_>, layout: &Layout) -> Position {
    let area = Rect { y: layout.status.y.saturating_sub(2), height: 3, ..layout.body };
    pen.clear(area);
    let hint = match &filter.problem {
        Some(problem) => piece(Role::Bad, problem),
        None => {
            dim("words, or field:value, as in  status:all  reason:spam  claimed:me  sort:created_at  from:\"last 7d\"")
        }
    };
    pen.line(Rect { height: 1, ..area }, &[hint]);
    let line = Rect { y: area.y + 1, height: 1, ..area };
    pen.line(line, &[piece(Role::Key, "/")]);
    typed(pen, Rect { x: line.x + 1, width: line.width.saturating_sub(1), ..line }, &filter.line)
}

fn takeover_of(takeover: &Takeover, pen: &mut Pen<'_>, layout: &Layout) -> Position {
    let text = format!("{} is at work on this case. Why do you take it over? The audit log keeps it.", takeover.from);
    asked(pen, layout, "Take over", &text, &takeover.reason, takeover.problem.as_deref())
}

fn moving(moves: &Moves, pen: &mut Pen<'_>, layout: &Layout) -> Option<Position> {
    let height = u16::try_from(moves.to.len()).unwrap_or(0) + 2;
    let area = window(pen, layout, &format!("{}: where to", moves.number), 50, height);
    for (at, (y, to)) in (area.y..area.bottom()).zip(&moves.to).enumerate() {
        let ground = (at == moves.at).then_some(Role::Selected);
        pen.row(Rect { y, height: 1, ..area }, &[plain(super::words::spaced(to.as_str()))], ground);
    }
    None
}

fn noting(note: &Note, pen: &mut Pen<'_>, layout: &Layout) -> Position {
    let text = match note.to {
        Some(crate::domain::booking::BookingStatus::Cancelled) => {
            "Why is it cancelled? The customer and the vendor read it."
        }
        Some(_) => "What is the dispute about?",
        None => "Notes for admins, in place of those before.",
    };
    asked(pen, layout, &note.number, text, &note.text, note.problem.as_deref())
}

fn linking(links: &Links, pen: &mut Pen<'_>, layout: &Layout) -> Option<Position> {
    let at_hand = links.all.get(links.at);
    if links.shown {
        let address = at_hand.map(|(_, address)| address.clone()).unwrap_or_default();
        told(
            pen,
            layout,
            "Open this address?",
            &[address, String::new(), "Enter opens it   y copies it   Esc goes back".into()],
        );
        return None;
    }
    let height = u16::try_from(links.all.len()).unwrap_or(u16::MAX).saturating_add(2);
    let area = window(pen, layout, "Evidence", 76, height);
    for (at, (y, (shows, address))) in (area.y..area.bottom()).zip(&links.all).enumerate() {
        let ground = (at == links.at).then_some(Role::Selected);
        let text = vec![plain(format!("{}. {shows}  ", at + 1)), dim(address)];
        pen.row(Rect { y, height: 1, ..area }, &text, ground);
    }
    None
}
