//! Arithmetic of analytics: ranges, buckets, averages, rates.

use jiff::{
    ToSpan as _,
    civil::{Date, date},
};

use super::{
    time::{DAY, SECOND, Timestamp},
    word::words,
};

words! {
    /// How wide the buckets are.
    Granularity {
        /// A day in UTC.
        Day => "day",
        /// Monday to Sunday.
        Week => "week",
        /// A month of the calendar.
        Month => "month",
    }
}

impl Granularity {
    /// The first day of the bucket that a day lies in, both counted from 1970.
    pub fn bucket(self, day: i64) -> i64 {
        match self {
            Self::Day => day,
            // The first of January 1970 was a Thursday.
            Self::Week => day - (day + 3).rem_euclid(7),
            Self::Month => day_number(date_of(day).first_of_month()),
        }
    }

    /// The first day of the next bucket.
    pub fn next(self, bucket: i64) -> i64 {
        match self {
            Self::Day => bucket + 1,
            Self::Week => bucket + 7,
            Self::Month => {
                let first = date_of(bucket);
                first.checked_add(1.month()).map_or(bucket + 31, day_number)
            }
        }
    }
}

/// The date of a day counted from 1970; beyond the calendar its last one.
pub fn date_of(day: i64) -> Date {
    date(1970, 1, 1).checked_add(i32::try_from(day).unwrap_or(i32::MAX).days()).unwrap_or(Date::MAX)
}

fn day_number(day: Date) -> i64 {
    day.since(date(1970, 1, 1)).map_or(0, |span| i64::from(span.get_days()))
}

/// The most days of a range.
pub const MOST_DAYS: i64 = 365;

/// A stretch of time, its end not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first moment.
    pub from: Timestamp,
    /// The first moment after it.
    pub to: Timestamp,
}

/// Why a range can't be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadRange {
    /// It ends before it begins, or has no length.
    Backwards,
    /// It is longer than [`MOST_DAYS`]: so many days, rounded up.
    TooLong(i64),
    /// It begins later than now, or ends later than today.
    Future,
}

impl Range {
    /// The range between two ends as they were read; `bare` when both are dates without a time.
    ///
    /// A `to` that is the last microsecond of its second is that second's end: so the ends of days are written.
    pub fn read(from: Timestamp, to: Timestamp, bare: bool, now: Timestamp) -> Result<Self, BadRange> {
        let to = if to.0.rem_euclid(SECOND) == SECOND - 1 { to.plus(1) } else { to };
        let range = Self { from, to };
        if range.length() <= 0 {
            return Err(BadRange::Backwards);
        }
        let days = range.length() / DAY + i64::from(range.length() % DAY > 0);
        if days > MOST_DAYS && !(bare && range.is_a_year()) {
            return Err(BadRange::TooLong(days));
        }
        let end_of_today = Timestamp((now.0.div_euclid(DAY) + 1) * DAY);
        if from > now || to > end_of_today { Err(BadRange::Future) } else { Ok(range) }
    }

    /// Its length in microseconds.
    pub const fn length(self) -> i64 {
        self.to.since(self.from)
    }

    /// The range of equal length just before.
    #[must_use]
    pub const fn before(self) -> Self {
        Self { from: self.from.plus(-self.length()), to: self.from }
    }

    /// The first and the last day that it touches, counted from 1970.
    pub const fn days(self) -> (i64, i64) {
        (self.from.0.div_euclid(DAY), self.to.plus(-1).0.div_euclid(DAY))
    }

    /// The first days of its buckets.
    pub fn buckets(self, granularity: Granularity) -> Vec<i64> {
        let (first, last) = self.days();
        let next = |bucket: &i64| Some(granularity.next(*bucket)).filter(|bucket| *bucket <= last);
        std::iter::successors(Some(granularity.bucket(first)), next).collect()
    }

