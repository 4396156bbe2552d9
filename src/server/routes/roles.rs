//! Roles.

use axum::http::StatusCode;

use crate::{
    domain::page::Paging,
    operations::fields::{Fields, Request},
    server::{
        call::Call,
        envelope::{self, Reply},
    },
};

/// A list that takes nothing but a page.
struct Plain(Paging);

impl Request for Plain {
    fn read(f: &mut Fields) -> Option<Self> {
        f.paging().map(Self)
    }
}

/// `GET /admin/roles`
pub async fn list(mut call: Call) -> Reply {
    let paging = call.query();
    let (operations, Plain(paging)) = call.ready(paging)?;
    envelope::list_beside(&operations.list_roles(paging).await?)
}

/// `POST /admin/roles`
pub async fn create(mut call: Call) -> Reply {
    let (attempt, request) = (call.attempt(), call.body());
    let (operations, (attempt, request)) = call.ready(attempt.zip(request))?;
    Ok(envelope::answer(StatusCode::CREATED, &operations.create_role(request, attempt).await?))
}

/// `DELETE /admin/roles/{role_id}`
pub async fn delete(mut call: Call) -> Reply {
    let (role, attempt) = (call.role("role_id"), call.attempt());
    let (operations, (role, attempt)) = call.ready(role.zip(attempt))?;
    Ok(envelope::deleted(&operations.delete_role(role, attempt).await?))
}
