//! Lists of refunds, whole or spoilt.

use std::time::Duration;

use serde_json::Value;

use super::{
    Problem, Protocol,
    book::Refund,
    control::{Misbehaviour, On},
    desk::{refused, shown, spoilt},
    razorpay,
    serve::{World, machine},
    stripe,
    wire::{Reply, Request},
};

/// Answers a list of the refunds that `keep` keeps.
pub async fn list(world: &World, request: &Request, protocol: Protocol, keep: impl Fn(&Refund) -> bool) -> Reply {
    let fault = world.controls().next(On::List);
    let what = fault.as_ref().map(|fault| fault.what);
    let pause = Duration::from_millis(fault.as_ref().map_or(0, |fault| fault.ms));
    if let (Some(Misbehaviour::Status), Some(fault)) = (what, &fault) {
        return Reply { retry_after: fault.retry_after, ..refused(protocol, Problem::Status(fault.status)) };
    }
    let most = world.controls().control.page;
    let rows = rows(world, protocol, keep);
    let page = match protocol {
        Protocol::Razorpay => razorpay::page(request, rows, most),
        Protocol::Stripe => stripe::page(request, rows, most),
    };
    if what == Some(Misbehaviour::Hang) {
        tokio::time::sleep(pause).await;
    }
    spoilt(Reply::json(200, &page), what, protocol, pause)
}

/// The newest first, without those that aren't shown yet.
fn rows(world: &World, protocol: Protocol, keep: impl Fn(&Refund) -> bool) -> Vec<Value> {
    let (book, machine) = (world.book(), machine());
    let fits =
        |refund: &&Refund| Protocol::of(&refund.payment) == protocol && refund.listed_at <= machine && keep(refund);
    let row = |refund: &Refund| shown(refund, &book.payments[&refund.payment], refund.status);
    book.refunds.iter().rev().filter(fits).map(row).collect()
}
