//! The behaviour suite of `Operations`: every test runs on both engines and through both doors.
//!
//! What an operation does is said here once; that a door says it in the right words over its wire is
//! tested at that door. To add a test: a function over a [`World`](crate::support::world::World) inside
//! `every_way!`, in the file of its noun.

mod admins;
mod analytics;
mod audit;
mod auth;
mod bookings;
mod connections;
mod custom_roles;
mod events;
mod health;
mod idempotency;
mod jobs;
mod mfa;
mod payments;
mod referrals;
pub mod refunds;
mod repeats;
mod reviews;
mod roles;
mod takedowns;
mod vendors;

/// Makes four tests of each function: {SQLite, PostgreSQL} × {Local, Remote}.
macro_rules! every_way {
    ($(async fn $name:ident($world:ident: World) $body:block)+) => {$(
        mod $name {
            use super::*;
            use $crate::support::world::{On, Through, World};

            async fn test($world: World) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite_local() {
                test(World::new(On::Sqlite, Through::Local).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite_remote() {
                test(World::new(On::Sqlite, Through::Remote).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres_local() {
                test(World::new(On::Postgres, Through::Local).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres_remote() {
                test(World::new(On::Postgres, Through::Remote).await).await;
            }
        }
    )+};
}

pub(crate) use every_way;

use appydex_admin::{
    domain::{
        id::Reference,
        takedown::{TakedownAction, Verdict},
    },
    operations::takedowns::ResolveTakedown,
};
use uuid::Uuid;

/// A reason that passes.
pub const REASON: &str = "The reviewer never booked this vendor, and the photos belong to another place entirely.";

/// A row by its whole id.
pub const fn by_id(id: Uuid) -> Reference {
    Reference::Id(id)
}

/// An accepting decision.
pub fn accept(action: TakedownAction) -> ResolveTakedown {
    ResolveTakedown {
        verdict: Verdict::Accept(action),
        reason: REASON.into(),
        admin_notes: Some("seen by two of us".into()),
        notify_vendor: true,
        notify_reviewer: action == TakedownAction::Remove,
        takeover_reason: None,
    }
}

/// A rejecting decision.
pub fn reject() -> ResolveTakedown {
    ResolveTakedown { verdict: Verdict::Reject, notify_reviewer: false, ..accept(TakedownAction::Hide) }
}
