//! Analytics: the arithmetic against counting, ranges, filters, what is kept and for how long.

use appydex_admin::{
    domain::{
        analytics::Granularity,
        booking::BookingStatus,
        payment::PaymentMethod,
        time::{DAY, HOUR, MINUTE, Timestamp},
    },
    error::Kind,
    operations::{
        Attempt, Operations,
        analytics::{BookingFigures, Cached, RevenueFigures, Span},
        bookings::UpdateBooking,
        fields::{Fields, parse},
    },
};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng as _};
use uuid::Uuid;

use super::{by_id, every_way, refunds};
use crate::support::{
    bookings::{PLAN, Plan},
    figures::{Dice, Facts, Wanted, assert_kept, keep},
};

fn span(wanted: &Wanted) -> Span {
    Span {
        granularity: wanted.granularity,
        vendor_id: wanted.vendor,
        city: wanted.city.clone(),
        category: wanted.category.clone(),
        currency: Some(wanted.currency),
        ..Span::new(wanted.from, wanted.to)
    }
}

/// Asks both, and compares with counting.
async fn compare(asks: &dyn Operations, facts: &Facts, wanted: &Wanted) {
    // An end that is the last microsecond of its second stands for the second's end.
    let to = if wanted.to.0.rem_euclid(1_000_000) == 999_999 { wanted.to.plus(1) } else { wanted.to };
    let wanted = &Wanted { to, ..wanted.clone() };
    let query = BookingFigures { span: span(wanted), status: wanted.status };
    let found = asks.booking_analytics(query).await.unwrap();
    assert_eq!(found.data, facts.bookings(wanted), "{wanted:?}");
    assert_eq!((found.meta.from, found.meta.to, found.meta.currency), (wanted.from, wanted.to, wanted.currency));
    let query = RevenueFigures { span: span(wanted), payment_method: wanted.method };
    let found = asks.revenue_analytics(query).await.unwrap();
    assert_eq!(found.data, facts.revenue(wanted), "{wanted:?}");
    assert_eq!(found.meta.filters_applied.vendor_id, wanted.vendor);
}

fn bookings(from: &str, to: &str) -> BookingFigures {
    parse(Fields::text([("from", from), ("to", to)])).unwrap()
}

fn revenue(from: &str, to: &str) -> RevenueFigures {
    parse(Fields::text([("from", from), ("to", to)])).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse::<jiff::Timestamp>().unwrap().into()
}

