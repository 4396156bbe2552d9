//! Secrets: sealed where they must be read again, hashed where they must only be recognised.

use std::path::Path;

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey},
    digest::{SHA256, digest},
    hmac,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use tokio::sync::Semaphore;

use crate::{
    error::{Error, Result},
    ports::{Random, random_bytes},
};

/// One hash takes 46 MiB and some 50 ms; one at a time keeps a flood of logins from starving the rest.
static HASHING: Semaphore = Semaphore::const_new(1);

/// Seals and opens under the master key.
pub struct Vault {
    key: RandomizedNonceKey,
    mac: hmac::Key,
}

impl Vault {
    /// The vault of this master key.
    pub fn new(master: &[u8; 32]) -> Result<Self> {
        let key = RandomizedNonceKey::new(&AES_256_GCM, master).map_err(Error::internal)?;
        let mac = hmac::Key::new(hmac::HMAC_SHA256, master);
        Ok(Self { key, mac })
    }

    /// A fingerprint that says nothing to those without the master key, for requests may hold passwords.
    pub fn fingerprint(&self, text: &str) -> Vec<u8> {
        hmac::sign(&self.mac, text.as_bytes()).as_ref().to_vec()
    }

    /// A signature of `text` that counts for this purpose only.
    pub fn sign(&self, purpose: &str, text: &str) -> Vec<u8> {
        hmac::sign(&self.mac, format!("{purpose}\n{text}").as_bytes()).as_ref().to_vec()
    }

    /// Whether [`Self::sign`] gave this signature, found out in the same time whatever it is.
    pub fn is_signed(&self, purpose: &str, text: &str, signature: &[u8]) -> bool {
        hmac::verify(&self.mac, format!("{purpose}\n{text}").as_bytes(), signature).is_ok()
    }

    /// The vault of the key in `directory`, made at the first start.
    pub fn in_directory(directory: &Path, random: &dyn Random) -> Result<Self> {
        let path = directory.join("master.key");
        let fresh = URL_SAFE_NO_PAD.encode(random_bytes::<32>(random));
        let text = super::files::read_or_create_private(&path, &fresh)?;
        let wrong = || Error::environment(format!("{} is not a master key: 32 bytes in base64.", path.display()));
        let key = URL_SAFE_NO_PAD.decode(text.trim()).map_err(|_| wrong())?;
        Self::new(&key.try_into().map_err(|_| wrong())?)
    }

    /// Seals `secret`, bound to `place`, so that it can't be moved elsewhere.
    pub fn seal(&self, place: &str, secret: &[u8]) -> Result<Vec<u8>> {
        let mut sealed = secret.to_vec();
        let nonce = self.key.seal_in_place_append_tag(Aad::from(place.as_bytes()), &mut sealed);
        let mut whole = nonce.map_err(Error::internal)?.as_ref().to_vec();
        whole.append(&mut sealed);
        Ok(whole)
    }

    /// Opens what [`Self::seal`] sealed for `place`.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        let wrong = || Error::internal(format!("what is sealed for {place} doesn't open with this master key"));
        let (nonce, body) = sealed.split_at_checked(12).ok_or_else(wrong)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| wrong())?;
        let mut body = body.to_vec();
        let opened = self.key.open_in_place(nonce, Aad::from(place.as_bytes()), &mut body).map_err(|_| wrong())?;
        Ok(opened.to_vec())
    }
}

/// A new opaque token, 256 bits behind a prefix that says what it is, and the hash to keep of it.
pub fn new_token(prefix: &str, random: &dyn Random) -> (String, Vec<u8>) {
    let token = format!("{prefix}{}", URL_SAFE_NO_PAD.encode(random_bytes::<32>(random)));
    let hash = token_hash(&token);
    (token, hash)
}

/// What is kept of a token. It has 256 random bits, so a plain hash is enough.
pub fn token_hash(token: &str) -> Vec<u8> {
    digest(&SHA256, token.as_bytes()).as_ref().to_vec()
}

fn argon2() -> Result<Argon2<'static>> {
    // The floor that OWASP's ASVS names for one pass: 46 MiB.
    let params = Params::new(46 * 1024, 1, 1, None).map_err(Error::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The Argon2id hash of a password, in PHC form.
pub async fn hash_password(password: String, random: &dyn Random) -> Result<String> {
    let salt: [u8; 16] = random_bytes(random);
    alone(move || {
        let hash = argon2()?.hash_password_with_salt(password.as_bytes(), &salt).map_err(Error::internal)?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether `password` is the one behind `hash`. Without a hash the work is done all the same, so that an
/// unknown account answers in the same time as a wrong password.
pub async fn verify_password(password: String, hash: Option<String>) -> Result<bool> {
    alone(move || {
        let argon2 = argon2()?;
        let known = hash.is_some();
        let hash = match hash {
            Some(hash) => hash,
            None => {
                argon2.hash_password_with_salt(b"nobody's password", &[0; 16]).map_err(Error::internal)?.to_string()
            }
        };
        Ok(argon2.verify_password(password.as_bytes(), hash.as_str()).is_ok() && known)
    })
    .await
}

async fn alone<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _turn = HASHING.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SystemRandom;

    #[test]
    fn what_is_sealed_opens_only_in_its_place() {
        let vault = Vault::new(&[7; 32]).unwrap();
        let sealed = vault.seal("here", b"secret").unwrap();
        assert_eq!(vault.open("here", &sealed).unwrap(), b"secret");
        assert!(vault.open("there", &sealed).is_err());
        assert!(Vault::new(&[8; 32]).unwrap().open("here", &sealed).is_err());
        assert!(vault.open("here", &sealed[..5]).is_err());
    }

    #[tokio::test]
    async fn a_password_is_recognised_and_nothing_else_is() {
        let hash = hash_password("a long enough password".into(), &SystemRandom).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"));
        assert!(verify_password("a long enough password".into(), Some(hash.clone())).await.unwrap());
        assert!(!verify_password("another".into(), Some(hash)).await.unwrap());
        assert!(!verify_password("nobody's password".into(), None).await.unwrap());
    }
}
