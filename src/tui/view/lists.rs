//! Lists with the case of the row at hand beside them.

use ratatui::layout::Rect;

use super::{
    case,
    words::{due, priority, short_time, spaced},
};
use crate::{
    domain::{job::JobStatus, money::Money, refund::RefundStatus},
    error::Error,
    operations::{
        audit::AuditEntry, bookings::BookingListItem, jobs::JobListItem, refunds::RefundListItem,
        takedowns::TakedownListItem,
    },
    tui::{
        layout::Layout,
        model::{
            Model,
            listing::{Entry, Listing},
            slot::Slot,
            tabs::Focus,
        },
        theme::Role,
        widgets::{
            pen::Pen,
            text::{Line, dim, piece, plain},
        },
    },
};

/// From so many columns on a row has room for whole words.
const ROOMY: u16 = 46;

/// The takedown queue and the case at hand.
pub fn takedowns(model: &Model, pen: &mut Pen<'_>, layout: &Layout) {
    let screen = &model.takedowns;
    let title = match &screen.triage {
        Some(triage) => format!("TRIAGE  {} decided, {} passed over", triage.decided, triage.skipped.len()),
        None => heading(&screen.list, "requests"),
    };
    let hand = screen.case.id.filter(|_| screen.triage.is_some());
    let show = |row: &TakedownListItem, pen: &Pen<'_>| takedown(model, row, pen);
    let view = View { title, hand, empty: "No open request: the queue is empty.", show: &show };
    list(model, pen, layout.list, &screen.list, &view);
    beside(model, pen, layout, screen.list.focus, &screen.case.slot, screen.case.scroll);
}

fn takedown(model: &Model, row: &TakedownListItem, pen: &Pen<'_>) -> Line {
    let (urgency, role) = priority(row.priority);
    let glyphs = pen.glyphs();
    let (when, when_role) = match model.outbox.decides(row.id) {
        Some(pending) => (format!("{}{}", glyphs.arrow, pending.decision.verdict.decision()), Role::Good),
        None if row.resolved_at.is_some() => (row.status.to_string(), Role::Dim),
        None => due(model, row.due_at),
    };
    let mine = model.me.value.as_ref().map(|me| me.user.id);
    let claim = row.claim.as_ref().filter(|claim| claim.until > model.now);
    let held = match claim {
        Some(claim) if Some(claim.claimed_by.id) == mine => "me ",
        Some(_) => "@  ",
        None => "   ",
    };
    // Beside a case of 80 columns there is room for the beginning of the reason.
    let wide = if Layout::of(model.size).list.width >= ROOMY { 13 } else { 6 };
    let reason: String = spaced(row.reason_code.as_str()).chars().take(wide).collect();
    vec![
        piece(role, urgency),
        piece(when_role, format!("{:>9} ", when.trim_end_matches(" left"))),
        piece(Role::Accent, held),
        plain(format!("{}{} ", row.review.rating, glyphs.star)),
        dim(format!("{reason:wide$} ")),
        // Names last: what comes after letters whose width terminals disagree about would not stay in its column.
        plain(&row.vendor.display_name),
    ]
}

/// Refunds and the one at hand.
pub fn refunds(model: &Model, pen: &mut Pen<'_>, layout: &Layout) {
    let screen = &model.refunds;
    let show = |row: &RefundListItem, _: &Pen<'_>| refund(row);
    let title = heading(&screen.list, "refunds");
    let view = View { title, hand: None, empty: "There is no refund here.", show: &show };
    list(model, pen, layout.list, &screen.list, &view);
    beside(model, pen, layout, screen.list.focus, &screen.case.slot, screen.case.scroll);
}

fn refund(row: &RefundListItem) -> Line {
    let (urgency, role) = priority(row.priority);
    let status = match row.status {
        RefundStatus::Pending if row.approvals_received > 0 => {
            format!("{} of {}", row.approvals_received, row.approvals_required)
        }
        status => status.to_string(),
    };
    let status_role = match row.status {
        RefundStatus::Failed => Role::Bad,
        RefundStatus::Pending => Role::Warn,
        RefundStatus::Processed => Role::Good,
        _ => Role::Plain,
    };
    let amount = Money::new(row.requested_amount_cents, row.payment.currency);
    vec![
        piece(role, urgency),
        piece(status_role, format!(" {status:9} ")),
        plain(format!("{amount:>13} ")),
        plain(&row.user.name),
    ]
}

/// Bookings and the one at hand.
pub fn bookings(model: &Model, pen: &mut Pen<'_>, layout: &Layout) {
    let screen = &model.bookings;
    let show = |row: &BookingListItem, _: &Pen<'_>| booking(model, row);
    let title = heading(&screen.list, "bookings");
    let view = View { title, hand: None, empty: "There is no booking here.", show: &show };
    list(model, pen, layout.list, &screen.list, &view);
    beside(model, pen, layout, screen.list.focus, &screen.case.slot, screen.case.scroll);
}

fn booking(model: &Model, row: &BookingListItem) -> Line {
    let dispute = if row.has_dispute { "!" } else { " " };
    vec![
        piece(Role::Bad, dispute),
        plain(format!("{:11} ", spaced(row.status.as_str()))),
        dim(format!("{} ", short_time(model, row.scheduled_at))),
        plain(&row.user.name),
    ]
}

/// Jobs and the one at hand.
pub fn jobs(model: &Model, pen: &mut Pen<'_>, layout: &Layout) {
    let screen = &model.jobs;
    let show = |row: &JobListItem, _: &Pen<'_>| job(model, row);
    let title = heading(&screen.list, "jobs");
    let view = View { title, hand: None, empty: "There is no job here.", show: &show };
    list(model, pen, layout.list, &screen.list, &view);
    beside(model, pen, layout, screen.list.focus, &screen.case.slot, screen.case.scroll);
}

