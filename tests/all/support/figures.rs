//! A random marketplace in memory and in a database, and analytics of it counted in the slowest, plainest way.

use std::collections::BTreeMap;

use appydex_admin::{
    domain::{
        analytics::Granularity,
        booking::BookingStatus,
        money::Currency,
        payment::PaymentMethod,
        text::fold,
        time::{DAY, Timestamp},
    },
    operations::analytics::{
        BookingAnalytics, BookingCounts, BookingPoint, BookingSummary, RevenueAnalytics, RevenueByMethod, RevenuePoint,
        RevenueSummary, RevenueSums, TopRevenueCategory, TopRevenueVendor, TopService, TopVendor,
    },
    store::{Db, analytics, sql},
};
use jiff::{
    ToSpan as _,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use rand_chacha::{ChaCha8Rng, rand_core::RngCore as _};
use uuid::Uuid;

/// Makes what is kept instead of counted right again after rows were put in by hand.
pub async fn keep(db: &Db) {
    let mut tx = db.begin().await.unwrap();
    analytics::rebuild(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// What is kept is what the rows give.
pub async fn assert_kept(db: &Db) {
    let mut tx = db.snapshot().await.unwrap();
    let found = analytics::verify(&mut tx).await.unwrap();
    assert!(found.is_none(), "{found:?}");
}

/// A vendor or a service.
#[derive(Clone, Debug)]
pub struct Named {
    pub id: Uuid,
    pub name: String,
    /// Of a service.
    pub category: String,
}

/// A booking with all its money.
#[derive(Clone, Debug)]
pub struct Deal {
    pub vendor: usize,
    pub service: usize,
    pub status: BookingStatus,
    pub city: Option<String>,
    pub cents: i64,
    pub currency: Currency,
    pub created: Timestamp,
    pub payments: Vec<Paid>,
}

/// A payment.
#[derive(Clone, Debug)]
pub struct Paid {
    pub method: PaymentMethod,
    pub succeeded: bool,
    pub cents: i64,
    pub fee: i64,
    pub at: Timestamp,
    /// How much went back, and when.
    pub back: Vec<(i64, Timestamp)>,
}

/// A marketplace.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub vendors: Vec<Named>,
    pub services: Vec<Named>,
    pub deals: Vec<Deal>,
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub from: Timestamp,
    /// Not included.
    pub to: Timestamp,
    pub granularity: Granularity,
    pub currency: Currency,
    pub vendor: Option<Uuid>,
    pub city: Option<String>,
    pub category: Option<String>,
    pub status: Option<BookingStatus>,
    pub method: Option<PaymentMethod>,
}

/// Dice.
pub struct Dice<'a>(pub &'a mut ChaCha8Rng);

impl Dice<'_> {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0.next_u64() % bound
    }

    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        least + i64::try_from(self.below(u64::try_from(most - least + 1).unwrap())).unwrap()
    }

    pub fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(all.len() as u64)).unwrap()].clone()
    }

    /// A moment of the `days` up to `now`, often close to a midnight.
    pub fn moment(&mut self, now: Timestamp, days: i64) -> Timestamp {
        let day = now.0.div_euclid(DAY) - self.between(0, days);
        let within = match self.below(6) {
            0 => 0,
            1 => DAY - 1,
            2 => 1,
            _ => self.between(0, DAY - 1),
        };
        Timestamp((day * DAY + within).min(now.0))
    }
}

const CITIES: [Option<&str>; 5] = [Some("Pune"), Some("PUNE"), Some("Bengaluru"), Some("Ås"), None];
const CATEGORIES: [&str; 4] = ["Cleaning", "cleaning", "Salon at Home", "Plumbing"];

