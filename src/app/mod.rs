//! The only place that knows everybody: it reads the configuration and puts the program together.
//!
//! [`Machine`] is what the shell needs of the machine it runs on (`cli::Host`): it opens the database that the
//! configuration names, binds operations to a caller, in process or on a server, and runs what only the
//! machine can do. No rule lives here. To add a part: its settings in `open`, its start in `serve`.

mod data;
mod doctor;
mod key_set;
mod open;
mod probes;
mod screens;
mod serve;

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use tokio::{sync::OnceCell, task::JoinHandle};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    cli::{
        Caller as Asks, DatabaseStatus, Finding, Host, ImportReport, ImportRequest, KeysRotated, Migrated, Progress,
        Rollups, Screens, ScreensEnded, SeedReport, SeedRequest, ServeRequest, Started, Who,
    },
    config::Config,
    domain::{
        actor::{Actor, Caller},
        time::Timestamp,
    },
    error::Result,
    operations::Operations,
    ports::{Clock as _, SystemClock, SystemRandom, new_id},
    remote::{Options, Remote, tokens},
    service::Service,
    telemetry,
};

/// This machine, as the configuration describes it. Nothing is opened before it is needed.
pub struct Machine {
    config: Arc<Config>,
    service: OnceCell<Service>,
    /// Who pays what a command decides in process, and how to end it.
    payer: Beside,
    /// Who does the jobs that a command queues in process, and how to end it.
    runner: Beside,
}

/// Somebody who works beside a command, and how to end it.
type Beside = OnceCell<(Mutex<Option<JoinHandle<()>>>, CancellationToken)>;

/// Makes the machine of a configuration and starts its log.
///
/// # Errors
/// When the log can't be written where it should go.
pub fn machine(config: Arc<Config>, verbose: u8) -> Result<Arc<dyn Host>> {
    telemetry::init(&config.log, verbose).map_err(|e| crate::error::Error::environment(format!("{e}.")))?;
    Ok(Arc::new(Machine { config, service: OnceCell::new(), payer: OnceCell::new(), runner: OnceCell::new() }))
}

impl Machine {
    /// The service on the database that is there.
    async fn service(&self) -> Result<&Service> {
        let open = async || {
            let service = open::service(&self.config).await?;
            // The server that its links lead to.
            service.listen_at(&format!("http://{}", self.config.server.listen));
            Ok(service)
        };
        self.service.get_or_try_init(open).await
    }

    /// In process the user of the operating system stands in the audit log beside the admin they act for.
    async fn in_process(&self, actor: Actor, asks: &Asks) -> Result<Arc<dyn Operations>> {
        let (trace, mfa_code) = (asks.trace_id.clone(), asks.mfa_code.clone());
        let caller = Caller { actor, os_user: os_user(), mfa_code, ..Caller::system(asks.surface, trace) };
        Ok(Arc::new(self.service().await?.for_caller(caller)))
    }
}

/// Ends somebody who works beside a command, after what they are at.
async fn end(beside: &Beside) {
    let Some((worker, stop)) = beside.get() else { return };
    stop.cancel();
    let worker = worker.lock().ok().and_then(|mut worker| worker.take());
    if let Some(worker) = worker {
        // What it doesn't finish in time is taken up again after its lease.
        drop(tokio::time::timeout(serve::PATIENCE, worker).await);
    }
}

fn os_user() -> Option<String> {
    let named = ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    #[cfg(unix)]
    let named = named.or_else(|| Some(format!("uid {}", rustix::process::getuid().as_raw())));
    named.filter(|name| !name.is_empty())
}

#[async_trait]
impl Host for Machine {
    fn now(&self) -> Timestamp {
        SystemClock.now()
    }

    fn new_id(&self) -> Uuid {
        new_id(self.now(), &SystemRandom)
    }

