//! Works at jobs: takes one under a lease, has its kind do the work with no transaction open, ends it only if the lease
//! is still its own.
//!
//! The worker looks twice a second whether the job is still its own, so that one that was cancelled stops soon, and
//! lets go by itself before its lease ends: whatever comes of a process that slept over it counts for nothing. What a
//! kind of job has to do and to bear is in [`Kind`]; the watch over one run in `live`. To add a kind: a file in
//! `jobs::kinds`, its place among the kinds in `app`.

mod live;
mod run;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use futures_util::FutureExt as _;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

pub use self::live::{Live, Stopped};
use super::lease::attend;
use crate::{
    domain::job::JobType,
    error::{Error, Result},
    service::{Service, work::Outcome},
    store::jobs::Claim,
};

/// How workers work.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How long a job is held before another worker may take it; renewed while somebody is at it.
    pub lease: Duration,
    /// How often to look for work that nobody announced.
    pub poll: Duration,
    /// How many jobs are worked at at once.
    pub at_once: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { lease: Duration::from_secs(30), poll: Duration::from_secs(1), at_once: 2 }
    }
}

impl Settings {
    /// How long after it was last renewed a worker lets go of a job: well before another may take it.
    pub fn deadline(&self) -> Duration {
        self.lease * 2 / 3
    }

    /// Between two looks whether a job is still the worker's own.
    fn beat(&self) -> Duration {
        (self.lease / 8).min(Duration::from_millis(500))
    }

    /// Between two renewals where nothing else is to be said.
    fn renewal(&self) -> Duration {
        self.lease / 4
    }
}

/// A kind of job. A run may be stopped at any moment and begun anew by another process, so whatever it leaves must be
/// as good the second time, and must not count before the job has ended.
#[async_trait]
pub trait Kind: Send + Sync {
    /// Which.
    fn job_type(&self) -> JobType;
    /// The longest that a run may take.
    fn longest(&self) -> Duration;
    /// Does the work. It asks `live` often, and ends soon after being told to stop, leaving nothing behind.
    ///
    /// # Errors
    /// Why it can't be done; an error that is retryable has it tried again later.
    async fn run(&self, claim: &Claim, live: &Arc<Live>) -> Result<Outcome, Broken>;
    /// Takes back what a run has left that does not count.
    async fn discard(&self, claim: &Claim);
    /// What the job says of itself when so much is done of so much.
    fn about(&self, claim: &Claim, done: i64, total: i64) -> Result<String>;
}

/// Why a run came to nothing.
#[derive(Debug)]
pub enum Broken {
    /// It was told to stop.
    Stopped,
    /// It failed.
    Failed(Error),
}

impl From<Error> for Broken {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<Stopped> for Broken {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

/// Works at jobs, several at once.
pub struct Runner {
    service: Service,
    kinds: Vec<Arc<dyn Kind>>,
    types: Vec<JobType>,
    settings: Settings,
    name: String,
}

impl Runner {
    /// A runner of these kinds of jobs, with a name of its own.
    pub fn new(service: Service, kinds: Vec<Arc<dyn Kind>>, settings: Settings) -> Self {
        let name = service.new_trace();
        let types = kinds.iter().map(|kind| kind.job_type()).collect();
        Self { service, kinds, types, settings, name }
    }

    /// Works until `shutdown`: at once when `wake` is notified, and on its own at every poll. What it is at when
    /// `shutdown` comes it gives back, to be begun anew.
    pub async fn run(&self, wake: &Notify, shutdown: &CancellationToken) {
        let hands = (0..self.settings.at_once).map(|_| {
            let look = || self.look(shutdown).boxed();
            attend("jobs", self.settings.poll, wake, shutdown, look)
        });
        futures_util::future::join_all(hands).await;
    }

    /// Works at what this process itself has queued, until `shutdown`; the rest is for a server.
    pub async fn run_own(&self, wake: &Notify, shutdown: &CancellationToken) {
        attend("jobs", self.settings.poll, wake, shutdown, || self.look_for_own(shutdown).boxed()).await;
    }

    /// One job, if one is due; a look without a write first, so that idle workers hold up no writer.
    async fn look(&self, shutdown: &CancellationToken) -> Result<bool> {
        Ok(self.service.job_due(&self.types).await? && self.step(None, shutdown).await?)
    }

    async fn look_for_own(&self, shutdown: &CancellationToken) -> Result<bool> {
        let own = self.service.queued_jobs();
        let due = !own.is_empty() && self.service.job_due(&self.types).await?;
        Ok(due && self.step(Some(&own), shutdown).await?)
    }
}
