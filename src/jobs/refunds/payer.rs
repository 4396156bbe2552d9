//! One try: taken, looked up, sent if it may be, recorded.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use futures_util::FutureExt as _;

use super::Settings;
use crate::{
    domain::{refund::machine::Next, time::Timestamp},
    error::Result,
    jobs::lease,
    ports::{
        Clock,
        gateway::{Gate, Sent},
    },
    service::{
        Service,
        money::{Go, Turn},
    },
};

/// How often a record is tried again when the database is busy. What is lost then is found again by looking.
const TRIES: u32 = 10;

/// Pays refunds, one try at a time.
pub struct Payer {
    service: Service,
    settings: Settings,
    name: String,
}

/// Shut as soon as the window or the lease is over, whichever comes first; read when the connection stands.
struct Shutter {
    clock: Arc<dyn Clock>,
    window: Timestamp,
    lease: Arc<AtomicI64>,
}

impl Gate for Shutter {
    fn open(&self) -> bool {
        let now = self.clock.now();
        fault!("payer.gate");
        now < self.window && now.0 < self.lease.load(Ordering::SeqCst)
    }
}

impl Payer {
    /// A payer with a name of its own.
    pub fn new(service: Service, settings: Settings) -> Self {
        let name = service.new_trace();
        Self { service, settings, name }
    }

    pub(super) const fn service(&self) -> &Service {
        &self.service
    }

    pub(super) const fn settings(&self) -> &Settings {
        &self.settings
    }

    fn lease_end(&self) -> Timestamp {
        self.service.now().plus(i64::try_from(self.settings.lease.as_micros()).unwrap_or(i64::MAX))
    }

    /// Takes the try that is due first and works at it, of these refunds only where some are named; false when none is.
    ///
    /// # Errors
    /// When the database fails; whatever was under way is taken up again after the lease.
    pub async fn step(&self, only: Option<&[i64]>) -> Result<bool> {
        let until = self.lease_end();
        let Some(turn) = self.service.take_refund(&self.name, only, until).await? else { return Ok(false) };
        let lease = Arc::new(AtomicI64::new(until.0));
        match turn.next {
            Next::Sweep => self.service.sweep_refund(&turn).await?,
            Next::LookUp { .. } => self.look_up(&turn, &lease).await?,
            Next::Nothing => {}
        }
        fault!("payer.stepped");
        Ok(true)
    }

    async fn look_up(&self, turn: &Turn, lease: &Arc<AtomicI64>) -> Result<()> {
        let read_at = self.service.now();
        fault!("payer.look_up");
        let reading = self.service.gateway().refunds_of(&turn.payment);
        let Some(read) = self.held(turn, lease, reading).await else { return Ok(()) };
        fault!("payer.looked_up");
        if let Err(unreachable) = &read {
            tracing::warn!(refund = turn.frozen.order.reference, %unreachable, "the gateway can't be asked");
        }
        let refunds = read.ok();
        let go = self.service.looked_up_refund(turn, read_at, refunds).await?;
        fault!("payer.look_up_recorded");
        match go {
            Some(go) => self.send(turn, lease, go).await,
            None => Ok(()),
        }
    }

    async fn send(&self, turn: &Turn, lease: &Arc<AtomicI64>, go: Go) -> Result<()> {
        let gate = Shutter { clock: self.service.clock(), window: go.until, lease: lease.clone() };
        let sending = self.service.gateway().send(&turn.frozen, &gate);
        // Whether the lease was lost meanwhile is seen by the record: a proof is taken in all the same.
        let sent = self.held_on(turn, lease, sending).await;
        fault!("payer.sent");
        if !matches!(sent, Sent::Taken(_)) {
            tracing::info!(refund = turn.frozen.order.reference, ?sent, "a refund was not taken");
        }
        self.record(turn, sent).await
    }

    async fn record(&self, turn: &Turn, sent: Sent) -> Result<()> {
        for _ in 1..TRIES {
            match self.service.replied_refund(turn, sent.clone()).await {
                Err(error) if error.retryable() => tokio::time::sleep(Duration::from_millis(200)).await,
                done => return done,
            }
        }
        self.service.replied_refund(turn, sent).await
    }

    /// Waits for `work` while the lease is renewed; `None` when it was lost.
    async fn held<T>(&self, turn: &Turn, lease: &AtomicI64, work: impl Future<Output = T>) -> Option<T> {
        lease::held(self.settings.lease / 3, || self.renew(turn, lease).boxed(), work).await
    }

    /// As [`Self::held`], for what must be heard to its end.
    async fn held_on<T>(&self, turn: &Turn, lease: &AtomicI64, work: impl Future<Output = T>) -> T {
        let mut work = std::pin::pin!(work);
        let renew = || self.renew(turn, lease).map(|_| true).boxed();
        match lease::held(self.settings.lease / 3, renew, work.as_mut()).await {
            Some(done) => done,
            None => work.await,
        }
    }

    /// False only when another has it: a database that is busy now leaves two more beats.
    async fn renew(&self, turn: &Turn, lease: &AtomicI64) -> bool {
        let until = self.lease_end();
        match self.service.hold_refund(turn.held, until).await {
            Ok(true) => lease.store(until.0, Ordering::SeqCst),
            Ok(false) => lease.store(0, Ordering::SeqCst),
            Err(_) => return true,
        }
        lease.load(Ordering::SeqCst) > 0
    }
}
