//! Jobs: whose they are, how they stand, stopping and deleting them; exports from the request to the file.

use appydex_admin::{
    domain::{
        export::{ExportFormat, ReportType},
        job::{JobStatus, JobType},
        time::{DAY, HOUR},
    },
    error::Kind,
    operations::{
        Attempt, Operations,
        exports::ExportRequest,
        fields::{Fields, parse},
        jobs::{CancelJob, Job, JobMetadata, JobResult, ListJobs},
    },
};
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{by_id, every_way};
use crate::{
    jobs::work,
    support::{
        bookings::PLAN,
        world::{NOW, World},
    },
};

fn key(key: &str) -> Attempt {
    Attempt::with_key(key)
}

fn request(more: &Value) -> ExportRequest {
    let mut body = json!({"report_type": "bookings", "from": "2025-11-20", "to": "2025-11-24"});
    for (name, value) in more.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    parse(Fields::body(body)).unwrap()
}

async fn export(asks: &dyn Operations, more: Value, with: &str) -> Uuid {
    asks.export_analytics(request(&more), key(with)).await.unwrap().value.job_id
}

/// The job as it stands, and what is in its file.
async fn file(asks: &dyn Operations, id: Uuid) -> (Job, Vec<u8>) {
    let job = asks.job(by_id(id)).await.unwrap();
    let Some(JobResult::Export(result)) = job.result.clone() else { panic!("{job:?}") };
    assert_eq!(result.file_url, result.download_url);
    let token = result.file_url.strip_prefix("http://127.0.0.1:16110/api/v1/admin/files/").unwrap();
    let mut download = asks.download_file(token.to_owned()).await.unwrap();
    assert_eq!(download.media_type, result.format.media_type());
    let mut bytes = Vec::new();
    while let Some(piece) = download.body.next().await {
        bytes.extend(piece.unwrap());
    }
    assert_eq!(
        (i64::try_from(bytes.len()).unwrap(), download.size),
        (result.file_size_bytes, Some(bytes.len() as u64))
    );
    (job, bytes)
}

fn rows(bytes: &[u8]) -> Vec<Value> {
    serde_json::from_slice(bytes).unwrap()
}

/// Three bookings with payments, a refund request and a takedown request.
async fn market(world: &World) -> (Uuid, Uuid) {
    let (span, lotus) = (world.vendor("Spick & Span").await, world.vendor("Lotus Spa").await);
    let meera = world.user("Meera Nair").await;
    for (vendor, city, cents, created) in
        [(&span, "Mysuru", 100_001, -DAY), (&span, "Écully", 5_000, -2 * DAY), (&lotus, "Mysuru", 7_000, -40 * DAY)]
    {
        let plan = crate::support::bookings::Plan { created, city, cents, ..PLAN };
        let booked = world.booked(meera, vendor, plan).await;
        world.paid(&booked, cents, 1_000).await;
    }
    let review = world.review(meera, &span, "They broke the lamp.").await;
    world.takedown(&review, &span, "abuse", DAY).await;
    world.asked(50_000).await;
    (span.id, lotus.id)
}

