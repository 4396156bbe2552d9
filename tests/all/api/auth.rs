//! Logging in and out, refresh tokens, passwords.

use std::time::Duration;

use serde_json::{Value, json};

use super::harness::{Answer, App, text};
use crate::support::world::PASSWORD;

const LOGIN: &str = "/api/v1/admin/auth/login";
const REFRESH: &str = "/api/v1/admin/auth/refresh";
const LOGOUT: &str = "/api/v1/admin/auth/logout";
const CHANGE: &str = "/api/v1/admin/auth/change-password";
const ME: &str = "/api/v1/admin/me";

/// With a role's name for its admin, or any account.
async fn login(app: &App, who: &str, password: &str) -> Answer {
    let who = if who.contains('@') { who.to_owned() } else { app.email(who).await };
    app.post(LOGIN, &json!({"email_or_phone": who, "password": password})).send().await
}

fn cookie_of(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().expect("a pair").to_owned()
}

#[tokio::test]
async fn a_right_password_makes_a_session() {
    let app = App::start().await;
    app.email("support_agent").await;
    let answer = login(&app, "Support_Agent@appydex.example ", PASSWORD).await;
    let session = answer.ok(200);
    assert_eq!((&session["token_type"], &session["expires_in"]), (&json!("Bearer"), &json!(900)));
    assert_eq!(session["user"]["roles"], json!(["support_agent"]));
    assert_eq!(session["user"]["active_role"], json!("support_agent"));
    let cookie = answer.header("set-cookie");
    for part in ["Path=/api/v1/admin/auth", "Max-Age=2592000", "HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(part), "no {part} in {cookie}");
    }
    assert!(!cookie.contains("Secure"), "the address is no https one");
    assert_eq!(cookie_of(&answer), format!("appydex_refresh={}", text(&session["refresh_token"])));
    assert_eq!(answer.header("cache-control"), "no-store");
    let me = app.get(ME).by(&text(&session["access_token"])).send().await.ok(200);
    assert_eq!(me["email"], json!("support_agent@appydex.example"));
    let by_email = json!({"email": "support_agent@appydex.example", "password": PASSWORD});
    app.post(LOGIN, &by_email).send().await.ok(200);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_sound_alike() {
    let app = App::start().await;
    let wrong = login(&app, "super_admin", "not the password").await;
    let unknown = login(&app, "nobody@appydex.example", "not the password").await;
    let mut errors = [wrong, unknown].map(|answer| answer.refused(401, "INVALID_CREDENTIALS"));
    for error in &mut errors {
        error["trace_id"] = Value::Null;
    }
    assert_eq!(errors[0], errors[1]);
}

#[tokio::test]
async fn five_failures_lock_an_account_for_a_while() {
    let app = App::start().await;
    for _ in 0..5 {
        login(&app, "super_admin", "not the password").await.refused(401, "INVALID_CREDENTIALS");
    }
    let answer = login(&app, "super_admin", PASSWORD).await;
    let error = answer.refused(429, "RATE_LIMIT_EXCEEDED");
    assert_eq!((error["retry_after_seconds"].clone(), answer.header("retry-after")), (json!(900), "900"));
    login(&app, "vendor_admin", PASSWORD).await.ok(200);
    app.pass(Duration::from_secs(901));
    login(&app, "super_admin", PASSWORD).await.ok(200);
}

#[tokio::test]
async fn every_bad_field_of_a_login_is_named() {
    let app = App::start().await;
    let answer = app.post(LOGIN, &json!({"email": "a", "password": "", "mfa_code": "1", "user": 1})).send().await;
    assert_eq!(answer.bad_fields(), ["email", "mfa_code", "password", "user"]);
    let answer = app.post(format!("{LOGIN}?next=/"), &json!({"email": "a@b.c", "password": "x"})).send().await;
    assert_eq!(answer.bad_fields(), ["next"]);
}

#[tokio::test]
async fn a_refresh_token_works_once_and_a_used_one_ends_the_family() {
    let app = App::start().await;
    let first = app.session("super_admin").await;
    let body = json!({"refresh_token": first["refresh_token"]});
    let second = app.post(REFRESH, &body).send().await.ok(200);
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    let access = text(&second["access_token"]);
    app.get(ME).by(&access).send().await.ok(200);
    app.post(REFRESH, &body).send().await.refused(401, "UNAUTHENTICATED");
    app.get(ME).by(&access).send().await.refused(401, "UNAUTHENTICATED");
    let body = json!({"refresh_token": second["refresh_token"]});
    app.post(REFRESH, &body).send().await.refused(401, "UNAUTHENTICATED");
}

#[tokio::test]
async fn the_cookie_refreshes_only_for_allowed_pages() {
    let app = App::start().await;
    let cookie = cookie_of(&login(&app, "super_admin", PASSWORD).await);
    let send = |origin: Option<&'static str>| {
        let call = app.call("POST", REFRESH).header("cookie", &cookie);
        match origin {
            Some(origin) => call.header("origin", origin),
            None => call,
        }
        .send()
    };
    for origin in [None, Some("https://evil.example"), Some("null"), Some("http://localhost.evil.example")] {
        send(origin).await.refused(403, "ORIGIN_NOT_ALLOWED");
    }
    let renewed = send(Some("http://localhost:46633")).await;
    renewed.ok(200);
    assert_ne!(cookie_of(&renewed), cookie);
    app.call("POST", REFRESH).send().await.refused(401, "UNAUTHENTICATED");
    app.post(REFRESH, &json!({})).send().await.refused(401, "UNAUTHENTICATED");
}

