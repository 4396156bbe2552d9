//! Referrals: one customer brings another, and is rewarded once conditions are met.

use super::word::words;

words! {
    /// Where a referral stands.
    ReferralStatus {
        /// Its conditions are not met yet.
        Pending => "pending",
        /// They are met; the reward is due.
        Completed => "completed",
        /// They were not met in time.
        Expired => "expired",
        /// The reward was paid out.
        Paid => "paid",
    }
}

impl ReferralStatus {
    /// Whether the reward was earned.
    pub const fn is_earned(self) -> bool {
        matches!(self, Self::Completed | Self::Paid)
    }
}
