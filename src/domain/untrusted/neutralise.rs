//! Which characters are shown as escapes, and which invisible ones are let through because a script needs them.

use std::fmt::Write as _;

use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

const ZWNJ: char = '\u{200c}';
const ZWJ: char = '\u{200d}';
const KEYCAP: char = '\u{20e3}';

/// What becomes of line breaks in neutralised text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaks {
    /// Each is shown as `⏎`, so that the text stays on one line.
    Shown,
    /// Each stays one `\n`.
    Kept,
}

/// The text with every control, bidi and invisible character replaced by something visible.
///
/// Tab becomes `→`, LF and CRLF follow `breaks`, other controls become `\x1b`, all else `\u{202e}`. Joiners stay
/// between letters of scripts that need them and inside emoji; emoji and text selectors stay behind a symbol.
pub fn neutralise(text: &str, breaks: Breaks) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        if c == '\r' && after == Some('\n') {
            continue;
        }
        let kept = !is_hidden(c) || is_needed(c, before, after);
        if kept {
            out.push(c);
        } else {
            escape(&mut out, c, breaks);
        }
        before = kept.then_some(c);
    }
    out
}

/// Whether `next` belongs to the same visible character as `last`, so that the two must not be cut apart.
pub(super) fn extends(last: char, next: char) -> bool {
    let skin_tone = matches!(next, '\u{1f3fb}'..='\u{1f3ff}');
    last == ZWJ || skin_tone || next.width() == Some(0)
}

fn escape(out: &mut String, c: char, breaks: Breaks) {
    let code = u32::from(c);
    match c {
        '\n' if breaks == Breaks::Kept => out.push('\n'),
        '\n' => out.push('⏎'),
        '\t' => out.push('→'),
        _ if code <= 0xff => write!(out, "\\x{code:02x}").expect("a String takes every write"),
        _ => write!(out, "\\u{{{code:x}}}").expect("a String takes every write"),
    }
}

/// Control, format and default-ignorable characters: they act on the text, or hide in it, without being seen.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{13430}'..='\u{1343f}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Whether this hidden character does honest work between these neighbours; `before` is `None` behind an escape.
fn is_needed(c: char, before: Option<char>, after: Option<char>) -> bool {
    match (c, before, after) {
        (ZWNJ, Some(a), Some(b)) => joins_letters(a) && joins_letters(b),
        (ZWJ, Some(a), Some(b)) => joins_letters(a) && joins_letters(b) || ends_emoji(a) && is_pictograph(b),
        ('\u{fe0e}' | '\u{fe0f}', Some(a), after) => takes_selector(a, after),
        _ => false,
    }
}

/// Letters and marks of the Arabic, Syriac and Brahmic scripts, whose spelling depends on joiners.
fn joins_letters(c: char) -> bool {
    let script = matches!(c,
        '\u{600}'..='\u{74f}' | '\u{750}'..='\u{77f}' | '\u{860}'..='\u{8ff}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{1cd0}'..='\u{1cff}' | '\u{a8e0}'..='\u{a8ff}' | '\u{11000}'..='\u{11fff}');
    script && (c.is_alphabetic() || is_combining_mark(c))
}

/// A pictograph, or the emoji selector that stays only behind one (`❤️‍🔥`).
fn ends_emoji(c: char) -> bool {
    is_pictograph(c) || c == '\u{fe0f}'
}