impl Facts {
    /// So many bookings of the `days` up to `now`.
    pub fn random(seed: &mut ChaCha8Rng, count: usize, now: Timestamp, days: i64) -> Self {
        let mut dice = Dice(seed);
        let named = |dice: &mut Dice<'_>, i: usize| Named {
            id: Uuid::from_u64_pair(dice.below(u64::MAX), i as u64),
            // Some are called alike.
            name: format!("Name {}", i / 2),
            category: dice.of(&CATEGORIES).to_owned(),
        };
        let vendors: Vec<Named> = (0..14).map(|i| named(&mut dice, i)).collect();
        let services: Vec<Named> = (0..30).map(|i| named(&mut dice, i)).collect();
        let deals = (0..count).map(|_| dice.deal(now, days)).collect();
        Self { vendors, services, deals }
    }

    /// Puts it into a database, with a customer of its own.
    pub async fn insert(&self, db: &Db) {
        let mut tx = db.begin().await.unwrap();
        let (user,): (i64,) = sql("INSERT INTO users (id, name, name_folded, email_verified, created_at)
             VALUES ($1, 'Meera Nair', 'meera nair', TRUE, 0) RETURNING key")
        .bind(Uuid::from_u128(1))
        .fetch_one(&mut tx)
        .await
        .unwrap();
        let mut vendors = Vec::new();
        for (i, one) in self.vendors.iter().enumerate() {
            let deals = self.deals.iter().filter(|deal| deal.vendor == i).count();
            // One of them has so many that its rows aren't read one by one.
            let count = if i == 0 { 5_000 } else { i64::try_from(deals).unwrap() };
            let (key,): (i64,) =
                sql("INSERT INTO vendors (id, name, name_folded, verification_status, created_at, bookings_count)
                 VALUES ($1, $2, $3, 'verified', 0, $4) RETURNING key")
                .bind(one.id)
                .bind(&one.name)
                .bind(fold(&one.name))
                .bind(count)
                .fetch_one(&mut tx)
                .await
                .unwrap();
            vendors.push(key);
        }
        let mut services = Vec::new();
        for one in &self.services {
            let (key,): (i64,) = sql("INSERT INTO services (id, vendor_key, name, category, category_folded)
                 VALUES ($1, $2, $3, $4, $5) RETURNING key")
            .bind(one.id)
            .bind(vendors[0])
            .bind(&one.name)
            .bind(&one.category)
            .bind(fold(&one.category))
            .fetch_one(&mut tx)
            .await
            .unwrap();
            services.push(key);
        }
        for (i, deal) in self.deals.iter().enumerate() {
            let serial = i64::try_from(i).unwrap() + 1;
            let (booking,): (i64,) =
                sql("INSERT INTO bookings (id, number, number_seq, user_key, vendor_key, service_key, status,
                    scheduled_at, city, city_folded, total_amount_cents, currency, created_at, updated_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $8, $8) RETURNING key")
                .bind(Uuid::from_u64_pair(2, i as u64))
                .bind(format!("BK-2025-{serial:06}"))
                .bind(serial)
                .bind(user)
                .bind(vendors[deal.vendor])
                .bind(services[deal.service])
                .bind(deal.status)
                .bind(deal.created)
                .bind(deal.city.clone())
                .bind(deal.city.as_deref().map(fold))
                .bind(deal.cents)
                .bind(deal.currency)
                .fetch_one(&mut tx)
                .await
                .unwrap();
            for (j, paid) in deal.payments.iter().enumerate() {
                let id = Uuid::from_u64_pair(3, (i * 10 + j) as u64);
                let (payment,): (i64,) = sql("INSERT INTO payments (id, booking_key, amount_cents, currency, method, status,
                        platform_fee_cents, paid_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) RETURNING key")
                .bind(id)
                .bind(booking)
                .bind(paid.cents)
                .bind(deal.currency)
                .bind(paid.method.as_str())
                .bind(if paid.succeeded { "succeeded" } else { "failed" })
                .bind(paid.fee)
                .bind(paid.at)
                .fetch_one(&mut tx)
                .await
                .unwrap();
                for (k, (cents, at)) in paid.back.iter().enumerate() {
                    sql("INSERT INTO refund_postings (id, payment_key, amount_cents, currency, processed_at, source, recorded_at)
                         VALUES ($1, $2, $3, $4, $5, 'import', $5)")
                    .bind(Uuid::from_u64_pair(4, ((i * 10 + j) * 10 + k) as u64))
                    .bind(payment)
                    .bind(*cents)
                    .bind(deal.currency)
                    .bind(*at)
                    .execute_one(&mut tx)
                    .await
                    .unwrap();
                }
            }
        }
        tx.commit().await.unwrap();
    }
}

impl Dice<'_> {
    fn deal(&mut self, now: Timestamp, days: i64) -> Deal {
        let currency = if self.below(8) == 0 { "EUR" } else { "INR" }.parse().unwrap();
        let created = self.moment(now, days);
        let payments = (0..self.below(3))
            .map(|_| {
                let cents = self.between(1, 200_000);
                let at = self.moment(now, days);
                let back = (0..self.below(3)).map(|_| (self.between(1, cents), self.moment(now, days))).collect();
                let (method, succeeded) = (self.of(PaymentMethod::ALL), self.below(5) > 0);
                Paid { method, succeeded, cents, fee: cents / 10, at, back }
            })
            .collect();
        let (vendor, service) = (self.below(14), self.below(30));
        Deal {
            // The first has most.
            vendor: usize::try_from(if self.below(3) == 0 { 0 } else { vendor }).unwrap(),
            service: usize::try_from(service).unwrap(),
            status: self.of(BookingStatus::ALL),
            city: self.of(&CITIES).map(str::to_owned),
            cents: self.of(&[100, 150_000, 99_999, 0]),
            currency,
            created,
            payments,
        }
    }

    /// A question about the `days` up to `now`.
    pub fn question(&mut self, facts: &Facts, now: Timestamp, days: i64) -> Wanted {
        let (a, b) = (self.moment(now, days), self.moment(now, days));
        let from = a.min(b);
        let least = from.plus(1);
        let to = a.max(b).max(least).min(from.plus(365 * DAY - 1));
        let mut wanted = Wanted {
            from,
            to,
            granularity: self.of(Granularity::ALL),
            currency: if self.below(4) == 0 { "EUR".parse().unwrap() } else { Currency::INR },
            vendor: None,
            city: None,
            category: None,
            status: None,
            method: None,
        };
        if self.below(3) == 0 {
            let vendor = usize::try_from(self.below(3)).unwrap();
            wanted.vendor = Some(facts.vendors[vendor].id);
        }
        if self.below(3) == 0 {
            wanted.city = Some(self.of(&["pune", "BENGALURU", "ås", "nowhere"]).to_owned());
        }
        if self.below(3) == 0 {
            wanted.category = Some(self.of(&["CLEANING", "salon at home", "nothing"]).to_owned());
        }
        if self.below(3) == 0 {
            wanted.status = Some(self.of(BookingStatus::ALL));
            wanted.method = Some(self.of(PaymentMethod::ALL));
        }
        wanted
    }
}

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
