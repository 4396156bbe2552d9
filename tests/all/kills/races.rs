//! Eight admins at once: two servers and the shell on one database. `RACES=1000` for the long run.

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use appydex_admin::store::sql;
use futures_util::future::join_all;
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore as _, SeedableRng as _},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    count,
    desk::Desk,
    market::{Asked, Market},
    process::{Served, Setup},
};
use crate::{stand_in::Protocol, support::world::On};

/// What one admin may decide alone, and what takes two, in paise.
const SMALL: i64 = 10_000;
const LARGE: i64 = 9_000_000;

/// A market with two servers on one database.
struct Course {
    market: Market,
    desks: [Desk; 2],
    other: Setup,
    /// The second server lives as long as this.
    second: Served,
    first: Served,
}

impl Course {
    async fn new() -> Self {
        let market = Market::with_admins(On::Postgres, Protocol::Razorpay, 8).await;
        let first = market.serve_whole().await;
        let other = Setup { folder: market.folder.path().to_owned(), ..market.setup.clone() };
        let second = other.serve(None).await;
        let url = second.url.clone().unwrap_or_else(|| panic!("the second doesn't start: {}", other.said()));
        let desks = [market.desk.clone(), market.desk.at(&url)];
        Self { market, desks, other, second, first }
    }

    /// Approves in process, as the shell does; its status in the words of the API.
    async fn by_shell(&self, refund: Uuid) -> (u16, Value) {
        let (id, key) = (refund.to_string(), self.market.desk.new_key());
        let reason = "Nobody came, and the vendor agrees.";
        let arguments = ["--as", "hari@appydex.example", "--yes", "refunds", "approve", &id, "--reason", reason];
        let mut command = self.other.command(&arguments);
        command.args(["--idempotency-key", &key, "-o", "json"]);
        let child = command.stderr(std::process::Stdio::piped()).spawn().expect("the shell starts");
        let done = child.wait_with_output().await.expect("the shell ends");
        match serde_json::from_slice(&done.stdout) {
            Ok(answer) if done.status.success() => (200, answer),
            _ => (409, json!({"error": {"code": String::from_utf8_lossy(&done.stderr)}})),
        }
    }

    /// All eight at once; who was answered what.
    async fn race(&self, refund: Uuid, dice: &mut ChaCha8Rng) -> Vec<(u16, Value)> {
        let waits: Vec<u64> = (0..7).map(|_| dice.next_u64() % 150).collect();
        let by_desk = |admin: usize| {
            let wait = Duration::from_millis(waits[admin]);
            async move {
                // The shell takes a while to start.
                tokio::time::sleep(wait).await;
                self.desks[admin % 2].decide(admin, refund).await
            }
        };
        let (mut all, shell) = tokio::join!(join_all((0..7).map(by_desk)), self.by_shell(refund));
        all.push(shell);
        all
    }

    async fn rows(&self, text: &'static str, refund: Uuid) -> i64 {
        let mut tx = self.market.db.read().await.expect("it can be read");
        sql(text).bind(refund).fetch_one::<(i64,)>(&mut tx).await.expect("a number").0
    }

    async fn end(self, asked: &[Asked]) -> super::truth::Tally {
        self.market.settle().await;
        self.first.kill().await;
        self.second.kill().await;
        self.market.agrees(asked).await
    }
}

fn words(answers: &[(u16, Value)]) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for (status, body) in answers {
        let word = if *status == 200 { "approved".into() } else { body["error"]["code"].to_string() };
        *words.entry(word).or_insert(0) += 1;
    }
    words
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn eight_at_once_make_one_decision() {
    let (races, begun) = (count("RACES", 20), Instant::now());
    let course = Course::new().await;
    let half = i64::try_from(races / 2).expect("a number of races");
    let mut asked = course.market.ask(SMALL, &[SMALL], half).await;
    let small = asked.len();
    asked.extend(course.market.ask(LARGE, &[LARGE], half).await);
    let seed = count("RACE_SEED", u64::from(std::process::id()));
    println!("seed {seed}");
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut by_shell = 0;
    for (at, one) in asked.iter().enumerate() {
        let (needed, answers) = (if at < small { 1 } else { 2 }, course.race(one.id, &mut dice).await);
        let approved = answers.iter().filter(|(status, _)| *status == 200).count();
        assert_eq!(approved, needed, "{}: {:?}", one.id, words(&answers));
        by_shell += usize::from(answers[7].0 == 200);
        let approvals = "SELECT COUNT(*) FROM refund_approvals a JOIN refund_requests r ON r.key = a.refund_key
                         WHERE r.id = $1";
        assert_eq!(course.rows(approvals, one.id).await, i64::try_from(needed).expect("one or two"));
        let tries = "SELECT COUNT(*) FROM refund_attempts a JOIN refund_requests r ON r.key = a.refund_key
                     WHERE r.id = $1";
        assert_eq!(course.rows(tries, one.id).await, 1, "one decision, one try to pay");
        let told = "SELECT COUNT(*) FROM outbox WHERE entity_id = $1 AND template = 'refund_approved'";
        assert!(course.rows(told, one.id).await <= 1, "the customer is told once");
    }
    let tally = course.end(&asked).await;
    println!(
        "{} races of 8 approvers on two servers and the shell ({by_shell} won by the shell): one decision each, {} paid \
         once; {} s",
        asked.len(),
        tally.processed,
        begun.elapsed().as_secs()
    );
    assert_eq!((tally.processed, tally.copies), (asked.len(), asked.len()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parts_approved_at_once_never_exceed_what_was_paid() {
    let rounds = count("RACES", 20).div_ceil(5);
    let course = Arc::new(Course::new().await);
    let (mut asked, mut paid) = (Vec::new(), 0);
    for _ in 0..rounds {
        // Two fit, whichever come first.
        let parts = course.market.ask(SMALL, &[SMALL * 2 / 5; 7], 1).await;
        let racing = (0..7).map(|admin| {
            let (course, id) = (course.clone(), parts[admin].id);
            async move { course.desks[admin % 2].decide(admin, id).await }
        });
        let answers = join_all(racing).await;
        let approved = answers.iter().filter(|(status, _)| *status == 200).count();
        assert_eq!(approved, 2, "{:?}", words(&answers));
        let refused = answers.iter().filter(|(_, body)| body["error"]["code"] == "AMOUNT_EXCEEDS_REMAINING").count();
        assert_eq!(refused, 5, "{:?}", words(&answers));
        asked.extend(parts);
        paid += 2;
    }
    let course = Arc::into_inner(course).expect("nobody else has it");
    let tally = course.end(&asked).await;
    println!("{rounds} times 7 parts of one payment at once: 2 fit, 2 were paid");
    assert_eq!(tally.processed, paid);
}
