//! What is done after the answer went out: paying refunds, delivering notices, sweeping away what has had its time.
//!
//! Each file is one kind of work. A worker takes an item under a lease in a transaction of its own, works with no
//! transaction open, and settles it only if the lease is still its own; so every item is done at least once, and
//! whatever it does must stand being done twice. Rules and permissions aren't here: what is queued was decided by the
//! service. To add a kind: a file with `run` (until shutdown) and, where a shell command waits for it, `drain`; its
//! start in `app`.

mod backoff;
pub mod notices;
pub mod refunds;
pub mod sweep;
