//! Takedown requests: a vendor asks for a review to go, a moderator decides.
//!
//! The moves are few: an open request is accepted (the review is hidden or removed) or rejected, once.
//! Beside it stands the claim, a lease that keeps two moderators off the same case.

use serde::{Deserialize, Serialize};

use super::{
    id::AdminId,
    time::{DAY, HOUR, Timestamp},
    word::words,
};

words! {
    /// Where a request stands.
    TakedownStatus {
        /// Waits for a decision.
        Open => "open",
        /// The review was hidden or removed.
        Accepted => "accepted",
        /// The review stays as it is.
        Rejected => "rejected",
    }
}

words! {
    /// Why a vendor wants a review gone.
    ReasonCode {
        /// Insults, threats.
        Abuse => "abuse",
        /// False statements of fact that harm.
        Defamation => "defamation",
        /// Advertising, links.
        Spam => "spam",
        /// About something else.
        OffTopic => "off_topic",
        /// Written without having been a customer.
        FakeReview => "fake_review",
        /// Written by or for a competitor.
        CompetitorSabotage => "competitor_sabotage",
        /// Names, numbers, addresses of people.
        PersonalInfo => "personal_info",
        /// Swearing.
        Profanity => "profanity",
        /// "Pay, or the review stays."
        Extortion => "extortion",
        /// The same review twice.
        Duplicate => "duplicate",
        /// Anything else.
        Other => "other",
    }
}

words! {
    /// How urgent; also that of refunds.
    Priority {
        /// First.
        High => "high",
        /// Then.
        Medium => "medium",
        /// Last.
        Low => "low",
    }
}

words! {
    /// What a moderator decides.
    Decision {
        /// The vendor is right.
        Accept => "accept",
        /// The review stays.
        Reject => "reject",
    }
}

words! {
    /// What happens to the review of an accepted request.
    TakedownAction {
        /// Not shown; may be published again.
        Hide => "hide",
        /// Gone for good.
        Remove => "remove",
    }
}

words! {
    /// Whether a review is shown.
    ReviewStatus {
        /// Shown.
        Published => "published",
        /// Not shown; may be published again.
        Hidden => "hidden",
        /// Gone for good.
        Removed => "removed",
    }
}

impl ReasonCode {
    /// How urgent a request with this reason is.
    pub const fn priority(self) -> Priority {
        match self {
            Self::Abuse | Self::Defamation | Self::FakeReview | Self::CompetitorSabotage | Self::Extortion => {
                Priority::High
            }
            Self::Spam | Self::OffTopic | Self::PersonalInfo | Self::Profanity => Priority::Medium,
            Self::Duplicate | Self::Other => Priority::Low,
        }
    }
}

impl Priority {
    /// 1 for the most urgent, so that ascending order is the order of work.
    pub const fn rank(self) -> i64 {
        match self {
            Self::High => 1,
            Self::Medium => 2,
            Self::Low => 3,
        }
    }
}

/// How many hours a request may wait, by priority. A change moves no deadline that was set before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueHours {
    /// Default 24.
    pub high: u32,
    /// Default 72.
    pub medium: u32,
    /// Default 168.
    pub low: u32,
}

impl Default for DueHours {
    fn default() -> Self {
        Self { high: 24, medium: 72, low: 168 }
    }
}

impl DueHours {
    /// When a request made at `created` should be decided by.
    pub fn due(self, created: Timestamp, priority: Priority) -> Timestamp {
        let hours = match priority {
            Priority::High => self.high,
            Priority::Medium => self.medium,
            Priority::Low => self.low,
        };
        created.plus(i64::from(hours) * HOUR)
    }
}

/// What a moderator decided, with what follows for the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", content = "action", rename_all = "snake_case")]
pub enum Verdict {
    /// The vendor is right.
    Accept(TakedownAction),
    /// The review stays.
    Reject,
}

impl Verdict {
    /// The decision alone.
    pub const fn decision(self) -> Decision {
        match self {
            Self::Accept(_) => Decision::Accept,
            Self::Reject => Decision::Reject,
        }
    }

    /// What happens to the review, if anything does.
    pub const fn action(self) -> Option<TakedownAction> {
        match self {
            Self::Accept(action) => Some(action),
            Self::Reject => None,
        }
    }

