//! The takedown queue: the next best case, claims, decisions.

use uuid::Uuid;

use super::{
    answers::{case, mixed_up},
    ask,
    claims::{claim_of, claimed, others_claim, release_of, released},
    loads, outbox,
};
use crate::{
    domain::{
        reason::check_decision_reason,
        takedown::{TakedownStatus, Verdict},
        time::{MINUTE, SECOND},
    },
    error::{Error, Kind},
    operations::{
        Attempt,
        takedowns::{ClaimNext, TakedownDetail},
    },
    tui::{
        effect::{Call, Effect, Of, Reply},
        model::{
            Model,
            overlay::{Decision, Overlay},
            slot::{Slot, Ticket},
            tabs::{Beside as _, Focus, Tab, Triage},
        },
        theme::Role,
        widgets::editor::Editor,
    },
};

/// A claim with less than this left is renewed while somebody works on the case.
const RENEW: i64 = 2 * MINUTE;
/// Whoever has pressed no key for so long is not at work.
const AWAY: i64 = 5 * MINUTE;
/// How long it is said that a colleague decided the case at hand.
const GONE: i64 = 3 * SECOND;
/// How many reasons are offered.
pub const OFFERED: usize = 9;

/// The next best case; in triage the one at hand is passed over.
pub fn next(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    match model.takedowns.triage.as_mut() {
        None => {
            model.takedowns.triage = Some(Triage::default());
            model.takedowns.list.focus = Focus::Case;
            model.takedowns.list.marked.clear();
        }
        Some(triage) if triage.wanting && triage.ahead.waiting.is_some() => return effects,
        Some(triage) => {
            triage.empty = false;
            if let Some(id) = model.takedowns.case.id {
                triage.skipped.push(id);
                effects.extend(release_of(model, id));
                model.takedowns.case.forget(id);
            }
        }
    }
    effects.extend(advance(model));
    effects
}

/// Puts the next case at hand, and claims the one after it.
pub fn advance(model: &mut Model) -> Vec<Effect> {
    model.takedowns.gone = None;
    let now = model.now;
    let Some(triage) = model.takedowns.triage.as_mut() else {
        return loads::follow(model);
    };
    let ahead = triage.ahead.value.take();
    triage.wanting = ahead.is_none();
    model.takedowns.case.aim(ahead.as_ref().map(|case| case.id), now);
    model.takedowns.case.due = None;
    if let Some(case) = ahead {
        model.takedowns.case.keep(case.id, &case);
        model.takedowns.case.slot = Slot { value: Some(case), waiting: None, error: None, at: Some(now) };
    }
    ask_ahead(model)
}

/// Claims the case after the one at hand, unless that was asked for.
fn ask_ahead(model: &mut Model) -> Vec<Effect> {
    let Some(triage) = model.takedowns.triage.as_ref() else { return Vec::new() };
    if triage.ahead.waiting.is_some() || triage.ahead.value.is_some() || triage.empty {
        return Vec::new();
    }
    let mut exclude = triage.skipped.clone();
    exclude.extend(model.takedowns.case.id);
    exclude.extend(model.outbox.pending.iter().map(|pending| pending.request));
    // So many are taken; the oldest of them may come up again.
    exclude.reverse();
    exclude.truncate(1000);
    exclude.sort_unstable();
    exclude.dedup();
    let attempt = Attempt::with_key(model.key());
    let (ticket, effect) = ask(model, Of::Ahead, Call::ClaimNext(ClaimNext { exclude }, attempt));
    if let Some(triage) = model.takedowns.triage.as_mut() {
        triage.ahead.waiting = Some(ticket);
    }
    vec![effect]
}

/// Ends triage: the case at hand stays, the next is let go.
pub fn leave_triage(model: &mut Model) -> Vec<Effect> {
    let Some(triage) = model.takedowns.triage.take() else { return Vec::new() };
    model.takedowns.list.focus = Focus::List;
    model
        .say(Role::Plain, format!("Triage is over: {} decided, {} passed over.", triage.decided, triage.skipped.len()));
    let mut effects: Vec<Effect> = triage.ahead.value.iter().flat_map(|case| release_of(model, case.id)).collect();
    effects.extend(loads::refresh(model, true));
    effects.extend(loads::follow(model));
    effects
}

/// Lets go of what triage claimed, at the end of the run.
pub fn let_go(model: &mut Model) -> Vec<Effect> {
    let Some(triage) = model.takedowns.triage.take() else { return Vec::new() };
    let ahead = triage.ahead.value.map(|case| case.id);
    let hand = model.takedowns.case.id.filter(|id| model.outbox.decides(*id).is_none());
    [ahead, hand].into_iter().flatten().flat_map(|id| release_of(model, id)).collect()
}

