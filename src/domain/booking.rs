//! Bookings: where they stand and where they may go, how their payments stand together, what a search for one means.

use uuid::Uuid;

use super::{id::Reference, payment::PaymentStatus, text::fold, word::words};

words! {
    /// Where a booking stands.
    BookingStatus {
        /// Waits for the vendor.
        Pending => "pending",
        /// The vendor will come.
        Confirmed => "confirmed",
        /// The work is under way.
        InProgress => "in_progress",
        /// The work is done.
        Completed => "completed",
        /// It will not be done; final.
        Cancelled => "cancelled",
        /// Somebody disagrees about the work.
        Disputed => "disputed",
    }
}

impl BookingStatus {
    /// Where a booking that stands here may go.
    pub const fn moves(self) -> &'static [Self] {
        match self {
            Self::Pending => &[Self::Confirmed, Self::Cancelled],
            Self::Confirmed => &[Self::InProgress, Self::Cancelled],
            Self::InProgress => &[Self::Completed, Self::Cancelled, Self::Disputed],
            Self::Completed => &[Self::Disputed],
            Self::Disputed => &[Self::Completed, Self::Cancelled],
            Self::Cancelled => &[],
        }
    }

    /// Whether a booking that stands here may go to `to`.
    pub fn may_become(self, to: Self) -> bool {
        self.moves().contains(&to)
    }

    /// What happened, in a timeline, when a booking came to stand here.
    pub const fn event(self) -> &'static str {
        match self {
            Self::Pending => "booking_created",
            Self::Confirmed => "booking_confirmed",
            Self::InProgress => "booking_started",
            Self::Completed => "booking_completed",
            Self::Cancelled => "booking_cancelled",
            Self::Disputed => "booking_disputed",
        }
    }
}

words! {
    /// Where a dispute stands.
    DisputeStatus {
        /// Nobody has settled it.
        Open => "open",
        /// Settled.
        Resolved => "resolved",
    }
}

words! {
    /// What kind of party did something.
    Party {
        /// The customer.
        User => "user",
        /// The vendor.
        Vendor => "vendor",
        /// An admin.
        Admin => "admin",
        /// The marketplace itself.
        System => "system",
    }
}

impl Party {
    /// The kind of whoever `actor` names: one of the words, or the UUID of an admin.
    pub fn of_actor(actor: &str) -> Self {
        actor.parse().unwrap_or(Self::Admin)
    }
}

words! {
    /// How a booking as a whole is paid.
    PaymentStanding {
        /// Nothing came in, and may still.
        Pending => "pending",
        /// The money is there.
        Paid => "paid",
        /// Every try failed.
        Failed => "failed",
        /// A part of it went back.
        PartiallyRefunded => "partially_refunded",
        /// All of it went back.
        Refunded => "refunded",
    }
}

/// What a booking's payments come to, in the currency's smallest unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paid {
    /// What came in.
    pub paid: i64,
    /// What went back.
    pub refunded: i64,
    /// Tries that failed.
    pub failed: i64,
    /// Tries whose end isn't known.
    pub pending: i64,
}

impl Paid {
    /// Counts a payment of `cents`, of which `refunded` went back.
    pub fn add(&mut self, status: PaymentStatus, cents: i64, refunded: i64) {
        self.refunded = self.refunded.saturating_add(refunded);
        match status {
            PaymentStatus::Succeeded => self.paid = self.paid.saturating_add(cents),
            PaymentStatus::Failed => self.failed += 1,
            PaymentStatus::Pending => self.pending += 1,
        }
    }

    /// How the booking as a whole is paid.
    pub const fn standing(self) -> PaymentStanding {
        match self {
            Self { paid: 1.., refunded, .. } if refunded >= self.paid => PaymentStanding::Refunded,
            Self { paid: 1.., refunded: 1.., .. } => PaymentStanding::PartiallyRefunded,
            Self { paid: 1.., .. } => PaymentStanding::Paid,
            Self { pending: 0, failed: 1.., .. } => PaymentStanding::Failed,
            _ => PaymentStanding::Pending,
        }
    }
}

/// What a search for bookings means; one of its parts is enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// Anywhere in the customer's or the vendor's name, folded.
    pub name: Option<String>,
    /// By number.
    pub number: Option<NumberSearch>,
    /// By id: the smallest and the largest that begin like this.
    pub id: Option<(Uuid, Uuid)>,
}

/// What a search means as a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberSearch {
    /// Every number begins like this.
    Any,
    /// Numbers from the first text to the second.
    Between(String, String),
    /// The number of this sequence.
    Sequence(i64),
}

