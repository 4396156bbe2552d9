//! Where things stand on a screen of a size; what is drawn and what is clicked read the same.

use ratatui::layout::Rect;

use super::model::SMALLEST;

/// The parts of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The tabs.
    pub tabs: Rect,
    /// Everything between the bars.
    pub body: Rect,
    /// The list, on tabs that have one: its heading in the first row.
    pub list: Rect,
    /// The case beside it.
    pub case: Rect,
    /// What goes on.
    pub status: Rect,
    /// The valid keys.
    pub keys: Rect,
}

impl Layout {
    /// The parts at this many columns and rows.
    pub fn of((width, height): (u16, u16)) -> Self {
        let row = |y| Rect { x: 0, y, width, height: 1 };
        let body = Rect { x: 0, y: 1, width, height: height.saturating_sub(3) };
        // Narrow enough for the case to be read beside it.
        let list_width = (width * 2 / 5).clamp(34, 76).min(width);
        let list = Rect { width: list_width, ..body };
        let x = list_width + 1;
        let case = Rect { x, width: width.saturating_sub(x), ..body };
        let status = row(height.saturating_sub(2));
        Self { tabs: row(0), body, list, case, status, keys: row(height.saturating_sub(1)) }
    }

    /// The rows of a list beside a case.
    pub fn list_rows(&self) -> usize {
        usize::from(self.list.height.saturating_sub(1))
    }

    /// Where something lies over the screen: all of the body at 80 columns, its middle on larger ones.
    pub fn panel(&self, width: u16, height: u16) -> Rect {
        let (width, height) = (width.min(self.body.width), height.min(self.body.height));
        Rect {
            x: self.body.x + (self.body.width - width) / 2,
            y: self.body.y + (self.body.height - height) / 2,
            width,
            height,
        }
    }
}

/// Whether a screen is large enough to be worked on.
pub const fn fits((width, height): (u16, u16)) -> bool {
    width >= SMALLEST.0 && height >= SMALLEST.1
}
