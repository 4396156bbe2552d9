//! What happens to a [`World`] by the gateway and by calamities, and when two worlds are one.

use appydex_admin::domain::refund::{
    AttemptState::{Failed, FailedAfterSuccess, InDoubt, NeedsOperator, Ready, Sending},
    machine::{self, Progress},
};

use super::{
    moves::{AIDED, BY_ITSELF, Moves},
    world::{AT, GRACE, IDLE, LAG, MEMORY, NO_STRAY, NONE, Paid, Phase, Row, Rule, STRAYS, World},
};

impl Moves {
    pub fn gateway(&mut self, world: &World) {
        for at in (0..STRAYS).filter(|at| world.strays[*at] != NO_STRAY) {
            let mut next = *world;
            let (of, age) = std::mem::replace(&mut next.strays[at], NO_STRAY);
            self.push("a stray copy is lost", at, BY_ITSELF, next);
            if world.may_land() {
                self.lands(&mut next, of.into(), age);
                self.push("a stray copy lands", at, BY_ITSELF, next);
            }
        }
        for of in 0..2 {
            let Some(paid) = world.paid[of] else { continue };
            self.moves_on(world, of, paid);
            let failed = paid.progress == Progress::Failed;
            let told =
                [(Progress::Pending, true), (Progress::Processed, paid.was_processed), (Progress::Failed, failed)];
            for (progress, _) in told.into_iter().filter(|(_, was)| *was) {
                let mut next = *world;
                next.merge(of, progress, !self.on(Rule::R6Recording));
                self.push("the gateway calls", u8::from(of == 1).into(), AIDED, next);
            }
        }
        let unsent = world.rows.iter().flatten().any(|row| row.live && row.state == Ready && row.sends == 0);
        if unsent && world.foreign == NONE && !world.restored && world.rows[1].is_none() {
            self.push("somebody refunds it there", 0, AIDED, World { foreign: 0, ..*world });
        }
    }

    fn moves_on(&mut self, world: &World, of: usize, paid: Paid) {
        let to = |progress| {
            let was_processed = paid.was_processed || progress == Progress::Processed;
            let mut next = *world;
            next.paid[of] = Some(Paid { progress, was_processed, ..paid });
            next
        };
        if paid.progress == Progress::Pending {
            self.push("the gateway confirms", of, AIDED, to(Progress::Processed));
        }
        if paid.progress != Progress::Failed && !world.restored {
            self.push("the gateway takes it back", of, AIDED, to(Progress::Failed));
        }
    }

    pub fn calamities(&mut self, world: &World) {
        for at in (0..2).filter(|at| world.workers[*at].phase != Phase::Idle && !world.restored) {
            let mut next = *world;
            let it = std::mem::replace(&mut next.workers[at], IDLE);
            if it.phase == Phase::Waiting {
                next.stray(it.of, it.age);
            }
            self.push("a worker dies", at, AIDED, next);
        }
        if !world.restored && world.rows[0].is_some() {
            self.restores(world);
        }
    }

    /// The database is set back to what it was at an earlier moment; what was under way goes on.
    fn restores(&mut self, world: &World) {
        let [first, second] = world.rows;
        let sent = |row: Row| row.sends > 0;
        let sending = Row { state: Sending, sends: 1, window: 0, lease: 0, ..Row::new() };
        let mut earlier = vec![[None, None], [Some(Row::new()), None]];
        if second.is_some() || first.is_some_and(sent) {
            earlier.push([Some(sending), None]);
        }
        if let (Some(first), Some(second)) = (first, second) {
            let ended = matches!(first.state, Failed | FailedAfterSuccess);
            let doubt = Row { state: NeedsOperator, sends: 1, window: -GRACE, ..Row::new() };
            let first = if ended { first } else { doubt };
            let over = Row { live: false, next: NONE, ..first };
            earlier.push([Some(first), None]);
            earlier.push([Some(over), Some(Row::new())]);
            if sent(second) {
                earlier.push([Some(over), Some(sending)]);
            }
        }
        for (at, rows) in earlier.into_iter().enumerate() {
            let next = world.set_back(rows, self.on(Rule::R15Freeze));
            self.push("an older database is restored", at, AIDED, next);
        }
    }
}

