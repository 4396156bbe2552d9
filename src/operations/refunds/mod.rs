//! Refunds as they are asked about, listed, decided.
//!
//! Here is what a list shows, which is also the first part of one that is shown whole (`case`); what is asked stands in
//! `requests`, what decisions answer in `outcome`. No rule is here: what is read is only well-formed. To add a field:
//! its member as `openapi.yaml` has it, filled in `service::refunds`.

mod case;
mod outcome;
mod requests;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use self::{
    case::{RefundAttempt, RefundDetail, RefundEvent, RefundFailure, RefundPaymentDetail},
    outcome::{RefundApproved, RefundRejected},
    requests::{ApproveRefund, LARGEST_CENTS, ListRefunds, RefundSort, RejectRefund},
};
use crate::{
    domain::{
        evidence::EvidenceSummary,
        money::Currency,
        refund::{GatewayState, RefundStatus, RequestedBy},
        takedown::Priority,
        time::Timestamp,
        untrusted::Untrusted,
    },
    error::AdminName,
    operations::AdminRef,
};

/// The payment that a refund pays back, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundPayment {
    /// Its id.
    pub id: Uuid,
    /// What came in, in the currency's smallest unit.
    pub amount_cents: i64,
    /// Its currency.
    pub currency: Currency,
    /// When it came in.
    pub paid_at: Option<Timestamp>,
}

/// The booking that was paid for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundBooking {
    /// Its id.
    pub id: Uuid,
    /// `BK-2025-004655`
    pub booking_number: String,
}

/// Who paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundUser {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: Untrusted,
    /// Shortened without `users:view_pii`.
    pub email: Option<Untrusted>,
}

/// Whose work it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundVendor {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: Untrusted,
}

/// An approval that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundApproval {
    /// Who gave it.
    pub admin: AdminRef,
    /// What they approved, in the currency's smallest unit.
    pub approved_amount_cents: i64,
    /// Why.
    pub reason: Untrusted,
    /// When.
    pub approved_at: Timestamp,
}

/// A refund, in a list; the first part of one that is shown whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundListItem<P = RefundPayment, E = EvidenceSummary> {
    /// Its id.
    pub id: Uuid,
    /// `RF-2025-000211`
    pub refund_number: String,
    /// Where it stands.
    pub status: RefundStatus,
    /// What it pays back.
    pub payment: P,
    /// What was paid for.
    pub booking: RefundBooking,
    /// Who paid.
    pub user: RefundUser,
    /// Whose work it was.
    pub vendor: RefundVendor,
    /// In the currency's smallest unit.
    pub requested_amount_cents: i64,
    /// In a word: `service_not_provided`
    pub reason: Untrusted,
    /// In their own words.
    pub description: Option<Untrusted>,
    /// What bears it out.
    pub evidence: Vec<E>,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// By whom.
    pub requested_by: RequestedBy,
    /// Who cancelled the booking or refunded the payment; null unless an admin made it.
    pub requested_by_admin: Option<AdminName>,
    /// How urgent.
    pub priority: Priority,
    /// Stays on the admin side.
    pub admin_notes: Option<Untrusted>,
    /// What was approved; while approvals are missing, what those there are say.
    pub approved_amount_cents: Option<i64>,
    /// How many admins the try at hand takes: 1 or 2.
    pub approvals_required: i64,
    /// Those whose giver still may approve.
    pub approvals_received: i64,
    /// Those, oldest first; once it is decided, those that decided it.
    pub approvals: Vec<RefundApproval>,
    /// Where the money stands.
    pub gateway_state: GatewayState,
    /// Grows with each change of its content.
    pub version: i64,
}

/// Counts over the filtered set, the status filter left aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundCounts {
    /// Waiting for a decision.
    pub pending: i64,
    /// Decided, not confirmed.
    pub approved: i64,
    /// Decided against.
    pub rejected: i64,
    /// Confirmed.
    pub processed: i64,
    /// Refused by the gateway.
    pub failed: i64,
    /// What the pending ones in `currency` ask for together, in its smallest unit.
    pub total_amount_pending_cents: i64,
    /// The configured one.
    pub currency: Currency,
}

impl Default for RefundCounts {
    fn default() -> Self {
        let currency = Currency::INR;
        Self { pending: 0, approved: 0, rejected: 0, processed: 0, failed: 0, total_amount_pending_cents: 0, currency }
    }
}
