//! Jobs as a worker sees them: taken under a lease, held, ended. What the work is, `jobs` knows.

use std::time::Duration;

use async_trait::async_trait;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Service,
    access::Need,
    jobs::ENTITY,
    mutation::{self, About, Change, Context, Mutation},
};
use crate::{
    domain::{
        actor::{Caller, Permission, Surface},
        id::{AdminId, JobId},
        job::{JobStatus, JobType},
        time::{HOUR, Timestamp},
    },
    error::Result,
    operations::Attempt,
    store::{
        Tx, chain,
        chain::NewEvent,
        jobs::{self, Claim, Done, Failure, JobRow, Progress},
    },
};

/// How a job ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It is done; with what the audit log says of it.
    Done(Done, Value),
    /// It won't be done.
    Failed(Failure),
}

/// The end of a job, by the worker that has it.
#[derive(Serialize)]
pub struct Ending {
    job: JobId,
    token: i64,
    #[serde(skip)]
    claim: Claim,
    #[serde(skip)]
    outcome: Outcome,
}

/// Ends a job under its lease; answers whether the lease still was the worker's own.
pub struct End;

#[async_trait]
impl Mutation for End {
    const NAME: &'static str = "job.end";
    const NEEDS: Need = Need::Permission(Permission::JobsCancel);
    const ENTITY: &'static str = ENTITY;
    const BY_SYSTEM: bool = true;
    type Request = Ending;
    type Answer = bool;

    async fn run(cx: &mut Context<'_>, ending: &Ending) -> Result<bool> {
        let claim = &ending.claim;
        let (held, status, after) = match &ending.outcome {
            Outcome::Done(done, noted) => {
                (jobs::succeed(&mut cx.tx, claim, done, cx.now).await?, JobStatus::Succeeded, noted.clone())
            }
            Outcome::Failed(failure) => {
                let after = json!({"code": failure.code, "attempt": claim.attempt});
                (jobs::fail(&mut cx.tx, claim, failure, cx.now).await?, JobStatus::Failed, after)
            }
        };
        if held {
            let after = json!({"status": status, "creator_id": claim.creator_id, "result": after});
            cx.audit(Change { entity_id: claim.id.to_string(), after: Some(after), ..Change::default() });
            tell(cx, claim.id, claim.creator_id).await?;
        }
        Ok(held)
    }
}

/// Tells listeners how a job stands now.
async fn tell(cx: &mut Context<'_>, id: JobId, creator: AdminId) -> Result<()> {
    if let Some(row) = jobs::by_id(&mut cx.tx, id).await? {
        let about = About { version: Some(row.version), status: Some(row.status.as_str()), ..About::default() };
        cx.event_of(creator.0, "job.updated", id.0, &about, row.progress_percent);
    }
    Ok(())
}

/// Deletes a job that has had its time; answers whether it was still there.
pub struct Forget;

#[async_trait]
impl Mutation for Forget {
    const NAME: &'static str = "job.forget";
    const NEEDS: Need = Need::Permission(Permission::JobsDelete);
    const ENTITY: &'static str = ENTITY;
    const BY_SYSTEM: bool = true;
    type Request = JobId;
    type Answer = bool;

    async fn run(cx: &mut Context<'_>, id: &JobId) -> Result<bool> {
        jobs::lock(&mut cx.tx, *id).await?;
        let Some(row) = jobs::by_id(&mut cx.tx, *id).await?.filter(|row| row.status.has_ended()) else {
            return Ok(false);
        };
        jobs::delete(&mut cx.tx, row.key).await?;
        let before = Some(json!({"status": row.status, "creator_id": row.creator_id}));
        cx.audit(Change { entity_id: id.to_string(), before, ..Change::default() });
        let about = About { version: Some(row.version), status: Some(row.status.as_str()), ..About::default() };
        cx.event_of(row.creator_id.0, "job.deleted", id.0, &about, row.progress_percent);
        Ok(true)
    }
}

/// A worker that stopped this often won't get it done.
fn worker_lost() -> Failure {
    Failure { code: "WORKER_LOST".into(), message: "The worker stopped three times.".into(), retryable: true }
}

/// How many jobs are forgotten between two looks.
const SOME: i64 = 100;
/// How long a file may lie that no job wants: whoever wrote it may be about to say so.
const ORPHANED: i64 = HOUR;
/// How long a draft may lie that nobody writes to.
const ABANDONED: i64 = 24 * HOUR;

impl Service {
    /// Whether a job of these kinds is due that nobody holds.
    pub async fn job_due(&self, kinds: &[JobType]) -> Result<bool> {
        jobs::is_due(&mut self.db().read().await?, kinds, self.now()).await
    }

    /// Takes the job of these kinds that is due first, until `until`, of `only` these where some are named. Those whose
    /// workers are gone for the last time have failed before.
    pub async fn take_job(
        &self,
        owner: &str,
        kinds: &[JobType],
        only: Option<&[JobId]>,
        until: Timestamp,
    ) -> Result<Option<Claim>> {
        self.fail_lost_jobs().await?;
        let now = self.now();
        let mut tx = self.db().begin().await?;
        let Some(claim) = jobs::claim(&mut tx, owner, kinds, only, now, until).await? else { return Ok(None) };
        self.note_progress(&mut tx, &claim, now).await?;
        fault!("jobs.claim.commit");
        tx.commit().await?;
        fault!("jobs.claimed");
        Ok(Some(claim))
    }

