//! What one text means.

use uuid::Uuid;

use super::{super::table::Table, id::Ids, time};
use crate::{
    domain::{evidence::Evidence, money::Currency},
    store::bulk::Cell,
};

/// What a column holds.
#[derive(Clone, Copy)]
pub enum Kind {
    /// The row's own id.
    Id(Table),
    /// The id of a row of this table.
    Names(Table),
    /// Any text.
    Text,
    /// true, false, 1, 0, yes, no.
    Bool,
    /// A whole number from this to that.
    Whole(i64, i64),
    /// An amount in the currency's smallest unit.
    Cents,
    /// A number from this to that.
    Real(f64, f64),
    /// A moment.
    Time,
    /// One of some words.
    Word(fn(&str) -> Result<&'static str, String>),
    /// Three capital letters.
    Currency,
    /// A list of pieces of evidence in JSON.
    Evidence,
    /// `BK-2025-000317`.
    Number,
    /// Who cancelled: `user`, `vendor`, `admin`, `system` or an admin's id.
    Canceller,
}

/// The largest amount. A million of them still fit into 64 bits together.
const MOST_CENTS: i64 = 1_000_000_000_000;

impl Kind {
    /// What `text` means; otherwise what is wrong, with `{}` for the text.
    pub fn read(self, text: &str, ids: &Ids) -> Result<Cell, String> {
        match self {
            Self::Id(table) | Self::Names(table) => plain(text).map(|()| Cell::Uuid(ids.read(table, text))),
            Self::Text => plain(text).map(|()| Cell::from(text)),
            Self::Bool => bool(text).map(Cell::Bool),
            Self::Whole(least, most) => whole(text, least, most).map(Cell::Int),
            Self::Cents => cents(text).map(Cell::Int),
            Self::Real(least, most) => real(text, least, most).map(Cell::Real),
            Self::Time => time::read(text).map(Cell::Int),
            Self::Word(parse) => parse(text).map(Cell::from).map_err(|reason| format!("{{}} {reason}")),
            Self::Currency => match text.parse::<Currency>() {
                Ok(_) => Ok(Cell::from(text)),
                Err(reason) => Err(format!("{{}} {reason}")),
            },
            Self::Evidence => evidence(text),
            Self::Number => sequence(text).map(|_| Cell::from(text)),
            Self::Canceller => canceller(text),
        }
    }
}

/// PostgreSQL can't keep a NUL in a text.
fn plain(text: &str) -> Result<(), String> {
    if text.contains('\0') { Err("{} has a NUL character in it".into()) } else { Ok(()) }
}

fn bool(text: &str) -> Result<bool, String> {
    let is = |words: [&str; 3]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is(["true", "1", "yes"]) {
        Ok(true)
    } else if is(["false", "0", "no"]) {
        Ok(false)
    } else {
        Err("{} must be true or false".into())
    }
}

fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn whole(text: &str, least: i64, most: i64) -> Result<i64, String> {
    if !is_whole(text) {
        return Err("{} is not a whole number".into());
    }
    match text.parse() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(format!("{{}} must be from {least} to {most}")),
    }
}

fn cents(text: &str) -> Result<i64, String> {
    if !is_whole(text) {
        return Err("{} is not a whole number of cents".into());
    }
    if text.starts_with('-') && text.bytes().any(|byte| matches!(byte, b'1'..=b'9')) {
        return Err("{} must not be negative".into());
    }
    match text.parse() {
        Ok(cents) if cents <= MOST_CENTS => Ok(cents),
        _ => Err(format!("{{}} is more than {MOST_CENTS}")),
    }
}

fn real(text: &str, least: f64, most: f64) -> Result<f64, String> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'e' | b'E' | b'+'));
    match text.parse::<f64>() {
        Ok(number) if is_number && (least..=most).contains(&number) => Ok(number),
        Ok(_) if is_number => Err(format!("{{}} must be from {least} to {most}")),
        _ => Err("{} is not a number".into()),
    }
}

/// Stored as this program writes evidence, so that it will read it.
fn evidence(text: &str) -> Result<Cell, String> {
    plain(text)?;
    let pieces: Vec<Evidence> = serde_json::from_str(text)
        .map_err(|e| format!("{{}} is not a list of objects with type image, document or text: {e}"))?;
    let text = serde_json::to_string(&pieces).map_err(|e| format!("{{}} can't be kept: {e}"))?;
    if text.contains("\\u0000") { Err("{} has a NUL character in it".into()) } else { Ok(Cell::from(text)) }
}

