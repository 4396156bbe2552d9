//! A factor made, and its codes used up.

use serde_json::json;

use super::totp;
use crate::{
    domain::{
        id::AdminId,
        time::{MINUTE, Timestamp},
    },
    error::{Error, Kind, Result},
    operations::mfa::MfaSecret,
    ports::random_bytes,
    service::{Service, access::Admin, mutation::Context},
    store::{
        Tx,
        mfa::{self, FactorRow},
        security, sessions,
    },
};

/// How long a code given at login counts as fresh.
const FRESH_FOR: i64 = 15 * MINUTE;
const RECOVERY_CODES: usize = 10;
const LABEL: &str = "AppyDex";

/// A factor before it is kept: what its owner gets to see, and what the database does.
pub(super) struct Made {
    pub shown: MfaSecret,
    pub sealed: Vec<u8>,
    pub codes: Vec<Vec<u8>>,
}

/// Where a secret belongs: sealed for one admin, it opens for no other.
fn place(admin: AdminId) -> String {
    format!("admins.mfa_secret:{admin}")
}

/// What is kept of a recovery code. It has 50 random bits, too few for a plain hash.
fn code_hash(service: &Service, admin: AdminId, code: &str) -> Vec<u8> {
    let letters: String = code.chars().filter(|c| *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    service.0.vault.fingerprint(&format!("recovery_codes:{admin}:{letters}"))
}

fn recovery_code(service: &Service) -> String {
    // 50 bits of the 56 make ten letters.
    let letters = totp::base32(&random_bytes::<7>(service.0.random.as_ref()));
    format!("{}-{}", &letters[..5], &letters[5..10])
}

/// Makes a new secret for an admin.
pub(super) fn make(service: &Service, admin: &Admin) -> Result<Made> {
    let secret = random_bytes::<20>(service.0.random.as_ref());
    let mut recovery_codes: Vec<String> = Vec::with_capacity(RECOVERY_CODES);
    while recovery_codes.len() < RECOVERY_CODES {
        let code = recovery_code(service);
        if !recovery_codes.contains(&code) {
            recovery_codes.push(code);
        }
    }
    let text = totp::base32(&secret);
    let account: String = form_urlencoded::byte_serialize(admin.row.email.as_bytes()).collect();
    let otpauth_uri = format!(
        "otpauth://totp/{LABEL}:{account}?secret={text}&issuer={LABEL}&algorithm=SHA1&digits={}&period={}",
        totp::DIGITS,
        totp::PERIOD
    );
    Ok(Made {
        sealed: service.0.vault.seal(&place(admin.id()), &secret)?,
        codes: recovery_codes.iter().map(|code| code_hash(service, admin.id(), code)).collect(),
        shown: MfaSecret {
            secret: text,
            otpauth_uri,
            algorithm: "SHA1".into(),
            digits: totp::DIGITS,
            period_seconds: totp::PERIOD,
            recovery_codes,
        },
    })
}

/// Whether `given` is a code of the moment by the factor's secret; which step.
pub(super) fn step_of(
    service: &Service,
    admin: AdminId,
    factor: &FactorRow,
    given: &str,
    now: Timestamp,
) -> Result<Option<i64>> {
    let Some(sealed) = &factor.secret else { return Ok(None) };
    let secret = service.0.vault.open(&place(admin), sealed)?;
    Ok(totp::matched(&secret, given, now, factor.last_step))
}

/// Notes what a restore must not undo about a factor.
pub(super) async fn note(
    service: &Service,
    tx: &mut Tx,
    kind: &str,
    admin: AdminId,
    data: serde_json::Value,
) -> Result<()> {
    security::note_fact(tx, service.new_id(), kind, &admin.to_string(), &data.to_string(), service.now()).await
}

/// Uses up a code in the transaction of what it is for; whether it was right and still to be had. Parallel requests
/// with one code wait for each other here, and one gets it.
pub async fn spend(service: &Service, tx: &mut Tx, admin: &Admin, given: &str, now: Timestamp) -> Result<bool> {
    let (id, key) = (admin.id(), admin.row.key);
    let factor = mfa::locked(tx, key).await?;
    if factor.confirmed_at.is_none() {
        return Ok(false);
    }
    if given.len() == 6 && given.bytes().all(|b| b.is_ascii_digit()) {
        let Some(step) = step_of(service, id, &factor, given, now)? else { return Ok(false) };
        let spent = mfa::spend_step(tx, key, step).await?;
        if spent {
            note(service, tx, "mfa_step", id, json!({"step": step})).await?;
        }
        return Ok(spent);
    }
    let hash = code_hash(service, id, given);
    let spent = mfa::spend_code(tx, key, &hash, now).await?;
    if spent {
        note(service, tx, "mfa_step", id, json!({"recovery_code": hex::encode(hash)})).await?;
    }
    Ok(spent)
}

/// How fresh the second factor of a change's caller is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fresh {
    /// Fresh enough.
    Yes,
    /// Not, and no code came along.
    No,
    /// A code came along, and it was wrong or used.
    WrongCode,
}

/// Whether the caller gave a code within the last 15 minutes: with the login, or with this very request.
pub async fn fresh(cx: &mut Context<'_>) -> Result<Fresh> {
    let admin = cx.who.admin()?.clone();
    let Some(since) = admin.row.mfa_confirmed_at else {
        let message = "This needs a second factor, and your account has none; set one up first.";
        return Err(Error::new(Kind::MfaRequired).with_message(message));
    };
    if let Some(given) = &cx.caller.mfa_code {
        let right = spend(cx.service, &mut cx.tx, &admin, given, cx.now).await?;
        return Ok(if right { Fresh::Yes } else { Fresh::WrongCode });
    }
    let session = match cx.caller.session {
        Some(session) => sessions::by_id(&mut cx.tx, session).await?,
        None => None,
    };
    let given_at = session.and_then(|session| session.mfa_at).filter(|at| *at >= since);
    let fresh = given_at.is_some_and(|at| cx.now.since(at) <= FRESH_FOR);
    Ok(if fresh { Fresh::Yes } else { Fresh::No })
}
