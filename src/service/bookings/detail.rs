//! One booking with all that belongs to it.

use super::{counting, text, timeline};
use crate::{
    domain::{
        actor::Permissions, booking::BookingStatus, evidence::Evidence, payment::PaymentStatus,
        refund::BOOKING_CANCELLED,
    },
    error::{Error, Result},
    operations::bookings::{
        Address, BookingCancellation, BookingCompletion, BookingDetail, BookingDispute, BookingPayment, BookingPricing,
        BookingReview, BookingServiceDetail, BookingUserDetail, BookingVendorDetail, CancellationRefund, Coordinates,
        PricingLine,
    },
    service::people::Sight,
    store::{
        Tx,
        bookings::{self, BookingPaymentRow, BookingRefundRow, BookingReviewRow, BookingRow, DisputeRow},
    },
};

/// The whole of a booking, as whoever holds `permissions` may see it.
pub async fn detail(tx: &mut Tx, row: BookingRow, permissions: Permissions) -> Result<BookingDetail> {
    let payments = bookings::payments(tx, &[row.key]).await?;
    let refunds = bookings::refunds_of(tx, row.key).await?;
    let disputes = bookings::disputes_of(tx, row.key).await?;
    let review = bookings::review_of(tx, row.key).await?;
    let events = bookings::events_of(tx, row.key).await?;
    let beside =
        timeline::Beside { payments: &payments, refunds: &refunds, disputes: &disputes, review: review.as_ref() };
    let status_history = timeline::history(&row, &events);
    let timeline = timeline::timeline(tx, &row, &events, &beside).await?;
    let counts = counting(&payments.iter().collect::<Vec<_>>()).map(|payment| shown(payment, &refunds));
    let completed_by = status_history.iter().rfind(|one| one.status == BookingStatus::Completed);
    let completed_by = completed_by.map(|one| one.changed_by.clone());
    let cancellation = cancellation(&row, &refunds);
    Ok(BookingDetail {
        user: user(&row, permissions),
        vendor: vendor(&row),
        service: service(&row),
        address: address(&row, permissions),
        pricing: pricing(&row),
        customer_requirements: stored(row.customer_requirements.as_deref(), "customer_requirements")?,
        images: stored(row.images.as_deref(), "images")?,
        dispute: disputes.into_iter().next_back().map(dispute).transpose()?,
        completion: row.completed_at.map(|completed_at| BookingCompletion { completed_at, completed_by }),
        review: review.map(reviewed),
        payment: counts,
        status_history,
        cancellation,
        timeline,
        id: row.id.0,
        booking_number: row.number,
        status: row.status,
        scheduled_at: row.scheduled_at,
        estimated_duration_minutes: row.estimated_duration_minutes,
        created_at: row.created_at,
        updated_at: row.updated_at,
        notes: text(row.notes),
        admin_notes: text(row.admin_notes),
        version: row.version,
    })
}

/// A list that is stored as JSON.
fn stored<T: serde::de::DeserializeOwned>(json: Option<&str>, column: &str) -> Result<Vec<T>> {
    let read = |json| serde_json::from_str(json).map_err(|e| Error::internal(format!("{column} of a booking: {e}")));
    json.map_or(Ok(Vec::new()), read)
}

fn user(row: &BookingRow, permissions: Permissions) -> BookingUserDetail {
    let sight = Sight::of(permissions);
    BookingUserDetail {
        id: row.user_id,
        name: row.user_name.as_str().into(),
        email: sight.email(row.user_email.as_ref()),
        phone: sight.phone(row.user_phone.as_ref()),
        profile_image: row.profile_image.clone(),
        total_bookings: row.user_bookings,
        trust_score: row.trust_score,
    }
}

fn vendor(row: &BookingRow) -> BookingVendorDetail {
    BookingVendorDetail {
        id: row.vendor_id,
        name: row.vendor_name.as_str().into(),
        display_name: row.display_name.as_deref().unwrap_or(&row.vendor_name).into(),
        email: text(row.vendor_email.clone()),
        phone: text(row.vendor_phone.clone()),
        logo: row.logo.clone(),
        rating: row.rating,
        total_bookings: row.vendor_bookings,
        verification_status: row.verification_status.clone(),
    }
}

fn service(row: &BookingRow) -> BookingServiceDetail {
    BookingServiceDetail {
        id: row.service_id,
        name: row.service_name.as_str().into(),
        category: row.category.as_str().into(),
        subcategory: text(row.subcategory.clone()),
        description: text(row.service_description.clone()),
        pricing_type: row.pricing_type.clone(),
        base_price_cents: row.base_price_cents,
    }
}

