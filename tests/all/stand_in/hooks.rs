//! Calls to us: signed as the gateways sign, doubled, delayed, shuffled, forged.

use std::time::Duration;

use aws_lc_rs::hmac;
use serde_json::{Value, json};

use super::{
    Protocol, WEBHOOK_SECRET,
    book::{Payment, Refund, Status},
    desk::shown,
    serve::World,
};

/// How often an event is tried that isn't taken, and how long is waited in between.
const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(100);

/// A call: headers and body.
#[derive(Clone, Debug)]
pub struct Call {
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

/// Signs an event about a refund as Razorpay does; `seconds` since 1970.
pub fn razorpay(id: &str, event: &str, refund: &Value, seconds: i64) -> Call {
    let payload = json!({"refund": {"entity": refund}});
    let body = json!({"entity": "event", "account_id": "acc_1", "event": event, "contains": ["refund"],
        "payload": payload, "created_at": seconds})
    .to_string();
    let signature = sign(&body);
    Call { headers: vec![("X-Razorpay-Signature", signature), ("X-Razorpay-Event-Id", id.to_owned())], body }
}

/// Signs an event about a refund as Stripe does; `seconds` since 1970.
pub fn stripe(id: &str, event: &str, refund: &Value, seconds: i64) -> Call {
    let body = json!({"id": id, "object": "event", "type": event, "created": seconds, "data": {"object": refund}});
    let body = body.to_string();
    let signature = sign(&format!("{seconds}.{body}"));
    Call { headers: vec![("Stripe-Signature", format!("t={seconds},v1={signature}"))], body }
}

fn sign(text: &str) -> String {
    hex::encode(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, WEBHOOK_SECRET.as_bytes()), text.as_bytes()))
}

/// The event about a refund that now stands so.
pub fn event(refund: &Refund, payment: &Payment, status: Status, seconds: i64) -> Call {
    let created = refund.first == status && status == Status::Pending;
    let value = shown(refund, payment, status);
    let id = format!("evt_{}_{status:?}", refund.id);
    match (Protocol::of(&payment.id), status) {
        (Protocol::Razorpay, _) if created => razorpay(&id, "refund.created", &value, seconds),
        (Protocol::Razorpay, Status::Failed) => razorpay(&id, "refund.failed", &value, seconds),
        (Protocol::Razorpay, _) => razorpay(&id, "refund.processed", &value, seconds),
        (Protocol::Stripe, _) if created => stripe(&id, "refund.created", &value, seconds),
        (Protocol::Stripe, Status::Failed) => stripe(&id, "refund.failed", &value, seconds),
        (Protocol::Stripe, _) => stripe(&id, "refund.updated", &value, seconds),
    }
}

/// Says the opposite, with a signature over something else.
fn forged(refund: &Refund, payment: &Payment, status: Status, seconds: i64) -> Call {
    let opposite = if status == Status::Failed { Status::Processed } else { Status::Failed };
    let right = event(refund, payment, status, seconds);
    Call { body: event(refund, payment, opposite, seconds).body, ..right }
}

/// What became of a refund, to be told.
#[derive(Clone, Debug)]
struct News {
    refund: Refund,
    payment: Payment,
    status: Status,
}

impl News {
    fn call(&self, is_forged: bool, seconds: i64) -> Call {
        let make = if is_forged { forged } else { event };
        make(&self.refund, &self.payment, self.status, seconds)
    }
}

/// Sends an event as often as was told, each copy when its time comes.
pub fn send(world: &World, refund: Refund, payment: Payment, status: Status) {
    let mut controls = world.controls();
    let Some(webhooks) = controls.control.webhooks.clone() else { return };
    let mut copies = vec![false; usize::try_from(webhooks.copies).expect("a few")];
    if controls.falls(webhooks.forged) {
        copies.push(true);
    }
    let news = News { refund, payment, status };
    for is_forged in copies {
        let delay = Duration::from_millis(controls.random(webhooks.delay_ms));
        tokio::spawn(deliver(world.clone(), news.clone(), is_forged, delay));
    }
}

/// Signs and sends it, again and again until it is taken; a forged one once.
async fn deliver(world: World, news: News, is_forged: bool, delay: Duration) {
    tokio::time::sleep(delay).await;
    for _ in 0..if is_forged { 1 } else { TRIES } {
        let Some(webhooks) = world.controls().control.webhooks.clone() else { return };
        let call = news.call(is_forged, world.now() / 1_000_000);
        let mut request = world.http().post(&webhooks.url).header("content-type", "application/json").body(call.body);
        for (name, value) in call.headers {
            request = request.header(name, value);
        }
        if request.send().await.is_ok_and(|answer| answer.status().is_success()) {
            return;
        }
        tokio::time::sleep(PAUSE).await;
    }
}
