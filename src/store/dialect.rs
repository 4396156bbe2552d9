//! What the engines say differently, each under a name.

use super::engine::{Engine, Query, Tx, sql};

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
