//! What a gateway tells by itself: taken when it is signed, once, whatever else comes.

use std::{sync::Arc, time::Duration};

use appydex_admin::{
    config::{GatewayConfig, Secret, ServiceUrl},
    gateway::Razorpay,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::harness::{Answer, App, text};
use crate::{
    stand_in::{
        WEBHOOK_SECRET,
        hooks::{self, Call},
    },
    support::world::NOW,
};

const TARGET: &str = "/api/v1/webhooks/razorpay";
const SECONDS: i64 = NOW.0 / 1_000_000;

/// A server that pays through a Razorpay which nobody can reach.
async fn app() -> App {
    let config = GatewayConfig {
        base_url: ServiceUrl::new("http://127.0.0.1:9"),
        key_id: Some("rzp_test".into()),
        key_secret: Some(Secret::new("s3cret")),
        webhook_secret: Some(Secret::new(WEBHOOK_SECRET)),
        send_window: Duration::from_mins(30),
        timeout: Duration::from_secs(1),
    };
    App::paying(Arc::new(Razorpay::new(&config).unwrap())).await
}

/// What Razorpay says of the first try of this refund.
fn refund(id: &str, refund: Uuid, cents: i64) -> Value {
    let reference = format!("rf-{}-1", refund.simple());
    json!({"id": id, "entity": "refund", "amount": cents, "receipt": reference, "currency": "INR",
        "payment_id": "pay_A1", "notes": {"reference": reference}, "created_at": SECONDS, "status": "processed"})
}

fn call(event: &str, name: &str, refund: &Value) -> Call {
    hooks::razorpay(event, name, refund, SECONDS)
}

async fn send(app: &App, target: &str, call: &Call) -> Answer {
    let mut request = app.call("POST", target).body("application/json", call.body.clone());
    for (name, value) in &call.headers {
        let name = if name.ends_with("Id") { "x-razorpay-event-id" } else { "x-razorpay-signature" };
        request = request.header(name, value);
    }
    request.send().await
}

/// A refund that is approved and waits for the worker.
async fn approved(app: &App, cents: i64) -> Uuid {
    let payment = app.world.payment_in("INR", cents, "succeeded", Some("razorpay"), Some("pay_A1")).await;
    let id = app.world.refund(&payment, cents).await;
    let token = app.token("finance_admin").await;
    let body = json!({"reason": "Checked the call log, agreed."});
    let answer = app.post(format!("/api/v1/admin/refunds/{id}/approve"), &body).by(&token).send().await.ok(200);
    assert_eq!(answer["refund_processed"], false);
    id
}

async fn shown(app: &App, id: Uuid) -> Value {
    let token = app.token("finance_admin").await;
    app.get(format!("/api/v1/admin/refunds/{id}")).by(&token).send().await.ok(200)
}

const POSTINGS: &str = "SELECT COUNT(*) FROM refund_postings";

#[tokio::test]
async fn a_signed_call_settles_the_refund_once_however_often_it_comes() {
    let app = app().await;
    let id = approved(&app, 700).await;
    let processed = call("evt_1", "refund.processed", &refund("rfnd_1", id, 700));
    assert_eq!(send(&app, TARGET, &processed).await.ok(200), json!({"received": true}));
    let first = shown(&app, id).await;
    assert_eq!((&first["status"], &first["gateway_state"]), (&json!("processed"), &json!("succeeded")));
    assert_eq!(first["transaction_id"], "rfnd_1");
    for _ in 0..2 {
        assert_eq!(send(&app, TARGET, &processed).await.ok(200), json!({"received": true}));
    }
    // The same under another number, and what came before it, late.
    send(&app, TARGET, &call("evt_2", "refund.processed", &refund("rfnd_1", id, 700))).await.ok(200);
    send(&app, TARGET, &call("evt_0", "refund.created", &refund("rfnd_1", id, 700))).await.ok(200);
    let last = shown(&app, id).await;
    assert_eq!((&last["version"], &last["status"]), (&first["version"], &json!("processed")));
    assert_eq!(app.world.count(POSTINGS).await, 1);
    assert_eq!(app.world.count("SELECT COUNT(*) FROM gateway_events").await, 3);
    let audited = "SELECT COUNT(*) FROM audit_log WHERE surface = 'webhook' AND action = 'refund.processed'";
    assert_eq!(app.world.count(audited).await, 1);
    // Success is not quite final.
    send(&app, TARGET, &call("evt_3", "refund.failed", &refund("rfnd_1", id, 700))).await.ok(200);
    send(&app, TARGET, &processed).await.ok(200);
    let failed = shown(&app, id).await;
    assert_eq!((&failed["status"], &failed["gateway_state"]), (&json!("failed"), &json!("failed_after_success")));
    let left = "SELECT COUNT(*) FROM payments WHERE posted_cents = 0 AND elsewhere_cents = 0 AND reserved_cents = 0";
    assert_eq!(app.world.count(left).await, 1);
}

#[tokio::test]
async fn what_is_not_signed_by_the_gateway_changes_nothing() {
    let app = app().await;
    let id = approved(&app, 700).await;
    let right = call("evt_1", "refund.processed", &refund("rfnd_1", id, 700));
    let other = call("evt_1", "refund.failed", &refund("rfnd_1", id, 700));
    let without = Call { headers: vec![("X-Razorpay-Event-Id", "evt_1".into())], ..right.clone() };
    let forged = Call { body: other.body.clone(), ..right.clone() };
    let longer = Call { body: format!("{} ", right.body), ..right.clone() };
    for wrong in [without, forged, longer] {
        send(&app, TARGET, &wrong).await.refused(400, "INVALID_SIGNATURE");
    }
    for target in ["stripe", "sandbox", "paypal"] {
        send(&app, &format!("/api/v1/webhooks/{target}"), &right).await.refused(404, "NOT_FOUND");
    }
    let large = Call { body: format!("{{\"event\":\"{}\"}}", "x".repeat(2 << 20)), ..right.clone() };
    send(&app, TARGET, &large).await.refused(413, "PAYLOAD_TOO_LARGE");
    app.get(TARGET).send().await.refused(405, "METHOD_NOT_ALLOWED");
    let before = shown(&app, id).await;
    assert_eq!((&before["status"], &before["gateway_state"]), (&json!("approved"), &json!("ready")));
    assert_eq!(app.world.count("SELECT COUNT(*) FROM gateway_events").await, 0);
    send(&app, TARGET, &right).await.ok(200);
    assert_eq!(shown(&app, id).await["status"], "processed");
}

#[tokio::test]
async fn what_is_signed_and_makes_no_sense_is_refused_and_what_means_nothing_here_is_taken() {
    let app = app().await;
    let id = approved(&app, 700).await;
    let nonsense = call("evt_1", "refund.processed", &json!({"id": "rfnd_1"}));
    assert_eq!(send(&app, TARGET, &nonsense).await.bad_fields(), ["payload.refund.entity"]);
    let unnamed = call("", "refund.processed", &refund("rfnd_1", id, 700));
    assert_eq!(send(&app, TARGET, &unnamed).await.bad_fields(), ["X-Razorpay-Event-Id"]);
    send(&app, TARGET, &call("evt_2", "payment.captured", &json!({}))).await.ok(200);
    assert_eq!(shown(&app, id).await["gateway_state"], "ready");
    // Somebody refunds in the gateway's own dashboard: it counts against the payment and is nobody's refund here.
    let mut foreign = refund("rfnd_9", id, 300);
    (foreign["notes"], foreign["receipt"]) = (json!([]), Value::Null);
    send(&app, TARGET, &call("evt_3", "refund.processed", &foreign)).await.ok(200);
    let counted = "SELECT COUNT(*) FROM payments WHERE elsewhere_cents = 300 AND posted_cents = 0";
    assert_eq!(app.world.count(counted).await, 1);
    foreign["payment_id"] = "pay_unknown".into();
    foreign["id"] = "rfnd_10".into();
    send(&app, TARGET, &call("evt_4", "refund.processed", &foreign)).await.ok(200);
    assert_eq!(app.world.count(POSTINGS).await, 1);
    assert_eq!(text(&shown(&app, id).await["status"]), "approved");
}
