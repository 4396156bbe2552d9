//! What these tests stand on: a database of either engine with a vendor and a reviewer, a clock that is set by
//! hand, a mailer that answers as told.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use appydex_admin::domain::time::Timestamp;
use appydex_admin::jobs::notices::{Courier, Settings};
use appydex_admin::ports::{Clock, Email, Mailer, Random, Undelivered};
use appydex_admin::store::engine::Options;
use appydex_admin::store::outbox::{self, NewNotice, Taken};
use appydex_admin::store::{Db, Record, Tx, sql};
use async_trait::async_trait;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::support::postgres;

/// 2025-11-24T16:00:00Z.
pub const NOW: Timestamp = Timestamp(1_764_000_000_000_000);
pub const LEASE: Duration = Duration::from_secs(30);
pub const VENDOR: Uuid = Uuid::from_u128(1);
pub const USER: Uuid = Uuid::from_u128(2);
pub const CASE: Uuid = Uuid::from_u128(3);

/// Runs each of these functions on a ground of both engines.
macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $test() {
                super::$test(crate::notify::ground::Ground::sqlite().await).await;
            })+
        }

        mod postgres {
            $(#[tokio::test]
            async fn $test() {
                super::$test(crate::notify::ground::Ground::postgres().await).await;
            })+
        }
    };
}
pub(crate) use on_both_engines;

pub struct Ground {
    pub db: Db,
    pub clock: Arc<HandClock>,
    _directory: Option<tempfile::TempDir>,
}

/// A notice as it lies in the queue.
#[derive(Debug, sqlx::FromRow)]
pub struct Row {
    pub status: String,
    pub attempts: i64,
    pub next_action_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    pub last_error: Option<String>,
}

