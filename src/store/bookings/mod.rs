//! Bookings: one whole, its changes, and what is kept of them instead of being counted. The list and its search stand
//! in `list`, what belongs to bookings (payments, disputes, refunds, reviews, events) in `beside`. Rules are in
//! `domain::booking`. To add a query: a function in the file it belongs to, run on both engines.

mod beside;
mod list;

use uuid::Uuid;

pub use self::{beside::*, list::*};
use super::{
    analytics::{Kind, Move, Place},
    engine::{Query, Tx, sql},
};
use crate::{
    domain::{
        booking::{BookingStatus, Party},
        id::BookingId,
        money::Currency,
        time::{DAY, Timestamp},
    },
    error::Result,
};

/// A booking with its customer, vendor and service.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct BookingRow {
    pub key: i64,
    pub id: BookingId,
    pub number: String,
    pub status: BookingStatus,
    pub scheduled_at: Timestamp,
    pub estimated_duration_minutes: Option<i64>,
    pub street: Option<String>,
    pub apartment: Option<String>,
    pub city: Option<String>,
    pub city_folded: Option<String>,
    pub state: Option<String>,
    pub pincode: Option<String>,
    pub landmark: Option<String>,
    pub lat: Option<f64>,
    pub lng: Option<f64>,
    pub base_amount_cents: Option<i64>,
    pub tax_cents: Option<i64>,
    pub platform_fee_cents: Option<i64>,
    pub discount_cents: Option<i64>,
    pub total_amount_cents: i64,
    pub currency: Currency,
    pub notes: Option<String>,
    pub admin_notes: Option<String>,
    pub customer_requirements: Option<String>,
    pub images: Option<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub completed_at: Option<Timestamp>,
    pub cancelled_at: Option<Timestamp>,
    pub cancelled_by: Option<String>,
    pub cancellation_reason: Option<String>,
    pub version: i64,
    pub user_id: Uuid,
    pub user_name: String,
    pub user_email: Option<String>,
    pub user_phone: Option<String>,
    pub profile_image: Option<String>,
    pub user_bookings: i64,
    pub trust_score: Option<i64>,
    pub vendor_key: i64,
    pub vendor_id: Uuid,
    pub vendor_name: String,
    pub display_name: Option<String>,
    pub vendor_email: Option<String>,
    pub vendor_phone: Option<String>,
    pub logo: Option<String>,
    pub rating: Option<f64>,
    pub vendor_bookings: i64,
    pub verification_status: String,
    pub service_key: i64,
    pub service_id: Uuid,
    pub service_name: String,
    pub category: String,
    pub category_folded: String,
    pub subcategory: Option<String>,
    pub service_description: Option<String>,
    pub pricing_type: Option<String>,
    pub base_price_cents: Option<i64>,
}

const SELECT: &str = "SELECT b.key, b.id, b.number, b.status, b.scheduled_at, b.estimated_duration_minutes, b.street,
    b.apartment, b.city, b.city_folded, b.state, b.pincode, b.landmark, b.lat, b.lng, b.base_amount_cents, b.tax_cents,
    b.platform_fee_cents, b.discount_cents, b.total_amount_cents, b.currency, b.notes, b.admin_notes,
    b.customer_requirements, b.images, b.created_at, b.updated_at, b.completed_at, b.cancelled_at, b.cancelled_by,
    b.cancellation_reason, b.version,
    u.id AS user_id, u.name AS user_name, u.email AS user_email, u.phone AS user_phone, u.profile_image,
    u.bookings_count AS user_bookings, u.trust_score,
    v.key AS vendor_key, v.id AS vendor_id, v.name AS vendor_name, v.display_name, v.email AS vendor_email,
    v.phone AS vendor_phone, v.logo, v.rating, v.bookings_count AS vendor_bookings, v.verification_status,
    s.key AS service_key, s.id AS service_id, s.name AS service_name, s.category, s.category_folded, s.subcategory,
    s.description AS service_description, s.pricing_type, s.base_price_cents
 FROM bookings b JOIN users u ON u.key = b.user_key JOIN vendors v ON v.key = b.vendor_key
    JOIN services s ON s.key = b.service_key";

