//! `serve`: the API and the workers of one machine, until a signal ends them.

use std::{fs::File, sync::Arc, time::Duration};

use async_trait::async_trait;
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;

use super::{data, open};
use crate::{
    cli::{DemoAccount, ServeRequest, Started},
    config::{Config, GatewayKind},
    domain::{
        actor::{Actor, Caller, Surface},
        id::AdminId,
        password,
    },
    error::{Error, Result},
    import::generator::{DEMO_ADMINS, DemoAdmin},
    jobs::{
        self,
        kinds::export::Exports,
        notices::Courier,
        refunds::Payer,
        runner::{Kind, Runner},
    },
    notify::email::SmtpMailer,
    operations::{Attempt, Operations as _, admins::CreateAdmin},
    ports::{Mailer, SystemRandom, random_bytes},
    redis::Redis,
    server::{self, LimitSettings, ServerState, limits::Shared},
    service::Service,
};

/// How long a shell command waits for its own notices to go out.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// Serves until a signal ends it; calls `started` once, when connections are accepted.
pub async fn run(config: &Config, request: ServeRequest, started: &(dyn Fn(Started) + Send + Sync)) -> Result<()> {
    open::make(config).await?;
    let redis = open::redis(config)?;
    let service = open::service_beside(config, redis.clone()).await?;
    let _only = alone(&service, config)?;
    let demo = if request.demo { fill(config, &service).await? } else { None };
    let address = config.server.listen.to_string();
    let taken = |e| Error::environment(format!("{address} can't be listened on: {e}."));
    let listener = TcpListener::bind(&address).await.map_err(taken)?;
    let url = format!("http://{}", listener.local_addr().map_err(Error::internal)?);
    service.listen_at(&url);
    let stop = stop_on_signals()?;
    let workers = if request.workers { Some(work(config, &service, &stop)?) } else { None };
    let counts = redis.map(|redis| counts(redis, service.install_id()));
    let settings = server::Settings { shared_limits: counts, ..settings(config, &url) };
    let state = ServerState::new(service.clone(), settings);
    let (accounts, password) = demo.unwrap_or_default();
    started(Started { url, accounts, password, without_admin: !service.has_admins().await? });
    let served = server::serve(state, listener, stop.clone().cancelled_owned()).await;
    stop.cancel();
    if let Some(workers) = workers {
        // What they are at they finish; what they don't is taken up again after its lease.
        drop(tokio::time::timeout(PATIENCE, workers).await);
    }
    service.db().close().await;
    served.map_err(|e| Error::environment(format!("The server ended: {e}.")))
}

/// On an embedded database one server is enough: a second one would share the work and double the limits.
fn alone(service: &Service, config: &Config) -> Result<Option<File>> {
    if !service.db().is_embedded() {
        return Ok(None);
    }
    let path = config.data_dir.join("serve.lock");
    let refused = |e: &dyn std::fmt::Display| Error::environment(format!("{} can't be locked: {e}.", path.display()));
    let file = File::options().create(true).append(true).open(&path).map_err(|e| refused(&e))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(std::fs::TryLockError::Error(e)) => Err(refused(&e)),
        Err(std::fs::TryLockError::WouldBlock) => {
            let message = format!(
                "Another server is running on {}; stop it first, or use it with --server.",
                config.database.url
            );
            Err(Error::environment(message))
        }
    }
}

/// The demo marketplace and its accounts, in a database that holds nothing yet.
async fn fill(config: &Config, service: &Service) -> Result<Option<(Vec<DemoAccount>, Option<String>)>> {
    if service.has_admins().await? || !data::is_empty(service).await? {
        return Ok(None);
    }
    data::load_demo(config, service).await?;
    let password = password::generate(&random_bytes(&SystemRandom));
    let mut first = None;
    for admin in DEMO_ADMINS {
        let actor = first.map_or(Actor::System, Actor::Admin);
        let caller = Caller { actor, ..Caller::system(Surface::Cli, service.new_trace()) };
        let request = CreateAdmin {
            email: admin.email.into(),
            name: admin.name.into(),
            phone: None,
            roles: vec![admin.role.into()],
            password: Some(password.clone()),
        };
        let made = service.for_caller(caller).create_admin(request, Attempt::default()).await?;
        first.get_or_insert(AdminId(made.value.detail.admin.id));
    }
    let account = |admin: &DemoAdmin| DemoAccount { email: admin.email.into(), role: admin.role.into() };
    Ok(Some((DEMO_ADMINS.iter().map(account).collect(), Some(password))))
}

/// Is cancelled by SIGTERM and Ctrl-C.
fn stop_on_signals() -> Result<CancellationToken> {
    let stop = CancellationToken::new();
    let told = stop.clone();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate()).map_err(Error::internal)?;
        tokio::spawn(async move {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            told.cancel();
        });
    }
    #[cfg(not(unix))]
    tokio::spawn(async move {
        drop(tokio::signal::ctrl_c().await);
        told.cancel();
    });
    Ok(stop)
}

fn courier(config: &Config, service: &Service) -> Result<Courier> {
    let mailer = |smtp| -> Result<Arc<dyn Mailer>> { Ok(Arc::new(SmtpMailer::new(smtp, service.clock())?)) };
    let mailer = config.smtp.as_ref().map(mailer).transpose()?;
    let settings = jobs::notices::Settings::default();
    Ok(Courier::new(service.db().clone(), service.clock(), service.random(), mailer, settings))
}

