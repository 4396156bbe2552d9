use super::*;
use crate::domain::time::{HOUR, MINUTE, SECOND};

const NOW: Timestamp = Timestamp(1_764_000_000_000_000);
const AT: Moment = Moment { now: NOW, wait: 5 * SECOND, window: HOUR, grace: MINUTE };
const PROGRESS: [Progress; 3] = [Progress::Pending, Progress::Processed, Progress::Failed];

fn later(micros: i64) -> Moment {
    Moment { now: NOW.plus(micros), ..AT }
}

fn sent() -> Standing {
    intended(Standing::new(NOW), &AT, NOW.plus(30 * SECOND))
}

fn doubtful() -> Standing {
    replied(sent(), Reply::Unknown, &AT)
}

/// A standing in each state, as moves lead to it.
fn every() -> Vec<Standing> {
    let accepted = replied(sent(), Reply::Taken(Progress::Pending), &AT);
    let succeeded = merged(accepted, Progress::Processed, &AT);
    let all = vec![
        Standing::new(NOW),
        sent(),
        accepted,
        doubtful(),
        nowhere(),
        succeeded,
        replied(sent(), Reply::Refused, &AT),
        merged(succeeded, Progress::Failed, &AT),
    ];
    assert_eq!(all.iter().map(|it| it.state).collect::<Vec<_>>(), AttemptState::ALL);
    all
}

/// Looked up twice after the window shut, and not there.
fn nowhere() -> Standing {
    let once = looked_up(doubtful(), Seen::Empty, &later(HOUR + MINUTE));
    looked_up(once, Seen::Empty, &later(HOUR + 2 * MINUTE))
}

#[test]
fn what_lives_is_due_and_what_ended_is_not() {
    for it in every() {
        assert_eq!(it.state.is_live(), it.next_action_at.is_some(), "{it:?}");
        assert_eq!(it.state.is_live(), it.next(NOW) != Next::Nothing, "{it:?}");
    }
}

#[test]
fn what_a_worker_does_next() {
    let next = every().into_iter().map(|it| it.next(NOW)).collect::<Vec<_>>();
    let look = |may_send| Next::LookUp { may_send };
    let nothing = Next::Nothing;
    assert_eq!(next, [look(true), Next::Sweep, look(false), look(true), look(false), nothing, nothing, nothing]);
}

#[test]
fn a_copy_is_counted_before_it_leaves_and_the_window_is_that_of_the_first() {
    let first = sent();
    assert_eq!((first.state, first.sends, first.window_ends_at), (Sending, 1, Some(NOW.plus(HOUR))));
    let second = intended(doubtful(), &later(10 * MINUTE), NOW.plus(11 * MINUTE));
    assert_eq!((second.sends, second.window_ends_at), (2, Some(NOW.plus(HOUR))));
    assert_eq!(second.next_action_at, Some(NOW.plus(11 * MINUTE)), "due again when the lease ends");
}

#[test]
fn however_long_it_waits_it_is_looked_at_when_absence_counts() {
    let patient = Moment { wait: 10 * HOUR, ..AT };
    let counts = Some(NOW.plus(HOUR + MINUTE));
    assert_eq!(replied(sent(), Reply::Unknown, &patient).next_action_at, counts);
    assert_eq!(replied(sent(), Reply::Later(Some(DAY)), &patient).next_action_at, counts);
    assert_eq!(looked_up(doubtful(), Seen::Empty, &patient).next_action_at, counts);
}

#[test]
fn each_reply_to_the_only_copy() {
    let state = |reply| replied(sent(), reply, &AT).state;
    assert_eq!(state(Reply::Nothing), Ready);
    assert_eq!(PROGRESS.map(|progress| state(Reply::Taken(progress))), [Accepted, Succeeded, Failed]);
    assert_eq!(state(Reply::Refused), Failed);
    assert_eq!(state(Reply::Later(None)), InDoubt);
    assert_eq!(state(Reply::LaneStopped), Ready);
    assert_eq!(state(Reply::Unknown), InDoubt);
}

#[test]
fn a_refusal_after_an_earlier_copy_settles_nothing() {
    let second = intended(doubtful(), &AT, NOW.plus(SECOND));
    for reply in [Reply::Refused, Reply::LaneStopped, Reply::Nothing, Reply::Unknown, Reply::Later(Some(SECOND))] {
        assert_eq!(replied(second, reply, &AT).state, InDoubt, "{reply:?}");
    }
    assert_eq!(replied(second, Reply::Nothing, &AT).sends, 1);
    assert_eq!(replied(second, Reply::Refused, &AT).sends, 2);
}

#[test]
fn what_did_not_leave_is_as_if_it_had_not_been_tried() {
    let back = replied(sent(), Reply::Nothing, &AT);
    assert_eq!(back, Standing { next_action_at: Some(NOW.plus(5 * SECOND)), ..Standing::new(NOW) });
}

#[test]
fn the_gateway_says_how_long_to_wait() {
    assert_eq!(replied(sent(), Reply::Later(Some(9)), &AT).next_action_at, Some(NOW.plus(9)));
    assert_eq!(replied(sent(), Reply::Later(None), &AT).next_action_at, Some(NOW.plus(5 * SECOND)));
}

#[test]
fn a_reply_that_comes_after_a_proof_or_a_sweep_changes_nothing_but_by_its_own_proof() {
    for it in every().into_iter().filter(|it| it.state != Sending) {
        for reply in [Reply::Nothing, Reply::Refused, Reply::Later(None), Reply::LaneStopped, Reply::Unknown] {
            assert_eq!(replied(it, reply, &AT), it, "{reply:?}");
        }
        assert_eq!(replied(it, Reply::Taken(Progress::Processed), &AT), merged(it, Progress::Processed, &AT));
    }
}

