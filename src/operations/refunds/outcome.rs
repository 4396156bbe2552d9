//! What decisions answer.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::RefundDetail;
use crate::domain::{
    refund::{Alternative, RefundStatus},
    time::Timestamp,
    untrusted::Untrusted,
};

/// The answer to an approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundApproved {
    /// The refund's id.
    pub id: Uuid,
    /// `RF-2025-000211`
    pub refund_number: String,
    /// Approved whatever the gateway did so far, pending while another approval is missing, failed when the gateway
    /// refused for good.
    pub status: RefundStatus,
    /// When it was approved; null while pending.
    pub approved_at: Option<Timestamp>,
    /// By whom; null while pending.
    pub approved_by: Option<Uuid>,
    /// What this approval is for, in the currency's smallest unit.
    pub approved_amount_cents: i64,
    /// Whether the gateway confirmed within the time that is waited.
    pub refund_processed: bool,
    /// The gateway's own reference, once it is known.
    pub transaction_id: Option<Untrusted>,
    /// How many approvals there are that count.
    pub approvals_received: i64,
    /// How many it takes.
    pub approvals_required: i64,
    /// The whole refund as it stands.
    pub refund: RefundDetail,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}

/// The answer to a rejection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundRejected {
    /// The refund's id.
    pub id: Uuid,
    /// `RF-2025-000211`
    pub refund_number: String,
    /// Rejected.
    pub status: RefundStatus,
    /// When.
    pub rejected_at: Timestamp,
    /// By whom.
    pub rejected_by: Uuid,
    /// What the customer is offered in its place.
    pub offer_alternative: Alternative,
    /// The refund's version now.
    pub version: i64,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}
