//! Calls to us: signed as the gateways sign, doubled, delayed, shuffled, forged.

use std::time::Duration;

use aws_lc_rs::hmac;
use serde_json::{Value, json};

use super::{
    Protocol, WEBHOOK_SECRET,
    book::{Payment, Refund, Status},
    control::Controls,
    desk::shown,
};

/// How often an event is tried that isn't taken, and how long is waited in between.
const TRIES: u32 = 100;
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

/// Sends an event as often as was told, each copy when its time comes.
pub fn send(
    http: &reqwest::Client,
    controls: &mut Controls,
    refund: &Refund,
    payment: &Payment,
    status: Status,
    now: i64,
) {
    let Some(webhooks) = controls.control.webhooks.clone() else { return };
    let seconds = now / 1_000_000;
    let mut calls = vec![event(refund, payment, status, seconds); usize::try_from(webhooks.copies).expect("a few")];
    let mut tries = vec![TRIES; calls.len()];
    if controls.falls(webhooks.forged) {
        calls.push(forged(refund, payment, status, seconds));
        tries.push(1);
    }
    for (call, tries) in calls.into_iter().zip(tries) {
        let delay = Duration::from_millis(controls.random(webhooks.delay_ms));
        tokio::spawn(deliver(http.clone(), webhooks.url.clone(), call, delay, tries));
    }
}

async fn deliver(http: reqwest::Client, url: String, call: Call, delay: Duration, tries: u32) {
    tokio::time::sleep(delay).await;
    for _ in 0..tries {
        let mut request = http.post(&url).header("content-type", "application/json").body(call.body.clone());
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        if request.send().await.is_ok_and(|answer| answer.status().is_success()) {
            return;
        }
        tokio::time::sleep(PAUSE).await;
    }
}
