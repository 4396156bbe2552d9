//! The command line as a whole: what holds for every command, and the table of commands.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::{
    admins::AdminsCommand,
    analytics::AnalyticsCommand,
    audit::AuditCommand,
    auth::{ChangePasswordArgs, LoginArgs},
    bookings::BookingsCommand,
    completions::CompletionsArgs,
    configuration::ConfigCommand,
    db::DbCommand,
    jobs::JobsCommand,
    keys::KeysCommand,
    man::ManArgs,
    output::Format,
    payments::PaymentsCommand,
    profile::ProfileCommand,
    referrals::ReferralsCommand,
    refunds::RefundsCommand,
    reviews::ReviewsCommand,
    roles::RolesCommand,
    serve::ServeArgs,
    sessions::SessionsCommand,
    system::SystemCommand,
    takedowns::TakedownsCommand,
    tui::TuiArgs,
    vendors::VendorsCommand,
    wait::WaitCommand,
};

const ABOUT: &str = "The operator's side of the AppyDex marketplace: the API server and its shell.

Commands work in process on the database of this machine (say who acts with --as EMAIL), or on a running server \
(--server URL, or a profile) as whoever is logged in there.";

const AFTER: &str = "Exit codes: 0 done; 1 failed; 2 wrong use; 3 not found; 4 refused (login, permission, MFA); \
5 conflict (already decided, transition); 6 server, network or database out of reach; 8 partly done; 9 a check found \
a fault; 124 a wait timed out; 130 interrupted.

Examples:
  appydex-admin serve --demo
  appydex-admin takedowns list --as asha@example.com
  appydex-admin login --server https://admin.example asha@example.com
  appydex-admin takedowns list -o ids | appydex-admin takedowns reject - --reason \"…\" --yes";

const GLOBAL: &str = "Global options";

/// The whole command line.
#[derive(Parser, Debug)]
#[command(name = "appydex-admin", version, about = "The operator's side of the AppyDex marketplace", long_about = ABOUT)]
#[command(after_help = AFTER, subcommand_required = true, arg_required_else_help = true, max_term_width = 100)]
#[command(disable_help_subcommand = true)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub globals: Globals,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What holds for every command.
#[derive(Args, Clone, Debug, Default)]
#[expect(clippy::doc_markdown, reason = "what is said of a field is its help text")]
pub struct Globals {
    /// Where data is kept [env: APPYDEX_DATA_DIR] [default: the platform's data directory]
    #[arg(long, global = true, value_name = "DIR", help_heading = GLOBAL)]
    pub data_dir: Option<PathBuf>,
    /// The database [env: DATABASE_URL] [default: SQLite in the data directory]
    #[arg(long, global = true, value_name = "URL", help_heading = GLOBAL)]
    pub database_url: Option<String>,
    /// The configuration file [env: APPYDEX_CONFIG]
    #[arg(long, global = true, value_name = "FILE", help_heading = GLOBAL)]
    pub config: Option<PathBuf>,
    /// Work on this server [env: APPYDEX_SERVER]
    #[arg(long, global = true, value_name = "URL", help_heading = GLOBAL, conflicts_with = "local")]
    pub server: Option<String>,
    /// Work in process on the database, whatever the profile says
    #[arg(long, global = true, help_heading = GLOBAL)]
    pub local: bool,
    /// The admin who acts in process [env: APPYDEX_AS]
    #[arg(long = "as", global = true, value_name = "EMAIL", help_heading = GLOBAL)]
    pub acting_as: Option<String>,
    /// Server, admin and care as this profile has them [env: APPYDEX_PROFILE]
    #[arg(long, global = true, value_name = "NAME", help_heading = GLOBAL)]
    pub profile: Option<String>,
    /// A code of your second factor, for what needs a fresh one: six digits, or a recovery code
    #[arg(long, global = true, value_name = "CODE", help_heading = GLOBAL)]
    pub mfa_code: Option<String>,
    /// How to write what a command gives
    #[arg(short, long, global = true, value_enum, value_name = "FORMAT", help_heading = GLOBAL)]
    pub output: Option<Format>,
    /// Write only these fields (as JSON unless -o says otherwise), such as id,vendor.name
    #[arg(long, global = true, value_name = "FIELDS", value_delimiter = ',', help_heading = GLOBAL)]
    pub json: Vec<String>,
    /// Write each record with this template, such as '{{ id }} {{ vendor.name }}'
    #[arg(long, global = true, value_name = "TEMPLATE", help_heading = GLOBAL)]
    pub template: Option<String>,
    /// Answer questions with yes
    #[arg(short, long, global = true, help_heading = GLOBAL)]
    pub yes: bool,
    /// Colours
    #[arg(long, global = true, value_enum, value_name = "WHEN", help_heading = GLOBAL)]
    pub color: Option<Color>,
    /// Say more about what goes on, and about causes of errors
    #[arg(short, long, global = true, action = clap::ArgAction::Count, help_heading = GLOBAL)]
    pub verbose: u8,
}

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal that has them.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Every command.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Serve the API, and run jobs
    Serve(ServeArgs),
    /// Work at jobs, notices and refunds of a database that servers share
    Worker,
    /// The terminal screens: queues, cases, decisions
    Tui(TuiArgs),
    /// Log in at a server
    Login(LoginArgs),
    /// End the session at a server
    Logout,
    /// Show who acts, with which permissions
    Whoami,
    /// Change your password
    ChangePassword(ChangePasswordArgs),
    /// Sessions: list, revoke
    #[command(subcommand)]
    Sessions(SessionsCommand),
    /// Bookings: list, show, move on, cancel, note
    #[command(subcommand)]
    Bookings(BookingsCommand),
    /// Takedown requests: the queue, cases, decisions
    #[command(subcommand)]
    Takedowns(TakedownsCommand),
    /// Reviews: list, show, hide, show again, remove
    #[command(subcommand)]
    Reviews(ReviewsCommand),
    /// Payments: list, show, pay back
    #[command(subcommand)]
    Payments(PaymentsCommand),
    /// Refunds: the list, cases, decisions
    #[command(subcommand)]
    Refunds(RefundsCommand),
    /// Bookings and revenue over time, as charts and tables; reports as files
    #[command(subcommand)]
    Analytics(AnalyticsCommand),
    /// Jobs: list, show, watch, stop, delete
    #[command(subcommand)]
    Jobs(JobsCommand),
    /// Referrals: list
    #[command(subcommand)]
    Referrals(ReferralsCommand),
    /// Roles: list, make, delete
    #[command(subcommand)]
    Roles(RolesCommand),
    /// Admins: list, make, change
    #[command(subcommand)]
    Admins(AdminsCommand),
    /// Vendors' own tokens
    #[command(subcommand)]
    Vendors(VendorsCommand),
    /// The program itself: health
    #[command(subcommand)]
    System(SystemCommand),
    /// The audit log: list, verify
    #[command(subcommand)]
    Audit(AuditCommand),
    /// The database of this machine: schema, import, made-up data
    #[command(subcommand)]
    Db(DbCommand),
    /// The keys that sign tokens
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Profiles: named servers, and who acts how carefully
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Wait until something is as it should be
    #[command(subcommand)]
    Wait(WaitCommand),
    /// Settings: what they are and where they come from
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Check this machine: settings, database, keyring, gateway, disk, clock; and say how to mend each
    Doctor,
    /// Print the completion script of a shell
    Completions(CompletionsArgs),
    /// Print the manual page, or write all of them
    Man(ManArgs),
}
