//! Files that are fetched by a signed link.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::IntoResponse as _,
};

use crate::{
    error::Error,
    server::{call::Call, envelope::Reply},
};

/// `GET /admin/files/{token}`
pub async fn fetch(mut call: Call) -> Reply {
    let token = call.word("token", 512);
    let (operations, token) = call.ready(token)?;
    let file = operations.download_file(token).await?;
    let mut response = Body::from_stream(file.body).into_response();
    let value = |text: &str| HeaderValue::from_str(text).map_err(Error::internal);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, value(&file.media_type)?);
    headers.insert(header::CONTENT_DISPOSITION, value(&format!("attachment; filename=\"{}\"", file.name))?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(size) = file.size {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    }
    Ok(response)
}
