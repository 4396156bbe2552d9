//! The rules themselves, each a function from a source to what is wrong with it.

use super::Source;
use super::lexer::{Kind, Token, product_tokens};
use super::paths::named;

/// Which modules each module may name, beside itself. `*` is any.
const KNOWS: &[(&str, &[&str])] = &[
    ("domain", &["error"]),
    ("error", &["domain"]),
    ("fault", &[]),
    ("operations", &["domain", "error"]),
    ("ports", &["domain", "error"]),
    ("store", &["domain", "error"]),
    ("gateway", &["ports", "domain", "error", "config"]),
    ("notify", &["ports", "domain", "error", "config"]),
    ("redis", &["ports", "domain", "error", "config"]),
    ("files", &["ports", "domain", "error", "config"]),
    ("service", &["operations", "ports", "store", "domain", "error"]),
    ("remote", &["operations", "domain", "error"]),
    ("backup", &["service", "operations", "ports", "store", "domain", "error"]),
    ("import", &["service", "operations", "ports", "store", "domain", "error"]),
    ("jobs", &["service", "notify", "operations", "ports", "store", "domain", "error"]),
    ("server", &["operations", "service", "domain", "error", "config"]),
    ("cli", &["operations", "domain", "error", "config"]),
    ("tui", &["operations", "domain", "error"]),
    ("config", &["domain", "error"]),
    ("telemetry", &["config", "domain", "error"]),
    ("app", &["*"]),
    ("main", &["*"]),
    ("lib", &["*"]),
];

/// Where the two engines may be told apart, by the beginning of the path, and why.
const ENGINES: &[(&str, &str)] = &[
    ("src/store/engine", "holds the two pools"),
    ("src/store/dialect", "gives what differs a name"),
    ("src/store/columns", "turns values into each engine's own"),
    ("src/store/bulk", "each engine takes many rows in its own way"),
    ("src/config/", "an address says which one it is"),
    ("src/service/keys.rs", "signing keys are files beside SQLite, rows on PostgreSQL"),
    ("src/service/setup.rs", "secrets are made beside SQLite, configured for PostgreSQL"),
];

/// Longer files, each with the reason that splitting it would hurt.
const LONG: &[(&str, &str)] = &[
    ("src/remote/mod.rs", "every operation in one table, a call each"),
    ("src/service/local.rs", "every operation in one table, a line each"),
    ("src/cli/tests/fake.rs", "every operation in one table, a fixed answer each"),
    ("tests/all/import/bad.rs", "one table of everything that can be wrong with a row"),
];
const LONGEST: usize = 400;

/// Paths to modules that this one must not know.
pub fn dependency_faults(source: &Source) -> Vec<String> {
    let module = module_path(&source.path);
    let name = module.first().map_or("lib", String::as_str);
    let Some((_, allowed)) = KNOWS.iter().find(|(known, _)| *known == name) else {
        return vec![format!(
            "{}: the module {name} isn't in the table KNOWS of tests/all/architecture/rules.rs",
            source.path
        )];
    };
    let fault = |target: &str| target != name && !allowed.contains(&"*") && !allowed.contains(&target);
    let found = named(&product_tokens(&source.text), &module);
    let found = found.iter().filter_map(|named| Some((named.path.first()?, named.line)));
    let wrong = found.filter(|(target, _)| fault(target));
    wrong.map(|(target, line)| format!("{}:{line}: {name} must not know {target}", source.path)).collect()
}

/// SQL, sqlx and the engines' names outside the places that own them.
pub fn sql_faults(source: &Source) -> Vec<String> {
    let in_store = source.path.starts_with("src/store");
    let tells_engines = ENGINES.iter().any(|(place, _)| source.path.starts_with(place));
    let tokens = product_tokens(&source.text);
    let fault = |token: &Token| match &token.kind {
        Kind::Text(text) if !in_store && is_sql(text) => Some("SQL outside src/store"),
        Kind::Word(word) if !in_store && word == "sqlx" => Some("sqlx outside src/store"),
        Kind::Word(word) if !tells_engines && names_engine(word) => Some("an engine named outside the files for that"),
        _ => None,
    };
    let found = tokens.iter().filter_map(|token| Some((token.line, fault(token)?)));
    found.map(|(line, what)| format!("{}:{line}: {what}", source.path)).collect()
}

/// A `mod.rs`, or the crate itself, that doesn't open with a paragraph about itself.
pub fn opening_faults(source: &Source) -> Vec<String> {
    let needs = source.path.ends_with("/mod.rs") || source.path == "src/lib.rs";
    let opening: usize =
        source.text.lines().map_while(|line| line.strip_prefix("//!")).map(|line| line.trim().len()).sum();
    let short = needs && opening < 60;
    let fault = || {
        format!("{}: opens without a paragraph that says what lives here, what doesn't, how to add one", source.path)
    };
    short.then(fault).into_iter().collect()
}

/// Files over the limit that `LONG` doesn't excuse, and excuses that nothing needs any more.
pub fn length_faults(sources: &[Source]) -> Vec<String> {
    faults_of_length(sources, LONG)
}

fn faults_of_length(sources: &[Source], excused: &[(&str, &str)]) -> Vec<String> {
    let long = |source: &&Source| source.text.lines().count() > LONGEST;
    let is_excused = |source: &&Source| excused.iter().any(|(path, reason)| *path == source.path && !reason.is_empty());
    let unexcused = sources.iter().filter(long).filter(|source| !is_excused(source));
    let unexcused =
        unexcused.map(|source| format!("{}: over {LONGEST} lines; split it, or give the reason in LONG", source.path));
    let needless = |path: &str| !sources.iter().filter(long).any(|source| source.path == path);
    let stale =
        excused.iter().filter(|(path, _)| needless(path)).map(|(path, _)| format!("{path}: needs no place in LONG"));
    unexcused.chain(stale).collect()
}

