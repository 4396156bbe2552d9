//! A small marketplace with a clock that stands still, on either engine, reached through either door.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use appydex_admin::{
    domain::{
        actor::{Actor, Caller, Surface},
        id::AdminId,
        text::fold,
        time::{DAY, Timestamp},
    },
    gateway::Sandbox,
    operations::{Attempt, Operations, admins::CreateAdmin},
    ports::{Clock, Random, gateway::Gateway, new_id},
    service::{Service, Settings},
    store::{
        Db,
        engine::{Options, sql},
    },
};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore as _, SeedableRng as _},
};
use uuid::Uuid;

use super::{files::files, postgres};

/// Which engine a world stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    Sqlite,
    Postgres,
}

/// Through which door its people come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Through {
    Local,
    Remote,
}

/// A clock that moves only when told.
pub struct StandingClock(AtomicI64);

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// Randomness that is the same in every run.
struct SeededRandom(Mutex<ChaCha8Rng>);

impl Random for SeededRandom {
    fn fill(&self, buffer: &mut [u8]) {
        self.0.lock().unwrap().fill_bytes(buffer);
    }
}

/// The password of everybody in a world.
pub const PASSWORD: &str = "correct horse battery staple";

/// 2025-11-24T16:00:00Z, a Monday.
pub const NOW: Timestamp = Timestamp(1_764_000_000_000_000);

/// A marketplace.
pub struct World {
    pub service: Service,
    pub through: Through,
    clock: Arc<StandingClock>,
    admins: Mutex<HashMap<String, AdminId>>,
    clients: Mutex<HashMap<String, Arc<dyn Operations>>>,
    server: tokio::sync::OnceCell<super::server::Server>,
    /// Removed with the world.
    folder: tempfile::TempDir,
    serial: AtomicI64,
    url: String,
}

fn sandbox(folder: &tempfile::TempDir, clock: &Arc<StandingClock>) -> Arc<dyn Gateway> {
    Arc::new(Sandbox::new(folder.path(), clock.clone()))
}

impl World {
    pub async fn new(on: On, through: Through) -> Self {
        Self::with(on, through, |_| {}).await
    }

    pub async fn with(on: On, through: Through, change: impl FnOnce(&mut Settings)) -> Self {
        Self::paying(on, through, None, change).await
    }

    /// Whose refunds go through this gateway; without one through the sandbox.
    pub async fn paying(
        on: On,
        through: Through,
        gateway: Option<Arc<dyn Gateway>>,
        change: impl FnOnce(&mut Settings),
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(StandingClock(AtomicI64::new(NOW.0)));
        let random = Arc::new(SeededRandom(Mutex::new(ChaCha8Rng::seed_from_u64(7))));
        let mut settings = Settings::new(folder.path());
        // Where nobody pays there is nothing to wait for.
        settings.refunds.wait = Duration::from_millis(60);
        if on == On::Postgres {
            settings.master_key = Some([7; 32]);
            settings.install_id = Some("the-install".into());
        }
        change(&mut settings);
        let (db, url) = database(on, folder.path()).await;
        let gateway = gateway.unwrap_or_else(|| sandbox(&folder, &clock));
        let service = Service::open(db, clock.clone(), random, gateway, files(folder.path()), settings).await.unwrap();
        service.listen_at("http://127.0.0.1:16110");
        let (admins, clients, server) = (Mutex::default(), Mutex::default(), tokio::sync::OnceCell::new());
        Self { service, through, clock, admins, clients, server, folder, serial: AtomicI64::new(1), url }
    }

    /// The admin of this name in another process, which has the same database open for itself.
    pub async fn elsewhere(&self, name: &str, role: &str) -> Arc<dyn Operations> {
        let id = self.admin_id(name, &[role]).await;
        let random = Arc::new(SeededRandom(Mutex::new(ChaCha8Rng::seed_from_u64(8))));
        let db = Db::open(&Options::new(&self.url)).await.unwrap();
        let settings = self.service.settings().clone();
        let (gateway, files) = (sandbox(&self.folder, &self.clock), files(self.folder()));
        let service = Service::open(db, self.clock.clone(), random, gateway, files, settings).await.unwrap();
        Arc::new(service.for_caller(caller(Actor::Admin(id), Surface::Cli)))
    }

