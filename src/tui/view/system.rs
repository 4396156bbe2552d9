//! The system screen: how every part is doing, and live sessions.

use ratatui::layout::Rect;

use super::{
    lists::{View, list},
    words::{short_time, time},
};
use crate::{
    domain::actor::Permission,
    operations::{auth::Session, health::Status},
    tui::{
        model::Model,
        theme::Role,
        widgets::{
            pen::Pen,
            text::{Line, Piece, dim, piece, plain},
        },
    },
};

/// Rows of what is said about the session at hand.
const BELOW: u16 = 5;

/// The row of the heading of the list, for the mouse.
pub const LIST: u16 = PARTS + 1;
/// Rows that the list doesn't have.
pub const REST: usize = (PARTS + BELOW) as usize;
/// Rows of how every part is doing.
const PARTS: u16 = 9;

/// The screen.
pub fn draw(model: &Model, pen: &mut Pen<'_>, area: Rect) {
    pen.lines(Rect { x: 1, height: PARTS, ..area }, &health(model));
    let area = Rect { y: area.y + PARTS, height: area.height.saturating_sub(PARTS), ..area };
    let sessions = &model.system.sessions;
    let own = model.me.value.as_ref().map(|me| me.user.id);
    let show = |row: &Session, _: &Pen<'_>| line(model, row, own);
    let title = format!("{} live sessions", sessions.total.max(0));
    let view = View { title, hand: None, empty: "There is no session: in process there are none.", show: &show };
    let above = Rect { height: area.height.saturating_sub(BELOW), ..area };
    list(model, pen, above, sessions, &view);
    if let Some(session) = sessions.current() {
        let below = Rect { x: 1, y: above.bottom(), width: area.width.saturating_sub(1), height: BELOW };
        pen.lines(below, &detail(model, session));
    }
}

/// How every part is doing, worst said plainly.
fn health(model: &Model) -> Vec<Line> {
    let slot = &model.system.health;
    let Some(report) = &slot.value else {
        let why = match &slot.error {
            _ if !model.may(Permission::SystemHealth) => "health needs system:health".to_owned(),
            Some(error) => error.message.clone(),
            None => "Loading".to_owned(),
        };
        return vec![vec![piece(Role::Heading, "Health  "), dim(why)]];
    };
    let metrics = &report.metrics;
    let said = format!(
        "  {} {}, {} requests in a day, {:.0} ms on average",
        report.environment, report.version, metrics.request_count_24h, metrics.avg_response_time_ms
    );
    let mut lines = vec![vec![piece(Role::Heading, "Health  "), state(report.status), dim(said)]];
    for (name, part) in report.services.each() {
        let latency = part.latency_ms.map(|ms| format!("{ms:.1} ms")).unwrap_or_default();
        let error = part.error.clone().unwrap_or_default();
        lines.push(vec![
            plain(format!("{name:10}")),
            state(part.status),
            dim(format!("{latency:>10}  ")),
            plain(error),
        ]);
    }
    lines
}

fn state(status: Status) -> Piece {
    let role = match status {
        Status::Healthy => Role::Good,
        Status::Degraded => Role::Warn,
        Status::Unhealthy => Role::Bad,
        Status::Disabled => Role::Dim,
    };
    piece(role, format!("{:9}", status.as_str()))
}

fn line(model: &Model, row: &Session, own: Option<uuid::Uuid>) -> Line {
    let current = if row.current { "this one" } else { "" };
    vec![
        dim(format!("{:6} ", row.surface)),
        plain(format!("{} ", short_time(model, row.last_used_at))),
        piece(Role::Good, format!("{current:9}")),
        piece(if Some(row.admin.id) == own { Role::Strong } else { Role::Plain }, &row.admin.email),
    ]
}

fn detail(model: &Model, session: &Session) -> Vec<Line> {
    let address = session.address.as_deref().unwrap_or("an unknown address");
    let agent = session.user_agent.as_deref().unwrap_or("an unknown client");
    let mfa =
        session.mfa_at.map_or_else(|| "no second factor".into(), |at| format!("second factor {}", time(model, at)));
    vec![
        Vec::new(),
        vec![piece(Role::Heading, &session.admin.email), plain(format!("  {}", session.admin.name))],
        vec![plain(format!(
            "since {}, until {}, {mfa}",
            time(model, session.created_at),
            time(model, session.expires_at)
        ))],
        vec![plain(format!("from {address}"))],
        vec![dim(agent)],
    ]
}
