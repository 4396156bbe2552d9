//! The API from outside: a real listener, a real database, and every exchange held against the contract.
//!
//! `harness` starts a server and sends requests; `market` fills its database with a few reviews and asks
//! for takedowns. Not here: what one module can show alone. To add an area: a module named as its routes
//! are, whose tests start an [`harness::App`] of their own.

mod admins;
mod analytics;
mod audit;
mod auth;
mod bookings;
mod conventions;
mod cors;
mod documents;
mod foreign_tokens;
mod harness;
mod idempotency;
mod jobs;
mod limits;
mod market;
mod matrix;
mod mfa;
mod reconciliation;
mod refunds;
mod sessions;
mod stopping;
mod takedowns;
mod vendors;
mod watching;
mod webhooks;
