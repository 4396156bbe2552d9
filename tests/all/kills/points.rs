//! Every named place × everything that the gateway can do wrong: the program dies there once, is started again, and in
//! the end nothing was paid twice or lost. `POINTS=all` is every pair on both protocols; a normal run takes a fair part.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    time::Duration,
};

use appydex_admin::{
    domain::time::{DAY, MINUTE, SECOND},
    store::sql,
};
use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};

use super::{
    market::{Asked, Market},
    process::can_be_told,
    truth::Tally,
};
use crate::{stand_in::Protocol, support::world::On};

/// When a place is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// While a refund is approved and paid.
    Paying,
    /// While the gateway calls.
    Called,
    /// After a worker died while it was sending.
    Swept,
    /// While a look takes long.
    Held,
    /// While the ledgers are compared.
    Compared,
    /// When a database has moved to another install; see `copies`.
    Moved,
}

use When::{Called, Compared, Held, Moved, Paying, Swept};

/// Every place.
const POINTS: &[(&str, When)] = &[
    ("refund.approve.commit", Paying),
    ("refund.approve.committed", Paying),
    ("money.take.commit", Paying),
    ("money.taken", Paying),
    ("payer.look_up", Paying),
    ("list.write", Paying),
    ("list.torn", Paying),
    ("list.written", Paying),
    ("list.read", Paying),
    ("list.answered", Paying),
    ("payer.looked_up", Paying),
    ("refund.look_up.commit", Paying),
    ("refund.look_up.committed", Paying),
    ("payer.look_up_recorded", Paying),
    ("payer.gate", Paying),
    ("send.write", Paying),
    ("send.torn", Paying),
    ("send.written", Paying),
    ("send.read", Paying),
    ("send.answered", Paying),
    ("payer.sent", Paying),
    ("refund.reply.commit", Paying),
    ("refund.reply.committed", Paying),
    ("payer.stepped", Paying),
    ("answer.commit", Paying),
    ("answer.committed", Paying),
    ("money.heard", Called),
    ("refund.hear.commit", Called),
    ("refund.hear.committed", Called),
    ("refund.sweep.commit", Swept),
    ("refund.sweep.committed", Swept),
    ("money.hold.commit", Held),
    ("money.held", Held),
    ("money.reading.commit", Compared),
    ("money.reading", Compared),
    ("reconcile.listed", Compared),
    ("refund.reconcile.commit", Compared),
    ("refund.reconcile.committed", Compared),
    ("refund.compare.commit", Compared),
    ("refund.compare.committed", Compared),
    ("refund.freeze.commit", Moved),
    ("refund.freeze.committed", Moved),
    ("refund.unfreeze.commit", Moved),
    ("refund.unfreeze.committed", Moved),
];

/// A gateway as it can be.
struct Behaviour {
    name: &'static str,
    control: Value,
    /// How it calls back; not at all without.
    calls: Option<Value>,
    /// Refunds of one payment, so that its list has pages.
    one_payment: bool,
    /// Somebody refunds some of it at the gateway itself.
    elsewhere: bool,
}

impl Behaviour {
    /// Whether a place can be reached at all.
    fn comes_by(&self, when: When) -> bool {
        match when {
            Called => self.calls.is_some(),
            Held => self.one_payment,
            Moved => false,
            Paying | Swept | Compared => true,
        }
    }
}

fn behaviours() -> Vec<Behaviour> {
    let faulty = |name, faults: Value| Behaviour {
        name,
        control: json!({"seed": 7, "faults": faults}),
        calls: None,
        one_payment: false,
        elsewhere: false,
    };
    let often = |what: &str| json!([{"do": what, "chance": 0.5}]);
    let soon = json!({"delay_ms": 40});
    let called = |name, faults| Behaviour { calls: Some(soon.clone()), ..faulty(name, faults) };
    vec![
        called("does what it should", json!([])),
        faulty("executes, then drops the reply", often("drop_reply")),
        faulty("executes late", json!([{"do": "late", "chance": 0.5, "ms": 1400}])),
        called("forgets keys", often("forget_key")),
        faulty("replays a 500", often("stored_500")),
        faulty("executes and replays a 500", often("executed_stored_500")),
        faulty("answers 409 while busy", json!([{"do": "status", "status": 409, "chance": 0.5, "retry_after": 1}])),
        Behaviour { control: json!({"seed": 7, "lag_ms": 600_000}), ..faulty("lags its lists", json!([])) },
        Behaviour {
            control: json!({"seed": 7, "page": 10, "faults": [{"do": "hang", "on": "list", "chance": 0.5, "ms": 700}]}),
            one_payment: true,
            ..faulty("pages by ten, slowly", json!([]))
        },
        Behaviour {
            control: json!({"seed": 7, "pending_ms": 300}),
            calls: Some(json!({"copies": 3, "delay_ms": 900, "forged": 0.3})),
            ..faulty("calls three times, in any order, forged too", json!([]))
        },
        Behaviour { elsewhere: true, ..called("has refunds made elsewhere", json!([])) },
        called("fails after success", json!([{"do": "taken_back", "chance": 0.5, "ms": 400}])),
        called("fails what it took", json!([{"do": "fails", "chance": 0.5, "ms": 300}])),
        faulty("loses copies", often("lost")),
        faulty(
            "answers half, or nonsense",
            json!([{"do": "truncated", "chance": 0.3}, {"do": "garbage", "chance": 0.3},
            {"do": "odd", "chance": 0.3}]),
        ),
        called("stops the account", json!([{"do": "no_balance", "chance": 0.3}])),
    ]
}

