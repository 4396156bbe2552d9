//! YAML: every text in double quotes, with the same escapes as JSON and those that JSON lacks.

use std::fmt::Write as _;

use serde_json::Value;

use crate::domain::untrusted::is_hidden;

/// A record, as an item of a list or alone.
pub(super) fn document(value: &Value, item: bool) -> String {
    let mut out = String::new();
    if item {
        out.push_str("- ");
    }
    block(&mut out, value, if item { 2 } else { 0 });
    out
}

/// Writes a value that begins where `out` ends; its further lines stand `indent` in.
fn block(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (i, (name, member)) in members.iter().enumerate() {
                start(out, i, indent);
                write!(out, "{}:", key(name)).expect("a String takes every write");
                under(out, member, indent);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (i, item) in items.iter().enumerate() {
                start(out, i, indent);
                out.push_str("- ");
                block(out, item, indent + 2);
            }
        }
        single => {
            out.push_str(&scalar(single));
            out.push('\n');
        }
    }
}

fn under(out: &mut String, value: &Value, indent: usize) {
    let nested = match value {
        Value::Object(members) => !members.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    };
    if nested {
        write!(out, "\n{:width$}", "", width = indent + 2).expect("a String takes every write");
    } else {
        out.push(' ');
    }
    block(out, value, indent + 2);
}

fn start(out: &mut String, i: usize, indent: usize) {
    if i > 0 {
        write!(out, "{:indent$}", "").expect("a String takes every write");
    }
}

/// Names are the API's own, except in maps; whatever could be read as something else is quoted.
fn key(name: &str) -> String {
    let plain = !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        && !matches!(name, "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null");
    if plain { name.to_owned() } else { quoted(name) }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Object(_) => "{}".to_owned(),
        Value::Array(_) => "[]".to_owned(),
        single => single.to_string(),
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ if is_hidden(c) => write!(out, "\\U{:08x}", u32::from(c)).expect("a String takes every write"),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn it_reads_as_the_same_data() {
        let value = json!({
            "id": "0192", "no": null, "n": -1.5, "t": true, "empty": {}, "none": [], "text": "a\x1b\u{202e}\u{e0041}\"\\\n: #",
            "list": [{"a": 1, "b": {"c": [1, [2, 3]]}}, "x"], "map": {"A b": "y"}
        });
        let text = document(&value, false);
        assert_eq!(serde_saphyr::from_str::<Value>(&text).unwrap(), value, "{text}");
        let two = format!("{}{}", document(&value, true), document(&json!({"b": [1]}), true));
        assert_eq!(serde_saphyr::from_str::<Value>(&two).unwrap(), json!([value, {"b": [1]}]), "{two}");
        assert!(!text.chars().any(|c| c != '\n' && is_hidden(c)));
    }
}
