//! Decisions on their way: held back, taken back, sent one after the other, sent again.

use uuid::Uuid;

use super::{answers::mixed_up, ask, claims, command, loads, takedowns};
use crate::{
    domain::time::{SECOND, Timestamp},
    error::{Error, Kind},
    operations::{Attempt, takedowns::TakedownResolved},
    tui::{
        effect::{Call, Effect, Of, Reply},
        model::{
            Model,
            outbox::{GRACE, Pending, Stage},
            overlay::{Decision, Overlay},
            slot::Slot,
            tabs::{Beside as _, Tab},
        },
        theme::Role,
        widgets::editor::Editor,
    },
};

/// The longest that is waited between two tries, in seconds.
const LONGEST_WAIT: i64 = 30;

/// Holds the decision of a panel back, once for each of its requests.
pub fn hold(model: &mut Model, panel: &Decision) {
    let batch = model.number();
    let stage = Stage::Held(model.now.plus(GRACE));
    for (request, label) in &panel.requests {
        let (number, key) = (model.number(), model.key());
        let (decision, label) = (panel.request(), label.clone());
        let pending =
            Pending { number, batch, request: *request, label, decision, key, stage: stage.clone(), tries: 0 };
        model.outbox.pending.push(pending);
    }
    model.outbox.last_command = Some(command::decision(model, panel));
    model.notice = None;
}

/// Takes back what was decided last, and opens it again.
pub fn undo(model: &mut Model) -> Vec<Effect> {
    let taken = model.outbox.undo();
    let Some(first) = taken.first() else { return Vec::new() };
    model.say(Role::Good, format!("Taken back: {}. Nothing was sent.", labels(&taken)));
    model.tab = Tab::Takedowns;
    let panel = Decision {
        verdict: first.decision.verdict,
        requests: taken.iter().map(|pending| (pending.request, pending.label.clone())).collect(),
        frozen: model.now,
        first: taken.iter().take(5).map(|pending| pending.label.clone()).collect(),
        reason: Editor::multiline(first.decision.reason.clone()),
        writing: true,
        snippets: model.snippets.clone(),
        notify_vendor: first.decision.notify_vendor,
        notify_reviewer: first.decision.notify_reviewer,
        takeover: first.decision.takeover_reason.clone(),
        problem: None,
        letters: Vec::new(),
        scroll: 0,
    };
    let effects = if taken.len() == 1 { go_back(model, first.request) } else { Vec::new() };
    if let Some(triage) = model.takedowns.triage.as_mut() {
        triage.decided = triage.decided.saturating_sub(1);
    }
    takedowns::preview(model, panel);
    effects
}

fn labels(all: &[Pending]) -> String {
    match all {
        [one] => one.label.clone(),
        many => format!("{} decisions", many.len()),
    }
}

/// Puts the case of a decision that was taken back at hand again; in triage the one at hand is the next again.
fn go_back(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let now = model.now;
    if let Some(triage) = model.takedowns.triage.as_mut() {
        let hand = model.takedowns.case.slot.value.take().filter(|case| case.id != id);
        let before = std::mem::take(&mut triage.ahead);
        let spare = before.value.map(|case| case.id).filter(|_| hand.is_some());
        triage.ahead = Slot { value: hand, ..Slot::default() };
        triage.wanting = false;
        triage.empty = false;
        let effects = spare.map(|id| claims::release_of(model, id)).unwrap_or_default();
        model.takedowns.case.aim(Some(id), now);
        return effects;
    }
    if let Some(at) = model.takedowns.list.rows.iter().position(|row| row.id == id) {
        model.takedowns.list.at = at;
    }
    model.takedowns.case.aim(Some(id), now);
    Vec::new()
}

