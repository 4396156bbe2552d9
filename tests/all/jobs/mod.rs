//! Jobs from the worker's side: leases, stopping, what killed workers leave; exports as files.
//!
//! `runner` has kinds of jobs of its own, on a clock that stands still; `sheets` reads what exports write with other
//! programs' eyes; `workers` are processes, killed and stopped. What people see of jobs is in `operations::jobs`. To add
//! a test: a function in the file of its subject.

mod runner;
mod sheets;
mod workers;

use std::sync::Arc;

use appydex_admin::jobs::{
    kinds::export::Exports,
    runner::{Runner, Settings},
};
use tokio_util::sync::CancellationToken;

use crate::support::world::World;

/// Does all jobs that wait.
pub async fn work(world: &World) {
    let kinds = vec![Arc::new(Exports::new(world.service.clone())) as _];
    let runner = Runner::new(world.service.clone(), kinds, Settings::default());
    while runner.step(None, &CancellationToken::new()).await.unwrap() {}
}

/// The names of all files of a world, and of all drafts.
pub fn files(world: &World) -> Vec<String> {
    let mut names = Vec::new();
    for folder in ["files/exports", "files/.drafts"] {
        let Ok(entries) = std::fs::read_dir(world.folder().join(folder)) else { continue };
        names.extend(entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()));
    }
    names.sort();
    names
}
