//! `analytics export`: starts an export, waits for it, and fetches its file if it is told where to put it.

use std::{
    fs::OpenOptions,
    io::Write,
    path::{Path, PathBuf},
    time::Duration,
};

use clap::Args;
use futures_util::StreamExt as _;
use serde_json::{Map, Value};

use super::{
    change::ChangeArgs,
    flags::Words,
    jobs::{ended, told},
    look::{Look, safe},
    output::Record,
    shell::{Outcome, Shell},
    stop::{Result, Stop},
    wait::duration,
};
use crate::{
    domain::{
        dates::{Bound, range::Range},
        id::Reference,
        job::JobStatus,
    },
    error::{Details, Error, Kind},
    operations::{
        Attempt, Operations,
        exports::{ExportRequest, JobAccepted},
        fields::{Fields, parse},
        jobs::{Job, JobResult},
    },
};

/// `analytics export`
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// What to have a row for each of
    #[arg(value_name = "REPORT", value_parser = Words(&["bookings", "revenue", "refunds", "takedowns"]))]
    report_type: String,
    /// From here on: 2025-10-01, today, yesterday, 'last 7d', this-month, this-fy, a time
    #[arg(long, value_name = "DATE")]
    from: String,
    /// Up to and with here [default: now]
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// What kind of file [default: csv]
    #[arg(long, value_parser = Words(&["csv", "json", "xlsx"]))]
    format: Option<String>,
    /// Of this vendor: whole UUID
    #[arg(long, value_name = "UUID")]
    vendor_id: Option<String>,
    /// That stand here: a status of bookings, refunds or takedown requests
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// Paid like this (revenue)
    #[arg(long, value_parser = Words(&["card", "upi", "wallet", "netbanking"]))]
    payment_method: Option<String>,
    /// In this city (bookings, revenue)
    #[arg(long, value_name = "NAME")]
    city: Option<String>,
    /// Of services of this category (bookings, revenue)
    #[arg(long, value_name = "NAME")]
    category: Option<String>,
    /// In this currency (not takedowns): INR
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// For this reason (takedowns)
    #[arg(long, value_name = "CODE")]
    reason_code: Option<String>,
    /// Put the file here when it is made; there must be none yet
    #[arg(long, value_name = "FILE", conflicts_with_all = ["no_wait", "dry_run"])]
    out: Option<PathBuf>,
    /// Only start it
    #[arg(long)]
    no_wait: bool,
    /// How long to wait at most: 90s, 10m, 2h; ends with exit code 124
    #[arg(long, value_name = "TIME", default_value = "10m")]
    timeout: String,
    #[command(flatten)]
    change: ChangeArgs,
}

/// Runs `analytics export`.
pub async fn run(shell: &Shell, args: &ExportArgs) -> Result {
    let (request, timeout) = args.checked(shell)?;
    args.change.check()?;
    if !args.change.dry_run {
        shell.session.may_change()?;
    }
    args.out.as_deref().map_or(Ok(()), refuse_existing)?;
    let operations = shell.operations().await?;
    if args.change.dry_run || args.no_wait {
        return args
            .change
            .make(shell, async |attempt| operations.export_analytics(request, attempt).await)
            .await
            .map(drop);
    }
    let key = args.change.key(shell);
    let attempt = Attempt { key: Some(key.clone()), ..Attempt::default() };
    shell.host.attend_jobs().await?;
    let accepted = operations.export_analytics(request, attempt).await;
    let accepted = accepted.map_err(|error| super::change::failed(error, key))?;
    shell.note(false, accepted.replayed);
    let id = Reference::Id(accepted.value.job_id);
    let job = ended(shell, &*operations, &id, Some((timeout, &args.timeout))).await?;
    match (&args.out, job.status) {
        (Some(out), JobStatus::Succeeded) => {
            fetch(&*operations, &job, out).await?;
            shell.say(&format!("The file is {}.", safe(&out.display().to_string())));
            Ok(())
        }
        _ => told(shell, &job),
    }
}

