//! What everything that can happen does.

use appydex_admin::domain::{
    refund::{
        AttemptState,
        machine::{self, Next, Progress, Reply, Seen, Standing},
    },
    time::Timestamp,
};

use super::{
    state::{Copy, Doing, Executed, IDLE, Model, Rule, State, Try, Worker},
    steps::{Does, Fate, Step},
};

impl Model {
    /// How everything is after a step.
    pub fn after(&self, s: &State, step: Step) -> State {
        let mut s = s.clone();
        match step {
            Step::Approve => approve(&mut s),
            Step::Take(at) => self.take(&mut s, at),
            Step::Read(at, most) => {
                let listed = s.listed(self.times.lag);
                s.workers[at].doing = Doing::Looked(if most { listed.1 } else { listed.0 });
            }
            Step::Unreadable(at) => self.unreadable(&mut s, at),
            Step::RecordLook(at) => self.record_look(&mut s, at),
            Step::Write(at) => self.write(&mut s, at),
            Step::GiveUpWaiting(at) => give_up_waiting(&mut s, at),
            Step::RecordReply(at) => self.record_reply(&mut s, at),
            Step::Die(at) => die(&mut s, at),
            Step::Arrive(at, does, fate) => self.arrive(&mut s, at, does, fate),
            Step::Bank(at, progress) => {
                s.executed[at].progress = progress;
                s.bank_failures += u8::from(progress == Progress::Failed);
            }
            Step::Call(at) => self.merge(&mut s, at),
            Step::Tick => self.tick(&mut s),
            Step::Snapshot => s.snapshot = Some(s.db.clone()),
            Step::Restore => self.restore(&mut s),
            Step::Unfreeze => self.unfreeze(&mut s),
            Step::Elsewhere => {
                let progress = Progress::Processed;
                s.executed.push(Executed { of: 0, salt: 0, at: s.now, progress, foreign: true });
            }
        }
        s.copies.sort_unstable();
        s
    }

    fn take(&self, s: &mut State, at: usize) {
        let Some(row) = self.due(s) else { return };
        s.let_go(row);
        let (now, it) = (Timestamp(s.now), s.db.tries[row].it);
        if it.next(now) == Next::Sweep {
            s.db.tries[row].it = machine::swept(it, &self.moment(s.now));
            return;
        }
        s.db.tries[row].lease_until = Some(s.now + self.times.lease);
        let stale = (!self.keeps(Rule::Fence)).then_some(it);
        s.workers[at] = Worker { doing: Doing::Took, at: u8::try_from(row).unwrap(), held: true, stale };
    }

    fn unreadable(&self, s: &mut State, at: usize) {
        let worker = s.workers[at];
        if worker.held {
            let row = usize::from(worker.at);
            s.db.tries[row].it = machine::looked_up(s.db.tries[row].it, Seen::Unreadable, &self.moment(s.now));
            s.let_go(row);
        }
        s.workers[at] = IDLE;
    }

    fn record_look(&self, s: &mut State, at: usize) {
        let Doing::Looked(seen) = s.workers[at].doing else { return };
        let news = s.executed.iter().enumerate().any(|(which, one)| {
            let bit = 1_u8 << which;
            one.foreign && seen & bit != 0 && s.db.posted & bit == 0
        });
        for which in (0..s.executed.len()).filter(|which| seen & 1 << which != 0) {
            self.merge(s, which);
        }
        let (worker, row) = (s.workers[at], usize::from(s.workers[at].at));
        s.workers[at] = IDLE;
        let is_there = row < s.db.tries.len();
        let fenced = !(is_there && worker.held && s.db.tries[row].lease_until.is_some());
        let was = match worker.stale.filter(|_| is_there) {
            Some(stale) => stale,
            None if fenced => return,
            None => s.db.tries[row].it,
        };
        let may_send = match was.next(Timestamp(s.now)) {
            Next::LookUp { may_send } => may_send || (!self.keeps(Rule::Window) && was.state == AttemptState::InDoubt),
            _ => false,
        };
        let compared = news && was.sends == 0;
        let over = worker.stale.is_none() && s.db.tries[row].lease_until.is_none_or(|until| until <= s.now);
        if may_send && s.db.frozen.is_none() && !s.db.alarm && !over && !(compared && self.keeps(Rule::Compare)) {
            s.unexplained |= compared;
            return self.send(s, at, row, was, worker.held);
        }
        if fenced {
            return;
        }
        let barred = may_send && (s.db.frozen.is_some() || s.db.alarm || over || compared);
        let is = if barred {
            machine::barred(was, Timestamp(s.now + 1))
        } else {
            machine::looked_up(was, Seen::Empty, &self.moment(s.now))
        };
        s.db.tries[row].it = self.hasty(is);
        s.let_go(row);
    }

    /// Without the rule, what isn't found once isn't there.
    fn hasty(&self, mut it: Standing) -> Standing {
        if !self.keeps(Rule::Absence) && it.state == AttemptState::InDoubt {
            it.state = AttemptState::NeedsOperator;
        }
        it
    }

