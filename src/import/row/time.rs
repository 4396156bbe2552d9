//! Times, of which a booking has up to six: the common form by hand, every other as the whole program reads it.

use crate::domain::{
    dates::{Bound, parse_contract_time},
    time::{DAY, HOUR, MINUTE, SECOND},
};

/// A time in microseconds since 1970.
///
/// # Errors
/// What is wrong with it; times before 1970 are refused, for they are what a broken export writes for "never".
pub fn read(text: &str) -> Result<i64, String> {
    let micros = match common(text.as_bytes()) {
        Some(micros) => micros,
        None => parse_contract_time(text, Bound::Lower).map_err(|reason| format!("{{}} {reason}"))?,
    };
    if micros < 0 { Err("{} lies before 1970".into()) } else { Ok(micros) }
}

/// `2025-10-01` and `2025-10-01T00:00:00Z`; `None` for every other form and for what is no time.
fn common(text: &[u8]) -> Option<i64> {
    if text.len() != 10 && text.len() != 20 {
        return None;
    }
    let (year, month, day) = (digits(text, 0, 4)?, digits(text, 5, 2)?, digits(text, 8, 2)?);
    let bare = (text[4], text[7]) == (b'-', b'-');
    if !bare || !(1..=12).contains(&month) || day < 1 || day > days_in(year, month) {
        return None;
    }
    let midnight = days_before(year, month, day) * DAY;
    if text.len() == 10 {
        return Some(midnight);
    }
    let (hour, minute, second) = (digits(text, 11, 2)?, digits(text, 14, 2)?, digits(text, 17, 2)?);
    let signs = (text[10], text[13], text[16], text[19]) == (b'T', b':', b':', b'Z');
    (signs && hour < 24 && minute < 60 && second < 60)
        .then_some(midnight + hour * HOUR + minute * MINUTE + second * SECOND)
}

fn digits(text: &[u8], from: usize, count: usize) -> Option<i64> {
    text[from..from + count]
        .iter()
        .try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + i64::from(byte - b'0')))
}

const fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01, counted in years that begin in March, so that the leap day is the last.
const fn days_before(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    let of_year = (153 * month + 2) / 5 + day - 1;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_form_of_the_contract_is_read() {
        let noon = 1_759_320_000_000_000;
        for text in
            ["2025-10-01T12:00:00Z", "2025-10-01T12:00:00", "2025-10-01T17:30:00+05:30", "2025-10-01T12:00:00.000000Z"]
        {
            assert_eq!(read(text), Ok(noon), "{text}");
        }
        assert_eq!(read("2025-10-01"), Ok(noon - 12 * HOUR));
        assert_eq!(read("2025-10-01T12:00:00.000001Z"), Ok(noon + 1));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "2025-02-29",
            "2025-13-01",
            "2025-00-10",
            "2025-10-01T24:00:00Z",
            "2025-10-01T12:60:00Z",
            "x",
            "2025-1-1",
            "01/10/2025",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read("0001-01-01T00:00:00Z"), Err("{} lies before 1970".into()));
        assert_eq!(read("1969-12-31"), Err("{} lies before 1970".into()));
    }

    proptest! {
        #[test]
        fn by_hand_and_by_the_library_agree(
            year in 1970_i64..=9999, month in 0_i64..=13, day in 0_i64..=32, hour in 0_i64..=24, minute in 0_i64..=60,
        ) {
            for text in [
                format!("{year:04}-{month:02}-{day:02}"),
                format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:59Z"),
            ] {
                prop_assert_eq!(common(text.as_bytes()), parse_contract_time(&text, Bound::Lower).ok(), "{}", text);
            }
        }
    }
}