    /// The address of its database.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where its data lies.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub fn pass(&self, micros: i64) {
        self.clock.0.fetch_add(micros, Ordering::SeqCst);
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The program itself, as the shell is before there is any admin.
    pub fn system(&self) -> impl Operations + use<> {
        self.service.for_caller(Caller { os_user: Some("root".into()), ..Caller::system(Surface::Cli, "trace-system") })
    }

    /// The admin of this name with these roles, made when first asked for.
    pub async fn admin_id(&self, name: &str, roles: &[&str]) -> AdminId {
        if let Some(id) = self.admins.lock().unwrap().get(name) {
            return *id;
        }
        let request = CreateAdmin {
            email: format!("{name}@appydex.example"),
            name: name.to_owned(),
            phone: None,
            roles: roles.iter().map(ToString::to_string).collect(),
            password: Some(PASSWORD.into()),
        };
        let first = self.admins.lock().unwrap().get("root").copied();
        let made = match first {
            _ if name == "root" => self.system().create_admin(request, Attempt::default()).await,
            Some(root) => self.local(root).create_admin(request, Attempt::default()).await,
            None => {
                let root = Box::pin(self.admin_id("root", &["super_admin"])).await;
                self.local(root).create_admin(request, Attempt::default()).await
            }
        };
        let id = AdminId(made.unwrap().value.detail.admin.id);
        self.admins.lock().unwrap().insert(name.to_owned(), id);
        id
    }

    /// The admin of this name in process, on behalf of a user of the operating system.
    pub async fn at_the_machine(&self, name: &str, role: &str, os_user: &str) -> impl Operations + use<> {
        let id = self.admin_id(name, &[role]).await;
        let caller = Caller { os_user: Some(os_user.into()), ..caller(Actor::Admin(id), Surface::Cli) };
        self.service.for_caller(caller)
    }

    fn local(&self, admin: AdminId) -> impl Operations + use<> {
        self.service.for_caller(caller(Actor::Admin(admin), Surface::Cli))
    }

    /// The operations of an admin of this name with this role, through the world's door.
    pub async fn admin(&self, name: &str, role: &str) -> Arc<dyn Operations> {
        let id = self.admin_id(name, &[role]).await;
        match self.through {
            Through::Local => Arc::new(self.local(id)),
            Through::Remote => self.logged_in(name).await,
        }
    }

    /// The client of somebody who has logged in once.
    async fn logged_in(&self, name: &str) -> Arc<dyn Operations> {
        if let Some(client) = self.clients.lock().unwrap().get(name) {
            return client.clone();
        }
        let client = self.server().await.logged_in(&format!("{name}@appydex.example"), PASSWORD).await;
        self.clients.lock().unwrap().insert(name.to_owned(), client.clone());
        client
    }

    pub async fn moderator(&self, name: &str) -> Arc<dyn Operations> {
        self.admin(name, "content_moderator").await
    }

    pub async fn root(&self) -> Arc<dyn Operations> {
        self.admin("root", "super_admin").await
    }

    /// Somebody who is not logged in.
    pub async fn nobody(&self) -> Arc<dyn Operations> {
        match self.through {
            Through::Local => Arc::new(self.service.for_caller(caller(Actor::Anonymous, Surface::Api))),
            Through::Remote => self.server().await.bearing(None),
        }
    }

    /// Whoever bears this token.
    pub async fn bearing(&self, token: &str) -> Arc<dyn Operations> {
        match self.through {
            Through::Local => {
                let identity = self.service.authenticate(token).await.unwrap();
                let mut caller = caller(identity.actor, Surface::Api);
                caller.session = identity.session;
                Arc::new(self.service.for_caller(caller))
            }
            Through::Remote => self.server().await.bearing(Some(token)),
        }
    }

    /// The HTTP server over this world, started when first asked for.
    pub async fn server(&self) -> &super::server::Server {
        self.server.get_or_init(|| super::server::Server::start(self.service.clone())).await
    }