/// What came of one behaviour.
#[derive(Default)]
struct Report {
    name: &'static str,
    killed: BTreeSet<&'static str>,
    spared: BTreeSet<&'static str>,
    tally: Tally,
}

/// One market under one behaviour, and what is asked of it.
struct Run {
    market: Market,
    behaviour: Behaviour,
    asked: Vec<Asked>,
    next: usize,
    /// Payments of which somebody has refunded a part at the gateway.
    elsewhere: BTreeSet<String>,
}

/// What one refund is for.
const CENTS: i64 = 10_000;
/// How long to wait for a death, in steps between which the clock moves on.
const STEP: Duration = Duration::from_millis(1500);

impl Run {
    async fn new(on: On, protocol: Protocol, behaviour: Behaviour, kills: usize) -> Self {
        let mut market = Market::new(on, protocol).await;
        let wanted = 2 * kills + 4;
        let asked = if behaviour.one_payment {
            market.ask(CENTS * i64::try_from(wanted).expect("a few"), &vec![CENTS; wanted], 1).await
        } else {
            market.ask(3 * CENTS, &[CENTS, CENTS], i64::try_from(wanted / 2).expect("a few")).await
        };
        market.told(behaviour.control.clone(), behaviour.calls.clone()).await;
        Self { market, behaviour, asked, next: 0, elsewhere: BTreeSet::new() }
    }

    /// Two more are approved, whoever runs to hear it.
    fn approve(&mut self) {
        for asked in self.asked[self.next..].iter().take(2) {
            self.market.approve(self.next % self.market.desk.admins, asked);
            self.next += 1;
        }
    }

    /// Dies at this place once, if it comes by; whether it did.
    async fn kill_at(&mut self, point: &str, when: When) -> bool {
        if when == Swept {
            // Who dies at the gate leaves something to sweep, unless the gateway was too slow to let it come there.
            for _ in 0..3 {
                if self.sending().await > 0 {
                    break;
                }
                Box::pin(self.kill_at("payer.gate", Paying)).await;
            }
        }
        match when {
            Swept => self.market.pass(5 * SECOND).await,
            Compared => self.market.pass(DAY + SECOND).await,
            _ => {}
        }
        if self.behaviour.elsewhere
            && let Some(asked) = self.asked.get(self.next)
            && self.elsewhere.insert(asked.payment.clone())
        {
            self.market.stand_in.elsewhere(&asked.payment, CENTS / 2).await;
        }
        let mut served = self.market.serve(Some(point)).await;
        if served.url.is_some() {
            self.approve();
            for pause in [5 * SECOND, 60 * SECOND, 16 * MINUTE, 0] {
                if served.ends_within(STEP).await {
                    break;
                }
                self.market.pass(pause).await;
            }
        }
        self.market.desk.move_to(None);
        served.kill().await
    }

    async fn sending(&self) -> i64 {
        let text = "SELECT COUNT(*) FROM refund_attempts WHERE live AND state = 'sending'";
        let mut tx = self.market.db.read().await.expect("it can be read");
        sql(text).fetch_one::<(i64,)>(&mut tx).await.expect("a number").0
    }

