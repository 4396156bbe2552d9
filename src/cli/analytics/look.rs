//! How figures look to people.

use serde::{Serialize, Serializer};

use super::chart::{self, Frame};
use crate::{
    cli::{
        look::{Facts, Look},
        output::Record,
        shell::Detail,
        table::{Row, Sheet},
    },
    domain::money::{Currency, Money},
    operations::analytics::{
        AnalyticsMeta, BookingAnalysis, BookingPoint, RevenueAnalysis, RevenuePoint, TopRevenueCategory,
        TopRevenueVendor, TopService, TopVendor,
    },
};

/// What `analytics bookings` found.
pub struct Bookings<'a>(pub &'a BookingAnalysis);
/// What `analytics revenue` found.
pub struct Revenue<'a>(pub &'a RevenueAnalysis);

impl Serialize for Bookings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.data.serialize(serializer)
    }
}

impl Serialize for Revenue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.data.serialize(serializer)
    }
}

impl Record for Bookings<'_> {
    fn id(&self) -> Option<String> {
        None
    }
}

impl Record for Revenue<'_> {
    fn id(&self) -> Option<String> {
        None
    }
}

/// One line of a table: what it is and its cells.
#[derive(Serialize)]
struct Line<const KIND: usize>(String, Vec<String>);

impl<const KIND: usize> Record for Line<KIND> {
    fn id(&self) -> Option<String> {
        Some(self.0.clone())
    }
}

macro_rules! tables {
    ($($kind:literal: $columns:expr, without $spare:expr);+ $(;)?) => {$(
        impl Row for Line<$kind> {
            const COLUMNS: &'static [&'static str] = &$columns;
            const SPARE: &'static [&'static str] = &$spare;
            fn label(&self) -> Option<String> {
                Some(self.0.clone())
            }
            fn cells(&self, _: &Look) -> Vec<String> {
                self.1.clone()
            }
        }
    )+};
}

tables! {
    0: ["FROM", "BOOKINGS", "PENDING", "CONFIRMED", "UNDER WAY", "COMPLETED", "CANCELLED", "DISPUTED", "VALUE", "AVERAGE"],
        without ["DISPUTED", "UNDER WAY", "PENDING", "CONFIRMED"];
    1: ["FROM", "PAYMENTS", "GROSS", "REFUNDS", "NET", "FEES", "PAYOUTS", "AVERAGE"],
        without ["FEES", "PAYMENTS", "PAYOUTS"];
    2: ["COUNT", "WORTH", "WHO"], without [];
}

fn table<const KIND: usize>(lines: &[Line<KIND>], look: &Look) -> String
where
    Line<KIND>: Row,
{
    Sheet::default().part(lines, look)
}

fn titled(look: &Look, title: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("\n{}\n{text}", look.heading(title)) }
}

