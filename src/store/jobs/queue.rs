//! Who works at a job: one worker at a time, for as long as its lease lasts.

use uuid::Uuid;

use crate::{
    domain::{
        id::{AdminId, JobId},
        job::{JobStatus, JobType, MOST_ATTEMPTS},
        time::Timestamp,
    },
    error::Result,
    store::engine::{Query, Tx, sql},
};

/// A job that a worker has taken under its lease.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct Claim {
    pub key: i64,
    pub id: JobId,
    #[sqlx(rename = "type")]
    pub kind: JobType,
    pub request: String,
    pub creator_id: AdminId,
    pub trace_id: String,
    pub attempt: i64,
    pub lease_token: i64,
    pub started_at: Timestamp,
    pub progress_percent: i64,
    pub version: i64,
}

const CLAIMED: &str = "key, id, type, request, creator_id, trace_id, attempt, lease_token,
    COALESCE(started_at, updated_at) AS started_at, progress_percent, version";

/// A job is due while it waits for its moment, and once the lease of whoever took it has ended.
const FREE: &str = "status IN ('pending', 'processing') AND next_action_at <= $1";

fn of_kinds(kinds: &[JobType]) -> String {
    let words: Vec<String> = kinds.iter().map(|kind| format!("'{kind}'")).collect();
    format!("type IN ({})", words.join(", "))
}

/// Whether a job of these kinds is due that nobody holds.
pub async fn is_due(tx: &mut Tx, kinds: &[JobType], now: Timestamp) -> Result<bool> {
    let kinds = of_kinds(kinds);
    let text = format!("SELECT COUNT(*) FROM (SELECT 1 AS one FROM jobs WHERE {FREE} AND {kinds} LIMIT 1) AS due");
    Ok(Query::assembled(text, vec![now.into()]).fetch_one::<(i64,)>(tx).await?.0 > 0)
}

/// Takes the job that was due first at `now`, until `until`, and begins its next attempt.
pub async fn claim(
    tx: &mut Tx,
    owner: &str,
    kinds: &[JobType],
    only: Option<&[JobId]>,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<Claim>> {
    let Some(named) = named(only, 4) else { return Ok(None) };
    let (skip, kinds) = (tx.skip_locked(), of_kinds(kinds));
    let text = format!(
        "UPDATE jobs SET status = 'processing', attempt = attempt + 1, progress_percent = 0, started_at =
            COALESCE(started_at, $1), updated_at = $1, lease_owner = $2, lease_until = $3, next_action_at = $3,
            lease_token = lease_token + 1, version = version + 1
         WHERE key = (SELECT key FROM jobs WHERE {FREE} AND attempt < {MOST_ATTEMPTS} AND {kinds}{named}
                      ORDER BY next_action_at, key LIMIT 1{skip})
         RETURNING {CLAIMED}"
    );
    let mut values = vec![now.into(), owner.into(), until.into()];
    values.extend(only.into_iter().flatten().map(|id| (*id).into()));
    Query::assembled(text, values).fetch_optional(tx).await
}

/// The condition that a job is one of these, its first argument being `$first`; nothing when it can be none.
fn named(only: Option<&[JobId]>, first: usize) -> Option<String> {
    let Some(only) = only else { return Some(String::new()) };
    let places: Vec<String> = (first..first + only.len()).map(|place| format!("${place}")).collect();
    (!only.is_empty()).then(|| format!(" AND id IN ({})", places.join(", ")))
}

/// A job whose last attempt's worker is gone, locked.
pub async fn exhausted(tx: &mut Tx, now: Timestamp) -> Result<Option<Claim>> {
    let skip = tx.skip_locked();
    let text = format!(
        "SELECT {CLAIMED} FROM jobs WHERE {FREE} AND attempt >= {MOST_ATTEMPTS} ORDER BY next_action_at, key LIMIT 1{skip}"
    );
    Query::assembled(text, vec![now.into()]).fetch_optional(tx).await
}

/// Whether a job has ended, or is another worker's by now. What a copy of the database doesn't know yet is no proof.
pub async fn is_taken_over(tx: &mut Tx, key: i64, token: i64) -> Result<bool> {
    let row = sql("SELECT status, lease_token FROM jobs WHERE key = $1").bind(key);
    let found = row.fetch_optional::<(JobStatus, i64)>(tx).await?;
    Ok(found.is_some_and(|(status, now)| now > token || now == token && status != JobStatus::Processing))
}

/// How far a job has come.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct Progress {
    pub percent: i64,
    pub metadata: String,
    pub estimated_duration_seconds: Option<i64>,
}

