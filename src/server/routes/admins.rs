//! Admins.

use axum::http::StatusCode;

use crate::server::{
    call::Call,
    envelope::{self, Reply},
};

/// `GET /admin/admins`
pub async fn list(mut call: Call) -> Reply {
    let query = call.query();
    let (operations, query) = call.ready(query)?;
    envelope::list(&operations.list_admins(query).await?)
}

/// `GET /admin/admins/{admin_id}`
pub async fn show(mut call: Call) -> Reply {
    let admin = call.reference("admin_id", None);
    let (operations, admin) = call.ready(admin)?;
    let detail = operations.admin(admin).await?;
    envelope::detail(&detail, detail.admin.version)
}

/// `POST /admin/admins`
pub async fn create(mut call: Call) -> Reply {
    let (attempt, request) = (call.attempt(), call.body());
    let (operations, (attempt, request)) = call.ready(attempt.zip(request))?;
    Ok(envelope::answer(StatusCode::CREATED, &operations.create_admin(request, attempt).await?))
}

/// `PATCH /admin/admins/{admin_id}`
pub async fn update(mut call: Call) -> Reply {
    let (admin, attempt, request) = (call.reference("admin_id", None), call.attempt(), call.body());
    let (operations, ((admin, attempt), request)) = call.ready(admin.zip(attempt).zip(request))?;
    Ok(envelope::answer(StatusCode::OK, &operations.update_admin(admin, request, attempt).await?))
}

/// `POST /admin/admins/{admin_id}/reset-password`
pub async fn reset_password(mut call: Call) -> Reply {
    let (admin, attempt, request) = (call.reference("admin_id", None), call.attempt(), call.body());
    let (operations, ((admin, attempt), request)) = call.ready(admin.zip(attempt).zip(request))?;
    Ok(envelope::answer(StatusCode::OK, &operations.reset_password(admin, request, attempt).await?))
}

/// `POST /admin/admins/{admin_id}/mfa/reset`
pub async fn reset_mfa(mut call: Call) -> Reply {
    let (admin, attempt, request) = (call.reference("admin_id", None), call.attempt(), call.body());
    let (operations, ((admin, attempt), request)) = call.ready(admin.zip(attempt).zip(request))?;
    Ok(envelope::answer(StatusCode::OK, &operations.reset_mfa(admin, request, attempt).await?))
}
