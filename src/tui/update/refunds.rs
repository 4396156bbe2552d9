//! Decisions about refunds: money, so each is asked about twice, and sent again only under the key it had.

use super::{answers, ask, loads};
use crate::{
    domain::{
        money::{Currency, Money},
        reason::check_length,
        refund::{Alternative, RefundStatus},
        time::SECOND,
    },
    error::Error,
    operations::{
        Attempt,
        refunds::{ApproveRefund, RefundApproved, RejectRefund},
    },
    tui::{
        effect::{Call, Effect, Of, Reply},
        model::{
            Model, Sent,
            overlay::{Overlay, RefundPanel, RefundPart},
            slot::{Slot, Ticket},
            tabs::Tab,
        },
        theme::Role,
        widgets::editor::Editor,
    },
};

/// The longest that is waited between two tries, in seconds.
const LONGEST_WAIT: i64 = 30;

/// Opens the panel of a decision about the refund at hand.
pub fn open(model: &mut Model, approve: bool) -> Vec<Effect> {
    let key = model.key();
    let Some(refund) = model.refunds.case.of(model.refunds.case.id) else { return Vec::new() };
    let item = &refund.item;
    let currency = item.payment.payment.currency;
    // The second approval must be for what the first one was for.
    let amount = item.approved_amount_cents.unwrap_or(item.requested_amount_cents);
    let panel = RefundPanel {
        refund: item.id,
        number: item.refund_number.clone(),
        approve,
        currency,
        asked: item.requested_amount_cents,
        amount: Editor::line(typed(amount, currency)),
        reason: Editor::multiline(""),
        offer: Alternative::None,
        part: RefundPart::Reason,
        notify_user: true,
        notify_vendor: true,
        version: item.version,
        key,
        asked_twice: false,
        problem: None,
    };
    model.overlay = Some(Overlay::Refund(Box::new(panel)));
    Vec::new()
}

/// An amount as it is typed: whole units, a point where the currency has smaller ones.
pub fn typed(minor: i64, currency: Currency) -> String {
    let digits = usize::from(currency.digits());
    let text = format!("{minor:0>width$}", width = digits + 1);
    let (whole, part) = text.split_at(text.len() - digits);
    if digits == 0 { whole.to_owned() } else { format!("{whole}.{part}") }
}

/// Reads an amount as it is typed; commas part nothing.
pub fn amount(text: &str, currency: Currency) -> Result<i64, String> {
    let digits = usize::from(currency.digits());
    let text = text.trim().replace(',', "");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let numeric = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !numeric(whole) || !numeric(part) {
        return Err(format!("The amount must be a number, such as {}.", typed(95_000, currency)));
    }
    if part.len() > digits {
        return Err(format!("{currency} has {digits} digits after the point."));
    }
    let minor = format!("{whole}{part:0<digits$}").parse::<i64>().map_err(|_| "The amount is too large.".to_owned())?;
    if minor == 0 { Err("The amount must be more than nothing.".into()) } else { Ok(minor) }
}

/// What is wrong with a panel, if anything is.
fn problem(panel: &RefundPanel) -> Option<String> {
    if panel.approve
        && let Err(problem) = amount(panel.amount.text(), panel.currency)
    {
        return Some(problem);
    }
    check_length(panel.reason.text(), 10, 2000).err().map(|problem| format!("The reason {problem}."))
}

/// The question that is asked before money moves.
pub fn question(panel: &RefundPanel) -> String {
    let cents = amount(panel.amount.text(), panel.currency).unwrap_or_default();
    let money = Money::new(cents, panel.currency);
    if panel.approve { format!("Approve {money} of {}?", panel.number) } else { format!("Reject {}?", panel.number) }
}

/// Asks whether it is meant, or says what is wrong.
pub fn submit(model: &mut Model, mut panel: RefundPanel) -> Vec<Effect> {
    panel.problem = problem(&panel);
    panel.asked_twice = panel.problem.is_none();
    model.overlay = Some(Overlay::Refund(Box::new(panel)));
    Vec::new()
}

/// Sends a decision that is meant.
pub fn decide(model: &mut Model, panel: &RefundPanel) -> Vec<Effect> {
    let attempt = Attempt { key: Some(panel.key.clone()), if_match: Some(panel.version), dry_run: false };
    let reason = panel.reason.text().trim().to_owned();
    model.outbox.last_command = Some(super::command::refund(model, panel));
    let call = if panel.approve {
        let approved_amount_cents = amount(panel.amount.text(), panel.currency).ok();
        let (notify_user, notify_vendor) = (panel.notify_user, panel.notify_vendor);
        let decision = ApproveRefund { approved_amount_cents, reason, admin_notes: None, notify_user, notify_vendor };
        Call::Approve(panel.refund, decision, attempt)
    } else {
        let (notify_user, offer_alternative) = (panel.notify_user, panel.offer);
        let decision = RejectRefund { reason, admin_notes: None, notify_user, offer_alternative };
        Call::Reject(panel.refund, decision, attempt)
    };
    send(model, Of::Decide(panel.refund), call)
}

