//! The system screen: live sessions.

use ratatui::layout::Rect;

use super::{
    lists::{View, list},
    words::{short_time, time},
};
use crate::{
    operations::auth::Session,
    tui::{
        model::{Model, tabs::Focus},
        theme::Role,
        widgets::{
            pen::Pen,
            text::{Line, dim, piece, plain},
        },
    },
};

/// Rows of what is said about the session at hand.
const BELOW: u16 = 5;

/// The screen.
pub fn draw(model: &Model, pen: &mut Pen<'_>, area: Rect) {
    let sessions = &model.system.sessions;
    let own = model.me.value.as_ref().map(|me| me.user.id);
    let show = |row: &Session, _: &Pen<'_>| line(model, row, own);
    let title = format!("{} live sessions", sessions.total.max(0));
    let view = View {
        title,
        focus: Focus::List,
        hand: None,
        empty: "There is no session: in process there are none.",
        show: &show,
    };
    let above = Rect { height: area.height.saturating_sub(BELOW), ..area };
    list(model, pen, above, sessions, &view);
    if let Some(session) = sessions.current() {
        let below = Rect { x: 1, y: above.bottom(), width: area.width.saturating_sub(1), height: BELOW };
        pen.lines(below, &detail(model, session));
    }
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
