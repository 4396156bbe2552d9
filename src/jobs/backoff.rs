//! How long to wait before the next try.

use crate::domain::time::{HOUR, SECOND};
use crate::ports::{Random, random_bytes};

const FIRST: i64 = 30 * SECOND;
const LONGEST: i64 = HOUR;

/// Microseconds to wait after the try number `attempts`: 30 s, doubled each time up to an hour, less up to a quarter
/// by chance, so that what failed together isn't tried together.
pub(super) fn delay(attempts: i64, random: &dyn Random) -> i64 {
    let doublings = attempts.saturating_sub(1).clamp(0, 10);
    let longest = (FIRST << doublings).min(LONGEST);
    let chance = i64::from(u32::from_le_bytes(random_bytes(random)));
    longest - ((longest / 4 * chance) >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Always(u8);

    impl Random for Always {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(self.0);
        }
    }

    #[test]
    fn it_doubles_up_to_an_hour() {
        let seconds = |attempts| delay(attempts, &Always(0)) / SECOND;
        assert_eq!([1, 2, 3, 7, 8, 9, i64::MAX].map(seconds), [30, 60, 120, 1920, 3600, 3600, 3600]);
        assert_eq!([0, i64::MIN].map(seconds), [30, 30]);
    }

    #[test]
    fn chance_takes_up_to_a_quarter_away() {
        for attempts in 1..12 {
            let (most, least) = (delay(attempts, &Always(0)), delay(attempts, &Always(255)));
            assert!(least >= most / 4 * 3 && least <= most / 4 * 3 + 2, "{least} of {most}");
        }
    }
}
