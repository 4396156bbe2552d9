//! How the model looks: functions that read it and draw, and change nothing.
//!
//! [`draw`] draws a whole frame. The bars are in `bars`, lists in `lists`, cases as running text in `case`, the screens
//! without a case in `overview` and `system`, what lies over them in `overlays` and `panels`. Text is drawn by the
//! [`Pen`] alone. To add a screen: a function here that draws it into the body, its line in `body`.

mod bars;
mod case;
mod doc;
mod lists;
mod overlays;
mod overview;
mod panels;
mod system;
mod words;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

pub use self::{
    bars::tab_at,
    system::{LIST as SYSTEM_LIST, REST as SYSTEM_REST},
};
use super::{
    layout::{Layout, fits},
    model::{Model, SMALLEST, tabs::Tab},
    theme::Role,
    widgets::{
        pen::Pen,
        text::{piece, plain},
    },
};

/// Draws a frame; gives the place of the cursor where text is typed.
pub fn draw(model: &Model, buffer: &mut Buffer) -> Option<Position> {
    let mut pen = Pen::new(buffer, model.theme);
    if !fits(model.size) {
        too_small(model, &mut pen);
        return None;
    }
    let layout = Layout::of(model.size);
    bars::tabs(model, &mut pen, layout.tabs);
    body(model, &mut pen, &layout);
    bars::status(model, &mut pen, layout.status);
    bars::keys(model, &mut pen, layout.keys);
    model.overlay.as_ref().and_then(|overlay| overlays::draw(model, overlay, &mut pen, &layout))
}

fn body(model: &Model, pen: &mut Pen<'_>, layout: &Layout) {
    if let Some(permission) = super::update::needed(model.tab).filter(|permission| !model.may(*permission)) {
        let lines = [
            vec![piece(Role::Strong, format!("{} need the permission {permission}.", model.tab.name()))],
            vec![plain("You don't hold it. Somebody who may grant roles can give you one that does.")],
        ];
        pen.lines(inset(layout.body), &lines);
        return;
    }
    match model.tab {
        Tab::Overview => overview::draw(model, pen, layout.body),
        Tab::System => system::draw(model, pen, layout.body),
        Tab::Takedowns => lists::takedowns(model, pen, layout),
        Tab::Refunds => lists::refunds(model, pen, layout),
        Tab::Bookings => lists::bookings(model, pen, layout),
        Tab::Jobs => lists::jobs(model, pen, layout),
        Tab::Audit => lists::audit(model, pen, layout),
    }
}

/// How far the case in view can be scrolled until its last line is seen.
pub fn reach(model: &Model) -> usize {
    let area = Layout::of(model.size).case;
    case::lines(model, area.width).len().saturating_sub(usize::from(area.height.saturating_sub(1)))
}

fn inset(area: Rect) -> Rect {
    Rect { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: area.height.saturating_sub(2) }
}

fn too_small(model: &Model, pen: &mut Pen<'_>) {
    let (width, height) = model.size;
    let (least_width, least_height) = SMALLEST;
    let unsent = model.outbox.pending.len();
    let mut lines = vec![
        vec![piece(Role::Strong, format!("This screen is {width}x{height}."))],
        vec![plain(format!("It takes {least_width}x{least_height}."))],
        vec![plain("Nothing is lost; q leaves.")],
    ];
    if unsent > 0 {
        lines.push(vec![piece(Role::Warn, format!("{unsent} decisions are on their way."))]);
    }
    let area = pen.area();
    pen.lines(area, &lines);
}
