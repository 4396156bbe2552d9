//! The rows of exports: counted, and read page by page in the order of their time, from one snapshot. What of a
//! customer is shown to whom is decided where they are written. To add a report: its row, its statement, its variant.

use uuid::Uuid;

use super::{
    engine::{Query, Tx},
    filter::Filter,
};
use crate::{
    domain::{export::ReportType, money::Currency, time::Timestamp},
    error::Result,
};

/// A row that stands at a place in the order of its report.
pub trait ExportRow: super::Record {
    /// When it happened, by the report's own time, and its key.
    fn place(&self) -> (Timestamp, i64);
}

macro_rules! report {
    ($(#[$doc:meta])* $row:ident from $from:literal by $time:literal {
        $($field:ident: $type:ty = $column:literal),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, sqlx::FromRow)]
        #[expect(missing_docs, reason = "the columns' names say it")]
        pub struct $row {
            pub key: i64,
            pub at: Timestamp,
            $(pub $field: $type),+
        }

        impl ExportRow for $row {
            fn place(&self) -> (Timestamp, i64) {
                (self.at, self.key)
            }
        }

        impl $row {
            /// The rows after `after` that meet the conditions, in the order of their time, so many at most.
            pub async fn page(
                tx: &mut Tx,
                filter: &Filter,
                after: Option<(Timestamp, i64)>,
                most: i64,
            ) -> Result<Vec<Self>> {
                const SELECT: &str = concat!(
                    "SELECT x.key, x.", $time, " AS at" $(, ", ", $column, " AS ", stringify!($field))+,
                    " FROM ", $from, " WHERE 1 = 1"
                );
                let mut filter = filter.clone();
                if let Some((at, key)) = after {
                    filter.and(concat!("(x.", $time, ", x.key) > (?, ?)"), [at.into(), key.into()]);
                }
                let rest = format!(concat!("ORDER BY x.", $time, ", x.key LIMIT {}"), most);
                filter.query(SELECT, &rest).fetch_all(tx).await
            }
        }
    };
}

report! {
    /// A booking.
    Booking from "bookings x JOIN users u ON u.key = x.user_key JOIN vendors v ON v.key = x.vendor_key
        JOIN services s ON s.key = x.service_key" by "created_at" {
        id: Uuid = "x.id",
        number: String = "x.number",
        status: String = "x.status",
        scheduled_at: Timestamp = "x.scheduled_at",
        completed_at: Option<Timestamp> = "x.completed_at",
        cancelled_at: Option<Timestamp> = "x.cancelled_at",
        cancelled_by: Option<String> = "x.cancelled_by",
        cancellation_reason: Option<String> = "x.cancellation_reason",
        user_id: Uuid = "u.id",
        user_name: String = "u.name",
        user_email: Option<String> = "u.email",
        user_phone: Option<String> = "u.phone",
        vendor_id: Uuid = "v.id",
        vendor_name: String = "v.name",
        service_name: String = "s.name",
        category: String = "s.category",
        street: Option<String> = "x.street",
        apartment: Option<String> = "x.apartment",
        landmark: Option<String> = "x.landmark",
        city: Option<String> = "x.city",
        state: Option<String> = "x.state",
        pincode: Option<String> = "x.pincode",
        base_amount_cents: Option<i64> = "x.base_amount_cents",
        tax_cents: Option<i64> = "x.tax_cents",
        platform_fee_cents: Option<i64> = "x.platform_fee_cents",
        discount_cents: Option<i64> = "x.discount_cents",
        total_amount_cents: i64 = "x.total_amount_cents",
        currency: Currency = "x.currency",
        notes: Option<String> = "x.notes",
    }
}

report! {
    /// A succeeded payment, with what of it went back.
    Revenue from "payments x JOIN bookings b ON b.key = x.booking_key JOIN users u ON u.key = b.user_key
        JOIN vendors v ON v.key = b.vendor_key JOIN services s ON s.key = b.service_key" by "paid_at" {
        id: Uuid = "x.id",
        booking_number: String = "b.number",
        amount_cents: i64 = "x.amount_cents",
        refunded_cents: i64 = "x.posted_cents + x.elsewhere_cents",
        platform_fee_cents: i64 = "x.platform_fee_cents",
        currency: Currency = "x.currency",
        method: String = "x.method",
        provider: Option<String> = "x.provider",
        transaction_id: Option<String> = "x.transaction_id",
        user_id: Uuid = "u.id",
        user_name: String = "u.name",
        user_email: Option<String> = "u.email",
        vendor_id: Uuid = "v.id",
        vendor_name: String = "v.name",
        service_name: String = "s.name",
        category: String = "s.category",
        city: Option<String> = "b.city",
    }
}

report! {
    /// A refund request.
    Refund from "refund_requests x JOIN payments p ON p.key = x.payment_key JOIN bookings b ON b.key = x.booking_key
        JOIN users u ON u.key = x.user_key JOIN vendors v ON v.key = x.vendor_key" by "requested_at" {
        id: Uuid = "x.id",
        number: String = "x.number",
        status: String = "x.status",
        gateway_state: String = "x.gateway_state",
        requested_amount_cents: i64 = "x.requested_amount_cents",
        approved_amount_cents: Option<i64> = "x.approved_amount_cents",
        currency: Currency = "x.currency",
        reason: String = "x.reason",
        description: Option<String> = "x.description",
        priority: String = "x.priority",
        requested_by: String = "x.requested_by",
        booking_number: String = "b.number",
        payment_id: Uuid = "p.id",
        paid_cents: i64 = "p.amount_cents",
        user_id: Uuid = "u.id",
        user_name: String = "u.name",
        user_email: Option<String> = "u.email",
        vendor_id: Uuid = "v.id",
        vendor_name: String = "v.name",
        decision_reason: Option<String> = "x.decision_reason",
        approved_at: Option<Timestamp> = "x.approved_at",
        rejected_at: Option<Timestamp> = "x.rejected_at",
        processed_at: Option<Timestamp> = "x.processed_at",
        failed_at: Option<Timestamp> = "x.failed_at",
        transaction_id: Option<String> = "x.transaction_id",
    }
}

