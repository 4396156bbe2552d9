//! Second factors, health and the examination of the machine, from the shell.

use appydex_admin::ports::{Clock as _, SystemClock};

use super::{ASHA, Machine, PASSWORD, is_raw};
use crate::support::totp;

/// The code of so many steps from now: one that a test uses after another must be of a later step.
fn code(secret: &str, steps: i64) -> String {
    totp::code(secret, SystemClock.now(), steps)
}

#[test]
fn a_factor_is_enrolled_in_process_and_asked_for_at_the_server() {
    let machine = Machine::with_marketplace();
    let dry = machine.line("admins mfa enrol asha@example.com --dry-run -o json").ok().json();
    assert!(dry["enrolment"].is_null() && dry["dry_run"] == true, "{dry}");
    assert_eq!(machine.line("admins mfa enrol asha@example.com").code, 2, "it asks first");
    let shown = machine.line("admins mfa enrol asha@example.com --yes -o json").ok().json();
    let secret = shown["enrolment"]["secret"].as_str().unwrap();
    assert!(shown["enrolment"]["otpauth_uri"].as_str().unwrap().starts_with("otpauth://totp/"));
    let recovery = shown["enrolment"]["recovery_codes"][0].as_str().unwrap();
    let server = machine.serve();
    let login = |more: &[&str]| {
        let words = [&["login", ASHA, "--password-stdin", "--server", &server.url], more].concat();
        machine.fed(&words, &format!("{PASSWORD}\n"))
    };
    let refused = login(&[]);
    assert!(refused.code == 4 && refused.err.contains("--mfa-code"), "{}", refused.err);
    let once = code(secret, 0);
    login(&["--mfa-code", &once]).ok();
    let used = login(&["--mfa-code", &once]);
    assert_eq!(used.code, 4, "{}", used.err);
    login(&["--mfa-code", recovery]).ok();
    let me = machine.run(&["whoami", "--server", &server.url, "-o", "json"]).ok().json();
    assert_eq!((me["mfa_enabled"].as_bool(), me["recovery_codes_left"].as_i64()), (Some(true), Some(9)));
    let own = machine.run(&["admins", "mfa", "enrol", ASHA, "--server", &server.url, "--yes"]);
    assert_eq!(own.code, 2, "one's own takes the password: {}", own.err);
    machine.line("admins mfa disable asha@example.com --yes").ok();
    login(&[]).ok();
}

#[test]
fn one_s_own_factor_takes_the_password_and_a_first_code() {
    let machine = Machine::with_marketplace();
    machine.create("fatima@example.com", "finance_admin");
    let fatima = |words: &[&str]| {
        let words = [words, &["--as", "fatima@example.com", "-o", "json"]].concat();
        machine.fed(&words, &format!("{PASSWORD}\n"))
    };
    let shown = fatima(&["admins", "mfa", "enrol", "fatima@example.com", "--password-stdin"]).ok();
    assert!(shown.err.contains("admins mfa confirm"), "{}", shown.err);
    let secret = shown.json()["secret"].as_str().unwrap().to_owned();
    let wrong = fatima(&["admins", "mfa", "confirm", "--mfa-code", &code(&secret, 9)]);
    assert!(wrong.code == 2 && wrong.err.contains("mfa_code"), "{}", wrong.err);
    fatima(&["admins", "mfa", "confirm", "--mfa-code", &code(&secret, 0)]).ok();
    let reason = "Gateway and ledger were compared and agree.";
    let unfreeze = ["refunds", "reconcile", "--unfreeze", "--reason", reason, "--yes"];
    let refused = fatima(&unfreeze);
    assert!(refused.code == 4 && refused.err.contains("MFA_REQUIRED"), "{}", refused.err);
    let passed = fatima(&[&unfreeze[..], &["--mfa-code", &code(&secret, 1)]].concat());
    assert!(passed.err.contains("NOT_FROZEN") || passed.err.contains("nothing to unfreeze"), "{}", passed.err);
    let off = ["admins", "mfa", "disable", "fatima@example.com", "--password-stdin", "--mfa-code"];
    let off = fatima(&[&off[..], &[&code(&secret, 1)]].concat()).ok();
    assert_eq!(off.json()["mfa_enabled"], false);
}

#[test]
fn health_is_the_same_in_process_and_on_a_server() {
    let machine = Machine::with_marketplace();
    let server = machine.serve();
    let here = machine.line("system health -o json").ok().json();
    assert_eq!(
        (here["status"].as_str(), here["services"]["storage"]["provider"].as_str()),
        (Some("healthy"), Some("local"))
    );
    let text = machine.line("system health").ok().out;
    assert!(text.contains("database") && text.contains("gateway") && !is_raw(&text), "{text}");
    let machine = machine.logged_in(&server);
    let there = machine.line("system health -o json").ok().json();
    assert!(there["metrics"]["request_count_24h"].as_i64() >= Some(1), "{there}");
}

#[test]
fn a_machine_is_examined_and_what_is_wrong_is_said_with_its_mending() {
    let empty = Machine::empty();
    let found = empty.line("doctor");
    assert!(found.code == 1 && found.err.contains("db migrate"), "{}", found.err);
    assert!(!empty.path("data").exists(), "it makes nothing");
    let machine = Machine::with_marketplace();
    let found = machine.line("doctor -o json").ok().json();
    let verdict = |check: &str| {
        let mut all = found.as_array().unwrap().iter();
        all.find(|one| one["check"] == check).map(|one| one["verdict"].as_str().unwrap().to_owned())
    };
    for check in ["config", "data directory", "secrets", "keyring", "disk", "database", "gateway", "clock", "admins"] {
        assert_eq!(verdict(check).as_deref(), Some("fine"), "{check} in {found}");
    }
    assert_eq!(verdict("backup").as_deref(), Some("warning"));
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    std::fs::set_permissions(machine.path("data/master.key"), open).unwrap();
    let found = machine.line("doctor");
    assert!(found.code == 1 && found.err.contains("chmod 600"), "{}", found.err);
    assert_eq!(machine.line("doctor --server http://127.0.0.1:1").code, 2);
}
