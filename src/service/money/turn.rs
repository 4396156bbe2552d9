//! A worker's turn at a try, as far as the database is concerned: taking it, holding it, saying what became of it.

use super::{
    begin::payment_at,
    record::{Go, Held, Look, LookedUp, Replied, Sweep},
};
use crate::{
    domain::{
        actor::{Caller, Surface},
        refund::machine::Next,
        time::Timestamp,
    },
    error::Result,
    operations::Attempt,
    ports::gateway::{Frozen, GatewayRefund, Order, PaymentAt, Sent},
    service::{Service, mutation},
    store::attempts::{self, AttemptRow},
};

/// A try that a worker has taken under a lease of its own.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Which, under which lease.
    pub held: Held,
    /// What is to be done.
    pub next: Next,
    /// The payment that it pays back.
    pub payment: PaymentAt,
    /// The bytes that may be sent.
    pub frozen: Frozen,
    trace: String,
}

impl Turn {
    fn caller(&self) -> Caller {
        Caller::system(Surface::Worker, self.trace.clone())
    }
}

impl Service {
    /// Whether a try is due that nobody holds.
    pub async fn refund_due(&self) -> Result<bool> {
        attempts::is_due(&mut self.db().read().await?, self.now()).await
    }

    /// How many of the refunds that this process decided to pay are not settled.
    pub async fn unsettled_refunds(&self) -> Result<usize> {
        let own = self.begun_refunds();
        let mut tx = self.db().read().await?;
        let mut left = 0;
        for refund in own {
            left += usize::from(attempts::is_live(&mut tx, refund).await?);
        }
        Ok(left)
    }

    /// Takes the try that is due first, until `until`, of these refunds only where some are named; `None` when none is.
    pub async fn take_refund(&self, owner: &str, only: Option<&[i64]>, until: Timestamp) -> Result<Option<Turn>> {
        let mut tx = self.db().begin().await?;
        let Some(row) = attempts::take(&mut tx, owner, only, self.now(), until).await? else { return Ok(None) };
        let paid = attempts::paid(&mut tx, row.refund_key).await?;
        fault!("money.take.commit");
        tx.commit().await?;
        fault!("money.taken");
        Ok(Some(self.turn(row, payment_at(&paid)?)))
    }

    fn turn(&self, row: AttemptRow, payment: PaymentAt) -> Turn {
        let order =
            Order { reference: row.reference.clone(), payment: payment.clone(), amount_cents: row.amount_cents };
        Turn {
            held: Held { refund_key: row.refund_key, key: row.key, token: row.lease_token },
            next: row.standing().next(self.now()),
            payment,
            frozen: Frozen { order, key: row.gateway_key, body: row.body },
            trace: self.new_trace(),
        }
    }

    /// Holds a try until `until`; false when the lease isn't the worker's own any more.
    pub async fn hold_refund(&self, held: Held, until: Timestamp) -> Result<bool> {
        let mut tx = self.db().begin().await?;
        let is_held = attempts::renew(&mut tx, held.key, held.token, until).await?;
        fault!("money.hold.commit");
        tx.commit().await?;
        fault!("money.held");
        Ok(is_held)
    }

    /// The last worker at it is gone.
    pub async fn sweep_refund(&self, turn: &Turn) -> Result<()> {
        mutation::run::<Sweep>(self, &turn.caller(), turn.held, Attempt::default()).await.map(drop)
    }

    /// All refunds of the payment as they were read from `read_at` on, or `None` when they could not be. Answers until
    /// when a copy may be sent; without, none may.
    pub async fn looked_up_refund(
        &self,
        turn: &Turn,
        read_at: Timestamp,
        refunds: Option<Vec<GatewayRefund>>,
    ) -> Result<Option<Go>> {
        let look = Look { held: turn.held, read_at, refunds };
        Ok(mutation::run::<LookedUp>(self, &turn.caller(), look, Attempt::default()).await?.value)
    }

    /// What came of sending a copy.
    pub async fn replied_refund(&self, turn: &Turn, sent: Sent) -> Result<()> {
        mutation::run::<Replied>(self, &turn.caller(), (turn.held, sent), Attempt::default()).await.map(drop)
    }
}
