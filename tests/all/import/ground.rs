//! Databases, folders, imports and dumps.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use appydex_admin::{
    domain::{takedown::DueHours, time::Timestamp},
    error::Result,
    import::{self, OnError, Options, Quiet, Report},
    store::{
        Db, Query,
        engine::{self, Engine},
    },
};
use tempfile::TempDir;

use crate::support::postgres;

/// An empty database of one engine.
pub struct Ground {
    pub db: Db,
    pub folder: TempDir,
}

/// One of each engine.
pub async fn both() -> [Ground; 2] {
    [sqlite().await, postgres().await]
}

pub async fn sqlite() -> Ground {
    let folder = tempfile::tempdir().expect("a temporary directory");
    let url = format!("sqlite:{}", folder.path().join("appydex.db").display());
    open(engine::Options { create: true, ..engine::Options::new(url) }, folder).await
}

async fn postgres() -> Ground {
    let url = postgres::copy_of("import", |url| async move {
        let db = Db::open(&engine::Options::new(url)).await.expect("it opens");
        db.migrate().await.expect("it migrates");
        db.close().await;
    });
    open(engine::Options::new(url.await), tempfile::tempdir().expect("a temporary directory")).await
}

async fn open(options: engine::Options, folder: TempDir) -> Ground {
    let db = Db::open(&options).await.expect("it opens");
    db.migrate().await.expect("it migrates");
    Ground { db, folder }
}

/// A folder of `tests/data`.
pub fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// 2025-11-22T00:00:00Z
pub const NOW: Timestamp = Timestamp(1_763_769_600_000_000);

/// With refused rows written where nobody looks.
pub fn options() -> Options {
    Options {
        dry_run: false,
        on_error: OnError::Stop,
        rejects_dir: "rejects".into(),
        now: NOW,
        due_hours: DueHours::default(),
        four_eyes: BTreeMap::from([("INR".into(), 8_500_000), ("EUR".into(), 60_000)]),
    }
}

impl Ground {
    pub fn options(&self) -> Options {
        Options { rejects_dir: self.folder.path().join("rejects"), ..options() }
    }

    pub async fn import(&self, dir: &Path) -> Result<Report> {
        self.import_with(dir, &self.options()).await
    }

    pub async fn import_with(&self, dir: &Path, options: &Options) -> Result<Report> {
        import::run(&self.db, dir, options, &Quiet, async |_, _| Ok(())).await
    }

    pub async fn execute(&self, text: &str) {
        let mut tx = self.db.begin().await.expect("it begins");
        Query::assembled(text.to_owned(), Vec::new()).execute(&mut tx).await.expect(text);
        tx.commit().await.expect("it commits");
    }

    pub async fn number(&self, text: &str) -> i64 {
        let mut tx = self.db.read().await.expect("it reads");
        let (number,): (i64,) = Query::assembled(text.to_owned(), Vec::new()).fetch_one(&mut tx).await.expect(text);
        number
    }

    pub async fn texts(&self, text: &str) -> Vec<String> {
        let mut tx = self.db.read().await.expect("it reads");
        let rows: Vec<(String,)> = Query::assembled(text.to_owned(), Vec::new()).fetch_all(&mut tx).await.expect(text);
        rows.into_iter().map(|(one,)| one).collect()
    }

    /// Everything that an import can change, row by row.
    pub async fn dump(&self) -> Vec<String> {
        let mut dump = Vec::new();
        for table in DUMPED {
            let mut columns = self.columns(table).await;
            // How often something was written is no matter of what it says.
            columns.retain(|(name, _)| {
                !(table.starts_with("analytics_") && ["version", "stamp"].contains(&name.as_str()))
            });
            let values: Vec<String> = columns.iter().map(|(name, kind)| self.as_text(name, kind)).collect();
            let order = match *table {
                "number_sequences" => "name",
                "analytics_days" => "kind, currency, day",
                "analytics_months" => "kind, currency, month",
                _ => "key",
            };
            let text = format!("SELECT {} FROM {table} ORDER BY {order}", values.join(" || '|' || "));
            dump.extend(self.texts(&text).await.into_iter().map(|row| format!("{table}: {row}")));
        }
        dump
    }

    async fn columns(&self, table: &str) -> Vec<(String, String)> {
        let text = match self.db.engine() {
            Engine::Sqlite => format!("SELECT name, type FROM pragma_table_info('{table}') ORDER BY name"),
            Engine::Postgres => format!(
                "SELECT column_name::text, data_type::text FROM information_schema.columns WHERE table_name = '{table}' ORDER BY 1"
            ),
        };
        let mut tx = self.db.read().await.expect("it reads");
        Query::assembled(text, Vec::new()).fetch_all(&mut tx).await.expect("columns")
    }

    /// The same text on both engines for the same value.
    fn as_text(&self, name: &str, kind: &str) -> String {
        let value = match (self.db.engine(), kind) {
            (_, "REAL" | "double precision") => format!("CAST(CAST(ROUND({name} * 1000000) AS BIGINT) AS TEXT)"),
            (Engine::Sqlite, "BLOB") => format!("LOWER(HEX({name}))"),
            (Engine::Postgres, "bytea") => format!("ENCODE({name}, 'hex')"),
            (Engine::Postgres, "uuid") => format!("REPLACE({name}::text, '-', '')"),
            (Engine::Postgres, "boolean") => format!("({name}::int)::text"),
            _ => format!("CAST({name} AS TEXT)"),
        };
        // SQLite's HEX makes an empty text of null.
        format!("'{name}=' || CASE WHEN {name} IS NULL THEN '-' ELSE {value} END")
    }
}

const DUMPED: &[&str] = &[
    "users",
    "vendors",
    "services",
    "bookings",
    "payments",
    "disputes",
    "reviews",
    "takedown_requests",
    "refund_requests",
    "referrals",
    "refund_postings",
    "analytics_days",
    "analytics_months",
    "number_sequences",
    "review_moderation",
    "booking_events",
];

/// A copy of a folder of `tests/data` with some files made anew.
pub fn folder_with(name: &str, files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary directory");
    for entry in fs::read_dir(data(name)).expect("the data is there").flatten() {
        fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("it can be copied");
    }
    for (file, text) in files {
        fs::write(folder.path().join(file), text).expect("it can be written");
    }
    folder
}

/// A folder with these files and nothing else.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary directory");
    for (file, text) in files {
        fs::write(folder.path().join(file), text).expect("it can be written");
    }
    folder
}

/// The text of a file of `tests/data` with one text replaced, which must be in it.
pub fn replaced(name: &str, from: &str, to: &str) -> String {
    let text = fs::read_to_string(data(name)).expect("the data is there");
    assert!(text.contains(from), "{name} has no {from}");
    text.replace(from, to)
}
