//! What Stripe's answers mean. Its errors have codes; the one for too large an amount has none, only a sentence.

use serde::Deserialize;

use crate::{
    domain::time::{SECOND, Timestamp},
    gateway::{http::Answer, proof, said},
    ports::gateway::{GatewayRefund, Order, Progress, Sent},
};

/// Codes of what is refused for what it asks for, and not executed. `charge_already_refunded` isn't one: it may have
/// been an earlier copy that did it.
const REFUSALS: &[&str] = &[
    "amount_too_large",
    "amount_too_small",
    "charge_disputed",
    "parameter_invalid_integer",
    "refund_disputed_payment",
    "resource_missing",
];

/// Codes of what is refused whatever it asks for.
const STOPS: &[&str] = &["api_key_expired", "balance_insufficient", "insufficient_funds", "livemode_mismatch"];

/// A refund as Stripe writes it.
#[derive(Deserialize)]
pub(super) struct Object {
    id: String,
    #[serde(rename = "object")]
    kind: String,
    amount: i64,
    /// In small letters.
    currency: String,
    created: i64,
    status: Option<String>,
    charge: Option<String>,
    payment_intent: Option<String>,
    #[serde(default)]
    metadata: Option<Metadata>,
    failure_reason: Option<String>,
}

#[derive(Deserialize)]
struct Metadata {
    reference: Option<String>,
}

#[derive(Deserialize)]
struct Failure {
    error: Details,
}

#[derive(Deserialize)]
struct Details {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    message: Option<String>,
}

#[derive(Deserialize)]
struct List {
    data: Vec<Object>,
    has_more: bool,
}

/// One page of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) refunds: Vec<GatewayRefund>,
    pub(super) has_more: bool,
}

/// What an answer to a refund says.
pub(super) fn sent(answer: &Answer, order: &Order) -> Sent {
    match answer.status {
        200..=299 => match serde_json::from_slice(&answer.body).ok().and_then(Object::read) {
            Some(refund) => proof(refund, order),
            None => Sent::Unknown(format!("{} without a refund in it.", answer.status)),
        },
        400 | 402 | 404 => refusal(answer),
        401 | 403 => Sent::LaneStopped(explained(answer)),
        409 | 429 => Sent::Later(answer.retry_after),
        // Also a stored 500, which comes again for as long as the key is kept: what it hides is found in lists.
        _ => Sent::Unknown(explained(answer)),
    }
}

fn refusal(answer: &Answer) -> Sent {
    let unknown = || Sent::Unknown(explained(answer));
    let Some(details) = details(answer).filter(|details| details.kind == "invalid_request_error") else {
        return unknown();
    };
    let code = details.code.as_deref().unwrap_or_default();
    let message = details.message.as_deref().unwrap_or_default();
    let too_large = message.starts_with("Refund amount (") && message.contains("is greater than unrefunded amount");
    match code {
        "" if too_large => Sent::Refused("amount_too_large".into(), said(message)),
        known if REFUSALS.contains(&known) => Sent::Refused(known.to_owned(), said(message)),
        known if STOPS.contains(&known) => Sent::LaneStopped(explained(answer)),
        _ => unknown(),
    }
}

/// The refunds of one page; a part is never given for the whole.
pub(super) fn page(answer: &Answer) -> Result<Page, String> {
    if answer.status != 200 {
        return Err(explained(answer));
    }
    let list: List = serde_json::from_slice(&answer.body).map_err(|_| "200 without a list of refunds in it.")?;
    let refunds = list.data.into_iter().map(Object::read).collect::<Option<_>>();
    let refunds = refunds.ok_or("The list has a refund that makes no sense.")?;
    Ok(Page { refunds, has_more: list.has_more })
}

fn details(answer: &Answer) -> Option<Details> {
    serde_json::from_slice::<Failure>(&answer.body).ok().map(|failure| failure.error)
}

fn explained(answer: &Answer) -> String {
    let Some(details) = details(answer) else { return format!("{} without an error in it.", answer.status) };
    let what = details.code.unwrap_or(details.kind);
    said(&format!("{} {what}: {}", answer.status, details.message.unwrap_or_default()))
}

