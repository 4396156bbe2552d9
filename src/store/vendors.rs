//! Vendors and their tokens.

use uuid::Uuid;

use super::{
    engine::{Tx, sql},
    filter::{By, Filter, List, Rank, Ranked},
};
use crate::{
    domain::{
        id::{VendorId, VendorTokenId},
        page::{PageMeta, Paging},
        time::Timestamp,
    },
    error::Result,
};

/// A vendor, as far as tokens need to know.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct VendorRow {
    pub key: i64,
    pub id: VendorId,
    pub name: String,
}

/// The vendor with this id.
pub async fn by_id(tx: &mut Tx, id: VendorId) -> Result<Option<VendorRow>> {
    sql("SELECT key, id, name FROM vendors WHERE id = $1").bind(id).fetch_optional(tx).await
}

/// A vendor's token.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct TokenRow {
    pub key: i64,
    pub id: VendorTokenId,
    pub vendor_id: VendorId,
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
    pub created_by_name: Option<String>,
    pub expires_at: Timestamp,
}

impl Ranked for TokenRow {
    fn ranks(&self, _: &[By]) -> Vec<Rank> {
        vec![Rank::Int(self.created_at.0), Rank::Int(self.key)]
    }
}

/// A page of a vendor's live tokens, newest first.
pub async fn tokens(tx: &mut Tx, vendor: i64, now: Timestamp, paging: &Paging) -> Result<(Vec<TokenRow>, PageMeta)> {
    let mut filter = Filter::default();
    filter.and("t.vendor_key = ?", [vendor.into()]);
    filter.and("t.revoked_at IS NULL AND t.expires_at > ?", [now.into()]);
    let list = List {
        whole: None,
        select: "SELECT t.key, t.id, v.id AS vendor_id, t.created_at, t.created_by, a.name AS created_by_name,
                    t.expires_at
                 FROM vendor_tokens t JOIN vendors v ON v.key = t.vendor_key LEFT JOIN admins a ON a.id = t.created_by
                 WHERE 1 = 1",
        count: "SELECT COUNT(*) FROM vendor_tokens t WHERE 1 = 1",
        filter: &filter,
        order: &[By::desc("t.created_at"), By::desc("t.key")],
    };
    list.page(tx, paging).await
}

/// Makes a token.
pub async fn insert_token(
    tx: &mut Tx,
    id: VendorTokenId,
    vendor: i64,
    hash: &[u8],
    created_by: Option<Uuid>,
    now: Timestamp,
    expires: Timestamp,
) -> Result<()> {
    sql("INSERT INTO vendor_tokens (id, vendor_key, token_hash, created_at, created_by, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)")
    .bind(id)
    .bind(vendor)
    .bind(hash)
    .bind(now)
    .bind(created_by)
    .bind(expires)
    .execute_one(tx)
    .await
}

/// Ends a vendor's token; whether it was live.
pub async fn revoke_token(tx: &mut Tx, id: VendorTokenId, vendor: i64, now: Timestamp) -> Result<bool> {
    let rows = sql("UPDATE vendor_tokens SET revoked_at = $3
                    WHERE id = $1 AND vendor_key = $2 AND revoked_at IS NULL AND expires_at > $3")
    .bind(id)
    .bind(vendor)
    .bind(now);
    Ok(rows.execute(tx).await? == 1)
}

/// Whose token has this hash, if it was not revoked: the token's id, the vendor's id, and until when it works.
pub async fn by_token(tx: &mut Tx, hash: &[u8]) -> Result<Option<(VendorTokenId, VendorId, Timestamp)>> {
    sql("SELECT t.id, v.id, t.expires_at FROM vendor_tokens t JOIN vendors v ON v.key = t.vendor_key
         WHERE t.token_hash = $1 AND t.revoked_at IS NULL")
    .bind(hash)
    .fetch_optional(tx)
    .await
}

/// The token and its vendor's key, if it is that vendor's and live.
pub async fn live_token(tx: &mut Tx, id: VendorTokenId, vendor: i64, now: Timestamp) -> Result<bool> {
    let row = sql("SELECT key FROM vendor_tokens
                   WHERE id = $1 AND vendor_key = $2 AND revoked_at IS NULL AND expires_at > $3")
    .bind(id)
    .bind(vendor)
    .bind(now);
    Ok(row.fetch_optional::<(i64,)>(tx).await?.is_some())
}
