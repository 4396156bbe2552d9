//! How every part is doing: each asked now, all at once, two seconds each.

use std::{
    future::Future,
    time::{Duration, Instant},
};

use super::{
    Local, Service,
    access::{Identity, Need},
    auth::micros,
    money::RefundAlerts,
};
use crate::{
    domain::{
        actor::Permission,
        time::{DAY, MINUTE, SECOND, Timestamp},
    },
    error::{Error, Kind, Result},
    operations::health::{
        BackupHealth, Connections, DatabaseHealth, GatewayHealth, HealthReport, QueueHealth, RedisHealth,
        ServiceHealth, Services, SmtpHealth, Status, StorageHealth,
    },
    ports::{Facts, Probe, Probes},
    store::{Tx, chain, gauges, reconciliation},
};

/// How long a part has to answer.
const LIMIT: Duration = Duration::from_secs(2);
/// How long a job may be due before somebody should look for a worker.
const NEGLECTED: i64 = 5 * MINUTE;
const GIB: f64 = 1_073_741_824.0;
const MIB: f64 = 1_048_576.0;

/// What a part said, and how long it took.
struct Asked<T> {
    answer: Result<T, String>,
    latency_ms: f64,
}

impl<T> Asked<T> {
    /// Its health; `wrong` says what is wrong with an answer that came.
    fn health(&self, wrong: impl FnOnce(&T) -> Option<String>) -> ServiceHealth {
        let (status, error) = match &self.answer {
            Err(error) => (Status::Unhealthy, Some(error.clone())),
            Ok(answer) => match wrong(answer) {
                None => (Status::Healthy, None),
                wrong => (Status::Degraded, wrong),
            },
        };
        ServiceHealth { status, latency_ms: Some(self.latency_ms), error }
    }

    fn told(&self) -> Option<&T> {
        self.answer.as_ref().ok()
    }
}

async fn ask<T>(part: impl Future<Output = Result<T, String>>) -> Asked<T> {
    let begun = Instant::now();
    let answer = tokio::time::timeout(LIMIT, part).await;
    let answer = answer.unwrap_or_else(|_| Err(format!("No answer within {} s", LIMIT.as_secs())));
    Asked { answer, latency_ms: (begun.elapsed().as_secs_f64() * 10_000.0).round() / 10.0 }
}

/// What is told of a failure: never its cause, which the log has.
#[expect(clippy::needless_pass_by_value, reason = "map_err gives it away")]
fn out_of_reach(error: Error) -> String {
    tracing::warn!(code = error.code(), context = ?error.context, "a part is not healthy");
    match error.kind {
        Kind::Busy => "It is busy and takes no more at the moment".into(),
        _ => "It does not answer".into(),
    }
}

const fn disabled() -> ServiceHealth {
    ServiceHealth { status: Status::Disabled, latency_ms: None, error: None }
}

/// What a probe says of a part, or that the part is not set up.
async fn probed(probe: Option<&dyn Probe>) -> (ServiceHealth, Facts) {
    let Some(probe) = probe else { return (disabled(), Facts::default()) };
    let asked = ask(probe.ask()).await;
    let health = asked.health(|facts| facts.trouble.clone());
    (health, asked.answer.unwrap_or_default())
}

impl Local {
    /// How everything is doing. Where the database doesn't answer, what the caller's token says they may is believed.
    pub(super) async fn report_health(&self) -> Result<HealthReport> {
        let asked = self.authorize(Need::Permission(Permission::SystemHealth));
        let checked = tokio::time::timeout(LIMIT, asked).await.unwrap_or_else(|_| Err(Kind::Busy.into()));
        if let Err(error) = checked {
            match self.caller.claimed.filter(|_| is_outage(&error)) {
                Some(claimed) if claimed.allows(Permission::SystemHealth) => {}
                Some(_) => return Err(Error::denied(Permission::SystemHealth)),
                None => return Err(error),
            }
        }
        Ok(Box::pin(self.service.health_report()).await)
    }
}

/// Whether the database is out of reach, rather than that somebody was refused.
const fn is_outage(error: &Error) -> bool {
    !matches!(error.kind, Kind::Unauthenticated | Kind::TokenExpired | Kind::PermissionDenied { .. })
}

