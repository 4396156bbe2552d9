//! Times at the edge: what the API takes and writes, and, in [`range`], what people type.
//!
//! Inside, a time is a number of microseconds since 1970 in UTC. Nothing here asks for the current time.

pub mod range;

use jiff::civil::{Date, DateTime, date};
use jiff::{SignedDuration, Timestamp};

/// Which end of a range a time is read for: a bare date is its first or its last microsecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The beginning, and any single time.
    Lower,
    /// The end, still included.
    Upper,
}

const WRONG_SHAPE: &str = "must be a date (2025-10-01) or an RFC 3339 time such as 2025-10-01T00:00:00Z";
/// What a digit stands for where `d` is written; the rest is literal.
const DATE: &str = "dddd-dd-dd";
const TIME: &str = "Tdd:dd:dd";
const OFFSET: &str = "dd:dd";

/// Reads an API time into microseconds since 1970: RFC 3339 with an offset, `Z` or neither (UTC), or a bare date.
///
/// A bare date is midnight UTC, as an upper bound the last microsecond of that day. Digits beyond the microsecond are
/// cut off. The error is a sentence for the field.
pub fn parse_contract_time(text: &str, bound: Bound) -> Result<i64, String> {
    let (day, clock) = split_after(text, DATE).ok_or(WRONG_SHAPE)?;
    if clock.is_empty() {
        return bare_date(day, bound);
    }
    let (time, rest) = split_after(clock, TIME).ok_or(WRONG_SHAPE)?;
    let (fraction, zone) = split_fraction(rest)?;
    let local: DateTime = format!("{day}{time}{fraction}").parse().map_err(|_| no_such_time(text))?;
    // jiff reads a leap second as the last one of its minute; the contract has none.
    if time.ends_with("60") {
        return Err(no_such_time(text));
    }
    let micros = micros_of(local) - offset_micros(zone).ok_or(WRONG_SHAPE)?;
    if utc(micros).is_some() { Ok(micros) } else { Err(no_such_time(text)) }
}

/// A time in microseconds since 1970 as RFC 3339 in UTC, ending in `Z`; no fraction when zero, else up to 6 digits.
///
/// Times outside the years 0 to 9999, which RFC 3339 can't write, become the nearest it can.
pub fn format_utc(micros: i64) -> String {
    let moment = utc(micros).unwrap_or_else(|| if micros < 0 { first() } else { last() });
    let whole = moment.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let fraction = moment.subsec_nanosecond() / 1000;
    if fraction == 0 {
        format!("{whole}Z")
    } else {
        format!("{whole}.{}Z", format!("{fraction:06}").trim_end_matches('0'))
    }
}

/// A time in microseconds since 1970 as jiff has it; beyond its range the nearest it has.
pub fn timestamp(micros: i64) -> Timestamp {
    let nearest = if micros < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_microsecond(micros).unwrap_or(nearest)
}

/// Serde for an optional time in microseconds, written and read as an RFC 3339 string or null.
pub mod optional_utc {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Bound, format_utc, parse_contract_time};

    /// Writes the time as [`format_utc`] does.
    pub fn serialize<S: Serializer>(micros: &Option<i64>, serializer: S) -> Result<S::Ok, S::Error> {
        micros.map(format_utc).serialize(serializer)
    }

    /// Reads the time as [`parse_contract_time`] does.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| parse_contract_time(&text, Bound::Lower)).transpose().map_err(serde::de::Error::custom)
    }
}

fn bare_date(day: &str, bound: Bound) -> Result<i64, String> {
    let day: Date = day.parse().map_err(|_| no_such_time(day))?;
    let clock = match bound {
        Bound::Lower => jiff::civil::Time::midnight(),
        Bound::Upper => jiff::civil::Time::MAX,
    };
    Ok(micros_of(day.to_datetime(clock)))
}

/// The part of `text` of the given shape, and the rest.
fn split_after<'a>(text: &'a str, shape: &str) -> Option<(&'a str, &'a str)> {
    let (head, tail) = text.split_at_checked(shape.len())?;
    let fits = head.bytes().zip(shape.bytes()).all(|(b, s)| if s == b'd' { b.is_ascii_digit() } else { b == s });
    fits.then_some((head, tail))
}

/// The fraction with its point, or nothing, and what follows it.
fn split_fraction(text: &str) -> Result<(&str, &str), String> {
    let Some(digits) = text.strip_prefix('.') else {
        return Ok(("", text));
    };
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=9).contains(&length) { Ok(text.split_at(length + 1)) } else { Err(WRONG_SHAPE.into()) }
}

/// How far ahead of UTC a zone is: nothing and `Z` are UTC, else `+05:30`; `None` if it is neither.
fn offset_micros(zone: &str) -> Option<i64> {
    if zone.is_empty() || zone == "Z" {
        return Some(0);
    }
    let sign = match zone.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let (offset, "") = split_after(&zone[1..], OFFSET)? else {
        return None;
    };
    let (hours, minutes): (i64, i64) = (offset[..2].parse().ok()?, offset[3..].parse().ok()?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes) * 60_000_000)
}

fn no_such_time(text: &str) -> String {
    format!("there is no such time as {text}")
}

fn epoch() -> DateTime {
    date(1970, 1, 1).at(0, 0, 0, 0)
}

fn first() -> DateTime {
    date(0, 1, 1).at(0, 0, 0, 0)
}

