//! Referrals: what is asked and answered.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    fields::{self, Fields, Request},
    refunds::LARGEST_CENTS,
    takedowns::SORT_ORDERS,
};
use crate::domain::{
    money::Currency,
    page::{Paging, SortOrder},
    referral::ReferralStatus,
    time::Timestamp,
    untrusted::Untrusted,
};

/// What a list of referrals is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralSort {
    /// When it was made.
    #[default]
    CreatedAt,
    /// Its reward, in smallest units of whatever currency.
    Amount,
}

/// Which referrals to list. Default: all of them, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListReferrals {
    /// That stand here.
    pub status: Option<ReferralStatus>,
    /// By this customer.
    pub referrer_id: Option<Uuid>,
    /// Of this customer.
    pub referred_id: Option<Uuid>,
    /// Made from this moment on.
    pub from_date: Option<Timestamp>,
    /// Made up to and with this moment.
    pub to_date: Option<Timestamp>,
    /// With this reward or more.
    pub min_amount: Option<i64>,
    /// The order.
    pub sort_by: ReferralSort,
    /// Its direction; by default the new and the large first.
    pub sort_order: Option<SortOrder>,
    /// The page.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Request for ListReferrals {
    fn read(f: &mut Fields) -> Option<Self> {
        const SORTS: &[(&str, ReferralSort)] =
            &[("created_at", ReferralSort::CreatedAt), ("amount", ReferralSort::Amount)];
        let status = f.optional("status", fields::word);
        let referrer_id = f.optional("referrer_id", fields::uuid);
        let referred_id = f.optional("referred_id", fields::uuid);
        let (from_date, to_date) = f.period();
        let min_amount = f.optional("min_amount", fields::whole(0, LARGEST_CENTS));
        let sort_by = f.or("sort_by", ReferralSort::CreatedAt, fields::one_of(SORTS));
        let sort_order = f.optional("sort_order", fields::one_of(SORT_ORDERS));
        let paging = f.paging();
        Some(Self {
            status,
            referrer_id,
            referred_id,
            from_date,
            to_date,
            min_amount,
            sort_by: sort_by?,
            sort_order,
            paging: paging?,
        })
    }
}

/// Who referred somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referrer {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: Untrusted,
    /// Shortened without `users:view_pii`.
    pub email: Option<Untrusted>,
    /// All their referrals.
    pub total_referrals: i64,
    /// The rewards of those that were completed or paid, of the referral's currency.
    pub total_earned_cents: i64,
}

/// Who was referred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferredUser {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: Untrusted,
    /// Shortened without `users:view_pii`.
    pub email: Option<Untrusted>,
    /// When the account was made.
    pub signup_date: Timestamp,
    /// When they first booked.
    pub first_booking_date: Option<Timestamp>,
}

/// What of a referral's conditions is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each condition is met or not, and the contract names each")]
pub struct ReferralConditions {
    /// The account was made.
    pub signup: bool,
    /// Its e-mail is known to be right.
    pub email_verified: bool,
    /// Something was booked.
    pub first_booking: bool,
    /// Enough was spent.
    pub minimum_spend: bool,
}

/// A referral, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralListItem {
    /// Its id.
    pub id: Uuid,
    /// By whom.
    pub referrer: Referrer,
    /// Of whom.
    pub referred_user: ReferredUser,
    /// The code that was used.
    pub referral_code: Option<Untrusted>,
    /// Where it stands.
    pub status: ReferralStatus,
    /// In the currency's smallest unit.
    pub reward_amount_cents: i64,
    /// Its currency.
    pub currency: Currency,
    /// When it was credited.
    pub credited_at: Option<Timestamp>,
    /// `pending`, `paid` or `failed`; null while nothing is due.
    pub payout_status: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
    /// What of its conditions is met.
    pub conditions_met: ReferralConditions,
    /// Grows with each change of its content.
    pub version: i64,
}

/// Counts over the whole filtered set; the sums are those in `currency`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralCounts {
    /// Waiting for their conditions.
    pub pending: i64,
    /// Conditions met.
    pub completed: i64,
    /// Over without.
    pub expired: i64,
    /// Paid out.
    pub paid: i64,
    /// What completed and paid ones are worth together, in the currency's smallest unit.
    pub total_rewards_cents: i64,
    /// What was paid out.
    pub total_paid_cents: i64,
    /// The configured one.
    pub currency: Currency,
}

impl Default for ReferralCounts {
    fn default() -> Self {
        Self {
            pending: 0,
            completed: 0,
            expired: 0,
            paid: 0,
            total_rewards_cents: 0,
            total_paid_cents: 0,
            currency: Currency::INR,
        }
    }
}
