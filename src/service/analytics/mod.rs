//! Analytics: bookings by when they were made, revenue by when the money moved.
//!
//! Here it is found out what exactly is asked and whether the answer is still known; `bookings` and `revenue` put their
//! answers together, `cache` keeps them. The sums come from `store::analytics`, the arithmetic from
//! `domain::analytics`. To add a report: its file here, its types in `operations`.

mod bookings;
mod cache;
mod revenue;

use serde::Serialize;

use self::cache::Answers;
pub use self::cache::Cache;
use super::{Local, Service};
use crate::{
    domain::{
        actor::Permission,
        analytics::{BadRange, Range, date_of},
        text::fold,
        time::Timestamp,
    },
    error::{Error, Kind, RangeFault, Result},
    operations::analytics::{
        Analysis, AnalyticsMeta, BookingAnalysis, BookingFigures, BookingFilters, Cached, RevenueAnalysis,
        RevenueFigures, RevenueFilters, Span,
    },
    store::{
        Tx,
        analytics::{self, Asked, Sums},
        chain,
    },
};

impl Local {
    pub(super) async fn booking_figures(&self, query: BookingFigures) -> Result<BookingAnalysis> {
        let filters = BookingFilters {
            city: query.span.city.clone().map(Into::into),
            category: query.span.category.clone().map(Into::into),
            vendor_id: query.span.vendor_id,
            status: query.status,
        };
        let (range, meta) = self.prepare(&query.span, filters).await?;
        let mut asking = self.service.asking(range, &(&query, meta.currency)).await?;
        let data = if let Some(data) = asking.kept(&self.service.0.figures.bookings) {
            data
        } else {
            let code = query.status.and_then(|status| analytics::Kind::Bookings.code(status.as_str()));
            let asked = asked(&mut asking.tx, analytics::Kind::Bookings, &query.span, &meta, range, code).await?;
            let data = bookings::answer(&mut asking.tx, &asked, range, meta.granularity).await?;
            asking.keep(&self.service.0.figures.bookings, &data);
            data
        };
        Ok(Analysis { data, meta, cached: asking.end().await? })
    }

    pub(super) async fn revenue_figures(&self, query: RevenueFigures) -> Result<RevenueAnalysis> {
        let filters = RevenueFilters {
            city: query.span.city.clone().map(Into::into),
            category: query.span.category.clone().map(Into::into),
            vendor_id: query.span.vendor_id,
            payment_method: query.payment_method,
        };
        let (range, meta) = self.prepare(&query.span, filters).await?;
        let mut asking = self.service.asking(range, &(&query, meta.currency)).await?;
        let data = if let Some(data) = asking.kept(&self.service.0.figures.revenue) {
            data
        } else {
            let code = query.payment_method.and_then(|method| analytics::Kind::Payments.code(method.as_str()));
            let asked = asked(&mut asking.tx, analytics::Kind::Payments, &query.span, &meta, range, code).await?;
            let data = revenue::answer(&mut asking.tx, &asked, range, meta.granularity).await?;
            asking.keep(&self.service.0.figures.revenue, &data);
            data
        };
        Ok(Analysis { data, meta, cached: asking.end().await? })
    }

    /// The permission, the range and what is said of it.
    async fn prepare<F>(&self, span: &Span, filters_applied: F) -> Result<(Range, AnalyticsMeta<F>)> {
        self.permit(Permission::AnalyticsView).await?;
        let range = range(span, self.service.now())?;
        let meta = AnalyticsMeta {
            from: span.from.at(),
            to: span.to.at(),
            granularity: span.granularity,
            currency: span.currency.unwrap_or(self.service.settings().currency),
            filters_applied,
        };
        Ok((range, meta))
    }
}

/// The range that is asked for.
///
/// # Errors
/// `INVALID_DATE_RANGE`
pub fn range(span: &Span, now: Timestamp) -> Result<Range> {
    let bare = span.from.is_bare() && span.to.is_bare();
    Range::read(span.from.at(), span.to.at(), bare, now).map_err(|fault| {
        let days = if let BadRange::TooLong(days) = fault { Some(days) } else { None };
        let details = RangeFault { from: span.from.to_string(), to: span.to.to_string(), days };
        Error::new(Kind::InvalidDateRange { details })
    })
}

async fn asked<F>(
    tx: &mut Tx,
    kind: analytics::Kind,
    span: &Span,
    meta: &AnalyticsMeta<F>,
    range: Range,
    code: Option<u8>,
) -> Result<Asked> {
    let vendor = match span.vendor_id {
        None => None,
        Some(id) => {
            let missing = || Error::new(Kind::VendorNotFound { vendor_id: id.to_string() });
            Some(analytics::vendor(tx, id).await?.ok_or_else(missing)?)
        }
    };
    Ok(Asked {
        kind,
        currency: meta.currency,
        from: range.from,
        to: range.to,
        code,
        city: span.city.as_deref().map(fold),
        category: span.category.as_deref().map(fold),
        vendor,
        tops: true,
    })
}

/// A question under way: one moment of the database, and whether its answer may be kept.
struct Asking {
    tx: Tx,
    now: Timestamp,
    /// For how long the answer may be kept.
    keeps: Option<i64>,
    question: String,
    changes: i64,
    cached: Cached,
}

impl Service {
    async fn asking(&self, range: Range, question: &(impl Serialize + Sync)) -> Result<Asking> {
        let (now, question) = (self.now(), serde_json::to_string(question).map_err(Error::internal)?);
        let mut tx = self.0.db.snapshot().await?;
        let keeps = range.keeps(now);
        let changes = if keeps.is_some() { chain::changes(&mut tx).await? } else { 0 };
        Ok(Asking { tx, now, keeps, question, changes, cached: Cached::Bypass })
    }
}

impl Asking {
    fn kept<T: Clone>(&mut self, answers: &Answers<T>) -> Option<T> {
        self.keeps?;
        let kept = answers.get(&self.question, self.changes, self.now)?;
        self.cached = Cached::Hit;
        Some(kept)
    }

    fn keep<T: Clone>(&mut self, answers: &Answers<T>, made: &T) {
        if let Some(keeps) = self.keeps {
            answers.put(self.question.clone(), self.changes, self.now.plus(keeps), made.clone());
            self.cached = Cached::Miss;
        }
    }

    async fn end(self) -> Result<Cached> {
        self.tx.commit().await?;
        Ok(self.cached)
    }
}

/// The sums of each bucket of a range, in their order, under the date of its first day.
fn buckets<T: Default>(
    days: impl Iterator<Item = (i64, T)>,
    range: Range,
    granularity: crate::domain::analytics::Granularity,
    add: impl Fn(&mut T, &T),
) -> Vec<(String, T)> {
    let firsts = range.buckets(granularity);
    let mut sums: Vec<T> = firsts.iter().map(|_| T::default()).collect();
    for (day, sum) in days {
        // The bucket that begins last before the day.
        let place = firsts.partition_point(|first| *first <= day);
        if let Some(bucket) = place.checked_sub(1).and_then(|place| sums.get_mut(place)) {
            add(bucket, &sum);
        }
    }
    firsts.into_iter().map(|first| date_of(first).to_string()).zip(sums).collect()
}

fn all_codes(codes: &[Sums]) -> Sums {
    let mut sum = Sums::default();
    for one in codes {
        analytics::plus(&mut sum, one);
    }
    sum
}
