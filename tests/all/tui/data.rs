//! What the stand-in answers; texts of strangers come in as a parameter.

use appydex_admin::{
    domain::{
        page::PageMeta,
        time::{HOUR, Timestamp},
    },
    operations::{
        Page,
        analytics::{Analysis, BookingAnalysis, Cached, RevenueAnalysis},
    },
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// 24 November 2025, 16:00 UTC, 21:30 in Kolkata.
pub const NOW: Timestamp = Timestamp(1_764_000_000_000_000);
/// Who works.
pub const ME: &str = "01990000-aaaa-7bbb-8ccc-000000000001";
/// A colleague.
pub const COLLEAGUE: &str = "01990000-aaaa-7bbb-8ccc-000000000002";

pub fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("the fixed data fits")
}

fn merged(mut one: Value, other: Value) -> Value {
    if let (Value::Object(one), Value::Object(other)) = (&mut one, other) {
        one.extend(other);
    }
    one
}

/// A page of a whole list.
pub fn page<T: DeserializeOwned, S>(rows: Vec<Value>, total: usize, summary: S) -> Page<T, S> {
    let next = (rows.len() < total).then(|| "c1".to_owned());
    let meta = PageMeta::new(1, 100, i64::try_from(total).unwrap(), next);
    Page { rows: rows.into_iter().map(read).collect(), meta, summary }
}

pub fn me(permissions: &[&str]) -> Value {
    json!({"id": ME, "email": "asha@example.com", "name": "Asha Rao", "roles": ["content_moderator"],
        "active_role": "content_moderator", "permissions": permissions, "phone": null, "mfa_enabled": false,
        "recovery_codes_left": 0, "created_at": "2025-01-01T00:00:00Z", "last_login_at": null})
}

pub fn request_id(i: usize) -> String {
    format!("01991111-aaaa-7bbb-8ccc-{:012}", 317 + i)
}

fn admin(id: &str) -> Value {
    let name = if id == ME { "Asha Rao" } else { "Binod Jha" };
    json!({"id": id, "name": name, "email": format!("{}@example.com", if id == ME { "asha" } else { "binod" })})
}

pub fn claim(by: &str) -> Value {
    let mut name = admin(by);
    name.as_object_mut().unwrap().remove("email");
    json!({"claimed_by": name, "claimed_at": NOW, "until": NOW.plus(HOUR / 6), "takeover": null})
}

const REASONS: [&str; 4] = ["fake_review", "abuse", "personal_info", "spam"];
const VENDORS: [&str; 4] = ["ಬೆಂಗಳೂರು Cleaners", "Blr Plumbing", "दिल्ली इलेक्ट्रिशियन", "Shine & Co"];

pub fn takedown(i: usize, text: &str) -> Value {
    let vendor = if text.is_empty() { VENDORS[i % 4] } else { text };
    let body = if text.is_empty() { "They never came, and kept the money." } else { text };
    let due = NOW.plus((i64::try_from(i).unwrap() - 1) * 2 * HOUR);
    json!({"id": request_id(i), "request_number": format!("TR-2025-{:06}", 317 + i), "status": "open",
        "review": {"id": "01993333-aaaa-7bbb-8ccc-000000000001", "rating": 1 + i % 5, "title": text, "body": body,
            "status": "published", "created_at": "2025-11-20T10:00:00Z",
            "reviewer": {"id": "01994444-aaaa-7bbb-8ccc-000000000001", "name": vendor, "total_reviews": 2, "trust_score": 40}},
        "vendor": {"id": "01995555-aaaa-7bbb-8ccc-000000000001", "name": vendor, "display_name": vendor, "logo": null},
        "reason_code": REASONS[i % 4], "reason_description": body, "evidence": [], "vendor_notes": null,
        "priority": (["high", "medium", "low"][i % 3]), "created_at": "2025-11-23T18:00:00Z",
        "claim": (i == 2).then(|| claim(COLLEAGUE)), "due_at": due, "resolved_at": null, "resolved_by": null,
        "resolution_notes": null, "admin_notes": null, "version": 1})
}

