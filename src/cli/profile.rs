//! `profile`: named servers, and how carefully to act there.

use clap::{Args, Subcommand};
use serde::Serialize;

use super::{
    args::Globals,
    look::Look,
    look::yes,
    output::{Emitter, Record},
    settings::{profile_stop, profiles},
    shell::Shell,
    stop::{Result, Stop},
    table::{Row, Sheet},
};
use crate::config::Profile;

/// `profile`
#[derive(Subcommand, Debug)]
pub enum ProfileCommand {
    /// List profiles
    List,
    /// Choose the profile for the commands to come
    Use(NameArgs),
    /// Make a profile, or change what is given of one
    #[command(after_help = "Examples:
  appydex-admin profile set live --server https://admin.example --protected
  appydex-admin profile set desk --as asha@example.com")]
    Set(SetArgs),
    /// Forget a profile
    Remove(NameArgs),
}

/// `profile use`, `profile remove`
#[derive(Args, Debug)]
pub struct NameArgs {
    /// The profile
    name: String,
}

/// `profile set`
#[derive(Args, Debug)]
pub struct SetArgs {
    /// 1 to 32 small letters, digits, - and _
    name: String,
    /// Refuse changes
    #[arg(long, value_name = "TRUE", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    readonly: Option<bool>,
    /// Ask for the profile's name before each change
    #[arg(long, value_name = "TRUE", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    protected: Option<bool>,
}

/// A profile in a list.
#[derive(Serialize)]
struct Listed {
    name: String,
    chosen: bool,
    server: Option<String>,
    r#as: Option<String>,
    readonly: bool,
    protected: bool,
}

impl Record for Listed {
    const FIELDS: &'static [&'static str] = &["name", "chosen", "server", "as", "readonly", "protected"];
    fn id(&self) -> Option<String> {
        Some(self.name.clone())
    }
}

impl Row for Listed {
    const COLUMNS: &'static [&'static str] = &["PROFILE", "CHOSEN", "READ-ONLY", "PROTECTED", "SERVER", "AS"];
    fn label(&self) -> Option<String> {
        Some(self.name.clone())
    }
    fn cells(&self, _: &Look) -> Vec<String> {
        let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
        vec![yes(self.chosen), yes(self.readonly), yes(self.protected), text(&self.server), text(&self.r#as)]
    }
}

/// Runs `profile`; `--server` and `--as` of the whole command line are what `set` sets.
pub fn run(shell: &Shell, globals: &Globals, command: ProfileCommand) -> Result {
    match command {
        ProfileCommand::List => list(shell),
        ProfileCommand::Use(args) => {
            profiles(&shell.config)?.choose(&args.name).map_err(profile_stop)?;
            shell.say(&format!("{} is used from now on.", args.name));
            Ok(())
        }
        ProfileCommand::Set(args) => set(shell, globals, &args),
        ProfileCommand::Remove(args) => {
            profiles(&shell.config)?.remove(&args.name).map_err(profile_stop)?;
            shell.say(&format!("{} is forgotten.", args.name));
            Ok(())
        }
    }
}

fn list(shell: &Shell) -> Result {
    let profiles = profiles(&shell.config)?;
    let chosen = profiles.chosen().map_err(profile_stop)?;
    let listed = profiles.all().into_iter().map(|(name, profile)| Listed {
        name: name.to_owned(),
        chosen: chosen.as_deref() == Some(name),
        server: profile.server.clone(),
        r#as: profile.acting_as.clone(),
        readonly: profile.readonly,
        protected: profile.protected,
    });
    rows(shell, &listed.collect::<Vec<_>>(), "profiles")
}

/// Shows rows that need no server.
pub fn rows<R: Row>(shell: &Shell, rows: &[R], noun: &str) -> Result {
    if shell.for_people() {
        return match rows {
            [] => {
                shell.say(&format!("No {noun}."));
                Ok(())
            }
            rows => shell.page(&Sheet::default().part(rows, &shell.look)),
        };
    }
    let mut emitter = Emitter::new(shell.style.clone(), true);
    for row in rows {
        shell.print(&emitter.record(row)?)?;
    }
    shell.print(emitter.end())
}

fn set(shell: &Shell, globals: &Globals, args: &SetArgs) -> Result {
    let mut profiles = profiles(&shell.config)?;
    let before = profiles.get(&args.name).cloned().unwrap_or_default();
    let nothing = globals.server.is_none()
        && globals.acting_as.is_none()
        && !globals.local
        && args.readonly.is_none()
        && args.protected.is_none();
    if nothing {
        let right = "Give --server URL, --local, --as EMAIL, --readonly or --protected.";
        return Err(Stop::usage("There is nothing to set.", right));
    }
    let after = Profile {
        server: globals.server.clone().or(before.server).filter(|_| !globals.local),
        acting_as: globals.acting_as.clone().or(before.acting_as),
        readonly: args.readonly.unwrap_or(before.readonly),
        protected: args.protected.unwrap_or(before.protected),
    };
    profiles.set(&args.name, after).map_err(profile_stop)?;
    shell.say(&format!("{} is set; choose it with `appydex-admin profile use {}`.", args.name, args.name));
    Ok(())
}
