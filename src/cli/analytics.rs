//! `analytics`: reports.

use clap::Subcommand;

use super::{
    exports::{self, ExportArgs},
    shell::Shell,
    stop::Result,
};

/// `analytics`
#[derive(Subcommand, Debug)]
pub enum AnalyticsCommand {
    /// Make a report as a file
    #[command(after_help = "Examples:
  appydex-admin analytics export bookings --from this-month --out bookings.csv
  appydex-admin analytics export refunds --from 2025-09-01 --to 2025-09-30 --format xlsx --status processed")]
    Export(Box<ExportArgs>),
}

/// Runs `analytics`.
pub async fn run(shell: &Shell, command: AnalyticsCommand) -> Result {
    match command {
        AnalyticsCommand::Export(args) => exports::run(shell, &args).await,
    }
}