pub fn case(i: usize, text: &str) -> Value {
    let said = |honest: &str| if text.is_empty() { honest.to_owned() } else { text.to_owned() };
    let row = takedown(i, text);
    json!({"id": row["id"], "request_number": row["request_number"], "status": "open",
        "review": {"id": "01993333-aaaa-7bbb-8ccc-000000000001", "rating": 1 + i % 5, "title": said("Never again"),
            "body": said("Nobody came on the day, nobody answered the phone, and the money was gone.\n\nಹಣ ಹಿಂತಿರುಗಿಸಿಲ್ಲ."),
            "status": "published", "created_at": "2025-11-20T10:00:00Z", "updated_at": "2025-11-20T10:00:00Z",
            "reviewer": {"id": "01994444-aaaa-7bbb-8ccc-000000000001", "name": said("Ravi K"), "email": said("r***@example.com"),
                "phone": "+91********10", "profile_image": null, "account_created_at": "2025-11-19T10:00:00Z",
                "total_reviews": 2, "total_bookings": 1, "trust_score": 40, "risk_flags": ["new_account", "single_booking"]},
            "booking": {"id": "01996666-aaaa-7bbb-8ccc-000000000001", "booking_number": "BK-2025-004821", "status": "cancelled",
                "scheduled_at": "2025-11-20T04:30:00Z", "completed_at": null, "amount_cents": 150_000,
                "payment_status": "paid", "has_dispute": false},
            "moderation_history": [{"action": "hide", "reason": said("Under review"), "admin_id": null, "request_id": null,
                "timestamp": "2025-11-21T10:00:00Z"}]},
        "vendor": {"id": "01995555-aaaa-7bbb-8ccc-000000000001", "name": said("Blr Cleaners"),
            "display_name": row["vendor"]["display_name"], "email": "hello@blr.example", "phone": null, "logo": null,
            "rating": 4.25, "total_reviews": 212, "total_takedown_requests": 9, "accepted_takedowns": 2, "rejected_takedowns": 6},
        "reason_code": row["reason_code"], "reason_description": said("The booking was cancelled by the customer, and nobody of ours was ever at that address. We ask for the review to be removed."),
        "evidence": [{"id": null, "type": "image", "url": "https://files.example/1.png", "thumbnail_url": null,
            "filename": said("chat.png"), "size_bytes": 1024, "description": said("The chat"), "content": null, "uploaded_at": null},
            {"id": null, "type": "text", "url": said("javascript:alert(1)"), "thumbnail_url": null, "filename": null, "size_bytes": null,
            "description": null, "content": said("He wrote: pay or it stays."), "uploaded_at": null}],
        "vendor_notes": said("Please be quick."), "priority": row["priority"], "created_at": "2025-11-23T18:00:00Z",
        "updated_at": "2025-11-23T18:00:00Z", "claim": row["claim"], "due_at": row["due_at"], "resolved_at": null,
        "resolved_by": null, "resolution": null, "admin_notes": null,
        "internal_analysis": {"similar_reviews_by_user": [{"review_id": "01993333-aaaa-7bbb-8ccc-000000000002",
                "vendor_id": "01995555-aaaa-7bbb-8ccc-000000000002", "vendor_name": said("Rival Shine"), "rating": 5,
                "similarity": 0.82, "created_at": "2025-11-20T11:00:00Z"}],
            "similar_complaints_against_vendor": 3, "user_behavior_flags": ["new_account", "single_booking"],
            "review_timing_suspicious": true, "sentiment_analysis": "highly_negative"},
        "timeline": [{"event": "booking_created", "timestamp": "2025-11-19T10:05:00Z", "actor": "user", "details": said("Ravi K booked BK-2025-004821")},
            {"event": "takedown_requested", "timestamp": "2025-11-23T18:00:00Z", "actor": "vendor", "details": said("The vendor asked for the review to be taken down")}],
        "version": 1})
}