/// Sends what is due, one decision at a time, so that a refusal is seen before the next one leaves.
pub fn send(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    for pending in &mut model.outbox.pending {
        if let Stage::Held(until) = pending.stage
            && until <= now
        {
            pending.stage = Stage::Due(until);
        }
    }
    if model.outbox.pending.iter().any(|pending| pending.stage == Stage::Sent) {
        return Vec::new();
    }
    let due = |pending: &&mut Pending| matches!(pending.stage, Stage::Due(at) if at <= now);
    let Some(pending) = model.outbox.pending.iter_mut().find(due) else { return Vec::new() };
    pending.stage = Stage::Sent;
    pending.tries += 1;
    let attempt = Attempt::with_key(pending.key.clone());
    let (of, call) = (Of::Resolve(pending.number), Call::Resolve(pending.request, pending.decision.clone(), attempt));
    vec![ask(model, of, call).1]
}

/// Takes the answer to a decision.
pub fn answered(model: &mut Model, number: u64, result: Result<Reply, Error>) -> Vec<Effect> {
    let Some(at) = model.outbox.pending.iter().position(|pending| pending.number == number) else {
        return Vec::new();
    };
    match result {
        Ok(Reply::Resolved(answer)) => {
            let pending = model.outbox.pending.remove(at);
            resolved(model, &pending, &answer);
        }
        Err(error) if error.retryable() => again(model, at, &error),
        other => {
            let pending = model.outbox.pending.remove(at);
            refused(model, pending, &other.err().unwrap_or_else(mixed_up));
        }
    }
    let mut effects = send(model);
    effects.extend(loads::follow(model));
    effects
}

fn resolved(model: &mut Model, pending: &Pending, answer: &TakedownResolved) {
    model.outbox.done += 1;
    model.takedowns.case.forget(pending.request);
    if leaves_the_list(model) {
        model.takedowns.list.remove(pending.request);
        answer.also_resolved.iter().for_each(|also| model.takedowns.list.remove(also.id));
    } else if let Some(row) = model.takedowns.list.rows.iter_mut().find(|row| row.id == pending.request) {
        row.status = answer.request.status;
    }
    let also = match answer.also_resolved.len() {
        0 => String::new(),
        count => format!(" {count} other requests were closed with it."),
    };
    let text = format!("{} is {}; the review is {}.{also}", pending.label, answer.request.status, answer.review.status);
    if model.notice.as_ref().is_none_or(|notice| notice.role != Role::Bad) {
        model.say(Role::Good, text);
    }
}

/// The list is of open requests, unless its filter says otherwise.
fn leaves_the_list(model: &Model) -> bool {
    let fields = super::query_fields(&model.takedowns.list.filter);
    !fields.iter().any(|(name, value)| name == "status" && value != "open")
}

/// It is tried again, later each time, under the same key: whatever became of the first try, it is decided once.
fn again(model: &mut Model, at: usize, error: &Error) {
    let now = model.now;
    let pending = &mut model.outbox.pending[at];
    let wait = error.retry_after().unwrap_or(1 << pending.tries.min(5)).clamp(1, LONGEST_WAIT);
    pending.stage = Stage::Due(after(now, wait));
    if !matches!(error.kind, Kind::Unreachable { .. }) {
        let text = format!("{}: {} It is sent again in {wait} s.", pending.label, error.message);
        model.say(Role::Warn, text);
    }
}

fn after(now: Timestamp, seconds: i64) -> Timestamp {
    now.plus(seconds * SECOND)
}

fn refused(model: &mut Model, pending: Pending, error: &Error) {
    model.takedowns.case.forget(pending.request);
    if let Kind::AlreadyResolved { current_status, .. } = &error.kind {
        if leaves_the_list(model) {
            model.takedowns.list.remove(pending.request);
        }
        let text = format!("{} was {current_status} by somebody else before; yours was not needed.", pending.label);
        model.say(Role::Warn, text);
    } else {
        let text = format!("{} was not decided: {}", pending.label, error.message);
        model.say(Role::Bad, text);
    }
    model.outbox.refused.push((pending.label, error.message.clone()));
    if model.takedowns.case.id == Some(pending.request) {
        model.takedowns.case.due = Some(model.now);
    }
    // A panel about a case that is decided has nothing left to say.
    if let Some(Overlay::Decision(panel)) = &model.overlay
        && panel.requests.iter().all(|(id, _)| *id == pending.request)
    {
        model.overlay = None;
    }
}
