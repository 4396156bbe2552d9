//! Razorpay: refunds over its REST API, with `X-Refund-Idempotency` as the key.
//!
//! Our reference rides on the refund twice. In `notes` it is found again; as `receipt` it is a second guard, for
//! Razorpay takes one receipt only once for a payment, and unlike keys doesn't say that it forgets receipts. What each
//! answer means is in [`answer`], calls to us in [`event`].

mod answer;
mod event;

use std::collections::HashSet;

use async_trait::async_trait;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use hyper::Method;
use serde_json::json;

use super::{
    http::{Call, Client},
    is_id, key_secret, micros,
};
use crate::{
    config::{GatewayConfig, Secret},
    domain::{refund::GatewayName, time::Timestamp},
    error::{Error, Result},
    ports::gateway::{
        AlwaysOpen, BadEvent, Frozen, Gate, Gateway, GatewayEvent, GatewayRefund, Order, PaymentAt, Sent, Unreachable,
    },
};

/// As many as one page may have.
const PAGE: usize = 100;
/// Longer references ride in `notes` alone.
const LONGEST_RECEIPT: usize = 40;

/// Razorpay.
pub struct Razorpay {
    client: Client,
    authorization: String,
    webhook_secret: Option<Secret>,
    window: i64,
}

impl Razorpay {
    /// With the configured key and address.
    ///
    /// # Errors
    /// When a part of the key is missing, or TLS can't be set up.
    pub fn new(config: &GatewayConfig) -> Result<Self> {
        let missing = || Error::field("gateway.razorpay.key_id", "is needed to call the gateway");
        let id = config.key_id.as_ref().ok_or_else(missing)?;
        let secret = key_secret(config, "gateway.razorpay.key_secret_file")?;
        Ok(Self {
            client: Client::new(config)?,
            authorization: format!("Basic {}", STANDARD.encode(format!("{id}:{}", secret.expose()))),
            webhook_secret: config.webhook_secret.clone(),
            window: micros(config.send_window),
        })
    }

    /// Every refund of a list. A page may be shorter than asked for, so only an empty one ends it.
    async fn pages(&self, path: &str, query: &[(&str, i64)]) -> Result<Vec<GatewayRefund>, Unreachable> {
        let (mut found, mut seen, mut skip) = (Vec::new(), HashSet::new(), 0);
        loop {
            let page = self.page(path, query, skip).await?;
            if page.is_empty() {
                return Ok(found);
            }
            skip += page.len();
            let known = found.len();
            // What is made meanwhile moves the rest on, so that a row may come twice.
            found.extend(page.into_iter().filter(|refund| seen.insert(refund.transaction_id.clone())));
            if found.len() == known {
                return Err(Unreachable("The list of refunds repeats itself.".into()));
            }
        }
    }

    async fn page(&self, path: &str, query: &[(&str, i64)], skip: usize) -> Result<Vec<GatewayRefund>, Unreachable> {
        let mut target = format!("{path}?count={PAGE}&skip={skip}");
        for (name, value) in query {
            target.push_str(&format!("&{name}={value}"));
        }
        let headers = [("authorization", self.authorization.as_str())];
        let call = Call { method: Method::GET, target, headers: &headers, body: Vec::new() };
        let answer = self.client.call(call, &AlwaysOpen).await.map_err(|failed| Unreachable(failed.why()))?;
        answer::page(&answer).map_err(Unreachable)
    }
}

#[async_trait]
impl Gateway for Razorpay {
    fn name(&self) -> GatewayName {
        GatewayName::Razorpay
    }

    fn send_window(&self) -> i64 {
        self.window
    }

    fn recognises(&self, payment: &str) -> bool {
        is_id(payment, &["pay_"])
    }

    fn freeze(&self, order: &Order) -> Frozen {
        let mut body = json!({
            "amount": order.amount_cents,
            "speed": "normal",
            "notes": {"reference": order.reference},
        });
        if order.reference.len() <= LONGEST_RECEIPT {
            body["receipt"] = order.reference.as_str().into();
        }
        Frozen { order: order.clone(), key: order.reference.clone(), body: body.to_string().into_bytes() }
    }

