//! The head of the audit chain, kept in a file beside the database.
//!
//! The chain alone shows a change, a gap, another order; that its newest entries are gone only something
//! outside can show. The file may lag behind the chain (a crash between commit and write), never lie.

use std::{
    path::{Path, PathBuf},
    sync::Mutex,
};

use super::files;
use crate::{error::Result, store::chain::Head};

/// The file with the newest head that this machine has seen.
pub struct HeadFile {
    path: PathBuf,
    written: Mutex<i64>,
}

impl HeadFile {
    /// The file in `directory`.
    pub fn in_directory(directory: &Path) -> Self {
        Self { path: directory.join("audit.head"), written: Mutex::new(0) }
    }

    /// Writes a head that is newer than the last one. A failure is logged and no more: the change that it
    /// tells of has been committed.
    pub fn raise(&self, head: &Head) {
        let Ok(mut written) = self.written.lock() else { return };
        if head.seq <= *written {
            return;
        }
        match files::replace_unsynced(&self.path, &format!("{} {}\n", head.seq, hex::encode(&head.hash))) {
            Ok(()) => *written = head.seq,
            Err(error) => tracing::error!(%error, "the head of the audit log could not be kept beside the database"),
        }
    }

    /// The head in the file, if there is one.
    ///
    /// # Errors
    /// Says so when the file holds something else.
    pub fn read(&self) -> Result<Option<Head>> {
        let Some(text) = files::read_optional(&self.path)? else { return Ok(None) };
        let head = text
            .trim()
            .split_once(' ')
            .and_then(|(seq, hash)| Some(Head { seq: seq.parse().ok()?, hash: hex::decode(hash).ok()? }));
        let wrong = || crate::error::Error::environment(format!("{} is not an audit head.", self.path.display()));
        head.map(Some).ok_or_else(wrong)
    }
}
