//! Takedown requests.

use axum::http::StatusCode;

use crate::server::{
    call::Call,
    envelope::{self, Reply},
};

const LETTERS: Option<&str> = Some("TR");

/// `GET /admin/reviews/takedown-requests`
pub async fn list(mut call: Call) -> Reply {
    let query = call.query();
    let (operations, query) = call.ready(query)?;
    envelope::list(&operations.list_takedowns(query).await?)
}

/// `GET /admin/reviews/takedown-requests/{request_id}`
pub async fn show(mut call: Call) -> Reply {
    let request = call.reference("request_id", LETTERS);
    let (operations, request) = call.ready(request)?;
    let detail = operations.takedown(request).await?;
    envelope::detail(&detail, detail.version)
}

/// `POST /admin/reviews/takedown-requests/claim-next`
pub async fn claim_next(mut call: Call) -> Reply {
    let (attempt, request) = (call.attempt(), call.body());
    let (operations, (attempt, request)) = call.ready(attempt.zip(request))?;
    let answer = operations.claim_next_takedown(request, attempt).await?;
    Ok(envelope::tagged(envelope::answer(StatusCode::OK, &answer), answer.value.detail.version))
}

/// `POST /admin/reviews/takedown-requests/{request_id}/claim`
pub async fn claim(mut call: Call) -> Reply {
    let (request, attempt, claim) = (call.reference("request_id", LETTERS), call.attempt(), call.body());
    let (operations, ((request, attempt), claim)) = call.ready(request.zip(attempt).zip(claim))?;
    let answer = operations.claim_takedown(request, claim, attempt).await?;
    Ok(envelope::tagged(envelope::answer(StatusCode::OK, &answer), answer.value.version))
}

/// `DELETE /admin/reviews/takedown-requests/{request_id}/claim`
pub async fn release(mut call: Call) -> Reply {
    let (request, attempt) = (call.reference("request_id", LETTERS), call.attempt());
    let (operations, (request, attempt)) = call.ready(request.zip(attempt))?;
    Ok(envelope::deleted(&operations.release_takedown(request, attempt).await?))
}

/// `POST /admin/reviews/takedown-requests/{request_id}/resolve`
pub async fn resolve(mut call: Call) -> Reply {
    let (request, attempt, decision) = (call.reference("request_id", LETTERS), call.attempt(), call.body());
    let (operations, ((request, attempt), decision)) = call.ready(request.zip(attempt).zip(decision))?;
    Ok(envelope::answer(StatusCode::OK, &operations.resolve_takedown(request, decision, attempt).await?))
}

/// `POST /vendor/reviews/{review_id}/takedown-requests`
pub async fn file(mut call: Call) -> Reply {
    let (review, attempt, request) = (call.reference("review_id", None), call.attempt(), call.body());
    let (operations, ((review, attempt), request)) = call.ready(review.zip(attempt).zip(request))?;
    Ok(envelope::answer(StatusCode::CREATED, &operations.file_takedown(review, request, attempt).await?))
}
