//! `appydex-admin`: the operator's side of the AppyDex marketplace.

// Its macro is used in the modules below.
#[macro_use]
pub mod fault;

pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod error;
pub mod gateway;
pub mod import;
pub mod jobs;
pub mod notify;
pub mod operations;
pub mod ports;
pub mod remote;
pub mod server;
pub mod service;
pub mod store;
pub mod telemetry;
