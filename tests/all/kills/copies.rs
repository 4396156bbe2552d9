//! A database that runs somewhere else: it sends nothing before it was compared with the gateway and somebody let it on.

use std::time::Duration;

use appydex_admin::{
    domain::time::{DAY, MINUTE},
    store::{Db, engine::Options, sql},
};
use serde_json::json;

use super::{
    market::{Asked, Market},
    process::{Setup, copy},
};
use crate::{stand_in::Protocol, support::world::On};

const CENTS: i64 = 10_000;
const PLACE: &str = "/refunds/reconciliation";

/// Whether the copy's own database says that it is frozen, and how the comparison stands.
async fn stands(db: &Db) -> (bool, String) {
    let text = "SELECT frozen, state FROM reconciliation";
    sql(text).fetch_one(&mut db.read().await.expect("it can be read")).await.expect("a row")
}

/// A market whose gateway executes and says nothing, killed with refunds in every state; what was asked.
async fn left_behind(market: &mut Market) -> Vec<Asked> {
    let asked = market.ask(2 * CENTS, &[CENTS, CENTS], 6).await;
    let served = market.serve_whole().await;
    market.told(json!({"seed": 7, "faults": [{"do": "drop_reply", "chance": 0.5}]}), None).await;
    for (admin, one) in asked.iter().enumerate().take(8) {
        market.approve(admin % market.desk.admins, one);
    }
    market.all_answered().await;
    served.kill().await;
    asked
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_under_another_install_id_sends_nothing_until_it_is_let_on() {
    let mut market = Market::new(On::Sqlite, Protocol::Razorpay).await;
    let asked = left_behind(&mut market).await;
    let folder = tempfile::tempdir().expect("a folder");
    copy(&market.setup.folder, folder.path(), &["install-id", "serve.lock", "said.log"]);
    let sent = market.stand_in.truth().await.received.len();
    let at_home = market.setup.clone();
    market.setup = Setup { folder: folder.path().to_owned(), ..at_home.clone() };
    market.desk.log_out();
    market.db = Db::open(&Options::new(format!("sqlite:{}", folder.path().join("appydex.db").display())))
        .await
        .expect("the copy opens");
    // It freezes before it serves, and a death on the way changes nothing about that.
    for point in ["refund.freeze.commit", "refund.freeze.committed"] {
        let served = market.serve(Some(point)).await;
        assert!(served.url.is_none() && served.kill().await, "it dies at {point}");
    }
    let served = market.serve_whole().await;
    assert!(stands(&market.db).await.0, "it is frozen");
    market.calm().await;
    let (status, body) = market.desk.decide(0, asked[8].id).await;
    assert_eq!((status, &body["data"]["refund_processed"]), (200, &json!(false)), "decided, and not paid: {body}");
    for _ in 0..6 {
        market.pass(4 * MINUTE).await;
        tokio::time::sleep(Duration::from_millis(1200)).await;
    }
    market.pass(2 * DAY).await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(market.stand_in.truth().await.received.len(), sent, "the copy sent nothing");
    served.kill().await;

    // Home again nothing was lost: the copy changed neither its database nor the gateway's.
    let moved = std::mem::replace(&mut market.setup, at_home);
    let db = std::mem::replace(&mut market.db, Db::open(&Options::new(market.world.url())).await.expect("it opens"));
    market.desk.log_out();
    let served = market.serve_whole().await;
    market.settle().await;
    served.kill().await;
    market.compare_in_a_day().await;
    let tally = market.agrees(&asked[..8]).await;
    assert_eq!((tally.processed, tally.refunds), (8, 8));

    // The first install is gone for good, and the second goes on: what it doesn't know of is adopted, not paid again.
    (market.setup, market.db) = (moved, db);
    market.desk.log_out();
    let served = market.serve_whole().await;
    let_on(&market, served).await;
    let served = market.serve_whole().await;
    market.settle().await;
    served.kill().await;
    market.compare_in_a_day().await;
    let tally = market.agrees(&asked[..9]).await;
    assert_eq!((tally.processed, tally.refunds), (9, 9), "also the one that was approved while it was frozen");
}

/// Waits until the comparison is complete and unfreezes, killed before and after the commit.
async fn let_on(market: &Market, served: super::process::Served) {
    let mut served = Some(served);
    for _ in 0..60 {
        if stands(&market.db).await == (true, "matched".into()) {
            break;
        }
        market.pass(20 * MINUTE).await;
        // What compares looks every five seconds, and at its start.
        served.take().expect("it runs").kill().await;
        served = Some(market.serve_whole().await);
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    assert_eq!(stands(&market.db).await, (true, "matched".into()));
    market.desk.step_up(0).await;
    served.take().expect("it runs").kill().await;
    for (point, frozen) in [("refund.unfreeze.commit", true), ("refund.unfreeze.committed", false)] {
        let mut served = market.serve(Some(point)).await;
        let _ = market.desk.send(0, PLACE, Some(&unfreeze()), "once").await;
        assert!(served.ends_within(Duration::from_secs(10)).await && served.kill().await, "it dies at {point}");
        assert_eq!(stands(&market.db).await.0, frozen, "{point}");
    }
}

fn unfreeze() -> serde_json::Value {
    json!({"reason": "This machine replaces the old one."})
}
