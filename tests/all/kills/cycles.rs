//! Killed with `kill -9` at any moment under load, again and again, by a seed that is printed: `KILLS=1000` for the long
//! run, `KILL_SEED` for the same again, `KILL_BINARY` for another build than this one, a release say.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use appydex_admin::domain::time::SECOND;
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore as _, SeedableRng as _},
};
use serde_json::{Value, json};
use tokio::task::{JoinHandle, JoinSet};

use super::{
    count,
    desk::Desk,
    market::{Asked, Market},
    process::{Served, can_be_told},
};
use crate::{stand_in::Protocol, support::world::On};

/// How many refunds there are for each kill.
const LOAD: usize = 6;
const CENTS: i64 = 10_000;
/// How long between two approvals at most, in milliseconds.
const PAUSE: u64 = 220;

/// Everything that the gateway does wrong, each now and then. What only an end of the send window settles is left out
/// where no clock can be moved.
fn control(seed: u64) -> Value {
    let mut faults = vec![
        json!({"do": "drop_reply", "chance": 0.07}),
        json!({"do": "late", "chance": 0.04, "ms": 1400}),
        json!({"do": "executed_500", "chance": 0.05}),
        json!({"do": "status", "status": 409, "chance": 0.05, "retry_after": 1}),
        json!({"do": "lost", "chance": 0.05}),
        json!({"do": "truncated", "chance": 0.04}),
        json!({"do": "garbage", "chance": 0.04}),
        json!({"do": "taken_back", "chance": 0.03, "ms": 300}),
        json!({"do": "fails", "chance": 0.03, "ms": 200}),
        json!({"do": "status", "status": 500, "on": "list", "chance": 0.05}),
    ];
    if can_be_told() {
        faults.push(json!({"do": "stored_500", "chance": 0.03}));
        faults.push(json!({"do": "executed_stored_500", "chance": 0.03}));
        faults.push(json!({"do": "no_balance", "chance": 0.01}));
    }
    json!({"seed": seed, "faults": faults, "pending_ms": 150, "page": 10})
}

/// Several admins approve everything that was asked, one after the other without waiting for each other, until all is
/// answered.
fn approving(desk: Desk, asked: Vec<Asked>, done: Arc<AtomicUsize>, seed: u64) -> JoinHandle<()> {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    tokio::spawn(async move {
        let mut approving = JoinSet::new();
        for (at, one) in asked.into_iter().enumerate() {
            let (desk, done) = (desk.clone(), done.clone());
            approving.spawn(async move {
                let (status, body) = desk.decide(at % desk.admins, one.id).await;
                assert_eq!(status, 200, "{}: {body}", one.id);
                done.fetch_add(1, Ordering::SeqCst);
            });
            tokio::time::sleep(Duration::from_millis(dice.next_u64() % PAUSE)).await;
        }
        while let Some(approved) = approving.join_next().await {
            approved.expect("an approval is answered");
        }
    })
}

async fn killed(on: On, protocol: Protocol, kills: u64, seed: u64) {
    println!("seed {seed}: {kills} kills, {protocol:?} on {on:?}");
    let begun = Instant::now();
    let mut market = Market::new(on, protocol).await;
    let refunds = LOAD * usize::try_from(kills).expect("a number of kills");
    let payments = i64::try_from(refunds / 3).expect("a few");
    let asked = market.ask(4 * CENTS, &[CENTS, CENTS / 2, 2 * CENTS], payments).await;
    let mut served = market.serve_whole().await;
    market.told(control(seed), Some(json!({"copies": 2, "delay_ms": 300, "forged": 0.05}))).await;
    let done = Arc::new(AtomicUsize::new(0));
    let approving = approving(market.desk.clone(), asked.clone(), done.clone(), seed);
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let (mut unserved, mut restarts) = (0, 0);
    for _ in 0..kills {
        tokio::time::sleep(Duration::from_millis(dice.next_u64() % 900)).await;
        unserved += u64::from(served.url.is_none());
        market.desk.move_to(None);
        served.kill().await;
        if dice.next_u64() % 16 == 0 {
            market.stand_in.restart();
            restarts += 1;
        }
        if can_be_told() {
            market.clock.pass(SECOND * i64::try_from(dice.next_u64() % 6).expect("a few"));
        }
        served = start(&market, &mut dice).await;
    }
    served.kill().await;
    let early = done.load(Ordering::SeqCst);
    let served = market.serve_whole().await;
    market.calm().await;
    approving.await.expect("all approvals are answered");
    market.settle().await;
    market.desk.move_to(None);
    served.kill().await;
    market.compare_in_a_day().await;
    let tally = market.agrees(&asked).await;
    println!(
        "{kills} kills ({unserved} before it served, {restarts} times the gateway died too), {early} of {} refunds \
         approved meanwhile, {} copies sent: {} paid once, {} failed with a reason; 0 double, 0 lost, 0 past due; {} s",
        tally.refunds,
        tally.copies,
        tally.processed,
        tally.failed,
        begun.elapsed().as_secs()
    );
    assert!(early > 0, "nothing was under way when it was killed");
    assert!(tally.processed > tally.refunds / 2);
}

/// Starts it again; now and then it is killed before it serves.
async fn start(market: &Market, dice: &mut ChaCha8Rng) -> Served {
    if dice.next_u64().is_multiple_of(5) {
        let child = market.setup.command(&["serve"]).spawn();
        let mut child = child.expect("the program starts");
        tokio::time::sleep(Duration::from_millis(dice.next_u64() % 250)).await;
        child.kill().await.expect("it can be killed");
    }
    market.serve(None).await
}

fn seed() -> u64 {
    count("KILL_SEED", u64::from(std::process::id()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_under_load_on_sqlite() {
    let kills = count("KILLS", 15);
    // One market holds so much that its comparison stays quick.
    for part in 0..kills.div_ceil(PART) {
        killed(On::Sqlite, protocol(part), (kills - part * PART).min(PART), seed() + part).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_under_load_on_postgres() {
    killed(On::Postgres, Protocol::Stripe, count("KILLS", 15).div_ceil(5), seed()).await;
}

/// How many kills one market lives through.
const PART: u64 = 100;

fn protocol(part: u64) -> Protocol {
    if part.is_multiple_of(2) { Protocol::Razorpay } else { Protocol::Stripe }
}
