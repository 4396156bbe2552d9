//! `completions`: scripts with which a shell completes commands, flags and their words.

use std::path::PathBuf;

use clap::{Args, CommandFactory as _};
use clap_complete::{Shell as Kind, generate};

use super::{args::Cli, man::written, stop::Result};

const NAME: &str = "appydex-admin";

/// `completions`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  appydex-admin completions bash >/etc/bash_completion.d/appydex-admin
  appydex-admin completions fish >~/.config/fish/completions/appydex-admin.fish")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, required_unless_present = "out")]
    shell: Option<Kind>,
    /// Write the scripts of all shells into this directory
    #[arg(long, value_name = "DIR", conflicts_with = "shell")]
    out: Option<PathBuf>,
}

/// Every script with the name of its file.
pub fn scripts() -> Vec<(String, Vec<u8>)> {
    let kinds = [
        (Kind::Bash, "appydex-admin.bash"),
        (Kind::Zsh, "_appydex-admin"),
        (Kind::Fish, "appydex-admin.fish"),
        (Kind::PowerShell, "appydex-admin.ps1"),
        (Kind::Elvish, "appydex-admin.elv"),
    ];
    kinds.into_iter().map(|(kind, name)| (name.to_owned(), script(kind))).collect()
}

fn script(kind: Kind) -> Vec<u8> {
    let mut script = Vec::new();
    generate(kind, &mut Cli::command(), NAME, &mut script);
    script
}

/// The bytes for standard output, or nothing after writing files.
pub fn run(args: &CompletionsArgs) -> Result<Vec<u8>> {
    match (&args.out, args.shell) {
        (Some(directory), _) => written(directory, &scripts()),
        (None, Some(kind)) => Ok(script(kind)),
        (None, None) => Ok(Vec::new()),
    }
}
