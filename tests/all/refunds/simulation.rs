//! Seeded schedules: several refunds of one payment, workers that die and sleep, a gateway that loses, delays, refuses
//! and forgets, all on a clock that jumps. What was committed outlives every crash. `SCHEDULES` says how many.

use std::{
    collections::{BTreeSet, HashMap},
    env,
};

use appydex_admin::domain::{
    refund::{
        AttemptState::{Failed, InDoubt, NeedsOperator, Ready, Sending},
        machine::{self, Moment, Progress, Reply, Seen, Standing},
    },
    time::{SECOND, Timestamp},
};

use super::schedule::{GRACE, LEASE, Sim, WINDOW};

/// Tells which schedule it was when one fails.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the seed of this schedule: {}", self.0);
        }
    }
}

#[test]
fn no_schedule_pays_twice_or_loses_anything() {
    let count = env::var("SCHEDULES").map_or(10_000, |count| count.parse().expect("SCHEDULES is a number"));
    let (mut copies, mut paid, mut crashes) = (0, 0, 0);
    for seed in 0..count {
        let _seed = Seed(seed);
        let mut sim = Sim::new(seed);
        sim.storm();
        sim.calm();
        sim.check();
        (copies, paid, crashes) = (copies + sim.copies, paid + sim.paid.len(), crashes + sim.crashes);
    }
    println!("{count} schedules: {copies} copies, {paid} refunds executed, {crashes} crashes");
    assert!(copies > paid && paid > 0 && crashes > 0, "the schedules go nowhere");
}

const AT: Moment = Moment { now: Timestamp(0), wait: SECOND, window: WINDOW, grace: GRACE };

/// Every standing that up to five moves lead to, without a proof.
fn standings() -> Vec<Standing> {
    let mut all = vec![Standing::new(AT.now)];
    let (mut from, replies) =
        (0, [Reply::Nothing, Reply::Refused, Reply::Later(None), Reply::LaneStopped, Reply::Unknown]);
    for _ in 0..5 {
        let end = all.len();
        for it in all[from..end].to_vec() {
            let late = |graces| Moment { now: it.window_ends_at.unwrap_or(AT.now).plus(graces * GRACE), ..AT };
            let mut next = vec![machine::swept(it, &AT), machine::frozen(it, AT.now), machine::withdrawn(it)];
            next.extend(replies.map(|reply| machine::replied(it, reply, &AT)));
            next.extend([0, 2, 4].map(|graces| machine::looked_up(it, Seen::Empty, &late(graces))));
            if matches!(it.state, Ready | InDoubt) {
                next.push(machine::intended(it, &AT, Timestamp(LEASE)));
            }
            next.into_iter().for_each(|one| {
                if !all.contains(&one) {
                    all.push(one)
                }
            });
        }
        from = end;
    }
    all
}

#[test]
fn proofs_lead_to_one_state_in_whatever_order_and_number() {
    let (progress, mut states) = ([Progress::Pending, Progress::Processed, Progress::Failed], BTreeSet::new());
    for it in standings() {
        states.insert(it.state);
        let mut ends = HashMap::new();
        for length in 1..=6 {
            for code in 0..3_usize.pow(length) {
                let proofs = (0..length).map(|place| progress[code / 3_usize.pow(place) % 3]);
                let set: BTreeSet<_> = proofs.clone().collect();
                let end = proofs.fold(it, |it, one| machine::merged(it, one, &AT));
                assert_eq!(*ends.entry(set).or_insert(end), end, "from {it:?}");
            }
        }
    }
    assert_eq!(states, BTreeSet::from([Ready, Sending, InDoubt, NeedsOperator, Failed]));
}
