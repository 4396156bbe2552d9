//! What keys lead to: decisions in three of them, undo, triage, colleagues, lost connections.

use appydex_admin::{
    domain::{takedown::TakedownStatus, time::SECOND},
    error::{Error, Kind},
    operations::events::Topic,
    tui::{
        effect::{Call, Effect, Of},
        key::Key,
        message::Message,
        model::{listing::Rows as _, tabs::Tab},
    },
};

use super::{
    data,
    desk::{Desk, REASON},
};

fn unreachable() -> Error {
    Error::new(Kind::Unreachable { server: "admin.example".into() })
}

#[test]
fn thirty_cases_take_three_keys_each() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("n");
    desk.settle();
    let mut pressed = 0;
    for i in 0..30 {
        let keys = [["a", "1", "\n"], ["d", "2", "\n"], ["x", "1", "\n"]][i % 3];
        let before = desk.model.takedowns.case.id;
        for key in keys {
            desk.press(key);
            pressed += 1;
        }
        assert_ne!(desk.model.takedowns.case.id, before, "the next case is there before anything is answered");
        desk.wait(1);
    }
    desk.wait(30);
    assert_eq!((desk.decided.len(), pressed), (30, 90));
    let mut keys: Vec<&String> = desk.decided.iter().map(|(.., key)| key).collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 30, "each under a key of its own");
    assert!(desk.model.outbox.pending.is_empty() && desk.model.outbox.refused.is_empty());
}

#[test]
fn nothing_is_sent_for_five_seconds_and_undo_takes_it_back() {
    let mut desk = Desk::loaded((120, 40));
    let first = desk.model.takedowns.case.id;
    desk.press("x1\n");
    assert_ne!(desk.model.takedowns.case.id, first);
    for _ in 0..49 {
        desk.pass(SECOND / 10);
        assert!(!desk.asked.iter().any(|(_, of, _)| matches!(of, Of::Resolve(_))), "it is held back");
    }
    desk.press("u");
    desk.wait(20);
    assert!(desk.decided.is_empty());
    assert_eq!(desk.model.takedowns.case.id, first, "it is at hand again");
    desk.press("\n");
    desk.wait(7);
    assert_eq!(desk.decided.len(), 1, "the reason was kept");
    assert_eq!(desk.decided[0].1.reason, REASON);
}

#[test]
fn undo_in_triage_brings_the_case_back_and_keeps_the_next() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("n");
    desk.settle();
    let first = desk.model.takedowns.case.id;
    desk.press("a1\n");
    desk.settle();
    let second = desk.model.takedowns.case.id;
    desk.press("u");
    desk.settle();
    assert_eq!(desk.model.takedowns.case.id, first);
    desk.press("\n");
    desk.settle();
    assert_eq!(desk.model.takedowns.case.id, second);
}

#[test]
fn a_bad_reason_is_not_sent() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("xetoo short\n");
    assert!(desk.text().contains("at least 50 characters"), "{}", desk.text());
    desk.wait(10);
    assert!(desk.decided.is_empty());
}

#[test]
fn marked_rows_are_a_frozen_list() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("    V");
    let marked = desk.model.takedowns.list.marked.clone();
    desk.press("x1");
    desk.world.requests = 60;
    desk.press("\n");
    desk.wait(20);
    let decided: std::collections::BTreeSet<_> = desk.decided.iter().map(|(id, ..)| *id).collect();
    assert_eq!(decided, marked);
    assert!(decided.len() >= 4);
}

#[test]
fn a_case_that_a_colleague_decided_says_so_and_moves_on() {
    let mut desk = Desk::loaded((120, 40));
    let first = desk.model.takedowns.case.id;
    desk.world.gone.insert(0);
    desk.press("r");
    let case = desk.asked.iter().position(|(_, of, _)| matches!(of, Of::Takedown(_))).unwrap();
    let asked = desk.asked.remove(case);
    desk.answer(asked);
    assert!(desk.text().contains("was rejected by Binod Jha meanwhile"), "{}", desk.text());
    desk.wait(5);
    assert_ne!(desk.model.takedowns.case.id, first);
    assert!(desk.model.takedowns.list.rows.iter().all(|row| Some(row.id) != first));
}

#[test]
fn a_decision_that_came_too_late_says_so() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("x1\n");
    desk.world.gone.insert(0);
    desk.wait(6);
    assert!(desk.decided.is_empty());
    assert_eq!(desk.model.outbox.refused.len(), 1);
    assert!(desk.text().contains("by somebody else before"), "{}", desk.text());
}

#[test]
fn decisions_wait_for_a_lost_server_and_go_out_once_under_one_key() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("x1\n");
    desk.world.down = Some(unreachable());
    desk.wait(60);
    assert!(desk.text().contains("Out of reach"), "{}", desk.text());
    let key = desk.model.outbox.pending[0].key.clone();
    desk.world.down = None;
    desk.wait(40);
    assert_eq!(desk.decided.len(), 1);
    assert_eq!(desk.decided[0].2, key);
    assert!(!desk.text().contains("Out of reach"));
}

