//! `config`: what the settings are and where they come from.

use clap::{Args, Subcommand};
use serde::Serialize;

use super::{
    look::Look,
    output::Record,
    profile::rows,
    shell::{Detail, Shell},
    stop::{Result, Stop},
    table::Row,
};

/// `config`
#[derive(Subcommand, Debug)]
pub enum ConfigCommand {
    /// Show each setting with its value and origin; secrets only as (set)
    #[command(after_help = "Example:\n  appydex-admin config explain server.listen")]
    Explain(ExplainArgs),
    /// Print where the configuration file is, or would be
    Path,
}

/// `config explain`
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// A key, such as server.listen, or what keys begin with, such as server
    key: Option<String>,
}

/// A setting.
#[derive(Serialize)]
struct Setting {
    key: String,
    value: String,
    origin: String,
}

impl Record for Setting {
    fn id(&self) -> Option<String> {
        Some(self.key.clone())
    }
}

impl Row for Setting {
    const COLUMNS: &'static [&'static str] = &["KEY", "ORIGIN", "VALUE"];
    fn label(&self) -> Option<String> {
        Some(self.key.clone())
    }
    fn cells(&self, _: &Look) -> Vec<String> {
        vec![self.origin.clone(), self.value.clone()]
    }
}

/// Where the file is.
#[derive(Serialize)]
struct Place {
    path: Option<String>,
    exists: bool,
}

impl Record for Place {
    fn id(&self) -> Option<String> {
        self.path.clone()
    }
}

impl Detail for Place {
    fn text(&self, _: &Look) -> String {
        format!("{}\n", self.path.as_deref().map(super::look::safe).unwrap_or_default())
    }
}

/// Runs `config`.
pub fn run(shell: &Shell, command: ConfigCommand) -> Result {
    match command {
        ConfigCommand::Explain(args) => explain(shell, args.key.as_deref().unwrap_or_default()),
        ConfigCommand::Path => {
            let file = shell.config.config_file.as_deref();
            let path = file.map(|file| file.display().to_string());
            shell.show(&Place { path, exists: file.is_some_and(std::path::Path::exists) })
        }
    }
}

fn explain(shell: &Shell, key: &str) -> Result {
    let wanted = |name: &str| {
        let rest = name.strip_prefix(key);
        key.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let found: Vec<Setting> = shell
        .config
        .explain()
        .iter()
        .filter(|one| wanted(&one.key))
        .map(|one| Setting { key: one.key.clone(), value: one.value.clone(), origin: one.origin.to_string() })
        .collect();
    if found.is_empty() {
        return Err(Stop::usage(format!("There is no key {key}."), "See all with `appydex-admin config explain`."));
    }
    rows(shell, &found, "settings")
}
