//! Bookings, reviews, payments, referrals and roles at the shell, in process and on a server.

use serde_json::Value;

use super::{Machine, data, is_raw};

const REASON: &str = "It names a private phone number.";

fn tour(machine: &Machine) {
    let bookings = machine.line("bookings list --status completed --all -o json").ok().json();
    assert_eq!(bookings.as_array().unwrap().len(), data::REQUESTS);
    let number = bookings[0]["booking_number"].as_str().unwrap().to_owned();
    let digits = number.rsplit('-').next().unwrap().trim_start_matches('0').to_owned();
    let found = machine.run(&["bookings", "list", "--search", &digits, "-o", "json"]).ok().json();
    assert_eq!(found[0]["booking_number"], number.as_str());
    let noted = machine.run(&["bookings", "note", &number, "Prefers mornings.", "--yes", "-o", "json"]).ok().json();
    assert_eq!((&noted["admin_notes"], &noted["version"]), (&"Prefers mornings.".into(), &2.into()));
    assert_eq!(
        machine.run(&["bookings", "show", &number, "-o", "json"]).ok().json()["admin_notes"],
        "Prefers mornings."
    );
    let refused = machine.run(&["bookings", "complete", &number, "--yes", "-o", "json"]);
    let error: Value = serde_json::from_str(&refused.err).unwrap();
    assert_eq!((refused.code, &error["error"]["code"]), (5, &"INVALID_STATUS_TRANSITION".into()));
    assert_eq!(machine.line("bookings show BK-2025-999999").code, 3);

    let reviews = machine.line("reviews list --flagged true -o ids").ok().out;
    let ids: Vec<&str> = reviews.lines().collect();
    let moderate = |verb: &str, id: &str| machine.run(&["reviews", verb, id, "--reason", REASON, "--yes"]);
    moderate("hide", ids[0]).ok();
    assert_eq!(machine.line("reviews list --status hidden -o ids").ok().out.trim(), ids[0]);
    moderate("restore", ids[0]).ok();
    moderate("remove", ids[0]).ok();
    assert_eq!(moderate("hide", ids[0]).code, 5);
    assert_eq!(machine.run(&["reviews", "show", ids[0], "-o", "json"]).ok().json()["open_takedown_requests"], 0);

    machine.line("roles create night_shift --name Night --permission refunds:list --yes").ok();
    assert!(machine.line("roles list -o ids").ok().out.lines().any(|id| id == "night_shift"));
    machine.line("roles delete night_shift --yes").ok();
    assert_eq!(machine.line("roles delete night_shift --yes").code, 3);
    let payments = machine.line("payments list --status succeeded -o ids").ok().out;
    assert_eq!(payments.lines().count(), data::REQUESTS);
    let first = payments.lines().next().unwrap();
    assert_eq!(machine.run(&["payments", "show", first, "-o", "json"]).ok().json()["id"], first);
    assert_eq!(machine.line("referrals list -o ids").ok().out, "");
    for line in ["bookings list", "reviews list", "roles list"] {
        for format in ["table", "json", "csv", "yaml"] {
            let ran = machine.line(&format!("{line} -o {format}")).ok();
            assert!(!is_raw(&ran.out), "{line} -o {format}: {:?}", ran.out);
        }
    }
}

#[test]
fn in_process() {
    tour(&Machine::with_marketplace());
}

#[test]
fn on_a_server() {
    let machine = Machine::with_marketplace();
    let server = machine.serve();
    tour(&machine.logged_in(&server));
}
