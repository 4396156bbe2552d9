//! `wait`: looks until something is as it should be, or will never be.

use std::time::Duration;

use clap::{Args, Subcommand};

use super::{
    flags::Words,
    patience::patient,
    refunds::{LETTERS, line},
    shell::Shell,
    stop::{Result, Stop},
    targets::one,
};
use crate::{
    domain::refund::RefundStatus,
    error::{Details, Error},
    operations::refunds::RefundDetail,
};

/// How often it is looked.
const PAUSE: Duration = Duration::from_secs(1);
/// How long is waited when nothing is said.
const TIMEOUT: &str = "10m";

/// `wait`
#[derive(Subcommand, Debug)]
pub enum WaitCommand {
    /// Wait until the money of a refund is confirmed
    #[command(after_help = "Example:
  appydex-admin wait refund RF-2025-000211 --for processed --timeout 2m")]
    Refund(RefundArgs),
    /// Wait until a job has ended
    #[command(after_help = "Example:
  appydex-admin wait job 0199ec08 --for ended --timeout 1h")]
    Job(JobArgs),
}

/// `wait job`
#[derive(Args, Debug)]
pub struct JobArgs {
    /// UUID, or a unique beginning of it
    id: String,
    /// What to wait for
    #[arg(long = "for", value_name = "STATUS", default_value = "ended", value_parser = Words(&["ended"]))]
    until: String,
    /// How long at most: 90s, 10m, 2h; ends with exit code 124
    #[arg(long, value_name = "TIME", default_value = TIMEOUT)]
    timeout: String,
}

/// `wait refund`
#[derive(Args, Debug)]
pub struct RefundArgs {
    /// UUID, number (RF-2025-000211), or a unique beginning of the UUID
    id: String,
    /// What to wait for
    #[arg(long = "for", value_name = "STATUS", default_value = "processed", value_parser = Words(&["processed"]))]
    until: String,
    /// How long at most: 90s, 10m, 2h; ends with exit code 124
    #[arg(long, value_name = "TIME", default_value = TIMEOUT)]
    timeout: String,
}

/// Runs `wait`.
pub async fn run(shell: &Shell, command: WaitCommand) -> Result {
    match command {
        WaitCommand::Refund(args) => refund(shell, &args).await,
        WaitCommand::Job(args) => job(shell, &args).await,
    }
}

async fn refund(shell: &Shell, args: &RefundArgs) -> Result {
    let (id, timeout) = checked(&args.id, LETTERS, (&args.until, "processed"), &args.timeout)?;
    let operations = shell.operations().await?;
    let looking = async {
        loop {
            let refund = patient(shell, async || operations.refund(id.clone()).await).await?;
            if let Some(result) = ended(&refund) {
                return result.map(|()| refund);
            }
            tokio::time::sleep(PAUSE).await;
        }
    };
    let again = format!("appydex-admin wait refund {id} --for {}", args.until);
    let refund = tokio::select! {
        biased;
        result = tokio::time::timeout(timeout, looking) => match result {
            Ok(refund) => refund?,
            Err(_) => return Err(Stop::TimedOut(format!("{id} was not {} within {}.", args.until, args.timeout), again)),
        },
        _ = tokio::signal::ctrl_c() => {
            shell.say(&format!("It goes on without you; come back with `{again}`."));
            return Err(Stop::Interrupted);
        }
    };
    let text = if shell.for_people() { format!("{}\n", line(&refund)) } else { shell.written(&refund)? };
    shell.print(&text)
}

async fn job(shell: &Shell, args: &JobArgs) -> Result {
    let (id, timeout) = checked(&args.id, None, (&args.until, "ended"), &args.timeout)?;
    let operations = shell.operations().await?;
    let job = super::jobs::ended(shell, &*operations, &id, Some((timeout, &args.timeout))).await?;
    super::jobs::told(shell, &job)
}

/// Whether there is nothing left to wait for: it is there, or it will not come by itself.
fn ended(refund: &RefundDetail) -> Option<Result> {
    match refund.item.status {
        RefundStatus::Processed => Some(Ok(())),
        RefundStatus::Rejected | RefundStatus::Failed => {
            Some(Err(Error::environment(format!("{}.", line(refund))).into()))
        }
        RefundStatus::Pending | RefundStatus::Approved => None,
    }
}

/// What is waited for and how long; every fault of the flags. `until` is what was asked for, and what can be.
fn checked(
    id: &str,
    letters: Option<&str>,
    until: (&str, &str),
    timeout: &str,
) -> Result<(crate::domain::id::Reference, Duration), Error> {
    let mut faults = Details::new();
    let id = one(id, letters).map_err(|error| faults.insert("id".into(), vec![problem(&error)]));
    if until.0 != until.1 {
        faults.insert("for".into(), vec![format!("must be {}", until.1)]);
    }
    let timeout = duration(timeout);
    if timeout.is_none() {
        faults.insert("timeout".into(), vec!["must be a time such as 90s, 10m or 2h".into()]);
    }
    match (id, timeout) {
        (Ok(id), Some(timeout)) if faults.is_empty() => Ok((id, timeout)),
        _ => Err(Error::validation(faults)),
    }
}

fn problem(error: &Error) -> String {
    error.message.trim_start_matches("id: ").trim_end_matches('.').to_owned()
}

/// `90s`, `10m`, `2h`, or seconds alone.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let seconds = match &text[digits.len()..] {
        "" | "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => return None,
    };
    digits.parse::<u64>().ok()?.checked_mul(seconds).map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_their_unit() {
        let seconds = |text| duration(text).map(|time| time.as_secs());
        assert_eq!(["90", "90s", "10m", "2h"].map(seconds), [Some(90), Some(90), Some(600), Some(7200)]);
        assert_eq!(["", "m", "1d", "-1s", "1.5m", "9999999999999999999h"].map(seconds), [None; 6]);
    }
}
