//! Changes: asked about, made under a key, several at once.

use std::sync::Arc;

use serde_json::Value;

use super::{REASON, command, data, fake::Script};
use crate::error::{Error, Kind};

fn reject(ids: &str, flags: &str) -> super::Run {
    command(&format!("takedowns reject {ids} --reason '{REASON}' --as a@b.example {flags}"))
}

#[test]
fn without_a_terminal_and_without_yes_nothing_is_changed() {
    let changes = [
        format!("takedowns accept TR-2025-000317 --action hide --reason '{REASON}'"),
        format!("takedowns reject TR-2025-000317 --reason '{REASON}'"),
        "refunds approve RF-2025-000211 --reason 'The vendor agrees.'".to_owned(),
        "refunds reject RF-2025-000211 --reason 'The visit took place.'".to_owned(),
        "admins create a@b.example --name A --role super_admin".to_owned(),
        "admins deactivate 01990000".into(),
        "admins reactivate 01990000".into(),
        "admins grant 01990000 --role finance_admin".into(),
        "admins revoke 01990000 --role support_agent".into(),
        "admins reset-password 01990000".into(),
        "vendors token 01995555".into(),
        "vendors tokens revoke 01995555 01997777".into(),
        "sessions revoke 01992222".into(),
        "keys rotate".into(),
    ];
    for line in changes {
        let run = command(&format!("{line} --as a@b.example"));
        let script = run.script.clone();
        let ran = run.run();
        assert_eq!(ran.code, 2, "{line}: {}", ran.err);
        assert!(ran.err.contains("--yes"), "{line}: {}", ran.err);
        let verbs = ["resolve", "approve", "reject", "create", "update", "reset", "revoke", "rotate"];
        assert!(!script.called().iter().any(|call| verbs.iter().any(|verb| call.contains(verb))), "{line}");
    }
}

#[test]
fn at_a_terminal_the_plan_is_shown_and_asked_about() {
    let run = reject("TR-2025-000317", "").terminal(&["y"]);
    let ran = run.run();
    assert_eq!((ran.code, ran.questions.len()), (0, 1), "{}", ran.err);
    assert!(ran.err.contains("Reject, leaving the review of 1 requests: TR-2025-000317."), "{}", ran.err);
    assert!(ran.err.contains("The vendor is told, the reviewer is not told.") && !data::is_raw(&ran.err));
    for answers in [&["n"][..], &[]] {
        let run = reject("TR-2025-000317", "").terminal(answers);
        let script = run.script.clone();
        assert_eq!(run.run().code, 130);
        assert!(!script.called().contains(&"resolve_takedown".to_owned()));
    }
}

#[test]
fn a_protected_profile_wants_its_name_even_with_yes() {
    let config = "[display]\ntime_zone = \"UTC\"\n[profiles.live]\nas = \"a@b.example\"\nprotected = true\n";
    for (answer, code) in [("live", 0), ("y", 130)] {
        let line = format!("takedowns reject TR-2025-000317 --reason '{REASON}' --profile live --yes");
        let run = command(&line).terminal(&[answer]);
        let file = run.home.path().join("own.toml");
        std::fs::write(&file, config).unwrap();
        let ran = run.var("APPYDEX_CONFIG", &file.to_string_lossy()).run();
        assert_eq!(ran.code, code, "{}", ran.err);
    }
}

#[test]
fn each_change_has_a_key_and_a_failure_names_it() {
    let run = reject("TR-2025-000317", "--yes");
    let script = run.script.clone();
    run.run();
    assert_eq!(script.calls.lock().unwrap().last().unwrap().1["key"], "00000000-0000-0000-0000-000000000002");
    let run = reject("TR-2025-000317", "--yes --idempotency-key mine");
    let script = run.script.clone();
    script.refuse("TR-2025-000317", Kind::Unreachable { server: "s".into() }.into());
    let ran = run.run();
    assert!(ran.code == 6 && ran.err.contains("--idempotency-key mine"), "{}", ran.err);
    assert_eq!(script.calls.lock().unwrap().last().unwrap().1["key"], "mine");
    assert_eq!(reject("TR-2025-000317", "--yes --idempotency-key 'a b'").run().code, 2);
}

#[test]
fn a_dry_run_needs_no_yes() {
    let run = reject("TR-2025-000317", "--dry-run -o json");
    let script = run.script.clone();
    let ran = run.run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap()["dry_run"], true);
    assert_eq!(script.calls.lock().unwrap().last().unwrap().1["dry_run"], true);
    assert!(ran.err.contains("nothing was changed"), "{}", ran.err);
}

