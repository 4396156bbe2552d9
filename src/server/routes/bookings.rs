//! Bookings.

use axum::http::StatusCode;

use crate::server::{
    call::Call,
    envelope::{self, Reply},
};

const LETTERS: Option<&str> = Some("BK");

/// `GET /admin/bookings`
pub async fn list(mut call: Call) -> Reply {
    let query = call.query();
    let (operations, query) = call.ready(query)?;
    envelope::list(&operations.list_bookings(query).await?)
}

/// `GET /admin/bookings/{booking_id}`
pub async fn show(mut call: Call) -> Reply {
    let booking = call.reference("booking_id", LETTERS);
    let (operations, booking) = call.ready(booking)?;
    let detail = operations.booking(booking).await?;
    envelope::detail(&detail, detail.version)
}

/// `PATCH /admin/bookings/{booking_id}`
pub async fn update(mut call: Call) -> Reply {
    let (booking, attempt, request) = (call.reference("booking_id", LETTERS), call.attempt(), call.body());
    let (operations, ((booking, attempt), request)) = call.ready(booking.zip(attempt).zip(request))?;
    Ok(envelope::answer(StatusCode::OK, &operations.update_booking(booking, request, attempt).await?))
}
