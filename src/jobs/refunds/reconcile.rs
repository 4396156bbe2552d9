//! Reads what the gateway has, once a day and whenever sending waits for it, and has it compared with the ledger.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::{error::Result, service::Service};

const LOOK: Duration = Duration::from_secs(5);
/// After the gateway or the database could not be read.
const LATER: Duration = Duration::from_mins(1);

/// Compares until `shutdown`.
pub async fn run(service: &Service, shutdown: &CancellationToken) {
    while !shutdown.is_cancelled() {
        let wait = match once(service).await {
            Ok(_) => LOOK,
            Err(error) => {
                tracing::warn!(?error, "refunds can't be compared with the gateway");
                LATER
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = shutdown.cancelled() => {}
        }
    }
}

/// Compares if it is time to; whether it was.
///
/// # Errors
/// When the gateway can't be asked or the database fails; what was taken in before stays.
pub async fn once(service: &Service) -> Result<bool> {
    let Some(period) = service.reconciliation_due().await? else { return Ok(false) };
    service.reconciliation_begun().await?;
    let listed = service.gateway().refunds_between(period.from, period.to).await;
    fault!("reconcile.listed");
    let listed = listed.map_err(|e| crate::error::Error::internal(format!("the gateway's list: {e}")))?;
    service.reconcile(period, listed).await.map(|()| true)
}
