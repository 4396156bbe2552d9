//! Jobs: their rows, for those who started them. Who works at one, and how far it has come, is in `queue`. To add a
//! query: a function here, run on both engines.

mod queue;

pub use self::queue::{
    Claim, Done, Failure, Progress, claim, exhausted, fail, is_due, is_taken_over, put_back, renew, succeed, wants_file,
};
use super::{
    engine::{Query, Tx, sql},
    filter::{By, Filter, List, Rank, Ranked},
};
use crate::{
    domain::{
        id::{AdminId, JobId},
        job::{JobStatus, JobType},
        page::{PageMeta, Paging},
        time::Timestamp,
    },
    error::Result,
};

/// A job with the name of who started it.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct JobRow {
    pub key: i64,
    pub id: JobId,
    #[sqlx(rename = "type")]
    pub kind: JobType,
    pub status: JobStatus,
    pub progress_percent: i64,
    pub metadata: String,
    pub result: Option<String>,
    pub error_code: Option<String>,
    pub error_message: Option<String>,
    pub error_retryable: Option<bool>,
    pub attempt: i64,
    pub creator_id: AdminId,
    pub creator_name: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub started_at: Option<Timestamp>,
    pub completed_at: Option<Timestamp>,
    pub estimated_duration_seconds: Option<i64>,
    pub cancelled_at: Option<Timestamp>,
    pub cancelled_by: Option<AdminId>,
    pub cancel_reason: Option<String>,
    /// Names of its files, a JSON list.
    pub files: Option<String>,
    pub version: i64,
}

impl Ranked for JobRow {
    fn ranks(&self, _: &[By]) -> Vec<Rank> {
        vec![Rank::Int(self.created_at.0), Rank::Int(self.key)]
    }
}

const SELECT: &str = "SELECT j.key, j.id, j.type, j.status, j.progress_percent, j.metadata, j.result, j.error_code,
    j.error_message, j.error_retryable, j.attempt, j.creator_id, COALESCE(a.name, '') AS creator_name, j.created_at,
    j.updated_at, j.started_at, j.completed_at, j.estimated_duration_seconds, j.cancelled_at, j.cancelled_by,
    j.cancel_reason, j.files, j.version
 FROM jobs j LEFT JOIN admins a ON a.id = j.creator_id WHERE 1 = 1";

const FROM: &str = "FROM jobs j WHERE 1 = 1";

/// A page of jobs, newest first. Conditions are about `j`, the job itself.
pub async fn page(tx: &mut Tx, filter: &Filter, paging: &Paging) -> Result<(Vec<JobRow>, PageMeta)> {
    let order = [By::desc("j.created_at"), By::desc("j.key")];
    let count = format!("SELECT COUNT(*) {FROM}");
    List { select: SELECT, whole: None, count: &count, filter, order: &order }.page(tx, paging).await
}

/// How many jobs stand where.
pub async fn counts(tx: &mut Tx, filter: &Filter) -> Result<Vec<(JobStatus, i64)>> {
    filter.query(&format!("SELECT j.status, COUNT(*) {FROM}"), "GROUP BY j.status").fetch_all(tx).await
}

/// The job with this id.
pub async fn by_id(tx: &mut Tx, id: JobId) -> Result<Option<JobRow>> {
    Query::assembled(format!("{SELECT} AND j.id = $1"), vec![id.into()]).fetch_optional(tx).await
}

/// Holds a job until the transaction ends.
pub async fn lock(tx: &mut Tx, id: JobId) -> Result<()> {
    let text = format!("SELECT key FROM jobs WHERE id = $1{}", tx.for_update());
    Query::assembled(text, vec![id.into()]).fetch_optional::<(i64,)>(tx).await.map(drop)
}

/// A job before it has its row.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct NewJob<'a> {
    pub id: JobId,
    pub kind: JobType,
    /// What is to be done, as JSON.
    pub request: String,
    /// What is said of it, as JSON.
    pub metadata: String,
    pub creator: AdminId,
    pub trace: &'a str,
}

/// Queues a job.
pub async fn insert(tx: &mut Tx, new: NewJob<'_>, now: Timestamp) -> Result<()> {
    sql("INSERT INTO jobs (id, type, status, request, metadata, creator_id, trace_id, created_at, updated_at,
            next_action_at)
         VALUES ($1, $2, 'pending', $3, $4, $5, $6, $7, $7, $7)")
    .bind(new.id)
    .bind(new.kind)
    .bind(new.request)
    .bind(new.metadata)
    .bind(new.creator)
    .bind(new.trace)
    .bind(now)
    .execute_one(tx)
    .await
}

/// Stops a job that waits or runs. Whoever is at it has lost its lease.
pub async fn cancel(tx: &mut Tx, key: i64, by: AdminId, reason: Option<&str>, now: Timestamp) -> Result<()> {
    sql("UPDATE jobs SET status = 'cancelled', cancelled_at = $2, cancelled_by = $3, cancel_reason = $4,
            completed_at = $2, updated_at = $2, next_action_at = NULL, lease_owner = NULL, lease_until = NULL,
            version = version + 1
         WHERE key = $1 AND status IN ('pending', 'processing')")
    .bind(key)
    .bind(now)
    .bind(by)
    .bind(reason.map(str::to_owned))
    .execute_one(tx)
    .await
}

/// Deletes an ended job.
pub async fn delete(tx: &mut Tx, key: i64) -> Result<()> {
    sql("DELETE FROM jobs WHERE key = $1 AND status IN ('succeeded', 'failed', 'cancelled')")
        .bind(key)
        .execute_one(tx)
        .await
}

/// Jobs that ended before `before`, the first to end first, so many at most.
pub async fn ended_before(tx: &mut Tx, before: Timestamp, most: i64) -> Result<Vec<(JobId,)>> {
    sql("SELECT id FROM jobs WHERE status IN ('succeeded', 'failed', 'cancelled') AND completed_at < $1
         ORDER BY completed_at, key LIMIT $2")
    .bind(before)
    .bind(most)
    .fetch_all(tx)
    .await
}

/// How many of these jobs have not ended.
pub async fn unfinished(tx: &mut Tx, ids: &[JobId]) -> Result<i64> {
    let mut left = 0;
    for id in ids {
        let row = sql("SELECT COUNT(*) FROM jobs WHERE id = $1 AND status IN ('pending', 'processing')").bind(*id);
        left += row.fetch_one::<(i64,)>(tx).await?.0;
    }
    Ok(left)
}