impl Ground {
    pub async fn sqlite() -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let options =
            Options { create: true, ..Options::new(format!("sqlite:{}", directory.path().join("x.db").display())) };
        Self::on(options, Some(directory)).await
    }

    pub async fn postgres() -> Self {
        let migrated = |url: String| async move {
            let db = Db::open(&Options::new(url)).await.expect("it opens");
            db.migrate().await.expect("it migrates");
            db.close().await;
        };
        Self::on(Options::new(postgres::copy_of("notify", migrated).await), None).await
    }

    async fn on(options: Options, directory: Option<tempfile::TempDir>) -> Self {
        let db = Db::open(&options).await.expect("it opens");
        db.migrate().await.expect("it migrates");
        let ground = Self { db, clock: Arc::new(HandClock::at(NOW)), _directory: directory };
        ground.seed().await;
        ground
    }

    async fn seed(&self) {
        let mut tx = self.db.begin().await.expect("it begins");
        sql("INSERT INTO vendors (id, name, name_folded, email, verification_status, created_at)
             VALUES ($1, 'Sparkle', 'sparkle', 'desk@sparkle.example', 'verified', $2)")
        .bind(VENDOR)
        .bind(NOW)
        .execute_one(&mut tx)
        .await
        .expect("a vendor");
        sql("INSERT INTO users (id, name, name_folded, email_verified, created_at)
             VALUES ($1, 'Ravi', 'ravi', $2, $3)")
        .bind(USER)
        .bind(false)
        .bind(NOW)
        .execute_one(&mut tx)
        .await
        .expect("a user without an address");
        tx.commit().await.expect("it commits");
    }

    /// A courier with its own name and this mailer.
    pub fn courier(&self, mailer: Option<Arc<dyn Mailer>>) -> Courier {
        self.courier_with(mailer, Settings { lease: LEASE, poll: Duration::from_millis(50) })
    }

    pub fn courier_with(&self, mailer: Option<Arc<dyn Mailer>>, settings: Settings) -> Courier {
        let clock: Arc<dyn Clock> = self.clock.clone();
        Courier::new(self.db.clone(), clock, Arc::new(Counting::default()), mailer, settings)
    }

    /// Queues the notice that a vendor's request was received.
    pub async fn queue(&self, channel: &'static str, number: u128) -> Uuid {
        let data = json!({
            "request_number": format!("TR-2025-{number:06}"), "reason_code": "spam", "due_at": NOW.plus(1).to_string(),
        });
        self.queue_as(channel, number, "vendor", "takedown_filed", data).await
    }

    pub async fn queue_as(
        &self,
        channel: &'static str,
        number: u128,
        recipient: &'static str,
        template: &'static str,
        data: Json,
    ) -> Uuid {
        let recipient_id = if recipient == "vendor" { VENDOR } else { USER };
        let id = Uuid::from_u128(1000 + number);
        let (entity_type, entity_id) = ("takedown_request", CASE);
        let notice = NewNotice { id, channel, recipient, recipient_id, template, data, entity_type, entity_id };
        let mut tx = self.db.begin().await.expect("it begins");
        outbox::insert(&mut tx, &notice, &format!("trace-{number}"), self.clock.now()).await.expect("it is queued");
        tx.commit().await.expect("it commits");
        id
    }

    /// Takes the notice that is due as a courier does that then dies.
    pub async fn take_and_die(&self) -> Taken {
        let now = self.clock.now();
        let until = now.plus(i64::try_from(LEASE.as_micros()).expect("it fits"));
        let mut tx = self.db.begin().await.expect("it begins");
        let taken = outbox::take(&mut tx, "the dead", None, now, until).await.expect("it takes").expect("one is due");
        tx.commit().await.expect("it commits");
        taken
    }

    pub async fn row(&self, id: Uuid) -> Row {
        sql("SELECT status, attempts, next_action_at, ended_at, last_error FROM outbox WHERE id = $1")
            .bind(id)
            .fetch_one(&mut self.read().await)
            .await
            .expect("it is in the queue")
    }

    /// The titles that the marketplace can fetch, oldest first.
    pub async fn titles(&self) -> Vec<String> {
        let rows: Vec<(String,)> = self.all("SELECT title FROM in_app_notices ORDER BY key").await;
        rows.into_iter().map(|(title,)| title).collect()
    }

    pub async fn all<T: Record>(&self, statement: &'static str) -> Vec<T> {
        sql(statement).fetch_all(&mut self.read().await).await.expect(statement)
    }

    pub async fn run(&self, statement: &'static str) {
        let mut tx = self.db.begin().await.expect("it begins");
        sql(statement).execute(&mut tx).await.expect(statement);
        tx.commit().await.expect("it commits");
    }

    async fn read(&self) -> Tx {
        self.db.read().await.expect("it reads")
    }
}

/// Shows the moment it was set to.
pub struct HandClock(AtomicI64);

impl HandClock {
    pub fn at(moment: Timestamp) -> Self {
        Self(AtomicI64::new(moment.0))
    }

    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(i64::try_from(by.as_micros()).expect("it fits"), Ordering::Relaxed);
    }

    pub fn set(&self, to: Timestamp) {
        self.0.store(to.0, Ordering::Relaxed);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}

/// Never the same bytes twice in a row.
#[derive(Default)]
pub struct Counting(AtomicU8);

impl Random for Counting {
    fn fill(&self, buffer: &mut [u8]) {
        for byte in buffer {
            *byte = self.0.fetch_add(37, Ordering::Relaxed);
        }
    }
}

/// Notes every letter and answers as told, in the end always well.
#[derive(Default)]
pub struct Postbox {
    pub letters: Mutex<Vec<Email>>,
    answers: Mutex<VecDeque<Result<(), Undelivered>>>,
    pub takes: Duration,
}

impl Postbox {
    pub fn answering(answers: impl IntoIterator<Item = Result<(), Undelivered>>) -> Arc<Self> {
        Arc::new(Self { answers: Mutex::new(answers.into_iter().collect()), ..Self::default() })
    }

    pub fn slow(takes: Duration) -> Arc<Self> {
        Arc::new(Self { takes, ..Self::default() })
    }

    pub fn count(&self) -> usize {
        self.letters.lock().expect("nobody panicked").len()
    }
}

pub fn later(reason: &str) -> Undelivered {
    Undelivered { permanent: false, reason: reason.to_owned() }
}

pub fn never(reason: &str) -> Undelivered {
    Undelivered { permanent: true, reason: reason.to_owned() }
}

#[async_trait]
impl Mailer for Postbox {
    async fn send(&self, email: &Email) -> Result<(), Undelivered> {
        self.letters.lock().expect("nobody panicked").push(email.clone());
        tokio::time::sleep(self.takes).await;
        self.answers.lock().expect("nobody panicked").pop_front().unwrap_or(Ok(()))
    }
}
