//! Decisions at the shell: several at once, keys, reports, refusals.

use super::{Machine, REASON, Ran, data};

fn reject(machine: &Machine, ids: &[&str], flags: &[&str]) -> Ran {
    machine.run(&[&["takedowns", "reject", "--reason", REASON, "--yes"], flags, ids].concat())
}

fn ids(machine: &Machine) -> Vec<String> {
    machine.line("takedowns list -o ids").ok().out.lines().map(str::to_owned).collect()
}

#[test]
fn a_list_goes_into_a_decision() {
    let machine = Machine::with_marketplace();
    let list = machine.line("takedowns list -o ids").ok().out;
    let args = ["takedowns", "reject", "-", "--reason", REASON, "--yes", "-o", "ndjson"];
    let ran = machine.fed(&args, &list).ok();
    assert_eq!(ran.out.lines().count(), data::REQUESTS);
    assert!(ran.err.contains("6 done, 0 failed."), "{}", ran.err);
    assert!(ids(&machine).is_empty());
}

#[test]
fn what_failed_is_done_again_from_the_report() {
    let machine = Machine::with_marketplace();
    let ids = ids(&machine);
    reject(&machine, &[&ids[0]], &[]).ok();
    let report = machine.path("report.ndjson");
    let flags = ["--report", report.to_str().unwrap()];
    let ran = reject(&machine, &[&ids[0], &ids[1], "TR-2025-999999"], &flags);
    assert_eq!(ran.code, 8, "{}", ran.err);
    assert!(ran.err.contains("1 done, 2 failed."), "{}", ran.err);
    let text = std::fs::read_to_string(&report).unwrap();
    assert!(text.contains("ALREADY_RESOLVED") && text.contains("REQUEST_NOT_FOUND"), "{text}");
    let again = reject(&machine, &[], &["--retry-failed", report.to_str().unwrap()]);
    assert!(again.code == 8 && again.err.contains("0 done, 2 failed."), "{}", again.err);
}

#[test]
fn the_same_key_gives_the_same_answer() {
    let machine = Machine::with_marketplace();
    let id = ids(&machine).remove(0);
    let flags = ["--idempotency-key", "once", "-o", "json"];
    let first = reject(&machine, &[&id], &flags).ok();
    let second = reject(&machine, &[&id], &flags).ok();
    assert_eq!(first.out, second.out);
    assert!(second.err.contains("used before"), "{}", second.err);
    let other = reject(&machine, &[&id], &["--idempotency-key", "once", "--notes", "another request"]);
    assert_eq!(other.code, 5, "{}", other.err);
}

#[test]
fn a_colleague_s_claim_is_respected_unless_taken_over() {
    let machine = Machine::with_marketplace();
    machine.create("ravi@example.com", "content_moderator");
    let id = ids(&machine).remove(0);
    machine.run(&["takedowns", "claim", &id, "--as", "ravi@example.com"]).ok();
    let ran = reject(&machine, &[&id], &[]);
    assert!(ran.code == 5 && ran.err.contains("--takeover-reason"), "{}", ran.err);
    reject(&machine, &[&id], &["--takeover-reason", "Ravi has gone home for today."]).ok();
}

#[test]
fn permissions_hold_in_process_too() {
    let machine = Machine::with_marketplace();
    machine.create("meera@example.com", "finance_admin");
    let id = ids(&machine).remove(0);
    for line in [format!("takedowns show {id}"), "audit verify".into(), "admins list".into()] {
        let ran = machine.line(&format!("{line} --as meera@example.com"));
        assert!(ran.code == 4 && ran.err.contains("needs the permission"), "{line}: {}", ran.err);
    }
    assert_eq!(machine.line("takedowns list --as nobody@example.com").code, 4);
}

#[test]
fn wrong_flags_are_named_together_and_change_nothing() {
    let machine = Machine::with_marketplace();
    let before = ids(&machine);
    let ran = machine.line("takedowns accept TR-2025-000001 --reason short --takeover-reason x --yes");
    assert_eq!(ran.code, 2);
    for flag in ["--action: is required", "--reason: must have at least 50", "--takeover-reason: "] {
        assert!(ran.err.contains(flag), "{flag}: {}", ran.err);
    }
    assert_eq!(ids(&machine), before);
}

#[test]
fn a_bad_row_is_named_and_nothing_of_the_import_stays() {
    let machine = Machine::empty();
    let folder = machine.path("folder");
    data::write(&folder);
    std::fs::write(folder.join("reviews.csv"), "id,user_id,vendor_id,rating,created_at\nr-9,u-1,none,9,2025-01-01\n")
        .unwrap();
    let ran = machine.run(&["db", "import", folder.to_str().unwrap()]);
    assert!(ran.code == 2 && ran.err.contains("reviews.csv:2:"), "{}", ran.err);
    assert_eq!(machine.line("db status -o json").ok().json()["rows"]["bookings"], 0);
}
