//! The terminal screens: what they are given of the configuration and the machine.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::mpsc::unbounded_channel;

use super::Machine;
use crate::{
    cli::{Caller, Host as _, ScreenTheme, Screens, ScreensEnded, Who},
    config::Config,
    domain::time::SECOND,
    error::Result,
    notify::templates,
    operations::takedowns::{ResolveTakedown, TakedownDetail},
    tui::{self, Letter, Outside, Place, Setup, ThemeName},
};

/// How often what is in view is asked for again: a server counts what it is asked.
const IN_PROCESS: i64 = 3 * SECOND;
const ON_A_SERVER: i64 = 10 * SECOND;

/// Shows the screens.
pub async fn show(machine: &Machine, config: &Config, caller: Caller, screens: Screens) -> Result<ScreensEnded> {
    let (sender, said) = unbounded_channel();
    let say = Arc::new(move |text: &str| {
        // What is said after the screens are gone has nobody to read it.
        let _ = sender.send(text.to_owned());
    });
    let here = !matches!(caller.who, Who::Server { .. });
    let trace = caller.trace_id.clone();
    let operations = machine.operations(Caller { say, ..caller }).await?;
    if here {
        machine.attend(&trace).await?;
    }
    let setup = Setup {
        place: Place {
            at: screens.at,
            profile: screens.profile,
            readonly: screens.readonly,
            protected: screens.protected,
        },
        now: machine.now(),
        zone: config.display.time_zone.clone(),
        theme: theme(screens.theme),
        still: screens.still,
        snippets: config.takedowns.snippets.clone(),
        letters: Arc::new(letters),
        command: screens.command,
        run: machine.new_id(),
        refresh: if here { IN_PROCESS } else { ON_A_SERVER },
    };
    let clock = Box::new(|| crate::ports::Clock::now(&crate::ports::SystemClock));
    let ended = tui::run(setup, Outside { operations, clock, said }).await?;
    Ok(ScreensEnded { unsent: ended.unsent, signal: ended.signal.map(str::to_owned) })
}

const fn theme(theme: ScreenTheme) -> ThemeName {
    match theme {
        ScreenTheme::Dark => ThemeName::Dark,
        ScreenTheme::Light => ThemeName::Light,
        ScreenTheme::HighContrast => ThemeName::HighContrast,
        ScreenTheme::Plain => ThemeName::Plain,
        ScreenTheme::Ascii => ThemeName::Ascii,
    }
}

/// What each party would receive of a decision: the very texts that are sent, filled with what the case says.
fn letters(case: &TakedownDetail, decision: &ResolveTakedown) -> Vec<Letter> {
    let vendor = decision.notify_vendor.then(|| decision.verdict.vendor_letter());
    let reviewer = decision.verdict.reviewer_letter().filter(|_| decision.notify_reviewer);
    let letters = [("vendor", vendor), ("reviewer", reviewer)];
    letters.into_iter().filter_map(|(to, template)| letter(to, template?, case, decision)).collect()
}

fn letter(to: &'static str, template: &str, case: &TakedownDetail, decision: &ResolveTakedown) -> Option<Letter> {
    let rendered = templates::render(template, &data(case, decision)).ok()?;
    Some(Letter { to, title: rendered.title, body: rendered.body })
}

/// What the templates are filled with, for both parties together.
fn data(case: &TakedownDetail, decision: &ResolveTakedown) -> Value {
    json!({
        "request_number": case.request_number,
        "reason_code": case.reason_code,
        "action": decision.verdict.action(),
        "reason": decision.reason,
        "review_title": case.review.title,
        "review_rating": case.review.rating,
        "vendor_name": case.vendor.display_name,
        "user_name": case.review.reviewer.name,
    })
}
