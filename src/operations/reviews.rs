//! Reviews: what is asked and answered. Takedown requests against them stand in `takedowns`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    bookings::BookingVendorDetail,
    fields::{self, Fields, Request},
    takedowns::{ModerationEntry, ReviewerDetail, SORT_ORDERS, TakedownBooking},
};
use crate::domain::{
    page::{Paging, SortOrder},
    takedown::{ReasonCode, ReviewStatus, TakedownStatus},
    time::Timestamp,
    untrusted::Untrusted,
};

/// What a list of reviews is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewSort {
    /// When it was posted.
    #[default]
    CreatedAt,
    /// Its stars.
    Rating,
}

/// Which reviews to list. Default: all of them, hidden and removed ones too, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListReviews {
    /// That stand here.
    pub status: Option<ReviewStatus>,
    /// About this vendor.
    pub vendor_id: Option<Uuid>,
    /// Whether there is, or was, a takedown request against them.
    pub flagged: Option<bool>,
    /// In title, body, the reviewer's or the vendor's name.
    pub search: Option<String>,
    /// Posted from this moment on.
    pub from_date: Option<Timestamp>,
    /// Posted up to and with this moment.
    pub to_date: Option<Timestamp>,
    /// The order.
    pub sort_by: ReviewSort,
    /// Its direction; by default the new and the good first.
    pub sort_order: Option<SortOrder>,
    /// The page.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Request for ListReviews {
    fn read(f: &mut Fields) -> Option<Self> {
        const SORTS: &[(&str, ReviewSort)] = &[("created_at", ReviewSort::CreatedAt), ("rating", ReviewSort::Rating)];
        let status = f.optional("status", fields::word);
        let vendor_id = f.optional("vendor_id", fields::uuid);
        let flagged = f.optional("flagged", fields::truth);
        let search = f.optional("search", fields::text(1, 100));
        let (from_date, to_date) = f.period();
        let sort_by = f.or("sort_by", ReviewSort::CreatedAt, fields::one_of(SORTS));
        let sort_order = f.optional("sort_order", fields::one_of(SORT_ORDERS));
        let paging = f.paging();
        Some(Self {
            status,
            vendor_id,
            flagged,
            search,
            from_date,
            to_date,
            sort_by: sort_by?,
            sort_order,
            paging: paging?,
        })
    }
}

/// Hides a review, shows it again, or removes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModerateReview {
    /// Why.
    pub reason: String,
}

impl Request for ModerateReview {
    fn read(f: &mut Fields) -> Option<Self> {
        let reason = f.required("reason", fields::text(10, 2000));
        Some(Self { reason: reason? })
    }
}

/// A reviewer, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewAuthor {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: Untrusted,
}

/// A vendor, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewVendor {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: Untrusted,
    /// The name they show; the name again where they set none.
    pub display_name: Untrusted,
}

/// The booking that a review is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewBooking {
    /// Its id.
    pub id: Uuid,
    /// `BK-2025-004821`
    pub booking_number: String,
}

/// A takedown request against a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewTakedown {
    /// Its id.
    pub id: Uuid,
    /// `TR-2025-000317`
    pub request_number: String,
    /// Where it stands.
    pub status: TakedownStatus,
    /// Why.
    pub reason_code: ReasonCode,
    /// In the vendor's words.
    pub reason_description: Untrusted,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was decided.
    pub resolved_at: Option<Timestamp>,
}

/// A review, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewListItem {
    /// Its id.
    pub id: Uuid,
    /// Whether it is shown.
    pub status: ReviewStatus,
    /// 1 to 5.
    pub rating: i64,
    /// Its title.
    pub title: Option<Untrusted>,
    /// Its text.
    pub body: Option<Untrusted>,
    /// By whom.
    pub user: ReviewAuthor,
    /// About whom.
    pub vendor: ReviewVendor,
    /// About which booking.
    pub booking: Option<ReviewBooking>,
    /// Whether there is, or was, a takedown request against it.
    pub flagged: bool,
    /// How many are open.
    pub open_takedown_requests: i64,
    /// When it was posted.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Grows with each change of its content.
    pub version: i64,
    /// The latest request against it.
    pub latest_takedown_request: Option<ReviewTakedown>,
}

/// One review, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReviewDetail {
    /// Its id.
    pub id: Uuid,
    /// Whether it is shown.
    pub status: ReviewStatus,
    /// 1 to 5.
    pub rating: i64,
    /// Its title.
    pub title: Option<Untrusted>,
    /// Its text.
    pub body: Option<Untrusted>,
    /// By whom.
    pub user: ReviewerDetail,
    /// About whom.
    pub vendor: BookingVendorDetail,
    /// About which booking.
    pub booking: Option<TakedownBooking>,
    /// Whether there is, or was, a takedown request against it.
    pub flagged: bool,
    /// How many are open.
    pub open_takedown_requests: i64,
    /// When it was posted.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Grows with each change of its content.
    pub version: i64,
    /// What was done to it; oldest first.
    pub moderation_history: Vec<ModerationEntry>,
    /// The requests against it; oldest first.
    pub takedown_requests: Vec<ReviewTakedown>,
}

/// A review just hidden or shown again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReviewModerated {
    /// The review as it is now.
    #[serde(flatten)]
    pub detail: ReviewDetail,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}
