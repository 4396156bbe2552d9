//! How tables and the case look, by snapshot, and colours.

use super::{REASON, command, data};

fn at_terminal(line: &str) -> String {
    let run = command(&format!("{line} --as a@b.example")).terminal(&[]).var("PAGER", "").var("NO_COLOR", "1");
    let ran = run.run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!data::is_raw(&ran.out), "{:?}", ran.out);
    ran.out
}

#[test]
fn the_queue() {
    insta::assert_snapshot!(at_terminal("takedowns list"));
}

#[test]
fn the_case() {
    let text = at_terminal("takedowns show TR-2025-000317");
    let widest = text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap();
    assert!(widest <= 80, "{widest} columns");
    insta::assert_snapshot!(text);
}

#[test]
fn decisions_in_lines() {
    let line = format!("takedowns accept TR-2025-000317 TR-2025-000318 --action remove --reason '{REASON}' --yes");
    insta::assert_snapshot!(at_terminal(&line));
}

#[test]
fn the_refunds() {
    insta::assert_snapshot!(at_terminal("refunds list"));
}

#[test]
fn one_refund() {
    let text = at_terminal("refunds show RF-2025-000211");
    let widest = text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap();
    assert!(widest <= 80, "{widest} columns");
    insta::assert_snapshot!(text);
}

#[test]
fn decisions_about_refunds_in_lines() {
    let ids = "RF-2025-000211 RF-2025-000213 RF-2025-000214 RF-2025-000215";
    let reason = "--reason 'Checked the call log, agreed.' --yes";
    let approved = at_terminal(&format!("refunds approve {ids} {reason}"));
    let rejected = at_terminal(&format!("refunds reject RF-2025-000211 {reason} --offer full_credit"));
    insta::assert_snapshot!(approved + &rejected);
}

#[test]
fn the_other_tables() {
    let lines = [
        "admins list",
        "sessions list",
        "vendors tokens list 01995555",
        "audit list",
        "audit verify",
        "whoami",
        "admins show 01990000",
        "db status",
        "db import x",
        "takedowns claim TR-2025-000317",
        "vendors token 01995555 --yes",
    ];
    let text: Vec<String> = lines.iter().map(|line| format!("$ {line}\n{}", at_terminal(line))).collect();
    insta::assert_snapshot!(text.join("\n"));
}

#[test]
fn one_booking() {
    let text = at_terminal("bookings show BK-2025-004821");
    let widest = text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap();
    assert!(widest <= 80, "{widest} columns");
    insta::assert_snapshot!(text);
}

#[test]
fn figures() {
    let lines = [
        "analytics bookings --from 2025-10-01 --to 2025-10-03",
        "analytics revenue --from 2025-10-01 --granularity month",
        "db rollups rebuild",
    ];
    let text: Vec<String> = lines.iter().map(|line| format!("$ {line}\n{}", at_terminal(line))).collect();
    insta::assert_snapshot!(text.join("\n"));
}

#[test]
fn the_rest_of_the_market() {
    let lines = [
        "bookings list",
        "bookings cancel BK-2025-004821 BK-2025-004822 --reason 'The vendor has fallen ill.' --yes",
        "reviews list",
        "reviews show 01993333",
        "reviews hide 01993333 --reason 'It names a private phone number.' --yes",
        "reviews remove 01993333 --reason 'It names a private phone number.' --yes",
        "payments list",
        "payments show 0199aaaa",
        "referrals list",
        "roles list",
        "roles create refund_clerk --name Clerk --permission refunds:list --yes",
        "roles delete refund_clerk --yes",
    ];
    let text: Vec<String> = lines.iter().map(|line| format!("$ {line}\n{}", at_terminal(line))).collect();
    insta::assert_snapshot!(text.join("\n"));
}

#[test]
fn colours_only_where_they_are_welcome() {
    let coloured = |run: super::Run| run.var("PAGER", "").run().out.contains("\x1b[1m");
    let list = |flags: &str| command(&format!("takedowns list --as a@b.example {flags}"));
    assert!(coloured(list("").terminal(&[])));
    assert!(!coloured(list("")), "no terminal");
    assert!(!coloured(list("").terminal(&[]).var("NO_COLOR", "1")));
    assert!(!coloured(list("").terminal(&[]).var("TERM", "dumb")));
    assert!(!coloured(list("--color never").terminal(&[])));
    assert!(coloured(list("").var("CLICOLOR_FORCE", "1")));
    assert!(coloured(list("--color always").var("NO_COLOR", "1")), "the flag goes first");
}

#[test]
fn columns_cut_the_table_and_pipes_get_all_of_it() {
    let narrow = command("takedowns list --as a@b.example").var("COLUMNS", "100").run().out;
    assert!(narrow.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 100), "{narrow}");
    let piped = command("takedowns list --as a@b.example").run().out;
    assert!(piped.contains("They never came, and kept the money."), "{piped}");
}

#[test]
fn watching_on_a_pipe_is_for_whoever_reads_it() {
    let ran = command("takedowns list --watch soon --as a@b.example").run();
    assert!(ran.code == 2 && ran.err.contains("--watch: must be a whole number"), "{}", ran.err);
}
