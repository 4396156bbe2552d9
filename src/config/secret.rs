//! Values that must not be printed.

use std::fmt;

use reqwest::Url;

/// A secret: it has no Debug and no Display, so that printing one doesn't compile.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself, for whoever must present it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// The address of a service, perhaps with a password in it, which is shown as `***`.
#[derive(Clone, PartialEq, Eq)]
pub struct ServiceUrl(String);

impl ServiceUrl {
    /// Wraps an address.
    pub fn new(url: impl Into<String>) -> Self {
        Self(url.into())
    }

    /// The whole address, for whoever connects to it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ServiceUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&masked(&self.0))
    }
}

impl fmt::Debug for ServiceUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&masked(&self.0))
    }
}

/// The address with its password and a query that holds one replaced; what isn't an address but may hold one is hidden
/// whole.
pub(super) fn masked(url: &str) -> String {
    let Ok(mut parsed) = Url::parse(url) else {
        return if url.contains(['@', '=']) { "(set)".into() } else { url.to_owned() };
    };
    // `user:password@host` looks like a scheme and a path.
    if parsed.cannot_be_a_base() && url.contains('@') {
        return "(set)".into();
    }
    let in_query = parsed.query().is_some_and(|query| query.contains("password"));
    if in_query {
        parsed.set_query(Some("***"));
    }
    let has_password = parsed.password().is_some();
    let hidden = has_password && parsed.set_password(Some("***")).is_ok();
    if hidden || in_query { parsed.to_string() } else { url.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_masked() {
        let cases = [
            ("postgres://app:hunter2@db:5432/x", "postgres://app:***@db:5432/x"),
            ("postgres://app@db/x?password=hunter2", "postgres://app@db/x?***"),
            ("postgres://db/x", "postgres://db/x"),
            ("sqlite:/data/x.db", "sqlite:/data/x.db"),
            ("host=db password=hunter2", "(set)"),
            ("app:hunter2@db", "(set)"),
        ];
        for (url, shown) in cases {
            assert_eq!(ServiceUrl::new(url).to_string(), shown);
            assert_eq!(format!("{:?}", ServiceUrl::new(url)), shown);
        }
    }
}