impl ExportArgs {
    /// The request, and how long to wait for it; every fault of both.
    fn checked(&self, shell: &Shell) -> Result<(ExportRequest, Duration), Error> {
        let timeout = duration(&self.timeout);
        let mut faults = Details::new();
        if timeout.is_none() {
            faults.insert("timeout".into(), vec!["must be a time such as 90s, 10m or 2h".into()]);
        }
        match (parse::<ExportRequest>(Fields::body(self.body(shell))), timeout) {
            (Ok(request), Some(timeout)) => Ok((request, timeout)),
            (Ok(_), None) => Err(Error::validation(faults)),
            (Err(Error { kind: Kind::ValidationError { details }, .. }), _) => {
                // Here filters are flags like any other.
                let plain = |name: String| name.strip_prefix("filters.").map(str::to_owned).unwrap_or(name);
                faults.extend(details.into_iter().map(|(name, problems)| (plain(name), problems)));
                Err(Error::validation(faults))
            }
            (Err(error), _) => Err(error),
        }
    }

    fn body(&self, shell: &Shell) -> Value {
        let given = [
            ("vendor_id", &self.vendor_id),
            ("status", &self.status),
            ("payment_method", &self.payment_method),
            ("city", &self.city),
            ("category", &self.category),
            ("currency", &self.currency),
            ("reason_code", &self.reason_code),
        ];
        let filters: Map<String, Value> =
            given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?.into()))).collect();
        let to = self.to.as_deref().map_or_else(|| shell.look.now.to_string(), |text| end(shell, text, Bound::Upper));
        let from = end(shell, &self.from, Bound::Lower);
        let mut body = serde_json::json!({"report_type": self.report_type, "from": from, "to": to});
        if let Some(format) = &self.format {
            body["format"] = format.clone().into();
        }
        if !filters.is_empty() {
            body["filters"] = filters.into();
        }
        body
    }
}

/// One end of what was typed, no later than now; what can't be read stays as it is, for the request to refuse.
fn end(shell: &Shell, text: &str, bound: Bound) -> String {
    match Range::parse(text, shell.look.now.jiff(), &shell.look.zone) {
        Ok(range) => range.until(shell.look.now.jiff()).end(bound).to_string(),
        Err(_) => text.to_owned(),
    }
}

fn unwritten(path: &Path, error: &std::io::Error) -> Stop {
    Error::environment(format!("{} can't be written: {error}.", path.display())).into()
}

fn refuse_existing(path: &Path) -> Result {
    if path.exists() {
        return Err(
            Error::field("out", format!("must name a file that is not there yet; {} is", path.display())).into()
        );
    }
    Ok(())
}

/// Puts the file of a job at `path`, whole or not at all, readable by its owner only.
async fn fetch(operations: &dyn Operations, job: &Job, path: &Path) -> Result {
    let Some(JobResult::Export(file)) = &job.result else {
        return Err(Error::internal("an export that succeeded has no file").into());
    };
    let token = file.file_url.rsplit('/').next().unwrap_or_default();
    let mut body = operations.download_file(token.to_owned()).await?.body;
    let part = path.with_extension("part");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(&part).map_err(|e| unwritten(&part, &e))?;
    let mut written = 0;
    while let Some(piece) = body.next().await {
        let piece = piece?;
        out.write_all(&piece).map_err(|e| unwritten(&part, &e))?;
        written += piece.len();
    }
    if i64::try_from(written) != Ok(file.file_size_bytes) {
        let message = format!("{written} bytes came, not {}; the rest is missing.", file.file_size_bytes);
        return Err(Error::environment(message).into());
    }
    out.sync_all().map_err(|e| unwritten(&part, &e))?;
    std::fs::rename(&part, path).map_err(|e| unwritten(path, &e))
}

impl Record for JobAccepted {
    fn id(&self) -> Option<String> {
        Some(self.job_id.to_string())
    }
}

impl Outcome for JobAccepted {
    fn line(&self, _: &Look) -> String {
        if self.dry_run == Some(true) {
            return "An export would be started.".to_owned();
        }
        format!("{} {}; wait for it with `appydex-admin wait job {0} --for ended`", self.job_id, self.status)
    }
}
