//! Payments, as what is paid back needs them: held until the transaction ends, with what of them is where.

use super::engine::{Query, Tx};
use crate::{
    domain::{
        id::PaymentId,
        money::Currency,
        payment::{Balance, PaymentStatus},
    },
    error::Result,
};

/// A payment with the booking that it paid for.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct PaymentRow {
    pub key: i64,
    pub id: PaymentId,
    pub booking_key: i64,
    pub user_key: i64,
    pub vendor_key: i64,
    pub amount_cents: i64,
    pub currency: Currency,
    pub status: PaymentStatus,
    pub provider: Option<String>,
    pub transaction_id: Option<String>,
    pub posted_cents: i64,
    pub elsewhere_cents: i64,
    pub reserved_cents: i64,
}

impl PaymentRow {
    /// What of it is where.
    pub const fn balance(&self) -> Balance {
        Balance {
            paid: self.amount_cents,
            posted: self.posted_cents,
            elsewhere: self.elsewhere_cents,
            reserved: self.reserved_cents,
        }
    }
}

/// The payment with this key, held until the transaction ends. Always before any of its refunds, so that two decisions
/// about one payment wait for each other and never in a circle.
pub async fn lock(tx: &mut Tx, key: i64) -> Result<PaymentRow> {
    let text = format!("SELECT key FROM payments WHERE key = $1{}", tx.for_update());
    Query::assembled(text, vec![key.into()]).fetch_optional::<(i64,)>(tx).await?;
    super::sql(
        "SELECT p.key, p.id, p.booking_key, b.user_key, b.vendor_key, p.amount_cents, p.currency, p.status, p.provider,
            p.transaction_id, p.posted_cents, p.elsewhere_cents, p.reserved_cents
         FROM payments p JOIN bookings b ON b.key = p.booking_key WHERE p.key = $1",
    )
    .bind(key)
    .fetch_one(tx)
    .await
}
