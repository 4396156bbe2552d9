//! Signatures of calls to us: HMAC-SHA256 over the bytes as they came, in hexadecimal.

use aws_lc_rs::hmac;
use subtle::ConstantTimeEq as _;

use crate::{
    config::Secret,
    domain::time::{MINUTE, SECOND, Timestamp},
};

/// How far the moment of a signature may be from now, both ways.
const TOLERANCE: i64 = 5 * MINUTE;

/// Whether `given` signs these parts, one after the other; a wrong one takes as long to tell as the right one.
pub(super) fn signs(secret: &Secret, parts: &[&[u8]], given: &str) -> bool {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, secret.expose().as_bytes()));
    for part in parts {
        context.update(part);
    }
    let right = context.sign();
    hex::decode(given).is_ok_and(|given| right.as_ref().ct_eq(&given).into())
}

/// Whether a header of the form `t=SECONDS,v1=HEX`, perhaps with several `v1`, signs the body now.
pub(super) fn signs_with_time(secret: &Secret, header: &str, raw: &[u8], now: Timestamp) -> bool {
    let parts = || header.split(',').filter_map(|part| part.trim().split_once('='));
    let Some((_, stamp)) = parts().find(|(name, _)| *name == "t") else { return false };
    let made = stamp.parse::<i64>().ok().and_then(|seconds| seconds.checked_mul(SECOND));
    let fresh = made.is_some_and(|made| now.since(Timestamp(made)).saturating_abs() <= TOLERANCE);
    let signed = [stamp.as_bytes(), b".", raw];
    fresh && parts().any(|(name, given)| name == "v1" && signs(secret, &signed, given))
}

#[cfg(test)]
mod tests {
    use super::*;

    // Made with `openssl dgst -sha256 -hmac`.
    const BODY: &[u8] = br#"{"event":"refund.processed"}"#;

    fn secret() -> Secret {
        Secret::new("whsec_test")
    }

    fn hex_of(parts: &[&[u8]]) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, b"whsec_test");
        hex::encode(hmac::sign(&key, &parts.concat()))
    }

    #[test]
    fn the_right_signature_only() {
        let right = "fcf5a3168822189fb92186845fbf77d52ce6d5c669d2437a28722a23a7355e50";
        assert!(signs(&secret(), &[BODY], right));
        assert!(signs(&secret(), &[&BODY[..5], &BODY[5..]], right));
        assert!(!signs(&Secret::new("other"), &[BODY], right));
        assert!(!signs(&secret(), &[&BODY[1..]], right));
        let mut flipped = hex::decode(right).unwrap();
        flipped[31] ^= 1;
        for wrong in [&hex::encode(flipped), "", "xyz", &right[..62], &format!("{right}00")] {
            assert!(!signs(&secret(), &[BODY], wrong), "{wrong}");
        }
    }

    #[test]
    fn time_counts() {
        let made = Timestamp(1_764_000_000 * SECOND);
        let good = hex_of(&[b"1764000000.", BODY]);
        let header = format!("t=1764000000,v1={},v1={good},v0=00", "0".repeat(64));
        for (later, accepted) in [(0, true), (299, true), (-299, true), (301, false), (-301, false)] {
            let now = made.plus(later * SECOND);
            assert_eq!(signs_with_time(&secret(), &header, BODY, now), accepted, "{later} s later");
        }
        for wrong in [
            "",
            "t=1764000000",
            &format!("v1={good}"),
            &format!("t=1764000001,v1={good}"),
            &format!("t=x,v1={good}"),
            &format!("t=9223372036854775807,v1={good}"),
            &format!("t=1764000000,v0={good}"),
        ] {
            assert!(!signs_with_time(&secret(), wrong, BODY, made), "{wrong}");
        }
    }
}
