//! The rules at work: `Operations` in process, on a database.
//!
//! [`Service`] is what a process shares (database, clock, keys); [`Local`] is the service bound to a
//! caller. Questions are functions that read; every change is a [`mutation::Mutation`], and all of them
//! go down the one path of [`mutation::run`], so that none can forget its permission, its audit entry or
//! its idempotency record. No SQL and no HTTP stands here.
//! To add an operation: a file named by its noun, the mutation or the reading function in it, one line in
//! `local`.

pub mod access;
mod admins;
mod analytics;
mod audit;
mod auth;
mod bookings;
mod events;
pub mod exports;
mod files;
pub mod foreign;
mod head;
mod health;
mod jobs;
mod keys;
mod links;
mod local;
pub mod meter;
mod metrics;
mod mfa;
pub mod money;
pub mod mutation;
mod names;
mod notices;
mod payments;
mod people;
mod referrals;
pub mod refunds;
mod reviews;
mod roles;
mod sessions;
pub mod settings;
mod setup;
mod takedowns;
mod vault;
mod vendors;
pub mod work;

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, OnceLock},
};

use tokio::sync::Notify;
use uuid::Uuid;

pub use self::{access::Identity, local::Local, people::Sight, settings::Settings};
use crate::{
    domain::{actor::Caller, id::JobId, time::Timestamp},
    error::Result,
    ports::{Clock, Probes, Random, files::Files, gateway::Gateway, new_id},
    store::Db,
};

/// What a process shares: the database, the clock, randomness, keys, settings. Cheap to clone.
#[derive(Clone)]
pub struct Service(Arc<Shared>);

struct Shared {
    db: Db,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    gateway: Arc<dyn Gateway>,
    files: Arc<dyn Files>,
    settings: Settings,
    /// What links begin with, where the settings don't say.
    address: OnceLock<String>,
    vault: vault::Vault,
    keys: keys::Keys,
    /// Whose tokens are trusted beside ours.
    foreign: OnceLock<foreign::Foreign>,
    install_id: String,
    head: head::HeadFile,
    /// Keys whose first request is running in this process.
    running: Mutex<HashSet<(String, String)>>,
    /// What this process measures of its requests.
    meter: meter::Meter,
    /// The gauges as they were last counted.
    gauges: Mutex<Option<metrics::Kept>>,
    /// What else health asks.
    probes: OnceLock<Probes>,
    /// Beats when this process has changed something.
    pulse: events::Pulse,
    /// Rung when notices were queued.
    outbox: Arc<Notify>,
    /// Rung when a refund is to be paid.
    refunds: Arc<Notify>,
    /// The keys of the refunds that this process decided to pay, where it pays its own.
    begun: Mutex<Option<Vec<i64>>>,
    /// Answers of analytics that are known already.
    figures: analytics::Cache,
    /// Rung when a job was queued.
    jobs: Arc<Notify>,
    /// The jobs that this process queued, where it does its own.
    queued: Mutex<Option<Vec<JobId>>>,
}

impl Service {
    /// The service on an open, migrated database. Makes what a first start needs: keys, the install's id,
    /// the system roles.
    pub async fn open(
        db: Db,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        gateway: Arc<dyn Gateway>,
        files: Arc<dyn Files>,
        settings: Settings,
    ) -> Result<Self> {
        let vault = setup::vault(&db, &settings, random.as_ref())?;
        let install_id = setup::install_id(&db, &settings, clock.now(), random.as_ref())?;
        let keys = keys::Keys::new(&db, &settings.data_dir, install_id.clone(), settings.audience.clone());
        keys.load(&db, &vault, random.as_ref(), clock.now()).await?;
        setup::roles(&db, &install_id, clock.now()).await?;
        let head = head::HeadFile::in_directory(&settings.data_dir);
        let (running, outbox, refunds, begun) = (Mutex::default(), Arc::default(), Arc::default(), Mutex::default());
        let service = Self(Arc::new(Shared {
            db,
            clock,
            random,
            gateway,
            files,
            settings,
            address: OnceLock::new(),
            vault,
            keys,
            foreign: OnceLock::new(),
            install_id,
            head,
            running,
            meter: meter::Meter::default(),
            gauges: Mutex::default(),
            probes: OnceLock::new(),
            pulse: events::Pulse::new(),
            outbox,
            refunds,
            begun,
            figures: analytics::Cache::default(),
            jobs: Arc::default(),
            queued: Mutex::default(),
        }));
        service.freeze_if_moved().await?;
        Ok(service)
    }

