//! Refunds at the shell: what flags become, what is asked about, how a wait ends.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{command, data, fake::Script};
use crate::{
    domain::{money::Currency, payment::NotRefundable, refund::GatewayName},
    error::{Exceeded, Kind},
};

const REASON: &str = "--reason 'The vendor agrees.'";

fn run(line: &str) -> (super::Ran, Arc<Script>) {
    let run = command(&format!("{line} --as a@b.example"));
    let script = run.script.clone();
    (run.run(), script)
}

fn asked(script: &Script) -> Value {
    script.calls.lock().unwrap().last().unwrap().1["request"].clone()
}

#[test]
fn flags_become_the_fields_of_the_request() {
    let flags = "--amount 500 --notes 'Called them.' --no-notify-user --no-notify-vendor";
    let (ran, script) = run(&format!("refunds approve RF-2025-000211 {REASON} {flags} --yes"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let expected = json!({"approved_amount_cents": 500, "reason": "The vendor agrees.", "admin_notes": "Called them.",
        "notify_user": false, "notify_vendor": false});
    assert_eq!(asked(&script), expected);
    let (_, script) = run(&format!("refunds approve RF-2025-000211 {REASON} --yes"));
    assert_eq!(asked(&script), json!({"reason": "The vendor agrees.", "notify_user": true, "notify_vendor": true}));
    let (_, script) = run(&format!("refunds reject RF-2025-000211 {REASON} --offer rebooking --no-notify-user --yes"));
    let expected = json!({"reason": "The vendor agrees.", "notify_user": false, "offer_alternative": "rebooking"});
    assert_eq!(asked(&script), expected);
    let filters = "--status pending --gateway-state none --min-amount 1 --max-amount 50000 --sort-by amount";
    let (ran, script) = run(&format!("refunds list {filters} --sort-order asc --from-date 2025-11-24"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let listed = |(name, query): &(String, Value)| (name == "list_refunds").then(|| query.clone());
    let query = script.calls.lock().unwrap().iter().find_map(listed).unwrap();
    let picked = ["status", "gateway_state", "min_amount", "max_amount", "sort_by", "sort_order", "from_date"];
    assert_eq!(
        picked.map(|name| query[name].clone()),
        [
            json!("pending"),
            json!("none"),
            json!(1),
            json!(50_000),
            json!("amount"),
            json!("asc"),
            json!("2025-11-23T18:30:00Z")
        ]
    );
}

#[test]
fn every_wrong_flag_is_named_as_it_is_typed() {
    let (ran, script) = run("refunds approve RF-2025-000211 --amount 5.00 --reason short --yes");
    assert!(ran.code == 2 && ran.err.contains("--amount: ") && ran.err.contains("--reason: "), "{}", ran.err);
    assert!(script.called().is_empty());
    let (ran, _) = run("refunds reject RF-2025-000211 --offer money --yes");
    assert!(ran.code == 2 && ran.err.contains("--offer: ") && ran.err.contains("--reason: "), "{}", ran.err);
    let (ran, _) = run("refunds list --status open --min-amount 5 --max-amount 4 --booking-id BK-2025-000001");
    for flag in ["--status: ", "--max-amount: ", "--booking-id: "] {
        assert!(ran.err.contains(flag), "{flag}: {}", ran.err);
    }
    let (ran, _) = run("refunds show TR-2025-000211");
    assert!(ran.code == 2 && ran.err.contains("RF-2025-000317"), "{}", ran.err);
}

#[test]
fn at_a_terminal_each_refund_is_shown_before_it_is_decided() {
    let line = format!("refunds approve RF-2025-000211 {REASON} --amount 500 --no-notify-vendor --as a@b.example");
    let ran = command(&line).terminal(&["n"]).run();
    assert_eq!(ran.code, 130);
    assert!(ran.err.contains("Approve 1 refunds: RF-2025-000211."), "{}", ran.err);
    assert!(ran.err.contains("RF-2025-000211  ₹5.00 of ₹95,000.00  approved, 2 of 2 approvals"), "{}", ran.err);
    assert!(ran.err.contains("The customer is told, the vendor is not told."), "{}", ran.err);
    assert!(!data::is_raw(&ran.err));
    let line = format!("refunds reject RF-2025-000211 {REASON} --offer full_credit --as a@b.example");
    let ran = command(&line).terminal(&["n"]).run();
    assert!(ran.err.contains("The customer is told, and offered all of it as credit in its place."), "{}", ran.err);
}

#[test]
fn whoever_approves_lets_the_money_move_meanwhile() {
    let (_, script) = run(&format!("refunds approve RF-2025-000211 {REASON} --yes"));
    assert_eq!(script.called(), ["operations", "attend", "approve_refund"]);
    let (_, script) = run(&format!("refunds approve RF-2025-000211 {REASON} --dry-run"));
    assert_eq!(script.called(), ["operations", "approve_refund"]);
}

#[test]
fn refusals_have_their_exit_codes_and_say_what_to_do() {
    let exceeded = Exceeded { approved_amount_cents: 9, remaining_amount_cents: 120_000, currency: Currency::INR };
    let (reason, provider) = (NotRefundable::OtherProvider, Some("evil\x1b[2J".to_owned()));
    let gateway = GatewayName::Razorpay;
    let payment_id = uuid::Uuid::nil();
    for (kind, code, words) in [
        (Kind::AmountExceedsRemaining { details: exceeded }, 2, "₹1,200.00"),
        (Kind::AmountMismatch { expected_amount_cents: 5, approved_amount_cents: 6 }, 5, "--amount"),
        (Kind::SecondApproverRequired { approvals_received: 1, approvals_required: 2 }, 5, "colleague"),
        (
            Kind::PaymentNotRefundable { payment_id, reason, provider, gateway },
            5,
            "evil\\x1b[2J; refunds go through razorpay",
        ),
        (Kind::RefundNotFound { refund_id: "x".into() }, 3, "refunds list"),
    ] {
        let run = command(&format!("refunds approve RF-2025-000211 {REASON} --yes --as a@b.example"));
        run.script.refuse("RF-2025-000211", kind.into());
        let ran = run.run();
        assert!(ran.code == code && ran.err.contains(words) && !data::is_raw(&ran.err), "{}: {}", ran.code, ran.err);
    }
}

#[test]
fn a_wait_ends_with_the_money_with_a_refusal_or_with_its_time() {
    let (ran, _) = run("wait refund RF-2025-000215 --for processed");
    assert_eq!((ran.code, ran.out.as_str()), (0, "RF-2025-000215 processed; ₹95,000.00 paid back (rfnd_1\\x07)\n"));
    let (ran, _) = run("wait refund RF-2025-000215 -o json");
    assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap()["status"], "processed");
    let (ran, _) = run("wait refund RF-2025-000214");
    assert!(ran.code == 1 && ran.err.contains("the gateway refused to pay") && !data::is_raw(&ran.err), "{}", ran.err);
    let (ran, _) = run("wait refund RF-2025-000211 --timeout 1s");
    assert!(ran.code == 124 && ran.err.contains("appydex-admin wait refund RF-2025-000211"), "{}", ran.err);
    let (ran, _) = run("wait refund RF-2025-000211 --timeout 1s -o json");
    assert!(ran.code == 124 && serde_json::from_str::<Value>(&ran.err).is_ok(), "{}", ran.err);
    let (ran, _) = run("wait refund nonsense --for ever --timeout soon");
    for flag in ["ID: ", "--for: ", "--timeout: "] {
        assert!(ran.code == 2 && ran.err.contains(flag), "{flag}: {}", ran.err);
    }
}