/// The case after a colleague, or whoever, decided it.
pub fn decided(i: usize, by: &str) -> Value {
    let resolution = json!({"decision": "reject", "action_taken": null, "reason": "It stays.", "admin_notes": null,
        "review_status_after": "published", "vendor_notified": true, "reviewer_notified": false});
    merged(
        case(i, ""),
        json!({"status": "rejected", "resolved_at": NOW, "resolved_by": admin(by), "resolution": resolution, "claim": null}),
    )
}

pub fn resolved(id: &str, number: &str, status: &str, review: &str) -> Value {
    json!({"request": {"id": id, "request_number": number, "status": status, "resolved_at": NOW, "resolved_by": admin(ME), "version": 2,
            "resolution": {"decision": "reject", "action_taken": null, "reason": "", "admin_notes": null,
                "review_status_after": review, "vendor_notified": true, "reviewer_notified": false}},
        "review": {"id": "01993333-aaaa-7bbb-8ccc-000000000001", "status": review, "remains_visible": review == "published",
            "removed_at": null, "removed_by": null, "removal_reason": null, "hidden_at": null, "hidden_by": null, "hidden_reason": null},
        "notifications_sent": {"vendor": {"email": false, "in_app": true}, "reviewer": null}, "also_resolved": []})
}

fn payment() -> Value {
    json!({"id": "01990000-bbbb-7bbb-8ccc-000000000001", "amount_cents": 9_800_000, "currency": "INR", "paid_at": "2025-11-03T06:18:03Z"})
}

pub fn refund_id(i: usize) -> String {
    format!("01999999-aaaa-7bbb-8ccc-{:012}", 211 + i)
}

pub fn refund(i: usize, text: &str) -> Value {
    let said = |honest: &str| if text.is_empty() { honest.to_owned() } else { text.to_owned() };
    let first = i == 1;
    let approvals = if first {
        json!([{"admin": admin(COLLEAGUE), "approved_amount_cents": 9_500_000, "reason": said("Checked the call log."), "approved_at": "2025-11-24T10:00:00Z"}])
    } else {
        json!([])
    };
    json!({"id": refund_id(i), "refund_number": format!("RF-2025-{:06}", 211 + i),
        "status": (["pending", "pending", "processed", "failed"][i % 4]), "payment": payment(),
        "booking": {"id": "01996666-aaaa-7bbb-8ccc-000000000001", "booking_number": "BK-2025-004655"},
        "user": {"id": "01994444-aaaa-7bbb-8ccc-000000000001", "name": said("अनीता शर्मा"), "email": said("a***@mailbox.example")},
        "vendor": {"id": "01995555-aaaa-7bbb-8ccc-000000000001", "name": said("Shine & Co")},
        "requested_amount_cents": if first { 9_500_000 } else { 9_500_000 - i * 12_345 }, "reason": said("service_not_provided"),
        "description": said("Nobody came on either day."), "evidence": [], "requested_at": "2025-11-23T18:00:00Z",
        "requested_by": "user", "requested_by_admin": null, "priority": "high", "admin_notes": said("Called twice."),
        "approved_amount_cents": first.then_some(9_500_000), "approvals_required": if i < 2 { 2 } else { 1 },
        "approvals_received": i64::from(first), "approvals": approvals,
        "gateway_state": (["none", "none", "succeeded", "failed"][i % 4]), "version": 2})
}

