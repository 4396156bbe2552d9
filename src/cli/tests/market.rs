//! Fixed bookings, reviews, payments, referrals and roles, some of them hostile.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::data::{ADMIN, HOSTILE};
use crate::operations::analytics::{Analysis, BookingAnalysis, Cached, RevenueAnalysis};

const USER: &str = "01994444-aaaa-7bbb-8ccc-000000000001";
const VENDOR: &str = "01995555-aaaa-7bbb-8ccc-000000000001";
const BOOKING: &str = "01996666-aaaa-7bbb-8ccc-000000004821";
const REVIEW: &str = "01993333-aaaa-7bbb-8ccc-000000000001";
const PAYMENT: &str = "0199aaaa-aaaa-7bbb-8ccc-000000000001";

/// What strangers wrote in the `i`-th row; in the second it is hostile.
fn said(i: usize, text: &str) -> &str {
    if i == 1 { HOSTILE } else { text }
}

pub fn booking(i: usize) -> Value {
    let name = said(i, "ಬೆಂಗಳೂರು Cleaners");
    json!({"id": format!("01996666-aaaa-7bbb-8ccc-{:012}", 4821 + i), "booking_number": format!("BK-2025-{:06}", 4821 + i),
        "status": "confirmed", "user": {"id": USER, "name": said(i, "Ravi K"), "email": "r***@example.com", "phone": null},
        "vendor": {"id": VENDOR, "name": name, "display_name": name},
        "service": {"id": USER, "name": said(i, "Deep cleaning"), "category": "Home"},
        "scheduled_at": "2025-11-25T04:30:00Z", "address": {"street": null, "city": said(i, "Mysuru"), "state": null,
            "pincode": "570001", "landmark": null}, "amount_cents": 150_000, "currency": "INR", "payment_status": "paid",
        "payment_method": "upi", "created_at": "2025-11-20T10:00:00Z", "updated_at": "2025-11-20T10:00:00Z",
        "notes": said(i, "Ring twice."), "has_dispute": false, "dispute_status": null, "cancellation_reason": null,
        "cancelled_by": null, "cancelled_at": null, "version": 1})
}

fn cancellation() -> Value {
    json!({"reason": HOSTILE, "cancelled_by": ADMIN, "cancelled_at": "2025-11-24T16:00:00Z", "refund_issued": true,
        "refund_amount_cents": 75_000, "refunds": [{"id": USER, "refund_number": "RF-2025-000211", "status": "approved",
            "amount_cents": 75_000}],
        "refund_id": USER, "refund_number": "RF-2025-000211", "refund_status": "approved"})
}

pub fn whole_booking() -> Value {
    json!({"id": BOOKING, "booking_number": "BK-2025-004821", "status": "cancelled",
        "status_history": [{"status": "pending", "changed_at": "2025-11-20T10:00:00Z", "changed_by": "user"}],
        "user": {"id": USER, "name": "Ravi K", "email": "r***@example.com", "phone": null, "profile_image": null,
            "total_bookings": 3, "trust_score": 40},
        "vendor": vendor(), "service": {"id": USER, "name": "Deep cleaning", "category": "Home", "subcategory": null,
            "description": null, "pricing_type": "fixed", "base_price_cents": 100_000},
        "scheduled_at": "2025-11-25T04:30:00Z", "estimated_duration_minutes": 120,
        "address": {"street": null, "apartment": null, "city": "Mysuru", "state": "Karnataka", "pincode": "570001",
            "landmark": null, "coordinates": null},
        "pricing": {"base_amount_cents": 140_000, "tax_cents": 25_000, "platform_fee_cents": 0, "discount_cents": 15_000,
            "total_amount_cents": 150_000, "currency": "INR", "breakdown": [
                {"description": "Service", "amount_cents": 140_000}, {"description": "Tax", "amount_cents": 25_000},
                {"description": "Discount", "amount_cents": -15_000}]},
        "payment": {"id": PAYMENT, "status": "completed", "method": "upi", "transaction_id": "pay_1\x07",
            "paid_at": "2025-11-20T10:01:00Z", "refund_status": "approved", "refunded_amount_cents": 0},
        "created_at": "2025-11-20T10:00:00Z", "updated_at": "2025-11-24T16:00:00Z", "notes": HOSTILE,
        "admin_notes": "Called the customer; she prefers mornings.", "customer_requirements": [], "images": [],
        "dispute": {"id": USER, "status": "resolved", "raised_by": "admin", "reason": "The chimney was left as it was.",
            "description": null, "evidence": [], "created_at": "2025-11-23T10:00:00Z", "resolution_notes": HOSTILE,
            "resolved_at": "2025-11-24T16:00:00Z", "resolved_by": ADMIN},
        "cancellation": cancellation(), "completion": null,
        "review": {"id": REVIEW, "rating": 1, "title": "Never again", "body": HOSTILE, "status": "published",
            "created_at": "2025-11-22T10:00:00Z"},
        "timeline": [{"event": "booking_created", "timestamp": "2025-11-20T10:00:00Z", "actor": "user",
                "details": "BK-2025-004821 booked"},
            {"event": "booking_cancelled", "timestamp": "2025-11-24T16:00:00Z", "actor": "admin", "details": HOSTILE}],
        "version": 4})
}

