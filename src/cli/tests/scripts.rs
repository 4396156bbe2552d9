//! What scripts rely on: formats, ids, exit codes, streams.

use std::sync::Arc;

use serde_json::Value;

use super::{REASON, Ran, command, data, fake::Script};
use crate::error::{Error, Kind};

/// Every command that gives something, as it is typed.
fn commands() -> Vec<String> {
    let request = "TR-2025-000317";
    let vendor = "01995555";
    let admin = "01990000";
    [
        "whoami".to_owned(),
        "sessions list".into(),
        format!("sessions revoke {admin} --yes"),
        "takedowns list".into(),
        format!("takedowns show {request}"),
        format!("takedowns claim {request}"),
        "takedowns next".into(),
        format!("takedowns release {request}"),
        format!("takedowns accept {request} --action hide --reason '{REASON}' --yes"),
        format!("takedowns reject {request} TR-2025-000318 --reason '{REASON}' --yes"),
        "refunds list".into(),
        "refunds show RF-2025-000211".into(),
        "refunds approve RF-2025-000211 RF-2025-000214 --reason 'The vendor agrees.' --yes".into(),
        "refunds reject RF-2025-000211 --reason 'The visit took place.' --yes".into(),
        "wait refund RF-2025-000215".into(),
        "bookings list".into(),
        "bookings show BK-2025-004821".into(),
        "bookings cancel BK-2025-004821 BK-2025-004822 --reason 'The vendor has fallen ill.' --yes".into(),
        "bookings note BK-2025-004821 'Prefers mornings.' --yes".into(),
        "reviews list".into(),
        "reviews show 01993333".into(),
        "reviews hide 01993333 --reason 'It names a private phone number.' --yes".into(),
        "payments list".into(),
        "payments show 0199aaaa".into(),
        "payments refund 0199aaaa --reason 'Half of the work was done.' --yes".into(),
        "referrals list".into(),
        "roles list".into(),
        "roles create refund_clerk --name Clerk --permission refunds:list --yes".into(),
        "admins list".into(),
        format!("admins show {admin}"),
        "admins create ravi@example.com --name Ravi --role support_agent --yes".into(),
        format!("admins deactivate {admin} --yes"),
        format!("admins reactivate {admin} --yes"),
        format!("admins grant {admin} --role finance_admin --yes"),
        format!("admins revoke {admin} --role finance_admin --yes"),
        format!("admins reset-password {admin} --yes"),
        format!("vendors token {vendor} --yes"),
        format!("vendors tokens list {vendor}"),
        format!("vendors tokens revoke {vendor} 01997777 --yes"),
        "audit list".into(),
        "audit verify".into(),
        "db migrate".into(),
        "db status".into(),
        "db import folder".into(),
        "db seed --bookings 10".into(),
        "keys rotate --yes".into(),
        "profile list".into(),
        "config explain".into(),
        "config path".into(),
    ]
    .into()
}

fn at(line: &str) -> Ran {
    command(&format!("{line} --as asha@example.com")).run()
}

