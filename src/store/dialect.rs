//! What the engines say differently, each under a name.

use super::engine::{Engine, Query, Tx, sql};
use crate::{domain::text::like_pattern_escape, store::columns::Value};

/// How people are found by a piece of their folded names: selects of their keys, with the pattern for each `?`.
#[derive(Clone, Debug)]
pub struct NameSearch {
    /// Selects the keys of customers.
    pub users: &'static str,
    /// Selects the keys of vendors.
    pub vendors: &'static str,
    pattern: String,
}

impl NameSearch {
    /// The arguments of a text that is put together from these selects alone.
    pub fn arguments(&self, text: &str) -> Vec<Value> {
        text.matches('?').map(|_| (&self.pattern).into()).collect()
    }
}

/// Trigrams find nothing shorter.
const TRIGRAM: usize = 3;

impl Tx {
    /// ` FOR UPDATE` where rows can be locked; SQLite's one writer needs no such words.
    pub const fn for_update(&self) -> &'static str {
        match self.engine() {
            Engine::Sqlite => "",
            Engine::Postgres => " FOR UPDATE",
        }
    }

    /// Locks the row that is taken from a queue and passes over those that others hold.
    pub const fn skip_locked(&self) -> &'static str {
        match self.engine() {
            Engine::Sqlite => "",
            Engine::Postgres => " FOR UPDATE SKIP LOCKED",
        }
    }

    /// How people are found by a piece of their name.
    pub fn name_search(&self, folded: &str) -> NameSearch {
        if self.engine() == Engine::Sqlite && folded.chars().count() >= TRIGRAM {
            return NameSearch {
                users: "SELECT rowid FROM user_names WHERE user_names MATCH ?",
                vendors: "SELECT rowid FROM vendor_names WHERE vendor_names MATCH ?",
                pattern: format!("\"{}\"", folded.replace('"', "\"\"")),
            };
        }
        NameSearch {
            users: "SELECT key FROM users WHERE name_folded LIKE ? ESCAPE '\\'",
            vendors: "SELECT key FROM vendors WHERE name_folded LIKE ? ESCAPE '\\'
                OR display_name_folded LIKE ? ESCAPE '\\'",
            pattern: format!("%{}%", like_pattern_escape(folded)),
        }
    }

    /// The engine's name and the statement that gives its version.
    pub(super) fn version(&self) -> (&'static str, Query) {
        match self.engine() {
            Engine::Sqlite => ("SQLite", sql("SELECT sqlite_version()")),
            Engine::Postgres => ("PostgreSQL", sql("SELECT current_setting('server_version')")),
        }
    }

    /// The statement that gives the size of the database in bytes.
    pub(super) fn size(&self) -> Query {
        match self.engine() {
            Engine::Sqlite => sql("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"),
            Engine::Postgres => sql("SELECT pg_database_size(current_database())"),
        }
    }
}
