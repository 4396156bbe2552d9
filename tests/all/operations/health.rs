//! How everything is doing, and the dashboard's gauges.

use appydex_admin::{
    domain::time::{DAY, HOUR},
    operations::health::Status,
};

use super::every_way;
use crate::support::world::{On, Through, World};

const DENIED: &str = "PERMISSION_DENIED";
/// Who may see the gauges.
const WATCHER: &str = "finance_admin";

every_way! {
    async fn every_part_is_asked_and_says_how_it_is(world: World) {
        let report = world.root().await.health().await.unwrap();
        assert_eq!(report.status, Status::Healthy, "{report:?}");
        assert_eq!(report.timestamp, world.now());
        let services = &report.services;
        let engine = if world.service.db().is_embedded() { "sqlite" } else { "postgresql" };
        assert_eq!(services.database.backend, engine);
        assert!(services.database.connections.is_some_and(|c| c.max >= c.active + c.idle && c.max > 0));
        assert!(services.database.service.latency_ms.is_some_and(|ms| ms < 2000.0));
        for disabled in [&services.redis.service, &services.smtp.service, &services.backup.service] {
            assert_eq!((disabled.status, disabled.latency_ms), (Status::Disabled, None));
        }
        assert_eq!((services.queue.pending_jobs, services.queue.failed_jobs_24h), (Some(0), Some(0)));
        assert_eq!((services.gateway.frozen, services.gateway.refunds_needing_operator), (Some(false), Some(0)));
        assert_eq!(services.smtp.waiting_notifications, Some(0));
    }

    async fn only_who_may_learns_it(world: World) {
        let refused = world.moderator("asha").await.health().await.unwrap_err();
        assert_eq!(refused.code(), DENIED);
        assert_eq!(world.nobody().await.health().await.unwrap_err().code(), "UNAUTHENTICATED");
        let refused = world.moderator("asha").await.metrics().await.unwrap_err();
        assert_eq!(refused.code(), DENIED);
    }

    async fn what_needs_people_about_refunds_stays_until_they_came(world: World) {
        world.tamper("UPDATE reconciliation SET frozen = TRUE, frozen_because = 'restored', frozen_at = 5").await;
        let root = world.root().await;
        for _ in 0..2 {
            let report = root.health().await.unwrap();
            assert_eq!((report.status, report.services.gateway.service.status), (Status::Degraded, Status::Degraded));
            assert!(report.services.gateway.service.error.is_some_and(|error| error.contains("frozen")));
            assert_eq!((report.services.gateway.frozen, report.services.gateway.sending_frozen), (Some(true), Some(true)));
        }
        world.tamper("UPDATE reconciliation SET frozen = FALSE").await;
        assert_eq!(root.health().await.unwrap().status, Status::Healthy);
    }

    async fn the_gauges_count_what_is_there(world: World) {
        let finance = world.admin("fatima", WATCHER).await;
        let before = finance.metrics().await.unwrap();
        assert_eq!((before.appydex_vendors_total, before.appydex_revenue_last_30d_cents), (0, 0));
        world.case("abuse").await;
        world.tamper("UPDATE vendors SET verification_status = 'pending'").await;
        // What was put in by hand counts once anything is changed by the program.
        world.admin_id("binod", &["content_moderator"]).await;
        let after = finance.metrics().await.unwrap();
        assert_eq!((after.appydex_vendors_total, after.appydex_vendors_pending_verification), (1, 1));
        assert_eq!(after.appydex_active_subscriptions, 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_database_health_still_answers_by_the_token() {
    let world = World::new(On::Sqlite, Through::Remote).await;
    let (root, asha) = (world.root().await, world.moderator("asha").await);
    world.service.db().close().await;
    let report = root.health().await.unwrap();
    assert_eq!(report.status, Status::Unhealthy);
    let services = &report.services;
    assert_eq!((services.database.service.status, services.database.connections), (Status::Unhealthy, None));
    assert_eq!((services.queue.pending_jobs, services.gateway.frozen), (None, None));
    assert_eq!(services.backup.service.error.as_deref(), Some("The list of backups is out of reach"));
    assert_eq!(asha.health().await.unwrap_err().code(), DENIED);
    world.pass(HOUR + DAY);
    assert!(root.health().await.is_err(), "an old token is believed no more");
}
