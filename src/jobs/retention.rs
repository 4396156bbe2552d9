//! Ended jobs and their files, deleted when they have had their time; and files that killed workers have left.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::{error::Result, service::Service};

const EVERY: Duration = Duration::from_hours(1);

/// Sweeps now and every hour until `shutdown`: jobs that ended longer than `keep` ago. What fails is tried again at the
/// next sweep.
pub async fn run(service: &Service, keep: Duration, shutdown: &CancellationToken) {
    while !shutdown.is_cancelled() {
        match once(service, keep).await {
            Ok(gone) => tracing::debug!(gone, "old jobs were deleted"),
            Err(error) => tracing::warn!(?error, "old jobs can't be deleted; the next try is in an hour"),
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = shutdown.cancelled() => {}
        }
    }
}

/// Deletes the jobs that ended longer than `keep` ago and what no job wants; how many jobs.
///
/// # Errors
/// When the database or the files fail; what was deleted before stays so.
pub async fn once(service: &Service, keep: Duration) -> Result<u64> {
    let before = service.now().plus(-i64::try_from(keep.as_micros()).unwrap_or(i64::MAX));
    let gone = service.forget_jobs(before).await?;
    service.sweep_files().await?;
    Ok(gone)
}
