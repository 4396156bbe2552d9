//! Referrals: the list and what stands beside it. To add a query: a function here, run on both engines.

use uuid::Uuid;

use super::{
    engine::{Query, Tx},
    filter::{By, Filter, List, Rank, Ranked},
};
use crate::{
    domain::{
        money::Currency,
        page::{PageMeta, Paging},
        referral::ReferralStatus,
        time::Timestamp,
    },
    error::Result,
};

/// A referral with both customers.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
#[expect(clippy::struct_excessive_bools, reason = "the columns of a row, each once")]
pub struct ReferralRow {
    pub key: i64,
    pub id: Uuid,
    pub referrer_key: i64,
    pub referrer_id: Uuid,
    pub referrer_name: String,
    pub referrer_email: Option<String>,
    pub referred_id: Uuid,
    pub referred_name: String,
    pub referred_email: Option<String>,
    pub signup_date: Timestamp,
    pub first_booking_date: Option<Timestamp>,
    pub referral_code: Option<String>,
    pub status: ReferralStatus,
    pub reward_amount_cents: i64,
    pub currency: Currency,
    pub credited_at: Option<Timestamp>,
    pub payout_status: Option<String>,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    pub signup: bool,
    pub email_verified: bool,
    pub first_booking: bool,
    pub minimum_spend: bool,
    pub version: i64,
}

impl Ranked for ReferralRow {
    fn ranks(&self, order: &[By]) -> Vec<Rank> {
        let rank = |by: &By| match by.column {
            "r.created_at" => self.created_at.0,
            "r.reward_amount_cents" => self.reward_amount_cents,
            _ => self.key,
        };
        order.iter().map(|by| Rank::Int(rank(by))).collect()
    }
}

const SELECT: &str = "SELECT r.key, r.id, r.referrer_key, a.id AS referrer_id, a.name AS referrer_name,
    a.email AS referrer_email, u.id AS referred_id, u.name AS referred_name, u.email AS referred_email,
    u.created_at AS signup_date, (SELECT MIN(b.created_at) FROM bookings b WHERE b.user_key = u.key)
        AS first_booking_date,
    r.referral_code, r.status, r.reward_amount_cents, r.currency, r.credited_at, r.payout_status, r.created_at,
    r.expires_at, r.signup, r.email_verified, r.first_booking, r.minimum_spend, r.version
 FROM referrals r JOIN users a ON a.key = r.referrer_key JOIN users u ON u.key = r.referred_key WHERE 1 = 1";

const FROM: &str = "FROM referrals r WHERE 1 = 1";

/// A page of referrals. Conditions and order are about `r`, the referral itself.
pub async fn page(tx: &mut Tx, filter: &Filter, order: &[By], paging: &Paging) -> Result<(Vec<ReferralRow>, PageMeta)> {
    List { select: SELECT, whole: None, count: &format!("SELECT COUNT(*) {FROM}"), filter, order }
        .page(tx, paging)
        .await
}

/// How many referrals of each currency stand where, and what they are worth together.
pub async fn counts(tx: &mut Tx, filter: &Filter) -> Result<Vec<(ReferralStatus, Currency, i64, i64)>> {
    let select = format!("SELECT r.status, r.currency, COUNT(*), CAST(SUM(r.reward_amount_cents) AS BIGINT) {FROM}");
    filter.query(&select, "GROUP BY r.status, r.currency").fetch_all(tx).await
}

/// What some customers referred, by status and currency: the customer's key, how many, what they are worth together.
pub async fn of_referrers(tx: &mut Tx, keys: &[i64]) -> Result<Vec<(i64, ReferralStatus, Currency, i64, i64)>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=keys.len()).map(|i| format!("${i}")).collect();
    let text = format!(
        "SELECT referrer_key, status, currency, COUNT(*), CAST(SUM(reward_amount_cents) AS BIGINT) FROM referrals
         WHERE referrer_key IN ({}) GROUP BY referrer_key, status, currency",
        places.join(", ")
    );
    Query::assembled(text, keys.iter().map(|key| (*key).into()).collect()).fetch_all(tx).await
}
