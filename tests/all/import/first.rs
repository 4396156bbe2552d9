//! First imports: what they make of the files, alike on both engines.

use std::collections::BTreeMap;

use appydex_admin::import::table::Table;

use super::ground::{Ground, both, data, sqlite};
use crate::support::figures::assert_kept;

/// What is kept instead of counted, against what is counted.
pub async fn totals_are_exact(ground: &Ground) {
    for text in [
        "SELECT COUNT(*) FROM users u WHERE bookings_count <> (SELECT COUNT(*) FROM bookings b WHERE b.user_key = u.key)
         OR reviews_count <> (SELECT COUNT(*) FROM reviews r WHERE r.user_key = u.key)",
        "SELECT COUNT(*) FROM vendors v WHERE bookings_count <> (SELECT COUNT(*) FROM bookings b WHERE b.vendor_key = v.key)
         OR reviews_count <> (SELECT COUNT(*) FROM reviews r WHERE r.vendor_key = v.key)",
        "SELECT COUNT(*) FROM payments p WHERE posted_cents <> (SELECT COALESCE(SUM(amount_cents), 0) FROM refund_postings g
         WHERE g.payment_key = p.key AND g.source <> 'elsewhere')",
    ] {
        assert_eq!(ground.number(text).await, 0, "{text}");
    }
    assert_kept(&ground.db).await;
}

#[tokio::test]
async fn the_hotels_bookings_come_in_whole() {
    for ground in both().await {
        let mut report = ground.import(&data("hotel-sample")).await.unwrap();
        let read: Vec<(&str, u64, u64)> = report.tables.iter().map(|t| (t.name, t.read, t.new)).collect();
        let expected = [("users", 9000), ("vendors", 124), ("services", 263), ("bookings", 9000), ("payments", 6102)];
        assert_eq!(read, expected.map(|(name, rows)| (name, rows, rows)));
        let states = BTreeMap::from([("cancelled".to_owned(), 3596), ("completed".to_owned(), 5404)]);
        assert_eq!(report.bookings, states);
        assert_eq!(ground.number("SELECT COUNT(*) FROM bookings WHERE status = 'completed'").await, 5404);
        assert_eq!(ground.number("SELECT COUNT(*) FROM bookings WHERE currency = 'EUR'").await, 9000);
        assert_eq!(ground.number("SELECT value FROM number_sequences WHERE name = 'booking'").await, 9000);
        totals_are_exact(&ground).await;
        assert!(report.rows_per_second() > 0.0);
        report.seconds = 0.0;
        assert!(report.ignored.is_empty() && report.rejects.is_empty() && report.refused() == 0);
    }
}

#[tokio::test]
async fn both_engines_make_the_same_of_the_same_files() {
    let [sqlite, postgres] = both().await;
    for name in ["marketplace", "hotel-sample"] {
        let (mut one, mut other) =
            (sqlite.import(&data(name)).await.unwrap(), postgres.import(&data(name)).await.unwrap());
        (one.seconds, other.seconds) = (0.0, 0.0);
        assert_eq!(one, other);
        assert_eq!(sqlite.dump().await, postgres.dump().await);
    }
    totals_are_exact(&sqlite).await;
    totals_are_exact(&postgres).await;
}

