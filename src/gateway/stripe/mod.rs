//! Stripe: refunds over its REST API, form-encoded, with `Idempotency-Key`.
//!
//! A payment is known by its payment intent or by its charge; whichever the ledger has is asked for, and both are told
//! of a refund. Our reference rides in `metadata`. What each answer means is in [`answer`], calls to us in [`event`].

mod answer;
mod event;

use std::collections::HashSet;

use async_trait::async_trait;
use form_urlencoded::Serializer;
use hyper::Method;

use super::{
    http::{Call, Client},
    is_id, key_secret, micros,
};
use crate::{
    config::{GatewayConfig, Secret},
    domain::{refund::GatewayName, time::Timestamp},
    error::Result,
    ports::gateway::{
        AlwaysOpen, BadEvent, Frozen, Gate, Gateway, GatewayEvent, GatewayRefund, Order, PaymentAt, Sent, Unreachable,
    },
};

/// The shapes that are read here; an account's own default may be any.
const VERSION: &str = "2024-06-20";
/// As many as one page may have.
const PAGE: &str = "100";

/// Stripe.
pub struct Stripe {
    client: Client,
    authorization: String,
    webhook_secret: Option<Secret>,
    window: i64,
}

impl Stripe {
    /// With the configured key and address.
    ///
    /// # Errors
    /// When the key is missing, or TLS can't be set up.
    pub fn new(config: &GatewayConfig) -> Result<Self> {
        let secret = key_secret(config, "gateway.stripe.key_secret_file")?;
        Ok(Self {
            client: Client::new(config)?,
            authorization: format!("Bearer {}", secret.expose()),
            webhook_secret: config.webhook_secret.clone(),
            window: micros(config.send_window),
        })
    }

    async fn pages(&self, query: &[(&str, &str)]) -> Result<Vec<GatewayRefund>, Unreachable> {
        let (mut found, mut seen): (Vec<GatewayRefund>, _) = (Vec::new(), HashSet::new());
        loop {
            let page = self.page(query, found.last().map(|refund| refund.transaction_id.as_str())).await?;
            let known = found.len();
            found.extend(page.refunds.into_iter().filter(|refund| seen.insert(refund.transaction_id.clone())));
            if !page.has_more {
                return Ok(found);
            }
            if found.len() == known {
                return Err(Unreachable("The list of refunds repeats itself.".into()));
            }
        }
    }

    async fn page(&self, query: &[(&str, &str)], after: Option<&str>) -> Result<answer::Page, Unreachable> {
        let headers = [("authorization", self.authorization.as_str()), ("stripe-version", VERSION)];
        let call = Call { method: Method::GET, target: list(query, after), headers: &headers, body: Vec::new() };
        let answer = self.client.call(call, &AlwaysOpen).await.map_err(|failed| Unreachable(failed.why()))?;
        answer::page(&answer).map_err(Unreachable)
    }
}

/// The address of the page after a refund, or of the first.
fn list(query: &[(&str, &str)], after: Option<&str>) -> String {
    let mut pairs = Serializer::new(String::new());
    pairs.extend_pairs(query).append_pair("limit", PAGE);
    if let Some(after) = after {
        pairs.append_pair("starting_after", after);
    }
    format!("/v1/refunds?{}", pairs.finish())
}

/// The parameter that names a payment by this reference.
fn parameter(payment: &str) -> &'static str {
    if payment.starts_with("pi_") { "payment_intent" } else { "charge" }
}

#[async_trait]
impl Gateway for Stripe {
    fn name(&self) -> GatewayName {
        GatewayName::Stripe
    }

    fn send_window(&self) -> i64 {
        self.window
    }

    fn recognises(&self, payment: &str) -> bool {
        is_id(payment, &["pi_", "ch_", "py_"])
    }

    fn freeze(&self, order: &Order) -> Frozen {
        let payment = &order.payment.reference;
        let body = Serializer::new(String::new())
            .append_pair("amount", &order.amount_cents.to_string())
            .append_pair(parameter(payment), payment)
            .append_pair("metadata[reference]", &order.reference)
            .finish();
        Frozen { order: order.clone(), key: order.reference.clone(), body: body.into_bytes() }
    }

