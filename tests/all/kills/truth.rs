//! What must be so in the end: the gateway's ledger and ours say the same, and every refund has one end.

use std::collections::{BTreeMap, BTreeSet};

use appydex_admin::{
    domain::refund::{AttemptState, RefundStatus},
    store::sql,
};
use uuid::Uuid;

use super::market::{Asked, Market};
use crate::{
    stand_in::client::{RefundTruth, Truth},
    support::figures,
};

/// How many of what there was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub refunds: usize,
    pub processed: usize,
    /// With a reason.
    pub failed: usize,
    /// Copies that arrived at the gateway, executed or not.
    pub copies: usize,
    /// What the gateway refunded of its own accord.
    pub elsewhere: usize,
}

impl Tally {
    pub fn add(&mut self, other: Self) {
        self.refunds += other.refunds;
        self.processed += other.processed;
        self.failed += other.failed;
        self.copies += other.copies;
        self.elsewhere += other.elsewhere;
    }
}

/// A try as the database has it.
#[derive(Debug, sqlx::FromRow)]
struct Try {
    refund: Uuid,
    state: AttemptState,
    live: bool,
    failure_code: Option<String>,
}

impl Market {
    /// Compares everything, settled as it is.
    pub async fn agrees(&self, asked: &[Asked]) -> Tally {
        let truth = self.stand_in.truth().await;
        assert_eq!(truth.doubled(), Vec::<&str>::new(), "paid twice");
        assert_eq!(truth.violations, Vec::<String>::new(), "what must never be sent");
        self.ledgers_agree(&truth).await;
        let tally = self.ends(asked, &truth).await;
        let verified = self.world.root().await.verify_audit().await.expect("it can be verified");
        assert!(verified.intact, "{verified:?}");
        tally
    }

    /// For each payment: what the gateway refunded is what the ledger says, and what the sums say.
    async fn ledgers_agree(&self, truth: &Truth) {
        let text = "SELECT p.transaction_id, p.posted_cents, p.elsewhere_cents, p.reserved_cents,
                CAST(COALESCE((SELECT SUM(g.amount_cents) FROM refund_postings g WHERE g.payment_key = p.key), 0) AS BIGINT),
                p.amount_cents
             FROM payments p ORDER BY p.key";
        let mut tx = self.db.read().await.expect("it can be read");
        let rows: Vec<(String, i64, i64, i64, i64, i64)> = sql(text).fetch_all(&mut tx).await.expect("rows");
        for (payment, posted, elsewhere, reserved, ledger, paid) in rows {
            let refunded = truth.refunded(&payment);
            assert_eq!(ledger, refunded, "{payment}: the ledger against the gateway: {:?}", truth.of(&payment));
            assert_eq!((posted + elsewhere, reserved), (refunded, 0), "{payment}: the sums");
            assert!(refunded <= paid, "{payment}: more than was paid");
        }
        figures::assert_kept(&self.db).await;
    }

    /// Every refund that was approved has come to an end that is the gateway's, and somebody approved it.
    async fn ends(&self, asked: &[Asked], truth: &Truth) -> Tally {
        let mut tx = self.db.read().await.expect("it can be read");
        let text = "SELECT r.id AS refund, a.state, a.live, a.failure_code FROM refund_attempts a
                    JOIN refund_requests r ON r.key = a.refund_key ORDER BY a.key";
        let tries: Vec<Try> = sql(text).fetch_all(&mut tx).await.expect("rows");
        let rows: Vec<(Uuid, RefundStatus)> =
            sql("SELECT id, status FROM refund_requests").fetch_all(&mut tx).await.expect("rows");
        let status: BTreeMap<Uuid, RefundStatus> = rows.into_iter().collect();
        let approved: Vec<(Uuid,)> =
            sql("SELECT r.id FROM refund_approvals a JOIN refund_requests r ON r.key = a.refund_key")
                .fetch_all(&mut tx)
                .await
                .expect("rows");
        let approved: BTreeSet<Uuid> = approved.into_iter().map(|(id,)| id).collect();
        let mut last: BTreeMap<Uuid, &Try> = BTreeMap::new();
        for one in &tries {
            assert!(!one.live, "still under way: {one:?}");
            last.insert(one.refund, one);
        }
        let mut tally = Tally { refunds: asked.len(), copies: truth.received.len(), ..Tally::default() };
        for one in asked {
            let all = of_refund(truth, one);
            assert!(all.iter().all(|refund| refund.amount == one.cents), "{}: another amount: {all:?}", one.id);
            let stood = all.iter().filter(|refund| refund.status != "failed").count();
            assert_eq!(stood > 0, status[&one.id] == RefundStatus::Processed, "{}: {:?}", one.id, status[&one.id]);
            assert!(stood == 0 || approved.contains(&one.id), "{} was paid, and nobody approved it", one.id);
            let end = last.get(&one.id);
            let explained = end.is_some_and(|end| end.state == AttemptState::Succeeded || end.failure_code.is_some());
            if !(explained || stood == 0 && !approved.contains(&one.id)) {
                let text = "SELECT action, COALESCE(reason, ''), COALESCE(\"after\", '') FROM audit_log WHERE entity_id = $1 ORDER BY seq";
                let told: Vec<(String, String, String)> =
                    sql(text).bind(one.id.to_string()).fetch_all(&mut tx).await.unwrap_or_default();
                panic!("{}: no end, no reason: {end:?}, {}, {told:?}", one.id, status[&one.id]);
            }
            tally.processed += usize::from(stood > 0);
            tally.failed += usize::from(stood == 0 && approved.contains(&one.id));
        }
        let all = truth.payments.values().flat_map(|payment| &payment.refunds);
        tally.elsewhere = all.filter(|refund| refund.reference.is_none()).count();
        tally
    }
}

/// What the gateway has of our refund, whichever of its tries.
fn of_refund<'a>(truth: &'a Truth, asked: &Asked) -> Vec<&'a RefundTruth> {
    let begins = format!("rf-{}-", asked.id.simple());
    let ours = |refund: &&RefundTruth| refund.reference.as_ref().is_some_and(|text| text.starts_with(&begins));
    truth.of(&asked.payment).iter().filter(ours).collect()
}