/// The booking with this id.
pub async fn by_id(tx: &mut Tx, id: BookingId) -> Result<Option<BookingRow>> {
    Query::assembled(format!("{SELECT} WHERE b.id = $1"), vec![id.into()]).fetch_optional(tx).await
}

/// The booking with this id, held until the transaction ends. Before any of its payments and its review.
pub async fn lock(tx: &mut Tx, id: BookingId) -> Result<Option<BookingRow>> {
    let text = format!("SELECT key FROM bookings WHERE id = $1{}", tx.for_update());
    Query::assembled(text, vec![id.into()]).fetch_optional::<(i64,)>(tx).await?;
    by_id(tx, id).await
}

/// The version of a booking, if there is one with this id.
pub async fn version(tx: &mut Tx, id: BookingId) -> Result<Option<i64>> {
    let row: Option<(i64,)> = sql("SELECT version FROM bookings WHERE id = $1").bind(id).fetch_optional(tx).await?;
    Ok(row.map(|(version,)| version))
}

/// Writes what can change of a booking, and moves what is kept of it if it stands elsewhere than `from`.
pub async fn update(tx: &mut Tx, row: &BookingRow, from: BookingStatus) -> Result<()> {
    sql("UPDATE bookings SET status = $2, admin_notes = $3, updated_at = $4, completed_at = $5, cancelled_at = $6,
            cancelled_by = $7, cancellation_reason = $8, version = version + 1 WHERE key = $1")
    .bind(row.key)
    .bind(row.status)
    .bind(row.admin_notes.clone())
    .bind(row.updated_at)
    .bind(row.completed_at)
    .bind(row.cancelled_at)
    .bind(row.cancelled_by.clone())
    .bind(row.cancellation_reason.clone())
    .execute_one(tx)
    .await?;
    if row.status == from {
        return Ok(());
    }
    let mut moves = [(from, -1), (row.status, 1)];
    // Always in one order, so that two changes wait for each other and never in a circle.
    moves.sort_by_key(|(status, _)| status.as_str());
    for (status, n) in moves {
        move_totals(tx, row, status, n).await?;
    }
    Ok(())
}

/// Takes a booking off the totals of a status, or puts it on.
async fn move_totals(tx: &mut Tx, row: &BookingRow, status: BookingStatus, n: i64) -> Result<()> {
    let day = row.created_at.0.div_euclid(DAY);
    sql("INSERT INTO booking_days (status, day, bookings) VALUES ($1, $2, $3)
         ON CONFLICT (status, day) DO UPDATE SET bookings = booking_days.bookings + excluded.bookings")
    .bind(status)
    .bind(day)
    .bind(n)
    .execute_one(tx)
    .await?;
    let place = Place {
        code: Kind::Bookings.code(status.as_str()).unwrap_or_default(),
        city: row.city_folded.clone().unwrap_or_default(),
        category: row.category_folded.clone(),
    };
    tx.kept().add(&Move {
        kind: Kind::Bookings,
        currency: row.currency,
        at: row.created_at,
        place,
        offer: (row.vendor_key, row.service_key),
        sums: [n, n * row.total_amount_cents, 0, 0],
    });
    Ok(())
}

/// Something that happened to a booking.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns' names say it")]
pub struct NewEvent {
    pub id: Uuid,
    pub event: &'static str,
    /// Where the booking came to stand, if that is what happened.
    pub status: Option<BookingStatus>,
    pub actor: Party,
    pub admin_id: Option<Uuid>,
    pub details: String,
    pub happened_at: Timestamp,
}

/// Notes what happened.
pub async fn note(tx: &mut Tx, booking: i64, new: NewEvent) -> Result<()> {
    sql("INSERT INTO booking_events (id, booking_key, event, status, actor, admin_id, details, happened_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(new.id)
    .bind(booking)
    .bind(new.event)
    .bind(new.status)
    .bind(new.actor)
    .bind(new.admin_id)
    .bind(new.details)
    .bind(new.happened_at)
    .execute_one(tx)
    .await
}
