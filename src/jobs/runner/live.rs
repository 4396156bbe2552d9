//! The watch over one run: whether it may go on, and how far it has come.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use tokio_util::sync::CancellationToken;

use crate::{domain::time::Timestamp, ports::Clock};

/// A run that may not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

/// Shared by the worker, which renews the lease, and the run, which asks and tells.
pub struct Live {
    clock: Arc<dyn Clock>,
    stop: CancellationToken,
    /// When the run must be over, in microseconds.
    deadline: AtomicI64,
    done: AtomicI64,
    total: AtomicI64,
}

impl Live {
    /// A run that may go on until `deadline`, with nothing done yet.
    pub fn new(clock: Arc<dyn Clock>, deadline: Timestamp) -> Self {
        Self {
            clock,
            stop: CancellationToken::new(),
            deadline: AtomicI64::new(deadline.0),
            done: AtomicI64::new(0),
            total: AtomicI64::new(-1),
        }
    }

    /// Refuses to go on once the run was told to stop, or has slept over its deadline.
    ///
    /// # Errors
    /// [`Stopped`]
    pub fn check(&self) -> Result<(), Stopped> {
        let late = self.clock.now().0 >= self.deadline.load(Ordering::SeqCst);
        if late || self.stop.is_cancelled() { Err(Stopped) } else { Ok(()) }
    }

    /// Is done when the run is told to stop.
    pub async fn stopped(&self) {
        self.stop.cancelled().await;
    }

    /// Says that there are so many pieces to do.
    pub fn expect(&self, total: i64) {
        self.total.store(total, Ordering::SeqCst);
    }

    /// Says that so many more pieces are done.
    pub fn did(&self, more: i64) {
        self.done.fetch_add(more, Ordering::SeqCst);
    }

    pub(super) fn stop(&self) {
        self.stop.cancel();
    }

    pub(super) fn until(&self, deadline: Timestamp) {
        self.deadline.store(deadline.0, Ordering::SeqCst);
    }

    /// How many pieces are done, and of how many, once that is known.
    pub(super) fn progress(&self) -> Option<(i64, i64)> {
        let total = self.total.load(Ordering::SeqCst);
        (total >= 0).then(|| (self.done.load(Ordering::SeqCst), total))
    }
}

/// What part is done, in percent; the last is only known when the job has ended.
pub(super) fn percent(done: i64, total: i64) -> i64 {
    if total <= 0 { 0 } else { (i128::from(done) * 100 / i128::from(total)).clamp(0, 99).try_into().unwrap_or(99) }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Hand(AtomicI64);

    impl Clock for Hand {
        fn now(&self) -> Timestamp {
            Timestamp(self.0.load(Ordering::SeqCst))
        }
    }

    #[test]
    fn a_run_that_slept_over_its_deadline_may_not_go_on() {
        let clock = Arc::new(Hand(AtomicI64::new(0)));
        let live = Live::new(clock.clone(), Timestamp(10));
        assert_eq!(live.check(), Ok(()));
        clock.0.store(10, Ordering::SeqCst);
        assert_eq!(live.check(), Err(Stopped));
        live.until(Timestamp(20));
        assert_eq!(live.check(), Ok(()));
        live.stop();
        assert_eq!(live.check(), Err(Stopped));
    }

    #[test]
    fn progress_is_known_once_there_is_a_total() {
        let live = Live::new(Arc::new(Hand(AtomicI64::new(0))), Timestamp(10));
        assert_eq!(live.progress(), None);
        live.expect(3);
        live.did(2);
        assert_eq!(live.progress(), Some((2, 3)));
        assert_eq!(
            [(0, 0), (2, 3), (3, 3), (5, 3), (i64::MAX, i64::MAX)].map(|(a, b)| percent(a, b)),
            [0, 66, 99, 99, 99]
        );
    }
}
