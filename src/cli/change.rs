//! Changes: refused under a read-only profile, shown and asked about first, made under a key.

use clap::Args;

use super::{
    shell::{Outcome, Shell},
    stop::{Result, Stop},
    targets::Targets,
};
use crate::{
    error::Error,
    operations::{Answer, Attempt},
};

/// The flags of every command that changes something.
#[derive(Args, Clone, Debug, Default)]
pub struct ChangeArgs {
    /// Show what would happen and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Make the change under this key: the same again within 24 hours does nothing twice [default: a new one]
    #[arg(long, value_name = "KEY")]
    pub idempotency_key: Option<String>,
}

impl ChangeArgs {
    /// Refuses a key that can't be one.
    pub fn check(&self) -> Result<(), Error> {
        match &self.idempotency_key {
            Some(key) if !((1..=255).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic())) => {
                Err(Error::field("idempotency_key", "must have 1 to 255 visible ASCII characters"))
            }
            _ => Ok(()),
        }
    }

    /// The key that was given, or a new one.
    pub fn key(&self, shell: &Shell) -> String {
        self.idempotency_key.clone().unwrap_or_else(|| shell.host.new_id().to_string())
    }

    /// Asks before a change, unless it is a dry run: `plan` says what will change, a line each.
    pub async fn agree(&self, shell: &Shell, plan: &[String]) -> Result {
        if self.dry_run {
            return Ok(());
        }
        shell.session.may_change()?;
        confirm(shell, plan, false).await
    }

    /// As [`Self::agree`], about rows that standard input may have named.
    pub async fn agree_on(&self, shell: &Shell, targets: &Targets, plan: &[String]) -> Result {
        if self.dry_run {
            return Ok(());
        }
        shell.session.may_change()?;
        confirm(shell, plan, targets.from_stdin).await
    }

    /// Makes one change and shows what it did.
    pub async fn make<T: Outcome>(
        &self,
        shell: &Shell,
        change: impl AsyncFnOnce(Attempt) -> Result<Answer<T>, Error>,
    ) -> Result<T> {
        let key = self.key(shell);
        let attempt = Attempt { key: Some(key.clone()), if_match: None, dry_run: self.dry_run };
        let answer = change(attempt).await.map_err(|error| failed(error, key))?;
        shell.done(&answer)?;
        shell.note(self.dry_run, answer.replayed);
        Ok(answer.value)
    }
}

/// A failed change; what was refused as wrong or forbidden is not worth a second try under its key.
pub fn failed(error: Error, key: String) -> Stop {
    let sent = !matches!(error.code().as_str(), "VALIDATION_ERROR" | "UNAUTHENTICATED" | "PERMISSION_DENIED");
    if sent { Stop::Change(Box::new(error), key) } else { error.into() }
}

/// Shows a plan and asks. `from_stdin` says that standard input gave the ids, so that it can be no terminal.
pub async fn confirm(shell: &Shell, plan: &[String], from_stdin: bool) -> Result {
    let can_ask = shell.terminal.stderr && (shell.terminal.stdin || from_stdin);
    if !can_ask {
        let refused = || {
            Stop::usage(
                "This changes something, and there is no terminal to ask at.",
                "Give --yes, or --dry-run to look.",
            )
        };
        return if shell.yes { Ok(()) } else { Err(refused()) };
    }
    let profile = shell.session.profile.clone().filter(|_| shell.session.protected);
    if shell.yes && profile.is_none() {
        return Ok(());
    }
    for line in plan {
        shell.say(line);
    }
    let agreed = match profile {
        Some(name) => {
            let question = format!("The profile is protected; type its name ({name}) to go on");
            shell.asked(move |ask| ask.line(&question)).await? == name
        }
        None => shell.asked(|ask| ask.confirm("Go on?")).await?,
    };
    if agreed {
        return Ok(());
    }
    shell.say("Nothing was changed.");
    Err(Stop::Interrupted)
}