    /// Where the request stands afterwards.
    pub const fn status(self) -> TakedownStatus {
        match self {
            Self::Accept(_) => TakedownStatus::Accepted,
            Self::Reject => TakedownStatus::Rejected,
        }
    }

    /// The template of what the vendor is told.
    pub const fn vendor_letter(self) -> &'static str {
        match self {
            Self::Accept(_) => "takedown_accepted",
            Self::Reject => "takedown_rejected",
        }
    }

    /// The template of what the reviewer is told; of a rejected request there is nothing to tell.
    pub const fn reviewer_letter(self) -> Option<&'static str> {
        match self {
            Self::Accept(TakedownAction::Hide) => Some("review_hidden"),
            Self::Accept(TakedownAction::Remove) => Some("review_removed"),
            Self::Reject => None,
        }
    }

    /// Whether the reviewer is told, unless the moderator says otherwise.
    pub const fn tells_reviewer(self) -> bool {
        matches!(self, Self::Accept(TakedownAction::Remove))
    }

    /// Where a review that stood at `before` stands afterwards. A removed one stays removed.
    pub const fn review_after(self, before: ReviewStatus) -> ReviewStatus {
        match (before, self) {
            (ReviewStatus::Removed, _) | (_, Self::Accept(TakedownAction::Remove)) => ReviewStatus::Removed,
            (_, Self::Accept(TakedownAction::Hide)) => ReviewStatus::Hidden,
            (_, Self::Reject) => before,
        }
    }
}

/// A claim as stored: who, since when, until when, and from whom it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Who is at work on it.
    pub by: AdminId,
    /// Since when.
    pub at: Timestamp,
    /// Until when, unless it is renewed.
    pub until: Timestamp,
    /// From whom it was taken over, and why.
    pub takeover: Option<(AdminId, String)>,
}

impl Claim {
    /// Whether the lease still runs at `now`.
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.until > now
    }
}

/// How somebody stands to a claim that may be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody's, or a lease that ran out.
    Free,
    /// Their own.
    Own(Claim),
    /// Somebody else's live one, which they give a reason to take over.
    TakesOver(Claim),
    /// Somebody else's live one.
    Blocked(Claim),
}

/// How `admin` stands to `claim` at `now`, with a reason for taking over or without.
pub fn standing(claim: Option<Claim>, admin: AdminId, takes_over: bool, now: Timestamp) -> Standing {
    match claim.filter(|claim| claim.is_live(now)) {
        None => Standing::Free,
        Some(claim) if claim.by == admin => Standing::Own(claim),
        Some(claim) if takes_over => Standing::TakesOver(claim),
        Some(claim) => Standing::Blocked(claim),
    }
}

words! {
    /// What about an account bears on a takedown.
    AccountFlag {
        /// Under 7 days old at the review.
        NewAccount => "new_account",
        /// Under 3 bookings.
        LowActivity => "low_activity",
        /// Exactly one booking.
        SingleBooking => "single_booking",
        /// At least 3 reviews and 30 % of them taken down.
        HighTakedownRate => "high_takedown_rate",
    }
}

/// What is known of a reviewer when a review is judged.
#[derive(Clone, Copy, Debug)]
pub struct Account {
    /// When it was made.
    pub created_at: Timestamp,
    /// All bookings.
    pub bookings: i64,
    /// All reviews.
    pub reviews: i64,
    /// Reviews hidden or removed.
    pub taken_down: i64,
}

/// The flags of `account` in view of a review posted at `reviewed`.
pub fn account_flags(account: Account, reviewed: Timestamp) -> Vec<AccountFlag> {
    let mut flags = Vec::new();
    if reviewed.since(account.created_at) < 7 * DAY {
        flags.push(AccountFlag::NewAccount);
    }
    if account.bookings < 3 {
        flags.push(AccountFlag::LowActivity);
    }
    if account.bookings == 1 {
        flags.push(AccountFlag::SingleBooking);
    }
    if account.reviews >= 3 && account.taken_down * 10 >= account.reviews * 3 {
        flags.push(AccountFlag::HighTakedownRate);
    }
    flags
}

