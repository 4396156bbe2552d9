//! `doctor`: what about this machine may keep the program from working, and how to mend each.

use super::{
    host::{Finding, Verdict},
    look::{Look, safe},
    output::Record,
    profile::rows,
    shell::Shell,
    stop::{Result, Stop},
    table::Row,
};
use crate::error::Error;

impl Record for Finding {
    const FIELDS: &'static [&'static str] = &["check", "verdict", "found", "mend"];
    fn id(&self) -> Option<String> {
        Some(self.check.clone())
    }
}

impl Row for Finding {
    const COLUMNS: &'static [&'static str] = &["CHECK", "VERDICT", "FOUND"];
    const SPARE: &'static [&'static str] = &[];
    fn label(&self) -> Option<String> {
        Some(self.check.clone())
    }
    fn cells(&self, _: &Look) -> Vec<String> {
        vec![self.verdict.to_string(), self.found.clone()]
    }
}

/// Runs `doctor`: 1 when something keeps the program from working.
pub async fn run(shell: &Shell) -> Result {
    super::db::on_this_machine(shell, "Checks")?;
    let findings = shell.host.examine().await;
    rows(shell, &findings, "checks")?;
    if shell.for_people() {
        for finding in findings.iter().filter(|finding| finding.verdict != Verdict::Fine) {
            if let Some(mend) = &finding.mend {
                shell.say(&format!("{}: {}", safe(&finding.check), safe(mend)));
            }
        }
    }
    let broken = findings.iter().filter(|finding| finding.verdict == Verdict::Broken).count();
    match broken {
        0 => Ok(()),
        _ => Err(Stop::from(Error::environment(format!("{broken} of {} checks failed.", findings.len())))),
    }
}
