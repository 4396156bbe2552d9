//! What analytics take and give: requests, and what stands beside the figures, here; the figures in `answers`. To add a
//! report: its request here, its figures there.

mod answers;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;
use uuid::Uuid;

pub use self::answers::*;
use super::fields::{self, Fields, Request};
use crate::domain::{
    analytics::Granularity,
    booking::BookingStatus,
    dates::{Bound, parse_contract_time},
    money::Currency,
    payment::PaymentMethod,
    time::Timestamp,
    untrusted::Untrusted,
};

/// An end of a range as it was given: a moment, or a whole day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    text: String,
    at: Timestamp,
}

impl End {
    /// The moment; of a day that ends a range its last microsecond.
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// Whether it is a date without a time.
    pub fn is_bare(&self) -> bool {
        !self.text.contains('T')
    }

    fn read(bound: Bound) -> impl FnOnce(&Value, bool) -> Result<Self, String> {
        move |value, _| {
            let text = value.as_str().ok_or("must be text")?;
            Ok(Self { text: text.to_owned(), at: Timestamp(parse_contract_time(text, bound)?) })
        }
    }
}

impl From<Timestamp> for End {
    fn from(at: Timestamp) -> Self {
        Self { text: at.to_string(), at }
    }
}

impl std::fmt::Display for End {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for End {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// What both kinds are asked: when, how fine, of whom, where, in which currency. All that is given must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// From here on.
    pub from: End,
    /// Up to here: a moment is not included, a bare date is.
    pub to: End,
    /// How wide the buckets are.
    pub granularity: Granularity,
    /// Of this vendor.
    pub vendor_id: Option<Uuid>,
    /// In this city, by its whole name.
    pub city: Option<String>,
    /// In this category, by its whole name.
    pub category: Option<String>,
    /// In this currency; the configured one by default.
    pub currency: Option<Currency>,
}

impl Span {
    /// By day, between two ends.
    pub fn new(from: impl Into<End>, to: impl Into<End>) -> Self {
        Self {
            from: from.into(),
            to: to.into(),
            granularity: Granularity::Day,
            vendor_id: None,
            city: None,
            category: None,
            currency: None,
        }
    }

    fn read(f: &mut Fields) -> Option<Self> {
        let from = f.required("from", End::read(Bound::Lower));
        let to = f.required("to", End::read(Bound::Upper));
        let both = f.has("granularity") && f.has("group_by");
        let granularity = f.optional("granularity", fields::word::<Granularity>);
        let group_by = f.optional("group_by", fields::word::<Granularity>);
        if both && granularity.zip(group_by).is_some_and(|(one, other)| one != other) {
            f.fault("group_by", "is another name for granularity and must say the same");
        }
        let vendor_id = f.optional("vendor_id", fields::uuid);
        let city = f.optional("city", fields::text(1, 100));
        let category = f.optional("category", fields::text(1, 100));
        let currency = f.optional("currency", fields::word);
        let granularity = granularity.or(group_by).unwrap_or(Granularity::Day);
        Some(Self { from: from?, to: to?, granularity, vendor_id, city, category, currency })
    }
}

/// Asks for bookings, by when they were made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BookingFigures {
    /// When, where, of whom.
    #[serde(flatten)]
    pub span: Span,
    /// That stand here.
    pub status: Option<BookingStatus>,
}

impl Request for BookingFigures {
    fn read(f: &mut Fields) -> Option<Self> {
        let span = Span::read(f);
        let status = f.optional("status", fields::word);
        Some(Self { span: span?, status })
    }
}

/// Asks for payments and refunds, by when the money moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RevenueFigures {
    /// When, where, of whom.
    #[serde(flatten)]
    pub span: Span,
    /// Paid in this way.
    pub payment_method: Option<PaymentMethod>,
}

