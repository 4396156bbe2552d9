//! Money never moves twice and is never forgotten: the proof.
//!
//! `model` walks through everything that can happen to one refund (`world`, `moves`), `simulation` through seeded
//! schedules, both with the product's own rules; `path` and what stands beside it follow single refunds through the real service on both
//! engines; `faults` and `kills` end real processes at every point and at any moment against a gateway that outlives
//! them. What they share is in `ground` and `gateway`. `scripts/prove` runs the long version of all of it.

mod gateway;
mod ground;
mod model;
mod moves;
mod nature;
mod parts;
mod path;
mod proofs;
mod schedule;
mod simulation;
mod world;
