//! Claims: a case is somebody's for a while.

use uuid::Uuid;

use super::{answers::mixed_up, ask, loads, takedowns::advance};
use crate::{
    error::Error,
    operations::{
        Attempt,
        takedowns::{ClaimTakedown, TakedownClaim},
    },
    tui::{
        effect::{Call, Effect, Of, Reply},
        model::{
            Model,
            overlay::{Overlay, Takeover},
            slot::Ticket,
        },
        theme::Role,
        widgets::editor::Editor,
    },
};

/// Lets go of a case.
pub fn release_of(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let attempt = Attempt::with_key(model.key());
    vec![ask(model, Of::Release(id), Call::Release(id, attempt)).1]
}

/// Claims the case at hand, or asks why it is taken over.
pub fn claim(model: &mut Model) -> Vec<Effect> {
    let Some(case) = model.takedowns.case.of(model.takedowns.case.id) else { return Vec::new() };
    let (id, others) = (case.id, others_claim(model, case.claim.as_ref()).map(|claim| claim.claimed_by.name.clone()));
    if let Some(from) = others {
        let takeover = Takeover { request: id, from, reason: Editor::multiline(""), problem: None };
        model.overlay = Some(Overlay::Takeover(takeover));
        return Vec::new();
    }
    claim_of(model, id, None)
}

/// Claims a case, with a reason where it is taken over.
pub fn claim_of(model: &mut Model, id: Uuid, takeover_reason: Option<String>) -> Vec<Effect> {
    let attempt = Attempt::with_key(model.key());
    let (ticket, effect) = ask(model, Of::Claim(id), Call::Claim(id, ClaimTakedown { takeover_reason }, attempt));
    model.takedowns.claim.waiting = Some(ticket);
    vec![effect]
}

/// Lets go of the case at hand.
pub fn release(model: &mut Model) -> Vec<Effect> {
    model.takedowns.case.id.map(|id| release_of(model, id)).unwrap_or_default()
}

/// A claim that is somebody else's and still runs.
pub fn others_claim<'a>(model: &Model, claim: Option<&'a TakedownClaim>) -> Option<&'a TakedownClaim> {
    let mine = model.me.value.as_ref().map(|me| me.user.id);
    claim.filter(|claim| Some(claim.claimed_by.id) != mine && claim.until > model.now)
}

/// Takes the answer to a claim.
pub fn claimed(model: &mut Model, ticket: Ticket, id: Uuid, result: Result<Reply, Error>) -> Vec<Effect> {
    model.takedowns.claim.takes(ticket);
    match result {
        Ok(Reply::Claimed(answer)) => {
            set_claim(model, id, Some(&answer.claim));
            Vec::new()
        }
        other => {
            let error = other.err().unwrap_or_else(mixed_up);
            model.complain(&error);
            if model.takedowns.case.id != Some(id) {
                return Vec::new();
            }
            if model.takedowns.triage.is_some() { advance(model) } else { loads::case(model) }
        }
    }
}

/// Takes the answer to a release.
pub fn released(model: &mut Model, of: Of, result: &Result<Reply, Error>) {
    if let (Of::Release(id), Ok(_)) = (of, result) {
        set_claim(model, id, None);
        if model.takedowns.case.id == Some(id) {
            model.say(Role::Plain, "The claim was let go.");
        }
    }
}

/// Whose the case is now, wherever it is shown.
fn set_claim(model: &mut Model, id: Uuid, claim: Option<&TakedownClaim>) {
    let screen = &mut model.takedowns;
    if let Some(row) = screen.list.rows.iter_mut().find(|row| row.id == id) {
        row.claim = claim.cloned();
    }
    if let Some((_, case)) = screen.case.kept.iter_mut().find(|(kept, _)| *kept == id) {
        case.claim = claim.cloned();
    }
    let ahead = screen.triage.as_mut().and_then(|triage| triage.ahead.value.as_mut());
    for case in [screen.case.slot.value.as_mut(), ahead].into_iter().flatten().filter(|case| case.id == id) {
        case.claim = claim.cloned();
    }
}