/// Sends a change; while its answer is missing, no other of its kind is made.
pub fn send(model: &mut Model, of: Of, call: Call) -> Vec<Effect> {
    let (ticket, effect) = ask(model, of, call.clone());
    let tries = model.sent.as_ref().filter(|sent| sent.call == call).map_or(0, |sent| sent.tries);
    model.sent = Some(Sent { of, call, due: None, tries: tries + 1 });
    waiting(model, of).waiting = Some(ticket);
    vec![effect]
}

fn waiting(model: &mut Model, of: Of) -> &mut Slot<()> {
    match of {
        Of::Change(_) => &mut model.bookings.changing,
        Of::Revoke(_) => &mut model.system.revoking,
        Of::CancelJob(_) => &mut model.jobs.cancelling,
        _ => &mut model.refunds.deciding,
    }
}

/// Sends a change again whose answer was lost.
pub fn send_again(model: &mut Model) -> Vec<Effect> {
    let due = model.sent.as_ref().is_some_and(|sent| sent.due.is_some_and(|due| due <= model.now));
    match model.sent.clone().filter(|_| due) {
        Some(sent) => send(model, sent.of, sent.call),
        None => Vec::new(),
    }
}

/// Takes the answer to a change.
pub fn changed(model: &mut Model, ticket: Ticket, of: Of, result: Result<Reply, Error>) -> Vec<Effect> {
    if !waiting(model, of).takes(ticket) {
        return Vec::new();
    }
    if let Err(error) = &result
        && error.retryable()
    {
        return again(model, of, error);
    }
    model.sent = None;
    match of {
        Of::Change(id) => answers::booking_changed(model, id, result),
        Of::CancelJob(id) => {
            match result {
                Ok(_) => model.say(Role::Good, "The job is cancelled."),
                Err(error) => model.complain(&error),
            }
            model.jobs.case.forget(id);
            let mut effects = loads::head(model, Tab::Jobs);
            effects.extend(loads::case(model));
            effects
        }
        Of::Revoke(_) => {
            match result {
                Ok(_) => model.say(Role::Good, "The session is over."),
                Err(error) => model.complain(&error),
            }
            loads::head(model, Tab::System)
        }
        _ => decided(model, result),
    }
}

fn again(model: &mut Model, of: Of, error: &Error) -> Vec<Effect> {
    let now = model.now;
    let Some(sent) = model.sent.as_mut() else { return Vec::new() };
    let wait = error.retry_after().unwrap_or(1 << sent.tries.min(5)).clamp(1, LONGEST_WAIT);
    sent.due = Some(now.plus(wait * SECOND));
    // Nothing else of its kind is made meanwhile; no answer has this ticket.
    waiting(model, of).waiting = Some(0);
    model.say(Role::Warn, format!("{} It is sent again under the same key in {wait} s.", error.message));
    Vec::new()
}

fn decided(model: &mut Model, result: Result<Reply, Error>) -> Vec<Effect> {
    match result {
        Ok(Reply::Approved(answer)) => {
            model.say(Role::Good, approved(&answer));
            model.refunds.case.keep(answer.id, &answer.refund);
            if model.refunds.case.id == Some(answer.id) {
                let slot = &mut model.refunds.case.slot;
                (slot.value, slot.at) = (Some(answer.refund), Some(model.now));
            }
        }
        Ok(Reply::Rejected(answer)) => {
            model.say(Role::Good, format!("{} is rejected.", answer.refund_number));
            model.refunds.case.forget(answer.id);
        }
        Ok(_) => {}
        Err(error) => model.complain(&error),
    }
    let mut effects = loads::head(model, Tab::Refunds);
    effects.extend(loads::case(model));
    effects
}

fn approved(answer: &RefundApproved) -> String {
    let number = &answer.refund_number;
    match answer.status {
        RefundStatus::Pending => {
            let (have, need) = (answer.approvals_received, answer.approvals_required);
            format!("{number}: approval {have} of {need}; somebody else must give the next.")
        }
        RefundStatus::Failed => format!("{number} is approved, and the gateway refused it."),
        _ if answer.refund_processed => format!("{number} is approved, and the gateway has confirmed."),
        _ => format!("{number} is approved; the gateway has not confirmed yet."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_typed_and_read_back() {
        let inr = Currency::INR;
        assert_eq!(typed(9_500_050, inr), "95000.50");
        assert_eq!(amount("95,000.5", inr), Ok(9_500_050));
        assert_eq!(amount("95000", inr), Ok(9_500_000));
        let yen: Currency = "JPY".parse().unwrap();
        assert_eq!((typed(500, yen), amount("500", yen)), ("500".into(), Ok(500)));
        for wrong in ["", ".5", "0", "1.234", "-1", "1e3", "99999999999999999999", "1.2.3", "₹5"] {
            assert!(amount(wrong, inr).is_err(), "{wrong}");
        }
    }
}
