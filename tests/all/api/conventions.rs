//! What holds for every address: envelopes, trace ids, versions, bodies, methods.

use serde_json::json;

use super::harness::App;
use super::market::Market;

const ADMINS: &str = "/api/v1/admin/admins";

#[tokio::test]
async fn an_unknown_address_and_a_wrong_method_use_the_envelope() {
    let app = App::start().await;
    for target in ["/", "/api", "/api/v1/nothing", "/api/v1/admin/me/", "/docs/nothing.js"] {
        app.get(target).send().await.refused(404, "NOT_FOUND");
    }
    for (method, target, allow) in [
        ("PUT", ADMINS, "GET,HEAD,POST"),
        ("DELETE", "/api/v1/admin/me", "GET,HEAD"),
        ("GET", "/api/v1/admin/auth/login", "POST"),
        ("POST", "/healthz", "GET,HEAD"),
    ] {
        let answer = app.call(method, target).send().await;
        answer.refused(405, "METHOD_NOT_ALLOWED");
        assert_eq!(answer.header("allow"), allow, "{method} {target}");
    }
}

#[tokio::test]
async fn a_trace_id_goes_through() {
    let app = App::start().await;
    let answer = app.get("/api/v1/admin/me").header("x-trace-id", "abc-1").send().await;
    assert_eq!(answer.refused(401, "UNAUTHENTICATED")["trace_id"], "abc-1");
    assert_eq!(answer.header("x-trace-id"), "abc-1");
    let token = app.token("super_admin").await;
    app.post(ADMINS, &json!({"email": "x"})).by(&token).header("x-trace-id", "abc-2").send().await.bad_fields();
    let made = app.get("/healthz").header("x-trace-id", "with blank").send().await;
    assert!(!made.header("x-trace-id").is_empty() && made.header("x-trace-id") != "with blank");
}

#[tokio::test]
async fn only_version_one_is_spoken() {
    let app = App::start().await;
    let token = app.token("super_admin").await;
    let me = |version: &str| app.get("/api/v1/admin/me").by(&token).header("x-api-version", version).send();
    me("v1").await.ok(200);
    for version in ["v2", "1", ""] {
        let error = me(version).await.refused(400, "UNSUPPORTED_API_VERSION");
        assert_eq!(error["supported_versions"], json!(["v1"]));
    }
}

#[tokio::test]
async fn bodies_are_json_and_not_too_long() {
    let app = App::with(super::harness::NO_LIMITS, |settings| settings.body_limit = 1000).await;
    let token = app.token("super_admin").await;
    let send = |kind: &str, body: Vec<u8>| app.call("POST", ADMINS).by(&token).key("k").body(kind, body).send();
    send("text/plain", b"{}".to_vec()).await.refused(415, "UNSUPPORTED_MEDIA_TYPE");
    send("application/x-www-form-urlencoded", b"name=x".to_vec()).await.refused(415, "UNSUPPORTED_MEDIA_TYPE");
    let answer = send("application/json", b"{\"email\": ".to_vec()).await;
    assert!(answer.fault("body").starts_with("is not JSON: "), "{}", answer.fault("body"));
    assert!(send("application/json", b"\"\xff\"".to_vec()).await.fault("body").starts_with("is not JSON: "));
    assert_eq!(send("application/json", b"[1]".to_vec()).await.fault("body"), "must be a JSON object");
    for length in [1001, 3_000_000, 20_000_000] {
        let error = send("application/json", vec![b' '; length]).await.refused(413, "PAYLOAD_TOO_LARGE");
        assert_eq!(error["max_bytes"], 1000, "{length}");
    }
    assert_eq!(send("application/json", vec![b' '; 1000]).await.bad_fields(), ["body"]);
}

#[tokio::test]
async fn unknown_query_parameters_are_named_everywhere() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let token = app.token("super_admin").await;
    let case = market.case(0, "spam").await;
    for target in [
        "/api/v1/admin/me",
        ADMINS,
        "/api/v1/admin/sessions",
        "/api/v1/admin/audit",
        "/api/v1/admin/audit/verify",
        &case,
    ] {
        let answer = app.get(format!("{target}?colour=red")).by(&token).send().await;
        assert_eq!(answer.fault("colour"), "is not known here", "{target}");
    }
    let answer = app.get(format!("{ADMINS}?pages=2&page=0&page=1&page_size=101&active=maybe")).by(&token).send().await;
    assert_eq!(answer.bad_fields(), ["active", "page", "page_size", "pages"]);
    assert_eq!(answer.fault("pages"), "is not known here; did you mean page?");
    let answer = app.get(format!("{ADMINS}?page=2&cursor=abc")).by(&token).send().await;
    assert_eq!(answer.fault("cursor"), "can't go together with page");
    let answer = app.post(format!("{case}/claim?dry-run=true"), &json!({})).by(&token).send().await;
    assert_eq!(answer.fault("dry-run"), "is not known here; did you mean dry_run?");
}

#[tokio::test]
async fn a_path_that_names_nothing_possible_is_a_bad_field() {
    let app = App::start().await;
    let token = app.token("super_admin").await;
    for (target, field) in [
        ("/api/v1/admin/admins/nobody", "admin_id"),
        ("/api/v1/admin/reviews/takedown-requests/BK-2025-000001", "request_id"),
        ("/api/v1/admin/reviews/takedown-requests/0192f0c", "request_id"),
        ("/api/v1/admin/admins/%ff", "admin_id"),
    ] {
        assert_eq!(app.get(target).by(&token).send().await.bad_fields(), [field], "{target}");
    }
    let answer = app.delete("/api/v1/admin/vendors/x/tokens/y?dry_run=no").by(&token).send().await;
    assert_eq!(answer.bad_fields(), ["dry_run", "token_id", "vendor_id"]);
}

#[tokio::test]
async fn head_is_get_without_its_body() {
    let app = App::start().await;
    let answer = app.call("HEAD", "/healthz").send().await;
    assert_eq!((answer.status, answer.body.len(), answer.header("content-length")), (200, 0, "15"));
    let answer = app.call("HEAD", "/api/v1/admin/me").send().await;
    assert_eq!((answer.status, answer.body.len()), (401, 0));
}

#[tokio::test]
async fn a_change_that_would_wait_too_long_says_so() {
    let app = App::start().await;
    let market = Market::open(&app).await;
    let case = market.case(0, "spam").await;
    let token = app.token("content_moderator").await;
    let writing = app.service().db().begin().await.expect("the writer");
    app.get(&case).by(&token).send().await.ok(200);
    let answer = app.post(format!("{case}/claim"), &json!({})).by(&token).send().await;
    answer.refused(503, "BUSY");
    assert_eq!(answer.header("retry-after"), "1");
    drop(writing);
    app.post(format!("{case}/claim"), &json!({})).by(&token).send().await.ok(200);
}
