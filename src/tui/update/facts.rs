//! What is asked beside lists and cases: numbers, health, whether refunds are sent, whether the audit chain is whole.

use super::ask;
use crate::{
    domain::{actor::Permission, booking::BookingStatus, time::DAY},
    operations::analytics::{BookingFigures, RevenueFigures, Span},
    tui::{
        effect::{Call, Effect, Of},
        model::Model,
    },
};

/// Days of the charts.
const CHARTED: i64 = 30;

/// Asks whether refunds are sent.
pub fn reconciliation(model: &mut Model) -> Vec<Effect> {
    let (ticket, effect) = ask(model, Of::Reconciliation, Call::Reconciliation);
    model.refunds.reconciliation.waiting = Some(ticket);
    vec![effect]
}

/// Asks for the numbers of the overview that the operator may see.
pub fn overview(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    if model.may(Permission::ReviewsModerate) {
        let (ticket, effect) = ask(model, Of::CountTakedowns, Call::count_takedowns());
        model.overview.takedowns.waiting = Some(ticket);
        let (first, due) = ask(model, Of::FirstDue, Call::first_due());
        model.overview.first_due.waiting = Some(first);
        effects.extend([effect, due]);
    }
    if model.may(Permission::RefundsList) {
        let (ticket, effect) = ask(model, Of::CountRefunds, Call::count_refunds());
        model.overview.refunds.waiting = Some(ticket);
        effects.push(effect);
        effects.extend(reconciliation(model));
    }
    effects.extend(figures(model));
    if model.may(Permission::BookingsList) {
        for status in BookingStatus::ALL {
            let (ticket, effect) = ask(model, Of::CountBookings(*status), Call::count_bookings(*status));
            model.overview.bookings.entry(*status).or_default().waiting = Some(ticket);
            effects.push(effect);
        }
    }
    effects
}

/// Asks for bookings and revenue of the last weeks, a number a day.
fn figures(model: &mut Model) -> Vec<Effect> {
    if !model.may(Permission::AnalyticsView) {
        return Vec::new();
    }
    let span = Span::new(model.now.plus(-CHARTED * DAY), model.now);
    let booked = BookingFigures { span: span.clone(), status: None };
    let (ticket, first) = ask(model, Of::BookingFigures, Call::BookingFigures(booked));
    model.overview.booked.waiting = Some(ticket);
    let earned = RevenueFigures { span, payment_method: None };
    let (ticket, second) = ask(model, Of::RevenueFigures, Call::RevenueFigures(earned));
    model.overview.earned.waiting = Some(ticket);
    vec![first, second]
}

/// Asks how every part is doing.
pub fn health(model: &mut Model) -> Vec<Effect> {
    if !model.may(Permission::SystemHealth) {
        return Vec::new();
    }
    let (ticket, effect) = ask(model, Of::Health, Call::Health);
    model.system.health.waiting = Some(ticket);
    vec![effect]
}

/// Asks for a check of the audit chain.
pub fn verify(model: &mut Model) -> Vec<Effect> {
    let (ticket, effect) = ask(model, Of::Verify, Call::Verify);
    model.audit.verification.waiting = Some(ticket);
    vec![effect]
}
