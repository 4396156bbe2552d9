//! Jobs as people see them: the list, one whole, stopping one, deleting one.

use async_trait::async_trait;
use serde_json::{Value, json};

use super::{
    Local, Service,
    access::{Need, Who, note_denied},
    exports,
    mutation::{About, Change, Context, Mutation},
};
use crate::{
    domain::{
        actor::Permission,
        id::{AdminId, JobId, Reference},
        job::{JobStatus, JobType},
        time::SECOND,
    },
    error::{AdminName, Error, Kind, Result},
    operations::{
        Answer, Attempt, Deleted, Page,
        jobs::{CancelJob, Job, JobCancelled, JobCounts, JobError, JobListItem, JobMetadata, JobResult, ListJobs},
    },
    store::{
        filter::Filter,
        jobs::{self, JobRow},
        names,
    },
};

pub(super) const ENTITY: &str = "job";

pub(super) fn missing(job_id: impl std::fmt::Display) -> Error {
    Error::new(Kind::JobNotFound { job_id: job_id.to_string() })
}

impl Local {
    pub(super) async fn find_job(&self, job: &Reference) -> Result<JobId> {
        self.find(names::JOBS, job, missing).await.map(JobId)
    }

    pub(super) async fn jobs(&self, query: ListJobs) -> Result<Page<JobListItem, JobCounts>> {
        let who = self.permit(Permission::JobsList).await?;
        let own =
            (!who.permissions().allows(Permission::JobsListAll)).then(|| who.admin().map(super::access::Admin::id));
        let mut all = filter(&query, own.transpose()?);
        let mut tx = self.service.0.db.read().await?;
        let counts = counted(jobs::counts(&mut tx, &all).await?);
        all.and_if("j.status = ?", query.status);
        let (rows, meta) = jobs::page(&mut tx, &all, &query.paging).await?;
        let rows = rows.into_iter().map(item).collect::<Result<_>>()?;
        Ok(Page { rows, meta, summary: counts })
    }

    pub(super) async fn one_job(&self, job: &Reference) -> Result<Job> {
        let who = self.authorize(Need::Admin).await?;
        let id = self.find_job(job).await?;
        let row = jobs::by_id(&mut self.service.0.db.read().await?, id).await?.ok_or_else(|| missing(job))?;
        if let Err(error) = check_owned(&who, row.creator_id, Permission::JobsViewAll) {
            note_denied(&self.service, &self.caller, &who, &error).await?;
            return Err(error);
        }
        self.service.job_of(row)
    }

    pub(super) async fn stop_job(
        &self,
        job: &Reference,
        request: CancelJob,
        attempt: Attempt,
    ) -> Result<Answer<JobCancelled>> {
        self.may::<Cancel>().await?;
        let id = self.find_job(job).await?;
        let answer = self.change::<Cancel>((id, request), attempt).await?;
        if answer.value.dry_run.is_none() {
            self.service.remove_files(id).await;
        }
        Ok(answer)
    }

    pub(super) async fn drop_job(&self, job: &Reference, attempt: Attempt) -> Result<Answer<Deleted>> {
        self.may::<Delete>().await?;
        let id = self.find_job(job).await?;
        let answer = self.change::<Delete>(id, attempt).await?;
        if answer.value.dry_run.is_none() {
            self.service.remove_files(id).await;
        }
        Ok(answer)
    }
}

fn filter(query: &ListJobs, own: Option<AdminId>) -> Filter {
    let mut filter = Filter::default();
    filter.and_if("j.type = ?", query.kind);
    filter.and_if("j.creator_id = ?", query.creator_id);
    filter.and_if("j.creator_id = ?", own);
    filter.and_if("j.created_at >= ?", query.from_date);
    filter.and_if("j.created_at <= ?", query.to_date);
    filter
}

fn counted(counts: Vec<(JobStatus, i64)>) -> JobCounts {
    let mut all = JobCounts::default();
    for (status, count) in counts {
        *match status {
            JobStatus::Pending => &mut all.pending,
            JobStatus::Processing => &mut all.processing,
            JobStatus::Succeeded => &mut all.succeeded,
            JobStatus::Failed => &mut all.failed,
            JobStatus::Cancelled => &mut all.cancelled,
        } = count;
    }
    all
}

fn metadata(row: &JobRow) -> Result<JobMetadata> {
    serde_json::from_str(&row.metadata).map_err(|e| Error::internal(format!("metadata of job {}: {e}", row.id)))
}

fn item(row: JobRow) -> Result<JobListItem> {
    Ok(JobListItem {
        id: row.id.0,
        kind: row.kind,
        status: row.status,
        progress_percent: row.progress_percent,
        created_at: row.created_at,
        updated_at: row.updated_at,
        started_at: row.started_at,
        completed_at: row.completed_at,
        metadata: metadata(&row)?,
        creator: AdminName { id: row.creator_id.0, name: row.creator_name },
        version: row.version,
    })
}

/// Whether `who` started it, or may do this with anybody's.
fn check_owned(who: &Who, creator: AdminId, otherwise: Permission) -> Result<()> {
    if super::sessions::is_own(who, creator) { Ok(()) } else { who.check(Need::Permission(otherwise)) }
}

