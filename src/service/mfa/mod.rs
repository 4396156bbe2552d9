//! The second factor: codes of the moment (RFC 6238) and recovery codes, each good once.
//!
//! `totp` is the arithmetic, `factor` makes a secret and uses codes up inside the transaction of what they are for,
//! `own` is what admins do to their own, `reset` what is done to another's. A change that needs a fresh code says so
//! as [`Mutation::FRESH_MFA`](super::mutation::Mutation::FRESH_MFA). Throttling is that of passwords, in `auth`.

mod factor;
mod own;
mod reset;
mod totp;

pub use self::{
    factor::{Fresh, fresh, spend},
    reset::Reset,
};
