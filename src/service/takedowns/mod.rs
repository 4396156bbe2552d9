//! Takedowns: the queue, the case, claims, decisions, vendors' requests.

mod case;
mod claims;
mod decide;
mod file;

use uuid::Uuid;

pub use self::{
    case::{booked, moderated},
    claims::{Claim, Next, Release},
    decide::{Resolve, close_open},
    file::File,
};
use super::Local;
pub use super::names::Names;
use crate::{
    domain::{
        actor::Permission,
        evidence::Evidence,
        id::{Reference, ReviewId, TakedownId},
        page::SortOrder,
        takedown::TakedownStatus,
        text::{fold, like_pattern_escape},
        time::{HOUR, Timestamp},
        untrusted::Untrusted,
    },
    error::{Error, Kind, Result},
    operations::{
        Page,
        takedowns::{
            ClaimTakeover, Claimed, ListTakedowns, TakedownClaim, TakedownCounts, TakedownDetail, TakedownListItem,
            TakedownReview, TakedownReviewer, TakedownSort, TakedownVendor,
        },
    },
    store::{
        Tx,
        filter::{By, Filter},
        names,
        takedowns::{self, TakedownRow},
    },
};

fn missing(request_id: impl std::fmt::Display) -> Error {
    Error::new(Kind::RequestNotFound { request_id: request_id.to_string() })
}

/// There is no such review.
pub fn review_missing(review_id: impl std::fmt::Display) -> Error {
    Error::new(Kind::ReviewNotFound { review_id: review_id.to_string() })
}

impl Local {
    pub(super) async fn find_takedown(&self, request: &Reference) -> Result<TakedownId> {
        self.find(names::TAKEDOWNS, request, missing).await.map(TakedownId)
    }

    pub(super) async fn find_review(&self, review: &Reference) -> Result<ReviewId> {
        self.find(names::REVIEWS, review, review_missing).await.map(ReviewId)
    }

    pub(super) async fn takedowns(&self, query: ListTakedowns) -> Result<Page<TakedownListItem, TakedownCounts>> {
        let who = self.permit(Permission::ReviewsModerate).await?;
        let now = self.service.now();
        let mut filter = filter(&query, who.admin()?.id().0, now);
        let mut tx = self.service.0.db.read().await?;
        let summary = counts(&takedowns::counts(&mut tx, &filter).await?);
        filter.and_if("t.status = ?", query.status);
        let (found, meta) = takedowns::page(&mut tx, &filter, &order(&query), &query.paging).await?;
        let names = Names::of(&mut tx, &found).await?;
        let rows = found.into_iter().map(|row| item(row, &names, now)).collect::<Result<_>>()?;
        Ok(Page { rows, meta, summary })
    }

    pub(super) async fn one_takedown(&self, request: &Reference) -> Result<TakedownDetail> {
        let who = self.permit(Permission::ReviewsModerate).await?;
        let id = self.find_takedown(request).await?;
        let mut tx = self.service.0.db.read().await?;
        let row = takedowns::by_id(&mut tx, id).await?.ok_or_else(|| missing(request))?;
        case::detail(&mut tx, row, who.permissions(), self.service.now()).await
    }
}

fn filter(query: &ListTakedowns, me: Uuid, now: Timestamp) -> Filter {
    let mut filter = Filter::default();
    filter.and_if("t.reason_code = ?", query.reason_code);
    filter.and_if("v.id = ?", query.vendor_id);
    filter.and_if("t.created_at >= ?", query.from_date);
    filter.and_if("t.created_at <= ?", query.to_date);
    match query.claimed {
        None => {}
        Some(Claimed::Me) => filter.and("t.claim_until > ? AND t.claimed_by = ?", [now.into(), me.into()]),
        Some(Claimed::Others) => filter.and("t.claim_until > ? AND t.claimed_by <> ?", [now.into(), me.into()]),
        Some(Claimed::None) => filter.and("t.claim_until IS NULL OR t.claim_until <= ?", [now.into()]),
    }
    if let Some(search) = &query.search {
        let name = format!("%{}%", like_pattern_escape(&fold(search)));
        let number = search.trim().to_ascii_uppercase();
        let digits = number.bytes().all(|b| b.is_ascii_digit());
        let number = like_pattern_escape(&number);
        let number = if digits { format!("%{number}") } else { format!("{number}%") };
        filter.and(
            "u.name_folded LIKE ? ESCAPE '\\' OR v.name_folded LIKE ? ESCAPE '\\'
                OR v.display_name_folded LIKE ? ESCAPE '\\' OR t.number LIKE ? ESCAPE '\\'",
            [name.clone().into(), name.clone().into(), name.into(), number.into()],
        );
    }
    filter
}

