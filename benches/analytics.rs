//! How long analytics take beside the bare database's time for the same sums, on made-up bookings, in one run.
//!
//! ```text
//! cargo bench --bench analytics -- [BOOKINGS] [DAYS] [DATABASE_URL]      default 100000 365, SQLite
//! ```
//!
//! Everything is asked in process, the answers' cache off (a range that reaches into today is never kept). A database
//! that is named must be empty, and keeps what is put into it. Quote the ratios, not the milliseconds.

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use appydex_admin::{
    domain::{
        actor::{Actor, Caller, Surface},
        id::AdminId,
        takedown::DueHours,
        time::{DAY, Timestamp},
    },
    files::LocalFiles,
    gateway::Sandbox,
    import::{
        self, OnError, Quiet,
        generator::{Spec, rows},
        source::records,
        table::Table,
    },
    operations::{
        Attempt, Operations,
        admins::CreateAdmin,
        analytics::{BookingFigures, RevenueFigures, Span},
    },
    ports::{Clock as _, SystemClock, SystemRandom},
    service::{Service, Settings},
    store::{Db, Query, engine::Options},
};

type Failed = Box<dyn std::error::Error>;

const TIMES: usize = 30;

#[tokio::main]
async fn main() -> Result<(), Failed> {
    // Cargo adds `--bench`.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let bookings = words.first().map_or(Ok(100_000), |word| word.parse())?;
    let days = words.get(1).map_or(Ok(365), |word| word.parse())?;
    let folder = tempfile::tempdir()?;
    let url = words.get(2).cloned().unwrap_or_else(|| format!("sqlite:{}", folder.path().join("appydex.db").display()));
    let service = open(&url, &folder).await?;
    let begun = Instant::now();
    seed(&service, bookings, days).await?;
    println!("{bookings} bookings over {days} days, loaded in {:.1} s", begun.elapsed().as_secs_f64());
    let asks = service.for_caller(Caller { actor: Actor::Admin(admin(&service).await?), ..caller() });
    let place = Place::of(&service).await?;
    println!("{:<44} {:>10} {:>10}", "", "p50 ms", "worst ms");
    for (name, query) in place.questions() {
        measure(name, async || asks.booking_analytics(query.clone()).await.map(drop)).await?;
    }
    let year = place.span();
    let week = Span { granularity: "week".parse()?, ..year.clone() };
    for (name, span) in [("revenue by week", week), ("revenue of a popular vendor", place.of_vendor(&year))] {
        let query = RevenueFigures { span, payment_method: None };
        measure(name, async || asks.revenue_analytics(query.clone()).await.map(drop)).await?;
    }
    for (name, text) in place.bare() {
        let mut tx = service.db().read().await?;
        measure(name, async || Query::assembled(text.clone(), Vec::new()).execute(&mut tx).await.map(drop)).await?;
    }
    Ok(())
}

async fn measure(name: &str, mut work: impl AsyncFnMut() -> appydex_admin::error::Result<()>) -> Result<(), Failed> {
    let mut took = Vec::new();
    let begun = Instant::now();
    while took.len() < TIMES && (took.len() < 3 || begun.elapsed() < Duration::from_secs(20)) {
        let begun = Instant::now();
        work().await?;
        took.push(begun.elapsed());
    }
    took.sort();
    let milliseconds = |place: usize| took[place].as_secs_f64() * 1000.0;
    println!("{name:<44} {:>10.2} {:>10.2}", milliseconds(took.len() / 2), milliseconds(took.len() - 1));
    Ok(())
}

async fn open(url: &str, folder: &tempfile::TempDir) -> Result<Service, Failed> {
    let db = Db::open(&Options { create: true, ..Options::new(url) }).await?;
    db.migrate().await?;
    let mut settings = Settings::new(folder.path());
    settings.master_key = Some([7; 32]);
    settings.install_id = Some("bench".into());
    let gateway = Arc::new(Sandbox::new(folder.path(), Arc::new(SystemClock)));
    let files = Arc::new(LocalFiles::new(folder.path().join("files")));
    Ok(Service::open(db, Arc::new(SystemClock), Arc::new(SystemRandom), gateway, files, settings).await?)
}

