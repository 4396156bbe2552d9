//! `[refunds]`, `[gateway.*]`, `[takedowns]` and `[limits]`.

use std::collections::BTreeMap;

use toml::Value;

use super::{count, duration};
use crate::config::model::{GatewayConfig, GatewayKind, LimitsConfig, RefundsConfig, TakedownsConfig};
use crate::config::reader::Reader;
use crate::config::values::{self, Parsed, Unit};
use crate::config::{ServiceUrl, addresses};
use crate::domain::{money::Currency, refund::policy::CancellationStep};

pub(super) fn refunds(r: &mut Reader<'_>) -> RefundsConfig {
    const GATEWAYS: &[(&str, GatewayKind)] =
        &[("sandbox", GatewayKind::Sandbox), ("razorpay", GatewayKind::Razorpay), ("stripe", GatewayKind::Stripe)];
    RefundsConfig {
        four_eyes: r.value("refunds.four_eyes", four_eyes),
        wait: duration(r, "refunds.wait_ms", Unit::Milliseconds),
        cancellation: r.value("refunds.cancellation", cancellation),
        gateway: r.value("refunds.gateway", |v| values::choice(v, GATEWAYS)),
        install_id: r.optional("refunds.install_id", values::text),
    }
}

fn four_eyes(value: &Value) -> Parsed<BTreeMap<Currency, i64>> {
    let Value::Table(table) = values::structured(value)? else {
        return Err("must be a table of smallest units by currency such as { INR = 8500000 }".into());
    };
    let entry = |(code, amount): (String, Value)| {
        let currency: Currency = code.parse().map_err(|fault| format!("has a key that {fault}"))?;
        let amount = values::number(&amount, 0..=i64::MAX).map_err(|fault| format!("of {currency} {fault}"))?;
        Ok((currency, amount))
    };
    table.into_iter().map(entry).collect()
}

/// Steps in any order; two of the same hours would contradict each other.
fn cancellation(value: &Value) -> Parsed<Vec<CancellationStep>> {
    let Value::Array(items) = values::structured(value)? else {
        return Err("must be a list of [hours before, percent] such as [[24, 100], [0, 0]]".into());
    };
    let mut steps: Vec<CancellationStep> = items.iter().map(cancellation_step).collect::<Parsed<_>>()?;
    steps.sort_by_key(|step| std::cmp::Reverse(step.hours));
    if steps.windows(2).any(|pair| pair[0].hours == pair[1].hours) {
        return Err("must not name the same hours twice".into());
    }
    Ok(steps)
}

fn cancellation_step(item: &Value) -> Parsed<CancellationStep> {
    let Some([hours, percent]) = item.as_array().map(Vec::as_slice) else {
        return Err("must be a list of pairs [hours before, percent]".into());
    };
    Ok(CancellationStep {
        hours: values::number(hours, 0..=87_600).map_err(|fault| format!("hours {fault}"))?,
        percent: values::number(percent, 0..=100).map_err(|fault| format!("percent {fault}"))?,
    })
}

pub(super) fn razorpay(r: &mut Reader<'_>) -> GatewayConfig {
    GatewayConfig {
        base_url: base_url(r, "gateway.razorpay.base_url"),
        key_id: r.optional("gateway.razorpay.key_id", values::text),
        key_secret: r.secret("gateway.razorpay.key_secret", "gateway.razorpay.key_secret_file"),
        webhook_secret: r.secret("gateway.razorpay.webhook_secret", "gateway.razorpay.webhook_secret_file"),
        send_window: duration(r, "gateway.razorpay.send_window", Unit::Seconds),
        timeout: duration(r, "gateway.razorpay.timeout", Unit::Seconds),
    }
}

pub(super) fn stripe(r: &mut Reader<'_>) -> GatewayConfig {
    GatewayConfig {
        base_url: base_url(r, "gateway.stripe.base_url"),
        key_id: r.optional("gateway.stripe.key_id", values::text),
        key_secret: r.secret("gateway.stripe.key_secret", "gateway.stripe.key_secret_file"),
        webhook_secret: r.secret("gateway.stripe.webhook_secret", "gateway.stripe.webhook_secret_file"),
        send_window: duration(r, "gateway.stripe.send_window", Unit::Seconds),
        timeout: duration(r, "gateway.stripe.timeout", Unit::Seconds),
    }
}

fn base_url(r: &mut Reader<'_>, name: &'static str) -> ServiceUrl {
    ServiceUrl::new(r.value(name, addresses::secure_url))
}

pub(super) fn takedowns(r: &mut Reader<'_>) -> TakedownsConfig {
    TakedownsConfig {
        due_high: duration(r, "takedowns.due_hours.high", Unit::Hours),
        due_medium: duration(r, "takedowns.due_hours.medium", Unit::Hours),
        due_low: duration(r, "takedowns.due_hours.low", Unit::Hours),
        claim: duration(r, "takedowns.claim_minutes", Unit::Minutes),
        snippets: r.value("takedowns.snippets", snippets),
    }
}

/// Sentences have commas, so that here only an array is a list.
fn snippets(value: &Value) -> Parsed<Vec<String>> {
    match values::structured(value)? {
        array @ Value::Array(_) => values::list(&array, values::text),
        _ => Err("must be a list such as [\"First reason\", \"Second reason\"]".into()),
    }
}

pub(super) fn limits(r: &mut Reader<'_>) -> LimitsConfig {
    LimitsConfig {
        list: count(r, "limits.list"),
        detail: count(r, "limits.detail"),
        mutation: count(r, "limits.mutation"),
        analytics: count(r, "limits.analytics"),
        jobs: count(r, "limits.jobs"),
        backup_per_hour: count(r, "limits.backup_per_hour"),
        restore_per_hour: count(r, "limits.restore_per_hour"),
    }
}
