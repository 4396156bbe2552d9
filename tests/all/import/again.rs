//! The same folder again, and folders that changed.

use appydex_admin::import::{KeptRow, Report, table::Table};
use proptest::prelude::*;

use super::{
    first::totals_are_exact,
    ground::{Ground, both, data, folder_with, replaced, sqlite},
};
use crate::support::figures::keep;

fn counts(report: &Report, table: Table) -> (u64, u64, u64, u64) {
    let one = report.table(table).expect("it has a file");
    assert_eq!(one.read, one.new + one.unchanged + one.updated + one.kept + one.refused, "{}", one.name);
    (one.new, one.unchanged, one.updated, one.kept)
}

#[tokio::test]
async fn the_same_folder_again_changes_nothing() {
    for name in ["marketplace", "hotel-sample"] {
        for ground in both().await {
            ground.import(&data(name)).await.unwrap();
            let before = ground.dump().await;
            let report = ground.import(&data(name)).await.unwrap();
            assert!(report.tables.iter().all(|t| t.unchanged == t.read && t.read > 0), "{report:?}");
            assert_eq!(ground.dump().await, before);
        }
    }
}

#[tokio::test]
async fn spelling_a_row_in_another_way_is_no_change() {
    let ground = sqlite().await;
    ground.import(&data("marketplace")).await.unwrap();
    let before = ground.dump().await;
    let users = replaced("marketplace/users.csv", ",true,80,2025-01-05T08:00:00Z", ",YES,80,2025-01-05T13:30:00+05:30")
        .replace("0192f0c1-aaaa-7bbb-8ccc-0123456789ab", "{0192F0C1AAAA7BBB8CCC0123456789AB}");
    let report = ground.import(folder_with("marketplace", &[("users.csv", &users)]).path()).await.unwrap();
    assert_eq!(counts(&report, Table::Users), (0, 4, 0, 0));
    assert_eq!(ground.dump().await, before);
}

#[tokio::test]
async fn changed_rows_are_brought_up_to_the_files_and_totals_follow() {
    for ground in both().await {
        ground.import(&data("marketplace")).await.unwrap();
        let bookings = replaced(
            "marketplace/bookings.csv",
            "b-1,BK-2025-000041,u-1,v-1,s-1,completed",
            "b-1,,u-2,v-2,s-3,disputed",
        )
        .replace("295000,INR,\"Ring twice", "300000,INR,\"Ring once")
            + "b-7,,u-4,v-1,s-1,pending,2025-12-24,,,,Pune,,,,,,,,,,1000,INR,,2025-11-22,,,,,\n";
        let reviews = "id,booking_id,user_id,vendor_id,rating,title,body,status,created_at\n\
                       r-1,b-1,u-2,v-2,1,Awful,They broke a vase,removed,2025-06-02T12:00:00Z\n";
        let payments =
            replaced("marketplace/payments.csv", "100000,2025-06-03T00:00:00Z", "60000,2025-06-03T00:00:00Z")
                .replace("120000,2025-06-25T09:00:00Z", ",");
        let takedowns = "{\"id\": \"t-1\", \"review_id\": \"r-1\", \"vendor_id\": \"v-2\", \"reason_code\": \"defamation\", \
             \"reason_description\": \"There was no vase\", \"created_at\": \"2025-06-03T08:00:00Z\"}\n";
        let folder = folder_with(
            "marketplace",
            &[("bookings.csv", &bookings), ("payments.csv", &payments), ("takedown_requests.ndjson", takedowns)],
        );
        std::fs::remove_file(folder.path().join("reviews.csv.gz")).unwrap();
        std::fs::write(folder.path().join("reviews.csv"), reviews).unwrap();
        let report = ground.import(folder.path()).await.unwrap();
        assert_eq!(counts(&report, Table::Bookings), (1, 5, 1, 0));
        assert_eq!(counts(&report, Table::Payments), (0, 3, 2, 0));
        assert_eq!(counts(&report, Table::Reviews), (0, 0, 1, 0));
        assert_eq!(counts(&report, Table::TakedownRequests), (0, 0, 1, 0));
        assert_eq!(
            ground.texts("SELECT number || ' ' || status || ' ' || notes FROM bookings WHERE key = 1").await,
            ["BK-2025-000041 disputed Ring once, please"]
        );
        assert_eq!(ground.texts("SELECT number FROM bookings WHERE external_id = 'b-7'").await, ["BK-2025-000046"]);
        assert_eq!(ground.number("SELECT CAST(SUM(amount_cents) AS BIGINT) FROM refund_postings").await, 60_000);
        let follows = "SELECT COUNT(*) FROM refund_requests r JOIN bookings b ON b.key = r.booking_key
            WHERE r.user_key <> b.user_key OR r.vendor_key <> b.vendor_key";
        assert_eq!(ground.number(follows).await, 0);
        assert_eq!(ground.number("SELECT user_key FROM takedown_requests WHERE key = 1").await, 2);
        totals_are_exact(&ground).await;
        let before = ground.dump().await;
        ground.import(folder.path()).await.unwrap();
        assert_eq!(ground.dump().await, before);
    }
}