impl Service {
    /// As [`Self::authenticate`]; where the database doesn't answer, the token itself is believed.
    ///
    /// # Errors
    /// As there.
    pub async fn authenticate_or_believe(&self, bearer: &str) -> Result<Identity> {
        let asked = tokio::time::timeout(LIMIT, self.authenticate(bearer)).await;
        match asked.unwrap_or_else(|_| Err(Kind::Busy.into())) {
            Err(error) if is_outage(&error) => self.believed(bearer).map_err(|_| error),
            other => other,
        }
    }

    async fn health_report(&self) -> HealthReport {
        let probes = self.probes();
        let (database, redis, storage, queue, gateway, smtp, backup) = tokio::join!(
            self.database_health(),
            redis(probes.redis.as_deref()),
            storage(&probes),
            self.queue_health(),
            self.gateway_health(),
            self.smtp_health(&probes),
            self.backup_health(),
        );
        let services = Services { database, redis, storage, queue, gateway, smtp, backup };
        let status = overall(&services);
        HealthReport {
            status,
            timestamp: self.now(),
            version: env!("CARGO_PKG_VERSION").into(),
            environment: if cfg!(debug_assertions) { "development" } else { "production" }.into(),
            services,
            metrics: self.meter().health(self.now()),
        }
    }

    async fn database_health(&self) -> DatabaseHealth {
        let asked = ask(async {
            let mut tx = self.db().read().await.map_err(out_of_reach)?;
            chain::head(&mut tx).await.map_err(out_of_reach)
        })
        .await;
        let connections = asked.told().map(|_| {
            let (active, idle, max) = self.db().connections();
            Connections { active: active.into(), idle: idle.into(), max: max.into() }
        });
        DatabaseHealth { service: asked.health(|_| None), backend: self.db().backend().into(), connections }
    }

    async fn queue_health(&self) -> QueueHealth {
        let now = self.now();
        let asked = ask(self.reading(async |tx: &mut Tx| gauges::jobs(tx, now.plus(-DAY)).await)).await;
        let neglected = |due: Timestamp| now.since(due) > NEGLECTED;
        let service = asked.health(|counts| {
            counts
                .due
                .filter(|due| neglected(*due))
                .map(|due| format!("A job has been due for {} min; does a worker run?", now.since(due) / MINUTE))
        });
        let told = asked.told();
        QueueHealth {
            service,
            pending_jobs: told.map(|counts| counts.pending),
            processing_jobs: told.map(|counts| counts.processing),
            failed_jobs_24h: told.map(|counts| counts.failed),
        }
    }

    async fn gateway_health(&self) -> GatewayHealth {
        let now = self.now();
        let gateway = self.gateway();
        let reach = ask(async {
            let listed = gateway.refunds_between(now.plus(-SECOND), now).await;
            listed.map(drop).map_err(|_| "The gateway can't be reached".to_owned())
        });
        let known = ask(async {
            let alerts = self.refund_alerts().await.map_err(out_of_reach)?;
            let in_doubt = self.reading(async |tx: &mut Tx| reconciliation::in_doubt(tx).await).await?;
            Ok((alerts, in_doubt))
        });
        let (reach, known) = tokio::join!(reach, known);
        let mut service = reach.health(|()| known.told().and_then(|(alerts, _)| trouble(alerts)));
        if let (Status::Unhealthy, Some((alerts, _))) = (service.status, known.told()) {
            // What needs people stays visible whatever the network does.
            let all = [service.error.take(), trouble(alerts)];
            service.error = Some(all.into_iter().flatten().collect::<Vec<_>>().join(". "));
        }
        let told = known.told();
        let frozen = told.map(|(alerts, _)| alerts.frozen);
        GatewayHealth {
            service,
            provider: gateway.name(),
            refunds_in_doubt: told.map(|(alerts, in_doubt)| in_doubt - alerts.needs_operator),
            refunds_needing_operator: told.map(|(alerts, _)| alerts.needs_operator),
            frozen,
            sending_frozen: frozen,
        }
    }

    async fn smtp_health(&self, probes: &Probes) -> SmtpHealth {
        let since = self.now().plus(-7 * DAY);
        let counts = ask(self.reading(async |tx: &mut Tx| gauges::notices(tx, since).await));
        let ((service, _), counts) = tokio::join!(probed(probes.smtp.as_deref()), counts);
        let told = counts.told();
        SmtpHealth {
            service,
            waiting_notifications: told.map(|(waiting, _)| *waiting),
            failed_notifications: told.map(|(_, failed)| *failed),
        }
    }

