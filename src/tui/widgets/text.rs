//! Text that may be shown: made harmless, measured in columns, wrapped, cut.

use std::fmt::Display;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::{
    domain::untrusted::{Breaks, neutralise},
    tui::theme::Role,
};

/// Text of one role on one line, in which nothing acts on a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    role: Role,
    text: String,
}

/// A line of pieces.
pub type Line = Vec<Piece>;

/// A piece of whatever text; what could act on a terminal is made visible.
pub fn piece(role: Role, text: impl Display) -> Piece {
    Piece { role, text: safe(&text.to_string()) }
}

/// Running text.
pub fn plain(text: impl Display) -> Piece {
    piece(Role::Plain, text)
}

/// Text that matters less.
pub fn dim(text: impl Display) -> Piece {
    piece(Role::Dim, text)
}

impl Piece {
    /// What it is.
    pub const fn role(&self) -> Role {
        self.role
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// Text on one line in which nothing acts on a terminal.
pub fn safe(text: &str) -> String {
    // Almost everything that is shown is ASCII, and was made harmless before or never was anything else.
    if text.bytes().all(|b| b.is_ascii_graphic() || b == b' ') {
        return text.to_owned();
    }
    neutralise(text, Breaks::Shown)
}

/// The columns that text takes.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The columns that a line takes.
pub fn line_columns(line: &[Piece]) -> usize {
    line.iter().map(|piece| columns(&piece.text)).sum()
}

/// Text of at most `most` columns, with `end` where it was cut; never cut inside a visible character.
pub fn cut(text: &str, most: usize, end: &str) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let room = most.saturating_sub(columns(end));
    let mut out = head(text, room).to_owned();
    if columns(end) <= most {
        out.push_str(end);
    }
    out
}

/// The longest beginning that takes at most `most` columns.
pub fn head(text: &str, most: usize) -> &str {
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += columns(cluster);
        if used > most {
            return &text[..at];
        }
    }
    text
}

/// Lines of at most `room` columns of text that strangers wrote, its own breaks kept, broken between words or inside
/// one that is longer.
pub fn wrap(text: &str, room: usize) -> Vec<String> {
    let text = neutralise(text, Breaks::Kept);
    text.split('\n').flat_map(|line| wrap_line(line, room.max(1))).collect()
}

fn wrap_line(line: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for part in line.split_inclusive(' ') {
        let word = part.trim_end_matches(' ');
        let blanks = &part[word.len()..];
        if !word.is_empty() && used + columns(word) > room {
            used = start_line(&mut lines, word, room, used);
        } else {
            push(&mut lines, word);
            used += columns(word);
        }
        // Blanks stay inside a line; at its end, and where a line was broken, they are not needed.
        if used + blanks.len() <= room {
            push(&mut lines, blanks);
            used += blanks.len();
        } else {
            used = room;
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// Begins a new line with `word`, cut where it is longer than a line; gives the columns used.
fn start_line(lines: &mut Vec<String>, word: &str, room: usize, used: usize) -> usize {
    if used > 0 {
        lines.push(String::new());
    }
    let mut at = 0;
    for cluster in word.graphemes(true) {
        let wide = columns(cluster);
        if at + wide > room && at > 0 {
            lines.push(String::new());
            at = 0;
        }
        push(lines, cluster);
        at += wide;
    }
    at
}

fn push(lines: &mut [String], text: &str) {
    if let Some(last) = lines.last_mut() {
        last.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_and_wrapped_by_columns_and_never_inside_a_character() {
        assert_eq!(cut("abcdef", 4, "…"), "abc…");
        assert_eq!(cut("日本語", 5, "…"), "日本…");
        assert_eq!(cut("ಬೆಂಗಳೂರು", 0, "…"), "");
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("a\n\nb", 9), ["a", "", "b"]);
        assert_eq!(wrap("日本語", 1), ["日", "本", "語"], "what can't fit is not lost");
        for line in wrap("ಬೆಂಗಳೂರಿನಲ್ಲಿ ಶುಚಿಗೊಳಿಸುವಿಕೆ ಚೆನ್ನಾಗಿತ್ತು", 9)
        {
            assert!(columns(&line) <= 9, "{line}");
        }
    }

    #[test]
    fn a_piece_holds_nothing_that_acts() {
        let shown = piece(Role::Plain, "a\x1b[2J\u{202e}b\nc\u{9b}");
        assert_eq!(shown.as_str(), "a\\x1b[2J\\u{202e}b⏎c\\x9b");
        assert_eq!(wrap("a\x1b[2J\tb", 40), ["a\\x1b[2J→b"]);
    }
}