    async fn run(mut self, points: Vec<(&'static str, When)>) -> Report {
        let mut report = Report { name: self.behaviour.name, ..Report::default() };
        self.market.serve_whole().await.kill().await;
        for (point, when) in points {
            let killed = self.kill_at(point, when).await;
            let list = if killed { &mut report.killed } else { &mut report.spared };
            list.insert(point);
        }
        let served = self.market.serve_whole().await;
        while self.next < self.asked.len() {
            self.approve();
        }
        self.market.calm().await;
        self.market.all_answered().await;
        self.market.settle().await;
        let before = self.market.stand_in.truth().await.received.len();
        self.market.desk.move_to(None);
        served.kill().await;
        self.market.compare_in_a_day().await;
        let after = self.market.stand_in.truth().await.received.len();
        assert_eq!(before, after, "{}: what is settled is not sent again", self.behaviour.name);
        report.tally = self.market.agrees(&self.asked).await;
        report
    }
}

impl Market {
    /// Lets the ledgers be compared once more, when keys are long forgotten; they agree.
    pub async fn compare_in_a_day(&self) {
        self.stand_in.control(json!({"forget_keys": true})).await;
        let later = DAY + 3600 * SECOND;
        if can_be_told() {
            self.pass(later).await;
        } else {
            // A release's clock can't be moved on, so its last comparison is moved back.
            let mut tx = self.db.begin().await.expect("it can be written");
            let back = sql("UPDATE reconciliation SET read_at = read_at - $1").bind(later).execute(&mut tx).await;
            assert_eq!(back.expect("it was written"), 1);
            tx.commit().await.expect("it is written");
        }
        let from = self.clock.now();
        let served = self.serve_whole().await;
        for _ in 0..100 {
            let text = "SELECT state, COALESCE(read_at, 0) FROM reconciliation";
            let mut tx = self.db.read().await.expect("it can be read");
            let (state, read_at): (String, i64) = sql(text).fetch_one(&mut tx).await.expect("a row");
            if state == "matched" && read_at >= from.0 {
                served.kill().await;
                return;
            }
            assert!(state != "differs" || read_at < from.0, "the ledgers differ");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("nobody compares the ledgers: {}", self.setup.said());
    }
}

/// One of how many pairs of place and behaviour is run.
fn share() -> usize {
    if std::env::var("POINTS").is_ok_and(|text| text == "all") { 1 } else { 6 }
}

/// Which places are reached under which behaviour: all that can be, or of each place's behaviours every `share`th.
fn plan(share: usize) -> Vec<Vec<(&'static str, When)>> {
    let behaviours = behaviours();
    let mut plan = vec![Vec::new(); behaviours.len()];
    for (place, one) in POINTS.iter().enumerate() {
        let can: Vec<_> = (0..behaviours.len()).filter(|at| behaviours[*at].comes_by(one.1)).collect();
        let every = share.min(can.len()).max(1);
        let chosen = can.iter().enumerate().filter(|(nth, _)| (nth + place).is_multiple_of(every));
        chosen.for_each(|(_, at)| plan[*at].push(*one));
    }
    plan
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_every_place_under_every_misbehaviour() {
    let share = share();
    let protocols: &[Protocol] =
        if share == 1 { &[Protocol::Razorpay, Protocol::Stripe] } else { &[Protocol::Razorpay] };
    let mut runs = Vec::new();
    for (row, protocol) in protocols.iter().enumerate() {
        for (at, behaviour) in behaviours().into_iter().enumerate() {
            let protocol = if share > 1 && at % 2 == 1 { Protocol::Stripe } else { *protocol };
            let on = if (at + row) % 8 == 3 { On::Postgres } else { On::Sqlite };
            let points = plan(share)[at].clone();
            runs.push(async move { Run::new(on, protocol, behaviour, points.len() + 2).await.run(points).await });
        }
    }
    let reports: Vec<Report> = stream::iter(runs).buffer_unordered(4).collect().await;
    sum_up(&reports);
}

fn sum_up(reports: &[Report]) {
    let (mut times, mut tally, mut spared) = (BTreeMap::new(), Tally::default(), 0);
    for report in reports {
        for point in &report.killed {
            *times.entry(*point).or_insert(0) += 1;
        }
        for point in &report.spared {
            println!("not reached: {point} while the gateway {}", report.name);
        }
        spared += report.spared.len();
        tally.add(report.tally);
    }
    let kills: i32 = times.values().sum();
    println!(
        "{} places, {} behaviours: {kills} kills at places ({spared} not reached), {} refunds, {} copies sent: {} paid \
         once, {} failed with a reason, {} made elsewhere; 0 double, 0 lost, 0 past due",
        times.len(),
        reports.len(),
        tally.refunds,
        tally.copies,
        tally.processed,
        tally.failed,
        tally.elsewhere
    );
    let missing: Vec<_> = POINTS.iter().filter(|(point, when)| *when != Moved && !times.contains_key(point)).collect();
    assert!(missing.is_empty(), "nobody died at {missing:?}");
    assert!(tally.processed > tally.refunds / 2 && tally.copies > tally.processed);
}

/// How places begin that move no money.
const ELSEWHERE: &[&str] = &["export.", "files.", "jobs.", "tui."];

#[test]
fn every_place_in_the_source_is_killed_at() {
    let mut found = BTreeSet::new();
    places(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut found);
    let known: BTreeSet<String> = POINTS.iter().map(|(point, _)| (*point).to_owned()).collect();
    for place in found.iter().filter(|place| !ELSEWHERE.iter().any(|begins| place.starts_with(begins))) {
        let ends = format!(".{place}");
        assert!(known.iter().any(|one| one == place || one.ends_with(&ends)), "{place} is in no row of POINTS");
    }
    assert!(found.len() > 20, "{found:?}");
}

/// The names in `fault!("name")` and `fault!(of, "name")` of all sources.
fn places(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the source is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            places(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("fault.rs") {
            let text = std::fs::read_to_string(&path).expect("a source");
            let calls = text.split("fault!(").skip(1).filter_map(|rest| rest.split(')').next());
            found.extend(calls.filter_map(|call| call.split('"').nth(1)).map(str::to_owned));
        }
    }
}
