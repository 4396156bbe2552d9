//! What can happen.

use appydex_admin::domain::{
    refund::{AttemptState, machine::Progress},
    time::Timestamp,
};

use super::state::{Copy, Doing, Executed, Model, Rule, State};

/// What becomes of the gateway's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Answered,
    Lost,
    /// Lost, and the network keeps the copy, to bring it again.
    LostAndRepeated,
}

/// What the gateway does with a copy whose key it doesn't know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    Executes(Progress),
    Refuses,
    Stops,
    Later,
}

/// One thing that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Approve,
    Take(usize),
    /// Whether the list shows what it need not show yet.
    Read(usize, bool),
    Unreadable(usize),
    RecordLook(usize),
    Write(usize),
    GiveUpWaiting(usize),
    RecordReply(usize),
    Die(usize),
    Arrive(usize, Does, Fate),
    Bank(usize, Progress),
    Call(usize),
    Tick,
    Snapshot,
    Restore,
    Unfreeze,
    Elsewhere,
}

const MOST_TRIES: usize = 2;
const MOST_EXECUTED: usize = 3;
const MOST_COPIES: usize = 2;

impl Model {
    /// Everything that can happen now.
    pub fn steps(&self, s: &State) -> Vec<Step> {
        let mut steps = Vec::new();
        self.of_people(s, &mut steps);
        for at in 0..s.workers.len() {
            self.of_worker(s, at, &mut steps);
        }
        for at in 0..s.copies.len() {
            self.of_copy(s, at, &mut steps);
        }
        for (at, one) in s.executed.iter().enumerate() {
            if one.progress == Progress::Pending {
                steps.push(Step::Bank(at, Progress::Processed));
            }
            if one.progress != Progress::Failed && s.bank_failures == 0 && !one.foreign {
                steps.push(Step::Bank(at, Progress::Failed));
            }
            steps.push(Step::Call(at));
        }
        if s.now < self.times.end {
            steps.push(Step::Tick);
        }
        steps
    }

    fn of_people(&self, s: &State, steps: &mut Vec<Step>) {
        if s.db.tries.len() < MOST_TRIES && self.may_approve(s) {
            steps.push(Step::Approve);
        }
        if self.restores && s.snapshot.is_none() && !s.restored && s.now < 2 {
            steps.push(Step::Snapshot);
        }
        if s.snapshot.is_some() {
            steps.push(Step::Restore);
        }
        if s.db.frozen.is_some_and(|at| s.now >= at + self.times.grace) {
            steps.push(Step::Unfreeze);
        }
        if self.foreign && s.executed.len() < MOST_EXECUTED && !s.executed.iter().any(|one| one.foreign) {
            steps.push(Step::Elsewhere);
        }
    }

    /// A first decision, another after a failure or when nobody can find out. Left to itself the program would decide.
    fn may_approve(&self, s: &State) -> bool {
        let Some(last) = s.db.tries.last() else { return true };
        let shut = last.it.state == AttemptState::InDoubt && !last.it.window_open(Timestamp(s.now));
        match s.db.tries.iter().find(|row| row.live) {
            None => matches!(last.it.state, AttemptState::Failed | AttemptState::FailedAfterSuccess),
            Some(live) if live.it.state == AttemptState::NeedsOperator => true,
            Some(_) => shut && !self.keeps(Rule::PeopleDecide),
        }
    }

    fn of_worker(&self, s: &State, at: usize, steps: &mut Vec<Step>) {
        let worker = s.workers[at];
        match worker.doing {
            Doing::Nothing => {
                // Two that do nothing are the same.
                if (at == 0 || s.workers[0].doing != Doing::Nothing) && self.due(s).is_some() {
                    steps.push(Step::Take(at));
                }
                return;
            }
            Doing::Took => {
                let (least, most) = s.listed(self.times.lag);
                steps.push(Step::Read(at, false));
                if least != most {
                    steps.push(Step::Read(at, true));
                }
                steps.push(Step::Unreadable(at));
            }
            Doing::Looked(_) => steps.push(Step::RecordLook(at)),
            Doing::May(_) if s.copies.len() < MOST_COPIES => steps.push(Step::Write(at)),
            Doing::May(_) => {}
            Doing::Wrote => steps.push(Step::GiveUpWaiting(at)),
            Doing::Heard(..) => steps.push(Step::RecordReply(at)),
        }
        steps.push(Step::Die(at));
    }

    /// The try that is due and that nobody holds.
    pub fn due(&self, s: &State) -> Option<usize> {
        s.db.tries.iter().position(|row| {
            let free = row.lease_until.is_none_or(|until| until <= s.now);
            let due = row.it.next_action_at.is_some_and(|at| at.0 <= s.now);
            let swept = row.it.state != AttemptState::Sending || self.keeps(Rule::Sweep);
            row.live && free && due && swept
        })
    }

    /// The refund that the gateway remembers under the key of a copy.
    pub fn known(&self, s: &State, copy: &Copy) -> Option<usize> {
        let same = |one: &Executed| !one.foreign && (one.of, one.salt) == (copy.of, copy.salt);
        s.executed.iter().rposition(|one| same(one) && s.now < one.at + self.times.memory)
    }

    fn of_copy(&self, s: &State, at: usize, steps: &mut Vec<Step>) {
        let copy = s.copies[at];
        let mut arrive = |does, fates: &[Fate]| steps.extend(fates.iter().map(|fate| Step::Arrive(at, does, *fate)));
        let answered = if copy.waiter.is_some() { &[Fate::Answered, Fate::Lost][..] } else { &[Fate::Lost] };
        if self.known(s, &copy).is_some() {
            return arrive(Does::Executes(Progress::Pending), answered);
        }
        arrive(Does::Refuses, answered);
        if copy.waiter.is_some() {
            arrive(Does::Stops, &[Fate::Answered]);
            arrive(Does::Later, &[Fate::Answered]);
        }
        if s.executed.len() < MOST_EXECUTED {
            for progress in [Progress::Pending, Progress::Processed] {
                arrive(Does::Executes(progress), answered);
                arrive(Does::Executes(progress), &[Fate::LostAndRepeated]);
            }
        }
    }
}
