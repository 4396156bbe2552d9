//! Proofs: what the gateway says it has, however it came here, taken into the ledger. They are joined in whatever
//! order and however often they come, and nobody's lease keeps them out.

use serde_json::json;

use super::case::{Case, moment};
use crate::{
    domain::refund::{
        AttemptState,
        machine::{self, Progress},
    },
    error::Result,
    ports::gateway::GatewayRefund,
    service::mutation::{About, Change, Context},
    store::{
        attempts::{self, AttemptRow},
        lanes,
        postings::{self, SumsRow},
    },
};

/// What a proof told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Something that wasn't known.
    News,
    /// What was known already.
    Known,
    /// About a payment that isn't here, and nothing of ours.
    NotOurs,
    /// It carries a reference of ours, and nothing here fits it.
    Lost,
}

/// Takes in what the gateway says of one refund.
pub async fn merge(cx: &mut Context<'_>, proof: &GatewayRefund) -> Result<Heard> {
    let gateway = cx.service.gateway().name();
    let mut found = match &proof.reference {
        Some(reference) => attempts::by_reference(&mut cx.tx, reference).await?,
        None => None,
    };
    if found.is_none() {
        found = attempts::by_transaction(&mut cx.tx, gateway, &proof.transaction_id).await?;
    }
    let (case, place) = match found.filter(|row| row.gateway == gateway) {
        // Most proofs come more than once; these take no lock.
        Some(row) if tells_nothing(cx, &row, proof) => return Ok(Heard::Known),
        Some(row) => {
            let case = Case::load(cx, row.refund_key).await?;
            let place = case.place(row.key)?;
            (case, place)
        }
        None => match super::adopt::unknown_try(cx, proof).await? {
            Some(adopted) => adopted,
            None => return super::elsewhere::merge(cx, proof).await,
        },
    };
    if !fits(&case.tries[place], proof) || !is_payment_of(cx, &case.payment, proof).await? {
        return super::elsewhere::merge(cx, proof).await;
    }
    match &case.tries[place].transaction_id {
        Some(known) if *known != proof.transaction_id => second(cx, case, place, proof).await,
        _ => ours(cx, case, place, proof).await,
    }
}

fn tells_nothing(cx: &Context<'_>, row: &AttemptRow, proof: &GatewayRefund) -> bool {
    let is = machine::merged(row.standing(), proof.progress, &moment(cx, row.lease_token));
    row.transaction_id.as_ref() == Some(&proof.transaction_id) && is.state == row.state
}

fn fits(row: &AttemptRow, proof: &GatewayRefund) -> bool {
    row.amount_cents == proof.amount_cents && row.currency == proof.currency.as_str()
}

