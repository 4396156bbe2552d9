//! SQL and nothing but SQL, for two engines: every statement of the program stands here, once.
//!
//! [`engine`] is the only file that knows whether SQLite or PostgreSQL runs; [`columns`] says how domain
//! types lie in columns. Beside them stands one file for each aggregate (`takedowns`, `admins`, …) with
//! functions that take a [`Tx`] and return rows. No rule is decided here, no permission checked. To add a
//! query: a function in its aggregate's file, `$1` for arguments, integers as `BIGINT`, sums cast, and a
//! test in `tests/` that runs it on both engines.

pub mod admins;
pub mod analytics;
pub mod attempts;
pub mod audit;
pub mod bookings;
pub mod bulk;
pub mod chain;
pub mod columns;
pub mod database;
mod dialect;
pub mod engine;
pub mod events;
pub mod exports;
pub mod filter;
pub mod gateway_events;
pub mod gauges;
pub mod idempotency;
pub mod jobs;
pub mod lanes;
pub mod mfa;
pub mod names;
pub mod outbox;
pub mod payments;
pub mod postings;
pub mod reconciliation;
pub mod referrals;
pub mod refunds;
pub mod reviews;
pub mod roles;
pub mod security;
pub mod sessions;
pub mod takedowns;
pub mod vendors;

pub use engine::{Db, Query, Record, Tx, sql};
