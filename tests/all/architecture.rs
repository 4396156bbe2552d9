//! The dependency rule and the other rules of the house that a reader would have to check by eye.

mod lexer;
mod paths;
mod rules;

use std::fs;
use std::path::Path;

use rules::{dependency_faults, length_faults, opening_faults, sql_faults};

/// One file, by its path from the root of the project.
pub struct Source {
    pub path: String,
    pub text: String,
}

#[test]
fn modules_know_only_what_lies_under_them() {
    assert_eq!(faults(dependency_faults), Vec::<String>::new());
}

#[test]
fn sql_and_engines_stay_in_the_store() {
    assert_eq!(faults(sql_faults), Vec::<String>::new());
}

#[test]
fn every_module_says_what_lives_in_it() {
    assert_eq!(faults(opening_faults), Vec::<String>::new());
}

#[test]
fn no_file_grows_long_without_a_reason() {
    let mut sources = sources("src");
    sources.extend(self::sources("tests"));
    assert_eq!(length_faults(&sources), Vec::<String>::new());
}

fn faults(check: impl Fn(&Source) -> Vec<String>) -> Vec<String> {
    let sources = sources("src");
    assert!(sources.iter().any(|source| source.path == "src/main.rs"), "the sources weren't found");
    sources.iter().flat_map(check).collect()
}

fn sources(directory: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    collect(root, &root.join(directory), &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(root: &Path, directory: &Path, found: &mut Vec<Source>) {
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    for path in entries.map(|entry| entry.expect("an entry can be read").path()) {
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).expect("it lies below the root").to_string_lossy().into_owned();
            found.push(Source { path: name, text: fs::read_to_string(&path).expect("a source is UTF-8") });
        }
    }
}
