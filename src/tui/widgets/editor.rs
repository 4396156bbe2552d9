//! A text editor of a few lines: state that keys change, and where it stands when wrapped.

use unicode_segmentation::UnicodeSegmentation as _;

use super::text::columns;
use crate::{
    domain::untrusted::{Breaks, neutralise},
    tui::key::Key,
};

/// The most bytes that are taken: more than any field of a request holds.
const MOST: usize = 64 * 1024;

/// Text and a cursor in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editor {
    text: String,
    /// A byte offset, always between two visible characters.
    cursor: usize,
    /// Whether line breaks may be typed.
    multiline: bool,
}

impl Editor {
    /// One line.
    pub fn line(text: impl Into<String>) -> Self {
        Self { multiline: false, ..Self::multiline(text) }
    }

    /// Several lines.
    pub fn multiline(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text, multiline: true }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its characters, as limits count them.
    pub fn characters(&self) -> usize {
        self.text.trim().chars().count()
    }

    /// Replaces the text; the cursor stands at its end.
    pub fn set(&mut self, text: impl Into<String>) {
        self.text = text.into();
        self.cursor = self.text.len();
    }

    /// Inserts what was typed or pasted; what would act on a terminal comes in as it would be shown.
    pub fn insert(&mut self, text: &str) {
        let breaks = if self.multiline { Breaks::Kept } else { Breaks::Shown };
        let mut text = neutralise(text, breaks).replace('\t', " ");
        if !self.multiline {
            text = text.replace('⏎', " ");
        }
        if self.text.len() + text.len() > MOST {
            return;
        }
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
        self.settle();
    }

    /// Does what a key means in text; false where it means nothing.
    pub fn press(&mut self, key: Key) -> bool {
        match key {
            Key::Char(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            Key::Ctrl('j') | Key::Alt('\r') if self.multiline => self.insert("\n"),
            Key::Left | Key::Ctrl('b') => self.cursor = self.before(),
            Key::Right | Key::Ctrl('f') => self.cursor = self.after(),
            Key::Home | Key::Ctrl('a') => self.cursor = self.line_start(),
            Key::End | Key::Ctrl('e') => self.cursor = self.line_end(),
            Key::Backspace | Key::Ctrl('h') => self.remove(self.before(), self.cursor),
            Key::Delete => self.remove(self.cursor, self.after()),
            Key::Ctrl('w') => self.remove(self.word_start(), self.cursor),
            Key::Ctrl('u') => self.remove(self.line_start(), self.cursor),
            Key::Ctrl('k') => self.remove(self.cursor, self.line_end()),
            _ => return false,
        }
        true
    }

    /// Moves the cursor a wrapped line up or down.
    pub fn vertical(&mut self, down: bool, room: usize) {
        let (lines, (column, row)) = self.wrapped(room);
        let target = if down { row + 1 } else { row.wrapping_sub(1) };
        let Some((start, line)) = lines.get(target) else { return };
        self.cursor = start + super::text::head(line, column).len();
    }

    fn remove(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
        self.settle();
    }

    /// After a change two characters may have become one.
    fn settle(&mut self) {
        let whole = self.text.grapheme_indices(true).map(|(at, _)| at).find(|at| *at >= self.cursor);
        self.cursor = whole.unwrap_or(self.text.len());
    }

    fn before(&self) -> usize {
        self.text[..self.cursor].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        self.text[self.cursor..].graphemes(true).next().map_or(self.cursor, |next| self.cursor + next.len())
    }

    fn line_start(&self) -> usize {
        self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.cursor..].find('\n').map_or(self.text.len(), |at| self.cursor + at)
    }

