//! Exports: starting one, and giving its file to whoever holds a link to it. Making the file is a job's work.

use std::io::Read as _;

use async_trait::async_trait;
use futures_util::StreamExt as _;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Local, Service,
    access::{self, Need},
    auth::micros,
    jobs::ENTITY,
    links::Link,
    mutation::{About, Change, Context, Mutation},
    people::Sight,
};
use crate::{
    domain::{
        actor::Permission,
        export::{BadRange, ExportFormat, ReportType, check_range},
        id::{AdminId, JobId},
        job::{JobStatus, JobType},
        text::fold,
    },
    error::{Error, Kind, RangeFault, Result},
    operations::exports::{Download, ExportFilters, ExportMetadata, ExportRequest, ExportResult, JobAccepted},
    ports::files::Stored,
    store::{
        exports::{self, Wanted},
        jobs::{self, JobRow, NewJob},
    },
};

/// What the report's rows need elsewhere.
const fn needed(report: ReportType) -> Permission {
    match report {
        ReportType::Bookings | ReportType::Revenue => Permission::AnalyticsView,
        ReportType::Refunds => Permission::RefundsList,
        ReportType::Takedowns => Permission::ReviewsModerate,
    }
}

/// What an export says of itself.
fn metadata(request: &ExportRequest) -> Result<ExportMetadata> {
    let filters = request.filters.as_ref().map(serde_json::to_value).transpose().map_err(Error::internal)?;
    Ok(ExportMetadata {
        report_type: request.report_type,
        from: request.from.text.clone(),
        to: request.to.text.clone(),
        format: request.format,
        filters: filters.and_then(|filters| filters.as_object().cloned()),
        rows_processed: None,
        total_rows: None,
    })
}

/// The rows that a request is about.
pub fn wanted(request: &ExportRequest) -> Wanted {
    let ExportFilters { vendor_id, status, payment_method, city, category, currency, reason_code } =
        request.filters.clone().unwrap_or_default();
    Wanted {
        report: request.report_type,
        from: request.from.at,
        to: request.to.at,
        vendor: vendor_id,
        status,
        method: payment_method,
        city: city.as_deref().map(fold),
        category: category.as_deref().map(fold),
        currency,
        reason_code: reason_code.map(|code| code.as_str().to_owned()),
    }
}

/// What the names of all files of a job begin with.
pub fn beginning(id: JobId) -> String {
    format!("{FOLDER}/{id}.")
}

/// Where exports lie.
pub const FOLDER: &str = "exports";

/// What is kept of a file that was made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Made {
    /// How many rows it has.
    pub rows_count: i64,
    /// Its size in bytes.
    pub file_size_bytes: i64,
    /// What kind of file it is.
    pub format: ExportFormat,
    /// The SHA-256 of what is in it, in hex.
    pub sha256: String,
}

/// Starts an export.
pub struct Export;

#[async_trait]
impl Mutation for Export {
    const NAME: &'static str = "analytics.export";
    const NEEDS: Need = Need::Permission(Permission::AnalyticsExport);
    const ENTITY: &'static str = ENTITY;
    type Request = ExportRequest;
    type Answer = JobAccepted;

    async fn run(cx: &mut Context<'_>, request: &ExportRequest) -> Result<JobAccepted> {
        cx.who.check(Need::Permission(needed(request.report_type)))?;
        check(cx, request).await?;
        let (id, creator, status) = (JobId(cx.id()), cx.who.admin()?.id(), JobStatus::Pending);
        let as_json = |value: &serde_json::Value| value.to_string();
        let metadata = serde_json::to_value(metadata(request)?).map_err(Error::internal)?;
        let new = NewJob {
            id,
            kind: JobType::AnalyticsExport,
            request: serde_json::to_string(request).map_err(Error::internal)?,
            metadata: as_json(&metadata),
            creator,
            trace: &cx.caller.trace,
        };
        jobs::insert(&mut cx.tx, new, cx.now).await?;
        cx.queue(id);
        cx.audit(Change { entity_id: id.to_string(), after: Some(metadata), ..Change::default() });
        let about = About { version: Some(1), status: Some(status.as_str()), ..About::default() };
        cx.event_of(creator.0, "job.created", id.0, &about, 0);
        Ok(JobAccepted { job_id: id.0, status, estimated_duration_seconds: None, dry_run: None })
    }
}

async fn check(cx: &mut Context<'_>, request: &ExportRequest) -> Result<()> {
    let ExportRequest { from, to, filters, .. } = request;
    if let Err(bad) = check_range(from.at, to.at, from.is_date() && to.is_date(), cx.now) {
        let days = if let BadRange::TooLong(days) = bad { Some(days) } else { None };
        let details = RangeFault { from: from.text.clone(), to: to.text.clone(), days };
        return Err(Error::new(Kind::InvalidDateRange { details }));
    }
    match filters.as_ref().and_then(|filters| filters.vendor_id) {
        Some(vendor) if !exports::has_vendor(&mut cx.tx, vendor).await? => {
            Err(Error::new(Kind::VendorNotFound { vendor_id: vendor.to_string() }))
        }
        _ => Ok(()),
    }
}

