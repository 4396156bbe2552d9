//! One refund with its tries, two workers and the gateway, small enough to be walked through completely: what is, and
//! how the product's own records change it. What can happen is in `moves`.
//!
//! Moments are ticks from now and are cut off where they make no difference any more, so that time goes on for ever
//! within a finite space. A copy is under way for [`FLIGHT`] at most and the gateway remembers a key long enough for
//! any copy that was sent in its window.

use appydex_admin::domain::refund::{
    AttemptState::{Accepted, Failed, FailedAfterSuccess, InDoubt, NeedsOperator, Ready, Sending, Succeeded},
    machine::{self, Progress, Reply, Standing},
};

pub use super::parts::*;

/// Everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct World {
    pub rows: [Option<Row>; 2],
    pub workers: [Worker; 2],
    /// Copies that nobody waits for: of which try, and their age.
    pub strays: [(u8, i8); STRAYS],
    pub paid: [Option<Paid>; 2],
    /// A refund that somebody made at the gateway itself: nothing, its age, or known to people.
    pub foreign: i8,
    pub alarm: bool,
    /// Ticks since the freeze.
    pub frozen: i8,
    pub restored: bool,
    /// People decided for another try after they were told that the first can't be found.
    pub after_doubt: bool,
    pub wrong: Option<&'static str>,
}

/// How many copies that nobody waits for are followed at once.
pub const STRAYS: usize = 1;
pub const NO_STRAY: (u8, i8) = (9, 0);

impl World {
    pub const fn new() -> Self {
        Self {
            rows: [None; 2],
            workers: [IDLE; 2],
            strays: [NO_STRAY; STRAYS],
            paid: [None; 2],
            foreign: NONE,
            alarm: false,
            frozen: NONE,
            restored: false,
            after_doubt: false,
            wrong: None,
        }
    }

    pub fn tick(&mut self) {
        self.rows.iter_mut().flatten().for_each(Row::tick);
        for worker in &mut self.workers {
            worker.lease = (worker.lease - 1).max(0);
            pass(&mut worker.window, 0);
            if worker.phase == Phase::Waiting {
                worker.age += 1;
                if worker.age > FLIGHT {
                    (worker.phase, worker.age) = (Phase::Answered(Answer::Unknown), 0);
                }
            }
        }
        for stray in self.strays.iter_mut().filter(|stray| **stray != NO_STRAY) {
            *stray = if stray.1 == FLIGHT { NO_STRAY } else { (stray.0, stray.1 + 1) };
        }
        for paid in self.paid.iter_mut().flatten() {
            paid.age = (paid.age + 1).min(MEMORY);
        }
        if self.foreign != NONE {
            self.foreign = LAG;
        }
        if self.frozen != NONE {
            self.frozen = (self.frozen + 1).min(SETTLED);
        }
    }

    pub fn under_way(&self) -> impl Iterator<Item = (u8, i8)> {
        let waiting = self.workers.iter().filter(|one| one.phase == Phase::Waiting).map(|one| (one.of, one.age));
        waiting.chain(self.strays.iter().copied().filter(|stray| *stray != NO_STRAY))
    }

    /// Writes down how a try stands; its lease ends with it unless a copy is being sent.
    pub fn save(&mut self, of: usize, is: &Standing) {
        let Some(row) = &mut self.rows[of] else { return };
        let was = *row;
        row.stand(is);
        if *row != was && is.state != Sending {
            self.release(of);
        }
    }

    pub fn release(&mut self, of: usize) {
        if let Some(row) = &mut self.rows[of] {
            row.lease = NONE;
        }
        self.workers.iter_mut().filter(|one| usize::from(one.of) == of).for_each(|one| one.held = false);
    }

    /// Ends a try without knowing what became of it.
    pub fn give_up(&mut self, of: usize) {
        if let Some(row) = &mut self.rows[of] {
            (row.live, row.next) = (false, NONE);
        }
        self.release(of);
    }

    /// As `money::merge` takes in a proof; but what was confirmed and taken back is no rival of a later try.
    pub fn merge(&mut self, of: usize, progress: Progress, fenced: bool) {
        if fenced && !self.rows[of].is_some_and(|row| row.live) {
            return;
        }
        if self.rows[of].is_none() {
            self.adopt(of);
        }
        let Some(was) = self.rows[of] else { return };
        let is = machine::merged(was.standing(), progress, &AT);
        if was.proven && is.state == was.state {
            return;
        }
        if matches!(is.state, Accepted | Succeeded) {
            self.withdraw_unsent(of);
            self.alarm |= self.rivalled(of);
        }
        self.save(of, &is);
        let another = self.rows[1 - of].is_some_and(|row| row.live);
        if let Some(row) = &mut self.rows[of] {
            row.proven = true;
            (row.live, row.next) = if another { (false, NONE) } else { (row.live, row.next) };
        }
    }

    /// As `money::adopt`: the gateway knows a try that this database has forgotten.
    fn adopt(&mut self, of: usize) {
        self.rows[of] = Some(Row { state: InDoubt, live: false, sends: 1, window: 0, next: NONE, ..Row::new() });
        let unsettled = |row: Row| row.live && matches!(row.state, Ready | Sending | InDoubt | NeedsOperator);
        if of == 1 && self.rows[0].is_some_and(unsettled) {
            self.give_up(0);
        }
    }

    fn withdraw_unsent(&mut self, of: usize) {
        if let (0, Some(next)) = (of, self.rows[1])
            && next.live
        {
            self.save(1, &machine::withdrawn(next.standing()));
        }
    }

    fn rivalled(&self, of: usize) -> bool {
        self.rows[1 - of].is_some_and(|row| match row.state {
            Accepted | Succeeded => true,
            Sending | InDoubt | NeedsOperator => of == 0,
            _ => false,
        })
    }

    /// What no world may be like; `None` for a good one.
    pub fn fault(&self) -> Option<&'static str> {
        let stands = |paid: &Option<Paid>| paid.is_some_and(|paid| paid.progress != Progress::Failed);
        let known = |row: &Option<Row>| row.is_some_and(|row| matches!(row.state, Accepted | Succeeded));
        if self.paid.iter().all(stands) && !self.after_doubt {
            return Some("paid twice, and nobody decided so");
        }
        if self.rows.iter().all(known) && !self.alarm {
            return Some("paid twice, and nobody was told");
        }
        let misrecorded = (0..2).any(|of| self.rows[of].is_some_and(|row| !self.is_true(&row, self.paid[of])));
        self.wrong.or(misrecorded.then_some("the ledger says what isn't so"))
    }

    fn is_true(&self, row: &Row, paid: Option<Paid>) -> bool {
        match row.state {
            Accepted => paid.is_some(),
            Succeeded => paid.is_some_and(|paid| paid.was_processed),
            FailedAfterSuccess => paid.is_some_and(|paid| paid.was_processed && paid.progress == Progress::Failed),
            // What is frozen may be behind, that is why.
            Failed => self.frozen != NONE || paid.is_none_or(|paid| paid.progress == Progress::Failed),
            Ready | Sending | InDoubt | NeedsOperator => true,
        }
    }

    pub fn reply(answer: Answer) -> Reply {
        match answer {
            Answer::Nothing => Reply::Nothing,
            Answer::Taken => Reply::Taken(Progress::Pending),
            Answer::Refused => Reply::Refused,
            Answer::LaneStopped => Reply::LaneStopped,
            Answer::Unknown => Reply::Unknown,
        }
    }
}
