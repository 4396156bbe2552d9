//! Reviews: the list, one whole, hiding, showing again, removing for good.

use async_trait::async_trait;
use serde_json::json;

use super::{
    Local,
    access::Need,
    mutation::{About, Change, Context, Mutation},
    notices::{Recipient, tell},
    people::Sight,
    takedowns::{booked, close_open, moderated, review_missing as missing},
};
use crate::{
    domain::{
        actor::{Permission, Permissions},
        id::{Reference, ReviewId},
        page::SortOrder,
        takedown::{Account, ReviewStatus, TakedownAction, TakedownStatus, Verdict, account_flags},
        text::{fold, like_pattern_escape},
        untrusted::Untrusted,
    },
    error::{Error, Kind, Result},
    operations::{
        Deleted, Page,
        bookings::BookingVendorDetail,
        reviews::{
            ListReviews, ModerateReview, ReviewAuthor, ReviewBooking, ReviewDetail, ReviewListItem, ReviewModerated,
            ReviewSort, ReviewTakedown, ReviewVendor,
        },
        takedowns::{ResolveTakedown, ReviewerDetail},
    },
    store::{
        Tx,
        filter::{By, Filter},
        reviews::{self, RequestRow, ReviewRow},
        takedowns,
    },
};

impl Local {
    pub(super) async fn reviews(&self, query: ListReviews) -> Result<Page<ReviewListItem>> {
        self.permit(Permission::ReviewsList).await?;
        let mut tx = self.service.0.db.read().await?;
        let filter = filter(&tx, &query);
        let (found, meta) = reviews::page(&mut tx, &filter, &order(&query), &query.paging).await?;
        let keys: Vec<i64> = found.iter().map(|row| row.key).collect();
        let requests = reviews::requests(&mut tx, &keys).await?;
        let rows = found.into_iter().map(|row| {
            let against: Vec<&RequestRow> = requests.iter().filter(|request| request.review_key == row.key).collect();
            item(row, &against)
        });
        Ok(Page { rows: rows.collect(), meta, summary: () })
    }

    pub(super) async fn one_review(&self, review: &Reference) -> Result<ReviewDetail> {
        let who = self.permit(Permission::ReviewsView).await?;
        let id = self.find_review(review).await?;
        let mut tx = self.service.0.db.read().await?;
        detail(&mut tx, id, who.permissions()).await
    }
}

fn filter(tx: &Tx, query: &ListReviews) -> Filter {
    let mut filter = Filter::default();
    filter.and_if("r.status = ?", query.status);
    filter.and_if("r.vendor_key = (SELECT key FROM vendors WHERE id = ?)", query.vendor_id);
    match query.flagged {
        // In the words of the index of flagged ones.
        Some(true) => filter.and("r.flagged", []),
        Some(false) => filter.and("NOT r.flagged", []),
        None => {}
    }
    filter.and_if("r.created_at >= ?", query.from_date);
    filter.and_if("r.created_at <= ?", query.to_date);
    if let Some(text) = query.search.as_deref().map(fold) {
        reviews::search(tx, &mut filter, &text, format!("%{}%", like_pattern_escape(&text)));
    }
    filter
}

fn order(query: &ListReviews) -> Vec<By> {
    let given = query.sort_order.unwrap_or(SortOrder::Desc);
    match query.sort_by {
        ReviewSort::CreatedAt => vec![By::in_order("r.created_at", given), By::in_order("r.key", given)],
        ReviewSort::Rating => vec![By::in_order("r.rating", given), By::desc("r.created_at"), By::desc("r.key")],
    }
}

fn text(text: Option<String>) -> Option<Untrusted> {
    text.map(Untrusted::from)
}

fn item(row: ReviewRow, requests: &[&RequestRow]) -> ReviewListItem {
    ReviewListItem {
        id: row.id.0,
        status: row.status,
        rating: row.rating,
        title: text(row.title),
        body: text(row.body),
        user: ReviewAuthor { id: row.user_id, name: row.user_name.into() },
        vendor: ReviewVendor {
            id: row.vendor_id,
            display_name: row.display_name.unwrap_or_else(|| row.vendor_name.clone()).into(),
            name: row.vendor_name.into(),
        },
        booking: row
            .booking_id
            .zip(row.booking_number)
            .map(|(id, booking_number)| ReviewBooking { id, booking_number }),
        flagged: row.flagged,
        open_takedown_requests: open(requests),
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
        latest_takedown_request: requests.last().map(|row| request(row)),
    }
}

