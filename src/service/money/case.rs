//! A refund with its payment and its tries, all locked: how a record reads them, and how it writes them back.

use serde_json::json;

use crate::{
    domain::{
        id::RefundId,
        refund::{
            AttemptState, RefundStatus,
            machine::{self, Moment},
            outcome,
        },
        time::Timestamp,
    },
    error::{Error, Result},
    ports::{gateway::GatewayRefund, random_bytes},
    service::{
        mutation::{About, Change, Context},
        refunds::tell_user,
    },
    store::{
        attempts::{self, AttemptRow, MoneyRow},
        postings::{self, NewPosting, SumsRow},
        refunds,
    },
};

/// A refund and everything that its money touches.
pub struct Case {
    /// The refund.
    pub refund: MoneyRow,
    /// Its payment.
    pub payment: SumsRow,
    /// Its tries, oldest first.
    pub tries: Vec<AttemptRow>,
    was: Vec<AttemptRow>,
    posted_cents: i64,
    elsewhere_cents: i64,
}

/// The moment of a record about a try that was taken so many times.
pub fn moment(cx: &Context<'_>, taken: i64) -> Moment {
    let chance = u32::from_le_bytes(random_bytes(cx.service.random().as_ref()));
    Moment {
        now: cx.now,
        wait: machine::wait(taken, chance),
        window: cx.service.gateway().send_window(),
        grace: cx.service.settings().grace,
    }
}

impl Case {
    /// Reads and locks them.
    pub async fn load(cx: &mut Context<'_>, refund_key: i64) -> Result<Self> {
        let refund = attempts::lock_refund(&mut cx.tx, refund_key).await?;
        let payment = postings::lock_payment(&mut cx.tx, refund.payment_key).await?;
        let tries = attempts::of_refund(&mut cx.tx, refund_key).await?;
        Ok(Self { refund, payment, was: tries.clone(), tries, posted_cents: 0, elsewhere_cents: 0 })
    }

    /// Reads them again, after a try was put in; nothing may have been changed before.
    pub async fn reload(self, cx: &mut Context<'_>) -> Result<Self> {
        Self::load(cx, self.refund.key).await
    }

    /// Where the try of this key stands among them.
    pub fn place(&self, key: i64) -> Result<usize> {
        let missing = || Error::internal(format!("refund_attempts {key} isn't one of {}", self.refund.id));
        self.tries.iter().position(|one| one.key == key).ok_or_else(missing)
    }

    /// What was set aside is moved by so much, once this is closed.
    fn reserved_by(&self) -> i64 {
        let set_aside = |tries: &[AttemptRow]| tries.iter().filter(|t| t.live).map(|t| t.amount_cents).sum::<i64>();
        set_aside(&self.tries) - set_aside(&self.was)
    }

    /// What is left of the payment, refunds made elsewhere left aside; may be below nothing.
    pub fn room(&self) -> i64 {
        let SumsRow { amount_cents, posted_cents, reserved_cents, .. } = self.payment;
        amount_cents - posted_cents - self.posted_cents - reserved_cents - self.reserved_by()
    }

    /// Puts a confirmed refund into the ledger, once. What there is no room for is a fact all the same, and counts as
    /// made elsewhere.
    pub async fn post(&mut self, cx: &mut Context<'_>, proof: &GatewayRefund) -> Result<()> {
        let gateway = cx.service.gateway().name();
        if postings::of_transaction(&mut cx.tx, gateway, &proof.transaction_id).await?.is_some() {
            return Ok(());
        }
        let ours = proof.amount_cents <= self.room();
        self.put(cx, proof, proof.amount_cents, ours).await
    }

    /// Takes a confirmed refund out of the ledger again, if it is in it.
    pub async fn take_back(&mut self, cx: &mut Context<'_>, proof: &GatewayRefund) -> Result<()> {
        let gateway = cx.service.gateway().name();
        match postings::of_transaction(&mut cx.tx, gateway, &proof.transaction_id).await? {
            Some(posted) if posted.cents > 0 => self.put(cx, proof, -posted.cents, posted.source == "gateway").await,
            _ => Ok(()),
        }
    }

    async fn put(&mut self, cx: &mut Context<'_>, proof: &GatewayRefund, cents: i64, ours: bool) -> Result<()> {
        let new = NewPosting {
            id: cx.id(),
            payment_key: self.payment.key,
            refund_key: Some(self.refund.key),
            amount_cents: cents,
            currency: &self.payment.currency,
            processed_at: cx.now,
            ours,
            gateway: cx.service.gateway().name(),
            transaction_id: &proof.transaction_id,
        };
        *(if ours { &mut self.posted_cents } else { &mut self.elsewhere_cents }) += cents;
        postings::insert(&mut cx.tx, &new, cx.now).await
    }