#[tokio::test]
async fn an_old_access_token_does_not_stand_in_the_way_of_a_refresh() {
    let app = App::start().await;
    let session = app.session("super_admin").await;
    app.pass(Duration::from_mins(16));
    let access = text(&session["access_token"]);
    let answer = app.get(ME).by(&access).send().await;
    answer.refused(401, "TOKEN_EXPIRED");
    assert!(answer.header("www-authenticate").contains("invalid_token"));
    let body = json!({"refresh_token": session["refresh_token"]});
    app.post(REFRESH, &body).by(&access).send().await.ok(200);
}

#[tokio::test]
async fn logging_out_ends_the_session_of_whichever_token_came() {
    let app = App::start().await;
    let by_body = app.session("super_admin").await;
    let answer = app.post(LOGOUT, &json!({"refresh_token": by_body["refresh_token"]})).send().await;
    answer.ok(204);
    assert!(answer.header("set-cookie").starts_with("appydex_refresh=; "), "{}", answer.header("set-cookie"));
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    app.get(ME).by(&text(&by_body["access_token"])).send().await.refused(401, "UNAUTHENTICATED");

    let by_access = text(&app.session("super_admin").await["access_token"]);
    app.call("POST", LOGOUT).by(&by_access).send().await.ok(204);
    app.get(ME).by(&by_access).send().await.refused(401, "UNAUTHENTICATED");

    let answer = login(&app, "super_admin", PASSWORD).await;
    let (access, cookie) = (text(&answer.ok(200)["access_token"]), cookie_of(&answer));
    let out = || app.call("POST", LOGOUT).header("cookie", &cookie);
    out().send().await.refused(403, "ORIGIN_NOT_ALLOWED");
    out().header("origin", "http://127.0.0.1:9").send().await.ok(204);
    app.get(ME).by(&access).send().await.refused(401, "UNAUTHENTICATED");
    app.call("POST", LOGOUT).send().await.refused(401, "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    let app = App::start().await;
    let (here, there) = (app.token("super_admin").await, app.token("super_admin").await);
    let change = |current: &str, new: &str| {
        let body = json!({"current_password": current, "new_password": new});
        app.post(CHANGE, &body).by(&here).send()
    };
    let answer = change(PASSWORD, "short").await;
    assert_eq!(answer.fault("new_password"), "must have at least 12 characters; it has 5");
    assert_eq!(change("wrong", "quite another passphrase").await.bad_fields(), ["current_password"]);
    assert_eq!(change(PASSWORD, "123456789012").await.bad_fields(), ["new_password"], "too common");
    assert_eq!(change(PASSWORD, "quite another passphrase").await.ok(200), json!({"revoked_sessions": 1}));
    app.get(ME).by(&there).send().await.refused(401, "UNAUTHENTICATED");
    app.get(ME).by(&here).send().await.ok(200);
    login(&app, "super_admin", PASSWORD).await.refused(401, "INVALID_CREDENTIALS");
    login(&app, "super_admin", "quite another passphrase").await.ok(200);
}
