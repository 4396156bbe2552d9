//! Access tokens of a backend that was here before. Its own keys say whether they are right; who bears one, and what
//! they may, is looked up here by their e-mail. They never count as a second factor, and have no session to end.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use jsonwebtoken::{
    Algorithm, DecodingKey, Validation,
    dangerous::insecure_decode_claims,
    decode, decode_header,
    jwk::{Jwk, PublicKeyUse},
};
use serde::Deserialize;
use tokio::sync::Mutex;

use super::{Service, access::Identity};
use crate::{
    domain::{
        actor::Actor,
        time::{HOUR, MINUTE, SECOND, Timestamp},
    },
    error::{Error, Kind, Result},
    ports::KeySet,
    store::admins,
};

/// What may be signed with a secret that both sides know.
const SHARED: &[Algorithm] = &[Algorithm::HS256, Algorithm::HS384, Algorithm::HS512];
/// How old published keys may be: one that was taken back is trusted for no longer.
const STALE: i64 = HOUR;
/// Published keys are not asked for more often than this, whatever tokens name.
const AGAIN: i64 = MINUTE;
/// By how much the issuer's clock may be ahead of ours.
const DRIFT: i64 = 30 * SECOND;

/// Whose tokens are trusted beside ours.
pub struct Foreign {
    keys: Keys,
    issuer: String,
    audience: String,
}

enum Keys {
    Shared(DecodingKey),
    Published(Published),
}

/// Keys that somebody publishes.
struct Published {
    source: Arc<dyn KeySet>,
    kept: RwLock<Kept>,
    /// Held by who asks for them, so that one does; who knows their key already doesn't wait.
    asking: Mutex<()>,
}

/// Published keys as they were last read.
#[derive(Default)]
struct Kept {
    keys: Vec<PublicKey>,
    /// When they were read, and when it was last tried.
    read: Option<Timestamp>,
    tried: Option<Timestamp>,
}

struct PublicKey {
    kid: Option<String>,
    /// Where the key says what it is for, nothing else is believed.
    algorithm: Option<String>,
    key: DecodingKey,
}

/// What is read of a foreign token.
#[derive(Deserialize)]
struct Claims {
    email: String,
    /// Seconds since 1970; a fraction is allowed.
    exp: f64,
    nbf: Option<f64>,
    email_verified: Option<bool>,
}

fn refused() -> Error {
    Error::new(Kind::Unauthenticated)
}

impl Foreign {
    /// Tokens that are signed with a secret that both sides know.
    pub fn shared(secret: &[u8], issuer: impl Into<String>, audience: impl Into<String>) -> Self {
        let keys = Keys::Shared(DecodingKey::from_secret(secret));
        Self { keys, issuer: issuer.into(), audience: audience.into() }
    }

    /// Tokens that are signed with keys whose public halves are published.
    pub fn published(source: Arc<dyn KeySet>, issuer: impl Into<String>, audience: impl Into<String>) -> Self {
        let keys = Keys::Published(Published { source, kept: RwLock::default(), asking: Mutex::default() });
        Self { keys, issuer: issuer.into(), audience: audience.into() }
    }

    /// Whether a token says that it comes from there; nothing of it is believed yet.
    pub(super) fn issued(&self, bearer: &str) -> bool {
        #[derive(Deserialize)]
        struct Issued {
            iss: String,
        }
        insecure_decode_claims(bearer).is_ok_and(|claims: Issued| claims.iss == self.issuer)
    }