    async fn backup_health(&self) -> BackupHealth {
        let now = self.now();
        let asked = ask(self.reading(async |tx: &mut Tx| gauges::backups(tx).await)).await;
        let every = self.settings().backup_every.map(micros);
        let (last_backup_at, last_verified_at) = asked.told().copied().unwrap_or_default();
        let late = |at: Option<Timestamp>, every: i64| at.is_none_or(|at| now.since(at) > 2 * every);
        let mut service = asked.health(|_| match every {
            Some(every) if late(last_backup_at, every) => Some("The last backup is too old".into()),
            Some(every) if late(last_verified_at, every.max(DAY)) => Some("No backup has been read back lately".into()),
            _ => None,
        });
        match service.status {
            Status::Unhealthy => {
                (service.status, service.error) =
                    (Status::Degraded, Some("The list of backups is out of reach".into()));
            }
            Status::Healthy if every.is_none() && last_backup_at.is_none() => service = disabled(),
            _ => {}
        }
        let verified_age_seconds = last_verified_at.map(|at| (now.since(at) / SECOND).max(0));
        BackupHealth { service, last_backup_at, last_verified_at, verified_age_seconds }
    }

    /// Reads something, saying no more of a failure than people may learn.
    async fn reading<T>(&self, read: impl AsyncFnOnce(&mut Tx) -> Result<T>) -> Result<T, String> {
        let mut tx = self.db().read().await.map_err(out_of_reach)?;
        read(&mut tx).await.map_err(out_of_reach)
    }
}

async fn redis(probe: Option<&dyn Probe>) -> RedisHealth {
    let (service, facts) = probed(probe).await;
    let mib = |bytes: Option<u64>| bytes.map(|bytes| tenths(bytes, MIB));
    RedisHealth { service, memory_used_mb: mib(facts.used_bytes), memory_max_mb: mib(facts.limit_bytes) }
}

async fn storage(probes: &Probes) -> StorageHealth {
    let (service, facts) = probed(probes.storage.as_deref()).await;
    let gib = |bytes: Option<u64>| bytes.map(|bytes| tenths(bytes, GIB));
    let (used_gb, quota_gb) = (gib(facts.used_bytes), gib(facts.limit_bytes));
    StorageHealth { service, provider: if probes.s3 { "s3" } else { "local" }.into(), used_gb, quota_gb }
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people, rounded anyway")]
fn tenths(bytes: u64, unit: f64) -> f64 {
    (bytes as f64 / unit * 10.0).round() / 10.0
}

/// What about refunds needs people, in plain words.
fn trouble(alerts: &RefundAlerts) -> Option<String> {
    let count = |count: i64, what: &str| (count > 0).then(|| format!("{count} {what}"));
    let all = [
        alerts.frozen.then(|| "Sending is frozen until somebody unfreezes it".to_owned()),
        // Why is text of the gateway: that is for the log and the reconciliation, which neutralise it.
        alerts.stopped.as_ref().map(|_| "The gateway refuses this account; nothing is sent".to_owned()),
        count(alerts.needs_operator, "refunds need an operator: nobody could find out whether they were paid"),
        count(alerts.overdue, "refunds have been due for more than 15 minutes"),
        count(alerts.unexplained, "refunds are kept back by an amount at the gateway that nobody here knows of"),
        count(alerts.differences, "differences between gateway and ledger"),
    ];
    let all: Vec<String> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(". "))
}

fn overall(services: &Services) -> Status {
    if services.database.service.status == Status::Unhealthy {
        return Status::Unhealthy;
    }
    let well = |health: &ServiceHealth| matches!(health.status, Status::Healthy | Status::Disabled);
    if services.each().iter().all(|(_, health)| well(health)) { Status::Healthy } else { Status::Degraded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alert_about_refunds_is_said() {
        assert_eq!(trouble(&RefundAlerts::default()), None);
        let all = RefundAlerts {
            needs_operator: 1,
            overdue: 2,
            unexplained: 3,
            frozen: true,
            stopped: Some("\x1b[2J".into()),
            differences: 4,
        };
        let said = trouble(&all).unwrap();
        for part in ["frozen", "refuses", "1 refunds need", "2 refunds have", "3 refunds are", "4 differences"] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!said.contains('\x1b'));
    }

    #[tokio::test]
    async fn who_is_silent_is_not_waited_for() {
        let asked: Asked<()> = ask(std::future::pending()).await;
        let health = asked.health(|()| None);
        assert_eq!((health.status, health.error.as_deref()), (Status::Unhealthy, Some("No answer within 2 s")));
    }
}