impl Request for RevenueFigures {
    fn read(f: &mut Fields) -> Option<Self> {
        let span = Span::read(f);
        let payment_method = f.optional("payment_method", fields::word);
        Some(Self { span: span?, payment_method })
    }
}

/// Whether an answer was kept from before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cached {
    /// It was, and nothing has changed since.
    Hit,
    /// It was not, and is now.
    Miss,
    /// It is never kept: it reaches into today.
    Bypass,
}

impl Cached {
    /// The word, as in `X-Cache`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hit => "HIT",
            Self::Miss => "MISS",
            Self::Bypass => "BYPASS",
        }
    }

    /// What a server said; one that says nothing keeps nothing.
    pub fn of(word: &str) -> Self {
        match word {
            "HIT" => Self::Hit,
            "MISS" => Self::Miss,
            _ => Self::Bypass,
        }
    }
}

/// Figures, what they are of, and whether they were kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis<D, F> {
    /// The figures.
    pub data: D,
    /// What they are of.
    pub meta: AnalyticsMeta<F>,
    /// Whether they were kept.
    pub cached: Cached,
}

/// What figures are of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct AnalyticsMeta<F> {
    pub from: Timestamp,
    pub to: Timestamp,
    pub granularity: Granularity,
    pub currency: Currency,
    pub filters_applied: F,
}

/// Every filter, with nothing where it wasn't given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct BookingFilters {
    pub city: Option<Untrusted>,
    pub category: Option<Untrusted>,
    pub vendor_id: Option<Uuid>,
    pub status: Option<BookingStatus>,
}

/// Every filter, with nothing where it wasn't given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct RevenueFilters {
    pub city: Option<Untrusted>,
    pub category: Option<Untrusted>,
    pub vendor_id: Option<Uuid>,
    pub payment_method: Option<PaymentMethod>,
}

/// Bookings over time, with what they are of.
pub type BookingAnalysis = Analysis<BookingAnalytics, BookingFilters>;
/// Revenue over time, with what it is of.
pub type RevenueAnalysis = Analysis<RevenueAnalytics, RevenueFilters>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        error::Kind,
        operations::fields::{Fields, parse},
    };

    fn faults(pairs: &[(&str, &str)]) -> Vec<String> {
        match parse::<BookingFigures>(Fields::text(pairs.iter().copied())).map_err(|error| error.kind) {
            Err(Kind::ValidationError { details }) => details.into_keys().collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn both_ends_are_required_and_all_faults_are_told_together() {
        assert_eq!(faults(&[]), ["from", "to"]);
        let (from, to) = (("from", "2025-10-01"), ("to", "2025-10-31"));
        assert_eq!(faults(&[from, to]), [""; 0]);
        assert_eq!(faults(&[from, to, ("granularity", "week"), ("group_by", "week")]), [""; 0]);
        assert_eq!(faults(&[from, to, ("granularity", "week"), ("group_by", "day")]), ["group_by"]);
        let wrong = [
            ("from", "then"),
            ("to", "now"),
            ("granularity", "year"),
            ("vendor_id", "v"),
            ("status", "gone"),
            ("city", " "),
            ("currency", "inr"),
            ("payment_method", "upi"),
        ];
        assert_eq!(
            faults(&wrong),
            ["city", "currency", "from", "granularity", "payment_method", "status", "to", "vendor_id"]
        );
    }

    #[test]
    fn ends_stay_as_they_were_given() {
        let pairs = [("from", "2025-10-01"), ("to", "2025-10-01"), ("group_by", "month"), ("status", "pending")];
        let read = parse::<BookingFigures>(Fields::text(pairs)).unwrap();
        assert!(read.span.to.is_bare());
        assert_eq!(read.span.to.at().since(read.span.from.at()), 86_399_999_999);
        let again = serde_json::to_value(&read).unwrap();
        assert_eq!((again["to"].as_str(), again["granularity"].as_str()), (Some("2025-10-01"), Some("month")));
    }
}
