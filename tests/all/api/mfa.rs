//! Second factors over HTTP.

use serde_json::json;

use super::harness::{App, text};
use crate::support::{totp, world::PASSWORD};

const AUTH: &str = "/api/v1/admin/auth";
const ADMINS: &str = "/api/v1/admin/admins";
const RECONCILIATION: &str = "/api/v1/admin/refunds/reconciliation";

#[tokio::test]
async fn a_factor_is_set_up_used_and_taken_away() {
    let app = App::start().await;
    let (email, token) = (app.email("finance_admin").await, app.token("finance_admin").await);
    let enrol = |password: &str| app.post(format!("{AUTH}/mfa/enrol"), &json!({"password": password})).by(&token);
    assert_eq!(enrol("not the password").send().await.bad_fields(), ["password"]);
    assert_eq!(enrol("").send().await.bad_fields(), ["password"]);
    let shown = enrol(PASSWORD).send().await;
    assert_eq!(shown.header("cache-control"), "no-store");
    let secret = text(&shown.ok(200)["secret"]);
    let code = |steps: i64| totp::code(&secret, app.world.now(), steps);
    let confirm = |code: &str| app.post(format!("{AUTH}/mfa/confirm"), &json!({"mfa_code": code})).by(&token);
    assert_eq!(confirm("12345").send().await.bad_fields(), ["mfa_code"]);
    assert_eq!(confirm(&code(7)).send().await.bad_fields(), ["mfa_code"]);
    assert_eq!(confirm(&code(0)).send().await.ok(200), json!({"mfa_enabled": true, "recovery_codes_left": 10}));
    enrol(PASSWORD).send().await.refused(409, "MFA_ALREADY_ENABLED");
    let login = |more: serde_json::Value| {
        let mut body = json!({"email": email, "password": PASSWORD});
        body.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        app.post(format!("{AUTH}/login"), &body)
    };
    login(json!({})).send().await.refused(403, "MFA_REQUIRED");
    login(json!({"mfa_code": code(0)})).send().await.refused(401, "INVALID_CREDENTIALS");
    let session = login(json!({"mfa_code": code(1)})).send().await.ok(200);
    let fresh = text(&session["access_token"]);
    let reason = json!({"reason": "Gateway and ledger were compared and agree."});
    let unfreeze = |token: &str| app.post(RECONCILIATION, &reason).by(token);
    unfreeze(&token).send().await.refused(403, "MFA_REQUIRED");
    unfreeze(&token).header("x-mfa-code", &code(1)).send().await.refused(403, "MFA_REQUIRED");
    unfreeze(&fresh).send().await.refused(409, "NOT_FROZEN");
    app.pass(std::time::Duration::from_secs(30));
    unfreeze(&token).header("x-mfa-code", &code(1)).send().await.refused(409, "NOT_FROZEN");
    let disable = |code: &str| {
        app.post(format!("{AUTH}/mfa/disable"), &json!({"password": PASSWORD, "mfa_code": code})).by(&token)
    };
    assert_eq!(disable(&code(9)).send().await.bad_fields(), ["mfa_code"]);
    assert_eq!(disable(&code(1)).send().await.ok(200), json!({"mfa_enabled": false}));
    disable(&code(1)).send().await.refused(409, "MFA_NOT_ENROLLED");
    confirm(&code(1)).send().await.refused(409, "MFA_NOT_ENROLLED");
}

#[tokio::test]
async fn an_admin_s_factor_is_reset_by_another() {
    let app = App::start().await;
    let root = app.token("super_admin").await;
    let id = app.world.admin_id("support_agent", &["support_agent"]).await;
    let reset = |body: serde_json::Value| app.post(format!("{ADMINS}/{id}/mfa/reset"), &body).by(&root);
    reset(json!({})).send().await.refused(409, "MFA_NOT_ENROLLED");
    assert_eq!(reset(json!({"enroll": true})).send().await.bad_fields(), ["enroll"]);
    let made = reset(json!({"enrol": true})).key("once").send().await.ok(200);
    assert_eq!((made["mfa_enabled"].as_bool(), made["enrolment"]["digits"].as_i64()), (Some(true), Some(6)));
    let again = reset(json!({"enrol": true})).key("once").send().await;
    assert_eq!((again.header("idempotency-replayed"), &again.ok(200)), ("true", &made));
    let kept = app.world.count("SELECT COUNT(*) FROM idempotency_records WHERE sealed").await;
    assert!(kept >= 1, "an answer with a secret is kept sealed");
    let off = reset(json!({})).send().await.ok(200);
    assert!(off["enrolment"].is_null());
    let own = app.world.admin_id("root", &["super_admin"]).await;
    let own = app.post(format!("{ADMINS}/{own}/mfa/reset"), &json!({"enrol": true})).by(&root).send().await;
    own.refused(409, "OWN_ACCOUNT");
}
