//! Gauges for the dashboard and for Prometheus.

use std::fmt::Write as _;

use super::{Local, Service};
use crate::{
    domain::{
        actor::Permission,
        time::{DAY, SECOND},
    },
    error::{Error, Result},
    operations::metrics::Metrics,
    store::{Tx, gauges},
};

/// The gauges that the database gives, of a moment: they hold until anything is changed, or a minute is over.
#[derive(Clone, Copy)]
pub struct Kept {
    changes: i64,
    minute: i64,
    metrics: Metrics,
}

impl Local {
    /// The dashboard's gauges.
    pub(super) async fn gauges(&self) -> Result<Metrics> {
        self.permit(Permission::AnalyticsView).await?;
        self.service.gauges().await
    }

    /// Everything that Prometheus reads.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`, or when the database fails.
    pub async fn scraped(&self) -> Result<String> {
        self.permit(Permission::SystemHealth).await?;
        self.service.scrape().await
    }
}

impl Service {
    async fn gauges(&self) -> Result<Metrics> {
        let mut tx = self.db().read().await?;
        let (changes, minute) = (gauges::changes(&mut tx).await?, self.now().0.div_euclid(60 * SECOND));
        let kept = self.0.gauges.lock().ok().and_then(|kept| *kept);
        let mut metrics = match kept {
            Some(kept) if kept.changes == changes && kept.minute == minute => kept.metrics,
            _ => self.counted(&mut tx).await?,
        };
        if let Ok(mut kept) = self.0.gauges.lock() {
            *kept = Some(Kept { changes, minute, metrics });
        }
        metrics.appydex_error_rate_5m = self.meter().error_rate(5, self.now());
        Ok(metrics)
    }

    async fn counted(&self, tx: &mut Tx) -> Result<Metrics> {
        let now = self.now();
        let (vendors, pending) = gauges::vendors(tx).await?;
        Ok(Metrics {
            appydex_vendors_total: vendors,
            appydex_vendors_pending_verification: pending,
            appydex_bookings_today: gauges::bookings_today(tx, now).await?,
            // The marketplace that this program serves sells none.
            appydex_active_subscriptions: 0,
            appydex_revenue_last_30d_cents: gauges::revenue(tx, self.settings().currency, now.plus(-30 * DAY)).await?,
            appydex_payments_failures_7d: gauges::failed_payments(tx, now.plus(-7 * DAY)).await?,
            appydex_error_rate_5m: 0.0,
        })
    }

    /// Everything that Prometheus reads. Who may is for the caller to know.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn scrape(&self) -> Result<String> {
        let mut text = String::new();
        let metrics = serde_json::to_value(self.gauges().await?).map_err(Error::internal)?;
        for (name, value) in metrics.as_object().into_iter().flatten() {
            gauge(&mut text, name, help(name), &[(String::new(), value.to_string())]);
        }
        self.queues(&mut text).await?;
        self.alerts(&mut text).await?;
        self.meter().expose(&mut text);
        Ok(text)
    }

    async fn queues(&self, text: &mut String) -> Result<()> {
        let now = self.now();
        let mut tx = self.db().read().await?;
        let jobs = gauges::jobs_by_type(&mut tx).await?;
        let jobs: Vec<_> = jobs
            .iter()
            .map(|(kind, status, n)| (labels(&[("type", kind), ("status", status)]), n.to_string()))
            .collect();
        gauge(text, "appydex_jobs", "Jobs by type and status; ended ones are kept 7 days.", &jobs);
        let due = gauges::jobs(&mut tx, now).await?.due.map_or(0, |due| (now.since(due) / SECOND).max(0));
        let none = String::new;
        gauge(
            text,
            "appydex_jobs_overdue_seconds",
            "How long a job has been due that nobody works at.",
            &[(none(), due.to_string())],
        );
        let (waiting, failed) = gauges::notices(&mut tx, now.plus(-7 * DAY)).await?;
        gauge(text, "appydex_notifications_waiting", "Notices still being tried.", &[(none(), waiting.to_string())]);
        gauge(text, "appydex_notifications_failed_7d", "Notices given up.", &[(none(), failed.to_string())]);
        let tries = gauges::refund_tries(&mut tx).await?;
        let tries: Vec<_> = tries.iter().map(|(state, n)| (labels(&[("state", state)]), n.to_string())).collect();
        gauge(text, "appydex_refunds_open", "Refunds decided and not settled, by state.", &tries);
        Ok(())
    }

    async fn alerts(&self, text: &mut String) -> Result<()> {
        let alerts = self.refund_alerts().await?;
        for (name, help, value) in [
            ("needs_operator", "Refunds whose outcome could not be found out.", alerts.needs_operator),
            ("overdue", "Refunds that were due for more than 15 minutes.", alerts.overdue),
            ("unexplained", "Refunds kept back by an unknown amount at the gateway.", alerts.unexplained),
            ("frozen", "1 while nothing is sent.", i64::from(alerts.frozen)),
            ("stopped", "1 while the gateway refuses the account.", i64::from(alerts.stopped.is_some())),
            ("differences", "Differences between gateway and ledger.", alerts.differences),
        ] {
            gauge(text, &format!("appydex_refunds_{name}"), help, &[(String::new(), value.to_string())]);
        }
        Ok(())
    }
}

fn help(name: &str) -> &'static str {
    match name {
        "appydex_vendors_total" => "Vendors known.",
        "appydex_vendors_pending_verification" => "Vendors that wait to be verified.",
        "appydex_bookings_today" => "Bookings made since midnight, UTC.",
        "appydex_active_subscriptions" => "Subscriptions.",
        "appydex_revenue_last_30d_cents" => "What came in within 30 days, in the configured currency.",
        "appydex_payments_failures_7d" => "Payments that failed within 7 days.",
        _ => "Requests of the last 5 minutes that this server failed, in percent.",
    }
}

/// Labels as they stand behind a name; the values are this program's own words.
fn labels(pairs: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}=\"{value}\"")).collect();
    format!("{{{}}}", pairs.join(","))
}

fn gauge(text: &mut String, name: &str, help: &str, samples: &[(String, String)]) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} gauge");
    for (labels, value) in samples {
        let _ = writeln!(text, "{name}{labels} {value}");
    }
}
