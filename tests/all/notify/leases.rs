//! Couriers that share a queue, and couriers that die.

use std::pin::Pin;
use std::time::Duration;

use appydex_admin::jobs::notices::{Settings, Tally};
use appydex_admin::ports::Clock;
use appydex_admin::store::outbox::{self, Outcome};
use futures_util::future::join_all;

use super::ground::{Ground, LEASE, Postbox, on_both_engines};

on_both_engines! {
    several_couriers_deliver_each_notice_once,
    what_a_dead_courier_held_is_delivered_after_the_lease,
    a_courier_dropped_in_the_middle_of_a_letter_loses_nothing,
    who_lost_the_lease_settles_nothing,
    a_slow_letter_keeps_its_lease,
    a_letter_is_let_go_when_another_has_it,
    a_polling_courier_finds_what_nobody_announced,
}

async fn several_couriers_deliver_each_notice_once(ground: Ground) {
    const NOTICES: u64 = 40;
    for number in 0..NOTICES {
        ground.queue(if number % 4 == 0 { "email" } else { "in_app" }, number.into()).await;
    }
    let postbox = Postbox::slow(Duration::from_millis(2));
    let couriers: Vec<_> = (0..4).map(|_| ground.courier(Some(postbox.clone()))).collect();
    let tallies = join_all(couriers.iter().map(|courier| courier.drain(None))).await;
    let tallies: Vec<Tally> = tallies.into_iter().map(|tally| tally.unwrap()).collect();
    assert_eq!(tallies.iter().map(|tally| tally.sent).sum::<u64>(), NOTICES, "{tallies:?}");
    assert!(tallies.iter().filter(|tally| tally.sent > 0).count() > 1, "{tallies:?}");
    let mut titles = ground.titles().await;
    titles.sort_unstable();
    titles.dedup();
    assert_eq!((titles.len(), postbox.count()), (30, 10));
}

async fn what_a_dead_courier_held_is_delivered_after_the_lease(ground: Ground) {
    let id = ground.queue("in_app", 1).await;
    ground.take_and_die().await;
    let courier = ground.courier(None);
    assert_eq!(courier.drain(None).await.unwrap(), Tally::default(), "the lease still runs");
    ground.clock.advance(LEASE);
    assert_eq!(courier.drain(None).await.unwrap(), Tally { sent: 1, ..Tally::default() });
    assert_eq!((ground.row(id).await.attempts, ground.titles().await.len()), (2, 1));
}

async fn a_courier_dropped_in_the_middle_of_a_letter_loses_nothing(ground: Ground) {
    let id = ground.queue("email", 1).await;
    let stuck = ground.courier(Some(Postbox::slow(Duration::from_hours(1))));
    let dropped = tokio::time::timeout(Duration::from_millis(300), stuck.drain(None)).await;
    assert!(dropped.is_err(), "it was still sending");
    let postbox = Postbox::answering([]);
    let courier = ground.courier(Some(postbox.clone()));
    assert_eq!(courier.drain(None).await.unwrap(), Tally::default());
    ground.clock.advance(LEASE);
    assert_eq!(courier.drain(None).await.unwrap(), Tally { sent: 1, ..Tally::default() });
    assert_eq!((ground.row(id).await.status.as_str(), postbox.count()), ("sent", 1));
}

async fn who_lost_the_lease_settles_nothing(ground: Ground) {
    let id = ground.queue("in_app", 1).await;
    let late = ground.take_and_die().await;
    ground.clock.advance(LEASE);
    let holder = ground.take_and_die().await;
    let now = ground.clock.now();
    let mut tx = ground.db.begin().await.unwrap();
    for outcome in [Outcome::Sent, Outcome::Later(now, "x".into()), Outcome::Failed("x".into())] {
        assert!(!outbox::settle(&mut tx, &late, &outcome, now).await.unwrap());
    }
    assert!(!outbox::renew(&mut tx, &late, now.plus(1)).await.unwrap());
    assert!(outbox::renew(&mut tx, &holder, now.plus(1)).await.unwrap());
    assert!(outbox::settle(&mut tx, &holder, &Outcome::Later(now, "busy".into()), now).await.unwrap());
    assert!(!outbox::renew(&mut tx, &holder, now.plus(1)).await.unwrap(), "it has let go");
    tx.commit().await.unwrap();
    let row = ground.row(id).await;
    assert_eq!((row.status.as_str(), row.last_error.as_deref()), ("pending", Some("busy")));
}

fn short() -> Settings {
    Settings { lease: Duration::from_millis(1200), poll: Duration::from_millis(50) }
}

/// The hand clock goes with the real one here, for renewing happens in real time.
async fn with_time_passing(ground: &Ground, work: Pin<Box<impl Future<Output = ()>>>) {
    let passing = async {
        loop {
            tokio::time::sleep(Duration::from_millis(10)).await;
            ground.clock.advance(Duration::from_millis(10));
        }
    };
    tokio::select! {
        () = work => {}
        () = passing => {}
    }
}

async fn a_slow_letter_keeps_its_lease(ground: Ground) {
    let id = ground.queue("email", 1).await;
    let (slow, eager) = (Postbox::slow(Duration::from_millis(2400)), Postbox::answering([]));
    let (first, second) = (ground.courier_with(Some(slow), short()), ground.courier_with(Some(eager.clone()), short()));
    let work = async {
        let waiting = async {
            for _ in 0..20 {
                tokio::time::sleep(Duration::from_millis(100)).await;
                assert_eq!(second.drain(None).await.unwrap(), Tally::default(), "it is held");
            }
        };
        let (tally, ()) = tokio::join!(first.drain(None), waiting);
        assert_eq!(tally.unwrap(), Tally { sent: 1, ..Tally::default() });
    };
    with_time_passing(&ground, Box::pin(work)).await;
    let row = ground.row(id).await;
    assert_eq!((row.status.as_str(), row.attempts, eager.count()), ("sent", 1, 0));
}

async fn a_letter_is_let_go_when_another_has_it(ground: Ground) {
    ground.queue("email", 1).await;
    let slow = ground.courier_with(Some(Postbox::slow(Duration::from_hours(1))), short());
    let thief = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        ground.clock.advance(Duration::from_secs(2));
        ground.take_and_die().await;
    };
    let both = async { tokio::join!(slow.drain(None), thief) };
    let (tally, ()) = tokio::time::timeout(Duration::from_secs(20), both).await.expect("it lets go");
    assert_eq!(tally.unwrap(), Tally { lost: 1, ..Tally::default() });
}

async fn a_polling_courier_finds_what_nobody_announced(ground: Ground) {
    let courier = ground.courier(None);
    let (wake, shutdown) = (tokio::sync::Notify::new(), tokio_util::sync::CancellationToken::new());
    let watching = async {
        ground.queue("in_app", 1).await;
        while ground.titles().await.is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        shutdown.cancel();
    };
    let both = async { tokio::join!(courier.run(&wake, &shutdown), watching) };
    tokio::time::timeout(Duration::from_secs(20), both).await.expect("a poll finds it");
}
