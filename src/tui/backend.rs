//! The terminal as a place to draw on, where letters of any script stand in their columns.

use ratatui::{
    backend::{Backend, ClearType, WindowSize},
    buffer::{Buffer, Cell, CellDiffOption},
    layout::{Position, Size},
};

use super::widgets::text::columns;

/// A backend that says the column again after every character whose width terminals disagree about.
///
/// Marks, joiners and clusters of Indic scripts are counted differently by different terminals; what comes after them
/// in a row would be shifted otherwise.
pub struct Steady<B>(pub B);

/// Whether all terminals agree about the width of what is drawn in a cell.
fn sure(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        // ASCII, and the lines, blocks and signs that the program itself draws.
        (Some(c), None) => c.is_ascii() || matches!(c, '\u{2500}'..='\u{25ff}' | '\u{2800}'..='\u{28ff}' | '…' | '→'),
        _ => false,
    }
}

/// Has every cell of a row drawn anew that has changed and holds, or held, such characters: what a terminal made of them
/// may reach further than their cells, and would be left behind otherwise.
///
/// A frame of another size follows a cleared screen.
pub fn sweep(before: &Buffer, next: &mut Buffer) {
    let width = usize::from(next.area.width).max(1);
    let cleared = before.area != next.area;
    for (y, row) in next.content.chunks_mut(width).enumerate() {
        let old = if cleared { &[] } else { &before.content[y * width..y * width + row.len()] };
        let strange = |cells: &[Cell]| cells.iter().any(|cell| !sure(cell.symbol()));
        if *row == *old || !(strange(row) || strange(old)) {
            continue;
        }
        let mut at = 0;
        while at < row.len() {
            row[at].set_diff_option(CellDiffOption::AlwaysUpdate);
            at += columns(row[at].symbol()).max(1);
        }
    }
}

impl<B: Backend> Backend for Steady<B> {
    type Error = B::Error;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), B::Error>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut run: Vec<(u16, u16, &Cell)> = Vec::new();
        for cell in content {
            run.push(cell);
            if !sure(cell.2.symbol()) {
                // What is drawn next begins by going to its place.
                self.0.draw(run.drain(..))?;
            }
        }
        self.0.draw(run.into_iter())
    }

    fn hide_cursor(&mut self) -> Result<(), B::Error> {
        self.0.hide_cursor()
    }

    fn show_cursor(&mut self) -> Result<(), B::Error> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> Result<Position, B::Error> {
        self.0.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), B::Error> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> Result<(), B::Error> {
        self.0.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> Result<(), B::Error> {
        self.0.clear_region(clear_type)
    }

    fn size(&self) -> Result<Size, B::Error> {
        self.0.size()
    }

    fn window_size(&mut self) -> Result<WindowSize, B::Error> {
        self.0.window_size()
    }

    fn flush(&mut self) -> Result<(), B::Error> {
        self.0.flush()
    }
}
