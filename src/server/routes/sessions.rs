//! Sessions.

use crate::server::{
    call::Call,
    envelope::{self, Reply},
};

/// `GET /admin/sessions`
pub async fn list(mut call: Call) -> Reply {
    let query = call.query();
    let (operations, query) = call.ready(query)?;
    envelope::list(&operations.list_sessions(query).await?)
}

/// `DELETE /admin/sessions/{session_id}`
pub async fn revoke(mut call: Call) -> Reply {
    let (session, attempt) = (call.reference("session_id", None), call.attempt());
    let (operations, (session, attempt)) = call.ready(session.zip(attempt))?;
    Ok(envelope::deleted(&operations.revoke_session(session, attempt).await?))
}
