//! The API browser at `/docs`: Swagger UI out of this program, with no other host involved.

use std::io::Read as _;

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use flate2::read::GzDecoder;

use super::envelope::Reply;
use crate::error::{Error, Kind};

/// Only what lies here may be loaded, and only this server asked. Swagger UI styles elements one by one.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'";

/// Each file with its content type; those in `docs/` that end in `.gz` are kept compressed.
const FILES: &[(&str, &str, &[u8])] = &[
    ("swagger-ui-bundle.js", "text/javascript", include_bytes!("docs/swagger-ui-bundle.js.gz")),
    ("swagger-ui.css", "text/css", include_bytes!("docs/swagger-ui.css.gz")),
];

/// `GET /docs`
pub async fn page() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, POLICY)];
    (headers, include_str!("docs/index.html")).into_response()
}

/// `GET /docs/{file}`
pub async fn file(Path(name): Path<String>, headers: HeaderMap) -> Reply {
    if name == "start.js" {
        return Ok(([(header::CONTENT_TYPE, "text/javascript")], include_str!("docs/start.js")).into_response());
    }
    let (_, kind, bytes) = FILES.iter().find(|(known, ..)| *known == name).ok_or(Kind::NotFound)?;
    let marks = [
        (header::CONTENT_TYPE, *kind),
        (header::CACHE_CONTROL, "public, max-age=86400"),
        (header::VARY, "accept-encoding"),
    ];
    if takes_gzip(&headers) {
        let encoding = [(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"))];
        return Ok((marks, encoding, *bytes).into_response());
    }
    let mut plain = Vec::new();
    GzDecoder::new(*bytes).read_to_end(&mut plain).map_err(Error::internal)?;
    Ok((marks, plain).into_response())
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let mut codings = accepted.flat_map(|line| line.split(',')).map(str::trim);
    codings.any(|coding| coding.split(';').next() == Some("gzip") && !coding.replace(' ', "").ends_with(";q=0"))
}
