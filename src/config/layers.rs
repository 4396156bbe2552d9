//! Puts the layers over each other: which text each key gets, and from where. Knows names, not meanings.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use toml::{Table, Value};

use super::keys::{KEYS, Key, PROFILE_KEYS, find, groups, is_group};
use super::nearest::nearest;
use super::{Origin, Platform, Profile, Sources, profiles, values};

const ENV_PREFIX: &str = "APPYDEX_";

/// A value as it was given.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub value: Value,
    pub origin: Origin,
}

/// What all layers together say.
#[derive(Default)]
pub(super) struct Layers {
    pub data_dir: PathBuf,
    pub config_file: Option<PathBuf>,
    pub defaults: BTreeMap<&'static str, Value>,
    pub given: BTreeMap<&'static str, Given>,
    pub profiles: BTreeMap<String, Profile>,
    pub warnings: Vec<String>,
    pub errors: Vec<String>,
    /// Where the data directory was said.
    pub data_dir_origin: Option<Origin>,
}

/// Reads every layer; what is wrong with names and files is in `errors`.
pub(super) fn gather(sources: &Sources<'_>) -> Layers {
    let mut layers = Layers::default();
    layers.place(sources);
    layers.defaults = defaults(&layers.data_dir, &sources.platform);
    layers.read_file(sources);
    layers.read_env(sources);
    for (name, value) in &sources.flags {
        if !matches!(name.as_str(), "config" | "data_dir") {
            layers.put(name, Value::String(value.clone()), &Origin::Flag { name: flag(name) });
        }
    }
    layers
}

/// The defaults of the table and those that depend on the machine.
fn defaults(data_dir: &std::path::Path, platform: &Platform) -> BTreeMap<&'static str, Value> {
    let inside = |scheme: &str, name: &str| format!("{scheme}:{}", data_dir.join(name).display());
    let fixed = KEYS.iter().filter_map(|key| Some((key.name, key.default?.to_owned())));
    let found = [
        ("server.workers", platform.cores.to_string()),
        ("database.url", inside("sqlite", "appydex.db")),
        ("files.url", inside("file", "files")),
        ("backup.url", inside("file", "backups")),
        ("display.time_zone", platform.time_zone.clone()),
    ];
    fixed.chain(found).map(|(name, text)| (name, Value::String(text))).collect()
}

/// The flag that sets a key.
fn flag(name: &str) -> String {
    match name {
        "database.url" => "--database-url".into(),
        "server.allow_origins" => "--allow-origin".into(),
        _ => format!("--{}", name.rsplit('.').next().unwrap_or(name).replace('_', "-")),
    }
}

impl Layers {
    /// Where the configuration file and the data are.
    fn place(&mut self, sources: &Sources<'_>) {
        let named = |flag: &str, variable: &str| {
            let by_flag = sources
                .flags
                .get(flag)
                .map(|path| (path.clone(), Origin::Flag { name: format!("--{}", flag.replace('_', "-")) }));
            by_flag.or_else(|| Some((not_empty((sources.env)(variable))?, Origin::Env { name: variable.into() })))
        };
        let default_file = sources.platform.config_dir.as_ref().map(|dir| dir.join("config.toml"));
        self.config_file = named("config", "APPYDEX_CONFIG").map(|(path, _)| path.into()).or(default_file);
        let data_dir = named("data_dir", "APPYDEX_DATA_DIR").map(|(path, origin)| (path.into(), origin));
        match data_dir.or_else(|| Some((sources.platform.data_dir.clone()?, Origin::Default))) {
            Some((path, origin)) => (self.data_dir, self.data_dir_origin) = (path, Some(origin)),
            None => self.errors.push(
                "this user has no home directory; name a data directory with --data-dir or APPYDEX_DATA_DIR".into(),
            ),
        }
    }

    fn read_file(&mut self, sources: &Sources<'_>) {
        let Some(path) = self.config_file.clone() else {
            return;
        };
        let named = sources.flags.contains_key("config") || not_empty((sources.env)("APPYDEX_CONFIG")).is_some();
        match (sources.read)(&path) {
            Ok(file) => self.read_toml(path, &file.text, file.mode),
            Err(error) if error.kind() == io::ErrorKind::NotFound && !named => {}
            Err(error) => self.errors.push(format!("{}: can't be read: {error}", path.display())),
        }
    }

