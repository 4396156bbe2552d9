//! One refund, whole.

use serde::{Deserialize, Serialize};

use super::{RefundListItem, RefundPayment};
use crate::{
    domain::{
        evidence::Evidence,
        refund::{Alternative, AttemptState, GatewayName},
        time::Timestamp,
        untrusted::Untrusted,
    },
    error::AdminName,
    operations::AdminRef,
};

/// The payment that a refund pays back, with what of it went back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundPaymentDetail {
    /// Which.
    #[serde(flatten)]
    pub payment: RefundPayment,
    /// `pending`, `completed` or `failed`.
    pub status: String,
    /// `card`, `upi`, `wallet` or `netbanking`.
    pub method: String,
    /// Its reference at the gateway.
    pub transaction_id: Option<Untrusted>,
    /// What went back, wherever.
    pub refunded_amount_cents: i64,
    /// What may still be decided to go back.
    pub remaining_amount_cents: i64,
}

/// Why the gateway refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundFailure {
    /// The gateway's word for it.
    pub code: Untrusted,
    /// The gateway's sentence.
    pub message: Untrusted,
}

/// One try to move the money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundAttempt {
    /// Counted from 1.
    pub number: i64,
    /// Where its money stands.
    pub state: AttemptState,
    /// Who pays it.
    pub gateway: GatewayName,
    /// In the currency's smallest unit.
    pub amount_cents: i64,
    /// Ours, which the gateway's record carries too.
    pub reference: String,
    /// Empty when the policy alone decided.
    pub approved_by: Vec<AdminName>,
    /// How often it was sent, each time the same.
    pub sends: i64,
    /// When it was first sent.
    pub first_sent_at: Option<Timestamp>,
    /// When it was last sent.
    pub last_sent_at: Option<Timestamp>,
    /// When the worker sends or looks again; null at the end.
    pub next_action_at: Option<Timestamp>,
    /// The gateway's own reference.
    pub transaction_id: Option<Untrusted>,
    /// Why the gateway refused.
    pub failure: Option<RefundFailure>,
    /// When it was decided.
    pub created_at: Timestamp,
    /// When it was settled, or given up for the next.
    pub ended_at: Option<Timestamp>,
}

/// What happened, in a refund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundEvent {
    /// `refund_requested`, `refund_first_approval`, `refund_approved`, …
    pub event: String,
    /// When.
    pub timestamp: Timestamp,
    /// `user`, `vendor`, `admin` or `system`.
    pub actor: String,
    /// In words.
    pub details: Untrusted,
}

/// A refund with all that bears on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundDetail {
    /// What a list shows of it.
    #[serde(flatten)]
    pub item: RefundListItem<RefundPaymentDetail, Evidence>,
    /// Why it was decided so.
    pub decision_reason: Option<Untrusted>,
    /// When it was approved.
    pub approved_at: Option<Timestamp>,
    /// By whom; of two the second.
    pub approved_by: Option<AdminRef>,
    /// When it was rejected.
    pub rejected_at: Option<Timestamp>,
    /// By whom.
    pub rejected_by: Option<AdminRef>,
    /// What the customer was offered in its place.
    pub offer_alternative: Option<Alternative>,
    /// Who pays its last try.
    pub gateway: Option<GatewayName>,
    /// Oldest first; at most one is live.
    pub attempts: Vec<RefundAttempt>,
    /// Whether the gateway confirmed.
    pub refund_processed: bool,
    /// The gateway's own reference.
    pub transaction_id: Option<Untrusted>,
    /// When the gateway confirmed.
    pub processed_at: Option<Timestamp>,
    /// When the gateway refused.
    pub failed_at: Option<Timestamp>,
    /// Why the gateway refused.
    pub failure: Option<RefundFailure>,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Oldest first.
    pub timeline: Vec<RefundEvent>,
}
