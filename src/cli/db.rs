//! `db`: the database of this machine. These commands act as the program itself, so they need no admin.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{
    host::{DatabaseStatus, ImportReport, ImportRequest, ImportedTable, Migrated, Rollups, SeedReport, SeedRequest},
    look::{Facts, Look, bytes, safe, yes},
    output::Record,
    progress::Loading,
    shell::{Detail, Shell},
    stop::{Result, Stop},
    table::{Row, Sheet},
};

/// `db`
#[derive(Subcommand, Debug)]
pub enum DbCommand {
    /// Make the database where there is none, and bring its schema up to date
    Migrate,
    /// Show what the database is and holds
    Status,
    /// Load a folder of CSV or NDJSON files
    #[command(
        after_help = "The first bad row stops everything, named by file, line and column, and nothing of it stays.
Importing the same folder again changes nothing.

Examples:
  appydex-admin db import export/ --dry-run
  appydex-admin db import export/ --on-error skip"
    )]
    Import(ImportArgs),
    /// Make up a marketplace; the same arguments give the same data
    #[command(after_help = "Examples:
  appydex-admin db seed --bookings 100000
  appydex-admin db seed --bookings 1000 --seed 7 --days 30 --out folder/")]
    Seed(SeedArgs),
    /// What is kept instead of counted: check it, make it anew
    #[command(subcommand)]
    Rollups(RollupsCommand),
}

/// `db rollups`
#[derive(Subcommand, Clone, Copy, Debug)]
pub enum RollupsCommand {
    /// Compare it with the rows; exit code 9 if it differs
    Verify,
    /// Make it anew from the rows; changes wait meanwhile
    Rebuild,
}

/// `db import`
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// The folder
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// Check everything and change nothing
    #[arg(long)]
    dry_run: bool,
    /// What to do with a bad row: stop, or skip it and write it with its reason to rejects/
    #[arg(long, value_enum, value_name = "WHAT", default_value = "stop")]
    on_error: OnError,
}

/// What a bad row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OnError {
    /// Stops everything; nothing stays.
    Stop,
    /// Is left out.
    Skip,
}

/// `db seed`
#[derive(Args, Debug)]
pub struct SeedArgs {
    /// How many bookings
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    bookings: u64,
    /// What the dice begin with
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Over how many days
    #[arg(long, value_name = "D", default_value_t = 365, value_parser = clap::value_parser!(u32).range(1..=3650))]
    days: u32,
    /// Write a folder for `db import` and leave the database alone
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Record for Migrated {
    fn id(&self) -> Option<String> {
        None
    }
}

impl Detail for Migrated {
    fn text(&self, look: &Look) -> String {
        let applied = if self.applied.is_empty() { "none; it was up to date".into() } else { self.applied.join(", ") };
        let facts = Facts::default().with("Database", &self.database).with("Made now", yes(self.created));
        facts.with("Migrations", applied).text(look)
    }
}

impl Record for DatabaseStatus {
    fn id(&self) -> Option<String> {
        None
    }
}

impl Detail for DatabaseStatus {
    fn text(&self, look: &Look) -> String {
        let missing: Vec<&str> = self.migrations.iter().filter(|one| !one.applied).map(|one| &*one.name).collect();
        let schema = if missing.is_empty() {
            "up to date".to_owned()
        } else {
            format!("lacks {}; run `appydex-admin db migrate`", missing.join(", "))
        };
        let facts = Facts::default()
            .with("Database", &self.database)
            .with("Engine", &self.engine)
            .maybe("Size", self.size_bytes.map(bytes))
            .with("Schema", schema);
        let rows = self.rows.iter().map(|(table, rows)| format!("  {rows:>12}  {}\n", safe(table)));
        facts.text(look) + &rows.collect::<String>()
    }
}

impl Record for ImportReport {
    fn id(&self) -> Option<String> {
        None
    }
}

impl Detail for ImportReport {
    fn text(&self, look: &Look) -> String {
        let states = self.bookings.iter().map(|(state, count)| format!("{count} {state}"));
        let states = Some(states.collect::<Vec<_>>().join(", ")).filter(|states| !states.is_empty());
        let kept = self.tables.iter().flat_map(|table| &table.kept_rows);
        let kept = kept.map(|row| format!("Kept as this program left it: {} of {}", row.columns.join(", "), row.id));
        let rejects = self.rejects.iter().map(|file| format!("Refused rows with their reasons: {}", file.display()));
        let ignored = self.ignored.iter().map(|file| format!("Left alone, none of the ten: {file}"));
        let states = states.map(|states| format!("Bookings by state: {states}"));
        let lines = states.into_iter().chain(kept).chain(rejects).chain(ignored).map(|line| safe(&line) + "\n");
        Sheet::default().part(&self.tables, look) + &lines.collect::<String>()
    }
}

impl Record for ImportedTable {
    fn id(&self) -> Option<String> {
        Some(self.name.clone())
    }
}

impl Row for ImportedTable {
    const COLUMNS: &'static [&'static str] = &["TABLE", "ROWS", "NEW", "UPDATED", "UNCHANGED", "KEPT", "REFUSED"];

