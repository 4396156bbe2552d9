//! Jobs, and the exports that are made by them.

use axum::http::StatusCode;

use crate::server::{
    call::Call,
    envelope::{self, Reply},
};

/// `GET /admin/jobs`
pub async fn list(mut call: Call) -> Reply {
    let query = call.query();
    let (operations, query) = call.ready(query)?;
    envelope::list(&operations.list_jobs(query).await?)
}

/// `GET /admin/jobs/{job_id}`
pub async fn show(mut call: Call) -> Reply {
    let job = call.reference("job_id", None);
    let (operations, job) = call.ready(job)?;
    let job = operations.job(job).await?;
    envelope::detail(&job, job.version)
}

/// `POST /admin/jobs/{job_id}/cancel`
pub async fn cancel(mut call: Call) -> Reply {
    let (job, attempt, request) = (call.reference("job_id", None), call.attempt(), call.body());
    let (operations, ((job, attempt), request)) = call.ready(job.zip(attempt).zip(request))?;
    Ok(envelope::answer(StatusCode::OK, &operations.cancel_job(job, request, attempt).await?))
}

/// `DELETE /admin/jobs/{job_id}`
pub async fn delete(mut call: Call) -> Reply {
    let (job, attempt) = (call.reference("job_id", None), call.attempt());
    let (operations, (job, attempt)) = call.ready(job.zip(attempt))?;
    Ok(envelope::deleted(&operations.delete_job(job, attempt).await?))
}

/// `POST /admin/analytics/export`
pub async fn export(mut call: Call) -> Reply {
    let (attempt, request) = (call.attempt(), call.body());
    let (operations, (attempt, request)) = call.ready(attempt.zip(request))?;
    Ok(envelope::answer(StatusCode::OK, &operations.export_analytics(request, attempt).await?))
}
