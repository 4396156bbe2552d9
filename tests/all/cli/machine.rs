//! What needs no marketplace: a fresh machine, help, settings, profiles.

use super::{ASHA, Machine, PASSWORD};

#[test]
fn without_a_database_both_ways_out_are_named() {
    let machine = Machine::empty();
    for line in ["takedowns list", "takedowns list --as a@b.example", "whoami", "audit verify", "db status"] {
        let ran = machine.line(line);
        assert_eq!(ran.code, 6, "{line}: {}", ran.err);
        assert!(ran.err.contains("--server") && ran.err.contains("db migrate"), "{line}: {}", ran.err);
    }
    assert!(!machine.path("data/appydex.db").exists(), "only some commands make a database");
}

#[test]
fn migrating_makes_a_database_once() {
    let machine = Machine::empty();
    assert_eq!(machine.line("db migrate -o json").ok().json()["created"], true);
    let again = machine.line("db migrate -o json").ok().json();
    assert_eq!((&again["created"], &again["applied"]), (&false.into(), &serde_json::json!([])));
    assert_eq!(machine.line("takedowns list").code, 4, "nobody acts");
}

#[test]
fn the_first_admin_needs_nobody_and_the_second_somebody() {
    let machine = Machine::empty();
    let refused = machine.line("admins create a@b.example --name A --role super_admin");
    assert_eq!(refused.code, 2, "{}", refused.err);
    let first = machine.line("admins create asha@example.com --name Asha --role super_admin --yes -o json").ok().json();
    assert!(first["generated_password"].as_str().unwrap().len() >= 12);
    let second = machine.line("admins create b@b.example --name B --role support_agent --yes");
    assert_eq!(second.code, 4, "{}", second.err);
    machine.line("admins create b@b.example --name B --role support_agent --yes --as asha@example.com").ok();
    let twice = machine.line("admins create b@b.example --name B --role support_agent --yes --as asha@example.com");
    assert_eq!(twice.code, 5, "{}", twice.err);
}

#[test]
fn a_server_that_is_not_there_is_out_of_reach() {
    let machine = Machine::empty();
    let login = ["login", ASHA, "--password-stdin", "--server", "http://127.0.0.1:1"];
    let ran = machine.fed(&login, &format!("{PASSWORD}\n"));
    assert!(ran.code == 6 && ran.err.contains("http://127.0.0.1:1 can't be reached."), "{}", ran.err);
    assert!(!ran.err.contains(PASSWORD));
    let ran = machine.line("takedowns list --server http://127.0.0.1:1");
    assert!(ran.code == 4 && ran.err.contains("not logged in"), "{}", ran.err);
    assert_eq!(machine.line("takedowns list --server ftp://x").code, 2);
}

#[test]
fn help_touches_nothing() {
    let machine = Machine::empty();
    for line in ["--help", "takedowns --help", "takedowns accept --help", "--version", "completions bash", "man"] {
        let ran = machine.line(line).ok();
        assert!(!ran.out.is_empty() && ran.err.is_empty(), "{line}: {}", ran.err);
    }
    assert!(!machine.path("data").exists());
}

#[test]
fn settings_are_explained_with_their_origin() {
    let machine = Machine::empty();
    std::fs::write(machine.path("c.toml"), "[limits]\nlist = 7\n[files]\nkey = \"id:hunter2hunter2\"\n").unwrap();
    let config = machine.path("c.toml");
    let ran = machine.run(&["config", "explain", "--config", config.to_str().unwrap(), "-o", "json"]).ok();
    assert!(!ran.out.contains("hunter2"));
    let limit = ran.json().as_array().unwrap().iter().find(|one| one["key"] == "limits.list").unwrap().clone();
    assert!(limit["value"] == "7" && limit["origin"].as_str().unwrap().ends_with("c.toml"), "{limit}");
    std::fs::write(&config, "[limits]\nlst = 7\n").unwrap();
    let ran = machine.run(&["config", "explain", "--config", config.to_str().unwrap()]);
    assert!(ran.code == 2 && ran.err.contains("limits.list"), "{}", ran.err);
}

#[test]
fn profiles_are_set_used_and_removed() {
    let machine = Machine::empty();
    machine.line("profile set live --server http://127.0.0.1:1 --protected").ok();
    machine.line("profile use live").ok();
    assert_eq!(machine.line("profile list -o ids").ok().out, "live\n");
    let ran = machine.line("whoami");
    assert!(ran.code == 4 && ran.err.contains("http://127.0.0.1:1"), "{}", ran.err);
    assert_eq!(machine.line("whoami --local").code, 6);
    machine.line("profile remove live").ok();
    assert_eq!(machine.line("profile use live").code, 2);
}
