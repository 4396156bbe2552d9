//! The handlers, a file an area: each reads its input, asks one operation and wraps the answer.
//!
//! No rule is decided and no permission checked here: a handler that needs an `if` wants something of the
//! service. To add one: a function here that takes a [`super::call::Call`], and its line in the table of
//! `super::router`.

pub mod admins;
pub mod analytics;
pub mod audit;
pub mod auth;
pub mod bookings;
pub mod events;
pub mod files;
pub mod health;
pub mod jobs;
pub mod metrics;
pub mod payments;
pub mod reconciliation;
pub mod referrals;
pub mod refunds;
pub mod reviews;
pub mod roles;
pub mod sessions;
pub mod takedowns;
pub mod vendors;
pub mod webhooks;
