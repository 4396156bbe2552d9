//! What a worker does and hears under its lease, each a change of its own: the copy that is about to be sent is
//! written down before its first byte, and what came of it as soon as that is known.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::{
    case::{Case, moment},
    elsewhere::{self, Unexplained},
    merge::{self, Heard, merge},
};
use crate::{
    domain::{
        actor::Permission,
        refund::{
            AttemptState,
            machine::{self, Next, Reply, Seen, Standing},
        },
        time::{MINUTE, Timestamp},
    },
    error::Result,
    ports::gateway::{GatewayRefund, Sent},
    service::{
        access::Need,
        mutation::{Context, Mutation},
    },
    store::{attempts::AttemptRow, lanes, postings, reconciliation, security},
};

/// How long to wait where something unexplained keeps a refund from being sent.
const UNEXPLAINED: i64 = 15 * MINUTE;
/// How old a list may be that says what isn't there. A worker that slept over its list and woke up must read again.
const STALE: i64 = 5 * MINUTE;
/// How long a lane stays stopped that its gateway stopped.
const STOPPED: i64 = 5 * MINUTE;
/// What a try that is kept from being sent by something unexplained is marked with.
pub const UNEXPLAINED_CODE: &str = "UNEXPLAINED_AMOUNT";

/// Which try, under which lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// The refund's key.
    pub refund_key: i64,
    /// The try's key.
    pub key: i64,
    /// Of the lease.
    pub token: i64,
}

macro_rules! of_the_worker {
    ($name:literal) => {
        const NAME: &'static str = $name;
        const NEEDS: Need = Need::Permission(Permission::RefundsApprove);
        const ENTITY: &'static str = "refund";
        const BY_SYSTEM: bool = true;
    };
}
pub(super) use of_the_worker;

/// The worker that was sending is gone.
pub struct Sweep;

#[async_trait]
impl Mutation for Sweep {
    of_the_worker!("refund.sweep");
    type Request = Held;
    type Answer = ();

    async fn run(cx: &mut Context<'_>, held: &Held) -> Result<()> {
        let Some((mut case, place)) = still_held(cx, held).await? else { return Ok(()) };
        let row = &mut case.tries[place];
        let is = machine::swept(row.standing(), &moment(cx, row.lease_token));
        row.stand(&is, cx.now);
        case.close(cx, merge::action(is.state), place).await
    }
}

/// All refunds of the payment were looked at. Answers whether a copy is to be sent now, and was written down.
pub struct LookedUp;

/// What was seen.
#[derive(Clone, Debug, Serialize)]
pub struct Look {
    /// For which try.
    pub held: Held,
    /// When the reading began.
    pub read_at: Timestamp,
    /// All of them; `None` when they could not be read.
    pub refunds: Option<Vec<GatewayRefund>>,
}

/// A copy may be sent until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Go {
    /// When the window shuts.
    pub until: Timestamp,
}

#[async_trait]
impl Mutation for LookedUp {
    of_the_worker!("refund.look_up");
    type Request = Look;
    type Answer = Option<Go>;

    async fn run(cx: &mut Context<'_>, look: &Look) -> Result<Option<Go>> {
        let held = &look.held;
        // What is there is a proof however old the list is; what isn't there is only so in a list of now.
        let listed = look.refunds.as_ref().filter(|_| cx.now.since(look.read_at) < STALE);
        let unexplained = match listed {
            Some(listed) => {
                let payment = Case::load(cx, held.refund_key).await?.payment;
                elsewhere::unexplained(cx, &payment, listed, look.read_at).await?
            }
            None => Unexplained::default(),
        };
        for one in look.refunds.iter().flatten() {
            merge(cx, one).await?;
        }
        let Some((mut case, place)) = still_held(cx, held).await? else { return Ok(None) };
        let (was, at) = (case.tries[place].standing(), moment(cx, held.token));
        let seen = if listed.is_some() { Seen::Empty } else { Seen::Unreadable };
        let may_send = seen == Seen::Empty && was.next(cx.now) == Next::LookUp { may_send: true };
        let bar = if may_send { bar(cx, &case, place, &unexplained).await? } else { Bar::None };
        let row = &mut case.tries[place];
        let is = match &bar {
            Bar::None if may_send => machine::intended(was, &at, row.lease_until.unwrap_or(cx.now)),
            Bar::None => machine::looked_up(was, seen, &at),
            Bar::Until(until) | Bar::Unexplained(until, _) => machine::barred(was, *until),
            Bar::NoRoom => machine::withdrawn(was),
        };
        mark(row, &bar, &is, cx.now);
        row.stand(&is, cx.now);
        let go = (is.state == AttemptState::Sending).then_some(is.window_ends_at).flatten().map(|until| Go { until });
        close(cx, case, place, &was, &is).await?;
        Ok(go)
    }
}

/// A copy was answered, or certainly not sent.
pub struct Replied;

#[async_trait]
impl Mutation for Replied {
    of_the_worker!("refund.reply");
    type Request = (Held, Sent);
    type Answer = ();

