//! Bookings over time.

use super::{all_codes, buckets};
use crate::{
    domain::{
        analytics::{Granularity, Range, average, rate},
        booking::BookingStatus,
    },
    error::Result,
    operations::analytics::{BookingAnalytics, BookingCounts, BookingPoint, BookingSummary, TopService, TopVendor},
    store::{
        Tx,
        analytics::{self, Asked, Sums, plus},
    },
};

/// Sums by status.
type ByStatus = [Sums; analytics::CODES];

pub(super) async fn answer(
    tx: &mut Tx,
    asked: &Asked,
    range: Range,
    granularity: Granularity,
) -> Result<BookingAnalytics> {
    let figures = analytics::read(tx, asked).await?;
    let mut all = ByStatus::default();
    figures.days.values().for_each(|day| add(&mut all, day));
    let points = buckets(figures.days.into_iter(), range, granularity, add);
    // By count, then by value.
    let rank = |measure| measure;
    let services = analytics::offers(tx, "services", &figures.totals.services, rank).await?;
    let vendors = analytics::offers(tx, "vendors", &figures.totals.vendors, rank).await?;
    Ok(BookingAnalytics {
        time_series: points.into_iter().map(|(date, sums)| BookingPoint { date, counts: counts(&sums) }).collect(),
        summary: summary(&all),
        top_services: services
            .into_iter()
            .map(|top| TopService {
                service_id: top.id,
                service_name: top.name.into(),
                bookings_count: top.count,
                total_value_cents: top.cents,
            })
            .collect(),
        top_vendors: vendors
            .into_iter()
            .map(|top| TopVendor {
                vendor_id: top.id,
                vendor_name: top.name.into(),
                bookings_count: top.count,
                total_value_cents: top.cents,
            })
            .collect(),
    })
}

fn add(sum: &mut ByStatus, more: &ByStatus) {
    sum.iter_mut().zip(more).for_each(|(sum, more)| plus(sum, more));
}

fn counts(sums: &ByStatus) -> BookingCounts {
    let of = |status: BookingStatus| sums[status as usize][0];
    let [total, value, ..] = all_codes(sums);
    BookingCounts {
        total_bookings: total,
        pending: of(BookingStatus::Pending),
        confirmed: of(BookingStatus::Confirmed),
        in_progress: of(BookingStatus::InProgress),
        completed: of(BookingStatus::Completed),
        cancelled: of(BookingStatus::Cancelled),
        disputed: of(BookingStatus::Disputed),
        total_value_cents: value,
        avg_value_cents: average(value, total),
    }
}

fn summary(all: &ByStatus) -> BookingSummary {
    let counts = counts(all);
    let converted = counts.confirmed + counts.in_progress + counts.completed + counts.disputed;
    BookingSummary {
        counts,
        conversion_rate: rate(converted, counts.total_bookings, 4),
        cancellation_rate: rate(counts.cancelled, counts.total_bookings, 4),
    }
}
