//! `appydex-admin`: the operator's side of the AppyDex marketplace.
//!
//! One interface, [`operations::Operations`]: every question and every decision, bound to who is asking. It is
//! implemented in process by [`service`] and over HTTP by [`remote`]; [`server`], [`cli`] and [`tui`] are
//! skins over it.
//!
//! ```text
//! domain, error          know nothing of ours, no I/O
//! operations, ports      what can be asked, what is needed from outside
//! store                  SQL and nothing but SQL
//! gateway, notify        ports: who pays, who carries mail
//! redis                  ports: counts that servers share
//! gateway, notify, files ports: who pays, who carries mail, where files lie
//! service                operations, ports, store: the rules at work
//! remote                 operations, over HTTP
//! import, jobs           service and what lies under it
//! server, cli, tui       operations; the ways in
//! app                    the only place that knows all of them
//! ```
//!
//! No arrow runs up; `tests/all/architecture` checks it.

// Its macro is used in the modules below.
#[macro_use]
pub mod fault;

pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod error;
pub mod files;
pub mod gateway;
pub mod import;
pub mod jobs;
pub mod notify;
pub mod operations;
pub mod ports;
pub mod redis;
pub mod remote;
pub mod server;
pub mod service;
pub mod store;
pub mod telemetry;
pub mod tui;
