//! Razorpay's protocol, as its documentation has it.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::{
    KEY_ID, KEY_SECRET, Problem, Protocol,
    book::{Payment, Refund, Status},
    desk::Asked,
    wire::Request,
};

pub fn authorized(request: &Request) -> bool {
    let right = format!("Basic {}", STANDARD.encode(format!("{KEY_ID}:{KEY_SECRET}")));
    request.header("authorization") == Some(right.as_str())
}

/// `POST /v1/payments/{payment}/refund`.
pub fn asked(request: &Request, payment: &str) -> Asked {
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    Asked {
        protocol: Protocol::Razorpay,
        payment: payment.to_owned(),
        amount: body["amount"].as_i64(),
        reference: text(&body["notes"]["reference"]),
        receipt: text(&body["receipt"]),
        key: request.header("x-refund-idempotency").map(str::to_owned).filter(|key| key.len() >= 10),
        body: request.body.clone(),
    }
}

pub fn refund(refund: &Refund, payment: &Payment, status: Status) -> Value {
    let status = match status {
        Status::Pending => "pending",
        Status::Processed => "processed",
        Status::Failed => "failed",
    };
    let notes = refund.reference.as_ref().map_or(json!([]), |reference| json!({"reference": reference}));
    json!({
        "id": refund.id, "entity": "refund", "amount": refund.amount, "receipt": refund.reference,
        "currency": payment.currency, "payment_id": payment.id, "notes": notes, "acquirer_data": {"arn": null},
        "created_at": refund.created_at / 1_000_000, "batch_id": null, "status": status,
        "speed_processed": "normal", "speed_requested": "normal",
    })
}

/// One page: the newest first.
pub fn page(request: &Request, all: Vec<Value>, most: usize) -> Value {
    let number = |name: &str| request.parameter(name).and_then(|text| text.parse::<usize>().ok());
    let count = number("count").unwrap_or(10).min(100).min(most);
    let items: Vec<Value> = all.into_iter().skip(number("skip").unwrap_or(0)).take(count).collect();
    json!({"entity": "collection", "count": items.len(), "items": items})
}

pub fn problem(problem: Problem) -> (u16, Value) {
    let (status, code, description) = match problem {
        Problem::Unauthorized => (401, "BAD_REQUEST_ERROR", "Authentication failed"),
        Problem::NoKey => (400, "BAD_REQUEST_ERROR", "The idempotency key must be at least 10 characters long"),
        Problem::NoAmount => (400, "BAD_REQUEST_ERROR", "The amount must be an integer."),
        Problem::TooSmall => (400, "BAD_REQUEST_ERROR", "The amount must be at least INR 1.00"),
        Problem::TooLarge => (400, "BAD_REQUEST_ERROR", "The refund amount provided is greater than amount captured."),
        Problem::FullyRefunded => (400, "BAD_REQUEST_ERROR", "The payment has been fully refunded already."),
        Problem::UnknownPayment => (400, "BAD_REQUEST_ERROR", "The id provided does not exist"),
        Problem::KeyReused => (
            400,
            "BAD_REQUEST_ERROR",
            "Different request with the same idempotency key has already been processed by another request",
        ),
        Problem::Busy => (
            409,
            "BAD_REQUEST_ERROR",
            "Request failed because another request is in progress with the same Idempotency Key",
        ),
        Problem::DuplicateReceipt => (400, "BAD_REQUEST_ERROR", "Duplicate receipt found for this refund request."),
        Problem::NoBalance => {
            (400, "BAD_REQUEST_ERROR", "Your account does not have enough balance to carry out the refund operation.")
        }
        Problem::Broken => (500, "SERVER_ERROR", "We are facing some trouble completing your request at the moment."),
        Problem::Status(status) => (status, "BAD_REQUEST_ERROR", "As commanded."),
    };
    let error = json!({"code": code, "description": description, "source": "business", "reason": null, "metadata": {}});
    (status, json!({"error": error}))
}
