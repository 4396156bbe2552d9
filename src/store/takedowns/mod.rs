//! Takedown requests and the reviews they are about: the queue, claims, decisions, filings. What else bears on a
//! case stands in `case`. Rules are in `domain::takedown`. To add a query: a function here, run on both engines.

mod case;

use uuid::Uuid;

pub use self::case::*;
use super::{
    engine::{Query, Tx, sql},
    filter::{By, Filter, List, Rank, Ranked},
};
use crate::{
    domain::{
        id::{AdminId, ReviewId, TakedownId, UserId, VendorId},
        page::{PageMeta, Paging},
        takedown::{Claim, Decision, Priority, ReasonCode, ReviewStatus, TakedownAction, TakedownStatus},
        time::Timestamp,
    },
    error::Result,
};

/// A request with its review, reviewer and vendor.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct TakedownRow {
    pub key: i64,
    pub id: TakedownId,
    pub number: String,
    pub status: TakedownStatus,
    pub reason_code: ReasonCode,
    pub reason_description: String,
    pub vendor_notes: Option<String>,
    pub evidence: Option<String>,
    pub priority: Priority,
    pub priority_rank: i64,
    pub due_at: Timestamp,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub resolved_at: Option<Timestamp>,
    pub resolved_by: Option<Uuid>,
    pub decision: Option<Decision>,
    pub action_taken: Option<TakedownAction>,
    pub resolution_reason: Option<String>,
    pub admin_notes: Option<String>,
    pub review_status_after: Option<ReviewStatus>,
    pub vendor_notified: bool,
    pub reviewer_notified: bool,
    pub claimed_by: Option<AdminId>,
    pub claimed_at: Option<Timestamp>,
    pub claim_until: Option<Timestamp>,
    pub takeover_from: Option<AdminId>,
    pub takeover_reason: Option<String>,
    pub version: i64,
    pub review_key: i64,
    pub review_id: ReviewId,
    pub rating: i64,
    pub title: Option<String>,
    pub body: Option<String>,
    pub review_status: ReviewStatus,
    pub review_created_at: Timestamp,
    pub review_updated_at: Timestamp,
    pub hidden_at: Option<Timestamp>,
    pub hidden_by: Option<Uuid>,
    pub hidden_reason: Option<String>,
    pub removed_at: Option<Timestamp>,
    pub removed_by: Option<Uuid>,
    pub removal_reason: Option<String>,
    pub booking_key: Option<i64>,
    pub user_key: i64,
    pub user_id: UserId,
    pub user_name: String,
    pub user_email: Option<String>,
    pub user_phone: Option<String>,
    pub profile_image: Option<String>,
    pub user_created_at: Timestamp,
    pub user_reviews: i64,
    pub user_bookings: i64,
    pub trust_score: Option<i64>,
    pub vendor_key: i64,
    pub vendor_id: VendorId,
    pub vendor_name: String,
    pub display_name: Option<String>,
    pub vendor_email: Option<String>,
    pub vendor_phone: Option<String>,
    pub logo: Option<String>,
    pub vendor_rating: Option<f64>,
    pub vendor_reviews: i64,
}

impl TakedownRow {
    /// The claim on it, whether its lease still runs or not.
    pub fn claim(&self) -> Option<Claim> {
        Some(Claim {
            by: self.claimed_by?,
            at: self.claimed_at.unwrap_or(self.updated_at),
            until: self.claim_until?,
            takeover: self.takeover_from.zip(self.takeover_reason.clone()),
        })
    }
}

impl Ranked for TakedownRow {
    fn ranks(&self, order: &[By]) -> Vec<Rank> {
        let rank = |by: &By| match by.column {
            "t.priority_rank" => self.priority_rank,
            "t.created_at" => self.created_at.0,
            "t.due_at" => self.due_at.0,
            _ => self.key,
        };
        order.iter().map(|by| Rank::Int(rank(by))).collect()
    }
}

