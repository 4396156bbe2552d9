//! A file read line by line, unpacked where it is packed, with a limit to what a row may be.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use flate2::bufread::MultiGzDecoder;

use crate::error::{Error, Result};

/// The longest row, in bytes: what forgets to close a quote must not fill the memory.
const LONGEST_ROW: usize = 16 * 1024 * 1024;
const BUFFER: usize = 256 * 1024;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The lines of a file.
pub struct Lines {
    path: PathBuf,
    bytes: Box<dyn BufRead + Send>,
    /// How much of the file was read, as it lies on the disk.
    read: Arc<AtomicU64>,
    /// How many lines were read.
    count: u64,
    /// On which line the row begins that is being read.
    began: u64,
}

impl Lines {
    /// Opens a file, unpacked where its name ends in `.gz`.
    pub fn open(path: PathBuf) -> Result<Self> {
        let read = Arc::default();
        let file = File::open(&path).map_err(|e| unreadable(&path, &e))?;
        let counted = BufReader::with_capacity(BUFFER, Counted { file, read: Arc::clone(&read) });
        let bytes: Box<dyn BufRead + Send> = if path.extension().is_some_and(|ending| ending == "gz") {
            Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(counted)))
        } else {
            Box::new(counted)
        };
        Ok(Self { path, bytes, read, count: 0, began: 1 })
    }

    /// Adds the next line, with its end, to what there is of the row; whether there was one.
    pub fn next(&mut self, row: &mut Vec<u8>) -> Result<bool> {
        let before = row.len();
        if before == 0 {
            self.began = self.count + 1;
        }
        let most = LONGEST_ROW.saturating_sub(before) as u64 + 1;
        let read = self.bytes.by_ref().take(most).read_until(b'\n', row).map_err(|e| unreadable(&self.path, &e))?;
        if row.len() > LONGEST_ROW {
            let place = format!("{}:{}", name(&self.path), self.began);
            return Err(Error::field(place, "the row is longer than 16 MiB; is a quote not closed?"));
        }
        if self.count == 0 && row.starts_with(BYTE_ORDER_MARK) {
            row.drain(..BYTE_ORDER_MARK.len());
        }
        self.count += u64::from(read > 0);
        Ok(read > 0)
    }

    /// The line that was read last, counted from 1.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// How much of the file was read, in bytes as they lie on the disk.
    pub fn bytes(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
}

/// What to say when a file can't be read on.
pub fn unreadable(path: &Path, error: &io::Error) -> Error {
    let why = match error.kind() {
        io::ErrorKind::UnexpectedEof => "it ends in the middle, so it was cut off".to_owned(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => format!("it is not what its name says: {error}"),
        _ => error.to_string(),
    };
    Error::environment(format!("{} can't be read: {why}.", name(path)))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
