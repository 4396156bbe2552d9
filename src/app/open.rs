//! From the configuration to a service on an open database.

use std::sync::Arc;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{key_set::KeySetAt, probes};
use crate::{
    config::{Config, DatabaseUrl, ForeignKey, ForeignTokens, GatewayKind, StoreUrl},
    domain::{takedown::DueHours, time::MINUTE},
    error::{Error, Kind, Result},
    files::LocalFiles,
    gateway,
    ports::{SystemClock, SystemRandom, files::Files},
    redis::Redis,
    service::{
        Service, Settings,
        foreign::Foreign,
        settings::{Lockout, Refunds},
    },
    store::{Db, engine::Options},
};

/// How the configured database is opened; `create` makes a SQLite file where there is none.
pub fn options(config: &Config, create: bool) -> Options {
    Options {
        url: config.database.url.expose(),
        read_url: config.database.read_url.as_ref().map(DatabaseUrl::expose),
        readers: config.database.readers,
        statement_timeout: config.database.statement_timeout,
        write_wait: config.database.write_wait,
        create,
    }
}

/// Makes the database where there is none and brings its schema up to date.
pub async fn make(config: &Config) -> Result<()> {
    let db = Db::open(&options(config, true)).await?;
    db.migrate().await?;
    db.close().await;
    Ok(())
}

/// The service on the database that is there, whose schema must be this program's.
pub async fn service(config: &Config) -> Result<Service> {
    service_beside(config, redis(config)?).await
}

/// The same, beside a Redis that others use too.
pub async fn service_beside(config: &Config, redis: Option<Arc<Redis>>) -> Result<Service> {
    let db = Db::open(&options(config, false)).await?;
    match db.schema_version().await? {
        (0, _) => return Err(Error::new(Kind::NoDatabase { location: config.database.url.to_string() })),
        (applied, known) if applied < known => {
            let message = format!("The database has schema {applied}, this program needs {known}; run: db migrate.");
            return Err(Error::environment(message));
        }
        (applied, known) if applied > known => {
            let message = format!("The database has schema {applied}, newer than the {known} of this program.");
            return Err(Error::environment(message));
        }
        _ => {}
    }
    let gateway = gateway::open(config, Arc::new(SystemClock))?;
    let (clock, files) = (Arc::new(SystemClock), files(config)?);
    let service = Service::open(db, clock, Arc::new(SystemRandom), gateway, files, settings(config)?).await?;
    service.watch(probes::all(config, redis));
    if let Some(foreign) = &config.auth.foreign {
        service.trust(foreign_tokens(foreign)?);
    }
    Ok(service)
}

/// The tokens that are trusted beside ours.
fn foreign_tokens(config: &ForeignTokens) -> Result<Foreign> {
    let (issuer, audience) = (&config.issuer, &config.audience);
    Ok(match &config.key {
        ForeignKey::Secret(secret) => Foreign::shared(secret.expose().as_bytes(), issuer, audience),
        ForeignKey::Jwks(url) => Foreign::published(Arc::new(KeySetAt::new(url)?), issuer, audience),
    })
}

/// The Redis of the configuration.
pub fn redis(config: &Config) -> Result<Option<Arc<Redis>>> {
    config.redis.as_ref().map(|url| Redis::new(url).map(Arc::new)).transpose()
}

/// Where files lie that people fetch.
fn files(config: &Config) -> Result<Arc<dyn Files>> {
    match &config.files.url {
        StoreUrl::Directory(path) => Ok(Arc::new(LocalFiles::new(path))),
        StoreUrl::S3 { .. } => {
            Err(Error::field("files.url", "must be file:DIRECTORY; exports can't be kept in a bucket yet"))
        }
    }
}

/// The sandbox's lists never lag behind unless it is told to; what real gateways promise is less clear.
const fn grace(gateway: GatewayKind) -> i64 {
    match gateway {
        GatewayKind::Sandbox => MINUTE,
        GatewayKind::Razorpay | GatewayKind::Stripe => 15 * MINUTE,
    }
}

/// What the service is told.
fn settings(config: &Config) -> Result<Settings> {
    let auth = &config.auth;
    let master_key = auth.master_key.as_ref().map(|key| master_key(key.expose())).transpose()?;
    Ok(Settings {
        data_dir: config.data_dir.clone(),
        access: auth.access,
        refresh: auth.refresh,
        audience: auth.audience.clone(),
        master_key,
        install_id: config.refunds.install_id.clone(),
        lockout: Lockout {
            pair: auth.lockout.pair,
            account: auth.lockout.account,
            address: auth.lockout.address,
            window: auth.lockout.window,
        },
        due_hours: due_hours(config),
        claim: config.takedowns.claim,
        email: config.smtp.is_some(),
        currency: config.display.currency,
        backup_every: config.backup.every,
        grace: grace(config.refunds.gateway),
        refunds: refunds(config),
        public_url: config.server.public_url.clone(),
        export_link: config.jobs.export_link,
    })
}

/// How refunds are decided.
fn refunds(config: &Config) -> Refunds {
    Refunds {
        four_eyes: config.refunds.four_eyes.clone(),
        wait: config.refunds.wait,
        cancellation: config.refunds.cancellation.clone(),
    }
}

/// By when takedown requests should be decided.
pub fn due_hours(config: &Config) -> DueHours {
    let hours = |duration: std::time::Duration| u32::try_from(duration.as_secs() / 3600).unwrap_or(u32::MAX);
    DueHours {
        high: hours(config.takedowns.due_high),
        medium: hours(config.takedowns.due_medium),
        low: hours(config.takedowns.due_low),
    }
}

fn master_key(text: &str) -> Result<[u8; 32]> {
    let bytes = STANDARD.decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or_else(|| Error::field("auth.master_key_file", "must hold 32 bytes in base64"))
}
