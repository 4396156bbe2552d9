//! One refund of the gateway against the ledger, and the other way round.

use std::collections::{BTreeMap, HashMap};

use super::reconcile::Period;
use crate::{
    domain::{
        money::Currency,
        refund::{AttemptState, GatewayName, machine::Progress},
    },
    error::{Error, Result},
    operations::reconciliation::{DifferenceKind, ReconciliationDifference, ReconciliationRefund},
    ports::gateway::GatewayRefund,
    store::{
        Tx, attempts,
        postings::{self, LedgerRow},
    },
};

/// What was found so far.
#[derive(Default)]
pub struct Found {
    /// At the gateway and in the ledger, by currency.
    pub sums: BTreeMap<Currency, (i64, i64)>,
    /// How many agree.
    pub matched: i64,
    /// What doesn't.
    pub differences: Vec<ReconciliationDifference>,
}

impl Found {
    /// A refund that the gateway has and that was taken in.
    pub async fn listed(&mut self, tx: &mut Tx, gateway: GatewayName, one: &GatewayRefund) -> Result<()> {
        let ledger = postings::ledger_of(tx, gateway, &one.transaction_id).await?;
        let attempt = attempts::by_transaction(tx, gateway, &one.transaction_id).await?;
        let ours = one.reference.as_deref().is_some_and(|reference| reference.starts_with(super::begin::OURS));
        let posted = ledger.as_ref().map(|row| row.cents);
        let state = attempt.as_ref().map(|row| row.state);
        let kind = match (one.progress, posted, state) {
            (Progress::Processed, Some(cents), _) if cents == one.amount_cents => None,
            (Progress::Processed, Some(0), _) => Some(DifferenceKind::State),
            (Progress::Processed, Some(_), _) => Some(DifferenceKind::Amount),
            // What was imported without the gateway's own reference stands for it.
            (Progress::Processed, None, None) if !ours => None,
            (Progress::Processed, None, _) | (Progress::Pending, None, None) if ours => {
                Some(DifferenceKind::MissingHere)
            }
            (Progress::Pending | Progress::Failed, Some(cents), _) if cents > 0 => Some(DifferenceKind::State),
            (Progress::Failed, _, Some(AttemptState::Accepted)) => Some(DifferenceKind::State),
            _ => None,
        };
        let processed = if one.progress == Progress::Processed { one.amount_cents } else { 0 };
        let imported = posted.is_none() && kind.is_none();
        self.add(one.currency, processed, if imported { processed } else { posted.unwrap_or(0) });
        match kind {
            None => self.matched += 1,
            Some(kind) => self.differences.push(difference(kind, one, ledger)?),
        }
        Ok(())
    }

    fn add(&mut self, currency: Currency, gateway: i64, ledger: i64) {
        let sums = self.sums.entry(currency).or_default();
        *sums = (sums.0 + gateway, sums.1 + ledger);
    }

    /// What the ledger has of the period and the gateway hasn't.
    pub async fn unlisted(
        &mut self,
        tx: &mut Tx,
        gateway: GatewayName,
        period: Period,
        grace: i64,
        listed: &HashMap<String, GatewayRefund>,
    ) -> Result<()> {
        let settled = period.to.plus(-grace);
        for row in postings::ledger_between(tx, gateway, period.from, settled).await? {
            if listed.contains_key(&row.transaction_id) || row.cents == 0 {
                continue;
            }
            let currency: Currency = row.currency.parse().map_err(Error::internal)?;
            self.add(currency, 0, row.cents);
            self.differences.push(ReconciliationDifference {
                kind: DifferenceKind::MissingThere,
                refund: refund(&row)?,
                payment_id: Some(row.payment_id),
                transaction_id: Some(row.transaction_id.clone()),
                gateway_amount_cents: None,
                ledger_amount_cents: Some(row.cents.max(0)),
                currency,
                happened_at: Some(row.processed_at),
            });
        }
        Ok(())
    }
}

fn difference(
    kind: DifferenceKind,
    one: &GatewayRefund,
    ledger: Option<LedgerRow>,
) -> Result<ReconciliationDifference> {
    Ok(ReconciliationDifference {
        kind,
        refund: ledger.as_ref().map(refund).transpose()?.flatten(),
        payment_id: ledger.as_ref().map(|row| row.payment_id),
        transaction_id: Some(one.transaction_id.clone()),
        gateway_amount_cents: Some(one.amount_cents),
        ledger_amount_cents: ledger.map(|row| row.cents.max(0)),
        currency: one.currency,
        happened_at: Some(one.created_at),
    })
}

fn refund(row: &LedgerRow) -> Result<Option<ReconciliationRefund>> {
    let Some((id, number)) = row.refund_id.zip(row.number.clone()) else { return Ok(None) };
    let missing = || Error::internal(format!("refund_requests {id} has no state"));
    Ok(Some(ReconciliationRefund {
        id,
        refund_number: number,
        status: row.status.ok_or_else(missing)?,
        gateway_state: row.gateway_state.ok_or_else(missing)?,
    }))
}
