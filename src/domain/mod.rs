//! What the marketplace is and which moves its rules allow: ids, money, times, states, decisions.
//!
//! Nothing here does I/O, waits, or knows another module of this program but [`crate::error`]. A rule
//! lives here when it can be decided from values alone; what needs a row or a clock gets it passed in.
//! To add one: a file named by the noun, its states as an enum with its table of moves, tests beside it.

pub mod actor;
pub mod analytics;
pub mod audit;
pub mod booking;
pub mod dates;
pub mod evidence;
pub mod export;
pub mod id;
pub mod job;
pub mod members;
pub mod money;
pub mod page;
pub mod password;
pub mod payment;
pub mod privacy;
pub mod reason;
pub mod referral;
pub mod refund;
pub mod sentiment;
pub mod similarity;
pub mod takedown;
pub mod text;
pub mod time;
pub mod untrusted;
pub(crate) mod word;
