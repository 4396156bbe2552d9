//! Tries that the gateway knows and this database has forgotten, because it was restored to an earlier moment.

use super::{begin::read_reference, case::Case, merge::is_payment_of};
use crate::{
    domain::refund::AttemptState,
    error::Result,
    ports::gateway::GatewayRefund,
    service::mutation::Context,
    store::attempts::{self, NewAttempt},
};

/// Puts in the try that a proof names by a reference of ours, if its refund is here and it pays back the same payment.
pub async fn unknown_try(cx: &mut Context<'_>, proof: &GatewayRefund) -> Result<Option<(Case, usize)>> {
    let Some(reference) = &proof.reference else { return Ok(None) };
    let Some((id, number)) = read_reference(reference) else { return Ok(None) };
    let Some(refund_key) = attempts::refund_key(&mut cx.tx, id).await? else { return Ok(None) };
    let mut case = Case::load(cx, refund_key).await?;
    let taken = case.tries.iter().any(|row| row.number == number);
    let currency = case.payment.currency.clone();
    if taken || currency != proof.currency.as_str() || !is_payment_of(cx, &case.payment, proof).await? {
        return Ok(None);
    }
    let new = NewAttempt {
        id: cx.id(),
        refund_key,
        number,
        gateway: cx.service.gateway().name(),
        gateway_key: reference,
        reference,
        body: &[],
        amount_cents: proof.amount_cents,
        currency: &currency,
    };
    attempts::insert_found(&mut cx.tx, &new, cx.now).await?;
    case = case.reload(cx).await?;
    give_up_earlier(&mut case, number, cx);
    let place = case.tries.iter().position(|row| row.number == number);
    Ok(place.map(|place| (case, place)))
}

/// It would not have been made while an earlier one was under way: that one had been given up.
fn give_up_earlier(case: &mut Case, number: i64, cx: &Context<'_>) {
    use AttemptState::{InDoubt, NeedsOperator, Ready, Sending};
    for row in &mut case.tries {
        if row.live && row.number < number && matches!(row.state, Ready | Sending | InDoubt | NeedsOperator) {
            (row.live, row.next_action_at, row.ended_at) = (false, None, Some(cx.now));
        }
    }
}
