//! The contract's own document, as it is served.

use std::{fmt::Write as _, sync::LazyLock};

use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use serde_json::Value;

use super::envelope::Reply;
use crate::error::{Error, Result};

/// `/openapi/v1.json`, made from the contract's YAML when first asked for.
static DOCUMENT: LazyLock<Result<Document>> = LazyLock::new(read);

struct Document {
    json: String,
    tag: String,
}

fn read() -> Result<Document> {
    let value: Value = serde_saphyr::from_str(include_str!("openapi.yaml")).map_err(Error::internal)?;
    let json = value.to_string();
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, json.as_bytes());
    let mut tag = String::from("\"");
    for byte in &digest.as_ref()[..8] {
        let _ = write!(tag, "{byte:02x}");
    }
    Ok(Document { json, tag: tag + "\"" })
}

/// `GET /openapi/v1.json`
pub async fn serve() -> Reply {
    let document = DOCUMENT.as_ref().map_err(Clone::clone)?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "public, max-age=300"),
        (header::ETAG, &document.tag),
    ];
    let response: Response = (headers, document.json.as_str()).into_response();
    Ok(response)
}

/// The document, for tests.
#[cfg(test)]
pub fn document() -> Value {
    serde_json::from_str(&DOCUMENT.as_ref().expect("the document is sound").json).expect("it is JSON")
}
