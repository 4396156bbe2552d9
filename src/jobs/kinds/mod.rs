//! The kinds of jobs that people start, a file or folder each: what one does, whatever else a runner takes care of.
//!
//! A kind is a `runner::Kind`. To add one: its file here, its place in the list that `app` gives to the runner.

pub mod export;
