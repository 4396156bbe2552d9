//! `jobs`: the list, one whole, waiting for one, stopping and deleting them.

use std::time::Duration;

use clap::{Args, Subcommand};

use super::{
    bulk::Bulk,
    change::ChangeArgs,
    dates::bound,
    flags::{Given, Words},
    host::Progress as _,
    list::{ListArgs, Summary, WatchArgs, list, show},
    look::{Facts, Look, bytes, safe},
    output::Record,
    patience::patient,
    progress::Loading,
    shell::{Detail, Outcome, Shell},
    stop::{Result, Stop},
    table::Row,
    targets::{TargetArgs, admin, one},
};
use crate::{
    domain::{dates::Bound, id::Reference, job::JobStatus},
    error::Error,
    operations::{
        Operations,
        fields::{Fields, parse},
        jobs::{CancelJob, Job, JobCancelled, JobCounts, JobListItem, JobMetadata, JobResult, ListJobs},
    },
};

/// How often it is looked how far a job is.
const PAUSE: Duration = Duration::from_secs(1);

/// `jobs`
#[derive(Subcommand, Debug)]
pub enum JobsCommand {
    /// List jobs, newest first: your own, or everyone's if you may
    #[command(after_help = "Examples:
  appydex-admin jobs list --status failed
  appydex-admin jobs list --status succeeded -o ids | appydex-admin jobs delete - --yes")]
    List(Box<JobsListArgs>),
    /// Show one job: how far it is, what came of it, where to fetch its file
    Show(ShowArgs),
    /// Show how far a job is until it has ended
    Watch(IdArgs),
    /// Stop jobs that wait or run
    #[command(after_help = "Example:
  appydex-admin jobs cancel 0199ec08 --reason 'Wrong month'")]
    Cancel(CancelArgs),
    /// Delete ended jobs and their files
    Delete(DeleteArgs),
}

/// `jobs list`
#[derive(Args, Debug)]
pub struct JobsListArgs {
    /// Where they stand
    #[arg(long, value_parser = Words(&["pending", "processing", "succeeded", "failed", "cancelled"]))]
    status: Option<String>,
    /// Of this kind
    #[arg(long = "type", value_parser = Words(&["analytics_export", "system_backup", "system_restore", "backup_verify"]))]
    kind: Option<String>,
    /// Started by this admin: whole UUID or e-mail
    #[arg(long, value_name = "ID")]
    creator_id: Option<String>,
    /// Made from here on: 2025-10-01, today, yesterday, 'last 7d', this-month, this-fy, a time
    #[arg(long, value_name = "DATE")]
    from_date: Option<String>,
    /// Made up to and with here
    #[arg(long, value_name = "DATE")]
    to_date: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

/// `jobs show`
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// UUID, or a unique beginning of it
    id: String,
    #[command(flatten)]
    watch: WatchArgs,
}

/// `jobs watch`
#[derive(Args, Debug)]
pub struct IdArgs {
    /// UUID, or a unique beginning of it
    id: String,
}

/// `jobs cancel`
#[derive(Args, Debug)]
pub struct CancelArgs {
    #[command(flatten)]
    targets: TargetArgs,
    /// Why: up to 500 characters
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    change: ChangeArgs,
}

/// `jobs delete`
#[derive(Args, Debug)]
pub struct DeleteArgs {
    #[command(flatten)]
    targets: TargetArgs,
    #[command(flatten)]
    change: ChangeArgs,
}

/// Runs `jobs`.
pub async fn run(shell: &Shell, command: JobsCommand) -> Result {
    match command {
        JobsCommand::List(args) => jobs(shell, *args).await,
        JobsCommand::Show(args) => job(shell, &args).await,
        JobsCommand::Watch(args) => watch(shell, &args).await,
        JobsCommand::Cancel(args) => cancel(shell, &args).await,
        JobsCommand::Delete(args) => delete(shell, &args).await,
    }
}

