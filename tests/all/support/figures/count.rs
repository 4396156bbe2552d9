//! Analytics counted in the slowest, plainest way.

use std::collections::BTreeMap;

use appydex_admin::{
    domain::{
        analytics::Granularity,
        booking::BookingStatus,
        text::fold,
        time::{DAY, Timestamp},
    },
    operations::analytics::{
        BookingAnalytics, BookingCounts, BookingPoint, BookingSummary, RevenueAnalytics, RevenueByMethod, RevenuePoint,
        RevenueSummary, RevenueSums, TopRevenueCategory, TopRevenueVendor, TopService, TopVendor,
    },
};
use jiff::{
    ToSpan as _,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use uuid::Uuid;

use super::{Deal, Facts, Named, Paid, Wanted};

/// The first day of the bucket of a moment.
fn bucket(at: Timestamp, granularity: Granularity) -> Date {
    let day = at.jiff().to_zoned(TimeZone::UTC).date();
    match granularity {
        Granularity::Day => day,
        Granularity::Week => day.checked_sub(i64::from(day.weekday().since(Weekday::Monday)).days()).unwrap(),
        Granularity::Month => day.first_of_month(),
    }
}

/// The first days of all buckets, found by walking through the range day by day.
fn buckets(wanted: &Wanted) -> Vec<Date> {
    let mut all = Vec::new();
    let mut at = wanted.from;
    while at < wanted.to {
        all.push(bucket(at, wanted.granularity));
        at = Timestamp((at.0.div_euclid(DAY) + 1) * DAY);
    }
    all.dedup();
    all
}

/// To so many decimals, a half away from zero.
fn rounded(part: i64, whole: i64, factor: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
    let exact = part as f64 / whole as f64;
    (exact * factor + 1e-9 * exact.signum()).round() / factor
}

/// How often, how much.
type Measure = (i64, i64);

fn plus(sum: &mut Measure, cents: i64) {
    *sum = (sum.0 + 1, sum.1 + cents);
}

/// The first ten by what `rank` says, then by name, then by id.
fn ten<K: Ord + Clone>(
    sums: &BTreeMap<K, Measure>,
    name: impl Fn(&K) -> String,
    rank: impl Fn(Measure) -> Measure,
) -> Vec<(K, String, Measure)> {
    let mut all: Vec<_> = sums.iter().map(|(key, sum)| (key.clone(), name(key), *sum)).collect();
    all.sort_by(|a, b| rank(b.2).cmp(&rank(a.2)).then(a.1.cmp(&b.1)).then(a.0.cmp(&b.0)));
    all.truncate(10);
    all
}

impl Facts {
    fn fits(&self, deal: &Deal, wanted: &Wanted) -> bool {
        let same = |one: &str, other: &String| fold(one) == fold(other);
        deal.currency == wanted.currency
            && wanted.vendor.is_none_or(|vendor| self.vendors[deal.vendor].id == vendor)
            && wanted.city.as_ref().is_none_or(|city| deal.city.as_ref().is_some_and(|one| same(one, city)))
            && wanted.category.as_ref().is_none_or(|one| same(&self.services[deal.service].category, one))
    }

    fn name(all: &[Named], id: &Uuid) -> String {
        all.iter().find(|one| one.id == *id).unwrap().name.clone()
    }

    /// Bookings, counted.
    pub fn bookings(&self, wanted: &Wanted) -> BookingAnalytics {
        let mut points: BTreeMap<Date, Vec<&Deal>> = buckets(wanted).into_iter().map(|day| (day, Vec::new())).collect();
        let (mut services, mut vendors) = (BTreeMap::new(), BTreeMap::new());
        let mut all = Vec::new();
        for deal in self.deals.iter().filter(|deal| self.fits(deal, wanted)) {
            let inside = deal.created >= wanted.from && deal.created < wanted.to;
            if inside && wanted.status.is_none_or(|status| deal.status == status) {
                points.get_mut(&bucket(deal.created, wanted.granularity)).unwrap().push(deal);
                plus(services.entry(self.services[deal.service].id).or_default(), deal.cents);
                plus(vendors.entry(self.vendors[deal.vendor].id).or_default(), deal.cents);
                all.push(deal);
            }
        }
        let counts = count(&all);
        let kept = counts.total_bookings - counts.cancelled - counts.pending;
        let of_all = |part| if counts.total_bookings == 0 { 0.0 } else { rounded(part, counts.total_bookings, 1e4) };
        BookingAnalytics {
            time_series: points
                .into_iter()
                .map(|(day, deals)| BookingPoint { date: day.to_string(), counts: count(&deals) })
                .collect(),
            summary: BookingSummary {
                counts,
                conversion_rate: of_all(kept),
                cancellation_rate: of_all(counts.cancelled),
            },
            top_services: ten(&services, |id| Self::name(&self.services, id), |measure| measure)
                .into_iter()
                .map(|(service_id, name, (bookings_count, total_value_cents))| TopService {
                    service_id,
                    service_name: name.into(),
                    bookings_count,
                    total_value_cents,
                })
                .collect(),
            top_vendors: ten(&vendors, |id| Self::name(&self.vendors, id), |measure| measure)
                .into_iter()
                .map(|(vendor_id, name, (bookings_count, total_value_cents))| TopVendor {
                    vendor_id,
                    vendor_name: name.into(),
                    bookings_count,
                    total_value_cents,
                })
                .collect(),
        }
    }

    /// The payments that count, with their deals.
    fn payments<'a>(&'a self, wanted: &'a Wanted) -> impl Iterator<Item = (&'a Deal, &'a Paid)> + 'a {
        let deals = self.deals.iter().filter(|deal| self.fits(deal, wanted));
        let paid = deals.flat_map(|deal| deal.payments.iter().map(move |paid| (deal, paid)));
        paid.filter(|(_, paid)| wanted.method.is_none_or(|method| paid.method == method))
    }

    /// Revenue, counted.
    pub fn revenue(&self, wanted: &Wanted) -> RevenueAnalytics {
        let inside = |at: Timestamp| at >= wanted.from && at < wanted.to;
        let mut points: BTreeMap<Date, RevenueSums> =
            buckets(wanted).into_iter().map(|day| (day, RevenueSums::default())).collect();
        let (mut methods, mut vendors, mut categories) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let (mut all, mut before) = (RevenueSums::default(), 0);
        let length = wanted.to.since(wanted.from);
        for (deal, paid) in self.payments(wanted) {
            if paid.succeeded && inside(paid.at) {
                let point = points.get_mut(&bucket(paid.at, wanted.granularity)).unwrap();
                for sums in [point, &mut all] {
                    sums.transactions_count += 1;
                    sums.gross_revenue_cents += paid.cents;
                    sums.platform_fees_cents += paid.fee;
                }
                plus(methods.entry(paid.method).or_default(), paid.cents);
                plus(vendors.entry(self.vendors[deal.vendor].id).or_default(), paid.cents);
                plus(categories.entry(fold(&self.services[deal.service].category)).or_default(), paid.cents);
            }
            if paid.succeeded && paid.at >= wanted.from.plus(-length) && paid.at < wanted.from {
                before += paid.cents;
            }
            for (cents, at) in paid.back.iter().filter(|(_, at)| inside(*at)) {
                points.get_mut(&bucket(*at, wanted.granularity)).unwrap().refunds_cents += cents;
                all.refunds_cents += cents;
            }
        }
        let gross = all.gross_revenue_cents;
        let mut by_payment_method: Vec<RevenueByMethod> = methods
            .into_iter()
            .map(|(method, (transactions_count, revenue_cents))| RevenueByMethod {
                method,
                revenue_cents,
                transactions_count,
                percentage: rounded(revenue_cents * 100, gross, 10.0),
            })
            .collect();
        by_payment_method.sort_by_key(|one| (-one.revenue_cents, -one.transactions_count, one.method.as_str()));
        let growth = (before > 0).then(|| rounded((gross - before) * 100, before, 10.0));
        let spelled = |folded: &String| {
            let spellings = self.services.iter().map(|one| &one.category).filter(|one| fold(one) == *folded);
            spellings.min().unwrap().clone()
        };
        let by_revenue = |(count, cents)| (cents, count);
        RevenueAnalytics {
            time_series: points
                .into_iter()
                .map(|(day, sums)| RevenuePoint { date: day.to_string(), sums: whole(sums) })
                .collect(),
            summary: RevenueSummary { sums: whole(all), growth_rate_percent: growth },
            by_payment_method,
            top_revenue_vendors: ten(&vendors, |id| Self::name(&self.vendors, id), by_revenue)
                .into_iter()
                .map(|(vendor_id, name, (transactions_count, revenue_cents))| TopRevenueVendor {
                    vendor_id,
                    vendor_name: name.into(),
                    revenue_cents,
                    transactions_count,
                })
                .collect(),
            top_revenue_categories: ten(&categories, spelled, by_revenue)
                .into_iter()
                .map(|(_, name, (transactions_count, revenue_cents))| TopRevenueCategory {
                    category: name.into(),
                    revenue_cents,
                    transactions_count,
                })
                .collect(),
        }
    }
}

fn count(deals: &[&Deal]) -> BookingCounts {
    let of = |status| i64::try_from(deals.iter().filter(|deal| deal.status == status).count()).unwrap();
    let total_bookings = i64::try_from(deals.len()).unwrap();
    let total_value_cents: i64 = deals.iter().map(|deal| deal.cents).sum();
    BookingCounts {
        total_bookings,
        pending: of(BookingStatus::Pending),
        confirmed: of(BookingStatus::Confirmed),
        in_progress: of(BookingStatus::InProgress),
        completed: of(BookingStatus::Completed),
        cancelled: of(BookingStatus::Cancelled),
        disputed: of(BookingStatus::Disputed),
        total_value_cents,
        avg_value_cents: if total_bookings == 0 { 0 } else { total_value_cents / total_bookings },
    }
}

/// What follows from the other sums.
fn whole(sums: RevenueSums) -> RevenueSums {
    let (gross, refunds, count) = (sums.gross_revenue_cents, sums.refunds_cents, sums.transactions_count);
    RevenueSums {
        net_revenue_cents: gross - refunds,
        vendor_payouts_cents: gross - sums.platform_fees_cents - refunds,
        avg_transaction_cents: if count == 0 { 0 } else { gross / count },
        ..sums
    }
}
