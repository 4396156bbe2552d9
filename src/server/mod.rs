//! The program over HTTP: the contract's addresses, headers and envelopes around `Operations`.
//!
//! A request passes, from outside in, `cors`, `frame` (trace id, panics, time limit, log line), the
//! route's `guard` (who calls, rate limit, API version) and then a handler in `routes`, which reads its
//! input through `call`, asks one operation and wraps the answer with `envelope`. Not here: permissions,
//! rules and SQL; whatever a handler would have to decide belongs in `service`. To add an operation:
//! a handler in `routes`, its line in the table of `router`, and its tests from outside.

mod address;
mod call;
mod cookie;
mod docs;
mod envelope;
mod events;
mod frame;
mod guard;
pub mod limits;
mod origins;
mod router;
mod routes;
mod spec;
mod state;
#[cfg(test)]
mod testing;

use std::{future::Future, io, net::SocketAddr, sync::Arc, time::Duration};

use axum::serve::ListenerExt as _;
use tokio::{net::TcpListener, sync::oneshot};

pub use self::{
    limits::LimitSettings,
    router::router,
    state::{Backend, ServerState},
};
use crate::config::{Network, Secret};

/// What the server is told about where it stands.
#[derive(Clone)]
pub struct Settings {
    /// The address that people reach it by; cookies are Secure when it is https.
    pub public_url: String,
    /// The origins that browsers may call from, such as `https://admin.example`; a port of `*` is any.
    pub allow_origins: Vec<String>,
    /// The proxies whose forwarding headers are believed.
    pub trusted_proxies: Vec<Network>,
    /// The most bytes of a request's body.
    pub body_limit: usize,
    /// How long a request may take.
    pub request_timeout: Duration,
    /// How long a refresh token lives, for its cookie.
    pub refresh_lifetime: Duration,
    /// The token with which `/metrics` may be read.
    pub scrape_token: Option<Secret>,
    /// How much a caller may ask for.
    pub limits: LimitSettings,
    /// Where servers count together.
    pub shared_limits: Option<Arc<dyn limits::Shared>>,
}

/// How long open requests may go on after the server was told to stop.
const DRAIN: Duration = Duration::from_secs(10);

/// Serves until `shutdown` is done, then finishes open requests for at most ten seconds.
///
/// # Errors
/// When the listener fails for good.
pub async fn serve(
    state: ServerState,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (stopping, stopped) = oneshot::channel();
    let streams = state.stopping.clone();
    let told = async move {
        shutdown.await;
        // Streams have no end of their own, and would hold the server up.
        streams.cancel();
        // Nobody listens any more only when the server has already ended.
        let _ = stopping.send(());
    };
    // Small answers must not wait for the acknowledgement of the one before.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    let service = router(state).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(told).into_future();
    let drained = async move {
        if stopped.await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(DRAIN).await;
    };
    tokio::select! {
        ended = server => ended,
        () = drained => Ok(()),
    }
}
