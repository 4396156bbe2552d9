//! What was done, or is about to be done, as a shell command.

use super::refunds::amount;
use crate::{
    domain::takedown::Verdict,
    tui::{
        effect::Effect,
        model::{
            Model,
            listing::Entry,
            overlay::{Decision, Overlay, RefundPanel},
            tabs::Tab,
        },
        theme::Role,
    },
};

/// Copies the command that shows what is at hand.
pub fn copy_current(model: &mut Model) -> Vec<Effect> {
    let number = match model.tab {
        Tab::Takedowns => {
            let hand = model.takedowns.case.of(model.takedowns.case.id).map(|case| case.request_number.clone());
            hand.or_else(|| model.takedowns.list.current().map(Entry::number))
        }
        Tab::Refunds => model.refunds.list.current().map(Entry::number),
        Tab::Bookings => model.bookings.list.current().map(Entry::number),
        Tab::Jobs => model.jobs.list.current().map(Entry::number),
        Tab::Overview | Tab::System | Tab::Audit => None,
    };
    let words = match (model.tab, number) {
        (Tab::Takedowns, Some(number)) => vec!["takedowns".to_owned(), "show".into(), number],
        (Tab::Refunds, Some(number)) => vec!["refunds".to_owned(), "show".into(), number],
        (Tab::Bookings, Some(number)) => vec!["bookings".to_owned(), "show".into(), number],
        (Tab::Jobs, Some(number)) => vec!["jobs".to_owned(), "show".into(), number],
        (Tab::Audit, _) => vec!["audit".to_owned(), "list".into()],
        (Tab::System, _) => vec!["sessions".to_owned(), "list".into()],
        (Tab::Overview, _) => vec!["whoami".to_owned()],
        _ => {
            model.say(Role::Warn, "There is nothing at hand.");
            return Vec::new();
        }
    };
    let line = line(model, &words);
    copy(model, line)
}

/// Copies the command of the last decision.
pub fn copy_last(model: &mut Model) -> Vec<Effect> {
    match model.outbox.last_command.clone() {
        Some(line) => copy(model, line),
        None => Vec::new(),
    }
}

/// Copies a text and shows it, for terminals that take no clipboard from programs.
pub fn copy(model: &mut Model, text: String) -> Vec<Effect> {
    model.overlay = Some(Overlay::Copied(text.clone()));
    vec![Effect::Copy(text)]
}

/// The command of a decision about takedown requests.
pub fn decision(model: &Model, panel: &Decision) -> String {
    let mut words = vec!["takedowns".to_owned()];
    words.push(if panel.verdict == Verdict::Reject { "reject" } else { "accept" }.into());
    words.extend(panel.requests.iter().map(|(_, number)| number.clone()));
    if let Some(action) = panel.verdict.action() {
        words.extend(["--action".into(), action.to_string()]);
    }
    words.extend(["--reason".into(), panel.reason.text().trim().to_owned()]);
    if !panel.notify_vendor {
        words.push("--no-notify-vendor".into());
    }
    match (panel.notify_reviewer, panel.verdict.tells_reviewer()) {
        (true, false) => words.push("--notify-reviewer".into()),
        (false, true) => words.push("--no-notify-reviewer".into()),
        _ => {}
    }
    line(model, &words)
}

/// The command of a decision about a refund.
pub fn refund(model: &Model, panel: &RefundPanel) -> String {
    let mut words = vec!["refunds".to_owned()];
    words.extend([if panel.approve { "approve" } else { "reject" }.into(), panel.number.clone()]);
    if panel.approve {
        let cents = amount(panel.amount.text(), panel.currency).unwrap_or(panel.asked);
        words.extend(["--amount".into(), cents.to_string()]);
    } else if panel.offer.as_str() != "none" {
        words.extend(["--offer".into(), panel.offer.to_string()]);
    }
    words.extend(["--reason".into(), panel.reason.text().trim().to_owned()]);
    if !panel.notify_user {
        words.push("--no-notify-user".into());
    }
    if panel.approve && !panel.notify_vendor {
        words.push("--no-notify-vendor".into());
    }
    line(model, &words)
}

/// A command line that a POSIX shell reads as these words.
fn line(model: &Model, words: &[String]) -> String {
    model.command.iter().chain(words).map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
}

/// A word as a POSIX shell reads it back.
fn quoted(word: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(bare) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_are_quoted_for_a_shell() {
        assert_eq!(quoted("TR-2025-000317"), "TR-2025-000317");
        assert_eq!(quoted("it's $HOME"), "'it'\\''s $HOME'");
        assert_eq!(quoted(""), "''");
    }
}
