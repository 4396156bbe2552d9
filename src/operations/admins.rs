//! Admins: what is asked and answered.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    auth::new_password,
    fields::{self, Fields, Request},
    takedowns::SORT_ORDERS,
};
use crate::domain::{
    actor::Permissions,
    page::{Paging, SortOrder},
    time::Timestamp,
};

/// What a list of admins is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdminSort {
    /// When they were made.
    #[default]
    CreatedAt,
    /// By name.
    Name,
}

/// Which admins to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListAdmins {
    /// Anywhere in name or e-mail.
    pub search: Option<String>,
    /// With this role.
    pub role: Option<String>,
    /// Active ones, or deactivated ones.
    pub active: Option<bool>,
    /// The order.
    pub sort_by: AdminSort,
    /// Its direction; by default newest first, names from A to Z.
    pub sort_order: Option<SortOrder>,
    /// The page.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Request for ListAdmins {
    fn read(f: &mut Fields) -> Option<Self> {
        const SORTS: &[(&str, AdminSort)] = &[("created_at", AdminSort::CreatedAt), ("name", AdminSort::Name)];
        let search = f.optional("search", fields::text(1, 100));
        let role = f.optional("role", role_id);
        let active = f.optional("active", fields::truth);
        let sort_by = f.or("sort_by", AdminSort::CreatedAt, fields::one_of(SORTS));
        let sort_order = f.optional("sort_order", fields::one_of(SORT_ORDERS));
        let paging = f.paging();
        Some(Self { search, role, active, sort_by: sort_by?, sort_order, paging: paging? })
    }
}

/// Reads a role's id, such as `content_moderator`.
pub fn role_id(value: &serde_json::Value, _: bool) -> Result<String, String> {
    let text = value.as_str().unwrap_or_default();
    let mut bytes = text.bytes();
    let right = bytes.next().is_some_and(|b| b.is_ascii_lowercase())
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && (2..=50).contains(&text.len());
    if right { Ok(text.to_owned()) } else { Err("must be a role's id, such as content_moderator".into()) }
}

fn roles(value: &serde_json::Value, textual: bool) -> Result<Vec<String>, String> {
    fields::unique(fields::list(1, 50, || role_id)(value, textual)?)
}

fn email(value: &serde_json::Value, textual: bool) -> Result<String, String> {
    let text = fields::text(3, 254)(value, textual)?.trim().to_owned();
    let problem = || "must be an e-mail address, such as asha@example.com".to_owned();
    text.parse::<lettre::Address>().map_err(|_| problem())?;
    match text.rsplit_once('@') {
        Some((_, domain)) if domain.contains('.') && text.is_ascii() => Ok(text),
        _ => Err(problem()),
    }
}

fn phone(value: &serde_json::Value, _: bool) -> Result<String, String> {
    let text = value.as_str().unwrap_or_default();
    let digits = text.strip_prefix('+').unwrap_or_default();
    let right =
        (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    if right { Ok(text.to_owned()) } else { Err("must be in international form, such as +919876543210".into()) }
}

/// Makes an admin.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CreateAdmin {
    /// Their e-mail; they log in with it.
    pub email: String,
    /// Their name.
    pub name: String,
    /// In E.164; they may log in with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Their roles, by id.
    pub roles: Vec<String>,
    /// Without it one is made up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

impl Request for CreateAdmin {
    fn read(f: &mut Fields) -> Option<Self> {
        let email = f.required("email", email);
        let name = f.required("name", fields::text(1, 100));
        let phone = f.optional("phone", phone);
        let roles = f.required("roles", roles);
        let password = f.optional("password", new_password);
        Some(Self { email: email?, name: name?, phone, roles: roles?, password })
    }
}

/// Changes an admin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UpdateAdmin {
    /// A new name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A new phone; `Some(None)` takes it away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<Option<String>>,
    /// All of them, in place of those before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<String>>,
    /// False ends every session too, and needs `admins:delete`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

impl Request for UpdateAdmin {
    fn read(f: &mut Fields) -> Option<Self> {
        if !["name", "phone", "roles", "active"].iter().any(|name| f.has(name)) {
            f.fault("body", "must have at least one of name, phone, roles, active");
        }
        let name = f.optional("name", fields::text(1, 100));
        let phone = f.optional("phone", |value, textual| match value {
            serde_json::Value::Null => Ok(None),
            value => phone(value, textual).map(Some),
        });
        let roles = f.optional("roles", roles);
        let active = f.optional("active", fields::truth);
        Some(Self { name, phone, roles, active })
    }
}

/// Gives an admin a new password.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
pub struct ResetPassword {
    /// Without it one is made up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

impl Request for ResetPassword {
    fn read(f: &mut Fields) -> Option<Self> {
        Some(Self { password: f.optional("password", new_password) })
    }
}

/// An admin, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admin {
    /// Their id.
    pub id: Uuid,
    /// Their e-mail.
    pub email: String,
    /// Their name.
    pub name: String,
    /// In E.164.
    pub phone: Option<String>,
    /// Their roles, by id.
    pub roles: Vec<String>,
    /// Whether they may log in.
    pub active: bool,
    /// Whether a second factor is set up.
    pub mfa_enabled: bool,
    /// When the account was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When they last logged in.
    pub last_login_at: Option<Timestamp>,
    /// When they were deactivated.
    pub deactivated_at: Option<Timestamp>,
    /// Grows with each change.
    pub version: i64,
}

/// An admin, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminDetail {
    /// As in a list.
    #[serde(flatten)]
    pub admin: Admin,
    /// Of all the roles together.
    pub permissions: Permissions,
    /// Of ten.
    pub recovery_codes_left: i64,
    /// Live ones.
    pub sessions: i64,
}

/// An admin just made.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminCreated {
    /// The admin.
    #[serde(flatten)]
    pub detail: AdminDetail,
    /// The one made up, shown this once; null when one came along, and in a dry run.
    pub generated_password: Option<String>,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}

/// An admin just changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminUpdated {
    /// The admin.
    #[serde(flatten)]
    pub detail: AdminDetail,
    /// How many of their sessions ended.
    pub revoked_sessions: i64,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}

/// The answer to a reset password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminPasswordReset {
    /// Whose.
    pub id: Uuid,
    /// Their e-mail.
    pub email: String,
    /// The one made up, shown this once; null when one came along, and in a dry run.
    pub generated_password: Option<String>,
    /// How many of their sessions ended.
    pub revoked_sessions: i64,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}

super::secretive!(CreateAdmin, ResetPassword, AdminCreated, AdminPasswordReset);
