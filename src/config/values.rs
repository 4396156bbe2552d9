//! How values are written: numbers, durations, sizes, lists; addresses have their own file. Errors say what would be right, never what was
//! given, since that may be a secret in the wrong place.

use std::fmt;
use std::ops::RangeInclusive;
use std::time::Duration;

use toml::Value;

/// What a reader of values gives back.
pub(super) type Parsed<T> = Result<T, String>;

pub(super) fn text(value: &Value) -> Parsed<String> {
    let text = value.as_str().map(str::trim).unwrap_or_default();
    if text.is_empty() { Err("must be a text that isn't empty".into()) } else { Ok(text.to_owned()) }
}

/// A whole number, as itself or as text.
pub(super) fn number<T: TryFrom<i64> + Copy + fmt::Display + PartialOrd>(
    value: &Value,
    range: RangeInclusive<T>,
) -> Parsed<T> {
    let given = value.as_integer().or_else(|| value.as_str()?.trim().parse().ok());
    let fits = given.and_then(|n| T::try_from(n).ok()).filter(|n| range.contains(n));
    fits.ok_or_else(|| format!("must be a whole number from {} to {}", range.start(), range.end()))
}

pub(super) fn switch(value: &Value) -> Parsed<bool> {
    match (value, value.as_str().map(|text| text.trim().to_lowercase()).as_deref()) {
        (Value::Boolean(on), _) => Ok(*on),
        (_, Some("true" | "yes" | "on" | "1")) => Ok(true),
        (_, Some("false" | "no" | "off" | "0")) => Ok(false),
        _ => Err("must be true or false".into()),
    }
}

/// One of the named values.
pub(super) fn choice<T: Copy>(value: &Value, names: &[(&str, T)]) -> Parsed<T> {
    let given = value.as_str().map(str::trim).unwrap_or_default();
    let found = names.iter().find(|(name, _)| *name == given).map(|(_, meant)| *meant);
    let all = || names.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| format!("must be one of {}", all()))
}

/// The unit of a duration that is written as a plain number.
#[derive(Clone, Copy)]
pub(super) enum Unit {
    Milliseconds,
    Seconds,
    Minutes,
    Hours,
    Days,
}

impl Unit {
    const ALL: &[(&str, Self)] = &[
        ("ms", Self::Milliseconds),
        ("s", Self::Seconds),
        ("m", Self::Minutes),
        ("min", Self::Minutes),
        ("h", Self::Hours),
        ("d", Self::Days),
    ];

    const fn milliseconds(self) -> u64 {
        match self {
            Self::Milliseconds => 1,
            Self::Seconds => 1000,
            Self::Minutes => 60_000,
            Self::Hours => 3_600_000,
            Self::Days => 86_400_000,
        }
    }
}

/// Ten years: longer ones are mistakes, and would overflow where times are added.
const LONGEST_MS: u64 = 3650 * 86_400_000;

/// A duration above zero: `30s`, `10m`, `2h`, `7d`, `250ms`, or a plain number in the key's unit.
pub(super) fn duration(value: &Value, unit: Unit) -> Parsed<Duration> {
    let written = value.as_integer().map(|n| n.to_string()).or_else(|| value.as_str().map(str::to_owned));
    let amount = written.and_then(|text| split_unit(&text, Unit::ALL, unit));
    let milliseconds = amount.and_then(|(count, unit)| count.checked_mul(unit.milliseconds()));
    match milliseconds {
        Some(ms @ 1..=LONGEST_MS) => Ok(Duration::from_millis(ms)),
        _ => Err("must be a duration above zero such as 30s, 10m, 2h or 7d".into()),
    }
}

/// A number of bytes above zero: `1 MiB`, `500 kB`, or a plain number.
pub(super) fn size(value: &Value) -> Parsed<u64> {
    const UNITS: &[(&str, u64)] = &[
        ("B", 1),
        ("kB", 1000),
        ("KB", 1000),
        ("MB", 1_000_000),
        ("GB", 1_000_000_000),
        ("KiB", 1 << 10),
        ("MiB", 1 << 20),
        ("GiB", 1 << 30),
    ];
    let written = value.as_integer().map(|n| n.to_string()).or_else(|| value.as_str().map(str::to_owned));
    let amount = written.and_then(|text| split_unit(&text, UNITS, 1));
    let bytes = amount.and_then(|(count, unit)| count.checked_mul(unit));
    bytes.filter(|bytes| *bytes > 0).ok_or_else(|| "must be a size above zero such as 1 MiB, 500 kB or 1048576".into())
}

