//! Refunds at the shell: several at once, two admins, answers that repeat.

use super::{Machine, Ran, data};

const REASON: &str = "Checked the call log, agreed.";

fn approve(machine: &Machine, ids: &[&str], flags: &[&str]) -> Ran {
    machine.run(&[&["refunds", "approve", "--reason", REASON, "--yes"], flags, ids].concat())
}

fn pending(machine: &Machine, flags: &str) -> Vec<String> {
    let list = machine.line(&format!("refunds list --status pending {flags} -o ids")).ok().out;
    list.lines().map(str::to_owned).collect()
}

#[test]
fn the_small_ones_of_a_list_go_into_an_approval() {
    let machine = Machine::with_hasty_marketplace();
    let list = machine.line("refunds list --status pending --max-amount 50000 -o ids").ok().out;
    let args = ["refunds", "approve", "-", "--reason", REASON, "--yes", "-o", "ndjson"];
    let ran = machine.fed(&args, &list).ok();
    assert_eq!(ran.out.lines().count(), data::REFUNDS - 1);
    assert!(ran.err.contains("5 done, 0 failed."), "{}", ran.err);
    assert_eq!(pending(&machine, "").len(), 1, "the large one");
}

#[test]
fn what_failed_is_done_again_from_the_report() {
    let machine = Machine::with_hasty_marketplace();
    let ids = pending(&machine, "--max-amount 50000");
    approve(&machine, &[&ids[0]], &[]).ok();
    let report = machine.path("report.ndjson");
    let flags = ["--report", report.to_str().unwrap()];
    let ran = approve(&machine, &[&ids[0], &ids[1], "RF-2025-999999"], &flags);
    assert!(ran.code == 8 && ran.err.contains("1 done, 2 failed."), "{}", ran.err);
    let text = std::fs::read_to_string(&report).unwrap();
    assert!(text.contains("ALREADY_DECIDED") && text.contains("REFUND_NOT_FOUND"), "{text}");
    let again = approve(&machine, &[], &["--retry-failed", report.to_str().unwrap()]);
    assert!(again.code == 8 && again.err.contains("0 done, 2 failed."), "{}", again.err);
}

#[test]
fn a_large_one_takes_two_admins_and_two_users_of_the_machine() {
    let machine = Machine::with_hasty_marketplace();
    machine.create("das@example.com", "finance_admin");
    let id = pending(&machine, "--min-amount 50000").remove(0);
    let first = approve(&machine, &[&id], &[]).ok();
    assert!(first.out.contains("1 of 2 approvals of ₹90,000.00"), "{}", first.out);
    let same = approve(&machine, &[&id], &["--as", "das@example.com"]);
    assert!(
        same.code == 5 && same.err.contains("Somebody else"),
        "one user of the machine is one person: {}",
        same.err
    );
    let args = ["refunds", "approve", "--reason", REASON, "--yes", "--as", "das@example.com", &id];
    let mut command = machine.command(&args);
    command.env("USER", "somebody-else");
    let second = super::finish(command, "").ok();
    assert!(
        second.out.contains("approved; ₹90,000.00") || second.out.contains("processed; ₹90,000.00"),
        "{}",
        second.out
    );
}

#[test]
fn the_same_key_gives_the_same_answer() {
    let machine = Machine::with_hasty_marketplace();
    let id = pending(&machine, "--max-amount 50000").remove(0);
    let flags = ["--idempotency-key", "once", "-o", "json"];
    let first = approve(&machine, &[&id], &flags).ok();
    let second = approve(&machine, &[&id], &flags).ok();
    assert_eq!(first.out, second.out);
    assert!(second.err.contains("used before"), "{}", second.err);
    let other = approve(&machine, &[&id], &["--idempotency-key", "once", "--amount", "1"]);
    assert!(other.code == 5 && other.err.contains("another request"), "{}", other.err);
}

#[test]
fn moderators_may_not_and_nothing_is_changed_without_yes() {
    let machine = Machine::with_hasty_marketplace();
    machine.create("ravi@example.com", "content_moderator");
    let before = pending(&machine, "");
    let refused = machine.line("refunds list --as ravi@example.com");
    assert!(refused.code == 4 && refused.err.contains("refunds:list"), "{}", refused.err);
    let refused = approve(&machine, &[&before[0]], &["--as", "ravi@example.com"]);
    assert!(refused.code == 4 && refused.err.contains("refunds:approve"), "{}", refused.err);
    let unasked = machine.run(&["refunds", "approve", &before[0], "--reason", REASON]);
    assert!(unasked.code == 2 && unasked.err.contains("--yes"), "{}", unasked.err);
    assert_eq!(pending(&machine, ""), before);
}

#[test]
fn a_refusal_of_the_gateway_is_told_once_and_what_servers_log_is_not() {
    let machine = Machine::with_hasty_marketplace();
    std::fs::write(machine.path("data/sandbox-gateway.toml"), "[[when]]\nanswer = \"refused\"\n").unwrap();
    let id = pending(&machine, "--max-amount 50000").remove(0);
    let ran = approve(&machine, &[&id], &[]).ok();
    assert!(ran.out.contains("failed") && ran.out.contains("told to refuse"), "{}", ran.out);
    assert!(!ran.err.contains("INFO"), "{}", ran.err);
    let told = approve(&machine, &[&pending(&machine, "--max-amount 50000").remove(0)], &["-v"]).ok();
    assert!(told.err.contains("a refund was not taken"), "{}", told.err);
}
