//! Which web pages may call: the configured origins, and the headers that tell browsers so.

use std::{sync::Arc, time::Duration};

use axum::http::{HeaderName, HeaderValue, Method, header};
use tower_http::cors::{AllowCredentials, AllowOrigin, CorsLayer};

/// The origins that are allowed.
#[derive(Debug)]
pub struct Origins {
    patterns: Vec<String>,
    own: String,
}

impl Origins {
    /// Those of `patterns`, in which a port of `*` is any, and the server's own.
    pub fn new(patterns: &[String], public_url: &str) -> Self {
        Self { patterns: patterns.iter().map(|pattern| plain(pattern)).collect(), own: origin_of(public_url) }
    }

    /// Whether pages of `origin` may call from elsewhere.
    pub fn allow(&self, origin: &str) -> bool {
        let origin = plain(origin);
        self.patterns.iter().any(|pattern| fits(pattern, &origin))
    }

    /// Whether a request of `origin` may act by its cookie: an allowed origin, or the server's own pages.
    pub fn may_use_cookie(&self, origin: &str) -> bool {
        self.allow(origin) || plain(origin) == self.own
    }
}

/// Lower case, without the port that the scheme implies.
fn plain(origin: &str) -> String {
    let origin = origin.trim().to_ascii_lowercase();
    let implied = if origin.starts_with("https:") { ":443" } else { ":80" };
    origin.strip_suffix(implied).map_or_else(|| origin.clone(), str::to_owned)
}

fn origin_of(url: &str) -> String {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find('/').map_or(url.len(), |at| host + at);
    plain(&url[..end])
}

fn fits(pattern: &str, origin: &str) -> bool {
    let Some(host) = pattern.strip_suffix(":*") else { return pattern == origin };
    match origin.strip_prefix(host) {
        Some("") => true,
        Some(rest) => rest.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok()),
        None => false,
    }
}

/// Answers browsers' preflight requests and marks every answer for them.
pub fn cors(origins: Arc<Origins>) -> CorsLayer {
    let allowed = |origins: Arc<Origins>| {
        move |origin: &HeaderValue, _: &axum::http::request::Parts| {
            origin.to_str().is_ok_and(|origin| origins.allow(origin))
        }
    };
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(allowed(Arc::clone(&origins))))
        .allow_credentials(AllowCredentials::predicate(allowed(origins)))
        .allow_methods([Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers(
            [
                "authorization",
                "content-type",
                "accept",
                "idempotency-key",
                "if-match",
                "x-api-version",
                "x-mfa-code",
                "x-request-id",
                "x-trace-id",
            ]
            .map(HeaderName::from_static),
        )
        .expose_headers([
            header::ETAG,
            HeaderName::from_static("idempotency-replayed"),
            HeaderName::from_static("ratelimit-limit"),
            HeaderName::from_static("ratelimit-remaining"),
            HeaderName::from_static("ratelimit-reset"),
            header::RETRY_AFTER,
            HeaderName::from_static("x-trace-id"),
            HeaderName::from_static("x-cache"),
        ])
        .max_age(Duration::from_hours(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins() -> Origins {
        let patterns = ["http://localhost:*", "https://admin.example", "https://odd.example:8443"];
        Origins::new(&patterns.map(str::to_owned), "https://api.example/base/")
    }

    #[test]
    fn ports_may_be_any_or_the_implied_one() {
        for allowed in [
            "http://localhost:46633",
            "http://localhost",
            "https://admin.example",
            "https://ADMIN.example:443",
            "https://odd.example:8443",
        ] {
            assert!(origins().allow(allowed), "{allowed}");
        }
    }

    #[test]
    fn nothing_that_only_looks_alike_is_allowed() {
        for refused in [
            "",
            "null",
            "http://localhost.evil.example",
            "http://localhost:1.evil.example",
            "https://localhost:1",
            "http://admin.example",
            "https://admin.example.evil",
            "https://odd.example",
            "https://api.example",
        ] {
            assert!(!origins().allow(refused), "{refused}");
        }
    }

    #[test]
    fn the_server_s_own_pages_may_use_the_cookie() {
        assert!(origins().may_use_cookie("https://api.example"));
        assert!(origins().may_use_cookie("http://localhost:1"));
        assert!(!origins().may_use_cookie("https://evil.example"));
    }
}
