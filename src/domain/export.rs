//! Exports: which reports there are, as which files, and over which time.

use jiff::{ToSpan as _, tz::TimeZone};

use super::{
    time::{DAY, Timestamp},
    word::words,
};

words! {
    /// What an export has a row for each of.
    ReportType {
        /// Bookings, by when they were made.
        Bookings => "bookings",
        /// Succeeded payments, by when they were paid.
        Revenue => "revenue",
        /// Refund requests, by when they were made.
        Refunds => "refunds",
        /// Takedown requests, by when they were made.
        Takedowns => "takedowns",
    }
}

words! {
    /// What kind of file it is.
    ExportFormat {
        /// Values with commas between them, a header first.
        Csv => "csv",
        /// A list of objects.
        Json => "json",
        /// A workbook.
        Xlsx => "xlsx",
    }
}

impl ExportFormat {
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Json => "application/json",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// The most days of a range.
const LONGEST: i64 = 365;

/// What is wrong with a range of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadRange {
    /// It doesn't begin before it ends.
    Backwards,
    /// It begins or ends in the future.
    Future,
    /// It has so many days, rounded up, and that is too many.
    TooLong(i64),
}

/// Checks the range from `from` to `to`, both included: not backwards, not beyond the UTC day of `now`, at most 365
/// days; a year of whole `days` (both ends bare dates) may be a leap year.
pub fn check_range(from: Timestamp, to: Timestamp, whole_days: bool, now: Timestamp) -> Result<(), BadRange> {
    let end_of_today = Timestamp((now.0.div_euclid(DAY) + 1) * DAY - 1);
    let length = to.since(from);
    if length <= 0 {
        Err(BadRange::Backwards)
    } else if from > now || to > end_of_today {
        Err(BadRange::Future)
    } else if length > LONGEST * DAY && !(whole_days && is_within_a_year(from, to)) {
        Err(BadRange::TooLong((length + DAY - 1) / DAY))
    } else {
        Ok(())
    }
}

/// Whether `to` is the last microsecond of a year that begins at `from`, or lies before it.
fn is_within_a_year(from: Timestamp, to: Timestamp) -> bool {
    let begin = from.jiff().to_zoned(TimeZone::UTC);
    begin.checked_add(1.year()).is_ok_and(|next| to < Timestamp::from(next.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dates::{Bound, parse_contract_time};

    fn check(from: &str, to: &str) -> Result<(), BadRange> {
        let read = |text, bound| Timestamp(parse_contract_time(text, bound).unwrap());
        let whole_days = [from, to].iter().all(|text| text.len() == 10);
        let now = read("2025-11-24T16:00:00Z", Bound::Lower);
        check_range(read(from, Bound::Lower), read(to, Bound::Upper), whole_days, now)
    }

    #[test]
    fn ranges_have_an_order_an_end_and_a_length() {
        for (from, to) in [
            ("2025-11-24", "2025-11-24"),
            ("2024-11-24T00:00:00Z", "2025-11-24T00:00:00Z"),
            ("2024-01-01", "2024-12-31"),
            ("2023-03-01", "2024-02-29"),
            ("2025-11-24T15:59:59Z", "2025-11-24T23:59:59.999999Z"),
        ] {
            assert_eq!(check(from, to), Ok(()), "{from} to {to}");
        }
        for (from, to, wrong) in [
            ("2025-11-02", "2025-11-01", BadRange::Backwards),
            ("2025-11-01T00:00:00Z", "2025-11-01T00:00:00Z", BadRange::Backwards),
            ("2025-11-24T17:00:00Z", "2025-11-24T18:00:00Z", BadRange::Future),
            ("2025-11-01", "2025-11-25", BadRange::Future),
            ("2024-01-01", "2025-01-01", BadRange::TooLong(367)),
            ("2024-01-01T00:00:00Z", "2024-12-31", BadRange::TooLong(366)),
            ("2024-11-23T00:00:00Z", "2025-11-23T00:00:00.000001Z", BadRange::TooLong(366)),
        ] {
            assert_eq!(check(from, to), Err(wrong), "{from} to {to}");
        }
    }
}