impl World {
    /// What was under way at a freeze is taken to land within the grace, which is what the grace is for.
    pub const fn may_land(&self) -> bool {
        self.frozen == NONE || self.frozen <= GRACE
    }

    pub fn stray(&mut self, of: u8, age: i8) {
        if let Some(place) = self.strays.iter_mut().find(|stray| **stray == NO_STRAY) {
            *place = (of, age);
        }
    }

    pub fn compare(&mut self, fenced: bool) {
        for of in 0..2 {
            if let Some(paid) = self.paid[of].filter(|paid| paid.age >= LAG) {
                self.merge(of, paid.progress, fenced);
            }
        }
    }

    fn set_back(&self, rows: [Option<Row>; 2], freeze: bool) -> Self {
        let mut next = Self { rows, alarm: false, restored: true, ..*self };
        for worker in &mut next.workers {
            worker.held = false;
            if !matches!(worker.phase, Phase::Cleared | Phase::Waiting) {
                *worker = IDLE;
            }
        }
        if freeze {
            next.frozen = 0;
            for of in 0..2 {
                if let Some(row) = next.rows[of].filter(|row| row.live) {
                    next.save(of, &machine::frozen(row.standing(), AT.now));
                }
            }
        }
        next
    }

    /// Whether nothing is left to be found out, and all that was paid is known.
    pub fn is_settled(&self) -> bool {
        let barred = self.alarm || self.frozen != NONE;
        let open = |row: &Row| match row.state {
            Ready => !barred,
            Sending | InDoubt => true,
            _ => false,
        };
        let known = |of: usize| self.paid[of].is_none() || self.rows[of].is_some_and(|row| row.proven);
        !self.rows.iter().flatten().any(|row| row.live && open(row)) && known(0) && known(1)
    }
}

/// Worlds that differ in nothing that matters become one. What is left aside makes the gateway forget a key early at
/// most, which is worse than what it does.
pub fn tidy(world: &mut World, gated: bool) {
    for row in world.rows.iter_mut().flatten().filter(|row| !matches!(row.state, Ready | Sending | InDoubt)) {
        let next = if row.live { 0 } else { NONE };
        *row = Row { sends: row.sends.min(1), window: NONE, empty: 0, looked: NONE, next, ..*row };
    }
    for at in 0..2 {
        tidy_worker(world, at, gated);
    }
    world.workers.sort_unstable();
    world.strays.sort_unstable();
    for of in 0..2 {
        let proven = world.rows[of].is_some_and(|row| row.proven);
        let busy = world.workers.iter().any(|one| one.phase != Phase::Idle && usize::from(one.of) == of);
        let stray = world.strays.iter().any(|stray| usize::from(stray.0) == of);
        if let (true, Some(paid)) = (proven && !busy && !stray, &mut world.paid[of]) {
            paid.late = false;
            paid.age = if paid.age >= LAG { MEMORY } else { paid.age };
        }
    }
    if !world.rows.iter().flatten().any(|row| row.live && row.state == Ready) {
        world.foreign = NONE;
    }
}

/// A worker that lost its lease would only bring proofs, as the gateway's calls do, unless it is about to write.
fn tidy_worker(world: &mut World, at: usize, gated: bool) {
    let it = world.workers[at];
    let free = world.strays.contains(&NO_STRAY);
    match it.phase {
        Phase::Waiting if !it.held && free => {
            world.stray(it.of, it.age);
            world.workers[at] = IDLE;
        }
        Phase::Idle | Phase::Waiting => {}
        Phase::Cleared if it.held || !gated || (it.lease > 0 && it.window > 0) => {}
        _ if !it.held => world.workers[at] = IDLE,
        _ => {}
    }
    if !matches!(it.phase, Phase::Cleared) {
        let it = &mut world.workers[at];
        (it.lease, it.window) = (0, NONE);
    }
}
