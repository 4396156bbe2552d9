//! A random marketplace in memory and in a database; `count` counts analytics of it.

mod count;

use appydex_admin::{
    domain::{
        analytics::Granularity,
        booking::BookingStatus,
        money::Currency,
        payment::PaymentMethod,
        text::fold,
        time::{DAY, Timestamp},
    },
    store::{Db, Query, Tx, analytics, sql},
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
        let user = sql("INSERT INTO users (id, name, name_folded, email_verified, created_at)
             VALUES ($1, 'Meera Nair', 'meera nair', TRUE, 0) RETURNING key");
        let user = key(&mut tx, user.bind(Uuid::from_u128(1))).await;
        let (mut vendors, mut services) = (Vec::new(), Vec::new());
        for (i, one) in self.vendors.iter().enumerate() {
            let deals = self.deals.iter().filter(|deal| deal.vendor == i).count();
            // One of them has so many that its rows aren't read one by one.
            let count = if i == 0 { 5_000 } else { i64::try_from(deals).unwrap() };
            let vendor =
                sql("INSERT INTO vendors (id, name, name_folded, verification_status, created_at, bookings_count)
                 VALUES ($1, $2, $3, 'verified', 0, $4) RETURNING key");
            vendors.push(key(&mut tx, vendor.bind(one.id).bind(&one.name).bind(fold(&one.name)).bind(count)).await);
        }
        for one in &self.services {
            let service = sql("INSERT INTO services (id, vendor_key, name, category, category_folded)
                 VALUES ($1, $2, $3, $4, $5) RETURNING key");
            let service = service.bind(one.id).bind(vendors[0]).bind(&one.name);
            services.push(key(&mut tx, service.bind(&one.category).bind(fold(&one.category))).await);
        }
        for (i, deal) in self.deals.iter().enumerate() {
            deal.insert(&mut tx, i, user, (vendors[deal.vendor], services[deal.service])).await;
        }
        tx.commit().await.unwrap();
    }
}

async fn key(tx: &mut Tx, query: Query) -> i64 {
    query.fetch_one::<(i64,)>(tx).await.unwrap().0
}

impl Deal {
    async fn insert(&self, tx: &mut Tx, i: usize, user: i64, (vendor, service): (i64, i64)) {
        let serial = i64::try_from(i).unwrap() + 1;
        let booking = sql("INSERT INTO bookings (id, number, number_seq, user_key, vendor_key, service_key, status,
                scheduled_at, city, city_folded, total_amount_cents, currency, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $8, $8) RETURNING key")
        .bind(Uuid::from_u64_pair(2, i as u64))
        .bind(format!("BK-2025-{serial:06}"))
        .bind(serial)
        .bind(user)
        .bind(vendor)
        .bind(service)
        .bind(self.status)
        .bind(self.created)
        .bind(self.city.clone())
        .bind(self.city.as_deref().map(fold))
        .bind(self.cents)
        .bind(self.currency);
        let booking = key(tx, booking).await;
        for (j, paid) in self.payments.iter().enumerate() {
            paid.insert(tx, (i * 10 + j) as u64, booking, self.currency).await;
        }
    }
}

impl Paid {
    async fn insert(&self, tx: &mut Tx, serial: u64, booking: i64, currency: Currency) {
        let payment = sql("INSERT INTO payments (id, booking_key, amount_cents, currency, method, status,
                platform_fee_cents, paid_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) RETURNING key")
        .bind(Uuid::from_u64_pair(3, serial))
        .bind(booking)
        .bind(self.cents)
        .bind(currency)
        .bind(self.method.as_str())
        .bind(if self.succeeded { "succeeded" } else { "failed" })
        .bind(self.fee)
        .bind(self.at);
        let payment = key(tx, payment).await;
        for (k, (cents, at)) in self.back.iter().enumerate() {
            sql("INSERT INTO refund_postings (id, payment_key, amount_cents, currency, processed_at, source, recorded_at)
                 VALUES ($1, $2, $3, $4, $5, 'import', $5)")
            .bind(Uuid::from_u64_pair(4, serial * 10 + k as u64))
            .bind(payment)
            .bind(*cents)
            .bind(currency)
            .bind(*at)
            .execute_one(tx)
            .await
            .unwrap();
        }
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
