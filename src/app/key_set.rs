//! Where another backend publishes the public keys of its tokens.

use std::time::Duration;

use async_trait::async_trait;
use reqwest::{Client, Url, redirect::Policy};

use crate::{
    config::ServiceUrl,
    error::{Error, Result},
    ports::KeySet,
};

/// How long it has to answer: requests that bear its tokens wait for it.
const LIMIT: Duration = Duration::from_secs(5);
/// More is no list of keys, in bytes.
const LONGEST: usize = 1 << 20;

/// A JWKS document behind a URL.
pub struct KeySetAt {
    url: Url,
    client: Client,
}

impl KeySetAt {
    /// At `url`, which nothing is asked of yet.
    pub fn new(url: &ServiceUrl) -> Result<Self> {
        let parsed: Url = url.expose().parse().map_err(|_| Error::field("auth.foreign.jwks_url", "is no address"))?;
        let mut client = Client::builder()
            .user_agent(concat!("appydex-admin/", env!("CARGO_PKG_VERSION")))
            // Whoever could redirect it could choose the keys.
            .redirect(Policy::none())
            .timeout(LIMIT);
        if parsed.scheme() == "http" {
            // Reading the machine's certificates takes longer than the request, and a container may have none.
            client = client.tls_certs_only([]);
        }
        let client = client.build().map_err(|error| {
            Error::environment("This machine can't make encrypted connections; are its CA certificates installed?")
                .with_context(error)
        })?;
        Ok(Self { url: parsed, client })
    }
}

#[async_trait]
impl KeySet for KeySetAt {
    async fn fetch(&self) -> Result<String, String> {
        let why = |error: reqwest::Error| error.without_url().to_string();
        let mut answer = self.client.get(self.url.clone()).send().await.map_err(why)?;
        if !answer.status().is_success() {
            return Err(format!("it answered {}", answer.status()));
        }
        let mut body = Vec::new();
        while let Some(piece) = answer.chunk().await.map_err(why)? {
            body.extend_from_slice(&piece);
            if body.len() > LONGEST {
                return Err("it never ends".into());
            }
        }
        String::from_utf8(body).map_err(|_| "it is no text".into())
    }
}
