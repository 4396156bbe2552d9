//! A PostgreSQL of the test program's own: started at the first use, gone with the program.
//!
//! It listens on a free port of 127.0.0.1 and lives in a temporary directory. A small shell beside
//! it waits for the end of a pipe that only this program holds, so it is stopped and deleted
//! however the program ends, `kill -9` included. Where it can't start the tests fail: a suite that
//! skips one database says nothing about it.

use std::collections::HashMap;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::sync::OnceCell;

/// Durability costs time and proves nothing here; locale and encoding as in production.
const SETTINGS: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off \
    -c shared_buffers=32MB -c max_connections=200 -c wal_level=minimal -c max_wal_senders=0 \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories=";
const WATCH: &str = r#"trap "" INT TERM HUP
read -r _
"$1/pg_ctl" stop -D "$2/data" -m immediate -w -t 30
rm -rf "$2""#;
const START_TRIES: u32 = 5;

static SERVER: LazyLock<Server> = LazyLock::new(Server::start);
static NEXT: AtomicU64 = AtomicU64::new(1);
static TEMPLATES: LazyLock<Mutex<HashMap<String, Arc<OnceCell<()>>>>> = LazyLock::new(Mutex::default);

struct Server {
    port: u16,
    directory: PathBuf,
    /// Holds the pipe that the kernel closes when this program ends.
    _watcher: Child,
}

/// The address of a new, empty database.
pub async fn fresh_database() -> String {
    let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    administer(&format!("CREATE DATABASE {name}")).await;
    address(&name)
}

/// The address of a new copy of the database `name`, which `init` fills once a program run: it gets
/// the address of the empty database and must have closed its connections when it returns.
/// `name` is lower-case letters and `_`.
pub async fn copy_of<F: Future<Output = ()>>(name: &str, init: impl FnOnce(String) -> F) -> String {
    let made = Arc::clone(TEMPLATES.lock().unwrap_or_else(PoisonError::into_inner).entry(name.to_owned()).or_default());
    let template = format!("template_{name}");
    made.get_or_init(|| async {
        administer(&format!("CREATE DATABASE {template}")).await;
        init(address(&template)).await;
        administer(&format!("ALTER DATABASE {template} WITH ALLOW_CONNECTIONS false")).await;
    })
    .await;
    let copy = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    administer(&format!("CREATE DATABASE {copy} TEMPLATE {template} STRATEGY file_copy")).await;
    address(&copy)
}

/// The port the server listens on, and the directory that is all of it.
pub fn place() -> (u16, &'static Path) {
    (SERVER.port, &SERVER.directory)
}

fn address(database: &str) -> String {
    format!("postgres://tests@127.0.0.1:{}/{database}", SERVER.port)
}

async fn administer(statement: &str) {
    let mut connection =
        PgConnection::connect(&address("postgres")).await.expect("the tests' PostgreSQL takes connections");
    let done = sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut connection).await;
    done.unwrap_or_else(|error| panic!("{statement}: {error}"));
    connection.close().await.expect("the connection closes");
}

impl Server {
    fn start() -> Self {
        let binaries = binaries();
        let account = account();
        let directory = new_directory(account.as_ref());
        let watcher = watch(&binaries, &directory, account.as_ref());
        let command = |program: &str| command(&binaries.join(program), &directory, account.as_ref());
        run(command("initdb").args(["--pgdata=data", "--username=tests", "--auth=trust", "--encoding=UTF8"]).args([
            "--locale=C.UTF-8",
            "--no-sync",
            "--no-instructions",
        ]))
        .unwrap_or_else(|said| panic!("initdb failed, so PostgreSQL can't be tested:\n{said}"));
        let port = start_on_free_port(command, &directory);
        Self { port, directory, _watcher: watcher }
    }
}

/// Between choosing a port and taking it another program may take it, so several are tried.
fn start_on_free_port(command: impl Fn(&str) -> Command, directory: &Path) -> u16 {
    for _ in 0..START_TRIES {
        let port = free_port();
        let options = format!("{SETTINGS} -c port={port}");
        if run(command("pg_ctl").args(["start", "-w", "-t", "60", "-D", "data", "-l", "log", "-o", &options])).is_ok() {
            return port;
        }
    }
    let log = fs::read_to_string(directory.join("log")).unwrap_or_default();
    panic!("PostgreSQL didn't start in {START_TRIES} tries; its log:\n{log}");
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port of 127.0.0.1 is free");
    listener.local_addr().expect("a bound listener has an address").port()
}

/// The newest installation: Debian keeps servers out of PATH.
fn binaries() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let major = |path: &PathBuf| path.parent()?.file_name()?.to_str()?.parse::<u32>().ok();
    let debian =
        versions.map(|entry| entry.path().join("bin")).filter(|bin| bin.join("initdb").exists()).max_by_key(major);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).find(|bin| bin.join("initdb").exists());
    debian.or(on_path).expect("PostgreSQL's server isn't installed, and the tests need it: apt-get install postgresql")
}

