//! Vendors' own tokens.

use axum::http::StatusCode;

use crate::{
    domain::page::Paging,
    operations::fields::{Fields, Request},
    server::{
        call::Call,
        envelope::{self, Reply},
    },
};

struct OnlyPaging(Paging);

impl Request for OnlyPaging {
    fn read(f: &mut Fields) -> Option<Self> {
        f.paging().map(Self)
    }
}

/// `GET /admin/vendors/{vendor_id}/tokens`
pub async fn list_tokens(mut call: Call) -> Reply {
    let (vendor, query) = (call.reference("vendor_id", None), call.query());
    let (operations, (vendor, OnlyPaging(paging))) = call.ready(vendor.zip(query))?;
    envelope::list(&operations.list_vendor_tokens(vendor, paging).await?)
}

/// `POST /admin/vendors/{vendor_id}/tokens`
pub async fn create_token(mut call: Call) -> Reply {
    let (vendor, attempt, request) = (call.reference("vendor_id", None), call.attempt(), call.body());
    let (operations, ((vendor, attempt), request)) = call.ready(vendor.zip(attempt).zip(request))?;
    Ok(envelope::answer(StatusCode::CREATED, &operations.create_vendor_token(vendor, request, attempt).await?))
}

/// `DELETE /admin/vendors/{vendor_id}/tokens/{token_id}`
pub async fn revoke_token(mut call: Call) -> Reply {
    let (vendor, token) = (call.reference("vendor_id", None), call.reference("token_id", None));
    let attempt = call.attempt();
    let (operations, ((vendor, token), attempt)) = call.ready(vendor.zip(token).zip(attempt))?;
    Ok(envelope::deleted(&operations.revoke_vendor_token(vendor, token, attempt).await?))
}