    async fn run(cx: &mut Context<'_>, (held, sent): &Self::Request) -> Result<()> {
        let gateway = cx.service.gateway().name();
        if let Sent::Taken(refund) = sent {
            lanes::open(&mut cx.tx, gateway, false, cx.now).await?;
            let heard = merge(cx, refund).await?;
            if matches!(heard, Heard::News | Heard::Known) {
                return Ok(());
            }
        }
        if let Sent::LaneStopped(reason) = sent {
            lanes::stop(&mut cx.tx, gateway, reason, Some(cx.now.plus(STOPPED)), cx.now).await?;
        }
        let Some((mut case, place)) = still_held(cx, held).await? else { return Ok(()) };
        let row = &mut case.tries[place];
        let was = row.standing();
        let is = machine::replied(was, reply(sent), &moment(cx, held.token));
        if let (Sent::Refused(code, message), AttemptState::Failed) = (sent, is.state) {
            (row.failure_code, row.failure_message) = (Some(code.clone()), Some(message.clone()));
        }
        row.stand(&is, cx.now);
        close(cx, case, place, &was, &is).await
    }
}

/// What an answer means for the try. One that was taken as something else than what was asked for is unknown.
fn reply(sent: &Sent) -> Reply {
    let micros = |seconds: &u64| i64::try_from(*seconds).unwrap_or(i64::MAX).saturating_mul(1_000_000);
    match sent {
        Sent::Nothing(_) => Reply::Nothing,
        Sent::Refused(..) => Reply::Refused,
        Sent::Later(after) => Reply::Later(after.as_ref().map(micros)),
        Sent::LaneStopped(_) => Reply::LaneStopped,
        Sent::Taken(_) | Sent::Unknown(_) => Reply::Unknown,
    }
}

/// The case, if the lease is still the worker's own: what is sent is fenced, and what is no proof.
async fn still_held(cx: &mut Context<'_>, held: &Held) -> Result<Option<(Case, usize)>> {
    let case = Case::load(cx, held.refund_key).await?;
    let place = case.place(held.key)?;
    Ok(case.tries[place].is_held(held.token).then_some((case, place)))
}

/// A change of state is a change of the refund; a later moment alone is none.
async fn close(cx: &mut Context<'_>, case: Case, place: usize, was: &Standing, is: &Standing) -> Result<()> {
    let row = &case.tries[place];
    if was.state == is.state && was.empty_lookups == is.empty_lookups && row.failure_code == case.failure_was(place) {
        return case.release(cx, place).await;
    }
    let held_back = row.failure_code.as_deref() == Some(UNEXPLAINED_CODE);
    let action = if held_back { "refund.held_back" } else { merge::action(is.state) };
    case.close(cx, action, place).await
}

/// What keeps a copy from being sent.
enum Bar {
    None,
    Until(Timestamp),
    Unexplained(Timestamp, String),
    NoRoom,
}

async fn bar(cx: &mut Context<'_>, case: &Case, place: usize, unexplained: &Unexplained) -> Result<Bar> {
    let row = &case.tries[place];
    let again = Bar::Until(cx.now.plus(moment(cx, row.lease_token).wait.max(MINUTE)));
    let fact = security::fact(&mut cx.tx, "install_id").await?;
    if reconciliation::get(&mut cx.tx).await?.frozen || fact.as_deref() != Some(cx.service.install_id()) {
        return Ok(again);
    }
    if let Some(lane) = lanes::stopped(&mut cx.tx, row.gateway).await?
        && lane.retry_at.is_none_or(|retry| cx.now < retry)
    {
        return Ok(lane.retry_at.map_or(again, Bar::Until));
    }
    if row.gateway != cx.service.gateway().name() || row.lease_until.is_none_or(|until| until <= cx.now) {
        return Ok(again);
    }
    if row.sends > 0 {
        return Ok(Bar::None);
    }
    if !unexplained.is_nothing() {
        return Ok(Bar::Unexplained(cx.now.plus(UNEXPLAINED), sentence(unexplained, &row.currency)));
    }
    // What was refunded elsewhere just now may have been meant for this: people get the time to see it.
    let news = postings::latest_elsewhere(&mut cx.tx, case.payment.key).await?.map(|at| at.plus(UNEXPLAINED));
    if let Some(until) = news.filter(|until| *until > cx.now) {
        let why = "Some of this payment was refunded at the gateway itself just now.";
        return Ok(Bar::Unexplained(until, why.into()));
    }
    let left = case.payment.amount_cents - case.payment.posted_cents - case.payment.elsewhere_cents;
    Ok(if row.amount_cents > left { Bar::NoRoom } else { Bar::None })
}

fn sentence(unexplained: &Unexplained, currency: &str) -> String {
    match (unexplained.cents, unexplained.missing.len()) {
        (0, missing) => format!("The ledger has {missing} refunds of this payment that the gateway hasn't."),
        (cents, _) => format!("The gateway refunded {cents} ({currency}, smallest unit) that the ledger didn't know."),
    }
}

fn mark(row: &mut AttemptRow, bar: &Bar, is: &Standing, now: Timestamp) {
    (row.failure_code, row.failure_message) = match bar {
        Bar::Unexplained(_, sentence) => (Some(UNEXPLAINED_CODE.into()), Some(sentence.clone())),
        Bar::NoRoom => (
            Some("REFUNDED_ELSEWHERE".into()),
            Some("Nothing was sent: refunds made at the gateway itself leave too little of the payment.".into()),
        ),
        Bar::None | Bar::Until(_) => (None, None),
    };
    if is.state == AttemptState::Sending {
        row.first_sent_at = row.first_sent_at.or(Some(now));
        row.last_sent_at = Some(now);
    }
}