    async fn send(&self, frozen: &Frozen, gate: &dyn Gate) -> Sent {
        if !self.recognises(&frozen.order.payment.reference) {
            return Sent::Refused("PAYMENT_UNKNOWN".into(), "Its payment has no id of Stripe's.".into());
        }
        let headers = [
            ("authorization", self.authorization.as_str()),
            ("stripe-version", VERSION),
            ("content-type", "application/x-www-form-urlencoded"),
            ("idempotency-key", &frozen.key),
        ];
        let target = "/v1/refunds".to_owned();
        let call = Call { method: Method::POST, target, headers: &headers, body: frozen.body.clone() };
        match self.client.call(call, gate).await {
            Ok(answer) => answer::sent(&answer, &frozen.order),
            Err(failed) => failed.into(),
        }
    }

    async fn refunds_of(&self, payment: &PaymentAt) -> Result<Vec<GatewayRefund>, Unreachable> {
        let reference = payment.reference.as_str();
        if !self.recognises(reference) {
            return Err(Unreachable("The payment has no id of Stripe's.".into()));
        }
        let found = self.pages(&[(parameter(reference), reference)]).await?;
        let own = found.iter().all(|refund| refund.is_of(reference));
        if own { Ok(found) } else { Err(Unreachable("The list has refunds of another payment.".into())) }
    }

    async fn refunds_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<GatewayRefund>, Unreachable> {
        let (from, to) = (from.seconds().to_string(), to.seconds().to_string());
        self.pages(&[("created[gte]", &from), ("created[lte]", &to)]).await
    }

    fn event(
        &self,
        header: &(dyn for<'a> Fn(&'a str) -> Option<String> + Sync),
        raw: &[u8],
        now: Timestamp,
    ) -> Result<GatewayEvent, BadEvent> {
        event::read(self.webhook_secret.as_ref(), header, raw, now)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{config::ServiceUrl, domain::money::Currency};

    fn stripe() -> Stripe {
        Stripe::new(&GatewayConfig {
            base_url: ServiceUrl::new("http://127.0.0.1:1"),
            key_id: None,
            key_secret: Some(Secret::new("sk_test_1")),
            webhook_secret: None,
            send_window: Duration::from_hours(12),
            timeout: Duration::from_secs(1),
        })
        .unwrap()
    }

    fn order(payment: &str) -> Order {
        let payment = PaymentAt {
            reference: payment.into(),
            captured_cents: 500,
            imported_cents: 0,
            currency: "USD".parse::<Currency>().unwrap(),
        };
        Order { reference: "refund-0001".into(), payment, amount_cents: 100 }
    }

    #[test]
    fn a_payment_is_named_by_what_its_reference_is() {
        let body = |payment| String::from_utf8(stripe().freeze(&order(payment)).body).unwrap();
        assert_eq!(body("pi_3Abc"), "amount=100&payment_intent=pi_3Abc&metadata%5Breference%5D=refund-0001");
        assert_eq!(body("ch_3Abc"), "amount=100&charge=ch_3Abc&metadata%5Breference%5D=refund-0001");
        assert_eq!(body("py_3Abc"), "amount=100&charge=py_3Abc&metadata%5Breference%5D=refund-0001");
    }

    #[test]
    fn ids_that_are_not_its_own() {
        for wrong in ["", "pi_", "pay_1", "pi_1&amount=9", "re_1", "cus_1", "pi 1"] {
            assert!(!stripe().recognises(wrong), "{wrong}");
        }
    }

    #[tokio::test]
    async fn a_payment_of_another_gateway_is_refused_before_anything_is_sent() {
        let frozen = stripe().freeze(&order("pay_1"));
        assert!(matches!(stripe().send(&frozen, &AlwaysOpen).await, Sent::Refused(..)));
        let frozen = stripe().freeze(&order("pi_1"));
        assert!(matches!(stripe().send(&frozen, &AlwaysOpen).await, Sent::Nothing(_)));
    }
}