    pub(super) async fn insert(&self, query: appydex_admin::store::Query) -> i64 {
        let mut tx = self.service.db().begin().await.unwrap();
        let (key,) = query.fetch_one::<(i64,)>(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        key
    }

    pub(super) fn next_serial(&self) -> i64 {
        self.serial.fetch_add(1, Ordering::SeqCst)
    }

    pub fn new_id(&self) -> Uuid {
        new_id(self.now(), self.service.random().as_ref())
    }

    /// How many rows a statement finds.
    pub async fn count(&self, text: &'static str) -> i64 {
        let mut tx = self.service.db().read().await.unwrap();
        sql(text).fetch_one::<(i64,)>(&mut tx).await.unwrap().0
    }

    /// Runs a statement as somebody would who has the database in hand.
    pub async fn tamper(&self, text: &'static str) {
        let mut tx = self.service.db().begin().await.unwrap();
        sql(text).execute(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn vendor(&self, name: &str) -> Vendor {
        let id = self.new_id();
        let key = self
            .insert(
                sql("INSERT INTO vendors (id, name, name_folded, email, verification_status, created_at)
                     VALUES ($1, $2, $3, $4, 'verified', $5) RETURNING key")
                .bind(id)
                .bind(name)
                .bind(fold(name))
                .bind("office@vendor.example")
                .bind(self.now().plus(-400 * DAY)),
            )
            .await;
        Vendor { key, id }
    }

    pub async fn user(&self, name: &str) -> i64 {
        self.insert(
            sql("INSERT INTO users (id, name, name_folded, email, phone, email_verified, created_at, bookings_count,
                    reviews_count) VALUES ($1, $2, $3, $4, $5, $6, $7, 5, 1) RETURNING key")
            .bind(self.new_id())
            .bind(name)
            .bind(fold(name))
            .bind("customer@mail.example")
            .bind("+919876543210")
            .bind(true)
            .bind(self.now().plus(-300 * DAY)),
        )
        .await
    }

    pub async fn review(&self, user: i64, vendor: &Vendor, body: &str) -> Review {
        let id = self.new_id();
        let key = self
            .insert(
                sql("INSERT INTO reviews (id, user_key, vendor_key, rating, title, body, text_folded, status,
                        created_at, updated_at) VALUES ($1, $2, $3, 1, 'Never again', $4, $5, 'published', $6, $6)
                     RETURNING key")
                .bind(id)
                .bind(user)
                .bind(vendor.key)
                .bind(body)
                .bind(fold(body))
                .bind(self.now().plus(-2 * DAY)),
            )
            .await;
        Review { key, id, user }
    }

    /// An open request of this vendor against a review, with a deadline `due` microseconds from now.
    pub async fn takedown(&self, review: &Review, vendor: &Vendor, reason: &str, due: i64) -> Uuid {
        let id = self.new_id();
        let serial = self.next_serial();
        let code: appydex_admin::domain::takedown::ReasonCode = reason.parse().unwrap();
        self.insert(
            sql("INSERT INTO takedown_requests (id, number, number_seq, review_key, vendor_key, user_key, reason_code,
                    reason_description, priority, priority_rank, due_at, status, created_at, updated_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, 'They never were a customer of ours.', $8, $9, $10, 'open', $11, $11)
                 RETURNING key")
            .bind(id)
            .bind(format!("TR-2025-{:06}", 900_000 + serial))
            .bind(900_000 + serial)
            .bind(review.key)
            .bind(vendor.key)
            .bind(review.user)
            .bind(code)
            .bind(code.priority())
            .bind(code.priority().rank())
            .bind(self.now().plus(due))
            .bind(self.now().plus(-DAY)),
        )
        .await;
        id
    }

    /// A vendor, a review of theirs and an open request against it.
    pub async fn case(&self, reason: &str) -> Uuid {
        let vendor = self.vendor("Spick & Span").await;
        let user = self.user("Meera Nair").await;
        let review = self.review(user, &vendor, "They broke the lamp and left without a word.").await;
        self.takedown(&review, &vendor, reason, DAY).await
    }
}

/// A vendor of a world.
pub struct Vendor {
    pub key: i64,
    pub id: Uuid,
}

/// A review of a world.
pub struct Review {
    pub key: i64,
    pub id: Uuid,
    pub user: i64,
}

pub fn caller(actor: Actor, surface: Surface) -> Caller {
    Caller { actor, ..Caller::system(surface, "trace-of-the-test") }
}

async fn database(on: On, folder: &std::path::Path) -> (Db, String) {
    match on {
        On::Sqlite => {
            let url = format!("sqlite:{}", folder.join("appydex.db").display());
            let mut options = Options::new(&url);
            options.create = true;
            let db = Db::open(&options).await.unwrap();
            db.migrate().await.unwrap();
            (db, url)
        }
        On::Postgres => {
            let url = postgres::copy_of("migrated", |url| async move {
                let db = Db::open(&Options::new(url)).await.unwrap();
                db.migrate().await.unwrap();
                db.close().await;
            })
            .await;
            (Db::open(&Options::new(&url)).await.unwrap(), url)
        }
    }
}