/// Who runs the server when the tests run as root, which PostgreSQL refuses: user and group id.
fn account() -> Option<(u32, u32)> {
    rustix::process::geteuid().is_root().then(|| {
        let accounts = fs::read_to_string("/etc/passwd").expect("/etc/passwd can be read");
        let ids = |name| accounts.lines().find_map(|line| ids_of(line, name));
        ids("postgres").or_else(|| ids("nobody")).expect("there is an account postgres or nobody to run PostgreSQL as")
    })
}

fn ids_of(line: &str, name: &str) -> Option<(u32, u32)> {
    let fields: Vec<_> = line.split(':').collect();
    let [account, _, user, group, ..] = fields[..] else { return None };
    (account == name).then_some(())?;
    Some((user.parse().ok()?, group.parse().ok()?))
}

fn new_directory(account: Option<&(u32, u32)>) -> PathBuf {
    let directory = tempfile::Builder::new().prefix("tests-postgres-").tempdir().expect("a temporary directory").keep();
    if let Some((user, group)) = account {
        chown(&directory, Some(*user), Some(*group)).expect("root may give the directory away");
    }
    directory
}

fn command(program: &Path, directory: &Path, account: Option<&(u32, u32)>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(directory).stdin(Stdio::null());
    if let Some((user, group)) = account {
        command.uid(*user).gid(*group);
    }
    command
}

fn watch(binaries: &Path, directory: &Path, account: Option<&(u32, u32)>) -> Child {
    let mut shell = command(Path::new("sh"), Path::new("/"), account);
    shell.args(["-c", WATCH, "sh"]).arg(binaries).arg(directory);
    // A group of its own: what ends the tests' group must not end what cleans up after them.
    shell.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    shell.spawn().expect("sh starts")
}

/// What it said, as an error unless it succeeded. Its output goes through a file: the server
/// inherits it, and a pipe would stay open as long as the server runs.
fn run(command: &mut Command) -> Result<(), String> {
    let mut output = tempfile::tempfile().expect("a temporary file");
    let copy = || output.try_clone().expect("a file can be shared");
    let status = command.stdout(copy()).stderr(copy()).status().map_err(|error| error.to_string())?;
    let mut said = String::new();
    std::io::Seek::rewind(&mut output).and_then(|()| std::io::Read::read_to_string(&mut output, &mut said)).ok();
    if status.success() { Ok(()) } else { Err(format!("{status}: {said}")) }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Read};
    use std::net::TcpStream;

    use super::*;

    async fn tables(url: &str) -> Vec<String> {
        let mut connection = PgConnection::connect(url).await.expect("it connects");
        let query = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";
        sqlx::query_scalar(query).fetch_all(&mut connection).await.expect("it answers")
    }

    async fn run_sql(url: &str, statement: &'static str) {
        let mut connection = PgConnection::connect(url).await.expect("it connects");
        sqlx::raw_sql(statement).execute(&mut connection).await.expect(statement);
        connection.close().await.expect("it closes");
    }

    #[tokio::test]
    async fn databases_are_empty_and_apart() {
        let (one, other) = (fresh_database().await, fresh_database().await);
        run_sql(&one, "CREATE TABLE mine (a BIGINT)").await;
        assert_eq!((tables(&one).await, tables(&other).await), (vec!["mine".to_owned()], vec![]));
    }

    #[tokio::test]
    async fn a_template_is_filled_once_and_its_copies_are_apart() {
        static FILLED: AtomicU64 = AtomicU64::new(0);
        let fill = |url: String| async move {
            FILLED.fetch_add(1, Ordering::Relaxed);
            run_sql(&url, "CREATE TABLE given (a BIGINT)").await;
        };
        let (one, other) = tokio::join!(copy_of("self_test", fill), copy_of("self_test", fill));
        run_sql(&one, "CREATE TABLE mine (a BIGINT)").await;
        assert_eq!(tables(&one).await, ["given", "mine"]);
        assert_eq!(tables(&other).await, ["given"]);
        assert_eq!(FILLED.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn nothing_is_left_after_a_kill() {
        let program = std::env::current_exe().expect("this program has a path");
        let mut child = Command::new(program)
            .args(["--exact", "support::postgres::tests::holds_a_server", "--ignored", "--nocapture"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("this program starts");
        let lines = BufReader::new(child.stdout.take().expect("its output is piped")).lines().map_while(Result::ok);
        let line = lines.into_iter().find_map(|line| line.split_once("holding ").map(|(_, rest)| rest.to_owned()));
        let (port, directory) = line.as_deref().and_then(|line| line.split_once(' ')).expect("it says what it holds");
        let (port, directory) = (port.parse::<u16>().expect("a port"), PathBuf::from(directory));
        assert!(directory.exists() && TcpStream::connect(("127.0.0.1", port)).is_ok());
        child.kill().and_then(|()| child.wait()).expect("it can be killed");
        let gone = (0..300).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            !directory.exists()
        });
        assert!(gone, "{} is still there after 30 s", directory.display());
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err(), "the server still listens on {port}");
    }

    #[test]
    #[ignore = "run by nothing_is_left_after_a_kill in a process of its own"]
    fn holds_a_server() {
        let (port, directory) = place();
        println!("holding {port} {}", directory.display());
        std::io::stdin().read_to_end(&mut Vec::new()).expect("its input can be read");
    }
}