    /// The e-mail of a token's bearer and when the token ends, once its signature, issuer, audience and times are right.
    async fn verify(&self, bearer: &str, now: Timestamp) -> Result<(String, Timestamp)> {
        let header = decode_header(bearer).map_err(|_| refused())?;
        let keys = match &self.keys {
            Keys::Shared(key) if SHARED.contains(&header.alg) => vec![key.clone()],
            Keys::Published(published) if !SHARED.contains(&header.alg) => {
                published.update(header.kid.as_deref(), now).await;
                published.kept().named(header.kid.as_deref(), header.alg)
            }
            _ => return Err(refused()),
        };
        let mut validation = Validation::new(header.alg);
        validation.set_audience(&[&self.audience]);
        validation.set_issuer(&[&self.issuer]);
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        // The library would ask the wall clock; the times are checked below against ours.
        validation.validate_exp = false;
        let right = keys.iter().find_map(|key| decode::<Claims>(bearer, key, &validation).ok());
        let claims = right.ok_or_else(refused)?.claims;
        let early = claims.nbf.is_some_and(|from| moment(from) > now.plus(DRIFT));
        if early || claims.email_verified == Some(false) {
            return Err(refused());
        }
        let end = moment(claims.exp);
        if end <= now {
            return Err(Error::new(Kind::TokenExpired));
        }
        Ok((claims.email, end))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a time too large to be one becomes the largest")]
fn moment(seconds: f64) -> Timestamp {
    Timestamp((seconds * 1_000_000.0) as i64)
}

impl Published {
    fn kept(&self) -> RwLockReadGuard<'_, Kept> {
        self.kept.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the keys again where they are old, or where a token names one that isn't among them.
    async fn update(&self, kid: Option<&str>, now: Timestamp) {
        if !self.kept().lacks(kid, now) {
            return;
        }
        let _asking = self.asking.lock().await;
        // Somebody else may have asked meanwhile.
        if !self.kept().lacks(kid, now) {
            return;
        }
        let answer = self.source.fetch().await.and_then(|document| keys_of(&document));
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.tried = Some(now);
        match answer {
            Ok(keys) => (kept.keys, kept.read) = (keys, Some(now)),
            Err(error) => {
                tracing::warn!(error, "the keys of foreign tokens can't be read");
                if kept.is_old(now) {
                    // One of them may have been taken back meanwhile.
                    kept.keys.clear();
                }
            }
        }
    }
}

impl Kept {
    fn is_old(&self, now: Timestamp) -> bool {
        self.read.is_none_or(|read| now.since(read) >= STALE)
    }

    /// Whether the keys should be read, again, for a token that names `kid`.
    fn lacks(&self, kid: Option<&str>, now: Timestamp) -> bool {
        let lately = self.tried.is_some_and(|tried| now.since(tried) < AGAIN);
        let known = self.keys.iter().any(|one| kid.is_none() || one.kid.as_deref() == kid);
        !lately && (self.is_old(now) || !known)
    }

    /// The keys that a token may be signed with.
    fn named(&self, kid: Option<&str>, algorithm: Algorithm) -> Vec<DecodingKey> {
        let name = serde_json::to_value(algorithm).unwrap_or_default();
        let fits = |one: &&PublicKey| {
            let right = one.algorithm.as_deref().is_none_or(|of| name == of);
            right && (kid.is_none() || one.kid.as_deref() == kid)
        };
        self.keys.iter().filter(fits).map(|one| one.key.clone()).collect()
    }
}

/// The keys of a JWKS document that sign; one of a sort that is not known here is passed over.
fn keys_of(document: &str) -> Result<Vec<PublicKey>, String> {
    #[derive(Deserialize)]
    struct Document {
        keys: Vec<serde_json::Value>,
    }
    let document: Document = serde_json::from_str(document).map_err(|error| format!("no JWKS document: {error}"))?;
    let usable = |value| {
        let jwk: Jwk = serde_json::from_value(value).ok()?;
        let common = &jwk.common;
        if common.public_key_use.as_ref().is_some_and(|of| *of != PublicKeyUse::Signature) {
            return None;
        }
        let algorithm = common.key_algorithm.map(|algorithm| algorithm.to_string());
        Some(PublicKey { kid: common.key_id.clone(), algorithm, key: DecodingKey::from_jwk(&jwk).ok()? })
    };
    Ok(document.keys.into_iter().filter_map(usable).collect())
}

impl Service {
    /// From now on trusts these tokens too; only the first call counts.
    pub fn trust(&self, foreign: Foreign) {
        // A second call would find what the first one set.
        drop(self.0.foreign.set(foreign));
    }

    /// Who a foreign token belongs to, where it is one.
    pub(super) async fn authenticate_foreign(&self, bearer: &str) -> Option<Result<Identity>> {
        let foreign = self.0.foreign.get().filter(|foreign| foreign.issued(bearer))?;
        Some(self.identify(foreign, bearer).await)
    }

    async fn identify(&self, foreign: &Foreign, bearer: &str) -> Result<Identity> {
        let (email, expires) = foreign.verify(bearer, self.now()).await?;
        let mut tx = self.0.db.read().await?;
        let row = admins::by_login(&mut tx, &crate::domain::text::fold(&email)).await?;
        // Letter by letter: what only looks alike, or is somebody's phone number, is somebody else to the issuer.
        let row = row.filter(|row| row.active && row.email.eq_ignore_ascii_case(&email)).ok_or_else(refused)?;
        Ok(Identity { actor: Actor::Admin(row.id), session: None, expires: Some(expires), claimed: None })
    }
}
