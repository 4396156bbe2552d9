//! Bookings of a world, with all that is kept of them.

use appydex_admin::{
    domain::{
        booking::BookingStatus,
        text::fold,
        time::{DAY, HOUR},
    },
    store::engine::sql,
};
use uuid::Uuid;

use super::{
    figures,
    world::{Vendor, World},
};

/// What a booking is to be.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub status: BookingStatus,
    /// Microseconds from now on.
    pub scheduled: i64,
    /// Microseconds from now on.
    pub created: i64,
    pub city: &'static str,
    pub cents: i64,
}

/// Tomorrow's, made yesterday.
pub const PLAN: Plan =
    Plan { status: BookingStatus::Confirmed, scheduled: 30 * HOUR, created: -DAY, city: "Mysuru", cents: 100_001 };

/// A booking of a world.
#[derive(Clone, Debug)]
pub struct Booked {
    pub key: i64,
    pub id: Uuid,
    pub number: String,
}

impl World {
    /// A booking of a customer with a vendor, for a service of its own.
    pub async fn booked(&self, user: i64, vendor: &Vendor, plan: Plan) -> Booked {
        let service = sql("INSERT INTO services (id, vendor_key, name, category, category_folded)
                           VALUES ($1, $2, 'Deep cleaning', 'Home', 'home') RETURNING key");
        let service = self.insert(service.bind(self.new_id()).bind(vendor.key)).await;
        let (id, serial) = (self.new_id(), self.next_serial());
        let number = format!("BK-2025-{serial:06}");
        let created = self.now().plus(plan.created);
        let completed = (plan.status == BookingStatus::Completed).then(|| self.now().plus(plan.scheduled));
        let new = sql("INSERT INTO bookings (id, number, number_seq, user_key, vendor_key, service_key, status,
                scheduled_at, street, city, city_folded, lat, lng, tax_cents, total_amount_cents, currency, notes,
                created_at, updated_at, completed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '4 Lake Road', $9, $10, 12.5, 76.5, 1, $11, 'INR',
                'Ring twice.', $12, $12, $13) RETURNING key")
        .bind(id)
        .bind(&number)
        .bind(serial)
        .bind(user)
        .bind(vendor.key)
        .bind(service)
        .bind(plan.status)
        .bind(self.now().plus(plan.scheduled))
        .bind(plan.city)
        .bind(fold(plan.city))
        .bind(plan.cents)
        .bind(created)
        .bind(completed);
        let key = self.insert(new).await;
        self.keep(user, vendor.key).await;
        Booked { key, id, number }
    }

    async fn keep(&self, user: i64, vendor: i64) {
        let mut tx = self.service.db().begin().await.unwrap();
        for (text, person) in [
            (
                "UPDATE users SET bookings_count = (SELECT COUNT(*) FROM bookings WHERE user_key = $1) WHERE key = $1",
                user,
            ),
            (
                "UPDATE vendors SET bookings_count = (SELECT COUNT(*) FROM bookings WHERE vendor_key = $1) WHERE key = $1",
                vendor,
            ),
        ] {
            sql(text).bind(person).execute_one(&mut tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        figures::keep(self.service.db()).await;
    }

    /// A payment of a booking that came in through the sandbox, of which so much went back before.
    pub async fn paid(&self, booking: &Booked, cents: i64, back: i64) -> Uuid {
        let id = self.new_id();
        let paid = sql("INSERT INTO payments (id, booking_key, amount_cents, currency, method, status, provider,
                transaction_id, paid_at, created_at, posted_cents)
             VALUES ($1, $2, $3, 'INR', 'card', 'succeeded', 'sandbox', $4, $5, $5, $6) RETURNING key");
        let transaction = format!("sbx_{}", id.simple());
        let at = self.now().plus(-HOUR);
        self.insert(paid.bind(id).bind(booking.key).bind(cents).bind(transaction).bind(at).bind(back)).await;
        figures::keep(self.service.db()).await;
        id
    }

    /// A booking that a customer of this name made with a vendor of that name.
    pub async fn appointment(&self, customer: &str, vendor: &str, plan: Plan) -> Booked {
        let (user, vendor) = (self.user(customer).await, self.vendor(vendor).await);
        self.booked(user, &vendor, plan).await
    }
}