impl Object {
    /// `None` where a part makes no sense. A status that isn't known is one that isn't final.
    pub(super) fn read(self) -> Option<GatewayRefund> {
        let progress = match self.status.as_deref() {
            Some("succeeded") => Progress::Processed,
            Some("failed" | "canceled") => Progress::Failed,
            _ => Progress::Pending,
        };
        let why = || {
            let code = self.failure_reason.as_deref().or(self.status.as_deref()).unwrap_or_default();
            (said(code), "Stripe reports that the refund failed.".to_owned())
        };
        let failure = (progress == Progress::Failed).then(why);
        let (payment, alias) = match (self.payment_intent, self.charge) {
            (Some(intent), charge) => (intent, charge),
            (None, charge) => (charge?, None),
        };
        Some(GatewayRefund {
            transaction_id: Some(self.id).filter(|id| !id.is_empty() && self.kind == "refund")?,
            payment,
            payment_alias: alias,
            reference: self.metadata.and_then(|metadata| metadata.reference),
            amount_cents: self.amount,
            currency: self.currency.to_uppercase().parse().ok()?,
            progress,
            failure,
            created_at: Timestamp(self.created.checked_mul(SECOND)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::ports::gateway::PaymentAt;

    fn order(payment: &str) -> Order {
        let payment = PaymentAt {
            reference: payment.into(),
            captured_cents: 500,
            imported_cents: 0,
            currency: "USD".parse().unwrap(),
        };
        Order { reference: "refund-0001".into(), payment, amount_cents: 100 }
    }

    fn refund() -> Value {
        json!({"id": "re_1", "object": "refund", "amount": 100, "balance_transaction": null, "charge": "ch_1",
            "created": 1_764_000_000, "currency": "usd", "metadata": {"reference": "refund-0001"},
            "payment_intent": "pi_1", "reason": null, "status": "succeeded"})
    }

    fn with(field: &str, value: impl Into<Value>) -> Value {
        let mut refund = refund();
        refund[field] = value.into();
        refund
    }

    fn error(kind: &str, code: Option<&str>, message: &str) -> Value {
        json!({"error": {"type": kind, "code": code, "message": message, "param": "amount"}})
    }

    fn invalid(code: &str) -> Value {
        error("invalid_request_error", Some(code), "It can't be done.")
    }

    fn read(status: u16, body: &[u8]) -> Sent {
        sent(&Answer { status, retry_after: Some(7), body: body.into() }, &order("pi_1"))
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
        let large = "Refund amount ($2.00) is greater than unrefunded amount on charge ($1.00)";
        let table = [
            (200, refund(), "processed"),
            (200, with("status", "pending"), "pending"),
            (200, with("status", "requires_action"), "pending"),
            (200, with("status", "on_its_way"), "pending"),
            (200, with("status", Value::Null), "pending"),
            (200, with("status", "failed"), "failed"),
            (200, with("status", "canceled"), "failed"),
            (200, with("charge", Value::Null), "processed"),
            (200, with("payment_intent", Value::Null), "unknown"),
            (200, with("payment_intent", "pi_2"), "unknown"),
            (200, with("amount", 99), "unknown"),
            (200, with("amount", 100.0), "unknown"),
            (200, with("currency", "eur"), "unknown"),
            (200, with("metadata", json!({})), "unknown"),
            (200, with("metadata", json!({"reference": "refund-0002"})), "unknown"),
            (200, with("object", "charge"), "unknown"),
            (200, json!({}), "unknown"),
            (302, json!({}), "unknown"),
            (400, error("invalid_request_error", None, large), "refused"),
            (400, invalid("resource_missing"), "refused"),
            (404, invalid("resource_missing"), "refused"),
            (400, invalid("charge_disputed"), "refused"),
            (402, invalid("amount_too_small"), "refused"),
            (400, invalid("balance_insufficient"), "stopped"),
            (400, invalid("charge_already_refunded"), "unknown"),
            (400, error("idempotency_error", None, "Keys for idempotent requests can only be used"), "unknown"),
            (400, error("idempotency_error", Some("resource_missing"), large), "unknown"),
            (400, error("card_error", Some("charge_disputed"), ""), "unknown"),
            (400, error("invalid_request_error", Some("something_new"), large), "unknown"),
            (400, error("invalid_request_error", None, "Something new"), "unknown"),
            (400, json!({}), "unknown"),
            (401, error("invalid_request_error", None, "Invalid API Key provided"), "stopped"),
            (403, json!(null), "stopped"),
            (404, json!("not found"), "unknown"),
            (409, error("idempotency_error", Some("idempotency_key_in_use"), ""), "later"),
            (424, error("api_error", None, ""), "unknown"),
            (429, error("invalid_request_error", Some("rate_limit"), ""), "later"),
            (500, error("api_error", None, ""), "unknown"),
            (503, invalid("resource_missing"), "unknown"),
        ];
        for (status, body, expected) in table {
            assert_eq!(kind(&read(status, body.to_string().as_bytes())), expected, "{status} {body}");
        }
    }

    #[test]
    fn either_reference_of_the_payment_will_do() {
        let answer = Answer { status: 200, retry_after: None, body: refund().to_string().into() };
        for (payment, expected) in [("pi_1", "processed"), ("ch_1", "processed"), ("ch_2", "unknown")] {
            assert_eq!(kind(&sent(&answer, &order(payment))), expected, "{payment}");
        }
    }

    #[test]
    fn why_it_failed_is_told() {
        let mut failed = with("status", "failed");
        failed["failure_reason"] = "expired_or_canceled_card".into();
        let Sent::Taken(refund) = read(200, failed.to_string().as_bytes()) else { panic!("not taken") };
        assert_eq!(refund.failure.unwrap().0, "expired_or_canceled_card");
    }

    #[test]
    fn a_part_of_an_answer_is_no_answer() {
        for whole in [refund(), invalid("resource_missing")].map(|body| body.to_string()) {
            for end in 0..whole.len() {
                for status in [200, 400] {
                    assert_eq!(kind(&read(status, &whole.as_bytes()[..end])), "unknown", "{status} {}", &whole[..end]);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn only_a_known_refusal_is_one(status in 100_u16..600, code in "[a-z_]{0,30}", kind_of in "[a-z_]{0,20}") {
            let refused = |kind_of: &str, code: &str| kind(&read(status, error(kind_of, Some(code), "").to_string().as_bytes()));
            prop_assert_ne!(refused(&kind_of, "resource_missing"), "refused");
            prop_assert_eq!(refused("invalid_request_error", &code) == "refused", REFUSALS.contains(&code.as_str()));
            for known in REFUSALS {
                let is = refused("invalid_request_error", known) == "refused";
                prop_assert_eq!(is, matches!(status, 400 | 402 | 404));
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
        let of = |items: Value| json!({"object": "list", "has_more": true, "data": items}).to_string();
        let found = read(200, &of(json!([refund()]))).unwrap();
        assert_eq!((found.refunds.len(), found.has_more), (1, true));
        for wrong in [of(json!([refund(), {}])), of(json!([with("currency", "x")])), r#"{"data":[]}"#.into()] {
            assert!(read(200, &wrong).is_err(), "{wrong}");
        }
        assert!(read(429, &of(json!([]))).is_err());
    }
}
