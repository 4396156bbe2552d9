//! Money never moves twice and is never forgotten, shown with real processes: the program itself, killed wherever it
//! can hurt, against the stand-in gateway in a process of its own, whose ledger says in the end what is true.
//!
//! `points` kills at every named place under everything that the gateway can do wrong, `cycles` at any moment under
//! load, `races` has many decide at once, `calls` and `copies` show what webhooks and a second database change: nothing.
//! `market` is what they share: payments at the stand-in, approvals over HTTP (`desk`), a clock that the test moves, and `truth`
//! the comparison at the end; `process` starts and kills. Every test has a short form for each run of the tests and a
//! long one (`scripts/prove`). To add a place at which the program can be killed: its row in `points::POINTS`.

mod calls;
mod copies;
mod cycles;
mod desk;
mod market;
mod points;
mod process;
mod races;
mod truth;

/// How many, from the environment; `usual` in a normal run.
fn count(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}
