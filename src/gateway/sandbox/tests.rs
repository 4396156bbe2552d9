use std::{
    fs,
    io::Write as _,
    sync::atomic::{AtomicI64, Ordering},
};

use super::*;
use crate::{
    domain::{money::Currency, time::SECOND},
    ports::gateway::{AlwaysOpen, Progress},
};

struct Ground {
    folder: tempfile::TempDir,
    clock: Arc<At>,
}

struct At(AtomicI64);

impl Clock for At {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}

struct Shut;

impl Gate for Shut {
    fn open(&self) -> bool {
        false
    }
}

impl Ground {
    fn new() -> Self {
        let clock = Arc::new(At(AtomicI64::new(1_764_000_000 * SECOND)));
        Self { folder: tempfile::tempdir().unwrap(), clock }
    }

    /// As another process would open it.
    fn sandbox(&self) -> Sandbox {
        Sandbox::new(self.folder.path(), self.clock.clone())
    }

    fn rule(&self, text: &str) {
        fs::write(self.folder.path().join(RULES), format!("[[when]]\n{text}\n")).unwrap();
    }

    fn pass(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * SECOND, Ordering::Relaxed);
    }

    async fn send(&self, reference: &str, amount: i64) -> Sent {
        let sandbox = self.sandbox();
        sandbox.send(&sandbox.freeze(&order(reference, amount)), &AlwaysOpen).await
    }

    async fn list(&self) -> Vec<GatewayRefund> {
        self.sandbox().refunds_of(&payment()).await.unwrap()
    }
}

fn payment() -> PaymentAt {
    PaymentAt { reference: "pay_1".into(), captured_cents: 1000, imported_cents: 100, currency: Currency::INR }
}

fn order(reference: &str, amount_cents: i64) -> Order {
    Order { reference: reference.into(), payment: payment(), amount_cents }
}

fn taken(sent: Sent) -> GatewayRefund {
    match sent {
        Sent::Taken(refund) => refund,
        other => panic!("not taken: {other:?}"),
    }
}

#[tokio::test]
async fn a_refund_is_processed_at_once_and_only_once_under_its_key() {
    let ground = Ground::new();
    let first = taken(ground.send("refund-0001", 300).await);
    assert_eq!((first.progress, first.amount_cents), (Progress::Processed, 300));
    assert_eq!(taken(ground.send("refund-0001", 300).await), first);
    assert!(matches!(ground.send("refund-0001", 200).await, Sent::Unknown(_)), "the same key for something else");
    let listed = ground.list().await;
    let amounts: Vec<_> = listed.iter().map(|refund| (refund.amount_cents, refund.reference.as_deref())).collect();
    assert_eq!(amounts, [(100, None), (300, Some("refund-0001"))]);
}

#[tokio::test]
async fn more_than_what_is_left_is_refused() {
    let ground = Ground::new();
    taken(ground.send("refund-0001", 900).await);
    assert!(matches!(ground.send("refund-0002", 1).await, Sent::Refused(..)));
    // What failed is left again.
    let ground = Ground::new();
    ground.rule("fails = true");
    assert_eq!(taken(ground.send("refund-0001", 900).await).progress, Progress::Failed);
    ground.rule("answer = \"taken\"");
    taken(ground.send("refund-0002", 900).await);
}

#[tokio::test]
async fn a_shut_gate_leaves_no_trace() {
    let ground = Ground::new();
    let sandbox = ground.sandbox();
    let sent = sandbox.send(&sandbox.freeze(&order("refund-0001", 1)), &Shut).await;
    assert!(matches!(sent, Sent::Nothing(_)));
    assert!(!ground.folder.path().join(LEDGER).exists());
}

#[tokio::test]
async fn what_is_told_by_rules() {
    for (answer, count) in [("refused", 1), ("stopped", 1), ("busy", 1), ("lost", 1), ("dropped", 2)] {
        let ground = Ground::new();
        ground.rule(&format!("answer = \"{answer}\"\namount_cents = 42"));
        let sent = ground.send("refund-0001", 42).await;
        let fits = match answer {
            "refused" => matches!(sent, Sent::Refused(..)),
            "stopped" => matches!(sent, Sent::LaneStopped(_)),
            "busy" => matches!(sent, Sent::Later(Some(1))),
            _ => matches!(sent, Sent::Unknown(_)),
        };
        assert!(fits, "{answer}: {sent:?}");
        assert_eq!(ground.list().await.len(), count, "{answer}");
        taken(ground.send("refund-0002", 43).await);
    }
}

#[tokio::test]
async fn time_moves_a_refund_on() {
    let ground = Ground::new();
    ground.rule("pending_ms = 5000\ntaken_back_ms = 9000\nunlisted_ms = 2000");
    assert_eq!(taken(ground.send("refund-0001", 5).await).progress, Progress::Pending);
    assert_eq!(ground.list().await.len(), 1, "not listed yet");
    for (seconds, progress) in [(4, Progress::Pending), (1, Progress::Processed), (4, Progress::Failed)] {
        ground.pass(seconds);
        assert_eq!(ground.list().await[1].progress, progress);
    }
    assert!(ground.list().await[1].failure.is_some());
}

#[tokio::test]
async fn lists_by_time_leave_out_what_was_imported() {
    let ground = Ground::new();
    let now = ground.clock.now();
    let made = taken(ground.send("refund-0001", 5).await);
    assert_eq!(ground.sandbox().refunds_between(now, now).await.unwrap(), [made]);
    assert_eq!(ground.sandbox().refunds_between(now.plus(1), now.plus(SECOND)).await.unwrap(), []);
}

#[tokio::test]
async fn a_torn_line_is_as_if_it_had_never_been() {
    let ground = Ground::new();
    let one = ground.sandbox();
    taken(one.send(&one.freeze(&order("refund-0001", 5)), &AlwaysOpen).await);
    let path = ground.folder.path().join(LEDGER);
    fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b"{\"refund\":{\"id\":\"sbx").unwrap();
    assert_eq!(one.refunds_of(&payment()).await.unwrap().len(), 2);
    taken(ground.send("refund-0002", 6).await);
    assert_eq!(one.refunds_of(&payment()).await.unwrap().len(), 3, "the first process sees what the second wrote");
    assert_eq!(ground.list().await.len(), 3);
}

#[tokio::test]
async fn a_damaged_line_and_a_bad_rule_stop_it_before_anything_is_done() {
    let ground = Ground::new();
    fs::write(ground.folder.path().join(LEDGER), "nonsense\n").unwrap();
    assert!(matches!(ground.send("refund-0001", 5).await, Sent::Nothing(_)));
    assert!(ground.sandbox().refunds_of(&payment()).await.is_err());
    let ground = Ground::new();
    ground.rule("answer = \"perhaps\"");
    assert!(matches!(ground.send("refund-0001", 5).await, Sent::Nothing(why) if why.contains("perhaps")));
    assert_eq!(ground.list().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_never_exceed_what_is_left() {
    let ground = Arc::new(Ground::new());
    let tries = (0..20).map(|n| {
        let ground = Arc::clone(&ground);
        tokio::spawn(async move { ground.send(&format!("refund-{n:04}"), 200).await })
    });
    let mut done = 0;
    for one in tries.collect::<Vec<_>>() {
        done += usize::from(matches!(one.await.unwrap(), Sent::Taken(_)));
    }
    assert_eq!((done, ground.list().await.len()), (4, 5));
}
