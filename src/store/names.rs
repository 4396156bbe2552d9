//! Rows by the names people give them: whole id, number, beginning of the id.

use uuid::Uuid;

use super::engine::{Query, Tx};
use crate::{
    domain::id::Reference,
    error::{Error, Result},
};

/// A table whose rows people name.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// The table.
    pub table: &'static str,
    /// Whether its rows have a number.
    pub numbered: bool,
    /// What a request calls the name: `request_id`.
    pub parameter: &'static str,
}

/// Takedown requests.
pub const TAKEDOWNS: Named = Named { table: "takedown_requests", numbered: true, parameter: "request_id" };
/// Refunds.
pub const REFUNDS: Named = Named { table: "refund_requests", numbered: true, parameter: "refund_id" };
/// Bookings.
pub const BOOKINGS: Named = Named { table: "bookings", numbered: true, parameter: "booking_id" };
/// Payments.
pub const PAYMENTS: Named = Named { table: "payments", numbered: false, parameter: "payment_id" };
/// Reviews.
pub const REVIEWS: Named = Named { table: "reviews", numbered: false, parameter: "review_id" };
/// Vendors.
pub const VENDORS: Named = Named { table: "vendors", numbered: false, parameter: "vendor_id" };
/// Vendors' tokens.
pub const VENDOR_TOKENS: Named = Named { table: "vendor_tokens", numbered: false, parameter: "token_id" };
/// Admins.
pub const ADMINS: Named = Named { table: "admins", numbered: false, parameter: "admin_id" };
/// Jobs.
pub const JOBS: Named = Named { table: "jobs", numbered: false, parameter: "job_id" };
/// Sessions.
pub const SESSIONS: Named = Named { table: "sessions", numbered: false, parameter: "session_id" };

/// The id of the row that `reference` names; nothing when there is none.
///
/// # Errors
/// `VALIDATION_ERROR` when a prefix fits several rows.
pub async fn find(tx: &mut Tx, named: Named, reference: &Reference) -> Result<Option<Uuid>> {
    let one = |condition: &str, value| {
        Query::assembled(format!("SELECT id FROM {} WHERE {condition}", named.table), vec![value])
    };
    let found: Vec<(Uuid,)> = match reference {
        Reference::Id(id) => one("id = $1", (*id).into()).fetch_all(tx).await?,
        Reference::Number(number) if named.numbered => one("number = $1", number.into()).fetch_all(tx).await?,
        Reference::Number(_) => Vec::new(),
        Reference::Prefix(prefix) => {
            let (low, high) = Reference::prefix_range(prefix);
            let text = format!("SELECT id FROM {} WHERE id BETWEEN $1 AND $2 LIMIT 2", named.table);
            Query::assembled(text, vec![low.into(), high.into()]).fetch_all(tx).await?
        }
    };
    match found.as_slice() {
        [] => Ok(None),
        [(id,)] => Ok(Some(*id)),
        _ => Err(Error::field(named.parameter, format!("{reference} fits more than one; give more of it"))),
    }
}

/// The next number of the sequence `name`, as its sequence and as people read it: `TR-2025-000317`.
pub async fn next_number(tx: &mut Tx, name: &str, letters: &str, year: i16) -> Result<(i64, String)> {
    let (value,): (i64,) = super::sql("UPDATE number_sequences SET value = value + 1 WHERE name = $1 RETURNING value")
        .bind(name)
        .fetch_one(tx)
        .await?;
    Ok((value, format!("{letters}-{year:04}-{value:06}")))
}
