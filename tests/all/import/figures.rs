//! Analytics of the hotel's bookings, against sums made of the files themselves.

use std::collections::BTreeMap;

use appydex_admin::{
    domain::analytics::Granularity,
    import::{self, Quiet},
    operations::{
        analytics::{BookingFigures, RevenueFigures},
        fields::{Fields, parse},
    },
};
use flate2::read::GzDecoder;

use super::ground::{self, data};
use crate::support::world::{On, Through, World};

/// The rows of a file as maps from column to cell.
fn read(file: &str) -> Vec<BTreeMap<String, String>> {
    let path = data("hotel-sample").join(file);
    let mut reader = csv::Reader::from_reader(GzDecoder::new(std::fs::File::open(path).unwrap()));
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

/// The first ten by count or amount, then by the other, then by name.
fn ten(sums: BTreeMap<String, (i64, i64)>, by_amount: bool) -> Vec<(String, i64, i64)> {
    let mut all: Vec<_> = sums.into_iter().map(|(name, (count, cents))| (name, count, cents)).collect();
    all.sort_by_key(|(name, count, cents)| {
        let rank = if by_amount { (-cents, -count) } else { (-count, -cents) };
        (rank, name.clone())
    });
    all.truncate(10);
    all
}

fn add(sums: &mut BTreeMap<String, (i64, i64)>, key: &str, cents: i64) {
    let sum = sums.entry(key.to_owned()).or_default();
    *sum = (sum.0 + 1, sum.1 + cents);
}

#[tokio::test]
async fn the_hotels_figures_are_those_of_the_files() {
    for on in [On::Sqlite, On::Postgres] {
        let world = World::new(on, Through::Local).await;
        let options = import::Options { rejects_dir: world.folder().join("rejects"), ..ground::options() };
        import::run(world.service.db(), &data("hotel-sample"), &options, &Quiet, async |_, _| Ok(())).await.unwrap();
        if let Some(database) = world.service.db().path() {
            let wal = std::fs::metadata(database.with_extension("db-wal")).map_or(0, |file| file.len());
            assert!(wal < 1 << 20, "what came in does not lie on the disk twice: {wal} bytes");
        }
        bookings(&world).await;
        revenue(&world).await;
        crate::support::figures::assert_kept(world.service.db()).await;
    }
}

const RANGE: [(&str, &str); 3] = [("from", "2016-02-10"), ("to", "2016-05-20"), ("currency", "EUR")];

async fn bookings(world: &World) {
    let names: BTreeMap<String, String> =
        read("services.csv.gz").into_iter().map(|row| (row["id"].clone(), row["name"].clone())).collect();
    let vendors: BTreeMap<String, String> =
        read("vendors.csv.gz").into_iter().map(|row| (row["id"].clone(), row["name"].clone())).collect();
    let (mut days, mut services, mut of_vendors) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut cancelled = 0;
    for row in read("bookings.csv.gz") {
        let cents: i64 = row["total_amount_cents"].parse().unwrap();
        add(&mut days, &row["created_at"][..10], cents);
        add(&mut services, &row["service_id"], cents);
        add(&mut of_vendors, &row["vendor_id"], cents);
        cancelled += i64::from(row["status"] == "cancelled");
    }
    let query: BookingFigures = parse(Fields::text(RANGE)).unwrap();
    assert_eq!(query.span.granularity, Granularity::Day);
    let found = world.root().await.booking_analytics(query).await.unwrap().data;
    assert_eq!(found.time_series.len(), 101);
    for point in &found.time_series {
        let (count, cents) = days.get(&point.date).copied().unwrap_or_default();
        assert_eq!((point.counts.total_bookings, point.counts.total_value_cents), (count, cents), "{}", point.date);
    }
    assert_eq!((found.summary.counts.total_bookings, found.summary.counts.cancelled), (9000, cancelled));
    assert_eq!((found.summary.cancellation_rate, found.summary.conversion_rate), (0.3996, 0.6004));
    let named = |sums: BTreeMap<String, (i64, i64)>, names: &BTreeMap<String, String>| {
        // Services of one name are different services: what tells them apart here is their count and value.
        let mut all: Vec<_> = sums.into_iter().map(|(id, (count, cents))| (count, cents, names[&id].clone())).collect();
        all.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(a.2.cmp(&b.2)));
        all.truncate(10);
        all
    };
    let top: Vec<_> = found
        .top_services
        .iter()
        .map(|top| (top.bookings_count, top.total_value_cents, top.service_name.raw().to_owned()))
        .collect();
    assert_eq!(top, named(services, &names));
    let top: Vec<_> = found
        .top_vendors
        .iter()
        .map(|top| (top.bookings_count, top.total_value_cents, top.vendor_name.raw().to_owned()))
        .collect();
    assert_eq!(top, named(of_vendors, &vendors));
}

async fn revenue(world: &World) {
    let (mut days, mut methods, mut refunds) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for row in read("payments.csv.gz").into_iter().filter(|row| row["status"] == "succeeded") {
        let cents: i64 = row["amount_cents"].parse().unwrap();
        add(&mut days, &row["paid_at"][..10], cents);
        if &row["paid_at"][..10] <= "2016-05-20" {
            add(&mut methods, &row["method"], cents);
        }
        if let Some(day) = row["refunded_at"].get(..10) {
            add(&mut refunds, day, row["refunded_amount_cents"].parse().unwrap());
        }
    }
    let query: RevenueFigures = parse(Fields::text(RANGE)).unwrap();
    let found = world.root().await.revenue_analytics(query).await.unwrap().data;
    for point in &found.time_series {
        let (count, gross) = days.get(&point.date).copied().unwrap_or_default();
        let (_, back) = refunds.get(&point.date).copied().unwrap_or_default();
        let sums = &point.sums;
        assert_eq!((sums.transactions_count, sums.gross_revenue_cents), (count, gross), "{}", point.date);
        assert_eq!((sums.refunds_cents, sums.net_revenue_cents), (back, gross - back), "{}", point.date);
    }
    let first = world.root().await;
    let top: Vec<_> = found
        .by_payment_method
        .iter()
        .map(|one| (one.method.to_string(), one.transactions_count, one.revenue_cents))
        .collect();
    assert_eq!(top, ten(methods, true));
    // Everything paid within the range: the whole of the files but what came later.
    let query =
        parse::<RevenueFigures>(Fields::text([("from", "2016-03-01"), ("to", "2016-12-31"), ("currency", "EUR")]));
    let whole = first.revenue_analytics(query.unwrap()).await.unwrap().data;
    let gross: i64 = days.iter().filter(|(day, _)| day.as_str() <= "2016-12-31").map(|(_, (_, cents))| cents).sum();
    assert_eq!(whole.summary.sums.gross_revenue_cents, gross);
    assert_eq!(whole.top_revenue_categories.iter().map(|one| one.revenue_cents).sum::<i64>(), gross);
}
