//! One job: taken, worked at while its lease is held, ended.

use std::{panic::AssertUnwindSafe, sync::Arc, sync::Mutex, time::Duration};

use futures_util::FutureExt as _;
use tokio_util::sync::CancellationToken;

use super::{Broken, Kind, Live, Runner, live::percent};
use crate::{
    domain::{
        id::JobId,
        job::MOST_ATTEMPTS,
        time::{SECOND, Timestamp},
    },
    error::{Error, Kind as Meaning, Result},
    jobs::{backoff, lease},
    service::work::Outcome,
    store::jobs::{Claim, Failure, Progress},
};

/// How often the end of a job is written again when the database is busy; then its lease ends, and it is done anew.
const TRIES: u32 = 10;
/// How long a run has to end after being told to stop.
const GRACE: Duration = Duration::from_secs(5);
/// Between two reports of how far a job is, in microseconds.
const REPORT: i64 = SECOND;
/// Listeners are told when so many percent more are done.
const STEP: i64 = 10;

/// Why a run ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// It is another's now, or nobody's.
    Lost,
    /// This process ends.
    Shutdown,
    /// It took too long.
    TooLong,
}

/// What was last said of a run.
struct Said {
    renewed: Timestamp,
    reported: Timestamp,
    progress: Option<(i64, i64)>,
    told: i64,
}

impl Runner {
    /// Takes the job that is due first and works at it, of these only where some are named; false when none is.
    ///
    /// # Errors
    /// When the database fails; what was under way is taken up again after the lease.
    pub async fn step(&self, only: Option<&[JobId]>, shutdown: &CancellationToken) -> Result<bool> {
        let begun = self.service.now();
        let until = self.lease_end(begun);
        let Some(claim) = self.service.take_job(&self.name, &self.types, only, until).await? else {
            return Ok(false);
        };
        let Some(kind) = self.kinds.iter().find(|kind| kind.job_type() == claim.kind) else {
            return Err(Error::internal(format!("a job of kind {} was taken that nobody asked for", claim.kind)));
        };
        let live = Arc::new(Live::new(self.service.clock(), self.deadline(begun)));
        let outcome = self.work(&**kind, &claim, &live, begun, shutdown).await;
        self.settle(&**kind, &claim, outcome).await?;
        Ok(true)
    }

    fn lease_end(&self, from: Timestamp) -> Timestamp {
        from.plus(micros(self.settings.lease))
    }

    fn deadline(&self, from: Timestamp) -> Timestamp {
        from.plus(micros(self.settings.deadline()))
    }

    /// Does the work while the lease is held; what came of it, or why it was stopped.
    async fn work(
        &self,
        kind: &dyn Kind,
        claim: &Claim,
        live: &Arc<Live>,
        begun: Timestamp,
        shutdown: &CancellationToken,
    ) -> Result<Result<Outcome, Broken>, Why> {
        // What earlier attempts left counts for nothing.
        kind.discard(claim).await;
        let run = AssertUnwindSafe(kind.run(claim, live)).catch_unwind();
        let mut run = std::pin::pin!(run);
        let said = Mutex::new(Said { renewed: begun, reported: begun, progress: None, told: 0 });
        let held = lease::held(
            self.settings.beat(),
            || async { live.check().is_ok() && self.beat(kind, claim, live, &said).await }.boxed(),
            run.as_mut(),
        );
        let why = tokio::select! {
            biased;
            done = held => match done {
                Some(Ok(done)) => return Ok(done),
                Some(Err(_)) => return Ok(Err(Error::internal("the run panicked").into())),
                None => Why::Lost,
            },
            () = shutdown.cancelled() => Why::Shutdown,
            () = tokio::time::sleep(kind.longest()) => Why::TooLong,
        };
        live.stop();
        if tokio::time::timeout(GRACE, run).await.is_err() {
            tracing::warn!(job = %claim.id, "a job did not stop when it was told to");
        }
        Err(why)
    }

