//! A vendor asks for a review of their own to be taken down.

use async_trait::async_trait;
use serde_json::json;

use crate::{
    domain::{
        actor::Permission,
        evidence::Evidence,
        id::{ReviewId, TakedownId},
        takedown::{ReviewStatus, TakedownStatus},
    },
    error::{Error, Kind, Result},
    operations::takedowns::{FileTakedown, VendorTakedown},
    service::{
        access::Need,
        mutation::{About, Change, Context, Mutation},
    },
    store::{
        names, outbox,
        takedowns::{self, NewRequest, ReviewRow},
    },
};

/// Files a request.
pub struct File;

#[async_trait]
impl Mutation for File {
    const NAME: &'static str = "takedown.file";
    const NEEDS: Need = Need::Permission(Permission::VendorTakedown);
    const ENTITY: &'static str = "takedown_request";
    type Request = (ReviewId, FileTakedown);
    type Answer = VendorTakedown;

    async fn run(cx: &mut Context<'_>, (id, request): &Self::Request) -> Result<VendorTakedown> {
        let review = own_review(cx, *id, request).await?;
        let request_id = TakedownId(cx.id());
        let (number_seq, number) = names::next_number(&mut cx.tx, "takedown", "TR", cx.now.year()).await?;
        let evidence = kept(cx, request);
        let due_at = cx.service.settings().due_hours.due(cx.now, request.reason_code.priority());
        let stored = (!evidence.is_empty()).then(|| serde_json::to_string(&evidence)).transpose();
        let new = NewRequest {
            id: request_id,
            number: number.clone(),
            number_seq,
            reason_code: request.reason_code,
            reason_description: request.reason_description.clone(),
            vendor_notes: request.vendor_notes.clone(),
            evidence: stored.map_err(Error::internal)?,
            due_at,
        };
        takedowns::insert(&mut cx.tx, new, &review, cx.now).await?;
        tell(cx, request_id, request, &review, &number, due_at);
        Ok(VendorTakedown {
            id: request_id.0,
            request_number: number,
            status: TakedownStatus::Open,
            review_id: review.id.0,
            vendor_id: review.vendor_id.0,
            reason_code: request.reason_code,
            reason_description: request.reason_description.as_str().into(),
            evidence,
            vendor_notes: request.vendor_notes.clone().map(Into::into),
            created_at: cx.now,
            dry_run: None,
        })
    }
}

/// The review, which must be the vendor's own, still there, and not asked about for this reason already.
async fn own_review(cx: &mut Context<'_>, id: ReviewId, request: &FileTakedown) -> Result<ReviewRow> {
    let vendor = cx.who.vendor()?;
    let missing = || Error::new(Kind::ReviewNotFound { review_id: id.to_string() });
    let review = takedowns::lock_review(&mut cx.tx, id).await?;
    let review = review.filter(|review| review.vendor_id == vendor).ok_or_else(missing)?;
    if review.status == ReviewStatus::Removed {
        return Err(Error::new(Kind::ReviewRemoved { review_id: id.0 }));
    }
    match takedowns::open_for(&mut cx.tx, review.key, review.vendor_key, request.reason_code).await? {
        Some((request_id, request_number)) => Err(Error::new(Kind::DuplicateRequest { request_id, request_number })),
        None => Ok(review),
    }
}

fn kept(cx: &Context<'_>, request: &FileTakedown) -> Vec<Evidence> {
    request.evidence.iter().cloned().map(|piece| piece.into_evidence(cx.id(), cx.now.0)).collect()
}

fn tell(
    cx: &mut Context<'_>,
    id: TakedownId,
    request: &FileTakedown,
    review: &ReviewRow,
    number: &str,
    due_at: crate::domain::time::Timestamp,
) {
    let after = json!({
        "request_number": number,
        "review_id": review.id,
        "vendor_id": review.vendor_id,
        "reason_code": request.reason_code,
        "status": TakedownStatus::Open,
    });
    cx.audit(Change { entity_id: id.to_string(), after: Some(after), ..Change::default() });
    let open = Some(TakedownStatus::Open.as_str());
    cx.event("takedown.created", id.0, &About { version: Some(1), number: Some(number.to_owned()), status: open });
    let data = json!({"request_number": number, "reason_code": request.reason_code, "due_at": due_at});
    let notice = outbox::NewNotice {
        id: cx.id(),
        channel: "in_app",
        recipient: "vendor",
        recipient_id: review.vendor_id.0,
        template: "takedown_filed",
        data,
        entity_type: "takedown_request",
        entity_id: id.0,
    };
    cx.notify(notice);
}
