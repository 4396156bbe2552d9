//! A refund: what is asked for, whose yes is missing, where the money is.

use super::{Doc, evidence};
use crate::{
    domain::{
        money::Money,
        refund::{GatewayState, RefundStatus},
    },
    operations::refunds::{RefundAttempt, RefundDetail},
    tui::{
        model::Model,
        theme::Role,
        view::words::{spaced, time},
        widgets::text::{piece, plain},
    },
};

/// The whole refund.
pub fn write(model: &Model, refund: &RefundDetail, doc: &mut Doc) {
    let item = &refund.item;
    let money = |cents| Money::new(cents, item.payment.payment.currency);
    doc.line(vec![
        piece(Role::Strong, format!(" {} ", item.status)),
        plain(format!(" {} asked for, {} priority", money(item.requested_amount_cents), item.priority)),
    ]);
    if model.refunds.deciding.waiting.is_some() {
        doc.line(vec![piece(Role::Warn, " Your decision is on its way; the gateway is waited for.")]);
    }
    frozen(model, doc);
    approvals(model, refund, doc);
    whereabouts(model, refund, doc);
    doc.heading("What for", &spaced(&item.reason.to_string()));
    if let Some(description) = &item.description {
        doc.prose(description.raw());
    }
    doc.fact("booking", &item.booking.booking_number);
    doc.fact("asked", format!("{} by {}", time(model, item.requested_at), item.requested_by));
    doc.maybe("made by", item.requested_by_admin.as_ref().map(|admin| &admin.name));
    doc.fact("customer", &item.user.name);
    doc.maybe("", item.user.email.as_ref());
    doc.fact("vendor", &item.vendor.name);
    doc.maybe("notes", item.admin_notes.as_ref());
    evidence(model, &item.evidence, doc);
    decision(model, refund, doc);
    doc.heading("Timeline", "");
    for event in &refund.timeline {
        let what = format!("{} {}", spaced(&event.event), event.details);
        doc.event(&time(model, event.timestamp), &what);
    }
}

/// Whether anything is sent at all.
fn frozen(model: &Model, doc: &mut Doc) {
    let stopped = model.refunds.reconciliation.value.as_ref().filter(|all| all.frozen);
    if stopped.is_some() {
        doc.line(vec![piece(Role::Bad, " Refunds are frozen: what is approved is not sent until they are let go.")]);
    }
}

/// Four eyes: how many it takes, who gave theirs, for how much.
fn approvals(model: &Model, refund: &RefundDetail, doc: &mut Doc) {
    let item = &refund.item;
    let state = format!("{} of {}", item.approvals_received, item.approvals_required);
    doc.heading("Approvals", &state);
    for approval in &item.approvals {
        let amount = Money::new(approval.approved_amount_cents, item.payment.payment.currency);
        let mine = model.me.value.as_ref().is_some_and(|me| me.user.id == approval.admin.id);
        let who = if mine { "you".to_owned() } else { approval.admin.name.clone() };
        doc.fact_in(Role::Good, "given", format!("{amount} by {who}, {}", time(model, approval.approved_at)));
        doc.prose(approval.reason.raw());
    }
    if item.status != RefundStatus::Pending && item.gateway_state != GatewayState::NeedsOperator {
        return;
    }
    let missing = item.approvals_required - item.approvals_received;
    let mine = |id| model.me.value.as_ref().is_some_and(|me| me.user.id == id);
    match missing {
        1 if item.approvals.iter().any(|approval| mine(approval.admin.id)) => {
            doc.fact_in(Role::Warn, "missing", "one, which somebody else must give");
        }
        1 if item.approvals_required > 1 => doc.fact_in(Role::Warn, "missing", "one: yours would be the second"),
        1 => doc.fact("missing", "one"),
        many => doc.fact_in(Role::Warn, "missing", format!("{many}, of different admins")),
    }
}

/// Where the money is: what came in, what went back, each try.
fn whereabouts(model: &Model, refund: &RefundDetail, doc: &mut Doc) {
    let payment = &refund.item.payment;
    let money = |cents| Money::new(cents, payment.payment.currency);
    let state = refund.item.gateway_state;
    doc.heading("Money", &spaced(state.as_str()));
    let paid = payment.payment.paid_at.map(|at| time(model, at)).unwrap_or_default();
    doc.fact(
        "paid",
        format!("{} by {}, {} {paid}", money(payment.payment.amount_cents), payment.method, payment.status),
    );
    doc.fact("went back", money(payment.refunded_amount_cents));
    doc.fact("left", money(payment.remaining_amount_cents));
    for attempt in &refund.attempts {
        doc.fact(&format!("try {}", attempt.number), tried(model, attempt, money(attempt.amount_cents)));
    }
    if let Some(failure) = &refund.failure {
        doc.fact_in(Role::Bad, "refused", format!("{}: {}", failure.code, failure.message));
    }
    doc.maybe("reference", refund.transaction_id.as_ref());
}

fn tried(model: &Model, attempt: &RefundAttempt, amount: Money) -> String {
    let sent = attempt.last_sent_at.map(|at| format!(", last sent {}", time(model, at))).unwrap_or_default();
    let next = attempt.next_action_at.map(|at| format!(", looked at again {}", time(model, at))).unwrap_or_default();
    let state = spaced(attempt.state.as_str());
    format!("{amount} by {}: {state}, sent {} times{sent}{next}", attempt.gateway, attempt.sends)
}

fn decision(model: &Model, refund: &RefundDetail, doc: &mut Doc) {
    let Some(reason) = &refund.decision_reason else { return };
    let when = refund.approved_at.or(refund.rejected_at).map(|at| time(model, at)).unwrap_or_default();
    doc.heading("Decision", &when);
    let by = refund.approved_by.as_ref().or(refund.rejected_by.as_ref());
    doc.maybe("by", by.map(|admin| format!("{} ({})", admin.name, admin.email)));
    doc.prose(reason.raw());
    doc.maybe("offered", refund.offer_alternative.map(|offer| spaced(offer.as_str())));
    doc.maybe("confirmed", refund.processed_at.map(|at| time(model, at)));
}
