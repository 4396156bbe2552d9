//! `[jobs]`, `[files]`, `[backup]`, `[smtp]`, `[display]` and `[log]`.

use jiff::tz::TimeZone;
use toml::Value;
use tracing_subscriber::EnvFilter;

use super::{WEB, count, duration, service};
use crate::config::model::{
    BackupConfig, ColorChoice, DisplayConfig, FilesConfig, JobsConfig, LogConfig, LogFormat, SmtpConfig, SmtpTls,
    StoreUrl, Theme,
};
use crate::config::reader::Reader;
use crate::config::stores;
use crate::config::values::{self, Parsed, Unit};

pub(super) fn jobs(r: &mut Reader<'_>) -> JobsConfig {
    JobsConfig {
        workers: r.value("jobs.workers", |v| values::number(v, 0..=64)),
        lease: duration(r, "jobs.lease_seconds", Unit::Seconds),
        keep: duration(r, "jobs.keep_days", Unit::Days),
        export_link: duration(r, "jobs.export_hours", Unit::Hours),
    }
}

pub(super) fn files(r: &mut Reader<'_>) -> FilesConfig {
    FilesConfig {
        url: store_url(r, "files.url"),
        endpoint: service(r, "files.endpoint", WEB),
        region: r.value("files.region", values::text),
        key: r.secret("files.key", "files.key_file"),
    }
}

/// The default also where the value is wrong; then the whole reading fails.
fn store_url(r: &mut Reader<'_>, name: &'static str) -> StoreUrl {
    let base = r.base(name);
    r.value(name, |v| stores::store_url(v, base.as_deref()))
}

pub(super) fn backup(r: &mut Reader<'_>) -> BackupConfig {
    BackupConfig {
        url: store_url(r, "backup.url"),
        every: r.optional("backup.every", |v| values::duration(v, Unit::Seconds)),
        keep_last: count(r, "backup.keep_last"),
        keep_daily: count(r, "backup.keep_daily"),
        keep_weekly: count(r, "backup.keep_weekly"),
        keep_monthly: count(r, "backup.keep_monthly"),
        encrypt_key: r.secret("backup.encrypt_key", "backup.encrypt_key_file"),
        wal_archive: r.value("backup.wal_archive", values::switch),
    }
}

pub(super) fn smtp(r: &mut Reader<'_>) -> Option<SmtpConfig> {
    const TLS: &[(&str, SmtpTls)] =
        &[("required", SmtpTls::Required), ("implicit", SmtpTls::Implicit), ("none", SmtpTls::None)];
    let host = r.optional("smtp.host", values::text);
    let port = r.value("smtp.port", |v| values::number(v, 1..=65_535));
    let user = r.optional("smtp.user", values::text);
    let password = r.secret("smtp.password", "smtp.password_file");
    let from = r.optional("smtp.from", mail_address);
    let tls = r.value("smtp.tls", |v| values::choice(v, TLS));
    if host.is_none() && (user.is_some() || password.is_some() || from.is_some()) {
        r.missing("smtp.host", "the other keys of [smtp] mean nothing without it");
    }
    let host = host?;
    if from.is_none() {
        r.missing("smtp.from", "mail needs a sender");
    }
    Some(SmtpConfig { host, port, user, password, from: from?, tls })
}

fn mail_address(value: &Value) -> Parsed<String> {
    let text = values::text(value)?;
    text.parse::<lettre::message::Mailbox>()
        .map(|_| text)
        .map_err(|_| "must be an address such as desk@appydex.example or AppyDex <desk@appydex.example>".into())
}

pub(super) fn display(r: &mut Reader<'_>) -> DisplayConfig {
    const THEMES: &[(&str, Theme)] = &[("auto", Theme::Auto), ("light", Theme::Light), ("dark", Theme::Dark)];
    const COLORS: &[(&str, ColorChoice)] =
        &[("auto", ColorChoice::Auto), ("always", ColorChoice::Always), ("never", ColorChoice::Never)];
    DisplayConfig {
        currency: r.value("display.currency", |v| values::text(v)?.parse()),
        time_zone: r.value("display.time_zone", time_zone),
        theme: r.value("display.theme", |v| values::choice(v, THEMES)),
        color: r.value("display.color", |v| values::choice(v, COLORS)),
    }
}

fn time_zone(value: &Value) -> Parsed<TimeZone> {
    TimeZone::get(&values::text(value)?).map_err(|_| "must be the name of a time zone such as Asia/Kolkata".into())
}

pub(super) fn log(r: &mut Reader<'_>) -> LogConfig {
    const FORMATS: &[(&str, LogFormat)] = &[("text", LogFormat::Text), ("json", LogFormat::Json)];
    LogConfig {
        format: r.value("log.format", |v| values::choice(v, FORMATS)),
        level: r.value("log.level", level),
        file: r.path("log.file"),
        otlp_endpoint: service(r, "log.otlp_endpoint", WEB),
    }
}

fn level(value: &Value) -> Parsed<String> {
    let text = values::text(value)?;
    EnvFilter::builder()
        .parse(&text)
        .map(|_| text)
        .map_err(|_| "must be off, error, warn, info, debug or trace, or directives such as info,sqlx=warn".into())
}