fn split_unit<T: Copy>(text: &str, units: &[(&str, T)], plain: T) -> Option<(u64, T)> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let unit = text[end..].trim_start();
    let found = units.iter().find(|(name, _)| *name == unit).map(|(_, unit)| *unit);
    Some((text[..end].parse().ok()?, if unit.is_empty() { plain } else { found? }))
}

/// A list: an array, its TOML text, or items separated by commas.
pub(super) fn list<T>(value: &Value, item: impl Fn(&Value) -> Parsed<T>) -> Parsed<Vec<T>> {
    let items = match structured(value)? {
        Value::Array(items) => items,
        Value::String(text) => text.split(',').map(|part| Value::String(part.trim().to_owned())).collect(),
        _ => return Err("must be a list".into()),
    };
    items
        .iter()
        .enumerate()
        .map(|(at, value)| item(value).map_err(|fault| format!("item {} {fault}", at + 1)))
        .collect()
}

/// The value, parsed as TOML if it is text that begins like an array or a table.
pub(super) fn structured(value: &Value) -> Parsed<Value> {
    let Some(text) = value.as_str().map(str::trim).filter(|text| text.starts_with(['[', '{'])) else {
        return Ok(value.clone());
    };
    let parsed: Result<toml::Table, _> = format!("value = {text}").parse();
    let whole = parsed.ok().filter(|table| table.len() == 1).and_then(|mut table| table.remove("value"));
    whole.ok_or_else(|| "must be written as TOML, such as [1, 2] or { A = 1 }".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn s(text: &str) -> Value {
        Value::String(text.into())
    }

    #[test]
    fn durations() {
        let seconds = |text: &str| duration(&s(text), Unit::Seconds).map(|d| d.as_millis());
        for (text, ms) in [
            ("30s", 30_000),
            ("30", 30_000),
            (" 10 m ", 600_000),
            ("2h", 7_200_000),
            ("7d", 604_800_000),
            ("250ms", 250),
            ("1min", 60_000),
        ] {
            assert_eq!(seconds(text), Ok(ms), "{text}");
        }
        for wrong in ["", "0", "0s", "-1s", "1.5h", "s", "1y", "3651d", "99999999999999999999", "18446744073709551615d"]
        {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
        assert_eq!(duration(&Value::Integer(15), Unit::Minutes), Ok(Duration::from_mins(15)));
        assert!(duration(&Value::Boolean(true), Unit::Days).is_err());
    }

    #[test]
    fn sizes() {
        for (text, bytes) in
            [("1 MiB", 1 << 20), ("500 kB", 500_000), ("5B", 5), ("2GiB", 2 << 30), ("1048576", 1 << 20)]
        {
            assert_eq!(size(&s(text)), Ok(bytes), "{text}");
        }
        for wrong in ["", "0", "1 mib", "-1", "1.5 MiB", "99999999999 GiB"] {
            assert!(size(&s(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn numbers_and_switches() {
        assert_eq!(number(&s(" 4 "), 1..=64_u32), Ok(4));
        assert_eq!(number(&Value::Integer(64), 1..=64_u32), Ok(64));
        for wrong in [s("0"), s("65"), s("x"), Value::Integer(-1), Value::Float(4.0)] {
            assert_eq!(number(&wrong, 1..=64_u32), Err("must be a whole number from 1 to 64".into()));
        }
        assert_eq!(switch(&s("Yes")), Ok(true));
        assert_eq!(switch(&Value::Boolean(false)), Ok(false));
        assert!(switch(&s("maybe")).is_err());
    }

    #[test]
    fn lists() {
        let array = Value::Array(vec![s("a"), s("b")]);
        for value in [array, s("a, b"), s("[\"a\", \"b\"]")] {
            assert_eq!(list(&value, text), Ok(vec!["a".into(), "b".into()]));
        }
        assert_eq!(list(&s("[]"), text), Ok(vec![]));
        assert_eq!(list(&s("a,,b"), text), Err("item 2 must be a text that isn't empty".into()));
        assert!(list(&s("[\"a\"\nx = 1"), text).is_err());
        assert!(list(&s("[1]\ny = [2]"), text).is_err());
        assert!(list(&Value::Integer(1), text).is_err());
    }
}
