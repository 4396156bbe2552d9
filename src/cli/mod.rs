//! The shell: commands over `Operations`, for people and for scripts.
//!
//! A command group is a file named by its noun: its arguments (clap), what it calls, and how its records look in a
//! table. What holds for every command lives in a file of its own: formats in `output`, tables in `table`, lists in
//! `list`, several rows at once in `bulk`, asking in `change`, exit codes in `stop`, what to do about errors in
//! `advice`. Nothing here checks a permission, knows SQL, or can tell a database from a server: a [`Host`] gives the
//! operations and does what only the machine can.
//! To add a command: its arguments and function in its group's file, its line in `args::Command`, then renew what is
//! generated from the definition: `appydex-admin completions --out completions && appydex-admin man --out man`.

mod admins;
mod advice;
mod analytics;
mod args;
mod ask;
mod audit;
mod auth;
mod bookings;
mod bulk;
mod change;
mod completions;
mod configuration;
mod dates;
mod db;
mod doctor;
mod env;
mod exports;
mod failure;
mod flags;
mod host;
mod jobs;
mod keys;
mod list;
mod look;
mod man;
mod mfa;
mod output;
mod pager;
mod patience;
mod payments;
mod profile;
mod progress;
mod referrals;
mod refunds;
mod reviews;
mod roles;
mod serve;
mod sessions;
mod settings;
mod shell;
mod start;
mod stop;
mod system;
mod table;
mod takedowns;
mod targets;
mod tui;
mod vendors;
mod wait;
mod worker;

pub use ask::{Ask, TerminalAsk};
pub use completions::scripts;
pub use env::{Env, Terminal};
pub use host::{
    Caller, DatabaseStatus, DemoAccount, Finding, Host, ImportReport, ImportRequest, ImportedTable, KeptRow,
    KeysRotated, Migrated, Migration, Progress, RollupFault, Rollups, Say, ScreenTheme, Screens, ScreensEnded,
    SeedReport, SeedRequest, ServeRequest, Started, Verdict, Who,
};
pub use man::pages;
pub use start::run;

#[cfg(test)]
mod tests;
