//! Refunds: somebody asks for money back, an admin decides, a gateway pays.
//!
//! Here are the words, the priority and the states as people and the API know them; `approval` says whose yes is
//! enough, `policy` what a cancellation gives back, `machine` has the moves of one try to pay. Nothing here knows a row or a gateway's protocol. To add a rule: beside what it is about, decided
//! from values alone, with its tests.

pub mod approval;
pub mod machine;
pub mod policy;

use super::{takedown::Priority, word::words};

words! {
    /// Where a refund request stands.
    RefundStatus {
        /// Waits for a decision.
        Pending => "pending",
        /// Decided; the money is not confirmed yet.
        Approved => "approved",
        /// The gateway confirmed.
        Processed => "processed",
        /// Decided against.
        Rejected => "rejected",
        /// The gateway refused for good; may be approved again, or rejected.
        Failed => "failed",
    }
}

words! {
    /// Where the money of one try to pay stands.
    AttemptState {
        /// Waits for the worker.
        Ready => "ready",
        /// Under way.
        Sending => "sending",
        /// Taken by the gateway, not confirmed yet.
        Accepted => "accepted",
        /// The outcome is not known and is being looked up.
        InDoubt => "in_doubt",
        /// It could not be found out; a new try takes two admins.
        NeedsOperator => "needs_operator",
        /// Confirmed.
        Succeeded => "succeeded",
        /// Refused for good.
        Failed => "failed",
        /// Confirmed, and taken back by the gateway.
        FailedAfterSuccess => "failed_after_success",
    }
}

words! {
    /// Where the money of a refund stands: that of its latest try, or `none`.
    GatewayState {
        /// Nothing is to be sent.
        None => "none",
        /// As [`AttemptState::Ready`].
        Ready => "ready",
        /// As [`AttemptState::Sending`].
        Sending => "sending",
        /// As [`AttemptState::Accepted`].
        Accepted => "accepted",
        /// As [`AttemptState::InDoubt`].
        InDoubt => "in_doubt",
        /// As [`AttemptState::NeedsOperator`].
        NeedsOperator => "needs_operator",
        /// As [`AttemptState::Succeeded`].
        Succeeded => "succeeded",
        /// As [`AttemptState::Failed`].
        Failed => "failed",
        /// As [`AttemptState::FailedAfterSuccess`].
        FailedAfterSuccess => "failed_after_success",
    }
}

words! {
    /// Who pays.
    GatewayName {
        /// Built in; moves no real money.
        Sandbox => "sandbox",
        /// Razorpay.
        Razorpay => "razorpay",
        /// Stripe.
        Stripe => "stripe",
    }
}

words! {
    /// What a customer is offered instead of a refund.
    Alternative {
        /// Nothing.
        None => "none",
        /// Some of it as credit.
        PartialCredit => "partial_credit",
        /// All of it as credit.
        FullCredit => "full_credit",
        /// Another appointment.
        Rebooking => "rebooking",
    }
}

words! {
    /// Who asked for the money.
    RequestedBy {
        /// The customer.
        User => "user",
        /// The vendor.
        Vendor => "vendor",
        /// An admin, by a cancellation or a payment refund.
        Admin => "admin",
    }
}

impl From<AttemptState> for GatewayState {
    fn from(state: AttemptState) -> Self {
        match state {
            AttemptState::Ready => Self::Ready,
            AttemptState::Sending => Self::Sending,
            AttemptState::Accepted => Self::Accepted,
            AttemptState::InDoubt => Self::InDoubt,
            AttemptState::NeedsOperator => Self::NeedsOperator,
            AttemptState::Succeeded => Self::Succeeded,
            AttemptState::Failed => Self::Failed,
            AttemptState::FailedAfterSuccess => Self::FailedAfterSuccess,
        }
    }
}

/// What the tries of a refund come to, given oldest first with whether each is live: one that paid counts before all,
/// then the one that still may. `None` without any.
pub fn outcome(tries: &[(AttemptState, bool)]) -> Option<(RefundStatus, GatewayState)> {
    let (last, _) = *tries.last()?;
    let live = tries.iter().find(|(_, live)| *live).map(|(state, _)| *state);
    let paid = tries.iter().any(|(state, _)| *state == AttemptState::Succeeded);
    let state = live.unwrap_or(if paid { AttemptState::Succeeded } else { last });
    let status = match (paid, live) {
        (true, _) => RefundStatus::Processed,
        (false, Some(_)) => RefundStatus::Approved,
        (false, None) if state.is_live() => RefundStatus::Approved,
        (false, None) => RefundStatus::Failed,
    };
    Some((status, state.into()))
}

