//! A gateway in memory, on the test's own clock, that does what it is told to and keeps its ledger whatever happens to
//! those who call it.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard},
};

use appydex_admin::{
    domain::{
        refund::GatewayName,
        time::{DAY, HOUR, SECOND, Timestamp},
    },
    ports::{
        Clock,
        gateway::{
            BadEvent, Frozen, Gate, Gateway, GatewayEvent, GatewayRefund, Order, PaymentAt, Progress, Sent, Unreachable,
        },
    },
};
use async_trait::async_trait;

/// What becomes of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// Taken and confirmed.
    Pays,
    /// Taken; confirmed after so many microseconds.
    PaysAfter(i64),
    /// Taken; fails after so many microseconds.
    FailsAfter(i64),
    /// Refused for what it asks for.
    Refuses,
    /// Not now.
    Busy,
    /// The whole account is refused.
    Stops,
    /// Paid, and the answer is lost.
    DropsReply,
    /// Lost on the way.
    Loses,
    /// Lost in sight, and executed so many microseconds later.
    ExecutesAfter(i64),
    /// There is no connection.
    IsAway,
}

/// A refund that was executed.
#[derive(Clone, Debug)]
pub struct Executed {
    pub refund: GatewayRefund,
    pub listed_at: Timestamp,
    pub processed_at: Option<Timestamp>,
    pub failed_at: Option<Timestamp>,
}

#[derive(Default)]
struct Inner {
    refunds: Vec<Executed>,
    keys: HashMap<String, (Vec<u8>, usize, Timestamp)>,
    script: VecDeque<Does>,
    under_way: Vec<(Timestamp, Frozen)>,
    /// Every copy, executed or not.
    arrived: Vec<Frozen>,
    unreachable: bool,
    lag: i64,
}

/// The gateway.
pub struct Fake {
    clock: Arc<dyn Clock>,
    inner: Mutex<Inner>,
}

/// How long it remembers keys.
pub const MEMORY: i64 = DAY;
/// For how long a copy may be sent again.
pub const WINDOW: i64 = HOUR;

impl Fake {
    pub fn new(clock: Arc<dyn Clock>) -> Arc<Self> {
        Arc::new(Self { clock, inner: Mutex::default() })
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        let mut inner = self.inner.lock().unwrap();
        let now = self.clock.now();
        let due: Vec<_> = inner.under_way.extract_if(.., |(at, _)| *at <= now).collect();
        for (_, frozen) in due {
            execute(&mut inner, &frozen, Does::Pays, now);
        }
        inner
    }

    /// What becomes of the next copies; after that it pays.
    pub fn will(&self, script: impl IntoIterator<Item = Does>) {
        self.inner().script = script.into_iter().collect();
    }

    /// Whether it can be asked.
    pub fn set_reachable(&self, reachable: bool) {
        self.inner().unreachable = !reachable;
    }

    /// Lists show refunds only so many microseconds after they were executed.
    pub fn set_lag(&self, lag: i64) {
        self.inner().lag = lag;
    }

    /// From now on shows one of its refunds so, whatever became of it.
    pub fn shows(&self, refund: &GatewayRefund) {
        let mut inner = self.inner();
        let one = inner.refunds.iter_mut().find(|one| one.refund.transaction_id == refund.transaction_id).unwrap();
        let (at, progress) = (refund.created_at, refund.progress);
        one.processed_at = (progress == Progress::Processed).then_some(at);
        one.failed_at = (progress == Progress::Failed).then_some(at);
    }

    /// Executes a refund of this payment once more, although it should know it: the last one whose reference begins so.
    /// The new one's own reference.
    pub fn executes_again(&self, reference: &str, payment: &str) -> String {
        let (now, mut inner) = (self.clock.now(), self.inner());
        let frozen = inner
            .arrived
            .iter()
            .rfind(|one| one.order.payment.reference == payment && one.order.reference.starts_with(reference));
        let (order, at) = (frozen.expect("a copy has arrived").order.clone(), inner.refunds.len());
        inner.refunds.push(executed(&order, at, now, 0, Does::Pays));
        inner.refunds[at].refund.transaction_id.clone()
    }