every_way! {
    async fn an_export_goes_from_the_request_to_the_file(world: World) {
        let (span, _) = market(&world).await;
        let asks = world.admin("fin", "finance_admin").await;
        let id = export(&*asks, json!({"format": "json"}), "a").await;
        let waits = asks.job(by_id(id)).await.unwrap();
        assert_eq!((waits.status, waits.attempt, waits.kind), (JobStatus::Pending, 0, JobType::AnalyticsExport));
        assert!(waits.result.is_none() && waits.error.is_none() && waits.started_at.is_none());
        assert_eq!(asks.export_analytics(request(&json!({"format": "json"})), key("a")).await.unwrap().value.job_id, id);
        work(&world).await;
        let (job, bytes) = file(&*asks, id).await;
        assert_eq!((job.status, job.progress_percent, job.attempt), (JobStatus::Succeeded, 100, 1));
        let JobMetadata::Export(about) = &job.metadata else { panic!("{job:?}") };
        assert_eq!((about.rows_processed, about.total_rows, about.from.as_str()), (Some(2), Some(2), "2025-11-20"));
        let found = rows(&bytes);
        let cities: Vec<&str> = found.iter().map(|row| row["city"].as_str().unwrap()).collect();
        assert_eq!(cities, ["Écully", "Mysuru"], "by created_at");
        assert_eq!((&found[1]["user_email"], &found[1]["street"]), (&json!("c***@mail.example"), &Value::Null));
        assert_eq!(found[1]["total_amount_cents"], 100_001);

        for (at, (mut more, expected)) in [
            (json!({"from": "2025-10-01"}), 4),
            (json!({"from": "2025-10-01", "filters": {"vendor_id": span}}), 2),
            (json!({"filters": {"city": "éCULLY"}}), 1),
            (json!({"filters": {"category": "HOME", "status": "confirmed", "currency": "INR"}}), 2),
            (json!({"filters": {"category": "Garden"}}), 0),
            (json!({"filters": {"status": "completed"}}), 0),
            (json!({"report_type": "revenue", "filters": {"payment_method": "card"}}), 3),
            (json!({"report_type": "revenue", "filters": {"payment_method": "upi"}}), 0),
            (json!({"report_type": "revenue", "filters": {"vendor_id": span, "city": "Mysuru"}}), 1),
            (json!({"report_type": "refunds", "filters": {"status": "pending"}}), 1),
            (json!({"report_type": "refunds", "filters": {"currency": "USD"}}), 0),
        ]
        .into_iter()
        .enumerate()
        {
            more["format"] = "json".into();
            let id = export(&*asks, more.clone(), &format!("more-{at}")).await;
            work(&world).await;
            let (job, bytes) = file(&*asks, id).await;
            let JobMetadata::Export(about) = job.metadata else { panic!() };
            assert_eq!((rows(&bytes).len(), about.total_rows), (expected, Some(i64::try_from(expected).unwrap())), "{more}");
        }
        let revenue = export(&*asks, json!({"report_type": "revenue", "format": "json", "filters": {"city": "Mysuru"}}), "r").await;
        work(&world).await;
        let found = rows(&file(&*asks, revenue).await.1);
        assert_eq!((&found[0]["amount_cents"], &found[0]["refunded_cents"]), (&json!(100_001), &json!(1_000)));
    }

    async fn each_report_needs_what_its_rows_need_and_shows_what_may_be_seen(world: World) {
        market(&world).await;
        let (fin, moderator) = (world.admin("fin", "finance_admin").await, world.moderator("asha").await);
        let takedowns = request(&json!({"report_type": "takedowns", "format": "json"}));
        let denied = fin.export_analytics(takedowns.clone(), key("a")).await.unwrap_err();
        assert_eq!(denied.kind, Kind::PermissionDenied { required_permission: "reviews:moderate".into() });
        let denied = moderator.export_analytics(takedowns, key("a")).await.unwrap_err();
        assert_eq!(denied.kind, Kind::PermissionDenied { required_permission: "analytics:export".into() });
        let root = world.root().await;
        let id = export(&*root, json!({"report_type": "takedowns", "format": "json"}), "b").await;
        let whole = export(&*root, json!({"format": "json"}), "c").await;
        work(&world).await;
        let found = rows(&file(&*root, id).await.1);
        assert_eq!((&found[0]["reason_code"], &found[0]["user_email"]), (&json!("abuse"), &json!("customer@mail.example")));
        let found = rows(&file(&*root, whole).await.1);
        assert_eq!((&found[1]["street"], &found[1]["user_phone"]), (&json!("4 Lake Road"), &json!("+919876543210")));
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'job.end'").await, 2);
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'analytics.export'").await, 2);
    }

    async fn what_may_be_had_is_asked_when_the_work_is_done(world: World) {
        market(&world).await;
        let fin = world.admin("fin", "finance_admin").await;
        let id = export(&*fin, json!({}), "a").await;
        world.tamper("UPDATE roles SET permissions = '[\"jobs:list\",\"analytics:view\"]' WHERE id = 'finance_admin'").await;
        work(&world).await;
        let job = fin.job(by_id(id)).await.unwrap();
        let error = job.error.unwrap();
        assert_eq!((job.status, error.code.as_str(), error.retryable), (JobStatus::Failed, "PERMISSION_DENIED", false));
    }

    async fn ranges_and_vendors_are_checked_before(world: World) {
        let fin = world.admin("fin", "finance_admin").await;
        for (from, to, days) in [
            ("2025-11-02", "2025-11-01", None),
            ("2025-11-25", "2025-11-26", None),
            ("2025-11-01", "2025-11-25", None),
            ("2024-11-01", "2025-11-02", Some(367)),
        ] {
            let error = fin.export_analytics(request(&json!({"from": from, "to": to})), key("a")).await.unwrap_err();
            let Kind::InvalidDateRange { details } = error.kind else { panic!("{error:?}") };
            assert_eq!((details.from.as_str(), details.to.as_str(), details.days), (from, to, days));
        }
        let nobody = json!({"filters": {"vendor_id": Uuid::from_u128(7)}});
        let error = fin.export_analytics(request(&nobody), key("a")).await.unwrap_err();
        assert_eq!(error.kind, Kind::VendorNotFound { vendor_id: Uuid::from_u128(7).to_string() });
        assert_eq!(world.count("SELECT COUNT(*) FROM jobs").await, 0);
        let dry = Attempt { dry_run: true, ..key("dry") };
        let would = fin.export_analytics(request(&json!({})), dry).await.unwrap().value;
        assert_eq!((would.dry_run, would.status), (Some(true), JobStatus::Pending));
        assert_eq!(world.count("SELECT COUNT(*) FROM jobs").await, 0);
    }

    async fn jobs_are_their_creators_and_of_those_who_may(world: World) {
        let (fin, other) = (world.admin("fin", "finance_admin").await, world.moderator("asha").await);
        let root = world.root().await;
        let (own, theirs) = (export(&*fin, json!({}), "a").await, export(&*root, json!({"format": "json"}), "b").await);
        let ids = |page: appydex_admin::operations::Page<appydex_admin::operations::jobs::JobListItem, _>| {
            page.rows.iter().map(|row| row.id).collect::<Vec<_>>()
        };
        let listed = fin.list_jobs(ListJobs::default()).await.unwrap();
        assert_eq!((listed.summary.pending, listed.rows[0].creator.name.as_str()), (1, "fin"));
        assert_eq!(ids(listed), [own]);
        assert_eq!(ids(other.list_jobs(ListJobs::default()).await.unwrap()), Vec::<Uuid>::new());
        assert_eq!(ids(root.list_jobs(ListJobs::default()).await.unwrap()), [theirs, own]);
        let fins = world.admin_id("fin", &[]).await.0;
        assert_eq!(ids(root.list_jobs(ListJobs { creator_id: Some(fins), ..ListJobs::default() }).await.unwrap()), [own]);
        let roots = world.admin_id("root", &[]).await.0;
        assert_eq!(ids(fin.list_jobs(ListJobs { creator_id: Some(roots), ..ListJobs::default() }).await.unwrap()), Vec::<Uuid>::new());
        let status = Some(JobStatus::Succeeded);
        let ended = root.list_jobs(ListJobs { status, ..ListJobs::default() }).await.unwrap();
        assert_eq!((ended.rows.len(), ended.summary.pending), (0, 2), "the filter by status is left aside");
        let none = ListJobs { to_date: Some(NOW.plus(-HOUR)), ..ListJobs::default() };
        assert_eq!(ids(root.list_jobs(none).await.unwrap()), Vec::<Uuid>::new());

        let denied = |permission: &str| Kind::PermissionDenied { required_permission: permission.into() };
        assert_eq!(other.job(by_id(own)).await.unwrap_err().kind, denied("jobs:view_all"));
        assert_eq!(root.job(by_id(own)).await.unwrap().creator_id, fins);
        let stop = CancelJob::default();
        assert_eq!(other.cancel_job(by_id(own), stop.clone(), key("c")).await.unwrap_err().kind, denied("jobs:cancel"));
        assert_eq!(other.delete_job(by_id(own), key("d")).await.unwrap_err().kind, denied("jobs:delete"));
        let nothing = Uuid::from_u128(9);
        assert_eq!(other.job(by_id(nothing)).await.unwrap_err().kind, Kind::JobNotFound { job_id: nothing.to_string() });
        root.cancel_job(by_id(own), stop, key("e")).await.unwrap();
    }

    async fn what_waits_is_stopped_and_what_has_ended_is_deleted(world: World) {
        market(&world).await;
        let fin = world.admin("fin", "finance_admin").await;
        let id = export(&*fin, json!({}), "a").await;
        let current_status = JobStatus::Pending;
        assert_eq!(fin.delete_job(by_id(id), key("b")).await.unwrap_err().kind, Kind::CannotDelete { current_status });
        let stale = Attempt { if_match: Some(7), ..key("c") };
        let stop = CancelJob { reason: Some("Wrong month".into()) };
        assert_eq!(fin.cancel_job(by_id(id), stop.clone(), stale).await.unwrap_err().code(), "PRECONDITION_FAILED");
        let stopped = fin.cancel_job(by_id(id), stop.clone(), key("d")).await.unwrap().value;
        assert_eq!((stopped.status, stopped.version), (JobStatus::Cancelled, 2));
        work(&world).await;
        let job = fin.job(by_id(id)).await.unwrap();
        assert_eq!((job.status, job.attempt, job.cancel_reason.as_deref()), (JobStatus::Cancelled, 0, Some("Wrong month")));
        assert_eq!(fin.cancel_job(by_id(id), stop, key("e")).await.unwrap_err().kind, Kind::CannotCancel { current_status: JobStatus::Cancelled });

        let id = export(&*fin, json!({}), "f").await;
        work(&world).await;
        let (job, _) = file(&*fin, id).await;
        let Some(JobResult::Export(result)) = job.result else { panic!() };
        let token = result.file_url.rsplit('/').next().unwrap().to_owned();
        let dry = Attempt { dry_run: true, ..Attempt::default() };
        assert_eq!(fin.delete_job(by_id(id), dry).await.unwrap().value.dry_run, Some(true));
        assert!(fin.download_file(token.clone()).await.is_ok());
        fin.delete_job(by_id(id), key("g")).await.unwrap();
        assert_eq!(fin.download_file(token).await.unwrap_err().kind, Kind::FileNotFound);
        assert_eq!(crate::jobs::files(&world), Vec::<String>::new());
        assert_eq!(fin.job(by_id(id)).await.unwrap_err().code(), "JOB_NOT_FOUND");
        let kinds = "SELECT COUNT(*) FROM events WHERE kind = 'job.deleted' AND owner_id IS NOT NULL";
        assert_eq!(world.count(kinds).await, 1);
    }

    async fn a_link_is_made_for_each_look_and_dies(world: World) {
        market(&world).await;
        let fin = world.admin("fin", "finance_admin").await;
        let id = export(&*fin, json!({}), "a").await;
        work(&world).await;
        let link = async || match fin.job(by_id(id)).await.unwrap().result.unwrap() {
            JobResult::Export(result) => (result.file_url.rsplit('/').next().unwrap().to_owned(), result.expires_at),
            JobResult::Other(_) => panic!(),
        };
        let (first, expires) = link().await;
        assert_eq!(expires, world.now().plus(DAY));
        world.pass(HOUR);
        let (second, _) = link().await;
        assert_ne!(first, second);
        let nobody = world.nobody().await;
        assert!(nobody.download_file(first.clone()).await.is_ok(), "whoever holds it may");
        world.pass(23 * HOUR);
        assert_eq!(nobody.download_file(first.clone()).await.unwrap_err().kind, Kind::LinkExpired { expired_at: expires });
        assert!(nobody.download_file(second).await.is_ok());
        let forged = first.replace("v1.", "v2.");
        assert_eq!(nobody.download_file(forged).await.unwrap_err().kind, Kind::FileNotFound);
    }

    async fn old_jobs_and_their_files_are_forgotten(world: World) {
        market(&world).await;
        let fin = world.admin("fin", "finance_admin").await;
        for (name, format) in [("a", ExportFormat::Csv), ("b", ExportFormat::Xlsx)] {
            export(&*fin, json!({"format": format, "report_type": ReportType::Revenue}), name).await;
        }
        work(&world).await;
        assert_eq!(crate::jobs::files(&world).len(), 2);
        let keep = std::time::Duration::from_hours(7 * 24);
        world.pass(6 * DAY);
        let waits = export(&*fin, json!({}), "c").await;
        assert_eq!(appydex_admin::jobs::retention::once(&world.service, keep).await.unwrap(), 0);
        world.pass(2 * DAY);
        assert_eq!(appydex_admin::jobs::retention::once(&world.service, keep).await.unwrap(), 2);
        assert_eq!(crate::jobs::files(&world), Vec::<String>::new());
        let root = world.root().await;
        let left: Vec<Uuid> = root.list_jobs(ListJobs::default()).await.unwrap().rows.iter().map(|row| row.id).collect();
        assert_eq!(left, [waits]);
    }
}
