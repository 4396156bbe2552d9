//! Somewhere files are kept that people fetch: exports, uploads.

use std::io::{Read, Seek, Write};

use crate::{domain::time::Timestamp, error::Result};

/// A store of files. Names are words of letters, digits, `-`, `_` and `.`, in folders: `exports/0199ec08.1.csv`.
///
/// Every call may wait for a disk: call it where waiting is no harm.
pub trait Files: Send + Sync {
    /// Begins a file that nobody sees before it is published; dropped, it is gone.
    ///
    /// # Errors
    /// When nothing can be written.
    fn draft(&self, name: &str) -> Result<Box<dyn Draft>>;
    /// What is in a file, if it is there.
    ///
    /// # Errors
    /// When it is there and can't be read.
    fn open(&self, name: &str) -> Result<Option<Stored>>;
    /// Removes every file and every draft whose name begins like this.
    ///
    /// # Errors
    /// When one can't be removed.
    fn remove(&self, beginning: &str) -> Result<()>;
    /// Every file of a folder, with when it was last written.
    ///
    /// # Errors
    /// When the folder can't be read.
    fn list(&self, folder: &str) -> Result<Vec<(String, Timestamp)>>;
    /// Removes drafts that nobody has written to since `before`.
    ///
    /// # Errors
    /// When one can't be removed.
    fn remove_drafts(&self, before: Timestamp) -> Result<()>;
}

/// A file in the making.
pub trait Draft: Write + Seek + Send {
    /// Makes it last and shows it under its name, whole.
    ///
    /// # Errors
    /// When it can't be; then it is gone.
    fn publish(self: Box<Self>) -> Result<Published>;
}

/// A file that is there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of what is in it, in hex.
    pub sha256: String,
}

/// A file that can be read.
pub struct Stored {
    /// Its size in bytes.
    pub size: u64,
    /// What is in it.
    pub content: Box<dyn Read + Send>,
}
