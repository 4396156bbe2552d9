//! What gateways call.

use crate::{
    error::{Error, Kind},
    server::{
        call::Call,
        envelope::{self, Reply},
    },
};

/// `POST /webhooks/{gateway}`
pub async fn receive(call: Call) -> Reply {
    let raw = call.raw()?;
    let gateway = raw.path("gateway").parse().map_err(|_| Error::new(Kind::NotFound))?;
    let header = |name: &str| raw.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    raw.backend.hear(gateway, &header, &raw.body, raw.caller.clone()).await?;
    envelope::data(&serde_json::json!({"received": true}))
}