/// `src/store/engine.rs` is `store::engine`, `src/store/mod.rs` is `store`, `src/lib.rs` is the root.
fn module_path(path: &str) -> Vec<String> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').filter(|part| *part != "lib").map(str::to_owned).collect()
}

fn is_sql(text: &str) -> bool {
    let (lower, words) = (text.to_lowercase(), text.split_whitespace().collect::<Vec<_>>());
    let has = |word: &str| words.contains(&word);
    ["insert into ", "delete from ", "create table ", "alter table "].iter().any(|verb| lower.contains(verb))
        || has("SELECT") && has("FROM")
        || has("UPDATE") && has("SET")
}

fn names_engine(word: &str) -> bool {
    let follows =
        |prefix: &str| word.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase()));
    matches!(word, "Sqlite" | "Postgres") || ["Sqlite", "Postgres", "Pg"].iter().any(|prefix| follows(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_path_up_or_aside_is_named_with_its_line() {
        let upward = source("src/store/refunds.rs", "use crate::domain::id;\nuse crate::{error, service::Local};");
        assert_eq!(dependency_faults(&upward), ["src/store/refunds.rs:2: store must not know service"]);
        let aside = source("src/cli/refunds.rs", "fn a() { crate::store::open(); super::output::b() }");
        assert_eq!(dependency_faults(&aside), ["src/cli/refunds.rs:1: cli must not know store"]);
        let through_super = source("src/gateway/mod.rs", "use super::service::x;");
        assert_eq!(dependency_faults(&through_super), ["src/gateway/mod.rs:1: gateway must not know service"]);
    }

    #[test]
    fn a_path_down_a_comment_and_a_test_are_fine() {
        let text = "//! not crate::cli\nuse crate::store::Tx;\n#[cfg(test)]\nmod tests { use crate::cli::x; }";
        assert_eq!(dependency_faults(&source("src/service/refunds.rs", text)), Vec::<String>::new());
        assert_eq!(dependency_faults(&source("src/app.rs", "use crate::cli::run;")), Vec::<String>::new());
        assert_eq!(dependency_faults(&source("src/lib.rs", "use crate::cli::run;")), Vec::<String>::new());
    }

    #[test]
    fn a_module_that_the_table_lacks_is_named() {
        assert!(dependency_faults(&source("src/util/mod.rs", ""))[0].contains("the module util isn't in the table"));
        let unknown = source("src/service/a.rs", "use crate::util::x;");
        assert_eq!(dependency_faults(&unknown), ["src/service/a.rs:1: service must not know util"]);
    }

    #[test]
    fn sql_is_found_in_strings_only() {
        let query = "const A: &str = \"SELECT a\n FROM b\"; const B: &str = r\"update set\";";
        assert_eq!(sql_faults(&source("src/service/a.rs", query)), ["src/service/a.rs:1: SQL outside src/store"]);
        assert_eq!(sql_faults(&source("src/store/a.rs", query)), Vec::<String>::new());
        for text in ["UPDATE a SET b = 1", "insert into a values (1)", "DELETE FROM a"] {
            assert_eq!(sql_faults(&source("src/jobs/a.rs", &format!("x({text:?})"))).len(), 1, "{text}");
        }
        assert_eq!(
            sql_faults(&source("src/cli/a.rs", "// SELECT a FROM b\nx(\"Select one from the list\")")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn sqlx_and_engines_are_found_outside_their_places() {
        assert_eq!(sql_faults(&source("src/error.rs", "sqlx::Error")), ["src/error.rs:1: sqlx outside src/store"]);
        let engines = "fn a(p: PgPool, s: SqliteConnection, e: Engine) { Engine::Postgres; Page::new(); }";
        assert_eq!(sql_faults(&source("src/store/refunds.rs", engines)).len(), 3);
        assert_eq!(sql_faults(&source("src/store/engine.rs", engines)), Vec::<String>::new());
    }

    #[test]
    fn a_module_without_an_opening_is_named() {
        assert_eq!(opening_faults(&source("src/a/mod.rs", "//! Things.\nuse b;")).len(), 1);
        assert_eq!(
            opening_faults(&source("src/a/mod.rs", &format!("//! {}\n", "what lives here ".repeat(5)))).len(),
            0
        );
        assert_eq!(opening_faults(&source("src/a/b.rs", "use c;")).len(), 0);
    }

    #[test]
    fn length_needs_a_reason_and_reasons_need_length() {
        let long = source("src/a.rs", &"x\n".repeat(LONGEST + 1));
        let short = source("src/b.rs", &"x\n".repeat(LONGEST));
        let sources = [long, short];
        assert_eq!(faults_of_length(&sources, &[]).len(), 1);
        assert_eq!(faults_of_length(&sources, &[("src/a.rs", "one table")]), Vec::<String>::new());
        assert_eq!(faults_of_length(&sources, &[("src/a.rs", "")]).len(), 1);
        let stale = faults_of_length(&sources, &[("src/a.rs", "one table"), ("src/b.rs", "was long")]);
        assert_eq!(stale, ["src/b.rs: needs no place in LONG"]);
    }
}
