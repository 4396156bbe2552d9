//! The figures themselves, member for member as the API has them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::{payment::PaymentMethod, untrusted::Untrusted};

/// Bookings over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct BookingAnalytics {
    pub time_series: Vec<BookingPoint>,
    pub summary: BookingSummary,
    pub top_services: Vec<TopService>,
    pub top_vendors: Vec<TopVendor>,
}

/// How many bookings, by where they stand now, and what they are worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct BookingCounts {
    pub total_bookings: i64,
    pub pending: i64,
    pub confirmed: i64,
    pub in_progress: i64,
    pub completed: i64,
    pub cancelled: i64,
    pub disputed: i64,
    pub total_value_cents: i64,
    pub avg_value_cents: i64,
}

/// One bucket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingPoint {
    /// Its first day: `2025-10-01`.
    pub date: String,
    /// What is in it.
    #[serde(flatten)]
    pub counts: BookingCounts,
}

/// All buckets together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BookingSummary {
    /// What is in them.
    #[serde(flatten)]
    pub counts: BookingCounts,
    /// The share that was confirmed and not cancelled, to four decimals.
    pub conversion_rate: f64,
    /// The share that was cancelled, to four decimals.
    pub cancellation_rate: f64,
}

/// A service and its bookings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct TopService {
    pub service_id: Uuid,
    pub service_name: Untrusted,
    pub bookings_count: i64,
    pub total_value_cents: i64,
}

/// A vendor and its bookings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct TopVendor {
    pub vendor_id: Uuid,
    pub vendor_name: Untrusted,
    pub bookings_count: i64,
    pub total_value_cents: i64,
}

/// Revenue over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct RevenueAnalytics {
    pub time_series: Vec<RevenuePoint>,
    pub summary: RevenueSummary,
    pub by_payment_method: Vec<RevenueByMethod>,
    pub top_revenue_vendors: Vec<TopRevenueVendor>,
    pub top_revenue_categories: Vec<TopRevenueCategory>,
}

/// What came in and where it went, in smallest units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct RevenueSums {
    pub gross_revenue_cents: i64,
    pub net_revenue_cents: i64,
    pub refunds_cents: i64,
    pub platform_fees_cents: i64,
    pub vendor_payouts_cents: i64,
    pub transactions_count: i64,
    pub avg_transaction_cents: i64,
}

/// One bucket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevenuePoint {
    /// Its first day: `2025-10-01`.
    pub date: String,
    /// What is in it.
    #[serde(flatten)]
    pub sums: RevenueSums,
}

/// All buckets together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RevenueSummary {
    /// What is in them.
    #[serde(flatten)]
    pub sums: RevenueSums,
    /// How many percent the gross is more than in the period of equal length just before, to one decimal; nothing where
    /// that one had nothing.
    pub growth_rate_percent: Option<f64>,
}

/// A way of paying and what came in by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct RevenueByMethod {
    pub method: PaymentMethod,
    pub revenue_cents: i64,
    pub transactions_count: i64,
    pub percentage: f64,
}

/// A vendor and what came in for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct TopRevenueVendor {
    pub vendor_id: Uuid,
    pub vendor_name: Untrusted,
    pub revenue_cents: i64,
    pub transactions_count: i64,
}

/// A category and what came in for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct TopRevenueCategory {
    pub category: Untrusted,
    pub revenue_cents: i64,
    pub transactions_count: i64,
}
