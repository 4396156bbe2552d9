//! The program killed at any moment: what it was doing is done whole or not at all, and doing it again is safe.

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use appydex_admin::{domain::takedown::TakedownStatus, store::sql};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore as _, SeedableRng as _},
};
use uuid::Uuid;

use crate::{
    operations::{REASON, by_id},
    support::world::{On, Through, World},
};

/// How many are killed; `CRASHES=200` for the long run.
fn rounds() -> u64 {
    std::env::var("CRASHES").ok().and_then(|text| text.parse().ok()).unwrap_or(25)
}

fn decision(world: &World, id: Uuid) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_appydex-admin"));
    let key = format!("crash-{id}");
    command
        .env_clear()
        .env("HOME", world.folder())
        .args(["--data-dir", world.folder().to_str().unwrap(), "--as", "asha@appydex.example", "--yes"])
        .args(["takedowns", "accept", &id.to_string(), "--action", "hide", "--reason", REASON])
        .args(["--idempotency-key", &key, "-o", "json"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What a decision leaves behind, each part counted.
async fn traces(world: &World, id: Uuid) -> Vec<i64> {
    let mut counts = Vec::new();
    let text = id.to_string();
    let mut tx = world.service.db().read().await.unwrap();
    for query in [
        sql("SELECT COUNT(*) FROM takedown_requests WHERE id = $1 AND status = 'accepted'").bind(id),
        sql("SELECT COUNT(*) FROM reviews r JOIN takedown_requests t ON t.review_key = r.key
             WHERE t.id = $1 AND r.status = 'hidden'")
        .bind(id),
        sql("SELECT COUNT(*) FROM review_moderation WHERE request_id = $1").bind(id),
        sql("SELECT COUNT(*) FROM outbox WHERE entity_id = $1").bind(id),
        sql("SELECT COUNT(*) FROM audit_log WHERE entity_id = $1 AND action = 'takedown.resolve'").bind(&text),
        sql("SELECT COUNT(*) FROM events WHERE entity_id = $1").bind(&text),
        sql("SELECT COUNT(*) FROM idempotency_records WHERE idempotency_key = $1 AND answer IS NOT NULL")
            .bind(format!("crash-{id}")),
    ] {
        counts.push(query.fetch_one::<(i64,)>(&mut tx).await.unwrap().0);
    }
    counts
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_a_decision_is_whole_or_absent() {
    let world = World::new(On::Sqlite, Through::Local).await;
    let asha = world.moderator("asha").await;
    let seed = u64::from(std::process::id());
    println!("seed {seed}");
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    // How long it takes when nobody disturbs it, so that the kills fall everywhere between start and end.
    let begun = std::time::Instant::now();
    let first = world.case("abuse").await;
    assert!(decision(&world, first).status().unwrap().success());
    let whole = u64::try_from(begun.elapsed().as_micros()).unwrap();
    let (mut done, mut absent) = (0, 0);
    for _ in 0..rounds() {
        let id = world.case("abuse").await;
        let mut child = decision(&world, id).spawn().unwrap();
        tokio::time::sleep(Duration::from_micros(dice.next_u64() % (whole * 5 / 4))).await;
        child.kill().unwrap();
        child.wait().unwrap();
        let counts = traces(&world, id).await;
        assert!(counts.iter().all(|count| *count == counts[0]), "a half decision: {counts:?}");
        if counts[0] == 1 {
            done += 1;
        } else {
            absent += 1;
        }
        let again = decision(&world, id).output().unwrap();
        assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
        assert_eq!(traces(&world, id).await, vec![1; 7], "once, however often it is asked");
        assert_eq!(asha.takedown(by_id(id)).await.unwrap().status, TakedownStatus::Accepted);
    }
    println!("{done} were done when the kill came, {absent} were not");
    let verified = world.root().await.verify_audit().await.unwrap();
    assert!(verified.intact, "{verified:?}");
}
