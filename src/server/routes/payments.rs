//! Payments.

use axum::http::StatusCode;

use crate::server::{
    call::Call,
    envelope::{self, Reply},
};

/// `GET /admin/payments`
pub async fn list(mut call: Call) -> Reply {
    let query = call.query();
    let (operations, query) = call.ready(query)?;
    envelope::list(&operations.list_payments(query).await?)
}

/// `GET /admin/payments/{payment_id}`
pub async fn show(mut call: Call) -> Reply {
    let payment = call.reference("payment_id", None);
    let (operations, payment) = call.ready(payment)?;
    let detail = operations.payment(payment).await?;
    envelope::detail(&detail, detail.item.version)
}

/// `POST /admin/payments/{payment_id}/refund`
pub async fn refund(mut call: Call) -> Reply {
    let (payment, attempt, request) = (call.reference("payment_id", None), call.attempt(), call.body());
    let (operations, ((payment, attempt), request)) = call.ready(payment.zip(attempt).zip(request))?;
    Ok(envelope::answer(StatusCode::OK, &operations.refund_payment(payment, request, attempt).await?))
}
