//! Bookings in tables, and answers in lines.

use crate::{
    cli::{
        look::{Look, safe},
        output::Record,
        shell::{Detail, Outcome},
        table::Row,
    },
    domain::money::{Currency, Money},
    operations::bookings::{BookingDetail, BookingListItem, BookingUpdated},
};

const NAME: usize = 18;
const SERVICE: usize = 20;

/// An amount as people read it.
pub(super) fn amount(cents: i64, currency: Currency) -> String {
    Money::new(cents, currency).to_string()
}

impl Record for BookingListItem {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "booking_number",
        "status",
        "scheduled_at",
        "created_at",
        "updated_at",
        "amount_cents",
        "currency",
        "payment_status",
        "payment_method",
        "user.id",
        "user.name",
        "user.email",
        "user.phone",
        "vendor.id",
        "vendor.name",
        "vendor.display_name",
        "service.id",
        "service.name",
        "service.category",
        "address.street",
        "address.city",
        "address.state",
        "address.pincode",
        "address.landmark",
        "notes",
        "has_dispute",
        "dispute_status",
        "cancellation_reason",
        "cancelled_by",
        "cancelled_at",
        "version",
    ];
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Row for BookingListItem {
    const COLUMNS: &'static [&'static str] =
        &["BOOKING", "STATUS", "SCHEDULED", "AMOUNT", "PAID", "CITY", "SERVICE", "CUSTOMER", "VENDOR"];
    const SPARE: &'static [&'static str] = &["CITY", "SERVICE", "PAID", "CUSTOMER"];

    fn label(&self) -> Option<String> {
        Some(self.booking_number.clone())
    }

    fn cells(&self, look: &Look) -> Vec<String> {
        vec![
            self.status.to_string(),
            look.time(self.scheduled_at),
            amount(self.amount_cents, self.currency),
            self.payment_status.to_string(),
            self.address.city.as_ref().map_or_else(|| "-".to_owned(), |city| city.truncated(NAME)),
            self.service.name.truncated(SERVICE),
            self.user.name.truncated(NAME),
            self.vendor.display_name.truncated(NAME),
        ]
    }
}

impl Record for BookingDetail {
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Detail for BookingDetail {
    fn text(&self, look: &Look) -> String {
        super::case::text(self, look)
    }
}

impl Record for BookingUpdated {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "booking_number",
        "status",
        "admin_notes",
        "cancellation.refund_issued",
        "cancellation.refund_amount_cents",
        "cancellation.refund_number",
        "cancellation.refund_status",
        "cancellation.refunds",
        "updated_at",
        "updated_by",
        "version",
    ];
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Outcome for BookingUpdated {
    fn line(&self, _: &Look) -> String {
        let mut parts = vec![format!("{} {}", self.booking_number, self.status)];
        if let Some(cancellation) = &self.cancellation {
            let each = cancellation.refunds.iter().map(|refund| format!("{} {}", refund.refund_number, refund.status));
            parts.extend(each);
            if cancellation.refunds.is_empty() {
                parts.push("nothing goes back".to_owned());
            }
        }
        safe(&parts.join("; "))
    }
}