pub fn updated(target: &str, status: Option<&str>) -> Value {
    let status = status.unwrap_or("confirmed");
    let cancellation = if status == "cancelled" { cancellation() } else { Value::Null };
    json!({"id": BOOKING, "booking_number": target, "status": status, "admin_notes": HOSTILE,
        "cancellation": cancellation, "updated_at": "2025-11-24T16:00:00Z", "updated_by": ADMIN, "version": 2})
}

fn vendor() -> Value {
    json!({"id": VENDOR, "name": "Blr Cleaners", "display_name": "ಬೆಂಗಳೂರು Cleaners", "email": "hello@blr.example",
        "phone": null, "logo": null, "rating": 4.25, "total_bookings": 212, "verification_status": "verified"})
}

fn request() -> Value {
    json!({"id": USER, "request_number": "TR-2025-000317", "status": "open", "reason_code": "fake_review",
        "reason_description": HOSTILE, "created_at": "2025-11-23T18:00:00Z", "resolved_at": null})
}

pub fn review(i: usize) -> Value {
    let name = said(i, "ಬೆಂಗಳೂರು Cleaners");
    json!({"id": format!("01993333-aaaa-7bbb-8ccc-{:012}", 1 + i), "status": "published", "rating": 1, "title": null,
        "body": said(i, "They never came, and kept the money."), "user": {"id": USER, "name": said(i, "Ravi K")},
        "vendor": {"id": VENDOR, "name": name, "display_name": name},
        "booking": {"id": BOOKING, "booking_number": "BK-2025-004821"}, "flagged": i == 0,
        "open_takedown_requests": i64::from(i == 0), "created_at": "2025-11-20T10:00:00Z",
        "updated_at": "2025-11-20T10:00:00Z", "version": 1,
        "latest_takedown_request": if i == 0 { request() } else { Value::Null }})
}

pub fn whole_review(status: &str) -> Value {
    json!({"id": REVIEW, "status": status, "rating": 1, "title": "Never again", "body": HOSTILE,
        "user": {"id": USER, "name": "Ravi K", "email": "r***@example.com", "phone": null, "profile_image": null,
            "account_created_at": "2025-11-19T10:00:00Z", "total_reviews": 2, "total_bookings": 1, "trust_score": 40,
            "risk_flags": ["new_account", "single_booking"]},
        "vendor": vendor(), "booking": {"id": BOOKING, "booking_number": "BK-2025-004821", "status": "completed",
            "scheduled_at": "2025-11-20T04:30:00Z", "completed_at": null, "amount_cents": 150_000,
            "payment_status": "paid", "has_dispute": false},
        "flagged": true, "open_takedown_requests": 1, "created_at": "2025-11-20T10:00:00Z",
        "updated_at": "2025-11-20T10:00:00Z", "version": 2,
        "moderation_history": [{"action": "hide", "reason": "Under review\x1b[1m", "admin_id": null, "request_id": null,
            "timestamp": "2025-11-21T10:00:00Z"}],
        "takedown_requests": [request()]})
}