#[test]
fn a_late_answer_lands_on_no_other_row() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("j");
    desk.pass(SECOND);
    let late =
        desk.asked.iter().position(|(_, of, _)| matches!(of, Of::Takedown(_))).map(|at| desk.asked.remove(at)).unwrap();
    desk.press("j");
    desk.settle();
    let at_hand = desk.model.takedowns.case.slot.value.clone();
    desk.answer(late);
    assert_eq!(desk.model.takedowns.case.slot.value, at_hand);
    let case = at_hand.unwrap();
    assert_eq!(Some(case.id), desk.model.takedowns.list.current_id());
}

#[test]
fn rows_that_are_passed_over_are_not_asked_for() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("jjjjjjjjjj");
    desk.pass(SECOND);
    let cases = desk.asked.iter().filter(|(_, of, _)| matches!(of, Of::Takedown(_))).count();
    assert_eq!(cases, 1);
}

#[test]
fn a_claim_of_a_colleague_is_taken_over_with_a_reason() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("jj");
    desk.settle();
    desk.press("x");
    assert!(desk.model.overlay.is_none(), "nothing is decided over somebody's head");
    desk.press("c");
    desk.press("short\n");
    assert!(desk.text().contains("at least 10"), "{}", desk.text());
    desk.press(" no more: they are ill\n");
    let claims = |call: &Call| matches!(call, Call::Claim(_, claim, _) if claim.takeover_reason.is_some());
    assert!(desk.asked.iter().any(|(_, _, call)| claims(call)));
    desk.settle();
    desk.press("x1\n");
    desk.wait(7);
    assert_eq!(desk.decided.len(), 1);
}

#[test]
fn what_is_denied_is_shown_as_such_and_asks_nothing() {
    let mut desk = Desk::new((120, 40));
    desk.world.permissions = vec!["refunds:list", "jobs:list"];
    desk.settle();
    assert_eq!(desk.model.tab, Tab::Refunds);
    assert!(desk.text().contains("needs refunds:approve"), "{}", desk.text());
    desk.press("a");
    assert!(desk.model.overlay.is_none());
    desk.press("27");
    desk.pass(SECOND);
    assert!(!desk.asked.iter().any(|(_, of, _)| matches!(of, Of::List(Tab::Takedowns | Tab::Audit))));
}

#[test]
fn a_readonly_profile_changes_nothing_and_a_protected_one_asks_first() {
    let mut desk = Desk::with((120, 40), |setup| setup.place.readonly = true);
    desk.settle();
    desk.press("x1\nncaC");
    desk.wait(10);
    assert!(desk.decided.is_empty());
    let mut desk = Desk::with((120, 40), |setup| {
        setup.place.protected = true;
        setup.place.profile = Some("production".into());
    });
    desk.settle();
    desk.press("xno\n\x1b");
    assert!(desk.model.overlay.is_none());
    desk.press("xproduction\n1\n");
    desk.wait(7);
    assert_eq!(desk.decided.len(), 1);
}

#[test]
fn a_refund_is_asked_about_twice_and_sent_again_under_its_key() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("3");
    desk.settle();
    desk.press("aChecked the call log.\n");
    assert!(desk.text().contains("Approve ₹95,000.00 of RF-2025-000211?"), "{}", desk.text());
    assert!(desk.asked.is_empty());
    desk.press("y");
    let attempt = |call: &Call| if let Call::Approve(_, _, attempt) = call { attempt.key.clone() } else { None };
    let first = desk.asked.iter().find_map(|(_, _, call)| attempt(call)).unwrap();
    desk.world.down = Some(unreachable());
    desk.wait(1);
    desk.world.down = None;
    for _ in 0..5 {
        desk.pass(SECOND);
    }
    let again = desk.asked.iter().find_map(|(_, _, call)| attempt(call)).unwrap();
    assert_eq!(first, again);
    desk.settle();
    assert!(desk.model.refunds.deciding.waiting.is_none() && desk.model.sent.is_none());
}

#[test]
fn an_amount_can_be_changed_and_is_read_back() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("3");
    desk.settle();
    desk.press("a\t");
    desk.key(Key::Ctrl('u'));
    desk.press("1234.5");
    assert!(desk.text().contains("₹1,234.50"), "{}", desk.text());
    desk.press("\tA part of it was done.\ny");
    let cents = desk.asked.iter().find_map(|(_, _, call)| {
        if let Call::Approve(_, decision, _) = call { decision.approved_amount_cents } else { None }
    });
    assert_eq!(cents, Some(123_450));
}

#[test]
fn commands_are_copied_as_a_shell_reads_them() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("ae");
    desk.send(Message::Paste("It's the second time that this reviewer posts the same words elsewhere.".into()));
    desk.key(Key::Ctrl('y'));
    let copied =
        desk.other.iter().find_map(|effect| if let Effect::Copy(text) = effect { Some(text.clone()) } else { None });
    let expected = "appydex-admin --as asha@example.com takedowns accept TR-2025-000317 --action hide \
                    --reason 'It'\\''s the second time that this reviewer posts the same words elsewhere.'";
    assert_eq!(copied.unwrap(), expected);
}

