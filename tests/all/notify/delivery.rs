//! What a courier does with one notice after another.

use std::sync::Arc;
use std::time::Duration;

use appydex_admin::domain::time::{DAY, HOUR, MINUTE, SECOND, Timestamp};
use appydex_admin::jobs::notices::Tally;
use appydex_admin::ports::Clock;
use serde_json::json;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::ground::{CASE, Ground, NOW, Postbox, later, never, on_both_engines};

on_both_engines! {
    what_is_queued_arrives_in_order,
    notices_inside_go_before_mail,
    only_what_one_request_queued_is_drained,
    a_letter_that_waits_is_tried_with_growing_pauses,
    after_three_days_a_last_try_then_it_failed,
    a_refusal_for_good_is_final_and_an_event,
    without_an_address_it_failed_at_once,
    without_a_mail_server_mail_waits,
    poison_fails_and_holds_up_nobody,
    a_running_courier_wakes_at_once_and_stops_when_told,
}

async fn what_is_queued_arrives_in_order(ground: Ground) {
    for number in [3, 1, 2] {
        ground.queue("in_app", number).await;
    }
    let tally = ground.courier(None).drain(None).await.unwrap();
    assert_eq!(tally, Tally { sent: 3, ..Tally::default() });
    let expected = [3, 1, 2].map(|n| format!("We have received your request TR-2025-00000{n}"));
    assert_eq!(ground.titles().await, expected);
    assert_eq!(ground.courier(None).drain(None).await.unwrap(), Tally::default());
}

async fn notices_inside_go_before_mail(ground: Ground) {
    let (mail, inside) = (ground.queue("email", 1).await, ground.queue("in_app", 2).await);
    assert_eq!(ground.take_and_die().await.id, inside);
    assert_eq!(ground.take_and_die().await.id, mail);
}

async fn only_what_one_request_queued_is_drained(ground: Ground) {
    let (other, own) = (ground.queue("in_app", 1).await, ground.queue("in_app", 2).await);
    let tally = ground.courier(None).drain(Some("trace-2")).await.unwrap();
    assert_eq!(tally, Tally { sent: 1, ..Tally::default() });
    assert_eq!(ground.row(own).await.status, "sent");
    assert_eq!(ground.row(other).await.attempts, 0);
}

async fn a_letter_that_waits_is_tried_with_growing_pauses(ground: Ground) {
    let id = ground.queue("email", 1).await;
    let postbox = Postbox::answering([Err(later("busy")), Err(later("busy")), Ok(())]);
    let courier = ground.courier(Some(postbox.clone()));
    for (attempt, longest) in [(1, 30 * SECOND), (2, MINUTE)] {
        let before = ground.clock.now();
        assert_eq!(courier.drain(None).await.unwrap(), Tally { later: 1, ..Tally::default() });
        let row = ground.row(id).await;
        assert_eq!((row.status.as_str(), row.attempts, row.last_error.as_deref()), ("pending", attempt, Some("busy")));
        let pause = row.next_action_at.since(before);
        assert!(pause <= longest && pause >= longest / 4 * 3, "{pause}");
        ground.clock.set(Timestamp(row.next_action_at.0 - 1));
        assert_eq!(courier.drain(None).await.unwrap(), Tally::default(), "it isn't due yet");
        ground.clock.set(row.next_action_at);
    }
    assert_eq!(courier.drain(None).await.unwrap(), Tally { sent: 1, ..Tally::default() });
    let row = ground.row(id).await;
    assert_eq!((row.status.as_str(), row.attempts, row.last_error), ("sent", 3, None));
    assert_eq!(row.ended_at, Some(ground.clock.now()));
    let letters = postbox.letters.lock().unwrap();
    assert!(letters.len() == 3 && letters.iter().all(|letter| *letter == letters[0]), "each try is the same letter");
    assert_eq!((letters[0].to.as_str(), letters[0].message_id), ("desk@sparkle.example", id));
    assert_eq!(letters[0].subject, "We have received your request TR-2025-000001");
}

async fn after_three_days_a_last_try_then_it_failed(ground: Ground) {
    let id = ground.queue("email", 1).await;
    let postbox = Postbox::answering((0..200).map(|_| Err(later("still busy"))));
    let courier = ground.courier(Some(postbox.clone()));
    let mut longest = 0;
    while courier.drain(None).await.unwrap().later == 1 {
        let row = ground.row(id).await;
        longest = longest.max(row.next_action_at.since(ground.clock.now()));
        assert!(row.next_action_at <= NOW.plus(3 * DAY));
        ground.clock.set(row.next_action_at);
    }
    let row = ground.row(id).await;
    assert_eq!((row.status.as_str(), row.ended_at), ("failed", Some(NOW.plus(3 * DAY))));
    assert_eq!(row.last_error, Some(format!("given up after {} tries: still busy", row.attempts)));
    assert!(longest <= HOUR && longest > HOUR / 4 * 3, "{longest}");
    assert!((78..120).contains(&postbox.count()), "{} tries in 3 days", postbox.count());
    ground.clock.advance(Duration::from_hours(240));
    assert_eq!(courier.drain(None).await.unwrap(), Tally::default());
}

