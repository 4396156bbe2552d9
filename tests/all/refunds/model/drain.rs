//! Left alone with a gateway that works, everything ends, and what is written down is true.

use appydex_admin::domain::refund::{AttemptState, machine::Progress};

use super::{
    state::{Doing, Harm, Model, State},
    steps::{Does, Fate, Step},
};

/// More than it can take.
const LONGEST: usize = 200;

/// Lets a state in which no worker is at anything run to its end; the harm that this brings to light.
pub fn quiet_end(model: &Model, state: &State) -> Option<Harm> {
    if state.workers.iter().any(|worker| worker.doing != Doing::Nothing) {
        return None;
    }
    let mut s = state.clone();
    s.snapshot = None;
    s.copies.clear();
    for one in s.executed.iter_mut().filter(|one| one.progress == Progress::Pending) {
        one.progress = Progress::Processed;
    }
    for _ in 0..LONGEST {
        if is_over(&s) {
            return told_truly(model, s);
        }
        s = next(model, s);
    }
    Some(Harm::Lost)
}

/// Nothing is left to do but by people, who have been told.
fn is_over(s: &State) -> bool {
    let live = s.db.tries.iter().find(|row| row.live);
    s.db.frozen.is_none() && live.is_none_or(|row| row.it.state == AttemptState::NeedsOperator || s.db.alarm)
}

/// One step of a worker whom nothing disturbs; time passes where it has to.
fn next(model: &Model, mut s: State) -> State {
    let step = match s.workers[0].doing {
        Doing::Took => Step::Read(0, true),
        Doing::Looked(_) => Step::RecordLook(0),
        Doing::May(_) => Step::Write(0),
        Doing::Wrote => Step::Arrive(0, Does::Executes(Progress::Processed), Fate::Answered),
        Doing::Heard(..) => Step::RecordReply(0),
        Doing::Nothing if s.db.frozen.is_some_and(|at| s.now >= at + model.times.grace) => Step::Unfreeze,
        Doing::Nothing if model.due(&s).is_some() => Step::Take(0),
        Doing::Nothing => {
            s.now += 1;
            return s;
        }
    };
    model.after(&s, step)
}

/// The daily comparison is the last word; then ledger and gateway say the same, and nobody is told that it failed when
/// it was paid, or the other way round.
fn told_truly(model: &Model, mut s: State) -> Option<Harm> {
    if let Some(harm) = s.harm() {
        return Some(harm);
    }
    s.now += model.times.lag;
    for which in 0..s.executed.len() {
        model.merge(&mut s, which);
    }
    let executed = s.executed.iter().enumerate();
    let truth =
        executed.filter(|(_, one)| one.progress == Progress::Processed).fold(0, |bits, (at, _)| bits | 1_u8 << at);
    let paid = s.db.tries.iter().any(|row| row.it.state == AttemptState::Succeeded);
    (s.db.posted != truth || paid != (s.moved() > 0)).then_some(Harm::Lost)
}
