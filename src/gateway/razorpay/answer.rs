//! What Razorpay's answers mean. Its errors are told apart by their sentences, as its documentation lists them.

use serde::Deserialize;
use serde_json::Value;

use crate::{
    domain::time::{SECOND, Timestamp},
    gateway::{http::Answer, proof, said},
    ports::gateway::{GatewayRefund, Order, Progress, Sent},
};

/// Refused for what it asks for, and not executed. Only what begins like one of these counts as refused: what isn't
/// known may be a way to say that an earlier copy was executed. That is why "The payment status should be captured"
/// isn't here: a payment that was refunded whole isn't captured any more.
const REFUSALS: &[&str] = &[
    "the refund amount provided is greater than",
    "the total refund amount is greater than the refund payment amount",
    "the amount must be at least",
    "the amount must be atleast",
    "the amount must be an integer",
    "amount cannot be blank",
    "the id provided does not exist",
    "refund is currently not supported for this payment method",
    "partial refund is currently not supported",
    "refund is not supported by the bank",
    "refunds cannot be created on your account for",
    "the refund on this payment is blocked",
    "notes validation failed",
];

/// Refused whatever it asks for.
const STOPS: &[&str] = &["your account does not have enough balance", "refunds cannot be created on your account"];

/// Not now.
const BUSY: &[&str] = &[
    "request failed because another payment operation is in progress",
    "request failed because another request is in progress",
];

/// A refund as Razorpay writes it.
#[derive(Deserialize)]
pub(super) struct Entity {
    id: String,
    payment_id: String,
    amount: i64,
    currency: String,
    created_at: i64,
    status: String,
    receipt: Option<String>,
    /// An object, or an empty list where there are none.
    #[serde(default)]
    notes: Value,
}

#[derive(Deserialize)]
struct Failure {
    error: Details,
}

#[derive(Deserialize)]
struct Details {
    code: String,
    description: String,
}

#[derive(Deserialize)]
struct Page {
    items: Vec<Entity>,
}

/// What an answer to a refund says.
pub(super) fn sent(answer: &Answer, order: &Order) -> Sent {
    match answer.status {
        200..=299 => match serde_json::from_slice(&answer.body).ok().and_then(Entity::read) {
            Some(refund) => proof(refund, order),
            None => Sent::Unknown(format!("{} without a refund in it.", answer.status)),
        },
        400 => refusal(answer),
        401 | 403 => Sent::LaneStopped(explained(answer)),
        // There is a second 409: the key was used by another request, which is done.
        409 if description(answer).contains("different") => Sent::Unknown(explained(answer)),
        409 | 429 => Sent::Later(answer.retry_after),
        _ => Sent::Unknown(explained(answer)),
    }
}

fn refusal(answer: &Answer) -> Sent {
    let text = description(answer);
    let begins = |with: &[&str]| with.iter().any(|beginning| text.starts_with(beginning));
    match details(answer) {
        Some(details) if details.code == "BAD_REQUEST_ERROR" && begins(REFUSALS) => {
            Sent::Refused(details.code, said(&details.description))
        }
        Some(_) if begins(STOPS) => Sent::LaneStopped(explained(answer)),
        Some(_) if begins(BUSY) => Sent::Later(answer.retry_after),
        _ => Sent::Unknown(explained(answer)),
    }
}

/// The refunds of one page; a part is never given for the whole.
pub(super) fn page(answer: &Answer) -> Result<Vec<GatewayRefund>, String> {
    if answer.status != 200 {
        return Err(explained(answer));
    }
    let page: Page = serde_json::from_slice(&answer.body).map_err(|_| "200 without a list of refunds in it.")?;
    let all = page.items.into_iter().map(Entity::read).collect::<Option<_>>();
    all.ok_or_else(|| "The list has a refund that makes no sense.".into())
}

fn details(answer: &Answer) -> Option<Details> {
    serde_json::from_slice::<Failure>(&answer.body).ok().map(|failure| failure.error)
}

/// In lower case; empty where there is none.
fn description(answer: &Answer) -> String {
    details(answer).map(|details| details.description.to_lowercase()).unwrap_or_default()
}

