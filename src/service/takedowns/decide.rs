//! Decisions: a request is accepted or rejected, once, and everything that follows from it.

use async_trait::async_trait;
use serde_json::json;

use super::{
    case::{remains_visible, resolution},
    claims::{already_resolved, claimed, note_takeover},
    missing,
};
use crate::{
    domain::{
        actor::Permission,
        id::TakedownId,
        takedown::{Claim, ReviewStatus, Standing, TakedownAction, TakedownStatus, Verdict, standing},
    },
    error::{Error, Result},
    operations::takedowns::{
        AlsoResolved, NotificationChannels, NotificationsSent, ResolveTakedown, ResolvedTakedown, ReviewOutcome,
        TakedownResolved,
    },
    service::{
        access::Need,
        mutation::{About, Change, Context, Mutation},
        notices::{Recipient, tell},
    },
    store::takedowns::{self, Resolution, TakedownRow},
};

/// Accepts or rejects a request.
pub struct Resolve;

#[async_trait]
impl Mutation for Resolve {
    const NAME: &'static str = "takedown.resolve";
    const NEEDS: Need = Need::Permission(Permission::ReviewsModerate);
    const ENTITY: &'static str = "takedown_request";
    type Request = (TakedownId, ResolveTakedown);
    type Answer = TakedownResolved;

    async fn run(cx: &mut Context<'_>, (id, request): &Self::Request) -> Result<TakedownResolved> {
        let row = takedowns::lock(&mut cx.tx, *id).await?.ok_or_else(|| missing(id))?;
        if row.status != TakedownStatus::Open {
            return Err(already_resolved(&row));
        }
        cx.check_version(row.version)?;
        pass_claim(cx, &row, request.takeover_reason.as_deref()).await?;
        let vendor = if request.notify_vendor { Some(tell_vendor(cx, &row, request)) } else { None };
        let reviewer = if request.notify_reviewer { tell_reviewer(cx, &row, request) } else { None };
        decide(cx, &row, request, vendor.is_some(), reviewer.is_some()).await?;
        moderate(cx, &row, request).await?;
        let also_resolved = close_others(cx, &row, request).await?;
        let row = takedowns::by_id(&mut cx.tx, *id).await?.ok_or_else(|| missing(id))?;
        Ok(TakedownResolved {
            review: outcome(&row),
            request: resolved(cx, row)?,
            notifications_sent: NotificationsSent { vendor, reviewer },
            also_resolved,
            dry_run: None,
        })
    }
}

/// Somebody else's live claim stands in the way, unless it is taken over with a reason.
async fn pass_claim(cx: &mut Context<'_>, row: &TakedownRow, reason: Option<&str>) -> Result<()> {
    let admin = cx.who.admin()?.id();
    match standing(row.claim(), admin, reason.is_some(), cx.now) {
        Standing::Free | Standing::Own(_) => Ok(()),
        Standing::Blocked(theirs) => Err(claimed(&mut cx.tx, theirs, admin).await?),
        Standing::TakesOver(theirs) => {
            let reason = reason.unwrap_or_default().to_owned();
            let (before, after) = (json!({"claimed_by": theirs.by}), json!({"claimed_by": admin}));
            let takeover = Some((theirs.by, reason.clone()));
            note_takeover(cx, row, &Claim { by: admin, at: cx.now, until: cx.now, takeover }).await?;
            let change = Change {
                entity_id: row.id.to_string(),
                before: Some(before),
                after: Some(after),
                reason: Some(reason),
            };
            cx.audit_as("takedown.take_over", "takedown_request", change);
            Ok(())
        }
    }
}

/// Writes the decision about one request, with its audit entry and event.
async fn decide(
    cx: &mut Context<'_>,
    row: &TakedownRow,
    request: &ResolveTakedown,
    vendor_notified: bool,
    reviewer_notified: bool,
) -> Result<()> {
    let verdict = request.verdict;
    let resolution = Resolution {
        decision: verdict.decision(),
        status: verdict.status(),
        action: verdict.action(),
        reason: request.reason.clone(),
        admin_notes: request.admin_notes.clone(),
        by: cx.who.admin()?.id(),
        at: cx.now,
        review_status_after: verdict.review_after(row.review_status),
        vendor_notified,
        reviewer_notified,
    };
    takedowns::resolve(&mut cx.tx, row.key, &resolution).await?;
    let before = json!({"status": row.status, "review_status": row.review_status});
    let after = json!({
        "status": resolution.status,
        "action": resolution.action,
        "review_status": resolution.review_status_after,
        "vendor_notified": vendor_notified,
        "reviewer_notified": reviewer_notified,
    });
    let reason = Some(request.reason.clone());
    let change = Change { entity_id: row.id.to_string(), before: Some(before), after: Some(after), reason };
    // Also where it is the removal of the review that closes the request.
    cx.audit_as(Resolve::NAME, Resolve::ENTITY, change);
    let (version, number) = (Some(row.version + 1), Some(row.number.clone()));
    cx.event("takedown.resolved", row.id.0, &About { version, number, status: Some(resolution.status.as_str()) });
    Ok(())
}

