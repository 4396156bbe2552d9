//! The second factor: what is asked and answered.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    auth::{mfa_code, password},
    fields::{self, Fields, Request},
};
use crate::domain::time::Timestamp;

/// What is wrong with a password that is not the caller's.
pub const WRONG_PASSWORD: &str = "is not your password";
/// What is wrong with a code that is not of this moment, or was used before.
pub const WRONG_CODE: &str = "is not right, or was used before";

/// Begins to set up the caller's second factor.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct EnrolMfa {
    /// The caller's password.
    pub password: String,
}

impl Request for EnrolMfa {
    fn read(f: &mut Fields) -> Option<Self> {
        Some(Self { password: f.required("password", password)? })
    }
}

/// Turns the second factor on.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ConfirmMfa {
    /// The six digits of the moment.
    pub mfa_code: String,
}

impl Request for ConfirmMfa {
    fn read(f: &mut Fields) -> Option<Self> {
        Some(Self { mfa_code: f.required("mfa_code", digits)? })
    }
}

fn digits(value: &serde_json::Value, _: bool) -> Result<String, String> {
    let text = value.as_str().unwrap_or_default();
    let right = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
    if right { Ok(text.to_owned()) } else { Err("must be the six digits of the moment".into()) }
}

/// Turns the second factor off.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct DisableMfa {
    /// The caller's password.
    pub password: String,
    /// The six digits of the moment, or a recovery code.
    pub mfa_code: String,
}

impl Request for DisableMfa {
    fn read(f: &mut Fields) -> Option<Self> {
        let password = f.required("password", password);
        let mfa_code = f.required("mfa_code", mfa_code);
        Some(Self { password: password?, mfa_code: mfa_code? })
    }
}

/// Takes an admin's second factor away, or sets it up anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ResetMfa {
    /// Make a new secret, in force at once.
    pub enrol: bool,
}

impl Request for ResetMfa {
    fn read(f: &mut Fields) -> Option<Self> {
        Some(Self { enrol: f.or("enrol", false, fields::truth)? })
    }
}

/// A new secret for an authenticator, shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MfaSecret {
    /// In base32.
    pub secret: String,
    /// The same for a QR code: `otpauth://totp/…`.
    pub otpauth_uri: String,
    /// `SHA1`
    pub algorithm: String,
    /// Of a code: 6.
    pub digits: i64,
    /// For which a code lasts: 30.
    pub period_seconds: i64,
    /// Ten, each good once.
    pub recovery_codes: Vec<String>,
}

/// A secret that is not in force yet.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MfaEnrolment {
    /// The secret.
    #[serde(flatten)]
    pub secret: MfaSecret,
    /// By when it must be confirmed with a first code.
    pub expires_at: Timestamp,
}

/// The second factor is on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MfaConfirmed {
    /// True.
    pub mfa_enabled: bool,
    /// Of ten.
    pub recovery_codes_left: i64,
}

/// The second factor is off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MfaDisabled {
    /// False.
    pub mfa_enabled: bool,
}

/// An admin's second factor, taken away or made anew.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminMfaReset {
    /// Whose.
    pub id: Uuid,
    /// Their e-mail.
    pub email: String,
    /// Whether they have one now.
    pub mfa_enabled: bool,
    /// The new secret, shown this once; null when none was made, and in a dry run.
    pub enrolment: Option<MfaSecret>,
    /// How many of their sessions ended.
    pub revoked_sessions: i64,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}

super::secretive!(EnrolMfa, ConfirmMfa, DisableMfa, MfaSecret, MfaEnrolment, AdminMfaReset);