    async fn operations(&self, asks: Asks) -> Result<Arc<dyn Operations>> {
        match &asks.who.clone() {
            Who::System => {
                open::make(&self.config).await?;
                self.in_process(Actor::System, &Asks { mfa_code: None, ..asks.clone() }).await
            }
            Who::Admin { email } => {
                let admin = self.service().await?.admin_by_email(email).await?;
                self.in_process(Actor::Admin(admin), &asks).await
            }
            Who::Server { url, profile, token } => {
                let token = token.as_ref().map(|token| token.expose().to_owned());
                let tokens = tokens::open(&self.config.data_dir, profile, token, asks.say.clone());
                let (surface, trace_id, mfa_code) = (asks.surface, asks.trace_id, asks.mfa_code);
                Ok(Arc::new(Remote::connect(Options {
                    server: url.clone(),
                    surface,
                    trace_id,
                    mfa_code,
                    tokens,
                    say: asks.say,
                })?))
            }
        }
    }

    async fn ready(&self) -> Result<()> {
        self.service().await.map(drop)
    }

    async fn serve(&self, request: ServeRequest, started: &(dyn Fn(Started) + Send + Sync)) -> Result<()> {
        serve::run(&self.config, request, started).await
    }

    async fn work(&self, started: &(dyn Fn() + Send + Sync)) -> Result<()> {
        serve::work_alone(&self.config, started).await
    }

    async fn screens(&self, caller: Asks, screens: Screens) -> Result<ScreensEnded> {
        screens::show(self, &self.config, caller, screens).await
    }

    async fn migrate(&self) -> Result<Migrated> {
        data::migrate(&self.config).await
    }

    async fn database_status(&self) -> Result<DatabaseStatus> {
        data::status(&self.config).await
    }

    async fn import(&self, request: ImportRequest, progress: &dyn Progress) -> Result<ImportReport> {
        open::make(&self.config).await?;
        data::import(&self.config, self.service().await?, request, progress).await
    }

    async fn seed(&self, request: SeedRequest, progress: &dyn Progress) -> Result<SeedReport> {
        if request.out.is_none() {
            open::make(&self.config).await?;
            return data::seed(&self.config, self.service().await?, &request, progress).await;
        }
        data::seed_folder(request, progress)
    }

    async fn examine(&self) -> Vec<Finding> {
        doctor::examine(&self.config).await
    }

    async fn rollups(&self, rebuild: bool) -> Result<Rollups> {
        data::rollups(self.service().await?, rebuild).await
    }

    async fn rotate_keys(&self, revoke: bool) -> Result<KeysRotated> {
        let service = self.service().await?;
        let kid = service.rotate_keys(revoke).await?;
        Ok(KeysRotated { kid, revoked: revoke })
    }

    async fn attend(&self, _: &str) -> Result<()> {
        if let Some(service) = self.service.get() {
            let start = async || {
                let stop = CancellationToken::new();
                let pace = serve::pace(&self.config);
                (Mutex::new(Some(serve::pay_own(service, pace, stop.clone()))), stop)
            };
            self.payer.get_or_init(start).await;
        }
        Ok(())
    }

    async fn attend_jobs(&self) -> Result<()> {
        if let Some(service) = self.service.get() {
            let start = async || {
                let stop = CancellationToken::new();
                let hands = serve::hands(&self.config);
                (Mutex::new(Some(serve::run_own(service, hands, stop.clone()))), stop)
            };
            self.runner.get_or_init(start).await;
        }
        Ok(())
    }

    async fn finish(&self, trace_id: &str) -> Result<Option<String>> {
        tokio::join!(end(&self.payer), end(&self.runner));
        let Some(service) = self.service.get() else { return Ok(None) };
        let notices = serve::deliver(&self.config, service, trace_id).await?;
        let refunds = match service.unsettled_refunds().await? {
            0 => None,
            left => Some(format!("{left} refunds are not confirmed yet; a running server carries on.")),
        };
        let jobs = match service.unfinished_jobs().await? {
            0 => None,
            left => Some(format!("{left} jobs are not done yet; a running server or worker carries on.")),
        };
        let left: Vec<String> = refunds.into_iter().chain(jobs).chain(notices).collect();
        Ok((!left.is_empty()).then(|| left.join(" ")))
    }
}