    /// The service bound to a caller.
    pub fn for_caller(&self, caller: Caller) -> Local {
        Local { service: self.clone(), caller }
    }

    /// This moment.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// A trace id for a request that brought none.
    pub fn new_trace(&self) -> String {
        self.new_id().simple().to_string()
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// The install's own name, the `iss` of its tokens.
    pub fn install_id(&self) -> &str {
        &self.0.install_id
    }

    /// Rung whenever notices were queued, so that a worker need not wait for its next look.
    pub fn outbox(&self) -> Arc<Notify> {
        self.0.outbox.clone()
    }

    /// Rung whenever a refund is to be paid, so that a worker need not wait for its next look.
    pub fn refunds(&self) -> Arc<Notify> {
        self.0.refunds.clone()
    }

    /// From now on remembers the refunds that this process decides to pay: for a shell, which pays its own.
    pub fn remember_begun_refunds(&self) {
        if let Ok(mut begun) = self.0.begun.lock() {
            begun.get_or_insert_default();
        }
    }

    /// The keys of the refunds that this process decided to pay since it remembers them.
    pub fn begun_refunds(&self) -> Vec<i64> {
        self.0.begun.lock().ok().and_then(|begun| begun.clone()).unwrap_or_default()
    }

    /// Rung whenever a job was queued, so that a worker need not wait for its next look.
    pub fn jobs(&self) -> Arc<Notify> {
        self.0.jobs.clone()
    }

    /// From now on remembers the jobs that this process queues: for a shell, which does its own.
    pub fn remember_queued_jobs(&self) {
        if let Ok(mut queued) = self.0.queued.lock() {
            queued.get_or_insert_default();
        }
    }

    /// The jobs that this process queued since it remembers them.
    pub fn queued_jobs(&self) -> Vec<JobId> {
        self.0.queued.lock().ok().and_then(|queued| queued.clone()).unwrap_or_default()
    }

    fn announce_jobs(&self, jobs: Vec<JobId>) {
        if let Ok(mut queued) = self.0.queued.lock()
            && let Some(queued) = queued.as_mut()
        {
            queued.extend(jobs);
        }
        self.0.jobs.notify_one();
    }

    /// Where files lie that people fetch.
    pub fn files(&self) -> &Arc<dyn Files> {
        &self.0.files
    }

    /// From now on links begin with `address`, unless the settings say what they begin with.
    pub fn listen_at(&self, address: &str) {
        // A process listens at one address; a second would change nothing.
        drop(self.0.address.set(address.to_owned()));
    }

    /// What links to this program begin with.
    pub fn public_url(&self) -> &str {
        let url = self.settings().public_url.as_ref().or_else(|| self.0.address.get());
        url.map_or("", |url| url.trim_end_matches('/'))
    }

    /// Who pays refunds. Only the worker sends anything to it.
    pub fn gateway(&self) -> &Arc<dyn Gateway> {
        &self.0.gateway
    }

    /// What else health is to ask; only the first call counts.
    pub fn watch(&self, probes: Probes) {
        // A second call would find what the first one set.
        drop(self.0.probes.set(probes));
    }

    fn probes(&self) -> Probes {
        self.0.probes.get().cloned().unwrap_or_default()
    }

    /// What this process measures of its requests.
    pub fn meter(&self) -> &meter::Meter {
        &self.0.meter
    }

    /// The source of randomness.
    pub fn random(&self) -> Arc<dyn Random> {
        self.0.random.clone()
    }

    /// The clock.
    pub fn clock(&self) -> Arc<dyn Clock> {
        self.0.clock.clone()
    }

    fn new_id(&self) -> Uuid {
        new_id(self.now(), self.0.random.as_ref())
    }

    /// Whether requests can be served: the database answers and its schema is this program's.
    pub async fn ready(&self) -> Result<()> {
        let mut tx = self.0.db.read().await?;
        crate::store::chain::head(&mut tx).await.map(drop)
    }

    /// Makes a new signing key; with `revoke`, tokens of the old ones end at once.
    pub async fn rotate_keys(&self, revoke: bool) -> Result<String> {
        let shared = &self.0;
        let kid = shared.keys.rotate(&shared.db, &shared.vault, shared.random.as_ref(), revoke, self.now()).await?;
        self.reload_keys().await?;
        Ok(kid)
    }

    async fn reload_keys(&self) -> Result<()> {
        let shared = &self.0;
        shared.keys.load(&shared.db, &shared.vault, shared.random.as_ref(), self.now()).await
    }
}
