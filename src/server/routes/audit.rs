//! The audit log.

use crate::server::{
    call::Call,
    envelope::{self, Reply},
};

/// `GET /admin/audit`
pub async fn list(mut call: Call) -> Reply {
    let query = call.query();
    let (operations, query) = call.ready(query)?;
    envelope::list(&operations.list_audit(query).await?)
}

/// `GET /admin/audit/verify`
pub async fn verify(call: Call) -> Reply {
    let (operations, ()) = call.ready(Some(()))?;
    envelope::data(&operations.verify_audit().await?)
}