fn open(requests: &[&RequestRow]) -> i64 {
    let open = requests.iter().filter(|request| request.status == TakedownStatus::Open).count();
    i64::try_from(open).unwrap_or(i64::MAX)
}

fn request(row: &RequestRow) -> ReviewTakedown {
    ReviewTakedown {
        id: row.id,
        request_number: row.number.clone(),
        status: row.status,
        reason_code: row.reason_code,
        reason_description: row.reason_description.as_str().into(),
        created_at: row.created_at,
        resolved_at: row.resolved_at,
    }
}

/// The whole of a review, as whoever holds `permissions` may see it.
async fn detail(tx: &mut Tx, id: ReviewId, permissions: Permissions) -> Result<ReviewDetail> {
    let row = reviews::by_id(tx, id).await?.ok_or_else(|| missing(id))?;
    let requests = reviews::requests(tx, &[row.key]).await?;
    let requests: Vec<&RequestRow> = requests.iter().collect();
    let history = takedowns::moderation(tx, row.key).await?;
    let booking = match row.booking_key {
        Some(key) => takedowns::booking(tx, key).await?,
        None => None,
    };
    let user = author(tx, &row, permissions).await?;
    Ok(ReviewDetail {
        id: row.id.0,
        status: row.status,
        rating: row.rating,
        title: text(row.title.clone()),
        body: text(row.body.clone()),
        user,
        vendor: vendor(&row),
        booking: booking.map(booked),
        flagged: row.flagged,
        open_takedown_requests: open(&requests),
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
        moderation_history: history.into_iter().map(moderated).collect(),
        takedown_requests: requests.into_iter().map(request).collect(),
    })
}

async fn author(tx: &mut Tx, row: &ReviewRow, permissions: Permissions) -> Result<ReviewerDetail> {
    let sight = Sight::of(permissions);
    let account = Account {
        created_at: row.user_created_at,
        bookings: row.user_bookings,
        reviews: row.user_reviews,
        taken_down: takedowns::taken_down(tx, row.user_key).await?,
    };
    Ok(ReviewerDetail {
        id: row.user_id,
        name: row.user_name.as_str().into(),
        email: sight.email(row.user_email.as_ref()),
        phone: sight.phone(row.user_phone.as_ref()),
        profile_image: row.profile_image.clone(),
        account_created_at: row.user_created_at,
        total_reviews: row.user_reviews,
        total_bookings: row.user_bookings,
        trust_score: row.trust_score,
        risk_flags: account_flags(account, row.created_at),
    })
}

fn vendor(row: &ReviewRow) -> BookingVendorDetail {
    BookingVendorDetail {
        id: row.vendor_id,
        name: row.vendor_name.as_str().into(),
        display_name: row.display_name.as_deref().unwrap_or(&row.vendor_name).into(),
        email: text(row.vendor_email.clone()),
        phone: text(row.vendor_phone.clone()),
        logo: row.logo.clone(),
        rating: row.vendor_rating,
        total_bookings: row.vendor_bookings,
        verification_status: row.verification_status.clone(),
    }
}

/// The review to act on, held, if it stands where the change needs it; `from` is where that is.
///
/// # Errors
/// `REVIEW_REMOVED` once it is gone, `CONCURRENT_UPDATE` where it stands elsewhere.
async fn subject(cx: &mut Context<'_>, id: ReviewId, from: &[ReviewStatus]) -> Result<ReviewRow> {
    takedowns::lock_review(&mut cx.tx, id).await?.ok_or_else(|| missing(id))?;
    let row = reviews::by_id(&mut cx.tx, id).await?.ok_or_else(|| missing(id))?;
    if row.status == ReviewStatus::Removed {
        return Err(Error::new(Kind::ReviewRemoved { review_id: id.0 }));
    }
    cx.check_version(row.version)?;
    if !from.contains(&row.status) {
        return Err(Error::new(Kind::ConcurrentUpdate { current_status: row.status.to_string() }));
    }
    Ok(row)
}