every_way! {
    async fn every_answer_is_what_counting_gives(world: World) {
        let mut seed = ChaCha8Rng::seed_from_u64(11);
        let facts = Facts::random(&mut seed, 300, world.now(), 800);
        facts.insert(world.service.db()).await;
        keep(world.service.db()).await;
        assert_kept(world.service.db()).await;
        let asks = world.admin("fay", "finance_admin").await;
        let mut dice = Dice(&mut seed);
        for _ in 0..60 {
            let wanted = dice.question(&facts, world.now(), 760);
            compare(&*asks, &facts, &wanted).await;
        }
        // Months whose sheets are no longer good, and a whole year over all of them.
        world.tamper("UPDATE analytics_days SET version = version + 1 WHERE day % 90 = 3").await;
        for granularity in Granularity::ALL {
            let end = Timestamp((world.now().0.div_euclid(DAY) + 1) * DAY);
            for to in [end, end.plus(-100 * DAY), end.plus(-400 * DAY)] {
                let wanted = Wanted { from: to.plus(-365 * DAY), to, granularity: *granularity, currency: "INR".parse().unwrap(),
                    vendor: None, city: None, category: None, status: None, method: None };
                compare(&*asks, &facts, &wanted).await;
            }
        }
    }

    async fn where_there_is_nothing_every_bucket_is_zero(world: World) {
        let asks = world.admin("fay", "finance_admin").await;
        // A leap year in whole: 366 days between two bare dates.
        let found = asks.booking_analytics(bookings("2024-01-01", "2024-12-31")).await.unwrap();
        assert_eq!(found.data.time_series.len(), 366);
        assert_eq!(found.data.time_series[59].date, "2024-02-29");
        assert_eq!((found.data.summary.counts.avg_value_cents, found.data.summary.conversion_rate), (0, 0.0));
        assert_eq!((found.data.top_services.len(), found.data.top_vendors.len()), (0, 0));
        assert_eq!((found.meta.from, found.meta.to), (at("2024-01-01T00:00:00Z"), at("2024-12-31T23:59:59.999999Z")));
        let found = asks.revenue_analytics(revenue("2025-11-03", "2025-11-09")).await.unwrap();
        assert_eq!(found.data.summary.growth_rate_percent, None);
        assert_eq!((found.data.time_series.len(), found.data.by_payment_method.len()), (7, 0));
    }

    async fn a_range_that_makes_no_sense_is_refused(world: World) {
        let asks = world.admin("fay", "finance_admin").await;
        for (from, to, days) in [
            ("2025-10-02", "2025-10-01", None),
            ("2025-10-01T00:00:00Z", "2025-10-01T00:00:00Z", None),
            ("2025-11-24T00:00:00Z", "2025-11-25T00:00:01Z", None),
            ("2025-11-25", "2025-11-25", None),
            ("2024-01-01", "2025-06-30", Some(547)),
            ("2024-01-01T00:00:00Z", "2024-12-31T23:00:00Z", Some(366)),
        ] {
            let error = asks.booking_analytics(bookings(from, to)).await.unwrap_err();
            let Kind::InvalidDateRange { details } = &error.kind else { panic!("{from} {to}: {error:?}") };
            assert_eq!((details.from.as_str(), details.to.as_str(), details.days), (from, to, days));
            assert_eq!(asks.revenue_analytics(revenue(from, to)).await.unwrap_err().kind, error.kind);
        }
        asks.booking_analytics(bookings("2025-11-24", "2025-11-24")).await.unwrap();
        let nobody = Uuid::from_u128(9);
        let mut query = bookings("2025-10-01", "2025-10-31");
        query.span.vendor_id = Some(nobody);
        let error = asks.booking_analytics(query).await.unwrap_err();
        assert_eq!(error.kind, Kind::VendorNotFound { vendor_id: nobody.to_string() });
    }

    async fn what_is_kept_never_outlives_a_change(world: World) {
        let booked = world.appointment("Meera Nair", "Spick & Span", Plan { created: -3 * DAY, ..PLAN }).await;
        let asks = world.admin("fay", "finance_admin").await;
        let elsewhere = world.elsewhere("gita", "super_admin").await;
        let today = bookings("2025-11-01", "2025-11-24");
        for _ in 0..2 {
            assert_eq!(asks.booking_analytics(today.clone()).await.unwrap().cached, Cached::Bypass);
        }
        let query = bookings("2025-11-01", "2025-11-23");
        let ask = async || {
            let found = asks.booking_analytics(query.clone()).await.unwrap();
            (found.cached, found.data.summary.counts.confirmed)
        };
        assert_eq!(ask().await, (Cached::Miss, 1));
        assert_eq!(ask().await, (Cached::Hit, 1));
        let other = BookingFigures { status: Some(BookingStatus::Pending), ..query.clone() };
        assert_eq!(asks.booking_analytics(other).await.unwrap().cached, Cached::Miss);
        let update = UpdateBooking::to(BookingStatus::InProgress);
        elsewhere.update_booking(by_id(booked.id), update, Attempt::with_key("a")).await.unwrap();
        assert_eq!(ask().await, (Cached::Miss, 0), "another process has moved it on");
        assert_eq!(ask().await, (Cached::Hit, 0));
        world.pass(5 * MINUTE);
        assert_eq!(ask().await.0, Cached::Miss, "what ends within a week is kept for five minutes");
        let asks = world.admin("hari", "super_admin").await;
        let old = revenue("2025-10-01", "2025-11-16");
        assert_eq!(asks.revenue_analytics(old.clone()).await.unwrap().cached, Cached::Miss);
        world.pass(15 * MINUTE - 1);
        assert_eq!(asks.revenue_analytics(old.clone()).await.unwrap().cached, Cached::Hit);
        world.pass(1);
        assert_eq!(asks.revenue_analytics(old).await.unwrap().cached, Cached::Miss);
    }

    async fn what_is_kept_moves_with_every_change(world: World) {
        let asks = world.root().await;
        let plan = Plan { status: BookingStatus::Pending, scheduled: 48 * HOUR, ..PLAN };
        let mut booked = Vec::new();
        for i in 0..4 {
            let one = world.appointment("Meera Nair", "Spick & Span", Plan { created: -DAY * (i + 1), ..plan }).await;
            world.paid(&one, 10_000, 0).await;
            booked.push(one);
        }
        let db = world.service.db();
        assert_kept(db).await;
        let moves = [
            (0, UpdateBooking::to(BookingStatus::Confirmed)),
            (0, UpdateBooking::to(BookingStatus::InProgress)),
            (0, UpdateBooking::to(BookingStatus::Completed)),
            (0, UpdateBooking { admin_notes: Some("The lamp is broken.".into()), ..UpdateBooking::to(BookingStatus::Disputed) }),
            (0, UpdateBooking::cancel("The work was never done.")),
            (1, UpdateBooking::cancel("The vendor has fallen ill.")),
            (2, UpdateBooking { force_refund: true, ..UpdateBooking::cancel("The vendor has fallen ill.") }),
            (3, UpdateBooking::note("Called her; she prefers mornings.")),
        ];
        for (i, (which, update)) in moves.into_iter().enumerate() {
            let dry = Attempt { dry_run: true, ..Attempt::with_key(format!("dry-{i}")) };
            asks.update_booking(by_id(booked[which].id), update.clone(), dry).await.unwrap();
            assert_kept(db).await;
            let key = Attempt::with_key(format!("move-{i}"));
            asks.update_booking(by_id(booked[which].id), update, key).await.unwrap();
            assert_kept(db).await;
        }
        let payment = world.payment(20_000).await;
        let refund = world.refund(&payment, 5_000).await;
        asks.approve_refund(by_id(refund), refunds::approve(), Attempt::with_key("approve")).await.unwrap();
        world.pay(refund).await;
        assert_kept(db).await;
        let wanted = revenue("2025-11-01", "2025-11-24");
        let found = asks.revenue_analytics(RevenueFigures { payment_method: Some(PaymentMethod::Card), ..wanted }).await.unwrap();
        assert_eq!(found.data.summary.sums.refunds_cents, 5_000);
        assert_eq!(found.data.summary.sums.gross_revenue_cents, 60_000);
    }

    async fn damage_is_found_and_mended(world: World) {
        let booked = world.appointment("Meera Nair", "Spick & Span", PLAN).await;
        world.paid(&booked, 10_000, 0).await;
        let db = world.service.db();
        let find = async || {
            let mut tx = db.snapshot().await.unwrap();
            let found = appydex_admin::store::analytics::verify(&mut tx).await.unwrap();
            [found.sheets.len(), found.months.len(), found.booking_days.len()]
        };
        assert_eq!(find().await, [0, 0, 0]);
        for (damage, found) in [
            ("UPDATE bookings SET total_amount_cents = total_amount_cents + 1", [1, 0, 0]),
            ("UPDATE bookings SET status = 'disputed'", [1, 0, 2]),
            ("DELETE FROM payments", [1, 0, 0]),
            ("DELETE FROM analytics_days WHERE kind = 'bookings'", [1, 0, 0]),
            ("UPDATE analytics_days SET sums = cells", [1, 0, 0]),
            ("UPDATE analytics_months SET cells = (SELECT sums FROM analytics_days LIMIT 1)", [0, 1, 0]),
        ] {
            world.tamper(damage).await;
            assert_eq!(find().await, found, "{damage}");
            keep(db).await;
            assert_eq!(find().await, [0, 0, 0], "{damage}");
        }
    }
}
