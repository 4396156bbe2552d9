//! What `doctor` looks at. Nothing is changed, and nothing is made that isn't there.

use std::{path::Path, time::Duration};

use super::{open, probes};
use crate::{
    cli::{Finding, Verdict},
    config::{Config, GatewayKind},
    domain::time::{DAY, SECOND},
    error::Kind,
    ports::{Clock as _, Probe, SystemClock},
    remote::tokens,
    service::Service,
    store::{Db, database, gauges, reconciliation},
};

/// How long something outside has to answer.
const LIMIT: Duration = Duration::from_secs(5);
/// A clock may run so much behind the newest entry of the audit log, in microseconds: servers differ a little.
const DRIFT: i64 = 2 * SECOND;
const BACK_UP: &str = "This program makes none yet: copy the data directory while nothing runs on it, or use pg_dump.";

fn finding(check: &str, verdict: Verdict, found: impl Into<String>, mend: Option<&str>) -> Finding {
    Finding { check: check.into(), verdict, found: found.into(), mend: mend.map(str::to_owned) }
}

fn fine(check: &str, found: impl Into<String>) -> Finding {
    finding(check, Verdict::Fine, found, None)
}

/// Looks at everything; each check says what it found and how to mend it.
pub async fn examine(config: &Config) -> Vec<Finding> {
    let mut findings = configuration(config);
    findings.push(directory(config));
    findings.extend(secrets(config));
    findings.push(keyring().await);
    let redis = open::redis(config);
    if let Err(error) = &redis {
        findings.push(finding("redis", Verdict::Broken, &error.message, Some("Check [redis] url.")));
    }
    let probes = probes::all(config, redis.ok().flatten());
    if probes.redis.is_some() {
        let mend = "Check [redis] url, and that it runs; meanwhile each server counts for itself.";
        findings.push(asked("redis", probes.redis.as_deref(), mend).await);
    }
    findings.push(asked("disk", probes.storage.as_deref(), "Make room, or move the data with --data-dir.").await);
    findings.push(asked("mail", probes.smtp.as_deref(), "Check [smtp] host, port and tls.").await);
    findings.extend(in_database(config).await);
    findings
}

fn configuration(config: &Config) -> Vec<Finding> {
    let file = config.config_file.as_ref().filter(|file| file.exists());
    let read = file.map_or_else(|| "no file; defaults and environment".into(), |file| file.display().to_string());
    let warning =
        |text: &String| finding("config", Verdict::Warning, text, Some("See `appydex-admin config explain`."));
    std::iter::once(fine("config", read)).chain(config.warnings.iter().map(warning)).collect()
}

fn directory(config: &Config) -> Finding {
    let path = config.data_dir.display();
    match std::fs::metadata(&config.data_dir) {
        Ok(found) if found.is_dir() => fine("data directory", path.to_string()),
        Ok(_) => finding(
            "data directory",
            Verdict::Broken,
            format!("{path} is no directory"),
            Some("Name another with --data-dir."),
        ),
        Err(error) => {
            let mend = "Make it with `appydex-admin db migrate`, or name another with --data-dir.";
            finding("data directory", Verdict::Warning, format!("{path}: {}", error.kind()), Some(mend))
        }
    }
}

/// Files that only their owner may read.
fn secrets(config: &Config) -> Vec<Finding> {
    let files = ["master.key", "signing-keys.json"].map(|name| config.data_dir.join(name));
    files.iter().filter(|file| file.exists()).map(|file| private(file)).collect()
}

#[cfg(unix)]
fn private(file: &Path) -> Finding {
    use std::os::unix::fs::PermissionsExt as _;
    let path = file.display();
    match std::fs::metadata(file).map(|found| found.permissions().mode() & 0o777) {
        Ok(mode) if mode % 0o100 == 0 => fine("secrets", path.to_string()),
        Ok(mode) => {
            let mend = format!("chmod 600 {path}");
            finding("secrets", Verdict::Broken, format!("{path} has mode {mode:03o}: others can read it"), Some(&mend))
        }
        Err(error) => {
            finding("secrets", Verdict::Broken, format!("{path}: {}", error.kind()), Some("Let its owner run this."))
        }
    }
}

#[cfg(not(unix))]
fn private(file: &Path) -> Finding {
    fine("secrets", file.display().to_string())
}

async fn keyring() -> Finding {
    let answers = tokio::task::spawn_blocking(tokens::keyring_answers).await.unwrap_or(false);
    let found = if answers {
        "it answers; tokens are kept there"
    } else {
        "none answers; tokens are kept in files that only you can read"
    };
    fine("keyring", found)
}

async fn asked(check: &str, probe: Option<&dyn Probe>, mend: &str) -> Finding {
    let Some(probe) = probe else { return fine(check, "not set up") };
    match tokio::time::timeout(LIMIT, probe.ask()).await {
        Ok(Ok(facts)) => match facts.trouble {
            Some(trouble) => finding(check, Verdict::Warning, trouble, Some(mend)),
            None => fine(check, "it answers"),
        },
        Ok(Err(error)) => finding(check, Verdict::Broken, error, Some(mend)),
        Err(_) => finding(check, Verdict::Broken, format!("no answer within {} s", LIMIT.as_secs()), Some(mend)),
    }
}

