//! Freezing: nothing is sent from a database that may be behind, or that isn't the one that sends, until what the
//! gateway has was read back and somebody lets it on again.

use async_trait::async_trait;
use serde_json::json;

use super::{case::Case, reconcile::Findings, record::of_the_worker, view};
use crate::{
    domain::{
        actor::{Caller, Permission, Surface},
        refund::machine,
        time::HOUR,
    },
    error::{Error, Kind, Result},
    operations::{
        Attempt,
        reconciliation::{FrozenBecause, Reconciliation, ReconciliationState, UnfreezeRefunds},
    },
    service::{
        Service,
        access::Need,
        mutation::{self, About, Change, Context, Mutation},
    },
    store::{
        attempts, lanes,
        reconciliation::{self, ReconciliationRow},
        security,
    },
};

/// How many tries are read at a time.
const CHUNK: i64 = 100;

/// Stops all sending, and leaves everything that isn't certain to be looked up.
pub struct Freeze;

#[async_trait]
impl Mutation for Freeze {
    of_the_worker!("refund.freeze");
    type Request = FrozenBecause;
    type Answer = ();

    async fn run(cx: &mut Context<'_>, because: &FrozenBecause) -> Result<()> {
        if reconciliation::lock(&mut cx.tx).await?.frozen {
            return Ok(());
        }
        let known_until = reconciliation::known_until(&mut cx.tx).await?.unwrap_or(cx.now);
        let mut read_from = known_until.min(cx.now);
        let mut last = 0;
        loop {
            let live = attempts::live_after(&mut cx.tx, last, CHUNK).await?;
            let Some(end) = live.last() else { break };
            last = end.key;
            for row in &live {
                read_from = read_from.min(row.created_at);
                let mut case = Case::load(cx, row.refund_key).await?;
                let place = case.place(row.key)?;
                let is = machine::frozen(case.tries[place].standing(), cx.now);
                case.tries[place].stand(&is, cx.now);
                case.close(cx, "refund.in_doubt", place).await?;
            }
        }
        let restored_to = (*because == FrozenBecause::Restored).then_some(known_until);
        reconciliation::freeze(&mut cx.tx, because.as_str(), restored_to, read_from.plus(-HOUR), cx.now).await?;
        note(cx, "refund.freeze", json!({"frozen": true, "because": because}), None);
        Ok(())
    }
}

/// Freezing and unfreezing concern no row of their own, and everybody who watches refunds.
fn note(cx: &mut Context<'_>, action: &'static str, after: serde_json::Value, reason: Option<String>) {
    let before = json!({"frozen": after["frozen"] != json!(true)});
    let change = Change { entity_id: "refunds".into(), before: Some(before), after: Some(after), reason };
    cx.audit_as(action, "reconciliation", change);
    let id = cx.id();
    cx.event("system.changed", id, &About::default());
}

/// Lets refunds be sent again.
pub struct Unfreeze;

#[async_trait]
impl Mutation for Unfreeze {
    const NAME: &'static str = "refund.unfreeze";
    const NEEDS: Need = Need::Permission(Permission::RefundsApprove);
    const ENTITY: &'static str = "reconciliation";
    const FRESH_MFA: bool = true;
    type Request = UnfreezeRefunds;
    type Answer = Reconciliation;

    async fn run(cx: &mut Context<'_>, request: &UnfreezeRefunds) -> Result<Reconciliation> {
        let (row, gateway) = (reconciliation::lock(&mut cx.tx).await?, cx.service.gateway().name());
        let lane = lanes::stopped(&mut cx.tx, gateway).await?.filter(|lane| lane.retry_at.is_none());
        if !row.frozen && lane.is_none() {
            return Err(Error::new(Kind::NotFrozen));
        }
        cx.check_version(row.version)?;
        check_matched(&row)?;
        let admin = cx.who.admin()?.id().0;
        reconciliation::unfreeze(&mut cx.tx, admin, cx.now).await?;
        lanes::open(&mut cx.tx, gateway, true, cx.now).await?;
        // From now on this install is the one that sends.
        security::set_fact(&mut cx.tx, "install_id", cx.service.install_id()).await?;
        let lane = lane.and_then(|lane| lane.reason);
        let after = json!({"frozen": false, "because": row.frozen_because, "lane": lane});
        note(cx, "refund.unfreeze", after, Some(request.reason.clone()));
        view::read(&mut cx.tx, gateway).await
    }
}

fn check_matched(row: &ReconciliationRow) -> Result<()> {
    if row.state == ReconciliationState::Matched.as_str() {
        return Ok(());
    }
    let findings = Findings::read(row.findings.as_deref())?;
    let (state, differences_total) = (row.state.clone(), findings.differences_total);
    Err(Error::new(Kind::ReconciliationIncomplete { state, differences_total }))
}

impl Service {
    /// Freezes a database that names another install as the one that sends.
    pub(in crate::service) async fn freeze_if_moved(&self) -> Result<()> {
        let mut tx = self.db().read().await?;
        let fact = security::fact(&mut tx, "install_id").await?;
        let frozen = reconciliation::get(&mut tx).await?.frozen;
        drop(tx);
        if frozen || fact.is_none_or(|fact| fact == self.install_id()) {
            return Ok(());
        }
        tracing::warn!("the database names another install; no refund is sent until somebody unfreezes");
        let caller = Caller::system(Surface::Worker, self.new_trace());
        mutation::run::<Freeze>(self, &caller, FrozenBecause::OtherInstall, Attempt::default()).await.map(drop)
    }
}
