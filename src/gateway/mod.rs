//! Who pays refunds out: the built-in sandbox, and real gateways over their REST APIs.
//!
//! Each gateway knows its protocol, nothing of a refund's states: it says what is certain apart from what isn't, and
//! the worker does the rest. Whatever is only likely is `Sent::Unknown`. What they share is here: the one way to call
//! over HTTP, signatures, what makes an answer a proof. To add one: a folder with its `Gateway`, its `answer` with a
//! table of everything it may say, its `event`; its name in `domain::refund`; its choice in [`open`].

mod http;
mod razorpay;
pub mod sandbox;
mod signature;
mod stripe;

use std::sync::Arc;

pub use self::{razorpay::Razorpay, sandbox::Sandbox, stripe::Stripe};
use crate::{
    config::{Config, GatewayConfig, GatewayKind, Secret},
    domain::untrusted::Untrusted,
    error::{Error, Result},
    ports::{
        Clock,
        gateway::{Gateway, GatewayRefund, Order, Sent},
    },
};

/// The configured gateway.
///
/// # Errors
/// When a key is missing, or TLS can't be set up.
pub fn open(config: &Config, clock: Arc<dyn Clock>) -> Result<Arc<dyn Gateway>> {
    Ok(match config.refunds.gateway {
        GatewayKind::Sandbox => Arc::new(Sandbox::new(&config.data_dir, clock)),
        GatewayKind::Razorpay => Arc::new(Razorpay::new(&config.razorpay)?),
        GatewayKind::Stripe => Arc::new(Stripe::new(&config.stripe)?),
    })
}

/// What a gateway said, fit for a log, and not too long.
fn said(text: &str) -> String {
    Untrusted::from(text).truncated(300)
}

/// A refund from an answer that says it was made: a proof only if it is the one that was asked for.
fn proof(refund: GatewayRefund, order: &Order) -> Sent {
    let same = refund.is_of(&order.payment.reference)
        && refund.amount_cents == order.amount_cents
        && refund.currency == order.payment.currency
        && refund.reference.as_ref() == Some(&order.reference);
    if same { Sent::Taken(refund) } else { Sent::Unknown("The answer is about another refund.".into()) }
}

/// The secret part of a gateway's key; the configuration has seen to it that it is there.
fn key_secret<'a>(config: &'a GatewayConfig, field: &'static str) -> Result<&'a Secret> {
    config.key_secret.as_ref().ok_or_else(|| Error::field(field, "is needed to call the gateway"))
}

/// Whether the letters, digits and underscores of a gateway's own id follow one of its prefixes.
fn is_id(text: &str, prefixes: &[&str]) -> bool {
    let rest = prefixes.iter().find_map(|prefix| text.strip_prefix(prefix));
    let plain =
        |rest: &str| (1..=100).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    rest.is_some_and(plain)
}

/// Microseconds.
fn micros(duration: std::time::Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}
