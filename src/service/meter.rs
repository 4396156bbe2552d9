//! What this process measures of its own requests: kept in memory, a minute at a time for a day.

use std::{
    collections::{BTreeMap, VecDeque},
    fmt::Write as _,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use crate::{
    domain::time::{MINUTE, Timestamp},
    operations::health::HealthMetrics,
};

/// Minutes in a day.
const KEPT: usize = 1440;
/// Upper bounds of the histogram, in milliseconds.
const BOUNDS: [u64; 11] = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];

/// The requests of one minute.
#[derive(Clone, Copy, Default)]
struct Tally {
    minute: i64,
    requests: u64,
    failed: u64,
    micros: u64,
}

/// How long the requests to one address took.
#[derive(Clone, Default)]
struct Durations {
    by_bound: [u64; BOUNDS.len()],
    count: u64,
    micros: u64,
}

#[derive(Default)]
struct Measured {
    minutes: VecDeque<Tally>,
    requests: BTreeMap<(String, String, u16), u64>,
    durations: BTreeMap<(String, String), Durations>,
}

/// The counts of this process since it started.
pub struct Meter {
    started: Instant,
    measured: Mutex<Measured>,
}

impl Default for Meter {
    fn default() -> Self {
        Self { started: Instant::now(), measured: Mutex::default() }
    }
}

