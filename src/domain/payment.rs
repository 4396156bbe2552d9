//! Payments: what came in, what of it went back, and whether more of it can.

use super::{refund::GatewayName, word::words};

words! {
    /// How a payment stands.
    PaymentStatus {
        /// Not through yet.
        Pending => "pending",
        /// The money came in.
        Succeeded => "succeeded",
        /// It did not.
        Failed => "failed",
    }
}

words! {
    /// How a payment was made.
    PaymentMethod {
        /// By card.
        Card => "card",
        /// Through UPI.
        Upi => "upi",
        /// From a wallet.
        Wallet => "wallet",
        /// Through the bank's own site.
        Netbanking => "netbanking",
    }
}

words! {
    /// Why a payment can't be paid back.
    NotRefundable {
        /// Another provider took it than the gateway that pays.
        OtherProvider => "other_provider",
        /// The gateway can't be told which one it is.
        NoTransactionId => "no_transaction_id",
        /// No money came in.
        NotSucceeded => "not_succeeded",
    }
}

/// What of a payment is where, in the smallest unit of its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// What came in.
    pub paid: i64,
    /// What went back through this program or before it.
    pub posted: i64,
    /// What was paid back at the gateway itself.
    pub elsewhere: i64,
    /// What is decided to go back and has not been confirmed.
    pub reserved: i64,
}

impl Balance {
    /// What went back.
    pub const fn refunded(self) -> i64 {
        self.posted.saturating_add(self.elsewhere)
    }

    /// What went back or is decided to: the measure of four eyes, so that one large refund in small parts, decided
    /// faster than the gateway answers, needs as many admins as in one piece.
    pub const fn decided(self) -> i64 {
        self.refunded().saturating_add(self.reserved)
    }

    /// What may still be decided to go back; 0 also when more went back elsewhere than came in.
    pub fn remaining(self) -> i64 {
        self.paid.saturating_sub(self.decided()).max(0)
    }
}

/// Why `gateway` can't pay back a payment that stands like this; nothing when it can. `recognises` says whether a
/// reference could be that of one of its payments. The sandbox pays any that succeeded.
pub fn refusal(
    status: PaymentStatus,
    provider: Option<&str>,
    transaction_id: Option<&str>,
    gateway: GatewayName,
    recognises: impl FnOnce(&str) -> bool,
) -> Option<NotRefundable> {
    if status != PaymentStatus::Succeeded {
        return Some(NotRefundable::NotSucceeded);
    }
    if gateway == GatewayName::Sandbox {
        return None;
    }
    if !provider.is_some_and(|provider| provider.trim().eq_ignore_ascii_case(gateway.as_str())) {
        return Some(NotRefundable::OtherProvider);
    }
    let known = transaction_id.map(str::trim).filter(|id| !id.is_empty()).is_some_and(recognises);
    (!known).then_some(NotRefundable::NoTransactionId)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_real_gateway_pays_what_it_took_and_the_sandbox_what_came_in() {
        use GatewayName::{Razorpay, Sandbox, Stripe};
        use PaymentStatus::{Failed, Pending, Succeeded};
        let (took, id) = (Some("razorpay"), Some("pay_1"));
        let refusal = |status, took, id, gateway| refusal(status, took, id, gateway, |id| id.starts_with("pay_"));
        assert_eq!(refusal(Succeeded, took, id, Razorpay), None);
        assert_eq!(refusal(Succeeded, Some(" Razorpay "), id, Razorpay), None);
        assert_eq!(refusal(Succeeded, took, id, Stripe), Some(NotRefundable::OtherProvider));
        assert_eq!(refusal(Succeeded, None, id, Razorpay), Some(NotRefundable::OtherProvider));
        for nothing in [None, Some(""), Some(" "), Some("ch_1")] {
            assert_eq!(refusal(Succeeded, took, nothing, Razorpay), Some(NotRefundable::NoTransactionId));
        }
        assert_eq!(refusal(Succeeded, None, None, Sandbox), None);
        for status in [Pending, Failed] {
            for gateway in [Sandbox, Razorpay] {
                assert_eq!(refusal(status, took, id, gateway), Some(NotRefundable::NotSucceeded));
            }
        }
    }

    proptest! {
        #[test]
        fn what_remains_is_what_came_in_less_all_that_is_decided(
            paid in 0..i64::MAX, posted in 0..i64::MAX, elsewhere in 0..i64::MAX, reserved in 0..i64::MAX,
        ) {
            let balance = Balance { paid, posted, elsewhere, reserved };
            let gone = i128::from(posted) + i128::from(elsewhere) + i128::from(reserved);
            prop_assert_eq!(i128::from(balance.remaining()), (i128::from(paid) - gone).max(0));
        }
    }
}