fn job(model: &Model, row: &JobListItem) -> Line {
    let role = match row.status {
        JobStatus::Failed => Role::Bad,
        JobStatus::Pending | JobStatus::Processing => Role::Warn,
        JobStatus::Succeeded => Role::Good,
        JobStatus::Cancelled => Role::Dim,
    };
    vec![
        piece(role, format!(" {:10} {:>3}% ", row.status.as_str(), row.progress_percent)),
        dim(format!("{} ", short_time(model, row.created_at))),
        plain(spaced(row.kind.as_str())),
    ]
}

/// The audit log and the entry at hand.
pub fn audit(model: &Model, pen: &mut Pen<'_>, layout: &Layout) {
    let screen = &model.audit;
    let show = |row: &AuditEntry, _: &Pen<'_>| entry(model, row);
    let title = heading(&screen.list, "entries");
    let view = View { title, hand: None, empty: "There is no entry here.", show: &show };
    list(model, pen, layout.list, &screen.list, &view);
    let known = Slot { value: screen.list.current(), ..Slot::default() };
    beside(model, pen, layout, screen.list.focus, &known, screen.scroll);
}

fn entry(model: &Model, row: &AuditEntry) -> Line {
    let who = row.admin.as_ref().map_or_else(|| row.actor.to_string(), |admin| admin.name.clone());
    vec![dim(format!("{} ", short_time(model, row.created_at))), plain(format!("{:20.20} ", row.action)), plain(who)]
}

fn heading<T: Entry, S>(list: &Listing<T, S>, what: &str) -> String {
    let marked = if list.marked.is_empty() { String::new() } else { format!(", {} marked", list.marked.len()) };
    let filter = if list.filter.is_empty() { String::new() } else { format!("  /{}", list.filter) };
    if list.head.at.is_none() {
        return format!("{what}{filter}");
    }
    let total = list.total.max(i64::try_from(list.rows.len()).unwrap_or(0));
    format!("{total} {what}{marked}{filter}")
}

/// How a list is shown.
pub struct View<'a, T> {
    /// Above it.
    pub title: String,
    /// The row at hand, where that isn't the list's own.
    pub hand: Option<uuid::Uuid>,
    /// Where there is no row.
    pub empty: &'a str,
    /// A row.
    pub show: &'a dyn Fn(&T, &Pen<'_>) -> Line,
}

/// A list: its heading, then its rows, or why there are none.
pub fn list<T: Entry, S>(model: &Model, pen: &mut Pen<'_>, area: Rect, list: &Listing<T, S>, view: &View<'_, T>) {
    pen.line(Rect { height: 1, ..area }, &[piece(Role::Heading, format!(" {}", view.title))]);
    let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if list.rows.is_empty() {
        pen.lines(inner(rows), &nothing(model, list.head.waiting.is_some(), list.head.error.as_ref(), view.empty));
        return;
    }
    for (at, (y, row)) in (rows.y..rows.bottom()).zip(list.rows.iter().skip(list.top)).enumerate() {
        let hand = view.hand.map_or(list.top + at == list.at, |hand| hand == row.id());
        let mark = if list.marked.contains(&row.id()) { pen.glyphs().mark } else { " " };
        let cursor = if hand { pen.glyphs().cursor } else { " " };
        let mut line = vec![piece(Role::Accent, format!("{cursor}{mark}"))];
        line.extend((view.show)(row, pen));
        let ground = hand.then_some(if list.focus == Focus::List { Role::Selected } else { Role::Faint });
        pen.row(Rect { y, height: 1, ..rows }, &line, ground);
    }
}

fn inner(area: Rect) -> Rect {
    Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height: area.height.saturating_sub(1) }
}

/// Why there is nothing to see.
fn nothing(model: &Model, waiting: bool, error: Option<&Error>, empty: &str) -> Vec<Line> {
    match error {
        _ if waiting || model.me.value.is_none() && model.me.error.is_none() => {
            vec![vec![dim("Loading; Esc stops it.")]]
        }
        Some(error) => failed(error),
        None => match &model.me.error {
            Some(error) => failed(error),
            None => vec![vec![dim(empty)]],
        },
    }
}

/// An error and what to do about it.
pub fn failed(error: &Error) -> Vec<Line> {
    let wrapped = crate::tui::widgets::text::wrap(&error.message, 32);
    let mut lines: Vec<Line> = wrapped.into_iter().map(|line| vec![piece(Role::Bad, line)]).collect();
    lines.push(vec![dim(format!("{}; r asks again.", error.code()))]);
    lines
}

/// The case beside a list.
fn beside<T>(model: &Model, pen: &mut Pen<'_>, layout: &Layout, focus: Focus, slot: &Slot<T>, scroll: usize) {
    pen.rule(layout.case.x.saturating_sub(1), layout.body);
    let area = layout.case;
    let lines = case::lines(model, area.width);
    let text = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let most = lines.len().saturating_sub(usize::from(text.height));
    let scroll = scroll.min(most);
    let more = if most > scroll { format!("{} lines more", most - scroll) } else { String::new() };
    let role = if focus == Focus::Case { Role::Accent } else { Role::Dim };
    let title = vec![piece(role, case::title(model)), dim(format!("  {more}"))];
    pen.line(Rect { height: 1, ..area }, &title);
    if lines.is_empty() {
        let lines = match (&slot.error, slot.waiting) {
            (Some(error), None) => failed(error),
            _ => vec![vec![dim(case::missing(model))]],
        };
        pen.lines(inner(text), &lines);
        return;
    }
    pen.lines(text, &lines[scroll..]);
}