/// Opens the panel of a decision about the marked requests, or the one at hand.
pub fn open_decision(model: &mut Model, verdict: Verdict) -> Vec<Effect> {
    let screen = &model.takedowns;
    let open = |id: &Uuid| model.outbox.decides(*id).is_none();
    let marked = screen.list.marked_rows().filter(|row| row.status == TakedownStatus::Open && open(&row.id));
    let marked: Vec<_> = marked.filter(|_| screen.triage.is_none()).collect();
    let mut first = Vec::new();
    let requests = if marked.is_empty() {
        let Some(case) = screen.case.of(screen.case.id) else { return Vec::new() };
        if let Some(claim) = others_claim(model, case.claim.as_ref()) {
            let who = claim.claimed_by.name.clone();
            model.say(Role::Warn, format!("{who} is at work on this case; c takes it over, with a reason."));
            return Vec::new();
        }
        vec![(case.id, case.request_number.clone())]
    } else {
        let shown = marked.iter().take(5);
        first.extend(
            shown.map(|row| format!("{}  {}  {}", row.request_number, row.reason_code, row.vendor.display_name)),
        );
        marked.iter().map(|row| (row.id, row.request_number.clone())).collect()
    };
    let snippets = offered(model);
    let panel = Decision {
        verdict,
        requests,
        frozen: model.now,
        first,
        reason: Editor::multiline(""),
        writing: snippets.is_empty(),
        snippets,
        notify_vendor: true,
        notify_reviewer: verdict.tells_reviewer(),
        takeover: None,
        problem: None,
        letters: Vec::new(),
        scroll: 0,
    };
    preview(model, panel);
    Vec::new()
}

/// The configured reasons, then those of this run.
fn offered(model: &Model) -> Vec<String> {
    let mut all = model.snippets.clone();
    all.extend(model.recent.iter().filter(|recent| !model.snippets.contains(recent)).cloned());
    all.truncate(OFFERED);
    all
}

/// Shows a panel with what each party would receive now.
pub fn preview(model: &mut Model, mut panel: Decision) {
    let case = model.takedowns.case.of(model.takedowns.case.id);
    let single = case.filter(|case| panel.requests.len() == 1 && panel.requests[0].0 == case.id);
    panel.letters = single.map(|case| (model.letters)(case, &panel.request())).unwrap_or_default();
    model.overlay = Some(Overlay::Decision(Box::new(panel)));
}

/// Takes the decision of a panel: it is held back for a while, and the next case comes.
pub fn decide(model: &mut Model, mut panel: Decision) -> Vec<Effect> {
    if let Err(problem) = check_decision_reason(panel.reason.text().trim()) {
        panel.problem = Some(format!("The reason {problem}."));
        panel.writing = panel.writing || !panel.reason.text().is_empty();
        model.overlay = Some(Overlay::Decision(Box::new(panel)));
        return Vec::new();
    }
    let reason = panel.reason.text().trim().to_owned();
    model.recent.retain(|recent| *recent != reason);
    model.recent.insert(0, reason);
    model.recent.truncate(OFFERED);
    let decided: Vec<Uuid> = panel.requests.iter().map(|(id, _)| *id).collect();
    outbox::hold(model, &panel);
    model.takedowns.list.marked.clear();
    if let Some(triage) = model.takedowns.triage.as_mut() {
        triage.decided += 1;
        return advance(model);
    }
    past(model, &decided);
    loads::follow(model)
}

/// Goes on to the next row that nothing was decided about.
fn past(model: &mut Model, decided: &[Uuid]) {
    let open = |id: &Uuid| model.outbox.decides(*id).is_none() && !decided.contains(id);
    let list = &mut model.takedowns.list;
    let after = list.rows.iter().enumerate().skip(list.at).find(|(_, row)| open(&row.id));
    let before = list.rows.iter().enumerate().take(list.at).rev().find(|(_, row)| open(&row.id));
    if let Some((at, _)) = after.or(before) {
        list.at = at;
    }
}

/// What time asks for: going on from a case that is gone, and renewing claims while somebody is at work.
pub fn tend(model: &mut Model) -> Vec<Effect> {
    if model.takedowns.gone.as_ref().is_some_and(|(_, until)| *until <= model.now) {
        return go_on(model);
    }
    if model.tab != Tab::Takedowns || model.takedowns.triage.is_none() || model.now.since(model.touched) > AWAY {
        return Vec::new();
    }
    let mine = model.me.value.as_ref().map(|me| me.user.id);
    let runs_out = |case: &&TakedownDetail| {
        case.claim.as_ref().is_some_and(|claim| {
            Some(claim.claimed_by.id) == mine && claim.until > model.now && claim.until.since(model.now) < RENEW
        })
    };
    let ahead = model.takedowns.triage.as_ref().and_then(|triage| triage.ahead.value.as_ref());
    let hand = model.takedowns.case.of(model.takedowns.case.id);
    let due = [hand, ahead].into_iter().flatten().find(runs_out).map(|case| case.id);
    match due {
        Some(id) if model.takedowns.claim.waiting.is_none() => claim_of(model, id, None),
        _ => Vec::new(),
    }
}

