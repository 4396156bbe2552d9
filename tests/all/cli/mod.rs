//! The shell from outside: the program itself, in an empty home, without a terminal.
//!
//! [`Machine`] is that home with the small marketplace of `data`; `machine` holds what needs no marketplace,
//! `commands` every command in process and on a server, `decisions` what happens to takedown requests, `refunds` what
//! happens to refunds, `watching` second factors and health, `streams` pipes, colours and signals, `screens` the terminal
//! screens in a terminal. What only concerns looks and flags is tested beside `src/cli`, on fixed answers.
//! To add a test: a function in the file of its subject; every test gets a machine of its own.

mod bookings;
mod commands;
mod data;
mod decisions;
mod jobs;
mod machine;
mod refunds;
mod screens;
mod streams;
mod watching;

use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use serde_json::Value;

pub const PASSWORD: &str = "correct horse battery staple";
pub const ASHA: &str = "asha@example.com";
pub const REASON: &str = "The reviewer never booked this vendor and posted the same words elsewhere.";

/// An empty home, and the program in it.
pub struct Machine {
    home: tempfile::TempDir,
    vars: Vec<(&'static str, String)>,
}

/// What came of a command.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Its JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.out, self.err))
    }

    /// Itself, if it went well.
    pub fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{}", self.err);
        self
    }
}

impl Machine {
    /// With nothing on it.
    pub fn empty() -> Self {
        Self { home: tempfile::tempdir().unwrap(), vars: Vec::new() }
    }

    /// With the small marketplace and one super admin, who acts unless another one is named.
    pub fn with_marketplace() -> Self {
        let mut machine = Self::empty();
        let folder = machine.home.path().join("folder");
        data::write(&folder);
        machine.run(&["db", "import", folder.to_str().unwrap()]).ok();
        machine.create(ASHA, "super_admin");
        machine.vars.push(("APPYDEX_AS", ASHA.to_owned()));
        machine
    }

    /// With the small marketplace, where approvals wait for the gateway no longer than a moment.
    pub fn with_hasty_marketplace() -> Self {
        let mut machine = Self::with_marketplace();
        machine.vars.push(("APPYDEX_REFUNDS__WAIT_MS", "100".to_owned()));
        machine
    }

    /// Makes an admin with the password of everybody here.
    pub fn create(&self, email: &str, role: &str) {
        let args = ["admins", "create", email, "--name", "Asha Rao", "--role", role, "--password-stdin", "--yes"];
        self.fed(&args, &format!("{PASSWORD}\n")).ok();
    }

    /// The same machine, seen by whoever is logged in at its server.
    pub fn logged_in(mut self, server: &Server) -> Self {
        self.vars = vec![("APPYDEX_SERVER", server.url.clone())];
        self.fed(&["login", ASHA, "--password-stdin"], &format!("{PASSWORD}\n")).ok();
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_appydex-admin"));
        command.args(args).env_clear().env("HOME", self.home.path()).env("TZ", "UTC").env("USER", "tester");
        command.env("APPYDEX_DATA_DIR", self.path("data")).current_dir(self.home.path());
        command.envs(self.vars.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs a command with nothing on its standard input.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.fed(args, "")
    }

    /// Runs a line of words.
    pub fn line(&self, line: &str) -> Ran {
        self.run(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs a command with this on its standard input.
    pub fn fed(&self, args: &[&str], stdin: &str) -> Ran {
        finish(self.command(args), stdin)
    }

    /// Starts a server on this machine's database.
    pub fn serve(&self) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        command
            .env("APPYDEX_LIMITS__LIST", "0")
            .env("APPYDEX_LIMITS__DETAIL", "0")
            .env("APPYDEX_LIMITS__MUTATION", "0");
        Server::start(command)
    }
}

/// Runs a command to its end.
pub fn finish(mut command: Command, stdin: &str) -> Ran {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    // A command that doesn't read its input may be gone already.
    drop(child.stdin.take().unwrap().write_all(stdin.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// A running server; it is told to stop when the test ends.
pub struct Server {
    pub url: String,
    child: Child,
}

impl Server {
    fn start(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.split_whitespace().last().expect("a server says where it is").to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "{line}");
        Self { url, child }
    }

    /// Sends SIGTERM and waits; its exit code.
    pub fn stop(&mut self) -> Option<i32> {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Characters that act on a terminal.
pub fn is_raw(text: &str) -> bool {
    text.chars()
        .any(|c| c != '\n' && (c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')))
}
