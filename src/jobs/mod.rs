//! What is done after the answer went out: jobs that people started, paying refunds, delivering notices, sweeping away
//! what has had its time.
//!
//! Each queue's worker takes an item under a lease in a transaction of its own, works with no transaction open, and
//! settles it only if the lease is still its own; so every item is done at least once, and whatever it does must stand
//! being done twice. What all queues do alike is in `lease`; the jobs that people see are worked at by [`runner`], each
//! kind in a file of [`kinds`]. Rules and permissions aren't here: what is queued was decided by the service. To add a
//! kind of job: a file in `kinds`. To add a queue: a file with `run` (until shutdown) and, where a shell command waits
//! for it, `drain`; its start in `app`.

mod backoff;
pub mod kinds;
mod lease;
pub mod notices;
pub mod refunds;
pub mod retention;
pub mod runner;
pub mod sweep;
