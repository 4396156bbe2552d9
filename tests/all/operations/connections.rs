//! Connections to PostgreSQL that its server ends.

use appydex_admin::{error::Kind, operations::Operations};
use sqlx::{Connection as _, PgConnection};

use crate::support::world::{On, Through, World};

const END_ALL: &str = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()";

/// Whoever meets a connection that is gone is told so, and soon finds another one.
async fn ask(asha: &dyn Operations) {
    for _ in 0..40 {
        match asha.me().await {
            Ok(_) => return,
            Err(error) => assert_eq!(error.kind, Kind::Busy, "{error:?}"),
        }
    }
    panic!("each of them is met once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_ended_them_all_is_only_busy() {
    let world = World::new(On::Postgres, Through::Remote).await;
    let asha = world.moderator("asha").await;
    let mut operator = PgConnection::connect(world.url()).await.unwrap();
    for _ in 0..20 {
        ask(&*asha).await;
        let ended: i64 = sqlx::query_scalar(END_ALL).fetch_one(&mut operator).await.unwrap();
        assert!(ended > 0, "there was one");
        ask(&*asha).await;
    }
}