    async fn fail_lost_jobs(&self) -> Result<()> {
        loop {
            let mut tx = self.db().begin().await?;
            let Some(claim) = jobs::exhausted(&mut tx, self.now()).await? else { return Ok(()) };
            // Another one of the many may be faster; then the lease is its own no more.
            tx.rollback().await?;
            if !self.end_job(&claim, Outcome::Failed(worker_lost())).await? {
                return Ok(());
            }
            self.remove_files(claim.id).await;
        }
    }

    /// Tells listeners how far a job is, as the last of a transaction.
    async fn note_progress(&self, tx: &mut Tx, claim: &Claim, now: Timestamp) -> Result<()> {
        let Some(row) = jobs::by_id(tx, claim.id).await? else { return Ok(()) };
        let event = self.progress_event(&row);
        chain::append(tx, &[], &[event], &claim.trace_id, now).await.map(drop)
    }

    fn progress_event(&self, row: &JobRow) -> NewEvent {
        NewEvent {
            id: self.new_id(),
            topic: "job",
            kind: "job.updated",
            entity_id: Some(row.id.to_string()),
            owner_id: Some(row.creator_id.0),
            data: json!({"version": row.version, "number": null, "status": row.status, "actor_id": null,
                "progress_percent": row.progress_percent}),
        }
    }

    /// Whether a job has ended, or is another worker's by now.
    pub async fn job_taken_over(&self, claim: &Claim) -> Result<bool> {
        jobs::is_taken_over(&mut self.db().read().await?, claim.key, claim.lease_token).await
    }

    /// Holds a job until `until`, with how far it has come, of which listeners hear when `loud`; false when the lease
    /// isn't the worker's own any more.
    pub async fn hold_job(
        &self,
        claim: &Claim,
        until: Timestamp,
        progress: Option<&Progress>,
        loud: bool,
    ) -> Result<bool> {
        let now = self.now();
        let mut tx = self.db().begin().await?;
        let held = jobs::renew(&mut tx, claim.key, claim.lease_token, until, progress, now).await?;
        if held && loud {
            self.note_progress(&mut tx, claim, now).await?;
        }
        tx.commit().await.map(|()| held)
    }

    /// Lets go of a job that is to be taken up after `delay`; `counts` says whether the attempt does.
    pub async fn put_back_job(&self, claim: &Claim, delay: Duration, counts: bool) -> Result<bool> {
        let now = self.now();
        let next = now.plus(super::auth::micros(delay));
        let mut tx = self.db().begin().await?;
        let held = jobs::put_back(&mut tx, claim, next, counts, now).await?;
        if held {
            self.note_progress(&mut tx, claim, now).await?;
        }
        tx.commit().await?;
        if held && delay.is_zero() {
            self.jobs().notify_one();
        }
        Ok(held)
    }

    /// Ends a job; false when the lease isn't the worker's own any more.
    pub async fn end_job(&self, claim: &Claim, outcome: Outcome) -> Result<bool> {
        let caller = Caller::system(Surface::Worker, claim.trace_id.clone());
        let ending = Ending { job: claim.id, token: claim.lease_token, claim: claim.clone(), outcome };
        Ok(mutation::run::<End>(self, &caller, ending, Attempt::default()).await?.value)
    }

    /// How many of the jobs that this process queued have not ended.
    pub async fn unfinished_jobs(&self) -> Result<i64> {
        jobs::unfinished(&mut self.db().read().await?, &self.queued_jobs()).await
    }

    /// Deletes the jobs that ended before `before`, and their files; how many.
    pub async fn forget_jobs(&self, before: Timestamp) -> Result<u64> {
        let caller = Caller::system(Surface::Worker, self.new_trace());
        let mut gone = 0;
        loop {
            let old = jobs::ended_before(&mut self.db().read().await?, before, SOME).await?;
            for (id,) in &old {
                let forgotten = mutation::run::<Forget>(self, &caller, *id, Attempt::default()).await?;
                gone += u64::from(forgotten.value);
                self.remove_files(*id).await;
            }
            if old.is_empty() {
                return Ok(gone);
            }
        }
    }

    /// Removes files that no job wants and drafts that nobody writes, left by workers that were killed.
    pub async fn sweep_files(&self) -> Result<()> {
        let (files, now) = (self.files().clone(), self.now());
        let listed = tokio::task::spawn_blocking(move || {
            files.remove_drafts(now.plus(-ABANDONED))?;
            files.list(super::exports::FOLDER)
        });
        for (name, at) in listed.await.map_err(crate::error::Error::internal)?? {
            if now.since(at) > ORPHANED && !self.is_wanted(&name).await? {
                let files = self.files().clone();
                let removed = tokio::task::spawn_blocking(move || files.remove(&name)).await;
                removed.map_err(crate::error::Error::internal)??;
            }
        }
        Ok(())
    }

    /// Whether a job wants this file; what isn't named like a job's is nobody's here.
    async fn is_wanted(&self, name: &str) -> Result<bool> {
        let job = name.rsplit('/').next().and_then(|name| name.split('.').next());
        match job.and_then(|job| uuid::Uuid::try_parse(job).ok()) {
            Some(job) => jobs::wants_file(&mut self.db().read().await?, job, name).await,
            None => Ok(true),
        }
    }
}
