//! Refunds: what is listed and shown, who decides, what the answers wait for.
//!
//! Nobody pays in these tests: what a gateway makes of a try is written by `support::money` where it matters.

mod decisions;
mod eyes;
mod listed;
mod made;
mod repeats;
mod waiting;

use appydex_admin::{
    domain::refund::Alternative,
    operations::{
        Operations,
        refunds::{ApproveRefund, RejectRefund},
    },
};
use std::sync::Arc;

use crate::support::world::World;

/// More than one admin may decide alone, in paise.
pub const LARGE: i64 = 8_500_001;

/// An approval of what was asked for.
pub fn approve() -> ApproveRefund {
    ApproveRefund {
        approved_amount_cents: None,
        reason: "Checked the call log, agreed.".into(),
        admin_notes: None,
        notify_user: true,
        notify_vendor: true,
    }
}

/// An approval of so many cents.
pub fn approve_part(cents: i64) -> ApproveRefund {
    ApproveRefund { approved_amount_cents: Some(cents), ..approve() }
}

/// A rejection.
pub fn reject() -> RejectRefund {
    RejectRefund {
        reason: "The visit took place as booked.".into(),
        admin_notes: Some("photos in the mail".into()),
        notify_user: true,
        offer_alternative: Alternative::PartialCredit,
    }
}

impl World {
    /// Somebody who decides about refunds.
    pub async fn finance(&self, name: &str) -> Arc<dyn Operations> {
        self.admin(name, "finance_admin").await
    }
}