pub fn payment(i: usize) -> Value {
    json!({"id": format!("0199aaaa-aaaa-7bbb-8ccc-{:012}", 1 + i), "status": "succeeded",
        "booking": {"id": BOOKING, "booking_number": "BK-2025-004821"},
        "user": {"id": USER, "name": said(i, "Ravi K"), "email": "r***@example.com"},
        "vendor": {"id": VENDOR, "name": said(i, "ಬೆಂಗಳೂರು Cleaners")}, "amount_cents": 150_000, "currency": "INR",
        "platform_fee_cents": 0, "method": "upi", "provider": said(i, "razorpay"), "transaction_id": said(i, "pay_1"),
        "refunded_amount_cents": 50_000, "remaining_amount_cents": 100_000, "paid_at": "2025-11-20T10:01:00Z",
        "created_at": "2025-11-20T10:00:00Z", "version": 1})
}

pub fn whole_payment() -> Value {
    let mut whole = payment(1);
    whole["refunds"] = json!([{"id": USER, "refund_number": "RF-2025-000211", "status": "processed",
        "requested_amount_cents": 50_000, "approved_amount_cents": 50_000, "gateway_state": "succeeded",
        "requested_at": "2025-11-21T10:00:00Z"}]);
    whole["postings"] = json!([{"amount_cents": 50_000, "currency": "INR", "processed_at": "2025-11-21T10:05:00Z",
        "source": "gateway", "refund_id": USER, "transaction_id": "rfnd_1\x1b[2J"}]);
    whole
}

pub fn referral(i: usize) -> Value {
    json!({"id": format!("0199bbbb-aaaa-7bbb-8ccc-{:012}", 1 + i), "status": "completed",
        "referrer": {"id": USER, "name": said(i, "Ananya Iyer"), "email": null, "total_referrals": 3,
            "total_earned_cents": 40_000},
        "referred_user": {"id": USER, "name": said(i, "Leela Menon"), "email": null,
            "signup_date": "2025-09-01T11:00:00Z", "first_booking_date": null},
        "referral_code": said(i, "ANANYA20"), "reward_amount_cents": 20_000, "currency": "INR", "credited_at": null,
        "payout_status": "pending", "created_at": "2025-09-01T11:00:00Z", "expires_at": null,
        "conditions_met": {"signup": true, "email_verified": true, "first_booking": true, "minimum_spend": true},
        "version": 2})
}

pub fn role(i: usize) -> Value {
    let permissions = if i == 0 { json!(["*"]) } else { json!(["jobs:list", "refunds:list"]) };
    json!({"id": if i == 0 { "super_admin" } else { "refund_clerk" }, "name": said(i, "Super Admin"),
        "description": HOSTILE, "permissions": permissions, "is_system_role": i == 0, "can_be_assigned": i > 0,
        "user_count": 2})
}

/// A report in which the gateway needs somebody.
pub fn health(database: &str) -> Value {
    let part = |status: &str| json!({"status": status, "latency_ms": 1.5, "error": null});
    let with = |status: &str, more: Value| {
        let mut part = part(status);
        part.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        part
    };
    json!({
        "status": if database == "healthy" { "degraded" } else { "unhealthy" },
        "timestamp": "2025-11-24T16:00:00Z", "version": "0.1.0", "environment": "production",
        "services": {
            "database": with(database, json!({"backend": "sqlite", "connections": {"active": 1, "idle": 2, "max": 5}})),
            "redis": {"status": "disabled", "latency_ms": null, "error": null, "memory_used_mb": null, "memory_max_mb": null},
            "storage": with("healthy", json!({"provider": "local", "used_gb": 2.7, "quota_gb": 40.0})),
            "queue": with("healthy", json!({"pending_jobs": 1, "processing_jobs": 0, "failed_jobs_24h": 0})),
            "gateway": with("degraded", json!({"error": "1 refunds need an operator", "provider": "razorpay",
                "refunds_in_doubt": 0, "refunds_needing_operator": 1, "frozen": false, "sending_frozen": false})),
            "smtp": {"status": "disabled", "latency_ms": null, "error": null, "waiting_notifications": 3, "failed_notifications": 0},
            "backup": with("healthy", json!({"last_backup_at": "2025-11-24T10:00:00Z",
                "last_verified_at": "2025-11-24T10:00:00Z", "verified_age_seconds": 21600})),
        },
        "metrics": {"uptime_seconds": 86400, "request_count_24h": 512, "avg_response_time_ms": 18.4, "error_rate_percent": 0.1},
    })
}

