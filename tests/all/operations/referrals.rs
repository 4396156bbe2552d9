//! Referrals: the list, and what the whole filtered set comes to.

use appydex_admin::{
    domain::{referral::ReferralStatus, time::DAY},
    operations::referrals::{ListReferrals, ReferralSort},
    store::engine::sql,
};
use uuid::Uuid;

use super::every_way;
use crate::support::world::World;

async fn referral(world: &World, by: i64, of: i64, status: ReferralStatus, cents: i64, currency: &'static str) -> Uuid {
    let id = world.new_id();
    let mut tx = world.service.db().begin().await.unwrap();
    sql("INSERT INTO referrals (id, referrer_key, referred_key, referral_code, status, reward_amount_cents, currency,
            created_at, signup, email_verified, first_booking, minimum_spend)
         VALUES ($1, $2, $3, 'MEERA20', $4, $5, $6, $7, $8, $8, $9, $9)")
    .bind(id)
    .bind(by)
    .bind(of)
    .bind(status)
    .bind(cents)
    .bind(currency)
    .bind(world.now().plus(-DAY))
    .bind(true)
    .bind(false)
    .execute_one(&mut tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    id
}

every_way! {
    async fn the_summary_covers_the_whole_filtered_set(world: World) {
        use ReferralStatus::{Completed, Expired, Paid, Pending};
        let (meera, ravi) = (world.user("Meera Nair").await, world.user("Ravi K").await);
        let paid = referral(&world, meera, ravi, Paid, 20_000, "INR").await;
        let earned = referral(&world, meera, ravi, Completed, 30_000, "INR").await;
        let dollars_earned = referral(&world, meera, ravi, Completed, 500, "USD").await;
        let pending = referral(&world, ravi, meera, Pending, 10_000, "INR").await;
        let expired = referral(&world, ravi, meera, Expired, 10_000, "INR").await;
        let root = world.root().await;
        let mut query = ListReferrals::default();
        query.paging.size = 2;
        let page = root.list_referrals(query).await.unwrap();
        assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [expired, pending]);
        assert_eq!(page.meta.total_items, 5);
        let counts = page.summary;
        assert_eq!((counts.pending, counts.completed, counts.expired, counts.paid), (1, 2, 1, 1));
        assert_eq!((counts.total_rewards_cents, counts.total_paid_cents, counts.currency.as_str()), (50_000, 20_000, "INR"));
        let large = ListReferrals { min_amount: Some(20_000), sort_by: ReferralSort::Amount, ..ListReferrals::default() };
        let page = root.list_referrals(large).await.unwrap();
        assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [earned, paid]);
        assert_eq!((page.summary.completed, page.summary.paid, page.summary.pending), (1, 1, 0));
        let referrer = &page.rows[0].referrer;
        assert_eq!((referrer.total_referrals, referrer.total_earned_cents), (3, 50_000));
        let dollars = ListReferrals { referrer_id: Some(referrer.id), status: Some(Completed), ..ListReferrals::default() };
        let page = root.list_referrals(dollars).await.unwrap();
        assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [dollars_earned, earned]);
        assert_eq!(page.rows[0].referrer.total_earned_cents, 500);
        assert!(page.rows[0].conditions_met.signup && !page.rows[0].conditions_met.first_booking);
        let of = ListReferrals { referred_id: Some(page.rows[0].referred_user.id), ..ListReferrals::default() };
        assert_eq!(root.list_referrals(of).await.unwrap().meta.total_items, 3);
    }
}
