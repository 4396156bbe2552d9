//! The keys that sign access tokens: made at the first start, rotated on demand, several valid at once.

use std::{path::PathBuf, sync::RwLock};

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{files, vault::Vault};
use crate::{
    domain::time::Timestamp,
    error::{Error, Kind, Result},
    ports::{Random, random_bytes},
    store::{Db, engine::Engine, security},
};

/// The `typ` of our access tokens (RFC 9068).
const TYPE: &str = "at+jwt";

/// What an access token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The install that issued it.
    pub iss: String,
    /// Whom it is for.
    pub aud: String,
    /// The admin.
    pub sub: Uuid,
    /// Its own id.
    pub jti: Uuid,
    /// When it was issued, seconds since 1970.
    pub iat: i64,
    /// When it ends.
    pub exp: i64,
    /// The session.
    pub sid: Uuid,
    /// The roles at that time; what counts is read afresh.
    pub roles: Vec<String>,
    /// When a code was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mfa_at: Option<i64>,
}

#[derive(Clone, Serialize, Deserialize)]
struct StoredKey {
    kid: String,
    pkcs8: String,
    created_at: Timestamp,
    retired_at: Option<Timestamp>,
    revoked_at: Option<Timestamp>,
}

struct Key {
    kid: String,
    signs: bool,
    encoding: EncodingKey,
    decoding: DecodingKey,
}

/// The key ring of this process.
pub struct Keys {
    ring: RwLock<Vec<Key>>,
    file: Option<PathBuf>,
    issuer: String,
    audience: String,
}

impl Keys {
    /// The ring of an install; on SQLite its keys are a file in `directory`, on PostgreSQL rows.
    pub fn new(db: &Db, directory: &std::path::Path, issuer: String, audience: String) -> Self {
        let file = (db.engine() == Engine::Sqlite).then(|| directory.join("signing-keys.json"));
        Self { ring: RwLock::default(), file, issuer, audience }
    }

    /// Reads the keys; makes the first one where there is none.
    pub async fn load(&self, db: &Db, vault: &Vault, random: &dyn Random, now: Timestamp) -> Result<()> {
        let mut stored = self.stored(db, vault).await?;
        if stored.is_empty() {
            self.rotate(db, vault, random, false, now).await?;
            stored = self.stored(db, vault).await?;
        }
        let live = stored.iter().filter(|key| key.revoked_at.is_none());
        let keys = live.map(open).collect::<Result<Vec<Key>>>()?;
        *self.ring.write().map_err(Error::internal)? = keys;
        Ok(())
    }

    /// Makes a new signing key. Old ones verify until their tokens end; with `revoke` they don't.
    pub async fn rotate(
        &self,
        db: &Db,
        vault: &Vault,
        random: &dyn Random,
        revoke: bool,
        now: Timestamp,
    ) -> Result<String> {
        let kid = hex::encode(random_bytes::<8>(random));
        let pkcs8 = Ed25519KeyPair::generate().and_then(|pair| pair.to_pkcs8()).map_err(Error::internal)?;
        let pkcs8 = pkcs8.as_ref().to_vec();
        if let Some(file) = &self.file {
            let mut keys = self.stored(db, vault).await?;
            for key in &mut keys {
                key.retired_at.get_or_insert(now);
                if revoke {
                    key.revoked_at.get_or_insert(now);
                }
            }
            let pkcs8 = STANDARD.encode(pkcs8);
            keys.push(StoredKey { kid: kid.clone(), pkcs8, created_at: now, retired_at: None, revoked_at: None });
            files::replace_private(file, &serde_json::to_string_pretty(&keys).map_err(Error::internal)?)?;
        } else {
            let sealed = vault.seal(&format!("signing-key:{kid}"), &pkcs8)?;
            let mut tx = db.begin().await?;
            security::rotate_signing_key(&mut tx, &kid, &sealed, revoke, now).await?;
            tx.commit().await?;
        }
        Ok(kid)
    }

    async fn stored(&self, db: &Db, vault: &Vault) -> Result<Vec<StoredKey>> {
        if let Some(file) = &self.file {
            let text = files::read_or_create_private(file, "[]")?;
            let wrong = |e| Error::environment(format!("{} is not a list of signing keys: {e}.", file.display()));
            return serde_json::from_str(&text).map_err(wrong);
        }
        let rows = security::signing_keys(&mut db.read().await?).await?;
        let open = |row: security::SigningKeyRow| {
            let pkcs8 = vault.open(&format!("signing-key:{}", row.kid), &row.sealed)?;
            let pkcs8 = STANDARD.encode(pkcs8);
            let (created_at, retired_at, revoked_at) = (row.created_at, row.retired_at, row.revoked_at);
            Ok(StoredKey { kid: row.kid, pkcs8, created_at, retired_at, revoked_at })
        };
        rows.into_iter().map(open).collect()
    }

    /// Signs a token with the newest key.
    pub fn sign(&self, claims: &Claims) -> Result<String> {
        let keys = self.ring.read().map_err(Error::internal)?;
        let key = keys.iter().rev().find(|key| key.signs).ok_or_else(|| Error::internal("there is no signing key"))?;
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(key.kid.clone());
        header.typ = Some(TYPE.into());
        jsonwebtoken::encode(&header, claims, &key.encoding).map_err(Error::internal)
    }

    /// Whether the ring has the key that `token` names; if not, another process may have rotated.
    pub fn knows(&self, token: &str) -> bool {
        let kid = jsonwebtoken::decode_header(token).ok().and_then(|header| header.kid);
        self.ring.read().is_ok_and(|keys| kid.is_some_and(|kid| keys.iter().any(|key| key.kid == kid)))
    }

    /// What a token says, once its signature, type, issuer, audience and end are right.
    ///
    /// # Errors
    /// `TOKEN_EXPIRED` when it is right but old, `UNAUTHENTICATED` for anything else.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Claims> {
        let refused = || Error::new(Kind::Unauthenticated);
        let header = jsonwebtoken::decode_header(token).map_err(|_| refused())?;
        if header.typ.as_deref() != Some(TYPE) {
            return Err(refused());
        }
        let keys = self.ring.read().map_err(Error::internal)?;
        let key = keys.iter().find(|key| Some(&key.kid) == header.kid.as_ref()).ok_or_else(refused)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[&self.audience]);
        validation.set_issuer(&[&self.issuer]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // The library would ask the wall clock; the end is checked below against ours.
        validation.validate_exp = false;
        let claims: Claims = jsonwebtoken::decode(token, &key.decoding, &validation).map_err(|_| refused())?.claims;
        if claims.exp <= now.seconds() {
            return Err(Error::new(Kind::TokenExpired));
        }
        Ok(claims)
    }

    /// The `iss` and `aud` of our tokens.
    pub fn names(&self) -> (String, String) {
        (self.issuer.clone(), self.audience.clone())
    }
}

fn open(stored: &StoredKey) -> Result<Key> {
    let pkcs8 = STANDARD.decode(&stored.pkcs8).map_err(Error::internal)?;
    let pair = Ed25519KeyPair::from_pkcs8(&pkcs8).map_err(Error::internal)?;
    Ok(Key {
        kid: stored.kid.clone(),
        signs: stored.retired_at.is_none(),
        encoding: EncodingKey::from_ed_der(&pkcs8),
        decoding: DecodingKey::from_ed_der(pair.public_key().as_ref()),
    })
}