    /// Forgets the last refund that it executed.
    pub fn loses_last(&self) {
        self.inner().refunds.pop();
    }

    /// Everything that was executed.
    pub fn executed(&self) -> Vec<GatewayRefund> {
        let now = self.clock.now();
        self.inner().refunds.iter().map(|one| shown(one, now)).collect()
    }

    /// How many copies have arrived, executed or not.
    pub fn copies(&self) -> usize {
        self.inner().arrived.len()
    }

    /// Somebody refunds at the gateway itself.
    pub fn refund_elsewhere(&self, payment: &str, amount_cents: i64) -> GatewayRefund {
        let (now, mut inner) = (self.clock.now(), self.inner());
        let order = Order {
            reference: "dashboard".into(),
            payment: PaymentAt {
                reference: payment.into(),
                captured_cents: amount_cents,
                imported_cents: 0,
                currency: "INR".parse().unwrap(),
            },
            amount_cents,
        };
        let at = inner.refunds.len();
        inner.refunds.push(executed(&order, at, now, 0, Does::Pays));
        inner.refunds[at].refund.reference = None;
        shown(&inner.refunds[at], now)
    }

    /// A confirmed refund fails after all.
    pub fn take_back(&self, transaction: &str) {
        let now = self.clock.now();
        for one in self.inner().refunds.iter_mut().filter(|one| one.refund.transaction_id == transaction) {
            one.failed_at = Some(now);
        }
    }
}

fn executed(order: &Order, number: usize, now: Timestamp, lag: i64, does: Does) -> Executed {
    let refund = GatewayRefund {
        transaction_id: format!("rfnd_{number:06}"),
        payment: order.payment.reference.clone(),
        payment_alias: None,
        reference: Some(order.reference.clone()),
        amount_cents: order.amount_cents,
        currency: order.payment.currency,
        progress: Progress::Pending,
        failure: None,
        created_at: now,
    };
    let (processed_at, failed_at) = match does {
        Does::PaysAfter(micros) => (Some(now.plus(micros)), None),
        Does::FailsAfter(micros) => (None, Some(now.plus(micros))),
        _ => (Some(now), None),
    };
    Executed { refund, listed_at: now.plus(lag), processed_at, failed_at }
}

fn execute(inner: &mut Inner, frozen: &Frozen, does: Does, now: Timestamp) -> Sent {
    inner.keys.retain(|_, (_, _, since)| now.since(*since) < MEMORY);
    if let Some((body, at, _)) = inner.keys.get(&frozen.key) {
        return if *body == frozen.body {
            Sent::Taken(shown(&inner.refunds[*at], now))
        } else {
            Sent::Unknown("another request had this key".into())
        };
    }
    let at = inner.refunds.len();
    inner.refunds.push(executed(&frozen.order, at, now, inner.lag, does));
    inner.keys.insert(frozen.key.clone(), (frozen.body.clone(), at, now));
    Sent::Taken(shown(&inner.refunds[at], now))
}

fn shown(one: &Executed, now: Timestamp) -> GatewayRefund {
    let reached = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
    let progress = match (reached(one.failed_at), reached(one.processed_at)) {
        (true, _) => Progress::Failed,
        (false, true) => Progress::Processed,
        (false, false) => Progress::Pending,
    };
    let failure = (progress == Progress::Failed).then(|| ("BANK".to_owned(), "The bank sent it back.".to_owned()));
    GatewayRefund { progress, failure, ..one.refund.clone() }
}

#[async_trait]
impl Gateway for Fake {
    fn name(&self) -> GatewayName {
        GatewayName::Razorpay
    }

    fn send_window(&self) -> i64 {
        WINDOW
    }

    fn recognises(&self, _: &str) -> bool {
        true
    }

    fn freeze(&self, order: &Order) -> Frozen {
        let body = format!("{} {} {}", order.payment.reference, order.amount_cents, order.reference);
        Frozen { order: order.clone(), key: order.reference.clone(), body: body.into_bytes() }
    }

