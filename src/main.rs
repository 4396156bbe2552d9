//! The executable: parse, run, exit code.

use std::process::ExitCode;

use appydex_admin::{app, cli};

fn main() -> ExitCode {
    ExitCode::from(cli::run(cli::Env::process(), app::machine))
}
