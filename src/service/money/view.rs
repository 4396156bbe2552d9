//! Whether anything is sent, and what the comparison with the gateway found, as people see it.

use super::reconcile::Findings;
use crate::{
    domain::{
        actor::Permission,
        refund::GatewayName,
        time::{MINUTE, Timestamp},
    },
    error::{Error, Result},
    operations::{
        AdminRef,
        reconciliation::{FrozenBecause, Reconciliation},
    },
    service::{Local, Service},
    store::{Tx, admins, attempts, lanes, reconciliation},
};

/// How long a try may be due before that is an alert.
const OVERDUE: i64 = 15 * MINUTE;

/// How it stands.
pub async fn read(tx: &mut Tx, gateway: GatewayName) -> Result<Reconciliation> {
    let row = reconciliation::get(tx).await?;
    let findings = Findings::read(row.findings.as_deref())?;
    let lane = lanes::stopped(tx, gateway).await?.filter(|lane| lane.retry_at.is_none());
    let because = row.frozen_because.filter(|_| row.frozen);
    let frozen_because: Option<FrozenBecause> =
        because.map(|word| word.parse().map_err(Error::internal)).transpose()?;
    let unfrozen_by = match row.unfrozen_by {
        Some(id) => admins::by_id(tx, crate::domain::id::AdminId(id)).await?,
        None => None,
    };
    Ok(Reconciliation {
        frozen: row.frozen || lane.is_some(),
        frozen_because,
        frozen_at: row.frozen_at.filter(|_| row.frozen).or(lane.map(|lane| lane.since)),
        restored_to: row.restored_to,
        restore_job_id: row.restore_job_id,
        state: row.state.parse().map_err(Error::internal)?,
        gateway,
        read_from: row.read_from.filter(|_| row.restored_to.is_some()),
        read_at: row.read_at,
        matched: findings.matched,
        adopted: findings.adopted,
        in_doubt: reconciliation::in_doubt(tx).await?,
        totals: findings.totals,
        differences_total: findings.differences_total,
        differences: findings.differences,
        unfrozen_at: row.unfrozen_at,
        unfrozen_by: unfrozen_by.map(|row| AdminRef { id: row.id.0, name: row.name, email: row.email }),
        version: row.version,
        dry_run: None,
    })
}

impl Local {
    /// How it stands, for whoever may list refunds.
    pub(in crate::service) async fn reconciliation(&self) -> Result<Reconciliation> {
        self.permit(Permission::RefundsList).await?;
        let gateway = self.service.gateway().name();
        read(&mut self.service.db().read().await?, gateway).await
    }
}

/// What about refunds needs people, and can't be dismissed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefundAlerts {
    /// Refunds whose outcome could not be found out.
    pub needs_operator: i64,
    /// Refunds that were due for more than 15 minutes, or were decided as long ago and nothing could be sent for
    /// another reason than an unexplained amount: a gateway that doesn't know the payment, say.
    pub overdue: i64,
    /// Refunds kept back by an amount at the gateway that nobody here knows of.
    pub unexplained: i64,
    /// Nothing is sent.
    pub frozen: bool,
    /// Nothing is sent through the gateway at the moment, and why.
    pub stopped: Option<String>,
    /// Gateway and ledger differ.
    pub differences: i64,
}

impl RefundAlerts {
    /// Whether nothing needs anybody.
    pub fn is_quiet(&self) -> bool {
        *self == Self::default()
    }
}

impl Service {
    /// What about refunds needs people at this moment.
    pub async fn refund_alerts(&self) -> Result<RefundAlerts> {
        let overdue_since: Timestamp = self.now().plus(-OVERDUE);
        let mut tx = self.db().read().await?;
        let (needs_operator, overdue, unexplained) =
            attempts::neglected(&mut tx, overdue_since, super::record::UNEXPLAINED_CODE).await?;
        let row = reconciliation::get(&mut tx).await?;
        let lane = lanes::stopped(&mut tx, self.gateway().name()).await?;
        Ok(RefundAlerts {
            needs_operator,
            overdue,
            unexplained,
            frozen: row.frozen,
            stopped: lane.map(|lane| lane.reason.unwrap_or_default()),
            differences: Findings::read(row.findings.as_deref())?.differences_total,
        })
    }
}
