//! What people are told when the money of a refund has arrived.

use serde_json::json;
use uuid::Uuid;

use super::case::Case;
use crate::{
    domain::{
        money::{Currency, Money},
        refund::RefundStatus,
    },
    service::mutation::Context,
    store::outbox::NewNotice,
};

/// Tells the customer and the vendor, as the decision said, that a refund was paid.
pub fn tell(cx: &mut Context<'_>, case: &Case) {
    let refund = &case.refund;
    if refund.status != RefundStatus::Processed {
        return;
    }
    let (user, vendor) = (&refund.user_email, &refund.vendor_email);
    if refund.notify_user {
        queue(cx, case, "user", refund.user_id.0, user.is_some());
    }
    if refund.notify_vendor {
        queue(cx, case, "vendor", refund.vendor_id.0, vendor.is_some());
    }
}

fn queue(cx: &mut Context<'_>, case: &Case, recipient: &'static str, recipient_id: Uuid, has_address: bool) {
    let cents: i64 = case
        .tries
        .iter()
        .find(|row| row.transaction_id == case.refund.transaction_id)
        .map_or(0, |row| row.amount_cents);
    let currency = case.payment.currency.parse().unwrap_or(Currency::INR);
    let data = json!({
        "refund_number": case.refund.number,
        "amount": Money::new(cents, currency).to_string(),
        "user_name": case.refund.user_name,
        "vendor_name": case.refund.vendor_name,
    });
    let mail = has_address && cx.service.settings().email;
    for channel in [Some("in_app"), mail.then_some("email")].into_iter().flatten() {
        let (id, data) = (cx.id(), data.clone());
        let (template, entity_type, entity_id) = ("refund_processed", "refund", case.refund.id);
        cx.notify(NewNotice { id, channel, recipient, recipient_id, template, data, entity_type, entity_id });
    }
}
