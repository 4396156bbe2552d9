//! Rejections.

use async_trait::async_trait;
use serde_json::json;

use super::{ENTITY, already_decided, missing, notices::tell_user};
use crate::{
    domain::{
        actor::Permission,
        id::RefundId,
        refund::{RefundStatus, may_be_rejected},
    },
    error::Result,
    operations::refunds::{RefundRejected, RejectRefund},
    service::{
        access::Need,
        mutation::{About, Change, Context, Mutation},
    },
    store::refunds::{self, RefundRow, Rejected},
};

/// Rejects a refund that is pending or has failed.
pub struct Reject;

#[async_trait]
impl Mutation for Reject {
    const NAME: &'static str = "refund.reject";
    const NEEDS: Need = Need::Permission(Permission::RefundsApprove);
    const ENTITY: &'static str = ENTITY;
    type Request = (RefundId, RejectRefund);
    type Answer = RefundRejected;

    async fn run(cx: &mut Context<'_>, (id, request): &Self::Request) -> Result<RefundRejected> {
        let row = refunds::lock(&mut cx.tx, *id).await?.ok_or_else(|| missing(id))?;
        if !may_be_rejected(row.status) {
            return Err(already_decided(&row));
        }
        cx.check_version(row.version)?;
        let rejected = Rejected {
            reason: &request.reason,
            admin_notes: request.admin_notes.as_ref(),
            by: cx.who.admin()?.id(),
            at: cx.now,
            notify_user: request.notify_user,
            offer: request.offer_alternative,
        };
        refunds::reject(&mut cx.tx, row.key, &rejected).await?;
        if request.notify_user {
            let more = json!({"reason": request.reason, "offer": request.offer_alternative});
            tell_user(cx, &row, "refund_rejected", row.requested_amount_cents, &more);
        }
        note(cx, &row, request);
        Ok(RefundRejected {
            id: row.id.0,
            refund_number: row.number,
            status: RefundStatus::Rejected,
            rejected_at: cx.now,
            rejected_by: rejected.by.0,
            offer_alternative: request.offer_alternative,
            version: row.version + 1,
            dry_run: None,
        })
    }
}

fn note(cx: &mut Context<'_>, row: &RefundRow, request: &RejectRefund) {
    let rejected = RefundStatus::Rejected;
    let before = json!({"status": row.status});
    let after = json!({"status": rejected, "offer_alternative": request.offer_alternative});
    let reason = Some(request.reason.clone());
    cx.audit(Change { entity_id: row.id.to_string(), before: Some(before), after: Some(after), reason });
    let (version, number) = (Some(row.version + 1), Some(row.number.clone()));
    cx.event("refund.updated", row.id.0, &About { version, number, status: Some(rejected.as_str()) });
}
