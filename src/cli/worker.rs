//! `worker`: the work of a server without its API, for more machines on one database.

use super::{shell::Shell, stop::Result};

/// Works until a signal ends it.
pub async fn run(shell: &Shell) -> Result {
    super::db::on_this_machine(shell, "Workers")?;
    // Whoever doesn't read the line is worked for all the same.
    let started = || drop(shell.print("appydex-admin works at jobs, notices and refunds\n"));
    Ok(shell.host.work(&started).await?)
}