    /// Writes down that a copy is sent.
    fn send(&self, s: &mut State, at: usize, row: usize, was: Standing, held: bool) {
        let lease = s.db.tries[row].lease_until.unwrap_or(s.now + self.times.lease);
        let is = machine::intended(was, &self.moment(s.now), Timestamp(lease));
        if self.keeps(Rule::IntentFirst) {
            (s.db.tries[row].it, s.db.tries[row].live) = (is, true);
        }
        let window = is.window_ends_at.map_or(lease, |end| end.0);
        let doing = Doing::May(window.min(lease));
        s.workers[at] = Worker { doing, at: u8::try_from(row).unwrap(), held, stale: None };
    }

    fn write(&self, s: &mut State, at: usize) {
        let Doing::May(until) = s.workers[at].doing else { return };
        if s.now >= until && self.keeps(Rule::Window) {
            s.workers[at].doing = Doing::Heard(Reply::Nothing, None);
            return;
        }
        if !self.keeps(Rule::OneKey) {
            s.salts += 1;
        }
        let waiter = u8::try_from(at).ok();
        s.copies.push(Copy { of: s.workers[at].at, salt: s.salts, written: s.now, waiter });
        s.workers[at].doing = Doing::Wrote;
    }

    fn record_reply(&self, s: &mut State, at: usize) {
        let Doing::Heard(mut reply, executed) = s.workers[at].doing else { return };
        let (worker, row) = (s.workers[at], usize::from(s.workers[at].at));
        s.workers[at] = IDLE;
        if let Some(which) = executed {
            return self.merge(s, usize::from(which));
        }
        if !worker.held {
            return;
        }
        if reply == Reply::Unknown && !self.keeps(Rule::Unknown) {
            reply = Reply::Refused;
        }
        let mut was = s.db.tries[row].it;
        if !self.keeps(Rule::SoleRefusal) && reply == Reply::Refused {
            was.sends = 1;
        }
        if !self.keeps(Rule::IntentFirst) && was.state != AttemptState::Sending {
            was = machine::intended(was, &self.moment(s.now), Timestamp(s.now));
        }
        let is = machine::replied(was, reply, &self.moment(s.now));
        (s.db.tries[row].it, s.db.tries[row].live) = (is, is.state.is_live());
        s.let_go(row);
    }

    fn arrive(&self, s: &mut State, at: usize, does: Does, fate: Fate) {
        let copy = s.copies.remove(at);
        let known = self.known(s, &copy);
        let (reply, executed) = match (known, does) {
            (Some(which), _) => (Reply::Taken(s.executed[which].progress), u8::try_from(which).ok()),
            (None, Does::Executes(progress)) => {
                s.executed.push(Executed { of: copy.of, salt: copy.salt, at: s.now, progress, foreign: false });
                (Reply::Taken(progress), u8::try_from(s.executed.len() - 1).ok())
            }
            (None, Does::Refuses) => (Reply::Refused, None),
            (None, Does::Stops) => (Reply::LaneStopped, None),
            (None, Does::Later) => (Reply::Later(None), None),
        };
        if let Some(waiter) = copy.waiter {
            let heard = if fate == Fate::Answered { (reply, executed) } else { (Reply::Unknown, None) };
            s.workers[usize::from(waiter)].doing = Doing::Heard(heard.0, heard.1);
        }
        if fate == Fate::LostAndRepeated {
            s.copies.push(Copy { waiter: None, ..copy });
        }
    }

    fn tick(&self, s: &mut State) {
        s.now += 1;
        let lost: Vec<Copy> = s.copies.extract_if(.., |copy| s.now > copy.written + self.times.flight).collect();
        for waiter in lost.iter().filter_map(|copy| copy.waiter) {
            s.workers[usize::from(waiter)].doing = Doing::Heard(Reply::Unknown, None);
        }
    }

    fn restore(&self, s: &mut State) {
        let Some(older) = s.snapshot.take() else { return };
        (s.db, s.restored, s.workers) = (older, true, [IDLE; 2]);
        for copy in &mut s.copies {
            copy.waiter = None;
        }
        if self.keeps(Rule::Freeze) {
            s.db.frozen = Some(s.now);
            for row in s.db.tries.iter_mut().filter(|row| row.live) {
                row.it = machine::frozen(row.it, Timestamp(s.now));
                row.lease_until = None;
            }
        }
    }

    /// What the gateway has is read back, and somebody lets refunds be sent again.
    pub fn unfreeze(&self, s: &mut State) {
        let (settled, _) = s.listed(self.times.lag);
        for which in (0..s.executed.len()).filter(|which| settled & 1 << which != 0) {
            self.merge(s, which);
        }
        s.db.frozen = None;
    }
}

fn approve(s: &mut State) {
    let at = s.db.tries.iter().position(|row| row.live);
    if let Some(at) = at {
        s.db.tries[at].live = false;
        s.db.tries[at].it.next_action_at = None;
        s.let_go(at);
    }
    let it = Standing::new(Timestamp(s.now));
    s.db.tries.push(Try { it, live: true, lease_until: None, executed: None });
}

fn give_up_waiting(s: &mut State, at: usize) {
    let me = u8::try_from(at).ok();
    for copy in s.copies.iter_mut().filter(|copy| copy.waiter == me) {
        copy.waiter = None;
    }
    s.workers[at].doing = Doing::Heard(Reply::Unknown, None);
}

fn die(s: &mut State, at: usize) {
    give_up_waiting(s, at);
    s.workers[at] = IDLE;
}