async fn jobs(shell: &Shell, args: JobsListArgs) -> Result {
    let operations = shell.operations().await?;
    let creator_id = match args.creator_id {
        Some(email) if email.contains('@') => Some(admin(&*operations, &email).await?.to_string()),
        other => other,
    };
    let from_date = args.from_date.as_ref().map(|text| bound(shell, text, Bound::Lower));
    let to_date = args.to_date.as_ref().map(|text| bound(shell, text, Bound::Upper));
    let given = Given::default()
        .with("status", args.status.as_ref())
        .with("type", args.kind.as_ref())
        .with("creator_id", creator_id.as_ref())
        .with("from_date", from_date.as_ref())
        .with("to_date", to_date.as_ref());
    list(shell, given, &args.list, "jobs", async |query: ListJobs| operations.list_jobs(query).await).await
}

async fn job(shell: &Shell, args: &ShowArgs) -> Result {
    let id = one(&args.id, None)?;
    let operations = shell.operations().await?;
    show(shell, &args.watch, async || operations.job(id.clone()).await).await
}

async fn watch(shell: &Shell, args: &IdArgs) -> Result {
    let id = one(&args.id, None)?;
    let operations = shell.operations().await?;
    let job = ended(shell, &*operations, &id, None).await?;
    told(shell, &job)
}

/// Waits until a job has ended, for `most` at most, and shows meanwhile how far it is.
pub(super) async fn ended(
    shell: &Shell,
    operations: &dyn Operations,
    id: &Reference,
    most: Option<(Duration, &str)>,
) -> Result<Job> {
    let loading = Loading::new(shell);
    let looking = async {
        loop {
            let job = patient(shell, async || operations.job(id.clone()).await).await?;
            if job.status.has_ended() {
                return Ok(job);
            }
            let (what, rows) = about(&job);
            loading.at(&what, rows, u64::try_from(job.progress_percent).unwrap_or_default(), 100);
            tokio::time::sleep(PAUSE).await;
        }
    };
    let again = format!("appydex-admin wait job {id} --for ended");
    let late = async {
        match most {
            Some((most, _)) => tokio::time::sleep(most).await,
            None => std::future::pending().await,
        }
    };
    let job = tokio::select! {
        biased;
        job = looking => job,
        () = late => {
            let time = most.map_or("", |(_, time)| time);
            Err(Stop::TimedOut(format!("The job {id} had not ended within {time}."), again))
        }
        _ = tokio::signal::ctrl_c() => {
            shell.say(&format!("The job is left whole; come back with `{again}`."));
            Err(Stop::Interrupted)
        }
    };
    loading.end();
    job
}

/// What a job is at, and how many rows of it are done.
fn about(job: &Job) -> (String, u64) {
    match &job.metadata {
        JobMetadata::Export(export) => {
            let rows = export.rows_processed.and_then(|rows| u64::try_from(rows).ok()).unwrap_or_default();
            (export.report_type.to_string(), rows)
        }
        JobMetadata::Other(_) => (job.kind.to_string(), 0),
    }
}

/// Shows an ended job; one that came to nothing is a failure.
pub(super) fn told(shell: &Shell, job: &Job) -> Result {
    shell.show(job)?;
    match job.status {
        JobStatus::Succeeded => Ok(()),
        status => {
            let why = job.error.as_ref().map(|error| format!(": {}", error.message.trim_end_matches('.')));
            Err(Error::environment(format!("The job {status}{}.", why.unwrap_or_default())).into())
        }
    }
}

async fn cancel(shell: &Shell, args: &CancelArgs) -> Result {
    let given = Given::default().with("reason", args.reason.as_ref());
    let request: CancelJob = parse(Fields::text(given.pairs()))?;
    args.change.check()?;
    let targets = args.targets.read(shell, None)?;
    let operations = shell.operations().await?;
    args.change.agree_on(shell, &targets, &[targets.listed("Stop", "jobs")]).await?;
    let bulk = Bulk { name: "jobs-cancel", change: &args.change, args: &args.targets };
    bulk.run(shell, targets, async |id, attempt| operations.cancel_job(id, request.clone(), attempt).await).await
}

