//! One request with all that bears on it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::TakedownClaim;
use crate::{
    domain::{
        evidence::Evidence,
        sentiment::Sentiment,
        takedown::{AccountFlag, Decision, Priority, ReasonCode, ReviewStatus, TakedownAction, TakedownStatus},
        time::Timestamp,
        untrusted::Untrusted,
    },
    operations::AdminRef,
};

/// A reviewer, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewerDetail {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: Untrusted,
    /// Shortened without `users:view_pii`.
    pub email: Option<Untrusted>,
    /// Shortened without `users:view_pii`.
    pub phone: Option<Untrusted>,
    /// Where their picture is.
    pub profile_image: Option<String>,
    /// When the account was made.
    pub account_created_at: Timestamp,
    /// All their reviews.
    pub total_reviews: i64,
    /// All their bookings.
    pub total_bookings: i64,
    /// 0 to 100.
    pub trust_score: Option<i64>,
    /// What speaks for a second look.
    pub risk_flags: Vec<AccountFlag>,
}

/// The booking that a review is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakedownBooking {
    /// Its id.
    pub id: Uuid,
    /// `BK-2025-004821`
    pub booking_number: String,
    /// `completed`, `cancelled`, …
    pub status: String,
    /// When it was to be.
    pub scheduled_at: Timestamp,
    /// When it was done.
    pub completed_at: Option<Timestamp>,
    /// Its price, in the currency's smallest unit.
    pub amount_cents: i64,
    /// `pending`, `paid`, `failed`, `partially_refunded` or `refunded`.
    pub payment_status: String,
    /// Whether there is or was a dispute.
    pub has_dispute: bool,
}

/// What was done to a review, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModerationEntry {
    /// `hide`, `remove` or `restore`.
    pub action: String,
    /// Why.
    pub reason: String,
    /// By whom.
    pub admin_id: Option<Uuid>,
    /// For which request.
    pub request_id: Option<Uuid>,
    /// When.
    pub timestamp: Timestamp,
}

/// A review, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewInCase {
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
    /// When it last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub reviewer: ReviewerDetail,
    /// About which booking.
    pub booking: Option<TakedownBooking>,
    /// Oldest first.
    pub moderation_history: Vec<ModerationEntry>,
}

/// A vendor, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VendorInCase {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: Untrusted,
    /// The name they show.
    pub display_name: Untrusted,
    /// Their e-mail.
    pub email: Option<Untrusted>,
    /// Their phone.
    pub phone: Option<Untrusted>,
    /// Where their logo is.
    pub logo: Option<String>,
    /// 0 to 5.
    pub rating: Option<f64>,
    /// Reviews about them.
    pub total_reviews: i64,
    /// Their takedown requests.
    pub total_takedown_requests: i64,
    /// Of those, accepted.
    pub accepted_takedowns: i64,
    /// Of those, rejected.
    pub rejected_takedowns: i64,
}

/// How a request was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakedownResolution {
    /// Accept or reject.
    pub decision: Decision,
    /// What happened to the review.
    pub action_taken: Option<TakedownAction>,
    /// Why; null only in imported rows.
    pub reason: Option<Untrusted>,
    /// Stays on the admin side.
    pub admin_notes: Option<Untrusted>,
    /// Where the review stood then.
    pub review_status_after: ReviewStatus,
    /// Whether a notice was queued.
    pub vendor_notified: bool,
    /// Whether a notice was queued.
    pub reviewer_notified: bool,
}

/// Another review much like the one in question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SimilarReview {
    /// Its id.
    pub review_id: Uuid,
    /// About whom.
    pub vendor_id: Uuid,
    /// Their name.
    pub vendor_name: Untrusted,
    /// 1 to 5.
    pub rating: i64,
    /// 0 to 1.
    pub similarity: f64,
    /// When it was posted.
    pub created_at: Timestamp,
}

/// What the program has to say about a case, computed when asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TakedownAnalysis {
    /// Near-copies by the same user, most alike first.
    pub similar_reviews_by_user: Vec<SimilarReview>,
    /// This vendor's other requests with the same reason code in 90 days.
    pub similar_complaints_against_vendor: i64,
    /// What about the account speaks for a second look.
    pub user_behavior_flags: Vec<AccountFlag>,
    /// Whether the moment of the review does.
    pub review_timing_suspicious: bool,
    /// How the text sounds.
    pub sentiment_analysis: Sentiment,
}

/// What happened, in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakedownTimelineEvent {
    /// `booking_created`, `review_posted`, `takedown_requested`, …
    pub event: String,
    /// When.
    pub timestamp: Timestamp,
    /// `user`, `vendor`, `admin` or `system`.
    pub actor: Option<String>,
    /// In words.
    pub details: Untrusted,
}

/// A request with all that bears on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TakedownDetail {
    /// Its id.
    pub id: Uuid,
    /// `TR-2025-000317`
    pub request_number: String,
    /// Where it stands.
    pub status: TakedownStatus,
    /// The review it is about.
    pub review: ReviewInCase,
    /// Who asks.
    pub vendor: VendorInCase,
    /// Why.
    pub reason_code: ReasonCode,
    /// In their own words.
    pub reason_description: Untrusted,
    /// What bears it out.
    pub evidence: Vec<Evidence>,
    /// Anything else the vendor said.
    pub vendor_notes: Option<Untrusted>,
    /// How urgent.
    pub priority: Priority,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who is at work on it; null when there is nobody, or their time has run out.
    pub claim: Option<TakedownClaim>,
    /// By when it should be decided.
    pub due_at: Timestamp,
    /// When it was decided.
    pub resolved_at: Option<Timestamp>,
    /// By whom.
    pub resolved_by: Option<AdminRef>,
    /// Null exactly while the request is open.
    pub resolution: Option<TakedownResolution>,
    /// Stays on the admin side.
    pub admin_notes: Option<Untrusted>,
    /// What the program has to say.
    pub internal_analysis: TakedownAnalysis,
    /// Oldest first.
    pub timeline: Vec<TakedownTimelineEvent>,
    /// Grows with each change of its content.
    pub version: i64,
}