#[tokio::test]
async fn a_state_that_this_program_changed_is_kept_and_reported() {
    for ground in both().await {
        ground.import(&data("marketplace")).await.unwrap();
        ground
            .execute("UPDATE bookings SET status = 'cancelled', version = version + 1 WHERE external_id = 'b-2'")
            .await;
        keep(&ground.db).await;
        ground.execute("UPDATE reviews SET status = 'hidden', version = version + 1 WHERE external_id = 'r-1'").await;
        let bookings = replaced("marketplace/bookings.csv", "b-2,,u-2,v-1,s-2,pending", "b-2,,u-2,v-1,s-2,confirmed")
            .replace(",,80000,,,2025", ",,90000,,call first,2025");
        let folder = folder_with("marketplace", &[("bookings.csv", &bookings)]);
        let report = ground.import(folder.path()).await.unwrap();
        assert_eq!(counts(&report, Table::Bookings), (0, 5, 0, 1));
        assert_eq!(counts(&report, Table::Reviews), (0, 3, 0, 0), "the file says of it what it said");
        let [KeptRow { columns, .. }] = &report.table(Table::Bookings).unwrap().kept_rows[..] else {
            panic!("{report:?}")
        };
        assert_eq!(columns, &["status", "total_amount_cents"]);
        assert_eq!(
            ground.texts("SELECT status || ' ' || CAST(total_amount_cents AS TEXT) || ' ' || notes FROM bookings WHERE external_id = 'b-2'").await,
            ["cancelled 80000 call first"]
        );
        totals_are_exact(&ground).await;
        let again = ground.import(folder.path()).await.unwrap();
        assert_eq!(counts(&again, Table::Bookings), (0, 6, 0, 0));
    }
}