/// Starts the workers; they end when `stop` is cancelled.
fn work(config: &Config, service: &Service, stop: &CancellationToken) -> Result<JoinHandle<()>> {
    let courier = courier(config, service)?;
    let (wake, stop, service, pace) = (service.outbox(), stop.clone(), service.clone(), pace(config));
    let (hands, keep) = (hands(config), config.jobs.keep);
    Ok(tokio::spawn(async move {
        let clock = service.clock();
        let sweeping = jobs::sweep::run(service.db(), clock.as_ref(), &stop);
        let payer = Payer::new(service.clone(), pace);
        let (refunds, comparing) = (service.refunds(), jobs::refunds::reconcile::run(&service, &stop));
        let (runner, queued) = (runner(&service, hands), service.jobs());
        let retaining = jobs::retention::run(&service, keep, &stop);
        tokio::join!(
            courier.run(&wake, &stop),
            sweeping,
            payer.run(&refunds, &stop),
            comparing,
            runner.run(&queued, &stop),
            retaining
        );
    }))
}

/// Who works at the jobs that people start.
fn runner(service: &Service, hands: jobs::runner::Settings) -> Runner {
    let kinds: Vec<Arc<dyn Kind>> = vec![Arc::new(Exports::new(service.clone()))];
    Runner::new(service.clone(), kinds, hands)
}

/// How jobs are worked at.
pub fn hands(config: &Config) -> jobs::runner::Settings {
    let at_once = usize::try_from(config.jobs.workers).unwrap_or_default();
    jobs::runner::Settings { lease: config.jobs.lease, at_once, ..jobs::runner::Settings::default() }
}

/// Does the jobs that this process queues itself, until `stop`.
pub fn run_own(service: &Service, hands: jobs::runner::Settings, stop: CancellationToken) -> JoinHandle<()> {
    service.remember_queued_jobs();
    let service = service.clone();
    tokio::spawn(async move {
        let (wake, runner) = (service.jobs(), runner(&service, hands));
        runner.run_own(&wake, &stop).await;
    })
}

/// Works for a database that servers share, until a signal ends it; calls `started` once.
pub async fn work_alone(config: &Config, started: &(dyn Fn() + Send + Sync)) -> Result<()> {
    let service = open::service(config).await?;
    if service.db().is_embedded() {
        let message = "A worker of its own needs PostgreSQL: beside a file, the server is the worker (serve).";
        return Err(Error::environment(message));
    }
    let stop = stop_on_signals()?;
    let workers = work(config, &service, &stop)?;
    started();
    stop.cancelled().await;
    // What they are at they finish or give back; what they don't is taken up again after its lease.
    drop(tokio::time::timeout(PATIENCE, workers).await);
    service.db().close().await;
    Ok(())
}

/// How refunds are paid: a lease outlasts several calls of the gateway.
pub fn pace(config: &Config) -> jobs::refunds::Settings {
    let timeout = match config.refunds.gateway {
        GatewayKind::Razorpay => config.razorpay.timeout,
        GatewayKind::Sandbox | GatewayKind::Stripe => config.stripe.timeout,
    };
    let lease = config.jobs.lease.max(3 * timeout);
    jobs::refunds::Settings { lease, ..jobs::refunds::Settings::default() }
}

/// Pays what this process decides itself, until `stop`.
pub fn pay_own(service: &Service, pace: jobs::refunds::Settings, stop: CancellationToken) -> JoinHandle<()> {
    service.remember_begun_refunds();
    let service = service.clone();
    tokio::spawn(async move {
        let (wake, payer) = (service.refunds(), Payer::new(service, pace));
        payer.run_own(&wake, &stop).await;
    })
}

/// Delivers what a shell command queued; a sentence when something is left for a server to carry on with.
pub async fn deliver(config: &Config, service: &Service, trace: &str) -> Result<Option<String>> {
    let courier = courier(config, service)?;
    let left = match tokio::time::timeout(PATIENCE, courier.drain(Some(trace))).await {
        Ok(tally) => tally?.later > 0,
        Err(_) => true,
    };
    Ok(left.then(|| "Some notices could not go out yet; a running server tries them again.".to_owned()))
}

/// The counts of one installation in a Redis that others may use too.
struct Counts {
    redis: Arc<Redis>,
    prefix: String,
}

fn counts(redis: Arc<Redis>, install_id: &str) -> Arc<dyn Shared> {
    Arc::new(Counts { redis, prefix: format!("appydex-admin:{install_id}:limit:") })
}

#[async_trait]
impl Shared for Counts {
    async fn add(&self, key: &str, more: u32, seconds: i64) -> Option<i64> {
        self.redis.add(&format!("{}{key}", self.prefix), more, seconds).await
    }
}

fn settings(config: &Config, url: &str) -> server::Settings {
    let (server, limits) = (&config.server, &config.limits);
    server::Settings {
        public_url: server.public_url.clone().unwrap_or_else(|| url.to_owned()),
        allow_origins: server.allow_origins.clone(),
        trusted_proxies: server.trusted_proxies.clone(),
        body_limit: usize::try_from(server.body_limit).unwrap_or(usize::MAX),
        request_timeout: server.request_timeout,
        refresh_lifetime: config.auth.refresh,
        scrape_token: server.scrape_token.clone(),
        shared_limits: None,
        limits: LimitSettings {
            list: limits.list,
            detail: limits.detail,
            mutation: limits.mutation,
            analytics: limits.analytics,
            polling: limits.jobs,
            login_failures: config.auth.lockout.address,
        },
    }
}
