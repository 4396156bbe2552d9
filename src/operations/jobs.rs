//! Jobs: what is asked and answered. What one is to do stands beside the operation that makes it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{
    exports::{ExportMetadata, ExportResult},
    fields::{self, Fields, Request},
};
use crate::{
    domain::{
        job::{JobStatus, JobType},
        page::Paging,
        time::Timestamp,
    },
    error::AdminName,
};

/// Which jobs to list, newest first. Default: one's own, or with `jobs:list_all` everybody's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListJobs {
    /// That stand here.
    pub status: Option<JobStatus>,
    /// Of this kind.
    #[serde(rename = "type")]
    pub kind: Option<JobType>,
    /// Started by this admin.
    pub creator_id: Option<Uuid>,
    /// Made from this moment on.
    pub from_date: Option<Timestamp>,
    /// Made up to and with this moment.
    pub to_date: Option<Timestamp>,
    /// The page.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Request for ListJobs {
    fn read(f: &mut Fields) -> Option<Self> {
        let status = f.optional("status", fields::word);
        let kind = f.optional("type", fields::word);
        let creator_id = f.optional("creator_id", fields::uuid);
        let (from_date, to_date) = f.period();
        let paging = f.paging();
        Some(Self { status, kind, creator_id, from_date, to_date, paging: paging? })
    }
}

/// Stops a job.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CancelJob {
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Request for CancelJob {
    fn read(f: &mut Fields) -> Option<Self> {
        Some(Self { reason: f.optional("reason", fields::text(1, 500)) })
    }
}

/// What a job is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum JobMetadata {
    /// An export.
    Export(ExportMetadata),
    /// Another kind of job.
    Other(Map<String, Value>),
}

/// What came of a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum JobResult {
    /// An export's file.
    Export(ExportResult),
    /// What another kind of job gives.
    Other(Map<String, Value>),
}

/// Why a job failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobError {
    /// A stable code.
    pub code: String,
    /// For people.
    pub message: String,
    /// Whether the same job may succeed when it is made again.
    pub retryable: bool,
}

/// A job, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobListItem {
    /// Its id.
    pub id: Uuid,
    /// What kind it is.
    #[serde(rename = "type")]
    pub kind: JobType,
    /// Where it stands.
    pub status: JobStatus,
    /// 0 to 100; never goes back within an attempt.
    pub progress_percent: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When a worker first took it.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub completed_at: Option<Timestamp>,
    /// Who started it.
    pub creator: AdminName,
    /// What it is about.
    pub metadata: JobMetadata,
    /// Grows with each change of its content.
    pub version: i64,
}

/// How many jobs stand where, the filter by status left aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each counts the jobs that stand where its name says")]
pub struct JobCounts {
    pub pending: i64,
    pub processing: i64,
    pub succeeded: i64,
    pub failed: i64,
    pub cancelled: i64,
}

/// One job, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Its id.
    pub id: Uuid,
    /// What kind it is.
    #[serde(rename = "type")]
    pub kind: JobType,
    /// Where it stands.
    pub status: JobStatus,
    /// 0 to 100; never goes back within an attempt.
    pub progress_percent: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When a worker first took it.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub completed_at: Option<Timestamp>,
    /// How long it will take as a whole, once that can be told.
    pub estimated_duration_seconds: Option<i64>,
    /// How long it took.
    pub actual_duration_seconds: Option<i64>,
    /// Who started it.
    pub creator_id: Uuid,
    /// How often it was begun; 0 before a worker takes it.
    pub attempt: i64,
    /// Why it failed; set exactly when it did.
    pub error: Option<JobError>,
    /// What came of it; set exactly when it succeeded.
    pub result: Option<JobResult>,
    /// What it is about.
    pub metadata: JobMetadata,
    /// When it was cancelled.
    pub cancelled_at: Option<Timestamp>,
    /// By whom.
    pub cancelled_by: Option<Uuid>,
    /// Why.
    pub cancel_reason: Option<String>,
    /// Grows with each change of its content.
    pub version: i64,
}

/// A job just cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobCancelled {
    /// Its id.
    pub id: Uuid,
    /// Where it stands: cancelled.
    pub status: JobStatus,
    /// When.
    pub cancelled_at: Timestamp,
    /// By whom.
    pub cancelled_by: Uuid,
    /// Grows with each change of its content.
    pub version: i64,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}
