//! The database itself: its schema, and data in bulk.

use std::{collections::BTreeMap, sync::Arc, time::Instant};

use super::open;
use crate::{
    cli::{
        DatabaseStatus, ImportReport, ImportRequest, ImportedTable, KeptRow, Migrated, Progress, RollupFault, Rollups,
        SeedReport, SeedRequest,
    },
    config::Config,
    domain::analytics::date_of,
    error::{Error, Result},
    import::{
        self, OnError, Options, Report,
        generator::{self, Spec, demo_rows},
        source::{Source, records},
        table::Table,
    },
    ports::{Clock as _, SystemClock},
    service::Service,
    store::{Db, Tx, analytics, database},
};

/// Makes the database where there is none, and brings its schema up to date.
pub async fn migrate(config: &Config) -> Result<Migrated> {
    let db = Db::open(&open::options(config, true)).await?;
    let (before, _) = db.schema_version().await?;
    db.migrate().await?;
    let applied = db.migrations().await?.into_iter().filter(|one| one.version > before).map(|one| one.name).collect();
    db.close().await;
    Ok(Migrated { database: config.database.url.to_string(), created: before == 0, applied })
}

/// What the database is and holds.
pub async fn status(config: &Config) -> Result<DatabaseStatus> {
    let db = Db::open(&open::options(config, false)).await?;
    let migrations = db.migrations().await?;
    let migrated = migrations.iter().any(|one| one.applied);
    let mut tx = db.read().await?;
    let rows = if migrated { database::rows(&mut tx).await? } else { BTreeMap::new() };
    Ok(DatabaseStatus {
        database: config.database.url.to_string(),
        engine: database::version(&mut tx).await?,
        size_bytes: database::size(&mut tx).await?,
        migrations: migrations
            .into_iter()
            .map(|one| crate::cli::Migration { version: one.version, name: one.name, applied: one.applied })
            .collect(),
        rows,
    })
}

/// Whether nobody has put anything in yet.
pub async fn is_empty(service: &Service) -> Result<bool> {
    let rows = database::rows(&mut service.db().read().await?).await?;
    Ok(Table::ALL.iter().all(|table| rows.get(table.name()).is_none_or(|count| *count == 0)))
}

fn options(config: &Config) -> Options {
    let four_eyes = config.refunds.four_eyes.iter().map(|(currency, cents)| (currency.to_string(), *cents));
    Options {
        dry_run: false,
        on_error: OnError::Stop,
        rejects_dir: "rejects".into(),
        now: SystemClock.now(),
        due_hours: open::due_hours(config),
        four_eyes: four_eyes.collect(),
    }
}

/// What the shell draws, told by the import.
struct Told<'a>(&'a dyn Progress);

impl import::Progress for Told<'_> {
    fn table(&self, table: Table, rows: u64, bytes: u64, of_bytes: u64) {
        self.0.at(table.name(), rows, bytes, of_bytes);
    }

    fn phase(&self, text: &str) {
        self.0.phase(text);
    }
}

/// Loads a folder of files.
pub async fn import(
    config: &Config,
    service: &Service,
    request: ImportRequest,
    progress: &dyn Progress,
) -> Result<ImportReport> {
    let on_error = if request.skip_bad_rows { OnError::Skip } else { OnError::Stop };
    let options = Options { dry_run: request.dry_run, on_error, ..options(config) };
    let finish = async |tx: &mut Tx, report: &Report| note(service, tx, "db.import", report).await;
    let report = import::run(service.db(), &request.directory, &options, &Told(progress), finish).await?;
    Ok(ImportReport {
        tables: report.tables.iter().map(imported).collect(),
        bookings: report.bookings.clone(),
        ignored: report.ignored.clone(),
        rejects: report.rejects.clone(),
        dry_run: report.dry_run,
        seconds: report.seconds,
    })
}

/// The audit entry of a bulk load, and the event that tells everybody to look again.
async fn note(service: &Service, tx: &mut Tx, action: &'static str, report: &Report) -> Result<()> {
    let count = |table: &import::TableReport| serde_json::json!({"new": table.new, "updated": table.updated});
    let tables: serde_json::Map<String, serde_json::Value> =
        report.tables.iter().map(|table| (table.name.to_owned(), count(table))).collect();
    service.note_load(tx, action, super::os_user(), tables.into()).await
}

