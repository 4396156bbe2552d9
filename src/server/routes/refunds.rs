//! Refunds.

use axum::http::StatusCode;

use crate::server::{
    call::Call,
    envelope::{self, Reply},
};

const LETTERS: Option<&str> = Some("RF");

/// `GET /admin/refunds`
pub async fn list(mut call: Call) -> Reply {
    let query = call.query();
    let (operations, query) = call.ready(query)?;
    envelope::list(&operations.list_refunds(query).await?)
}

/// `GET /admin/refunds/{refund_id}`
pub async fn show(mut call: Call) -> Reply {
    let refund = call.reference("refund_id", LETTERS);
    let (operations, refund) = call.ready(refund)?;
    let detail = operations.refund(refund).await?;
    envelope::detail(&detail, detail.item.version)
}

/// `POST /admin/refunds/{refund_id}/approve`
pub async fn approve(mut call: Call) -> Reply {
    let (refund, attempt, decision) = (call.reference("refund_id", LETTERS), call.attempt(), call.body());
    let (operations, ((refund, attempt), decision)) = call.ready(refund.zip(attempt).zip(decision))?;
    Ok(envelope::answer(StatusCode::OK, &operations.approve_refund(refund, decision, attempt).await?))
}

/// `POST /admin/refunds/{refund_id}/reject`
pub async fn reject(mut call: Call) -> Reply {
    let (refund, attempt, decision) = (call.reference("refund_id", LETTERS), call.attempt(), call.body());
    let (operations, ((refund, attempt), decision)) = call.ready(refund.zip(attempt).zip(decision))?;
    Ok(envelope::answer(StatusCode::OK, &operations.reject_refund(refund, decision, attempt).await?))
}
