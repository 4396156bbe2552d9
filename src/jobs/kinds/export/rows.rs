//! The columns of each report, and its rows as cells of a kind: what is text and so a stranger's, what is a number, a
//! moment, a word of this program. What of a customer is shown depends on who asked.

use uuid::Uuid;

use crate::{
    domain::{export::ReportType, money::Currency, time::Timestamp, untrusted::Untrusted},
    error::Result,
    service::Sight,
    store::{
        Tx,
        exports::{Booking, ExportRow, Refund, Revenue, Takedown},
        filter::Filter,
    },
};

/// A cell; what is done to it in a file depends on its kind, not on what it looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing.
    Nothing,
    /// Text from outside, as it came.
    Text(String),
    /// A word, an id or a number of this program.
    Word(String),
    /// A number.
    Number(i64),
    /// A moment.
    Moment(Timestamp),
}

pub(super) type Row = Vec<Cell>;

macro_rules! cells {
    ($($type:ty => $cell:expr),+ $(,)?) => {$(
        impl From<$type> for Cell {
            fn from(value: $type) -> Self {
                $cell(value)
            }
        }
    )+};
}

cells! {
    String => Self::Text,
    Untrusted => |text: Untrusted| Self::Text(text.into_raw()),
    i64 => Self::Number,
    Timestamp => Self::Moment,
    Uuid => |id: Uuid| Self::Word(id.to_string()),
    Currency => |currency: Currency| Self::Word(currency.to_string()),
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

/// A word of this program, which needs no care.
fn word(word: impl Into<Option<String>>) -> Cell {
    word.into().map_or(Cell::Nothing, Cell::Word)
}

macro_rules! report {
    ($columns:ident, $cells:ident($row:ident: $type:ty, $sight:ident) { $($name:literal => $cell:expr),+ $(,)? }) => {
        const $columns: &[&str] = &[$($name),+];

        fn $cells($row: $type, $sight: Sight) -> Row {
            vec![$(Cell::from($cell)),+]
        }
    };
}

report! {
    BOOKINGS, booking(row: Booking, sight) {
        "booking_number" => word(row.number),
        "created_at" => row.at,
        "status" => word(row.status),
        "total_amount_cents" => row.total_amount_cents,
        "currency" => row.currency,
        "scheduled_at" => row.scheduled_at,
        "completed_at" => row.completed_at,
        "cancelled_at" => row.cancelled_at,
        "cancelled_by" => row.cancelled_by,
        "cancellation_reason" => row.cancellation_reason,
        "vendor_id" => row.vendor_id,
        "vendor_name" => row.vendor_name,
        "service_name" => row.service_name,
        "category" => row.category,
        "user_id" => row.user_id,
        "user_name" => row.user_name,
        "user_email" => sight.email(row.user_email.as_ref()),
        "user_phone" => sight.phone(row.user_phone.as_ref()),
        "street" => sight.place(row.street),
        "apartment" => sight.place(row.apartment),
        "landmark" => sight.place(row.landmark),
        "city" => row.city,
        "state" => row.state,
        "pincode" => row.pincode,
        "base_amount_cents" => row.base_amount_cents,
        "tax_cents" => row.tax_cents,
        "platform_fee_cents" => row.platform_fee_cents,
        "discount_cents" => row.discount_cents,
        "notes" => row.notes,
        "id" => row.id,
    }
}

report! {
    REVENUE, revenue(row: Revenue, sight) {
        "payment_id" => row.id,
        "paid_at" => row.at,
        "amount_cents" => row.amount_cents,
        "refunded_cents" => row.refunded_cents,
        "platform_fee_cents" => row.platform_fee_cents,
        "currency" => row.currency,
        "method" => word(row.method),
        "provider" => row.provider,
        "transaction_id" => row.transaction_id,
        "booking_number" => word(row.booking_number),
        "vendor_id" => row.vendor_id,
        "vendor_name" => row.vendor_name,
        "service_name" => row.service_name,
        "category" => row.category,
        "city" => row.city,
        "user_id" => row.user_id,
        "user_name" => row.user_name,
        "user_email" => sight.email(row.user_email.as_ref()),
    }
}

report! {
    REFUNDS, refund(row: Refund, sight) {
        "refund_number" => word(row.number),
        "requested_at" => row.at,
        "status" => word(row.status),
        "requested_amount_cents" => row.requested_amount_cents,
        "currency" => row.currency,
        "approved_amount_cents" => row.approved_amount_cents,
        "paid_cents" => row.paid_cents,
        "gateway_state" => word(row.gateway_state),
        "priority" => word(row.priority),
        "requested_by" => word(row.requested_by),
        "reason" => row.reason,
        "description" => row.description,
        "decision_reason" => row.decision_reason,
        "approved_at" => row.approved_at,
        "rejected_at" => row.rejected_at,
        "processed_at" => row.processed_at,
        "failed_at" => row.failed_at,
        "transaction_id" => row.transaction_id,
        "payment_id" => row.payment_id,
        "booking_number" => word(row.booking_number),
        "vendor_id" => row.vendor_id,
        "vendor_name" => row.vendor_name,
        "user_id" => row.user_id,
        "user_name" => row.user_name,
        "user_email" => sight.email(row.user_email.as_ref()),
        "id" => row.id,
    }
}

report! {
    TAKEDOWNS, takedown(row: Takedown, sight) {
        "request_number" => word(row.number),
        "created_at" => row.at,
        "status" => word(row.status),
        "priority" => word(row.priority),
        "reason_code" => word(row.reason_code),
        "reason_description" => row.reason_description,
        "due_at" => row.due_at,
        "decision" => word(row.decision),
        "action_taken" => word(row.action_taken),
        "resolved_at" => row.resolved_at,
        "resolved_by" => row.resolved_by,
        "resolution_reason" => row.resolution_reason,
        "review_id" => row.review_id,
        "review_status" => word(row.review_status),
        "rating" => row.rating,
        "review_title" => row.review_title,
        "review_body" => row.review_body,
        "vendor_id" => row.vendor_id,
        "vendor_name" => row.vendor_name,
        "user_id" => row.user_id,
        "user_name" => row.user_name,
        "user_email" => sight.email(row.user_email.as_ref()),
        "id" => row.id,
    }
}

/// The names of a report's columns.
pub(super) const fn columns(report: ReportType) -> &'static [&'static str] {
    match report {
        ReportType::Bookings => BOOKINGS,
        ReportType::Revenue => REVENUE,
        ReportType::Refunds => REFUNDS,
        ReportType::Takedowns => TAKEDOWNS,
    }
}

