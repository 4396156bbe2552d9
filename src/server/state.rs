//! What every request can reach, and what the server needs of the service.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use tokio_util::sync::CancellationToken;

use super::{Settings, limits::Limits, origins::Origins};
use crate::{
    domain::{actor::Caller, refund::GatewayName, time::Timestamp},
    error::Result,
    operations::Operations,
    service::{Identity, Service},
};

/// What the server needs: operations for a caller, and who a caller is.
#[async_trait]
pub trait Backend: Send + Sync {
    /// The operations, bound to `caller`.
    fn for_caller(&self, caller: Caller) -> Box<dyn Operations>;
    /// Whose this bearer token is.
    ///
    /// # Errors
    /// `UNAUTHENTICATED` or `TOKEN_EXPIRED`.
    async fn authenticate(&self, bearer: &str) -> Result<Identity>;
    /// The same; where the database doesn't answer, the token itself is believed.
    ///
    /// # Errors
    /// As there.
    async fn authenticate_or_believe(&self, bearer: &str) -> Result<Identity>;
    /// Counts a request that was answered.
    fn count(&self, method: &str, path: &str, status: u16, took: Duration);
    /// What Prometheus reads; without a caller, nobody's permission is asked for.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`, or when the database fails.
    async fn scrape(&self, caller: Option<Caller>) -> Result<String>;
    /// The time.
    fn now(&self) -> Timestamp;
    /// A trace id for a request that brings none.
    fn new_trace(&self) -> String;
    /// Takes a gateway's call: `header` gives a header by its lower-case name, `raw` is the body as it came.
    ///
    /// # Errors
    /// `NOT_FOUND`, `INVALID_SIGNATURE`, `VALIDATION_ERROR`, `BUSY`.
    async fn hear(
        &self,
        gateway: GatewayName,
        header: &(dyn for<'a> Fn(&'a str) -> Option<String> + Sync),
        raw: &[u8],
        caller: Caller,
    ) -> Result<()>;
    /// Whether requests can be served.
    ///
    /// # Errors
    /// Whatever stands in the way.
    async fn ready(&self) -> Result<()>;
}

#[async_trait]
impl Backend for Service {
    fn for_caller(&self, caller: Caller) -> Box<dyn Operations> {
        Box::new(Self::for_caller(self, caller))
    }

    async fn authenticate(&self, bearer: &str) -> Result<Identity> {
        Self::authenticate(self, bearer).await
    }

    async fn authenticate_or_believe(&self, bearer: &str) -> Result<Identity> {
        Self::authenticate_or_believe(self, bearer).await
    }

    fn count(&self, method: &str, path: &str, status: u16, took: Duration) {
        self.meter().count(method, path, status, took, Self::now(self));
    }

    async fn scrape(&self, caller: Option<Caller>) -> Result<String> {
        match caller {
            Some(caller) => Self::for_caller(self, caller).scraped().await,
            None => Self::scrape(self).await,
        }
    }

    fn now(&self) -> Timestamp {
        Self::now(self)
    }

    fn new_trace(&self) -> String {
        Self::new_trace(self)
    }

    async fn hear(
        &self,
        gateway: GatewayName,
        header: &(dyn for<'a> Fn(&'a str) -> Option<String> + Sync),
        raw: &[u8],
        caller: Caller,
    ) -> Result<()> {
        Self::hear(self, gateway, header, raw, caller).await
    }

    async fn ready(&self) -> Result<()> {
        Self::ready(self).await
    }
}

/// What every request can reach; cheap to clone.
#[derive(Clone)]
pub struct ServerState {
    pub(super) backend: Arc<dyn Backend>,
    pub(super) settings: Arc<Settings>,
    pub(super) origins: Arc<Origins>,
    pub(super) limits: Arc<Limits>,
    /// Is cancelled when the server stops.
    pub(super) stopping: CancellationToken,
}

impl ServerState {
    /// A server's state, with all counts at nought.
    pub fn new(backend: impl Backend + 'static, settings: Settings) -> Self {
        Self {
            backend: Arc::new(backend),
            origins: Arc::new(Origins::new(&settings.allow_origins, &settings.public_url)),
            limits: Arc::new(Limits::new(settings.limits, settings.shared_limits.clone())),
            settings: Arc::new(settings),
            stopping: CancellationToken::new(),
        }
    }
}
