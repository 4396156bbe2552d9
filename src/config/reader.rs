//! Takes values out of the layers one by one, collecting what is wrong with them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use toml::Value;

use super::keys::{KEYS, Key, Shown};
use super::layers::{Given, Layers, is_open};
use super::secret::masked;
use super::values::{self, Parsed};
use super::{Explained, Origin, Secret, Sources};

pub(super) struct Reader<'a> {
    layers: Layers,
    sources: &'a Sources<'a>,
    read: BTreeSet<&'static str>,
}

impl<'a> Reader<'a> {
    pub fn new(layers: Layers, sources: &'a Sources<'a>) -> Self {
        Self { layers, sources, read: BTreeSet::new() }
    }

    /// What a key was given, or its default; `None` where it has neither, or where what it was given is wrong.
    pub fn optional<T>(&mut self, name: &'static str, parse: impl Fn(&Value) -> Parsed<T>) -> Option<T> {
        self.read.insert(name);
        let Some(Given { value, origin }) = self.layers.given.get(name) else {
            return self.layers.defaults.get(name).map(|value| default(name, parse(value)));
        };
        let fault = match parse(value) {
            Ok(value) => return Some(value),
            Err(fault) => fault,
        };
        self.layers.errors.push(format!("{name} ({origin}): {fault}"));
        None
    }

    /// What a key with a default was given, or the default, also where what it was given is wrong.
    pub fn value<T>(&mut self, name: &'static str, parse: impl Fn(&Value) -> Parsed<T>) -> T {
        let given = self.optional(name, &parse);
        given.unwrap_or_else(|| default(name, parse(&self.layers.defaults[name])))
    }

    /// A path; a relative one in a file is taken from that file's directory.
    pub fn path(&mut self, name: &'static str) -> Option<PathBuf> {
        let path = self.optional(name, values::text)?;
        Some(self.base(name).map_or_else(|| PathBuf::from(&path), |base| base.join(&path)))
    }

    /// The directory that a key's relative paths start from; `None` is the current one.
    pub fn base(&self, name: &str) -> Option<PathBuf> {
        match &self.layers.given.get(name)?.origin {
            Origin::File { path } => path.parent().map(Path::to_owned),
            _ => None,
        }
    }

    /// A secret that is given as itself or as a file; of the two the later layer wins.
    pub fn secret(&mut self, name: &'static str, name_file: &'static str) -> Option<Secret> {
        let text = self.optional(name, values::text);
        let path = self.path(name_file);
        match (text, path) {
            (Some(_), Some(_)) if self.rank(name) == self.rank(name_file) => {
                self.error(format!("{name} and {name_file}: give only one of them"));
                None
            }
            (Some(text), None) => Some(Secret::new(text)),
            (Some(text), Some(_)) if self.rank(name) > self.rank(name_file) => Some(Secret::new(text)),
            (_, Some(path)) => self.secret_file(name_file, &path),
            (None, None) => None,
        }
    }

    fn rank(&self, name: &str) -> Option<u8> {
        self.layers.given.get(name).map(|given| given.origin.rank())
    }

    fn secret_file(&mut self, name: &str, path: &Path) -> Option<Secret> {
        let shown = path.display();
        match (self.sources.read)(path) {
            Ok(file) if file.text.trim().is_empty() => {
                self.layers.errors.push(format!("{name}: {shown} is empty"));
            }
            Ok(file) => {
                if is_open(file.mode) {
                    self.layers.warnings.push(format!("{name}: others may read {shown}; chmod 600 it"));
                }
                return Some(Secret::new(file.text.trim_end_matches(['\r', '\n'])));
            }
            Err(error) => self.layers.errors.push(format!("{name}: {shown} can't be read: {error}")),
        }
        None
    }

    /// Notes something wrong that lies in more than one value.
    pub fn error(&mut self, fault: String) {
        self.layers.errors.push(fault);
    }

    /// Notes something that works, but had better be otherwise.
    pub fn warn(&mut self, fault: String) {
        self.layers.warnings.push(fault);
    }

    /// Notes that a key is needed but missing, unless what it was given is already said to be wrong.
    pub fn missing(&mut self, name: &str, because: &str) {
        if !self.layers.given.contains_key(name) {
            self.error(format!("{name} is missing: {because}"));
        }
    }

    /// Ends the reading: the layers with all errors, and every key explained.
    pub fn finish(self) -> (Layers, Vec<Explained>) {
        debug_assert!(KEYS.iter().all(|key| self.read.contains(key.name)), "a key of the table is read nowhere");
        let mut all = self.explain_places();
        all.extend(KEYS.iter().map(|key| self.explain(key)));
        (self.layers, all)
    }

    fn explain_places(&self) -> Vec<Explained> {
        let origin = self.layers.data_dir_origin.clone().unwrap_or(Origin::Default);
        vec![Explained { key: "data_dir".into(), value: self.layers.data_dir.display().to_string(), origin }]
    }

    fn explain(&self, key: &Key) -> Explained {
        let given = self.layers.given.get(key.name);
        let value = given.map(|given| &given.value).or_else(|| self.layers.defaults.get(key.name));
        Explained {
            key: key.name.into(),
            value: value.map_or_else(|| nothing(key), |value| shown(key, value)),
            origin: given.map_or(Origin::Default, |given| given.origin.clone()),
        }
    }
}

/// A default is part of the program: if it can't be read, the table is wrong.
fn default<T>(name: &str, parsed: Parsed<T>) -> T {
    parsed.unwrap_or_else(|fault| panic!("the default of {name} {fault}"))
}

fn nothing(key: &Key) -> String {
    if key.name == "server.public_url" { "(from listen)".into() } else { "(none)".into() }
}

fn shown(key: &Key, value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match key.shown {
        Shown::Plain => text,
        Shown::Secret => "(set)".into(),
        Shown::Url => masked(&text),
    }
}
