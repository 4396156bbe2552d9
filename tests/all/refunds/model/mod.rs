//! One refund, and everything that can happen to it: two workers whose leases end, a gateway that forgets keys, lost
//! and late copies and replies, lists that lag, calls of the gateway, deaths at every step, an older copy of the
//! database restored, people who decide again.
//!
//! The tries move by the product's own `domain::refund::machine`; what the service does around them is written again
//! here, small. `state` is all that is kept, `steps` what can happen, `effects` what that does, `proof` what the gateway's word does to the
//! database, `drain` the way to a quiet end, `search` walks through all of it. Each rule can be left out, and then a
//! way must be found on which money moves twice or is forgotten. A rule that is new gets its word in `state::Rule`.

mod drain;
mod effects;
mod proof;
mod search;
pub mod state;
pub mod steps;

use self::{
    search::{Found, search},
    state::{Model, Rule, TIGHT},
};

/// A rule left out, and what it takes to find the harm: whether an older database is restored, whether somebody
/// refunds at the gateway itself.
const REMOVED: &[(Rule, bool, bool)] = &[
    (Rule::IntentFirst, false, false),
    (Rule::OneKey, false, false),
    (Rule::Window, false, false),
    (Rule::Unknown, false, false),
    (Rule::SoleRefusal, false, false),
    (Rule::Fence, false, false),
    (Rule::Sweep, false, false),
    (Rule::Absence, false, false),
    (Rule::PeopleDecide, false, false),
    (Rule::Compare, false, true),
    (Rule::Freeze, true, false),
];

#[test]
fn with_all_rules_money_moves_once_and_is_never_forgotten() {
    let mut all = 0;
    for (restores, foreign) in [(false, false), (true, false), (false, true)] {
        let found = search(&Model { times: TIGHT, without: None, restores, foreign });
        println!("restores: {restores}, refunds elsewhere: {foreign}: {} states, depth {}", found.states, found.depth);
        assert!(found.violation.is_none(), "{}", found.story());
        all += found.states;
    }
    println!("{all} states with all rules, none of them wrong");
    assert!(all > 100_000, "the model has shrunk to {all} states");
}

#[test]
fn without_any_one_rule_harm_is_found() {
    println!("{:>28}  {:>5}  {:>8}  harm", "left out", "steps", "states");
    for (rule, restores, foreign) in REMOVED {
        let model = Model { times: TIGHT, without: Some(*rule), restores: *restores, foreign: *foreign };
        let found: Found = search(&model);
        let harm = found.violation.unwrap_or_else(|| panic!("{rule:?} can be left out: {} states", found.states));
        println!("{:>28}  {:>5}  {:>8}  {harm:?}", rule.name(), found.trace.len(), found.states);
        println!("{}", found.story());
    }
}