/// Whether the proof is about this payment.
pub async fn is_payment_of(cx: &mut Context<'_>, payment: &SumsRow, proof: &GatewayRefund) -> Result<bool> {
    for reference in [Some(&proof.payment), proof.payment_alias.as_ref()].into_iter().flatten() {
        if postings::payments_at(&mut cx.tx, reference).await?.contains(&payment.key) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The try that the gateway's record names.
async fn ours(cx: &mut Context<'_>, mut case: Case, place: usize, proof: &GatewayRefund) -> Result<Heard> {
    let was = case.tries[place].clone();
    let is = machine::merged(was.standing(), proof.progress, &moment(cx, was.lease_token));
    if tells_nothing(cx, &was, proof) {
        return Ok(Heard::Known);
    }
    if !was.live && is.state == AttemptState::Accepted && !may_live(&mut case, place, cx) {
        // There is no room for it beside what was decided since; its confirmation will be a fact.
        alarm(cx, &case, place, proof).await?;
        return Ok(Heard::News);
    }
    let doubled = proof.progress != Progress::Failed && rivalled(&mut case, place, cx);
    let row = &mut case.tries[place];
    row.stand(&is, cx.now);
    row.transaction_id = Some(proof.transaction_id.clone());
    (row.failure_code, row.failure_message) = failure(proof, is.state);
    if case.tries.iter().enumerate().any(|(at, other)| at != place && other.live) {
        let row = &mut case.tries[place];
        (row.live, row.next_action_at, row.ended_at) = (false, None, row.ended_at.or(Some(cx.now)));
    }
    let processed = |state| matches!(state, AttemptState::Succeeded | AttemptState::FailedAfterSuccess);
    if processed(is.state) && !processed(was.state) {
        case.post(cx, proof).await?;
    }
    if is.state == AttemptState::FailedAfterSuccess {
        case.take_back(cx, proof).await?;
    }
    if doubled {
        alarm(cx, &case, place, proof).await?;
    }
    case.close(cx, action(is.state), place).await?;
    Ok(Heard::News)
}

/// Whether a try that had ended may have its amount set aside again.
fn may_live(case: &mut Case, place: usize, cx: &Context<'_>) -> bool {
    withdraw_unsent(case, place, cx);
    let another = case.tries.iter().any(|row| row.live);
    another || case.tries[place].amount_cents <= case.room()
}

/// A try that was to follow this one and was never sent is not needed any more.
fn withdraw_unsent(case: &mut Case, place: usize, cx: &Context<'_>) {
    let number = case.tries[place].number;
    for row in &mut case.tries {
        if row.live && row.number > number && row.state == AttemptState::Ready && row.sends == 0 {
            row.stand(&machine::withdrawn(row.standing()), cx.now);
            row.failure_code = Some("NOT_SENT".into());
            row.failure_message = Some("An earlier attempt turned out to have been taken.".into());
        }
    }
}

/// Whether another try may have paid the same refund, or did.
fn rivalled(case: &mut Case, place: usize, cx: &Context<'_>) -> bool {
    use AttemptState::{Accepted, InDoubt, NeedsOperator, Sending, Succeeded};
    withdraw_unsent(case, place, cx);
    let number = case.tries[place].number;
    let may_have_paid = |row: &AttemptRow| match row.state {
        Accepted | Succeeded => true,
        Sending | InDoubt | NeedsOperator => row.number > number,
        _ => false,
    };
    case.tries.iter().enumerate().any(|(at, row)| at != place && may_have_paid(row))
}

/// The gateway has two refunds for one try: both are facts.
async fn second(cx: &mut Context<'_>, mut case: Case, place: usize, proof: &GatewayRefund) -> Result<Heard> {
    let gateway = cx.service.gateway().name();
    let posted = postings::of_transaction(&mut cx.tx, gateway, &proof.transaction_id).await?;
    let known = match proof.progress {
        Progress::Pending => is_stopped_for_good(cx).await?,
        Progress::Processed => posted.is_some(),
        Progress::Failed => posted.is_none_or(|row| row.cents == 0),
    };
    if known {
        return Ok(Heard::Known);
    }
    match proof.progress {
        Progress::Pending => {}
        Progress::Processed => case.post(cx, proof).await?,
        Progress::Failed => case.take_back(cx, proof).await?,
    }
    if proof.progress != Progress::Failed {
        alarm(cx, &case, place, proof).await?;
    }
    case.close(cx, "refund.second_record", place).await?;
    Ok(Heard::News)
}

async fn is_stopped_for_good(cx: &mut Context<'_>) -> Result<bool> {
    let gateway = cx.service.gateway().name();
    Ok(lanes::stopped(&mut cx.tx, gateway).await?.is_some_and(|lane| lane.retry_at.is_none()))
}

/// One refund may have been paid twice: nothing more is sent until people have looked.
async fn alarm(cx: &mut Context<'_>, case: &Case, place: usize, proof: &GatewayRefund) -> Result<()> {
    let gateway = cx.service.gateway().name();
    let reason = format!("{} may have been paid twice; see its attempts.", case.refund.number);
    tracing::error!(
        refund = case.refund.number,
        transaction = proof.transaction_id,
        "a refund may have been paid twice"
    );
    lanes::stop(&mut cx.tx, gateway, &reason, None, cx.now).await?;
    let change = Change {
        entity_id: case.refund.id.to_string(),
        after: Some(json!({"attempt": case.tries[place].number, "transaction_id": proof.transaction_id})),
        reason: Some(reason),
        ..Change::default()
    };
    cx.audit_as("refund.alarm", "refund", change);
    cx.event("system.changed", case.refund.id, &About::default());
    Ok(())
}

fn failure(proof: &GatewayRefund, state: AttemptState) -> (Option<String>, Option<String>) {
    if !matches!(state, AttemptState::Failed | AttemptState::FailedAfterSuccess) {
        return (None, None);
    }
    let (code, message) =
        proof.failure.clone().unwrap_or_else(|| ("FAILED".into(), "The gateway could not pay it out.".into()));
    (Some(code), Some(message))
}

/// What the audit log calls the way to a state.
pub const fn action(state: AttemptState) -> &'static str {
    match state {
        AttemptState::Ready => "refund.put_back",
        AttemptState::Sending => "refund.send",
        AttemptState::Accepted => "refund.accepted",
        AttemptState::InDoubt => "refund.in_doubt",
        AttemptState::NeedsOperator => "refund.needs_operator",
        AttemptState::Succeeded => "refund.processed",
        AttemptState::Failed => "refund.failed",
        AttemptState::FailedAfterSuccess => "refund.taken_back",
    }
}
