//! Payments: what is asked and answered. A refund of one answers as an approval in the queue does.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    fields::{self, Fields, Request},
    refunds::{LARGEST_CENTS, RefundBooking, RefundUser, RefundVendor},
    takedowns::SORT_ORDERS,
};
use crate::domain::{
    money::Currency,
    page::{Paging, SortOrder},
    payment::PaymentStatus,
    refund::{GatewayState, RefundStatus},
    time::Timestamp,
    untrusted::Untrusted,
};

/// What a list of payments is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentSort {
    /// When it was tried.
    #[default]
    CreatedAt,
    /// How much, in smallest units of whatever currency.
    Amount,
}

/// Which payments to list. Default: all of them, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListPayments {
    /// That stand here.
    pub status: Option<PaymentStatus>,
    /// Of this vendor's bookings.
    pub vendor_id: Option<Uuid>,
    /// Of this booking.
    pub booking_id: Option<Uuid>,
    /// Tried from this moment on.
    pub from_date: Option<Timestamp>,
    /// Tried up to and with this moment.
    pub to_date: Option<Timestamp>,
    /// The order.
    pub sort_by: PaymentSort,
    /// Its direction; by default the new and the large first.
    pub sort_order: Option<SortOrder>,
    /// The page.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Request for ListPayments {
    fn read(f: &mut Fields) -> Option<Self> {
        const SORTS: &[(&str, PaymentSort)] =
            &[("created_at", PaymentSort::CreatedAt), ("amount", PaymentSort::Amount)];
        let status = f.optional("status", fields::word);
        let vendor_id = f.optional("vendor_id", fields::uuid);
        let booking_id = f.optional("booking_id", fields::uuid);
        let (from_date, to_date) = f.period();
        let sort_by = f.or("sort_by", PaymentSort::CreatedAt, fields::one_of(SORTS));
        let sort_order = f.optional("sort_order", fields::one_of(SORT_ORDERS));
        let paging = f.paging();
        Some(Self { status, vendor_id, booking_id, from_date, to_date, sort_by: sort_by?, sort_order, paging: paging? })
    }
}

/// Pays a payment back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefundPayment {
    /// In the currency's smallest unit; without it, all that is left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_cents: Option<i64>,
    /// Why.
    pub reason: String,
    /// Stays on the admin side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admin_notes: Option<String>,
    /// Whether the customer is told.
    pub notify_user: bool,
    /// Whether the vendor is told.
    pub notify_vendor: bool,
}

impl Request for RefundPayment {
    fn read(f: &mut Fields) -> Option<Self> {
        let amount_cents = f.optional("amount_cents", fields::whole(1, LARGEST_CENTS));
        let reason = f.required("reason", fields::text(10, 2000));
        let admin_notes = f.optional("admin_notes", fields::text(0, 5000));
        let notify_user = f.or("notify_user", true, fields::truth);
        let notify_vendor = f.or("notify_vendor", true, fields::truth);
        Some(Self {
            amount_cents,
            reason: reason?,
            admin_notes,
            notify_user: notify_user?,
            notify_vendor: notify_vendor?,
        })
    }
}

/// A payment, in a list; the first part of one that is shown whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentListItem {
    /// Its id.
    pub id: Uuid,
    /// How it stands.
    pub status: PaymentStatus,
    /// What was paid for.
    pub booking: RefundBooking,
    /// Who paid.
    pub user: RefundUser,
    /// Whose work it was.
    pub vendor: RefundVendor,
    /// In the currency's smallest unit.
    pub amount_cents: i64,
    /// Its currency.
    pub currency: Currency,
    /// What the marketplace took of it.
    pub platform_fee_cents: i64,
    /// `card`, `upi`, `wallet` or `netbanking`.
    pub method: String,
    /// Who took it.
    pub provider: Option<Untrusted>,
    /// The provider's own name for it.
    pub transaction_id: Option<Untrusted>,
    /// What went back so far.
    pub refunded_amount_cents: i64,
    /// What may still be decided to go back; 0 unless it succeeded.
    pub remaining_amount_cents: i64,
    /// When the money came in.
    pub paid_at: Option<Timestamp>,
    /// When it was tried.
    pub created_at: Timestamp,
    /// Grows with each change of its content.
    pub version: i64,
}

/// A refund of a payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentRefund {
    /// Its id.
    pub id: Uuid,
    /// `RF-2025-000211`
    pub refund_number: String,
    /// Where it stands.
    pub status: RefundStatus,
    /// What was asked for, in the currency's smallest unit.
    pub requested_amount_cents: i64,
    /// What was approved.
    pub approved_amount_cents: Option<i64>,
    /// Where the money stands.
    pub gateway_state: GatewayState,
    /// When it was asked for.
    pub requested_at: Timestamp,
}

/// Money that went back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundPosting {
    /// How much, in the currency's smallest unit.
    pub amount_cents: i64,
    /// Its currency.
    pub currency: Currency,
    /// When.
    pub processed_at: Timestamp,
    /// `import`, `gateway`, or `elsewhere` when it was paid back at the gateway itself.
    pub source: String,
    /// By which refund.
    pub refund_id: Option<Uuid>,
    /// The gateway's own reference.
    pub transaction_id: Option<Untrusted>,
}

/// One payment, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentDetail {
    /// What a list says of it.
    #[serde(flatten)]
    pub item: PaymentListItem,
    /// Oldest first.
    pub refunds: Vec<PaymentRefund>,
    /// They add up to what went back; oldest first.
    pub postings: Vec<RefundPosting>,
}