/// Notes what was done to a review.
fn note(cx: &mut Context<'_>, before: &ReviewRow, status: ReviewStatus, reason: &str) {
    cx.audit(Change {
        entity_id: before.id.to_string(),
        before: Some(json!({"status": before.status})),
        after: Some(json!({"status": status})),
        reason: Some(reason.to_owned()),
    });
    let about = About { version: Some(before.version + 1), number: None, status: Some(status.as_str()) };
    cx.event("review.updated", before.id.0, &about);
}

async fn act(cx: &mut Context<'_>, review: &ReviewRow, action: TakedownAction, reason: &str) -> Result<()> {
    let (entry, admin, now) = (cx.id(), cx.who.admin()?.id(), cx.now);
    takedowns::moderate_review(&mut cx.tx, entry, review.key, action, reason, admin, None, now).await
}

async fn answer(cx: &mut Context<'_>, id: ReviewId) -> Result<ReviewModerated> {
    let permissions = cx.who.permissions();
    Ok(ReviewModerated { detail: detail(&mut cx.tx, id, permissions).await?, dry_run: None })
}

/// Hides a review that is shown. Requests against it stay open.
pub struct Hide;

#[async_trait]
impl Mutation for Hide {
    const NAME: &'static str = "review.hide";
    const NEEDS: Need = Need::Permission(Permission::ReviewsHide);
    const ENTITY: &'static str = "review";
    const SHOWS_CUSTOMERS: bool = true;
    type Request = (ReviewId, ModerateReview);
    type Answer = ReviewModerated;

    async fn run(cx: &mut Context<'_>, (id, request): &Self::Request) -> Result<ReviewModerated> {
        let review = subject(cx, *id, &[ReviewStatus::Published]).await?;
        act(cx, &review, TakedownAction::Hide, &request.reason).await?;
        note(cx, &review, ReviewStatus::Hidden, &request.reason);
        answer(cx, *id).await
    }
}

/// Shows a hidden review again.
pub struct Restore;

#[async_trait]
impl Mutation for Restore {
    const NAME: &'static str = "review.restore";
    const NEEDS: Need = Need::Permission(Permission::ReviewsHide);
    const ENTITY: &'static str = "review";
    const SHOWS_CUSTOMERS: bool = true;
    type Request = (ReviewId, ModerateReview);
    type Answer = ReviewModerated;

    async fn run(cx: &mut Context<'_>, (id, request): &Self::Request) -> Result<ReviewModerated> {
        let review = subject(cx, *id, &[ReviewStatus::Hidden]).await?;
        let (entry, admin, now) = (cx.id(), cx.who.admin()?.id(), cx.now);
        reviews::restore(&mut cx.tx, entry, review.key, &request.reason, admin, now).await?;
        note(cx, &review, ReviewStatus::Published, &request.reason);
        answer(cx, *id).await
    }
}

/// Removes a review for good, and closes every open request against it.
pub struct Remove;

#[async_trait]
impl Mutation for Remove {
    const NAME: &'static str = "review.remove";
    const NEEDS: Need = Need::Permission(Permission::ReviewsRemove);
    const ENTITY: &'static str = "review";
    type Request = (ReviewId, ModerateReview);
    type Answer = Deleted;

    async fn run(cx: &mut Context<'_>, (id, request): &Self::Request) -> Result<Deleted> {
        let review = subject(cx, *id, &[ReviewStatus::Published, ReviewStatus::Hidden]).await?;
        let decision = ResolveTakedown {
            verdict: Verdict::Accept(TakedownAction::Remove),
            reason: request.reason.clone(),
            admin_notes: None,
            notify_vendor: true,
            notify_reviewer: true,
            takeover_reason: None,
        };
        close_open(cx, review.key, None, &decision).await?;
        act(cx, &review, TakedownAction::Remove, &request.reason).await?;
        note(cx, &review, ReviewStatus::Removed, &request.reason);
        tell_author(cx, &review, &request.reason);
        Ok(Deleted { id: id.to_string(), dry_run: None })
    }
}

/// Whoever wrote it is told that it is gone, and why.
fn tell_author(cx: &mut Context<'_>, review: &ReviewRow, reason: &str) {
    let data = json!({
        "reason": reason,
        "review_title": review.title,
        "vendor_name": review.display_name.as_ref().unwrap_or(&review.vendor_name),
        "user_name": review.user_name,
    });
    let to = Recipient { kind: "user", id: review.user_id, has_address: review.user_email.is_some() };
    tell(cx, to, "review_removed", &data, ("review", review.id.0));
}
