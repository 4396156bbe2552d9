//! Bookings: the list, one whole (`detail`, `timeline`), changes (`update`), what a cancellation gives back (`refund`).

mod detail;
mod refund;
mod timeline;
mod update;

pub use self::update::Update;
use super::{Local, people::Sight};
use crate::{
    domain::{
        actor::{Permission, Permissions},
        booking::{DisputeStatus, Paid, Search},
        id::{BookingId, Reference},
        page::SortOrder,
        payment::PaymentStatus,
        text::fold,
        untrusted::Untrusted,
    },
    error::{Error, Kind, Result},
    operations::{
        Page,
        bookings::{
            AddressSummary, BookingDetail, BookingListItem, BookingService, BookingSort, BookingUser, BookingVendor,
            ListBookings, UpdateBooking,
        },
    },
    store::{
        bookings::{self, BookingPaymentRow, BookingRow, Order, Wanted},
        names,
    },
};

fn missing(booking_id: impl std::fmt::Display) -> Error {
    Error::new(Kind::BookingNotFound { booking_id: booking_id.to_string() })
}

fn text(text: Option<String>) -> Option<Untrusted> {
    text.map(Untrusted::from)
}

impl Local {
    pub(super) async fn find_booking(&self, booking: &Reference) -> Result<BookingId> {
        self.find(names::BOOKINGS, booking, missing).await.map(BookingId)
    }

    pub(super) async fn bookings(&self, query: ListBookings) -> Result<Page<BookingListItem>> {
        let who = self.permit(Permission::BookingsList).await?;
        let mut tx = self.service.0.db.read().await?;
        let (found, meta) = bookings::page(&mut tx, &wanted(&query), &query.paging).await?;
        let keys: Vec<i64> = found.iter().map(|row| row.key).collect();
        let payments = bookings::payments(&mut tx, &keys).await?;
        let disputes = bookings::disputes(&mut tx, &keys).await?;
        let permissions = who.permissions();
        let rows = found.into_iter().map(|row| {
            let of_row: Vec<_> = payments.iter().filter(|payment| payment.booking_key == row.key).collect();
            let latest = disputes.iter().rfind(|(booking, _)| *booking == row.key).map(|(_, status)| *status);
            item(row, &of_row, latest, permissions)
        });
        Ok(Page { rows: rows.collect(), meta, summary: () })
    }

    pub(super) async fn one_booking(&self, booking: &Reference) -> Result<BookingDetail> {
        let who = self.permit(Permission::BookingsView).await?;
        let id = self.find_booking(booking).await?;
        let mut tx = self.service.0.db.read().await?;
        let row = bookings::by_id(&mut tx, id).await?.ok_or_else(|| missing(booking))?;
        detail::detail(&mut tx, row, who.permissions()).await
    }

    /// A change with the version that the booking had when it was asked for.
    pub(super) async fn booking_change(&self, booking: &Reference, request: UpdateBooking) -> Result<update::Asked> {
        if request.force_refund {
            self.permit(Permission::RefundsApprove).await?;
        }
        let id = self.find_booking(booking).await?;
        let mut tx = self.service.0.db.read().await?;
        let seen = bookings::version(&mut tx, id).await?.ok_or_else(|| missing(booking))?;
        Ok(update::Asked { id, request, seen })
    }
}

fn wanted(query: &ListBookings) -> Wanted {
    Wanted {
        status: query.status,
        vendor: query.vendor_id,
        user: query.user_id,
        service: query.service_id,
        city: query.city.as_deref().map(fold),
        scheduled_from: query.from_date,
        scheduled_to: query.to_date,
        search: query.search.as_deref().map(Search::read),
        order: match query.sort_by {
            BookingSort::CreatedAt => Order::CreatedAt,
            BookingSort::ScheduledAt => Order::ScheduledAt,
            BookingSort::Amount => Order::Amount,
        },
        direction: query.sort_order.unwrap_or(SortOrder::Desc),
    }
}

/// The payment that counts: the latest that succeeded, else the latest.
fn counting<'a>(payments: &[&'a BookingPaymentRow]) -> Option<&'a BookingPaymentRow> {
    let succeeded = payments.iter().rfind(|payment| payment.status == PaymentStatus::Succeeded);
    succeeded.or_else(|| payments.last()).copied()
}

/// What the payments of a booking come to.
fn paid(payments: &[&BookingPaymentRow]) -> Paid {
    let mut paid = Paid::default();
    for payment in payments {
        paid.add(payment.status, payment.amount_cents, payment.refunded_cents);
    }
    paid
}

fn item(
    row: BookingRow,
    payments: &[&BookingPaymentRow],
    dispute_status: Option<DisputeStatus>,
    permissions: Permissions,
) -> BookingListItem {
    let sight = Sight::of(permissions);
    BookingListItem {
        id: row.id.0,
        booking_number: row.number,
        status: row.status,
        user: BookingUser {
            id: row.user_id,
            name: row.user_name.into(),
            email: sight.email(row.user_email.as_ref()),
            phone: sight.phone(row.user_phone.as_ref()),
        },
        vendor: BookingVendor {
            id: row.vendor_id,
            display_name: row.display_name.unwrap_or_else(|| row.vendor_name.clone()).into(),
            name: row.vendor_name.into(),
        },
        service: BookingService { id: row.service_id, name: row.service_name.into(), category: row.category.into() },
        scheduled_at: row.scheduled_at,
        address: AddressSummary {
            street: sight.place(text(row.street)),
            city: text(row.city),
            state: text(row.state),
            pincode: text(row.pincode),
            landmark: sight.place(text(row.landmark)),
        },
        amount_cents: row.total_amount_cents,
        currency: row.currency,
        payment_status: paid(payments).standing(),
        payment_method: counting(payments).map(|payment| payment.method.clone()),
        created_at: row.created_at,
        updated_at: row.updated_at,
        notes: text(row.notes),
        has_dispute: dispute_status.is_some(),
        dispute_status,
        cancellation_reason: text(row.cancellation_reason),
        cancelled_by: row.cancelled_by,
        cancelled_at: row.cancelled_at,
        version: row.version,
    }
}