#[test]
fn only_web_addresses_are_opened_and_only_after_they_were_shown() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("o\n");
    assert!(desk.other.is_empty());
    assert!(desk.text().contains("https://files.example/1.png"));
    desk.press("\n");
    assert_eq!(desk.other, [Effect::Open("https://files.example/1.png".into())]);
    desk.press("j\n\n");
    assert_eq!(desk.other.len(), 1, "a script is no address");
}

#[test]
fn leaving_with_decisions_held_back_asks_first_and_lets_claims_go() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("n");
    desk.settle();
    desk.press("a1\nq");
    assert!(!desk.model.over && desk.text().contains("not sent yet"), "{}", desk.text());
    desk.press("nqy");
    assert!(desk.model.over);
    assert!(desk.asked.iter().any(|(_, of, _)| matches!(of, Of::Release(_))));
    assert_eq!(desk.other.last(), Some(&Effect::Quit));
}

#[test]
fn filters_go_to_the_operation_and_wrong_ones_stay() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("/status:all reason:spam Shine\n");
    let query = desk
        .asked
        .iter()
        .find_map(|(_, _, call)| if let Call::Takedowns(query) = call { Some(query.clone()) } else { None });
    let query = query.unwrap();
    assert_eq!((query.status, query.search.as_deref()), (None, Some("Shine")));
    assert_eq!(query.reason_code.unwrap().as_str(), "spam");
    desk.settle();
    desk.press("/");
    desk.key(Key::Ctrl('u'));
    desk.press("status:opne\n");
    assert!(desk.text().contains("status must be one of"), "{}", desk.text());
}

#[test]
fn escape_stops_waiting_and_what_comes_then_is_dropped() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("r\x1b");
    assert!(desk.model.takedowns.list.head.waiting.is_none());
    desk.world.requests = 3;
    desk.settle();
    assert_eq!(desk.model.takedowns.list.rows.len(), 40);
}

#[test]
fn a_list_that_comes_afresh_keeps_the_row_at_hand() {
    let mut desk = Desk::loaded((120, 40));
    desk.press("jjjjj");
    let hand = desk.model.takedowns.list.current_id();
    desk.world.gone.extend([0, 1]);
    desk.wait(12);
    assert_eq!(desk.model.takedowns.list.current_id(), hand);
    assert_eq!(desk.model.takedowns.list.rows.len(), 38);
    assert!(desk.model.takedowns.list.rows.iter().all(|row| row.status == TakedownStatus::Open));
}

#[test]
fn changes_that_are_heard_of_are_looked_at_at_once() {
    let mut desk = Desk::loaded((120, 40));
    desk.send(Message::Live(true));
    desk.wait(20);
    desk.asked.clear();
    desk.send(Message::Changed(Some(Topic::Referral)));
    desk.pass(SECOND);
    assert!(desk.asked.is_empty(), "it concerns nothing in view");
    desk.world.gone.insert(1);
    desk.send(Message::Changed(Some(Topic::Takedown)));
    desk.pass(SECOND);
    assert!(desk.asked.iter().any(|(_, of, _)| *of == Of::List(Tab::Takedowns)));
    desk.settle();
    assert_eq!(desk.model.takedowns.list.rows.len(), 39);
}

#[test]
fn keys_do_nothing_terrible_in_any_order() {
    let keys = "nax1\n2jkueoNC crgGs/?:TM*V vdy\x1b\tq n34m5x6v1rhl";
    let mut desk = Desk::loaded((80, 24));
    for (i, _) in keys.char_indices() {
        for key in keys[i..].chars().chain(keys[..i].chars()).filter(|c| *c != 'q') {
            desk.press(&key.to_string());
            desk.pass(SECOND / 5);
            desk.buffer();
        }
        for asked in std::mem::take(&mut desk.asked) {
            desk.answer(asked);
        }
    }
    assert_eq!(data::ME.len(), 36);
}

#[test]
fn ten_thousand_rows_are_drawn_and_walked_in_no_time() {
    let mut desk = Desk::new((200, 60));
    desk.world.requests = 10_000;
    desk.world.whole = true;
    desk.settle();
    assert_eq!(desk.model.takedowns.list.rows.len(), 10_000);
    let mut frames = Vec::new();
    for i in 0..200 {
        let begun = std::time::Instant::now();
        desk.press(if i % 2 == 0 { "j" } else { "G" });
        desk.buffer();
        frames.push(begun.elapsed());
        if i % 2 == 1 {
            desk.press("g");
        }
    }
    frames.sort();
    // Without optimisation, beside other tests: the bound is no promise, only a tripwire.
    let median = frames[frames.len() / 2];
    assert!(median.as_millis() < 250, "a key and its frame take {median:?}");
}