async fn seed(service: &Service, bookings: u64, days: u32) -> Result<(), Failed> {
    let spec = Arc::new(Spec { bookings, seed: 7, days, now: SystemClock.now() });
    let source = |table: Table| {
        let spec = spec.clone();
        records::source(table, table.name(), Arc::new(move || rows(table, &spec)))
    };
    let options = import::Options {
        dry_run: false,
        on_error: OnError::Stop,
        rejects_dir: "rejects".into(),
        now: SystemClock.now(),
        due_hours: DueHours::default(),
        four_eyes: BTreeMap::new(),
    };
    let sources = Table::ALL.into_iter().map(source).collect();
    import::load(service.db(), sources, Vec::new(), &options, &Quiet, async |_, _| Ok(())).await?;
    Ok(())
}

fn caller() -> Caller {
    Caller { os_user: Some("bench".into()), ..Caller::system(Surface::Cli, "bench") }
}

async fn admin(service: &Service) -> Result<AdminId, Failed> {
    let request = CreateAdmin {
        email: "bench@appydex.example".into(),
        name: "Bench".into(),
        phone: None,
        roles: vec!["super_admin".into()],
        password: Some("correct horse battery staple".into()),
    };
    let made = service.for_caller(caller()).create_admin(request, Attempt::default()).await?;
    Ok(AdminId(made.value.detail.admin.id))
}

/// What questions are about: the year up to today's end, the busiest vendor and city.
struct Place {
    to: Timestamp,
    vendor: uuid::Uuid,
    vendor_key: i64,
}

impl Place {
    async fn of(service: &Service) -> Result<Self, Failed> {
        let to = Timestamp((SystemClock.now().0.div_euclid(DAY) + 1) * DAY);
        let text = "SELECT id, key FROM vendors ORDER BY bookings_count DESC LIMIT 1".to_owned();
        let (vendor, vendor_key) =
            Query::assembled(text, Vec::new()).fetch_one(&mut service.db().read().await?).await?;
        Ok(Self { to, vendor, vendor_key })
    }

    fn from(&self) -> Timestamp {
        self.to.plus(-365 * DAY)
    }

    fn span(&self) -> Span {
        Span::new(self.from(), self.to)
    }

    fn of_vendor(&self, span: &Span) -> Span {
        Span { vendor_id: Some(self.vendor), ..span.clone() }
    }

    fn questions(&self) -> Vec<(&'static str, BookingFigures)> {
        let (year, city, category) = (self.span(), Some("Bengaluru".to_owned()), Some("Cleaning".to_owned()));
        let all = |span: Span| BookingFigures { span, status: None };
        let status = BookingFigures { status: "completed".parse().ok(), ..all(year.clone()) };
        let late = Span::new(self.from().plus(DAY / 3), self.to.plus(-DAY / 3));
        vec![
            ("bookings, 365 days by day", all(year.clone())),
            ("bookings of a status", status),
            ("bookings of a city", all(Span { city: city.clone(), ..year.clone() })),
            ("bookings of a category", all(Span { category: category.clone(), ..year.clone() })),
            ("bookings of the busiest vendor", all(self.of_vendor(&year))),
            ("bookings of a city and a category", all(Span { city, category, ..year })),
            ("bookings between two times of day", all(late)),
        ]
    }

    /// The same sums from the rows.
    fn bare(&self) -> [(&'static str, String); 3] {
        let (from, to) = (self.from().0, self.to.0);
        let within = |column: &str| format!("{column} >= {from} AND {column} < {to}");
        let bookings = |and: &str| {
            format!(
                "SELECT created_at / 86400000000, status, COUNT(*), SUM(total_amount_cents) FROM bookings
                 WHERE currency = 'INR' AND {}{and} GROUP BY created_at / 86400000000, status",
                within("created_at")
            )
        };
        let revenue = format!(
            "SELECT (paid_at / 86400000000 + 3) / 7, COUNT(*), SUM(amount_cents), SUM(platform_fee_cents) FROM payments
             WHERE status = 'succeeded' AND currency = 'INR' AND {} GROUP BY (paid_at / 86400000000 + 3) / 7",
            within("paid_at")
        );
        [
            ("bare database: bookings by day and status", bookings("")),
            ("bare database: the same of the vendor", bookings(&format!(" AND vendor_key = {}", self.vendor_key))),
            ("bare database: payments by week", revenue),
        ]
    }
}
