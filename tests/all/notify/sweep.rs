//! What the hourly sweep forgets, and what it keeps.

use appydex_admin::domain::refund::GatewayName;
use appydex_admin::domain::time::{DAY, Timestamp};
use appydex_admin::jobs::sweep::{self, Swept};
use appydex_admin::ports::Clock;
use appydex_admin::store::{Query, chain, gateway_events, idempotency, security, sql};
use uuid::Uuid;

use super::ground::{Ground, NOW, on_both_engines};

on_both_engines!(what_has_had_its_time_is_forgotten_and_nothing_else);

async fn what_has_had_its_time_is_forgotten_and_nothing_else(ground: Ground) {
    for (number, days) in [(1_u8, 1), (2, 7), (3, 30)] {
        let limit = NOW.plus(-days * DAY);
        for (which, at) in [(1, Timestamp(limit.0 - 1)), (2, limit)] {
            age(&ground, number * 10 + which, at).await;
        }
    }
    let swept = sweep::once(&ground.db, NOW).await.unwrap();
    // Of six of each, made just before and at 1, 7 and 30 days.
    assert_eq!(
        swept,
        Swept { idempotency: 5, events: 3, sessions: 1, login_failures: 5, gateway_events: 1, notices: 1, months: 0 }
    );
    assert_eq!(sweep::once(&ground.db, NOW).await.unwrap(), Swept::default());
    let failed: Vec<(i64,)> = ground.all("SELECT key FROM outbox WHERE status = 'failed'").await;
    assert_eq!(failed.len(), 6, "what failed stays with its case");
    let tokens: Vec<(i64,)> = ground.all("SELECT key FROM refresh_tokens").await;
    assert_eq!(tokens.len(), 5, "a session takes its tokens along");
}

/// One row of each kind, made or ended at `at`.
async fn age(ground: &Ground, number: u8, at: Timestamp) {
    let id = Uuid::from_bytes([number; 16]);
    let mut tx = ground.db.begin().await.unwrap();
    assert!(idempotency::take(&mut tx, "admin", &id.to_string(), "x", b"x", at).await.unwrap());
    assert!(gateway_events::insert(&mut tx, id, GatewayName::Stripe, &id.to_string(), "x", None, at).await.unwrap());
    security::note_failure(&mut tx, "account", "address", at).await.unwrap();
    let event = chain::NewEvent {
        id,
        topic: "system",
        kind: "system.changed",
        entity_id: None,
        owner_id: None,
        data: serde_json::json!({}),
    };
    chain::append(&mut tx, &[], &[event], "trace", at).await.unwrap();
    for statement in session(id, at) {
        statement.execute_one(&mut tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    for (status, number) in [("sent", number), ("failed", number + 100)] {
        let id = ground.queue("in_app", number.into()).await;
        let mut tx = ground.db.begin().await.unwrap();
        let end = sql("UPDATE outbox SET status = $2, ended_at = $3 WHERE id = $1").bind(id).bind(status).bind(at);
        end.execute_one(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(ground.clock.now(), NOW);
}

fn session(id: Uuid, ended: Timestamp) -> [Query; 3] {
    let text = id.to_string();
    [
        sql("INSERT INTO admins (id, email, email_folded, name, name_folded, password_hash, active, created_at, updated_at)
             VALUES ($1, $2, $2, 'A', 'a', 'x', $3, $4, $4)")
        .bind(id)
        .bind(&text)
        .bind(true)
        .bind(ended),
        sql("INSERT INTO sessions (id, admin_key, surface, created_at, last_used_at, expires_at, epoch, ended_at)
             SELECT $1, key, 'api', $2, $2, $3, 0, $2 FROM admins WHERE id = $1")
        .bind(id)
        .bind(ended)
        .bind(NOW.plus(DAY)),
        sql("INSERT INTO refresh_tokens (session_key, token_hash, issued_at)
             SELECT key, $2, $3 FROM sessions WHERE id = $1")
        .bind(id)
        .bind(id.as_bytes().as_slice())
        .bind(ended),
    ]
}
