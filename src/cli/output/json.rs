//! JSON in which characters that act on a terminal are escapes, so that it is the same data and harmless to look at.

use std::fmt::Write as _;

use serde_json::Value;

use crate::domain::untrusted::is_hidden;

/// On one line.
pub fn to_line(value: &Value) -> String {
    escaped(&value.to_string())
}

/// Indented by two.
pub fn indented(value: &Value) -> String {
    escaped(&serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string()))
}

/// JSON has such characters only inside strings, apart from its own line breaks.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}").expect("a String takes every write");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn hidden_characters_are_escapes_and_the_data_is_the_same() {
        let value = json!({"a": "x\u{9b}31m\u{202e}\u{e0041}\u{7f}\n\t", "ಕ": ["ಬೆಂಗಳೂರು", 1.5]});
        for text in [to_line(&value), indented(&value)] {
            assert!(!text.chars().any(|c| c != '\n' && is_hidden(c)), "{text}");
            assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        }
        assert_eq!(to_line(&json!("\u{202e}\u{e0041}")), r#""\u202e\udb40\udc41""#);
    }
}
