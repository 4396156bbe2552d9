//! What claims, decisions and filings answer.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{TakedownClaim, TakedownDetail, TakedownResolution};
use crate::{
    domain::{
        evidence::Evidence,
        takedown::{ReasonCode, ReviewStatus, TakedownStatus},
        time::Timestamp,
        untrusted::Untrusted,
    },
    operations::AdminRef,
};

/// The answer to a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakedownClaimed {
    /// The request's id.
    pub id: Uuid,
    /// `TR-2025-000317`
    pub request_number: String,
    /// Open, or it could not be claimed.
    pub status: TakedownStatus,
    /// The claim.
    pub claim: TakedownClaim,
    /// By when it should be decided.
    pub due_at: Timestamp,
    /// The request's version; renewing a claim leaves it.
    pub version: i64,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}

/// The request that came next, claimed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TakedownNext {
    /// The request.
    #[serde(flatten)]
    pub detail: TakedownDetail,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}

/// A request just decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolvedTakedown {
    /// Its id.
    pub id: Uuid,
    /// `TR-2025-000317`
    pub request_number: String,
    /// Accepted or rejected.
    pub status: TakedownStatus,
    /// When.
    pub resolved_at: Timestamp,
    /// By whom.
    pub resolved_by: AdminRef,
    /// How.
    pub resolution: TakedownResolution,
    /// Its version now.
    pub version: i64,
}

/// What became of the review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ReviewOutcome {
    pub id: Uuid,
    pub status: ReviewStatus,
    pub remains_visible: bool,
    pub removed_at: Option<Timestamp>,
    pub removed_by: Option<Uuid>,
    pub removal_reason: Option<String>,
    pub hidden_at: Option<Timestamp>,
    pub hidden_by: Option<Uuid>,
    pub hidden_reason: Option<String>,
}

/// Through which channels somebody is told; true where a notice was queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationChannels {
    /// By e-mail.
    pub email: bool,
    /// In the marketplace.
    pub in_app: bool,
}

/// Who is told; null for whoever was not to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationsSent {
    /// The vendor.
    pub vendor: Option<NotificationChannels>,
    /// The reviewer.
    pub reviewer: Option<NotificationChannels>,
}

/// Another open request that a removal closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct AlsoResolved {
    pub id: Uuid,
    pub request_number: String,
    pub status: TakedownStatus,
    pub vendor_id: Uuid,
    pub resolved_at: Timestamp,
    pub vendor_notified: bool,
}

/// The answer to a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakedownResolved {
    /// The request.
    pub request: ResolvedTakedown,
    /// The review.
    pub review: ReviewOutcome,
    /// Who is told.
    pub notifications_sent: NotificationsSent,
    /// Other open requests that the removal closed.
    pub also_resolved: Vec<AlsoResolved>,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}

/// What a vendor sees of their request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorTakedown {
    /// Its id.
    pub id: Uuid,
    /// `TR-2025-000317`
    pub request_number: String,
    /// Where it stands.
    pub status: TakedownStatus,
    /// About which review.
    pub review_id: Uuid,
    /// Who asks.
    pub vendor_id: Uuid,
    /// Why.
    pub reason_code: ReasonCode,
    /// In their own words.
    pub reason_description: Untrusted,
    /// What bears it out.
    pub evidence: Vec<Evidence>,
    /// Anything else.
    pub vendor_notes: Option<Untrusted>,
    /// When.
    pub created_at: Timestamp,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}
