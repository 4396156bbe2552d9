//! The ledger against the gateway, and how sending is let on again.

use appydex_admin::{
    domain::time::MINUTE,
    jobs::refunds::{Payer, Settings, reconcile},
};
use serde_json::{Value, json};

use super::harness::App;

const TARGET: &str = "/api/v1/admin/refunds/reconciliation";
const REASON: &str = "This machine replaces the old one.";

async fn show(app: &App, token: &str) -> Value {
    app.get(TARGET).by(token).send().await.ok(200)
}

/// As a start under another install's name leaves it.
async fn freeze(app: &App) {
    let text = "UPDATE reconciliation SET frozen = TRUE, frozen_because = 'other_install', state = 'waiting',
                    frozen_at = 1764000000000000, version = version + 1";
    app.world.tamper(text).await;
}

/// Works at everything that is due.
async fn work(app: &App) {
    let payer = Payer::new(app.service().clone(), Settings::default());
    while payer.step(None).await.unwrap() {}
}

#[tokio::test]
async fn nothing_is_compared_before_the_first_day_and_nothing_is_frozen() {
    let app = App::start().await;
    let token = app.fresh_token("finance_admin").await;
    let at_first = show(&app, &token).await;
    assert_eq!((&at_first["frozen"], &at_first["state"]), (&json!(false), &json!("waiting")));
    assert!(reconcile::once(app.service()).await.unwrap());
    let compared = show(&app, &token).await;
    assert_eq!((&compared["state"], &compared["differences_total"]), (&json!("matched"), &json!(0)));
    assert!(!reconcile::once(app.service()).await.unwrap(), "once a day");
    let unneeded = app.post(TARGET, &json!({"reason": REASON})).by(&token).send().await;
    unneeded.refused(409, "NOT_FROZEN");
    let wrong = app.post(TARGET, &json!({"reason": "short", "why": 1})).by(&token).send().await;
    assert_eq!(wrong.bad_fields(), ["reason", "why"]);
}

#[tokio::test]
async fn what_is_approved_while_frozen_waits_and_is_paid_after() {
    let app = App::start().await;
    let id = app.world.asked(700).await;
    let token = app.fresh_token("finance_admin").await;
    freeze(&app).await;
    let body = json!({"reason": "Checked the call log, agreed."});
    let answer = app.post(format!("/api/v1/admin/refunds/{id}/approve"), &body).by(&token).send().await.ok(200);
    assert_eq!((&answer["status"], &answer["refund_processed"]), (&json!("approved"), &json!(false)));
    work(&app).await;
    let refund = || app.get(format!("/api/v1/admin/refunds/{id}")).by(&token).send();
    assert_eq!(refund().await.ok(200)["gateway_state"], "ready", "it is looked up and not sent");

    let unfreeze = |key: &'static str| app.post(TARGET, &json!({"reason": REASON})).key(key).by(&token).send();
    let early = unfreeze("early").await.refused(409, "RECONCILIATION_INCOMPLETE");
    assert_eq!((&early["state"], &early["differences_total"]), (&json!("waiting"), &json!(0)));
    assert!(reconcile::once(app.service()).await.unwrap());
    assert_eq!(show(&app, &token).await["state"], "reading", "a copy may still be under way");
    unfreeze("early").await.refused(409, "RECONCILIATION_INCOMPLETE");
    app.world.pass(31 * MINUTE);
    assert!(reconcile::once(app.service()).await.unwrap());
    let token = app.fresh_token("finance_admin").await;
    let matched = show(&app, &token).await;
    assert_eq!((&matched["frozen"], &matched["state"]), (&json!(true), &json!("matched")));

    let viewer = app.token("support_agent").await;
    app.post(TARGET, &json!({"reason": REASON})).by(&viewer).send().await.refused(403, "PERMISSION_DENIED");
    let stale = app.post(TARGET, &json!({"reason": REASON})).by(&token).header("if-match", "\"1\"").send().await;
    stale.refused(412, "PRECONDITION_FAILED");
    let first = app.post(TARGET, &json!({"reason": REASON})).key("once").by(&token).send().await;
    let done = first.ok(200);
    assert_eq!((&done["frozen"], &done["unfrozen_by"]["name"]), (&json!(false), &json!("finance_admin")));
    let again = app.post(TARGET, &json!({"reason": REASON})).key("once").by(&token).send().await;
    assert_eq!((again.header("idempotency-replayed"), &again.body), ("true", &first.body));
    app.post(TARGET, &json!({"reason": REASON})).by(&token).send().await.refused(409, "NOT_FROZEN");
    work(&app).await;
    let paid = app.get(format!("/api/v1/admin/refunds/{id}")).by(&token).send().await.ok(200);
    assert_eq!((&paid["status"], &paid["gateway_state"]), (&json!("processed"), &json!("succeeded")));
    let audited = "SELECT COUNT(*) FROM audit_log WHERE action = 'refund.unfreeze' AND reason IS NOT NULL";
    assert_eq!(app.world.count(audited).await, 1);
}

#[tokio::test]
async fn a_difference_keeps_it_frozen_and_is_named() {
    let app = App::start().await;
    let payment = app.world.payment(700).await;
    let id = app.world.refund(&payment, 700).await;
    let token = app.fresh_token("finance_admin").await;
    let body = json!({"reason": "Checked the call log, agreed."});
    app.post(format!("/api/v1/admin/refunds/{id}/approve"), &body).by(&token).send().await.ok(200);
    // The ledger has it, the gateway has never heard of it.
    app.world.pay(id).await;
    freeze(&app).await;
    app.world.pass(60 * MINUTE);
    let token = app.fresh_token("finance_admin").await;
    assert!(reconcile::once(app.service()).await.unwrap());
    let found = show(&app, &token).await;
    assert_eq!((&found["state"], &found["differences_total"]), (&json!("differs"), &json!(1)));
    assert_eq!(found["differences"][0]["kind"], "missing_there");
    assert_eq!(found["totals"][0]["difference_cents"], -700);
    let refused = app.post(TARGET, &json!({"reason": REASON})).by(&token).send().await;
    assert_eq!(refused.refused(409, "RECONCILIATION_INCOMPLETE")["differences_total"], 1);
}