    async fn send(&self, frozen: &Frozen, gate: &dyn Gate) -> Sent {
        let (now, mut inner) = (self.clock.now(), self.inner());
        let does = inner.script.pop_front().unwrap_or(Does::Pays);
        if does == Does::IsAway || !gate.open() {
            return Sent::Nothing("no connection".into());
        }
        inner.arrived.push(frozen.clone());
        match does {
            Does::Refuses => Sent::Refused("BAD_REQUEST_ERROR".into(), "The payment is too old.".into()),
            Does::Busy => Sent::Later(Some(1)),
            Does::Stops => Sent::LaneStopped("no balance".into()),
            Does::Loses => Sent::Unknown("no answer".into()),
            Does::ExecutesAfter(micros) => {
                inner.under_way.push((now.plus(micros), frozen.clone()));
                Sent::Unknown("no answer".into())
            }
            Does::DropsReply => {
                execute(&mut inner, frozen, does, now);
                Sent::Unknown("no answer".into())
            }
            _ => execute(&mut inner, frozen, does, now),
        }
    }

    async fn refunds_of(&self, payment: &PaymentAt) -> Result<Vec<GatewayRefund>, Unreachable> {
        self.listed(|one| one.refund.payment == payment.reference)
    }

    async fn refunds_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<GatewayRefund>, Unreachable> {
        self.listed(|one| (from..=to).contains(&one.refund.created_at))
    }

    /// Signed with the word `signed`; the body names a transaction.
    fn event(
        &self,
        header: &(dyn for<'a> Fn(&'a str) -> Option<String> + Sync),
        raw: &[u8],
        now: Timestamp,
    ) -> Result<GatewayEvent, BadEvent> {
        if header("signature").as_deref() != Some("signed") {
            return Err(BadEvent::Signature);
        }
        let transaction = std::str::from_utf8(raw).map_err(|_| BadEvent::Malformed("body", "is no text"))?;
        let refund = self.inner().refunds.iter().find(|one| one.refund.transaction_id == transaction).cloned();
        let refund = refund.map(|one| shown(&one, now));
        let id = header("event-id").unwrap_or_default();
        Ok(GatewayEvent { id, kind: "refund.processed".into(), refund })
    }
}

impl Fake {
    fn listed(&self, keep: impl Fn(&Executed) -> bool) -> Result<Vec<GatewayRefund>, Unreachable> {
        let (now, inner) = (self.clock.now(), self.inner());
        if inner.unreachable {
            return Err(Unreachable("no connection".into()));
        }
        Ok(inner.refunds.iter().filter(|one| one.listed_at <= now && keep(one)).map(|one| shown(one, now)).collect())
    }
}

#[test]
fn a_key_is_remembered_for_a_day_and_lists_lag() {
    struct At(Mutex<i64>);
    impl Clock for At {
        fn now(&self) -> Timestamp {
            Timestamp(*self.0.lock().unwrap())
        }
    }
    let clock = Arc::new(At(Mutex::new(0)));
    let fake = Fake::new(clock.clone());
    let payment =
        PaymentAt { reference: "pay_1".into(), captured_cents: 9, imported_cents: 0, currency: "INR".parse().unwrap() };
    let frozen = fake.freeze(&Order { reference: "rf-0123456789-1".into(), payment, amount_cents: 5 });
    let send = || futures_util::future::FutureExt::now_or_never(fake.send(&frozen, &Open)).unwrap();
    fake.set_lag(SECOND);
    assert_eq!(send(), send());
    assert!(fake.listed(|_| true).unwrap().is_empty());
    *clock.0.lock().unwrap() = MEMORY;
    assert_eq!((fake.listed(|_| true).unwrap().len(), fake.executed().len()), (1, 1));
    assert_ne!(send(), Sent::Taken(fake.executed()[0].clone()));
    assert_eq!(fake.executed().len(), 2, "it has forgotten the key");
}

/// Lets everything through.
struct Open;

impl Gate for Open {
    fn open(&self) -> bool {
        true
    }
}
