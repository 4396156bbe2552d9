//! Exports and jobs from the shell, in process and on a server.

use super::{Machine, data};

fn tour(machine: &Machine) {
    let out = machine.path("out.json");
    let out = out.to_str().unwrap();
    let range = ["--from", "2025-01-01", "--to", "2025-12-31"];
    let export = |report: &str, more: &[&str]| {
        let mut args = vec!["analytics", "export", report];
        args.extend(range);
        args.extend(more);
        machine.run(&args)
    };
    export("bookings", &["--format", "json", "--out", out]).ok();
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&std::fs::read(out).unwrap()).unwrap();
    assert_eq!(rows.len(), data::REQUESTS);
    let again = export("bookings", &["--out", out]);
    assert_eq!(again.code, 2, "{}", again.err);
    let job = export("refunds", &["--format", "xlsx", "-o", "json"]).ok().json();
    assert_eq!((job["status"].as_str(), job["metadata"]["report_type"].as_str()), (Some("succeeded"), Some("refunds")));
    assert!(job["result"]["file_url"].as_str().unwrap().starts_with("http://127.0.0.1:"), "{job}");
    let id = job["id"].as_str().unwrap();
    assert_eq!(machine.line("jobs list -o ids").ok().out.lines().count(), 2);
    assert_eq!(machine.run(&["jobs", "show", id, "-o", "json"]).ok().json()["progress_percent"], 100);
    assert_eq!(machine.run(&["wait", "job", id, "--for", "ended", "-o", "ids"]).ok().out.trim(), id);
    assert_eq!(machine.run(&["jobs", "cancel", id, "--yes"]).code, 5);
    machine.run(&["jobs", "delete", id, "--yes"]).ok();
    assert_eq!(machine.run(&["jobs", "show", id]).code, 3);
    let long = machine.line("analytics export bookings --from 2023-01-01");
    assert_eq!(long.code, 2, "{}", long.err);
}

#[test]
fn in_process_the_command_does_its_own_work() {
    let machine = Machine::with_marketplace();
    tour(&machine);
    let started = machine.line("analytics export bookings --from 2025-01-01 --to 2025-12-31 --no-wait -o ids").ok();
    assert!(started.err.is_empty(), "{}", started.err);
    let status = machine.run(&["jobs", "show", started.out.trim(), "-o", "json"]).ok().json();
    assert_eq!(status["status"], "pending", "nobody works here");
}

#[test]
fn on_a_server_its_workers_do_it() {
    let machine = Machine::with_marketplace();
    let server = machine.serve();
    tour(&machine.logged_in(&server));
}