/// Holds a job until `until`, if the lease is still the worker's own; whether it was.
pub async fn renew(
    tx: &mut Tx,
    key: i64,
    token: i64,
    until: Timestamp,
    progress: Option<&Progress>,
    now: Timestamp,
) -> Result<bool> {
    let held = "WHERE key = $1 AND lease_token = $2 AND status = 'processing'";
    let query = match progress {
        None => Query::assembled(format!("UPDATE jobs SET lease_until = $3, next_action_at = $3 {held}"), Vec::new())
            .bind(key)
            .bind(token)
            .bind(until),
        Some(progress) => Query::assembled(
            format!(
                "UPDATE jobs SET lease_until = $3, next_action_at = $3, metadata = $5, updated_at = $6,
                    estimated_duration_seconds = COALESCE($7, estimated_duration_seconds),
                    progress_percent = CASE WHEN $4 > progress_percent THEN $4 ELSE progress_percent END,
                    version = version + 1 {held}"
            ),
            Vec::new(),
        )
        .bind(key)
        .bind(token)
        .bind(until)
        .bind(progress.percent)
        .bind(&progress.metadata)
        .bind(now)
        .bind(progress.estimated_duration_seconds),
    };
    Ok(query.execute(tx).await? == 1)
}

/// Lets go of a job that is to be taken up at `next`. An attempt that was not the job's own fault doesn't count.
pub async fn put_back(tx: &mut Tx, claim: &Claim, next: Timestamp, counts: bool, now: Timestamp) -> Result<bool> {
    let less = i64::from(!counts);
    let rows = sql("UPDATE jobs SET status = 'pending', attempt = attempt - $3, progress_percent = 0, updated_at = $4,
                        next_action_at = $5, lease_owner = NULL, lease_until = NULL, version = version + 1
                    WHERE key = $1 AND lease_token = $2 AND status = 'processing'")
    .bind(claim.key)
    .bind(claim.lease_token)
    .bind(less)
    .bind(now)
    .bind(next);
    Ok(rows.execute(tx).await? == 1)
}

/// What a job that is done leaves.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct Done {
    pub result: String,
    pub metadata: String,
    pub files: String,
}

/// Ends a job well, if the lease is still the worker's own; whether it was.
pub async fn succeed(tx: &mut Tx, claim: &Claim, done: &Done, now: Timestamp) -> Result<bool> {
    let rows =
        sql("UPDATE jobs SET status = 'succeeded', progress_percent = 100, result = $4, metadata = $5, files = $6,
                        completed_at = $7, updated_at = $7, next_action_at = NULL, lease_owner = NULL,
                        lease_until = NULL, version = version + 1
                    WHERE key = $1 AND lease_token = $2 AND attempt = $3 AND status = 'processing'")
        .bind(claim.key)
        .bind(claim.lease_token)
        .bind(claim.attempt)
        .bind(&done.result)
        .bind(&done.metadata)
        .bind(&done.files)
        .bind(now);
    Ok(rows.execute(tx).await? == 1)
}

/// Why a job failed.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct Failure {
    pub code: String,
    pub message: String,
    pub retryable: bool,
}

/// Ends a job badly, if the lease is still the worker's own; whether it was.
pub async fn fail(tx: &mut Tx, claim: &Claim, failure: &Failure, now: Timestamp) -> Result<bool> {
    let rows = sql("UPDATE jobs SET status = 'failed', error_code = $4, error_message = $5, error_retryable = $6,
                        completed_at = $7, updated_at = $7, next_action_at = NULL, lease_owner = NULL,
                        lease_until = NULL, version = version + 1
                    WHERE key = $1 AND lease_token = $2 AND attempt = $3 AND status = 'processing'")
    .bind(claim.key)
    .bind(claim.lease_token)
    .bind(claim.attempt)
    .bind(&failure.code)
    .bind(&failure.message)
    .bind(failure.retryable)
    .bind(now);
    Ok(rows.execute(tx).await? == 1)
}

/// Whether a job still wants the file of this name: it is its own, or somebody is at it.
pub async fn wants_file(tx: &mut Tx, id: Uuid, name: &str) -> Result<bool> {
    let row = sql("SELECT status, files FROM jobs WHERE id = $1").bind(id);
    let found = row.fetch_optional::<(JobStatus, Option<String>)>(tx).await?;
    Ok(found.is_some_and(|(status, files)| {
        status == JobStatus::Processing || files.is_some_and(|files| files.contains(&format!("\"{name}\"")))
    }))
}
