//! Settings: from defaults, `config.toml`, the environment and flags, each later one over the earlier.
//!
//! Here live reading, checking and explaining them; what they mean lives with those who read the [`Config`]. To add
//! a key, put it into `keys.rs` with its default, into a struct in `model.rs`, and read it in `build.rs`; a test fails
//! as long as one of the three is missing. Files and the environment come in through [`Sources`].

mod addresses;
mod build;
mod keys;
mod layers;
mod model;
mod nearest;
mod origin;
mod platform;
mod profiles;
mod reader;
mod secret;
mod stores;
mod values;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

pub use addresses::{HostPort, Network};
pub use model::*;
pub use origin::{Explained, Origin};
pub use platform::{Platform, read_file};
pub use profiles::{Profile, ProfileError, Profiles};
pub use secret::{Secret, ServiceUrl};

/// A file as it was read: its text and, where the platform has such, its permission bits.
#[derive(Clone, Debug)]
pub struct FileText {
    /// The whole content.
    pub text: String,
    /// The Unix permission bits.
    pub mode: Option<u32>,
}

/// Where settings come from; everything outside the program that they depend on.
pub struct Sources<'a> {
    /// The value of an environment variable.
    pub env: &'a dyn Fn(&str) -> Option<String>,
    /// The names of all environment variables.
    pub env_names: Vec<String>,
    /// Reads a file.
    pub read: &'a dyn Fn(&Path) -> io::Result<FileText>,
    /// What the command line sets, by key (`server.listen`); also `config` and `data_dir`.
    pub flags: BTreeMap<String, String>,
    /// What the machine gives.
    pub platform: Platform,
}

/// All that is wrong with the settings, a sentence each, without any value.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct ConfigErrors(pub Vec<String>);

impl Config {
    /// Reads the settings from all sources; fails with everything that is wrong with them at once.
    pub fn load(sources: &Sources<'_>) -> Result<Self, ConfigErrors> {
        let layers = layers::gather(sources);
        build::config(layers, sources)
    }

    /// Every key with its value, secrets as `(set)`, and where the value comes from.
    pub fn explain(&self) -> &[Explained] {
        &self.explained
    }

    /// The file in which `profile set` keeps profiles: `profiles.toml` beside `config.toml`, whose comments a rewrite
    /// would lose.
    pub fn profiles_file(config_file: &Path) -> PathBuf {
        config_file.with_file_name("profiles.toml")
    }
}

#[cfg(test)]
mod tests;