/// Hides or removes the review of an accepted request. One that was removed before stays as it is.
async fn moderate(cx: &mut Context<'_>, row: &TakedownRow, request: &ResolveTakedown) -> Result<()> {
    let Some(action) = request.verdict.action() else { return Ok(()) };
    if row.review_status == ReviewStatus::Removed {
        return Ok(());
    }
    let (entry, admin, now) = (cx.id(), cx.who.admin()?.id(), cx.now);
    takedowns::moderate_review(&mut cx.tx, entry, row.review_key, action, &request.reason, admin, Some(row.id), now)
        .await?;
    let status = request.verdict.review_after(row.review_status);
    let name = match action {
        TakedownAction::Hide => "review.hide",
        TakedownAction::Remove => "review.remove",
    };
    let change = Change {
        entity_id: row.review_id.to_string(),
        before: Some(json!({"status": row.review_status})),
        after: Some(json!({"status": status, "request_id": row.id})),
        reason: Some(request.reason.clone()),
    };
    cx.audit_as(name, "review", change);
    cx.event("review.updated", row.review_id.0, &About { status: Some(status.as_str()), ..About::default() });
    Ok(())
}

/// A removal answers every other open request against the review as well.
async fn close_others(cx: &mut Context<'_>, row: &TakedownRow, request: &ResolveTakedown) -> Result<Vec<AlsoResolved>> {
    if request.verdict != Verdict::Accept(TakedownAction::Remove) {
        return Ok(Vec::new());
    }
    close_open(cx, row.review_key, Some(row.key), request).await
}

/// Accepts every open request against a review that is removed, but for the one by which it is.
pub async fn close_open(
    cx: &mut Context<'_>,
    review: i64,
    except: Option<i64>,
    request: &ResolveTakedown,
) -> Result<Vec<AlsoResolved>> {
    let mut closed = Vec::new();
    for (id,) in takedowns::other_open(&mut cx.tx, review, except.unwrap_or_default()).await? {
        let other = takedowns::by_id(&mut cx.tx, id).await?.ok_or_else(|| missing(id))?;
        if request.notify_vendor {
            tell_vendor(cx, &other, request);
        }
        let alike = ResolveTakedown { admin_notes: None, takeover_reason: None, ..request.clone() };
        decide(cx, &other, &alike, request.notify_vendor, false).await?;
        closed.push(AlsoResolved {
            id: other.id.0,
            request_number: other.number,
            status: TakedownStatus::Accepted,
            vendor_id: other.vendor_id.0,
            resolved_at: cx.now,
            vendor_notified: request.notify_vendor,
        });
    }
    Ok(closed)
}

fn tell_vendor(cx: &mut Context<'_>, row: &TakedownRow, request: &ResolveTakedown) -> NotificationChannels {
    let data = json!({
        "request_number": row.number,
        "reason_code": row.reason_code,
        "action": request.verdict.action(),
        "reason": request.reason,
        "review_title": row.title,
        "review_rating": row.rating,
        "vendor_name": row.display_name.as_ref().unwrap_or(&row.vendor_name),
    });
    let to = Recipient { kind: "vendor", id: row.vendor_id.0, has_address: row.vendor_email.is_some() };
    tell(cx, to, request.verdict.vendor_letter(), &data, ("takedown_request", row.id.0))
}

/// The reviewer is told what became of their review.
fn tell_reviewer(cx: &mut Context<'_>, row: &TakedownRow, request: &ResolveTakedown) -> Option<NotificationChannels> {
    let template = request.verdict.reviewer_letter()?;
    let data = json!({
        "reason": request.reason,
        "review_title": row.title,
        "vendor_name": row.display_name.as_ref().unwrap_or(&row.vendor_name),
        "user_name": row.user_name,
    });
    let to = Recipient { kind: "user", id: row.user_id.0, has_address: row.user_email.is_some() };
    Some(tell(cx, to, template, &data, ("takedown_request", row.id.0)))
}

fn resolved(cx: &Context<'_>, row: TakedownRow) -> Result<ResolvedTakedown> {
    let undecided = || Error::internal(format!("takedown_requests {} is open after its decision", row.id));
    Ok(ResolvedTakedown {
        id: row.id.0,
        status: row.status,
        resolved_at: row.resolved_at.ok_or_else(undecided)?,
        resolved_by: cx.who.admin()?.to_ref(),
        resolution: resolution(&row).ok_or_else(undecided)?,
        version: row.version,
        request_number: row.number,
    })
}

fn outcome(row: &TakedownRow) -> ReviewOutcome {
    ReviewOutcome {
        id: row.review_id.0,
        status: row.review_status,
        remains_visible: remains_visible(row.review_status),
        removed_at: row.removed_at,
        removed_by: row.removed_by,
        removal_reason: row.removal_reason.clone(),
        hidden_at: row.hidden_at,
        hidden_by: row.hidden_by,
        hidden_reason: row.hidden_reason.clone(),
    }
}
