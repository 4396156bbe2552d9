//! Links that are signed: whoever holds one may fetch what it names until it expires, and nobody else needs to be asked.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

use super::vault::Vault;
use crate::domain::{
    id::JobId,
    time::{SECOND, Timestamp},
};

const PURPOSE: &str = "link";
const KIND: &str = "v1";

/// The way to the file of a job, until a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Whose file.
    pub job: JobId,
    /// Until when, in whole seconds since 1970.
    seconds: i64,
}

impl Link {
    /// A link that works until the second of `end`.
    pub const fn until(job: JobId, end: Timestamp) -> Self {
        Self { job, seconds: end.seconds() }
    }

    /// When it stops to work.
    pub const fn expires_at(self) -> Timestamp {
        Timestamp(self.seconds.saturating_mul(SECOND))
    }

    fn said(self) -> String {
        format!("{KIND}.{}.{}", URL_SAFE_NO_PAD.encode(self.job.0), self.seconds)
    }

    /// As it stands in an address.
    pub fn token(self, vault: &Vault) -> String {
        let said = self.said();
        let signature = URL_SAFE_NO_PAD.encode(vault.sign(PURPOSE, &said));
        format!("{said}.{signature}")
    }

    /// The link of a token that this install has signed.
    pub fn read(token: &str, vault: &Vault) -> Option<Self> {
        let (said, signature) = token.rsplit_once('.')?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        if !vault.is_signed(PURPOSE, said, &signature) {
            return None;
        }
        let (job, seconds) = said.strip_prefix(KIND)?.strip_prefix('.')?.split_once('.')?;
        let job = Uuid::from_slice(&URL_SAFE_NO_PAD.decode(job).ok()?).ok()?;
        Some(Self { job: JobId(job), seconds: seconds.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_signed_here_is_read() {
        let vault = Vault::new(&[7; 32]).unwrap();
        let link = Link::until(JobId(Uuid::from_u128(5)), Timestamp(1_764_000_000_900_000));
        let token = link.token(&vault);
        assert!(token.len() <= 512 && token.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)));
        assert_eq!(Link::read(&token, &vault), Some(link));
        assert_eq!(link.expires_at(), Timestamp(1_764_000_000_000_000));
        assert_eq!(Link::read(&token, &Vault::new(&[8; 32]).unwrap()), None);
        for at in 0..token.len() {
            let mut other = token.clone().into_bytes();
            other[at] = if other[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(Link::read(std::str::from_utf8(&other).unwrap(), &vault), None, "changed at {at}");
        }
        for wrong in ["", "v1", "v1...", "v2.a.b.c", &token[..token.len() - 2]] {
            assert_eq!(Link::read(wrong, &vault), None, "{wrong}");
        }
    }
}