    fn read_toml(&mut self, path: PathBuf, text: &str, mode: Option<u32>) {
        match text.parse::<Table>() {
            Ok(table) => {
                let origin = Origin::File { path };
                self.put_table("", table, &origin);
                self.warn_of_open_secrets(&origin, mode);
            }
            Err(error) => self.errors.push(syntax_error(&path, text, &error)),
        }
    }

    fn warn_of_open_secrets(&mut self, origin: &Origin, mode: Option<u32>) {
        let secret = |name: &&'static str| find(name).is_some_and(|key| key.shown == super::keys::Shown::Secret);
        if let (true, Some(name)) = (is_open(mode), self.given.keys().copied().find(secret)) {
            self.warnings.push(format!("{origin} holds a secret ({name}) and others may read it; chmod 600 it"));
        }
    }

    fn read_env(&mut self, sources: &Sources<'_>) {
        if let Some(url) = not_empty((sources.env)("DATABASE_URL")) {
            self.put("database.url", Value::String(url), &Origin::Env { name: "DATABASE_URL".into() });
        }
        let mut names = sources.env_names.clone();
        names.sort_unstable();
        for name in names {
            let Some(key) = name.strip_prefix(ENV_PREFIX).filter(|rest| rest.contains("__")) else {
                continue;
            };
            if let Some(value) = not_empty((sources.env)(&name)) {
                let key = key.to_lowercase().replace("__", ".");
                self.put(&key, Value::String(value), &Origin::Env { name: name.clone() });
            }
        }
    }

    fn put_table(&mut self, prefix: &str, table: Table, origin: &Origin) {
        for (name, value) in table {
            let full = if prefix.is_empty() { name } else { format!("{prefix}.{name}") };
            self.put(&full, value, origin);
        }
    }

    /// Sets a key, or all keys under a name that is given as a table.
    fn put(&mut self, name: &str, value: Value, origin: &Origin) {
        if let Some(Key { name, .. }) = find(name) {
            self.given.insert(name, Given { value, origin: origin.clone() });
        } else if let Some(profile) = name.strip_prefix("profiles.") {
            self.put_profile(profile, value, origin);
        } else if is_group(name) || name == "profiles" {
            match values::structured(&value) {
                Ok(Value::Table(table)) => self.put_table(name, table, origin),
                _ => self.errors.push(format!("{name} ({origin}): must be a table")),
            }
        } else {
            self.errors.push(unknown(name, origin));
        }
    }

    /// A whole profile from a file, or one key of it (`NAME.KEY`) from the environment.
    fn put_profile(&mut self, name: &str, value: Value, origin: &Origin) {
        let result = match (name.split_once('.'), value) {
            (None, Value::Table(table)) => {
                table.into_iter().try_for_each(|(key, value)| self.put_profile_key(name, &key, &value))
            }
            (None, _) => Err("must be a table".into()),
            (Some((name, key)), value) => self.put_profile_key(name, key, &value),
        };
        if let Err(fault) = result {
            self.errors.push(format!("profiles.{name} ({origin}): {fault}"));
        }
    }

    fn put_profile_key(&mut self, name: &str, key: &str, value: &Value) -> Result<(), String> {
        profiles::check_name(name)?;
        self.profiles.entry(name.to_owned()).or_default().set(key, value)
    }
}

/// What to say of an unknown key, in the spelling of the layer it stands in.
fn unknown(name: &str, origin: &Origin) -> String {
    let near = nearest(name, KEYS.iter().map(|key| key.name).chain(groups()).chain(["profiles"])).unwrap_or_default();
    match origin {
        Origin::Env { name } => {
            let near = near.replace('.', "__").to_uppercase();
            format!("environment {name}: is not known; did you mean {ENV_PREFIX}{near}?")
        }
        _ => format!("{origin}: the key {name} is not known; did you mean {near}?"),
    }
}

/// What to say of an unknown key of a profile.
pub(super) fn unknown_profile_key(key: &str) -> String {
    let near = nearest(key, PROFILE_KEYS.iter().copied()).unwrap_or_default();
    format!("the key {key} is not known; did you mean {near}?")
}

/// Only the line, not what stands there: it may be a secret.
pub(super) fn syntax_error(path: &std::path::Path, text: &str, error: &toml::de::Error) -> String {
    let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
    format!("{}: line {line} is not TOML: {}", path.display(), error.message())
}

/// Whether others than the owner may read a file.
pub(super) fn is_open(mode: Option<u32>) -> bool {
    mode.is_some_and(|mode| mode & 0o077 != 0)
}

fn not_empty(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}
