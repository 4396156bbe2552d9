//! What a cancellation gives back: for each payment that succeeded a refund like any other.

use crate::{
    domain::{
        payment::PaymentStatus,
        refund::{BOOKING_CANCELLED, policy::percent},
    },
    error::Result,
    operations::bookings::UpdateBooking,
    service::{
        mutation::Context,
        refunds::{Making, create},
    },
    store::{
        bookings::{self, BookingRow},
        payments,
    },
};

/// Makes the refunds of a booking that is cancelled at this moment.
pub async fn give_back(cx: &mut Context<'_>, booking: &BookingRow, request: &UpdateBooking) -> Result<()> {
    let notice = booking.scheduled_at.since(cx.now);
    let policy = percent(&cx.service.settings().refunds.cancellation, notice);
    let percent = if request.force_refund { 100 } else { policy };
    let reason = request.cancellation_reason.as_deref().unwrap_or_default();
    let mut paid = bookings::payments(&mut cx.tx, &[booking.key]).await?;
    paid.retain(|payment| payment.status == PaymentStatus::Succeeded);
    // In the order of their keys, as whoever else holds several of them.
    paid.sort_by_key(|payment| payment.key);
    for payment in paid {
        let payment = payments::lock(&mut cx.tx, payment.key).await?;
        let amount_cents = share(payment.balance().remaining(), percent);
        if amount_cents > 0 {
            let making = Making {
                amount_cents,
                reason: BOOKING_CANCELLED,
                description: Some(reason),
                decision: reason,
                notify_user: request.notify_user,
                notify_vendor: request.notify_vendor,
            };
            create(cx, &payment, making).await?;
        }
    }
    Ok(())
}

/// So many percent of an amount, rounded down.
fn share(cents: i64, percent: u8) -> i64 {
    i64::try_from(i128::from(cents) * i128::from(percent) / 100).unwrap_or(cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_down_and_never_overflow() {
        assert_eq!([share(101, 50), share(1, 50), share(99, 100), share(99, 0)], [50, 0, 99, 0]);
        assert_eq!(share(i64::MAX, 100), i64::MAX);
    }
}