fn address(row: &BookingRow, permissions: Permissions) -> Address {
    let sight = Sight::of(permissions);
    let coordinates = row.lat.zip(row.lng).map(|(lat, lng)| Coordinates { lat, lng });
    Address {
        street: sight.place(text(row.street.clone())),
        apartment: sight.place(text(row.apartment.clone())),
        city: text(row.city.clone()),
        state: text(row.state.clone()),
        pincode: text(row.pincode.clone()),
        landmark: sight.place(text(row.landmark.clone())),
        coordinates: sight.place(coordinates),
    }
}

/// What isn't said of a price is in the work itself; what the parts leave open is a line of its own, so that they add up.
fn pricing(row: &BookingRow) -> BookingPricing {
    let (tax, fee) = (row.tax_cents.unwrap_or(0), row.platform_fee_cents.unwrap_or(0));
    let discount = row.discount_cents.unwrap_or(0);
    let total = row.total_amount_cents;
    let base = row.base_amount_cents.unwrap_or_else(|| (total - tax - fee + discount).max(0));
    let rest = total - (base + tax + fee - discount);
    let parts = [("Service", base), ("Tax", tax), ("Platform fee", fee), ("Discount", -discount), ("Other", rest)];
    let line = |(description, amount_cents): (&str, i64)| PricingLine { description: description.into(), amount_cents };
    BookingPricing {
        base_amount_cents: base,
        tax_cents: tax,
        platform_fee_cents: fee,
        discount_cents: discount,
        total_amount_cents: total,
        currency: row.currency,
        breakdown: parts.into_iter().filter(|(name, cents)| *name == "Service" || *cents != 0).map(line).collect(),
    }
}

fn shown(payment: &BookingPaymentRow, refunds: &[BookingRefundRow]) -> BookingPayment {
    let status = match payment.status {
        PaymentStatus::Succeeded => "completed",
        other => other.as_str(),
    };
    BookingPayment {
        id: payment.id,
        status: status.into(),
        method: payment.method.clone(),
        transaction_id: text(payment.transaction_id.clone()),
        paid_at: payment.paid_at,
        refund_status: refunds.iter().rfind(|refund| refund.payment_key == payment.key).map(|refund| refund.status),
        refunded_amount_cents: payment.refunded_cents,
    }
}

fn dispute(row: DisputeRow) -> Result<BookingDispute> {
    Ok(BookingDispute {
        id: row.id,
        status: row.status,
        raised_by: row.raised_by,
        reason: row.reason.into(),
        description: text(row.description),
        evidence: stored::<Evidence>(row.evidence.as_deref(), "evidence of a dispute")?,
        created_at: row.created_at,
        resolution_notes: text(row.resolution_notes),
        resolved_at: row.resolved_at,
        resolved_by: row.resolved_by.map(|id| id.to_string()),
    })
}

/// How a booking was cancelled and what went back; nothing unless it stands so.
pub fn cancellation(row: &BookingRow, refunds: &[BookingRefundRow]) -> Option<BookingCancellation> {
    if row.status != BookingStatus::Cancelled {
        return None;
    }
    let ours = refunds.iter().filter(|refund| refund.reason == BOOKING_CANCELLED);
    let mut refunds: Vec<CancellationRefund> = ours
        .map(|refund| CancellationRefund {
            id: refund.id,
            refund_number: refund.number.clone(),
            status: refund.status,
            amount_cents: refund.requested_amount_cents,
        })
        .collect();
    refunds.sort_by_key(|refund| std::cmp::Reverse(refund.amount_cents));
    let first = refunds.first();
    Some(BookingCancellation {
        reason: text(row.cancellation_reason.clone()),
        cancelled_by: row.cancelled_by.clone(),
        cancelled_at: row.cancelled_at,
        refund_issued: first.is_some(),
        refund_amount_cents: refunds.iter().map(|refund| refund.amount_cents).sum(),
        refund_id: first.map(|refund| refund.id),
        refund_number: first.map(|refund| refund.refund_number.clone()),
        refund_status: first.map(|refund| refund.status),
        refunds,
    })
}

fn reviewed(row: BookingReviewRow) -> BookingReview {
    BookingReview {
        id: row.id,
        rating: row.rating,
        title: text(row.title),
        body: text(row.body),
        status: row.status,
        created_at: row.created_at,
    }
}