/// Whether a refund that stands like this may be approved: for the first time, or for another try after the gateway
/// refused or nobody could find out.
pub const fn may_be_approved(status: RefundStatus, money: GatewayState) -> bool {
    match status {
        RefundStatus::Pending | RefundStatus::Failed => true,
        RefundStatus::Approved => matches!(money, GatewayState::NeedsOperator),
        RefundStatus::Processed | RefundStatus::Rejected => false,
    }
}

/// Whether a refund that stands like this may be rejected.
pub const fn may_be_rejected(status: RefundStatus) -> bool {
    matches!(status, RefundStatus::Pending | RefundStatus::Failed)
}

/// The reason of refunds that a cancellation makes.
pub const BOOKING_CANCELLED: &str = "booking_cancelled";
/// The reason of refunds that an admin makes of a payment.
pub const PAYMENT_REFUND: &str = "payment_refund";

/// How urgent a request for `cents` is; `threshold` is the four-eyes threshold of its currency, if it has one.
pub fn priority(reason: &str, cents: i64, threshold: Option<i64>) -> Priority {
    let urgent = matches!(reason, "service_not_provided" | "fraud");
    match threshold {
        _ if urgent => Priority::High,
        Some(threshold) if cents > threshold => Priority::High,
        Some(threshold) if cents < threshold / 10 => Priority::Low,
        _ => Priority::Medium,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_try_that_paid_counts_before_all_and_then_the_live_one() {
        use AttemptState::{Accepted, Failed, FailedAfterSuccess, InDoubt, NeedsOperator, Ready, Succeeded};
        type Case<'a> = (&'a [(AttemptState, bool)], RefundStatus, GatewayState);
        let (failed, unknown) = ((Failed, false), (NeedsOperator, false));
        let cases: &[Case<'_>] = &[
            (&[(Ready, true)], RefundStatus::Approved, GatewayState::Ready),
            (&[(Accepted, true)], RefundStatus::Approved, GatewayState::Accepted),
            (&[(Succeeded, false)], RefundStatus::Processed, GatewayState::Succeeded),
            (&[failed], RefundStatus::Failed, GatewayState::Failed),
            (&[failed, (InDoubt, true)], RefundStatus::Approved, GatewayState::InDoubt),
            (&[unknown, failed], RefundStatus::Failed, GatewayState::Failed),
            (&[(Succeeded, false), (InDoubt, true)], RefundStatus::Processed, GatewayState::InDoubt),
            (&[(Succeeded, false), failed], RefundStatus::Processed, GatewayState::Succeeded),
            (&[(FailedAfterSuccess, false)], RefundStatus::Failed, GatewayState::FailedAfterSuccess),
            (&[failed, (Accepted, false)], RefundStatus::Approved, GatewayState::Accepted),
        ];
        assert_eq!(outcome(&[]), None);
        for (tries, status, state) in cases {
            assert_eq!(outcome(tries), Some((*status, *state)), "{tries:?}");
        }
    }

    #[test]
    fn only_what_is_open_or_failed_is_decided_and_a_doubt_takes_another_approval() {
        for status in RefundStatus::ALL {
            for money in GatewayState::ALL {
                let open = matches!(status, RefundStatus::Pending | RefundStatus::Failed);
                let doubt = *status == RefundStatus::Approved && *money == GatewayState::NeedsOperator;
                assert_eq!(may_be_approved(*status, *money), open || doubt, "{status} {money}");
            }
            assert_eq!(may_be_rejected(*status), matches!(status, RefundStatus::Pending | RefundStatus::Failed));
        }
    }

    #[test]
    fn priority_follows_the_threshold_and_the_reason() {
        let inr = Some(8_500_000);
        assert_eq!(priority("quality", 8_500_001, inr), Priority::High);
        assert_eq!(priority("quality", 8_500_000, inr), Priority::Medium);
        assert_eq!(priority("quality", 850_000, inr), Priority::Medium);
        assert_eq!(priority("quality", 849_999, inr), Priority::Low);
        assert_eq!(priority("fraud", 1, inr), Priority::High);
        assert_eq!(priority("quality", 1, None), Priority::Medium);
        assert_eq!(priority("service_not_provided", 1, None), Priority::High);
    }
}
