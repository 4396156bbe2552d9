//! A directory. A draft lies in a folder of its own and is renamed into its place when it is whole and on the disk.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, BufWriter, ErrorKind, Read as _, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use aws_lc_rs::digest::{Context, SHA256};

use crate::{
    domain::time::Timestamp,
    error::{Error, Result},
    ports::files::{Draft, Files, Published, Stored},
};

const DRAFTS: &str = ".drafts";

/// Files in a directory, readable by their owner only.
#[derive(Clone, Debug)]
pub struct LocalFiles {
    root: PathBuf,
}

fn failed(what: &str, path: &Path, error: &io::Error) -> Error {
    Error::environment(format!("{} can't be {what}: {error}.", path.display()))
}

impl LocalFiles {
    /// The files of this directory, which is made when the first one is.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    fn path(&self, name: &str) -> Result<PathBuf> {
        let word = |part: &str| {
            let right = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
            !part.is_empty() && !part.starts_with('.') && part.bytes().all(right)
        };
        if name.split('/').all(word) {
            Ok(self.root.join(name))
        } else {
            Err(Error::internal(format!("{name:?} is no name of a file")))
        }
    }

    fn draft_path(&self, name: &str) -> PathBuf {
        self.root.join(DRAFTS).join(name.replace('/', "."))
    }

    fn entries(folder: &Path) -> Result<Vec<fs::DirEntry>> {
        match fs::read_dir(folder) {
            Ok(entries) => entries.collect::<io::Result<_>>().map_err(|e| failed("read", folder, &e)),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            Err(e) => Err(failed("read", folder, &e)),
        }
    }
}

fn make_folder(folder: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| failed("made", folder, &e))
}

/// Removes a file; one that is gone already is as good.
fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(failed("removed", path, &e)),
        _ => Ok(()),
    }
}

fn written_at(entry: &fs::DirEntry) -> Option<Timestamp> {
    let since = entry.metadata().ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Timestamp(i64::try_from(since.as_micros()).ok()?))
}

