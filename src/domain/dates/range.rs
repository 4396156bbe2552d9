//! Dates as people type them, in their own time zone: `today`, `last 7d`, `this-fy`, `2025-10-01`.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan as _, Zoned};

use super::Bound;

/// The month India's financial year begins with.
const FINANCIAL_YEAR_MONTH: i8 = 4;
const EXPECTED: &str = "must be a date (2025-10-01), a time (2025-10-01T14:30), today, yesterday, last 7d, last 24h, \
                        this-week, this-month, last-month or this-fy";

/// A stretch of time with both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first microsecond.
    pub from: Timestamp,
    /// The last microsecond.
    pub to: Timestamp,
}

impl Range {
    /// Reads what people type, against the current time in their zone; the error is a sentence for the flag.
    ///
    /// Named days, weeks, months and years are whole, also where they reach into the future; `last 7d` ends now. An
    /// RFC 3339 time, or one without an offset in the zone given, is a single moment.
    pub fn parse(text: &str, now: Timestamp, zone: &TimeZone) -> Result<Self, String> {
        let here = now.to_zoned(zone.clone());
        let words = text.trim().to_lowercase().replace([' ', '_'], "-");
        let range = match words.strip_prefix("last-").and_then(span) {
            Some(back) => here.checked_sub(back).ok().map(|from| Self { from: from.timestamp(), to: now }),
            None => named_days(&words, here.date()).or_else(|| bare_date(text)).and_then(|days| whole(days, zone)),
        };
        range.or_else(|| moment(text, zone)).ok_or_else(|| EXPECTED.to_owned())
    }

    /// The same range, ending at `now` where it would reach beyond: analytics know no future.
    #[must_use]
    pub fn until(self, now: Timestamp) -> Self {
        Self { to: self.to.min(now), ..self }
    }

    /// One end of the range: what `--from` and `--to` take from it.
    pub fn end(self, bound: Bound) -> Timestamp {
        match bound {
            Bound::Lower => self.from,
            Bound::Upper => self.to,
        }
    }
}

/// The first and the last day that a name means.
fn named_days(name: &str, today: Date) -> Option<(Date, Date)> {
    match name {
        "today" => Some((today, today)),
        "yesterday" => today.yesterday().ok().map(|day| (day, day)),
        "this-week" => lasting(monday(today)?, 1.week()),
        "this-month" => lasting(today.first_of_month(), 1.month()),
        "last-month" => lasting(today.first_of_month().checked_sub(1.month()).ok()?, 1.month()),
        "this-fy" => lasting(financial_year(today)?, 1.year()),
        _ => None,
    }
}

fn lasting(first: Date, span: Span) -> Option<(Date, Date)> {
    let next = first.checked_add(span).ok()?;
    Some((first, next.yesterday().ok()?))
}

fn monday(today: Date) -> Option<Date> {
    let days = today.weekday().since(Weekday::Monday);
    today.checked_sub(days.days()).ok()
}

fn financial_year(today: Date) -> Option<Date> {
    let year = if today.month() < FINANCIAL_YEAR_MONTH { today.year() - 1 } else { today.year() };
    Date::new(year, FINANCIAL_YEAR_MONTH, 1).ok()
}

fn bare_date(text: &str) -> Option<(Date, Date)> {
    let text = text.trim();
    let plain = text.len() == "2025-10-01".len() && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let day: Date = plain.then(|| text.parse().ok())??;
    Some((day, day))
}

/// From midnight to the last microsecond before midnight; a day on which the clocks change is longer or shorter.
fn whole((first, last): (Date, Date), zone: &TimeZone) -> Option<Range> {
    let from = first.to_zoned(zone.clone()).ok()?.timestamp();
    let next = last.tomorrow().ok()?.to_zoned(zone.clone()).ok()?.timestamp();
    let to = next.checked_sub(1.microsecond()).ok()?;
    Some(Range { from, to })
}

/// A moment has a colon; without one jiff would take `20251001` for a midnight.
fn moment(text: &str, zone: &TimeZone) -> Option<Range> {
    let text = Some(text.trim()).filter(|text| text.contains(':'))?;
    let local = || text.parse::<DateTime>().ok()?.to_zoned(zone.clone()).ok();
    let at = text.parse().ok().or_else(|| local().map(|at: Zoned| at.timestamp()))?;
    Some(Range { from: at, to: at })
}

