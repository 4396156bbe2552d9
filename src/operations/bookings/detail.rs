//! One booking, whole.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::BookingCancellation;
use crate::domain::{
    booking::{BookingStatus, DisputeStatus, Party},
    evidence::Evidence,
    money::Currency,
    refund::RefundStatus,
    takedown::ReviewStatus,
    time::Timestamp,
    untrusted::Untrusted,
};

/// A status that a booking came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingStatusChange {
    /// Which.
    pub status: BookingStatus,
    /// When.
    pub changed_at: Timestamp,
    /// By whom: an admin's UUID, or what kind of party.
    pub changed_by: String,
}

/// A customer, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingUserDetail {
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
    /// All their bookings.
    pub total_bookings: i64,
    /// 0 to 100.
    pub trust_score: Option<i64>,
}

/// A vendor, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BookingVendorDetail {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: Untrusted,
    /// The name they show; the name again where they set none.
    pub display_name: Untrusted,
    /// Their e-mail.
    pub email: Option<Untrusted>,
    /// Their phone.
    pub phone: Option<Untrusted>,
    /// Where their logo is.
    pub logo: Option<String>,
    /// 0 to 5.
    pub rating: Option<f64>,
    /// All their bookings.
    pub total_bookings: i64,
    /// `pending`, `verified` or `rejected`.
    pub verification_status: String,
}

/// A service, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingServiceDetail {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: Untrusted,
    /// What kind of service it is.
    pub category: Untrusted,
    /// More closely.
    pub subcategory: Option<Untrusted>,
    /// In the vendor's words.
    pub description: Option<Untrusted>,
    /// `fixed`, `hourly` or `quote`.
    pub pricing_type: Option<String>,
    /// What it costs at least, in the currency's smallest unit.
    pub base_price_cents: Option<i64>,
}

/// A place on the map.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coordinates {
    /// -90 to 90.
    pub lat: f64,
    /// -180 to 180.
    pub lng: f64,
}

/// Where a booking takes place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Address {
    /// Null without `users:view_pii`.
    pub street: Option<Untrusted>,
    /// Null without `users:view_pii`.
    pub apartment: Option<Untrusted>,
    /// The city.
    pub city: Option<Untrusted>,
    /// The state.
    pub state: Option<Untrusted>,
    /// The postal code.
    pub pincode: Option<Untrusted>,
    /// Null without `users:view_pii`.
    pub landmark: Option<Untrusted>,
    /// Null without `users:view_pii`.
    pub coordinates: Option<Coordinates>,
}

/// A line of a price; a discount is negative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PricingLine {
    /// What for.
    pub description: String,
    /// In the currency's smallest unit.
    pub amount_cents: i64,
}

/// What a booking costs, in the currency's smallest unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingPricing {
    /// The work itself.
    pub base_amount_cents: i64,
    /// Tax.
    pub tax_cents: i64,
    /// What the marketplace takes.
    pub platform_fee_cents: i64,
    /// What is taken off.
    pub discount_cents: i64,
    /// All together.
    pub total_amount_cents: i64,
    /// Of all of them.
    pub currency: Currency,
    /// Adds up to the total.
    pub breakdown: Vec<PricingLine>,
}

/// The payment that counts: the latest that succeeded, else the latest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingPayment {
    /// Its id.
    pub id: Uuid,
    /// `pending`, `completed` or `failed`.
    pub status: String,
    /// `card`, `upi`, `wallet` or `netbanking`.
    pub method: String,
    /// The provider's own name for it.
    pub transaction_id: Option<Untrusted>,
    /// When the money came in.
    pub paid_at: Option<Timestamp>,
    /// Of its latest refund request.
    pub refund_status: Option<RefundStatus>,
    /// What went back, in the currency's smallest unit.
    pub refunded_amount_cents: i64,
}

/// A picture of a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingImage {
    /// Where it is.
    pub url: String,
    /// Since when.
    pub uploaded_at: Timestamp,
    /// By whom.
    pub uploaded_by: Party,
}

/// The latest dispute of a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingDispute {
    /// Its id.
    pub id: Uuid,
    /// Where it stands.
    pub status: DisputeStatus,
    /// By whom.
    pub raised_by: Party,
    /// Why.
    pub reason: Untrusted,
    /// At length.
    pub description: Option<Untrusted>,
    /// What bears it out.
    pub evidence: Vec<Evidence>,
    /// Since when.
    pub created_at: Timestamp,
    /// How it was settled.
    pub resolution_notes: Option<Untrusted>,
    /// When.
    pub resolved_at: Option<Timestamp>,
    /// By whom: an admin's UUID.
    pub resolved_by: Option<String>,
}

/// How a booking was completed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingCompletion {
    /// When.
    pub completed_at: Timestamp,
    /// By whom: an admin's UUID, or what kind of party.
    pub completed_by: Option<String>,
}

/// What the customer wrote of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingReview {
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
}

/// What happened to a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingTimelineEvent {
    /// `booking_created`, `payment_completed`, …
    pub event: String,
    /// When.
    pub timestamp: Timestamp,
    /// By whom.
    pub actor: Party,
    /// In words.
    pub details: Untrusted,
}

/// One booking, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BookingDetail {
    /// Its id.
    pub id: Uuid,
    /// `BK-2025-004821`
    pub booking_number: String,
    /// Where it stands.
    pub status: BookingStatus,
    /// Where it stood; oldest first.
    pub status_history: Vec<BookingStatusChange>,
    /// Who booked.
    pub user: BookingUserDetail,
    /// Who does the work.
    pub vendor: BookingVendorDetail,
    /// What is done.
    pub service: BookingServiceDetail,
    /// When it is to be.
    pub scheduled_at: Timestamp,
    /// How long it takes.
    pub estimated_duration_minutes: Option<i64>,
    /// Where it takes place.
    pub address: Address,
    /// What it costs.
    pub pricing: BookingPricing,
    /// The payment that counts.
    pub payment: Option<BookingPayment>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// What the customer said.
    pub notes: Option<Untrusted>,
    /// What admins noted.
    pub admin_notes: Option<Untrusted>,
    /// What the customer asks for.
    pub customer_requirements: Vec<Untrusted>,
    /// Pictures.
    pub images: Vec<BookingImage>,
    /// The latest dispute.
    pub dispute: Option<BookingDispute>,
    /// Null unless it is cancelled.
    pub cancellation: Option<BookingCancellation>,
    /// Null unless the work was done.
    pub completion: Option<BookingCompletion>,
    /// What the customer wrote of it.
    pub review: Option<BookingReview>,
    /// What happened; oldest first.
    pub timeline: Vec<BookingTimelineEvent>,
    /// Grows with each change of its content.
    pub version: i64,
}
