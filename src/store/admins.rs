//! Admins and the roles they hold.

use uuid::Uuid;

use super::{
    engine::{Query, Tx, sql},
    filter::{By, Filter, List, Rank, Ranked},
};
use crate::{
    domain::{
        id::AdminId,
        page::{PageMeta, Paging},
        time::Timestamp,
    },
    error::Result,
};

const COLUMNS: &str = "a.key, a.id, a.email, a.name, a.name_folded, a.phone, a.password_hash, a.active, a.created_at,
    a.updated_at, a.last_login_at, a.deactivated_at, a.mfa_confirmed_at, a.version";

/// An admin's row.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct AdminRow {
    pub key: i64,
    pub id: AdminId,
    pub email: String,
    pub name: String,
    pub name_folded: String,
    pub phone: Option<String>,
    pub password_hash: String,
    pub active: bool,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub last_login_at: Option<Timestamp>,
    pub deactivated_at: Option<Timestamp>,
    pub mfa_confirmed_at: Option<Timestamp>,
    pub version: i64,
}

impl Ranked for AdminRow {
    fn ranks(&self, order: &[By]) -> Vec<Rank> {
        let rank = |by: &By| match by.column {
            "a.name_folded" => Rank::Text(self.name_folded.clone()),
            "a.created_at" => Rank::Int(self.created_at.0),
            _ => Rank::Int(self.key),
        };
        order.iter().map(rank).collect()
    }
}

async fn find(
    tx: &mut Tx,
    condition: &str,
    value: impl Into<super::columns::Value>,
    lock: bool,
) -> Result<Option<AdminRow>> {
    let lock = if lock { tx.for_update() } else { "" };
    let text = format!("SELECT {COLUMNS} FROM admins a WHERE {condition}{lock}");
    Query::assembled(text, vec![value.into()]).fetch_optional(tx).await
}

/// The admin with this id.
pub async fn by_id(tx: &mut Tx, id: AdminId) -> Result<Option<AdminRow>> {
    find(tx, "a.id = $1", id, false).await
}

/// The admin with this id, held until the transaction ends.
pub async fn locked(tx: &mut Tx, id: AdminId) -> Result<Option<AdminRow>> {
    find(tx, "a.id = $1", id, true).await
}

/// The admin who logs in with this e-mail (folded) or phone.
pub async fn by_login(tx: &mut Tx, folded: &str) -> Result<Option<AdminRow>> {
    find(tx, "a.email_folded = $1 OR a.phone = $1", folded, false).await
}

/// A page of admins.
pub async fn page(tx: &mut Tx, filter: &Filter, order: &[By], paging: &Paging) -> Result<(Vec<AdminRow>, PageMeta)> {
    let select = format!("SELECT {COLUMNS} FROM admins a WHERE 1 = 1");
    let count = "SELECT COUNT(*) FROM admins a WHERE 1 = 1";
    List { select: &select, whole: None, count, filter, order }.page(tx, paging).await
}

/// How many admins there are.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    Ok(sql("SELECT COUNT(*) FROM admins").fetch_one::<(i64,)>(tx).await?.0)
}

/// A new admin; the key of the row, or nothing when e-mail or phone is taken.
#[expect(clippy::too_many_arguments, reason = "the columns of a row, each once")]
pub async fn insert(
    tx: &mut Tx,
    id: AdminId,
    email: &str,
    email_folded: &str,
    name: &str,
    name_folded: &str,
    phone: Option<String>,
    password_hash: &str,
    now: Timestamp,
) -> Result<Option<i64>> {
    let row: Option<(i64,)> = sql("INSERT INTO admins
            (id, email, email_folded, name, name_folded, phone, password_hash, active, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) ON CONFLICT DO NOTHING RETURNING key")
    .bind(id)
    .bind(email)
    .bind(email_folded)
    .bind(name)
    .bind(name_folded)
    .bind(phone)
    .bind(password_hash)
    .bind(true)
    .bind(now)
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|(key,)| key))
}

