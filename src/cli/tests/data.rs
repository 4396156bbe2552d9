//! Fixed data, some of it hostile.

use serde_json::{Value, json};

use crate::{domain::time::Timestamp, operations::takedowns::ResolveTakedown};

/// 24 November 2025, 16:00 UTC, 21:30 in Kolkata.
pub const NOW: Timestamp = Timestamp(1_764_000_000_000_000);
pub const ADMIN: &str = "01990000-aaaa-7bbb-8ccc-000000000001";
pub const REQUEST: &str = "01991111-aaaa-7bbb-8ccc-000000000317";
/// Moves the cursor, sets the title, hides what follows, turns the direction.
pub const HOSTILE: &str = "Bad\x1b[2J\x1b]0;owned\x07 \u{202e}gnihton\u{200b} did\r\nnot come";

/// Characters that act on a terminal, of which none may come out.
pub fn is_raw(text: &str) -> bool {
    text.chars()
        .any(|c| c != '\n' && (c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')))
}

pub fn user() -> Value {
    json!({"id": ADMIN, "email": "asha@example.com", "name": "Asha Rao", "roles": ["content_moderator"],
        "active_role": "content_moderator", "permissions": ["jobs:list", "reviews:moderate"]})
}

pub fn me() -> Value {
    merged(
        user(),
        json!({"phone": "+919876543210", "mfa_enabled": false, "recovery_codes_left": 0,
        "created_at": "2025-01-01T00:00:00Z", "last_login_at": null}),
    )
}

pub fn admin() -> Value {
    json!({"id": ADMIN, "email": "asha@example.com", "name": "Asha Rao", "phone": null, "roles": ["content_moderator"],
        "active": true, "mfa_enabled": false, "created_at": "2025-01-01T00:00:00Z", "updated_at": "2025-01-01T00:00:00Z",
        "last_login_at": "2025-11-24T10:00:00Z", "deactivated_at": null, "version": 3})
}

pub fn admin_detail() -> Value {
    merged(admin(), json!({"permissions": ["jobs:list"], "recovery_codes_left": 0, "sessions": 1}))
}

pub fn mfa_secret() -> Value {
    let codes: Vec<String> = (0..10).map(|i| format!("AAAAA-BBBB{}", (b'A' + i) as char)).collect();
    json!({"secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "otpauth_uri": "otpauth://totp/AppyDex:asha%40example.com",
        "algorithm": "SHA1", "digits": 6, "period_seconds": 30, "recovery_codes": codes})
}

pub fn session() -> Value {
    json!({"id": "01992222-aaaa-7bbb-8ccc-000000000001", "admin": reference(), "surface": "api",
        "created_at": "2025-11-24T10:00:00Z", "last_used_at": "2025-11-24T15:00:00Z", "expires_at": "2025-12-24T10:00:00Z",
        "mfa_at": null, "address": "127.0.0.1", "user_agent": HOSTILE, "current": true})
}

fn reference() -> Value {
    json!({"id": ADMIN, "name": "Asha Rao", "email": "asha@example.com"})
}

/// The `i`-th request; the second is hostile.
pub fn takedown(i: usize) -> Value {
    let text = if i == 1 { HOSTILE } else { "They never came, and kept the money." };
    let name = if i == 1 { HOSTILE } else { "ಬೆಂಗಳೂರು Cleaners" };
    json!({"id": format!("01991111-aaaa-7bbb-8ccc-{:012}", 317 + i), "request_number": format!("TR-2025-{:06}", 317 + i),
        "status": "open", "review": {"id": "01993333-aaaa-7bbb-8ccc-000000000001", "rating": 1, "title": null, "body": text,
            "status": "published", "created_at": "2025-11-20T10:00:00Z",
            "reviewer": {"id": "01994444-aaaa-7bbb-8ccc-000000000001", "name": name, "total_reviews": 2, "trust_score": 40}},
        "vendor": {"id": "01995555-aaaa-7bbb-8ccc-000000000001", "name": name, "display_name": name, "logo": null},
        "reason_code": "fake_review", "reason_description": text, "evidence": [], "vendor_notes": null, "priority": "high",
        "created_at": "2025-11-23T18:00:00Z", "claim": null, "due_at": "2025-11-24T18:00:00Z", "resolved_at": null,
        "resolved_by": null, "resolution_notes": null, "admin_notes": null, "version": 1})
}

pub fn case() -> Value {
    json!({"id": REQUEST, "request_number": "TR-2025-000317", "status": "open",
        "review": {"id": "01993333-aaaa-7bbb-8ccc-000000000001", "rating": 1, "title": "Never again", "body": HOSTILE,
            "status": "published", "created_at": "2025-11-20T10:00:00Z", "updated_at": "2025-11-20T10:00:00Z",
            "reviewer": {"id": "01994444-aaaa-7bbb-8ccc-000000000001", "name": "Ravi K", "email": "r***@example.com",
                "phone": "+91********10", "profile_image": null, "account_created_at": "2025-11-19T10:00:00Z",
                "total_reviews": 2, "total_bookings": 1, "trust_score": 40, "risk_flags": ["new_account", "single_booking"]},
            "booking": {"id": "01996666-aaaa-7bbb-8ccc-000000000001", "booking_number": "BK-2025-004821", "status": "cancelled",
                "scheduled_at": "2025-11-20T04:30:00Z", "completed_at": null, "amount_cents": 150_000,
                "payment_status": "paid", "has_dispute": false},
            "moderation_history": [{"action": "hide", "reason": "Under review\x1b[1m", "admin_id": null, "request_id": null,
                "timestamp": "2025-11-21T10:00:00Z"}]},
        "vendor": {"id": "01995555-aaaa-7bbb-8ccc-000000000001", "name": "Blr Cleaners", "display_name": "ಬೆಂಗಳೂರು Cleaners",
            "email": "hello@blr.example", "phone": null, "logo": null, "rating": 4.25, "total_reviews": 212,
            "total_takedown_requests": 9, "accepted_takedowns": 2, "rejected_takedowns": 6},
        "reason_code": "fake_review",
        "reason_description": "The account was made the day before, the booking was cancelled by the customer, and nobody of ours was ever at that address. We ask for the review to be removed.",
        "evidence": [{"id": null, "type": "image", "url": "https://files.example/1.png", "thumbnail_url": null,
            "filename": "chat.png\u{202e}gnp.exe", "size_bytes": 1024, "description": "The chat", "content": null, "uploaded_at": null},
            {"id": null, "type": "text", "url": null, "thumbnail_url": null, "filename": null, "size_bytes": null,
            "description": null, "content": "He wrote: pay or it stays.", "uploaded_at": null}],
        "vendor_notes": null, "priority": "high", "created_at": "2025-11-23T18:00:00Z", "updated_at": "2025-11-23T18:00:00Z",
        "claim": {"claimed_by": {"id": ADMIN, "name": "Asha Rao"}, "claimed_at": "2025-11-24T15:55:00Z",
            "until": "2025-11-24T16:05:00Z", "takeover": null},
        "due_at": "2025-11-24T18:00:00Z", "resolved_at": null, "resolved_by": null, "resolution": null, "admin_notes": null,
        "internal_analysis": {"similar_reviews_by_user": [{"review_id": "01993333-aaaa-7bbb-8ccc-000000000002",
                "vendor_id": "01995555-aaaa-7bbb-8ccc-000000000002", "vendor_name": "Rival Shine", "rating": 5,
                "similarity": 0.82, "created_at": "2025-11-20T11:00:00Z"}],
            "similar_complaints_against_vendor": 3, "user_behavior_flags": ["new_account", "single_booking"],
            "review_timing_suspicious": true, "sentiment_analysis": "highly_negative"},
        "timeline": [
            {"event": "booking_created", "timestamp": "2025-11-19T10:05:00Z", "actor": "user", "details": "Ravi K booked BK-2025-004821"},
            {"event": "takedown_requested", "timestamp": "2025-11-23T18:00:00Z", "actor": "vendor",
                "details": "ಬೆಂಗಳೂರು Cleaners asked for the review to be taken down because it is a fake review\x07"}],
        "version": 1})
}

pub fn claimed() -> Value {
    json!({"id": REQUEST, "request_number": "TR-2025-000317", "status": "open", "claim": case()["claim"],
        "due_at": "2025-11-24T18:00:00Z", "version": 1})
}

pub fn resolved(target: &str, decision: &ResolveTakedown) -> Value {
    let status = decision.verdict.status().as_str();
    let review = decision
        .verdict
        .action()
        .map_or("published", |action| if action.as_str() == "hide" { "hidden" } else { "removed" });
    let told = json!({"email": false, "in_app": true});
    json!({"request": {"id": REQUEST, "request_number": target, "status": status, "resolved_at": "2025-11-24T16:00:00Z",
            "resolved_by": reference(), "version": 2,
            "resolution": {"decision": decision.verdict.decision().as_str(), "action_taken": decision.verdict.action(),
                "reason": decision.reason, "admin_notes": null, "review_status_after": review, "vendor_notified": true,
                "reviewer_notified": false}},
        "review": {"id": "01993333-aaaa-7bbb-8ccc-000000000001", "status": review, "remains_visible": review == "published",
            "removed_at": null, "removed_by": null, "removal_reason": null, "hidden_at": null, "hidden_by": null, "hidden_reason": null},
        "notifications_sent": {"vendor": told, "reviewer": null}, "also_resolved": []})
}

/// The `i`-th refund; the second is hostile.
pub fn refund(i: usize) -> Value {
    let name = if i == 1 { HOSTILE } else { "ಬೆಂಗಳೂರು Cleaners" };
    let reason = if i == 1 { HOSTILE } else { "service_not_provided" };
    json!({"id": format!("01999999-aaaa-7bbb-8ccc-{:012}", 211 + i), "refund_number": format!("RF-2025-{:06}", 211 + i),
        "status": "pending", "payment": payment(), "booking": {"id": "01996666-aaaa-7bbb-8ccc-000000000001",
            "booking_number": "BK-2025-004655"},
        "user": {"id": "01994444-aaaa-7bbb-8ccc-000000000001", "name": name, "email": "a***@mailbox.example"},
        "vendor": {"id": "01995555-aaaa-7bbb-8ccc-000000000001", "name": name}, "requested_amount_cents": 9_500_000,
        "reason": reason, "description": if i == 1 { HOSTILE } else { "Nobody came on either day." }, "evidence": [],
        "requested_at": "2025-11-23T18:00:00Z", "requested_by": "user", "requested_by_admin": null, "priority": "high",
        "admin_notes": null, "approved_amount_cents": null, "approvals_required": 2, "approvals_received": 1,
        "approvals": [{"admin": reference(), "approved_amount_cents": 9_500_000, "reason": HOSTILE,
            "approved_at": "2025-11-24T10:00:00Z"}],
        "gateway_state": "none", "version": 2})
}

fn payment() -> Value {
    json!({"id": "01990000-bbbb-7bbb-8ccc-000000000001", "amount_cents": 9_800_000, "currency": "INR",
        "paid_at": "2025-11-03T06:18:03Z"})
}

/// A refund of that number, whole; those that end in 4 have failed, in 5 are paid.
pub fn whole_refund(number: &str) -> Value {
    let (status, money) = match number.chars().last() {
        Some('4') => ("failed", "failed"),
        Some('5') => ("processed", "succeeded"),
        _ => ("approved", "in_doubt"),
    };
    let failed = (status == "failed").then(|| json!({"code": "TOO_OLD", "message": HOSTILE}));
    let mut whole = merged(
        refund(1),
        json!({"refund_number": number, "status": status, "gateway_state": money,
        "approved_amount_cents": 9_500_000, "approvals_received": 2,
        "evidence": [{"id": null, "type": "image", "url": "https://files.example/1.png", "thumbnail_url": null,
            "filename": "kitchen\u{202e}gnp.exe", "size_bytes": 1024, "description": "The kitchen", "content": null,
            "uploaded_at": null}],
        "decision_reason": "Checked the call log, agreed.", "approved_at": "2025-11-24T15:30:00Z",
        "approved_by": reference(), "rejected_at": null, "rejected_by": null, "offer_alternative": null,
        "gateway": "razorpay", "refund_processed": status == "processed", "transaction_id": "rfnd_1\u{7}",
        "processed_at": null, "failed_at": null, "failure": failed, "updated_at": "2025-11-24T15:30:00Z",
        "attempts": [{"number": 1, "state": "in_doubt", "gateway": "razorpay", "amount_cents": 9_500_000,
            "reference": "rf-01999999-1", "approved_by": [{"id": ADMIN, "name": "Asha Rao"}], "sends": 2,
            "first_sent_at": "2025-11-24T15:30:00Z", "last_sent_at": "2025-11-24T15:31:00Z",
            "next_action_at": "2025-11-24T16:05:00Z", "transaction_id": null, "failure": null,
            "created_at": "2025-11-24T15:30:00Z", "ended_at": null}],
        "timeline": [
            {"event": "refund_requested", "timestamp": "2025-11-23T18:00:00Z", "actor": "user", "details": "₹95,000.00"},
            {"event": "refund_first_approval", "timestamp": "2025-11-24T10:00:00Z", "actor": "admin", "details": HOSTILE},
            {"event": "refund_in_doubt", "timestamp": "2025-11-24T15:31:00Z", "actor": "system", "details": ""}]}),
    );
    whole["payment"] = merged(
        payment(),
        json!({"status": "completed", "method": "card", "transaction_id": "pay_1",
        "refunded_amount_cents": 0, "remaining_amount_cents": 300_000}),
    );
    whole
}

/// The answer to an approval; the first of two for a number that ends in 3.
pub fn approved(number: &str) -> Value {
    let first = number.ends_with('3');
    let status = if first { "pending" } else { "approved" };
    json!({"id": "01999999-aaaa-7bbb-8ccc-000000000211", "refund_number": number, "status": status,
        "approved_at": (!first).then_some("2025-11-24T16:00:00Z"), "approved_by": (!first).then_some(ADMIN),
        "approved_amount_cents": 9_500_000, "refund_processed": number.ends_with('5'), "transaction_id": null,
        "approvals_received": if first { 1 } else { 2 }, "approvals_required": 2, "refund": whole_refund(number)})
}

pub fn rejected(number: &str, offer: &str) -> Value {
    json!({"id": "01999999-aaaa-7bbb-8ccc-000000000211", "refund_number": number, "status": "rejected",
        "rejected_at": "2025-11-24T16:00:00Z", "rejected_by": ADMIN, "offer_alternative": offer, "version": 3})
}

pub fn vendor_token() -> Value {
    json!({"id": "01997777-aaaa-7bbb-8ccc-000000000001", "vendor_id": "01995555-aaaa-7bbb-8ccc-000000000001",
        "permissions": ["vendor:takedown"], "created_at": "2025-11-01T00:00:00Z", "created_by": null,
        "expires_at": "2026-01-30T00:00:00Z"})
}

pub fn new_vendor_token() -> Value {
    merged(vendor_token(), json!({"token": "vt_secret", "token_type": "Bearer", "vendor_name": HOSTILE}))
}

pub fn audit() -> Value {
    json!({"id": "01998888-aaaa-7bbb-8ccc-000000000001", "seq": 42, "created_at": "2025-11-24T15:00:00Z",
        "admin": reference(), "actor": "admin", "action": "takedown.resolve", "entity_type": "takedown_request",
        "entity_id": REQUEST, "before": {"status": "open"}, "after": {"status": "rejected"}, "reason": HOSTILE,
        "trace_id": "t-1", "address": null, "user_agent": HOSTILE, "surface": "cli", "os_user": "root",
        "hash": "ab".repeat(32), "prev_hash": "00".repeat(32)})
}

pub fn verification(intact: bool) -> Value {
    let faults =
        if intact { json!([]) } else { json!([{"seq": 7, "kind": "removed", "message": "Entry 7 is missing."}]) };
    json!({"intact": intact, "entries": 42, "last_seq": 42, "head_hash": "ab".repeat(32), "faults_total": i64::from(!intact),
        "faults": faults, "verified_at": "2025-11-24T16:00:00Z", "duration_ms": 3})
}

fn merged(mut one: Value, other: Value) -> Value {
    if let (Value::Object(one), Value::Object(other)) = (&mut one, other) {
        one.extend(other);
    }
    one
}

pub fn reconciliation(frozen: bool) -> Value {
    json!({"frozen": frozen, "frozen_because": frozen.then_some("other_install"), "frozen_at": "2025-11-24T15:00:00Z",
        "restored_to": null, "restore_job_id": null, "state": "differs", "gateway": "razorpay", "read_from": null,
        "read_at": "2025-11-24T15:05:00Z", "matched": 41, "adopted": 2, "in_doubt": 1,
        "totals": [{"currency": "INR", "gateway_refunded_cents": 950_000, "ledger_refunded_cents": 900_000,
            "difference_cents": 50_000}],
        "differences_total": 1,
        "differences": [{"kind": "missing_here", "refund": null, "payment_id": null, "transaction_id": "rfnd_\u{1b}[31mX",
            "gateway_amount_cents": 50_000, "ledger_amount_cents": null, "currency": "INR",
            "happened_at": "2025-11-24T14:00:00Z"}],
        "unfrozen_at": null, "unfrozen_by": null, "version": 3})
}
