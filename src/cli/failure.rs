//! How a failure is told: one line that says what happened, one that says what to do; as JSON for programs.

use serde_json::{Value, json};

use super::{advice::advice, flags::spelling, output::json::to_line, stop::Stop};
use crate::{
    domain::untrusted::{Breaks, neutralise},
    error::{Error, Kind},
};

/// How a failure is to be told.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// As the API's error.
    pub json: bool,
    /// With what only the log says otherwise.
    pub verbose: bool,
    /// With colours.
    pub colour: bool,
    /// The trace id, for the API's error.
    pub trace_id: String,
}

/// The lines for standard error; none for what has been said or needs no saying.
pub fn told(stop: &Stop, manner: &Manner) -> Vec<String> {
    let key = match stop {
        Stop::Change(_, key) => Some(key.as_str()),
        _ => None,
    };
    match stop {
        Stop::Error(error) | Stop::Change(error, _) if manner.json => vec![to_line(&envelope(error, key, manner))],
        Stop::Error(error) | Stop::Change(error, _) => for_people(error, key, manner),
        Stop::Usage(what, right) if manner.json => {
            let error = Error::field("command", format!("{what} {right}"));
            vec![to_line(&envelope(&error, None, manner))]
        }
        Stop::Usage(what, right) => vec![headline(what, manner), indented(right)],
        Stop::TimedOut(what, again) if manner.json => {
            let error = Error::environment(what).with_message(format!("{what} Wait again with `{again}`."));
            vec![to_line(&envelope(&error, None, manner))]
        }
        Stop::TimedOut(what, again) => vec![headline(what, manner), indented(&format!("Wait again with `{again}`."))],
        Stop::Interrupted | Stop::BrokenPipe | Stop::Partly | Stop::Integrity => Vec::new(),
    }
}

/// The error as the API puts it.
fn envelope(error: &Error, key: Option<&str>, manner: &Manner) -> Value {
    let mut members = serde_json::to_value(&error.kind).unwrap_or_else(|_| json!({"code": error.code()}));
    members["message"] = error.message.clone().into();
    members["trace_id"] = manner.trace_id.clone().into();
    if let Some(key) = key {
        members["idempotency_key"] = key.into();
    }
    json!({"success": false, "error": members})
}

fn for_people(error: &Error, key: Option<&str>, manner: &Manner) -> Vec<String> {
    let mut lines = match &error.kind {
        Kind::ValidationError { details } => {
            let each = details.iter().flat_map(|(name, problems)| problems.iter().map(move |p| (name, p)));
            each.map(|(name, problem)| headline(&fault(name, problem), manner)).collect()
        }
        _ => vec![headline(&error.message, manner)],
    };
    lines.extend(advice(error).map(|line| indented(&line)));
    if let Some(key) = key {
        lines.push(indented(&format!("The very same again is safe with --idempotency-key {key}")));
    }
    if let (true, Some(context)) = (manner.verbose, &error.context) {
        lines.push(indented(&format!("cause: {context}")));
    }
    lines
}

/// A field's fault, by the flag that gave it; or a cell's, by its place in a file.
fn fault(name: &str, problem: &str) -> String {
    if name.contains(':') {
        return format!("{name}: {problem}.");
    }
    match spelling(name) {
        None => format!("It {}.", problem.trim_end_matches('.')),
        Some(flag) => format!("{flag}: {}.", problem.trim_end_matches('.')),
    }
}

fn headline(text: &str, manner: &Manner) -> String {
    let text = safe(text);
    if manner.colour { format!("\x1b[1;31merror:\x1b[0m {text}") } else { format!("error: {text}") }
}

fn indented(text: &str) -> String {
    format!("  {}", safe(text))
}

fn safe(text: &str) -> String {
    neutralise(text, Breaks::Shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Details;

    #[test]
    fn one_line_says_what_happened_and_one_what_to_do() {
        let lines = told(&Stop::from(Kind::QueueEmpty), &Manner::default());
        assert_eq!(
            lines,
            [
                "error: No open request waits for somebody.",
                "  See all open requests with `appydex-admin takedowns list`."
            ]
        );
    }

    #[test]
    fn every_bad_flag_is_named_as_it_is_typed() {
        let problem = || vec!["is wrong".to_owned()];
        let details: Details = ["admin_notes", "page_size", "reason"].map(|name| (name.into(), problem())).into();
        let lines = told(&Error::validation(details).into(), &Manner::default());
        assert_eq!(lines, ["error: --notes: is wrong.", "error: --page-size: is wrong.", "error: --reason: is wrong."]);
    }

    #[test]
    fn programs_get_the_api_s_error() {
        let manner = Manner { json: true, trace_id: "t-1".into(), ..Manner::default() };
        let lines = told(&Stop::Change(Error::denied("audit:list").into(), "k-1".into()), &manner);
        let value: Value = serde_json::from_str(&lines[0]).unwrap();
        assert_eq!(value["success"], false);
        assert_eq!(value["error"]["code"], "PERMISSION_DENIED");
        assert_eq!(value["error"]["required_permission"], "audit:list");
        assert_eq!((&value["error"]["trace_id"], &value["error"]["idempotency_key"]), (&json!("t-1"), &json!("k-1")));
    }

    #[test]
    fn a_failed_change_names_its_key_and_v_the_cause() {
        let manner = Manner { verbose: true, ..Manner::default() };
        let error = Error::new(Kind::Busy).with_context("disk");
        let lines = told(&Stop::Change(error.into(), "k-1".into()), &manner);
        assert!(lines[2].ends_with("--idempotency-key k-1") && lines[3] == "  cause: disk", "{lines:?}");
    }

    #[test]
    fn nothing_of_a_stranger_reaches_the_terminal_raw() {
        let error = Error::environment("a\x1b[2Jb\u{202e}c\nd");
        assert_eq!(told(&error.into(), &Manner::default()), ["error: a\\x1b[2Jb\\u{202e}c⏎d"]);
    }
}
