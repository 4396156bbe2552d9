//! What browsers are told.

use super::harness::{Answer, App};

async fn preflight(app: &App, target: &str, origin: &str) -> Answer {
    let call = app.call("OPTIONS", target).header("origin", origin);
    let call = call.header("access-control-request-method", "PATCH");
    call.header("access-control-request-headers", "authorization,idempotency-key,x-api-version").send().await
}

fn listed(answer: &Answer, header: &str) -> Vec<String> {
    let mut names: Vec<_> = answer.header(header).split(',').map(|name| name.trim().to_ascii_lowercase()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn pages_of_this_machine_may_call() {
    let app = App::start().await;
    for origin in ["http://localhost:46633", "http://127.0.0.1:3000", "http://localhost"] {
        for target in ["/api/v1/admin/me", "/healthz", "/nowhere"] {
            let answer = preflight(&app, target, origin).await;
            assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, origin));
            assert_eq!(answer.header("access-control-allow-credentials"), "true");
            assert_eq!(answer.header("access-control-max-age"), "7200");
            assert!(answer.header("vary").contains("origin"));
            assert_eq!(
                listed(&answer, "access-control-allow-methods"),
                ["delete", "get", "head", "patch", "post", "put"]
            );
            assert_eq!(
                listed(&answer, "access-control-allow-headers"),
                [
                    "accept",
                    "authorization",
                    "content-type",
                    "idempotency-key",
                    "if-match",
                    "x-api-version",
                    "x-mfa-code",
                    "x-request-id",
                    "x-trace-id"
                ]
            );
        }
    }
}

#[tokio::test]
async fn every_answer_says_who_may_read_it() {
    let app = App::start().await;
    for target in ["/healthz", "/api/v1/admin/me", "/nowhere", "/api/v1/admin/auth/login"] {
        let answer = app.get(target).header("origin", "http://localhost:1").send().await;
        assert_eq!(answer.header("access-control-allow-origin"), "http://localhost:1", "{target}");
        assert_eq!(
            listed(&answer, "access-control-expose-headers"),
            [
                "etag",
                "idempotency-replayed",
                "ratelimit-limit",
                "ratelimit-remaining",
                "ratelimit-reset",
                "retry-after",
                "x-cache",
                "x-trace-id"
            ]
        );
    }
}

#[tokio::test]
async fn pages_of_elsewhere_may_not() {
    let app = App::start().await;
    for origin in ["https://evil.example", "null", "https://localhost:1", "http://localhost.evil.example"] {
        for answer in [
            preflight(&app, "/api/v1/admin/me", origin).await,
            app.get("/healthz").header("origin", origin).send().await,
        ] {
            assert_eq!(answer.header("access-control-allow-origin"), "", "{origin}");
            assert_eq!(answer.header("access-control-allow-credentials"), "", "{origin}");
        }
    }
}
