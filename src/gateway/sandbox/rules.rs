//! How the sandbox behaves, from `sandbox-gateway.toml`, read anew for each refund; the first rule that fits counts.
//!
//! ```toml
//! [[when]]
//! amount_cents = 4200      # both optional: which refunds it is for
//! payment = "pay_29QQoU"
//! answer = "dropped"       # taken; refused; stopped (no balance); busy (later); lost (no answer, nothing done);
//!                          # dropped (no answer, done all the same)
//! slow_ms = 1500           # before the answer; over 10 s it is none
//! pending_ms = 60000       # before it is processed
//! fails = true             # and then it fails instead
//! taken_back_ms = 90000    # processed, and failed after that time all the same
//! unlisted_ms = 30000      # before lists show it
//! ```

use std::{fs, io::ErrorKind, path::Path};

use serde::Deserialize;

use crate::ports::gateway::Order;

/// What becomes of a refund.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Rule {
    amount_cents: Option<i64>,
    payment: Option<String>,
    pub(super) answer: Answer,
    pub(super) slow_ms: u64,
    pub(super) pending_ms: u64,
    pub(super) fails: bool,
    pub(super) taken_back_ms: Option<u64>,
    pub(super) unlisted_ms: u64,
}

/// What the sandbox says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Answer {
    #[default]
    Taken,
    Refused,
    Stopped,
    Busy,
    Lost,
    Dropped,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    #[serde(default)]
    when: Vec<Rule>,
}

/// The rule for an order; the usual one where no file is, or none fits.
pub(super) fn read(path: &Path, order: &Order) -> Result<Rule, String> {
    match fs::read_to_string(path) {
        Ok(text) => parse(&text, order),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Rule::default()),
        Err(error) => Err(error.to_string()),
    }
}

fn parse(text: &str, order: &Order) -> Result<Rule, String> {
    let rules: Rules = toml::from_str(text).map_err(|fault| fault.message().to_owned())?;
    let fits = |rule: &Rule| {
        rule.amount_cents.is_none_or(|amount| amount == order.amount_cents)
            && rule.payment.as_ref().is_none_or(|payment| *payment == order.payment.reference)
    };
    Ok(rules.when.into_iter().find(fits).unwrap_or_default())
}
