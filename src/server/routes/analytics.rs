//! Analytics.

use crate::server::{
    call::Call,
    envelope::{self, Reply},
};

/// `GET /admin/analytics/bookings`
pub async fn bookings(mut call: Call) -> Reply {
    let query = call.query();
    let (operations, query) = call.ready(query)?;
    envelope::figures(&operations.booking_analytics(query).await?)
}

/// `GET /admin/analytics/revenue`
pub async fn revenue(mut call: Call) -> Reply {
    let query = call.query();
    let (operations, query) = call.ready(query)?;
    envelope::figures(&operations.revenue_analytics(query).await?)
}
