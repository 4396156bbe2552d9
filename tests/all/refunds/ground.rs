//! A marketplace with payments and refunds to be paid, a gateway in memory, and workers that are stepped by hand.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicI64, Ordering},
};

use appydex_admin::{
    domain::{
        actor::{Caller, Permission, Surface},
        refund::{AttemptState, GatewayState, RefundStatus},
        time::{DAY, MINUTE, Timestamp},
    },
    error::Result,
    jobs::refunds::{Payer, Settings as Pace},
    operations::Attempt,
    ports::{Clock, Random, gateway::Gateway, new_id},
    service::{
        Service, Settings,
        access::Need,
        money,
        mutation::{self, Context, Mutation},
    },
    store::{
        Db, attempts,
        attempts::AttemptRow,
        engine::{Options, sql},
    },
};
use async_trait::async_trait;
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore as _, SeedableRng as _},
};
use uuid::Uuid;

use super::gateway::Fake;
use crate::support::{postgres, world::On};

/// 2025-11-24T16:00:00Z.
pub const NOW: Timestamp = Timestamp(1_764_000_000_000_000);
pub const GRACE: i64 = 5 * MINUTE;

/// A clock that moves only when told.
pub struct Watch(AtomicI64);

impl Clock for Watch {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

struct Dice(Mutex<ChaCha8Rng>);

impl Random for Dice {
    fn fill(&self, buffer: &mut [u8]) {
        self.0.lock().unwrap().fill_bytes(buffer);
    }
}

/// A marketplace whose refunds are paid by hand.
pub struct Ground {
    pub clock: Arc<Watch>,
    pub gateway: Arc<Fake>,
    pub service: Service,
    url: String,
    settings: Settings,
    _folder: tempfile::TempDir,
    serial: AtomicI64,
}

/// What a decision does about the money, without the questions before it.
struct Decide;

#[async_trait]
impl Mutation for Decide {
    const NAME: &'static str = "refund.approve";
    const NEEDS: Need = Need::Permission(Permission::RefundsApprove);
    const ENTITY: &'static str = "refund";
    const BY_SYSTEM: bool = true;
    type Request = (i64, i64);
    type Answer = ();

    async fn run(cx: &mut Context<'_>, (refund, cents): &(i64, i64)) -> Result<()> {
        let status = sql("UPDATE refund_requests SET status = 'approved', approved_amount_cents = $2 WHERE key = $1");
        status.bind(*refund).bind(*cents).execute_one(&mut cx.tx).await?;
        money::begin(cx, *refund, *cents).await
    }
}

impl Ground {
    pub async fn new(on: On, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Watch(AtomicI64::new(NOW.0)));
        let gateway = Fake::new(clock.clone());
        let mut settings = Settings::new(folder.path());
        settings.grace = GRACE;
        settings.install_id = Some("the-install".into());
        settings.master_key = Some([7; 32]);
        let url = database(on, folder.path()).await;
        let service = open(&url, &clock, &gateway, &settings, seed).await;
        let serial = AtomicI64::new(1);
        Self { clock, gateway, service, url, settings, _folder: folder, serial }
    }

    /// Another process on the same database; `install` names it where it is another install.
    pub async fn process(&self, seed: u64, install: Option<&str>) -> Service {
        let mut settings = self.settings.clone();
        settings.install_id = install.map_or(settings.install_id, |name| Some(name.into()));
        open(&self.url, &self.clock, &self.gateway, &settings, seed).await
    }

    pub fn pass(&self, micros: i64) {
        self.clock.0.fetch_add(micros, Ordering::SeqCst);
    }

    pub fn payer(&self) -> Payer {
        Payer::new(self.service.clone(), Pace::default())
    }

    /// Works at everything that is due at this moment.
    pub async fn pay(&self) {
        let payer = self.payer();
        while payer.step(None).await.unwrap() {}
    }

    /// Works at everything that gets due within so many microseconds, at its time.
    pub async fn pay_for(&self, micros: i64) {
        let end = self.clock.now().plus(micros);
        loop {
            self.pay().await;
            let due = attempts::next_due(&mut self.service.db().read().await.unwrap()).await.unwrap();
            match due.filter(|due| *due <= end) {
                Some(due) => self.clock.0.store(due.max(self.clock.now()).0 + 1, Ordering::SeqCst),
                None => break,
            }
        }
        self.clock.0.store(end.0, Ordering::SeqCst);
    }