impl Files for LocalFiles {
    fn draft(&self, name: &str) -> Result<Box<dyn Draft>> {
        let (place, path) = (self.path(name)?, self.draft_path(name));
        for folder in [path.parent(), place.parent()].into_iter().flatten() {
            make_folder(folder)?;
        }
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|e| failed("made", &path, &e))?;
        Ok(Box::new(LocalDraft { file: BufWriter::with_capacity(1 << 16, file), path, place }))
    }

    fn open(&self, name: &str) -> Result<Option<Stored>> {
        let path = self.path(name)?;
        match File::open(&path) {
            Ok(file) => {
                let size = file.metadata().map_err(|e| failed("read", &path, &e))?.len();
                Ok(Some(Stored { size, content: Box::new(file) }))
            }
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(failed("read", &path, &e)),
        }
    }

    fn remove(&self, beginning: &str) -> Result<()> {
        let (draft, path) = (self.draft_path(beginning), self.path(beginning)?);
        for like in [draft, path] {
            let (Some(folder), Some(name)) = (like.parent(), like.file_name().and_then(|name| name.to_str())) else {
                continue;
            };
            for entry in Self::entries(folder)? {
                if entry.file_name().to_str().is_some_and(|found| found.starts_with(name)) {
                    remove(&entry.path())?;
                }
            }
        }
        Ok(())
    }

    fn list(&self, folder: &str) -> Result<Vec<(String, Timestamp)>> {
        let entries = Self::entries(&self.path(folder)?)?;
        let named = |entry: &fs::DirEntry| Some((entry.file_name().to_str()?.to_owned(), written_at(entry)?));
        Ok(entries.iter().filter_map(named).map(|(name, at)| (format!("{folder}/{name}"), at)).collect())
    }

    fn remove_drafts(&self, before: Timestamp) -> Result<()> {
        for entry in Self::entries(&self.root.join(DRAFTS))? {
            if written_at(&entry).is_some_and(|at| at < before) {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }
}

/// Puts the names in a folder on the disk, where the system has them synced apart from the files.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// A file that is not whole yet.
struct LocalDraft {
    file: BufWriter<File>,
    path: PathBuf,
    place: PathBuf,
}

impl Write for LocalDraft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for LocalDraft {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl LocalDraft {
    fn digest(file: &mut File) -> io::Result<Published> {
        let (mut context, mut size, mut bytes) = (Context::new(&SHA256), 0, vec![0; 1 << 16]);
        file.rewind()?;
        loop {
            match file.read(&mut bytes)? {
                0 => return Ok(Published { size, sha256: hex::encode(context.finish()) }),
                read => {
                    context.update(&bytes[..read]);
                    size += read as u64;
                }
            }
        }
    }

    fn put(&mut self) -> io::Result<Published> {
        self.file.flush()?;
        let published = Self::digest(self.file.get_mut())?;
        fault!("files.sync");
        self.file.get_ref().sync_all()?;
        fault!("files.rename");
        fs::rename(&self.path, &self.place)?;
        fault!("files.renamed");
        self.place.parent().map_or(Ok(()), sync_folder).map(|()| published)
    }
}

impl Draft for LocalDraft {
    fn publish(mut self: Box<Self>) -> Result<Published> {
        self.put().map_err(|e| failed("written", &self.place, &e))
    }
}

impl Drop for LocalDraft {
    fn drop(&mut self) {
        // After publishing there is nothing under this name any more; what can't be removed now is swept later.
        drop(remove(&self.path));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let names = LocalFiles::entries(folder).unwrap();
        names.iter().map(|entry| entry.file_name().to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn a_file_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let files = LocalFiles::new(folder.path().join("deep"));
        let root = folder.path().join("deep");
        let mut draft = files.draft("exports/a.1.csv").unwrap();
        draft.write_all(b"half").unwrap();
        draft.flush().unwrap();
        assert!(files.open("exports/a.1.csv").unwrap().is_none());
        assert_eq!(files.list("exports").unwrap(), []);
        drop(draft);
        assert_eq!(names(&root.join(DRAFTS)), Vec::<String>::new());

        let mut draft = files.draft("exports/a.1.csv").unwrap();
        draft.write_all(b"abc").unwrap();
        let published = draft.publish().unwrap();
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(published, Published { size: 3, sha256: sha256.into() });
        let mut stored = files.open("exports/a.1.csv").unwrap().unwrap();
        let mut text = String::new();
        stored.content.read_to_string(&mut text).unwrap();
        assert_eq!((stored.size, text.as_str()), (3, "abc"));
        assert_eq!(files.list("exports").unwrap()[0].0, "exports/a.1.csv");
        assert_eq!(names(&root.join(DRAFTS)), Vec::<String>::new());
    }

    #[cfg(unix)]
    #[test]
    fn files_are_their_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let files = LocalFiles::new(folder.path());
        files.draft("exports/a.csv").unwrap().publish().unwrap();
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode("exports"), mode("exports/a.csv")), (0o700, 0o600));
    }

    #[test]
    fn files_and_drafts_go_by_the_beginning_of_their_name() {
        let folder = tempfile::tempdir().unwrap();
        let files = LocalFiles::new(folder.path());
        for name in ["exports/a.1.csv", "exports/a.2.csv", "exports/b.1.csv"] {
            files.draft(name).unwrap().publish().unwrap();
        }
        let left = files.draft("exports/a.3.csv").unwrap();
        files.remove("exports/a.").unwrap();
        assert_eq!(names(&folder.path().join("exports")), ["b.1.csv"]);
        assert_eq!(names(&folder.path().join(DRAFTS)), Vec::<String>::new());
        assert!(left.publish().is_err(), "it is gone from under its writer");
        std::mem::forget(files.draft("exports/c.1.csv").unwrap());
        files.remove_drafts(Timestamp(0)).unwrap();
        assert_eq!(names(&folder.path().join(DRAFTS)), ["exports.c.1.csv"]);
        files.remove_drafts(Timestamp(i64::MAX)).unwrap();
        assert_eq!(names(&folder.path().join(DRAFTS)), Vec::<String>::new());
    }

    #[test]
    fn names_stay_inside_the_directory() {
        let files = LocalFiles::new("/nowhere");
        for name in ["", "../a", "a/../b", "/a", "a//b", ".drafts/a", "a b", "a\0"] {
            assert!(files.open(name).is_err(), "{name:?}");
        }
    }
}
