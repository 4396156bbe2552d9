//! Whose a job is: kinds of jobs that wait for the test, on a clock that stands still, on both engines.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use appydex_admin::{
    domain::{
        actor::{Actor, Surface},
        id::AdminId,
        job::{JobStatus, JobType},
        time::SECOND,
    },
    error::{Error, Kind as Meaning, Result},
    jobs::runner::{Broken, Kind, Live, Runner, Settings},
    operations::{
        Attempt, Operations as _,
        fields::{Fields, parse},
        jobs::{CancelJob, Job},
    },
    service::work::Outcome,
    store::jobs::{Claim, Done},
};
use async_trait::async_trait;
use serde_json::json;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    operations::by_id,
    support::world::{On, Through, World, caller},
};

macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$name(Bench::new(On::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$name(Bench::new(On::Postgres).await).await;
            }
        }
    )+};
}

on_both_engines!(
    a_job_that_is_done_ends_once,
    a_worker_that_slept_over_its_lease_counts_for_nothing,
    a_cancelled_job_is_stopped_while_it_runs,
    a_worker_that_dies_three_times_is_lost,
    what_may_work_later_is_tried_again_and_then_fails,
    a_panic_fails_the_job_and_not_the_worker,
    a_worker_that_ends_gives_its_job_back,
    many_workers_do_each_job_once,
    progress_never_goes_back,
);

/// A kind of job that does what the test says.
struct Slow {
    /// How many may go on.
    gate: Semaphore,
    begun: AtomicUsize,
    running: AtomicUsize,
    discarded: AtomicUsize,
    most: AtomicUsize,
    fails: AtomicBool,
    panics: AtomicBool,
    says: AtomicBool,
}

#[async_trait]
impl Kind for Slow {
    fn job_type(&self) -> JobType {
        JobType::AnalyticsExport
    }

    fn longest(&self) -> Duration {
        Duration::from_mins(1)
    }

    async fn run(&self, claim: &Claim, live: &Arc<Live>) -> Result<Outcome, Broken> {
        self.begun.fetch_add(1, Ordering::SeqCst);
        self.most.fetch_max(self.running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        let outcome = self.at_work(claim, live).await;
        self.running.fetch_sub(1, Ordering::SeqCst);
        outcome
    }

    async fn discard(&self, _: &Claim) {
        self.discarded.fetch_add(1, Ordering::SeqCst);
    }

    fn about(&self, _: &Claim, done: i64, total: i64) -> Result<String> {
        let about = json!({"report_type": "bookings", "from": "2025-11-01", "to": "2025-11-24", "format": "csv",
            "rows_processed": done, "total_rows": total});
        Ok(about.to_string())
    }
}

impl Slow {
    async fn at_work(&self, claim: &Claim, live: &Live) -> Result<Outcome, Broken> {
        assert!(!self.panics.load(Ordering::SeqCst), "as it was told to");
        if self.fails.load(Ordering::SeqCst) {
            return Err(Error::new(Meaning::Busy).into());
        }
        if self.says.load(Ordering::SeqCst) {
            live.expect(100);
            live.did(40);
        }
        tokio::select! {
            permit = self.gate.acquire() => permit.unwrap().forget(),
            () = live.stopped() => return Err(Broken::Stopped),
        }
        live.check()?;
        let result = json!({"rows_count": 0, "file_size_bytes": 0, "format": "csv", "sha256": ""}).to_string();
        let done = Done { result, metadata: self.about(claim, 0, 0)?, files: "[]".into() };
        Ok(Outcome::Done(done, json!({"token": claim.lease_token})))
    }
}

/// Jobs of one admin, and whoever does them.
struct Bench {
    world: World,
    slow: Arc<Slow>,
    admin: AdminId,
    stop: CancellationToken,
}

impl Bench {
    async fn new(on: On) -> Self {
        let world = World::new(on, Through::Local).await;
        let admin = world.admin_id("root", &["super_admin"]).await;
        let slow = Slow {
            gate: Semaphore::new(0),
            begun: AtomicUsize::new(0),
            running: AtomicUsize::new(0),
            discarded: AtomicUsize::new(0),
            most: AtomicUsize::new(0),
            fails: AtomicBool::new(false),
            panics: AtomicBool::new(false),
            says: AtomicBool::new(false),
        };
        Self { world, slow: Arc::new(slow), admin, stop: CancellationToken::new() }
    }

