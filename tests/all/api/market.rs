//! A small marketplace: two vendors, a customer, four reviews, and takedown requests on demand.

use serde_json::{Value, json};
use uuid::Uuid;

use super::harness::{App, text};

pub const REASON: &str = "The review names an employee together with a private phone number of theirs.";

/// The marketplace, with a vendor's token for the spa.
pub struct Market<'a> {
    app: &'a App,
    pub spa: Uuid,
    pub garage: Uuid,
    /// Of the spa.
    pub reviews: Vec<Uuid>,
    /// Of the garage.
    pub other_review: Uuid,
    pub spa_token: String,
}

impl<'a> Market<'a> {
    pub async fn open(app: &'a App) -> Self {
        let world = &app.world;
        let (spa, garage) = (world.vendor("Lotus Spa").await, world.vendor("Fast Garage").await);
        let customer = world.user("Asha Rao").await;
        let mut reviews = Vec::new();
        for _ in 0..3 {
            reviews.push(world.review(customer, &spa, "They kept me waiting for an hour.").await.id);
        }
        let other_review = world.review(customer, &garage, "The brakes still squeal.").await.id;
        let spa_token = vendor_token(app, spa.id).await;
        Self { app, spa: spa.id, garage: garage.id, reviews, other_review, spa_token }
    }

    /// A request of the spa against one of its reviews; what the vendor is answered.
    pub async fn file(&self, review: usize, reason_code: &str) -> Value {
        let body = json!({"reason_code": reason_code, "reason_description": "This never happened at our place."});
        let target = filing(self.reviews[review]);
        self.app.post(target, &body).by(&self.spa_token).send().await.ok(201)
    }

    /// The path of a new request.
    pub async fn case(&self, review: usize, reason_code: &str) -> String {
        let id = text(&self.file(review, reason_code).await["id"]);
        format!("/api/v1/admin/reviews/takedown-requests/{id}")
    }
}

/// Where a vendor asks for a review to be taken down.
pub fn filing(review: Uuid) -> String {
    format!("/api/v1/vendor/reviews/{review}/takedown-requests")
}

/// A new token of a vendor.
pub async fn vendor_token(app: &App, vendor: Uuid) -> String {
    let admin = app.token("super_admin").await;
    let made = app.post(format!("/api/v1/admin/vendors/{vendor}/tokens"), &Value::Null).by(&admin).send().await;
    text(&made.ok(201)["token"])
}
