//! Razorpay's calls to us.

use serde::Deserialize;
use serde_json::Value;

use super::answer::Entity;
use crate::{
    config::Secret,
    gateway::signature,
    ports::gateway::{BadEvent, GatewayEvent, GatewayRefund, Progress},
};

#[derive(Deserialize)]
struct Envelope {
    event: String,
    #[serde(default)]
    payload: Value,
}

/// Reads a call whose signature over the raw body is right.
pub(super) fn read(
    secret: Option<&Secret>,
    header: &(dyn for<'a> Fn(&'a str) -> Option<String> + Sync),
    raw: &[u8],
) -> Result<GatewayEvent, BadEvent> {
    let signature = header("x-razorpay-signature").ok_or(BadEvent::Signature)?;
    let secret = secret.ok_or(BadEvent::Signature)?;
    if !signature::signs(secret, &[raw], &signature) {
        return Err(BadEvent::Signature);
    }
    let id = header("x-razorpay-event-id").filter(|id| !id.is_empty());
    let id = id.ok_or(BadEvent::Malformed("X-Razorpay-Event-Id", "is missing"))?;
    let envelope: Envelope =
        serde_json::from_slice(raw).map_err(|_| BadEvent::Malformed("event", "must be in a JSON object"))?;
    let refund = if envelope.event.starts_with("refund.") { Some(refund(&envelope)?) } else { None };
    Ok(GatewayEvent { id, kind: envelope.event, refund })
}

/// The refund that it is about. What the event is called says more than the refund's status, which may be older.
fn refund(envelope: &Envelope) -> Result<GatewayRefund, BadEvent> {
    let entity = envelope.payload.pointer("/refund/entity").unwrap_or(&Value::Null);
    let read = Entity::deserialize(entity).ok().and_then(Entity::read);
    let mut refund = read.ok_or(BadEvent::Malformed("payload.refund.entity", "must be a refund"))?;
    match envelope.event.as_str() {
        "refund.processed" => refund.progress = Progress::Processed,
        "refund.failed" => refund.progress = Progress::Failed,
        _ => {}
    }
    Ok(refund)
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::hmac;
    use serde_json::json;

    use super::*;

    fn body(event: &str) -> String {
        let entity = json!({"id": "rfnd_1", "payment_id": "pay_1", "amount": 100, "currency": "INR",
            "created_at": 1_764_000_000, "status": "pending", "receipt": null, "notes": {"reference": "refund-0001"}});
        json!({"entity": "event", "event": event, "payload": {"refund": {"entity": entity}}}).to_string()
    }

    fn call(raw: &str, id: Option<&str>) -> Result<GatewayEvent, BadEvent> {
        let signed = hex::encode(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, b"whsec"), raw.as_bytes()));
        let header = |name: &str| match name {
            "x-razorpay-signature" => Some(signed.clone()),
            "x-razorpay-event-id" => id.map(str::to_owned),
            _ => None,
        };
        read(Some(&Secret::new("whsec")), &header, raw.as_bytes())
    }

    #[test]
    fn the_name_of_the_event_decides() {
        for (event, progress) in [
            ("refund.processed", Progress::Processed),
            ("refund.failed", Progress::Failed),
            ("refund.created", Progress::Pending),
            ("refund.speed_changed", Progress::Pending),
        ] {
            let read = call(&body(event), Some("evt_1")).unwrap();
            assert_eq!((read.id.as_str(), read.kind.as_str()), ("evt_1", event));
            let refund = read.refund.unwrap();
            assert_eq!((refund.progress, refund.reference.as_deref()), (progress, Some("refund-0001")));
        }
        assert_eq!(call(r#"{"event":"payment.captured","payload":{}}"#, Some("evt_1")).unwrap().refund, None);
    }

    #[test]
    fn what_is_signed_and_makes_no_sense_says_where() {
        let field = |raw: &str, id| match call(raw, id) {
            Err(BadEvent::Malformed(field, _)) => field,
            other => panic!("{other:?}"),
        };
        assert_eq!(field(&body("refund.processed"), None), "X-Razorpay-Event-Id");
        assert_eq!(field("[]", Some("evt_1")), "event");
        assert_eq!(field(r#"{"event":"refund.failed"}"#, Some("evt_1")), "payload.refund.entity");
    }

    #[test]
    fn without_the_right_signature_nothing_is_read() {
        let raw = body("refund.processed");
        let with = |secret: Option<&Secret>, signature: Option<&str>| {
            let header = |name: &str| signature.filter(|_| name == "x-razorpay-signature").map(str::to_owned);
            read(secret, &header, raw.as_bytes())
        };
        let secret = Secret::new("whsec");
        for (secret, signature) in [(Some(&secret), None), (Some(&secret), Some("00")), (None, Some("00"))] {
            assert_eq!(with(secret, signature), Err(BadEvent::Signature));
        }
    }
}
