//! What is generated from the command line's definition and committed: completions and manual pages.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use appydex_admin::cli;

const RENEW: &str = "renew them with: cargo run -- completions --out completions && cargo run -- man --out man";

#[test]
fn completions_are_current() {
    assert_current("completions", cli::scripts());
}

#[test]
fn manual_pages_are_current() {
    assert_current("man", cli::pages().expect("every command has a page"));
}

fn assert_current(directory: &str, files: Vec<(String, Vec<u8>)>) {
    let wanted: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
    let kept = kept(&Path::new(env!("CARGO_MANIFEST_DIR")).join(directory));
    let stale: Vec<&String> = wanted.keys().filter(|name| kept.get(*name) != wanted.get(*name)).collect();
    assert!(stale.is_empty(), "{directory}/ is out of date ({stale:?}); {RENEW}");
    let left: Vec<&String> = kept.keys().filter(|name| !wanted.contains_key(*name)).collect();
    assert!(left.is_empty(), "{directory}/ holds what no command has any more: remove {left:?}");
}

fn kept(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}; {RENEW}", directory.display()));
    let read = |path: &Path| fs::read(path).expect("a generated file can be read");
    entries
        .map(|entry| entry.expect("an entry can be read").path())
        .map(|path| (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), read(&path)))
        .collect()
}
