//! A market whose refunds are approved over HTTP at a server that may be killed at any moment.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use appydex_admin::{
    domain::{
        takedown::Priority,
        time::{DAY, SECOND, Timestamp},
    },
    ports::{Clock as _, SystemClock},
    store::{Db, engine::Options, sql},
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::{
    desk::Desk,
    process::{Served, Setup, can_be_told},
};
use crate::{
    stand_in::{Protocol, StandIn},
    support::world::{On, Through, World},
};

/// Who may approve.
const ADMINS: [&str; 8] = ["asha", "bala", "chitra", "dev", "esha", "farid", "gita", "hari"];
/// How long the program waits for the gateway's answer: short, and long enough for a busy machine.
const PATIENCE: &str = "1s";

/// The clock of the processes under test: the machine's own, and so much ahead.
#[derive(Clone)]
pub struct Clock {
    file: PathBuf,
    ahead: Arc<AtomicI64>,
}

impl Clock {
    fn new(folder: &Path) -> Self {
        Self { file: folder.join("clock"), ahead: Arc::default() }
    }

    pub fn now(&self) -> Timestamp {
        SystemClock.now().plus(self.ahead.load(Ordering::SeqCst))
    }

    /// Moves it on for everybody; nobody sees half of it.
    pub fn pass(&self, micros: i64) {
        let ahead = self.ahead.fetch_add(micros, Ordering::SeqCst) + micros;
        let new = self.file.with_extension("new");
        std::fs::write(&new, ahead.to_string()).and_then(|()| std::fs::rename(&new, &self.file)).expect("it is set");
    }
}

/// A refund that somebody asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    pub id: Uuid,
    /// Its payment at the gateway.
    pub payment: String,
    pub cents: i64,
}

/// Everything.
pub struct Market {
    pub world: World,
    pub stand_in: StandIn,
    pub clock: Clock,
    pub setup: Setup,
    pub db: Db,
    pub protocol: Protocol,
    pub desk: Desk,
    serial: AtomicI64,
    approving: JoinSet<()>,
    /// What the stand-in was told when it was to do as it should.
    calm: Value,
    pub folder: TempDir,
}

fn environment(protocol: Protocol, stand_in: &StandIn, clock: &Clock, folder: &Path) -> Vec<(String, String)> {
    let name = if protocol == Protocol::Razorpay { "RAZORPAY" } else { "STRIPE" };
    let (mut all, trace, timeout) =
        (stand_in.environment(protocol), folder.join("trace"), format!("APPYDEX_GATEWAY__{name}__TIMEOUT"));
    let given = [
        ("APPYDEX_SERVER__LISTEN", "127.0.0.1:0"),
        ("APPYDEX_LIMITS__MUTATION", "0"),
        ("APPYDEX_LIMITS__LIST", "0"),
        ("APPYDEX_LIMITS__DETAIL", "0"),
        ("APPYDEX_AUTH__ACCESS_MINUTES", "3650d"),
        ("APPYDEX_REFUNDS__WAIT_MS", "700"),
        // As in rupees: one payment has many refunds here, and one admin approves each.
        ("APPYDEX_REFUNDS__FOUR_EYES", "{ INR = 8500000, USD = 8500000 }"),
        ("APPYDEX_JOBS__LEASE_SECONDS", "2"),
        ("APPYDEX_LOG__LEVEL", "warn"),
        (timeout.as_str(), PATIENCE),
        ("FAULT_CLOCK", clock.file.to_str().expect("a path of text")),
        ("FAULT_TRACE", trace.to_str().expect("a path of text")),
    ];
    all.extend(given.map(|(key, value)| (key.to_owned(), value.to_owned())));
    all
}

impl Market {
    /// One on this engine that pays through this protocol; its stand-in behaves.
    pub async fn new(on: On, protocol: Protocol) -> Self {
        Self::with_admins(on, protocol, 3).await
    }

    /// As [`Self::new`], with so many who approve, eight at most.
    pub async fn with_admins(on: On, protocol: Protocol, admins: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Clock::new(folder.path());
        let world = World::new(on, Through::Local).await;
        for name in &ADMINS[..admins] {
            world.admin_id(name, &["finance_admin"]).await;
        }
        let stand_in =
            StandIn::with(&[("FAULT_CLOCK".into(), clock.file.to_str().expect("a path of text").to_owned())]);
        let mut environment = environment(protocol, &stand_in, &clock, folder.path());
        environment.extend(world.environment());
        let setup = Setup { folder: world.folder().to_owned(), environment };
        let db = Db::open(&Options::new(world.url())).await.expect("the database opens");
        let desk = Desk::new(admins);
        let (serial, approving) = (AtomicI64::new(1), JoinSet::new());
        Self { world, stand_in, clock, setup, db, protocol, desk, serial, approving, calm: json!({}), folder }
    }

