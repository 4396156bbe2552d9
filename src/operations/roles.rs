//! Roles: what is asked and answered.

use serde::{Deserialize, Serialize};

use super::{
    admins::role_id,
    fields::{self, Fields, Request},
};
use crate::domain::actor::{Permission, Permissions};

/// Makes a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateRole {
    /// `refund_clerk`
    pub id: String,
    /// `Refund Clerk`
    pub name: String,
    /// What it is for.
    pub description: String,
    /// What its holders may do, beside seeing their own jobs.
    pub permissions: Vec<Permission>,
}

impl Request for CreateRole {
    fn read(f: &mut Fields) -> Option<Self> {
        let id = f.required("id", role_id);
        let name = f.required("name", fields::text(1, 100));
        let description = f.or("description", String::new(), fields::text(0, 500));
        let permissions = f.required("permissions", |value, textual| {
            fields::unique(fields::list(1, Permission::KNOWN, || permission)(value, textual)?)
        });
        Some(Self { id: id?, name: name?, description: description?, permissions: permissions? })
    }
}

/// One that an admin's role can hold.
fn permission(value: &serde_json::Value, textual: bool) -> Result<Permission, String> {
    match fields::word(value, textual)? {
        Permission::VendorTakedown => Err("is for vendors' own tokens".into()),
        permission => Ok(permission),
    }
}

/// A role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// `content_moderator`
    pub id: String,
    /// `Content Moderator`
    pub name: String,
    /// What it is for.
    pub description: String,
    /// `*`, or each of them.
    pub permissions: Permissions,
    /// Whether it comes with the program.
    pub is_system_role: bool,
    /// Whether the caller may give it to somebody.
    pub can_be_assigned: bool,
    /// Active admins who hold it.
    pub user_count: i64,
}

/// A role just made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleCreated {
    /// The role.
    #[serde(flatten)]
    pub role: Role,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}

/// What is said of all roles together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleCounts {
    /// How many roles there are.
    pub total_roles: i64,
    /// How many different permissions are known.
    pub total_permissions: i64,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{error::Kind, operations::fields::parse};

    #[test]
    fn a_role_is_made_of_permissions_that_admins_can_hold() {
        let body = json!({"id": "Night Shift", "name": " ", "permissions": ["refunds:list", "*"]});
        let Err(Kind::ValidationError { details }) = parse::<CreateRole>(Fields::body(body)).map_err(|e| e.kind) else {
            panic!()
        };
        assert_eq!(details.into_keys().collect::<Vec<_>>(), ["id", "name", "permissions"]);
        for wrong in [json!([]), json!(["vendor:takedown"]), json!(["jobs:list", "jobs:list"]), json!("jobs:list")] {
            let body = json!({"id": "night_shift", "name": "Night", "permissions": wrong});
            assert!(parse::<CreateRole>(Fields::body(body)).is_err(), "{wrong}");
        }
    }
}
