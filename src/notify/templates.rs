//! The texts of all notices, filled with what strangers and moderators wrote.
//!
//! Whatever a template prints is neutralised and stays on one line; only `quoted` keeps line breaks, and puts `> `
//! before each line, so that nobody's text can pass for ours. A value that is missing or null is an error.

use std::sync::LazyLock;

use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, ErrorKind, Output, UndefinedBehavior};

use crate::domain::refund::Alternative;
use crate::domain::takedown::TakedownAction;
use crate::domain::untrusted::{Breaks, Untrusted, neutralise};
use crate::error::{Error, Result};

/// Each template by its name: the title, an empty line, the text.
const TEMPLATES: &[(&str, &str)] = &[
    ("booking_cancelled", include_str!("templates/booking_cancelled.txt")),
    ("booking_moved", include_str!("templates/booking_moved.txt")),
    ("refund_approved", include_str!("templates/refund_approved.txt")),
    ("refund_approved_vendor", include_str!("templates/refund_approved_vendor.txt")),
    ("refund_processed", include_str!("templates/refund_processed.txt")),
    ("refund_rejected", include_str!("templates/refund_rejected.txt")),
    ("review_hidden", include_str!("templates/review_hidden.txt")),
    ("review_removed", include_str!("templates/review_removed.txt")),
    ("takedown_accepted", include_str!("templates/takedown_accepted.txt")),
    ("takedown_filed", include_str!("templates/takedown_filed.txt")),
    ("takedown_rejected", include_str!("templates/takedown_rejected.txt")),
];

/// The most characters of a title.
const LONGEST_TITLE: usize = 150;
/// The most columns of a name inside a sentence.
const LONGEST_NAME: usize = 60;

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(environment);

/// A notice as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// One line of at most 150 characters without control characters; the subject of an e-mail.
    pub title: String,
    /// Plain text; `\n` is its only control character.
    pub body: String,
}

/// Fills the template `name` with `data`, an object.
///
/// # Errors
/// `INTERNAL_ERROR` for a template that isn't there and for data that doesn't fit; trying again is of no use.
pub fn render(name: &str, data: &serde_json::Value) -> Result<Rendered> {
    let data = Value::from(Serde(data));
    let part = |part: &str| {
        let template = ENVIRONMENT.get_template(&format!("{name}.{part}"))?;
        template.render(data.clone())
    };
    let failed = |e: minijinja::Error| Error::internal(format!("the template {name} can't be filled: {e:#}"));
    Ok(Rendered { title: clipped(&part("title").map_err(failed)?), body: part("body").map_err(failed)? })
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_formatter(|out, _, value| print(out, value));
    environment.add_filter("short", |text: &str| Untrusted::from(text).truncated(LONGEST_NAME));
    environment.add_filter("spaced", |word: &str| word.replace('_', " "));
    environment.add_filter("quoted", |text: &str| Value::from_safe_string(quoted(text)));
    environment.add_filter("date", |text: &str| date(text));
    environment.add_filter("outcome", |text: &str| outcome(text));
    environment.add_filter("offered", |text: &str| offered(text));
    for (name, source) in TEMPLATES {
        let (title, body) = source.split_once("\n\n").expect("a template has a title, an empty line and a text");
        for (part, source) in [("title", title), ("body", body)] {
            environment.add_template_owned(format!("{name}.{part}"), source).expect("a template of ours is valid");
        }
    }
    environment
}

/// Strings on one line, integers as they are; anything else has no business in a text for people.
fn print(out: &mut Output<'_>, value: &Value) -> Result<(), minijinja::Error> {
    let written = match (value.as_str(), value.kind()) {
        (Some(text), _) if value.is_safe() => out.write_str(text),
        (Some(text), _) => out.write_str(&neutralise(text, Breaks::Shown)),
        (None, ValueKind::Number) => write!(out, "{value}"),
        (None, kind) => return Err(wrong(format!("a {kind} can't be shown"))),
    };
    written.map_err(|_| wrong("the text can't be written".into()))
}

fn wrong(what: String) -> minijinja::Error {
    minijinja::Error::new(ErrorKind::InvalidOperation, what)
}

fn quoted(text: &str) -> String {
    let shown = neutralise(text.trim(), Breaks::Kept);
    let lines: Vec<String> = shown.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
    lines.join("\n")
}

/// `2025-11-24T16:00:00Z` as `24 November 2025, 16:00 UTC`.
fn date(text: &str) -> Result<String, minijinja::Error> {
    let moment: jiff::Timestamp = text.parse().map_err(|_| wrong("a date isn't in RFC 3339".into()))?;
    Ok(moment.strftime("%-d %B %Y, %H:%M UTC").to_string())
}

fn outcome(action: &str) -> Result<&'static str, minijinja::Error> {
    match action.parse().map_err(|e| wrong(format!("action {e}")))? {
        TakedownAction::Hide => Ok("hidden"),
        TakedownAction::Remove => Ok("removed"),
    }
}

fn offered(alternative: &str) -> Result<&'static str, minijinja::Error> {
    Ok(match alternative.parse().map_err(|e| wrong(format!("offer {e}")))? {
        Alternative::None => "If you learn anything new about this booking, you are welcome to write to us again.",
        Alternative::PartialCredit => "In its place we offer you a part of the amount as credit.",
        Alternative::FullCredit => "In its place we offer you the whole amount as credit.",
        Alternative::Rebooking => "In its place we offer you another appointment at no cost.",
    })
}

/// Marks take no columns, so that a title may be long although all its names are short.
fn clipped(title: &str) -> String {
    if title.chars().count() <= LONGEST_TITLE {
        return title.to_owned();
    }
    title.chars().take(LONGEST_TITLE - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests;
