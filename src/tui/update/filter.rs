//! The filter line: words to search for, and `field:value` with the names that the API's filters have.

use crate::{
    domain::dates::{Bound, range::Range},
    error::{Error, Kind},
    operations::fields::{Fields, Request, parse},
    tui::model::{Model, listing::PAGE},
};

/// Shorter names for fields.
const SHORT: &[(&str, &str)] = &[
    ("reason", "reason_code"),
    ("sort", "sort_by"),
    ("order", "sort_order"),
    ("vendor", "vendor_id"),
    ("user", "user_id"),
    ("money", "gateway_state"),
    ("from", "from_date"),
    ("to", "to_date"),
    ("min", "min_amount"),
    ("max", "max_amount"),
    ("entity", "entity_type"),
];

/// Reads a filter line into a query, on top of `defaults`, from `cursor` on where there is one.
pub fn query<T: Request>(
    model: &Model,
    defaults: &[(&str, &str)],
    line: &str,
    cursor: Option<&str>,
) -> Result<T, Error> {
    let mut pairs = query_fields(line);
    for (name, value) in &mut pairs {
        dated(model, name, value);
    }
    for (name, value) in defaults {
        if !pairs.iter().any(|(given, _)| given == name) {
            pairs.push(((*name).to_owned(), (*value).to_owned()));
        }
    }
    pairs.push(("page_size".into(), PAGE.to_string()));
    pairs.extend(cursor.map(|cursor| ("cursor".to_owned(), cursor.to_owned())));
    parse(Fields::text(pairs))
}

/// Dates are typed as people do, and sent as exact times; what can't be read stays for the request to refuse.
fn dated(model: &Model, name: &str, value: &mut String) {
    let bound = match name {
        "from_date" => Bound::Lower,
        "to_date" => Bound::Upper,
        _ => return,
    };
    if let Ok(range) = Range::parse(value, model.now.jiff(), &model.zone) {
        *value = range.end(bound).to_string();
    }
}

/// The pairs of a filter line: `field:value`, `field:"two words"`, all other words together as `search`.
pub fn query_fields(line: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut words = Vec::new();
    for word in split(line) {
        match word.split_once(':').filter(|(name, value)| is_name(name) && is_value(value)) {
            Some((name, value)) => {
                let long = SHORT.iter().find(|(short, _)| *short == name).map_or(name, |(_, long)| long);
                pairs.push((long.to_owned(), value.trim_matches('"').to_owned()));
            }
            None => words.push(word.trim_matches('"').to_owned()),
        }
    }
    if !words.is_empty() {
        pairs.push(("search".into(), words.join(" ")));
    }
    pairs
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// An address on the web is a word, not a field.
fn is_value(value: &str) -> bool {
    !value.is_empty() && !value.starts_with("//")
}

/// Words, where blanks between quotes part nothing.
fn split(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        if c == '"' {
            quoted = !quoted;
        }
        if c.is_whitespace() && !quoted {
            words.push(String::new());
        } else if let Some(word) = words.last_mut() {
            word.push(c);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What is wrong with a filter, every field of it.
pub fn problem(error: &Error) -> String {
    match &error.kind {
        Kind::ValidationError { details } => {
            let each = details.iter().map(|(field, problems)| format!("{field} {}", problems.join(", ")));
            each.collect::<Vec<_>>().join("; ")
        }
        _ => error.message.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_into_fields_and_words() {
        let pairs = query_fields("status:all reason:spam Blr Cleaners from:\"last 7d\"");
        let expected =
            [("status", "all"), ("reason_code", "spam"), ("from_date", "last 7d"), ("search", "Blr Cleaners")];
        assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(query_fields("  "), []);
        assert_eq!(query_fields("\"a:b c\" http://x"), [("search".into(), "a:b c http://x".into())]);
    }
}
