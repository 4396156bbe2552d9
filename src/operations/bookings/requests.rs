//! What is asked of bookings.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    domain::{
        booking::BookingStatus,
        page::{Paging, SortOrder},
        time::Timestamp,
    },
    operations::{
        fields::{self, Fields, Request},
        takedowns::SORT_ORDERS,
    },
};

/// What a list of bookings is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingSort {
    /// When it was made.
    #[default]
    CreatedAt,
    /// When it is to be.
    ScheduledAt,
    /// What it costs, in smallest units of whatever currency.
    Amount,
}

/// Which bookings to list. Default: all of them, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListBookings {
    /// In the customer's or the vendor's name; an id or number from its beginning; a number's digits.
    pub search: Option<String>,
    /// That stand here.
    pub status: Option<BookingStatus>,
    /// Of this vendor.
    pub vendor_id: Option<Uuid>,
    /// Of this customer.
    pub user_id: Option<Uuid>,
    /// Of this service.
    pub service_id: Option<Uuid>,
    /// In this city, by its whole name.
    pub city: Option<String>,
    /// To be done from this moment on.
    pub from_date: Option<Timestamp>,
    /// To be done up to and with this moment.
    pub to_date: Option<Timestamp>,
    /// The order.
    pub sort_by: BookingSort,
    /// Its direction; by default the new, the late and the large first.
    pub sort_order: Option<SortOrder>,
    /// The page.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Request for ListBookings {
    fn read(f: &mut Fields) -> Option<Self> {
        const SORTS: &[(&str, BookingSort)] = &[
            ("created_at", BookingSort::CreatedAt),
            ("scheduled_at", BookingSort::ScheduledAt),
            ("amount", BookingSort::Amount),
        ];
        let search = f.optional("search", fields::text(1, 100));
        let status = f.optional("status", fields::word);
        let vendor_id = f.optional("vendor_id", fields::uuid);
        let user_id = f.optional("user_id", fields::uuid);
        let service_id = f.optional("service_id", fields::uuid);
        let city = f.optional("city", fields::text(1, 100));
        let (from_date, to_date) = f.period();
        let sort_by = f.or("sort_by", BookingSort::CreatedAt, fields::one_of(SORTS));
        let sort_order = f.optional("sort_order", fields::one_of(SORT_ORDERS));
        let paging = f.paging();
        Some(Self {
            search,
            status,
            vendor_id,
            user_id,
            service_id,
            city,
            from_date,
            to_date,
            sort_by: sort_by?,
            sort_order,
            paging: paging?,
        })
    }
}

/// Moves a booking on, cancels it, or notes something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UpdateBooking {
    /// Where it is to stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<BookingStatus>,
    /// In place of the notes before; empty clears them. With `disputed` the reason of the dispute too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admin_notes: Option<String>,
    /// Why it is cancelled; the customer and the vendor read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancellation_reason: Option<String>,
    /// Whether a cancellation gives back all that was paid, whatever the policy says.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub force_refund: bool,
    /// Whether the customer is told where it stands.
    pub notify_user: bool,
    /// Whether the vendor is told.
    pub notify_vendor: bool,
}

impl UpdateBooking {
    /// A move, of which both are told.
    pub const fn to(status: BookingStatus) -> Self {
        Self {
            status: Some(status),
            admin_notes: None,
            cancellation_reason: None,
            force_refund: false,
            notify_user: true,
            notify_vendor: true,
        }
    }

    /// New notes.
    pub fn note(notes: impl Into<String>) -> Self {
        Self { status: None, admin_notes: Some(notes.into()), ..Self::to(BookingStatus::Pending) }
    }

    /// A cancellation.
    pub fn cancel(reason: impl Into<String>) -> Self {
        Self { cancellation_reason: Some(reason.into()), ..Self::to(BookingStatus::Cancelled) }
    }
}

impl Request for UpdateBooking {
    fn read(f: &mut Fields) -> Option<Self> {
        if !f.has("status") && !f.has("admin_notes") {
            f.fault("body", "must have at least one of status, admin_notes");
        }
        let has_status = f.has("status");
        let status = f.optional("status", fields::word::<BookingStatus>);
        // What goes with which status can't be said of one that is wrong.
        let known = status.is_some() || !has_status;
        let cancels = status == Some(BookingStatus::Cancelled);
        let admin_notes = notes(f, status == Some(BookingStatus::Disputed));
        if known && !cancels {
            for name in ["cancellation_reason", "force_refund"] {
                if f.has(name) {
                    f.optional(name, |_, _| Err::<(), _>("goes with the status cancelled only".to_owned()));
                }
            }
        }
        let cancellation_reason = if cancels {
            f.required("cancellation_reason", fields::text(10, 500))
        } else {
            f.optional("cancellation_reason", fields::text(10, 500))
        };
        let force_refund = f.or("force_refund", false, fields::truth);
        let notify_user = f.or("notify_user", true, fields::truth);
        let notify_vendor = f.or("notify_vendor", true, fields::truth);
        Some(Self {
            status,
            admin_notes,
            cancellation_reason,
            force_refund: force_refund?,
            notify_user: notify_user?,
            notify_vendor: notify_vendor?,
        })
    }
}

/// Notes may be empty, unless they are what a dispute is about.
fn notes(f: &mut Fields, disputes: bool) -> Option<String> {
    if disputes {
        return f.required("admin_notes", fields::text(1, 2000));
    }
    f.optional("admin_notes", fields::text(0, 2000))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::{error::Kind, operations::fields::parse};

    fn faults(body: Value) -> Vec<String> {
        match parse::<UpdateBooking>(Fields::body(body)).map_err(|error| error.kind) {
            Err(Kind::ValidationError { details }) => details.into_keys().collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn what_goes_together_is_asked_for_together() {
        assert_eq!(faults(json!({})), ["body"]);
        assert_eq!(faults(json!({"notify_user": false})), ["body"]);
        assert_eq!(faults(json!({"status": "cancelled"})), ["cancellation_reason"]);
        assert_eq!(faults(json!({"status": "disputed"})), ["admin_notes"]);
        assert_eq!(faults(json!({"status": "disputed", "admin_notes": "  "})), ["admin_notes"]);
        let other =
            json!({"status": "confirmed", "cancellation_reason": "Because of the rain.", "force_refund": false});
        assert_eq!(faults(other), ["cancellation_reason", "force_refund"]);
        assert_eq!(faults(json!({"admin_notes": "x", "force_refund": true})), ["force_refund"]);
        assert_eq!(
            faults(json!({"status": "gone", "cancellation_reason": "short"})),
            ["cancellation_reason", "status"]
        );
        assert_eq!(faults(json!({"admin_notes": "a".repeat(2001)})), ["admin_notes"]);
        assert!(faults(json!({"admin_notes": ""})).is_empty());
        assert!(faults(json!({"status": "cancelled", "cancellation_reason": "Because of the rain."})).is_empty());
    }

    #[test]
    fn what_is_sent_is_what_was_read() {
        for request in [
            UpdateBooking::to(BookingStatus::Confirmed),
            UpdateBooking::note(""),
            UpdateBooking { force_refund: true, ..UpdateBooking::cancel("Because of the rain.") },
        ] {
            let body = serde_json::to_value(&request).unwrap();
            assert_eq!(parse::<UpdateBooking>(Fields::body(body)).unwrap(), request);
        }
    }
}
