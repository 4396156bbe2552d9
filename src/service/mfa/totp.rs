//! Codes of the moment: RFC 6238 with SHA-1, six digits, 30 seconds, as every authenticator has it.

use aws_lc_rs::hmac;
use subtle::ConstantTimeEq as _;

use crate::domain::time::Timestamp;

/// Seconds that a code lasts.
pub const PERIOD: i64 = 30;
/// Digits of a code.
pub const DIGITS: i64 = 6;

/// The step of a moment.
pub fn step(now: Timestamp) -> i64 {
    now.seconds().div_euclid(PERIOD)
}

/// The code of a step.
pub fn code(secret: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let bytes = tag.as_ref();
    let from = bytes.last().map_or(0, |last| usize::from(last & 0xf));
    let word = bytes.iter().skip(from).take(4).fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
    format!("{:06}", (word & 0x7fff_ffff) % 1_000_000)
}

/// The step whose code `given` is, one before and one after the present included: clocks differ. Only steps after
/// `last` count, for a code works once.
pub fn matched(secret: &[u8], given: &str, now: Timestamp, last: Option<i64>) -> Option<i64> {
    let now = step(now);
    let is = |step: &i64| bool::from(code(secret, *step).as_bytes().ct_eq(given.as_bytes()));
    // Each is compared, so that the time it takes says nothing.
    let right: Vec<i64> = (now - 1..=now + 1).filter(is).collect();
    right.into_iter().find(|step| last.is_none_or(|last| *step > last))
}

/// RFC 4648 base32 without padding.
pub fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut out = String::with_capacity(bytes.len().div_ceil(5) * 8);
    for chunk in bytes.chunks(5) {
        let mut group = [0; 8];
        group[3..3 + chunk.len()].copy_from_slice(chunk);
        let bits = u64::from_be_bytes(group);
        let letters = (chunk.len() * 8).div_ceil(5);
        out.extend((0..letters).map(|at| char::from(LETTERS[(bits >> (35 - 5 * at) & 31) as usize])));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::SECOND;

    const SECRET: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> Timestamp {
        Timestamp(seconds * SECOND)
    }

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        for (seconds, right) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(SECRET, step(at(seconds))), right);
        }
    }

    #[test]
    fn one_step_before_and_after_count_and_no_more() {
        let now = at(1_234_567_890);
        let matches = |off: i64| matched(SECRET, &code(SECRET, step(now) + off), now, None);
        for off in -1..=1 {
            assert_eq!(matches(off), Some(step(now) + off));
        }
        assert_eq!((matches(-2), matches(2)), (None, None));
    }

    #[test]
    fn a_used_step_and_those_before_it_are_gone() {
        let now = at(1_234_567_890);
        let given = code(SECRET, step(now));
        assert_eq!(matched(SECRET, &given, now, Some(step(now) - 1)), Some(step(now)));
        assert_eq!(matched(SECRET, &given, now, Some(step(now))), None);
        assert_eq!(matched(SECRET, &given, now, Some(step(now) + 1)), None);
        for wrong in ["", "00592", "0059244", "００５９２４"] {
            assert_eq!(matched(SECRET, wrong, now, None), None);
        }
    }

    #[test]
    fn base32_is_that_of_rfc_4648() {
        for (bytes, right) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(bytes.as_bytes()), right);
        }
    }
}
