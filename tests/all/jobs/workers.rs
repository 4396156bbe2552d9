//! Workers as processes: several on one PostgreSQL, killed, stopped past their lease and continued; killed in the
//! middle of an export. Every job is done once, and only whole files are there.

use std::{
    collections::BTreeSet,
    io::{BufRead as _, BufReader},
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};

use appydex_admin::{
    domain::{
        id::AdminId,
        job::{JobStatus, JobType},
        time::{DAY, Timestamp},
    },
    jobs::retention,
    store::{
        jobs::{self, NewJob},
        sql,
    },
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use uuid::Uuid;

use super::files;
use crate::support::{
    bookings::PLAN,
    world::{NOW, On, Through, World},
};

/// How many jobs there are; `JOBS=10000` for the long run.
fn many() -> usize {
    std::env::var("JOBS").ok().and_then(|text| text.parse().ok()).unwrap_or(300)
}

struct Worker(Child);

impl Worker {
    /// A process of its own on the world's database and files, with a lease of three seconds.
    fn start(world: &World, point: Option<&str>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_appydex-admin"));
        let key = world.folder().join("master.key");
        std::fs::write(&key, STANDARD.encode([7; 32])).unwrap();
        std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        command
            .env_clear()
            .env("HOME", world.folder())
            .env("APPYDEX_DATA_DIR", world.folder())
            .env("DATABASE_URL", world.url())
            .env("APPYDEX_AUTH__MASTER_KEY_FILE", &key)
            .env("APPYDEX_REFUNDS__INSTALL_ID", "the-install")
            .env("APPYDEX_JOBS__LEASE_SECONDS", "3")
            .env("APPYDEX_JOBS__WORKERS", "3")
            .env("APPYDEX_FILES__URL", format!("file:{}", world.folder().join("files").display()))
            .args(["worker", "--local"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(point) = point {
            command.env("FAULT_POINT", point);
        }
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "{}", String::from_utf8_lossy(&child.wait_with_output().unwrap().stderr));
        Self(child)
    }

    fn tell(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.0), signal).unwrap();
    }

    /// How it ended.
    async fn ended(mut self) -> ExitStatus {
        for _ in 0..1200 {
            if let Some(status) = self.0.try_wait().unwrap() {
                return status;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the worker goes on");
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Queues exports of a few rows as if they had been asked for now, by the clock of the workers.
async fn queue(world: &World, admin: AdminId, count: usize) -> Vec<Uuid> {
    let mut tx = world.service.db().begin().await.unwrap();
    let mut ids = Vec::new();
    for i in 0..count {
        let id = appydex_admin::domain::id::JobId(world.new_id());
        let format = ["csv", "json", "xlsx"][i % 3];
        let request =
            json!({"report_type": "bookings", "from": "2025-11-01", "to": "2025-11-24", "format": format}).to_string();
        let metadata = request.clone();
        let new = NewJob { id, kind: JobType::AnalyticsExport, request, metadata, creator: admin, trace: "many" };
        jobs::insert(&mut tx, new, NOW).await.unwrap();
        ids.push(id.0);
    }
    tx.commit().await.unwrap();
    ids
}

async fn left(world: &World) -> i64 {
    world.count("SELECT COUNT(*) FROM jobs WHERE status IN ('pending', 'processing')").await
}

/// Waits until no more than so many jobs are left.
async fn down_to(world: &World, most: usize) {
    for _ in 0..12_000 {
        if left(world).await <= i64::try_from(most).unwrap() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{} are left", left(world).await);
}

/// Each job succeeded, ended once, and has the one file that it says it has; there is no other.
async fn each_was_done_once(world: &World, ids: &[Uuid]) {
    let mut tx = world.service.db().read().await.unwrap();
    let text = "SELECT id, status, files FROM jobs ORDER BY id";
    let rows: Vec<(Uuid, JobStatus, Option<String>)> = sql(text).fetch_all(&mut tx).await.unwrap();
    assert_eq!(rows.len(), ids.len());
    let mut named = BTreeSet::new();
    for (id, status, names) in rows {
        assert_eq!(status, JobStatus::Succeeded, "{id}");
        let names: Vec<String> = serde_json::from_str(&names.unwrap()).unwrap();
        assert!(names.len() == 1 && names[0].starts_with(&format!("exports/{id}.")), "{names:?}");
        named.insert(names[0].trim_start_matches("exports/").to_owned());
    }
    let text = "SELECT CAST(COUNT(*) AS BIGINT), CAST(COUNT(DISTINCT entity_id) AS BIGINT) FROM audit_log
                WHERE action = 'job.end'";
    let ends: (i64, i64) = sql(text).fetch_one(&mut tx).await.unwrap();
    let all = i64::try_from(ids.len()).unwrap();
    assert_eq!(ends, (all, all), "each ended once");
    let found: BTreeSet<String> = files(world).into_iter().collect();
    let strange: Vec<_> = found.difference(&named).collect();
    assert_eq!((strange, found.len()), (Vec::new(), named.len()), "each has its file, and there is no other");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_workers_one_is_killed_and_one_sleeps_over_its_lease() {
    let world = World::new(On::Postgres, Through::Local).await;
    let admin = world.admin_id("root", &["super_admin"]).await;
    for _ in 0..20 {
        world.appointment("Meera Nair", "Spick & Span", PLAN).await;
    }
    let ids = queue(&world, admin, many()).await;
    let (mut killed, slept) = (Worker::start(&world, None), Worker::start(&world, None));
    down_to(&world, many() * 9 / 10).await;
    slept.tell(Signal::STOP);
    killed.0.kill().unwrap();
    killed.0.wait().unwrap();
    let third = Worker::start(&world, None);
    // Longer than the lease.
    tokio::time::sleep(Duration::from_secs(4)).await;
    slept.tell(Signal::CONT);
    down_to(&world, many() / 3).await;
    slept.tell(Signal::STOP);
    tokio::time::sleep(Duration::from_secs(4)).await;
    slept.tell(Signal::CONT);
    down_to(&world, 0).await;
    // What a worker was told to take back, it has taken back when it has ended.
    for worker in [slept, third] {
        worker.tell(Signal::TERM);
        assert!(worker.ended().await.success());
    }
    sweep(&world).await;
    each_was_done_once(&world, &ids).await;
}

/// Removes what killed workers have left, as a worker does once an hour; for the world's clock all files are of the
/// future until it has passed them.
async fn sweep(world: &World) {
    world.pass(4000 * DAY);
    retention::once(&world.service, Duration::from_hours(24 * 365 * 30)).await.unwrap();
    assert!(world.now() > Timestamp(NOW.0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_each_step_an_export_is_whole_or_absent() {
    let points = [
        "jobs.claim.commit",
        "jobs.claimed",
        "export.page",
        "files.sync",
        "files.rename",
        "files.renamed",
        "export.published",
        "jobs.settle",
        "job.end.commit",
        "job.end.committed",
        "jobs.settled",
    ];
    let world = World::new(On::Postgres, Through::Local).await;
    let admin = world.admin_id("root", &["super_admin"]).await;
    world.appointment("Meera Nair", "Spick & Span", PLAN).await;
    let mut ids = Vec::new();
    for point in points {
        ids.extend(queue(&world, admin, 1).await);
        assert!(!Worker::start(&world, Some(point)).ended().await.success(), "{point}");
        let published: Vec<_> = files(&world).into_iter().filter(|name| !name.starts_with("exports.")).collect();
        for name in published {
            let bytes = std::fs::read(world.folder().join("files/exports").join(&name)).unwrap();
            let whole = match name.rsplit('.').next().unwrap() {
                "csv" => bytes.ends_with(b"\n") && String::from_utf8_lossy(&bytes).lines().count() == 2,
                "json" => serde_json::from_slice::<serde_json::Value>(&bytes).is_ok(),
                _ => bytes.starts_with(b"PK"),
            };
            assert!(whole, "{point}: {name}");
        }
        let mends = Worker::start(&world, None);
        down_to(&world, 0).await;
        mends.tell(Signal::TERM);
        assert!(mends.ended().await.success(), "{point}");
    }
    sweep(&world).await;
    each_was_done_once(&world, &ids).await;
}

#[test]
fn a_worker_beside_a_file_is_refused() {
    let machine = crate::cli::Machine::empty();
    machine.line("db migrate").ok();
    let ran = machine.line("worker");
    assert!(ran.code == 1 && ran.err.contains("PostgreSQL"), "{}: {}", ran.code, ran.err);
}
