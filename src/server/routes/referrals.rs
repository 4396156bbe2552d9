//! Referrals.

use crate::server::{
    call::Call,
    envelope::{self, Reply},
};

/// `GET /admin/referrals`
pub async fn list(mut call: Call) -> Reply {
    let query = call.query();
    let (operations, query) = call.ready(query)?;
    envelope::list(&operations.list_referrals(query).await?)
}