    fn runner(&self) -> Arc<Runner> {
        let settings = Settings { lease: Duration::from_secs(1), poll: Duration::from_millis(10), at_once: 1 };
        Arc::new(Runner::new(self.world.service.clone(), vec![self.slow.clone() as _], settings))
    }

    /// A worker of its own, doing one job.
    fn step(&self) -> tokio::task::JoinHandle<Result<bool>> {
        let (runner, stop) = (self.runner(), self.stop.clone());
        tokio::spawn(async move { runner.step(None, &stop).await })
    }

    async fn queue(&self) -> Uuid {
        let body = json!({"report_type": "bookings", "from": "2025-11-01", "to": "2025-11-24"});
        let request = parse(Fields::body(body)).unwrap();
        let root = self.world.service.for_caller(caller(Actor::Admin(self.admin), Surface::Cli));
        root.export_analytics(request, Attempt::default()).await.unwrap().value.job_id
    }

    async fn job(&self, id: Uuid) -> Job {
        let root = self.world.service.for_caller(caller(Actor::Admin(self.admin), Surface::Cli));
        root.job(by_id(id)).await.unwrap()
    }

    /// Waits until so many runs have begun.
    async fn begun(&self, runs: usize) {
        until(async || self.slow.begun.load(Ordering::SeqCst) >= runs).await;
    }

