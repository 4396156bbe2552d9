//! Data in: folders of CSV or NDJSON, and records that somebody makes up.
//!
//! [`source`] reads rows, `row` understands them, `flow` takes them into the staging place of [`store::bulk`], which
//! checks them against each other and merges them; `rejects` writes down what was refused. [`table`] is the format.
//! Nothing here calls a gateway or notifies anybody. To add a table or a column: `table`, `row`, then `store::bulk`.
//!
//! [`store::bulk`]: crate::store::bulk

mod flow;
pub mod generator;
mod options;
mod problem;
mod rejects;
mod report;
mod row;
pub mod source;
pub mod table;

use std::{path::Path, time::Instant};

pub use options::{OnError, Options, Progress, Quiet};
pub use report::{KeptRow, Report, TableReport};
use source::{Rows, Source};

use crate::{
    error::Result,
    store::{
        Db, Tx,
        bulk::{self, Changed, Limits, Staging},
    },
};

/// Imports the folder `dir` into `db`. What `finish` writes is part of the one transaction that merges the rows; it is
/// not called for a dry run.
///
/// # Errors
/// `VALIDATION_ERROR` with `file:line:column` for what is wrong with files and rows, `BUSY` while another import or a
/// long write runs, or what `finish` fails with. Whatever the error, nothing was imported.
pub async fn run<F>(db: &Db, dir: &Path, options: &Options, progress: &dyn Progress, finish: F) -> Result<Report>
where
    F: AsyncFnOnce(&mut Tx, &Report) -> Result<()>,
{
    let (sources, ignored) = source::folder::sources(dir)?;
    load(db, sources, ignored, options, progress, finish).await
}

/// Imports rows from `sources`, which are in the order of loading; `ignored` goes into the report as it is.
///
/// # Errors
/// As [`run`].
pub async fn load<F>(
    db: &Db,
    sources: Vec<Source>,
    ignored: Vec<String>,
    options: &Options,
    progress: &dyn Progress,
    finish: F,
) -> Result<Report>
where
    F: AsyncFnOnce(&mut Tx, &Report) -> Result<()>,
{
    let start = Instant::now();
    let opened = flow::open(&sources)?;
    let mut staging = Staging::open(db).await?;
    let prepared = prepare(&mut staging, &sources, opened, options, progress).await;
    let mut report = match prepared {
        Ok(report) if !options.dry_run => report,
        ended => {
            staging.close().await;
            return ended.map(|report| Report { ignored, ..report }.took(start.elapsed()));
        }
    };
    report.ignored = ignored;
    progress.phase("merging");
    let filled = &mut report;
    let fill = async move |tx: &mut Tx, changed: Vec<Changed>| {
        filled.fill(&changed);
        filled.seconds = start.elapsed().as_secs_f64();
        finish(tx, filled).await
    };
    bulk::merge(staging, db, &limits(options), options.now, fill).await?;
    Ok(report.took(start.elapsed()))
}

/// Stages and checks everything; the report says what was read, and of a dry run also what would be.
async fn prepare(
    staging: &mut Staging,
    sources: &[Source],
    opened: Vec<Box<dyn Rows>>,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Report> {
    let stop = options.on_error == OnError::Stop;
    let read = flow::stage(staging, sources, opened, options, progress).await?;
    progress.phase("checking");
    if !stop || bulk::count(staging.tx()).await? == 0 {
        bulk::check(staging.tx(), stop).await?;
    }
    if stop {
        rejects::refuse_any(staging, sources).await?;
    }
    let refused = bulk::refused_rows(staging.tx()).await?;
    let table = |(source, read): (&Source, &u64)| TableReport {
        name: source.table.name(),
        read: *read,
        refused: refused[source.table as usize],
        ..TableReport::default()
    };
    let mut report = Report { tables: sources.iter().zip(&read).map(table).collect(), ..Report::default() };
    report.bookings = bulk::bookings_by_status(staging.tx()).await?;
    report.rejects = rejects::write(staging, sources, &options.rejects_dir).await?;
    report.dry_run = options.dry_run;
    if options.dry_run {
        report.fill(&bulk::preview(staging.tx()).await?);
    }
    Ok(report)
}

/// Above its threshold an amount is urgent, under a tenth of it not at all.
fn limits(options: &Options) -> Vec<Limits> {
    let limit = |(currency, threshold): (&String, &i64)| Limits {
        currency: currency.clone(),
        high_above: *threshold,
        low_below: threshold.saturating_add(9) / 10,
    };
    options.four_eyes.iter().map(limit).collect()
}
