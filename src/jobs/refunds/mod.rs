//! Pays refunds: takes what was decided, looks at the gateway first, sends, and records what came of it.
//!
//! A payer works at one try at a time, under a lease that it renews, with no transaction open while it talks to the
//! gateway. What it does and hears is recorded by `service::money`, which also fences it off once its lease is not its
//! own any more. It never gives up: whatever can't be settled stays due. What is compared once a day is in
//! [`reconcile`]. To add a kind of turn: its move in `domain::refund::machine`, its record in `service::money`.

mod payer;
pub mod reconcile;

use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

pub use payer::Payer;

use super::lease::attend;
use crate::error::Result;

/// How payers work.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How long a try is held before another payer may take it; longer than one call of the gateway may take.
    pub lease: Duration,
    /// How often to look for work that nobody announced.
    pub poll: Duration,
    /// How many tries are worked at at once.
    pub at_once: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { lease: Duration::from_secs(30), poll: Duration::from_secs(1), at_once: 4 }
    }
}

impl Payer {
    /// Pays until `shutdown`: at once when `wake` is notified, and on its own at every poll. What it is at when
    /// `shutdown` comes it finishes; dropped instead, another takes it up after the lease.
    pub async fn run(&self, wake: &Notify, shutdown: &CancellationToken) {
        let hands = (0..self.settings().at_once.max(1)).map(|_| self.work(wake, shutdown));
        futures_util::future::join_all(hands).await;
    }

    async fn work(&self, wake: &Notify, shutdown: &CancellationToken) {
        attend("refunds", self.settings().poll, wake, shutdown, || self.look().boxed()).await;
    }

    /// One try, if one is due; a look without a write first, so that idle payers hold up no writer.
    async fn look(&self) -> Result<bool> {
        Ok(self.service().refund_due().await? && self.step(None).await?)
    }

    /// Works at what this process itself has decided, until `shutdown`; the rest is for a server.
    pub async fn run_own(&self, wake: &Notify, shutdown: &CancellationToken) {
        while !shutdown.is_cancelled() {
            tokio::select! {
                () = wake.notified() => {}
                () = tokio::time::sleep(self.settings().poll) => {}
                () = shutdown.cancelled() => return,
            }
            if let Err(error) = self.drain_own().await {
                tracing::warn!(?error, "refunds can't be worked at at the moment");
            }
        }
    }

    /// Works at what this process itself has decided and is due at this moment.
    ///
    /// # Errors
    /// When the database fails; what was recorded before stays recorded.
    pub async fn drain_own(&self) -> Result<()> {
        let own = self.service().begun_refunds();
        while !own.is_empty() && self.step(Some(&own)).await? {}
        Ok(())
    }
}
