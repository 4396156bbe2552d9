//! Claims: a lease that keeps two moderators off the same case.

use async_trait::async_trait;
use serde_json::json;

use super::{Names, case, missing};
use crate::{
    domain::{
        actor::Permission,
        id::{AdminId, TakedownId},
        takedown::{self, Standing, TakedownStatus, standing},
    },
    error::{Error, Kind, Result},
    operations::{
        Deleted,
        takedowns::{ClaimNext, ClaimTakedown, TakedownClaimed, TakedownNext},
    },
    service::{
        access::Need,
        auth::micros,
        mutation::{About, Change, Context, Mutation},
    },
    store::{
        Tx,
        takedowns::{self, TakedownRow},
    },
};

/// The refusal that names whose claim it is; to the one who lost it, also why.
pub async fn claimed(tx: &mut Tx, claim: takedown::Claim, asks: AdminId) -> Result<Error> {
    let names = Names::of_ids(tx, &[claim.by.0]).await?;
    let taken_from_caller = claim.takeover.filter(|(from, _)| *from == asks);
    Ok(Error::new(Kind::Claimed {
        claimed_by: names.name(claim.by.0),
        until: claim.until,
        takeover_reason: taken_from_caller.map(|(_, reason)| reason),
    }))
}

/// The refusal of what was decided already.
pub fn already_resolved(row: &TakedownRow) -> Error {
    Error::new(Kind::AlreadyResolved {
        current_status: row.status,
        resolved_at: row.resolved_at,
        resolved_by: row.resolved_by,
    })
}

/// Claims a request, renews the claim, or takes it over.
pub struct Claim;

#[async_trait]
impl Mutation for Claim {
    const NAME: &'static str = "takedown.claim";
    const NEEDS: Need = Need::Permission(Permission::ReviewsModerate);
    const ENTITY: &'static str = "takedown_request";
    type Request = (TakedownId, ClaimTakedown);
    type Answer = TakedownClaimed;

    async fn run(cx: &mut Context<'_>, (id, request): &Self::Request) -> Result<TakedownClaimed> {
        let row = takedowns::lock(&mut cx.tx, *id).await?.ok_or_else(|| missing(id))?;
        if row.status != TakedownStatus::Open {
            return Err(already_resolved(&row));
        }
        cx.check_version(row.version)?;
        let (claim, version) = take(cx, &row, request.takeover_reason.as_deref()).await?;
        let ids: Vec<_> = std::iter::once(claim.by.0).chain(claim.takeover.iter().map(|(from, _)| from.0)).collect();
        let names = Names::of_ids(&mut cx.tx, &ids).await?;
        Ok(TakedownClaimed {
            id: row.id.0,
            request_number: row.number,
            status: row.status,
            claim: names.live(claim),
            due_at: row.due_at,
            version,
            dry_run: None,
        })
    }
}

/// Takes the claim on an open, locked request for the caller; the claim and the version it leads to.
async fn take(cx: &mut Context<'_>, row: &TakedownRow, reason: Option<&str>) -> Result<(takedown::Claim, i64)> {
    let admin = cx.who.admin()?.id();
    let until = cx.now.plus(micros(cx.service.settings().claim));
    let fresh = takedown::Claim { by: admin, at: cx.now, until, takeover: None };
    let claim = match standing(row.claim(), admin, reason.is_some(), cx.now) {
        Standing::Own(own) => {
            let renewed = takedown::Claim { until, ..own };
            takedowns::set_claim(&mut cx.tx, row.key, &renewed, true).await?;
            return Ok((renewed, row.version));
        }
        Standing::Free => fresh,
        Standing::TakesOver(theirs) => {
            let takeover = Some((theirs.by, reason.unwrap_or_default().to_owned()));
            takedown::Claim { takeover, ..fresh }
        }
        Standing::Blocked(theirs) => return Err(claimed(&mut cx.tx, theirs, admin).await?),
    };
    takedowns::set_claim(&mut cx.tx, row.key, &claim, false).await?;
    note_takeover(cx, row, &claim).await?;
    let after = json!({"claimed_by": claim.by, "until": claim.until});
    let taken_from = claim.takeover.clone();
    let before = taken_from.as_ref().map(|(from, _)| json!({"claimed_by": from}));
    let reason = taken_from.map(|(_, reason)| reason);
    cx.audit(Change { entity_id: row.id.to_string(), before, after: Some(after), reason });
    cx.event("takedown.claimed", row.id.0, &about(row));
    Ok((claim, row.version + 1))
}

/// What listeners learn of a request whose claim changed hands.
fn about(row: &TakedownRow) -> About {
    let (version, number) = (Some(row.version + 1), Some(row.number.clone()));
    About { version, number, status: Some(row.status.as_str()) }
}

/// Notes in the timeline that a case changed hands.
pub async fn note_takeover(cx: &mut Context<'_>, row: &TakedownRow, claim: &takedown::Claim) -> Result<()> {
    let (id, now) = (cx.id(), cx.now);
    takedowns::note_takeover(&mut cx.tx, id, row.key, claim.by, claim, now).await
}

/// Claims the open, unclaimed request that is due first.
pub struct Next;

#[async_trait]
impl Mutation for Next {
    const NAME: &'static str = "takedown.claim_next";
    const NEEDS: Need = Need::Permission(Permission::ReviewsModerate);
    const ENTITY: &'static str = "takedown_request";
    const SHOWS_CUSTOMERS: bool = true;
    type Request = ClaimNext;
    type Answer = TakedownNext;

    async fn run(cx: &mut Context<'_>, request: &ClaimNext) -> Result<TakedownNext> {
        let next = takedowns::next(&mut cx.tx, &request.exclude, cx.now).await?;
        let id = next.ok_or_else(|| Error::new(Kind::QueueEmpty))?;
        let row = takedowns::by_id(&mut cx.tx, id).await?.ok_or_else(|| missing(id))?;
        take(cx, &row, None).await?;
        let row = takedowns::by_id(&mut cx.tx, id).await?.ok_or_else(|| missing(id))?;
        let detail = case::detail(&mut cx.tx, row, cx.who.permissions(), cx.now).await?;
        Ok(TakedownNext { detail, dry_run: None })
    }
}

/// Lets go of a claim; also when there is none.
pub struct Release;

#[async_trait]
impl Mutation for Release {
    const NAME: &'static str = "takedown.release";
    const NEEDS: Need = Need::Permission(Permission::ReviewsModerate);
    const ENTITY: &'static str = "takedown_request";
    type Request = TakedownId;
    type Answer = Deleted;

    async fn run(cx: &mut Context<'_>, id: &TakedownId) -> Result<Deleted> {
        let row = takedowns::lock(&mut cx.tx, *id).await?.ok_or_else(|| missing(id))?;
        cx.check_version(row.version)?;
        let admin = cx.who.admin()?.id();
        match standing(row.claim(), admin, false, cx.now) {
            Standing::Blocked(theirs) => return Err(claimed(&mut cx.tx, theirs, admin).await?),
            Standing::Own(own) => {
                takedowns::clear_claim(&mut cx.tx, row.key).await?;
                let before = Some(json!({"claimed_by": own.by, "until": own.until}));
                let after = Some(json!({"claimed_by": null}));
                cx.audit(Change { entity_id: id.to_string(), before, after, reason: None });
                cx.event("takedown.released", id.0, &about(&row));
            }
            Standing::Free | Standing::TakesOver(_) => {}
        }
        Ok(Deleted { id: id.to_string(), dry_run: None })
    }
}
