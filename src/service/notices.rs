//! Telling people what was decided: in the marketplace, and by letter where there is an address and a carrier.

use serde_json::Value;
use uuid::Uuid;

use super::mutation::Context;
use crate::{operations::takedowns::NotificationChannels, store::outbox::NewNotice};

/// Who is told.
#[derive(Clone, Copy, Debug)]
pub struct Recipient {
    /// `user` or `vendor`
    pub kind: &'static str,
    /// Their id.
    pub id: Uuid,
    /// Whether they have an e-mail address.
    pub has_address: bool,
}

/// Queues a notice about a row, and a letter where there is an address and somebody to carry it.
pub fn tell(
    cx: &mut Context<'_>,
    to: Recipient,
    template: &'static str,
    data: &Value,
    (entity_type, entity_id): (&'static str, Uuid),
) -> NotificationChannels {
    let channels = NotificationChannels { email: to.has_address && cx.service.settings().email, in_app: true };
    for channel in [Some("in_app"), channels.email.then_some("email")].into_iter().flatten() {
        let (id, data, recipient, recipient_id) = (cx.id(), data.clone(), to.kind, to.id);
        cx.notify(NewNotice { id, channel, recipient, recipient_id, template, data, entity_type, entity_id });
    }
    channels
}
