//! Amounts: whole numbers of a currency's smallest unit, with arithmetic that refuses to wrap or to mix currencies.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An ISO 4217 code: three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// The Indian rupee, the default everywhere.
    pub const INR: Self = Self(*b"INR");

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only capital ASCII letters get in")
    }

    /// How many decimal digits the smallest unit makes: 0 for JPY, 3 for KWD, mostly 2.
    pub fn digits(self) -> u8 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            b"CLF" | b"UYW" => 4,
            _ => 2,
        }
    }
}

impl FromStr for Currency {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match <[u8; 3]>::try_from(text.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Self(code)),
            _ => Err("must be an ISO 4217 code of three capital letters, such as INR".into()),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.as_str().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why two amounts can't be reckoned together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The result is outside 64 bits.
    #[error("the amount is too large")]
    Overflow,
    /// The two are of different currencies.
    #[error("an amount in {0} can't be reckoned with one in {1}")]
    CurrencyMismatch(Currency, Currency),
}

/// An amount in the smallest unit of its currency (paise for INR); may be negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// The number of smallest units.
    pub minor: i64,
    /// The currency they are of.
    pub currency: Currency,
}

impl Money {
    /// So many smallest units of a currency.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The sum; fails on different currencies and beyond 64 bits.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.reckon(other, i64::checked_add)
    }

    /// The difference; fails on different currencies and beyond 64 bits.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.reckon(other, i64::checked_sub)
    }

    /// So many percent of the amount, at most 100, rounded down to a whole unit.
    #[must_use]
    pub fn percent(self, percent: u8) -> Self {
        let share = (i128::from(self.minor) * i128::from(percent.min(100))).div_euclid(100);
        Self::new(i64::try_from(share).expect("a part is no larger than the whole"), self.currency)
    }

    fn reckon(self, other: Self, how: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch(self.currency, other.currency));
        }
        let minor = how(self.minor, other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }
}

/// Reads what people type as an amount in smallest units: digits only, so that 500 is never taken for 500.00.
pub fn parse_minor(text: &str) -> Result<i64, String> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits {
        return Err("must be a whole number of the currency's smallest unit (paise, cents), digits only".into());
    }
    text.parse().map_err(|_| format!("must be at most {}", i64::MAX))
}

impl fmt::Display for Money {
    /// For people: `₹1,23,456.00` in lakhs and crores, otherwise `USD 1,234.56`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (symbol, grouping): (&str, fn(&str) -> String) = match &self.currency.0 {
            b"INR" => ("₹", group_indian),
            _ => (&format!("{} ", self.currency), group_thousands),
        };
        let sign = if self.minor < 0 { "-" } else { "" };
        let (whole, fraction) = self.parts();
        f.pad(&format!("{sign}{symbol}{}{fraction}", grouping(&whole)))
    }
}

impl Money {
    /// The digits before the point, and the point with those after it.
    fn parts(self) -> (String, String) {
        let digits = usize::from(self.currency.digits());
        let padded = format!("{:0>width$}", self.minor.unsigned_abs(), width = digits + 1);
        let (whole, fraction) = padded.split_at(padded.len() - digits);
        let fraction = if digits == 0 { String::new() } else { format!(".{fraction}") };
        (whole.to_owned(), fraction)
    }
}

fn group_thousands(digits: &str) -> String {
    group(digits, 3)
}

/// The last three digits, before them twos.
fn group_indian(digits: &str) -> String {
    let (head, tail) = digits.split_at(digits.len().saturating_sub(3));
    if head.is_empty() { tail.to_owned() } else { format!("{},{tail}", group(head, 2)) }
}

fn group(digits: &str, size: usize) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(size) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn money(minor: i64, code: &str) -> Money {
        Money::new(minor, code.parse().unwrap())
    }

    #[test]
    fn shown_for_people() {
        let cases = [
            (0, "INR", "₹0.00"),
            (5, "INR", "₹0.05"),
            (99_999, "INR", "₹999.99"),
            (100_000, "INR", "₹1,000.00"),
            (12_345_600, "INR", "₹1,23,456.00"),
            (1_234_567_890, "INR", "₹1,23,45,678.90"),
            (-12_345_600, "INR", "-₹1,23,456.00"),
            (i64::MIN, "INR", "-₹92,23,37,20,36,85,47,758.08"),
            (123_456, "USD", "USD 1,234.56"),
            (-5, "USD", "-USD 0.05"),
            (123_456, "JPY", "JPY 123,456"),
            (0, "JPY", "JPY 0"),
            (1_234_567, "KWD", "KWD 1,234.567"),
            (12, "CLF", "CLF 0.0012"),
        ];
        for (minor, code, shown) in cases {
            assert_eq!(money(minor, code).to_string(), shown);
        }
        assert_eq!(format!("{:>8}|", money(500, "INR")), "   ₹5.00|");
    }

    #[test]
    fn currencies_are_three_capitals() {
        assert_eq!("USD".parse::<Currency>().unwrap().to_string(), "USD");
        for wrong in ["", "US", "usd", "USDT", "U1D", "₹"] {
            assert!(wrong.parse::<Currency>().is_err(), "{wrong}");
        }
        assert!(serde_json::from_str::<Currency>("\"inr\"").is_err());
    }

    #[test]
    fn json_round_trip() {
        let json = r#"{"minor":-5,"currency":"USD"}"#;
        let amount: Money = serde_json::from_str(json).unwrap();
        assert_eq!(amount, money(-5, "USD"));
        assert_eq!(serde_json::to_string(&amount).unwrap(), json);
    }

    #[test]
    fn currencies_never_mix() {
        let error = money(1, "INR").checked_add(money(1, "USD")).unwrap_err();
        assert_eq!(error.to_string(), "an amount in INR can't be reckoned with one in USD");
    }

    #[test]
    fn percentages_round_down() {
        for (minor, percent, share) in
            [(101, 50, 50), (100, 0, 0), (100, 100, 100), (100, 200, 100), (i64::MAX, 100, i64::MAX), (-1, 50, -1)]
        {
            assert_eq!(money(minor, "INR").percent(percent), money(share, "INR"));
        }
    }

    #[test]
    fn only_digits_are_read_as_smallest_units() {
        assert_eq!(parse_minor("050000"), Ok(50000));
        for wrong in ["", "-1", "+1", "12.50", "1,000", " 1", "₹5", "9223372036854775808"] {
            assert!(parse_minor(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn shown_digits_are_the_amount(minor in any::<i64>(), code in "[A-Z]{3}") {
            let shown = money(minor, &code).to_string();
            let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(digits.parse::<u64>().unwrap(), minor.unsigned_abs());
            prop_assert_eq!(shown.starts_with('-'), minor < 0);
        }

        #[test]
        fn arithmetic_is_exact_or_refused(a in any::<i64>(), b in any::<i64>()) {
            let (x, y) = (money(a, "INR"), money(b, "INR"));
            let exact = |wide: i128| i64::try_from(wide).map(|minor| money(minor, "INR")).map_err(|_| MoneyError::Overflow);
            prop_assert_eq!(x.checked_add(y), exact(i128::from(a) + i128::from(b)));
            prop_assert_eq!(x.checked_sub(y), exact(i128::from(a) - i128::from(b)));
        }
    }
}
