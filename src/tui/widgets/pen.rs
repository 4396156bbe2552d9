//! Draws pieces into a buffer: the only way onto the screen.

use std::borrow::Cow;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::text::{Line, Piece, columns, cut};
use crate::tui::theme::{Glyphs, Role, Theme, ThemeName};

/// A buffer, a theme, and nothing outside of either.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
}

impl<'a> Pen<'a> {
    /// A pen on this buffer.
    pub const fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        Self { buffer, theme }
    }

    /// The theme.
    pub const fn theme(&self) -> Theme {
        self.theme
    }

    /// The characters to draw with.
    pub const fn glyphs(&self) -> &'static Glyphs {
        self.theme.glyphs()
    }

    /// Everything that can be drawn on.
    pub const fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Draws a line from the left edge of the first row of `area`, cut with an ellipsis where it is wider.
    pub fn line(&mut self, area: Rect, line: &[Piece]) {
        self.line_over(area, line, None);
    }

    /// As [`Self::line`], the whole row in the style of `ground`.
    pub fn row(&mut self, area: Rect, line: &[Piece], ground: Option<Role>) {
        let area = self.inside(Rect { height: area.height.min(1), ..area });
        if let Some(ground) = ground {
            self.buffer.set_style(area, self.theme.style(ground));
        }
        self.line_over(area, line, ground);
    }

    fn line_over(&mut self, area: Rect, line: &[Piece], ground: Option<Role>) {
        let area = self.inside(area);
        if area.is_empty() {
            return;
        }
        let mut left = usize::from(area.width);
        for piece in line {
            let at = area.right() - u16::try_from(left).unwrap_or(area.width);
            let text = cut(&self.spelled(piece.as_str()), left, self.glyphs().ellipsis);
            let style = self.over(ground, piece.role());
            self.buffer.set_stringn(at, area.y, &text, left, style);
            left = left.saturating_sub(columns(&text));
            if left == 0 {
                break;
            }
        }
    }

    /// In ASCII what the program itself put there is spelled out; the letters of people stay theirs.
    fn spelled<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.theme.0 != ThemeName::Ascii || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let swaps = [("₹", "Rs "), ("…", "~"), ("⏎", "\\n"), ("→", "->"), ("·", "-"), ("★", "*"), ("–", "-")];
        Cow::Owned(swaps.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to)))
    }

    /// On the row at hand its own colours hold; only what is bold or underlined stays so.
    fn over(&self, ground: Option<Role>, role: Role) -> Style {
        let style = self.theme.style(role);
        match ground {
            Some(Role::Selected | Role::Bar) => {
                Style { add_modifier: style.add_modifier, ..self.theme.style(ground.unwrap_or(role)) }
                    .add_modifier(self.theme.style(ground.unwrap_or(role)).add_modifier)
            }
            _ => style,
        }
    }

    /// Draws lines from the top, as many as fit.
    pub fn lines(&mut self, area: Rect, lines: &[Line]) {
        for (y, line) in (area.y..area.bottom()).zip(lines) {
            self.line(Rect { y, height: 1, ..area }, line);
        }
    }

    /// Makes an area blank.
    pub fn clear(&mut self, area: Rect) {
        let area = self.inside(area);
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }

    /// Draws a frame with a title and gives the area inside.
    pub fn frame(&mut self, area: Rect, title: &[Piece], role: Role) -> Rect {
        let area = self.inside(area);
        if area.width < 2 || area.height < 2 {
            return Rect { width: 0, height: 0, ..area };
        }
        let glyphs = self.glyphs();
        let across = glyphs.horizontal.repeat(usize::from(area.width - 2));
        let [top_left, top_right, bottom_left, bottom_right] = glyphs.corners;
        let style = self.theme.style(role);
        let last = area.bottom() - 1;
        self.buffer.set_stringn(area.x, area.y, format!("{top_left}{across}{top_right}"), area.width.into(), style);
        self.buffer.set_stringn(area.x, last, format!("{bottom_left}{across}{bottom_right}"), area.width.into(), style);
        for y in area.y + 1..last {
            self.buffer.set_string(area.x, y, glyphs.vertical, style);
            self.buffer.set_string(area.right() - 1, y, glyphs.vertical, style);
        }
        if !title.is_empty() {
            let room = Rect { x: area.x + 2, width: area.width.saturating_sub(4), height: 1, ..area };
            self.line(room, title);
        }
        Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
    }

    /// Draws a vertical rule.
    pub fn rule(&mut self, x: u16, area: Rect) {
        let style = self.theme.style(Role::Dim);
        for y in area.y..area.bottom() {
            if x < self.buffer.area.right() && y < self.buffer.area.bottom() {
                self.buffer.set_string(x, y, self.glyphs().vertical, style);
            }
        }
    }

    fn inside(&self, area: Rect) -> Rect {
        area.intersection(self.buffer.area)
    }
}
