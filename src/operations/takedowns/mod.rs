//! Takedown requests: what is asked (`requests`) and answered (here the list, in `case` one request with all
//! that bears on it, in `outcome` what a change of it says). Rules are in `domain::takedown`. To add a member:
//! its field here, what fills it in `service::takedowns`.

mod case;
mod outcome;
mod requests;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use self::{case::*, outcome::*, requests::*};
use super::AdminRef;
use crate::{
    domain::{
        evidence::EvidenceSummary,
        takedown::{Priority, ReasonCode, ReviewStatus, TakedownStatus},
        time::Timestamp,
        untrusted::Untrusted,
    },
    error::AdminName,
};

/// Who is at work on a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakedownClaim {
    /// Who.
    pub claimed_by: AdminName,
    /// Since when.
    pub claimed_at: Timestamp,
    /// Until when, unless it is renewed.
    pub until: Timestamp,
    /// From whom it was taken over, and why.
    pub takeover: Option<ClaimTakeover>,
}

/// Whose claim it was, and why it was taken over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimTakeover {
    /// Whose.
    pub from: AdminName,
    /// Why.
    pub reason: String,
}

/// A reviewer, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakedownReviewer {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: Untrusted,
    /// All their reviews.
    pub total_reviews: i64,
    /// 0 to 100.
    pub trust_score: Option<i64>,
}

/// A review, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakedownReview {
    /// Its id.
    pub id: Uuid,
    /// 1 to 5.
    pub rating: i64,
    /// Its title.
    pub title: Option<Untrusted>,
    /// Its text.
    pub body: Option<Untrusted>,
    /// Whether it is shown.
    pub status: ReviewStatus,
    /// When it was posted.
    pub created_at: Timestamp,
    /// By whom.
    pub reviewer: TakedownReviewer,
}

/// A vendor, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakedownVendor {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: Untrusted,
    /// The name they show; the name again where they set none.
    pub display_name: Untrusted,
    /// Where their logo is.
    pub logo: Option<String>,
}

/// A request, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakedownListItem {
    /// Its id.
    pub id: Uuid,
    /// `TR-2025-000317`
    pub request_number: String,
    /// Where it stands.
    pub status: TakedownStatus,
    /// The review it is about.
    pub review: TakedownReview,
    /// Who asks.
    pub vendor: TakedownVendor,
    /// Why.
    pub reason_code: ReasonCode,
    /// In their own words.
    pub reason_description: Untrusted,
    /// What bears it out.
    pub evidence: Vec<EvidenceSummary>,
    /// Anything else the vendor said.
    pub vendor_notes: Option<Untrusted>,
    /// How urgent.
    pub priority: Priority,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who is at work on it; null when there is nobody, or their time has run out.
    pub claim: Option<TakedownClaim>,
    /// By when it should be decided.
    pub due_at: Timestamp,
    /// When it was decided.
    pub resolved_at: Option<Timestamp>,
    /// By whom.
    pub resolved_by: Option<AdminRef>,
    /// The reason given with the decision.
    pub resolution_notes: Option<Untrusted>,
    /// Stays on the admin side.
    pub admin_notes: Option<Untrusted>,
    /// Grows with each change of its content.
    pub version: i64,
}

/// Counts over the filtered set, the status filter left aside.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TakedownCounts {
    /// Open ones.
    pub open: i64,
    /// Accepted ones.
    pub accepted: i64,
    /// Rejected ones.
    pub rejected: i64,
    /// Hours from request to decision; 0 when none was decided.
    pub avg_resolution_time_hours: f64,
}