    /// How the stand-in behaves from now on, and where it calls back.
    pub async fn told(&mut self, mut control: Value, calls: Option<Value>) {
        if let Some(mut calls) = calls {
            calls["url"] = self.hook().unwrap_or_else(|| "http://127.0.0.1:9/".into()).into();
            control["webhooks"] = calls;
        }
        self.calm = control.clone();
        self.calm["faults"] = json!([]);
        self.stand_in.control(control).await;
    }

    /// From now on it behaves, and calls back as before.
    pub async fn calm(&self) {
        let mut control = self.calm.clone();
        if let (Some(hook), true) = (self.hook(), control["webhooks"].is_object()) {
            control["webhooks"]["url"] = hook.into();
        }
        self.stand_in.control(control).await;
    }

    fn hook(&self) -> Option<String> {
        let name = if self.protocol == Protocol::Razorpay { "razorpay" } else { "stripe" };
        Some(format!("{}/api/v1/webhooks/{name}", self.desk.url()?))
    }

    /// Payments of so many cents, and what is asked back of each.
    pub async fn ask(&self, cents: i64, parts: &[i64], payments: i64) -> Vec<Asked> {
        let first = self.serial.fetch_add(payments, Ordering::SeqCst);
        let mut all = Vec::new();
        for number in first..first + payments {
            let (prefix, currency) = if self.protocol == Protocol::Razorpay { ("pay", "INR") } else { ("pi", "USD") };
            let payment = format!("{prefix}_{number:06}");
            self.stand_in.open(&payment, cents, currency).await;
            all.push((payment, currency));
        }
        let mut tx = self.db.begin().await.expect("it can be written");
        let mut asked = Vec::new();
        for (payment, currency) in all {
            let serial =
                payment.rsplit('_').next().and_then(|digits| digits.parse::<i64>().ok()).expect("a number") * 100;
            let booking = self.put_payment(&mut tx, serial, &payment, cents, currency).await;
            for (at, part) in (0..).zip(parts) {
                let id = self.put_refund(&mut tx, serial + at, booking, *part).await;
                asked.push(Asked { id, payment: payment.clone(), cents: *part });
            }
        }
        tx.commit().await.expect("it commits");
        crate::support::figures::keep(&self.db).await;
        asked
    }