#[tokio::test]
async fn what_files_leave_out_is_filled_in() {
    for ground in both().await {
        let report = ground.import(&data("marketplace")).await.unwrap();
        assert_eq!(report.table(Table::Reviews).map(|t| t.new), Some(3));
        let texts = async |text| ground.texts(text).await;
        assert_eq!(
            texts("SELECT number FROM bookings ORDER BY key").await,
            [
                "BK-2025-000041",
                "BK-2025-000042",
                "BK-2025-000043",
                "BK-2025-000044",
                "BK-2024-000007",
                "BK-2025-000045"
            ]
        );
        assert_eq!(texts("SELECT name_folded FROM users ORDER BY key").await[1], "ångström ünal");
        assert_eq!(texts("SELECT name_folded FROM users ORDER BY key").await[3], "li wei");
        assert_eq!(texts("SELECT verification_status FROM vendors ORDER BY key").await, ["verified", "pending"]);
        assert_eq!(texts("SELECT DISTINCT city_folded FROM bookings WHERE vendor_key = 1").await, ["pune"]);
        assert_eq!(texts("SELECT status FROM reviews ORDER BY key").await, ["published", "hidden", "published"]);
        assert_eq!(
            texts("SELECT status || ' ' || COALESCE(decision, '-') || ' ' || priority || ' ' || CAST((due_at - created_at) / 3600000000 AS TEXT)
                   || ' ' || number FROM takedown_requests ORDER BY key").await,
            ["open - high 24 TR-2025-000001", "accepted accept medium 72 TR-2025-000002", "rejected reject low 168 TR-2025-000003"]
        );
        assert_eq!(
            texts("SELECT number || ' ' || status || ' ' || gateway_state || ' ' || priority || ' ' || currency FROM refund_requests ORDER BY key").await,
            [
                "RF-2025-000001 processed succeeded low INR",
                "RF-2025-000002 pending none high EUR",
                "RF-2025-000003 rejected none low INR",
                "RF-2025-000004 pending none medium EUR",
            ]
        );
        assert_eq!(
            texts("SELECT CAST(payment_key AS TEXT) || ' ' || COALESCE(CAST(refund_key AS TEXT), '-') || ' ' || CAST(amount_cents AS TEXT)
                   FROM refund_postings ORDER BY payment_key, amount_cents DESC").await,
            ["1 1 60000", "1 - 40000", "2 - 120000"]
        );
        assert_eq!(ground.number("SELECT COUNT(*) FROM reviews WHERE flagged").await, 3);
        assert_eq!(
            ground.number("SELECT COUNT(*) FROM payments WHERE status = 'succeeded' AND paid_at IS NULL").await,
            0
        );
        totals_are_exact(&ground).await;
    }
}

#[tokio::test]
async fn a_first_import_leaves_every_index_trigger_and_constraint_as_it_was() {
    for ground in both().await {
        let objects = async || {
            if ground.db.path().is_some() {
                ground
                    .texts("SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_master ORDER BY name")
                    .await
            } else {
                let text = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
                UNION ALL SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid)
                FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1";
                ground.texts(text).await
            }
        };
        let before = objects().await;
        ground.import(&data("marketplace")).await.unwrap();
        assert_eq!(objects().await, before);
    }
}

#[tokio::test]
async fn names_are_found_after_a_first_import_and_after_the_next() {
    let ground = sqlite().await;
    ground.import(&data("marketplace")).await.unwrap();
    ground.import(&data("hotel-sample")).await.unwrap();
    let found =
        async |name| ground.number(&format!("SELECT COUNT(*) FROM user_names WHERE user_names MATCH '{name}'")).await;
    assert_eq!(found("ång").await, 1);
    assert_eq!(found("gue").await, 9000);
    ground.execute("INSERT INTO user_names (user_names) VALUES ('integrity-check')").await;
}

#[tokio::test]
async fn what_is_done_at_the_end_is_part_of_it() {
    for ground in both().await {
        let before = ground.dump().await;
        let (options, dir) = (ground.options(), data("marketplace"));
        let failed = appydex_admin::import::run(
            &ground.db,
            &dir,
            &options,
            &appydex_admin::import::Quiet,
            async |tx, report| {
                assert_eq!(report.table(Table::Users).map(|t| t.new), Some(4));
                let users: (i64,) = appydex_admin::store::sql("SELECT COUNT(*) FROM users").fetch_one(tx).await?;
                assert_eq!(users, (4,));
                Err(appydex_admin::error::Error::internal("the power went"))
            },
        );
        assert_eq!(failed.await.unwrap_err().code(), "INTERNAL_ERROR");
        assert_eq!(ground.dump().await, before);
        ground.import(&data("marketplace")).await.unwrap();
    }
}
