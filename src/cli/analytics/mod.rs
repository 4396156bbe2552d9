//! `analytics`: bookings and revenue over time, as charts and tables.
//!
//! Here stand the commands; `look` draws what they found, with the means of `chart`. A new report gets its arguments
//! and its function here, its looks in `look`.

mod chart;
mod look;

use clap::{Args, Subcommand};
use serde_json::Value;

use super::{
    exports::{self, ExportArgs},
    flags::{Given, Words},
    output::{Emitter, Format},
    shell::{Detail, Shell},
    stop::Result,
};
use crate::{
    domain::dates::{Bound, range::Range},
    error::Error,
    operations::{
        analytics::Cached,
        fields::{Fields, parse},
    },
};

/// `analytics`
#[derive(Subcommand, Debug)]
pub enum AnalyticsCommand {
    /// Bookings by when they were made: how many, worth how much, whose
    #[command(after_help = "Examples:
  appydex-admin analytics bookings
  appydex-admin analytics bookings --from last-month --granularity week --city Pune
  appydex-admin analytics bookings --from 2025-01-01 --to 2025-12-31 -o csv")]
    Bookings(Box<BookingsArgs>),
    /// Revenue by when the money moved: gross, fees, refunds, net, whose
    #[command(after_help = "Examples:
  appydex-admin analytics revenue --from this-fy --granularity month
  appydex-admin analytics revenue --payment-method upi --json summary")]
    Revenue(Box<RevenueArgs>),
    /// Make a report as a file
    #[command(after_help = "Examples:
  appydex-admin analytics export bookings --from this-month --out bookings.csv
  appydex-admin analytics export refunds --from 2025-09-01 --to 2025-09-30 --format xlsx --status processed")]
    Export(Box<ExportArgs>),
}

/// What both take.
#[derive(Args, Debug)]
struct SpanArgs {
    /// From here on: 2025-10-01, today, yesterday, 'last 7d', last-month, this-fy, a time [default: last 30d]
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Up to and with here [default: the end of what --from names, at most now]
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// How wide the buckets are; they begin at midnight UTC, weeks on Monday [default: day]
    #[arg(long, alias = "group-by", value_parser = Words(&["day", "week", "month"]))]
    granularity: Option<String>,
    /// Of this vendor: whole UUID
    #[arg(long, value_name = "UUID")]
    vendor_id: Option<String>,
    /// In this city: its whole name
    #[arg(long, value_name = "NAME")]
    city: Option<String>,
    /// In this category: its whole name
    #[arg(long, value_name = "NAME")]
    category: Option<String>,
    /// In this currency [default: the configured one]
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
}

/// `analytics bookings`
#[derive(Args, Debug)]
pub struct BookingsArgs {
    #[command(flatten)]
    span: SpanArgs,
    /// That stand here now
    #[arg(long, value_parser = Words(&["pending", "confirmed", "in_progress", "completed", "cancelled", "disputed"]))]
    status: Option<String>,
}

/// `analytics revenue`
#[derive(Args, Debug)]
pub struct RevenueArgs {
    #[command(flatten)]
    span: SpanArgs,
    /// Paid in this way
    #[arg(long, value_parser = Words(&["card", "upi", "wallet", "netbanking"]))]
    payment_method: Option<String>,
}

impl SpanArgs {
    /// The flags under the names of the request's fields, dates as exact times.
    fn given(&self, shell: &Shell) -> Given {
        let from = self.from.clone().unwrap_or_else(|| "last 30d".to_owned());
        let begin = end(shell, &from, Bound::Lower);
        // A range that is named alone ends where it ends; a single day or moment reaches until now.
        let named = !from.starts_with(|c: char| c.is_ascii_digit());
        let until = match &self.to {
            Some(to) => end(shell, to, Bound::Upper),
            None if named => end(shell, &from, Bound::Upper),
            None => shell.look.now.to_string(),
        };
        Given::default()
            .with("from", Some(&begin))
            .with("to", Some(&until))
            .with("granularity", self.granularity.as_ref())
            .with("vendor_id", self.vendor_id.as_ref())
            .with("city", self.city.as_ref())
            .with("category", self.category.as_ref())
            .with("currency", self.currency.as_ref())
    }
}

/// One end of what was typed, never later than now; what can't be read stays as it is, for the request to refuse.
fn end(shell: &Shell, text: &str, bound: Bound) -> String {
    match Range::parse(text, shell.look.now.jiff(), &shell.look.zone) {
        Ok(range) => range.until(shell.look.now.jiff()).end(bound).to_string(),
        Err(_) => text.to_owned(),
    }
}

/// Runs `analytics`.
pub async fn run(shell: &Shell, command: AnalyticsCommand) -> Result {
    match command {
        AnalyticsCommand::Export(args) => exports::run(shell, &args).await,
        AnalyticsCommand::Bookings(args) => {
            let given = args.span.given(shell).with("status", args.status.as_ref());
            let query = parse(Fields::text(given.pairs()))?;
            let found = shell.operations().await?.booking_analytics(query).await?;
            let points = points(&found.data.time_series)?;
            show(shell, &look::Bookings(&found), points, found.cached)
        }
        AnalyticsCommand::Revenue(args) => {
            let given = args.span.given(shell).with("payment_method", args.payment_method.as_ref());
            let query = parse(Fields::text(given.pairs()))?;
            let found = shell.operations().await?.revenue_analytics(query).await?;
            let points = points(&found.data.time_series)?;
            show(shell, &look::Revenue(&found), points, found.cached)
        }
    }
}

fn points<T: serde::Serialize>(series: &[T]) -> Result<Vec<Value>> {
    Ok(series.iter().map(serde_json::to_value).collect::<Result<_, _>>().map_err(Error::internal)?)
}

/// The whole for people and as one document; line by line the buckets.
fn show<D: Detail>(shell: &Shell, found: &D, points: Vec<Value>, cached: Cached) -> Result {
    if cached == Cached::Hit && shell.for_people() {
        shell.say("These figures were kept from a moment ago; nothing has changed since.");
    }
    let by_line = matches!(shell.style.format, Format::Csv | Format::Ndjson) && shell.style.template.is_none();
    if !by_line {
        return shell.show(found);
    }
    let mut emitter = Emitter::new(shell.style.clone(), true);
    let mut text = String::new();
    for point in points {
        text += &emitter.value(point, None, &[])?;
    }
    shell.print(&(text + emitter.end()))
}