pub fn whole_refund(i: usize, text: &str) -> Value {
    let said = |honest: &str| if text.is_empty() { honest.to_owned() } else { text.to_owned() };
    let failure = (i % 4 == 3).then(|| json!({"code": "TOO_OLD", "message": said("The payment is too old.")}));
    let attempts = if i % 4 < 2 {
        json!([])
    } else {
        json!([{"number": 1, "state": (["", "", "succeeded", "failed"][i % 4]), "gateway": "sandbox", "amount_cents": 9_500_000,
            "reference": "rf-01999999-1", "approved_by": [], "sends": 2, "first_sent_at": "2025-11-24T15:30:00Z",
            "last_sent_at": "2025-11-24T15:31:00Z", "next_action_at": null, "transaction_id": said("rfnd_1"), "failure": failure,
            "created_at": "2025-11-24T15:30:00Z", "ended_at": "2025-11-24T15:32:00Z"}])
    };
    let payment = merged(
        payment(),
        json!({"status": "completed", "method": "card", "transaction_id": said("pay_1"),
        "refunded_amount_cents": 0, "remaining_amount_cents": 9_800_000}),
    );
    merged(
        refund(i, text),
        json!({"payment": payment, "evidence": [], "decision_reason": null, "approved_at": null, "approved_by": null,
        "rejected_at": null, "rejected_by": null, "offer_alternative": null, "gateway": "sandbox", "refund_processed": i % 4 == 2,
        "transaction_id": null, "processed_at": null, "failed_at": null, "failure": failure, "updated_at": "2025-11-24T15:30:00Z",
        "attempts": attempts, "timeline": [{"event": "refund_requested", "timestamp": "2025-11-23T18:00:00Z", "actor": "user", "details": said("₹95,000.00")}]}),
    )
}

pub fn booking_id(i: usize) -> String {
    format!("01996666-aaaa-7bbb-8ccc-{i:012}")
}

const STATUSES: [&str; 6] = ["pending", "confirmed", "in_progress", "completed", "cancelled", "disputed"];

pub fn booking(i: usize, text: &str) -> Value {
    let said = |honest: &str| if text.is_empty() { honest.to_owned() } else { text.to_owned() };
    json!({"id": booking_id(i), "booking_number": format!("BK-2025-{:06}", 4821 + i), "status": STATUSES[i % 6],
        "user": {"id": ME, "name": said("Ravi K"), "email": said("r***@example.com"), "phone": null},
        "vendor": {"id": ME, "name": said("Shine & Co"), "display_name": said("Shine & Co")},
        "service": {"id": ME, "name": said("Deep clean"), "category": said("cleaning")}, "scheduled_at": "2025-11-25T04:30:00Z",
        "address": {"street": null, "city": said("Bengaluru"), "state": null, "pincode": null, "landmark": null},
        "amount_cents": 150_000, "currency": "INR", "payment_status": "paid", "payment_method": "upi",
        "created_at": "2025-11-20T10:00:00Z", "updated_at": "2025-11-20T10:00:00Z", "notes": said("Ring twice."),
        "has_dispute": i % 6 == 5, "dispute_status": null, "cancellation_reason": null, "cancelled_by": null, "cancelled_at": null, "version": 1})
}

