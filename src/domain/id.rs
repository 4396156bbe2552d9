//! Ids that can't be mixed up, all listed here, and the spellings in which people give them.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    )+};
}

ids! {
    /// An admin.
    AdminId,
    /// A customer.
    UserId,
    /// A vendor.
    VendorId,
    /// A booking.
    BookingId,
    /// A review.
    ReviewId,
    /// A takedown request.
    TakedownId,
    /// A payment.
    PaymentId,
    /// A refund request.
    RefundId,
    /// A login with all its refresh tokens; the `sid` of its access tokens.
    SessionId,
    /// A vendor's own token.
    VendorTokenId,
    /// A job.
    JobId,
    /// An entry of the audit log.
    AuditId,
}

/// How somebody names a row: whole UUID, the number people use, or the beginning of the UUID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// The whole UUID.
    Id(Uuid),
    /// A number such as `TR-2025-000317`, in capitals.
    Number(String),
    /// 8 to 35 characters that a UUID begins with, lower case, with its dashes.
    Prefix(String),
}

impl Reference {
    /// Reads a reference; `letters` are those of the entity's number (`Some("TR")`) where it has one.
    ///
    /// # Errors
    /// A sentence that says which spellings are right.
    pub fn parse(text: &str, letters: Option<&str>) -> Result<Self, String> {
        let text = text.trim();
        if let Ok(id) = Uuid::try_parse(text)
            && text.len() == 36
        {
            return Ok(Self::Id(id));
        }
        let upper = text.to_ascii_uppercase();
        if letters.is_some_and(|letters| is_number(&upper, letters)) {
            return Ok(Self::Number(upper));
        }
        if is_prefix(text) {
            return Ok(Self::Prefix(text.to_ascii_lowercase()));
        }
        Err(match letters {
            Some(letters) => {
                format!(
                    "must be a UUID, the first 8 or more characters of one, or a number such as {letters}-2025-000317"
                )
            }
            None => "must be a UUID, or the first 8 or more characters of one".into(),
        })
    }

    /// The smallest and the largest UUID that begin as `prefix` does.
    pub fn prefix_range(prefix: &str) -> (Uuid, Uuid) {
        let fill = |digit: char| {
            let hex: String = prefix.chars().filter(|c| *c != '-').chain(std::iter::repeat(digit)).take(32).collect();
            Uuid::try_parse(&hex).unwrap_or(Uuid::nil())
        };
        (fill('0'), fill('f'))
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Number(text) | Self::Prefix(text) => f.write_str(text),
        }
    }
}

fn is_number(text: &str, letters: &str) -> bool {
    let Some((year, sequence)) =
        text.strip_prefix(letters).and_then(|t| t.strip_prefix('-')).and_then(|t| t.split_once('-'))
    else {
        return false;
    };
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    year.len() == 4 && digits(year) && (6..=18).contains(&sequence.len()) && digits(sequence)
}

fn is_prefix(text: &str) -> bool {
    let dash_at = |i: usize| matches!(i, 8 | 13 | 18 | 23);
    (8..36).contains(&text.len())
        && text.bytes().enumerate().all(|(i, b)| if dash_at(i) { b == b'-' } else { b.is_ascii_hexdigit() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_told_apart() {
        let whole = "0192f0c1-aaaa-7bbb-8ccc-0123456789ab";
        assert_eq!(Reference::parse(whole, None), Ok(Reference::Id(whole.parse().unwrap())));
        assert_eq!(Reference::parse("tr-2025-000317", Some("TR")), Ok(Reference::Number("TR-2025-000317".into())));
        assert_eq!(Reference::parse("0192F0C1", Some("TR")), Ok(Reference::Prefix("0192f0c1".into())));
        assert_eq!(Reference::parse("0192f0c1-aa", None), Ok(Reference::Prefix("0192f0c1-aa".into())));
        for wrong in ["", "0192f0c", "TR-2025-00031", "BK-2025-000317", "0192f0c1aaaa", "zzzzzzzz", "../etc"] {
            assert!(Reference::parse(wrong, Some("TR")).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_prefix_covers_exactly_what_begins_with_it() {
        let (low, high) = Reference::prefix_range("0192f0c1-a");
        assert_eq!(low.to_string(), "0192f0c1-a000-0000-0000-000000000000");
        assert_eq!(high.to_string(), "0192f0c1-afff-ffff-ffff-ffffffffffff");
    }
}
