//! Refunds that somebody made at the gateway itself, and what of a payment's refunds nobody here knows of.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::merge::Heard;
use crate::{
    domain::{refund::machine::Progress, time::Timestamp},
    error::Result,
    ports::gateway::GatewayRefund,
    service::mutation::{About, Change, Context},
    store::postings::{self, NewPosting, SumsRow},
};

/// Takes in a refund that no try of ours made: what is confirmed counts against its payment.
pub async fn merge(cx: &mut Context<'_>, proof: &GatewayRefund) -> Result<Heard> {
    let Some(payment) = payment_of(cx, proof).await? else {
        let ours = proof.reference.as_deref().is_some_and(|reference| reference.starts_with(super::begin::OURS));
        return Ok(if ours { Heard::Lost } else { Heard::NotOurs });
    };
    let gateway = cx.service.gateway().name();
    let posted = postings::of_transaction(&mut cx.tx, gateway, &proof.transaction_id).await?;
    let cents = match (posted, proof.progress) {
        (None, Progress::Processed) if !is_imported(&payment, proof) => proof.amount_cents,
        (Some(row), Progress::Failed) if row.cents > 0 => -row.cents,
        _ => return Ok(Heard::Known),
    };
    post(cx, &payment, proof, cents).await?;
    Ok(Heard::News)
}

async fn payment_of(cx: &mut Context<'_>, proof: &GatewayRefund) -> Result<Option<SumsRow>> {
    for reference in [Some(&proof.payment), proof.payment_alias.as_ref()].into_iter().flatten() {
        if let [key] = postings::payments_at(&mut cx.tx, reference).await?[..] {
            return postings::lock_payment(&mut cx.tx, key).await.map(Some);
        }
    }
    Ok(None)
}

async fn post(cx: &mut Context<'_>, payment: &SumsRow, proof: &GatewayRefund, cents: i64) -> Result<()> {
    let new = NewPosting {
        id: cx.id(),
        payment_key: payment.key,
        refund_key: None,
        amount_cents: cents,
        currency: &payment.currency,
        processed_at: if cents > 0 { proof.created_at.min(cx.now) } else { cx.now },
        ours: false,
        gateway: cx.service.gateway().name(),
        transaction_id: &proof.transaction_id,
    };
    postings::insert(&mut cx.tx, &new, cx.now).await?;
    postings::move_sums(&mut cx.tx, payment.key, 0, cents, 0).await?;
    let change = Change {
        entity_id: payment.id.to_string(),
        before: Some(json!({"elsewhere_cents": payment.elsewhere_cents})),
        after: Some(json!({
            "elsewhere_cents": payment.elsewhere_cents + cents, "transaction_id": proof.transaction_id,
            "amount_cents": cents, "currency": payment.currency,
        })),
        reason: None,
    };
    cx.audit_as("payment.refunded_elsewhere", "payment", change);
    cx.event("payment.updated", payment.id, &About { version: Some(payment.version + 1), ..About::default() });
    Ok(())
}

/// Whether it is among what the imported files said was refunded. One proof alone can't tell for sure; a look at all
/// refunds of the payment can, see [`unexplained`].
fn is_imported(payment: &SumsRow, proof: &GatewayRefund) -> bool {
    may_be_imported(payment, proof) && proof.amount_cents <= payment.imported_cents
}

fn may_be_imported(payment: &SumsRow, proof: &GatewayRefund) -> bool {
    let foreign = proof.reference.as_deref().is_none_or(|reference| !reference.starts_with(super::begin::OURS));
    foreign && payment.imported_at.is_some_and(|read| proof.created_at <= read)
}

/// What a look at all refunds of a payment shows that the ledger doesn't explain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unexplained {
    /// The sum, in the smallest unit.
    pub cents: i64,
    /// The gateway's own references of what the ledger has and the gateway doesn't.
    pub missing: Vec<String>,
}

impl Unexplained {
    /// Whether everything is explained.
    pub const fn is_nothing(&self) -> bool {
        self.cents == 0 && self.missing.is_empty()
    }
}

/// Compares the gateway's refunds of a payment, read at `read_at`, with the ledger as it stood before they were taken
/// in. What the ledger got within the grace may be missing in a list that lags.
pub async fn unexplained(
    cx: &mut Context<'_>,
    payment: &SumsRow,
    listed: &[GatewayRefund],
    read_at: Timestamp,
) -> Result<Unexplained> {
    let gateway = cx.service.gateway().name();
    let posted: HashMap<_, _> = postings::of_payment(&mut cx.tx, payment.key, gateway).await?.into_iter().collect();
    let tries: HashMap<_, _> = postings::tries(&mut cx.tx, payment.key).await?.into_iter().collect();
    let known = |one: &&GatewayRefund| {
        one.progress == Progress::Failed
            || posted.contains_key(&one.transaction_id)
            || one.reference.as_ref().and_then(|reference| tries.get(reference)) == Some(&one.amount_cents)
    };
    let unknown: Vec<_> = listed.iter().filter(|one| !known(one)).collect();
    let old: i64 = unknown.iter().filter(|one| may_be_imported(payment, one)).map(|one| one.amount_cents).sum();
    let new: i64 = unknown.iter().filter(|one| !may_be_imported(payment, one)).map(|one| one.amount_cents).sum();
    let seen: HashSet<_> = listed.iter().map(|one| &one.transaction_id).collect();
    let settled = read_at.plus(-cx.service.settings().grace);
    let old_enough = postings::before(&mut cx.tx, payment.key, gateway, settled).await?;
    let missing = old_enough.into_iter().filter(|id| !seen.contains(id) && posted.get(id).is_some_and(|c| *c > 0));
    Ok(Unexplained { cents: new + (old - payment.imported_cents).max(0), missing: missing.collect() })
}