#[test]
fn absence_counts_only_after_the_window_and_the_grace_and_twice() {
    let look = |it, micros| looked_up(it, Seen::Empty, &later(micros));
    let early = look(doubtful(), HOUR - 1);
    assert_eq!((early.state, early.empty_lookups), (InDoubt, 0));
    let shut = look(doubtful(), HOUR);
    assert_eq!((shut.empty_lookups, shut.next_action_at), (0, Some(NOW.plus(HOUR + MINUTE))));
    let once = look(shut, HOUR + MINUTE);
    assert_eq!((once.state, once.empty_lookups), (InDoubt, 1));
    let hasty = look(once, HOUR + 2 * MINUTE - 1);
    assert_eq!((hasty.state, hasty.empty_lookups), (InDoubt, 1));
    assert_eq!(hasty.next_action_at, Some(NOW.plus(HOUR + 2 * MINUTE)));
    let twice = look(hasty, HOUR + 2 * MINUTE);
    assert_eq!((twice.state, twice.empty_lookups), (NeedsOperator, 2));
    assert_eq!(look(twice, HOUR + 3 * MINUTE).next_action_at, Some(NOW.plus(HOUR + 3 * MINUTE + DAY)));
}

#[test]
fn what_can_t_be_read_never_counts() {
    for it in every() {
        let looked = looked_up(it, Seen::Unreadable, &later(2 * HOUR));
        assert_eq!((looked.state, looked.empty_lookups), (it.state, it.empty_lookups));
        assert_eq!(looked.next_action_at.is_some(), it.state.is_live());
    }
}

#[test]
fn what_was_accepted_is_never_given_up() {
    let accepted = merged(sent(), Progress::Pending, &AT);
    let looked = looked_up(accepted, Seen::Empty, &later(30 * DAY));
    assert_eq!((looked.state, looked.next_action_at), (Accepted, Some(NOW.plus(30 * DAY + 5 * SECOND))));
}

#[test]
fn the_window_shuts_for_copies_but_not_for_the_first() {
    assert!(Standing::new(NOW).window_open(NOW.plus(365 * DAY)));
    assert!(doubtful().window_open(NOW.plus(HOUR - 1)));
    assert!(!doubtful().window_open(NOW.plus(HOUR)));
    assert_eq!(doubtful().next(NOW.plus(HOUR)), Next::LookUp { may_send: false });
}

#[test]
fn a_dead_worker_leaves_a_doubt() {
    let swept_one = swept(sent(), &later(MINUTE));
    assert_eq!((swept_one.state, swept_one.next_action_at), (InDoubt, Some(NOW.plus(MINUTE))));
    for it in every().into_iter().filter(|it| it.state != Sending) {
        assert_eq!(swept(it, &AT), it);
    }
}

#[test]
fn only_what_was_never_sent_can_be_withdrawn() {
    for it in every() {
        let end = withdrawn(it);
        assert_eq!(end.state, if it.state == Ready { Failed } else { it.state });
        assert_eq!(end.sends, it.sends);
    }
}

#[test]
fn a_freeze_leaves_only_looking() {
    for it in every() {
        let cold = frozen(it, NOW.plus(MINUTE));
        if matches!(it.state, Ready | Sending | InDoubt) {
            assert_eq!((cold.state, cold.sends), (InDoubt, it.sends.max(1)));
            assert!(!cold.window_open(NOW.plus(MINUTE)));
        } else {
            assert_eq!(cold, it);
        }
    }
}

#[test]
fn what_is_barred_stays_as_it_is_and_due() {
    let it = barred(Standing::new(NOW), NOW.plus(9));
    assert_eq!((it.state, it.next_action_at), (Ready, Some(NOW.plus(9))));
}

/// Every sequence of up to six proofs with the same ones among them ends in the same state.
#[test]
fn proofs_are_joined_whatever_their_order_and_number() {
    for it in every().into_iter().filter(|it| !it.proven) {
        let mut ends = std::collections::HashMap::new();
        for length in 1..=6 {
            for code in 0..3_usize.pow(length) {
                let proofs = (0..length).map(|place| PROGRESS[code / 3_usize.pow(place) % 3]);
                let set: std::collections::BTreeSet<_> = proofs.clone().collect();
                let end = proofs.fold(it, |it, progress| merged(it, progress, &AT));
                assert_eq!(*ends.entry(set).or_insert(end), end, "from {it:?}");
            }
        }
        let end = |set: &[Progress]| ends[&set.iter().copied().collect()].state;
        let [pending, processed, failed] = PROGRESS;
        assert_eq!(end(&[pending]), Accepted);
        assert_eq!((end(&[processed]), end(&[pending, processed])), (Succeeded, Succeeded));
        assert_eq!((end(&[failed]), end(&[pending, failed])), (Failed, Failed));
        assert_eq!((end(&[processed, failed]), end(&PROGRESS)), (FailedAfterSuccess, FailedAfterSuccess));
    }
}

#[test]
fn a_proof_outweighs_a_certain_refusal() {
    let refused = replied(sent(), Reply::Refused, &AT);
    let states = PROGRESS.map(|progress| merged(refused, progress, &AT).state);
    assert_eq!(states, [Accepted, Succeeded, Failed]);
}

#[test]
fn waiting_doubles_up_to_an_hour_less_a_quarter_by_chance() {
    let seconds = |tries| wait(tries, 0) / SECOND;
    assert_eq!([i64::MIN, 0, 1, 2, 3, 11, 12, i64::MAX].map(seconds), [2, 2, 2, 4, 8, 2048, 3600, 3600]);
    assert_eq!(wait(1, u32::MAX) / 1000, 1500);
}
