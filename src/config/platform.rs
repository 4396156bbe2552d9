//! What the machine gives: directories, cores, time zone, files.

use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use jiff::tz::TimeZone;

use super::FileText;

/// What the machine gives; the directories are `None` for a user without a home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Platform {
    /// Where `config.toml` is looked for.
    pub config_dir: Option<PathBuf>,
    /// Where data lies unless told otherwise.
    pub data_dir: Option<PathBuf>,
    /// How many threads run at once.
    pub cores: usize,
    /// The IANA name of the machine's time zone.
    pub time_zone: String,
}

impl Platform {
    /// This machine's; one core and UTC where it doesn't tell.
    pub fn detect() -> Self {
        let dirs = ProjectDirs::from("", "", "appydex-admin");
        Self {
            config_dir: dirs.as_ref().map(|dirs| dirs.config_dir().to_owned()),
            data_dir: dirs.as_ref().map(|dirs| dirs.data_dir().to_owned()),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            time_zone: TimeZone::system()
                .iana_name()
                .filter(|name| TimeZone::get(name).is_ok())
                .unwrap_or("UTC")
                .to_owned(),
        }
    }
}

/// Reads a file with its permission bits.
pub fn read_file(path: &Path) -> io::Result<FileText> {
    let text = std::fs::read_to_string(path)?;
    Ok(FileText { text, mode: mode(path)? })
}

#[cfg(unix)]
fn mode(path: &Path) -> io::Result<Option<u32>> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(Some(std::fs::metadata(path)?.permissions().mode() & 0o777))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the Unix twin can fail")]
fn mode(_path: &Path) -> io::Result<Option<u32>> {
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_has_a_core_and_a_known_zone() {
        let here = Platform::detect();
        assert!(here.cores >= 1 && TimeZone::get(&here.time_zone).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_comes_with_its_permissions() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        std::fs::write(&path, "x\n").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        let file = read_file(&path).unwrap();
        assert_eq!((file.text.as_str(), file.mode), ("x\n", Some(0o640)));
        assert!(read_file(&dir.path().join("absent")).is_err());
    }
}
