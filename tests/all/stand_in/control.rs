//! What the stand-in was told: how to misbehave, how often, and by which seed.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore as _, SeedableRng as _},
};
use serde::Deserialize;

/// The body of `POST /_control`; it replaces all that was told before.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Control {
    pub seed: u64,
    /// The first that fits and falls is done.
    pub faults: Vec<Fault>,
    /// The most rows of a page, whatever is asked for.
    pub page: usize,
    /// How long lists don't show a refund.
    pub lag_ms: u64,
    /// How long a refund is pending.
    pub pending_ms: u64,
    /// Whether Razorpay takes a receipt only once for a payment.
    pub receipts: bool,
    /// What its clock shows, in microseconds since 1970; it goes on from there.
    pub clock: Option<i64>,
    /// Forgets all keys now.
    pub forget_keys: bool,
    pub webhooks: Option<Webhooks>,
}

impl Default for Control {
    fn default() -> Self {
        Self {
            seed: 0,
            faults: Vec::new(),
            page: 100,
            lag_ms: 0,
            pending_ms: 0,
            receipts: true,
            clock: None,
            forget_keys: false,
            webhooks: None,
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    #[serde(rename = "do")]
    pub what: Misbehaviour,
    #[serde(default)]
    pub on: On,
    /// How often at most.
    #[serde(default = "always")]
    pub times: u64,
    /// How likely, 0 to 1.
    #[serde(default = "certain")]
    pub chance: f64,
    /// How long, for what takes time.
    #[serde(default)]
    pub ms: u64,
    #[serde(default)]
    pub status: u16,
    #[serde(default)]
    pub retry_after: Option<u64>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum On {
    #[default]
    Refund,
    List,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Misbehaviour {
    /// Does it; the connection ends without an answer.
    DropReply,
    /// Does it `ms` later, or when it is told something else, and answers then; another copy meanwhile gets a 409.
    Late,
    /// The connection ends; nothing is done.
    Lost,
    /// Does it; answers after `ms`.
    Hang,
    /// Answers 500 and does nothing; the 500 is kept for the key.
    #[serde(rename = "stored_500")]
    Stored500,
    /// Does it; answers 500, once.
    #[serde(rename = "executed_500")]
    Executed500,
    /// Does it; answers 500, and the 500 is kept for the key.
    #[serde(rename = "executed_stored_500")]
    ExecutedStored500,
    /// Answers `status` and does nothing.
    Status,
    /// Refuses for want of money.
    NoBalance,
    /// Does it; half of the answer comes.
    Truncated,
    /// Does it; the answer is 200 and no JSON.
    Garbage,
    /// Does it; the answer is about another amount.
    Odd,
    /// Does it; the answer comes `ms` before each byte.
    Trickle,
    /// Doesn't know the key, and doesn't keep it.
    ForgetKey,
    /// Pending; processed after `ms`.
    Pending,
    /// Pending; failed after `ms`.
    Fails,
    /// Processed; failed after `ms`.
    TakenBack,
}

/// Calls back.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhooks {
    pub url: String,
    /// How often each event is sent.
    #[serde(default = "once")]
    pub copies: u64,
    /// Each copy waits for a random part of this, so that they come in any order.
    #[serde(default)]
    pub delay_ms: u64,
    /// How likely a forged one comes along, 0 to 1: it says the opposite and its signature is wrong.
    #[serde(default)]
    pub forged: f64,
}

fn always() -> u64 {
    u64::MAX
}

fn certain() -> f64 {
    1.0
}

fn once() -> u64 {
    1
}

/// What was told, and the dice.
pub struct Controls {
    pub control: Control,
    dice: ChaCha8Rng,
    /// What is added to the machine's clock, in microseconds.
    pub ahead: i64,
    /// How often something was told.
    pub told: u64,
}

impl Controls {
    pub fn new(control: Control, ahead: i64) -> Self {
        let dice = ChaCha8Rng::seed_from_u64(control.seed);
        Self { control, dice, ahead, told: 0 }
    }

    /// The misbehaviour for the next request of this sort.
    pub fn next(&mut self, on: On) -> Option<Fault> {
        let Self { control, dice, .. } = self;
        let falls = |fault: &&mut Fault| fault.on == on && fault.times > 0 && below(dice, fault.chance);
        let fault = control.faults.iter_mut().find(falls)?;
        fault.times -= 1;
        Some(fault.clone())
    }

    pub fn falls(&mut self, chance: f64) -> bool {
        below(&mut self.dice, chance)
    }

    /// 0 up to and with `most`.
    pub fn random(&mut self, most: u64) -> u64 {
        self.dice.next_u64() % (most + 1)
    }
}

fn below(dice: &mut ChaCha8Rng, chance: f64) -> bool {
    f64::from(dice.next_u32()) / f64::from(u32::MAX) < chance || chance >= 1.0
}
