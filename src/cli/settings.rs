//! From flags, environment, configuration and profile: whose command this is, and where it goes.

use std::{collections::BTreeMap, path::PathBuf};

use super::{
    args::Globals,
    env::Env,
    host::Who,
    stop::{Result, Stop},
};
use crate::{
    config::{Config, Platform, ProfileError, Profiles, Secret, Sources, read_file},
    error::{Details, Error, Kind},
};

/// Where a command goes and how careful it has to be.
#[derive(Clone, Default)]
pub struct Session {
    /// The profile in use.
    pub profile: Option<String>,
    /// The server; `None` works in process.
    pub server: Option<String>,
    /// The e-mail of the admin who acts in process.
    pub acting_as: Option<String>,
    /// Whether changes are refused.
    pub readonly: bool,
    /// Whether each change is confirmed by typing the profile's name.
    pub protected: bool,
    /// A token given by hand.
    pub token: Option<Secret>,
    /// Under which name tokens are kept.
    pub tokens: String,
}

/// Reads the configuration; `flags` are the keys that the command line sets.
pub fn load(globals: &Globals, mut flags: BTreeMap<String, String>, env: &Env) -> Result<Config> {
    let path = |path: &PathBuf| path.to_string_lossy().into_owned();
    let mut set = |key: &str, value: Option<String>| flags.extend(value.map(|value| (key.to_owned(), value)));
    set("config", globals.config.as_ref().map(path));
    set("data_dir", globals.data_dir.as_ref().map(path));
    set("database.url", globals.database_url.clone());
    let sources = Sources {
        env: &|name| env.vars.get(name).cloned(),
        env_names: env.vars.keys().cloned().collect(),
        read: &read_file,
        flags,
        platform: Platform::detect(),
    };
    let wrong = |errors: Vec<String>| Error::validation(Details::from([("settings".into(), errors)]));
    Config::load(&sources).map_err(|errors| wrong(errors.0).into())
}

/// The profiles of this configuration.
pub fn profiles(config: &Config) -> Result<Profiles> {
    let beside = config.config_file.as_deref().map(Config::profiles_file);
    let file = beside.unwrap_or_else(|| config.data_dir.join("profiles.toml"));
    Profiles::open(file, &config.data_dir, config.profiles.clone()).map_err(profile_stop)
}

/// What is wrong with profiles, as an error of the command.
pub fn profile_stop(error: ProfileError) -> Stop {
    match error {
        ProfileError::Io(..) => Error::environment(format!("{error}.")).into(),
        ProfileError::Wrong(what) => Stop::usage(format!("{what}."), "See `appydex-admin profile --help`."),
        ProfileError::Unknown(name) => {
            Stop::usage(format!("There is no profile {name}."), "See all with `appydex-admin profile list`.")
        }
    }
}

/// Whose command this is.
pub fn session(globals: &Globals, config: &Config, env: &Env) -> Result<Session> {
    let profiles = profiles(config)?;
    let named = globals.profile.clone().or_else(|| env.var("APPYDEX_PROFILE").map(str::to_owned));
    let name = match named {
        Some(name) => Some(name),
        None => profiles.chosen().map_err(profile_stop)?,
    };
    let profile = match &name {
        Some(name) => profiles.get(name).map_err(profile_stop)?.clone(),
        None => crate::config::Profile::default(),
    };
    let given = globals.server.clone().or_else(|| env.var("APPYDEX_SERVER").map(str::to_owned));
    let server = given.or_else(|| profile.server.clone()).filter(|_| !globals.local);
    let given_as = globals.acting_as.clone().or_else(|| env.var("APPYDEX_AS").map(str::to_owned));
    if let (Some(server), Some(_)) = (&server, &globals.acting_as) {
        let what = format!("--as goes with the database of this machine; at {server} the one who is logged in acts.");
        return Err(Stop::usage(what, "Leave it out, or give --local."));
    }
    let tokens = match (&name, &server) {
        (Some(name), Some(server)) if Some(server) == profile.server.as_ref() => name.clone(),
        (_, Some(server)) => server.clone(),
        _ => String::new(),
    };
    Ok(Session {
        profile: name,
        server,
        acting_as: given_as.or(profile.acting_as),
        readonly: profile.readonly,
        protected: profile.protected,
        token: env.var("APPYDEX_TOKEN").map(Secret::new),
        tokens,
    })
}

impl Session {
    /// Who calls operations; in process somebody must have been named.
    pub fn who(&self) -> Result<Who, Error> {
        match self.who_or_system() {
            Who::System => Err(Error::new(Kind::Unauthenticated)
                .with_message("Nobody is named to act on the database of this machine; give --as EMAIL.")),
            who => Ok(who),
        }
    }

    /// As [`Self::who`], with the program itself where nobody was named.
    pub fn who_or_system(&self) -> Who {
        match (&self.server, &self.acting_as) {
            (Some(url), _) => Who::Server { url: url.clone(), profile: self.tokens.clone(), token: self.token.clone() },
            (None, Some(email)) => Who::Admin { email: email.clone() },
            (None, None) => Who::System,
        }
    }

    /// Refuses changes under a read-only profile.
    pub fn may_change(&self) -> Result<(), Error> {
        match &self.profile {
            Some(profile) if self.readonly => Err(Kind::ReadonlyProfile { profile: profile.clone() }.into()),
            _ => Ok(()),
        }
    }
}