const SELECT: &str = "SELECT t.key, t.id, t.number, t.status, t.reason_code, t.reason_description, t.vendor_notes,
    t.evidence, t.priority, t.priority_rank, t.due_at, t.created_at, t.updated_at, t.resolved_at, t.resolved_by,
    t.decision, t.action_taken, t.resolution_reason, t.admin_notes, t.review_status_after, t.vendor_notified,
    t.reviewer_notified, t.claimed_by, t.claimed_at, t.claim_until, t.takeover_from, t.takeover_reason, t.version,
    r.key AS review_key, r.id AS review_id, r.rating, r.title, r.body, r.status AS review_status,
    r.created_at AS review_created_at, r.updated_at AS review_updated_at, r.hidden_at, r.hidden_by, r.hidden_reason,
    r.removed_at, r.removed_by, r.removal_reason, r.booking_key,
    u.key AS user_key, u.id AS user_id, u.name AS user_name, u.email AS user_email, u.phone AS user_phone,
    u.profile_image, u.created_at AS user_created_at, u.reviews_count AS user_reviews,
    u.bookings_count AS user_bookings, u.trust_score,
    v.key AS vendor_key, v.id AS vendor_id, v.name AS vendor_name, v.display_name, v.email AS vendor_email,
    v.phone AS vendor_phone, v.logo, v.rating AS vendor_rating, v.reviews_count AS vendor_reviews
 FROM takedown_requests t JOIN reviews r ON r.key = t.review_key JOIN users u ON u.key = t.user_key
    JOIN vendors v ON v.key = t.vendor_key WHERE 1 = 1";

const FROM: &str = "FROM takedown_requests t JOIN users u ON u.key = t.user_key JOIN vendors v ON v.key = t.vendor_key
 WHERE 1 = 1";

/// A page of requests.
pub async fn page(tx: &mut Tx, filter: &Filter, order: &[By], paging: &Paging) -> Result<(Vec<TakedownRow>, PageMeta)> {
    List { select: SELECT, whole: None, count: &format!("SELECT COUNT(*) {FROM}"), filter, order }
        .page(tx, paging)
        .await
}

/// How many requests stand where, and how long the decided ones took together, in microseconds.
pub async fn counts(tx: &mut Tx, filter: &Filter) -> Result<Vec<(TakedownStatus, i64, i64)>> {
    let select =
        format!("SELECT t.status, COUNT(*), CAST(COALESCE(SUM(t.resolved_at - t.created_at), 0) AS BIGINT) {FROM}");
    filter.query(&select, "GROUP BY t.status").fetch_all(tx).await
}

/// The request with this id.
pub async fn by_id(tx: &mut Tx, id: TakedownId) -> Result<Option<TakedownRow>> {
    Query::assembled(format!("{SELECT} AND t.id = $1"), vec![id.into()]).fetch_optional(tx).await
}

/// Holds the review that a request is about, and the request, until the transaction ends. Always in this
/// order, so that two decisions about one review wait for each other and never in a circle.
pub async fn lock(tx: &mut Tx, id: TakedownId) -> Result<Option<TakedownRow>> {
    let text = format!(
        "SELECT key FROM reviews WHERE key = (SELECT review_key FROM takedown_requests WHERE id = $1){}",
        tx.for_update()
    );
    if Query::assembled(text, vec![id.into()]).fetch_optional::<(i64,)>(tx).await?.is_none() {
        return Ok(None);
    }
    let text = format!("SELECT key FROM takedown_requests WHERE id = $1{}", tx.for_update());
    Query::assembled(text, vec![id.into()]).fetch_optional::<(i64,)>(tx).await?;
    by_id(tx, id).await
}

/// The ids of the other open requests against a review, oldest first.
pub async fn other_open(tx: &mut Tx, review: i64, except: i64) -> Result<Vec<(TakedownId,)>> {
    sql("SELECT id FROM takedown_requests WHERE review_key = $1 AND status = 'open' AND key <> $2 ORDER BY key")
        .bind(review)
        .bind(except)
        .fetch_all(tx)
        .await
}