impl Service {
    /// A job as it stands; its file comes with a link of its own.
    fn job_of(&self, row: JobRow) -> Result<Job> {
        let actual = row.completed_at.zip(row.started_at).map(|(end, begin)| (end.since(begin) / SECOND).max(0));
        Ok(Job {
            id: row.id.0,
            kind: row.kind,
            status: row.status,
            progress_percent: row.progress_percent,
            created_at: row.created_at,
            updated_at: row.updated_at,
            started_at: row.started_at,
            completed_at: row.completed_at,
            estimated_duration_seconds: row.estimated_duration_seconds,
            actual_duration_seconds: actual,
            creator_id: row.creator_id.0,
            attempt: row.attempt,
            error: error(&row),
            result: self.result(&row)?,
            metadata: metadata(&row)?,
            cancelled_at: row.cancelled_at,
            cancelled_by: row.cancelled_by.map(|id| id.0),
            cancel_reason: row.cancel_reason,
            version: row.version,
        })
    }

    fn result(&self, row: &JobRow) -> Result<Option<JobResult>> {
        let Some(result) = row.result.as_deref().filter(|_| row.status == JobStatus::Succeeded) else {
            return Ok(None);
        };
        let read = |e| Error::internal(format!("result of job {}: {e}", row.id));
        Ok(Some(if row.kind == JobType::AnalyticsExport {
            JobResult::Export(self.linked(row.id, &serde_json::from_str(result).map_err(read)?))
        } else {
            serde_json::from_str(result).map_err(read)?
        }))
    }

    /// Removes what a job has written; what can't be removed now is swept later.
    pub(super) async fn remove_files(&self, id: JobId) {
        let files = self.files().clone();
        let removed = tokio::task::spawn_blocking(move || files.remove(&exports::beginning(id))).await;
        match removed.map_err(Error::internal) {
            Ok(Ok(())) => {}
            Ok(Err(error)) | Err(error) => tracing::warn!(job = %id, ?error, "files of a job can't be removed"),
        }
    }
}

fn error(row: &JobRow) -> Option<JobError> {
    let (code, message) = row.error_code.clone().zip(row.error_message.clone())?;
    Some(JobError { code, message, retryable: row.error_retryable.unwrap_or_default() })
}

/// The job to act on, held, if `who` may.
async fn subject(cx: &mut Context<'_>, id: JobId, otherwise: Permission) -> Result<JobRow> {
    jobs::lock(&mut cx.tx, id).await?;
    let row = jobs::by_id(&mut cx.tx, id).await?.ok_or_else(|| missing(id))?;
    check_owned(&cx.who, row.creator_id, otherwise)?;
    cx.check_version(row.version)?;
    Ok(row)
}

fn told(row: &JobRow, after: Value, reason: Option<String>) -> Change {
    let before = Some(json!({"status": row.status, "creator_id": row.creator_id}));
    Change { entity_id: row.id.to_string(), before, after: Some(after), reason }
}

/// Stops a job that waits or runs. Whoever is at it sees that it has lost its lease.
pub struct Cancel;

#[async_trait]
impl Mutation for Cancel {
    const NAME: &'static str = "job.cancel";
    const NEEDS: Need = Need::Admin;
    const ENTITY: &'static str = ENTITY;
    type Request = (JobId, CancelJob);
    type Answer = JobCancelled;

    async fn run(cx: &mut Context<'_>, (id, request): &Self::Request) -> Result<JobCancelled> {
        let row = subject(cx, *id, Permission::JobsCancel).await?;
        if row.status.has_ended() {
            return Err(Error::new(Kind::CannotCancel { current_status: row.status }));
        }
        let by = cx.who.admin()?.id();
        jobs::cancel(&mut cx.tx, row.key, by, request.reason.as_deref(), cx.now).await?;
        let status = JobStatus::Cancelled;
        cx.audit(told(&row, json!({"status": status}), request.reason.clone()));
        let about = About { version: Some(row.version + 1), status: Some(status.as_str()), ..About::default() };
        cx.event_of(row.creator_id.0, "job.updated", id.0, &about, row.progress_percent);
        let version = row.version + 1;
        Ok(JobCancelled { id: id.0, status, cancelled_at: cx.now, cancelled_by: by.0, version, dry_run: None })
    }
}

/// Deletes an ended job; its files go when it is gone.
pub struct Delete;

#[async_trait]
impl Mutation for Delete {
    const NAME: &'static str = "job.delete";
    const NEEDS: Need = Need::Admin;
    const ENTITY: &'static str = ENTITY;
    type Request = JobId;
    type Answer = Deleted;

    async fn run(cx: &mut Context<'_>, id: &JobId) -> Result<Deleted> {
        let row = subject(cx, *id, Permission::JobsDelete).await?;
        if !row.status.has_ended() {
            return Err(Error::new(Kind::CannotDelete { current_status: row.status }));
        }
        jobs::delete(&mut cx.tx, row.key).await?;
        cx.audit(told(&row, json!({"deleted": true}), None));
        let about = About { version: Some(row.version), status: Some(row.status.as_str()), ..About::default() };
        cx.event_of(row.creator_id.0, "job.deleted", id.0, &about, row.progress_percent);
        Ok(Deleted { id: id.to_string(), dry_run: None })
    }
}
