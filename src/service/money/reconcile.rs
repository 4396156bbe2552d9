//! The comparison with the gateway: everything that it has is taken in, what then still differs is written down.

use std::collections::{BTreeMap, HashMap, HashSet};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    differences,
    merge::{Heard, merge},
    record::of_the_worker,
};
use crate::{
    domain::{
        actor::{Caller, Permission, Surface},
        money::Currency,
        time::{DAY, MINUTE, Timestamp},
    },
    error::{Error, Result},
    operations::{
        Attempt,
        reconciliation::{ReconciliationDifference, ReconciliationState, ReconciliationTotal},
    },
    ports::gateway::GatewayRefund,
    service::{
        Service,
        access::Need,
        mutation::{self, About, Change, Context, Mutation},
    },
    store::{lanes, reconciliation},
};

/// How many refunds are taken in with one commit.
const CHUNK: usize = 50;
/// How many differences are kept.
const KEPT: usize = 1000;

/// What a comparison found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Findings {
    /// How many refunds agreed.
    pub matched: i64,
    /// How many were found at the gateway and taken into the ledger.
    pub adopted: i64,
    /// The sums by currency.
    pub totals: Vec<ReconciliationTotal>,
    /// How many differences there are.
    pub differences_total: i64,
    /// The latest.
    pub differences: Vec<ReconciliationDifference>,
}

impl Findings {
    /// As the database keeps them.
    pub fn read(text: Option<&str>) -> Result<Self> {
        text.map_or_else(|| Ok(Self::default()), |text| serde_json::from_str(text).map_err(Error::internal))
    }
}

/// From when to when the gateway is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// From here on.
    pub from: Timestamp,
    /// Up to and with here; the moment of the reading.
    pub to: Timestamp,
}

/// Takes in a part of what the gateway has.
pub struct Adopt;

#[async_trait]
impl Mutation for Adopt {
    of_the_worker!("refund.reconcile");
    type Request = Vec<GatewayRefund>;
    type Answer = Vec<(String, bool, bool)>;

    async fn run(cx: &mut Context<'_>, refunds: &Self::Request) -> Result<Self::Answer> {
        let mut heard = Vec::with_capacity(refunds.len());
        for one in refunds {
            let what = merge(cx, one).await?;
            heard.push((one.transaction_id.clone(), what == Heard::News, what == Heard::NotOurs));
        }
        Ok(heard)
    }
}

/// Writes down what a comparison found.
pub struct Compared;

#[async_trait]
impl Mutation for Compared {
    of_the_worker!("refund.compare");
    type Request = (Timestamp, Findings);
    type Answer = ();

    async fn run(cx: &mut Context<'_>, (read_at, findings): &Self::Request) -> Result<()> {
        let row = reconciliation::lock(&mut cx.tx).await?;
        // A copy may land at the end of one grace, and a list that lags hide it until the end of another.
        let settled = row.frozen_at.filter(|_| row.frozen).map(|at| at.plus(2 * cx.service.settings().grace));
        let state = match (findings.differences_total, settled) {
            (0, Some(settled)) if *read_at < settled => ReconciliationState::Reading,
            (0, _) => ReconciliationState::Matched,
            _ => ReconciliationState::Differs,
        };
        let text = serde_json::to_string(findings).map_err(Error::internal)?;
        reconciliation::found(&mut cx.tx, state.as_str(), *read_at, &text).await?;
        if row.state != state.as_str() || findings.adopted > 0 {
            let (matched, adopted) = (findings.matched, findings.adopted);
            let after = json!({
                "state": state, "matched": matched, "adopted": adopted, "differences": findings.differences_total,
            });
            let change = Change { entity_id: "refunds".into(), after: Some(after), ..Change::default() };
            cx.audit_as("refund.reconcile", "reconciliation", change);
            let id = cx.id();
            cx.event("system.changed", id, &About::default());
        }
        Ok(())
    }
}

impl Service {
    /// What is to be read of the gateway now: once a day, and soon again while sending waits for it.
    pub async fn reconciliation_due(&self) -> Result<Option<Period>> {
        let (now, gateway) = (self.now(), self.gateway().name());
        let mut tx = self.db().read().await?;
        let row = reconciliation::get(&mut tx).await?;
        let waited_for = row.frozen || lanes::stopped(&mut tx, gateway).await?.is_some_and(|l| l.retry_at.is_none());
        let every = if waited_for { self.settings().grace.min(MINUTE) } else { DAY };
        if row.read_at.is_some_and(|read| now < read.plus(every)) {
            return Ok(None);
        }
        let usual = row.read_at.unwrap_or(now).plus(-2 * DAY);
        let from = row.read_from.filter(|_| row.frozen).unwrap_or(usual);
        Ok(Some(Period { from, to: now }))
    }

    /// Shows that the gateway is being read.
    pub async fn reconciliation_begun(&self) -> Result<()> {
        let mut tx = self.db().begin().await?;
        reconciliation::reading(&mut tx).await?;
        fault!("money.reading.commit");
        tx.commit().await?;
        fault!("money.reading");
        Ok(())
    }

    /// Takes in what the gateway has of a period, and compares it with the ledger.
    pub async fn reconcile(&self, period: Period, listed: Vec<GatewayRefund>) -> Result<()> {
        let caller = Caller::system(Surface::Worker, self.new_trace());
        let (mut adopted, mut not_ours) = (0, HashSet::new());
        for part in listed.chunks(CHUNK) {
            let heard = mutation::run::<Adopt>(self, &caller, part.to_vec(), Attempt::default()).await?.value;
            adopted += i64::try_from(heard.iter().filter(|(_, news, _)| *news).count()).unwrap_or(i64::MAX);
            not_ours.extend(heard.into_iter().filter(|(_, _, foreign)| *foreign).map(|(id, _, _)| id));
        }
        let ours: HashMap<_, _> = listed
            .into_iter()
            .filter(|one| !not_ours.contains(&one.transaction_id))
            .map(|one| (one.transaction_id.clone(), one))
            .collect();
        let findings = self.compared(period, &ours, adopted).await?;
        mutation::run::<Compared>(self, &caller, (period.to, findings), Attempt::default()).await.map(drop)
    }

    async fn compared(
        &self,
        period: Period,
        listed: &HashMap<String, GatewayRefund>,
        adopted: i64,
    ) -> Result<Findings> {
        let mut tx = self.db().read().await?;
        let (gateway, grace) = (self.gateway().name(), self.settings().grace);
        let mut found = differences::Found::default();
        for one in listed.values() {
            found.listed(&mut tx, gateway, one).await?;
        }
        found.unlisted(&mut tx, gateway, period, grace, listed).await?;
        let (sums, mut all) = (found.sums, found.differences);
        all.sort_by_key(|one| std::cmp::Reverse(one.happened_at));
        let differences_total = i64::try_from(all.len()).unwrap_or(i64::MAX);
        all.truncate(KEPT);
        Ok(Findings { matched: found.matched, adopted, totals: totals(sums), differences_total, differences: all })
    }
}

fn totals(sums: BTreeMap<Currency, (i64, i64)>) -> Vec<ReconciliationTotal> {
    let total = |(currency, (gateway, ledger))| ReconciliationTotal {
        currency,
        gateway_refunded_cents: gateway,
        ledger_refunded_cents: ledger,
        difference_cents: gateway - ledger,
    };
    sums.into_iter().map(total).collect()
}
