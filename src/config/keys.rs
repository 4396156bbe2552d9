//! The table of all keys: name, default, and whether its value may be shown.

/// How a key's value is shown by `config explain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Plain,
    /// Only as `(set)`.
    Secret,
    /// As a URL without its password.
    Url,
}

/// A key. Its default is written as it would be in the environment.
#[derive(Debug)]
pub(super) struct Key {
    pub name: &'static str,
    pub default: Option<&'static str>,
    pub shown: Shown,
}

const fn with(name: &'static str, default: &'static str) -> Key {
    Key { name, default: Some(default), shown: Shown::Plain }
}

const fn unset(name: &'static str) -> Key {
    Key { name, default: None, shown: Shown::Plain }
}

const fn secret(name: &'static str) -> Key {
    Key { name, default: None, shown: Shown::Secret }
}

const fn url(name: &'static str) -> Key {
    Key { name, default: None, shown: Shown::Url }
}

/// Every key in the order in which it is explained. Each secret may be given as itself or as a file.
pub(super) const KEYS: &[Key] = &[
    with("server.listen", "127.0.0.1:16110"),
    unset("server.public_url"),
    with("server.allow_origins", "http://localhost:*, http://127.0.0.1:*"),
    with("server.trusted_proxies", "[]"),
    unset("server.frontend"),
    url("server.upstream"),
    secret("server.scrape_token"),
    unset("server.scrape_token_file"),
    with("server.body_limit", "1 MiB"),
    with("server.request_timeout", "30s"),
    unset("server.workers"),
    url("database.url"),
    url("database.read_url"),
    with("database.readers", "4"),
    with("database.statement_timeout", "30s"),
    with("database.write_wait", "5s"),
    with("auth.access_minutes", "15"),
    with("auth.refresh_days", "30"),
    with("auth.audience", "appydex-admin"),
    secret("auth.master_key"),
    unset("auth.master_key_file"),
    with("auth.lockout.pair", "5"),
    with("auth.lockout.account", "20"),
    with("auth.lockout.address", "20"),
    with("auth.lockout.window", "15m"),
    url("auth.foreign.jwks_url"),
    secret("auth.foreign.secret"),
    unset("auth.foreign.secret_file"),
    unset("auth.foreign.issuer"),
    unset("auth.foreign.audience"),
    with("refunds.four_eyes", "{ INR = 8500000, USD = 100000 }"),
    with("refunds.wait_ms", "5000"),
    with("refunds.cancellation", "[[24, 100], [2, 50], [0, 0]]"),
    with("refunds.gateway", "sandbox"),
    unset("refunds.install_id"),
    with("gateway.razorpay.base_url", "https://api.razorpay.com"),
    unset("gateway.razorpay.key_id"),
    secret("gateway.razorpay.key_secret"),
    unset("gateway.razorpay.key_secret_file"),
    secret("gateway.razorpay.webhook_secret"),
    unset("gateway.razorpay.webhook_secret_file"),
    with("gateway.razorpay.send_window", "30m"),
    with("gateway.razorpay.timeout", "10s"),
    with("gateway.stripe.base_url", "https://api.stripe.com"),
    unset("gateway.stripe.key_id"),
    secret("gateway.stripe.key_secret"),
    unset("gateway.stripe.key_secret_file"),
    secret("gateway.stripe.webhook_secret"),
    unset("gateway.stripe.webhook_secret_file"),
    with("gateway.stripe.send_window", "12h"),
    with("gateway.stripe.timeout", "10s"),
    with("takedowns.due_hours.high", "24"),
    with("takedowns.due_hours.medium", "72"),
    with("takedowns.due_hours.low", "168"),
    with("takedowns.claim_minutes", "10"),
    with("takedowns.snippets", "[]"),
    with("limits.list", "60"),
    with("limits.detail", "120"),
    with("limits.mutation", "30"),
    with("limits.analytics", "60"),
    with("limits.jobs", "120"),
    with("limits.backup_per_hour", "1"),
    with("limits.restore_per_hour", "1"),
    with("jobs.workers", "2"),
    with("jobs.lease_seconds", "30"),
    with("jobs.keep_days", "7"),
    with("jobs.export_hours", "24"),
    unset("files.url"),
    url("files.endpoint"),
    with("files.region", "us-east-1"),
    secret("files.key"),
    unset("files.key_file"),
    unset("backup.url"),
    unset("backup.every"),
    with("backup.keep_last", "7"),
    with("backup.keep_daily", "0"),
    with("backup.keep_weekly", "0"),
    with("backup.keep_monthly", "0"),
    secret("backup.encrypt_key"),
    unset("backup.encrypt_key_file"),
    with("backup.wal_archive", "true"),
    unset("smtp.host"),
    with("smtp.port", "587"),
    unset("smtp.user"),
    secret("smtp.password"),
    unset("smtp.password_file"),
    unset("smtp.from"),
    with("smtp.tls", "required"),
    url("redis.url"),
    with("display.currency", "INR"),
    unset("display.time_zone"),
    with("display.theme", "auto"),
    with("display.color", "auto"),
    with("log.format", "text"),
    with("log.level", "info"),
    unset("log.file"),
    url("log.otlp_endpoint"),
];

/// The keys of `[profiles.NAME]`.
pub(super) const PROFILE_KEYS: &[&str] = &["server", "as", "readonly", "protected"];

/// The key of this name.
pub(super) fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// Whether keys lie under this name, so that it may be given as a table.
pub(super) fn is_group(name: &str) -> bool {
    KEYS.iter().any(|key| key.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
}

/// Every name under which keys lie.
pub(super) fn groups() -> impl Iterator<Item = &'static str> {
    KEYS.iter().flat_map(|key| key.name.match_indices('.').map(|(at, _)| &key.name[..at]))
}