/// Some rows of a report in their order.
pub(super) struct Page {
    pub rows: Vec<Row>,
    /// Where the last of them stands; nothing when there is none.
    pub last: Option<(Timestamp, i64)>,
}

impl Page {
    /// The rows after `after`, so many at most, as `sight` lets them be seen.
    pub async fn read(
        tx: &mut Tx,
        report: ReportType,
        filter: &Filter,
        after: Option<(Timestamp, i64)>,
        most: i64,
        sight: Sight,
    ) -> Result<Self> {
        Ok(match report {
            ReportType::Bookings => Self::of(Booking::page(tx, filter, after, most).await?, |row| booking(row, sight)),
            ReportType::Revenue => Self::of(Revenue::page(tx, filter, after, most).await?, |row| revenue(row, sight)),
            ReportType::Refunds => Self::of(Refund::page(tx, filter, after, most).await?, |row| refund(row, sight)),
            ReportType::Takedowns => {
                Self::of(Takedown::page(tx, filter, after, most).await?, |row| takedown(row, sight))
            }
        })
    }

    fn of<T: ExportRow>(found: Vec<T>, cells: impl Fn(T) -> Row) -> Self {
        let last = found.last().map(ExportRow::place);
        Self { rows: found.into_iter().map(cells).collect(), last }
    }
}