fn head<F>(meta: &AnalyticsMeta<F>, filters: &[(&'static str, Option<String>)], look: &Look) -> Facts {
    let facts = Facts::default()
        .with("From", look.time(meta.from))
        .with("To", look.time(meta.to))
        .with("Currency", meta.currency);
    filters.iter().fold(facts, |facts, (name, value)| facts.maybe(name, value.clone()))
}

/// What one column of a chart stands for.
fn chart_title(what: &str, meta_word: &str, values: usize, room: usize) -> String {
    match chart::shared(values, room) {
        1 => format!("{what} by {meta_word}"),
        many => format!("{what}, {many} {meta_word}s a column"),
    }
}

impl Detail for Bookings<'_> {
    fn text(&self, look: &Look) -> String {
        let (data, meta) = (&self.0.data, &self.0.meta);
        let (counts, money) = (&data.summary.counts, |cents| Money::new(cents, meta.currency).to_string());
        let filters = &meta.filters_applied;
        let percent = |rate: f64| format!("{:.2} %", rate * 100.0);
        let facts = head(
            meta,
            &[
                ("City", filters.city.as_ref().map(ToString::to_string)),
                ("Category", filters.category.as_ref().map(ToString::to_string)),
                ("Vendor", filters.vendor_id.map(|id| id.to_string())),
                ("Status", filters.status.map(|status| status.to_string())),
            ],
            look,
        )
        .with("Bookings", counts.total_bookings)
        .with("Value", money(counts.total_value_cents))
        .with("Average", money(counts.avg_value_cents))
        .with("Converted", percent(data.summary.conversion_rate))
        .with("Cancelled", percent(data.summary.cancellation_rate));
        let width = look.text_width();
        let totals: Vec<i64> = data.time_series.iter().map(|point| point.counts.total_bookings).collect();
        let most = chart::tallest(&totals, &totals.iter().max().copied().unwrap_or_default().to_string(), width);
        let frame = Frame { scale: [most.to_string(), "0".into()], ends: ends(&data.time_series, |p| &p.date), width };
        let title = chart_title(
            "Bookings",
            meta.granularity.as_str(),
            totals.len(),
            width.saturating_sub(most.to_string().len() + 2),
        );
        let states = [
            ("pending", counts.pending),
            ("confirmed", counts.confirmed),
            ("in_progress", counts.in_progress),
            ("completed", counts.completed),
            ("cancelled", counts.cancelled),
            ("disputed", counts.disputed),
        ];
        let states: Vec<_> = states.map(|(name, count)| (name.to_owned(), count, count.to_string())).into();
        let lines: Vec<Line<0>> = data.time_series.iter().map(|point| booking_line(point, meta.currency)).collect();
        let services: Vec<Line<2>> = data.top_services.iter().map(|top| service_line(top, meta.currency)).collect();
        let vendors: Vec<Line<2>> = data.top_vendors.iter().map(|top| vendor_line(top, meta.currency)).collect();
        facts.text(look)
            + &titled(look, &title, &chart::columns(&totals, &frame))
            + &titled(look, "By status", &chart::bars(&states, width))
            + &titled(look, "Most booked services", &tops(&services, look))
            + &titled(look, "Most booked vendors", &tops(&vendors, look))
            + &titled(look, &format!("By {}", meta.granularity), &table(&lines, look))
    }
}

impl Detail for Revenue<'_> {
    fn text(&self, look: &Look) -> String {
        let (data, meta) = (&self.0.data, &self.0.meta);
        let money = |cents| Money::new(cents, meta.currency).to_string();
        let (sums, filters) = (&data.summary.sums, &meta.filters_applied);
        let growth = data.summary.growth_rate_percent.map(|percent| format!("{percent:+.1} %"));
        let facts = head(
            meta,
            &[
                ("City", filters.city.as_ref().map(ToString::to_string)),
                ("Category", filters.category.as_ref().map(ToString::to_string)),
                ("Vendor", filters.vendor_id.map(|id| id.to_string())),
                ("Method", filters.payment_method.map(|method| method.to_string())),
            ],
            look,
        )
        .with("Gross", money(sums.gross_revenue_cents))
        .with("Refunds", money(sums.refunds_cents))
        .with("Net", money(sums.net_revenue_cents))
        .with("Platform fees", money(sums.platform_fees_cents))
        .with("Vendor payouts", money(sums.vendor_payouts_cents))
        .with("Payments", sums.transactions_count)
        .with("Average", money(sums.avg_transaction_cents))
        .with("Growth", growth.unwrap_or_else(|| "nothing to compare with".into()));
        let width = look.text_width();
        let net: Vec<i64> = data.time_series.iter().map(|point| point.sums.net_revenue_cents).collect();
        let (least, most) = chart::extremes(&net);
        let scale = [money(most), money(least)];
        let frame = Frame { scale, ends: ends(&data.time_series, |point| &point.date), width };
        let methods: Vec<_> = data
            .by_payment_method
            .iter()
            .map(|one| {
                let label = format!("{} {} {:.1} %", money(one.revenue_cents), one.transactions_count, one.percentage);
                (one.method.to_string(), one.revenue_cents, label)
            })
            .collect();
        let lines: Vec<Line<1>> = data.time_series.iter().map(|point| revenue_line(point, meta.currency)).collect();
        let vendors: Vec<Line<2>> = data.top_revenue_vendors.iter().map(|top| earner(top, meta.currency)).collect();
        let categories: Vec<Line<2>> =
            data.top_revenue_categories.iter().map(|top| category_line(top, meta.currency)).collect();
        facts.text(look)
            + &titled(look, &format!("Net revenue by {}", meta.granularity), &chart::line(&net, &frame))
            + &titled(look, "By way of paying", &chart::bars(&methods, width))
            + &titled(look, "Vendors by revenue", &tops(&vendors, look))
            + &titled(look, "Categories by revenue", &tops(&categories, look))
            + &titled(look, &format!("By {}", meta.granularity), &table(&lines, look))
    }
}

/// The dates of the first and the last bucket.
fn ends<T>(points: &[T], date: impl Fn(&T) -> &str) -> [&str; 2] {
    [points.first(), points.last()].map(|point| point.map_or("", &date))
}

fn tops(lines: &[Line<2>], look: &Look) -> String {
    if lines.is_empty() { String::new() } else { table(lines, look) }
}

fn booking_line(point: &BookingPoint, currency: Currency) -> Line<0> {
    let counts = &point.counts;
    let numbers = [
        counts.total_bookings,
        counts.pending,
        counts.confirmed,
        counts.in_progress,
        counts.completed,
        counts.cancelled,
        counts.disputed,
    ];
    let money = [counts.total_value_cents, counts.avg_value_cents].map(|cents| Money::new(cents, currency).to_string());
    Line(point.date.clone(), numbers.map(|number| number.to_string()).into_iter().chain(money).collect())
}

fn revenue_line(point: &RevenuePoint, currency: Currency) -> Line<1> {
    let sums = &point.sums;
    let cents = [
        sums.gross_revenue_cents,
        sums.refunds_cents,
        sums.net_revenue_cents,
        sums.platform_fees_cents,
        sums.vendor_payouts_cents,
        sums.avg_transaction_cents,
    ];
    let money = cents.map(|cents| Money::new(cents, currency).to_string());
    Line(point.date.clone(), std::iter::once(sums.transactions_count.to_string()).chain(money).collect())
}

fn service_line(top: &TopService, currency: Currency) -> Line<2> {
    let worth = Money::new(top.total_value_cents, currency).to_string();
    Line(top.bookings_count.to_string(), vec![worth, top.service_name.raw().to_owned()])
}

fn vendor_line(top: &TopVendor, currency: Currency) -> Line<2> {
    let worth = Money::new(top.total_value_cents, currency).to_string();
    Line(top.bookings_count.to_string(), vec![worth, top.vendor_name.raw().to_owned()])
}

fn earner(top: &TopRevenueVendor, currency: Currency) -> Line<2> {
    let worth = Money::new(top.revenue_cents, currency).to_string();
    Line(top.transactions_count.to_string(), vec![worth, top.vendor_name.raw().to_owned()])
}

fn category_line(top: &TopRevenueCategory, currency: Currency) -> Line<2> {
    let worth = Money::new(top.revenue_cents, currency).to_string();
    Line(top.transactions_count.to_string(), vec![worth, top.category.raw().to_owned()])
}