#[test]
fn every_command_speaks_every_format_and_never_raw() {
    for line in commands() {
        for format in ["table", "json", "ndjson", "csv", "yaml", "ids"] {
            let ran = at(&format!("{line} -o {format}"));
            assert_eq!(ran.code, 0, "{line} -o {format}: {}", ran.err);
            assert!(!data::is_raw(&ran.out) && !data::is_raw(&ran.err), "{line} -o {format}: {:?}", ran.out);
            match format {
                "json" => drop(serde_json::from_str::<Value>(&ran.out).unwrap_or_else(|e| panic!("{line}: {e}"))),
                "ndjson" => ran.out.lines().for_each(|one| drop(serde_json::from_str::<Value>(one).unwrap())),
                "yaml" => drop(
                    serde_saphyr::from_str::<Value>(&ran.out).unwrap_or_else(|e| panic!("{line}: {e}\n{}", ran.out)),
                ),
                "csv" => {
                    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
                    assert!(reader.records().all(|record| record.is_ok()), "{line}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn a_list_s_json_is_the_api_s_data() {
    let rows: Vec<Value> = serde_json::from_str(&at("takedowns list -o json").out).unwrap();
    assert_eq!(rows, [data::takedown(0), data::takedown(1), data::takedown(2)]);
    let case: Value = serde_json::from_str(&at("takedowns show TR-2025-000317 -o json").out).unwrap();
    assert_eq!(case, data::case());
}

#[test]
fn ids_are_whole_and_go_into_the_next_command() {
    let ids = at("takedowns list -o ids").out;
    assert_eq!(ids.lines().next().unwrap(), data::REQUEST);
    let line = format!("takedowns reject - --reason '{REASON}' --yes --as a@b.example -o ids");
    let ran = command(&line).stdin(&format!("{ids}\n  \n")).run();
    assert_eq!((ran.code, ran.out.lines().count()), (0, 3), "{}", ran.err);
    assert!(ran.err.contains("3 done, 0 failed."), "{}", ran.err);
}

#[test]
fn fields_and_templates() {
    let ran = at("takedowns list --json request_number,vendor.id --limit 1");
    let rows: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(rows[0]["vendor"].as_object().unwrap().len(), 1);
    let ran = at("takedowns list --template '{{ request_number }} {{ review.rating }}'");
    assert_eq!(ran.out, "TR-2025-000317 1\nTR-2025-000318 1\nTR-2025-000319 1\n");
    let ran = at("takedowns list --json nope");
    let error: Value = serde_json::from_str(&ran.err).unwrap();
    let problem = error["error"]["details"]["json"][0].as_str().unwrap();
    assert!(ran.code == 2 && problem.starts_with("there is no field nope; there are id,"), "{problem}");
}

#[test]
fn a_list_walks_as_far_as_it_is_asked() {
    let script = Arc::new(Script { requests: 250, ..Script::default() });
    for (flags, rows, calls) in [("", 25, 1), ("--limit 120", 120, 2), ("--all", 250, 3), ("--page 3", 25, 1)] {
        let before = script.called().len();
        let ran = command(&format!("takedowns list --as a@b.example -o ids {flags}")).script(&script).run();
        assert_eq!(ran.out.lines().count(), rows, "{flags}");
        assert_eq!(script.called().len() - before - 1, calls, "{flags}");
    }
}

#[test]
fn dates_are_local_and_sent_exactly() {
    let run = command("takedowns list --from-date yesterday --to-date yesterday --as a@b.example");
    let script = run.script.clone();
    assert_eq!(run.run().code, 0);
    let asked = script.calls.lock().unwrap().pop().unwrap().1;
    assert_eq!(asked["from_date"], "2025-11-22T18:30:00Z");
    assert_eq!(asked["to_date"], "2025-11-23T18:29:59.999999Z");
}

#[test]
fn all_bad_flags_are_named_at_once() {
    let ran = at("takedowns list --status opn --limit 0 --from-date soon --vendor-id 5 --sort-by name");
    assert_eq!(ran.code, 2);
    for flag in ["--status: ", "--limit: ", "--from-date: ", "--vendor-id: ", "--sort-by: "] {
        assert!(ran.err.contains(flag), "{flag}: {}", ran.err);
    }
    let ran = at("takedowns accept TR-2025-000317 --reason short --action burn --yes");
    assert!(ran.code == 2 && ran.err.contains("--reason: ") && ran.err.contains("--action: "), "{}", ran.err);
    let ran = at("admins create not-an-email --phone 5 --yes");
    for flag in ["EMAIL: ", "--name: ", "--role: ", "--phone: "] {
        assert!(ran.err.contains(flag), "{flag}: {}", ran.err);
    }
}

#[test]
fn exit_codes_follow_the_error() {
    let claimed = Kind::Claimed {
        claimed_by: crate::error::AdminName { id: uuid::Uuid::nil(), name: "B".into() },
        until: data::NOW,
        takeover_reason: None,
    };
    for (kind, code) in [
        (Kind::RequestNotFound { request_id: "x".into() }, 3),
        (Kind::PermissionDenied { required_permission: "reviews:moderate".into() }, 4),
        (claimed, 5),
        (Kind::Unreachable { server: "x".into() }, 6),
        (Kind::InternalError, 1),
    ] {
        let run = command("takedowns show TR-2025-000317 --as a@b.example");
        run.script.refuse("TR-2025-000317", Error::new(kind));
        let ran = run.run();
        assert_eq!(ran.code, code, "{}", ran.err);
        assert!(ran.out.is_empty() && ran.err.starts_with("error: "));
    }
    let run = command("audit verify --as a@b.example");
    run.script.refuse("verify", Kind::Busy.into());
    let ran = run.run();
    assert_eq!(ran.code, 9);
    assert!(ran.out.contains("7 removed: Entry 7 is missing."), "{}", ran.out);
}

#[test]
fn with_json_the_error_is_the_api_s() {
    let run = command("takedowns show TR-2025-000317 --as a@b.example -o json");
    run.script.refuse("TR-2025-000317", Kind::RequestNotFound { request_id: "x".into() }.into());
    let error: Value = serde_json::from_str(&run.run().err).unwrap();
    assert_eq!(error["error"]["code"], "REQUEST_NOT_FOUND");
    assert_eq!(error["error"]["trace_id"], "00000000-0000-0000-0000-000000000001");
    let wrong = command("takedowns lst -o json").run();
    assert_eq!(wrong.code, 2);
    assert_eq!(serde_json::from_str::<Value>(&wrong.err).unwrap()["error"]["code"], "VALIDATION_ERROR");
}

#[test]
fn a_broken_pipe_ends_quietly() {
    let mut run = command("takedowns list --as a@b.example --all");
    run.broken = true;
    let ran = run.run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn nobody_acts_unless_they_are_named() {
    for line in ["takedowns list", "whoami", "audit verify", "sessions list", "admins list"] {
        let ran = command(line).run();
        assert_eq!(ran.code, 4, "{line}");
        assert!(ran.err.contains("--as EMAIL"), "{}", ran.err);
    }
    let run = command("takedowns list");
    run.script.refuse("ready", Kind::NoDatabase { location: "/d".into() }.into());
    let ran = run.run();
    assert!(ran.code == 6 && ran.err.contains("db migrate") && ran.err.contains("--server"), "{}", ran.err);
    let first = command("admins create a@b.example --name A --role super_admin --yes");
    let script = first.script.clone();
    assert_eq!(first.run().code, 0);
    assert_eq!(script.calls.lock().unwrap()[0].1, "system");
}

#[test]
fn servers_and_profiles() {
    let at_server = command("takedowns list --server http://127.0.0.1:9").var("APPYDEX_TOKEN", "t");
    let script = at_server.script.clone();
    assert_eq!(at_server.run().code, 0);
    assert_eq!(script.calls.lock().unwrap()[0].1, "http://127.0.0.1:9 http://127.0.0.1:9 true");
    let both = command("takedowns list --server http://127.0.0.1:9 --as a@b.example").run();
    assert!(both.code == 2 && both.err.contains("--as"), "{}", both.err);
    for line in ["db migrate", "keys rotate --yes", "serve"] {
        let ran = command(&format!("{line} --server http://127.0.0.1:9")).run();
        assert!(ran.code == 2 && ran.err.contains("machine itself"), "{}", ran.err);
    }
    let ran = command("takedowns list --profile none").run();
    assert!(ran.code == 2 && ran.err.contains("no profile none"), "{}", ran.err);
}

#[test]
fn profiles_are_kept_and_used() {
    let mut run = command("profile set desk --as desk@example.com --readonly");
    let home = std::mem::replace(&mut run.home, tempfile::tempdir().unwrap());
    run.home = tempfile::TempDir::new_in(home.path()).unwrap();
    let again = |line: &str, from: &std::path::Path| {
        let run = command(line).var("APPYDEX_DATA_DIR", &from.join("data").to_string_lossy());
        run.var("APPYDEX_CONFIG", &from.join("config.toml").to_string_lossy())
    };
    std::fs::write(home.path().join("config.toml"), "").unwrap();
    assert_eq!(again("profile set desk --as desk@example.com --readonly", home.path()).run().code, 0);
    assert_eq!(again("profile use desk", home.path()).run().code, 0);
    let list = again("profile list -o ndjson", home.path()).run().out;
    assert_eq!(
        list,
        "{\"name\":\"desk\",\"chosen\":true,\"server\":null,\"as\":\"desk@example.com\",\"readonly\":true,\"protected\":false}\n"
    );
    assert_eq!(again("takedowns list", home.path()).run().code, 0);
    let claim = again("takedowns claim TR-2025-000317", home.path()).run();
    assert!(claim.code == 4 && claim.err.contains("desk is read-only"), "{}", claim.err);
    assert_eq!(again("takedowns claim TR-2025-000317 --dry-run", home.path()).run().code, 0);
    assert_eq!(again("profile remove desk", home.path()).run().code, 0);
    assert_eq!(again("takedowns list", home.path()).run().code, 4);
}

#[test]
fn login_needs_a_server_and_takes_its_password_from_standard_input() {
    assert_eq!(command("login a@b.example --password-stdin").stdin("x\n").run().code, 2);
    let run = command("login a@b.example --password-stdin --server http://127.0.0.1:9").stdin("correct horse\n");
    let script = run.script.clone();
    let ran = run.run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.out.contains("secret-") && ran.out.contains("Asha Rao"));
    assert_eq!(script.calls.lock().unwrap()[1].1["password"], "correct horse");
    let ran = command("login a@b.example --server http://127.0.0.1:9").run();
    assert!(ran.code == 2 && ran.err.contains("--password-stdin"), "{}", ran.err);
}

#[test]
fn a_second_factor_is_asked_for_at_a_terminal() {
    let run = command("login a@b.example --server http://127.0.0.1:9").terminal(&["password", "123456"]);
    run.script.refuse("login", Kind::MfaRequired.into());
    let ran = run.run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.questions, ["Password", "Code of your second factor"]);
}

#[test]
fn serving_prints_one_line() {
    let ran = command("serve --listen 127.0.0.1:0 --demo --no-workers").run();
    assert_eq!((ran.code, ran.out.as_str()), (0, "appydex-admin serves at http://127.0.0.1:16110\n"));
    assert!(ran.err.contains("admins create EMAIL"), "{}", ran.err);
}

#[test]
fn help_and_version_are_answers() {
    for line in ["--help", "--version", "takedowns accept --help", "-h"] {
        let ran = command(line).run();
        assert!(ran.code == 0 && !ran.out.is_empty() && ran.err.is_empty(), "{line}");
    }
    for line in ["", "takedowns", "nonsense", "takedowns list --nonsense"] {
        let ran = command(line).run();
        assert!(ran.code == 2 && ran.out.is_empty() && !ran.err.is_empty(), "{line}");
    }
}
