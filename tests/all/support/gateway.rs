//! A gateway that is never asked: for worlds in which nothing is paid.

use appydex_admin::{
    domain::{refund::GatewayName, time::Timestamp},
    ports::gateway::{
        BadEvent, Frozen, Gate, Gateway, GatewayEvent, GatewayRefund, Order, PaymentAt, Sent, Unreachable,
    },
};
use async_trait::async_trait;

pub struct Deaf;

#[async_trait]
impl Gateway for Deaf {
    fn name(&self) -> GatewayName {
        GatewayName::Sandbox
    }

    fn send_window(&self) -> i64 {
        1
    }

    fn freeze(&self, order: &Order) -> Frozen {
        Frozen { order: order.clone(), key: order.reference.clone(), body: Vec::new() }
    }

    async fn send(&self, _: &Frozen, _: &dyn Gate) -> Sent {
        Sent::Nothing("deaf".into())
    }

    async fn refunds_of(&self, _: &PaymentAt) -> Result<Vec<GatewayRefund>, Unreachable> {
        Err(Unreachable("deaf".into()))
    }

    async fn refunds_between(&self, _: Timestamp, _: Timestamp) -> Result<Vec<GatewayRefund>, Unreachable> {
        Err(Unreachable("deaf".into()))
    }

    fn event(
        &self,
        _: &(dyn for<'a> Fn(&'a str) -> Option<String> + Sync),
        _: &[u8],
        _: Timestamp,
    ) -> Result<GatewayEvent, BadEvent> {
        Err(BadEvent::Signature)
    }
}