async fn a_refusal_for_good_is_final_and_an_event(ground: Ground) {
    let id = ground.queue("email", 1).await;
    let courier = ground.courier(Some(Postbox::answering([Err(never("550 no such user"))])));
    assert_eq!(courier.drain(None).await.unwrap(), Tally { failed: 1, ..Tally::default() });
    let row = ground.row(id).await;
    assert_eq!((row.status.as_str(), row.last_error.as_deref()), ("failed", Some("550 no such user")));
    let events: Vec<(i64, String, String, Option<String>, String, String)> =
        ground.all("SELECT seq, topic, kind, entity_id, data, trace_id FROM events").await;
    let data = r#"{"entity_type":"takedown_request","channel":"email","recipient":"vendor"}"#.to_owned();
    let event = (1, "system".into(), "system.changed".into(), Some(CASE.to_string()), data);
    assert_eq!(events, [(event.0, event.1, event.2, event.3, event.4, "trace-1".into())]);
    let audited: Vec<(i64,)> = ground.all("SELECT seq FROM audit_log").await;
    assert_eq!(audited, [], "it is no admin's doing");
}

async fn without_an_address_it_failed_at_once(ground: Ground) {
    let data =
        json!({"reason": "Against our rules.", "review_title": null, "vendor_name": "Sparkle", "user_name": "Ravi"});
    let none = ground.queue_as("email", 1, "user", "review_removed", data.clone()).await;
    let postbox = Postbox::answering([]);
    let courier = ground.courier(Some(postbox.clone()));
    assert_eq!(courier.drain(None).await.unwrap(), Tally { failed: 1, ..Tally::default() });
    assert_eq!(ground.row(none).await.last_error.as_deref(), Some("the recipient has no e-mail address"));
    ground.run("UPDATE users SET email = '  '").await;
    ground.queue_as("email", 2, "user", "review_removed", data).await;
    assert_eq!(courier.drain(None).await.unwrap(), Tally { failed: 1, ..Tally::default() });
    assert_eq!(postbox.count(), 0);
}

async fn without_a_mail_server_mail_waits(ground: Ground) {
    let id = ground.queue("email", 1).await;
    assert_eq!(ground.courier(None).drain(None).await.unwrap(), Tally { later: 1, ..Tally::default() });
    assert_eq!(ground.row(id).await.last_error.as_deref(), Some("no mail server is configured"));
}

async fn poison_fails_and_holds_up_nobody(ground: Ground) {
    let unknown = ground.queue_as("in_app", 1, "vendor", "moon_phase", json!({})).await;
    let lacking = ground.queue_as("email", 2, "vendor", "takedown_filed", json!({"reason_code": "spam"})).await;
    let broken = ground.queue("in_app", 3).await;
    ground.run("UPDATE outbox SET data = '{' WHERE trace_id = 'trace-3'").await;
    let good = ground.queue("in_app", 4).await;
    let postbox = Postbox::answering([]);
    let tally = ground.courier(Some(postbox.clone())).drain(None).await.unwrap();
    assert_eq!(tally, Tally { sent: 1, failed: 3, ..Tally::default() });
    for id in [unknown, lacking, broken] {
        let row = ground.row(id).await;
        assert_eq!((row.status.as_str(), row.attempts), ("failed", 1), "{row:?}");
    }
    assert_eq!((ground.row(good).await.status.as_str(), postbox.count()), ("sent", 0));
}

async fn a_running_courier_wakes_at_once_and_stops_when_told(ground: Ground) {
    let (wake, shutdown) = (Arc::new(Notify::new()), CancellationToken::new());
    let settings = appydex_admin::jobs::notices::Settings { poll: Duration::from_mins(5), ..Default::default() };
    let courier = ground.courier_with(None, settings);
    let (bell, stop) = (wake.clone(), shutdown.clone());
    let running = tokio::spawn(async move { courier.run(&bell, &stop).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    ground.queue("in_app", 1).await;
    wake.notify_one();
    let arrived = async {
        while ground.titles().await.is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), arrived).await.expect("it wakes long before the poll");
    shutdown.cancel();
    tokio::time::timeout(Duration::from_secs(20), running).await.expect("it stops").unwrap();
}
