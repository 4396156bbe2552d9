//! Who may ask for what, by role: `docs/roles.md`, written from the contract's document and the system roles, and kept
//! current by this test.

use std::{fmt::Write as _, fs, path::Path};

use appydex_admin::domain::actor::{Permission, SYSTEM_ROLES};

use crate::support::routes::{Route, routes};

const RENEW: &str = "renew it with: RENEW_DOCS=1 cargo test --test all -- role_matrix";

const HEAD: &str = "# Who may what

Every operation of the API, what it asks for, and which system role has that. The same holds in the shell, in process \
too: permissions are checked where operations are carried out. `any admin` is whoever is logged in; `own` is one's own \
only. A role of your own making has what it was given, and `jobs:list`. What a vendor's token may is `vendor:takedown`.

This file is written by a test from `src/server/openapi.yaml` and the roles of the program.
";

/// What the contract's words give a system role: everything, one's own, nothing.
fn mark(words: &[String], role: usize) -> &'static str {
    let has = |word: &String| {
        ["authenticated", "public", "refresh-token"].contains(&word.as_str())
            || word.parse::<Permission>().is_ok_and(|permission| SYSTEM_ROLES[role].permissions().allows(permission))
    };
    match words {
        _ if words.iter().any(has) => "yes",
        _ if words.iter().any(|word| word == "owner") => "own",
        _ => "",
    }
}

fn needs(route: &Route) -> String {
    let word = |word: &String| match word.as_str() {
        "authenticated" => "any admin".to_owned(),
        "owner" => "own".to_owned(),
        "public" => "nothing".to_owned(),
        other if other.contains(':') => format!("`{other}`"),
        other => other.replace('-', " "),
    };
    route.permissions.iter().map(word).collect::<Vec<_>>().join(" or ")
}

fn written() -> String {
    let mut text = HEAD.to_owned();
    let names: Vec<&str> = SYSTEM_ROLES.iter().map(|role| role.id).collect();
    let _ = writeln!(text, "\n| operation | needs | {} |", names.join(" | "));
    let _ = writeln!(text, "|---|---|{}", "---|".repeat(names.len()));
    for route in routes() {
        let marks: Vec<&str> = (0..names.len()).map(|role| mark(&route.permissions, role)).collect();
        let _ = writeln!(text, "| `{} {}` | {} | {} |", route.method, route.path, needs(route), marks.join(" | "));
    }
    text
}

#[test]
fn the_table_of_roles_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/roles.md");
    let wanted = written();
    if std::env::var_os("RENEW_DOCS").is_some() {
        fs::write(&path, &wanted).expect("the file can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == wanted, "docs/roles.md is out of date; {RENEW}");
}

#[test]
fn the_marks_are_those_of_the_roles() {
    let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
    let marks = |given: &[&str]| -> Vec<&str> { (0..5).map(|role| mark(&words(given), role)).collect() };
    assert_eq!(marks(&["refunds:approve"]), ["yes", "", "", "yes", ""]);
    assert_eq!(marks(&["owner", "jobs:view_all"]), ["yes", "own", "own", "own", "own"]);
    assert_eq!(marks(&["authenticated"]), ["yes"; 5]);
    assert_eq!(marks(&["vendor:takedown"]), [""; 5]);
}
