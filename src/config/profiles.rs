//! Profiles: named servers to talk to. Set ones are kept in `profiles.toml`, the chosen one's name in a file of the
//! data directory.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use super::layers::{syntax_error, unknown_profile_key};
use super::{addresses, values};

const CHOSEN_FILE: &str = "profile";
const HEADING: &str = "# Kept by `appydex-admin profile`; comments in it are lost.\n";

/// A named server, and how to act on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The server's URL; `None` works in process on the database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// The email address of the admin who acts in process.
    #[serde(default, rename = "as", skip_serializing_if = "Option::is_none")]
    pub acting_as: Option<String>,
    /// Whether changes are refused.
    #[serde(default, skip_serializing_if = "is_false")]
    pub readonly: bool,
    /// Whether each change must be confirmed by typing the profile's name.
    #[serde(default, skip_serializing_if = "is_false")]
    pub protected: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde fixes the signature")]
fn is_false(value: &bool) -> bool {
    !*value
}

impl Profile {
    /// Sets one key of it; the error is a sentence.
    pub(super) fn set(&mut self, key: &str, value: &Value) -> Result<(), String> {
        let named = |fault: String| format!("{key} {fault}");
        match key {
            "server" => {
                self.server = Some(addresses::url(value, &["https", "http"]).map_err(named)?);
            }
            "as" => self.acting_as = Some(values::text(value).map_err(named)?),
            "readonly" => self.readonly = values::switch(value).map_err(named)?,
            "protected" => self.protected = values::switch(value).map_err(named)?,
            _ => return Err(unknown_profile_key(key)),
        }
        Ok(())
    }
}

/// Why profiles can't be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// A file can't be read or written.
    #[error("{0}: {1}")]
    Io(PathBuf, #[source] io::Error),
    /// What a file says is wrong, or what was asked for.
    #[error("{0}")]
    Wrong(String),
    /// There is no profile of this name.
    #[error("there is no profile {0}; `appydex-admin profile list` shows all")]
    Unknown(String),
}

/// The profiles kept in a file, and the name of the chosen one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profiles {
    file: PathBuf,
    chosen_file: PathBuf,
    kept: BTreeMap<String, Profile>,
    others: BTreeMap<String, Profile>,
}

impl Profiles {
    /// Reads the profiles kept in `file`; `others` come from `config.toml` and give way to a kept one of their name.
    pub fn open(file: PathBuf, data_dir: &Path, others: BTreeMap<String, Profile>) -> Result<Self, ProfileError> {
        let kept = match read_if_there(&file)? {
            Some(text) => parse(&file, &text).map_err(ProfileError::Wrong)?,
            None => BTreeMap::new(),
        };
        Ok(Self { file, chosen_file: data_dir.join(CHOSEN_FILE), kept, others })
    }

    /// Every profile by name.
    pub fn all(&self) -> BTreeMap<&str, &Profile> {
        self.others.iter().chain(&self.kept).map(|(name, profile)| (name.as_str(), profile)).collect()
    }

    /// The profile of this name.
    pub fn get(&self, name: &str) -> Result<&Profile, ProfileError> {
        let found = self.kept.get(name).or_else(|| self.others.get(name));
        found.ok_or_else(|| ProfileError::Unknown(name.to_owned()))
    }

    /// The name of the chosen profile, if one was chosen and still exists.
    pub fn chosen(&self) -> Result<Option<String>, ProfileError> {
        let name = read_if_there(&self.chosen_file)?.map(|text| text.trim().to_owned());
        Ok(name.filter(|name| self.get(name).is_ok()))
    }

    /// Chooses a profile for the commands to come.
    pub fn choose(&self, name: &str) -> Result<(), ProfileError> {
        self.get(name)?;
        replace(&self.chosen_file, &format!("{name}\n"))
    }

    /// Keeps a profile, in place of one of the same name.
    pub fn set(&mut self, name: &str, profile: Profile) -> Result<(), ProfileError> {
        check_name(name).map_err(ProfileError::Wrong)?;
        if let Some(server) = &profile.server {
            addresses::url(&Value::String(server.clone()), &["https", "http"])
                .map_err(|fault| ProfileError::Wrong(format!("server {fault}")))?;
        }
        self.kept.insert(name.to_owned(), profile);
        self.write()
    }

    /// Forgets a kept profile, and that it was chosen; one in `config.toml` is for its owner to take out.
    pub fn remove(&mut self, name: &str) -> Result<(), ProfileError> {
        self.get(name)?;
        if self.kept.remove(name).is_none() {
            return Err(ProfileError::Wrong(format!(
                "the profile {name} stands in config.toml or the environment; take it out there"
            )));
        }
        self.write()?;
        if self.chosen()?.is_none() { remove_if_there(&self.chosen_file) } else { Ok(()) }
    }

    fn write(&self) -> Result<(), ProfileError> {
        let text = toml::to_string(&self.kept).map_err(|error| ProfileError::Wrong(error.to_string()))?;
        replace(&self.file, &format!("{HEADING}{text}"))
    }
}

