//! What all queues do alike: look for work that is due, and hold what was taken until it is done.

use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::error::Result;

/// Looks for work until `shutdown`: at once when `wake` is notified, and by itself at every `poll`. `look` does one
/// piece and answers whether there was one; `what` can't be done while it fails, says the log.
pub(super) async fn attend<'a>(
    what: &'static str,
    poll: Duration,
    wake: &Notify,
    shutdown: &CancellationToken,
    look: impl Fn() -> BoxFuture<'a, Result<bool>>,
) {
    let mut failing = false;
    while !shutdown.is_cancelled() {
        let worked = look().await;
        if let (Err(error), false) = (&worked, failing) {
            tracing::warn!(?error, "{what} can't be worked at at the moment");
        }
        failing = worked.is_err();
        if !worked.unwrap_or(false) {
            tokio::select! {
                () = wake.notified(), if !failing => {}
                () = tokio::time::sleep(poll) => {}
                () = shutdown.cancelled() => {}
            }
        }
    }
}

/// Waits for `work` while `renew` is asked at every beat; nothing as soon as that answers that the lease is lost.
pub(super) async fn held<'a, T>(
    beat: Duration,
    renew: impl Fn() -> BoxFuture<'a, bool>,
    work: impl Future<Output = T>,
) -> Option<T> {
    let losing = async {
        loop {
            tokio::time::sleep(beat).await;
            if !renew().await {
                return;
            }
        }
    };
    tokio::select! {
        biased;
        done = work => Some(done),
        () = losing => None,
    }
}

#[cfg(test)]
mod tests {
    use std::{
        future::pending,
        sync::atomic::{AtomicU32, Ordering},
    };

    use futures_util::FutureExt as _;

    use super::*;

    const BEAT: Duration = Duration::from_millis(1);

    #[tokio::test]
    async fn work_is_waited_for_as_long_as_the_lease_is_held() {
        let beats = AtomicU32::new(0);
        let renew = || async { beats.fetch_add(1, Ordering::SeqCst) < 2 }.boxed();
        assert_eq!(held(BEAT, renew, pending::<()>()).await, None);
        assert_eq!(beats.load(Ordering::SeqCst), 3);
        let done = async {
            tokio::time::sleep(BEAT * 5).await;
            7
        };
        assert_eq!(held(BEAT, || async { true }.boxed(), done).await, Some(7));
    }

    #[tokio::test]
    async fn work_goes_on_while_the_lease_is_renewed() {
        let (ring, rung) = (Notify::new(), Notify::new());
        let work = async {
            ring.notified().await;
            rung.notify_one();
        };
        let renew = || {
            async {
                ring.notify_one();
                rung.notified().await;
                true
            }
            .boxed()
        };
        assert_eq!(held(BEAT, renew, work).await, Some(()));
    }
}
