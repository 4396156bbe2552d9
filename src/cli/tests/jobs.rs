//! Jobs and exports: what is sent, how it is shown, how waiting ends.

use serde_json::{Value, json};

use super::{
    command,
    data::{self, ADMIN},
};
use crate::error::Kind;

const JOB: &str = "01997777-aaaa-7bbb-8ccc-000000000001";

fn metadata() -> Value {
    json!({"report_type": "refunds", "from": "2025-09-01", "to": "2025-09-30", "format": "xlsx",
        "filters": {"status": "processed", "city": "M\u{1b}[2Jysuru"}, "rows_processed": 3320, "total_rows": 8300})
}

pub fn job(i: usize) -> Value {
    json!({"id": format!("01997777-aaaa-7bbb-8ccc-{:012}", 1 + i), "type": "analytics_export",
        "status": if i == 0 { "processing" } else { "succeeded" }, "progress_percent": if i == 0 { 40 } else { 100 },
        "created_at": "2025-11-24T15:00:00Z", "updated_at": "2025-11-24T15:01:00Z",
        "started_at": "2025-11-24T15:00:02Z", "completed_at": if i == 0 { Value::Null } else { "2025-11-24T15:02:40Z".into() },
        "creator": {"id": ADMIN, "name": "Asha Rao"}, "metadata": metadata(), "version": 9})
}

/// How a job stands that is called like this: by the last digit of its id.
pub fn whole_job(target: &str) -> Value {
    let mut job = json!({"id": JOB, "type": "analytics_export", "status": "succeeded", "progress_percent": 100,
        "created_at": "2025-11-24T15:00:00Z", "updated_at": "2025-11-24T15:02:40Z",
        "started_at": "2025-11-24T15:00:02Z", "completed_at": "2025-11-24T15:02:40Z",
        "estimated_duration_seconds": 150, "actual_duration_seconds": 158, "creator_id": ADMIN, "attempt": 1,
        "error": null, "result": {"file_url": "https://a.example/api/v1/admin/files/v1.a.b.c",
            "download_url": "https://a.example/api/v1/admin/files/v1.a.b.c", "file_size_bytes": 11,
            "expires_at": "2025-11-25T15:02:40Z", "rows_count": 8300, "format": "xlsx"},
        "metadata": metadata(), "cancelled_at": null, "cancelled_by": null, "cancel_reason": null, "version": 9});
    if target.ends_with('2') {
        job["status"] = "failed".into();
        job["result"] = Value::Null;
        job["error"] = json!({"code": "WORKER_LOST", "message": "The worker stopped three times.", "retryable": true});
    }
    if target.ends_with('3') {
        job["status"] = "processing".into();
        job["result"] = Value::Null;
        job["completed_at"] = Value::Null;
    }
    job
}

#[test]
fn an_export_sends_what_was_typed_and_waits_for_the_file() {
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("refunds.csv");
    let line = format!(
        "analytics export refunds --from yesterday --status processed --out {} --as a@b.example",
        file.display()
    );
    let run = command(&line);
    let script = run.script.clone();
    let ran = run.run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(script.called(), ["operations", "attend_jobs", "export_analytics", "job", "download_file"]);
    let sent = script.calls.lock().unwrap()[2].1["request"].clone();
    let expected = json!({"report_type": "refunds", "from": "2025-11-22T18:30:00Z", "to": "2025-11-24T16:00:00Z",
        "format": "csv", "filters": {"status": "processed"}});
    assert_eq!(sent, expected);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "hello,world");
    let again = command(&line).run();
    assert!(again.code == 2 && again.err.contains("--out: "), "{}", again.err);
}

#[test]
fn faults_of_an_export_are_named_by_their_flags() {
    let line = "analytics export sales --from soon --city ' ' --format pdf --timeout ever --as a@b.example";
    let ran = command(line).run();
    for flag in ["REPORT: ", "--from: ", "--format: ", "--timeout: "] {
        assert!(ran.code == 2 && ran.err.contains(flag), "{flag}: {}", ran.err);
    }
    let ran = command("analytics export refunds --from today --city Mysuru --status open --as a@b.example").run();
    for flag in ["--city: is no filter", "--status: must be one of pending"] {
        assert!(ran.code == 2 && ran.err.contains(flag), "{flag}: {}", ran.err);
    }
}

#[test]
fn an_export_that_is_not_waited_for_says_how_to() {
    let ran = command("analytics export bookings --from today --no-wait --as a@b.example").run();
    assert!(ran.code == 0 && ran.out.contains("wait job"), "{}{}", ran.out, ran.err);
    let ran = command("analytics export bookings --from today --dry-run -o json --as a@b.example").run();
    assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap()["dry_run"], true);
}

#[test]
fn a_wait_ends_with_the_job_or_with_its_time() {
    let ran = command("wait job 01997777 --for ended -o json --as a@b.example").run();
    assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap()["status"], "succeeded");
    let ran = command("jobs watch 01997777-aaaa-7bbb-8ccc-000000000002 --as a@b.example").run();
    assert!(ran.code == 1 && ran.err.contains("The worker stopped three times."), "{}", ran.err);
    let ran = command("wait job 01997777-aaaa-7bbb-8ccc-000000000003 --timeout 1s --as a@b.example").run();
    assert!(ran.code == 124 && ran.err.contains("appydex-admin wait job 01997777"), "{}", ran.err);
    let ran = command("wait job nonsense --for ever --timeout soon --as a@b.example").run();
    for flag in ["ID: ", "--for: ", "--timeout: "] {
        assert!(ran.code == 2 && ran.err.contains(flag), "{flag}: {}", ran.err);
    }
}

#[test]
fn jobs_are_shown_with_how_far_they_are_and_where_their_file_is() {
    for (line, words) in [
        ("jobs list", &["processing", "40 %", "Asha Rao", "refunds 2025-09-01 to 2025-09-30, xlsx"][..]),
        ("jobs show 01997777", &["3320 of 8300", "158 s", "https://a.example/api/v1/admin/files/v1.a.b.c"][..]),
        ("jobs cancel 01997777 --reason 'Wrong month' --yes", &["cancelled"][..]),
        ("jobs delete 01997777 --yes", &["01997777 gone"][..]),
    ] {
        let ran = command(&format!("{line} --as a@b.example")).run();
        assert!(ran.code == 0 && !data::is_raw(&ran.out), "{line}: {} {:?}", ran.err, ran.out);
        assert!(words.iter().all(|word| ran.out.contains(word)), "{line}: {}", ran.out);
    }
}

#[test]
fn what_has_ended_is_not_cancelled() {
    let run = command("jobs cancel 01997777 --yes --as a@b.example");
    let current_status = crate::domain::job::JobStatus::Succeeded;
    run.script.refuse("01997777", Kind::CannotCancel { current_status }.into());
    let ran = run.run();
    assert!(ran.code == 5 && ran.err.contains("it is succeeded"), "{}", ran.err);
}
