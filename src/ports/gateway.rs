//! A payment gateway: what the worker asks of it, and what it can say.
//!
//! A gateway is called with no transaction open. It never decides what an answer means for a refund: it tells what
//! is certain apart from what isn't, and the refund's own states do the rest.

use async_trait::async_trait;
use serde::Serialize;

pub use crate::domain::refund::machine::Progress;
use crate::domain::{money::Currency, refund::GatewayName, time::Timestamp};

/// A payment as the gateway knows it, and what our ledger had before this program paid anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentAt {
    /// The payment's own reference at the gateway; at the sandbox the payment's id where it has none.
    pub reference: String,
    /// What came in, in the smallest unit.
    pub captured_cents: i64,
    /// What was refunded before this program kept the ledger; the sandbox opens its account with it.
    pub imported_cents: i64,
    /// Its currency.
    pub currency: Currency,
}

/// A refund to be made, before its first byte is fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Our own reference, which the gateway's record will carry; also its idempotency key. Letters, digits,
    /// hyphens; 10 to 64 characters.
    pub reference: String,
    /// What it pays back.
    pub payment: PaymentAt,
    /// In the smallest unit of the payment's currency; at least 1.
    pub amount_cents: i64,
}

/// One try to pay, as it was fixed before its first byte was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// What it asks for.
    pub order: Order,
    /// The idempotency key: the same for every copy.
    pub key: String,
    /// The body: the same bytes for every copy.
    pub body: Vec<u8>,
}

/// Asked when the connection stands, before the first byte is written: whether it still may be sent. A process that
/// was suspended for hours in between must not wake up and send.
pub trait Gate: Send + Sync {
    /// Whether the first byte may be written now.
    fn open(&self) -> bool;
}

/// For what may be asked at any time: lists.
#[derive(Clone, Copy, Debug, Default)]
pub struct AlwaysOpen;

impl Gate for AlwaysOpen {
    fn open(&self) -> bool {
        true
    }
}

/// A refund that the gateway has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GatewayRefund {
    /// The gateway's own reference.
    pub transaction_id: String,
    /// The payment's own reference at the gateway.
    pub payment: String,
    /// The payment's other reference, where the gateway gives two: a charge beside its payment intent.
    pub payment_alias: Option<String>,
    /// The reference that it carries. Ours if one of our tries has it; else whoever made it is somebody else.
    pub reference: Option<String>,
    /// In the smallest unit.
    pub amount_cents: i64,
    /// Its currency.
    pub currency: Currency,
    /// How it stands.
    pub progress: Progress,
    /// Why it failed: a code and a sentence.
    pub failure: Option<(String, String)>,
    /// When the gateway made it.
    pub created_at: Timestamp,
}

impl GatewayRefund {
    /// Whether it pays back the payment that the gateway knows by this reference.
    pub fn is_of(&self, payment: &str) -> bool {
        self.payment == payment || self.payment_alias.as_deref() == Some(payment)
    }
}

/// What came of sending one copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Sent {
    /// Certainly no byte left this process: no connection, or the gate was shut.
    Nothing(String),
    /// The gateway has it, and the ids and the amount are the ones asked for.
    Taken(GatewayRefund),
    /// This copy was refused for what it asks for, and certainly not executed: a code and a sentence.
    Refused(String, String),
    /// This copy was not executed now; the same may be sent again later, after as many seconds as the gateway said.
    Later(Option<u64>),
    /// The gateway refuses this account as a whole (401, 403, no balance); this copy was not executed.
    LaneStopped(String),
    /// Anything else: it may or may not have been executed.
    Unknown(String),
}

/// The gateway could not be asked, or did not answer with sense; nothing is known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreachable(pub String);

/// What a gateway's call to us says, its signature checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GatewayEvent {
    /// Tells repeats apart.
    pub id: String,
    /// The gateway's name for it: `refund.processed`.
    pub kind: String,
    /// The refund it is about; `None` for what means nothing here.
    pub refund: Option<GatewayRefund>,
}

/// Why a gateway's call to us was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadEvent {
    /// The signature is missing or wrong, or too old.
    Signature,
    /// Signed, and still not an event: the field that is wrong, and how.
    Malformed(&'static str, &'static str),
}

/// Somebody who pays refunds out.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// Who it is.
    fn name(&self) -> GatewayName;

    /// For how many microseconds after the first copy another may be sent under the same key.
    fn send_window(&self) -> i64;

    /// Whether this could be the reference of one of its payments; what it says no to must not be approved.
    fn recognises(&self, payment: &str) -> bool;

    /// Fixes the idempotency key and the bytes of a try.
    fn freeze(&self, order: &Order) -> Frozen;

    /// Sends one copy: connects, asks `gate`, writes, reads the answer, all under the gateway's time limit.
    async fn send(&self, frozen: &Frozen, gate: &dyn Gate) -> Sent;

    /// Every refund of a payment, all pages.
    ///
    /// # Errors
    /// When any page could not be read: a part is never given for the whole.
    async fn refunds_of(&self, payment: &PaymentAt) -> Result<Vec<GatewayRefund>, Unreachable>;

    /// Every refund made from `from` up to and with `to`, all pages.
    ///
    /// # Errors
    /// As [`Self::refunds_of`].
    async fn refunds_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<GatewayRefund>, Unreachable>;

    /// Reads a call of the gateway to us: `header` gives a header by its lower-case name, `raw` is the body as it came.
    ///
    /// # Errors
    /// When it can't be trusted or understood.
    fn event(
        &self,
        header: &(dyn for<'a> Fn(&'a str) -> Option<String> + Sync),
        raw: &[u8],
        now: Timestamp,
    ) -> Result<GatewayEvent, BadEvent>;
}