/// Whether the moment of a review speaks against it: within 24 h of the account's creation, more than
/// 7 days after the booking's end, or with no completed booking (`booking_ended` is `None`).
pub fn timing_is_suspicious(reviewed: Timestamp, account_created: Timestamp, booking_ended: Option<Timestamp>) -> bool {
    reviewed.since(account_created) < DAY || booking_ended.is_none_or(|end| reviewed.since(end) > 7 * DAY)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_decision_moves_a_review_only_towards_gone() {
        use ReviewStatus::{Hidden, Published, Removed};
        let table = [
            (Published, Verdict::Accept(TakedownAction::Hide), Hidden),
            (Published, Verdict::Accept(TakedownAction::Remove), Removed),
            (Published, Verdict::Reject, Published),
            (Hidden, Verdict::Accept(TakedownAction::Hide), Hidden),
            (Hidden, Verdict::Accept(TakedownAction::Remove), Removed),
            (Hidden, Verdict::Reject, Hidden),
            (Removed, Verdict::Accept(TakedownAction::Hide), Removed),
            (Removed, Verdict::Accept(TakedownAction::Remove), Removed),
            (Removed, Verdict::Reject, Removed),
        ];
        for (before, verdict, after) in table {
            assert_eq!(verdict.review_after(before), after, "{before} {verdict:?}");
        }
    }

    #[test]
    fn every_reason_has_its_priority_and_the_queue_its_order() {
        let count = |p| ReasonCode::ALL.iter().filter(|code| code.priority() == p).count();
        assert_eq!([count(Priority::High), count(Priority::Medium), count(Priority::Low)], [5, 4, 2]);
        assert!(Priority::High.rank() < Priority::Medium.rank() && Priority::Medium.rank() < Priority::Low.rank());
    }

    #[test]
    fn a_claim_stands_in_the_way_of_others_while_it_lasts() {
        let [me, you] = [1, 2].map(|n| AdminId(Uuid::from_u128(n)));
        let claim = |by| Claim { by, at: Timestamp(0), until: Timestamp(10), takeover: None };
        for takes_over in [false, true] {
            assert_eq!(standing(None, me, takes_over, Timestamp(5)), Standing::Free);
            assert_eq!(standing(Some(claim(you)), me, takes_over, Timestamp(10)), Standing::Free, "it ran out");
            assert_eq!(standing(Some(claim(me)), me, takes_over, Timestamp(9)), Standing::Own(claim(me)));
        }
        assert_eq!(standing(Some(claim(you)), me, false, Timestamp(9)), Standing::Blocked(claim(you)));
        assert_eq!(standing(Some(claim(you)), me, true, Timestamp(9)), Standing::TakesOver(claim(you)));
    }

    #[test]
    fn flags_begin_exactly_where_the_rules_say() {
        let account =
            |bookings, reviews, taken_down| Account { created_at: Timestamp(0), bookings, reviews, taken_down };
        let old = Timestamp(7 * DAY);
        assert_eq!(account_flags(account(3, 0, 0), old), []);
        assert_eq!(account_flags(account(3, 0, 0), Timestamp(7 * DAY - 1)), [AccountFlag::NewAccount]);
        assert_eq!(account_flags(account(0, 0, 0), old), [AccountFlag::LowActivity]);
        assert_eq!(account_flags(account(1, 0, 0), old), [AccountFlag::LowActivity, AccountFlag::SingleBooking]);
        assert_eq!(account_flags(account(9, 10, 3), old), [AccountFlag::HighTakedownRate]);
        assert_eq!(account_flags(account(9, 10, 2), old), []);
        assert_eq!(account_flags(account(9, 2, 2), old), [], "two reviews are too few to say");
    }

    #[test]
    fn timing_begins_exactly_where_the_rules_say() {
        let suspicious = |reviewed, ended| timing_is_suspicious(Timestamp(reviewed), Timestamp(0), ended);
        assert!(suspicious(DAY - 1, Some(Timestamp(DAY - 1))));
        assert!(!suspicious(DAY, Some(Timestamp(0))));
        assert!(!suspicious(7 * DAY, Some(Timestamp(0))));
        assert!(suspicious(7 * DAY + 1, Some(Timestamp(0))));
        assert!(suspicious(3 * DAY, None));
    }
}
