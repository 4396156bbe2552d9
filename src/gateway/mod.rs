//! Who pays refunds out: the built-in sandbox, and real gateways over their REST APIs.
//!
//! Each file is one gateway and knows its protocol, nothing of a refund's states: it says what is certain apart from
//! what isn't, and the worker does the rest. Whatever is only likely is `Sent::Unknown`. To add one: a file that
//! implements `ports::gateway::Gateway`, with a table of every answer as its test; its name in `domain::refund`; its
//! choice in `app`.

pub mod sandbox;

pub use sandbox::Sandbox;
