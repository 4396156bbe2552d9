//! Who approved which try of a refund.

use uuid::Uuid;

use crate::{
    domain::{id::AdminId, time::Timestamp},
    error::Result,
    store::{
        columns::Value,
        engine::{Query, Tx, sql},
    },
};

/// An approval.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct ApprovalRow {
    pub key: i64,
    pub refund_key: i64,
    pub attempt: i64,
    pub admin_id: AdminId,
    pub amount_cents: i64,
    pub reason: String,
    pub os_user: Option<String>,
    pub approved_at: Timestamp,
}

/// All approvals of some refunds, in the order they were given.
pub async fn approvals(tx: &mut Tx, refunds: &[i64]) -> Result<Vec<ApprovalRow>> {
    if refunds.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=refunds.len()).map(|i| format!("${i}")).collect();
    let text = format!(
        "SELECT key, refund_key, attempt, admin_id, amount_cents, reason, os_user, approved_at
         FROM refund_approvals WHERE refund_key IN ({}) ORDER BY approved_at, key",
        places.join(", ")
    );
    Query::assembled(text, refunds.iter().map(|key| (*key).into()).collect()).fetch_all(tx).await
}

/// An approval before it has its row.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct NewApproval<'a> {
    pub id: Uuid,
    pub refund_key: i64,
    pub attempt: i64,
    pub admin: AdminId,
    pub amount_cents: i64,
    pub reason: &'a str,
    pub os_user: Option<String>,
}

/// Writes an admin's approval of a try, in place of an earlier one of theirs.
pub async fn put_approval(tx: &mut Tx, new: NewApproval<'_>, now: Timestamp) -> Result<()> {
    sql("INSERT INTO refund_approvals (id, refund_key, attempt, admin_id, amount_cents, reason, os_user, approved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (refund_key, attempt, admin_id) DO UPDATE SET amount_cents = EXCLUDED.amount_cents,
            reason = EXCLUDED.reason, os_user = EXCLUDED.os_user, approved_at = EXCLUDED.approved_at")
    .bind(new.id)
    .bind(new.refund_key)
    .bind(new.attempt)
    .bind(new.admin)
    .bind(new.amount_cents)
    .bind(new.reason)
    .bind(new.os_user)
    .bind(now)
    .execute_one(tx)
    .await
}

/// Drops the approvals of a try whose givers are not among `who`: those that don't count any more must not come back.
pub async fn keep_approvals(tx: &mut Tx, refund: i64, attempt: i64, who: &[AdminId]) -> Result<()> {
    let places: Vec<String> = (3..who.len() + 3).map(|i| format!("${i}")).collect();
    let but = if places.is_empty() { String::new() } else { format!(" AND admin_id NOT IN ({})", places.join(", ")) };
    let text = format!("DELETE FROM refund_approvals WHERE refund_key = $1 AND attempt = $2{but}");
    let values = [Value::from(refund), attempt.into()].into_iter().chain(who.iter().map(|id| (*id).into()));
    Query::assembled(text, values.collect()).execute(tx).await.map(drop)
}
