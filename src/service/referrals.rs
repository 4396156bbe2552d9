//! Referrals: the list, and what the whole filtered set comes to.

use super::{Local, people::Sight};
use crate::{
    domain::{
        actor::{Permission, Permissions},
        money::Currency,
        page::SortOrder,
        referral::ReferralStatus,
        untrusted::Untrusted,
    },
    error::Result,
    operations::{
        Page,
        referrals::{
            ListReferrals, ReferralConditions, ReferralCounts, ReferralListItem, ReferralSort, ReferredUser, Referrer,
        },
    },
    store::{
        filter::{By, Filter},
        referrals::{self, ReferralRow},
    },
};

/// What a customer referred: whose key, where they stand, in which currency, how many, worth how much.
type Referred = (i64, ReferralStatus, Currency, i64, i64);

impl Local {
    pub(super) async fn referrals(&self, query: ListReferrals) -> Result<Page<ReferralListItem, ReferralCounts>> {
        let who = self.permit(Permission::ReferralsList).await?;
        let mut tx = self.service.0.db.read().await?;
        let filter = filter(&query);
        let summary = counts(&referrals::counts(&mut tx, &filter).await?, self.service.settings().currency);
        let (found, meta) = referrals::page(&mut tx, &filter, &order(&query), &query.paging).await?;
        let mut referrers: Vec<i64> = found.iter().map(|row| row.referrer_key).collect();
        referrers.sort_unstable();
        referrers.dedup();
        let referred = referrals::of_referrers(&mut tx, &referrers).await?;
        let rows = found.into_iter().map(|row| item(row, &referred, who.permissions())).collect();
        Ok(Page { rows, meta, summary })
    }
}

fn filter(query: &ListReferrals) -> Filter {
    let mut filter = Filter::default();
    filter.and_if("r.status = ?", query.status);
    filter.and_if("r.referrer_key = (SELECT key FROM users WHERE id = ?)", query.referrer_id);
    filter.and_if("r.referred_key = (SELECT key FROM users WHERE id = ?)", query.referred_id);
    filter.and_if("r.created_at >= ?", query.from_date);
    filter.and_if("r.created_at <= ?", query.to_date);
    filter.and_if("r.reward_amount_cents >= ?", query.min_amount);
    filter
}

fn order(query: &ListReferrals) -> Vec<By> {
    let given = query.sort_order.unwrap_or(SortOrder::Desc);
    match query.sort_by {
        ReferralSort::CreatedAt => vec![By::in_order("r.created_at", given), By::in_order("r.key", given)],
        ReferralSort::Amount => {
            vec![By::in_order("r.reward_amount_cents", given), By::desc("r.created_at"), By::desc("r.key")]
        }
    }
}

fn counts(rows: &[(ReferralStatus, Currency, i64, i64)], currency: Currency) -> ReferralCounts {
    let count = |status| rows.iter().filter(|row| row.0 == status).map(|row| row.2).sum();
    let worth = |counts: fn(ReferralStatus) -> bool| {
        rows.iter().filter(|row| counts(row.0) && row.1 == currency).map(|row| row.3).sum()
    };
    ReferralCounts {
        pending: count(ReferralStatus::Pending),
        completed: count(ReferralStatus::Completed),
        expired: count(ReferralStatus::Expired),
        paid: count(ReferralStatus::Paid),
        total_rewards_cents: worth(ReferralStatus::is_earned),
        total_paid_cents: worth(|status| status == ReferralStatus::Paid),
        currency,
    }
}

fn item(row: ReferralRow, referred: &[Referred], permissions: Permissions) -> ReferralListItem {
    let sight = Sight::of(permissions);
    let theirs = || referred.iter().filter(|one| one.0 == row.referrer_key);
    let earned = theirs().filter(|one| one.1.is_earned() && one.2 == row.currency);
    ReferralListItem {
        id: row.id,
        referrer: Referrer {
            id: row.referrer_id,
            name: row.referrer_name.as_str().into(),
            email: sight.email(row.referrer_email.as_ref()),
            total_referrals: theirs().map(|one| one.3).sum(),
            total_earned_cents: earned.map(|one| one.4).sum(),
        },
        referred_user: ReferredUser {
            id: row.referred_id,
            name: row.referred_name.as_str().into(),
            email: sight.email(row.referred_email.as_ref()),
            signup_date: row.signup_date,
            first_booking_date: row.first_booking_date,
        },
        referral_code: row.referral_code.map(Untrusted::from),
        status: row.status,
        reward_amount_cents: row.reward_amount_cents,
        currency: row.currency,
        credited_at: row.credited_at,
        payout_status: row.payout_status,
        created_at: row.created_at,
        expires_at: row.expires_at,
        conditions_met: ReferralConditions {
            signup: row.signup,
            email_verified: row.email_verified,
            first_booking: row.first_booking,
            minimum_spend: row.minimum_spend,
        },
        version: row.version,
    }
}
