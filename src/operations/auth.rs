//! Logging in, sessions, and who one is.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    AdminRef,
    fields::{self, Fields, Request},
};
use crate::domain::{
    actor::{Permissions, Surface},
    page::Paging,
    time::Timestamp,
};

/// Trades a password for a session.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Login {
    /// E-mail or phone.
    pub email_or_phone: String,
    /// The password.
    pub password: String,
    /// The six digits of the moment, or a recovery code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mfa_code: Option<String>,
}

impl Request for Login {
    fn read(f: &mut Fields) -> Option<Self> {
        if f.has("email") && f.has("email_or_phone") {
            f.fault("email", "can't go together with email_or_phone");
        }
        let name = if f.has("email") { "email" } else { "email_or_phone" };
        let email_or_phone = f.required(name, fields::text(3, 254));
        let password = f.required("password", password);
        let mfa_code = f.optional("mfa_code", mfa_code);
        Some(Self { email_or_phone: email_or_phone?.trim().to_owned(), password: password?, mfa_code })
    }
}

pub(super) fn password(value: &serde_json::Value, textual: bool) -> Result<String, String> {
    let text = value.as_str().unwrap_or_default();
    if text.is_empty() {
        return Err("must not be empty".into());
    }
    fields::text(0, 256)(value, textual)
}

pub(super) fn mfa_code(value: &serde_json::Value, _: bool) -> Result<String, String> {
    let text = value.as_str().unwrap_or_default();
    let right = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if right && (6..=32).contains(&text.len()) {
        Ok(text.to_owned())
    } else {
        Err("must be the six digits of the moment, or a recovery code".into())
    }
}

/// Reads a new password by length; whether it is a good one is judged with the account at hand.
pub(super) fn new_password(value: &serde_json::Value, textual: bool) -> Result<String, String> {
    let text = fields::text(0, 256)(value, textual)?;
    match text.chars().count() {
        12.. => Ok(text),
        short => Err(format!("must have at least 12 characters; it has {short}")),
    }
}

/// Changes one's password.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ChangePassword {
    /// The one until now.
    pub current_password: String,
    /// The one from now on: at least 12 characters, not among the most common ones.
    pub new_password: String,
}

impl Request for ChangePassword {
    fn read(f: &mut Fields) -> Option<Self> {
        let current_password = f.required("current_password", password);
        let new_password = f.required("new_password", new_password);
        Some(Self { current_password: current_password?, new_password: new_password? })
    }
}

/// A refresh token in a body.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
pub struct Refresh {
    /// The token; left out when the cookie carries it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
}

impl Request for Refresh {
    fn read(f: &mut Fields) -> Option<Self> {
        Some(Self { refresh_token: f.optional("refresh_token", fields::text(1, 512)) })
    }
}

/// A session just made or renewed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthSession {
    /// For `Authorization: Bearer`.
    pub access_token: String,
    /// Good for one use.
    pub refresh_token: String,
    /// `Bearer`
    pub token_type: String,
    /// Seconds that the access token has left.
    pub expires_in: i64,
    /// Whose it is.
    pub user: SessionUser,
}

/// The admin a session belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionUser {
    /// Their id.
    pub id: Uuid,
    /// Their e-mail.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Their roles, by id.
    pub roles: Vec<String>,
    /// The first of them.
    pub active_role: Option<String>,
    /// Of all the roles together.
    pub permissions: Permissions,
}

/// Who the caller is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// As in a session.
    #[serde(flatten)]
    pub user: SessionUser,
    /// In E.164.
    pub phone: Option<String>,
    /// Whether a second factor is set up.
    pub mfa_enabled: bool,
    /// Of ten.
    pub recovery_codes_left: i64,
    /// When the account was made.
    pub created_at: Timestamp,
    /// The login before this one, or this one.
    pub last_login_at: Option<Timestamp>,
}

/// The answer to a changed password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordChanged {
    /// How many other sessions ended.
    pub revoked_sessions: i64,
}

/// Which sessions to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListSessions {
    /// Of this admin.
    pub admin_id: Option<Uuid>,
    /// The page.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Request for ListSessions {
    fn read(f: &mut Fields) -> Option<Self> {
        let admin_id = f.optional("admin_id", fields::uuid);
        Some(Self { admin_id, paging: f.paging()? })
    }
}

/// A live session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The `sid` of its access tokens.
    pub id: Uuid,
    /// Whose.
    pub admin: AdminRef,
    /// Through which door it was made.
    pub surface: Surface,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last renewed or made.
    pub last_used_at: Timestamp,
    /// When it ends unless it is renewed.
    pub expires_at: Timestamp,
    /// When a code was given; null without MFA.
    pub mfa_at: Option<Timestamp>,
    /// From where.
    pub address: Option<String>,
    /// With what.
    pub user_agent: Option<String>,
    /// Whether this request belongs to it.
    pub current: bool,
}

super::secretive!(Login, ChangePassword, Refresh, AuthSession);
