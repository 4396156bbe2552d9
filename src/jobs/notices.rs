//! Delivers what the service queued for people: in-app notices and mail.
//!
//! An in-app notice is written and settled in one transaction, so it arrives once. Mail is handed over with no
//! transaction open while the lease is renewed; a crash in between sends it again under the same message id.

mod worker;

use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

pub use worker::{Courier, End};

use super::lease::attend;
use crate::error::Result;

/// How a courier works.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How long a notice is held before another courier may take it; renewed while mail is on its way.
    pub lease: Duration,
    /// How often to look for work that nobody announced.
    pub poll: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self { lease: Duration::from_secs(30), poll: Duration::from_secs(1) }
    }
}

/// How many tries ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// It arrived.
    pub sent: u64,
    /// It will be tried again.
    pub later: u64,
    /// It never will arrive.
    pub failed: u64,
    /// Another courier took it over meanwhile.
    pub lost: u64,
}

impl Tally {
    const fn count(&mut self, end: End) {
        *match end {
            End::Sent => &mut self.sent,
            End::Later => &mut self.later,
            End::Failed => &mut self.failed,
            End::Lost => &mut self.lost,
        } += 1;
    }
}

impl Courier {
    /// Delivers until `shutdown`: at once when `wake` is notified, and on its own at every poll. What it is at when
    /// `shutdown` comes it finishes; dropped instead, the notice is delivered by another after the lease.
    ///
    /// Announce work with `wake.notify_one()`, after the commit. Several couriers may share one queue.
    pub async fn run(&self, wake: &Notify, shutdown: &CancellationToken) {
        attend("notices", self.poll(), wake, shutdown, || self.look().boxed()).await;
    }

    /// Delivers what is due at this moment, with a `trace` only what that request queued, each notice once.
    ///
    /// # Errors
    /// When the database fails; what was settled before stays settled.
    pub async fn drain(&self, trace: Option<&str>) -> Result<Tally> {
        let (begun, mut tally) = (self.now(), Tally::default());
        while let Some(end) = self.step(trace, begun).await? {
            tally.count(end);
        }
        Ok(tally)
    }

    /// One notice, if one is due; a look without a write first, so that idle couriers hold up no writer.
    async fn look(&self) -> Result<bool> {
        Ok(self.is_due().await? && self.step(None, self.now()).await?.is_some())
    }
}
