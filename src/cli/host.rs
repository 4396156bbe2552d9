//! What the shell needs from the machine it runs on; `app` gives it.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    config::Secret,
    domain::{actor::Surface, time::Timestamp, word::words},
    error::Result,
    operations::Operations,
};

/// Tells the operator something that is no answer. It goes to standard error.
pub type Say = Arc<dyn Fn(&str) + Send + Sync>;

/// On whose behalf operations are called, and where they run.
#[derive(Clone)]
pub enum Who {
    /// In process, for no admin: the first `admins create`, and nothing else that goes through `Operations`.
    System,
    /// In process, for the admin with this e-mail.
    Admin {
        /// As it was given.
        email: String,
    },
    /// On a server, for whoever is logged in there.
    Server {
        /// Its address.
        url: String,
        /// Under which name tokens are kept: 1 to 64 letters, digits, `-` and `_`.
        profile: String,
        /// A token given by hand, in place of a kept one.
        token: Option<Secret>,
    },
}

/// Who calls, under which trace id.
#[derive(Clone)]
pub struct Caller {
    /// Who.
    pub who: Who,
    /// Through which door.
    pub surface: Surface,
    /// 1 to 64 visible ASCII characters, the same for everything that one command does.
    pub trace_id: String,
    /// A code of the caller's second factor, for changes that need a fresh one.
    pub mfa_code: Option<String>,
    /// Where warnings go.
    pub say: Say,
}

/// The machine: what only it can do, and the way to the operations.
///
/// Nothing is opened before a method needs it. Errors are sentences for the operator; where there is no database it is
/// `Kind::NoDatabase`.
#[async_trait]
pub trait Host: Send + Sync {
    /// This moment.
    fn now(&self) -> Timestamp;
    /// An id that nothing else has.
    fn new_id(&self) -> Uuid;
    /// The operations, bound to the caller. In process this opens a database that is there and makes none, except for
    /// [`Who::System`].
    async fn operations(&self, caller: Caller) -> Result<Arc<dyn Operations>>;
    /// Fails, with `Kind::NoDatabase` where there is none, unless in-process operations could be had.
    async fn ready(&self) -> Result<()>;
    /// Serves until a signal ends it; calls `started` once, when connections are accepted.
    async fn serve(&self, request: ServeRequest, started: &(dyn Fn(Started) + Send + Sync)) -> Result<()>;
    /// Works at jobs, notices and refunds of a database that servers share, until a signal ends it; calls `started`
    /// once.
    async fn work(&self, started: &(dyn Fn() + Send + Sync)) -> Result<()>;
    /// Shows the terminal screens until the operator leaves, or a signal ends them.
    async fn screens(&self, caller: Caller, screens: Screens) -> Result<ScreensEnded>;
    /// Makes the database where there is none, and brings its schema up to date.
    async fn migrate(&self) -> Result<Migrated>;
    /// What the database is and holds.
    async fn database_status(&self) -> Result<DatabaseStatus>;
    /// Loads a folder of files.
    async fn import(&self, request: ImportRequest, progress: &dyn Progress) -> Result<ImportReport>;
    /// Makes up a marketplace, in the database or as a folder of files.
    async fn seed(&self, request: SeedRequest, progress: &dyn Progress) -> Result<SeedReport>;
    /// Compares what is kept instead of counted with the rows; with `rebuild` makes it anew from them.
    async fn rollups(&self, rebuild: bool) -> Result<Rollups>;
    /// Makes a new signing key; `revoke` ends every token that the old ones signed.
    async fn rotate_keys(&self, revoke: bool) -> Result<KeysRotated>;
    /// Looks at everything on this machine that may keep the program from working. Changes nothing.
    async fn examine(&self) -> Vec<Finding>;
    /// Begins to carry out, beside the command, what it queues in process under this trace id and waits for. Where
    /// nothing of it can be done here, somebody else does it later.
    async fn attend(&self, _trace_id: &str) -> Result<()> {
        Ok(())
    }
    /// Begins to work, beside the command, at the jobs that it queues in process and waits for.
    async fn attend_jobs(&self) -> Result<()> {
        Ok(())
    }
    /// Carries out what this command queued in process, for as long as people wait; a sentence when something is left.
    async fn finish(&self, trace_id: &str) -> Result<Option<String>>;
}

/// Hears how far long work has come.
pub trait Progress: Send + Sync {
    /// `rows` of `what` are through; that is `done` of `of`, in whatever unit. `of` is 0 where the end isn't known.
    fn at(&self, what: &str, rows: u64, done: u64, of: u64);
    /// What is done now, in a few words.
    fn phase(&self, text: &str);
}

/// How to serve; the address and the rest stand in the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServeRequest {
    /// Fill an empty database with the demo marketplace first.
    pub demo: bool,
    /// Run jobs too.
    pub workers: bool,
}

words! {
    /// What a check came to.
    Verdict {
        /// As it should be.
        Fine => "fine",
        /// Somebody should look.
        Warning => "warning",
        /// It keeps the program from working.
        Broken => "broken",
    }
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was looked at.
    pub check: String,
    /// What it came to.
    pub verdict: Verdict,
    /// What is there.
    pub found: String,
    /// How to mend it, where it needs mending.
    pub mend: Option<String>,
}

