//! The address of a server, as it is given.

use std::net::IpAddr;

use reqwest::Url;

use crate::error::{Error, Result};

const RIGHT: &str = "must be a URL such as https://admin.example or http://127.0.0.1:16110, without user or query";

/// Reads the address of a server; its path ends in no slash but the root's.
pub(super) fn read_address(text: &str) -> Result<Url> {
    let wrong = || Error::field("server", RIGHT);
    let mut url = Url::parse(text.trim()).map_err(|_| wrong())?;
    let plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    if !(matches!(url.scheme(), "http" | "https") && url.has_host() && plain && url.fragment().is_none()) {
        return Err(wrong());
    }
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    Ok(url)
}

/// Whether the address is this machine's own.
pub(super) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    host.parse::<IpAddr>().map_or(host == "localhost", |address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, read) in [
            ("https://admin.example", "https://admin.example/"),
            (" http://127.0.0.1:16110/ ", "http://127.0.0.1:16110/"),
            ("https://a.example/backoffice/", "https://a.example/backoffice"),
        ] {
            assert_eq!(read_address(text).unwrap().as_str(), read);
        }
        for wrong in ["", "admin.example", "ftp://a", "https://u:p@a", "https://a?x=1", "https://a#b", "file:///etc"] {
            assert_eq!(read_address(wrong).unwrap_err().code(), "VALIDATION_ERROR", "{wrong}");
        }
    }

    #[test]
    fn loopback() {
        for (text, is) in [
            ("http://127.0.0.1:1", true),
            ("http://[::1]:1", true),
            ("http://localhost", true),
            ("http://10.0.0.1", false),
            ("http://localhost.example", false),
        ] {
            assert_eq!(is_loopback(&read_address(text).unwrap()), is, "{text}");
        }
    }
}
