//! Gauges for the dashboard, and everything for Prometheus.

use axum::{http::header, response::IntoResponse as _};

use crate::server::{
    call::Call,
    envelope::{self, Reply},
};

/// `GET /admin/metrics`
pub async fn gauges(call: Call) -> Reply {
    let (operations, ()) = call.ready(Some(()))?;
    envelope::data(&operations.metrics().await?)
}

/// `GET /metrics`
pub async fn scrape(call: Call) -> Reply {
    let text = call.scrape()?.await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}
