//! Connections to PostgreSQL that its server ends.

use appydex_admin::error::Kind;
use sqlx::{Connection as _, PgConnection};

use crate::support::world::{On, Through, World};

const END_ALL: &str = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_ended_them_all_is_only_busy() {
    let world = World::new(On::Postgres, Through::Remote).await;
    let asha = world.moderator("asha").await;
    let mut operator = PgConnection::connect(world.url()).await.unwrap();
    for _ in 0..20 {
        asha.me().await.unwrap();
        let ended: i64 = sqlx::query_scalar(END_ALL).fetch_one(&mut operator).await.unwrap();
        assert!(ended > 0, "there was one");
        // Whoever meets one that is gone is told so, and soon finds another one.
        let mut tries = 0;
        while let Err(error) = asha.me().await {
            assert_eq!(error.kind, Kind::Busy, "{error:?}");
            tries += 1;
            assert!(tries < 20, "each of them is met once");
        }
    }
}
