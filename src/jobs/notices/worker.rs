//! One notice: taken, delivered, settled.

use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use serde_json::json;

use super::Settings;
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::jobs::{backoff, lease};
use crate::notify::templates::{Rendered, render};
use crate::ports::{Clock, Email, Mailer, Random, Undelivered, new_id};
use crate::store::chain::{self, NewEvent};
use crate::store::outbox::{self, Outcome, Taken};
use crate::store::{Db, Tx};

/// A notice that failed for good shows in the timeline of what it is about; listeners look again.
const FAILED_EVENT: (&str, &str) = ("system", "system.changed");

/// How a try ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It arrived.
    Sent,
    /// It will be tried again.
    Later,
    /// It never will arrive.
    Failed,
    /// Another courier took it over meanwhile.
    Lost,
}

/// Delivers notices, one at a time.
pub struct Courier {
    db: Db,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    mailer: Option<Arc<dyn Mailer>>,
    settings: Settings,
    name: String,
}

impl Courier {
    /// A courier with a name of its own; without a `mailer`, mail waits for one.
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        mailer: Option<Arc<dyn Mailer>>,
        settings: Settings,
    ) -> Self {
        let name = new_id(clock.now(), &*random).to_string();
        Self { db, clock, random, mailer, settings, name }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(super) const fn poll(&self) -> Duration {
        self.settings.poll
    }

    pub(super) async fn is_due(&self) -> Result<bool> {
        outbox::is_due(&mut self.db.read().await?, self.now()).await
    }

    /// Takes and delivers the notice that is due first at `due`; `None` when there is none.
    pub(super) async fn step(&self, trace: Option<&str>, due: Timestamp) -> Result<Option<End>> {
        let Some((taken, address)) = self.take(trace, due).await? else { return Ok(None) };
        let rendered = match rendered(&taken) {
            Ok(rendered) => rendered,
            Err(reason) => return self.fail(&taken, reason).await.map(Some),
        };
        match taken.channel.as_str() {
            "email" => self.mail(&taken, rendered, address).await,
            _ => self.put(&taken, &rendered).await,
        }
        .map(Some)
    }

    /// The address is read with the lease, from the database that has the newest one.
    async fn take(&self, trace: Option<&str>, due: Timestamp) -> Result<Option<(Taken, Option<String>)>> {
        let mut tx = self.db.begin().await?;
        let Some(taken) = outbox::take(&mut tx, &self.name, trace, due, self.lease_end()).await? else {
            return Ok(None);
        };
        let address = match taken.channel.as_str() {
            "email" => outbox::address(&mut tx, &taken.recipient, taken.recipient_id).await?,
            _ => None,
        };
        tx.commit().await?;
        Ok(Some((taken, address.filter(|address| !address.trim().is_empty()))))
    }

    /// What the database refuses for good is put off, so that this notice too is given up in the end.
    async fn put(&self, taken: &Taken, notice: &Rendered) -> Result<End> {
        match self.put_now(taken, notice).await {
            Err(error) if !error.retryable() => self.put_off(taken, format!("{error:?}")).await,
            end => end,
        }
    }

    async fn put_now(&self, taken: &Taken, notice: &Rendered) -> Result<End> {
        let now = self.now();
        let mut tx = self.db.begin().await?;
        outbox::deliver_in_app(&mut tx, taken, &notice.title, &notice.body, now).await?;
        finish(tx, taken, &Outcome::Sent, now).await
    }

    async fn mail(&self, taken: &Taken, letter: Rendered, address: Option<String>) -> Result<End> {
        let Some(to) = address else {
            return self.fail(taken, "the recipient has no e-mail address".into()).await;
        };
        let email = Email { to, subject: letter.title, body: letter.body, message_id: taken.id };
        match self.send(taken, &email).await {
            None => Ok(End::Lost),
            Some(Ok(())) => finish(self.db.begin().await?, taken, &Outcome::Sent, self.now()).await,
            Some(Err(no)) if no.permanent => self.fail(taken, no.reason).await,
            Some(Err(no)) => self.put_off(taken, no.reason).await,
        }
    }

    /// What the mail server said; `None` when the lease was lost before it said anything.
    async fn send(&self, taken: &Taken, email: &Email) -> Option<Result<(), Undelivered>> {
        let Some(mailer) = &self.mailer else {
            return Some(Err(Undelivered { permanent: false, reason: "no mail server is configured".into() }));
        };
        lease::held(self.settings.lease / 3, || self.renew(taken).boxed(), mailer.send(email)).await
    }

    /// False only when another has it: a database that is busy now leaves two more beats.
    async fn renew(&self, taken: &Taken) -> bool {
        let renewed = async {
            let mut tx = self.db.begin().await?;
            let held = outbox::renew(&mut tx, taken, self.lease_end()).await?;
            tx.commit().await.map(|()| held)
        };
        renewed.await.unwrap_or(true)
    }

    /// Tries again later; at the end of its time once more, and then never.
    async fn put_off(&self, taken: &Taken, reason: String) -> Result<End> {
        let now = self.now();
        if now >= taken.give_up_at {
            return self.fail(taken, format!("given up after {} tries: {reason}", taken.attempts)).await;
        }
        let next = now.plus(backoff::delay(taken.attempts, &*self.random)).min(taken.give_up_at);
        tracing::info!(notice = %taken.id, attempts = taken.attempts, reason, next = %next, "a notice waits");
        finish(self.db.begin().await?, taken, &Outcome::Later(next, reason), now).await
    }

    async fn fail(&self, taken: &Taken, reason: String) -> Result<End> {
        let (now, outcome) = (self.now(), Outcome::Failed(reason));
        let mut tx = self.db.begin().await?;
        if !outbox::settle(&mut tx, taken, &outcome, now).await? {
            return Ok(End::Lost);
        }
        let event = failure(taken, new_id(now, &*self.random));
        chain::append(&mut tx, &[], &[event], &taken.trace_id, now).await?;
        tx.commit().await?;
        let Taken { id, channel, template, recipient, entity_id, attempts, trace_id, .. } = taken;
        tracing::warn!(notice = %id, channel, template, recipient, entity = %entity_id, attempts, trace_id, ?outcome,
            "a notice can't be delivered");
        Ok(End::Failed)
    }

    fn lease_end(&self) -> Timestamp {
        self.now().plus(i64::try_from(self.settings.lease.as_micros()).unwrap_or(i64::MAX))
    }
}

/// Settles and commits; what `tx` did before is undone when the lease isn't the courier's own any more.
async fn finish(mut tx: Tx, taken: &Taken, outcome: &Outcome, now: Timestamp) -> Result<End> {
    if !outbox::settle(&mut tx, taken, outcome, now).await? {
        tx.rollback().await?;
        return Ok(End::Lost);
    }
    tx.commit().await?;
    Ok(match outcome {
        Outcome::Sent => End::Sent,
        Outcome::Later(..) => End::Later,
        Outcome::Failed(_) => End::Failed,
    })
}

fn rendered(taken: &Taken) -> std::result::Result<Rendered, String> {
    let data = serde_json::from_str(&taken.data).map_err(|e| format!("its data isn't JSON: {e}"))?;
    render(&taken.template, &data).map_err(|e| e.context.unwrap_or(e.message))
}

fn failure(taken: &Taken, id: uuid::Uuid) -> NewEvent {
    let (topic, kind) = FAILED_EVENT;
    NewEvent {
        id,
        topic,
        kind,
        entity_id: Some(taken.entity_id.to_string()),
        owner_id: None,
        data: json!({
            "entity_type": taken.entity_type, "channel": taken.channel, "recipient": taken.recipient,
        }),
    }
}
