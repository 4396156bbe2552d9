//! The few small files beside the database: keys, the install id, the audit head.

use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Write as _},
    path::Path,
};

use crate::error::{Error, Result};

fn failed(what: &str, path: &Path, error: &std::io::Error) -> Error {
    Error::environment(format!("{} can't be {what}: {error}.", path.display()))
}

/// The content of `path`; a file that isn't there is made with `fresh` in it, readable by its owner only.
/// Of several processes that make it at once one wins, and all read the winner's.
pub fn read_or_create_private(path: &Path, fresh: &str) -> Result<String> {
    match fs::read_to_string(path) {
        Err(e) if e.kind() == ErrorKind::NotFound => {}
        read => return read.map_err(|e| failed("read", path, &e)),
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|e| failed("made", folder, &e))?;
    }
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    write_private(&draft, fresh)?;
    // A hard link fails where the file is there already, and shows it whole or not at all.
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft).map_err(|e| failed("tidied", &draft, &e))?;
    match linked {
        Err(e) if e.kind() != ErrorKind::AlreadyExists => Err(failed("made", path, &e)),
        _ => fs::read_to_string(path).map_err(|e| failed("read", path, &e)),
    }
}

/// Puts `content` in place of what `path` held, whole or not at all, readable by its owner only.
pub fn replace_private(path: &Path, content: &str) -> Result<()> {
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    write_private(&draft, content)?;
    fs::rename(&draft, path).map_err(|e| failed("written", path, &e))
}

/// As [`replace_private`], without waiting for the disk: for what may lag behind after a power cut.
pub fn replace_unsynced(path: &Path, content: &str) -> Result<()> {
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(|e| failed("made", path, &e))?;
    fs::write(&draft, content).and_then(|()| fs::rename(&draft, path)).map_err(|e| failed("written", path, &e))
}

/// The content of `path`, if it is there.
pub fn read_optional(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(failed("read", path, &e)),
    }
}

fn write_private(path: &Path, content: &str) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let write = |mut file: File| file.write_all(content.as_bytes()).and_then(|()| file.sync_all());
    options.open(path).and_then(write).map_err(|e| failed("written", path, &e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_content_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/secret.key");
        assert_eq!(read_or_create_private(&path, "one").unwrap(), "one");
        assert_eq!(read_or_create_private(&path, "two").unwrap(), "one");
        replace_private(&path, "three").unwrap();
        assert_eq!(read_or_create_private(&path, "four").unwrap(), "three");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no draft stays");
    }
}