    fn label(&self) -> Option<String> {
        Some(self.name.clone())
    }

    fn cells(&self, _: &Look) -> Vec<String> {
        [self.read, self.new, self.updated, self.unchanged, self.kept, self.refused].map(|n| n.to_string()).into()
    }
}

impl Record for SeedReport {
    fn id(&self) -> Option<String> {
        None
    }
}

impl Detail for SeedReport {
    fn text(&self, _: &Look) -> String {
        let rows = self.rows.iter().map(|(table, rows)| format!("{rows:>12}  {}\n", safe(table)));
        rows.collect()
    }
}

impl Record for Rollups {
    fn id(&self) -> Option<String> {
        None
    }
}

impl Detail for Rollups {
    fn text(&self, look: &Look) -> String {
        let facts = Facts::default().with("Intact", yes(self.intact)).with("Rebuilt", yes(self.rebuilt));
        let faults = self.faults.iter().map(|fault| format!("  {}  {}\n", safe(&fault.date), safe(&fault.what)));
        facts.with("Days", self.days).text(look) + &faults.collect::<String>()
    }
}

/// Refuses what only this machine can do when a server was named.
pub fn on_this_machine(shell: &Shell, what: &str) -> Result {
    match &shell.session.server {
        None => Ok(()),
        Some(server) => {
            let what = format!("{what} are a matter of the machine itself, not of {server}.");
            Err(Stop::usage(what, "Run this there, or give --local."))
        }
    }
}

/// Runs `db`.
pub async fn run(shell: &Shell, command: DbCommand) -> Result {
    on_this_machine(shell, "Databases")?;
    if !matches!(command, DbCommand::Status | DbCommand::Rollups(RollupsCommand::Verify)) {
        shell.session.may_change()?;
    }
    match command {
        DbCommand::Migrate => shell.show(&shell.host.migrate().await?),
        DbCommand::Status => shell.show(&shell.host.database_status().await?),
        DbCommand::Import(args) => import(shell, args).await,
        DbCommand::Seed(args) => seed(shell, args).await,
        DbCommand::Rollups(command) => {
            let found = shell.host.rollups(matches!(command, RollupsCommand::Rebuild)).await?;
            shell.show(&found)?;
            if found.intact { Ok(()) } else { Err(Stop::Integrity) }
        }
    }
}

async fn import(shell: &Shell, args: ImportArgs) -> Result {
    let progress = Loading::new(shell);
    let skip_bad_rows = args.on_error == OnError::Skip;
    let request = ImportRequest { directory: args.directory, dry_run: args.dry_run, skip_bad_rows };
    let report = shell.host.import(request, &progress).await;
    progress.end();
    let report = report?;
    shell.show(&report)?;
    shell.note(report.dry_run, false);
    shell.say(&pace(report.tables.iter().map(|table| table.read).sum(), report.seconds));
    Ok(())
}

async fn seed(shell: &Shell, args: SeedArgs) -> Result {
    let progress = Loading::new(shell);
    let request = SeedRequest { bookings: args.bookings, seed: args.seed, days: args.days, out: args.out };
    let report = shell.host.seed(request, &progress).await;
    progress.end();
    let report = report?;
    shell.show(&report)?;
    shell.say(&pace(report.rows.values().sum(), report.seconds));
    Ok(())
}

/// How long it took, and how fast that was.
#[expect(clippy::cast_precision_loss, reason = "a rate for people")]
fn pace(rows: u64, seconds: f64) -> String {
    format!("{rows} rows in {seconds:.1} s, {:.0} rows/s.", rows as f64 / seconds.max(0.001))
}
