//! What the gateway's word does to the database: as the service's `money::merge` and `money::adopt`.

use appydex_admin::domain::{
    refund::{
        AttemptState,
        machine::{self, Progress, Standing},
    },
    time::Timestamp,
};

use super::state::{Model, State, Try};

impl Model {
    /// Takes in what is known of the refund `which` at the gateway.
    pub fn merge(&self, s: &mut State, which: usize) {
        let one = s.executed[which];
        let bit = 1_u8 << which;
        if one.foreign {
            s.db.posted |= bit;
            return;
        }
        let at = usize::from(one.of);
        if at >= s.db.tries.len() {
            adopt(s, at);
        }
        match s.db.tries[at].executed {
            Some(known) if usize::from(known) != which => second(s, bit, one.progress),
            _ => self.ours(s, at, which),
        }
    }

    fn ours(&self, s: &mut State, at: usize, which: usize) {
        let (one, was) = (s.executed[which], s.db.tries[at]);
        let is = machine::merged(was.it, one.progress, &self.moment(s.now));
        if was.executed.is_some() && is.state == was.it.state {
            return;
        }
        if one.progress != Progress::Failed && rivalled(s, at) {
            s.db.alarm = true;
        }
        let another = s.db.tries.iter().enumerate().any(|(other, row)| other != at && row.live);
        let row = &mut s.db.tries[at];
        row.it = is;
        row.live = is.state.is_live() && !another;
        row.executed = u8::try_from(which).ok();
        let bit = 1_u8 << which;
        if is.state == AttemptState::Succeeded {
            s.db.posted |= bit;
        } else {
            s.db.posted &= !bit;
        }
        s.let_go(at);
    }
}

/// Tries that a restored database has forgotten; what was under way before them had been given up.
fn adopt(s: &mut State, at: usize) {
    for row in &mut s.db.tries {
        row.live = row.live && matches!(row.it.state, AttemptState::Accepted);
    }
    let now = Timestamp(s.now);
    while s.db.tries.len() <= at {
        let it = Standing { sends: 1, ..machine::frozen(Standing::new(now), now) };
        s.db.tries.push(Try { it, live: false, lease_until: None, executed: None });
    }
}

fn second(s: &mut State, bit: u8, progress: Progress) {
    match progress {
        Progress::Pending => {}
        Progress::Processed => s.db.posted |= bit,
        Progress::Failed => s.db.posted &= !bit,
    }
    s.db.alarm |= progress != Progress::Failed;
}

/// Whether another try may have paid; one that was to follow and was never sent is not needed any more.
fn rivalled(s: &mut State, at: usize) -> bool {
    use AttemptState::{Accepted, InDoubt, NeedsOperator, Ready, Sending, Succeeded};
    let mut rivalled = false;
    for other in 0..s.db.tries.len() {
        let row = s.db.tries[other];
        if other > at && row.live && row.it.state == Ready && row.it.sends == 0 {
            s.db.tries[other].it = machine::withdrawn(row.it);
            s.db.tries[other].live = false;
            s.let_go(other);
            continue;
        }
        rivalled |= other != at
            && match row.it.state {
                Accepted | Succeeded => true,
                // One that was adopted in passing is known from nothing but its number.
                Sending | InDoubt | NeedsOperator => other > at,
                _ => false,
            };
    }
    rivalled
}