    fn word_start(&self) -> usize {
        let before = self.text[..self.cursor].trim_end();
        before.rfind(char::is_whitespace).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))
    }

    /// The lines at `room` columns, each with the offset it begins at, and column and row of the cursor.
    pub fn wrapped(&self, room: usize) -> (Vec<(usize, String)>, (usize, usize)) {
        let room = room.max(2);
        let mut lines = vec![(0, String::new())];
        let mut cursor = (0, 0);
        let mut used = 0;
        for (at, cluster) in self.text.grapheme_indices(true) {
            if at == self.cursor {
                cursor = (used, lines.len() - 1);
            }
            let wide = columns(cluster);
            if cluster == "\n" {
                lines.push((at + 1, String::new()));
                used = 0;
                continue;
            }
            if used + wide > room {
                used = carry(&mut lines, at);
                if self.cursor >= lines.last().map_or(0, |line| line.0) && self.cursor <= at {
                    let start = lines.last().map_or(0, |line| line.0);
                    cursor = (columns(&self.text[start..self.cursor]), lines.len() - 1);
                }
            }
            if let Some(line) = lines.last_mut() {
                line.1.push_str(cluster);
            }
            used += wide;
        }
        if self.cursor == self.text.len() {
            cursor = (used, lines.len() - 1);
        }
        (lines, cursor)
    }
}

/// Begins a new line at `at`, with the last word of the line before where that has others; gives its columns.
fn carry(lines: &mut Vec<(usize, String)>, at: usize) -> usize {
    let Some((start, last)) = lines.last_mut() else { return 0 };
    let word = last.rfind(' ').map(|blank| blank + 1).filter(|word| *word < last.len());
    let (from, word) = match word {
        Some(word) => (*start + word, last.split_off(word)),
        None => (at, String::new()),
    };
    let used = columns(&word);
    lines.push((from, word));
    used
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Editor {
        let mut editor = Editor::multiline("");
        editor.insert(text);
        editor
    }

    #[test]
    fn characters_are_taken_and_removed_whole() {
        let mut editor = typed("e\u{301}日👨\u{200d}👩\u{200d}👧");
        editor.press(Key::Backspace);
        assert_eq!(editor.text(), "e\u{301}日");
        editor.press(Key::Left);
        editor.press(Key::Backspace);
        assert_eq!(editor.text(), "日");
        editor.press(Key::Delete);
        assert_eq!(editor.text(), "");
        editor.press(Key::Delete);
        editor.press(Key::Backspace);
    }

    #[test]
    fn what_is_pasted_can_do_no_harm() {
        let mut editor = typed("a\x1b[2Jb\r\nc\u{202e}");
        assert_eq!(editor.text(), "a\\x1b[2Jb\nc\\u{202e}");
        editor = Editor::line("");
        editor.insert("one\ntwo");
        assert_eq!(editor.text(), "one two");
    }

    #[test]
    fn lines_wrap_between_words_and_the_cursor_goes_with_them() {
        let mut editor = typed("one two three");
        let (lines, cursor) = editor.wrapped(8);
        assert_eq!(lines, [(0, "one two ".to_owned()), (8, "three".to_owned())]);
        assert_eq!(cursor, (5, 1));
        editor.vertical(false, 8);
        assert_eq!(editor.wrapped(8).1, (5, 0));
        editor.press(Key::End);
        editor.press(Key::Ctrl('w'));
        assert_eq!(editor.text(), "one two ");
        editor.press(Key::Ctrl('u'));
        assert_eq!(editor.text(), "");
    }

    #[test]
    fn any_keys_leave_the_cursor_between_characters() {
        let text = "क्\u{200d}ष ab日\u{301}\n👍🏽x";
        let keys = [
            Key::Left,
            Key::Backspace,
            Key::Char('\u{301}'),
            Key::Home,
            Key::Delete,
            Key::Right,
            Key::Char('\u{200d}'),
        ];
        for room in 1..12 {
            let mut editor = typed(text);
            for key in keys.iter().cycle().take(60) {
                editor.press(*key);
                assert!(editor.text.is_char_boundary(editor.cursor));
                let (lines, (_, row)) = editor.wrapped(room);
                assert!(row < lines.len());
            }
        }
    }
}