/// Leaves a case that a colleague decided.
pub fn go_on(model: &mut Model) -> Vec<Effect> {
    model.takedowns.gone = None;
    if let Some(id) = model.takedowns.case.id {
        model.takedowns.list.remove(id);
    }
    advance(model)
}

/// Takes an answer about a case or a claim.
pub fn answered(model: &mut Model, ticket: Ticket, of: Of, result: Result<Reply, Error>) -> Vec<Effect> {
    match of {
        Of::Takedown(id) => {
            let now = model.now;
            let result = result.map(|reply| if let Reply::Takedown(case) = reply { Some(*case) } else { None });
            if case(&mut model.takedowns.case, id, ticket, now, result) {
                look_for_decision(model);
                return peek(model);
            }
            Vec::new()
        }
        Of::Peek(id) => {
            if let Ok(Reply::Takedown(case)) = result {
                model.takedowns.case.keep(id, &case);
            }
            Vec::new()
        }
        Of::Ahead => ahead(model, ticket, result),
        Of::Claim(id) => claimed(model, ticket, id, result),
        _ => {
            released(model, of, &result);
            Vec::new()
        }
    }
}

/// Asks for the case of the next row beforehand, so that it is there after a decision.
fn peek(model: &mut Model) -> Vec<Effect> {
    let screen = &model.takedowns;
    let undecided = |id: &Uuid| model.outbox.decides(*id).is_none();
    let next = screen.list.rows.iter().skip(screen.list.at + 1).map(|row| row.id).find(undecided);
    let known = |id: &Uuid| screen.case.kept.iter().any(|(kept, _)| kept == id);
    match next.filter(|id| screen.triage.is_none() && !known(id)) {
        Some(id) => vec![ask(model, Of::Peek(id), Call::Takedown(id)).1],
        None => Vec::new(),
    }
}

/// A case that was open and is decided now says so, and is left after a while.
fn look_for_decision(model: &mut Model) {
    let screen = &model.takedowns;
    let Some(case) = screen.case.of(screen.case.id) else { return };
    let listed_open = screen.triage.is_some()
        || screen.gone.is_some()
        || screen.list.current().is_some_and(|row| row.id == case.id && row.status == TakedownStatus::Open);
    if case.status == TakedownStatus::Open || !listed_open || model.outbox.decides(case.id).is_some() {
        return;
    }
    let mine = model.me.value.as_ref().map(|me| me.user.id);
    let by = match &case.resolved_by {
        Some(by) if Some(by.id) == mine => "you, elsewhere".to_owned(),
        Some(by) => by.name.clone(),
        None => "somebody".to_owned(),
    };
    let text = format!("{} was {} by {by} meanwhile.", case.request_number, case.status);
    let until = model.takedowns.gone.as_ref().map_or(model.now.plus(GONE), |(_, until)| *until);
    model.takedowns.gone = Some((text, until));
    if let Some(Overlay::Decision(panel)) = &model.overlay
        && panel.requests.len() == 1
    {
        model.overlay = None;
    }
}

/// The list came afresh: where the case at hand is not in it any more, it is asked what became of it.
pub fn list_changed(model: &mut Model) {
    let screen = &mut model.takedowns;
    if screen.triage.is_some() || screen.gone.is_some() {
        return;
    }
    let Some(case) = screen.case.of(screen.case.id) else { return };
    let was_open = case.status == TakedownStatus::Open;
    let gone = was_open && screen.list.filter.is_empty() && !screen.list.rows.iter().any(|row| row.id == case.id);
    if gone && screen.list.next.is_none() && model.outbox.decides(case.id).is_none() && model.tab == Tab::Takedowns {
        let text = format!("{} was decided meanwhile.", case.request_number);
        screen.gone = Some((text, model.now.plus(GONE)));
    }
}

fn ahead(model: &mut Model, ticket: Ticket, result: Result<Reply, Error>) -> Vec<Effect> {
    let now = model.now;
    let Some(triage) = model.takedowns.triage.as_mut().filter(|triage| triage.ahead.waiting == Some(ticket)) else {
        // Triage was left meanwhile: what was claimed for it is let go.
        return match result {
            Ok(Reply::Next(next)) => release_of(model, next.detail.id),
            _ => Vec::new(),
        };
    };
    triage.ahead.waiting = None;
    match result {
        Ok(Reply::Next(next)) => {
            triage.ahead.fill(Ok(next.detail), now);
            if triage.wanting { advance(model) } else { Vec::new() }
        }
        Err(Error { kind: Kind::QueueEmpty, .. }) => {
            triage.empty = true;
            triage.ahead.error = None;
            Vec::new()
        }
        other => {
            let error = other.err().unwrap_or_else(mixed_up);
            triage.ahead.error = Some(error.clone());
            model.complain(&error);
            Vec::new()
        }
    }
}
