//! What can happen to a [`World`]: every next move of its workers, copies, gateway and people, with a rule or without.

use appydex_admin::domain::{
    refund::{
        AttemptState::{Failed, InDoubt, NeedsOperator, Ready, Sending},
        machine::{self, Next, Progress, Seen, Standing},
        may_be_approved, outcome,
    },
    time::Timestamp,
};

use super::nature::tidy;
use super::world::{AT, Answer, GRACE, IDLE, LAG, LEASE, MEMORY, NONE, Paid, Phase, Row, Rule, SETTLED, Worker, World};

/// A move: its name, what it concerns, and whether it happens without people, calls or calamities.
pub type Move = (&'static str, u8, bool);

/// The moves from a world, with one rule left out or none.
pub struct Moves {
    pub without: Option<Rule>,
    pub found: Vec<(Move, World)>,
}

pub const BY_ITSELF: bool = true;
pub const AIDED: bool = false;

impl Moves {
    pub fn on(&self, rule: Rule) -> bool {
        self.without != Some(rule)
    }

    pub fn push(&mut self, name: &'static str, of: usize, itself: bool, world: World) {
        self.found.push(((name, u8::try_from(of).expect("a small number"), itself), world));
    }

    pub fn of(&mut self, world: &World) {
        self.found.clear();
        self.time(world);
        self.people(world);
        for at in 0..2 {
            self.worker(world, at);
        }
        self.gateway(world);
        self.calamities(world);
        let gated = self.on(Rule::R3Window);
        for (_, world) in &mut self.found {
            tidy(world, gated);
        }
    }

    fn time(&mut self, world: &World) {
        let mut next = *world;
        next.tick();
        self.push("time passes", 0, BY_ITSELF, next);
    }

    fn people(&mut self, world: &World) {
        let tries: Vec<_> = world.rows.iter().flatten().map(|row| (row.state, row.live)).collect();
        let open = outcome(&tries).is_none_or(|(status, money)| may_be_approved(status, money));
        let automatic = !self.on(Rule::R9Human) && tries.len() == 1 && tries[0] == (InDoubt, true);
        if tries.len() < 2 && (open || automatic) {
            let mut next = *world;
            next.after_doubt |= open && tries.first() == Some(&(NeedsOperator, true));
            if tries.first().is_some_and(|(_, live)| *live) {
                next.give_up(0);
            }
            next.rows[tries.len()] = Some(Row::new());
            self.push("another try is decided", tries.len(), AIDED, next);
        }
        if world.frozen >= SETTLED && world.frozen != NONE && world.under_way().next().is_none() {
            let mut next = *world;
            next.compare(!self.on(Rule::R6Recording));
            next.frozen = NONE;
            self.push("people unfreeze", 0, AIDED, next);
        }
        let mut next = *world;
        next.compare(!self.on(Rule::R6Recording));
        self.push("all is compared", 0, BY_ITSELF, next);
    }

    fn worker(&mut self, world: &World, at: usize) {
        let it = world.workers[at];
        let mut next = *world;
        match it.phase {
            Phase::Idle => self.take(world, at),
            Phase::Sweeping => {
                next.workers[at] = IDLE;
                if let (true, Some(row)) = (it.held, world.rows[usize::from(it.of)]) {
                    next.save(it.of.into(), &machine::swept(row.standing(), &AT));
                }
                self.push("sweeps", at, BY_ITSELF, next);
            }
            Phase::Asking => self.read(world, at),
            Phase::Looked(foreign) => self.looked(world, at, foreign),
            Phase::Cleared => self.gate(world, at),
            Phase::Waiting => self.waits(world, at),
            Phase::Answered(answer) => self.record(world, at, answer),
        }
        if it.phase != Phase::Idle && it.held {
            next = *world;
            next.workers[at].lease = LEASE;
            let row = next.rows[usize::from(it.of)].as_mut();
            if let Some(row) = row.filter(|row| row.lease < LEASE) {
                row.lease = LEASE;
                row.next = if row.state == Sending { LEASE } else { row.next };
                self.push("renews", at, BY_ITSELF, next);
            }
        }
    }

    fn take(&mut self, world: &World, at: usize) {
        if world.restored && world.workers[1 - at].held {
            return;
        }
        let due = |row: &Row| row.live && row.next <= 0 && (row.lease == NONE || row.lease == 0);
        let Some(of) = world.rows.iter().position(|row| row.as_ref().is_some_and(due)) else { return };
        let Some(row) = world.rows[of] else { return };
        // A look at what waits for the gateway or for people only brings proofs, as comparing does.
        if !matches!(row.state, Ready | Sending | InDoubt) {
            return;
        }
        let phase = match row.standing().next(AT.now) {
            Next::Sweep if !self.on(Rule::R7Sweep) => return,
            Next::Sweep => Phase::Sweeping,
            Next::LookUp { .. } => Phase::Asking,
            Next::Nothing => return,
        };
        let mut next = *world;
        next.release(of);
        next.rows[of] = Some(Row { lease: LEASE, ..row });
        next.workers[at] = Worker { phase, of: u8::from(of == 1), held: true, lease: LEASE, ..IDLE };
        self.push("takes it", at, BY_ITSELF, next);
    }

    /// What was executed just now may be missing in what it reads. What is there is taken in at once, for that may come
    /// by a call at any moment; that something isn't there is what may be recorded late.
    fn read(&mut self, world: &World, at: usize) {
        for hidden in 0..4_u8 {
            let lags = |of: usize| world.paid[of].is_some_and(|paid| paid.age < LAG);
            let hides = |of: usize| hidden & (1 << of) != 0;
            if (0..2).any(|of| hides(of) && !lags(of)) {
                continue;
            }
            let mut next = *world;
            for of in (0..2).filter(|of| !hides(*of)) {
                if let Some(paid) = world.paid[of] {
                    next.merge(of, paid.progress, !self.on(Rule::R6Recording));
                }
            }
            next.workers[at].phase = Phase::Looked(world.foreign != NONE && world.foreign >= LAG);
            self.push("reads", at, BY_ITSELF, next);
        }
    }

    fn looked(&mut self, world: &World, at: usize, foreign: bool) {
        let mut next = *world;
        if world.workers[at].held {
            self.looked_and_held(&mut next, at, foreign);
        } else {
            next.workers[at] = IDLE;
        }
        self.push("records what it saw", at, BY_ITSELF, next);
    }

    fn looked_and_held(&self, next: &mut World, at: usize, foreign: bool) {
        let it = next.workers[at];
        let of = usize::from(it.of);
        let Some(row) = next.rows[of] else { return };
        let was = row.standing();
        let shut = matches!(was.next(AT.now), Next::LookUp { may_send: false });
        let window = !shut || (was.state == InDoubt && !self.on(Rule::R3Window));
        if !window || !matches!(was.next(AT.now), Next::LookUp { .. }) {
            next.workers[at] = IDLE;
            let is = self.absent(was);
            if was.state != NeedsOperator && is.state == NeedsOperator {
                let hides = next.paid[of].is_some_and(|paid| !paid.late);
                let travels = next.under_way().any(|(copy, age)| usize::from(copy) == of && age <= GRACE);
                next.wrong = (hides || travels).then_some("given up though it was there, or under way").or(next.wrong);
            }
            next.save(of, &is);
            return next.release(of);
        }
        let unexplained = foreign && row.sends == 0;
        if unexplained && !self.on(Rule::R10Unexplained) {
            next.wrong = Some("sent though somebody refunded it at the gateway itself");
        }
        if next.frozen != NONE || next.alarm || row.lease <= 0 || (unexplained && self.on(Rule::R10Unexplained)) {
            next.foreign = if unexplained { NONE } else { next.foreign };
            next.workers[at] = IDLE;
            next.save(of, &machine::barred(was, Timestamp(1)));
            return next.release(of);
        }
        let is = machine::intended(was, &AT, Timestamp(row.lease.into()));
        let until = is.window_ends_at.map_or(NONE, |at| i8::try_from(at.0).expect("a small number of ticks"));
        if self.on(Rule::R1Intent) {
            next.save(of, &is);
        }
        next.foreign = NONE;
        (next.workers[at].phase, next.workers[at].window) = (Phase::Cleared, until);
        next.workers[at].lease = row.lease;
    }

    fn absent(&self, was: Standing) -> Standing {
        let mut is = machine::looked_up(was, Seen::Empty, &AT);
        if !self.on(Rule::R8Absence) && was.state == InDoubt && was.window_ends_at.is_some_and(|end| end <= AT.now) {
            is.state = NeedsOperator;
        }
        is
    }

    fn gate(&mut self, world: &World, at: usize) {
        let it = world.workers[at];
        let mut next = *world;
        next.workers[at].phase = Phase::Answered(Answer::Nothing);
        self.push("sends nothing", at, BY_ITSELF, next);
        let open = (it.window > 0 && it.lease > 0) || !self.on(Rule::R3Window);
        if open && world.under_way().count() < 2 {
            next.workers[at].phase = Phase::Waiting;
            self.push("writes", at, BY_ITSELF, next);
        }
    }

    fn waits(&mut self, world: &World, at: usize) {
        let it = world.workers[at];
        let mut answered = |name, phase, lands: bool, stray: bool| {
            let mut next = *world;
            (next.workers[at].phase, next.workers[at].age) = (phase, 0);
            if lands {
                self.lands(&mut next, it.of.into(), it.age);
            }
            if stray {
                next.stray(it.of, it.age);
            }
            self.push(name, at, BY_ITSELF, next);
        };
        if world.may_land() {
            answered("is answered", Phase::Answered(Answer::Taken), true, false);
            answered("is executed, the answer lost", Phase::Answered(Answer::Unknown), true, false);
        }
        answered("gives up waiting", Phase::Answered(Answer::Unknown), false, true);
        answered("has lost its copy", Phase::Answered(Answer::Unknown), false, false);
        if world.paid[usize::from(it.of)].is_none_or(|paid| paid.age >= MEMORY) {
            answered("is refused", Phase::Answered(Answer::Refused), false, false);
            answered("finds the lane stopped", Phase::Answered(Answer::LaneStopped), false, false);
        }
    }

    /// A copy arrives: executed, unless its key is remembered.
    pub fn lands(&self, world: &mut World, of: usize, age: i8) {
        match &world.paid[of] {
            Some(paid) if paid.age < MEMORY && self.on(Rule::R2OneKey) => {}
            Some(_) => world.wrong = Some("one try was paid twice"),
            None => {
                let (progress, was_processed, late) = (Progress::Pending, false, age > GRACE);
                world.paid[of] = Some(Paid { progress, was_processed, age: 0, late });
            }
        }
    }

    fn record(&mut self, world: &World, at: usize, answer: Answer) {
        let it = world.workers[at];
        let (mut next, of, fenced) = (*world, usize::from(it.of), !self.on(Rule::R6Recording));
        if answer == Answer::Taken && (it.held || !fenced) {
            next.merge(of, Progress::Pending, fenced);
        } else if let (true, Some(row)) = (it.held, world.rows[of]) {
            let was = row.standing();
            let lease = Timestamp(row.lease.into());
            let was = if self.on(Rule::R1Intent) { was } else { machine::intended(was, &AT, lease) };
            let mut is = machine::replied(was, World::reply(answer), &AT);
            let fails = match answer {
                Answer::Unknown => !self.on(Rule::R4Unknown),
                Answer::Refused => !self.on(Rule::R5SoleRefusal),
                _ => false,
            };
            (is.state, is.next_action_at) = if fails { (Failed, None) } else { (is.state, is.next_action_at) };
            next.save(of, &is);
        }
        next.workers[at] = IDLE;
        self.push("records the answer", at, BY_ITSELF, next);
    }
}
