//! Whether an action can be done now, and why not.

use super::{Action, Binding};
use crate::{
    domain::{
        job::JobStatus,
        refund::{GatewayState, RefundStatus},
        takedown::TakedownStatus,
    },
    tui::model::{
        Model,
        outbox::Stage,
        tabs::{Focus, Tab},
    },
};

/// Whether an action can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Possible {
    /// It can.
    Yes,
    /// It can't, and the line at the bottom doesn't speak of it.
    No(&'static str),
    /// The operator may not.
    Denied(String),
}

/// Whether the action of `binding` can be done now.
pub fn possible(model: &Model, binding: &Binding) -> Possible {
    if let Some(why) = idle(model, binding.action) {
        return Possible::No(why);
    }
    if let Some(permission) = binding.needs.filter(|permission| !model.may(*permission)) {
        return Possible::Denied(format!("needs {permission}"));
    }
    if binding.changes && model.place.readonly {
        return Possible::Denied("this profile is read-only".into());
    }
    Possible::Yes
}

/// Why there is nothing to do it to.
fn idle(model: &Model, action: Action) -> Option<&'static str> {
    match action {
        Action::Hide | Action::Remove | Action::Reject => undecidable(model),
        Action::Claim | Action::Release => no_open_case(model),
        Action::LeaveTriage => unless(model.takedowns.triage.is_some(), "You are not in triage."),
        Action::Evidence => unless(has_evidence(model), "There is no evidence."),
        Action::Approve | Action::RejectRefund => no_pending_refund(model),
        Action::Move | Action::Note => {
            unless(model.bookings.case.of(model.bookings.case.id).is_some(), "There is no booking at hand.")
        }
        Action::Undo => {
            let held = model.outbox.pending.iter().any(|pending| matches!(pending.stage, Stage::Held(_)));
            unless(held, "Nothing is held back any more.")
        }
        Action::CopyLast => unless(model.outbox.last_command.is_some(), "Nothing was decided yet."),
        Action::CancelJob => {
            let job = model.jobs.case.of(model.jobs.case.id);
            let live = job.is_some_and(|job| matches!(job.status, JobStatus::Pending | JobStatus::Processing));
            unless(live && model.jobs.cancelling.waiting.is_none(), "The job is over.")
        }
        Action::Revoke => unless(model.system.sessions.current().is_some(), "There is no session at hand."),
        Action::Mark | Action::MarkRange | Action::MarkAll => {
            unless(model.takedowns.triage.is_none(), "In triage it is one case after the other.")
        }
        Action::ScrollDown | Action::ScrollUp => {
            unless(model.focus() == Focus::List, "The arrows scroll the case already.")
        }
        _ => None,
    }
}

fn unless(there: bool, why: &'static str) -> Option<&'static str> {
    (!there).then_some(why)
}

/// Marked rows, or the case at hand, must be open.
fn undecidable(model: &Model) -> Option<&'static str> {
    let screen = &model.takedowns;
    if screen.triage.is_none() && !screen.list.marked.is_empty() {
        return None;
    }
    no_open_case(model)
}

fn no_open_case(model: &Model) -> Option<&'static str> {
    let case = &model.takedowns.case;
    match case.of(case.id) {
        None => Some("There is no case at hand."),
        Some(case) if case.status != TakedownStatus::Open => Some("The case is decided."),
        Some(case) if model.outbox.decides(case.id).is_some() => Some("Your decision is on its way."),
        Some(_) => None,
    }
}

fn no_pending_refund(model: &Model) -> Option<&'static str> {
    let case = &model.refunds.case;
    let Some(refund) = case.of(case.id) else { return Some("There is no refund at hand.") };
    // Money of which nothing could be found out may be tried again.
    let lost = refund.item.gateway_state == GatewayState::NeedsOperator;
    match refund.item.status {
        _ if model.refunds.deciding.waiting.is_some() => Some("Your decision is on its way."),
        RefundStatus::Pending | RefundStatus::Failed => None,
        RefundStatus::Approved if lost => None,
        _ => Some("The refund is decided."),
    }
}

fn has_evidence(model: &Model) -> bool {
    match model.tab {
        Tab::Takedowns => {
            let case = &model.takedowns.case;
            case.of(case.id).is_some_and(|case| !case.evidence.is_empty())
        }
        Tab::Refunds => {
            let case = &model.refunds.case;
            case.of(case.id).is_some_and(|refund| !refund.item.evidence.is_empty())
        }
        _ => false,
    }
}