    async fn insert(&self, query: appydex_admin::store::Query) -> i64 {
        let mut tx = self.service.db().begin().await.unwrap();
        let (key,) = query.fetch_one::<(i64,)>(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        key
    }

    fn id(&self) -> Uuid {
        new_id(self.clock.now(), self.service.random().as_ref())
    }

    /// A payment of so many paise; its key and its reference at the gateway.
    pub async fn payment(&self, cents: i64) -> (i64, String) {
        let (serial, at) = (self.serial.fetch_add(1, Ordering::SeqCst), NOW.plus(-10 * DAY));
        let user = sql("INSERT INTO users (id, name, name_folded, email, email_verified, created_at)
                        VALUES ($1, 'Meera Nair', 'meera nair', 'meera@mail.example', TRUE, $2) RETURNING key");
        let user = self.insert(user.bind(self.id()).bind(at)).await;
        let vendor = sql("INSERT INTO vendors (id, name, name_folded, verification_status, created_at)
                          VALUES ($1, 'Spick & Span', 'spick & span', 'verified', $2) RETURNING key");
        let vendor = self.insert(vendor.bind(self.id()).bind(at)).await;
        let service = sql("INSERT INTO services (id, vendor_key, name, category, category_folded)
                           VALUES ($1, $2, 'Deep cleaning', 'Cleaning', 'cleaning') RETURNING key");
        let service = self.insert(service.bind(self.id()).bind(vendor)).await;
        let booking = sql("INSERT INTO bookings (id, number, number_seq, user_key, vendor_key, service_key, status,
                               scheduled_at, total_amount_cents, currency, created_at, updated_at)
                           VALUES ($1, $2, $3, $4, $5, $6, 'completed', $7, $8, 'INR', $7, $7) RETURNING key");
        let booking = booking
            .bind(self.id())
            .bind(format!("BK-2025-{:06}", 800_000 + serial))
            .bind(800_000 + serial)
            .bind(user)
            .bind(vendor)
            .bind(service)
            .bind(at)
            .bind(cents);
        let (booking, reference) = (self.insert(booking).await, format!("pay_{serial:06}"));
        let payment = sql("INSERT INTO payments (id, booking_key, amount_cents, currency, method, status, provider,
                               transaction_id, paid_at, created_at)
                           VALUES ($1, $2, $3, 'INR', 'upi', 'succeeded', 'razorpay', $4, $5, $5) RETURNING key");
        let payment = payment.bind(self.id()).bind(booking).bind(cents).bind(&reference).bind(at);
        let payment = self.insert(payment).await;
        crate::support::figures::keep(self.service.db()).await;
        (payment, reference)
    }

    /// A request to pay back so much of a payment; its key.
    pub async fn request(&self, payment: i64, cents: i64) -> i64 {
        let serial = self.serial.fetch_add(1, Ordering::SeqCst);
        let request = sql("INSERT INTO refund_requests (id, number, number_seq, payment_key, booking_key, user_key,
                               vendor_key, status, requested_amount_cents, currency, reason, requested_at, requested_by,
                               priority, priority_rank, updated_at)
                           SELECT $1, $2, $3, p.key, b.key, b.user_key, b.vendor_key, 'pending', $5, 'INR', 'quality', $6,
                               'user', 'medium', 2, $6
                           FROM payments p JOIN bookings b ON b.key = p.booking_key WHERE p.key = $4 RETURNING key");
        let number = format!("RF-2025-{:06}", 700_000 + serial);
        let request = request.bind(self.id()).bind(number).bind(700_000 + serial).bind(payment).bind(cents);
        self.insert(request.bind(NOW)).await
    }

    /// Decides that a refund is to be paid.
    pub async fn decide(&self, refund: i64, cents: i64) -> Result<()> {
        let caller = Caller::system(Surface::Worker, "trace-of-the-test");
        mutation::run::<Decide>(&self.service, &caller, (refund, cents), Attempt::default()).await.map(drop)
    }

    /// A payment and a refund of all of it, decided; the refund's key and the payment's reference.
    pub async fn decided(&self, cents: i64) -> (i64, String) {
        let (payment, reference) = self.payment(cents).await;
        let refund = self.request(payment, cents).await;
        self.decide(refund, cents).await.unwrap();
        (refund, reference)
    }

    /// The tries of a refund.
    pub async fn tries(&self, refund: i64) -> Vec<AttemptRow> {
        attempts::of_refund(&mut self.service.db().begin().await.unwrap(), refund).await.unwrap()
    }

    /// Where the last try of a refund stands.
    pub async fn state(&self, refund: i64) -> AttemptState {
        self.tries(refund).await.last().unwrap().state
    }

    /// Where a refund stands, and its money.
    pub async fn stands(&self, refund: i64) -> (RefundStatus, GatewayState) {
        let text = sql("SELECT status, gateway_state FROM refund_requests WHERE key = $1").bind(refund);
        text.fetch_one(&mut self.service.db().read().await.unwrap()).await.unwrap()
    }

    /// A payment's sums: posted, elsewhere, reserved.
    pub async fn sums(&self, reference: &str) -> (i64, i64, i64) {
        let text = sql("SELECT posted_cents, elsewhere_cents, reserved_cents FROM payments WHERE transaction_id = $1");
        text.bind(reference).fetch_one(&mut self.service.db().read().await.unwrap()).await.unwrap()
    }

    /// How many rows a statement finds.
    pub async fn count(&self, text: &'static str) -> i64 {
        sql(text).fetch_one::<(i64,)>(&mut self.service.db().read().await.unwrap()).await.unwrap().0
    }

    /// The gateway calls about a refund of its own.
    pub async fn hears(&self, transaction: &str, event: &str, signature: &str) -> Result<()> {
        let header = |name: &str| match name {
            "signature" => Some(signature.to_owned()),
            "event-id" => Some(event.to_owned()),
            _ => None,
        };
        let caller = Caller::system(Surface::Webhook, "trace-of-the-test");
        self.service.hear(self.gateway.name(), &header, transaction.as_bytes(), caller).await
    }

    /// Every payment's ledger says what the gateway says, and its sums what the ledger says.
    pub async fn agrees(&self) {
        let mut tx = self.service.db().read().await.unwrap();
        let rows: Vec<(String, i64, i64, i64)> = sql("SELECT p.transaction_id, p.posted_cents, p.elsewhere_cents,
                CAST(COALESCE((SELECT SUM(g.amount_cents) FROM refund_postings g WHERE g.payment_key = p.key), 0) AS BIGINT)
             FROM payments p ORDER BY p.key")
        .fetch_all(&mut tx)
        .await
        .unwrap();
        for (reference, posted, elsewhere, ledger) in rows {
            let of_payment = self.gateway.executed().into_iter().filter(|one| one.payment == reference);
            let processed = of_payment.filter(|one| one.progress == appydex_admin::ports::gateway::Progress::Processed);
            let paid: i64 = processed.map(|one| one.amount_cents).sum();
            assert_eq!((posted + elsewhere, ledger), (paid, paid), "{reference}: sums and ledger against the gateway");
        }
        crate::support::figures::assert_kept(self.service.db()).await;
    }
}

async fn open(url: &str, clock: &Arc<Watch>, gateway: &Arc<Fake>, settings: &Settings, seed: u64) -> Service {
    let random = Arc::new(Dice(Mutex::new(ChaCha8Rng::seed_from_u64(seed))));
    let db = Db::open(&Options::new(url)).await.unwrap();
    let files = crate::support::files::files(&settings.data_dir);
    Service::open(db, clock.clone(), random, gateway.clone(), files, settings.clone()).await.unwrap()
}

async fn database(on: On, folder: &std::path::Path) -> String {
    match on {
        On::Sqlite => {
            let url = format!("sqlite:{}", folder.join("appydex.db").display());
            let mut options = Options::new(&url);
            options.create = true;
            let db = Db::open(&options).await.unwrap();
            db.migrate().await.unwrap();
            db.close().await;
            url
        }
        On::Postgres => {
            postgres::copy_of("migrated", |url| async move {
                let db = Db::open(&Options::new(url)).await.unwrap();
                db.migrate().await.unwrap();
                db.close().await;
            })
            .await
        }
    }
}

/// Declares tests that run on both engines.
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            use crate::{refunds::ground::Ground, support::world::On};
            $(#[tokio::test] async fn $name() { super::$name(Ground::new(On::Sqlite, 7).await).await; })+
        }
        mod on_postgres {
            use crate::{refunds::ground::Ground, support::world::On};
            $(#[tokio::test] async fn $name() { super::$name(Ground::new(On::Postgres, 7).await).await; })+
        }
    };
}

pub(super) use on_both_engines;
