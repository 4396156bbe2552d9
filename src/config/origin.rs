//! Where a value comes from.

use std::fmt;
use std::path::PathBuf;

/// The layer that gave a value; later ones win.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Built in.
    Default,
    /// The configuration file.
    File {
        /// Its path.
        path: PathBuf,
    },
    /// An environment variable.
    Env {
        /// Its name.
        name: String,
    },
    /// The command line.
    Flag {
        /// The flag with its dashes.
        name: String,
    },
}

impl Origin {
    /// 0 for a default up to 3 for a flag.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::Default => 0,
            Self::File { .. } => 1,
            Self::Env { .. } => 2,
            Self::Flag { .. } => 3,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File { path } => write!(f, "file {}", path.display()),
            Self::Env { name } => write!(f, "environment {name}"),
            Self::Flag { name } => write!(f, "flag {name}"),
        }
    }
}

/// A key with its value as it may be shown, and where the value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The key, such as `server.listen`.
    pub key: String,
    /// The value; `(set)` for a secret, `(none)` where there is none.
    pub value: String,
    /// The layer that gave it.
    pub origin: Origin,
}