    async fn ended(&self) -> i64 {
        self.world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'job.end'").await
    }
}

/// Waits until something is so; the test fails when it never is.
async fn until(is_so: impl AsyncFn() -> bool) {
    for _ in 0..2000 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it never came");
}

async fn a_job_that_is_done_ends_once(bench: Bench) {
    let id = bench.queue().await;
    bench.slow.gate.add_permits(1);
    assert!(bench.step().await.unwrap().unwrap());
    assert!(!bench.step().await.unwrap().unwrap(), "nothing else waits");
    let job = bench.job(id).await;
    assert_eq!((job.status, job.attempt, bench.ended().await), (JobStatus::Succeeded, 1, 1));
}

async fn a_worker_that_slept_over_its_lease_counts_for_nothing(bench: Bench) {
    let id = bench.queue().await;
    let slept = bench.step();
    bench.begun(1).await;
    // Nobody else may take it while the lease lasts.
    assert!(!bench.step().await.unwrap().unwrap());
    bench.world.pass(2 * SECOND);
    let second = bench.step();
    bench.begun(2).await;
    // The first one finds out before it writes anything.
    assert!(slept.await.unwrap().unwrap());
    assert_eq!(bench.job(id).await.status, JobStatus::Processing);
    bench.slow.gate.add_permits(1);
    second.await.unwrap().unwrap();
    let job = bench.job(id).await;
    assert_eq!((job.status, job.attempt, bench.ended().await), (JobStatus::Succeeded, 2, 1));
    assert_eq!(bench.slow.discarded.load(Ordering::SeqCst), 3, "each before it began, the first also after");
}

async fn a_cancelled_job_is_stopped_while_it_runs(bench: Bench) {
    let id = bench.queue().await;
    let step = bench.step();
    bench.begun(1).await;
    // By another process.
    let root = bench.world.elsewhere("root", "super_admin").await;
    root.cancel_job(by_id(id), CancelJob::default(), Attempt::with_key("stop")).await.unwrap();
    step.await.unwrap().unwrap();
    assert_eq!(bench.slow.running.load(Ordering::SeqCst), 0);
    assert_eq!((bench.job(id).await.status, bench.ended().await), (JobStatus::Cancelled, 0));
    assert_eq!(bench.slow.discarded.load(Ordering::SeqCst), 2);
}

async fn a_worker_that_dies_three_times_is_lost(bench: Bench) {
    let id = bench.queue().await;
    for attempt in 1..=3 {
        let dies = bench.step();
        bench.begun(attempt).await;
        dies.abort();
        drop(dies.await);
        assert_eq!(bench.job(id).await.attempt, i64::try_from(attempt).unwrap());
        bench.world.pass(2 * SECOND);
    }
    assert!(!bench.step().await.unwrap().unwrap());
    let job = bench.job(id).await;
    let error = job.error.unwrap();
    assert_eq!((job.status, error.code.as_str(), error.retryable), (JobStatus::Failed, "WORKER_LOST", true));
    assert_eq!(bench.slow.begun.load(Ordering::SeqCst), 3);
}

async fn what_may_work_later_is_tried_again_and_then_fails(bench: Bench) {
    let id = bench.queue().await;
    bench.slow.fails.store(true, Ordering::SeqCst);
    for attempt in 1..=3 {
        assert!(bench.step().await.unwrap().unwrap());
        let job = bench.job(id).await;
        assert_eq!((job.attempt, job.status.has_ended()), (attempt, attempt == 3));
        assert!(!bench.step().await.unwrap().unwrap(), "not at once");
        bench.world.pass(600 * SECOND);
    }
    let error = bench.job(id).await.error.unwrap();
    assert_eq!((error.code.as_str(), error.retryable), ("BUSY", true));
}

async fn a_panic_fails_the_job_and_not_the_worker(bench: Bench) {
    let id = bench.queue().await;
    bench.slow.panics.store(true, Ordering::SeqCst);
    assert!(bench.step().await.unwrap().unwrap());
    let error = bench.job(id).await.error.unwrap();
    assert_eq!((error.code.as_str(), error.retryable), ("INTERNAL_ERROR", false));
    assert!(!error.message.contains("panicked"), "what happened inside stays inside: {}", error.message);
}

async fn a_worker_that_ends_gives_its_job_back(bench: Bench) {
    let id = bench.queue().await;
    let step = bench.step();
    bench.begun(1).await;
    bench.stop.cancel();
    step.await.unwrap().unwrap();
    let job = bench.job(id).await;
    assert_eq!((job.status, job.attempt), (JobStatus::Pending, 0), "a restart is no failure of the job");
    bench.slow.gate.add_permits(1);
    let runner = bench.runner();
    assert!(runner.step(None, &CancellationToken::new()).await.unwrap());
    assert_eq!(bench.job(id).await.status, JobStatus::Succeeded);
}

async fn many_workers_do_each_job_once(bench: Bench) {
    let mut ids = Vec::new();
    for _ in 0..24 {
        ids.push(bench.queue().await);
    }
    bench.slow.gate.add_permits(100);
    let workers: Vec<_> = (0..6)
        .map(|_| {
            let (runner, stop) = (bench.runner(), bench.stop.clone());
            tokio::spawn(async move { while runner.step(None, &stop).await.unwrap() {} })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap();
    }
    for id in ids {
        assert_eq!(bench.job(id).await.status, JobStatus::Succeeded);
    }
    assert_eq!((bench.slow.begun.load(Ordering::SeqCst), bench.ended().await), (24, 24));
}

async fn progress_never_goes_back(bench: Bench) {
    let id = bench.queue().await;
    bench.slow.says.store(true, Ordering::SeqCst);
    let step = bench.step();
    until(async || bench.job(id).await.progress_percent == 40).await;
    let version = bench.job(id).await.version;
    bench.world.tamper("UPDATE jobs SET progress_percent = 60").await;
    bench.world.pass(SECOND / 2);
    bench.slow.gate.add_permits(1);
    step.await.unwrap().unwrap();
    let job = bench.job(id).await;
    assert_eq!((job.progress_percent, job.version > version), (100, true));
    let loud = "SELECT COUNT(*) FROM events WHERE kind = 'job.updated' AND data LIKE '%\"progress_percent\":40%'";
    assert_eq!(bench.world.count(loud).await, 1);
}
