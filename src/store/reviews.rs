//! Reviews: listed, shown, shown again. What a decision does to one, and the requests against them, stand in
//! `takedowns`. To add a query: a function here, run on both engines.

use uuid::Uuid;

use super::{
    engine::{Query, Tx, sql},
    filter::{By, Filter, List, Rank, Ranked},
};
use crate::{
    domain::{
        id::{AdminId, ReviewId},
        page::{PageMeta, Paging},
        takedown::{ReasonCode, ReviewStatus, TakedownStatus},
        time::Timestamp,
    },
    error::Result,
};

/// A review with its author, vendor and booking.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct ReviewRow {
    pub key: i64,
    pub id: ReviewId,
    pub status: ReviewStatus,
    pub rating: i64,
    pub title: Option<String>,
    pub body: Option<String>,
    pub flagged: bool,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub version: i64,
    pub booking_key: Option<i64>,
    pub booking_id: Option<Uuid>,
    pub booking_number: Option<String>,
    pub user_key: i64,
    pub user_id: Uuid,
    pub user_name: String,
    pub user_email: Option<String>,
    pub user_phone: Option<String>,
    pub profile_image: Option<String>,
    pub user_created_at: Timestamp,
    pub user_reviews: i64,
    pub user_bookings: i64,
    pub trust_score: Option<i64>,
    pub vendor_id: Uuid,
    pub vendor_name: String,
    pub display_name: Option<String>,
    pub vendor_email: Option<String>,
    pub vendor_phone: Option<String>,
    pub logo: Option<String>,
    pub vendor_rating: Option<f64>,
    pub vendor_bookings: i64,
    pub verification_status: String,
}

impl Ranked for ReviewRow {
    fn ranks(&self, order: &[By]) -> Vec<Rank> {
        let rank = |by: &By| match by.column {
            "r.created_at" => self.created_at.0,
            "r.rating" => self.rating,
            _ => self.key,
        };
        order.iter().map(|by| Rank::Int(rank(by))).collect()
    }
}

const SELECT: &str = "SELECT r.key, r.id, r.status, r.rating, r.title, r.body, r.flagged, r.created_at, r.updated_at,
    r.version, r.booking_key, b.id AS booking_id, b.number AS booking_number,
    u.key AS user_key, u.id AS user_id, u.name AS user_name, u.email AS user_email, u.phone AS user_phone,
    u.profile_image, u.created_at AS user_created_at, u.reviews_count AS user_reviews,
    u.bookings_count AS user_bookings, u.trust_score,
    v.id AS vendor_id, v.name AS vendor_name, v.display_name, v.email AS vendor_email, v.phone AS vendor_phone, v.logo,
    v.rating AS vendor_rating, v.bookings_count AS vendor_bookings, v.verification_status
 FROM reviews r JOIN users u ON u.key = r.user_key JOIN vendors v ON v.key = r.vendor_key
    LEFT JOIN bookings b ON b.key = r.booking_key WHERE 1 = 1";

/// A condition on reviews `r`: this text in title or body, or in the name of the reviewer or the vendor.
pub fn search(tx: &Tx, filter: &mut Filter, folded: &str, pattern: String) {
    let names = tx.name_search(folded);
    let people = format!("r.user_key IN ({}) OR r.vendor_key IN ({})", names.users, names.vendors);
    let values = std::iter::once(pattern.into()).chain(names.arguments(&people));
    filter.and(format!("r.text_folded LIKE ? ESCAPE '\\' OR {people}"), values.collect::<Vec<_>>());
}

/// A page of reviews. Conditions and order are about `r`, the review itself.
pub async fn page(tx: &mut Tx, filter: &Filter, order: &[By], paging: &Paging) -> Result<(Vec<ReviewRow>, PageMeta)> {
    List { select: SELECT, whole: None, count: "SELECT COUNT(*) FROM reviews r WHERE 1 = 1", filter, order }
        .page(tx, paging)
        .await
}

/// The review with this id.
pub async fn by_id(tx: &mut Tx, id: ReviewId) -> Result<Option<ReviewRow>> {
    Query::assembled(format!("{SELECT} AND r.id = $1"), vec![id.into()]).fetch_optional(tx).await
}

/// A takedown request against a review.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct RequestRow {
    pub review_key: i64,
    pub id: Uuid,
    pub number: String,
    pub status: TakedownStatus,
    pub reason_code: ReasonCode,
    pub reason_description: String,
    pub created_at: Timestamp,
    pub resolved_at: Option<Timestamp>,
}

/// The takedown requests against some reviews, oldest first.
pub async fn requests(tx: &mut Tx, reviews: &[i64]) -> Result<Vec<RequestRow>> {
    if reviews.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=reviews.len()).map(|i| format!("${i}")).collect();
    let text = format!(
        "SELECT review_key, id, number, status, reason_code, reason_description, created_at, resolved_at
         FROM takedown_requests WHERE review_key IN ({}) ORDER BY created_at, key",
        places.join(", ")
    );
    Query::assembled(text, reviews.iter().map(|key| (*key).into()).collect()).fetch_all(tx).await
}

/// Shows a hidden review again and notes it in its history.
pub async fn restore(
    tx: &mut Tx,
    entry: Uuid,
    review: i64,
    reason: &str,
    admin: AdminId,
    now: Timestamp,
) -> Result<()> {
    sql("UPDATE reviews SET status = 'published', hidden_at = NULL, hidden_by = NULL, hidden_reason = NULL,
            updated_at = $2, version = version + 1 WHERE key = $1 AND status = 'hidden'")
    .bind(review)
    .bind(now)
    .execute_one(tx)
    .await?;
    sql("INSERT INTO review_moderation (id, review_key, action, reason, admin_id, happened_at)
         VALUES ($1, $2, 'restore', $3, $4, $5)")
    .bind(entry)
    .bind(review)
    .bind(reason)
    .bind(admin)
    .bind(now)
    .execute_one(tx)
    .await
}
