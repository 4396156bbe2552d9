//! When people book: more on weekends and in the evening, hardly at night, in Indian time.

use crate::domain::time::{DAY, HOUR, MINUTE, SECOND, Timestamp};

/// Indian time is UTC and this much, all year.
pub(super) const INDIA: i64 = 5 * HOUR + 30 * MINUTE;

const HOURS_A_WEEK: usize = 168;
/// The epoch was a Thursday; weeks begin on Monday.
const EPOCH_IN_WEEK: i64 = 3 * 24;
const HOUR_SECONDS: i64 = 3600;
const WEEK_SECONDS: i64 = 168 * HOUR_SECONDS;

const WEEKDAYS: [i64; 7] = [9, 8, 8, 9, 11, 14, 13];
const HOURS: [i64; 24] = [2, 1, 1, 1, 1, 2, 5, 10, 18, 26, 30, 28, 22, 18, 18, 20, 22, 24, 28, 32, 30, 22, 12, 5];

/// Turns evenly spread positions into moments that follow the hours of the week.
#[derive(Clone)]
pub(super) struct Calendar {
    /// Weight of the hours of the week before each, and of the whole week at the end.
    before: [i64; HOURS_A_WEEK + 1],
    from: i64,
    to: i64,
}

impl Calendar {
    /// For moments from `start` up to `end`, which is not before it.
    pub(super) fn new(start: Timestamp, end: Timestamp) -> Self {
        let mut before = [0; HOURS_A_WEEK + 1];
        for hour in 0..HOURS_A_WEEK {
            before[hour + 1] = before[hour] + WEEKDAYS[hour / 24] * HOURS[hour % 24];
        }
        let mut calendar = Self { before, from: 0, to: 0 };
        calendar.from = calendar.weight_until(start);
        calendar.to = calendar.weight_until(end);
        calendar
    }

    /// The moment at `part` of `whole`, in whole seconds; rises with `part`.
    pub(super) fn moment(&self, part: u128, whole: u128) -> Timestamp {
        let width = u128::try_from(self.to - self.from).unwrap_or(0);
        let offset = i64::try_from(width * part / whole.max(1)).unwrap_or(0);
        self.moment_at(self.from + offset)
    }

    /// The weight of all time before a moment, in hour weights times seconds.
    fn weight_until(&self, moment: Timestamp) -> i64 {
        let seconds = moment.plus(INDIA).seconds() + EPOCH_IN_WEEK * HOUR_SECONDS;
        let (week, second) = (seconds.div_euclid(WEEK_SECONDS), seconds.rem_euclid(WEEK_SECONDS));
        let hour = usize::try_from(second / HOUR_SECONDS).unwrap_or(0);
        let in_hour = (self.before[hour + 1] - self.before[hour]) * (second % HOUR_SECONDS);
        (week * self.before[HOURS_A_WEEK] + self.before[hour]) * HOUR_SECONDS + in_hour
    }

    fn moment_at(&self, weight: i64) -> Timestamp {
        let whole = self.before[HOURS_A_WEEK] * HOUR_SECONDS;
        let (week, rest) = (weight.div_euclid(whole), weight.rem_euclid(whole));
        let hour = self.before.partition_point(|before| before * HOUR_SECONDS <= rest) - 1;
        let hour_number = i64::try_from(hour).unwrap_or(0);
        let in_hour = (rest - self.before[hour] * HOUR_SECONDS) / (self.before[hour + 1] - self.before[hour]);
        let seconds = week * WEEK_SECONDS + (hour_number - EPOCH_IN_WEEK) * HOUR_SECONDS + in_hour;
        Timestamp(seconds * SECOND).plus(-INDIA)
    }
}

/// `minutes` after midnight in India of the day that is `days` after that of `moment`.
pub(super) fn local(moment: Timestamp, days: i64, minutes: i64) -> Timestamp {
    let day = (moment.0 + INDIA).div_euclid(DAY) + days;
    Timestamp(day * DAY + minutes * MINUTE - INDIA)
}

/// Minutes after midnight in India.
pub(super) fn local_minutes(moment: Timestamp) -> i64 {
    (moment.0 + INDIA).rem_euclid(DAY) / MINUTE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year() -> (Timestamp, Timestamp) {
        let end: jiff::Timestamp = "2025-10-15T10:20:00Z".parse().unwrap();
        let end = Timestamp::from(end);
        (end.plus(-365 * DAY), end)
    }

    #[test]
    fn moments_rise_and_stay_within() {
        let (start, end) = year();
        let calendar = Calendar::new(start, end);
        let all: Vec<_> = (0..10_000).map(|part| calendar.moment(part, 10_000)).collect();
        assert!(all.is_sorted());
        assert!(all[0] >= start.plus(-SECOND) && all[9_999] <= end);
        assert!(end.since(all[9_999]) < DAY && all[0].since(start) < DAY);
    }

    #[test]
    fn evenings_and_saturdays_are_busier_than_nights_and_tuesdays() {
        let (start, end) = year();
        let calendar = Calendar::new(start, end);
        let (mut night, mut evening, mut days) = (0, 0, [0; 7]);
        for part in 0..20_000 {
            let moment = calendar.moment(part, 20_000);
            match local_minutes(moment) / 60 {
                0..=5 => night += 1,
                18..=20 => evening += 1,
                _ => (),
            }
            let day = (moment.0 + INDIA).div_euclid(DAY) + 3;
            days[usize::try_from(day.rem_euclid(7)).unwrap()] += 1;
        }
        assert!(evening > night * 5, "{evening} {night}");
        assert!(days[5] > days[1] * 3 / 2, "{days:?}");
    }

    #[test]
    fn a_local_time_is_half_an_hour_off_the_full_one() {
        let noon: jiff::Timestamp = "2025-10-15T19:00:00Z".parse().unwrap();
        let next = local(noon.into(), 1, 9 * 60);
        assert_eq!(next.to_string(), "2025-10-17T03:30:00Z", "in India it is the 16th already");
        assert_eq!(local_minutes(next), 9 * 60);
    }
}
