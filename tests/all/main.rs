//! The one integration-test program.
//!
//! Every file in `tests/` would be a program of its own and link the whole product again, so all
//! tests from outside live here as modules, and `cargo test --test all NAME::` runs a part.
//! `support` holds what they share: databases, the contract's document, checks against it. What
//! needs no more than one module of the product is a unit test beside that module instead.
//!
//! To add an area: a module with a directory of its own, declared below, with helpers that others
//! could use in `support`.

mod api;
mod architecture;
mod cli;
mod contract;
mod crash;
mod gateway;
mod generated;
mod import;
mod jobs;
mod kills;
mod migrations;
mod notify;
mod operations;
mod refunds;
mod role_matrix;
mod shared_limits;
mod stand_in;
mod support;
mod tui;
