//! One refund with all that bears on it: the payment, every try to pay, who decided, the timeline.

use super::{Beside, evidence, item, payment, text};
use crate::{
    domain::{
        actor::Permissions,
        money::Money,
        payment::PaymentStatus,
        refund::{AttemptState, RefundStatus},
        time::Timestamp,
        untrusted::Untrusted,
    },
    error::Result,
    operations::refunds::{RefundAttempt, RefundDetail, RefundEvent, RefundFailure, RefundPaymentDetail},
    service::settings::Refunds,
    store::{
        Tx,
        attempts::{self, AttemptRow},
        outbox,
        refunds::{self, RefundRow},
    },
};

/// The whole of a refund, as whoever holds `permissions` may see it.
pub async fn detail(
    tx: &mut Tx,
    row: &RefundRow,
    permissions: Permissions,
    settings: &Refunds,
) -> Result<RefundDetail> {
    let beside = Beside::of(tx, std::slice::from_ref(row)).await?;
    let tries = attempts::of_refund(tx, row.key).await?;
    let timeline = timeline(tx, row, &beside, &tries).await?;
    let round = beside.round(row, settings);
    let reference = |id| beside.names.reference(id);
    let last = tries.last();
    Ok(RefundDetail {
        item: item(row, paid(row), evidence(row)?, &round, &beside, permissions),
        decision_reason: text(row.decision_reason.as_ref()),
        approved_at: row.approved_at,
        approved_by: row.approved_by.and_then(reference),
        rejected_at: row.rejected_at,
        rejected_by: row.rejected_by.and_then(reference),
        offer_alternative: row.offer_alternative,
        gateway: last.map(|last| last.gateway),
        refund_processed: row.status == RefundStatus::Processed,
        transaction_id: text(row.transaction_id.as_ref().or_else(|| last?.transaction_id.as_ref())),
        processed_at: row.processed_at,
        failed_at: row.failed_at,
        failure: failure(row.failure_code.as_ref(), row.failure_message.as_ref()),
        updated_at: row.updated_at,
        attempts: tries.iter().map(|one| attempt(one, row, &beside)).collect(),
        timeline,
    })
}

fn paid(row: &RefundRow) -> RefundPaymentDetail {
    // A payment that succeeded is called completed where a refund shows it.
    let status = match row.payment_status {
        PaymentStatus::Succeeded => "completed",
        other => other.as_str(),
    };
    RefundPaymentDetail {
        payment: payment(row),
        status: status.into(),
        method: row.method.clone(),
        transaction_id: text(row.payment_transaction.as_ref()),
        refunded_amount_cents: row.balance().refunded(),
        remaining_amount_cents: row.balance().remaining(),
    }
}

fn failure(code: Option<&String>, message: Option<&String>) -> Option<RefundFailure> {
    let (code, message) = (text(code), text(message));
    (code.is_some() || message.is_some())
        .then(|| RefundFailure { code: code.unwrap_or_default(), message: message.unwrap_or_default() })
}

fn attempt(one: &AttemptRow, row: &RefundRow, beside: &Beside) -> RefundAttempt {
    RefundAttempt {
        number: one.number,
        state: one.state,
        gateway: one.gateway,
        amount_cents: one.amount_cents,
        reference: one.reference.clone(),
        approved_by: beside.of_try(row, one.number).iter().map(|by| beside.names.name(by.admin_id.0)).collect(),
        sends: one.sends,
        first_sent_at: one.first_sent_at,
        last_sent_at: one.last_sent_at,
        next_action_at: one.next_action_at,
        transaction_id: text(one.transaction_id.as_ref()),
        failure: failure(one.failure_code.as_ref(), one.failure_message.as_ref()),
        created_at: one.created_at,
        ended_at: one.ended_at,
    }
}

/// What happened, in the making.
struct Timeline(Vec<RefundEvent>);

impl Timeline {
    fn add(&mut self, event: &str, timestamp: Timestamp, actor: &str, details: impl Into<Untrusted>) {
        self.0.push(RefundEvent { event: event.into(), timestamp, actor: actor.into(), details: details.into() });
    }

    /// Who approved the try of this number, the last of them having decided it once the try is there.
    fn approvals(&mut self, row: &RefundRow, number: i64, decided: Option<Timestamp>, beside: &Beside) {
        let given = beside.of_try(row, number);
        for (i, one) in given.iter().enumerate() {
            let last = decided.is_some() && i + 1 == given.len();
            let event = if last { "refund_approved" } else { "refund_first_approval" };
            self.add(event, one.approved_at, "admin", beside.names.name(one.admin_id.0).name);
        }
        if let Some(at) = decided.filter(|_| given.is_empty()) {
            self.add("refund_approved", at, "system", "By the policy");
        }
    }

    fn attempt(&mut self, one: &AttemptRow) {
        if let Some(at) = one.first_sent_at {
            self.add("refund_sent", at, "system", format!("To {}, as {}", one.gateway, one.reference));
        }
        let (reason, asked) = (one.failure_message.clone().unwrap_or_default(), one.last_sent_at);
        match one.state {
            AttemptState::InDoubt => {
                let at = asked.unwrap_or(one.created_at);
                self.add("refund_in_doubt", at, "system", "The gateway's answer is not known");
            }
            AttemptState::NeedsOperator => {
                let at = one.last_lookup_at.or(asked).unwrap_or(one.created_at);
                self.add("refund_needs_operator", at, "system", "The gateway knows nothing of it");
            }
            AttemptState::Failed => self.add("refund_failed", one.ended_at.unwrap_or(one.created_at), "system", reason),
            _ => {}
        }
    }
}

async fn timeline(tx: &mut Tx, row: &RefundRow, beside: &Beside, tries: &[AttemptRow]) -> Result<Vec<RefundEvent>> {
    let money = |cents: i64| Money::new(cents, row.currency).to_string();
    let mut line = Timeline(Vec::new());
    line.add("refund_requested", row.requested_at, row.requested_by.as_str(), money(row.requested_amount_cents));
    for one in tries {
        line.approvals(row, one.number, Some(one.created_at), beside);
        line.attempt(one);
    }
    line.approvals(row, row.attempts + 1, None, beside);
    for (cents, at, transaction) in refunds::postings(tx, row.key).await? {
        let details = transaction.map_or_else(String::new, |id| format!(", {id}"));
        match cents {
            0.. => line.add("refund_processed", at, "system", money(cents) + &details),
            _ => {
                line.add("refund_failed", at, "system", "The gateway took its confirmation back".to_owned() + &details);
            }
        }
    }
    if let Some((at, by)) = row.rejected_at.zip(row.rejected_by) {
        line.add("refund_rejected", at, "admin", beside.names.name(by).name);
    }
    for (recipient, channel, at) in outbox::failed_for(tx, row.id.0).await? {
        line.add("notification_failed", at, "system", format!("{channel} to the {recipient}"));
    }
    let mut events = line.0;
    // Moments that fall together stay in the order in which they were added.
    events.sort_by_key(|event| event.timestamp);
    Ok(events)
}