/// How the terminal screens are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screens {
    /// Where the operator is: a server's address, or `this machine`.
    pub at: String,
    /// The profile in use.
    pub profile: Option<String>,
    /// Whether changes are refused.
    pub readonly: bool,
    /// Whether the profile's name is typed before the first change.
    pub protected: bool,
    /// The theme.
    pub theme: ScreenTheme,
    /// Whether nothing moves by itself.
    pub still: bool,
    /// The words that a copied command begins with.
    pub command: Vec<String>,
}

/// A theme of the terminal screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ScreenTheme {
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// The strongest colours.
    HighContrast,
    /// No colours.
    Plain,
    /// No colours, and drawn with ASCII characters alone.
    Ascii,
}

/// How the terminal screens ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScreensEnded {
    /// Decisions that were not sent, by the numbers of their requests.
    pub unsent: Vec<String>,
    /// The signal that ended them.
    pub signal: Option<String>,
}

/// A server that accepts connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// Where, as a URL.
    pub url: String,
    /// Accounts just made for the demo, each with its role; they share the password.
    pub accounts: Vec<DemoAccount>,
    /// The password of these accounts.
    pub password: Option<String>,
    /// Whether nobody can log in yet.
    pub without_admin: bool,
}

/// An account of the demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// Its e-mail.
    pub email: String,
    /// Its role's id.
    pub role: String,
}

/// What `migrate` did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Migrated {
    /// The database, without secrets.
    pub database: String,
    /// Whether it was made just now.
    pub created: bool,
    /// The migrations that ran, in order.
    pub applied: Vec<String>,
}

/// What the database is and holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatabaseStatus {
    /// The database, without secrets.
    pub database: String,
    /// `SQLite 3.51.3`, `PostgreSQL 17.2`
    pub engine: String,
    /// Its size, where that is known.
    pub size_bytes: Option<i64>,
    /// Every migration this program knows, in order.
    pub migrations: Vec<Migration>,
    /// Rows by table.
    pub rows: BTreeMap<String, i64>,
}

/// A migration, and whether it ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Migration {
    /// Its number.
    pub version: i64,
    /// What it does.
    pub name: String,
    /// Whether it ran on this database.
    pub applied: bool,
}

/// A folder to load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRequest {
    /// The folder.
    pub directory: PathBuf,
    /// Only check.
    pub dry_run: bool,
    /// Load the good rows and write the bad ones to `rejects/`, where otherwise the first bad row stops everything.
    pub skip_bad_rows: bool,
}

/// What an import did, or in a dry run would do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportReport {
    /// By table, in the order of loading; tables without a file are left out.
    pub tables: Vec<ImportedTable>,
    /// Good bookings by state.
    pub bookings: BTreeMap<String, u64>,
    /// Files of the folder that are none of the ten and were left alone.
    pub ignored: Vec<String>,
    /// Where refused rows were written down.
    pub rejects: Vec<PathBuf>,
    /// Whether it only checked.
    pub dry_run: bool,
    /// How long it took, in seconds.
    pub seconds: f64,
}

/// What became of the rows of one file: `read` is the sum of the others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedTable {
    /// `bookings`
    pub name: String,
    /// Rows of the file.
    pub read: u64,
    /// Rows that weren't there.
    pub new: u64,
    /// Rows that say what they said when they were last imported.
    pub unchanged: u64,
    /// Rows that say something else, and were brought up to it.
    pub updated: u64,
    /// Rows of which a state or an amount stays, because this program has changed it since.
    pub kept: u64,
    /// Bad rows.
    pub refused: u64,
    /// The first of those kept, with the columns that say something else.
    pub kept_rows: Vec<KeptRow>,
}

/// A row of which something stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRow {
    /// Its id.
    pub id: Uuid,
    /// The columns that say something else than what stays.
    pub columns: Vec<String>,
}

/// A marketplace to make up; the same request gives the same data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedRequest {
    /// How many bookings.
    pub bookings: u64,
    /// What the dice begin with.
    pub seed: u64,
    /// Over how many days.
    pub days: u32,
    /// Write a folder for `db import` and leave the database alone.
    pub out: Option<PathBuf>,
}

/// What was made up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeedReport {
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// The folder, where one was written.
    pub out: Option<PathBuf>,
    /// How long it took, in seconds.
    pub seconds: f64,
}

/// What is kept instead of counted, against the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rollups {
    /// Whether it is as the rows say.
    pub intact: bool,
    /// Whether it was made anew.
    pub rebuilt: bool,
    /// How many days of bookings and of payments there are, by currency.
    pub days: i64,
    /// Where it isn't as the rows say.
    pub faults: Vec<RollupFault>,
}

/// A place at which what is kept is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollupFault {
    /// `bookings INR`, `booking_days pending`
    pub what: String,
    /// The day, or the first of the month: `2025-10-01`.
    pub date: String,
}

/// A new signing key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeysRotated {
    /// The `kid` of the new one.
    pub kid: String,
    /// Whether tokens of the old ones are refused from now on.
    pub revoked: bool,
}
