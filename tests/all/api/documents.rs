//! Health, the contract itself, and its browser.

use serde_json::json;

use super::harness::App;
use crate::support::routes::document;

#[tokio::test]
async fn it_lives_and_can_serve() {
    let app = App::start().await;
    for target in ["/healthz", "/readyz"] {
        assert_eq!(app.get(target).send().await.json(), json!({"status": "ok"}), "{target}");
    }
}

#[tokio::test]
async fn without_its_database_it_lives_and_says_that_it_cannot_serve() {
    let app = App::start().await;
    app.service().db().close().await;
    assert_eq!(app.get("/healthz").send().await.status, 200);
    let answer = app.get("/readyz").send().await;
    assert_eq!((answer.status, answer.json()), (503, json!({"status": "unavailable"})));
}

#[tokio::test]
async fn the_contract_is_served_as_it_is() {
    let app = App::start().await;
    let answer = app.get("/openapi/v1.json").send().await;
    assert_eq!(&answer.json(), document());
    assert_eq!(answer.header("cache-control"), "public, max-age=300");
    assert!(answer.header("etag").starts_with('"'));
}

#[tokio::test]
async fn the_browser_of_the_api_needs_no_other_host() {
    let app = App::start().await;
    let page = app.get("/docs").send().await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(page.header("content-security-policy").starts_with("default-src 'none'; script-src 'self'"));
    let html = page.text();
    assert!(!html.contains("//"), "an address of another host in {html}");
    for link in html.split(['"', '\'']).filter(|part| part.starts_with("docs/")) {
        let file = app.get(format!("/{link}")).send().await;
        assert!(file.status == 200 && file.body.len() > 100, "{link}");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
    }
    let plain = app.get("/docs/swagger-ui.css").send().await;
    let packed = app.get("/docs/swagger-ui.css").header("accept-encoding", "br, gzip;q=0.8").send().await;
    assert_eq!((plain.header("content-encoding"), packed.header("content-encoding")), ("", "gzip"));
    assert!(packed.body.len() * 4 < plain.body.len());
}
