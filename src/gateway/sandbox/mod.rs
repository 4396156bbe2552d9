//! The built-in gateway, which moves no real money: a ledger of its own beside the database, shared by all processes.
//!
//! It opens an account for a payment at first sight, with what was captured and refunded as imported; it honours
//! idempotency keys, and refuses more than what is left. A refund is processed at once unless `sandbox-gateway.toml`
//! in the same folder says otherwise (see [`rules`]). It calls nobody: what is pending is found by asking again. The
//! file and its lock are in [`ledger`]. To add a behaviour: a field of `rules::Rule`, used below.

mod ledger;
mod rules;

#[cfg(test)]
mod tests;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use async_trait::async_trait;
use aws_lc_rs::digest::{SHA256, digest};
use serde_json::json;

use self::{
    ledger::{Book, Ledger, Refund},
    rules::{Answer, Rule},
};
use crate::{
    domain::{
        refund::GatewayName,
        time::{MINUTE, Timestamp},
    },
    ports::{
        Clock,
        gateway::{BadEvent, Frozen, Gate, Gateway, GatewayEvent, GatewayRefund, Order, PaymentAt, Sent, Unreachable},
    },
};

/// The file with its ledger, in the data directory.
pub const LEDGER: &str = "sandbox-gateway.jsonl";
/// The file that tells it how to behave, in the data directory.
pub const RULES: &str = "sandbox-gateway.toml";

const WINDOW: i64 = 30 * MINUTE;
const TIMEOUT: Duration = Duration::from_secs(10);

/// The built-in gateway.
#[derive(Clone)]
pub struct Sandbox {
    ledger: Arc<Ledger>,
    rules: PathBuf,
    clock: Arc<dyn Clock>,
}

impl Sandbox {
    /// With its files in `folder`, which are made when they are needed.
    pub fn new(folder: &Path, clock: Arc<dyn Clock>) -> Self {
        Self { ledger: Arc::new(Ledger::new(folder.join(LEDGER))), rules: folder.join(RULES), clock }
    }

    /// Does `work` with the ledger locked, on a thread where waiting for the disk holds nobody up.
    async fn with_book<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Book<'_>) -> T + Send + 'static,
    ) -> Result<T, String> {
        let ledger = Arc::clone(&self.ledger);
        let done = tokio::task::spawn_blocking(move || ledger.with(work)).await;
        done.map_err(|e| e.to_string())?.map_err(|e| format!("{LEDGER}: {e}"))
    }

    /// Those that `keep` keeps and that lists show by now; opens the account of `payment` if it is new.
    async fn list(
        &self,
        payment: Option<PaymentAt>,
        keep: impl Fn(&GatewayRefund) -> bool + Send + 'static,
    ) -> Result<Vec<GatewayRefund>, Unreachable> {
        let now = self.clock.now();
        let read = move |book: &mut Book<'_>| {
            if let Some(payment) = &payment {
                book.open_account(payment, now)?;
            }
            Ok(book.listed(now).filter(&keep).collect())
        };
        self.with_book(read)
            .await
            .and_then(|read: std::io::Result<_>| read.map_err(|e| e.to_string()))
            .map_err(Unreachable)
    }
}

#[async_trait]
impl Gateway for Sandbox {
    fn name(&self) -> GatewayName {
        GatewayName::Sandbox
    }

    fn send_window(&self) -> i64 {
        WINDOW
    }

    fn recognises(&self, payment: &str) -> bool {
        !payment.is_empty()
    }

    fn freeze(&self, order: &Order) -> Frozen {
        let body = json!({
            "payment": order.payment.reference,
            "amount_cents": order.amount_cents,
            "currency": order.payment.currency,
            "reference": order.reference,
        });
        Frozen { order: order.clone(), key: order.reference.clone(), body: body.to_string().into_bytes() }
    }

    async fn send(&self, frozen: &Frozen, gate: &dyn Gate) -> Sent {
        let rule = match rules::read(&self.rules, &frozen.order) {
            Ok(rule) => rule,
            Err(fault) => return Sent::Nothing(format!("{RULES}: {fault}")),
        };
        if !gate.open() {
            return Sent::Nothing("It must not be sent any more.".into());
        }
        let slow = Duration::from_millis(rule.slow_ms);
        let (frozen, now) = (frozen.clone(), self.clock.now());
        let executed = self.with_book(move |book| execute(book, &frozen, &rule, now)).await;
        tokio::time::sleep(slow.min(TIMEOUT)).await;
        match executed {
            _ if slow > TIMEOUT => Sent::Unknown("No answer in time.".into()),
            Ok(sent) => sent,
            Err(fault) => Sent::Nothing(fault),
        }
    }

    async fn refunds_of(&self, payment: &PaymentAt) -> Result<Vec<GatewayRefund>, Unreachable> {
        let reference = payment.reference.clone();
        self.list(Some(payment.clone()), move |refund| refund.payment == reference).await
    }

    async fn refunds_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<GatewayRefund>, Unreachable> {
        self.list(None, move |refund| (from..=to).contains(&refund.created_at)).await
    }

    fn event(
        &self,
        _: &(dyn for<'a> Fn(&'a str) -> Option<String> + Sync),
        _: &[u8],
        _: Timestamp,
    ) -> Result<GatewayEvent, BadEvent> {
        // It calls nobody, so whoever says to be it is somebody else.
        Err(BadEvent::Signature)
    }
}

fn execute(book: &mut Book<'_>, frozen: &Frozen, rule: &Rule, now: Timestamp) -> Sent {
    match rule.answer {
        Answer::Refused => return Sent::Refused("REFUSED".into(), "The sandbox was told to refuse it.".into()),
        Answer::Stopped => return Sent::LaneStopped("The sandbox was told to have no balance.".into()),
        Answer::Busy => return Sent::Later(Some(1)),
        Answer::Lost => return Sent::Unknown("The connection ended without an answer.".into()),
        Answer::Taken | Answer::Dropped => {}
    }
    match take(book, frozen, rule, now) {
        // What is in the file after a failed write isn't known.
        Err(error) => Sent::Unknown(format!("{LEDGER}: {error}")),
        Ok(Sent::Taken(_)) if rule.answer == Answer::Dropped => {
            Sent::Unknown("The connection ended without an answer.".into())
        }
        Ok(sent) => sent,
    }
}

/// The refund under this key: the one that is there, or a new one if enough is left.
fn take(book: &mut Book<'_>, frozen: &Frozen, rule: &Rule, now: Timestamp) -> std::io::Result<Sent> {
    let Frozen { order, key, body } = frozen;
    let bytes = hex::encode(digest(&SHA256, body));
    book.open_account(&order.payment, now)?;
    if let Some(known) = book.by_key(key) {
        let same = known.body == bytes;
        let sent = || Sent::Taken(known.at_gateway(order.payment.currency, now));
        return Ok(if same { sent() } else { Sent::Unknown("The key was already used by another request.".into()) });
    }
    if order.amount_cents > book.left(&order.payment.reference, now) {
        let why = "The refund amount provided is greater than the unrefunded amount.";
        return Ok(Sent::Refused("AMOUNT_TOO_LARGE".into(), why.into()));
    }
    let refund = Refund::new(order, key, bytes, rule, now);
    let shown = refund.at_gateway(order.payment.currency, now);
    book.append_refund(refund)?;
    Ok(Sent::Taken(shown))
}
