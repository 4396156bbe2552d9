//! Bookings: what is asked (`requests`) and answered (here the list and what a change answers, in `detail` one booking
//! whole). Rules are in `domain::booking`. To add a member: its field here, what fills it in `service::bookings`.

mod detail;
mod requests;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use self::{detail::*, requests::*};
use crate::domain::{
    booking::{BookingStatus, DisputeStatus, PaymentStanding},
    money::Currency,
    refund::RefundStatus,
    time::Timestamp,
    untrusted::Untrusted,
};

/// A customer, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingUser {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: Untrusted,
    /// Shortened without `users:view_pii`.
    pub email: Option<Untrusted>,
    /// Shortened without `users:view_pii`.
    pub phone: Option<Untrusted>,
}

/// A vendor, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingVendor {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: Untrusted,
    /// The name they show; the name again where they set none.
    pub display_name: Untrusted,
}

/// A service, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingService {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: Untrusted,
    /// What kind of service it is.
    pub category: Untrusted,
}

/// Where a booking takes place, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressSummary {
    /// Null without `users:view_pii`.
    pub street: Option<Untrusted>,
    /// The city.
    pub city: Option<Untrusted>,
    /// The state.
    pub state: Option<Untrusted>,
    /// The postal code.
    pub pincode: Option<Untrusted>,
    /// Null without `users:view_pii`.
    pub landmark: Option<Untrusted>,
}

/// A booking, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingListItem {
    /// Its id.
    pub id: Uuid,
    /// `BK-2025-004821`
    pub booking_number: String,
    /// Where it stands.
    pub status: BookingStatus,
    /// Who booked.
    pub user: BookingUser,
    /// Who does the work.
    pub vendor: BookingVendor,
    /// What is done.
    pub service: BookingService,
    /// When it is to be.
    pub scheduled_at: Timestamp,
    /// Where it takes place.
    pub address: AddressSummary,
    /// Its price, in the currency's smallest unit.
    pub amount_cents: i64,
    /// Its currency.
    pub currency: Currency,
    /// How it is paid.
    pub payment_status: PaymentStanding,
    /// By what; null when no payment was tried.
    pub payment_method: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// What the customer said.
    pub notes: Option<Untrusted>,
    /// Whether there is or was a dispute.
    pub has_dispute: bool,
    /// Where the latest stands.
    pub dispute_status: Option<DisputeStatus>,
    /// Why it was cancelled.
    pub cancellation_reason: Option<Untrusted>,
    /// By whom: an admin's UUID, or what kind of party.
    pub cancelled_by: Option<String>,
    /// When.
    pub cancelled_at: Option<Timestamp>,
    /// Grows with each change of its content.
    pub version: i64,
}

/// A refund that a cancellation made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancellationRefund {
    /// Its id.
    pub id: Uuid,
    /// `RF-2025-000211`
    pub refund_number: String,
    /// Where it stands.
    pub status: RefundStatus,
    /// What goes back, in the currency's smallest unit.
    pub amount_cents: i64,
}

/// How a booking was cancelled, and what went back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingCancellation {
    /// Why.
    pub reason: Option<Untrusted>,
    /// By whom: an admin's UUID, or what kind of party.
    pub cancelled_by: Option<String>,
    /// When.
    pub cancelled_at: Option<Timestamp>,
    /// Whether a refund was made.
    pub refund_issued: bool,
    /// Of all of them together, in the currency's smallest unit.
    pub refund_amount_cents: i64,
    /// One for each succeeded payment that had something left; the largest first.
    pub refunds: Vec<CancellationRefund>,
    /// Of the first.
    pub refund_id: Option<Uuid>,
    /// Of the first.
    pub refund_number: Option<String>,
    /// Of the first; pending while it waits for a second approval.
    pub refund_status: Option<RefundStatus>,
}

/// What a change of a booking answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingUpdated {
    /// Its id.
    pub id: Uuid,
    /// `BK-2025-004821`
    pub booking_number: String,
    /// Where it stands now.
    pub status: BookingStatus,
    /// What admins noted.
    pub admin_notes: Option<Untrusted>,
    /// Null unless it is cancelled.
    pub cancellation: Option<BookingCancellation>,
    /// When it changed.
    pub updated_at: Timestamp,
    /// By which admin.
    pub updated_by: Uuid,
    /// Its version after the change.
    pub version: i64,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}
