//! Both engines get the same schema: the same files, the same statements in the same order but
//! for the spelling of types, and the same tables, columns and indexes once they have run.

mod statements;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use aws_lc_rs::digest;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use crate::support::postgres::fresh_database;
use statements::{Engine, canonical, differences, schema_statements};

/// One column as the engine itself reports it: table, place, name, whether it takes no null.
type Column = (String, i64, String, bool);

#[test]
fn both_folders_have_the_same_numbers() {
    let names = |engine| files(engine).iter().map(|path| file_name(path)).collect::<Vec<_>>();
    let (sqlite, postgres) = (names("sqlite"), names("postgres"));
    assert_eq!(sqlite, postgres);
    let numbers: Vec<_> = sqlite.iter().map(|name| name.split('_').next().and_then(|n| n.parse().ok())).collect();
    assert_eq!(numbers, (1..=sqlite.len()).map(Some).collect::<Vec<_>>(), "numbers go up by one from 0001");
}

/// A database knows what ran on it by its bytes, comments and all, and refuses a program that has others.
#[test]
fn a_migration_never_changes() {
    let mut now = String::new();
    for engine in ["sqlite", "postgres"] {
        for path in files(engine) {
            let digest = digest::digest(&digest::SHA256, read(&path).as_bytes());
            for byte in digest.as_ref() {
                write!(now, "{byte:02x}").expect("a text takes all");
            }
            writeln!(now, "  {engine}/{}", file_name(&path)).expect("a text takes all");
        }
    }
    let kept = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/SHA256SUMS"));
    assert_eq!(
        now, kept,
        "what is to change goes into a new file, and its line, as sha256sum prints it, into SHA256SUMS"
    );
}

#[test]
fn both_engines_get_the_same_statements() {
    for (sqlite, postgres) in files("sqlite").iter().zip(&files("postgres")) {
        let [ours, theirs] = [(sqlite, Engine::Sqlite), (postgres, Engine::Postgres)].map(|(path, engine)| {
            schema_statements(&read(path)).iter().map(|s| canonical(s, engine)).collect::<Vec<_>>()
        });
        assert!(ours.iter().any(|statement| statement.starts_with("CREATE TABLE")), "{}", sqlite.display());
        assert_eq!(differences(&ours, &theirs), Vec::<String>::new(), "{}", file_name(sqlite));
    }
}

#[test]
fn every_sqlite_table_is_strict() {
    let lax = |path: &PathBuf| {
        let tables =
            schema_statements(&read(path)).into_iter().filter(|statement| statement.starts_with("CREATE TABLE"));
        tables.filter(|statement| !statement.ends_with("STRICT")).collect::<Vec<_>>()
    };
    assert_eq!(files("sqlite").iter().flat_map(lax).collect::<Vec<_>>(), Vec::<String>::new());
}

#[tokio::test]
async fn both_engines_report_the_same_schema_once_migrated() {
    let (sqlite, postgres) = (on_sqlite().await, on_postgres().await);
    assert!(sqlite.0.len() > 300, "only {} columns were reported", sqlite.0.len());
    assert_eq!(sqlite.0.difference(&postgres.0).collect::<Vec<_>>(), Vec::<&Column>::new(), "only on SQLite");
    assert_eq!(postgres.0.difference(&sqlite.0).collect::<Vec<_>>(), Vec::<&Column>::new(), "only on PostgreSQL");
    assert_eq!(sqlite.1, postgres.1, "indexes");
}

async fn on_sqlite() -> (BTreeSet<Column>, BTreeSet<String>) {
    let mut connection = SqliteConnection::connect("sqlite::memory:").await.expect("SQLite opens in memory");
    for path in files("sqlite") {
        let done = sqlx::raw_sql(AssertSqlSafe(read(&path))).execute(&mut connection).await;
        done.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    let columns = "SELECT t.name, c.cid + 1, c.name, c.\"notnull\" = 1 OR c.pk > 0 \
        FROM pragma_table_list t JOIN pragma_table_info(t.name) c \
        WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let indexes = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
    let columns: Vec<Column> = sqlx::query_as(columns).fetch_all(&mut connection).await.expect("it lists columns");
    let indexes: Vec<String> = sqlx::query_scalar(indexes).fetch_all(&mut connection).await.expect("it lists indexes");
    (columns.into_iter().collect(), indexes.into_iter().collect())
}

async fn on_postgres() -> (BTreeSet<Column>, BTreeSet<String>) {
    let mut connection = PgConnection::connect(&fresh_database().await).await.expect("PostgreSQL takes connections");
    for path in files("postgres") {
        let done = sqlx::raw_sql(AssertSqlSafe(read(&path))).execute(&mut connection).await;
        done.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    let columns = "SELECT table_name::text, ordinal_position::bigint, column_name::text, is_nullable = 'NO' \
        FROM information_schema.columns WHERE table_schema = 'public'";
    // Those of constraints have no counterpart in SQLite's list; those of the search have no twin.
    let indexes = "SELECT c.relname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
        JOIN pg_am a ON a.oid = c.relam \
        WHERE c.relnamespace = 'public'::regnamespace AND a.amname <> 'gin' \
        AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u'))";
    let columns: Vec<Column> = sqlx::query_as(columns).fetch_all(&mut connection).await.expect("it lists columns");
    let indexes: Vec<String> = sqlx::query_scalar(indexes).fetch_all(&mut connection).await.expect("it lists indexes");
    (columns.into_iter().collect(), indexes.into_iter().collect())
}

fn files(engine: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<_> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    found.sort();
    found
}

fn file_name(path: &Path) -> String {
    path.file_name().expect("a listed file has a name").to_string_lossy().into_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