/// Three days, the second without anything.
pub fn booking_figures() -> BookingAnalysis {
    let point = |date: &str, total: i64, cents: i64| {
        json!({"date": date, "total_bookings": total, "pending": 0, "confirmed": total, "in_progress": 0, "completed": 0,
            "cancelled": 0, "disputed": 0, "total_value_cents": cents, "avg_value_cents": cents / total.max(1)})
    };
    let mut summary = point("", 4, 600_000);
    summary["conversion_rate"] = 1.0.into();
    summary["cancellation_rate"] = 0.0.into();
    let data = json!({"time_series": [point("2025-10-01", 3, 450_000), point("2025-10-02", 0, 0), point("2025-10-03", 1, 150_000)],
        "summary": summary,
        "top_services": [{"service_id": USER, "service_name": HOSTILE, "bookings_count": 4, "total_value_cents": 600_000}],
        "top_vendors": [{"vendor_id": VENDOR, "vendor_name": "ಬೆಂಗಳೂರು Cleaners", "bookings_count": 4, "total_value_cents": 600_000}]});
    let meta = json!({"from": "2025-10-01T00:00:00Z", "to": "2025-10-03T23:59:59.999999Z", "granularity": "day",
        "currency": "INR", "filters_applied": {"city": HOSTILE, "category": null, "vendor_id": null, "status": null}});
    analysis(data, meta, Cached::Hit)
}

/// Two months, and a loss in the second.
pub fn revenue_figures() -> RevenueAnalysis {
    let sums = |gross: i64, refunds: i64, count: i64| {
        json!({"date": "2025-10-01", "gross_revenue_cents": gross, "net_revenue_cents": gross - refunds,
            "refunds_cents": refunds, "platform_fees_cents": gross / 10, "vendor_payouts_cents": gross - gross / 10 - refunds,
            "transactions_count": count, "avg_transaction_cents": gross / count})
    };
    let mut second = sums(100_000, 250_000, 1);
    second["date"] = "2025-11-01".into();
    let mut summary = sums(1_100_000, 250_000, 5);
    summary["growth_rate_percent"] = (-4.2).into();
    let data = json!({"time_series": [sums(1_000_000, 0, 4), second], "summary": summary,
        "by_payment_method": [{"method": "upi", "revenue_cents": 900_000, "transactions_count": 4, "percentage": 81.8},
            {"method": "card", "revenue_cents": 200_000, "transactions_count": 1, "percentage": 18.2}],
        "top_revenue_vendors": [{"vendor_id": VENDOR, "vendor_name": "Lotus Spa", "revenue_cents": 1_100_000, "transactions_count": 5}],
        "top_revenue_categories": [{"category": HOSTILE, "revenue_cents": 1_100_000, "transactions_count": 5}]});
    let meta = json!({"from": "2025-10-01T00:00:00Z", "to": "2025-11-24T16:00:00Z", "granularity": "month",
        "currency": "INR", "filters_applied": {"city": null, "category": null, "vendor_id": null, "payment_method": null}});
    analysis(data, meta, Cached::Bypass)
}

fn analysis<D: DeserializeOwned, F: DeserializeOwned>(data: Value, meta: Value, cached: Cached) -> Analysis<D, F> {
    Analysis { data: serde_json::from_value(data).unwrap(), meta: serde_json::from_value(meta).unwrap(), cached }
}
