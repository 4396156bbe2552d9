//! The settings as the rest of the program reads them: checked, with units in their types.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::{Explained, HostPort, Network, Profile, Secret, ServiceUrl};
use crate::domain::{money::Currency, refund::policy::CancellationStep};

/// All settings.
pub struct Config {
    /// Where the program keeps its data.
    pub data_dir: PathBuf,
    /// The configuration file, there or not; `None` for a user without a home who named none.
    pub config_file: Option<PathBuf>,
    /// `[server]`
    pub server: ServerConfig,
    /// `[database]`
    pub database: DatabaseConfig,
    /// `[auth]`
    pub auth: AuthConfig,
    /// `[refunds]`
    pub refunds: RefundsConfig,
    /// `[gateway.razorpay]`
    pub razorpay: GatewayConfig,
    /// `[gateway.stripe]`
    pub stripe: GatewayConfig,
    /// `[takedowns]`
    pub takedowns: TakedownsConfig,
    /// `[limits]`
    pub limits: LimitsConfig,
    /// `[jobs]`
    pub jobs: JobsConfig,
    /// `[files]`
    pub files: FilesConfig,
    /// `[backup]`
    pub backup: BackupConfig,
    /// `[smtp]`; `None` without a host.
    pub smtp: Option<SmtpConfig>,
    /// `[redis] url`
    pub redis: Option<ServiceUrl>,
    /// `[display]`
    pub display: DisplayConfig,
    /// `[log]`
    pub log: LogConfig,
    /// `[profiles.NAME]` of `config.toml` and of the environment.
    pub profiles: BTreeMap<String, Profile>,
    /// What is unwise but no error, a sentence each.
    pub warnings: Vec<String>,
    pub(super) explained: Vec<Explained>,
}

/// `[server]`
#[derive(Clone)]
pub struct ServerConfig {
    /// Where to listen.
    pub listen: HostPort,
    /// The address that links to this server begin with; `None` takes the one it listens on.
    pub public_url: Option<String>,
    /// The origins that browsers may call from; a port of `*` is any.
    pub allow_origins: Vec<String>,
    /// The proxies whose Forwarded headers are believed.
    pub trusted_proxies: Vec<Network>,
    /// A directory with the built frontend to serve.
    pub frontend: Option<PathBuf>,
    /// The backend that answers what this server doesn't.
    pub upstream: Option<ServiceUrl>,
    /// The token with which `/metrics` may be read.
    pub scrape_token: Option<Secret>,
    /// The largest request body, in bytes.
    pub body_limit: u64,
    /// How long a request may take.
    pub request_timeout: Duration,
    /// How many threads serve.
    pub workers: usize,
}

/// `[database]`
#[derive(Clone)]
pub struct DatabaseConfig {
    /// The database.
    pub url: DatabaseUrl,
    /// A replica to read from.
    pub read_url: Option<DatabaseUrl>,
    /// How many connections read.
    pub readers: u32,
    /// How long one statement may take.
    pub statement_timeout: Duration,
    /// How long a change waits for its turn to write.
    pub write_wait: Duration,
}

/// Which engine, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file.
    Sqlite(PathBuf),
    /// A server's address.
    Postgres(ServiceUrl),
}

impl DatabaseUrl {
    /// The whole address, its password included: for opening it, never for people.
    pub fn expose(&self) -> String {
        match self {
            Self::Sqlite(path) => format!("sqlite:{}", path.display()),
            Self::Postgres(url) => url.expose().to_owned(),
        }
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => url.fmt(f),
        }
    }
}

/// `[auth]`
#[derive(Clone)]
pub struct AuthConfig {
    /// How long an access token lives.
    pub access: Duration,
    /// How long a refresh token lives.
    pub refresh: Duration,
    /// The `aud` of tokens.
    pub audience: String,
    /// What seals the signing keys on PostgreSQL.
    pub master_key: Option<Secret>,
    /// When failed logins lock.
    pub lockout: LockoutConfig,
    /// Tokens of an existing backend.
    pub foreign: Option<ForeignTokens>,
}

/// `[auth.lockout]`: how many failed logins within the window are too many; 0 is off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockoutConfig {
    /// For an account from one address.
    pub pair: u32,
    /// For an account.
    pub account: u32,
    /// From an address.
    pub address: u32,
    /// The time they are counted over.
    pub window: Duration,
}

/// `[auth.foreign]`
#[derive(Clone)]
pub struct ForeignTokens {
    /// What their signatures are checked with.
    pub key: ForeignKey,
    /// The `iss` they must have.
    pub issuer: String,
    /// The `aud` they must have.
    pub audience: String,
}

/// What foreign tokens are checked with.
#[derive(Clone)]
pub enum ForeignKey {
    /// Public keys behind a URL.
    Jwks(ServiceUrl),
    /// A shared secret.
    Secret(Secret),
}

/// `[refunds]`
#[derive(Clone, Debug)]
pub struct RefundsConfig {
    /// Above how many smallest units two admins must approve, by currency; one without a threshold always takes two.
    pub four_eyes: BTreeMap<Currency, i64>,
    /// How long an approval waits for the gateway's answer.
    pub wait: Duration,
    /// What a cancellation refunds, longest notice first.
    pub cancellation: Vec<CancellationStep>,
    /// Who pays refunds out.
    pub gateway: GatewayKind,
    /// Names this installation where it isn't kept in the data directory.
    pub install_id: Option<String>,
}