    /// One beat: looks whether the job is still this worker's, renews the lease when it is time, says how far it is.
    async fn beat(&self, kind: &dyn Kind, claim: &Claim, live: &Live, said: &Mutex<Said>) -> bool {
        let now = self.service.now();
        let (due, progress, loud) = {
            let Ok(mut said) = said.lock() else { return false };
            let progress = live.progress().filter(|one| said.progress != Some(*one));
            let progress = progress.filter(|_| said.progress.is_none() || now.since(said.reported) >= REPORT);
            let due = progress.is_some() || now.since(said.renewed) >= micros(self.settings.renewal());
            let percent = progress.map_or(said.told, |(done, total)| percent(done, total));
            let loud = percent >= said.told + STEP;
            if loud {
                said.told = percent;
            }
            (due, progress, loud)
        };
        if !due {
            // A database that can't be asked now leaves the lease as it is; its end is watched all the same.
            return !self.service.job_taken_over(claim).await.unwrap_or(false);
        }
        let report = progress.and_then(|(done, total)| Self::report(kind, claim, now, done, total));
        let held = self.service.hold_job(claim, self.lease_end(now), report.as_ref(), loud).await;
        if let (Ok(true), Ok(mut said)) = (&held, said.lock()) {
            live.until(self.deadline(now));
            said.renewed = now;
            if progress.is_some() {
                (said.progress, said.reported) = (progress, now);
            }
        }
        held.unwrap_or(true)
    }

    fn report(kind: &dyn Kind, claim: &Claim, now: Timestamp, done: i64, total: i64) -> Option<Progress> {
        let passed = now.since(claim.started_at) / SECOND;
        let estimated = (claim.attempt == 1 && done > 0 && passed > 0)
            .then(|| i64::try_from(i128::from(passed) * i128::from(total) / i128::from(done)).ok())
            .flatten();
        let metadata = kind.about(claim, done, total).ok()?;
        Some(Progress { percent: percent(done, total), metadata, estimated_duration_seconds: estimated })
    }

    /// Writes down what came of a run; what doesn't count is taken back.
    async fn settle(&self, kind: &dyn Kind, claim: &Claim, worked: Result<Result<Outcome, Broken>, Why>) -> Result<()> {
        fault!("jobs.settle");
        let held = match worked {
            Ok(Ok(outcome)) => self.end(claim, outcome).await?,
            Ok(Err(Broken::Failed(error))) => self.failed(claim, error).await?,
            Ok(Err(Broken::Stopped)) | Err(Why::Lost) => false,
            Err(Why::Shutdown) => {
                kind.discard(claim).await;
                self.service.put_back_job(claim, Duration::ZERO, false).await?
            }
            Err(Why::TooLong) => {
                let message = "It took too long and was stopped.".to_owned();
                let failure = Failure { code: "TIMED_OUT".into(), message, retryable: true };
                self.end(claim, Outcome::Failed(failure)).await?
            }
        };
        fault!("jobs.settled");
        if !held {
            tracing::info!(job = %claim.id, attempt = claim.attempt, "a job was stopped, or is another worker's now");
            kind.discard(claim).await;
        }
        Ok(())
    }

    /// Tries again later what may work then; anything else has failed.
    async fn failed(&self, claim: &Claim, error: Error) -> Result<bool> {
        tracing::warn!(job = %claim.id, attempt = claim.attempt, trace_id = claim.trace_id, ?error, "a job failed");
        if error.retryable() && claim.attempt < MOST_ATTEMPTS {
            let delay = backoff::delay(claim.attempt, &*self.service.random());
            let delay = Duration::from_micros(u64::try_from(delay).unwrap_or_default());
            return self.service.put_back_job(claim, delay, true).await;
        }
        // What is known of this machine stays on it.
        let shown = if error.kind == Meaning::Environment { Error::new(Meaning::InternalError) } else { error.clone() };
        let failure = Failure { code: shown.code(), message: shown.message.clone(), retryable: error.retryable() };
        self.end(claim, Outcome::Failed(failure)).await
    }

    async fn end(&self, claim: &Claim, outcome: Outcome) -> Result<bool> {
        for _ in 1..TRIES {
            match self.service.end_job(claim, outcome.clone()).await {
                Err(error) if error.retryable() => tokio::time::sleep(Duration::from_millis(200)).await,
                done => return done,
            }
        }
        self.service.end_job(claim, outcome).await
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}
