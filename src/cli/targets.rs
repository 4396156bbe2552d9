//! Which rows a command is about: ids, numbers, prefixes, e-mails; from arguments, standard input or a report.

use std::{collections::HashSet, path::PathBuf};

use clap::Args;
use serde::Deserialize;

use super::{
    shell::Shell,
    stop::{Result, Stop},
};
use crate::{
    domain::id::Reference,
    error::{Details, Error, Kind},
    operations::{Operations, admins::ListAdmins},
};

/// The ids of a command that takes several.
#[derive(Args, Clone, Debug, Default)]
pub struct TargetArgs {
    /// UUIDs, numbers (TR-2025-000317, RF-2025-000211) or unique beginnings of UUIDs (8 or more characters); - reads them from
    /// standard input, one a line
    #[arg(value_name = "ID", required_unless_present = "retry_failed")]
    ids: Vec<String>,
    /// Do again, under the same keys, only what this report of an earlier run says has failed
    #[arg(long, value_name = "REPORT", conflicts_with = "ids")]
    retry_failed: Option<PathBuf>,
    /// Write a report of each id here; without it, one is written only when something failed
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

/// A row that a command is about, and the key it was tried under before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The row.
    pub reference: Reference,
    /// The key of an earlier run.
    pub key: Option<String>,
}

/// Targets in the order they were given, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Targets {
    /// The targets; there is at least one.
    pub all: Vec<Target>,
    /// Whether standard input gave them.
    pub from_stdin: bool,
}

/// How many rows a plan names one by one.
const NAMED: usize = 10;

impl Targets {
    /// What is to be done to them, in a line.
    pub fn listed(&self, verb: &str, noun: &str) -> String {
        let names: Vec<String> = self.all.iter().take(NAMED).map(|target| target.reference.to_string()).collect();
        let rest = self.all.len().saturating_sub(NAMED);
        let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
        format!("{verb} {} {noun}: {}{more}.", self.all.len(), names.join(", "))
    }
}

/// A line of a report that matters for trying again.
#[derive(Deserialize)]
struct Reported {
    id: String,
    ok: bool,
    #[serde(default)]
    idempotency_key: Option<String>,
}

impl TargetArgs {
    /// Reads the ids; every one that can't be an id is named. `letters` are those of the rows' numbers.
    pub fn read(&self, shell: &Shell, letters: Option<&str>) -> Result<Targets> {
        let mut given: Vec<(String, Option<String>)> = Vec::new();
        let mut from_stdin = false;
        for id in &self.ids {
            if id == "-" && !from_stdin {
                from_stdin = true;
                given.extend(shell.lines_of_stdin()?.into_iter().map(|line| (line, None)));
            } else {
                given.push((id.clone(), None));
            }
        }
        if let Some(report) = &self.retry_failed {
            given.extend(failed_ones(report)?);
        }
        let all = distinct(given, letters)?;
        if all.is_empty() {
            return Err(Stop::usage("There is no id to work on.", "Nothing was given, or nothing had failed."));
        }
        Ok(Targets { all, from_stdin })
    }
}

fn distinct(given: Vec<(String, Option<String>)>, letters: Option<&str>) -> Result<Vec<Target>> {
    let (mut all, mut wrong, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for (text, key) in given {
        match Reference::parse(&text, letters) {
            Ok(reference) if seen.insert(reference.to_string()) => all.push(Target { reference, key }),
            Ok(_) => {}
            Err(problem) => wrong.push(format!("{text} is none; an id {problem}")),
        }
    }
    if wrong.is_empty() { Ok(all) } else { Err(Error::validation(Details::from([("id".into(), wrong)])).into()) }
}

fn failed_ones(report: &PathBuf) -> Result<Vec<(String, Option<String>)>> {
    let wrong = |what: String| Error::field("retry_failed", format!("{}: {what}", report.display()));
    let text = std::fs::read_to_string(report).map_err(|error| wrong(error.to_string()))?;
    let mut failed = Vec::new();
    for (i, line) in text.lines().enumerate() {
        let line: Reported = serde_json::from_str(line).map_err(|error| wrong(format!("line {}: {error}", i + 1)))?;
        failed.extend(Some((line.id, line.idempotency_key)).filter(|_| !line.ok));
    }
    Ok(failed)
}

/// One id, of rows whose numbers begin with `letters`.
pub fn one(text: &str, letters: Option<&str>) -> Result<Reference, Error> {
    Reference::parse(text, letters).map_err(|problem| Error::field("id", format!("{text} is none; an id {problem}")))
}

/// One id under the name that the command gives it, such as `VENDOR_ID`.
pub fn named(text: &str, field: &str) -> Result<Reference, Error> {
    Reference::parse(text, None).map_err(|problem| Error::field(field, format!("{text} is none; an id {problem}")))
}

/// An admin by id, beginning of an id, or e-mail.
pub async fn admin(operations: &dyn Operations, text: &str) -> Result<Reference, Error> {
    if !text.contains('@') {
        return one(text, None);
    }
    let search = text.trim();
    let query = ListAdmins { search: Some(search.to_owned()), ..ListAdmins::default() };
    let page = operations.list_admins(query).await?;
    let found = page.rows.into_iter().find(|admin| admin.email.eq_ignore_ascii_case(search));
    match found {
        Some(admin) => Ok(Reference::Id(admin.id)),
        None => Err(Error::new(Kind::AdminNotFound { admin_id: search.to_owned() })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(ids: &[&str]) -> Vec<(String, Option<String>)> {
        ids.iter().map(|id| ((*id).to_owned(), None)).collect()
    }

    #[test]
    fn each_row_is_taken_once_and_every_wrong_id_is_named() {
        let all = distinct(given(&["TR-2025-000317", "tr-2025-000317", "0192f0c1"]), Some("TR")).unwrap();
        assert_eq!(all.len(), 2);
        let Err(Stop::Error(error)) = distinct(given(&["x", "0192f0c1", "y"]), Some("TR")) else { panic!() };
        let Kind::ValidationError { details } = error.kind else { panic!() };
        assert_eq!(details["id"].len(), 2);
    }

    #[test]
    fn a_report_gives_what_failed_with_its_key() {
        let dir = tempfile::tempdir().unwrap();
        let report = dir.path().join("report.ndjson");
        let lines = "{\"id\":\"0192f0c1\",\"ok\":true}\n{\"id\":\"0292f0c1\",\"ok\":false,\"idempotency_key\":\"k\"}\n";
        std::fs::write(&report, lines).unwrap();
        assert_eq!(failed_ones(&report).unwrap(), [("0292f0c1".to_owned(), Some("k".to_owned()))]);
        std::fs::write(&report, "{\"id\":1}\n").unwrap();
        let Err(Stop::Error(error)) = failed_ones(&report) else { panic!() };
        assert!(error.message.contains("line 1"), "{}", error.message);
        assert!(failed_ones(&dir.path().join("none")).is_err());
    }
}
