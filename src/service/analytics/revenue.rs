//! Revenue over time.

use super::{all_codes, buckets};
use crate::{
    domain::{
        analytics::{Granularity, Range, average, growth, rate},
        payment::PaymentMethod,
    },
    error::Result,
    operations::analytics::{
        RevenueAnalytics, RevenueByMethod, RevenuePoint, RevenueSummary, RevenueSums, TopRevenueCategory,
        TopRevenueVendor,
    },
    store::{
        Tx,
        analytics::{self, Asked, Sums, plus},
    },
};

pub(super) async fn answer(
    tx: &mut Tx,
    asked: &Asked,
    range: Range,
    granularity: Granularity,
) -> Result<RevenueAnalytics> {
    let figures = analytics::read(tx, asked).await?;
    let days = figures.days.into_iter().map(|(day, codes)| (day, all_codes(&codes)));
    let points = buckets(days, range, granularity, |sum: &mut Sums, more| plus(sum, more));
    let mut all = Sums::default();
    for (_, sums) in &points {
        plus(&mut all, sums);
    }
    let earlier = earlier(tx, asked, range).await?;
    // By revenue, then by count.
    let rank = |(count, cents)| (cents, count);
    let vendors = analytics::offers(tx, "vendors", &figures.totals.vendors, rank).await?;
    let categories = analytics::spelled(tx, &figures.totals.categories, rank).await?;
    Ok(RevenueAnalytics {
        time_series: points.iter().map(|(date, sums)| RevenuePoint { date: date.clone(), sums: shown(sums) }).collect(),
        summary: RevenueSummary { sums: shown(&all), growth_rate_percent: growth(all[1], earlier) },
        by_payment_method: by_method(&figures.totals.codes, all[1]),
        top_revenue_vendors: vendors
            .into_iter()
            .map(|top| TopRevenueVendor {
                vendor_id: top.id,
                vendor_name: top.name.into(),
                revenue_cents: top.cents,
                transactions_count: top.count,
            })
            .collect(),
        top_revenue_categories: categories
            .into_iter()
            .map(|top| TopRevenueCategory {
                category: top.name.into(),
                revenue_cents: top.cents,
                transactions_count: top.count,
            })
            .collect(),
    })
}

/// The gross of the period before.
async fn earlier(tx: &mut Tx, asked: &Asked, range: Range) -> Result<i64> {
    let before = range.before();
    let asked = Asked { from: before.from, to: before.to, tops: false, ..asked.clone() };
    let figures = analytics::read(tx, &asked).await?;
    Ok(figures.days.values().map(|codes| all_codes(codes)[1]).sum())
}

fn shown(&[count, gross, fees, refunds]: &Sums) -> RevenueSums {
    RevenueSums {
        gross_revenue_cents: gross,
        net_revenue_cents: gross - refunds,
        refunds_cents: refunds,
        platform_fees_cents: fees,
        vendor_payouts_cents: gross - fees - refunds,
        transactions_count: count,
        avg_transaction_cents: average(gross, count),
    }
}

/// The methods by which anything came in, the largest first.
fn by_method(codes: &[Sums], gross: i64) -> Vec<RevenueByMethod> {
    let methods = PaymentMethod::ALL.iter().zip(codes).filter(|(_, sums)| sums[0] > 0);
    let mut found: Vec<RevenueByMethod> = methods
        .map(|(method, sums)| RevenueByMethod {
            method: *method,
            revenue_cents: sums[1],
            transactions_count: sums[0],
            percentage: rate(sums[1].saturating_mul(100), gross, 1),
        })
        .collect();
    found.sort_by_key(|one| (-one.revenue_cents, -one.transactions_count, one.method.as_str()));
    found
}
