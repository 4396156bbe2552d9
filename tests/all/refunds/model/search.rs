//! Every state that can be reached, nearest first.

use std::{
    collections::{HashSet, VecDeque},
    hash::{BuildHasher as _, RandomState},
};

use super::{
    drain::quiet_end,
    state::{Harm, Model, State},
    steps::Step,
};

/// What a search found.
pub struct Found {
    pub states: usize,
    pub depth: usize,
    pub violation: Option<Harm>,
    /// The steps to it.
    pub trace: Vec<Step>,
}

impl Found {
    /// The way to the harm, a step a line.
    pub fn story(&self) -> String {
        let lines = self.trace.iter().enumerate().map(|(at, step)| format!("    {:>2} {step:?}\n", at + 1));
        format!("{:?} after {} steps:\n{}", self.violation, self.trace.len(), lines.collect::<String>())
    }
}

/// Where a state was reached from, and by what.
struct Way {
    from: usize,
    step: Option<Step>,
    depth: usize,
}

/// Walks until there is harm, or nothing new.
pub fn search(model: &Model) -> Found {
    // States are told apart by 128 bits of theirs: two that share them by chance are not to be expected in a lifetime.
    let (left, right) = (RandomState::new(), RandomState::new());
    let name = |state: &State| (left.hash_one(state), right.hash_one(state));
    let start = State::start();
    let mut seen = HashSet::from([name(&start)]);
    let mut ways = vec![Way { from: 0, step: None, depth: 0 }];
    let mut queue = VecDeque::from([(0, start)]);
    let mut depth = 0;
    while let Some((at, state)) = queue.pop_front() {
        depth = ways[at].depth;
        if let Some(harm) = state.harm().or_else(|| quiet_end(model, &state)) {
            return Found { states: ways.len(), depth, violation: Some(harm), trace: trace(&ways, at) };
        }
        for step in model.steps(&state) {
            let next = model.after(&state, step);
            if seen.insert(name(&next)) {
                ways.push(Way { from: at, step: Some(step), depth: depth + 1 });
                queue.push_back((ways.len() - 1, next));
            }
        }
    }
    Found { states: ways.len(), depth, violation: None, trace: Vec::new() }
}

fn trace(ways: &[Way], mut at: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    while let Some(step) = ways[at].step {
        steps.push(step);
        at = ways[at].from;
    }
    steps.reverse();
    steps
}