#[tokio::test]
async fn refunds_that_this_program_paid_stay_beside_those_of_the_files() {
    for ground in both().await {
        ground.import(&data("marketplace")).await.unwrap();
        // What approving f-2 and its gateway do.
        ground.execute("UPDATE refund_requests SET status = 'processed', gateway_state = 'succeeded', approved_amount_cents = 99900,
            processed_at = 1760000000000000, version = version + 1 WHERE external_id = 'f-2'").await;
        ground.execute("INSERT INTO refund_postings (id, payment_key, refund_key, amount_cents, currency, processed_at, source, recorded_at)
            SELECT r.id, r.payment_key, r.key, 99900, 'EUR', 1760000000000000, 'gateway', 1760000000000000
            FROM refund_requests r WHERE r.external_id = 'f-2'").await;
        ground
            .execute("UPDATE payments SET posted_cents = 99900, version = version + 1 WHERE external_id = 'p-4'")
            .await;
        // The marketplace has heard of it, and tells it back.
        let payments = replaced(
            "marketplace/payments.csv",
            "p-4,b-4,99900,EUR,netbanking,succeeded,,,5000,2025-07-20T07:02:00Z,2025-07-20T07:00:00Z,,",
            "p-4,b-4,99900,EUR,netbanking,succeeded,,,5000,2025-07-20T07:02:00Z,2025-07-20T07:00:00Z,99900,2025-10-09T08:53:20Z",
        );
        let refunds = replaced(
            "marketplace/refund_requests.csv",
            "f-2,p-4,99900,service_not_provided,,,2025-08-02T13:00:00Z,,,,",
            "f-2,p-4,99900,service_not_provided,,,2025-08-02T13:00:00Z,user,processed,99900,2025-10-09T08:53:20Z",
        );
        let folder = folder_with("marketplace", &[("payments.csv", &payments), ("refund_requests.csv", &refunds)]);
        let report = ground.import(folder.path()).await.unwrap();
        assert_eq!(
            counts(&report, Table::Payments),
            (0, 4, 1, 0),
            "it says what is here, so nothing is kept against it"
        );
        assert_eq!(counts(&report, Table::RefundRequests), (0, 3, 1, 0));
        assert_eq!(
            ground.number("SELECT CAST(SUM(amount_cents) AS BIGINT) FROM refund_postings WHERE payment_key = 4").await,
            99_900
        );
        assert_eq!(ground.number("SELECT posted_cents FROM payments WHERE key = 4").await, 99_900);
    }
}

#[tokio::test]
async fn a_refund_request_that_comes_later_takes_its_part_of_what_was_refunded() {
    for ground in both().await {
        ground.import(&data("marketplace")).await.unwrap();
        let folder = super::ground::folder(&[(
            "refund_requests.csv",
            "id,payment_id,requested_amount_cents,reason,requested_at,status,approved_amount_cents,processed_at\n\
             f-9,p-1,40000,poor_quality,2025-06-03,processed,40000,2025-06-04\n",
        )]);
        ground.import(folder.path()).await.unwrap();
        assert_eq!(
            ground.texts("SELECT CAST(COALESCE(refund_key, 0) AS TEXT) || ' ' || CAST(amount_cents AS TEXT) FROM refund_postings
                          WHERE payment_key = 1 ORDER BY amount_cents").await,
            ["5 40000", "1 60000"]
        );
        totals_are_exact(&ground).await;
    }
}

#[derive(Clone, Debug)]
struct Booking {
    user: u8,
    status: &'static str,
    cents: u32,
    city: String,
    numbered: bool,
}

fn bookings() -> impl Strategy<Value = Vec<Booking>> {
    let states =
        prop::sample::select(vec!["pending", "confirmed", "in_progress", "completed", "cancelled", "disputed"]);
    let one = (0_u8..3, states, 0_u32..1_000_000, "[a-zA-Zé ,\"\n]{0,6}", any::<bool>())
        .prop_map(|(user, status, cents, city, numbered)| Booking { user, status, cents, city, numbered });
    prop::collection::vec(one, 1..12)
}

fn written(bookings: &[Booking]) -> tempfile::TempDir {
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record([
        "id",
        "booking_number",
        "user_id",
        "vendor_id",
        "service_id",
        "status",
        "scheduled_at",
        "city",
        "total_amount_cents",
        "created_at",
    ])
    .unwrap();
    for (at, b) in bookings.iter().enumerate() {
        let number = if b.numbered { format!("BK-2025-{:06}", 100 + at) } else { String::new() };
        let user = ["u-1", "u-2", "u-4"][usize::from(b.user)];
        let (id, cents) = (format!("p-{at}"), b.cents.to_string());
        rows.write_record([&id, &number, user, "v-1", "s-1", b.status, "2025-10-02", &b.city, &cents, "2025-10-01"])
            .unwrap();
    }
    let text = String::from_utf8(rows.into_inner().unwrap()).unwrap();
    folder_with("marketplace", &[("bookings.csv", &text)])
}

async fn alone(ground: &Ground, folder: &std::path::Path) -> Report {
    for file in [
        "payments.csv",
        "disputes.csv",
        "reviews.csv.gz",
        "takedown_requests.ndjson",
        "refund_requests.csv",
        "referrals.csv",
    ] {
        std::fs::remove_file(folder.join(file)).ok();
    }
    ground.import(folder).await.unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn twice_is_once_and_a_change_is_exact(first in bookings(), second in bookings()) {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let ground = sqlite().await;
            let (first, mut second) = (written(&first), second);
            alone(&ground, first.path()).await;
            let once = ground.dump().await;
            alone(&ground, first.path()).await;
            assert_eq!(ground.dump().await, once);
            // Numbers never change, so the second files leave them out.
            for booking in &mut second {
                booking.numbered = false;
            }
            alone(&ground, written(&second).path()).await;
            totals_are_exact(&ground).await;
        });
    }
}