#[test]
fn a_bulk_run_goes_on_after_a_failure_and_can_be_finished() {
    let run = reject("TR-2025-000317 TR-2025-000318 TR-2025-000319", "--yes");
    let script = run.script.clone();
    script.refuse("TR-2025-000318", Error::environment("a\x1bb"));
    let dir = tempfile::tempdir().unwrap();
    let ran = run.var("APPYDEX_DATA_DIR", &dir.path().to_string_lossy()).run();
    assert_eq!((ran.code, ran.out.lines().count()), (8, 2), "{}", ran.err);
    assert!(ran.err.contains("TR-2025-000318: a\\x1bb (key 00000000-0000-0000-0000-000000000003)"), "{}", ran.err);
    assert!(ran.err.contains("2 done, 1 failed."), "{}", ran.err);
    let report = ran.err.split("--retry-failed ").nth(1).unwrap().trim().to_owned();
    let run = reject("", &format!("--yes --retry-failed {report}"));
    let again = run.script.clone();
    assert_eq!(run.run().code, 0);
    let call = again.calls.lock().unwrap().last().unwrap().1.clone();
    assert_eq!(
        (&call["target"], &call["key"]),
        (&"TR-2025-000318".into(), &"00000000-0000-0000-0000-000000000003".into())
    );
    assert_eq!(again.called().iter().filter(|call| *call == "resolve_takedown").count(), 1);
}

#[test]
fn one_key_for_several_rows_is_told_apart_by_them() {
    let run = reject("TR-2025-000317 0192f0c1", "--yes --idempotency-key k");
    let script = run.script.clone();
    run.run();
    let calls = script.calls.lock().unwrap();
    let keys: Vec<&Value> = calls.iter().filter_map(|(_, what)| what.get("key")).collect();
    assert_eq!(keys, ["k:TR-2025-000317", "k:0192f0c1"]);
}

#[test]
fn a_limit_is_waited_for_and_a_lost_login_stops() {
    let run = reject("TR-2025-000317 TR-2025-000318", "--yes");
    run.script.refuse("TR-2025-000317", Kind::RateLimitExceeded { retry_after_seconds: 1 }.into());
    let ran = run.run();
    assert!(ran.code == 0 && ran.err.contains("Going on in 1 s."), "{}", ran.err);

    let script = Arc::new(Script::default());
    script.refuse("TR-2025-000318", Kind::Unauthenticated.into());
    let dir = tempfile::tempdir().unwrap();
    let run = reject("TR-2025-000317 TR-2025-000318 TR-2025-000319", "--yes").script(&script);
    let ran = run.var("APPYDEX_DATA_DIR", &dir.path().to_string_lossy()).run();
    assert_eq!(ran.code, 8);
    assert!(ran.err.contains("1 done, 1 failed, 1 not tried."), "{}", ran.err);
    assert_eq!(script.called().iter().filter(|call| *call == "resolve_takedown").count(), 2);
}

#[test]
fn every_id_that_is_none_is_named_and_nothing_is_tried() {
    let run = reject("TR-2025-000317 nonsense BK-2025-000001", "--yes");
    let script = run.script.clone();
    let ran = run.run();
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("ID: nonsense is none") && ran.err.contains("ID: BK-2025-000001 is none"), "{}", ran.err);
    assert!(script.called().is_empty());
    assert_eq!(reject("-", "--yes").stdin("\n").run().code, 2);
}

#[test]
fn roles_are_changed_against_the_version_that_was_read() {
    let run = command("admins grant 01990000 --role finance_admin --yes --as a@b.example");
    let script = run.script.clone();
    assert_eq!(run.run().code, 0);
    let call = script.calls.lock().unwrap().last().unwrap().1.clone();
    assert_eq!(call["if_match"], 3);
    assert_eq!(call["request"]["roles"], serde_json::json!(["content_moderator", "finance_admin"]));
}

#[test]
fn admins_may_be_named_by_their_e_mail() {
    let run = command("admins deactivate Asha@Example.com --yes --as a@b.example");
    let script = run.script.clone();
    assert_eq!(run.run().code, 0);
    assert_eq!(script.calls.lock().unwrap().last().unwrap().1["target"], data::ADMIN);
    let ran = command("admins show nobody@example.com --as a@b.example").run();
    assert_eq!(ran.code, 3, "{}", ran.err);
}

#[test]
fn a_made_up_password_is_shown_and_a_given_one_is_not() {
    let line = "admins create ravi@example.com --name Ravi --role support_agent --yes --as a@b.example";
    assert!(command(line).run().out.contains("made-up-words"));
    let run = command(&format!("{line} --password-stdin")).stdin("long enough words\n");
    let script = run.script.clone();
    let ran = run.run();
    assert!(ran.code == 0 && !ran.out.contains("long enough"), "{}", ran.err);
    assert_eq!(script.calls.lock().unwrap().last().unwrap().1["request"]["password"], "long enough words");
}

#[test]
fn a_password_is_changed_from_two_lines() {
    let run = command("change-password --password-stdin --as a@b.example").stdin("old one\nlong enough words\n");
    let ran = run.run();
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "The password is changed; 2 other sessions have ended.\n"),
        "{}",
        ran.err
    );
    let run = command("change-password --as a@b.example").terminal(&["old", "long enough words", "other words here"]);
    let ran = run.run();
    assert!(ran.code == 2 && ran.err.contains("the new password: must be typed the same twice"), "{}", ran.err);
}
