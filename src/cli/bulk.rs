//! One change to several rows: goes on after a failure, says how far it is, ends with a summary and a report.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use super::{
    change::{ChangeArgs, failed},
    flags::spelling,
    look::safe,
    output::{Emitter, json::to_line},
    patience::patient,
    progress::Bar,
    shell::{Outcome, Shell},
    stop::{Result, Stop},
    targets::{Target, TargetArgs, Targets},
};
use crate::{
    domain::id::Reference,
    error::{Error, Kind},
    operations::{Answer, Attempt},
};

/// A change to be made to rows, and how it is called in names of reports: `takedowns-accept`.
pub struct Bulk<'a> {
    /// For names of files.
    pub name: &'static str,
    /// The flags of the change.
    pub change: &'a ChangeArgs,
    /// The flags of the targets.
    pub args: &'a TargetArgs,
}

/// What became of one row.
struct Item {
    target: Target,
    key: String,
    /// `None` when it wasn't tried.
    result: Option<Result<(), Error>>,
}

impl Bulk<'_> {
    /// Makes the change to each row. One row alone behaves like any change.
    pub async fn run<T: Outcome>(
        &self,
        shell: &Shell,
        targets: Targets,
        change: impl AsyncFn(Reference, Attempt) -> Result<Answer<T>, Error>,
    ) -> Result {
        let mut items = self.items(shell, targets);
        if let [only] = &items[..] {
            return self.one(shell, only, change).await;
        }
        let mut emitter = Emitter::new(shell.style.clone(), true);
        let bar = Bar::new(shell, items.len());
        let mut ended = None;
        let mut interrupt = std::pin::pin!(tokio::signal::ctrl_c());
        for item in &mut items {
            let (target, attempt) = (item.target.reference.clone(), self.attempt(&item.key));
            let answer = tokio::select! {
                biased;
                // What was sent may have been done: the report keeps its key, under which trying again is safe.
                _ = &mut interrupt => { ended = Some(Stop::Interrupted); break }
                answer = patient(shell, async || change(target.clone(), attempt.clone()).await) => answer,
            };
            bar.step();
            item.result = Some(bar.aside(|| told(shell, &mut emitter, item, answer))?);
            if let Some(Err(error)) = &item.result
                && is_logged_out(error)
            {
                ended = Some(error.clone().into());
                break;
            }
        }
        bar.end();
        if !shell.for_people() {
            shell.print(emitter.end())?;
        }
        self.conclude(shell, &items, ended)
    }

    async fn one<T: Outcome>(
        &self,
        shell: &Shell,
        item: &Item,
        change: impl AsyncFn(Reference, Attempt) -> Result<Answer<T>, Error>,
    ) -> Result {
        let answer = tokio::select! {
            biased;
            answer = change(item.target.reference.clone(), self.attempt(&item.key)) => answer,
            _ = tokio::signal::ctrl_c() => {
                shell.say("It may have been done. The very same again is safe:");
                shell.say(&format!("  --idempotency-key {}", item.key));
                return Err(Stop::Interrupted);
            }
        };
        if let Some(file) = &self.args.report {
            let result = answer.as_ref().map(|_| ()).map_err(Clone::clone);
            let item = Item { target: item.target.clone(), key: item.key.clone(), result: Some(result) };
            write_report(file, &[item])?;
        }
        let answer = answer.map_err(|error| failed(error, item.key.clone()))?;
        shell.done(&answer)?;
        shell.note(self.change.dry_run, answer.replayed);
        Ok(())
    }

    /// Each row with its key: that of the report, the given one (with the id where there are several), or a new one.
    fn items(&self, shell: &Shell, targets: Targets) -> Vec<Item> {
        let several = targets.all.len() > 1;
        let key = |target: &Target| match (&target.key, &self.change.idempotency_key) {
            (None, Some(key)) if several => format!("{key}:{}", target.reference),
            (Some(key), _) | (None, Some(key)) => key.clone(),
            (None, None) => shell.host.new_id().to_string(),
        };
        targets.all.into_iter().map(|target| Item { key: key(&target), target, result: None }).collect()
    }

    fn attempt(&self, key: &str) -> Attempt {
        Attempt { key: Some(key.to_owned()), if_match: None, dry_run: self.change.dry_run }
    }

    fn conclude(&self, shell: &Shell, items: &[Item], ended: Option<Stop>) -> Result {
        let count = |what: fn(&Item) -> bool| items.iter().filter(|item| what(item)).count();
        let done = count(|item| matches!(item.result, Some(Ok(()))));
        let failed = count(|item| matches!(item.result, Some(Err(_))));
        let untried = count(|item| item.result.is_none());
        shell.note(self.change.dry_run, false);
        let rest = if untried > 0 { format!(", {untried} not tried") } else { String::new() };
        shell.say(&format!("{done} done, {failed} failed{rest}."));
        if let Some(file) = self.report_file(shell, failed + untried > 0 && !self.change.dry_run) {
            write_report(&file, items)?;
            if failed + untried > 0 {
                shell.say(&format!("Do the rest again with --retry-failed {}", file.display()));
            }
        }
        match ended {
            Some(Stop::Interrupted) => Err(Stop::Interrupted),
            Some(stop) if done == 0 => Err(stop),
            _ if failed + untried > 0 => Err(Stop::Partly),
            _ => Ok(()),
        }
    }

    /// Where the report goes: where it was asked for, else into the data directory if something is left to do.
    fn report_file(&self, shell: &Shell, needed: bool) -> Option<PathBuf> {
        let own = || {
            let moment = shell.host.now().jiff().strftime("%Y%m%dT%H%M%SZ");
            shell.config.data_dir.join("reports").join(format!("{}-{moment}.ndjson", self.name))
        };
        self.args.report.clone().or_else(|| needed.then(own))
    }
}

