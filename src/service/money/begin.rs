//! A decided refund gets its try.

use uuid::Uuid;

use crate::{
    domain::{money::Currency, refund::AttemptState},
    error::{Error, Result},
    ports::gateway::{Frozen, Order, PaymentAt},
    service::mutation::Context,
    store::{
        attempts::{self, AttemptRow, NewAttempt, PaidRow},
        postings,
    },
};

/// Sets `amount_cents` aside and fixes a try to pay them, which the worker takes up once the transaction has committed.
/// A try that needs an operator is given up for it. The caller has locked refund and payment and checked everything
/// that can be refused; what is left is the database's own guard.
///
/// # Errors
/// Only faults: a refund whose last try still is under way, an amount above what is left of the payment.
pub async fn begin(cx: &mut Context<'_>, refund_key: i64, amount_cents: i64) -> Result<()> {
    let paid = attempts::paid(&mut cx.tx, refund_key).await?;
    let earlier = attempts::of_refund(&mut cx.tx, refund_key).await?;
    let given_up = give_up(cx, &earlier).await?;
    let number = earlier.last().map_or(1, |last| last.number + 1);
    let frozen = freeze(cx, &paid, number, amount_cents)?;
    let new = NewAttempt {
        id: cx.id(),
        refund_key,
        number,
        gateway: cx.service.gateway().name(),
        gateway_key: &frozen.key,
        reference: &frozen.order.reference,
        body: &frozen.body,
        amount_cents,
        currency: &paid.currency,
    };
    attempts::insert(&mut cx.tx, &new, cx.now).await?;
    postings::move_sums(&mut cx.tx, paid.payment_key, 0, 0, amount_cents - given_up).await?;
    attempts::set_gateway_state(&mut cx.tx, refund_key, AttemptState::Ready).await?;
    cx.pay(refund_key);
    Ok(())
}

/// Ends the try that nobody could find out about; what was set aside for it.
async fn give_up(cx: &mut Context<'_>, earlier: &[AttemptRow]) -> Result<i64> {
    let Some(live) = earlier.iter().find(|one| one.live) else { return Ok(0) };
    if live.state != AttemptState::NeedsOperator {
        return Err(Error::internal(format!("refund_attempts {} is {} and not given up", live.id, live.state)));
    }
    attempts::supersede(&mut cx.tx, live.key, cx.now).await?;
    Ok(live.amount_cents)
}

fn freeze(cx: &Context<'_>, paid: &PaidRow, number: i64, amount_cents: i64) -> Result<Frozen> {
    let order = Order { reference: reference(paid.refund_id, number), payment: payment_at(paid)?, amount_cents };
    Ok(cx.service.gateway().freeze(&order))
}

/// How our own references begin.
pub const OURS: &str = "rf-";

/// Our own reference of a try: the same whenever a refund gets its try of this number, also in a database that was
/// restored and doesn't know that it had one.
fn reference(refund: Uuid, number: i64) -> String {
    format!("{OURS}{}-{number}", refund.simple())
}

/// The refund and the number of the try that a reference of ours names.
pub fn read_reference(reference: &str) -> Option<(Uuid, i64)> {
    let (refund, number) = reference.strip_prefix(OURS)?.rsplit_once('-')?;
    Some((Uuid::try_parse(refund).ok()?, number.parse().ok().filter(|number| *number >= 1)?))
}

/// A payment as the gateway knows it.
pub fn payment_at(paid: &PaidRow) -> Result<PaymentAt> {
    let currency: Currency = paid.currency.parse().map_err(Error::internal)?;
    Ok(PaymentAt {
        reference: paid.transaction_id.clone().unwrap_or_else(|| paid.payment_id.to_string()),
        captured_cents: paid.amount_cents,
        imported_cents: paid.imported_cents,
        currency,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_say_which_try_they_name() {
        let refund = Uuid::from_u128(7);
        assert_eq!(reference(refund, 2), "rf-00000000000000000000000000000007-2");
        assert_eq!(read_reference(&reference(refund, 12)), Some((refund, 12)));
        for foreign in ["", "rf-", "rf-7-1", "rf-00000000000000000000000000000007-0", "order-17", "rf--1"] {
            assert_eq!(read_reference(foreign), None, "{foreign}");
        }
    }
}