    /// Writes back what has changed, with what follows for payment and refund, the audit entry and the events.
    pub async fn close(mut self, cx: &mut Context<'_>, action: &'static str, about: usize) -> Result<()> {
        let (mut changed, reserved) = (false, self.reserved_by());
        // What ends is written first, for at most one may live at any moment.
        for live in [false, true] {
            for (row, was) in self.tries.iter().zip(&self.was).filter(|(row, _)| row.live == live) {
                if row != was {
                    attempts::save(&mut cx.tx, row).await?;
                    changed = true;
                }
            }
        }
        let (posted, elsewhere) = (self.posted_cents, self.elsewhere_cents);
        if (posted, elsewhere, reserved) != (0, 0, 0) {
            postings::move_sums(&mut cx.tx, self.payment.key, posted, elsewhere, reserved).await?;
            let version = Some(self.payment.version + 1);
            cx.event("payment.updated", self.payment.id, &About { version, ..About::default() });
            changed = true;
        }
        if changed { self.tell(cx, action, about).await } else { Ok(()) }
    }

    async fn tell(&mut self, cx: &mut Context<'_>, action: &'static str, about: usize) -> Result<()> {
        let before = (self.refund.status, self.refund.gateway_state);
        self.settle_refund(cx.now);
        attempts::settle(&mut cx.tx, &self.refund, cx.now).await?;
        let (was, is) = (self.was.get(about), &self.tries[about]);
        let change = Change {
            entity_id: self.refund.id.to_string(),
            before: Some(json!({
                "status": before.0, "gateway_state": before.1, "attempt_state": was.map(|row| row.state),
            })),
            after: Some(json!({
                "status": self.refund.status, "gateway_state": self.refund.gateway_state, "attempt": is.number,
                "attempt_state": is.state, "sends": is.sends, "transaction_id": is.transaction_id,
                "amount_cents": is.amount_cents, "currency": is.currency,
            })),
            reason: is.failure_message.clone(),
        };
        cx.audit_as(action, "refund", change);
        let about = About {
            version: Some(self.refund.version + 1),
            number: Some(self.refund.number.clone()),
            status: Some(self.refund.status.as_str()),
        };
        cx.event("refund.updated", self.refund.id, &about);
        if before.0 != self.refund.status && self.refund.status == RefundStatus::Processed && self.refund.notify_user {
            self.tell_user(cx).await?;
        }
        Ok(())
    }

    async fn tell_user(&self, cx: &mut Context<'_>) -> Result<()> {
        let paid = self.tries.iter().find(|row| row.transaction_id == self.refund.transaction_id);
        let row = refunds::by_id(&mut cx.tx, RefundId(self.refund.id)).await?;
        if let Some((row, paid)) = row.zip(paid) {
            tell_user(cx, &row, "refund_processed", paid.amount_cents, &json!({}));
        }
        Ok(())
    }

    fn settle_refund(&mut self, now: Timestamp) {
        let tries: Vec<_> = self.tries.iter().map(|row| (row.state, row.live)).collect();
        let Some((mut status, gateway_state)) = outcome(&tries) else { return };
        // What failed may have been rejected since; only money that moves after all undoes that.
        if (self.refund.status, status) == (RefundStatus::Rejected, RefundStatus::Failed) {
            status = RefundStatus::Rejected;
        }
        let paid = self.tries.iter().find(|row| row.state == AttemptState::Succeeded);
        let last = paid.or(self.tries.last());
        let refund = &mut self.refund;
        (refund.status, refund.gateway_state) = (status, gateway_state);
        refund.transaction_id = last.and_then(|row| row.transaction_id.clone());
        refund.processed_at = (status == RefundStatus::Processed).then(|| refund.processed_at.unwrap_or(now));
        let failed = (status == RefundStatus::Failed).then_some(last).flatten();
        refund.failed_at = failed.map(|_| refund.failed_at.unwrap_or(now));
        refund.failure_code = failed.and_then(|row| row.failure_code.clone());
        refund.failure_message = failed.and_then(|row| row.failure_message.clone());
    }
}

impl Case {
    /// The failure that a try was marked with when it was read.
    pub fn failure_was(&self, place: usize) -> Option<String> {
        self.was.get(place).and_then(|row| row.failure_code.clone())
    }

    /// Lets go of a try of which nothing has changed but when it is taken up again.
    pub async fn release(self, cx: &mut Context<'_>, place: usize) -> Result<()> {
        let row = &self.tries[place];
        match row.next_action_at {
            Some(next) => attempts::release(&mut cx.tx, row.key, row.lease_token, next).await,
            None => Ok(()),
        }
    }
}
