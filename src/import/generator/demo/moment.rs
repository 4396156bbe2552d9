//! Times in a story: how far from now, and perhaps at what time of that day.

use std::str::FromStr;

use serde::Deserialize;

use crate::{
    domain::time::{DAY, HOUR, MINUTE, Timestamp},
    import::generator::calendar::local,
};

/// Such as `-3d`, `-2h30m`, `+2d` or `-3d@16:00`: four in the afternoon, in India, of the day three days before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Moment {
    offset: i64,
    /// Minutes after midnight.
    clock: Option<i64>,
}

impl Moment {
    pub(super) fn at(self, now: Timestamp) -> Timestamp {
        let moment = now.plus(self.offset);
        self.clock.map_or(moment, |minutes| local(moment, 0, minutes))
    }
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} isn't a time such as -3d, -2h30m, +2d or -3d@16:00");
        let (span, clock) = text.split_once('@').map_or((text, None), |(span, clock)| (span, Some(clock)));
        let (sign, span) = match span.split_at_checked(1).ok_or_else(wrong)? {
            ("-", span) => (-1, span),
            ("+", span) => (1, span),
            _ => return Err(wrong()),
        };
        let offset = sign * length(span).ok_or_else(wrong)?;
        let clock = clock.map(|clock| minutes(clock).ok_or_else(wrong)).transpose()?;
        Ok(Self { offset, clock })
    }
}

impl TryFrom<String> for Moment {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

/// `2d6h30m`.
fn length(text: &str) -> Option<i64> {
    let mut sum = 0;
    for part in text.split_inclusive(['d', 'h', 'm']) {
        let (number, unit) = part.split_at_checked(part.len().checked_sub(1)?)?;
        let unit = match unit {
            "d" => DAY,
            "h" => HOUR,
            "m" => MINUTE,
            _ => return None,
        };
        sum += number.parse::<u32>().ok().map(i64::from)? * unit;
    }
    (!text.is_empty()).then_some(sum)
}

/// `16:00`.
fn minutes(text: &str) -> Option<i64> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_and_times_of_day() {
        let now = "2025-10-15T10:20:00Z".parse::<jiff::Timestamp>().unwrap().into();
        let at = |text: &str| text.parse::<Moment>().unwrap().at(now).to_string();
        assert_eq!(at("-3d"), "2025-10-12T10:20:00Z");
        assert_eq!(at("-1d2h20m"), "2025-10-14T08:00:00Z");
        assert_eq!(at("+2d"), "2025-10-17T10:20:00Z");
        assert_eq!(at("-3d@16:00"), "2025-10-12T10:30:00Z");
        assert_eq!(at("-10h20m@00:00"), "2025-10-14T18:30:00Z", "in India it is the 15th");
    }

    #[test]
    fn anything_else_is_refused_by_name() {
        for wrong in ["", "3d", "-", "-d", "-3", "-3w", "-3d@", "-3d@24:00", "-3d@9", "ü"] {
            let error = wrong.parse::<Moment>().unwrap_err();
            assert!(error.contains(&format!("{wrong:?}")), "{error}");
        }
    }
}
