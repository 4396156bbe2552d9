//! Every command, in process and on a server: the same words do the same.

use serde_json::Value;

use super::{ASHA, Machine, REASON, data, is_raw};

/// Runs every command that goes through operations, and says what is true wherever it runs.
fn tour(machine: &Machine) {
    let me = machine.line("whoami -o json").ok().json();
    assert_eq!(me["email"], ASHA);
    let requests = machine.line("takedowns list --all -o json").ok().json();
    assert_eq!(requests.as_array().unwrap().len(), data::REQUESTS);
    let numbers: Vec<&str> =
        requests.as_array().unwrap().iter().map(|r| r["request_number"].as_str().unwrap()).collect();
    let case = machine.run(&["takedowns", "show", numbers[0], "-o", "json"]).ok().json();
    assert_eq!(case["request_number"], numbers[0]);
    takedowns(machine, &numbers);
    refunds(machine);
    admins(machine);
    vendors(machine);
    let sessions = machine.line("sessions list -o json").ok().json();
    assert!(sessions.is_array());
    let entries = machine.line("audit list --action takedown.resolve -o json").ok().json();
    assert_eq!(entries.as_array().unwrap().len(), 2);
    assert_eq!(machine.line("audit verify -o json").ok().json()["intact"], true);
}

fn takedowns(machine: &Machine, numbers: &[&str]) {
    assert_eq!(
        machine.run(&["takedowns", "claim", numbers[0], "-o", "json"]).ok().json()["claim"]["claimed_by"]["name"],
        "Asha Rao"
    );
    assert_eq!(machine.line("takedowns list --claimed me -o ids").ok().out.lines().count(), 1);
    machine.run(&["takedowns", "release", numbers[0]]).ok();
    let next = machine.line("takedowns next -o json").ok().json();
    machine.run(&["takedowns", "release", next["id"].as_str().unwrap()]).ok();
    let decide = |verb: &str, id: &str, flags: &[&str]| {
        let args = [&["takedowns", verb, id, "--reason", REASON, "--yes", "-o", "json"], flags].concat();
        machine.run(&args)
    };
    let tried = decide("accept", numbers[0], &["--action", "hide", "--dry-run"]).ok().json();
    assert_eq!((&tried["dry_run"], &tried["review"]["status"]), (&true.into(), &"hidden".into()));
    let accepted = decide("accept", numbers[0], &["--action", "hide"]).ok().json();
    assert_eq!(accepted["review"]["status"], "hidden");
    let rejected = decide("reject", numbers[1], &[]).ok().json();
    assert_eq!(rejected["request"]["status"], "rejected");
    let again = decide("reject", numbers[1], &[]);
    let error: Value = serde_json::from_str(&again.err).unwrap();
    assert_eq!((again.code, &error["error"]["code"]), (5, &"ALREADY_RESOLVED".into()));
}

fn refunds(machine: &Machine) {
    let rows = machine.line("refunds list --sort-by amount --all -o json").ok().json();
    let numbers: Vec<&str> = rows.as_array().unwrap().iter().map(|r| r["refund_number"].as_str().unwrap()).collect();
    assert_eq!(numbers.len(), data::REFUNDS);
    let decide = |verb: &str, id: &str, flags: &[&str]| {
        let args = [&["refunds", verb, id, "--reason", "Checked the call log.", "--yes", "-o", "json"], flags].concat();
        machine.run(&args)
    };
    let first = decide("approve", numbers[0], &[]).ok().json();
    assert_eq!((&first["status"], &first["approvals_received"]), (&"pending".into(), &1.into()));
    let again = decide("approve", numbers[0], &[]);
    let error: Value = serde_json::from_str(&again.err).unwrap();
    assert_eq!((again.code, &error["error"]["code"]), (5, &"SECOND_APPROVER_REQUIRED".into()));
    let over = decide("approve", numbers[1], &["--amount", "1001"]);
    assert!(over.code == 2 && over.err.contains("\"remaining_amount_cents\":1000"), "{}", over.err);
    let tried = decide("approve", numbers[1], &["--amount", "600", "--dry-run"]).ok().json();
    assert_eq!((&tried["dry_run"], &tried["approved_amount_cents"]), (&true.into(), &600.into()));
    let approved = decide("approve", numbers[1], &["--amount", "600"]).ok().json();
    assert_eq!(approved["status"], "approved");
    let shown = machine.run(&["refunds", "show", numbers[1], "-o", "json"]).ok().json();
    assert_eq!((&shown["approved_amount_cents"], &shown["attempts"][0]["number"]), (&600.into(), &1.into()));
    let rejected = decide("reject", numbers[2], &["--offer", "full_credit"]).ok().json();
    assert_eq!((&rejected["status"], &rejected["offer_alternative"]), (&"rejected".into(), &"full_credit".into()));
    let waited = machine.run(&["wait", "refund", numbers[2]]);
    assert!(waited.code == 1 && waited.err.contains("rejected"), "{}", waited.err);
    let waited = machine.run(&["wait", "refund", numbers[0], "--timeout", "1s"]);
    assert!(waited.code == 124 && waited.err.contains("wait refund"), "{}", waited.err);
}

