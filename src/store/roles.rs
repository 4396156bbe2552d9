//! Roles.

use super::{
    engine::{Query, Tx, sql},
    filter::{By, Filter, List, Rank, Ranked},
};
use crate::{
    domain::{
        page::{PageMeta, Paging},
        time::Timestamp,
    },
    error::Result,
};

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

/// A role with how many active admins hold it.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct RoleRow {
    pub key: i64,
    pub id: String,
    pub name: String,
    pub description: String,
    pub permissions: String,
    pub is_system: bool,
    pub holders: i64,
}

impl Ranked for RoleRow {
    fn ranks(&self, order: &[By]) -> Vec<Rank> {
        let rank = |by: &By| if by.column == SYSTEM_LAST { i64::from(!self.is_system) } else { self.key };
        order.iter().map(|by| Rank::Int(rank(by))).collect()
    }
}

const SELECT: &str = "SELECT r.key, r.id, r.name, r.description, r.permissions, r.is_system,
    (SELECT COUNT(*) FROM admin_roles ar JOIN admins a ON a.key = ar.admin_key WHERE ar.role_key = r.key AND a.active)
        AS holders
 FROM roles r WHERE 1 = 1";

/// 0 for the roles that come with the program.
const SYSTEM_LAST: &str = "CASE WHEN r.is_system THEN 0 ELSE 1 END";

/// A page of roles: those that come with the program first.
pub async fn page(tx: &mut Tx, paging: &Paging) -> Result<(Vec<RoleRow>, PageMeta)> {
    let order = [By::asc(SYSTEM_LAST), By::asc("r.key")];
    let filter = Filter::default();
    let count = "SELECT COUNT(*) FROM roles r WHERE 1 = 1";
    List { select: SELECT, whole: None, count, filter: &filter, order: &order }.page(tx, paging).await
}

/// The role with this id, held until the transaction ends.
pub async fn lock(tx: &mut Tx, id: &str) -> Result<Option<RoleRow>> {
    let text = format!("SELECT key FROM roles WHERE id = $1{}", tx.for_update());
    Query::assembled(text, vec![id.into()]).fetch_optional::<(i64,)>(tx).await?;
    Query::assembled(format!("{SELECT} AND r.id = $1"), vec![id.into()]).fetch_optional(tx).await
}

/// Makes a role; false when there is one of this id.
pub async fn insert(
    tx: &mut Tx,
    id: &str,
    name: &str,
    description: &str,
    permissions: &str,
    now: Timestamp,
) -> Result<bool> {
    let rows = sql("INSERT INTO roles (id, name, description, permissions, is_system, created_at)
                    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING")
    .bind(id)
    .bind(name)
    .bind(description)
    .bind(permissions)
    .bind(false)
    .bind(now);
    Ok(rows.execute(tx).await? == 1)
}

/// Takes a role from whoever still holds it, and deletes it.
pub async fn delete(tx: &mut Tx, key: i64) -> Result<()> {
    sql("DELETE FROM admin_roles WHERE role_key = $1").bind(key).execute(tx).await?;
    sql("DELETE FROM roles WHERE key = $1").bind(key).execute_one(tx).await
}
