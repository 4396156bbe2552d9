//! Stripe's calls to us.

use serde::Deserialize;
use serde_json::Value;

use super::answer::Object;
use crate::{
    config::Secret,
    domain::time::Timestamp,
    gateway::signature,
    ports::gateway::{BadEvent, GatewayEvent, GatewayRefund, Progress},
};

#[derive(Deserialize)]
struct Envelope {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    data: Value,
}

/// Reads a call whose signature over its moment and the raw body is right, and which is not older than five minutes.
pub(super) fn read(
    secret: Option<&Secret>,
    header: &(dyn for<'a> Fn(&'a str) -> Option<String> + Sync),
    raw: &[u8],
    now: Timestamp,
) -> Result<GatewayEvent, BadEvent> {
    let signature = header("stripe-signature").ok_or(BadEvent::Signature)?;
    let secret = secret.ok_or(BadEvent::Signature)?;
    if !signature::signs_with_time(secret, &signature, raw, now) {
        return Err(BadEvent::Signature);
    }
    let envelope: Envelope =
        serde_json::from_slice(raw).map_err(|_| BadEvent::Malformed("type", "must be in a JSON object with an id"))?;
    if envelope.id.is_empty() {
        return Err(BadEvent::Malformed("id", "is empty"));
    }
    let about = envelope.kind.starts_with("refund.") || envelope.kind == "charge.refund.updated";
    let refund = if about { Some(refund(&envelope)?) } else { None };
    Ok(GatewayEvent { id: envelope.id, kind: envelope.kind, refund })
}

/// The refund that it is about, as it stood at that moment.
fn refund(envelope: &Envelope) -> Result<GatewayRefund, BadEvent> {
    let object = envelope.data.get("object").unwrap_or(&Value::Null);
    let read = Object::deserialize(object).ok().and_then(Object::read);
    let mut refund = read.ok_or(BadEvent::Malformed("data.object", "must be a refund"))?;
    if envelope.kind == "refund.failed" {
        refund.progress = Progress::Failed;
    }
    Ok(refund)
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::hmac;
    use serde_json::json;

    use super::*;
    use crate::domain::time::SECOND;

    const NOW: Timestamp = Timestamp(1_764_000_000 * SECOND);

    fn body(kind: &str, status: &str) -> String {
        let object = json!({"id": "re_1", "object": "refund", "amount": 100, "currency": "inr", "created": 1_764_000_000,
            "status": status, "charge": "ch_1", "payment_intent": "pi_1", "metadata": {"reference": "refund-0001"}});
        json!({"id": "evt_1", "object": "event", "type": kind, "data": {"object": object}}).to_string()
    }

    fn call(raw: &str, now: Timestamp) -> Result<GatewayEvent, BadEvent> {
        let signed = format!("{}.{raw}", NOW.seconds());
        let right = hex::encode(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, b"whsec"), signed.as_bytes()));
        let stamp = format!("t={},v1={right}", NOW.seconds());
        let header = |name: &str| (name == "stripe-signature").then(|| stamp.clone());
        read(Some(&Secret::new("whsec")), &header, raw.as_bytes(), now)
    }

    #[test]
    fn a_refund_is_read_as_it_stood() {
        for (kind, status, progress) in [
            ("refund.created", "pending", Progress::Pending),
            ("refund.updated", "succeeded", Progress::Processed),
            ("charge.refund.updated", "succeeded", Progress::Processed),
            ("refund.updated", "failed", Progress::Failed),
            ("refund.failed", "pending", Progress::Failed),
        ] {
            let read = call(&body(kind, status), NOW).unwrap();
            assert_eq!((read.id.as_str(), read.kind.as_str()), ("evt_1", kind));
            let refund = read.refund.unwrap();
            assert_eq!((refund.progress, refund.payment_alias.as_deref()), (progress, Some("ch_1")), "{kind}");
        }
        let other = r#"{"id":"evt_2","type":"charge.refunded","data":{"object":{"object":"charge"}}}"#;
        assert_eq!(call(other, NOW).unwrap().refund, None);
    }

    #[test]
    fn an_old_one_and_a_foreign_one_are_not_read() {
        let raw = body("refund.updated", "succeeded");
        assert_eq!(call(&raw, NOW.plus(301 * SECOND)), Err(BadEvent::Signature));
        let nothing = |_: &str| None;
        assert_eq!(read(Some(&Secret::new("whsec")), &nothing, raw.as_bytes(), NOW), Err(BadEvent::Signature));
        let wrong = |_: &str| Some(format!("t={},v1=00", NOW.seconds()));
        assert_eq!(read(Some(&Secret::new("whsec")), &wrong, raw.as_bytes(), NOW), Err(BadEvent::Signature));
        assert_eq!(read(None, &wrong, raw.as_bytes(), NOW), Err(BadEvent::Signature));
    }

    #[test]
    fn what_is_signed_and_makes_no_sense_says_where() {
        for (raw, field) in [
            ("[]", "type"),
            (r#"{"id":"","type":"refund.updated"}"#, "id"),
            (r#"{"id":"evt_1","type":"refund.updated","data":{"object":{"object":"charge"}}}"#, "data.object"),
        ] {
            assert!(matches!(call(raw, NOW), Err(BadEvent::Malformed(named, _)) if named == field), "{raw}");
        }
    }
}