fn is_logged_out(error: &Error) -> bool {
    matches!(error.kind, Kind::Unauthenticated | Kind::TokenExpired)
}

/// Shows what became of a row, and gives it back without the answer.
fn told<T: Outcome>(
    shell: &Shell,
    emitter: &mut Emitter,
    item: &Item,
    answer: Result<Answer<T>, Error>,
) -> Result<Result<(), Error>> {
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => {
            shell.say(&failure(item, &error));
            return Ok(Err(error));
        }
    };
    if shell.for_people() {
        shell.print(&format!("{}\n", answer.value.line(&shell.look)))?;
    } else {
        let value: Value = serde_json::from_str(&answer.json).map_err(Error::internal)?;
        shell.print(&emitter.value(value, answer.value.id(), T::FIELDS)?)?;
    }
    Ok(Ok(()))
}

/// One line: which row, what happened, under which key it may be tried again.
fn failure(item: &Item, error: &Error) -> String {
    let what = match &error.kind {
        Kind::ValidationError { details } => {
            let name = |field: &str| spelling(field).unwrap_or_else(|| "it".to_owned());
            let each = details.iter().map(|(field, problems)| format!("{} {}", name(field), problems.join("; ")));
            each.collect::<Vec<_>>().join(", ") + "."
        }
        _ => error.message.clone(),
    };
    safe(&format!("{}: {what} (key {})", item.target.reference, item.key))
}

fn write_report(file: &Path, items: &[Item]) -> Result {
    let write = || {
        if let Some(directory) = file.parent() {
            std::fs::create_dir_all(directory)?;
        }
        let mut out = std::io::BufWriter::new(std::fs::File::create(file)?);
        items.iter().try_for_each(|item| writeln!(out, "{}", report_line(item)))?;
        out.flush()
    };
    write().map_err(|error| Error::environment(format!("{} can't be written: {error}.", file.display())).into())
}

fn report_line(item: &Item) -> String {
    let error = match &item.result {
        Some(Err(error)) => json!({"code": error.code(), "message": error.message}),
        _ => Value::Null,
    };
    let id = item.target.reference.to_string();
    let ok = matches!(item.result, Some(Ok(())));
    to_line(&json!({"id": id, "ok": ok, "idempotency_key": item.key, "error": error}))
}