/// Who pays refunds out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GatewayKind {
    /// The built-in one, which moves no money.
    Sandbox,
    /// Razorpay.
    Razorpay,
    /// Stripe.
    Stripe,
}

/// `[gateway.razorpay]` and `[gateway.stripe]`
#[derive(Clone)]
pub struct GatewayConfig {
    /// Where its API is.
    pub base_url: ServiceUrl,
    /// The public part of its key; Stripe has none.
    pub key_id: Option<String>,
    /// The secret part of its key.
    pub key_secret: Option<Secret>,
    /// What its webhooks are signed with.
    pub webhook_secret: Option<Secret>,
    /// For how long after its first sending a refund may be sent again.
    pub send_window: Duration,
    /// How long one call may take.
    pub timeout: Duration,
}

/// `[takedowns]`
#[derive(Clone, Debug)]
pub struct TakedownsConfig {
    /// Until when a request of high priority is due, after its creation.
    pub due_high: Duration,
    /// The same for medium priority.
    pub due_medium: Duration,
    /// The same for low priority.
    pub due_low: Duration,
    /// How long a claim holds.
    pub claim: Duration,
    /// Reasons to choose from on the screens.
    pub snippets: Vec<String>,
}

/// `[limits]`: requests a minute and admin unless said otherwise; 0 is off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitsConfig {
    /// Lists.
    pub list: u32,
    /// Details and claims.
    pub detail: u32,
    /// Changes.
    pub mutation: u32,
    /// Analytics.
    pub analytics: u32,
    /// Asking for jobs.
    pub jobs: u32,
    /// Backups an hour.
    pub backup_per_hour: u32,
    /// Restores an hour.
    pub restore_per_hour: u32,
}

/// `[jobs]`
#[derive(Clone, Debug)]
pub struct JobsConfig {
    /// How many run at once in a process; 0 runs none.
    pub workers: u32,
    /// How long a lease lasts unless renewed.
    pub lease: Duration,
    /// How long ended jobs and their files are kept.
    pub keep: Duration,
    /// How long an export's link works.
    pub export_link: Duration,
}

/// Where files are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreUrl {
    /// A directory of this machine.
    Directory(PathBuf),
    /// A bucket, and what names in it begin with (perhaps nothing).
    S3 {
        /// The bucket's name.
        bucket: String,
        /// Without slashes around it.
        prefix: String,
    },
}

/// `[files]`; endpoint, region and key serve backups too.
#[derive(Clone)]
pub struct FilesConfig {
    /// Where exports and uploads are kept.
    pub url: StoreUrl,
    /// The S3 server, if it isn't Amazon's.
    pub endpoint: Option<ServiceUrl>,
    /// The S3 region.
    pub region: String,
    /// The S3 key as `ID:SECRET`.
    pub key: Option<Secret>,
}

/// `[backup]`
#[derive(Clone)]
pub struct BackupConfig {
    /// Where backups are kept.
    pub url: StoreUrl,
    /// How often one is taken by itself; `None` is never.
    pub every: Option<Duration>,
    /// How many of the newest stay.
    pub keep_last: u32,
    /// Of how many days one stays.
    pub keep_daily: u32,
    /// Of how many weeks one stays.
    pub keep_weekly: u32,
    /// Of how many months one stays.
    pub keep_monthly: u32,
    /// What backups are encrypted with.
    pub encrypt_key: Option<Secret>,
    /// Whether each change is archived, so that any moment can be restored.
    pub wal_archive: bool,
}

/// `[smtp]`
#[derive(Clone)]
pub struct SmtpConfig {
    /// The mail server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Who logs in.
    pub user: Option<String>,
    /// With which password.
    pub password: Option<Secret>,
    /// The sender's address.
    pub from: String,
    /// How the connection is protected.
    pub tls: SmtpTls,
}

/// How mail is protected on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpTls {
    /// STARTTLS, or no mail.
    Required,
    /// TLS from the first byte, mostly on port 465.
    Implicit,
    /// Nothing: for a relay on this machine.
    None,
}

/// `[display]`
#[derive(Clone, Debug)]
pub struct DisplayConfig {
    /// The currency of analytics where none is named.
    pub currency: Currency,
    /// The zone in which people type and read times.
    pub time_zone: TimeZone,
    /// The colours of the screens.
    pub theme: Theme,
    /// When colours are used.
    pub color: ColorChoice,
}

/// The colours of the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// What suits the terminal.
    Auto,
    /// For a light background.
    Light,
    /// For a dark background.
    Dark,
}

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColorChoice {
    /// On a terminal that has them.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// `[log]`
#[derive(Clone, Debug)]
pub struct LogConfig {
    /// How a line is written.
    pub format: LogFormat,
    /// Which lines are written: a level, or directives such as `info,sqlx=warn`.
    pub level: String,
    /// Where; `None` is standard error.
    pub file: Option<PathBuf>,
    /// Where traces are sent.
    pub otlp_endpoint: Option<ServiceUrl>,
}

/// How a log line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}
