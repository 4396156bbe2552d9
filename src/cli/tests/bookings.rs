//! Bookings, reviews, payments, referrals and roles at the shell: what flags become, what is asked about.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{command, fake::Script};

fn run(line: &str) -> (super::Ran, Arc<Script>) {
    let run = command(&format!("{line} --as a@b.example"));
    let script = run.script.clone();
    (run.run(), script)
}

fn asked(line: &str) -> Value {
    let (ran, script) = run(line);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let calls = script.calls.lock().unwrap();
    calls.last().unwrap().1["request"].clone()
}

#[test]
fn flags_become_the_fields_of_the_request() {
    let told = json!({"status": "confirmed", "notify_user": true, "notify_vendor": true});
    assert_eq!(asked("bookings confirm BK-2025-004821 --yes"), told);
    let quiet =
        json!({"status": "in_progress", "admin_notes": "On the way.", "notify_user": false, "notify_vendor": false});
    assert_eq!(
        asked("bookings start BK-2025-004821 --notes 'On the way.' --no-notify-user --no-notify-vendor --yes"),
        quiet
    );
    let forced = json!({"status": "cancelled", "cancellation_reason": "The vendor has fallen ill.", "force_refund": true,
        "notify_user": true, "notify_vendor": true});
    let reason = "--reason 'The vendor has fallen ill.'";
    assert_eq!(asked(&format!("bookings cancel BK-2025-004821 {reason} --force-refund --yes")), forced);
    assert_eq!(asked("bookings note BK-2025-004821 '' --yes")["admin_notes"], "");
    assert_eq!(
        asked(&format!("reviews remove 01993333 {reason} --yes")),
        json!({"reason": "The vendor has fallen ill."})
    );
    let back = json!({"amount_cents": 500, "reason": "The vendor has fallen ill.", "notify_user": true, "notify_vendor": false});
    assert_eq!(asked(&format!("payments refund 0199aaaa --amount 500 {reason} --no-notify-vendor --yes")), back);
    let role = json!({"id": "clerk", "name": "Clerk", "description": "", "permissions": ["refunds:list", "jobs:list"]});
    assert_eq!(asked("roles create clerk --name Clerk --permission refunds:list --permission jobs:list --yes"), role);
}

#[test]
fn filters_become_the_query() {
    let (ran, script) =
        run("bookings list --search 4821 --status disputed --city Mysuru --sort-by amount --from-date 2025-11-24");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let query = script.calls.lock().unwrap().last().unwrap().1.clone();
    let picked = ["search", "status", "city", "sort_by", "from_date"].map(|name| query[name].clone());
    assert_eq!(picked, ["4821", "disputed", "Mysuru", "amount", "2025-11-23T18:30:00Z"].map(Value::from));
}

#[test]
fn every_wrong_flag_is_named_as_it_is_typed() {
    for (line, flags) in [
        (
            "bookings list --status gone --vendor-id x --sort-by name",
            vec!["--status: ", "--vendor-id: ", "--sort-by: "],
        ),
        ("bookings cancel BK-2025-004821 --reason short --yes", vec!["--reason: "]),
        ("bookings cancel BK-2025-004821 --yes", vec!["--reason: is required"]),
        ("bookings show TR-2025-000317", vec!["BK-2025-000317"]),
        ("reviews hide 01993333 --yes", vec!["--reason: is required"]),
        ("payments refund 0199aaaa --amount 0 --reason x --yes", vec!["--amount: ", "--reason: "]),
        ("roles create Clerk --permission nothing --yes", vec!["ID: ", "--name: ", "--permission: "]),
        ("referrals list --min-amount=-1", vec!["--min-amount"]),
    ] {
        let (ran, script) = run(line);
        assert_eq!(ran.code, 2, "{line}: {}", ran.err);
        assert!(flags.iter().all(|flag| ran.err.contains(flag)), "{line}: {}", ran.err);
        assert!(script.called().iter().all(|call| call == "operations"), "{line}");
    }
}

#[test]
fn what_would_change_is_said_before_it_is_asked_about() {
    let reason = "--reason 'The vendor has fallen ill.'";
    let ran = command(&format!("bookings cancel BK-2025-004821 {reason} --force-refund --as a@b.example"))
        .terminal(&["n"])
        .run();
    assert_eq!(ran.code, 130);
    assert!(ran.err.contains("Cancel, for good, 1 bookings: BK-2025-004821."), "{}", ran.err);
    assert!(ran.err.contains("All that was paid and not refunded yet goes back."), "{}", ran.err);
    for line in [
        "bookings confirm BK-2025-004821",
        "roles delete refund_clerk",
        "reviews restore 01993333 --reason 'It was right after all.'",
    ] {
        let (ran, script) = run(line);
        assert_eq!(ran.code, 2, "without a terminal and --yes: {}", ran.err);
        assert_eq!(script.called(), ["operations"], "{line}");
    }
}
