//! Stripe's protocol, as its documentation has it.

use serde_json::{Value, json};

use super::{
    KEY_SECRET, Problem, Protocol,
    book::{Payment, Refund, Status},
    desk::Asked,
    wire::Request,
};

pub fn authorized(request: &Request) -> bool {
    request.header("authorization") == Some(format!("Bearer {KEY_SECRET}").as_str())
}

/// `POST /v1/refunds`. A payment intent `pi_X` has the charge `ch_X`, and is found by either.
pub fn asked(request: &Request, known: impl Fn(&str) -> bool) -> Asked {
    let fields: Vec<(String, String)> = form_urlencoded::parse(&request.body).into_owned().collect();
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let digits = |text: &String| text.bytes().all(|byte| byte.is_ascii_digit());
    Asked {
        protocol: Protocol::Stripe,
        payment: payment(field("payment_intent"), field("charge"), known),
        amount: field("amount").filter(digits).and_then(|text| text.parse().ok()),
        reference: field("metadata[reference]"),
        receipt: None,
        key: request.header("idempotency-key").map(str::to_owned),
        body: request.body.clone(),
    }
}

/// The payment's own id, from either of its names; empty where there is none.
pub fn payment(intent: Option<String>, charge: Option<String>, known: impl Fn(&str) -> bool) -> String {
    let by_charge = || {
        let charge = charge?;
        let intent = charge.replacen("ch_", "pi_", 1);
        Some(if known(&intent) { intent } else { charge })
    };
    intent.or_else(by_charge).unwrap_or_default()
}

pub fn refund(refund: &Refund, payment: &Payment, status: Status) -> Value {
    let (status, reason) = match status {
        Status::Pending => ("pending", None),
        Status::Processed => ("succeeded", None),
        Status::Failed => ("failed", Some("expired_or_canceled_card")),
    };
    let intent = payment.id.starts_with("pi_").then_some(&payment.id);
    json!({
        "id": refund.id, "object": "refund", "amount": refund.amount, "charge": payment.id.replacen("pi_", "ch_", 1),
        "created": refund.created_at / 1_000_000, "currency": payment.currency.to_lowercase(),
        "metadata": {"reference": refund.reference}, "payment_intent": intent, "reason": null, "status": status,
        "failure_reason": reason,
    })
}

/// One page: the newest first.
pub fn page(request: &Request, all: Vec<Value>, most: usize) -> Value {
    let limit = request.parameter("limit").and_then(|text| text.parse().ok()).unwrap_or(10).min(100).min(most);
    let after = request.parameter("starting_after");
    let start = after.map_or(0, |id| all.iter().position(|one| one["id"] == id).map_or(all.len(), |at| at + 1));
    let has_more = all.len() > start + limit;
    let data: Vec<Value> = all.into_iter().skip(start).take(limit).collect();
    json!({"object": "list", "url": "/v1/refunds", "has_more": has_more, "data": data})
}

pub fn problem(problem: Problem) -> (u16, Value) {
    let invalid = "invalid_request_error";
    let (status, kind, code, message) = match problem {
        Problem::Unauthorized => (401, invalid, None, "Invalid API Key provided: sk_test_***"),
        Problem::NoKey => (400, invalid, None, "This account only takes refunds with an idempotency key."),
        Problem::NoAmount => (400, invalid, Some("parameter_invalid_integer"), "Invalid integer"),
        Problem::TooSmall => {
            (400, invalid, Some("parameter_invalid_integer"), "This value must be greater than or equal to 1.")
        }
        Problem::TooLarge => {
            (400, invalid, None, "Refund amount ($2.00) is greater than unrefunded amount on charge ($1.00)")
        }
        Problem::FullyRefunded => (400, invalid, Some("charge_already_refunded"), "Charge has already been refunded."),
        Problem::UnknownPayment => (404, invalid, Some("resource_missing"), "No such payment"),
        Problem::KeyReused | Problem::DuplicateReceipt => (
            400,
            "idempotency_error",
            None,
            "Keys for idempotent requests can only be used with the same parameters they were first used with.",
        ),
        Problem::Busy => {
            (409, "idempotency_error", Some("idempotency_key_in_use"), "There is another request in progress")
        }
        Problem::NoBalance => {
            (400, invalid, Some("balance_insufficient"), "Insufficient funds in your Stripe balance.")
        }
        Problem::Broken => (500, "api_error", None, "An unknown error occurred"),
        Problem::Status(status) => (status, "api_error", None, "As commanded."),
    };
    (status, json!({"error": {"type": kind, "code": code, "message": message}}))
}
