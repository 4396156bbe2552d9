//! What the demo's files say, as they say it. References are by key, times relative, prices in rupees.

use std::sync::LazyLock;

use serde::Deserialize;

use super::moment::Moment;
use crate::{
    domain::takedown::{ReasonCode, TakedownAction},
    import::generator::course::Status,
};

/// The files, each a part of the story.
const PARTS: &[&str] = &[
    include_str!("../../../../demo/vendors.toml"),
    include_str!("../../../../demo/people.toml"),
    include_str!("../../../../demo/visits.toml"),
    include_str!("../../../../demo/history.toml"),
    include_str!("../../../../demo/refunds.toml"),
    include_str!("../../../../demo/referrals.toml"),
    include_str!("../../../../demo/cases/app-rant.toml"),
    include_str!("../../../../demo/cases/copies.toml"),
    include_str!("../../../../demo/cases/duplicate.toml"),
    include_str!("../../../../demo/cases/extortion.toml"),
    include_str!("../../../../demo/cases/former-employee.toml"),
    include_str!("../../../../demo/cases/formula.toml"),
    include_str!("../../../../demo/cases/hostile.toml"),
    include_str!("../../../../demo/cases/links.toml"),
    include_str!("../../../../demo/cases/new-account.toml"),
    include_str!("../../../../demo/cases/old-review.toml"),
    include_str!("../../../../demo/cases/personal-data.toml"),
    include_str!("../../../../demo/cases/rash.toml"),
    include_str!("../../../../demo/cases/retaliation.toml"),
    include_str!("../../../../demo/cases/rival.toml"),
    include_str!("../../../../demo/cases/sarcasm.toml"),
    include_str!("../../../../demo/cases/swearing.toml"),
    include_str!("../../../../demo/cases/threat.toml"),
    include_str!("../../../../demo/cases/true-complaint.toml"),
    include_str!("../../../../demo/cases/two-vendors.toml"),
    include_str!("../../../../demo/cases/wife-of-customer.toml"),
];

/// The whole story. The files are part of the program and read in its tests, so that they can't fail here.
pub(super) static STORY: LazyLock<Story> = LazyLock::new(|| {
    let mut story = Story::default();
    for part in PARTS {
        story.append(toml::from_str(part).expect("the demo's files are well-formed"));
    }
    story
});

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Story {
    #[serde(rename = "vendor")]
    pub(super) vendors: Vec<Vendor>,
    #[serde(rename = "user")]
    pub(super) users: Vec<User>,
    #[serde(rename = "visit")]
    pub(super) visits: Vec<Visit>,
    #[serde(rename = "booking")]
    pub(super) bookings: Vec<Booking>,
    #[serde(rename = "dispute")]
    pub(super) disputes: Vec<Dispute>,
    #[serde(rename = "review")]
    pub(super) reviews: Vec<Review>,
    #[serde(rename = "takedown")]
    pub(super) takedowns: Vec<Takedown>,
    #[serde(rename = "refund")]
    pub(super) refunds: Vec<Refund>,
    #[serde(rename = "referral")]
    pub(super) referrals: Vec<Referral>,
}