fn explained(answer: &Answer) -> String {
    match details(answer) {
        Some(details) => said(&format!("{}: {}", answer.status, details.description)),
        None => format!("{} without an error in it.", answer.status),
    }
}

impl Entity {
    /// `None` where a part makes no sense. A status that isn't known is one that isn't final.
    pub(super) fn read(self) -> Option<GatewayRefund> {
        let progress = match self.status.as_str() {
            "processed" => Progress::Processed,
            "failed" | "reversed" => Progress::Failed,
            _ => Progress::Pending,
        };
        let why = || (self.status.to_uppercase(), "Razorpay reports that the refund failed.".to_owned());
        let noted = self.notes.get("reference").and_then(Value::as_str).map(str::to_owned);
        Some(GatewayRefund {
            failure: (progress == Progress::Failed).then(why),
            transaction_id: Some(self.id).filter(|id| !id.is_empty())?,
            payment: self.payment_id,
            payment_alias: None,
            reference: noted.or(self.receipt),
            amount_cents: self.amount,
            currency: self.currency.parse().ok()?,
            progress,
            created_at: Timestamp(self.created_at.checked_mul(SECOND)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::{domain::money::Currency, ports::gateway::PaymentAt};

    fn order() -> Order {
        let payment =
            PaymentAt { reference: "pay_1".into(), captured_cents: 500, imported_cents: 0, currency: Currency::INR };
        Order { reference: "refund-0001".into(), payment, amount_cents: 100 }
    }

    fn refund() -> Value {
        json!({"id": "rfnd_1", "entity": "refund", "amount": 100, "receipt": "refund-0001", "currency": "INR",
            "payment_id": "pay_1", "notes": {"reference": "refund-0001"}, "acquirer_data": {"arn": null},
            "created_at": 1_764_000_000, "batch_id": null, "status": "processed", "speed_requested": "normal"})
    }

    fn with(field: &str, value: impl Into<Value>) -> Value {
        let mut refund = refund();
        refund[field] = value.into();
        refund
    }

    fn error(code: &str, description: &str) -> Value {
        json!({"error": {"code": code, "description": description, "source": null, "reason": null, "metadata": {}}})
    }

    fn bad(description: &str) -> Value {
        error("BAD_REQUEST_ERROR", description)
    }

    fn read(status: u16, body: &[u8]) -> Sent {
        sent(&Answer { status, retry_after: Some(7), body: body.into() }, &order())
    }

    fn kind(sent: &Sent) -> &'static str {
        match sent {
            Sent::Nothing(_) => "nothing",
            Sent::Taken(refund) => match refund.progress {
                Progress::Pending => "pending",
                Progress::Processed => "processed",
                Progress::Failed => "failed",
            },
            Sent::Refused(..) => "refused",
            Sent::Later(_) => "later",
            Sent::LaneStopped(_) => "stopped",
            Sent::Unknown(_) => "unknown",
        }
    }

    #[test]
    fn every_answer_has_its_meaning() {
        let table = [
            (200, refund(), "processed"),
            (200, with("status", "pending"), "pending"),
            (200, with("status", "failed"), "failed"),
            (200, with("status", "reversed"), "failed"),
            (200, with("status", "on_its_way"), "pending"),
            (200, with("notes", json!([])), "processed"),
            (200, with("receipt", Value::Null), "processed"),
            (201, refund(), "processed"),
            (200, with("payment_id", "pay_2"), "unknown"),
            (200, with("amount", 99), "unknown"),
            (200, with("amount", 100.5), "unknown"),
            (200, with("amount", "100"), "unknown"),
            (200, with("currency", "USD"), "unknown"),
            (200, with("currency", ""), "unknown"),
            (200, with("notes", json!({"reference": "refund-0002"})), "unknown"),
            (200, with("status", Value::Null), "unknown"),
            (200, with("id", ""), "unknown"),
            (200, bad("The amount must be at least INR 1.00"), "unknown"),
            (200, json!([]), "unknown"),
            (302, json!({}), "unknown"),
            (400, bad("The refund amount provided is greater than amount captured."), "refused"),
            (400, bad("The refund amount provided is greater than the unrefunded amount."), "refused"),
            (400, bad("The amount must be at least INR 1.00"), "refused"),
            (400, bad("Amount cannot be blank."), "refused"),
            (400, bad("The id provided does not exist"), "refused"),
            (400, bad("Refund is not supported by the bank because the payment is more than 6 months old"), "refused"),
            (400, bad("Refunds cannot be created on your account for card payments."), "refused"),
            (400, bad("The refund on this payment is blocked due to ongoing dispute investigation"), "refused"),
            (400, bad("Refunds cannot be created on your account."), "stopped"),
            (400, bad("Your account does not have enough balance to carry out the refund operation."), "stopped"),
            (400, bad("Request failed because another payment operation is in progress"), "later"),
            (400, bad("The payment has been fully refunded already"), "unknown"),
            (400, bad("Refund has already been processed."), "unknown"),
            (400, bad("Duplicate receipt found for this refund request."), "unknown"),
            (400, bad("The payment status should be captured for action to be taken"), "unknown"),
            (400, bad("This idempotency key was already used by another request"), "unknown"),
            (400, bad("Something new"), "unknown"),
            (400, error("GATEWAY_ERROR", "The amount must be at least INR 1.00"), "unknown"),
            (400, json!({}), "unknown"),
            (401, error("BAD_REQUEST_ERROR", "Authentication failed"), "stopped"),
            (403, json!(null), "stopped"),
            (404, bad("The id provided does not exist"), "unknown"),
            (409, bad("Request failed because another request is in progress with the same Idempotency Key"), "later"),
            (409, bad("Different request with the same idempotency key has already been processed."), "unknown"),
            (429, bad("Too many requests"), "later"),
            (500, error("SERVER_ERROR", "The server encountered an error"), "unknown"),
            (502, json!("Bad Gateway"), "unknown"),
            (503, json!({}), "unknown"),
            (504, bad("The amount must be at least INR 1.00"), "unknown"),
        ];
        for (status, body, expected) in table {
            let read = read(status, body.to_string().as_bytes());
            assert_eq!(kind(&read), expected, "{status} {body}");
            if expected == "later" {
                assert_eq!(read, Sent::Later(Some(7)));
            }
        }
    }

    #[test]
    fn a_part_of_an_answer_is_no_answer() {
        for whole in [refund(), bad("The amount must be at least INR 1.00")].map(|body| body.to_string()) {
            for end in 0..whole.len() {
                for status in [200, 400] {
                    assert_eq!(kind(&read(status, &whole.as_bytes()[..end])), "unknown", "{status} {}", &whole[..end]);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn only_a_known_refusal_is_one(status in 100_u16..600, text in ".{0,60}", code in "[A-Z_]{0,20}") {
            let refused = |status, code: &str, text: &str| kind(&read(status, error(code, text).to_string().as_bytes()));
            prop_assert_ne!(refused(status, &code, &text), "refused");
            prop_assert_ne!(refused(status, "BAD_REQUEST_ERROR", &format!("Already: {}", REFUSALS[0])), "refused");
            for known in REFUSALS {
                let is = refused(status, "BAD_REQUEST_ERROR", &format!("{known} {text}")) == "refused";
                prop_assert_eq!(is, status == 400);
            }
        }

        #[test]
        fn bytes_are_no_proof(status in 100_u16..600, body in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(matches!(kind(&read(status, &body)), "unknown" | "stopped" | "later"));
        }
    }

    #[test]
    fn a_page_is_whole_or_nothing() {
        let read = |status, body: &str| page(&Answer { status, retry_after: None, body: body.into() });
        let of = |items: Value| json!({"entity": "collection", "count": 1, "items": items}).to_string();
        assert_eq!(read(200, &of(json!([]))), Ok(vec![]));
        let found = read(200, &of(json!([refund(), with("notes", json!([]))]))).unwrap();
        assert_eq!(found[0].reference.as_deref(), Some("refund-0001"));
        assert_eq!(found[0].created_at, Timestamp(1_764_000_000 * SECOND));
        for wrong in [of(json!([refund(), {}])), of(json!([with("currency", "rupees")])), "{}".into(), String::new()] {
            assert!(read(200, &wrong).is_err(), "{wrong}");
        }
        assert!(read(500, &of(json!([]))).is_err());
    }
}
