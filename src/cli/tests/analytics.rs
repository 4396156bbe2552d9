//! Analytics at the shell: what flags become, and the formats.

use serde_json::{Value, json};

use super::command;

fn asked(line: &str) -> Value {
    let run = command(&format!("{line} --as a@b.example"));
    let script = run.script.clone();
    let ran = run.run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let calls = script.calls.lock().unwrap();
    calls.last().unwrap().1.clone()
}

fn printed(line: &str) -> String {
    let ran = command(&format!("{line} --as a@b.example")).run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out
}

#[test]
fn dates_become_exact_times_that_end_now_at_the_latest() {
    let month = asked("analytics bookings");
    assert_eq!(month["granularity"], "day");
    let (from, to) = (month["from"].as_str().unwrap(), month["to"].as_str().unwrap());
    assert!(from < to && to.ends_with('Z'), "{from} {to}");
    let named = asked("analytics bookings --from yesterday --granularity week --status pending --city Pune");
    let days = asked("analytics bookings --from yesterday --to yesterday --group-by week --status pending --city Pune");
    assert_eq!(named, days, "a range that is named alone ends where it ends");
    assert_eq!((&named["status"], &named["city"]), (&json!("pending"), &json!("Pune")));
    let today = asked("analytics revenue --from today --to today --payment-method upi");
    assert_eq!((&today["to"], &today["payment_method"]), (&month["to"], &json!("upi")));
}

#[test]
fn every_format_has_its_own_whole() {
    let bookings = "analytics bookings --from yesterday";
    let whole: Value = serde_json::from_str(&printed(&format!("{bookings} -o json"))).unwrap();
    assert_eq!(whole["summary"]["total_bookings"], 4);
    assert_eq!(whole["time_series"].as_array().map(Vec::len), Some(3));
    let csv = printed(&format!("{bookings} -o csv"));
    assert_eq!(csv.lines().count(), 4, "a heading and a line for each bucket");
    assert!(csv.starts_with("date,total_bookings,"), "{csv}");
    assert_eq!(printed(&format!("{bookings} -o ndjson")).lines().count(), 3);
    let picked: Value = serde_json::from_str(&printed("analytics revenue --from yesterday --json summary")).unwrap();
    assert_eq!(picked["summary"]["growth_rate_percent"], -4.2);
    assert!(printed(&format!("{bookings} -o yaml")).contains("top_vendors:"));
    assert_eq!(printed(&format!("{bookings} --template '{{{{ summary.total_bookings }}}}'")).trim(), "4");
}

#[test]
fn what_is_kept_and_wrong_has_an_exit_code() {
    let ran = command("db rollups verify").run();
    assert_eq!(ran.code, 9, "{}", ran.err);
    assert!(ran.out.contains("2025-10-01  bookings INR"), "{}", ran.out);
    assert_eq!(command("db rollups rebuild").run().code, 0);
}
