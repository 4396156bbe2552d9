//! Roles.

use super::engine::{Tx, sql};
use crate::{domain::time::Timestamp, error::Result};

/// Puts a system role in, or brings it up to date with this program.
pub async fn put_system(
    tx: &mut Tx,
    id: &str,
    name: &str,
    description: &str,
    permissions: &str,
    now: Timestamp,
) -> Result<()> {
    sql("INSERT INTO roles (id, name, description, permissions, is_system, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description,
            permissions = excluded.permissions")
    .bind(id)
    .bind(name)
    .bind(description)
    .bind(permissions)
    .bind(true)
    .bind(now)
    .execute_one(tx)
    .await
}

/// The key and the permissions (JSON) of a role.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Option<(i64, String)>> {
    sql("SELECT key, permissions FROM roles WHERE id = $1").bind(id).fetch_optional(tx).await
}
