//! What a login gave, kept for the next command: in the OS keyring, else in a file that only its owner reads.
//!
//! A [`TokenStore`] belongs to one profile. Its calls may wait (for a lock, for a keyring), so they are made where
//! waiting is no harm. `keyring` talks to the Secret Service, `file` keeps a 0600 file, [`open`] takes the first that
//! works. To add a keyring of another system: a sibling of `keyring` with the same three functions.

mod file;
#[cfg(target_os = "linux")]
mod keyring;

use std::{path::Path, sync::Arc};

use serde::{Deserialize, Serialize};

use super::Say;
use crate::error::Result;

/// What a login gave.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokens {
    /// The server they are for, as a URL; empty for one given by hand, which is for whichever is called.
    pub server: String,
    /// For `Authorization: Bearer`.
    pub access_token: String,
    /// Good for one renewal; a token given by hand has none.
    pub refresh_token: Option<String>,
}

impl Tokens {
    /// A token that was given by hand: for whichever server is called, and never renewed.
    pub fn bearer(token: impl Into<String>) -> Self {
        Self { server: String::new(), access_token: token.into(), refresh_token: None }
    }
}

/// Held as long as nobody else may renew; dropping it lets the next one in. The default keeps nobody out.
#[derive(Default)]
pub struct Lock {
    _file: Option<std::fs::File>,
}

/// Keeps the tokens of one profile. Calls may wait a few seconds.
pub trait TokenStore: Send + Sync {
    /// What was kept, if anything was.
    fn load(&self) -> Result<Option<Tokens>>;
    /// Keeps tokens in place of those before; `fresh` ones come from a login and may go to another place.
    fn save(&self, tokens: &Tokens, fresh: bool) -> Result<()>;
    /// Forgets them.
    fn clear(&self) -> Result<()>;
    /// Waits until no other process is renewing.
    fn lock(&self) -> Result<Lock>;
}

/// The store of `profile` in `data_dir`; `token` (from `APPYDEX_TOKEN`) goes before anything kept.
pub fn open(data_dir: &Path, profile: &str, token: Option<String>, say: Say) -> Arc<dyn TokenStore> {
    match token {
        Some(token) => Arc::new(Given(token)),
        None => Arc::new(Kept { file: file::TokenFile::new(data_dir, profile), profile: profile.to_owned(), say }),
    }
}

/// Whether this machine has a keyring that answers.
pub fn keyring_answers() -> bool {
    secret_answers()
}

/// A token that was given by hand, never kept and never renewed.
struct Given(String);

impl TokenStore for Given {
    fn load(&self) -> Result<Option<Tokens>> {
        Ok(Some(Tokens::bearer(&self.0)))
    }

    fn save(&self, _tokens: &Tokens, _fresh: bool) -> Result<()> {
        Ok(())
    }

    fn clear(&self) -> Result<()> {
        Ok(())
    }

    fn lock(&self) -> Result<Lock> {
        Ok(Lock::default())
    }
}

/// The keyring where there is one, else the file.
struct Kept {
    file: file::TokenFile,
    profile: String,
    say: Say,
}

impl TokenStore for Kept {
    fn load(&self) -> Result<Option<Tokens>> {
        match self.file.load()? {
            Some(tokens) => Ok(Some(tokens)),
            None => Ok(secret_load(&self.profile)),
        }
    }

    /// A profile that keeps its tokens in a file stays with it until the next login, so that a keyring which
    /// hangs costs its three seconds once and not at every renewal.
    fn save(&self, tokens: &Tokens, fresh: bool) -> Result<()> {
        let in_file = self.file.exists();
        if (fresh || !in_file) && secret_save(&self.profile, tokens) {
            return self.file.clear();
        }
        self.file.save(tokens)?;
        if !in_file {
            let place = self.file.path().display();
            (self.say)(&format!("This machine has no keyring that answers; the tokens are in {place} (mode 0600)."));
        }
        Ok(())
    }

    fn clear(&self) -> Result<()> {
        secret_clear(&self.profile);
        self.file.clear()
    }

    fn lock(&self) -> Result<Lock> {
        self.file.lock()
    }
}

#[cfg(target_os = "linux")]
use keyring::{answers as secret_answers, clear as secret_clear, load as secret_load, save as secret_save};

#[cfg(not(target_os = "linux"))]
const fn secret_answers() -> bool {
    false
}

#[cfg(not(target_os = "linux"))]
fn secret_load(_profile: &str) -> Option<Tokens> {
    None
}

#[cfg(not(target_os = "linux"))]
fn secret_save(_profile: &str, _tokens: &Tokens) -> bool {
    false
}

#[cfg(not(target_os = "linux"))]
fn secret_clear(_profile: &str) {}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    fn tokens(access: &str) -> Tokens {
        Tokens { server: "http://x/".into(), access_token: access.into(), refresh_token: Some("r".into()) }
    }

    #[test]
    fn a_given_token_is_neither_kept_nor_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let store = open(dir.path(), "p", Some("abc".into()), Arc::new(|_| {}));
        store.save(&tokens("other"), true).unwrap();
        store.clear().unwrap();
        assert_eq!(store.load().unwrap().unwrap().access_token, "abc");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn without_a_keyring_a_file_is_used_and_that_is_said_once() {
        let dir = tempfile::tempdir().unwrap();
        let said = Arc::new(Mutex::new(Vec::new()));
        let say: Say = {
            let said = said.clone();
            Arc::new(move |line| said.lock().unwrap().push(line.to_owned()))
        };
        let file = file::TokenFile::new(dir.path(), "p");
        file.save(&tokens("first")).unwrap();
        let store = Kept { file, profile: "p".into(), say: say.clone() };
        store.save(&tokens("second"), false).unwrap();
        assert_eq!(said.lock().unwrap().len(), 0, "the file was there before");
        assert!(store.load().unwrap() == Some(tokens("second")));
        store.file.clear().unwrap();
        store.file.save(&tokens("third")).unwrap();
        assert!(store.load().unwrap() == Some(tokens("third")));
    }
}