pub fn whole_booking(i: usize, text: &str) -> Value {
    let said = |honest: &str| if text.is_empty() { honest.to_owned() } else { text.to_owned() };
    json!({"id": booking_id(i), "booking_number": format!("BK-2025-{:06}", 4821 + i), "status": STATUSES[i % 6],
        "status_history": [], "user": {"id": ME, "name": said("Ravi K"), "email": said("r***@example.com"), "phone": null,
            "profile_image": null, "total_bookings": 4, "trust_score": 71},
        "vendor": {"id": ME, "name": said("Shine & Co"), "display_name": said("Shine & Co"), "email": null, "phone": null, "logo": null,
            "rating": 4.5, "total_bookings": 90, "verification_status": "verified"},
        "service": {"id": ME, "name": said("Deep clean"), "category": said("cleaning"), "subcategory": null, "description": null,
            "pricing_type": "fixed", "base_price_cents": 120_000},
        "scheduled_at": "2025-11-25T04:30:00Z", "estimated_duration_minutes": 120,
        "address": {"street": said("12 MG Road"), "apartment": null, "city": said("Bengaluru"), "state": said("Karnataka"),
            "pincode": said("560001"), "landmark": null, "coordinates": null},
        "pricing": {"base_amount_cents": 120_000, "tax_cents": 21_600, "platform_fee_cents": 8_400, "discount_cents": 0,
            "total_amount_cents": 150_000, "currency": "INR", "breakdown": [{"description": said("Base"), "amount_cents": 120_000}]},
        "payment": {"id": ME, "status": "completed", "method": "upi", "transaction_id": said("pay_1"), "paid_at": "2025-11-20T10:01:00Z",
            "refund_status": null, "refunded_amount_cents": 0},
        "created_at": "2025-11-20T10:00:00Z", "updated_at": "2025-11-20T10:00:00Z", "notes": said("Ring twice."),
        "admin_notes": said("VIP"), "customer_requirements": [said("Bring a ladder")], "images": [], "dispute": null, "cancellation": null,
        "completion": null, "review": null,
        "timeline": [{"event": "booking_created", "timestamp": "2025-11-20T10:00:00Z", "actor": "user", "details": said("Ravi K booked")}], "version": 1})
}

pub fn entry(i: usize, text: &str) -> Value {
    let said = |honest: &str| if text.is_empty() { honest.to_owned() } else { text.to_owned() };
    json!({"id": format!("01998888-aaaa-7bbb-8ccc-{i:012}"), "seq": 42 - i, "created_at": "2025-11-24T15:00:00Z",
        "admin": {"id": ME, "name": said("Asha Rao"), "email": "asha@example.com"}, "actor": "admin", "action": "takedown.resolve",
        "entity_type": "takedown_request", "entity_id": request_id(0), "before": {"status": said("open")}, "after": {"status": "rejected"},
        "reason": said("It stays."), "trace_id": "t-1", "address": null, "user_agent": said("tui"), "surface": "tui",
        "os_user": said("asha"), "hash": "ab".repeat(32), "prev_hash": "00".repeat(32)})
}

pub fn session(i: usize, text: &str) -> Value {
    let agent = if text.is_empty() { "appydex-admin/0.1.0" } else { text };
    json!({"id": format!("01992222-aaaa-7bbb-8ccc-{i:012}"), "admin": admin(ME), "surface": "tui",
        "created_at": "2025-11-24T10:00:00Z", "last_used_at": "2025-11-24T15:00:00Z", "expires_at": "2025-12-24T10:00:00Z",
        "mfa_at": null, "address": "127.0.0.1", "user_agent": agent, "current": i == 0})
}

pub fn reconciliation() -> Value {
    json!({"frozen": false, "frozen_because": null, "frozen_at": null, "restored_to": null, "restore_job_id": null,
        "state": "matched", "gateway": "sandbox", "read_from": null, "read_at": NOW, "matched": 41, "adopted": 0, "in_doubt": 0,
        "totals": [], "differences_total": 0, "differences": [], "unfrozen_at": null, "unfrozen_by": null, "version": 3})
}

pub fn verification() -> Value {
    json!({"intact": true, "entries": 42, "last_seq": 42, "head_hash": "ab".repeat(32), "faults_total": 0, "faults": [],
        "verified_at": NOW, "duration_ms": 3})
}