fn is_pictograph(c: char) -> bool {
    matches!(c,
        '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{25a0}'..='\u{27bf}' | '\u{2900}'..='\u{297f}'
        | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

fn takes_selector(base: char, after: Option<char>) -> bool {
    let sign = matches!(base, '©' | '®' | '‼' | '⁉' | '™' | 'ℹ' | 'Ⓜ' | '〰' | '〽' | '㊗' | '㊙');
    let keycap = matches!(base, '0'..='9' | '#' | '*') && after == Some(KEYCAP);
    sign || keycap || is_pictograph(base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(text: &str) -> String {
        neutralise(text, Breaks::Shown)
    }

    #[test]
    fn every_control_and_format_character_alone_is_shown() {
        let ranges = [
            (0x00, 0x08),
            (0x0b, 0x1f),
            (0x7f, 0x9f),
            (0xad, 0xad),
            (0x61c, 0x61c),
            (0x180e, 0x180e),
            (0x200b, 0x200f),
            (0x2028, 0x202e),
            (0x2060, 0x2064),
            (0x2066, 0x206f),
            (0xfe00, 0xfe0f),
            (0xfeff, 0xfeff),
            (0xe0000, 0xe01ef),
        ];
        for code in ranges.into_iter().flat_map(|(from, to)| from..=to) {
            let shown = line(&format!("a{}b", char::from_u32(code).unwrap()));
            let expected = if code <= 0xff { format!("a\\x{code:02x}b") } else { format!("a\\u{{{code:x}}}b") };
            assert_eq!(shown, expected);
        }
    }

    #[test]
    fn breaks_are_shown_or_kept() {
        let text = "one\ntwo\r\nthree\rfour\tfive\u{2028}six\u{85}seven";
        assert_eq!(line(text), "one⏎two⏎three\\x0dfour→five\\u{2028}six\\x85seven");
        let kept = neutralise(text, Breaks::Kept);
        assert_eq!(kept, "one\ntwo\nthree\\x0dfour→five\\u{2028}six\\x85seven");
    }

    #[test]
    fn honest_text_stays_as_it_is() {
        let honest = [
            "Plain, with \\ and 'quotes' – and dashes",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "ಕ್\u{200c}ಷ",
            "שלום",
            "مرحبا",
            "👨\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "👍🏽",
            "🏳\u{fe0f}\u{200d}🌈",
            "1\u{fe0f}\u{20e3}",
            "☎\u{fe0e}",
            "©\u{fe0f}",
            "🇮🇳",
            "日本語",
            "e\u{301}",
            "\u{a0}\u{3000}",
        ];
        for text in honest {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn joiners_and_selectors_out_of_place_are_shown() {
        let cases = [
            ("a\u{200d}b", "a\\u{200d}b"),
            ("क\u{200d}", "क\\u{200d}"),
            ("\u{200d}क", "\\u{200d}क"),
            ("क\u{200d}\u{200d}ख", "क\\u{200d}\\u{200d}ख"),
            ("क\u{200d}👍", "क\\u{200d}👍"),
            ("👍\u{200c}👍", "👍\\u{200c}👍"),
            ("a\u{fe0f}", "a\\u{fe0f}"),
            ("1\u{fe0f}2", "1\\u{fe0f}2"),
            ("👍\u{fe0f}\u{fe0f}", "👍\u{fe0f}\\u{fe0f}"),
            ("🏴\u{e0067}\u{e007f}", "🏴\\u{e0067}\\u{e007f}"),
            ("葛\u{e0100}", "葛\\u{e0100}"),
        ];
        for (text, expected) in cases {
            assert_eq!(line(text), expected);
        }
    }

    #[test]
    fn terminal_attacks_are_inert() {
        assert_eq!(line("\x1b]0;title\x07\u{9b}2J"), "\\x1b]0;title\\x07\\x9b2J");
        assert_eq!(line("refund \u{202e}dnufer\u{202c}"), "refund \\u{202e}dnufer\\u{202c}");
    }

    proptest! {
        #[test]
        fn neutralising_twice_changes_nothing_more(text in any::<String>()) {
            let once = line(&text);
            prop_assert_eq!(line(&once), once);
        }

        #[test]
        fn kept_breaks_are_the_only_controls(text in "[\\x00-\\x20a-c\u{200b}-\u{200f}\u{ad}]{0,30}") {
            let kept = neutralise(&text, Breaks::Kept);
            prop_assert!(kept.chars().all(|c| c == '\n' || !is_hidden(c)));
            prop_assert_eq!(kept.matches('\n').count(), text.matches('\n').count());
        }
    }
}
