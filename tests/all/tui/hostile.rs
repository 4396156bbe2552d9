//! Whatever strangers write, the terminal gets only what the program itself draws.

use appydex_admin::tui::{backend::Steady, message::Message, view};
use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};

use super::desk::Desk;

/// Escapes, bidi, OSC 52, zero-width, combining, wide, Indic, and what breaks lines.
const CORPUS: &[&str] = &[
    "\x1b[2J\x1b[31mred\x1b]0;owned\x07",
    "\x1b]52;c;ZXZpbA==\x07",
    "\u{9b}2J\u{9d}0;x\u{9c}",
    "\x1bPq#0;2;0;0;0\x1b\\",
    "a\r\nb\tc\x08\x08\x7f\0",
    "refund \u{202e}dnufer\u{202c} \u{2066}x\u{2069}",
    "z\u{200b}e\u{200c}r\u{200d}o\u{2060}\u{feff}w\u{ad}",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}",
    "日本語のレビュー 한국어 ｶﾞｷﾞ",
    "ಬೆಂಗಳೂರು ಕ್ಷಮಿಸಿ दिल्ली क्षेत्र தமிழ் മലയാളം",
    "👨\u{200d}👩\u{200d}👧\u{200d}👦 🏳\u{fe0f}\u{200d}🌈 👍🏽 🇮🇳 1\u{fe0f}\u{20e3}",
    "\u{e0001}\u{e0041}tags\u{e007f}",
    "\u{301}\u{20dd} leading marks",
    "\u{fdfa}\u{1242b}\u{2e3b}",
    "line\u{2028}sep\u{2029}par\u{85}nel\u{b}vt\u{c}ff",
];

fn drawn(desk: &Desk) -> Vec<u8> {
    let (width, height) = desk.model.size;
    let mut bytes = Vec::new();
    {
        let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
        let backend = Steady(CrosstermBackend::new(&mut bytes));
        let mut terminal = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
        terminal
            .draw(|frame| {
                view::draw(&desk.model, frame.buffer_mut());
            })
            .unwrap();
    }
    bytes
}

/// What is left of a frame without the cursor moves and styles that a frame is made of.
fn foreign(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8(bytes.to_vec()).expect("a frame is UTF-8");
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c: char| c.is_control() || hidden(c)) {
        let after = &rest[at..];
        if let Some(length) = own(after) {
            rest = &after[length..];
            continue;
        }
        let c = after.chars().next().unwrap();
        found.push(format!("{c:?}"));
        rest = &after[c.len_utf8()..];
    }
    found
}

fn hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// The length of a cursor move, a style, or hiding and showing the cursor.
fn own(text: &str) -> Option<usize> {
    let body = text.strip_prefix("\x1b[")?;
    let end = body.find(|c: char| c.is_ascii_alphabetic())?;
    let (parameters, last) = (&body[..end], body.as_bytes()[end]);
    let numbers = parameters.trim_start_matches('?').bytes().all(|b| b.is_ascii_digit() || b == b';' || b == b':');
    (numbers && matches!(last, b'H' | b'm' | b'l' | b'h')).then_some(2 + end + 1)
}

/// Frames that such a text goes through, each by a name.
fn frames(text: &str, size: (u16, u16)) -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    let mut desk = Desk::new(size);
    text.clone_into(&mut desk.world.text);
    desk.settle();
    let mut take = |name: &str, desk: &Desk| out.push((name.to_owned(), drawn(desk)));
    take("takedowns", &desk);
    desk.press(" a1");
    take("deciding", &desk);
    desk.press("\x1b\x1b  x");
    take("several", &desk);
    desk.press("\x1b\x1bo");
    take("evidence", &desk);
    desk.press("\n");
    take("address", &desk);
    desk.press("\x1b\x1b\x1bae");
    desk.send(Message::Paste(text.into()));
    take("pasted", &desk);
    desk.press("\x1b\x1b\x1b/");
    desk.send(Message::Paste(text.into()));
    take("filter", &desk);
    desk.press("\n");
    take("filter refused", &desk);
    desk.press("\x1b\x1b:");
    desk.send(Message::Paste(text.into()));
    take("palette", &desk);
    desk.press("\x1b");
    desk.send(Message::Said(text.into()));
    for (tab, keys) in [('3', "a"), ('4', "e"), ('5', "x"), ('6', "x"), ('7', "l"), ('1', "")] {
        desk.press(&tab.to_string());
        desk.settle();
        take(&format!("tab {tab}"), &desk);
        desk.press(keys);
        take(&format!("tab {tab} {keys}"), &desk);
        desk.press("\x1b\x1b\x1b");
    }
    out
}

#[test]
fn only_what_the_program_draws_reaches_the_terminal() {
    for text in CORPUS {
        for size in [(80, 24), (120, 40), (200, 60)] {
            for (name, bytes) in frames(text, size) {
                assert_eq!(foreign(&bytes), [""; 0], "{text:?} on {name} at {size:?}");
            }
        }
    }
}

#[test]
fn what_comes_after_strange_letters_stands_in_its_column() {
    for text in CORPUS {
        let mut desk = Desk::new((120, 40));
        (*text).clone_into(&mut desk.world.text);
        desk.settle();
        let bytes = String::from_utf8(drawn(&desk)).unwrap();
        // After each cluster that terminals measure differently comes a move to the next column.
        for indic in ["ಬೆಂ", "क्षे", "e\u{301}"] {
            for (at, _) in bytes.match_indices(indic) {
                let rest: String = bytes[at..].chars().skip_while(|c| *c != '\x1b').take(2).collect();
                assert!(rest.is_empty() || rest == "\x1b[", "{text:?}");
            }
        }
    }
}
