//! Waiting as long as a rate limit says.

use std::time::Duration;

use super::shell::Shell;
use crate::error::{Error, Kind, Result};

/// How often something that is merely busy is tried again.
const BUSY_TRIES: u32 = 5;

/// Calls until it isn't refused for coming too fast or too early; a limit is waited for as long as it says.
pub async fn patient<T>(shell: &Shell, call: impl AsyncFn() -> Result<T>) -> Result<T> {
    let mut busy = 0;
    loop {
        let error = match call().await {
            Err(error) if is_worth_waiting(&error, busy) => error,
            other => return other,
        };
        busy += u32::from(!matches!(error.kind, Kind::RateLimitExceeded { .. }));
        let seconds = error.retry_after().unwrap_or(1).max(1);
        shell.say(&format!("{} Going on in {seconds} s.", error.message));
        tokio::time::sleep(Duration::from_secs(u64::try_from(seconds).unwrap_or(1))).await;
    }
}

fn is_worth_waiting(error: &Error, busy: u32) -> bool {
    match error.kind {
        Kind::RateLimitExceeded { .. } => true,
        Kind::Busy | Kind::IdempotencyInProgress { .. } => busy < BUSY_TRIES,
        _ => false,
    }
}
