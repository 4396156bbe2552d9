//! The program as a process of its own: started, listened to, killed.

use std::{
    fs::File,
    os::unix::process::ExitStatusExt as _,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
    time::timeout,
};

/// How long it may take to serve on a busy machine.
const START: Duration = Duration::from_mins(1);
/// What a process that reached its fault point dies of.
const ABORTED: i32 = 6;

/// How the program is to be run: where its data lies, and its environment.
#[derive(Clone, Debug)]
pub struct Setup {
    pub folder: PathBuf,
    pub environment: Vec<(String, String)>,
}

/// The program that is killed: the one of this build, or `KILL_BINARY`.
pub fn binary() -> PathBuf {
    std::env::var_os("KILL_BINARY").map_or_else(|| env!("CARGO_BIN_EXE_appydex-admin").into(), PathBuf::from)
}

/// Whether the program that is killed has places to be killed at, and a clock that can be moved.
pub fn can_be_told() -> bool {
    std::env::var_os("KILL_BINARY").is_none()
}

impl Setup {
    /// A command of the program with these arguments.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let log = File::options().create(true).append(true).open(self.log()).expect("its log opens");
        let mut command = Command::new(binary());
        command
            .env_clear()
            .env("HOME", &self.folder)
            .envs(self.environment.iter().cloned())
            .arg("--data-dir")
            .arg(&self.folder)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true);
        command
    }

    fn log(&self) -> PathBuf {
        self.folder.join("said.log")
    }

    /// The last of what it said, for who wonders why a test failed.
    pub fn said(&self) -> String {
        let text = std::fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<_> = text.lines().collect();
        lines[lines.len().saturating_sub(40)..].join("\n")
    }

    /// Starts a server that is to die at `point`, if one is named.
    pub async fn serve(&self, point: Option<&str>) -> Served {
        let mut command = self.command(&["serve"]);
        if let Some(point) = point {
            command.env("FAULT_POINT", point);
        }
        let mut child = command.spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output is piped")).lines();
        let url = timeout(START, async {
            while let Ok(Some(line)) = lines.next_line().await {
                if let Some((_, url)) = line.split_once("serves at ") {
                    return Some(url.to_owned());
                }
            }
            None
        });
        let url = url.await.expect("it serves in time or dies");
        Served { child, url }
    }
}

/// A server's process; killed with this.
pub struct Served {
    child: Child,
    /// Where it listens; `None` where it died before it did.
    pub url: Option<String>,
}

impl Served {
    /// Whether it ends by itself within this time.
    pub async fn ends_within(&mut self, time: Duration) -> bool {
        timeout(time, self.child.wait()).await.is_ok()
    }

    /// Kills it where it stands, if it still does; whether it died at its fault point before.
    pub async fn kill(mut self) -> bool {
        self.child.start_kill().ok();
        let status = self.child.wait().await.expect("it ends");
        was_aborted(status)
    }
}

fn was_aborted(status: ExitStatus) -> bool {
    match status.signal() {
        Some(signal) => signal == ABORTED,
        None => panic!("the server ended by itself: {status}"),
    }
}

/// Copies a folder but not the files named. By a process of its own: this one would lose its locks on a database whose
/// file it opens and closes again.
pub fn copy(from: &Path, to: &Path, but: &[&str]) {
    let copied = std::process::Command::new("cp").arg("-R").arg(from.join(".")).arg(to).status();
    assert!(copied.expect("cp starts").success(), "the folder is copied");
    for name in but {
        std::fs::remove_file(to.join(name)).expect("it was copied");
    }
}
