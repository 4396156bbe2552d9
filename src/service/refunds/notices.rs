//! What customers and vendors are told of a refund.

use serde_json::{Value, json};

use super::ENTITY;
use crate::{
    domain::money::Money,
    service::{
        mutation::Context,
        notices::{Recipient, tell},
    },
    store::refunds::RefundRow,
};

/// Tells the customer with a template for refunds; `more` is what it takes beside the refund itself. Whether they want
/// to be told is for the caller to know.
pub fn tell_user(cx: &mut Context<'_>, row: &RefundRow, template: &'static str, cents: i64, more: &Value) {
    let to = Recipient { kind: "user", id: row.user_id.0, has_address: row.user_email.is_some() };
    tell(cx, to, template, &data(row, cents, more), (ENTITY, row.id.0));
}

/// Tells the vendor that a customer of theirs gets money back.
pub fn tell_vendor(cx: &mut Context<'_>, row: &RefundRow, cents: i64) {
    let to = Recipient { kind: "vendor", id: row.vendor_id.0, has_address: row.vendor_email.is_some() };
    tell(cx, to, "refund_approved_vendor", &data(row, cents, &json!({})), (ENTITY, row.id.0));
}

fn data(row: &RefundRow, cents: i64, more: &Value) -> Value {
    let mut data = json!({
        "refund_number": row.number,
        "booking_number": row.booking_number,
        "amount": Money::new(cents, row.currency).to_string(),
        "user_name": row.user_name,
        "vendor_name": row.vendor_display_name.as_ref().unwrap_or(&row.vendor_name),
    });
    for (name, value) in more.as_object().into_iter().flatten() {
        data[name] = value.clone();
    }
    data
}
