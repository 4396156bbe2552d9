//! The dashboard's gauges: what is answered.

use serde::{Deserialize, Serialize};

/// The seven gauges, under the same names as in `/metrics`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metrics {
    /// Vendors known.
    pub appydex_vendors_total: i64,
    /// Vendors that wait to be verified.
    pub appydex_vendors_pending_verification: i64,
    /// Bookings made since midnight, UTC.
    pub appydex_bookings_today: i64,
    /// Subscriptions; this marketplace has none, so it is 0.
    pub appydex_active_subscriptions: i64,
    /// What came in within 30 days, in the smallest unit of the configured currency, refunded later or not.
    pub appydex_revenue_last_30d_cents: i64,
    /// Payments that failed within 7 days.
    pub appydex_payments_failures_7d: i64,
    /// Of this server's requests of the last 5 minutes, in percent: those that it failed.
    pub appydex_error_rate_5m: f64,
}
