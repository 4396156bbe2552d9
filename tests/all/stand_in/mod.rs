//! A gateway to test against: a process of its own that speaks Razorpay's and Stripe's protocols, keeps a ledger that
//! survives its own death and ours, and misbehaves on command.
//!
//! `client` starts and commands it; everything else runs inside it: `wire` is HTTP byte by byte, so that answers can
//! be torn; `book` is the ledger; `control` holds what it was told; `razorpay` and `stripe` are the two protocols,
//! told apart by the payments' ids; `desk` takes refunds; `lists` shows them; `hooks` calls back. It shares no code
//! with the product's own gateways, or both could be wrong alike. To add a misbehaviour: a word in
//! `control::Misbehaviour`, what it does in `desk`, a test in `gateway`.

mod book;
pub mod client;
mod control;
mod desk;
pub mod hooks;
mod lists;
mod razorpay;
mod serve;
mod stripe;
mod wire;

use std::{io::Read as _, path::PathBuf};

pub use client::StandIn;

pub const KEY_ID: &str = "rzp_test_standin";
pub const KEY_SECRET: &str = "s3cret-of-the-stand-in";
pub const WEBHOOK_SECRET: &str = "whsec-of-the-stand-in";

/// Which of the two protocols.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Protocol {
    Razorpay,
    Stripe,
}

impl Protocol {
    /// The one that a payment belongs to by its id.
    fn of(payment: &str) -> Self {
        if payment.starts_with("pay_") { Self::Razorpay } else { Self::Stripe }
    }
}

/// What a caller is told besides a refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    Unauthorized,
    NoKey,
    NoAmount,
    TooSmall,
    TooLarge,
    FullyRefunded,
    UnknownPayment,
    KeyReused,
    Busy,
    DuplicateReceipt,
    NoBalance,
    Broken,
    /// Whatever was commanded.
    Status(u16),
}

#[test]
#[ignore = "the stand-in itself: started by `StandIn` in a process of its own"]
fn serves() {
    let ledger = PathBuf::from(std::env::var("STAND_IN_LEDGER").expect("STAND_IN_LEDGER names its ledger"));
    let port = std::env::var("STAND_IN_PORT").expect("STAND_IN_PORT is its port, or 0").parse().expect("a port");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let port = runtime.block_on(serve::start(&ledger, port));
    println!("stand-in listens on {port}");
    // Whoever started it holds the other end; with its end this process ends too.
    std::io::stdin().read_to_end(&mut Vec::new()).expect("its input can be read");
}