/// Writes what an admin's update may change, and raises the version.
pub async fn update(tx: &mut Tx, row: &AdminRow, now: Timestamp) -> Result<()> {
    sql("UPDATE admins SET name = $2, name_folded = $3, phone = $4, active = $5, deactivated_at = $6,
            updated_at = $7, version = version + 1 WHERE key = $1")
    .bind(row.key)
    .bind(&row.name)
    .bind(&row.name_folded)
    .bind(row.phone.clone())
    .bind(row.active)
    .bind(row.deactivated_at)
    .bind(now)
    .execute_one(tx)
    .await
}

/// Whether another admin has this phone.
pub async fn phone_taken(tx: &mut Tx, phone: &str, except: i64) -> Result<bool> {
    let row = sql("SELECT key FROM admins WHERE phone = $1 AND key <> $2").bind(phone).bind(except);
    Ok(row.fetch_optional::<(i64,)>(tx).await?.is_some())
}

/// Sets the password's hash.
pub async fn set_password(tx: &mut Tx, key: i64, hash: &str, now: Timestamp) -> Result<()> {
    sql("UPDATE admins SET password_hash = $2, updated_at = $3, version = version + 1 WHERE key = $1")
        .bind(key)
        .bind(hash)
        .bind(now)
        .execute_one(tx)
        .await
}

/// Notes a login.
pub async fn logged_in(tx: &mut Tx, key: i64, now: Timestamp) -> Result<()> {
    sql("UPDATE admins SET last_login_at = $2 WHERE key = $1").bind(key).bind(now).execute_one(tx).await
}

/// The ids and permissions (JSON) of the roles that an admin holds, oldest role first.
pub async fn roles(tx: &mut Tx, key: i64) -> Result<Vec<(String, String)>> {
    sql("SELECT r.id, r.permissions FROM admin_roles ar JOIN roles r ON r.key = ar.role_key
         WHERE ar.admin_key = $1 ORDER BY r.key")
    .bind(key)
    .fetch_all(tx)
    .await
}

/// Gives an admin these roles in place of those before.
pub async fn set_roles(tx: &mut Tx, key: i64, roles: &[i64]) -> Result<()> {
    sql("DELETE FROM admin_roles WHERE admin_key = $1").bind(key).execute(tx).await?;
    for role in roles {
        sql("INSERT INTO admin_roles (admin_key, role_key) VALUES ($1, $2)")
            .bind(key)
            .bind(*role)
            .execute_one(tx)
            .await?;
    }
    Ok(())
}

/// How many recovery codes an admin has left; none count before the factor is in force.
pub async fn recovery_codes_left(tx: &mut Tx, key: i64) -> Result<i64> {
    let row = sql("SELECT COUNT(*) FROM recovery_codes c JOIN admins a ON a.key = c.admin_key
                   WHERE c.admin_key = $1 AND c.used_at IS NULL AND a.mfa_confirmed_at IS NOT NULL")
    .bind(key);
    Ok(row.fetch_one::<(i64,)>(tx).await?.0)
}

/// Locks the role `role` and counts its active holders, `except` left aside.
pub async fn other_active_holders(tx: &mut Tx, role: &str, except: i64) -> Result<i64> {
    let text = format!("SELECT key FROM roles WHERE id = $1{}", tx.for_update());
    Query::assembled(text, vec![role.into()]).fetch_optional::<(i64,)>(tx).await?;
    let row = sql("SELECT COUNT(*) FROM admin_roles ar JOIN roles r ON r.key = ar.role_key
                   JOIN admins a ON a.key = ar.admin_key WHERE r.id = $1 AND a.active AND a.key <> $2")
    .bind(role)
    .bind(except);
    Ok(row.fetch_one::<(i64,)>(tx).await?.0)
}

/// The names and e-mails of some admins.
pub async fn names(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<(Uuid, String, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=ids.len()).map(|i| format!("${i}")).collect();
    let text = format!("SELECT id, name, email FROM admins WHERE id IN ({})", places.join(", "));
    Query::assembled(text, ids.iter().map(|id| (*id).into()).collect()).fetch_all(tx).await
}