    /// For how long an answer about it may be kept, in microseconds; not at all while it reaches into today.
    pub fn keeps(self, now: Timestamp) -> Option<i64> {
        let (today, (_, last)) = (now.0.div_euclid(DAY), self.days());
        match today - last {
            ..=0 => None,
            1..=7 => Some(5 * 60 * SECOND),
            _ => Some(15 * 60 * SECOND),
        }
    }

    /// Whether it is no longer than from a date to the same date of the next year: a leap year in whole is 366 days.
    fn is_a_year(self) -> bool {
        let first = date_of(self.from.0.div_euclid(DAY));
        first.checked_add(1.year()).is_ok_and(|next| self.to.0 <= day_number(next) * DAY)
    }
}

/// `sum` by `count`, rounded down; 0 where there is nothing.
pub const fn average(sum: i64, count: i64) -> i64 {
    if count == 0 { 0 } else { sum.div_euclid(count) }
}

/// `part` of `whole` to so many decimals, rounded half away from zero; 0 of nothing.
pub fn rate(part: i64, whole: i64, decimals: u32) -> f64 {
    shown(ratio(i128::from(part), i128::from(whole), decimals), decimals)
}

/// How many percent `now` is more than `before`, to one decimal; nothing to compare with gives nothing.
pub fn growth(now: i64, before: i64) -> Option<f64> {
    let more = (i128::from(now) - i128::from(before)) * 100;
    (before != 0).then(|| shown(ratio(more, i128::from(before), 1), 1))
}

fn ratio(part: i128, whole: i128, decimals: u32) -> i128 {
    if whole == 0 {
        return 0;
    }
    let (scaled, half) = (part * 10_i128.pow(decimals), whole.abs() / 2);
    let whole_is_odd = whole % 2 != 0;
    let (quotient, rest) = (scaled / whole, (scaled % whole).abs());
    let up = rest > half || (rest == half && !whole_is_odd);
    if up { quotient + if (scaled < 0) == (whole < 0) { 1 } else { -1 } } else { quotient }
}