async fn delete(shell: &Shell, args: &DeleteArgs) -> Result {
    args.change.check()?;
    let targets = args.targets.read(shell, None)?;
    let operations = shell.operations().await?;
    let plan = [targets.listed("Delete", "jobs"), "Their files go with them.".to_owned()];
    args.change.agree_on(shell, &targets, &plan).await?;
    let bulk = Bulk { name: "jobs-delete", change: &args.change, args: &args.targets };
    bulk.run(shell, targets, async |id, attempt| operations.delete_job(id, attempt).await).await
}

/// `bookings 2025-10-01 to 2025-10-31, csv`
fn subject(metadata: &JobMetadata) -> String {
    match metadata {
        JobMetadata::Export(export) => {
            format!("{} {} to {}, {}", export.report_type, export.from, export.to, export.format)
        }
        JobMetadata::Other(_) => "-".to_owned(),
    }
}

impl Record for JobListItem {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "type",
        "status",
        "progress_percent",
        "created_at",
        "updated_at",
        "started_at",
        "completed_at",
        "creator.id",
        "creator.name",
        "metadata",
        "version",
    ];
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Row for JobListItem {
    const COLUMNS: &'static [&'static str] = &["JOB", "STATUS", "DONE", "MADE", "ENDED", "KIND", "BY", "ABOUT"];
    const SPARE: &'static [&'static str] = &["ENDED", "KIND", "MADE", "BY"];

    fn cells(&self, look: &Look) -> Vec<String> {
        vec![
            self.status.to_string(),
            format!("{} %", self.progress_percent),
            look.time(self.created_at),
            look.maybe_time(self.completed_at),
            self.kind.to_string(),
            self.creator.name.clone(),
            subject(&self.metadata),
        ]
    }
}

impl Summary for JobCounts {
    fn line(&self) -> Option<String> {
        let Self { pending, processing, succeeded, failed, cancelled } = self;
        Some(format!(
            "pending {pending}, processing {processing}, succeeded {succeeded}, failed {failed}, cancelled {cancelled}"
        ))
    }
}

impl Record for Job {
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Detail for Job {
    fn text(&self, look: &Look) -> String {
        let heading = look.heading(&safe(&format!("Job  {}, {}", self.kind, self.status)));
        let mut facts = Facts::default().with("About", subject(&self.metadata));
        if let JobMetadata::Export(export) = &self.metadata {
            let filters = export.filters.as_ref().filter(|filters| !filters.is_empty());
            let rows = export.rows_processed.zip(export.total_rows).map(|(done, all)| format!("{done} of {all}"));
            facts = facts.maybe("Filters", filters.map(|all| serde_json::json!(all))).maybe("Rows", rows);
        }
        facts = facts
            .with("Done", format!("{} %", self.progress_percent))
            .with("Attempt", self.attempt)
            .with("Made", look.time(self.created_at))
            .maybe("Begun", self.started_at.map(|at| look.time(at)))
            .maybe("Ended", self.completed_at.map(|at| look.time(at)))
            .maybe("Took", self.actual_duration_seconds.map(|seconds| format!("{seconds} s")))
            .maybe("Error", self.error.as_ref().map(|error| format!("{} ({})", error.message, error.code)))
            .maybe("Cancelled", self.cancelled_at.map(|at| look.time(at)))
            .maybe("Reason", self.cancel_reason.as_ref());
        if let Some(JobResult::Export(file)) = &self.result {
            let size = format!("{}, {} rows", bytes(file.file_size_bytes), file.rows_count);
            facts = facts.with("File", size).with("Works until", look.time(file.expires_at));
        }
        let facts = facts.with("Id", self.id).with("Version", self.version);
        let mut lines = vec![heading];
        lines.extend(facts.lines(2, look.text_width()));
        if let Some(JobResult::Export(file)) = &self.result {
            // On a line of its own and in one piece, so that it can be copied.
            lines.push(safe(&file.file_url));
        }
        lines.join("\n") + "\n"
    }
}

impl Record for JobCancelled {
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Outcome for JobCancelled {
    fn line(&self, _: &Look) -> String {
        safe(&format!("{} {}", self.id, self.status))
    }
}
