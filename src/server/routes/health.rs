//! Whether the server lives and can serve; both say nothing else.

use axum::{extract::State, http::StatusCode, response::Response};

use crate::server::{ServerState, envelope::json_response};

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