#[expect(clippy::cast_precision_loss, reason = "a rate has far fewer digits than fit")]
fn shown(scaled: i128, decimals: u32) -> f64 {
    scaled as f64 / 10_f64.powi(i32::try_from(decimals).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    fn day(text: &str) -> i64 {
        at(&format!("{text}T00:00:00Z")).0 / DAY
    }

    fn range(from: &str, to: &str, bare: bool) -> Result<Range, BadRange> {
        Range::read(at(from), at(to), bare, at("2025-11-24T16:00:00Z"))
    }

    #[test]
    fn weeks_begin_on_monday_and_months_on_the_first() {
        for (text, week, month) in [
            ("2025-12-31", "2025-12-29", "2025-12-01"),
            ("2026-01-01", "2025-12-29", "2026-01-01"),
            ("2024-02-29", "2024-02-26", "2024-02-01"),
            ("2025-11-24", "2025-11-24", "2025-11-01"),
        ] {
            assert_eq!(Granularity::Week.bucket(day(text)), day(week), "{text}");
            assert_eq!(Granularity::Month.bucket(day(text)), day(month), "{text}");
        }
        assert_eq!(Granularity::Month.next(day("2024-02-01")), day("2024-03-01"));
    }

    #[test]
    fn a_range_has_a_length_and_no_future() {
        let ok = |from, to, bare| range(from, to, bare).map(Range::length);
        assert_eq!(ok("2025-10-01T00:00:00Z", "2025-10-01T23:59:59.999999Z", true), Ok(DAY));
        assert_eq!(ok("2025-10-01T00:00:00Z", "2025-10-01T00:00:00Z", false), Err(BadRange::Backwards));
        assert_eq!(ok("2025-10-02T00:00:00Z", "2025-10-01T00:00:00Z", false), Err(BadRange::Backwards));
        assert_eq!(ok("2024-11-25T00:00:00Z", "2025-11-25T00:00:00Z", false), Ok(365 * DAY));
        assert_eq!(ok("2024-11-24T23:59:59Z", "2025-11-25T00:00:00Z", false), Err(BadRange::TooLong(366)));
        assert_eq!(ok("2025-11-24T16:00:00Z", "2025-11-25T00:00:00Z", false), Ok(8 * 3600 * SECOND));
        assert_eq!(ok("2025-11-24T16:00:01Z", "2025-11-25T00:00:00Z", false), Err(BadRange::Future));
        assert_eq!(ok("2025-11-24T00:00:00Z", "2025-11-25T00:00:01Z", false), Err(BadRange::Future));
    }

    #[test]
    fn whole_leap_years_fit_between_bare_dates() {
        let (from, to) = ("2024-01-01T00:00:00Z", "2024-12-31T23:59:59.999999Z");
        assert_eq!(range(from, to, true).map(Range::length), Ok(366 * DAY));
        assert_eq!(range(from, to, false), Err(BadRange::TooLong(366)));
        assert_eq!(range("2023-01-01T00:00:00Z", "2024-01-01T23:59:59.999999Z", true), Err(BadRange::TooLong(366)));
        assert_eq!(range("2024-01-01T00:00:00Z", "2025-06-30T23:59:59.999999Z", true), Err(BadRange::TooLong(547)));
    }

    #[test]
    fn every_bucket_of_a_range_is_there() {
        let all = range("2025-10-01T12:00:00Z", "2025-10-31T00:00:00Z", false).unwrap();
        assert_eq!(all.buckets(Granularity::Day).len(), 30, "the end is not included");
        assert_eq!(all.buckets(Granularity::Week)[0], day("2025-09-29"));
        assert_eq!(all.buckets(Granularity::Week).len(), 5);
        assert_eq!(all.buckets(Granularity::Month), [day("2025-10-01")]);
        assert_eq!(all.before().to, all.from);
        assert_eq!(all.before().length(), all.length());
    }

    #[test]
    fn what_touches_today_is_not_kept() {
        let now = at("2025-11-24T16:00:00Z");
        let keeps =
            |to: &str| range("2025-11-01T00:00:00Z", to, false).unwrap().keeps(now).map(|micros| micros / SECOND);
        assert_eq!(keeps("2025-11-24T00:00:01Z"), None);
        assert_eq!(keeps("2025-11-24T00:00:00Z"), Some(300));
        assert_eq!(keeps("2025-11-18T00:00:00Z"), Some(300));
        assert_eq!(keeps("2025-11-17T00:00:00Z"), Some(900));
    }

    #[test]
    fn rates_round_to_the_nearest_and_averages_down() {
        assert_eq!((rate(2, 3, 4), rate(1, 3, 4), rate(1, 8, 2), rate(0, 0, 4)), (0.6667, 0.3333, 0.13, 0.0));
        assert_eq!((average(7, 2), average(0, 0), average(-7, 2)), (3, 0, -4));
        assert_eq!((growth(150, 100), growth(958, 1000), growth(1, 3)), (Some(50.0), Some(-4.2), Some(-66.7)));
        assert_eq!((growth(5, 0), growth(0, 5)), (None, Some(-100.0)));
    }

    proptest! {
        #[test]
        fn a_rate_is_the_nearest_there_is(part in 0_i64..1_000_000, whole in 1_i64..1_000_000) {
            let found = ratio(part.into(), whole.into(), 4);
            let twice_off = (found * i128::from(whole) - i128::from(part) * 10_000).abs() * 2;
            prop_assert!(twice_off <= i128::from(whole));
        }

        #[test]
        fn buckets_follow_one_another(first in -20_000_i64..60_000) {
            for granularity in Granularity::ALL {
                let bucket = granularity.bucket(first);
                prop_assert!(bucket <= first && first < granularity.next(bucket));
                prop_assert_eq!(granularity.bucket(granularity.next(bucket) - 1), bucket);
            }
        }
    }
}
