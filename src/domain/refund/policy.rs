//! What a cancellation gives back by itself: the longer the notice, the more.

use crate::domain::time::HOUR;

/// Cancelled at least so many hours before, a booking is refunded so many percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CancellationStep {
    /// Hours of notice.
    pub hours: u32,
    /// 0 to 100.
    pub percent: u8,
}

/// The percentage that goes back at so many microseconds of notice, negative after the appointment; nothing where no
/// step is that short.
pub fn percent(steps: &[CancellationStep], notice: i64) -> u8 {
    let reached = steps.iter().filter(|step| notice >= i64::from(step.hours) * HOUR);
    reached.max_by_key(|step| step.hours).map_or(0, |step| step.percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_notice_that_was_given_counts() {
        let steps = [(2, 50), (24, 100), (0, 10)].map(|(hours, percent)| CancellationStep { hours, percent });
        for (notice, expected) in [
            (25 * HOUR, 100),
            (24 * HOUR, 100),
            (24 * HOUR - 1, 50),
            (2 * HOUR, 50),
            (2 * HOUR - 1, 10),
            (0, 10),
            (-1, 0),
        ] {
            assert_eq!(percent(&steps, notice), expected, "{notice}");
        }
        assert_eq!(percent(&[], HOUR), 0);
    }
}