/// What every booking's number begins with.
const LETTERS: &str = "BK-";

impl Search {
    /// Reads what somebody typed.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        let name = Some(fold(text)).filter(|name| !name.is_empty());
        Self { name, number: number(&text.to_ascii_uppercase()), id: id(text) }
    }
}

fn number(upper: &str) -> Option<NumberSearch> {
    if upper.is_empty() {
        return None;
    }
    if upper.bytes().all(|b| b.is_ascii_digit()) {
        return upper.parse().ok().map(NumberSearch::Sequence);
    }
    if LETTERS.starts_with(upper) {
        return Some(NumberSearch::Any);
    }
    let rest = upper.strip_prefix(LETTERS)?;
    // No character of a number sorts behind the tilde.
    let right = rest.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    right.then(|| NumberSearch::Between(upper.to_owned(), format!("{upper}~")))
}

/// Digits in hex, and dashes where a UUID has them.
fn id(text: &str) -> Option<(Uuid, Uuid)> {
    let dash_at = |i: usize| matches!(i, 8 | 13 | 18 | 23);
    let fits = |(i, b): (usize, u8)| if dash_at(i) { b == b'-' } else { b.is_ascii_hexdigit() };
    let right = (1..=36).contains(&text.len()) && text.bytes().enumerate().all(fits);
    right.then(|| Reference::prefix_range(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bookings_move_only_where_they_may() {
        use BookingStatus::{Cancelled, Completed, Confirmed, Disputed, InProgress, Pending};
        let may = [
            (Pending, Confirmed),
            (Pending, Cancelled),
            (Confirmed, InProgress),
            (Confirmed, Cancelled),
            (InProgress, Completed),
            (InProgress, Cancelled),
            (InProgress, Disputed),
            (Completed, Disputed),
            (Disputed, Completed),
            (Disputed, Cancelled),
        ];
        for from in BookingStatus::ALL {
            for to in BookingStatus::ALL {
                assert_eq!(from.may_become(*to), may.contains(&(*from, *to)), "{from} to {to}");
            }
        }
    }

    #[test]
    fn payments_together_say_how_a_booking_is_paid() {
        use PaymentStatus::{Failed, Pending, Succeeded};
        let standing = |payments: &[(PaymentStatus, i64, i64)]| {
            let mut paid = Paid::default();
            for (status, cents, refunded) in payments {
                paid.add(*status, *cents, *refunded);
            }
            paid.standing().as_str()
        };
        assert_eq!(standing(&[]), "pending");
        assert_eq!(standing(&[(Failed, 100, 0)]), "failed");
        assert_eq!(standing(&[(Failed, 100, 0), (Pending, 100, 0)]), "pending");
        assert_eq!(standing(&[(Failed, 100, 0), (Succeeded, 100, 0)]), "paid");
        assert_eq!(standing(&[(Succeeded, 100, 99)]), "partially_refunded");
        assert_eq!(standing(&[(Succeeded, 100, 100), (Pending, 5, 0)]), "refunded");
        assert_eq!(standing(&[(Succeeded, 100, 100), (Succeeded, 50, 0)]), "partially_refunded");
        assert_eq!(standing(&[(Succeeded, 0, 0)]), "pending");
    }

    #[test]
    fn a_search_is_a_name_and_may_be_a_number_or_an_id() {
        let read = Search::read("  Ünal ");
        assert_eq!((read.name.as_deref(), read.number, read.id), (Some("ünal"), None, None));
        assert_eq!(Search::read("1234").number, Some(NumberSearch::Sequence(1234)));
        assert_eq!(Search::read("001234").number, Some(NumberSearch::Sequence(1234)));
        assert_eq!(Search::read("99999999999999999999").number, None);
        assert_eq!(Search::read("bk").number, Some(NumberSearch::Any));
        let between = NumberSearch::Between("BK-2025-0012".into(), "BK-2025-0012~".into());
        assert_eq!(Search::read("bk-2025-0012").number, Some(between));
        for other in ["BK-%", "BK_2025", "BKA", "TR-2025"] {
            assert_eq!(Search::read(other).number, None, "{other}");
        }
        let (low, high) = Search::read("0192F0C1-a").id.unwrap();
        assert_eq!(low.to_string(), "0192f0c1-a000-0000-0000-000000000000");
        assert_eq!(high.to_string(), "0192f0c1-afff-ffff-ffff-ffffffffffff");
        assert_eq!(Search::read("0192f0c1a").id, None);
        assert_eq!(Search::read("\u{200b}").name, None);
    }
}
