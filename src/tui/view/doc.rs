//! Running text for a case: headings, facts, prose, one after the other.

use crate::tui::{
    theme::{Glyphs, Role},
    widgets::text::{Line, dim, piece, plain, wrap},
};

/// The columns of the names of facts.
const NAMES: usize = 11;

/// Text that grows downwards, at a width.
pub struct Doc {
    lines: Vec<Line>,
    width: usize,
    glyphs: &'static Glyphs,
}

impl Doc {
    /// Nothing yet.
    pub fn new(width: u16, glyphs: &'static Glyphs) -> Self {
        Self { lines: Vec::new(), width: usize::from(width).max(20), glyphs }
    }

    /// A line of its own.
    pub fn line(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// A sentence that matters, as many lines as it takes.
    pub fn note(&mut self, role: Role, text: &str) {
        let lines = wrap(text, self.width.saturating_sub(2)).into_iter();
        self.lines.extend(lines.map(|line| vec![piece(role, format!(" {line}"))]));
    }

    /// A heading, with what is said beside it.
    pub fn heading(&mut self, title: &str, beside: &str) {
        if !self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        self.lines.push(vec![piece(Role::Heading, title), dim(format!("  {beside}"))]);
    }

    /// A name and what it is; what is long goes on below itself.
    pub fn fact(&mut self, name: &str, what: impl std::fmt::Display) {
        self.fact_in(Role::Plain, name, what);
    }

    /// As [`Self::fact`], in another role.
    pub fn fact_in(&mut self, role: Role, name: &str, what: impl std::fmt::Display) {
        let room = self.width.saturating_sub(NAMES + 2);
        for (at, line) in wrap(&what.to_string(), room).into_iter().enumerate() {
            let name = if at == 0 { name } else { "" };
            self.lines.push(vec![dim(format!("  {name:NAMES$}")), piece(role, line)]);
        }
    }

    /// A fact that may be missing.
    pub fn maybe(&mut self, name: &str, what: Option<impl std::fmt::Display>) {
        if let Some(what) = what {
            self.fact(name, what);
        }
    }

    /// What a stranger wrote, marked as theirs.
    pub fn prose(&mut self, text: &str) {
        let bar = format!("  {} ", self.glyphs.quote);
        for line in wrap(text, self.width.saturating_sub(4)) {
            self.lines.push(vec![dim(&bar), plain(line)]);
        }
    }

    /// Something at a moment.
    pub fn event(&mut self, when: &str, what: &str) {
        let room = self.width.saturating_sub(when.len() + 4);
        for (at, line) in wrap(what, room).into_iter().enumerate() {
            let when = if at == 0 { when.to_owned() } else { " ".repeat(when.len()) };
            self.lines.push(vec![dim(format!("  {when}  ")), plain(line)]);
        }
    }

    /// The text.
    pub fn done(self) -> Vec<Line> {
        self.lines
    }
}
