//! What happens because time passes: cases are asked for, decisions leave, claims are renewed, lists come afresh.

use super::{loads, outbox, refunds, takedowns};
use crate::{
    domain::time::{SECOND, Timestamp},
    operations::events::Topic,
    tui::{
        effect::Effect,
        model::{Model, tabs::Tab},
    },
};

/// How often it is tried to reach a server that was lost.
pub const HEAL: i64 = 3 * SECOND;
/// So long after a change it is looked: several often come together.
const SOON: i64 = SECOND / 2;
/// The overview asks for many numbers at once.
const OVERVIEW: i64 = 3;

/// It is `now`.
pub fn passed(model: &mut Model, now: Timestamp) -> Vec<Effect> {
    model.now = now;
    if model.notice.as_ref().is_some_and(|notice| notice.until <= now) {
        model.notice = None;
    }
    let mut effects = settled(model);
    effects.extend(outbox::send(model));
    effects.extend(refunds::send_again(model));
    effects.extend(takedowns::tend(model));
    if model.next_refresh <= now && !is_loading(model) {
        effects.extend(loads::refresh(model, true));
        if model.tab == Tab::Overview {
            model.next_refresh = now.plus(OVERVIEW * model.refresh);
        }
    }
    if model.link.lost.is_some() {
        model.next_refresh = model.next_refresh.min(now.plus(HEAL));
    }
    effects
}

/// Something was changed: if what is in view may show it, that is asked for again, soon, together with what follows.
pub fn changed(model: &mut Model, topic: Option<Topic>) {
    let concerns = match (model.tab, topic) {
        (_, None) | (Tab::Audit, _) => true,
        (Tab::Overview, Some(_)) => false,
        (Tab::Takedowns, Some(topic)) => matches!(topic, Topic::Takedown | Topic::Review),
        (Tab::Refunds, Some(topic)) => matches!(topic, Topic::Refund | Topic::Payment | Topic::System),
        (Tab::Bookings, Some(topic)) => matches!(topic, Topic::Booking | Topic::Refund),
        (Tab::Jobs, Some(topic)) => matches!(topic, Topic::Job | Topic::Backup),
        (Tab::System, Some(topic)) => matches!(topic, Topic::System | Topic::Admin),
    };
    if concerns {
        model.next_refresh = model.next_refresh.min(model.now.plus(SOON));
    }
}

/// The case of a row that has been at hand for a while is asked for.
fn settled(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    let due = model.beside().is_some_and(|case| case.falls_due(now));
    if due { loads::case(model) } else { Vec::new() }
}

fn is_loading(model: &Model) -> bool {
    let waiting = match model.list(model.tab) {
        Some(list) => list.head().waiting,
        None => model.overview.takedowns.waiting,
    };
    waiting.or(model.me.waiting).is_some()
}