async fn in_database(config: &Config) -> Vec<Finding> {
    let broken = |found: String, mend: &str| vec![finding("database", Verdict::Broken, found, Some(mend))];
    let db = match Db::open(&open::options(config, false)).await {
        Ok(db) => db,
        Err(error) => {
            let mend = match error.kind {
                Kind::NoDatabase { .. } => "Make one with `appydex-admin db migrate`.",
                _ => "Check --database-url, and that the server runs.",
            };
            return broken(error.message, mend);
        }
    };
    let version = db.schema_version().await;
    let told = async {
        let mut tx = db.read().await?;
        Ok::<_, crate::error::Error>((database::version(&mut tx).await?, database::size(&mut tx).await?))
    }
    .await;
    db.close().await;
    match (version, told) {
        (Ok((0, _)), _) => broken("it has no tables yet".into(), "Make them with `appydex-admin db migrate`."),
        (Ok((applied, known)), _) if applied < known => {
            broken(format!("schema {applied}, this program needs {known}"), "Run `appydex-admin db migrate`.")
        }
        (Ok((applied, known)), _) if applied > known => {
            broken(format!("schema {applied}, newer than the {known} of this program"), "Use the newer program.")
        }
        (Ok(_), Ok((engine, size))) => {
            let size = size.map_or_else(String::new, |size| format!(", {} MiB", size >> 20));
            let mut findings = vec![fine("database", format!("{engine}{size}"))];
            findings.extend(in_service(config).await);
            findings
        }
        (Err(error), _) | (_, Err(error)) => broken(error.message, "See -v for the cause."),
    }
}

async fn in_service(config: &Config) -> Vec<Finding> {
    let service = match open::service(config).await {
        Ok(service) => service,
        Err(error) => return vec![finding("service", Verdict::Broken, error.message, Some("See -v for the cause."))],
    };
    let mut findings = gateway(config, &service).await;
    let facts = async {
        let mut tx = service.db().read().await?;
        let newest = reconciliation::known_until(&mut tx).await?;
        let (_, verified) = gauges::backups(&mut tx).await?;
        Ok::<_, crate::error::Error>((newest, verified, service.has_admins().await?))
    }
    .await;
    match facts {
        Ok((newest, verified, has_admins)) => {
            let now = SystemClock.now();
            findings.push(match newest {
                Some(newest) if newest.since(now) > DRIFT => finding(
                    "clock",
                    Verdict::Broken,
                    format!("{now}, and the audit log already has an entry of {newest}"),
                    Some("Set the clock, and keep it with NTP."),
                ),
                _ => fine("clock", now.to_string()),
            });
            findings.push(match verified {
                Some(at) if now.since(at) <= DAY => fine("backup", format!("one was read back at {at}")),
                Some(at) => {
                    finding("backup", Verdict::Warning, format!("none was read back since {at}"), Some(BACK_UP))
                }
                None => finding("backup", Verdict::Warning, "none was ever read back", Some(BACK_UP)),
            });
            findings.push(if has_admins {
                fine("admins", "there are some")
            } else {
                let mend = "Make one: `appydex-admin admins create EMAIL --name NAME --role super_admin`.";
                finding("admins", Verdict::Warning, "nobody can log in yet", Some(mend))
            });
        }
        Err(error) => findings.push(finding("database", Verdict::Broken, error.message, Some("See -v for the cause."))),
    }
    service.db().close().await;
    findings
}

async fn gateway(config: &Config, service: &Service) -> Vec<Finding> {
    let name = service.gateway().name();
    let now = SystemClock.now();
    let listed = tokio::time::timeout(LIMIT, service.gateway().refunds_between(now.plus(-SECOND), now)).await;
    let reach = match listed {
        Ok(Ok(_)) if config.refunds.gateway == GatewayKind::Sandbox => fine("gateway", "sandbox: no money moves"),
        Ok(Ok(_)) => fine("gateway", format!("{name} answers")),
        Ok(Err(error)) => finding(
            "gateway",
            Verdict::Broken,
            format!("{name}: {error}"),
            Some("Check [gateway] base_url and the keys."),
        ),
        Err(_) => finding(
            "gateway",
            Verdict::Broken,
            format!("{name} doesn't answer"),
            Some("Check [gateway] base_url and the network."),
        ),
    };
    let mend = Some("See `appydex-admin refunds reconcile` and `refunds list --gateway-state needs_operator`.");
    let alerts = match service.refund_alerts().await {
        Ok(alerts) if alerts.is_quiet() => None,
        Ok(_) => Some(finding("refunds", Verdict::Warning, "some need people, or nothing is sent", mend)),
        Err(error) => Some(finding("refunds", Verdict::Broken, error.message, Some("See -v for the cause."))),
    };
    std::iter::once(reach).chain(alerts).collect()
}
