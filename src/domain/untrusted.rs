//! Text written by strangers: review bodies, names, notes, descriptions.
//!
//! Such text may carry terminal escapes, bidi overrides and invisible characters. [`Untrusted`] keeps it as it came
//! for storage and JSON, and shows it only with those made visible.

mod neutralise;

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_width::UnicodeWidthStr;

pub(crate) use neutralise::is_hidden;
pub use neutralise::{Breaks, neutralise};

/// A string from outside whose `Display` and `Debug` show every control, bidi and invisible character as an escape.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Untrusted(String);

impl Untrusted {
    /// Wraps text as it came.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text as it came: for storage, comparison, searching and JSON, never for people.
    pub fn raw(&self) -> &str {
        &self.0
    }

    /// The text as it came, by value.
    pub fn into_raw(self) -> String {
        self.0
    }

    /// The text for people with its real line breaks kept and everything else neutralised.
    pub fn multiline(&self) -> String {
        neutralise(&self.0, Breaks::Kept)
    }

    /// The text for people on one line of at most `columns` terminal columns, ending in `…` where it was cut.
    pub fn truncated(&self, columns: usize) -> String {
        let shown = self.to_string();
        if shown.width() <= columns {
            return shown;
        }
        let mut cut = head(&shown, columns.saturating_sub(1)).to_owned();
        if columns > 0 {
            cut.push('…');
        }
        cut
    }
}

impl fmt::Display for Untrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&neutralise(&self.0, Breaks::Shown))
    }
}

impl fmt::Debug for Untrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", neutralise(&self.0, Breaks::Shown))
    }
}

impl From<String> for Untrusted {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Untrusted {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// A CSV cell that no spreadsheet takes for a formula: with `'` before it where it begins like one.
///
/// Beside `=`, `+`, `-`, `@`, tab and CR these are LF and the full-width forms, which some spreadsheets read alike.
pub fn csv_cell(text: &str) -> Cow<'_, str> {
    const FORMULA_STARTS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.starts_with(FORMULA_STARTS) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The longest beginning of `text` that takes at most `columns`, never cut inside a character and its marks.
fn head(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let mut end = 0;
    while let Some(cluster) = first_cluster(&text[end..]) {
        used += cluster.width();
        if used > columns {
            break;
        }
        end += cluster.len();
    }
    &text[..end]
}

/// The first character of `text` with the marks, joiners and joined characters that follow it; `None` at the end.
fn first_cluster(text: &str) -> Option<&str> {
    let mut chars = text.char_indices();
    let (_, mut last) = chars.next()?;
    for (at, c) in chars {
        if !neutralise::extends(last, c) {
            return Some(&text[..at]);
        }
        last = c;
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formula_cells_are_quoted() {
        for start in ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"] {
            assert_eq!(csv_cell(&format!("{start}1")), format!("'{start}1"));
        }
        for plain in ["", "a=1", "'=1", " =1", "1-2", "नमस्ते"] {
            assert_eq!(csv_cell(plain), plain);
        }
    }

    #[test]
    fn json_carries_the_raw_text() {
        let text = Untrusted::from("a\u{202e}b");
        let json = serde_json::to_string(&text).unwrap();
        assert_eq!(json, "\"a\u{202e}b\"");
        assert_eq!(serde_json::from_str::<Untrusted>(&json).unwrap(), text);
    }

    #[test]
    fn debug_is_neutralised() {
        assert_eq!(format!("{:?}", Untrusted::from("\x1b[2J")), "\"\\x1b[2J\"");
    }

    #[test]
    fn display_honours_padding() {
        assert_eq!(format!("{:<4}|", Untrusted::from("ab")), "ab  |");
    }

    #[test]
    fn truncation_counts_columns_and_keeps_marks_with_their_letter() {
        let cases = [
            ("abc", 3, "abc"),
            ("abcd", 3, "ab…"),
            ("abcd", 1, "…"),
            ("abcd", 0, ""),
            ("日本語", 5, "日本…"),
            ("日本語", 4, "日…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("👨‍👩‍👧 family", 4, "👨‍👩‍👧 …"),
        ];
        for (text, columns, expected) in cases {
            assert_eq!(Untrusted::from(text).truncated(columns), expected, "{text:?} in {columns}");
        }
    }

    proptest! {
        #[test]
        fn truncated_text_fits(text in "\\PC{0,20}|.{0,20}", columns in 0_usize..12) {
            let shown = Untrusted::new(text.clone()).truncated(columns);
            prop_assert!(shown.width() <= columns, "{shown:?} is wider than {columns}");
        }

        #[test]
        fn display_never_breaks_the_line(text in any::<String>()) {
            let shown = Untrusted::new(text).to_string();
            prop_assert!(!shown.chars().any(char::is_control));
        }
    }
}
