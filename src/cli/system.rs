//! `system`: the program itself.

use clap::{Args, Subcommand};

use super::{
    list::{WatchArgs, show},
    look::{Facts, Look, safe},
    output::Record,
    shell::{Detail, Shell},
    stop::Result,
};
use crate::{
    error::Kind,
    operations::health::{HealthReport, ServiceHealth, Status},
};

/// `system`
#[derive(Subcommand, Debug)]
pub enum SystemCommand {
    /// Show how every part is doing, asked now; exits with 6 when the database doesn't answer
    #[command(after_help = "Example:\n  appydex-admin system health --watch 10")]
    Health(HealthArgs),
}

/// `system health`
#[derive(Args, Debug)]
pub struct HealthArgs {
    #[command(flatten)]
    watch: WatchArgs,
}

impl Record for HealthReport {
    fn id(&self) -> Option<String> {
        None
    }
}

impl Detail for HealthReport {
    fn text(&self, look: &Look) -> String {
        let services = &self.services;
        let facts = Facts::default().with("Status", self.status).with("At", look.time(self.timestamp));
        let mut facts = facts.with("Version", format!("{} ({})", self.version, self.environment));
        for (name, part) in services.each() {
            facts = facts.with(name, line(part));
        }
        let metrics = &self.metrics;
        let requests = format!(
            "{} in 24 h, {:.1} ms on average, {:.1} % failed",
            metrics.request_count_24h, metrics.avg_response_time_ms, metrics.error_rate_percent
        );
        facts.maybe("jobs", self.jobs()).maybe("notices", self.notices()).with("requests", requests).text(look)
    }
}

impl HealthReport {
    fn jobs(&self) -> Option<String> {
        let queue = &self.services.queue;
        let (pending, processing, failed) = (queue.pending_jobs?, queue.processing_jobs?, queue.failed_jobs_24h?);
        Some(format!("{pending} pending, {processing} processing, {failed} failed in 24 h"))
    }

    fn notices(&self) -> Option<String> {
        let smtp = &self.services.smtp;
        Some(format!("{} waiting, {} given up in 7 days", smtp.waiting_notifications?, smtp.failed_notifications?))
    }
}

fn line(part: &ServiceHealth) -> String {
    let latency = part.latency_ms.map(|ms| format!("{ms:.1} ms"));
    let said = part.error.as_deref().map(safe);
    [Some(part.status.to_string()), latency, said].into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// Runs `system`.
pub async fn run(shell: &Shell, command: SystemCommand) -> Result {
    let SystemCommand::Health(args) = command;
    let operations = shell.operations().await?;
    let status = std::sync::Mutex::new(Status::Healthy);
    show(shell, &args.watch, async || {
        let report = operations.health().await?;
        *status.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = report.status;
        Ok(report)
    })
    .await?;
    let status = *status.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if status == Status::Unhealthy { Err(Kind::Unhealthy.into()) } else { Ok(()) }
}
