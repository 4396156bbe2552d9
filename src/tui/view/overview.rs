//! The overview: what waits, what is late, where bookings stand.

use ratatui::layout::Rect;

use super::words::{count, due, spaced};
use crate::{
    domain::{actor::Permission, booking::BookingStatus, money::Money},
    error::Error,
    tui::{
        model::{Model, slot::Slot},
        theme::Role,
        widgets::{
            chart,
            pen::Pen,
            text::{Line, dim, piece, plain},
        },
    },
};

/// The screen: a box for each queue, and bookings by where they stand.
pub fn draw(model: &Model, pen: &mut Pen<'_>, area: Rect) {
    let half = area.width / 2;
    let high = 8;
    let top = Rect { height: high, ..area };
    let left = Rect { width: half, ..top };
    let right = Rect { x: area.x + half, width: area.width - half, ..top };
    boxed(pen, left, "Takedowns", &takedowns(model));
    boxed(pen, right, "Refunds", &refunds(model));
    let states = Rect { y: area.y + high, height: 8, ..area };
    let inner = pen.frame(states, &[piece(Role::Heading, " Bookings ")], Role::Dim);
    bookings(model, pen, inner);
    let charts = Rect { y: states.bottom(), height: area.bottom().saturating_sub(states.bottom()), ..area };
    figures(model, pen, Rect { width: half, ..charts }, Rect { x: area.x + half, width: area.width - half, ..charts });
}

/// Bookings and revenue of the last weeks, a column a day.
fn figures(model: &Model, pen: &mut Pen<'_>, left: Rect, right: Rect) {
    let may = model.may(Permission::AnalyticsView);
    let booked = model.overview.booked.value.as_ref();
    let counts = booked.map(|all| all.data.time_series.iter().map(|day| day.counts.total_bookings).collect::<Vec<_>>());
    let said = booked.map(|all| {
        let counts = &all.data.summary.counts;
        let value = Money::new(counts.total_value_cents, all.meta.currency);
        format!("{} bookings, {value}", counts.total_bookings)
    });
    charted(pen, left, "Bookings a day", said, counts, may, model.overview.booked.error.as_ref());
    let earned = model.overview.earned.value.as_ref();
    let sums = earned.map(|all| all.data.time_series.iter().map(|day| day.sums.net_revenue_cents).collect::<Vec<_>>());
    let said = earned.map(|all| {
        let net = Money::new(all.data.summary.sums.net_revenue_cents, all.meta.currency);
        format!("{net} net")
    });
    charted(pen, right, "Revenue a day", said, sums, may, model.overview.earned.error.as_ref());
}

fn charted(
    pen: &mut Pen<'_>,
    area: Rect,
    title: &str,
    said: Option<String>,
    values: Option<Vec<i64>>,
    may: bool,
    error: Option<&Error>,
) {
    if area.height < 3 {
        return;
    }
    let said = said.map(|said| format!(" {said} ")).unwrap_or_default();
    let inner = pen.frame(area, &[piece(Role::Heading, format!(" {title} ")), dim(said)], Role::Dim);
    match values {
        Some(values) => chart::columns(pen, inner, &values, Role::Accent),
        None => pen.lines(inner, &missing(Permission::AnalyticsView, may, error)),
    }
}

fn boxed(pen: &mut Pen<'_>, area: Rect, title: &str, lines: &[Line]) {
    let inner = pen.frame(area, &[piece(Role::Heading, format!(" {title} "))], Role::Dim);
    pen.lines(Rect { x: inner.x + 1, width: inner.width.saturating_sub(1), ..inner }, lines);
}

/// What is said of numbers that are not there.
fn missing(permission: Permission, may: bool, error: Option<&Error>) -> Vec<Line> {
    match error {
        _ if !may => vec![vec![dim(format!("needs {permission}"))]],
        Some(error) => vec![vec![piece(Role::Bad, &error.message)]],
        None => vec![vec![dim("Loading")]],
    }
}

fn takedowns(model: &Model) -> Vec<Line> {
    let may = model.may(Permission::ReviewsModerate);
    let slot = &model.overview.takedowns;
    let Some(counts) = &slot.value else { return missing(Permission::ReviewsModerate, may, slot.error.as_ref()) };
    let mut lines = vec![
        vec![piece(Role::Strong, format!("{:>7} ", counts.open)), plain("open")],
        vec![plain(format!("{:>7} accepted", counts.accepted))],
        vec![plain(format!("{:>7} rejected", counts.rejected))],
        vec![dim(format!("{:>6.1}h to a decision, on average", counts.avg_resolution_time_hours))],
    ];
    if let Some(Some((number, at))) = &model.overview.first_due.value {
        let (when, role) = due(model, *at);
        lines.push(vec![plain("first due "), piece(role, when), dim(format!("  {number}"))]);
    }
    lines
}

fn refunds(model: &Model) -> Vec<Line> {
    let may = model.may(Permission::RefundsList);
    let slot = &model.overview.refunds;
    let Some(counts) = &slot.value else { return missing(Permission::RefundsList, may, slot.error.as_ref()) };
    let waiting = Money::new(counts.total_amount_pending_cents, counts.currency);
    let failed = if counts.failed > 0 { Role::Bad } else { Role::Plain };
    let mut lines = vec![
        vec![piece(Role::Strong, format!("{:>7} ", counts.pending)), plain(format!("pending, {waiting}"))],
        vec![plain(format!("{:>7} approved, on their way", counts.approved))],
        vec![plain(format!("{:>7} processed", counts.processed))],
        vec![piece(failed, format!("{:>7} failed", counts.failed)), plain(format!(", {} rejected", counts.rejected))],
    ];
    if let Some(all) = &model.refunds.reconciliation.value {
        lines.push(if all.frozen {
            vec![piece(Role::Bad, "FROZEN: nothing is sent to the gateway")]
        } else {
            let differences = count(all.differences_total, "difference", "differences");
            vec![dim(format!("sent to {}; {differences} to the gateway", all.gateway))]
        });
    }
    lines
}

fn bookings(model: &Model, pen: &mut Pen<'_>, area: Rect) {
    let may = model.may(Permission::BookingsList);
    let of = |status: &BookingStatus| model.overview.bookings.get(status);
    let all: i64 = BookingStatus::ALL.iter().filter_map(|status| of(status)?.value).sum();
    if !may || model.overview.bookings.is_empty() {
        pen.lines(area, &missing(Permission::BookingsList, may, None));
        return;
    }
    let width = usize::from(area.width.saturating_sub(32));
    let lines: Vec<Line> = BookingStatus::ALL.iter().map(|status| bar(pen, *status, of(status), all, width)).collect();
    pen.lines(area, &lines);
}

fn bar(pen: &Pen<'_>, status: BookingStatus, slot: Option<&Slot<i64>>, all: i64, width: usize) -> Line {
    let name = plain(format!(" {:12}", spaced(status.as_str())));
    if let Some(value) = slot.and_then(|slot| slot.value) {
        let bar = chart::bar(pen, value, all, width);
        return vec![name, plain(format!("{value:>9}  ")), piece(Role::Accent, bar)];
    }
    let why = slot.and_then(|slot| slot.error.as_ref()).map_or("", |error| error.message.as_str());
    vec![name, dim(format!("{:>9}  {why}", "-"))]
}
