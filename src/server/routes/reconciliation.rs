//! The ledger against the gateway, and whether refunds are sent.

use axum::http::StatusCode;

use crate::server::{
    call::Call,
    envelope::{self, Reply},
};

/// `GET /admin/refunds/reconciliation`
pub async fn show(call: Call) -> Reply {
    let (operations, ()) = call.ready(Some(()))?;
    let found = operations.refund_reconciliation().await?;
    envelope::detail(&found, found.version)
}

/// `POST /admin/refunds/reconciliation`
pub async fn unfreeze(mut call: Call) -> Reply {
    let (attempt, request) = (call.attempt(), call.body());
    let (operations, (attempt, request)) = call.ready(attempt.zip(request))?;
    let answer = operations.unfreeze_refunds(request, attempt).await?;
    Ok(envelope::answer(StatusCode::OK, &answer))
}
