//! An authenticator: the codes of a secret as RFC 6238 has them, written anew for the tests.

use std::sync::Arc;

use appydex_admin::{
    domain::{
        actor::{Caller, Surface},
        time::Timestamp,
    },
    operations::Operations,
};
use aws_lc_rs::hmac;

use super::world::{Through, World, caller};

impl World {
    /// Whoever bears this token, giving this code of their second factor with each change.
    pub async fn bearing_with_code(&self, token: &str, code: &str) -> Arc<dyn Operations> {
        match self.through {
            Through::Local => {
                let identity = self.service.authenticate(token).await.unwrap();
                let caller = Caller {
                    session: identity.session,
                    mfa_code: Some(code.into()),
                    ..caller(identity.actor, Surface::Api)
                };
                Arc::new(self.service.for_caller(caller))
            }
            Through::Remote => self.server().await.bearing_with_code(token, code),
        }
    }
}

/// The bytes of base32.
fn bytes(base32: &str) -> Vec<u8> {
    let (mut out, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for letter in base32.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'2'..=b'7' => letter - b'2' + 26,
            other => panic!("{} is no letter of base32", char::from(other)),
        };
        bits = bits << 5 | u32::from(value);
        count += 5;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
        }
    }
    out
}

/// The code of a secret, so many steps of 30 s after a moment.
pub fn code(secret: &str, now: Timestamp, steps: i64) -> String {
    let step = now.seconds() / 30 + steps;
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &bytes(secret));
    let tag = hmac::sign(&key, &step.to_be_bytes()).as_ref().to_vec();
    let from = usize::from(tag[19] & 15);
    let word = u32::from_be_bytes(tag[from..from + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", word % 1_000_000)
}

#[test]
fn the_authenticator_is_right() {
    let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    assert_eq!(bytes(secret), b"12345678901234567890");
    assert_eq!(code(secret, Timestamp(59_000_000), 0), "287082");
    assert_eq!(code(secret, Timestamp(29_000_000), 1), "287082");
}
