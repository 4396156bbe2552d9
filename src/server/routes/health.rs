//! How the parts are doing; and for whoever may not know that, whether the server lives and can serve.

use axum::{extract::State, http::StatusCode, response::Response};

use crate::{
    error::{Error, Kind},
    operations::health::Status,
    server::{
        ServerState,
        call::Call,
        envelope::{self, Reply, json_response},
    },
};

/// `GET /admin/system/health`
pub async fn report(call: Call) -> Reply {
    let trace = call.trace();
    let (operations, ()) = call.ready(Some(()))?;
    let report = operations.health().await?;
    let trouble = (report.status == Status::Unhealthy).then(|| Error::new(Kind::Unhealthy));
    envelope::report(&report, trouble, &trace)
}

/// `GET /healthz`
pub async fn alive() -> Response {
    json_response(StatusCode::OK, r#"{"status":"ok"}"#.into())
}

/// `GET /readyz`
pub async fn ready(State(state): State<ServerState>) -> Response {
    match state.backend.ready().await {
        Ok(()) => json_response(StatusCode::OK, r#"{"status":"ok"}"#.into()),
        Err(error) => {
            tracing::warn!(code = error.code(), context = ?error.context, "not ready to serve");
            json_response(StatusCode::SERVICE_UNAVAILABLE, r#"{"status":"unavailable"}"#.into())
        }
    }
}