impl Service {
    /// What of customers the file may show that `creator` asked for, as things stand now.
    ///
    /// # Errors
    /// `UNAUTHENTICATED` or `PERMISSION_DENIED` when they may not have it any more.
    pub async fn export_sight(&self, creator: AdminId, report: ReportType) -> Result<Sight> {
        let admin = access::load_admin(&mut self.db().read().await?, creator).await?;
        let admin = admin.filter(|admin| admin.row.active).ok_or_else(|| Error::new(Kind::Unauthenticated))?;
        let lacking = [Permission::AnalyticsExport, needed(report)]
            .into_iter()
            .find(|permission| !admin.permissions.allows(*permission));
        match lacking {
            Some(permission) => Err(Error::denied(permission)),
            None => Ok(Sight::of(admin.permissions)),
        }
    }

    /// The file of a job with a link that works from now on.
    pub(super) fn linked(&self, id: JobId, made: &Made) -> ExportResult {
        let link = Link::until(id, self.now().plus(micros(self.settings().export_link)));
        let url = format!("{}/api/v1/admin/files/{}", self.public_url(), link.token(&self.0.vault));
        ExportResult {
            file_url: url.clone(),
            download_url: url,
            file_size_bytes: made.file_size_bytes,
            expires_at: link.expires_at(),
            rows_count: made.rows_count,
            format: made.format,
        }
    }
}

fn no_file() -> Error {
    Error::new(Kind::FileNotFound)
}

impl Local {
    pub(super) async fn fetch(&self, token: &str) -> Result<Download> {
        let link = Link::read(token, &self.service.0.vault).ok_or_else(no_file)?;
        if link.expires_at() <= self.service.now() {
            return Err(Error::new(Kind::LinkExpired { expired_at: link.expires_at() }));
        }
        let row = jobs::by_id(&mut self.service.0.db.read().await?, link.job).await?;
        let row = row.filter(|row| row.status == JobStatus::Succeeded).ok_or_else(no_file)?;
        let name = only_file(&row)?;
        let files = self.service.files().clone();
        let opened = tokio::task::spawn_blocking(move || files.open(&name)).await.map_err(Error::internal)??;
        let stored = opened.ok_or_else(no_file)?;
        let about: ExportMetadata = serde_json::from_str(&row.metadata).map_err(Error::internal)?;
        Ok(download(&about, stored))
    }
}

/// The name of the one file that a job has.
fn only_file(row: &JobRow) -> Result<String> {
    let names: Vec<String> = serde_json::from_str(row.files.as_deref().unwrap_or("[]")).map_err(Error::internal)?;
    names.into_iter().next().ok_or_else(no_file)
}

fn download(about: &ExportMetadata, stored: Stored) -> Download {
    let day = |text: &str| text.chars().take("2025-10-01".len()).collect::<String>();
    let name = format!("{}-{}-{}.{}", about.report_type, day(&about.from), day(&about.to), about.format);
    let pieces = futures_util::stream::try_unfold(stored.content, async |mut content| {
        tokio::task::spawn_blocking(move || {
            let mut piece = Vec::with_capacity(PIECE);
            let read = content.by_ref().take(PIECE as u64).read_to_end(&mut piece).map_err(Error::internal)?;
            Ok((read > 0).then_some((piece, content)))
        })
        .await
        .map_err(Error::internal)?
    });
    Download { name, media_type: about.format.media_type().to_owned(), size: Some(stored.size), body: pieces.boxed() }
}

/// Bytes that are read at once.
const PIECE: usize = 1 << 18;

impl Export {
    /// The request of a queued export.
    ///
    /// # Errors
    /// When what was kept is none.
    pub fn queued(request: &str) -> Result<ExportRequest> {
        let body = serde_json::from_str(request).map_err(Error::internal)?;
        crate::operations::fields::parse(crate::operations::fields::Fields::body(body))
    }

    /// What a queued export says of itself, so far.
    ///
    /// # Errors
    /// When it can't be said in JSON.
    pub fn about(request: &ExportRequest, done: i64, total: i64) -> Result<String> {
        let so_far = ExportMetadata { rows_processed: Some(done), total_rows: Some(total), ..metadata(request)? };
        serde_json::to_string(&so_far).map_err(Error::internal)
    }

    /// The end of an export as the audit log has it.
    pub fn noted(made: &Made) -> serde_json::Value {
        json!({"rows_count": made.rows_count, "file_size_bytes": made.file_size_bytes, "sha256": made.sha256})
    }
}