/// The open, unclaimed request that is due first, passing over some.
pub async fn next(tx: &mut Tx, exclude: &[Uuid], now: Timestamp) -> Result<Option<TakedownId>> {
    let places: Vec<String> = (2..exclude.len() + 2).map(|i| format!("${i}")).collect();
    let passing = if places.is_empty() { String::new() } else { format!("AND id NOT IN ({})", places.join(", ")) };
    let skip = tx.skip_locked();
    let text = format!(
        "SELECT id FROM takedown_requests WHERE status = 'open' AND (claim_until IS NULL OR claim_until <= $1) {passing}
         ORDER BY due_at, key LIMIT 1{skip}"
    );
    let values = std::iter::once(now.into()).chain(exclude.iter().map(|id| (*id).into())).collect();
    Ok(Query::assembled(text, values).fetch_optional::<(TakedownId,)>(tx).await?.map(|(id,)| id))
}

/// Writes a claim. A change of hands raises the version, a renewal doesn't.
pub async fn set_claim(tx: &mut Tx, key: i64, claim: &Claim, renewal: bool) -> Result<()> {
    let (from, reason) = match &claim.takeover {
        Some((from, reason)) => (Some(*from), Some(reason.clone())),
        None => (None, None),
    };
    sql("UPDATE takedown_requests SET claimed_by = $2, claimed_at = $3, claim_until = $4, takeover_from = $5,
            takeover_reason = $6, version = version + $7 WHERE key = $1")
    .bind(key)
    .bind(claim.by)
    .bind(claim.at)
    .bind(claim.until)
    .bind(from)
    .bind(reason)
    .bind(i64::from(!renewal))
    .execute_one(tx)
    .await
}

/// Ends a claim.
pub async fn clear_claim(tx: &mut Tx, key: i64) -> Result<()> {
    sql("UPDATE takedown_requests SET claimed_by = NULL, claimed_at = NULL, claim_until = NULL, takeover_from = NULL,
            takeover_reason = NULL, version = version + 1 WHERE key = $1")
    .bind(key)
    .execute_one(tx)
    .await
}

/// Notes a takeover for the timeline.
pub async fn note_takeover(tx: &mut Tx, id: Uuid, key: i64, to: AdminId, claim: &Claim, now: Timestamp) -> Result<()> {
    let Some((from, reason)) = &claim.takeover else { return Ok(()) };
    sql("INSERT INTO takedown_takeovers (id, request_key, from_admin, to_admin, reason, happened_at)
         VALUES ($1, $2, $3, $4, $5, $6)")
    .bind(id)
    .bind(key)
    .bind(*from)
    .bind(to)
    .bind(reason)
    .bind(now)
    .execute_one(tx)
    .await
}

/// The takeovers of a request: who, why, when.
pub async fn takeovers(tx: &mut Tx, key: i64) -> Result<Vec<(Uuid, String, Timestamp)>> {
    sql("SELECT to_admin, reason, happened_at FROM takedown_takeovers WHERE request_key = $1 ORDER BY happened_at, key")
        .bind(key)
        .fetch_all(tx)
        .await
}

/// How a request was decided.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct Resolution {
    pub decision: Decision,
    pub status: TakedownStatus,
    pub action: Option<TakedownAction>,
    pub reason: String,
    pub admin_notes: Option<String>,
    pub by: AdminId,
    pub at: Timestamp,
    pub review_status_after: ReviewStatus,
    pub vendor_notified: bool,
    pub reviewer_notified: bool,
}

/// Writes a decision and ends any claim. Only an open request can be decided.
pub async fn resolve(tx: &mut Tx, key: i64, resolution: &Resolution) -> Result<()> {
    sql("UPDATE takedown_requests SET status = $2, decision = $3, action_taken = $4, resolution_reason = $5,
            admin_notes = COALESCE($6, admin_notes), resolved_by = $7, resolved_at = $8, review_status_after = $9,
            vendor_notified = $10, reviewer_notified = $11, updated_at = $8, claimed_by = NULL, claimed_at = NULL,
            claim_until = NULL, takeover_from = NULL, takeover_reason = NULL, version = version + 1
         WHERE key = $1 AND status = 'open'")
    .bind(key)
    .bind(resolution.status)
    .bind(resolution.decision)
    .bind(resolution.action)
    .bind(&resolution.reason)
    .bind(resolution.admin_notes.clone())
    .bind(resolution.by)
    .bind(resolution.at)
    .bind(resolution.review_status_after)
    .bind(resolution.vendor_notified)
    .bind(resolution.reviewer_notified)
    .execute_one(tx)
    .await
}

/// Hides or removes a review and notes it in its history.
#[expect(clippy::too_many_arguments, reason = "one act, said once")]
pub async fn moderate_review(
    tx: &mut Tx,
    entry: Uuid,
    review: i64,
    action: TakedownAction,
    reason: &str,
    admin: AdminId,
    request: Option<TakedownId>,
    now: Timestamp,
) -> Result<()> {
    let update = match action {
        TakedownAction::Hide => {
            sql("UPDATE reviews SET status = 'hidden', hidden_at = $2, hidden_by = $3, hidden_reason = $4,
                    updated_at = $2, version = version + 1 WHERE key = $1 AND status <> 'removed'")
        }
        TakedownAction::Remove => {
            sql("UPDATE reviews SET status = 'removed', removed_at = $2, removed_by = $3, removal_reason = $4,
                    updated_at = $2, version = version + 1 WHERE key = $1 AND status <> 'removed'")
        }
    };
    update.bind(review).bind(now).bind(admin).bind(reason).execute_one(tx).await?;
    sql("INSERT INTO review_moderation (id, review_key, action, reason, admin_id, request_id, happened_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)")
    .bind(entry)
    .bind(review)
    .bind(action)
    .bind(reason)
    .bind(admin)
    .bind(request)
    .bind(now)
    .execute_one(tx)
    .await
}

/// A review that a vendor asks about, held until the transaction ends.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct ReviewRow {
    pub key: i64,
    pub id: ReviewId,
    pub vendor_id: VendorId,
    pub vendor_key: i64,
    pub user_key: i64,
    pub status: ReviewStatus,
}

/// The review with this id.
pub async fn lock_review(tx: &mut Tx, id: ReviewId) -> Result<Option<ReviewRow>> {
    let text = format!("SELECT key FROM reviews WHERE id = $1{}", tx.for_update());
    Query::assembled(text, vec![id.into()]).fetch_optional::<(i64,)>(tx).await?;
    sql("SELECT r.key, r.id, v.id AS vendor_id, r.vendor_key, r.user_key, r.status
         FROM reviews r JOIN vendors v ON v.key = r.vendor_key WHERE r.id = $1")
    .bind(id)
    .fetch_optional(tx)
    .await
}

/// The open request of a vendor against a review for a reason: its id and number.
pub async fn open_for(tx: &mut Tx, review: i64, vendor: i64, reason: ReasonCode) -> Result<Option<(Uuid, String)>> {
    sql("SELECT id, number FROM takedown_requests
         WHERE review_key = $1 AND vendor_key = $2 AND reason_code = $3 AND status = 'open'")
    .bind(review)
    .bind(vendor)
    .bind(reason)
    .fetch_optional(tx)
    .await
}

/// What a new request begins with.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct NewRequest {
    pub id: TakedownId,
    pub number: String,
    pub number_seq: i64,
    pub reason_code: ReasonCode,
    pub reason_description: String,
    pub vendor_notes: Option<String>,
    pub evidence: Option<String>,
    pub due_at: Timestamp,
}

/// Makes a request and marks the review.
pub async fn insert(tx: &mut Tx, new: NewRequest, review: &ReviewRow, now: Timestamp) -> Result<()> {
    let priority = new.reason_code.priority();
    sql("INSERT INTO takedown_requests (id, number, number_seq, review_key, vendor_key, user_key, reason_code,
            reason_description, vendor_notes, evidence, priority, priority_rank, due_at, status, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'open', $14, $14)")
    .bind(new.id)
    .bind(new.number)
    .bind(new.number_seq)
    .bind(review.key)
    .bind(review.vendor_key)
    .bind(review.user_key)
    .bind(new.reason_code)
    .bind(new.reason_description)
    .bind(new.vendor_notes)
    .bind(new.evidence)
    .bind(priority)
    .bind(priority.rank())
    .bind(new.due_at)
    .bind(now)
    .execute_one(tx)
    .await?;
    sql("UPDATE reviews SET flagged = $2 WHERE key = $1").bind(review.key).bind(true).execute_one(tx).await
}