fn order(query: &ListTakedowns) -> Vec<By> {
    let (asc, desc) = (SortOrder::Asc, SortOrder::Desc);
    let given = query.sort_order;
    match query.sort_by {
        // The most urgent has rank 1: to a person that is the highest.
        TakedownSort::Priority => {
            let order = if given.unwrap_or(desc) == desc { asc } else { desc };
            vec![By::in_order("t.priority_rank", order), By::desc("t.created_at"), By::desc("t.key")]
        }
        TakedownSort::CreatedAt => vec![By::in_order("t.created_at", given.unwrap_or(desc)), By::desc("t.key")],
        TakedownSort::DueAt => {
            vec![By::in_order("t.due_at", given.unwrap_or(asc)), By::desc("t.created_at"), By::desc("t.key")]
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "hours with one decimal need no more than 52 bits")]
fn counts(rows: &[(TakedownStatus, i64, i64)]) -> TakedownCounts {
    let of = |status| rows.iter().find(|row| row.0 == status).map_or((0, 0), |row| (row.1, row.2));
    let (open, accepted, rejected) =
        (of(TakedownStatus::Open), of(TakedownStatus::Accepted), of(TakedownStatus::Rejected));
    let decided = accepted.0 + rejected.0;
    let hours = (accepted.1 + rejected.1) as f64 / HOUR as f64 / decided.max(1) as f64;
    let avg_resolution_time_hours = (hours * 10.0).round() / 10.0;
    TakedownCounts { open: open.0, accepted: accepted.0, rejected: rejected.0, avg_resolution_time_hours }
}

impl Names {
    /// Those of everybody mentioned in some rows.
    pub async fn of(tx: &mut Tx, rows: &[TakedownRow]) -> Result<Self> {
        let mentioned = |row: &TakedownRow| {
            let claim = [row.claimed_by, row.takeover_from].into_iter().flatten().map(|id| id.0);
            row.resolved_by.into_iter().chain(claim).collect::<Vec<Uuid>>()
        };
        let ids: Vec<Uuid> = rows.iter().flat_map(mentioned).collect();
        Self::of_ids(tx, &ids).await
    }

    /// The claim on a row while its lease runs.
    pub fn claim(&self, row: &TakedownRow, now: Timestamp) -> Option<TakedownClaim> {
        row.claim().filter(|claim| claim.is_live(now)).map(|claim| self.live(claim))
    }

    /// A claim with the names in it.
    pub fn live(&self, claim: crate::domain::takedown::Claim) -> TakedownClaim {
        TakedownClaim {
            claimed_by: self.name(claim.by.0),
            claimed_at: claim.at,
            until: claim.until,
            takeover: claim.takeover.map(|(from, reason)| ClaimTakeover { from: self.name(from.0), reason }),
        }
    }
}

fn text(text: Option<String>) -> Option<Untrusted> {
    text.map(Untrusted::from)
}

fn evidence(stored: Option<&str>) -> Result<Vec<Evidence>> {
    let read = |stored| serde_json::from_str(stored).map_err(|e| Error::internal(format!("takedown evidence: {e}")));
    stored.map_or(Ok(Vec::new()), read)
}

fn item(row: TakedownRow, names: &Names, now: Timestamp) -> Result<TakedownListItem> {
    let claim = names.claim(&row, now);
    Ok(TakedownListItem {
        id: row.id.0,
        request_number: row.number,
        status: row.status,
        review: TakedownReview {
            id: row.review_id.0,
            rating: row.rating,
            title: text(row.title),
            body: text(row.body),
            status: row.review_status,
            created_at: row.review_created_at,
            reviewer: TakedownReviewer {
                id: row.user_id.0,
                name: row.user_name.into(),
                total_reviews: row.user_reviews,
                trust_score: row.trust_score,
            },
        },
        vendor: TakedownVendor {
            id: row.vendor_id.0,
            display_name: row.display_name.unwrap_or_else(|| row.vendor_name.clone()).into(),
            name: row.vendor_name.into(),
            logo: row.logo,
        },
        reason_code: row.reason_code,
        reason_description: row.reason_description.into(),
        evidence: evidence(row.evidence.as_deref())?.iter().map(Evidence::summary).collect(),
        vendor_notes: text(row.vendor_notes),
        priority: row.priority,
        created_at: row.created_at,
        claim,
        due_at: row.due_at,
        resolved_at: row.resolved_at,
        resolved_by: row.resolved_by.and_then(|id| names.reference(id)),
        resolution_notes: text(row.resolution_reason),
        admin_notes: text(row.admin_notes),
        version: row.version,
    })
}
