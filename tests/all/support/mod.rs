//! What the tests share: a private PostgreSQL, the contract's document as routes, and a validator
//! that holds requests and answers against it.
//!
//! Not here: anything that only one area uses. To add a helper, give it a file named by what it
//! provides, let it panic with a sentence that says what is missing, and prove in its own tests
//! that it can fail.

pub mod bookings;
pub mod figures;
pub mod files;
pub mod money;
pub mod openapi;
pub mod postgres;
pub mod redis;
pub mod routes;
pub mod schema;
pub mod server;
pub mod totp;
pub mod world;