/// Checks a profile's name: 1 to 32 small letters, digits, `-` and `_`.
pub(super) fn check_name(name: &str) -> Result<(), String> {
    let characters = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_');
    if characters && (1..=32).contains(&name.len()) {
        return Ok(());
    }
    Err("a profile's name must have 1 to 32 small letters, digits, - and _".into())
}

fn parse(path: &Path, text: &str) -> Result<BTreeMap<String, Profile>, String> {
    let table: Table = text.parse().map_err(|error| syntax_error(path, text, &error))?;
    let profile = |(name, value): (String, Value)| {
        let read = check_name(&name)
            .and_then(|()| profile(value))
            .map_err(|fault| format!("{}: {name}: {fault}", path.display()));
        Ok((name, read?))
    };
    table.into_iter().map(profile).collect()
}

fn profile(value: Value) -> Result<Profile, String> {
    let Value::Table(table) = value else {
        return Err("must be a table".into());
    };
    let mut profile = Profile::default();
    table.iter().try_for_each(|(key, value)| profile.set(key, value))?;
    Ok(profile)
}

fn read_if_there(path: &Path) -> Result<Option<String>, ProfileError> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ProfileError::Io(path.to_owned(), error)),
    }
}

fn remove_if_there(path: &Path) -> Result<(), ProfileError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(ProfileError::Io(path.to_owned(), error)),
        _ => Ok(()),
    }
}

/// Writes beside the file and renames, so that a crash leaves the old content or the new.
fn replace(path: &Path, text: &str) -> Result<(), ProfileError> {
    let failed = |error| ProfileError::Io(path.to_owned(), error);
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir).map_err(failed)?;
    }
    let beside = path.with_added_extension(format!("{}.new", std::process::id()));
    let mut file = std::fs::File::create(&beside).map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
    std::fs::rename(&beside, path).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(dir: &Path, others: BTreeMap<String, Profile>) -> Result<Profiles, ProfileError> {
        Profiles::open(dir.join("conf/profiles.toml"), &dir.join("data"), others)
    }

    fn live() -> Profile {
        Profile { server: Some("https://admin.example".into()), protected: true, ..Profile::default() }
    }

    #[test]
    fn set_use_and_remove_are_remembered() {
        let dir = tempfile::tempdir().unwrap();
        let mut profiles = open(dir.path(), BTreeMap::new()).unwrap();
        assert_eq!((profiles.all().len(), profiles.chosen().unwrap()), (0, None));
        profiles.set("live", live()).unwrap();
        profiles
            .set("test", Profile { readonly: true, acting_as: Some("a@b.example".into()), ..Profile::default() })
            .unwrap();
        profiles.choose("live").unwrap();

        let mut again = open(dir.path(), BTreeMap::new()).unwrap();
        assert_eq!(again, profiles);
        assert_eq!((again.get("live").unwrap(), again.chosen().unwrap()), (&live(), Some("live".into())));
        again.remove("live").unwrap();
        assert_eq!(again.chosen().unwrap(), None);
        assert!(!dir.path().join("data/profile").exists());
        let names: Vec<_> = open(dir.path(), BTreeMap::new()).unwrap().all().into_keys().map(str::to_owned).collect();
        assert_eq!(names, ["test"]);
    }

    #[test]
    fn profiles_of_the_config_file_give_way_and_stay() {
        let dir = tempfile::tempdir().unwrap();
        let others = BTreeMap::from([("live".to_owned(), Profile::default()), ("old".to_owned(), Profile::default())]);
        let mut profiles = open(dir.path(), others).unwrap();
        profiles.set("live", live()).unwrap();
        assert_eq!((profiles.get("live").unwrap(), profiles.all().len()), (&live(), 2));
        profiles.choose("live").unwrap();
        profiles.remove("live").unwrap();
        assert_eq!(profiles.get("live").unwrap(), &Profile::default());
        assert_eq!(profiles.chosen().unwrap(), Some("live".into()));
        assert!(profiles.remove("old").unwrap_err().to_string().contains("config.toml"));
    }

    #[test]
    fn what_is_wrong_is_said_and_nothing_is_written() {
        let dir = tempfile::tempdir().unwrap();
        let mut profiles = open(dir.path(), BTreeMap::new()).unwrap();
        assert!(profiles.choose("none").unwrap_err().to_string().contains("no profile none"));
        assert!(profiles.remove("none").is_err());
        assert!(profiles.set("Wrong Name", live()).is_err());
        assert!(profiles.set("x", Profile { server: Some("ftp://x".into()), ..Profile::default() }).is_err());
        assert!(!dir.path().join("conf").exists());
    }

    #[test]
    fn a_damaged_file_names_the_fault() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("conf")).unwrap();
        for (text, fault) in [
            ("\n\n[live\n", "line 3"),
            ("[live]\nservr = \"https://x\"", "did you mean server?"),
            ("[live]\nreadonly = \"perhaps\"", "readonly must be true or false"),
            ("live = 1", "must be a table"),
            ("[\"A B\"]", "small letters"),
        ] {
            std::fs::write(dir.path().join("conf/profiles.toml"), text).unwrap();
            let message = open(dir.path(), BTreeMap::new()).unwrap_err().to_string();
            assert!(message.contains(fault) && message.contains("profiles.toml"), "{message}");
        }
    }
}