fn imported(table: &import::TableReport) -> ImportedTable {
    let kept = |row: &import::KeptRow| KeptRow { id: row.id, columns: row.columns.clone() };
    ImportedTable {
        name: table.name.to_owned(),
        read: table.read,
        new: table.new,
        unchanged: table.unchanged,
        updated: table.updated,
        kept: table.kept,
        refused: table.refused,
        kept_rows: table.kept_rows.iter().map(kept).collect(),
    }
}

async fn load(
    config: &Config,
    service: &Service,
    action: &'static str,
    sources: Vec<Source>,
    progress: &dyn Progress,
) -> Result<Report> {
    let finish = async |tx: &mut Tx, report: &Report| note(service, tx, action, report).await;
    import::load(service.db(), sources, Vec::new(), &options(config), &Told(progress), finish).await
}

/// Tells nobody.
struct Silent;

impl Progress for Silent {
    fn at(&self, _: &str, _: u64, _: u64, _: u64) {}
    fn phase(&self, _: &str) {}
}

/// Loads the demo marketplace.
pub async fn load_demo(config: &Config, service: &Service) -> Result<()> {
    let now = service.now();
    let source = |table: Table| records::source(table, table.name(), Arc::new(move || demo_rows(table, now)));
    let sources = Table::ALL.into_iter().map(source).collect();
    load(config, service, "db.demo", sources, &Silent).await.map(drop)
}

fn spec(request: &SeedRequest) -> Spec {
    Spec { bookings: request.bookings, seed: request.seed, days: request.days, now: SystemClock.now() }
}

/// Makes up a marketplace in the database.
pub async fn seed(
    config: &Config,
    service: &Service,
    request: &SeedRequest,
    progress: &dyn Progress,
) -> Result<SeedReport> {
    let spec = Arc::new(spec(request));
    let source = |table: Table| {
        let spec = spec.clone();
        records::source(table, table.name(), Arc::new(move || generator::rows(table, &spec)))
    };
    let sources = Table::ALL.into_iter().map(source).collect();
    let report = load(config, service, "db.seed", sources, progress).await?;
    let rows = report.tables.iter().map(|table| (table.name.to_owned(), table.read)).collect();
    Ok(SeedReport { rows, out: None, seconds: report.seconds })
}

/// Makes up a marketplace as a folder of files.
pub fn seed_folder(request: SeedRequest, progress: &dyn Progress) -> Result<SeedReport> {
    let begun = Instant::now();
    let spec = spec(&request);
    let Some(out) = request.out else { return Err(Error::internal("a folder was asked for and none named")) };
    let mut rows = BTreeMap::new();
    generator::write_dir(&out, &spec, |table, done| {
        progress.at(table.name(), done, 0, 0);
        rows.insert(table.name().to_owned(), done);
    })?;
    Ok(SeedReport { rows, out: Some(out), seconds: begun.elapsed().as_secs_f64() })
}

/// Compares what is kept instead of counted with the rows, or makes it anew from them.
pub async fn rollups(service: &Service, rebuild: bool) -> Result<Rollups> {
    if rebuild {
        let mut tx = service.db().begin().await?;
        let days = analytics::rebuild(&mut tx).await?;
        let done = serde_json::json!({"days": days});
        service.note_load(&mut tx, "db.rollups_rebuilt", super::os_user(), done).await?;
        tx.commit().await?;
        return Ok(Rollups { intact: true, rebuilt: true, days, faults: Vec::new() });
    }
    let mut tx = service.db().snapshot().await?;
    let found = analytics::verify(&mut tx).await?;
    tx.commit().await?;
    let fault = |what: String, day: i64| RollupFault { what, date: date_of(day).to_string() };
    let sheets = found.sheets.iter().map(|(kind, currency, day)| fault(format!("{} {currency}", kind.as_str()), *day));
    let months =
        found.months.iter().map(|(kind, currency, day)| fault(format!("{} {currency}, month", kind.as_str()), *day));
    let counts = found.booking_days.iter().map(|(status, day)| fault(format!("booking_days {status}"), *day));
    let faults = sheets.chain(months).chain(counts).collect();
    Ok(Rollups { intact: found.is_none(), rebuilt: false, days: found.days, faults })
}
