//! A job: how far it has come, what it is about, what came of it.

use super::Doc;
use crate::{
    operations::jobs::Job,
    tui::{
        model::Model,
        theme::Role,
        view::words::{spaced, time},
        widgets::{
            chart,
            text::{piece, plain},
        },
    },
};

/// Columns of the bar.
const BAR: usize = 24;

/// The whole job.
pub fn write(model: &Model, job: &Job, doc: &mut Doc) {
    doc.line(vec![
        piece(Role::Strong, format!(" {} ", job.status)),
        plain(format!(" {}  ", spaced(job.kind.as_str()))),
        piece(Role::Accent, chart::filled(model.theme.glyphs(), job.progress_percent, 100, BAR)),
        plain(format!(" {} %", job.progress_percent)),
    ]);
    doc.heading("Times", "");
    doc.fact("made", time(model, job.created_at));
    doc.maybe("begun", job.started_at.map(|at| time(model, at)));
    doc.maybe("ended", job.completed_at.map(|at| time(model, at)));
    doc.maybe("lasts", job.estimated_duration_seconds.map(|seconds| format!("about {seconds} s")));
    doc.maybe("lasted", job.actual_duration_seconds.map(|seconds| format!("{seconds} s")));
    doc.fact("attempt", job.attempt);
    doc.maybe("cancelled", job.cancelled_at.map(|at| time(model, at)));
    if let Some(reason) = &job.cancel_reason {
        doc.prose(reason);
    }
    if let Some(error) = &job.error {
        doc.heading("Error", &error.code);
        doc.fact_in(Role::Bad, "", &error.message);
    }
    doc.heading("What", "");
    doc.prose(&serde_json::to_string_pretty(&job.metadata).unwrap_or_default());
    if let Some(result) = &job.result {
        doc.heading("Result", "");
        doc.prose(&serde_json::to_string_pretty(result).unwrap_or_default());
    }
}
