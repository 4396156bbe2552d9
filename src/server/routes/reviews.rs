//! Reviews.

use axum::http::StatusCode;

use crate::{
    operations::{
        fields::{Fields, Request, text},
        reviews::ModerateReview,
    },
    server::{
        call::Call,
        envelope::{self, Reply},
    },
};

/// `GET /admin/reviews`
pub async fn list(mut call: Call) -> Reply {
    let query = call.query();
    let (operations, query) = call.ready(query)?;
    envelope::list(&operations.list_reviews(query).await?)
}

/// `GET /admin/reviews/{review_id}`
pub async fn show(mut call: Call) -> Reply {
    let review = call.reference("review_id", None);
    let (operations, review) = call.ready(review)?;
    let detail = operations.review(review).await?;
    envelope::detail(&detail, detail.version)
}

/// `POST /admin/reviews/{review_id}/hide`
pub async fn hide(mut call: Call) -> Reply {
    let (review, attempt, request) = (call.reference("review_id", None), call.attempt(), call.body());
    let (operations, ((review, attempt), request)) = call.ready(review.zip(attempt).zip(request))?;
    Ok(envelope::answer(StatusCode::OK, &operations.hide_review(review, request, attempt).await?))
}

/// `POST /admin/reviews/{review_id}/restore`
pub async fn restore(mut call: Call) -> Reply {
    let (review, attempt, request) = (call.reference("review_id", None), call.attempt(), call.body());
    let (operations, ((review, attempt), request)) = call.ready(review.zip(attempt).zip(request))?;
    Ok(envelope::answer(StatusCode::OK, &operations.restore_review(review, request, attempt).await?))
}

/// A reason that may stand here or there.
struct Reason(Option<String>);

impl Request for Reason {
    fn read(f: &mut Fields) -> Option<Self> {
        Some(Self(f.optional("reason", text(10, 2000))))
    }
}

/// `DELETE /admin/reviews/{review_id}`
pub async fn remove(mut call: Call) -> Reply {
    let review = call.reference("review_id", None);
    let (asked, said) = (call.attempt_and::<Reason>(), call.body::<Reason>());
    let (attempt, reason) = match (asked, said) {
        (Some((attempt, Reason(asked))), Some(Reason(said))) => (Some(attempt), call.once("reason", asked, said)),
        // What was wrong with either is noted.
        _ => (None, None),
    };
    let (operations, ((review, attempt), reason)) = call.ready(review.zip(attempt).zip(reason))?;
    Ok(envelope::deleted(&operations.remove_review(review, ModerateReview { reason }, attempt).await?))
}