    async fn put_payment(
        &self,
        tx: &mut appydex_admin::store::Tx,
        serial: i64,
        payment: &str,
        cents: i64,
        currency: &'static str,
    ) -> i64 {
        let (at, id) = (self.world.now().plus(-10 * DAY), || self.world.new_id());
        let user = sql("INSERT INTO users (id, name, name_folded, email, email_verified, created_at)
                        VALUES ($1, 'Meera Nair', 'meera nair', 'meera@mail.example', TRUE, $2) RETURNING key");
        let (user,) = user.bind(id()).bind(at).fetch_one::<(i64,)>(tx).await.expect("a user");
        let vendor = sql("INSERT INTO vendors (id, name, name_folded, verification_status, created_at)
                          VALUES ($1, 'Spick & Span', 'spick & span', 'verified', $2) RETURNING key");
        let (vendor,) = vendor.bind(id()).bind(at).fetch_one::<(i64,)>(tx).await.expect("a vendor");
        let service = sql("INSERT INTO services (id, vendor_key, name, category, category_folded)
                           VALUES ($1, $2, 'Deep cleaning', 'Cleaning', 'cleaning') RETURNING key");
        let (service,) = service.bind(id()).bind(vendor).fetch_one::<(i64,)>(tx).await.expect("a service");
        let booking = sql("INSERT INTO bookings (id, number, number_seq, user_key, vendor_key, service_key, status,
                               scheduled_at, total_amount_cents, currency, created_at, updated_at)
                           VALUES ($1, $2, $3, $4, $5, $6, 'completed', $7, $8, $9, $7, $7) RETURNING key");
        let booking = booking.bind(id()).bind(format!("BK-2025-{serial:06}")).bind(serial).bind(user).bind(vendor);
        let booking = booking.bind(service).bind(at).bind(cents).bind(currency);
        let (booking,) = booking.fetch_one::<(i64,)>(tx).await.expect("a booking");
        let provider = if self.protocol == Protocol::Razorpay { "razorpay" } else { "stripe" };
        sql("INSERT INTO payments (id, booking_key, amount_cents, currency, method, status, provider, transaction_id,
                 paid_at, created_at) VALUES ($1, $2, $3, $4, 'card', 'succeeded', $5, $6, $7, $7)")
        .bind(id())
        .bind(booking)
        .bind(cents)
        .bind(currency)
        .bind(provider)
        .bind(payment)
        .bind(at)
        .execute_one(tx)
        .await
        .expect("a payment");
        booking
    }

    async fn put_refund(&self, tx: &mut appydex_admin::store::Tx, serial: i64, booking: i64, cents: i64) -> Uuid {
        let id = self.world.new_id();
        sql("INSERT INTO refund_requests (id, number, number_seq, payment_key, booking_key, user_key, vendor_key, status,
                 requested_amount_cents, currency, reason, requested_at, requested_by, priority, priority_rank, updated_at)
             SELECT $1, $2, $3, p.key, b.key, b.user_key, b.vendor_key, 'pending', $5, p.currency, 'quality', $6, 'user',
                 $7, $8, $6
             FROM bookings b JOIN payments p ON p.booking_key = b.key WHERE b.key = $4")
        .bind(id)
        .bind(format!("RF-2025-{serial:06}"))
        .bind(serial)
        .bind(booking)
        .bind(cents)
        .bind(self.world.now())
        .bind(Priority::Medium)
        .bind(Priority::Medium.rank())
        .execute_one(tx)
        .await
        .expect("a refund");
        id
    }

    /// Starts a server; where it runs, that is where requests and calls go from now on.
    pub async fn serve(&self, point: Option<&str>) -> Served {
        let served = self.setup.serve(point).await;
        self.desk.move_to(served.url.clone());
        if let Some(hook) = self.hook() {
            self.stand_in.hook(&hook).await;
        }
        served
    }

    /// One that must live.
    pub async fn serve_whole(&self) -> Served {
        let served = self.serve(None).await;
        assert!(served.url.is_some(), "it doesn't start: {}", self.setup.said());
        self.desk.log_in(ADMINS[..self.desk.admins].iter().map(|name| format!("{name}@appydex.example"))).await;
        served
    }

    /// Approves in the background, again and again until it is answered, whichever server answers. A key is kept for a
    /// day, and the clock may have been moved by one meanwhile.
    pub fn approve(&mut self, admin: usize, asked: &Asked) {
        let (desk, id) = (self.desk.clone(), asked.id);
        self.approving.spawn(async move {
            let (status, body) = desk.decide(admin, id).await;
            assert!(status == 200 || body["error"]["code"] == "ALREADY_DECIDED", "{id}: {body}");
        });
    }

    /// All approvals have been answered.
    pub async fn all_answered(&mut self) {
        while let Some(done) = self.approving.join_next().await {
            done.unwrap_or_else(|why| {
                panic!("an approval was not taken: {why}; the server said:\n{}", self.setup.said())
            });
        }
    }

    /// Lets so much time pass: by moving the clock, or by waiting where the program has none that can be moved.
    pub async fn pass(&self, micros: i64) {
        if can_be_told() {
            self.clock.pass(micros);
        } else {
            let wait = u64::try_from(micros).unwrap_or(0).min(20_000_000);
            tokio::time::sleep(Duration::from_micros(wait)).await;
        }
    }
}

/// How far settling moves the clock at each step: further each time, up to four hours.
fn stride(step: u32) -> i64 {
    (5 * SECOND).saturating_mul(4_i64.saturating_pow(step.min(9))).min(DAY / 6)
}

/// How long a server that has something due needs to see it.
const SEEN: Duration = Duration::from_millis(1300);
/// So many steps settle whatever was left.
const STEPS: u32 = 60;

impl Market {
    /// What is open: its state and when it is taken up again.
    async fn open(&self) -> Vec<(String, Option<Timestamp>, Option<Timestamp>, Uuid)> {
        let text = "SELECT a.state, a.next_action_at, a.lease_until, r.id FROM refund_attempts a
                    JOIN refund_requests r ON r.key = a.refund_key WHERE a.live";
        sql(text).fetch_all(&mut self.db.read().await.expect("it can be read")).await.expect("rows")
    }

    /// Nothing goes wrong any more: everything comes to an end by itself, and what nobody can find out about is
    /// approved again by two admins. A server must be running.
    pub async fn settle(&self) {
        self.calm().await;
        let mut step = 0;
        let begun = std::time::Instant::now();
        loop {
            let open = self.open().await;
            let waiting: Vec<_> = open.iter().filter(|row| row.0 != "needs_operator").collect();
            if waiting.is_empty() {
                let Some(lost) = open.first() else { return };
                for admin in [0, 1] {
                    let (status, body) = self.desk.decide(admin, lost.3).await;
                    // It may have been found meanwhile.
                    assert!(matches!(status, 200 | 409), "another attempt for {}: {body}", lost.3);
                }
                step = 0;
                continue;
            }
            let patient = if can_be_told() { step < STEPS } else { begun.elapsed() < Duration::from_hours(1) };
            assert!(patient, "it doesn't settle: {waiting:?}\n{}", self.setup.said());
            let due = waiting.iter().filter_map(|row| row.1.max(row.2)).min();
            let wait = due.map_or(0, |due| due.since(self.clock.now())).max(0);
            self.pass(if can_be_told() { wait.max(stride(step)) } else { wait + SECOND }).await;
            tokio::time::sleep(SEEN).await;
            step += 1;
        }
    }
}