/// `7d`, `24h`, `2w`, `30min`.
fn span(text: &str) -> Option<Span> {
    let unit = text.find(|c: char| !c.is_ascii_digit())?;
    let count: i64 = text[..unit].parse().ok()?;
    match text[unit..].trim_start_matches('-') {
        "min" | "minute" | "minutes" => Span::new().try_minutes(count).ok(),
        "h" | "hour" | "hours" => Span::new().try_hours(count).ok(),
        "d" | "day" | "days" => Span::new().try_days(count).ok(),
        "w" | "week" | "weeks" => Span::new().try_weeks(count).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Wednesday, 15 October 2025, 01:30 in Kolkata, still the 14th in UTC.
    const NOW: &str = "2025-10-14T20:00:00Z";

    fn range(text: &str, now: &str, zone: &str) -> Result<(String, String), String> {
        let zone = TimeZone::get(zone).unwrap();
        Range::parse(text, now.parse().unwrap(), &zone).map(|range| (range.from.to_string(), range.to.to_string()))
    }

    fn assert_range(text: &str, from: &str, to: &str) {
        assert_eq!(range(text, NOW, "Asia/Kolkata"), Ok((from.into(), to.into())), "{text}");
    }

    #[test]
    fn names_are_resolved_in_the_zone() {
        assert_range("today", "2025-10-14T18:30:00Z", "2025-10-15T18:29:59.999999Z");
        assert_range(" Yesterday ", "2025-10-13T18:30:00Z", "2025-10-14T18:29:59.999999Z");
        assert_range("this-week", "2025-10-12T18:30:00Z", "2025-10-19T18:29:59.999999Z");
        assert_range("this month", "2025-09-30T18:30:00Z", "2025-10-31T18:29:59.999999Z");
        assert_range("last-month", "2025-08-31T18:30:00Z", "2025-09-30T18:29:59.999999Z");
        assert_range("THIS_FY", "2025-03-31T18:30:00Z", "2026-03-31T18:29:59.999999Z");
        assert_range("2025-10-01", "2025-09-30T18:30:00Z", "2025-10-01T18:29:59.999999Z");
    }

    #[test]
    fn last_so_many_end_now() {
        for (text, from) in [
            ("last 24h", "2025-10-13T20:00:00Z"),
            ("last-7d", "2025-10-07T20:00:00Z"),
            ("last 2 weeks", "2025-09-30T20:00:00Z"),
            ("last 90min", "2025-10-14T18:30:00Z"),
            ("last 0d", NOW),
        ] {
            assert_range(text, from, NOW);
        }
    }

    #[test]
    fn moments_are_themselves() {
        assert_range("2025-10-01T00:00:00Z", "2025-10-01T00:00:00Z", "2025-10-01T00:00:00Z");
        assert_range("2025-10-01T00:00:00+05:30", "2025-09-30T18:30:00Z", "2025-09-30T18:30:00Z");
        assert_range("2025-10-01T14:30", "2025-10-01T09:00:00Z", "2025-10-01T09:00:00Z");
        assert_range("2025-10-01 14:30:10", "2025-10-01T09:00:10Z", "2025-10-01T09:00:10Z");
    }

    #[test]
    fn the_financial_year_turns_on_the_first_of_april() {
        for (now, from) in [("2026-03-31T12:00:00Z", "2025-04-01"), ("2026-04-01T12:00:00Z", "2026-04-01")] {
            assert_eq!(range("this-fy", now, "UTC").unwrap().0, format!("{from}T00:00:00Z"));
        }
    }

    #[test]
    fn weeks_begin_on_monday() {
        for day in 13..=19 {
            let now = format!("2025-10-{day}T12:00:00Z");
            let week = ("2025-10-13T00:00:00Z".to_owned(), "2025-10-19T23:59:59.999999Z".to_owned());
            assert_eq!(range("this-week", &now, "UTC"), Ok(week));
        }
    }

    #[test]
    fn a_month_before_january_is_december() {
        assert_eq!(range("last-month", "2026-01-31T12:00:00Z", "UTC").unwrap().0, "2025-12-01T00:00:00Z");
    }

    #[test]
    fn days_on_which_the_clocks_change_are_whole() {
        let spring = ("2025-03-09T05:00:00Z".to_owned(), "2025-03-10T03:59:59.999999Z".to_owned());
        assert_eq!(range("2025-03-09", NOW, "America/New_York"), Ok(spring));
    }

    #[test]
    fn the_future_is_cut_off_on_demand() {
        let now: Timestamp = NOW.parse().unwrap();
        let today = Range::parse("today", now, &TimeZone::UTC).unwrap();
        assert_eq!(today.until(now).end(Bound::Upper), now);
        assert_eq!(today.until(now).end(Bound::Lower), today.from);
        let past = Range::parse("yesterday", now, &TimeZone::UTC).unwrap();
        assert_eq!(past.until(now), past);
    }

    #[test]
    fn everything_else_is_refused() {
        for wrong in [
            "",
            "tomorrow",
            "last",
            "last d",
            "last 7",
            "last 7y",
            "last -7d",
            "2025-02-30",
            "2025-13-01",
            "20251001",
            "last 99999999999999999999d",
            "last 9999999999d",
            "7d",
        ] {
            assert!(range(wrong, NOW, "UTC").is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_range_never_runs_backwards(name in "today|yesterday|this-(week|month|fy)|last[ -]([0-9]{1,4}[hdw]|month)", seconds in 0_i64..4_000_000_000) {
            let now = Timestamp::from_second(seconds).unwrap();
            let range = Range::parse(&name, now, &TimeZone::get("Asia/Kolkata").unwrap()).unwrap();
            prop_assert!(range.from <= range.to);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,20}") {
            if let Ok(range) = Range::parse(&text, Timestamp::UNIX_EPOCH, &TimeZone::UTC) {
                prop_assert!(range.from <= range.to);
            }
        }
    }
}
