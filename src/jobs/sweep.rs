//! Housekeeping: what has had its time is forgotten, once an hour.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::domain::time::{DAY, Timestamp};
use crate::error::Result;
use crate::ports::Clock;
use crate::store::{Db, analytics, events, gateway_events, idempotency, outbox, security, sessions};

const EVERY: Duration = Duration::from_hours(1);

/// How many rows were forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Idempotency records, after 24 hours.
    pub idempotency: u64,
    /// Events, after 7 days.
    pub events: u64,
    /// Sessions, 30 days after their end.
    pub sessions: u64,
    /// Failed logins, after a day.
    pub login_failures: u64,
    /// Calls of gateways, after 30 days.
    pub gateway_events: u64,
    /// Notices that arrived, after 30 days; those that failed stay.
    pub notices: u64,
    /// Months put together anew for analytics, because one of their days has changed.
    pub months: u64,
}

/// Sweeps now and every hour until `shutdown`; what fails is tried again at the next sweep.
pub async fn run(db: &Db, clock: &dyn Clock, shutdown: &CancellationToken) {
    while !shutdown.is_cancelled() {
        match once(db, clock.now()).await {
            Ok(swept) => tracing::debug!(?swept, "swept"),
            Err(error) => tracing::warn!(?error, "the sweep failed; the next is in an hour"),
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = shutdown.cancelled() => {}
        }
    }
}

/// Forgets what is too old at `now`, kind by kind, each in a transaction of its own so that no writer waits long.
///
/// # Errors
/// When the database fails; what was swept before stays swept.
pub async fn once(db: &Db, now: Timestamp) -> Result<Swept> {
    let before = |days: i64| Timestamp(now.0 - days * DAY);
    macro_rules! swept {
        ($sweep:path, $before:expr) => {{
            let mut tx = db.begin().await?;
            let rows = $sweep(&mut tx, $before).await?;
            tx.commit().await?;
            rows
        }};
    }
    Ok(Swept {
        idempotency: swept!(idempotency::sweep, before(1)),
        events: swept!(events::sweep, before(7)),
        sessions: swept!(sessions::sweep, before(30)),
        login_failures: swept!(security::sweep_failures, before(1)),
        gateway_events: swept!(gateway_events::sweep, before(30)),
        notices: swept!(outbox::sweep, before(30)),
        months: renewed(db).await?,
    })
}

async fn renewed(db: &Db) -> Result<u64> {
    let mut tx = db.begin().await?;
    let months = analytics::renew(&mut tx).await?;
    tx.commit().await?;
    Ok(months)
}
