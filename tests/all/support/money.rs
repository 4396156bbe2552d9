//! Payments and refunds of a world, and what a gateway would make of them.

use std::sync::Arc;

use appydex_admin::{
    domain::{
        id::RefundId,
        refund::GatewayName,
        takedown::Priority,
        time::{DAY, MINUTE, Timestamp},
    },
    ports::gateway::{
        BadEvent, Frozen, Gate, Gateway, GatewayEvent, GatewayRefund, Order, PaymentAt, Sent, Unreachable,
    },
    store::{Query, Tx, engine::sql, refunds::RefundRow},
};
use async_trait::async_trait;
use uuid::Uuid;

use super::world::World;

/// A payment of a world.
#[derive(Clone, Copy, Debug)]
pub struct Payment {
    pub key: i64,
    pub id: Uuid,
    pub booking: Uuid,
    booking_key: i64,
    user_key: i64,
    pub user: Uuid,
    vendor_key: i64,
    pub vendor: Uuid,
    currency: &'static str,
}

impl World {
    /// A payment of so many paise that came in through the sandbox.
    pub async fn payment(&self, cents: i64) -> Payment {
        self.payment_in("INR", cents, "succeeded", Some("sandbox"), Some("sbx_1")).await
    }

    pub async fn payment_in(
        &self,
        currency: &'static str,
        cents: i64,
        status: &str,
        provider: Option<&str>,
        transaction: Option<&str>,
    ) -> Payment {
        let vendor = self.vendor("Spick & Span").await;
        let user_key = self.user("Meera Nair").await;
        let user = self.id_of("SELECT id FROM users WHERE key = $1", user_key).await;
        let service = sql("INSERT INTO services (id, vendor_key, name, category, category_folded)
                           VALUES ($1, $2, 'Deep cleaning', 'Home', 'home') RETURNING key");
        let service_key = self.insert(service.bind(self.new_id()).bind(vendor.key)).await;
        let (booking, id) = (self.new_id(), self.new_id());
        let serial = 800_000 + self.next_serial();
        let booked = sql("INSERT INTO bookings (id, number, number_seq, user_key, vendor_key, service_key, status,
                              scheduled_at, total_amount_cents, currency, created_at, updated_at)
                          VALUES ($1, $2, $3, $4, $5, $6, 'completed', $7, $8, $9, $7, $7) RETURNING key");
        let booked =
            booked.bind(booking).bind(format!("BK-2025-{serial}")).bind(serial).bind(user_key).bind(vendor.key);
        let at = self.now().plus(-9 * DAY);
        let booking_key = self.insert(booked.bind(service_key).bind(at).bind(cents).bind(currency)).await;
        let paid = sql("INSERT INTO payments (id, booking_key, amount_cents, currency, method, status, provider,
                            transaction_id, paid_at, created_at)
                        VALUES ($1, $2, $3, $4, 'card', $5, $6, $7, $8, $8) RETURNING key");
        let paid = paid.bind(id).bind(booking_key).bind(cents).bind(currency).bind(status);
        let key =
            self.insert(paid.bind(provider.map(str::to_owned)).bind(transaction.map(str::to_owned)).bind(at)).await;
        super::figures::keep(self.service.db()).await;
        let (vendor_key, vendor) = (vendor.key, vendor.id);
        Payment { key, id, booking, booking_key, user_key, user, vendor_key, vendor, currency }
    }

    /// A customer asks for so much of a payment back.
    pub async fn refund(&self, payment: &Payment, cents: i64) -> Uuid {
        self.refund_asked(payment, cents, Priority::Medium, self.now().plus(-DAY)).await
    }

    pub async fn refund_asked(&self, payment: &Payment, cents: i64, priority: Priority, at: Timestamp) -> Uuid {
        let (id, serial) = (self.new_id(), 700_000 + self.next_serial());
        let asked = sql("INSERT INTO refund_requests (id, number, number_seq, payment_key, booking_key, user_key,
                vendor_key, status, requested_amount_cents, currency, reason, description, requested_at, requested_by,
                priority, priority_rank, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'pending', $8, $9, 'service_not_provided', 'Nobody came.', $10, 'user',
                $11, $12, $10) RETURNING key");
        let asked = asked.bind(id).bind(format!("RF-2025-{serial}")).bind(serial).bind(payment.key);
        let asked = asked.bind(payment.booking_key).bind(payment.user_key).bind(payment.vendor_key).bind(cents);
        self.insert(asked.bind(payment.currency).bind(at).bind(priority).bind(priority.rank())).await;
        id
    }

    /// A refund of so many paise, of a payment of its own that is as large.
    pub async fn asked(&self, cents: i64) -> Uuid {
        let payment = self.payment(cents).await;
        self.refund(&payment, cents).await
    }

    /// The gateway confirms the live try of a refund.
    pub async fn pay(&self, refund: Uuid) {
        let row = self.refund_row(refund).await;
        let mut tx = self.service.db().begin().await.unwrap();
        let cents = end_try(&mut tx, &row, "succeeded", self.now()).await;
        let reference = format!("rfnd_{}", refund.simple());
        let steps = [
            sql("UPDATE payments SET reserved_cents = reserved_cents - $2, posted_cents = posted_cents + $2
                 WHERE id = $1")
            .bind(row.payment_id)
            .bind(cents),
            sql("INSERT INTO refund_postings (id, payment_key, refund_key, amount_cents, currency, processed_at, source,
                    gateway, transaction_id, recorded_at)
                 SELECT $2, payment_key, key, $3, currency, $4, 'gateway', 'sandbox', $5, $4
                 FROM refund_requests WHERE id = $1")
            .bind(refund)
            .bind(self.new_id())
            .bind(cents)
            .bind(self.now())
            .bind(&reference),
            sql("UPDATE refund_requests SET status = 'processed', gateway_state = 'succeeded', processed_at = $2,
                    transaction_id = $3, version = version + 1 WHERE id = $1")
            .bind(refund)
            .bind(self.now())
            .bind(&reference),
        ];
        finish(tx, steps).await;
        super::figures::keep(self.service.db()).await;
    }

    /// The gateway refuses the live try of a refund for good.
    pub async fn refuse(&self, refund: Uuid) {
        let row = self.refund_row(refund).await;
        let mut tx = self.service.db().begin().await.unwrap();
        let cents = end_try(&mut tx, &row, "failed", self.now()).await;
        let steps = [
            sql("UPDATE payments SET reserved_cents = reserved_cents - $2 WHERE id = $1")
                .bind(row.payment_id)
                .bind(cents),
            sql("UPDATE refund_requests SET status = 'failed', gateway_state = 'failed', failed_at = $2,
                    failure_code = 'TOO_OLD', failure_message = 'The payment is too old.', version = version + 1
                 WHERE id = $1")
            .bind(refund)
            .bind(self.now()),
        ];
        finish(tx, steps).await;
    }

    /// Nobody can find out what became of the live try of a refund.
    pub async fn lose(&self, refund: Uuid) {
        let steps = [
            sql(
                "UPDATE refund_attempts SET state = 'needs_operator', sends = 1, first_sent_at = $2, last_sent_at = $2,
                    next_action_at = $3
                 WHERE live AND refund_key = (SELECT key FROM refund_requests WHERE id = $1)",
            )
            .bind(refund)
            .bind(self.now())
            .bind(self.now().plus(DAY)),
            sql("UPDATE refund_requests SET gateway_state = 'needs_operator', version = version + 1 WHERE id = $1")
                .bind(refund),
        ];
        finish(self.service.db().begin().await.unwrap(), steps).await;
    }

    /// The worker does nothing about the live try of a refund for an hour.
    pub async fn put_off(&self, refund: Uuid) {
        let put_off = sql("UPDATE refund_attempts SET next_action_at = $2
                           WHERE live AND refund_key = (SELECT key FROM refund_requests WHERE id = $1)");
        let put_off = put_off.bind(refund).bind(self.now().plus(60 * MINUTE));
        finish(self.service.db().begin().await.unwrap(), [put_off]).await;
    }

    /// How a refund lies in the database.
    pub async fn refund_row(&self, refund: Uuid) -> RefundRow {
        let mut tx = self.service.db().read().await.unwrap();
        appydex_admin::store::refunds::by_id(&mut tx, RefundId(refund)).await.unwrap().unwrap()
    }

    async fn id_of(&self, text: &'static str, key: i64) -> Uuid {
        let mut tx = self.service.db().read().await.unwrap();
        sql(text).bind(key).fetch_one::<(Uuid,)>(&mut tx).await.unwrap().0
    }
}

/// Ends the live try of a refund; what it was for.
async fn end_try(tx: &mut Tx, row: &RefundRow, state: &str, now: Timestamp) -> i64 {
    let live = sql("UPDATE refund_attempts SET state = $2, live = FALSE, ended_at = $3, next_action_at = NULL
                    WHERE live AND refund_key = $1 RETURNING amount_cents");
    live.bind(row.key).bind(state).bind(now).fetch_one::<(i64,)>(tx).await.unwrap().0
}

/// All of it at once, as the program does it.
async fn finish(mut tx: Tx, steps: impl IntoIterator<Item = Query>) {
    for step in steps {
        step.execute_one(&mut tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// A gateway of this name that is only asked to fix what would be sent.
pub struct Named(pub GatewayName);

impl Named {
    pub fn razorpay() -> Arc<dyn Gateway> {
        Arc::new(Self(GatewayName::Razorpay))
    }
}

#[async_trait]
impl Gateway for Named {
    fn name(&self) -> GatewayName {
        self.0
    }

    fn send_window(&self) -> i64 {
        30 * MINUTE
    }

    fn recognises(&self, payment: &str) -> bool {
        payment.starts_with("pay_")
    }

    fn freeze(&self, order: &Order) -> Frozen {
        Frozen { order: order.clone(), key: order.reference.clone(), body: order.amount_cents.to_string().into_bytes() }
    }

    async fn send(&self, _: &Frozen, _: &dyn Gate) -> Sent {
        Sent::Nothing("nobody is there".into())
    }

    async fn refunds_of(&self, _: &PaymentAt) -> Result<Vec<GatewayRefund>, Unreachable> {
        Err(Unreachable("nobody is there".into()))
    }

    async fn refunds_between(&self, _: Timestamp, _: Timestamp) -> Result<Vec<GatewayRefund>, Unreachable> {
        Err(Unreachable("nobody is there".into()))
    }

    fn event(
        &self,
        _: &(dyn for<'a> Fn(&'a str) -> Option<String> + Sync),
        _: &[u8],
        _: Timestamp,
    ) -> Result<GatewayEvent, BadEvent> {
        Err(BadEvent::Signature)
    }
}
