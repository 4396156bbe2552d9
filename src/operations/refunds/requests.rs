//! What is asked of refunds.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    domain::{
        page::{Paging, SortOrder},
        refund::{Alternative, GatewayState, RefundStatus},
        time::Timestamp,
    },
    operations::{
        fields::{self, Fields, Request},
        takedowns::SORT_ORDERS,
    },
};

/// The largest amount that is taken, 2^53 - 1: the largest whole number that every JSON reader takes exactly.
pub const LARGEST_CENTS: i64 = 9_007_199_254_740_991;

/// What a list of refunds is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundSort {
    /// When it was asked for.
    RequestedAt,
    /// How much was asked for.
    Amount,
    /// How urgent; newest first within a priority.
    Priority,
}

/// Which refunds to list. Default: all of them, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListRefunds {
    /// That stand here.
    pub status: Option<RefundStatus>,
    /// Whose money stands here.
    pub gateway_state: Option<GatewayState>,
    /// Of this booking.
    pub booking_id: Option<Uuid>,
    /// Of this customer.
    pub user_id: Option<Uuid>,
    /// Of this vendor.
    pub vendor_id: Option<Uuid>,
    /// Asked for from this moment on.
    pub from_date: Option<Timestamp>,
    /// Asked for up to and with this moment.
    pub to_date: Option<Timestamp>,
    /// Asking for so much or more, in smallest units of whatever currency.
    pub min_amount: Option<i64>,
    /// Asking for so much or less.
    pub max_amount: Option<i64>,
    /// The order.
    pub sort_by: RefundSort,
    /// Its direction; by default new, large and urgent first.
    pub sort_order: Option<SortOrder>,
    /// The page.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Default for ListRefunds {
    fn default() -> Self {
        Self {
            status: None,
            gateway_state: None,
            booking_id: None,
            user_id: None,
            vendor_id: None,
            from_date: None,
            to_date: None,
            min_amount: None,
            max_amount: None,
            sort_by: RefundSort::RequestedAt,
            sort_order: None,
            paging: Paging::default(),
        }
    }
}

impl Request for ListRefunds {
    fn read(f: &mut Fields) -> Option<Self> {
        const SORTS: &[(&str, RefundSort)] = &[
            ("requested_at", RefundSort::RequestedAt),
            ("amount", RefundSort::Amount),
            ("priority", RefundSort::Priority),
        ];
        let status = f.optional("status", fields::word);
        let gateway_state = f.optional("gateway_state", fields::word);
        let booking_id = f.optional("booking_id", fields::uuid);
        let user_id = f.optional("user_id", fields::uuid);
        let vendor_id = f.optional("vendor_id", fields::uuid);
        let (from_date, to_date) = f.period();
        let (min_amount, max_amount) = amounts(f);
        let sort_by = f.or("sort_by", RefundSort::RequestedAt, fields::one_of(SORTS));
        let sort_order = f.optional("sort_order", fields::one_of(SORT_ORDERS));
        let paging = f.paging();
        Some(Self {
            status,
            gateway_state,
            booking_id,
            user_id,
            vendor_id,
            from_date,
            to_date,
            min_amount,
            max_amount,
            sort_by: sort_by?,
            sort_order,
            paging: paging?,
        })
    }
}

/// `min_amount` and `max_amount`, both included.
fn amounts(f: &mut Fields) -> (Option<i64>, Option<i64>) {
    let min = f.optional("min_amount", fields::whole(0, LARGEST_CENTS));
    let max = f.optional("max_amount", fields::whole(0, LARGEST_CENTS));
    if min.zip(max).is_some_and(|(min, max)| max < min) {
        f.fault("max_amount", "must not be under min_amount");
    }
    (min, max)
}

/// Approves a refund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApproveRefund {
    /// In the currency's smallest unit; without it, what was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_amount_cents: Option<i64>,
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

impl Request for ApproveRefund {
    fn read(f: &mut Fields) -> Option<Self> {
        let approved_amount_cents = f.optional("approved_amount_cents", fields::whole(1, LARGEST_CENTS));
        let reason = f.required("reason", fields::text(10, 2000));
        let admin_notes = f.optional("admin_notes", fields::text(0, 5000));
        let notify_user = f.or("notify_user", true, fields::truth);
        let notify_vendor = f.or("notify_vendor", true, fields::truth);
        Some(Self {
            approved_amount_cents,
            reason: reason?,
            admin_notes,
            notify_user: notify_user?,
            notify_vendor: notify_vendor?,
        })
    }
}

/// Rejects a refund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RejectRefund {
    /// Why; the customer reads it.
    pub reason: String,
    /// Stays on the admin side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admin_notes: Option<String>,
    /// Whether the customer is told.
    pub notify_user: bool,
    /// What they are offered in its place.
    pub offer_alternative: Alternative,
}

impl Request for RejectRefund {
    fn read(f: &mut Fields) -> Option<Self> {
        let reason = f.required("reason", fields::text(10, 2000));
        let admin_notes = f.optional("admin_notes", fields::text(0, 5000));
        let notify_user = f.or("notify_user", true, fields::truth);
        let offer_alternative = f.or("offer_alternative", Alternative::None, fields::word);
        Some(Self { reason: reason?, admin_notes, notify_user: notify_user?, offer_alternative: offer_alternative? })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{error::Kind, operations::fields::parse};

    fn faults<T: Request + std::fmt::Debug>(fields: Fields) -> Vec<String> {
        match parse::<T>(fields).map_err(|error| error.kind) {
            Err(Kind::ValidationError { details }) => details.into_keys().collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_bad_filter_is_named() {
        let wrong = [
            ("status", "open"),
            ("gateway_state", "lost"),
            ("booking_id", "BK-2025-000001"),
            ("user_id", "0199e762"),
            ("vendor_id", ""),
            ("from_date", "soon"),
            ("min_amount", "-1"),
            ("max_amount", "9007199254740992"),
            ("sort_by", "status"),
            ("sort_order", "up"),
        ];
        let mut names = wrong.map(|(name, _)| name).to_vec();
        names.sort_unstable();
        assert_eq!(faults::<ListRefunds>(Fields::text(wrong)), names);
        let swapped = [("min_amount", "2"), ("max_amount", "1")];
        assert_eq!(faults::<ListRefunds>(Fields::text(swapped)), ["max_amount"]);
        let level = [("min_amount", "2"), ("max_amount", "2")];
        assert_eq!(parse::<ListRefunds>(Fields::text(level)).unwrap().max_amount, Some(2));
    }

    #[test]
    fn decisions_have_their_defaults_and_limits() {
        let approve: ApproveRefund = parse(Fields::body(json!({"reason": "0123456789"}))).unwrap();
        assert_eq!(approve.approved_amount_cents, None);
        assert!(approve.notify_user && approve.notify_vendor);
        let wrong = json!({"approved_amount_cents": 0, "reason": " 012345678 ", "admin_notes": "x".repeat(5001),
            "notify_user": "yes", "offer_alternative": "none"});
        assert_eq!(
            faults::<ApproveRefund>(Fields::body(wrong)),
            ["admin_notes", "approved_amount_cents", "notify_user", "offer_alternative", "reason"]
        );
        let reject: RejectRefund = parse(Fields::body(json!({"reason": "0123456789"}))).unwrap();
        assert_eq!(reject.offer_alternative, Alternative::None);
        let wrong = json!({"reason": "x".repeat(2001), "offer_alternative": "a car", "notify_vendor": true});
        assert_eq!(faults::<RejectRefund>(Fields::body(wrong)), ["notify_vendor", "offer_alternative", "reason"]);
    }
}
