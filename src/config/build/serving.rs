//! `[server]`, `[database]` and `[auth]`.

use toml::Value;

use super::{WEB, count, duration, service};
use crate::config::addresses;
use crate::config::model::{
    AuthConfig, DatabaseConfig, DatabaseUrl, ForeignKey, ForeignTokens, LockoutConfig, ServerConfig,
};
use crate::config::reader::Reader;
use crate::config::stores;
use crate::config::values::{self, Parsed, Unit};

pub(super) fn server(r: &mut Reader<'_>) -> ServerConfig {
    ServerConfig {
        listen: r.value("server.listen", addresses::host_port),
        public_url: r.optional("server.public_url", public_url),
        allow_origins: r.value("server.allow_origins", |v| values::list(v, addresses::origin)),
        trusted_proxies: r.value("server.trusted_proxies", |v| values::list(v, addresses::network)),
        frontend: r.path("server.frontend"),
        upstream: service(r, "server.upstream", WEB),
        scrape_token: r.secret("server.scrape_token", "server.scrape_token_file"),
        body_limit: r.value("server.body_limit", values::size),
        request_timeout: duration(r, "server.request_timeout", Unit::Seconds),
        workers: usize::from(r.value("server.workers", |v| values::number(v, 1..=1024_u16))),
    }
}

/// Without the slash at its end, so that paths can be put behind it.
pub(super) fn public_url(value: &Value) -> Parsed<String> {
    addresses::url(value, WEB).map(|url| url.trim_end_matches('/').to_owned())
}

pub(super) fn database(r: &mut Reader<'_>) -> DatabaseConfig {
    DatabaseConfig {
        url: database_url(r, "database.url").unwrap_or(DatabaseUrl::Sqlite("".into())),
        read_url: database_url(r, "database.read_url"),
        readers: r.value("database.readers", |v| values::number(v, 1..=256)),
        statement_timeout: duration(r, "database.statement_timeout", Unit::Seconds),
        write_wait: duration(r, "database.write_wait", Unit::Seconds),
    }
}

/// `None` also where the value is wrong; then the whole reading fails.
fn database_url(r: &mut Reader<'_>, name: &'static str) -> Option<DatabaseUrl> {
    let base = r.base(name);
    r.optional(name, |v| stores::database_url(v, base.as_deref()))
}

pub(super) fn auth(r: &mut Reader<'_>) -> AuthConfig {
    AuthConfig {
        access: duration(r, "auth.access_minutes", Unit::Minutes),
        refresh: duration(r, "auth.refresh_days", Unit::Days),
        audience: r.value("auth.audience", values::text),
        master_key: r.secret("auth.master_key", "auth.master_key_file"),
        lockout: LockoutConfig {
            pair: count(r, "auth.lockout.pair"),
            account: count(r, "auth.lockout.account"),
            address: count(r, "auth.lockout.address"),
            window: duration(r, "auth.lockout.window", Unit::Minutes),
        },
        foreign: foreign(r),
    }
}

/// Shorter ones can be guessed from a token (RFC 7518, 3.2).
const SHARED_SECRET: usize = 32;

fn foreign(r: &mut Reader<'_>) -> Option<ForeignTokens> {
    let jwks = service(r, "auth.foreign.jwks_url", WEB).map(ForeignKey::Jwks);
    let secret = r.secret("auth.foreign.secret", "auth.foreign.secret_file").map(ForeignKey::Secret);
    let issuer = r.optional("auth.foreign.issuer", values::text);
    let audience = r.optional("auth.foreign.audience", values::text);
    if jwks.is_some() && secret.is_some() {
        r.error("auth.foreign.jwks_url and auth.foreign.secret_file: give only one of them".into());
    }
    if let Some(ForeignKey::Secret(secret)) = &secret
        && secret.expose().len() < SHARED_SECRET
    {
        r.warn(format!("auth.foreign.secret_file: a shared secret had better have {SHARED_SECRET} characters or more"));
    }
    let key = jwks.or(secret)?;
    for (name, value) in [("auth.foreign.issuer", &issuer), ("auth.foreign.audience", &audience)] {
        if value.is_none() {
            r.missing(name, "foreign tokens are accepted only with an issuer and an audience");
        }
    }
    Some(ForeignTokens { key, issuer: issuer?, audience: audience? })
}
