//! Money never moves twice and is never forgotten: the proof, as far as it goes.
//!
//! `model` walks through everything that can happen to one refund (`world`, `moves`, `nature`, `parts`), `simulation`
//! through seeded schedules (`schedule`; `SCHEDULES` says how many), both with the product's own rules. `path` and
//! `proofs` follow single refunds through the real service on both engines. What they share is in `ground` and
//! `gateway`. To add a rule: its word in `world::Rule`, and what happens without it in `moves`.

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
