//! The product's gateways against the stand-in: what they make of everything that it can do wrong.
//!
//! Only the adapters are here: what a refund's states make of their answers is tested where the states are. A kind of
//! misbehaviour that is new gets a row in `sending` or a test in `lists`.

mod events;
mod lists;
mod sending;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use appydex_admin::{
    domain::money::Currency,
    ports::gateway::{AlwaysOpen, Gateway, GatewayRefund, Order, PaymentAt, Sent},
};
use serde_json::{Value, json};

use crate::stand_in::{Protocol, StandIn};

/// How long the gateways wait for an answer: long for a busy machine, short for a test.
const PATIENCE: Duration = Duration::from_millis(1500);
const BOTH: [Protocol; 2] = [Protocol::Razorpay, Protocol::Stripe];

/// A stand-in with one payment of 10,000 cents, and the gateway that asks it.
struct Ground {
    stand_in: StandIn,
    gateway: Arc<dyn Gateway>,
    payment: PaymentAt,
}

impl Ground {
    async fn new(protocol: Protocol) -> Self {
        let stand_in = StandIn::start();
        let (reference, currency) = match protocol {
            Protocol::Razorpay => ("pay_A1", "INR"),
            Protocol::Stripe => ("pi_A1", "USD"),
        };
        stand_in.open(reference, 10_000, currency).await;
        let currency: Currency = currency.parse().unwrap();
        let payment = PaymentAt { reference: reference.into(), captured_cents: 10_000, imported_cents: 0, currency };
        let gateway = stand_in.gateway(protocol, PATIENCE);
        Self { stand_in, gateway, payment }
    }

    async fn told(protocol: Protocol, control: Value) -> Self {
        let ground = Self::new(protocol).await;
        ground.stand_in.control(control).await;
        ground
    }

    /// One that misbehaves so at the first refund.
    async fn once(protocol: Protocol, mut fault: Value) -> Self {
        fault["times"] = 1.into();
        Self::told(protocol, json!({"faults": [fault]})).await
    }

    fn order(&self, reference: &str, amount_cents: i64) -> Order {
        Order { reference: reference.into(), payment: self.payment.clone(), amount_cents }
    }

    /// Sends one copy.
    async fn send(&self, reference: &str, amount_cents: i64) -> Sent {
        let frozen = self.gateway.freeze(&self.order(reference, amount_cents));
        self.gateway.send(&frozen, &AlwaysOpen).await
    }

    async fn list(&self) -> Vec<GatewayRefund> {
        self.gateway.refunds_of(&self.payment).await.unwrap()
    }

    /// The refunds, once they are as they should be.
    async fn listed(&self, right: impl Fn(&[GatewayRefund]) -> bool) -> Vec<GatewayRefund> {
        let begun = Instant::now();
        loop {
            let listed = self.list().await;
            if right(&listed) {
                return listed;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "still {listed:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// How many refunds were really made.
    async fn made(&self) -> usize {
        self.stand_in.truth().await.of(&self.payment.reference).len()
    }
}

fn taken(sent: Sent) -> GatewayRefund {
    match sent {
        Sent::Taken(refund) => refund,
        other => panic!("not taken: {other:?}"),
    }
}

fn kind(sent: &Sent) -> &'static str {
    match sent {
        Sent::Nothing(_) => "nothing",
        Sent::Taken(_) => "taken",
        Sent::Refused(..) => "refused",
        Sent::Later(_) => "later",
        Sent::LaneStopped(_) => "stopped",
        Sent::Unknown(_) => "unknown",
    }
}