fn admins(machine: &Machine) {
    let made =
        machine.line("admins create ravi@example.com --name Ravi --role support_agent --yes -o json").ok().json();
    assert!(made["generated_password"].is_string());
    machine.line("admins grant ravi@example.com --role finance_admin --yes").ok();
    let roles = machine.line("admins show ravi@example.com -o json").ok().json()["roles"].clone();
    assert_eq!(roles, serde_json::json!(["support_agent", "finance_admin"]));
    machine.line("admins revoke ravi@example.com --role finance_admin --yes").ok();
    machine.line("admins deactivate ravi@example.com --yes").ok();
    assert_eq!(machine.line("admins list --active false -o csv").ok().out.lines().count(), 2);
    machine.line("admins reactivate ravi@example.com --yes").ok();
    let reset = machine.line("admins reset-password ravi@example.com --yes -o json").ok().json();
    assert_ne!(reset["generated_password"], made["generated_password"]);
    assert_eq!(machine.line("admins deactivate asha@example.com --yes").code, 5, "the last super admin");
}

fn vendors(machine: &Machine) {
    let vendor = &data::VENDOR[..8];
    let token = machine.run(&["vendors", "token", vendor, "--days", "3", "--yes", "-o", "json"]).ok().json();
    assert!(token["token"].is_string());
    let tokens = machine.run(&["vendors", "tokens", "list", vendor, "-o", "ids"]).ok().out;
    assert_eq!(tokens.trim(), token["id"]);
    machine.run(&["vendors", "tokens", "revoke", vendor, tokens.trim(), "--yes"]).ok();
    assert_eq!(machine.run(&["vendors", "tokens", "revoke", vendor, tokens.trim(), "--yes"]).code, 3);
    assert_eq!(machine.run(&["vendors", "token", vendor, "--days", "366", "--yes"]).code, 2);
}

#[test]
fn in_process() {
    let machine = Machine::with_hasty_marketplace();
    tour(&machine);
    machine.line("keys rotate --yes").ok();
    let status = machine.line("db status -o json").ok().json();
    assert_eq!(status["rows"]["bookings"], data::REQUESTS);
}

#[test]
fn on_a_server() {
    let machine = Machine::with_hasty_marketplace();
    let server = machine.serve();
    let machine = machine.logged_in(&server);
    tour(&machine);
    let own = machine.line("sessions list -o json").ok().json()[0]["id"].as_str().unwrap().to_owned();
    machine.run(&["sessions", "revoke", &own, "--yes"]).ok();
    let ended = machine.line("whoami");
    assert_eq!(ended.code, 4, "{}", ended.err);
}

#[test]
fn tokens_are_kept_for_their_owner_alone_until_the_logout() {
    use std::os::unix::fs::PermissionsExt as _;
    let machine = Machine::with_marketplace();
    let server = machine.serve();
    let machine = machine.logged_in(&server);
    let tokens = machine.path("data/tokens");
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let kept = || {
        let entries = std::fs::read_dir(&tokens).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.extension().is_some_and(|e| e == "json")).collect::<Vec<_>>()
    };
    assert_eq!((mode(&tokens), mode(&kept()[0])), (0o700, 0o600));
    let text = std::fs::read_to_string(&kept()[0]).unwrap();
    machine.line("logout").ok();
    assert!(kept().is_empty());
    assert_eq!(machine.line("whoami").code, 4);
    std::fs::write(tokens.join("stale.json"), &text).unwrap();
    let token: Value = serde_json::from_str(&text).unwrap();
    let mut command = machine.command(&["whoami"]);
    command.env("APPYDEX_TOKEN", token["access_token"].as_str().unwrap());
    let ran = super::finish(command, "");
    assert_eq!(ran.code, 4, "the session has ended: {}", ran.err);
}

#[test]
fn a_changed_password_counts_at_once() {
    let machine = Machine::with_marketplace();
    let server = machine.serve();
    let machine = machine.logged_in(&server);
    let both = format!("{}\nanother long password\n", super::PASSWORD);
    machine.fed(&["change-password", "--password-stdin"], &both).ok();
    let wrong = machine.fed(&["login", ASHA, "--password-stdin"], &format!("{}\n", super::PASSWORD));
    assert_eq!(wrong.code, 4, "{}", wrong.err);
    machine.fed(&["login", ASHA, "--password-stdin"], "another long password\n").ok();
}

#[test]
fn strangers_text_is_harmless_in_every_format() {
    let machine = Machine::with_marketplace();
    for format in ["table", "json", "ndjson", "csv", "yaml"] {
        for line in ["takedowns list", "takedowns next", "refunds list", "audit list", "admins list"] {
            let ran = machine.line(&format!("{line} -o {format}")).ok();
            assert!(!is_raw(&ran.out) && !is_raw(&ran.err), "{line} -o {format}: {:?}", ran.out);
        }
    }
    let ran = machine.run(&["takedowns", "list", "--template", "{{ vendor.name }} {{ review.body }}"]).ok();
    assert!(!is_raw(&ran.out) && ran.out.contains("\\x1b[2J"), "{:?}", ran.out);
    let hostile = machine.line("refunds list -o ids").ok().out.lines().last().unwrap().to_owned();
    let ran = machine.run(&["refunds", "show", &hostile]).ok();
    assert!(!is_raw(&ran.out) && ran.out.contains("\\x1b[2J"), "{:?}", ran.out);
}