pub fn health(text: &str) -> Value {
    let fine = json!({"status": "healthy", "latency_ms": 0.4, "error": null});
    let off = json!({"status": "disabled", "latency_ms": null, "error": null});
    let said = if text.is_empty() { "2 refunds need somebody." } else { text };
    let sick = json!({"status": "degraded", "latency_ms": 12.5, "error": said});
    json!({"status": "degraded", "timestamp": NOW, "version": "0.1.0", "environment": "development",
        "services": {
            "database": merged(fine.clone(), json!({"backend": "sqlite", "connections": null})),
            "redis": merged(off.clone(), json!({"memory_used_mb": null, "memory_max_mb": null})),
            "storage": merged(fine.clone(), json!({"provider": "local", "used_gb": 1.0, "quota_gb": 9.0})),
            "queue": merged(fine.clone(), json!({"pending_jobs": 0, "processing_jobs": 0, "failed_jobs_24h": 0})),
            "gateway": merged(sick, json!({"provider": "sandbox", "refunds_in_doubt": 0, "refunds_needing_operator": 2,
                "frozen": false, "sending_frozen": false})),
            "smtp": merged(off, json!({"waiting_notifications": 0, "failed_notifications": 0})),
            "backup": merged(fine, json!({"last_backup_at": null, "last_verified_at": null, "verified_age_seconds": null}))},
        "metrics": {"uptime_seconds": 60, "request_count_24h": 1200, "avg_response_time_ms": 3.4, "error_rate_percent": 0.0}})
}

fn filters() -> Value {
    json!({"from": NOW, "to": NOW, "granularity": "day", "currency": "INR",
        "filters_applied": {"city": null, "category": null, "vendor_id": null, "status": null, "payment_method": null}})
}

fn counts(total: i64) -> Value {
    json!({"total_bookings": total, "pending": 1, "confirmed": 1, "in_progress": 1, "completed": total - 5, "cancelled": 1,
        "disputed": 1, "total_value_cents": total * 150_000, "avg_value_cents": 150_000})
}

pub fn booked() -> BookingAnalysis {
    let day = |i: i64| merged(counts(5 + i * 7 % 23), json!({"date": format!("2025-10-{:02}", i + 1)}));
    let data = json!({"time_series": (0..30).map(day).collect::<Vec<_>>(), "top_services": [], "top_vendors": [],
        "summary": merged(counts(480), json!({"conversion_rate": 0.8, "cancellation_rate": 0.1}))});
    Analysis { data: read(data), meta: read(filters()), cached: Cached::Miss }
}

fn sums(net: i64) -> Value {
    json!({"gross_revenue_cents": net, "net_revenue_cents": net, "refunds_cents": 0, "platform_fees_cents": 0,
        "vendor_payouts_cents": 0, "transactions_count": 3, "avg_transaction_cents": net})
}

pub fn earned() -> RevenueAnalysis {
    let day = |i: i64| merged(sums(100_000 + i * 11 % 17 * 90_000), json!({"date": format!("2025-10-{:02}", i + 1)}));
    let data = json!({"time_series": (0..30).map(day).collect::<Vec<_>>(), "by_payment_method": [], "top_revenue_vendors": [],
        "top_revenue_categories": [], "summary": merged(sums(24_000_000), json!({"growth_rate_percent": null}))});
    Analysis { data: read(data), meta: read(filters()), cached: Cached::Miss }
}

pub fn job(i: usize, text: &str) -> Value {
    let said = if text.is_empty() { "The disk is full." } else { text };
    let failed = i == 1;
    json!({"id": format!("01997777-aaaa-7bbb-8ccc-{i:012}"), "type": "system_backup",
        "status": (["processing", "failed", "succeeded"][i % 3]), "progress_percent": ([40, 60, 100][i % 3]),
        "created_at": "2025-11-24T15:00:00Z", "updated_at": "2025-11-24T15:01:00Z", "started_at": "2025-11-24T15:00:01Z",
        "completed_at": null, "creator": {"id": ME, "name": "Asha Rao"}, "metadata": {"description": said}, "version": 3,
        "estimated_duration_seconds": 90, "actual_duration_seconds": null, "creator_id": ME, "attempt": 1,
        "error": failed.then(|| json!({"code": "STORAGE", "message": said, "retryable": true})), "result": null,
        "cancelled_at": null, "cancelled_by": null, "cancel_reason": null})
}