fn last() -> DateTime {
    date(9999, 12, 31).at(23, 59, 59, 999_999_000)
}

fn utc(micros: i64) -> Option<DateTime> {
    let moment = epoch().checked_add(SignedDuration::from_micros(micros)).ok()?;
    (moment >= first()).then_some(moment)
}

fn micros_of(moment: DateTime) -> i64 {
    let whole = moment.duration_since(epoch()).as_nanos().div_euclid(1000);
    i64::try_from(whole).expect("20,000 years fit in 64 bits of microseconds")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: i64 = 86_400_000_000;
    const OCTOBER: i64 = 1_759_276_800_000_000;

    #[test]
    fn every_form_of_the_contract_is_read() {
        let cases = [
            ("2025-10-01T00:00:00Z", 0),
            ("2025-10-01T05:30:00+05:30", 0),
            ("2025-09-30T16:00:00-08:00", 0),
            ("2025-10-01T00:00:00.000", 0),
            ("2025-10-01T00:00:00", 0),
            ("2025-10-01", 0),
            ("2025-10-01T00:00:00.5Z", 500_000),
            ("2025-10-01T00:00:00.123456789Z", 123_456),
            ("2025-10-01T23:59:59-23:59", DAY - 1_000_000 + DAY - 60_000_000),
        ];
        for (text, after) in cases {
            assert_eq!(parse_contract_time(text, Bound::Lower), Ok(OCTOBER + after), "{text}");
        }
    }

    #[test]
    fn a_bare_date_above_is_the_end_of_its_day() {
        assert_eq!(parse_contract_time("2025-10-01", Bound::Upper), Ok(OCTOBER + DAY - 1));
        assert_eq!(parse_contract_time("2025-10-01T00:00:00Z", Bound::Upper), Ok(OCTOBER));
        assert!(parse_contract_time("9999-12-31", Bound::Upper).is_ok());
        assert!(parse_contract_time("0000-01-01", Bound::Lower).is_ok());
    }

    #[test]
    fn everything_else_is_refused() {
        let wrong = [
            "",
            "today",
            "2025",
            "2025-10",
            "2025-1-1",
            "20251001",
            " 2025-10-01",
            "2025-10-01 ",
            "2025-10-01T",
            "2025-10-01 00:00:00",
            "2025-10-01t00:00:00z",
            "2025-10-01T00:00Z",
            "2025-10-01T00:00:00.Z",
            "2025-10-01T00:00:00.1234567890Z",
            "2025-10-01T00:00:00+0530",
            "2025-10-01T00:00:00+05",
            "2025-10-01T00:00:00+24:00",
            "2025-10-01T00:00:00+05:60",
            "2025-10-01T00:00:00Z[UTC]",
            "2025-10-01T00:00:00,5Z",
            "२०२५-10-01",
            "2025-10-01T00:00:00+05:30x",
            "2025-10-01T00:00:00é",
        ];
        for text in wrong {
            assert_eq!(parse_contract_time(text, Bound::Lower), Err(WRONG_SHAPE.into()), "{text}");
        }
        let impossible = [
            "2025-02-29",
            "2025-13-01",
            "2025-00-01",
            "2025-10-01T24:00:00Z",
            "2025-10-01T23:59:60Z",
            "2025-10-01T00:60:00Z",
            "9999-12-31T23:59:59-00:01",
            "0000-01-01T00:00:00+00:01",
        ];
        for text in impossible {
            assert_eq!(parse_contract_time(text, Bound::Lower), Err(no_such_time(text)), "{text}");
        }
    }

    #[test]
    fn written_with_no_more_digits_than_needed() {
        let cases = [
            (0, "2025-10-01T00:00:00Z"),
            (1, "2025-10-01T00:00:00.000001Z"),
            (500_000, "2025-10-01T00:00:00.5Z"),
            (-1, "2025-09-30T23:59:59.999999Z"),
        ];
        for (after, text) in cases {
            assert_eq!(format_utc(OCTOBER + after), text);
        }
        assert_eq!(format_utc(i64::MIN), "0000-01-01T00:00:00Z");
        assert_eq!(format_utc(i64::MAX), "9999-12-31T23:59:59.999999Z");
    }

    #[test]
    fn optional_times_in_json() {
        #[derive(serde::Serialize, serde::Deserialize)]
        struct Row {
            #[serde(with = "optional_utc")]
            at: Option<i64>,
        }
        for json in [r#"{"at":null}"#, r#"{"at":"2025-10-01T00:00:00Z"}"#] {
            let row: Row = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&row).unwrap(), json);
        }
        assert!(serde_json::from_str::<Row>(r#"{"at":"soon"}"#).is_err());
    }

    #[test]
    fn timestamps_stop_at_the_ends_of_jiff() {
        assert_eq!(timestamp(i64::MAX), Timestamp::MAX);
        assert_eq!(timestamp(i64::MIN), Timestamp::MIN);
        assert_eq!(timestamp(OCTOBER).to_string(), "2025-10-01T00:00:00Z");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(micros in -62_167_219_200_000_000_i64..253_402_300_800_000_000) {
            prop_assert_eq!(parse_contract_time(&format_utc(micros), Bound::Lower), Ok(micros));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,12}|[0-9TZ:.+-]{0,40}") {
            if let Ok(micros) = parse_contract_time(&text, Bound::Upper) {
                prop_assert!(text.len() >= DATE.len() && utc(micros).is_some());
            }
        }
    }
}
