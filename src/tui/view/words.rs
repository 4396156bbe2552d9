//! Moments, spans and words as people read them.

use crate::{
    domain::{
        takedown::Priority,
        time::{DAY, HOUR, MINUTE, SECOND, Timestamp},
    },
    tui::{model::Model, theme::Role},
};

/// `2025-11-24 21:30`, in the person's zone.
pub fn time(model: &Model, moment: Timestamp) -> String {
    moment.jiff().to_zoned(model.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// `24 Nov 21:30`, in the person's zone.
pub fn short_time(model: &Model, moment: Timestamp) -> String {
    moment.jiff().to_zoned(model.zone.clone()).strftime("%d %b %H:%M").to_string()
}

/// A span in its largest unit: `3h`.
pub fn span(micros: i64) -> String {
    match micros.saturating_abs() {
        0..SECOND => "0s".to_owned(),
        micros @ SECOND..MINUTE => format!("{}s", micros / SECOND),
        micros @ MINUTE..HOUR => format!("{}m", micros / MINUTE),
        micros @ HOUR..DAY => format!("{}h", micros / HOUR),
        micros => format!("{}d", micros / DAY),
    }
}

/// Minutes and seconds: `8m 05s`.
pub fn countdown(micros: i64) -> String {
    let seconds = micros.max(0) / SECOND;
    if seconds < 60 { format!("{seconds}s") } else { format!("{}m {:02}s", seconds / 60, seconds % 60) }
}

/// How far off a deadline is, and how it looks: `3h left`, `2d late`.
pub fn due(model: &Model, deadline: Timestamp) -> (String, Role) {
    let left = deadline.since(model.now);
    if left < 0 {
        return (format!("{} late", span(left)), Role::Bad);
    }
    let role = if left < 4 * HOUR { Role::Warn } else { Role::Plain };
    (format!("{} left", span(left)), role)
}

/// A word of the API for people: `fake review`.
pub fn spaced(word: &str) -> String {
    word.replace('_', " ")
}

/// A priority in three characters, and how it looks.
pub const fn priority(priority: Priority) -> (&'static str, Role) {
    match priority {
        Priority::High => ("!!!", Role::Bad),
        Priority::Medium => ("!! ", Role::Warn),
        Priority::Low => ("!  ", Role::Dim),
    }
}

/// `1 request`, `2 requests`.
pub fn count(number: i64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
