//! Exports: a report's rows, read page by page from one snapshot of the database, written to a file by a thread beside,
//! shown when it is whole.
//!
//! A few pages are in memory at once, however many rows there are. What the columns of each report are, and what of a
//! customer they show to whom, is in `rows`; how cells become a file, in `write` and a file for each format. To add a
//! report: its rows in `store::exports`, its columns in `rows`. To add a format: its file, its arm in `write`.

mod csv;
mod json;
mod rows;
mod write;
mod xlsx;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;

use self::{
    rows::{Page, columns},
    write::Writing,
};
use crate::{
    domain::{id::JobId, job::JobType},
    error::{Error, Result},
    jobs::runner::{Broken, Kind, Live, Stopped},
    operations::exports::ExportRequest,
    service::{
        Service,
        exports::{Export, Made, beginning, wanted},
        work::Outcome,
    },
    store::{
        exports,
        jobs::{Claim, Done},
    },
};

/// Rows that are read at once.
const PAGE: i64 = 2000;

/// Makes exports.
pub struct Exports {
    service: Service,
}

impl Exports {
    /// Makes the exports of this service.
    pub const fn new(service: Service) -> Self {
        Self { service }
    }

    /// Reads the rows and hands them on; how many there were.
    async fn read(
        &self,
        request: &ExportRequest,
        claim: &Claim,
        live: &Live,
        writing: &Writing,
    ) -> Result<i64, Broken> {
        let sight = self.service.export_sight(claim.creator_id, request.report_type).await?;
        let wanted = wanted(request);
        let mut snapshot = self.service.db().long_snapshot().await?;
        let total = exports::count(&mut snapshot, &wanted).await?;
        live.expect(total);
        let (filter, mut rows, mut after) = (wanted.filter(), 0, None);
        loop {
            live.check()?;
            let page = Page::read(&mut snapshot, request.report_type, &filter, after, PAGE, sight).await?;
            let Some(last) = page.last else { return Ok(rows) };
            rows += i64::try_from(page.rows.len()).unwrap_or(i64::MAX);
            after = Some(last);
            fault!("export.page");
            writing.rows(page.rows).await?;
        }
    }
}

/// Waits for `work` unless the run is told to stop first.
async fn unless_stopped<T>(live: &Live, work: impl Future<Output = Result<T, Broken>>) -> Result<T, Broken> {
    tokio::select! {
        biased;
        () = live.stopped() => Err(Broken::Stopped),
        done = work => done,
    }
}

/// The file of one attempt: another attempt writes another one.
fn file_name(id: JobId, token: i64, request: &ExportRequest) -> String {
    format!("{}{token}.{}", beginning(id), request.format)
}

#[async_trait]
impl Kind for Exports {
    fn job_type(&self) -> JobType {
        JobType::AnalyticsExport
    }

    fn longest(&self) -> Duration {
        Duration::from_hours(2)
    }

    async fn run(&self, claim: &Claim, live: &Arc<Live>) -> Result<Outcome, Broken> {
        let request = Export::queued(&claim.request)?;
        let name = file_name(claim.id, claim.lease_token, &request);
        let files = self.service.files().clone();
        let columns = columns(request.report_type);
        let mut writing = Writing::begin(files, name.clone(), request.format, columns, live.clone());
        let read = unless_stopped(live, self.read(&request, claim, live, &writing)).await;
        // However the reading ended, the thread has ended before this does, and left nothing unless it was whole.
        let written = writing.end(read.is_ok()).await;
        let rows_count = read?;
        let published = written?.ok_or(Stopped)?;
        fault!("export.published");
        let file_size_bytes = i64::try_from(published.size).unwrap_or(i64::MAX);
        let made = Made { rows_count, file_size_bytes, format: request.format, sha256: published.sha256 };
        let json = |value: &Made| serde_json::to_string(value).map_err(Error::internal);
        let done = Done {
            result: json(&made)?,
            metadata: Export::about(&request, rows_count, rows_count)?,
            files: serde_json::json!([name]).to_string(),
        };
        Ok(Outcome::Done(done, Export::noted(&made)))
    }

    async fn discard(&self, claim: &Claim) {
        // What earlier attempts left goes as well; what a later one writes has a higher number, and stays.
        let files = self.service.files().clone();
        let (id, token) = (claim.id, claim.lease_token);
        let removed = tokio::task::spawn_blocking(move || {
            (1..=token).try_for_each(|token| files.remove(&format!("{}{token}.", beginning(id))))
        });
        match removed.await.map_err(Error::internal) {
            Ok(Ok(())) => {}
            Ok(Err(error)) | Err(error) => tracing::warn!(job = %id, ?error, "files of a job can't be removed"),
        }
    }

    fn about(&self, claim: &Claim, done: i64, total: i64) -> Result<String> {
        Export::about(&Export::queued(&claim.request)?, done, total)
    }
}