    async fn send(&self, frozen: &Frozen, gate: &dyn Gate) -> Sent {
        let payment = &frozen.order.payment.reference;
        if !self.recognises(payment) {
            return Sent::Refused("PAYMENT_UNKNOWN".into(), "Its payment has no id of Razorpay's.".into());
        }
        let headers = [
            ("authorization", self.authorization.as_str()),
            ("content-type", "application/json"),
            ("x-refund-idempotency", &frozen.key),
        ];
        let target = format!("/v1/payments/{payment}/refund");
        let call = Call { method: Method::POST, target, headers: &headers, body: frozen.body.clone() };
        match self.client.call(call, gate).await {
            Ok(answer) => answer::sent(&answer, &frozen.order),
            Err(failed) => failed.into(),
        }
    }

    async fn refunds_of(&self, payment: &PaymentAt) -> Result<Vec<GatewayRefund>, Unreachable> {
        if !self.recognises(&payment.reference) {
            return Err(Unreachable("The payment has no id of Razorpay's.".into()));
        }
        let found = self.pages(&format!("/v1/payments/{}/refunds", payment.reference), &[]).await?;
        let own = found.iter().all(|refund| refund.is_of(&payment.reference));
        if own { Ok(found) } else { Err(Unreachable("The list has refunds of another payment.".into())) }
    }

    async fn refunds_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<GatewayRefund>, Unreachable> {
        self.pages("/v1/refunds", &[("from", from.seconds()), ("to", to.seconds())]).await
    }

    fn event(
        &self,
        header: &(dyn for<'a> Fn(&'a str) -> Option<String> + Sync),
        raw: &[u8],
        _: Timestamp,
    ) -> Result<GatewayEvent, BadEvent> {
        event::read(self.webhook_secret.as_ref(), header, raw)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{config::ServiceUrl, domain::money::Currency};

    fn razorpay() -> Razorpay {
        Razorpay::new(&GatewayConfig {
            base_url: ServiceUrl::new("http://127.0.0.1:1/prefix"),
            key_id: Some("rzp_test_1".into()),
            key_secret: Some(Secret::new("s3cret")),
            webhook_secret: None,
            send_window: Duration::from_mins(30),
            timeout: Duration::from_secs(1),
        })
        .unwrap()
    }

    fn order(reference: &str) -> Order {
        let payment = PaymentAt {
            reference: "pay_29QQoUBi66xm2f".into(),
            captured_cents: 500,
            imported_cents: 0,
            currency: Currency::INR,
        };
        Order { reference: reference.into(), payment, amount_cents: 100 }
    }

    #[test]
    fn the_amount_is_always_written_as_a_whole_number() {
        let frozen = razorpay().freeze(&order("refund-0001"));
        let body = r#"{"amount":100,"speed":"normal","notes":{"reference":"refund-0001"},"receipt":"refund-0001"}"#;
        assert_eq!((frozen.key.as_str(), String::from_utf8(frozen.body).unwrap().as_str()), ("refund-0001", body));
        let long = razorpay().freeze(&order(&"r".repeat(41)));
        assert!(!String::from_utf8(long.body).unwrap().contains("receipt"));
    }

    #[test]
    fn ids_that_could_lead_elsewhere_are_not_its_own() {
        assert!(razorpay().recognises("pay_29QQoUBi66xm2f"));
        for wrong in ["", "pay_", "ch_1", "pay_1/../../v1/payouts", "pay_1?x", "pay_1%2f", "pay_é", "PAY_1", "TXN-7"] {
            assert!(!razorpay().recognises(wrong), "{wrong}");
        }
    }

    #[tokio::test]
    async fn without_a_connection_nothing_was_sent() {
        let frozen = razorpay().freeze(&order("refund-0001"));
        assert!(matches!(razorpay().send(&frozen, &AlwaysOpen).await, Sent::Nothing(_)));
        assert!(razorpay().refunds_of(&frozen.order.payment).await.is_err());
    }
}
