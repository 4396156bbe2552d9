//! A file that only its owner reads, replaced whole.

use std::{
    fs::{File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::{Lock, Tokens};
use crate::error::{Error, Result};

/// `tokens/PROFILE.json` in the data directory, and its lock beside it.
pub(super) struct TokenFile {
    path: PathBuf,
}

impl TokenFile {
    /// Nothing is made before something is kept. Characters of `profile` that a name can't have become `_`.
    pub(super) fn new(data_dir: &Path, profile: &str) -> Self {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let name: String = profile.chars().map(|c| if fits(c) { c } else { '_' }).collect();
        Self { path: data_dir.join("tokens").join(format!("{name}.json")) }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn exists(&self) -> bool {
        self.path.exists()
    }

    pub(super) fn load(&self) -> Result<Option<Tokens>> {
        match std::fs::read_to_string(&self.path) {
            Ok(text) => match serde_json::from_str(&text) {
                Ok(tokens) => Ok(Some(tokens)),
                // A file that makes no sense is no login; the next one replaces it.
                Err(_) => Ok(None),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.failed("read", &error)),
        }
    }

    /// Writes beside the file and renames, so that a crash leaves the old tokens or the new.
    pub(super) fn save(&self, tokens: &Tokens) -> Result<()> {
        let text = serde_json::to_string(tokens).map_err(Error::internal)?;
        let beside = self.path.with_extension(format!("{}.new", std::process::id()));
        let write = || {
            self.make_directory()?;
            let mut file = private().write(true).create(true).truncate(true).open(&beside)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&beside, &self.path)
        };
        write().map_err(|error| self.failed("written", &error))
    }

    pub(super) fn clear(&self) -> Result<()> {
        match std::fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(self.failed("removed", &error)),
            _ => Ok(()),
        }
    }

    /// Waits for the lock beside the file; it ends with the value, or with the process.
    pub(super) fn lock(&self) -> Result<Lock> {
        let take = || {
            self.make_directory()?;
            let file: File = private().write(true).create(true).open(self.path.with_extension("lock"))?;
            file.lock()?;
            Ok(file)
        };
        take().map(|file| Lock { _file: Some(file) }).map_err(|error: io::Error| self.failed("locked", &error))
    }

    fn make_directory(&self) -> io::Result<()> {
        self.path.parent().map_or(Ok(()), private_directory)
    }

    fn failed(&self, what: &str, error: &io::Error) -> Error {
        Error::environment(format!("{} can't be {what}: {error}", self.path.display()))
    }
}

#[cfg(unix)]
fn private() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = OpenOptions::new();
    options.mode(0o600);
    options
}

#[cfg(unix)]
fn private_directory(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
fn private_directory(path: &Path) -> io::Result<()> {
    std::fs::create_dir_all(path)
}

#[cfg(not(unix))]
fn private() -> OpenOptions {
    OpenOptions::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens() -> Tokens {
        Tokens { server: "http://x/".into(), access_token: "a".into(), refresh_token: None }
    }

    #[test]
    fn kept_read_and_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let file = TokenFile::new(dir.path(), "live");
        assert!(file.load().unwrap().is_none() && !file.exists());
        file.save(&tokens()).unwrap();
        assert!(file.load().unwrap() == Some(tokens()) && file.exists());
        std::fs::write(file.path(), "{").unwrap();
        assert!(file.load().unwrap().is_none());
        file.clear().unwrap();
        file.clear().unwrap();
        assert!(!file.exists());
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let file = TokenFile::new(dir.path(), "live");
        file.save(&tokens()).unwrap();
        assert_eq!(std::fs::metadata(file.path()).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_profile_s_name_can_t_leave_the_directory() {
        let file = TokenFile::new(Path::new("/data"), "../a b/c");
        assert_eq!(file.path(), Path::new("/data/tokens/___a_b_c.json"));
    }

    #[test]
    fn a_second_lock_waits_for_the_first() {
        let dir = tempfile::tempdir().unwrap();
        let file = TokenFile::new(dir.path(), "live");
        let first = file.lock().unwrap();
        let path = file.path().with_extension("lock");
        assert!(File::open(&path).unwrap().try_lock().is_err());
        drop(first);
        assert!(File::open(&path).unwrap().try_lock().is_ok());
    }
}
