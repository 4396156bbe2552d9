//! The money path: how a decided refund becomes a transfer at the gateway, once, and a posting in the ledger.
//!
//! [`begin()`] fixes a try in the transaction of the decision. The worker in `jobs::refunds` takes it from there, with
//! no transaction open while it talks to the gateway; everything that it does or hears comes back here and is recorded
//! by `service::mutation` like every other change. Decisions and rules about who may are in `service::refunds`; how a
//! try moves is `domain::refund::machine`. To add something that is heard: its move there, its record here.

mod adopt;
mod begin;
mod case;
mod differences;
mod elsewhere;
mod freeze;
mod hear;
mod merge;
mod reconcile;
mod record;
mod turn;
mod view;

pub use self::{
    begin::begin,
    freeze::{Freeze, Unfreeze},
    reconcile::Period,
    record::{Go, Held},
    turn::Turn,
    view::RefundAlerts,
};