report! {
    /// A takedown request.
    Takedown from "takedown_requests x JOIN reviews r ON r.key = x.review_key JOIN users u ON u.key = x.user_key
        JOIN vendors v ON v.key = x.vendor_key LEFT JOIN admins a ON a.id = x.resolved_by" by "created_at" {
        id: Uuid = "x.id",
        number: String = "x.number",
        status: String = "x.status",
        priority: String = "x.priority",
        reason_code: String = "x.reason_code",
        reason_description: String = "x.reason_description",
        due_at: Timestamp = "x.due_at",
        review_id: Uuid = "r.id",
        review_status: String = "r.status",
        rating: i64 = "r.rating",
        review_title: Option<String> = "r.title",
        review_body: Option<String> = "r.body",
        user_id: Uuid = "u.id",
        user_name: String = "u.name",
        user_email: Option<String> = "u.email",
        vendor_id: Uuid = "v.id",
        vendor_name: String = "v.name",
        decision: Option<String> = "x.decision",
        action_taken: Option<String> = "x.action_taken",
        resolved_at: Option<Timestamp> = "x.resolved_at",
        resolved_by: Option<String> = "a.name",
        resolution_reason: Option<String> = "x.resolution_reason",
    }
}

/// Which rows of a report; all that is given must hold.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the filters' names say it")]
pub struct Wanted {
    pub report: ReportType,
    pub from: Timestamp,
    pub to: Timestamp,
    pub vendor: Option<Uuid>,
    pub status: Option<String>,
    pub method: Option<&'static str>,
    /// Folded.
    pub city: Option<String>,
    /// Folded.
    pub category: Option<String>,
    pub currency: Option<Currency>,
    pub reason_code: Option<String>,
}

/// What a report counts, and the columns that its filters are about.
struct Columns {
    from: &'static str,
    time: [&'static str; 2],
    vendor: &'static str,
    city: &'static str,
    service: &'static str,
}

const fn columns(report: ReportType) -> Columns {
    const ABOUT: [&str; 2] = ["x.created_at >= ?", "x.created_at <= ?"];
    const VENDOR: &str = "x.vendor_key = (SELECT key FROM vendors WHERE id = ?)";
    const OF_CATEGORY: &str = "x.service_key IN (SELECT key FROM services WHERE category_folded = ?)";
    match report {
        ReportType::Bookings => {
            Columns { from: "bookings x", time: ABOUT, vendor: VENDOR, city: "x.city_folded = ?", service: OF_CATEGORY }
        }
        ReportType::Revenue => Columns {
            from: "payments x JOIN bookings b ON b.key = x.booking_key",
            time: ["x.paid_at >= ?", "x.paid_at <= ?"],
            vendor: "b.vendor_key = (SELECT key FROM vendors WHERE id = ?)",
            city: "b.city_folded = ?",
            service: "b.service_key IN (SELECT key FROM services WHERE category_folded = ?)",
        },
        ReportType::Refunds => Columns {
            from: "refund_requests x",
            time: ["x.requested_at >= ?", "x.requested_at <= ?"],
            vendor: VENDOR,
            city: "1 = 0",
            service: "1 = 0",
        },
        ReportType::Takedowns => {
            Columns { from: "takedown_requests x", time: ABOUT, vendor: VENDOR, city: "1 = 0", service: "1 = 0" }
        }
    }
}

impl Wanted {
    /// The conditions, about `x`, the row itself.
    pub fn filter(&self) -> Filter {
        let columns = columns(self.report);
        let mut filter = Filter::default();
        if self.report == ReportType::Revenue {
            filter.and("x.status = 'succeeded' AND x.paid_at IS NOT NULL", []);
        }
        filter.and(columns.time[0], [self.from.into()]);
        filter.and(columns.time[1], [self.to.into()]);
        filter.and_if(columns.vendor, self.vendor);
        filter.and_if("x.status = ?", self.status.as_ref());
        filter.and_if("x.method = ?", self.method);
        filter.and_if(columns.city, self.city.as_ref());
        filter.and_if(columns.service, self.category.as_ref());
        filter.and_if("x.currency = ?", self.currency);
        filter.and_if("x.reason_code = ?", self.reason_code.as_ref());
        filter
    }
}

/// How many rows there are.
pub async fn count(tx: &mut Tx, wanted: &Wanted) -> Result<i64> {
    let text = format!("SELECT COUNT(*) FROM {} WHERE 1 = 1", columns(wanted.report).from);
    Ok(wanted.filter().query(&text, "").fetch_one::<(i64,)>(tx).await?.0)
}

/// Whether there is a vendor with this id.
pub async fn has_vendor(tx: &mut Tx, id: Uuid) -> Result<bool> {
    let row = Query::assembled("SELECT COUNT(*) FROM vendors WHERE id = $1".into(), vec![id.into()]);
    Ok(row.fetch_one::<(i64,)>(tx).await?.0 > 0)
}