impl Meter {
    /// Counts a request that was answered at `now`. `path` is the template of its address, so that there are only as
    /// many as the program has.
    pub fn count(&self, method: &str, path: &str, status: u16, took: Duration, now: Timestamp) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let mut measured = self.measured();
        let minute = now.0.div_euclid(MINUTE);
        if measured.minutes.back().is_none_or(|last| last.minute != minute) {
            measured.minutes.push_back(Tally { minute, ..Tally::default() });
            while measured.minutes.len() > KEPT {
                measured.minutes.pop_front();
            }
        }
        if let Some(tally) = measured.minutes.back_mut() {
            tally.requests += 1;
            tally.failed += u64::from(status >= 500);
            tally.micros = tally.micros.saturating_add(micros);
        }
        *measured.requests.entry((method.to_owned(), path.to_owned(), status)).or_default() += 1;
        let durations = measured.durations.entry((method.to_owned(), path.to_owned())).or_default();
        durations.count += 1;
        durations.micros = durations.micros.saturating_add(micros);
        for (bound, count) in BOUNDS.iter().zip(&mut durations.by_bound) {
            *count += u64::from(micros <= bound * 1000);
        }
    }

    fn measured(&self) -> MutexGuard<'_, Measured> {
        self.measured.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The requests of the last so many minutes, this one included.
    fn last(&self, minutes: i64, now: Timestamp) -> Tally {
        let from = now.0.div_euclid(MINUTE) - minutes;
        let measured = self.measured();
        let recent = measured.minutes.iter().filter(|tally| tally.minute > from);
        recent.fold(Tally::default(), |sum, tally| Tally {
            minute: tally.minute,
            requests: sum.requests + tally.requests,
            failed: sum.failed + tally.failed,
            micros: sum.micros.saturating_add(tally.micros),
        })
    }

    /// The share of the requests of the last so many minutes that failed, in percent.
    pub fn error_rate(&self, minutes: i64, now: Timestamp) -> f64 {
        percent(self.last(minutes, now))
    }

    /// Of a day, as health tells it.
    pub fn health(&self, now: Timestamp) -> HealthMetrics {
        let day = self.last(1440, now);
        let mean = day.micros.checked_div(day.requests).unwrap_or_default();
        HealthMetrics {
            uptime_seconds: i64::try_from(self.started.elapsed().as_secs()).unwrap_or(i64::MAX),
            request_count_24h: i64::try_from(day.requests).unwrap_or(i64::MAX),
            avg_response_time_ms: to_f64(mean) / 1000.0,
            error_rate_percent: percent(day),
        }
    }

    /// As Prometheus reads it.
    pub fn expose(&self, out: &mut String) {
        let measured = self.measured();
        out.push_str("# HELP http_requests_total Requests answered.\n# TYPE http_requests_total counter\n");
        for ((method, path, status), count) in &measured.requests {
            let _ =
                writeln!(out, "http_requests_total{{method=\"{method}\",path=\"{path}\",status=\"{status}\"}} {count}");
        }
        out.push_str("# HELP http_request_duration_seconds How long requests took.\n");
        out.push_str("# TYPE http_request_duration_seconds histogram\n");
        for ((method, path), durations) in &measured.durations {
            let labels = format!("method=\"{method}\",path=\"{path}\"");
            let name = "http_request_duration_seconds";
            for (bound, count) in BOUNDS.iter().zip(durations.by_bound) {
                let _ = writeln!(out, "{name}_bucket{{{labels},le=\"{}\"}} {count}", to_f64(*bound) / 1000.0);
            }
            let _ = writeln!(out, "{name}_bucket{{{labels},le=\"+Inf\"}} {}", durations.count);
            let _ = writeln!(out, "{name}_sum{{{labels}}} {}", to_f64(durations.micros) / 1_000_000.0);
            let _ = writeln!(out, "{name}_count{{{labels}}} {}", durations.count);
        }
        drop(measured);
        out.push_str("# HELP process_uptime_seconds Since this process started.\n");
        let _ = writeln!(
            out,
            "# TYPE process_uptime_seconds gauge\nprocess_uptime_seconds {}",
            self.started.elapsed().as_secs()
        );
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^53, and a rounded one is as good")]
fn to_f64(count: u64) -> f64 {
    count as f64
}

fn percent(tally: Tally) -> f64 {
    if tally.requests == 0 { 0.0 } else { to_f64(tally.failed) * 100.0 / to_f64(tally.requests) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_764_000_000_000_000);

    fn meter() -> Meter {
        let meter = Meter::default();
        for (status, millis, minutes) in [(200, 4, 0), (200, 40, 0), (500, 400, 6), (404, 4, 1500)] {
            let at = NOW.plus(-minutes * MINUTE);
            meter.count("GET", "/api/v1/admin/me", status, Duration::from_millis(millis), at);
        }
        meter
    }

    #[test]
    fn only_what_is_recent_counts() {
        let meter = meter();
        assert!(meter.error_rate(5, NOW).abs() < f64::EPSILON);
        assert!((meter.error_rate(10, NOW) - 100.0 / 3.0).abs() < 1e-9);
        let health = meter.health(NOW);
        assert_eq!(health.request_count_24h, 3);
        assert!((health.avg_response_time_ms - 148.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_at_all_is_no_error() {
        assert!(Meter::default().error_rate(5, NOW).abs() < f64::EPSILON);
    }

    #[test]
    fn a_day_s_minutes_are_kept() {
        let meter = Meter::default();
        for minute in 0..2000 {
            meter.count("GET", "/", 200, Duration::ZERO, NOW.plus(minute * MINUTE));
        }
        assert_eq!(meter.measured().minutes.len(), KEPT);
    }

    #[test]
    fn prometheus_reads_counts_and_buckets() {
        let mut text = String::new();
        meter().expose(&mut text);
        for line in [
            "http_requests_total{method=\"GET\",path=\"/api/v1/admin/me\",status=\"200\"} 2",
            "http_request_duration_seconds_bucket{method=\"GET\",path=\"/api/v1/admin/me\",le=\"0.005\"} 2",
            "http_request_duration_seconds_bucket{method=\"GET\",path=\"/api/v1/admin/me\",le=\"+Inf\"} 4",
            "http_request_duration_seconds_sum{method=\"GET\",path=\"/api/v1/admin/me\"} 0.448",
        ] {
            assert!(text.lines().any(|one| one == line), "no {line} in {text}");
        }
    }
}