impl Story {
    fn append(&mut self, part: Self) {
        self.vendors.extend(part.vendors);
        self.users.extend(part.users);
        self.visits.extend(part.visits);
        self.bookings.extend(part.bookings);
        self.disputes.extend(part.disputes);
        self.reviews.extend(part.reviews);
        self.takedowns.extend(part.takedowns);
        self.refunds.extend(part.refunds);
        self.referrals.extend(part.referrals);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vendor {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) display_name: Option<String>,
    pub(super) city: String,
    pub(super) rating: Option<String>,
    /// Verified, unless said otherwise.
    pub(super) status: Option<String>,
    pub(super) joined: Moment,
    #[serde(rename = "service")]
    pub(super) services: Vec<Service>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Service {
    /// Unique among all vendors.
    pub(super) key: String,
    pub(super) name: String,
    pub(super) category: String,
    pub(super) subcategory: String,
    pub(super) description: Option<String>,
    /// Fixed, unless said otherwise.
    pub(super) pricing: Option<String>,
    /// The price, or what a quote usually comes to.
    pub(super) rupees: i64,
    pub(super) minutes: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct User {
    pub(super) key: String,
    pub(super) name: String,
    /// From the key, unless said otherwise.
    pub(super) email: Option<String>,
    pub(super) joined: Moment,
    pub(super) trust: i64,
    #[serde(default = "yes")]
    pub(super) verified: bool,
    /// Whether they book now and then besides.
    #[serde(default)]
    pub(super) regular: bool,
}

const fn yes() -> bool {
    true
}

/// A booking that went well enough to be completed, and the review that followed; `key` is that of both.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Visit {
    pub(super) key: String,
    pub(super) user: String,
    pub(super) service: String,
    pub(super) when: Moment,
    /// The evening after, unless said otherwise.
    pub(super) written: Option<Moment>,
    pub(super) rating: u8,
    pub(super) title: Option<String>,
    pub(super) body: String,
    #[serde(default)]
    pub(super) failed_first: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Booking {
    pub(super) key: String,
    pub(super) user: String,
    pub(super) service: String,
    pub(super) booked: Moment,
    pub(super) scheduled: Moment,
    pub(super) status: Status,
    pub(super) cancelled_at: Option<Moment>,
    pub(super) cancelled_by: Option<String>,
    pub(super) cancellation_reason: Option<String>,
    /// The service's price, unless said otherwise.
    pub(super) rupees: Option<i64>,
    #[serde(default)]
    pub(super) payment: Paid,
    pub(super) notes: Option<String>,
    pub(super) street: Option<String>,
    pub(super) apartment: Option<String>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Paid {
    #[default]
    Succeeded,
    Pending,
    Failed,
    None,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dispute {
    pub(super) key: String,
    pub(super) booking: String,
    pub(super) by: String,
    pub(super) reason: String,
    pub(super) description: String,
    #[serde(default)]
    pub(super) evidence: Vec<Evidence>,
    pub(super) at: Moment,
    pub(super) resolved: Option<Moment>,
    pub(super) resolution: Option<String>,
}

/// A review of a booking, or of a vendor by somebody who has none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Review {
    pub(super) key: String,
    pub(super) booking: Option<String>,
    pub(super) user: Option<String>,
    pub(super) vendor: Option<String>,
    pub(super) rating: u8,
    pub(super) title: Option<String>,
    pub(super) body: String,
    pub(super) at: Moment,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Takedown {
    pub(super) key: String,
    pub(super) review: String,
    /// The review's, unless another one asks.
    pub(super) vendor: Option<String>,
    pub(super) reason: ReasonCode,
    pub(super) description: String,
    pub(super) notes: Option<String>,
    #[serde(default)]
    pub(super) evidence: Vec<Evidence>,
    pub(super) at: Moment,
    /// Open while there is none.
    pub(super) decided: Option<Moment>,
    /// Accepted with this, rejected without.
    pub(super) action: Option<TakedownAction>,
    pub(super) because: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Refund {
    pub(super) key: String,
    pub(super) booking: String,
    pub(super) rupees: i64,
    pub(super) reason: String,
    pub(super) description: String,
    #[serde(default)]
    pub(super) evidence: Vec<Evidence>,
    pub(super) at: Moment,
    /// The customer, unless said otherwise.
    pub(super) by: Option<String>,
    #[serde(default)]
    pub(super) rejected: bool,
    pub(super) processed: Option<Processed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Processed {
    pub(super) at: Moment,
    pub(super) rupees: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Referral {
    pub(super) key: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) code: String,
    pub(super) at: Moment,
    pub(super) status: String,
    pub(super) rupees: i64,
    pub(super) credited: Option<Moment>,
    pub(super) payout: Option<String>,
    pub(super) met: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Evidence {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) file: Option<String>,
    /// Made from the file's name, unless said otherwise.
    pub(super) url: Option<String>,
    pub(super) size: Option<i64>,
    pub(super) description: Option<String>,
    pub(super) content: Option<String>,
}