/// The sequence of a booking's number.
pub fn sequence(text: &str) -> Result<i64, String> {
    let wrong = || "{} must look like BK-2025-000317".to_owned();
    let (year, sequence) = text.strip_prefix("BK-").and_then(|rest| rest.split_once('-')).ok_or_else(wrong)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !digits(year) || !(6..=18).contains(&sequence.len()) || !digits(sequence) {
        return Err(wrong());
    }
    sequence.parse().map_err(|_| wrong())
}

fn canceller(text: &str) -> Result<Cell, String> {
    if matches!(text, "user" | "vendor" | "admin" | "system") {
        return Ok(Cell::from(text));
    }
    match Uuid::try_parse(text) {
        Ok(id) => Ok(Cell::from(id.to_string())),
        Err(_) => Err("{} must be user, vendor, admin, system or an admin's UUID".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: Kind, text: &str) -> Result<Cell, String> {
        kind.read(text, &Ids::new())
    }

    #[test]
    fn good_texts() {
        let reads = |kind, text, cell| assert_eq!(read(kind, text), Ok(cell), "{text}");
        reads(Kind::Cents, "0", Cell::Int(0));
        reads(Kind::Cents, "-0", Cell::Int(0));
        reads(Kind::Cents, "1000000000000", Cell::Int(1_000_000_000_000));
        reads(Kind::Whole(0, 100), "100", Cell::Int(100));
        reads(Kind::Real(-90.0, 90.0), "-18.5204", Cell::Real(-18.5204));
        reads(Kind::Bool, "YES", Cell::Bool(true));
        reads(Kind::Bool, "0", Cell::Bool(false));
        reads(Kind::Currency, "EUR", Cell::from("EUR"));
        reads(Kind::Number, "BK-2025-000317", Cell::from("BK-2025-000317"));
        reads(Kind::Canceller, "system", Cell::from("system"));
        reads(Kind::Canceller, "0192F0C1AAAA7BBB8CCC0123456789AB", Cell::from("0192f0c1-aaaa-7bbb-8ccc-0123456789ab"));
        assert!(read(Kind::Evidence, r#"[{"type": "image", "url": "https://example.com/a.png", "page": 3}]"#).is_ok());
        assert_eq!(sequence("BK-2025-1234567"), Ok(1_234_567));
    }

    #[test]
    fn bad_texts_say_what_would_be_right() {
        let cases: &[(Kind, &str, &str)] = &[
            (Kind::Cents, "12.5", "is not a whole number of cents"),
            (Kind::Cents, " 12", "is not a whole number of cents"),
            (Kind::Cents, "+12", "is not a whole number of cents"),
            (Kind::Cents, "", "is not a whole number of cents"),
            (Kind::Cents, "-", "is not a whole number of cents"),
            (Kind::Cents, "-12", "must not be negative"),
            (Kind::Cents, "1000000000001", "is more than 1000000000000"),
            (Kind::Cents, "99999999999999999999", "is more than 1000000000000"),
            (Kind::Whole(0, 100), "101", "must be from 0 to 100"),
            (Kind::Whole(0, 100), "-1", "must be from 0 to 100"),
            (Kind::Whole(0, 100), "a", "is not a whole number"),
            (Kind::Real(-90.0, 90.0), "90.1", "must be from -90 to 90"),
            (Kind::Real(-90.0, 90.0), "NaN", "is not a number"),
            (Kind::Real(-90.0, 90.0), "inf", "is not a number"),
            (Kind::Bool, "maybe", "must be true or false"),
            (Kind::Currency, "inr", "three capital letters"),
            (Kind::Currency, "RUPEES", "three capital letters"),
            (Kind::Evidence, "{}", "is not a list of objects"),
            (Kind::Evidence, r#"[{"type": "film"}]"#, "is not a list of objects"),
            (Kind::Evidence, r#"[{"type": "text", "content": "\u0000"}]"#, "has a NUL character"),
            (Kind::Number, "BK-2025-00031", "must look like BK-2025-000317"),
            (Kind::Number, "BK-25-000317", "must look like BK-2025-000317"),
            (Kind::Number, "TR-2025-000317", "must look like BK-2025-000317"),
            (Kind::Number, "BK-2025-0000000000000000317", "must look like BK-2025-000317"),
            (Kind::Canceller, "the cat", "must be user, vendor, admin, system or"),
            (Kind::Text, "a\0b", "has a NUL character"),
            (Kind::Names(Table::Users), "a\0b", "has a NUL character"),
            (Kind::Time, "yesterday", "must be a date"),
        ];
        for (kind, text, says) in cases {
            let reason = read(*kind, text).expect_err(text);
            assert!(reason.contains(says), "{text}: {reason}");
        }
    }
}
