//! How things look to people: local times, wrapped text, aligned facts. Everything that leaves here is harmless text.

use std::fmt::Display;

use jiff::tz::TimeZone;
use unicode_width::UnicodeWidthStr as _;

use crate::domain::{
    time::{DAY, HOUR, MINUTE, Timestamp},
    untrusted::{Breaks, Untrusted, neutralise},
};

/// The moment, the zone, the columns and the colours to write for.
#[derive(Clone, Debug)]
pub struct Look {
    /// This moment.
    pub now: Timestamp,
    /// The zone of the person.
    pub zone: TimeZone,
    /// Columns to fill; `None` is as many as it takes.
    pub width: Option<usize>,
    /// Whether colours are welcome.
    pub colour: bool,
}

/// The columns of running text where nothing says otherwise.
const TEXT_COLUMNS: usize = 80;

impl Look {
    /// `2025-11-24 21:30`, in the person's zone.
    pub fn time(&self, moment: Timestamp) -> String {
        moment.jiff().to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// As [`Self::time`], or `-`.
    pub fn maybe_time(&self, moment: Option<Timestamp>) -> String {
        moment.map_or_else(|| "-".into(), |moment| self.time(moment))
    }

    /// How far off a deadline is: `in 3h`, `2d late`.
    pub fn due(&self, deadline: Timestamp) -> String {
        let left = deadline.since(self.now);
        let span = span(left.saturating_abs());
        if left < 0 { format!("{span} late") } else { format!("in {span}") }
    }

    /// The columns of running text: those of the terminal, at most 100.
    pub fn text_width(&self) -> usize {
        self.width.unwrap_or(TEXT_COLUMNS).clamp(40, 100)
    }

    /// A heading.
    pub fn heading(&self, text: &str) -> String {
        if self.colour { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
    }
}

fn span(micros: i64) -> String {
    match micros {
        0..MINUTE => "under 1m".to_owned(),
        MINUTE..HOUR => format!("{}m", micros / MINUTE),
        HOUR..DAY => format!("{}h", micros / HOUR),
        _ => format!("{}d", micros / DAY),
    }
}

/// Text on one line in which nothing acts on a terminal.
pub fn safe(text: &str) -> String {
    neutralise(text, Breaks::Shown)
}

/// A count of bytes as people read it.
pub fn bytes(count: i64) -> String {
    const UNITS: &[(&str, i64)] = &[("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    match UNITS.iter().find(|(_, size)| count >= *size) {
        Some((unit, size)) => format!("{}.{} {unit}", count / size, count % size * 10 / size),
        None => format!("{count} B"),
    }
}

/// Yes or no.
pub fn yes(truth: bool) -> String {
    if truth { "yes".into() } else { "no".into() }
}

/// Lines of at most `columns`, broken between words, or inside one that is longer; line breaks of the text stay.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    text.lines().flat_map(|line| wrap_line(line, columns.max(1))).collect()
}

fn wrap_line(line: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split_whitespace() {
        for piece in pieces(word, columns) {
            let last = lines.last_mut().expect("there is always a line");
            if last.is_empty() {
                last.push_str(&piece);
            } else if last.width() + 1 + piece.width() <= columns {
                last.push(' ');
                last.push_str(&piece);
            } else {
                lines.push(piece);
            }
        }
    }
    lines
}

/// A word cut into parts that fit, never inside a character and its marks.
fn pieces(word: &str, columns: usize) -> Vec<String> {
    let mut rest = word.to_owned();
    let mut out = Vec::new();
    while rest.width() > columns {
        let shown = Untrusted::new(rest.clone()).truncated(columns + 1);
        let head = shown.trim_end_matches('…').to_owned();
        match rest.strip_prefix(&head).filter(|_| !head.is_empty()) {
            Some(tail) => tail.to_owned().clone_into(&mut rest),
            None => break,
        }
        out.push(head);
    }
    out.extend(Some(rest).filter(|rest| !rest.is_empty()));
    out
}

/// Lines of a name and what it is, the names in a column of their own.
#[derive(Default)]
pub struct Facts(Vec<(&'static str, String)>);

impl Facts {
    /// Adds a fact; its text is made harmless.
    #[must_use]
    pub fn with(mut self, name: &'static str, what: impl Display) -> Self {
        self.0.push((name, safe(&what.to_string())));
        self
    }

    /// Adds a fact that may be missing.
    #[must_use]
    pub fn maybe(self, name: &'static str, what: Option<impl Display>) -> Self {
        match what {
            Some(what) => self.with(name, what),
            None => self,
        }
    }

    /// The lines, `indent` spaces in, what is long wrapped under itself.
    pub fn lines(&self, indent: usize, columns: usize) -> Vec<String> {
        let names = self.0.iter().map(|(name, _)| name.width()).max().unwrap_or_default();
        let room = columns.saturating_sub(indent + names + 2).max(20);
        let mut out = Vec::new();
        for (name, what) in &self.0 {
            for (i, line) in wrap(what, room).iter().enumerate() {
                let name = if i == 0 { name } else { "" };
                out.push(format!("{:indent$}{name:names$}  {line}", "").trim_end().to_owned());
            }
        }
        out
    }

    /// The lines as one text.
    pub fn text(&self, look: &Look) -> String {
        let mut text = self.lines(0, look.text_width()).join("\n");
        text.push('\n');
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(in crate::cli) fn look() -> Look {
        Look {
            now: Timestamp(1_764_000_000_000_000),
            zone: TimeZone::get("Asia/Kolkata").unwrap(),
            width: Some(80),
            colour: false,
        }
    }

    #[test]
    fn times_are_local_and_deadlines_relative() {
        let look = look();
        assert_eq!(look.time(look.now), "2025-11-24 21:30");
        assert_eq!(look.due(look.now.plus(3 * HOUR + 1)), "in 3h");
        assert_eq!(look.due(look.now.plus(-2 * DAY)), "2d late");
        assert_eq!(look.maybe_time(None), "-");
    }

    #[test]
    fn text_wraps_between_words_and_keeps_its_breaks() {
        assert_eq!(wrap("one two three\n\nfour", 8), ["one two", "three", "", "four"]);
        assert_eq!(wrap("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
        assert_eq!(wrap("日本語", 4), ["日本", "語"]);
        assert_eq!(wrap("日", 1), ["日"], "what can't fit is not lost");
    }

    #[test]
    fn facts_stand_in_columns_and_are_harmless() {
        let facts = Facts::default().with("Name", "A\x1bB").maybe("None", None::<i64>).with("Long name", 5);
        assert_eq!(facts.lines(1, 80), [" Name       A\\x1bB", " Long name  5"]);
        assert_eq!(Facts::default().with("A", "word ".repeat(10)).lines(0, 30)[1], "   word word word word word");
    }

    #[test]
    fn sizes() {
        assert_eq!([0, 1023, 1536, 5 << 30].map(bytes), ["0 B", "1023 B", "1.5 KiB", "5.0 GiB"]);
    }
}
