//! Cases as running text: what bears on a decision, in the order in which it is needed.
//!
//! A file for each kind of case. To add one: its lines in a file, its line in [`lines`].

mod booking;
mod entry;
mod job;
mod refund;
mod takedown;

use super::{doc::Doc, words::time};
use crate::{
    domain::evidence::Evidence,
    tui::{
        model::{Model, tabs::Tab},
        widgets::text::Line,
    },
};

/// The lines of the case at hand; none while there is none.
pub fn lines(model: &Model, width: u16) -> Vec<Line> {
    let mut doc = Doc::new(width, model.theme.glyphs());
    match model.tab {
        Tab::Takedowns => {
            if let Some(case) = model.takedowns.case.of(model.takedowns.case.id) {
                takedown::write(model, case, &mut doc);
            }
        }
        Tab::Refunds => {
            if let Some(refund) = model.refunds.case.of(model.refunds.case.id) {
                refund::write(model, refund, &mut doc);
            }
        }
        Tab::Bookings => {
            if let Some(booking) = model.bookings.case.of(model.bookings.case.id) {
                booking::write(model, booking, &mut doc);
            }
        }
        Tab::Jobs => {
            if let Some(job) = model.jobs.case.of(model.jobs.case.id) {
                job::write(model, job, &mut doc);
            }
        }
        Tab::Audit => {
            entry::verification(model, &mut doc);
            if let Some(entry) = model.audit.list.current() {
                entry::write(model, entry, &mut doc);
            }
        }
        Tab::Overview | Tab::System => {}
    }
    doc.done()
}

/// What stands above the case.
pub fn title(model: &Model) -> String {
    match model.tab {
        Tab::Takedowns => {
            let case = model.takedowns.case.of(model.takedowns.case.id);
            case.map(|case| case.request_number.clone()).unwrap_or_default()
        }
        Tab::Refunds => {
            let refund = model.refunds.case.of(model.refunds.case.id);
            refund.map(|refund| refund.item.refund_number.clone()).unwrap_or_default()
        }
        Tab::Bookings => {
            let booking = model.bookings.case.of(model.bookings.case.id);
            booking.map(|booking| booking.booking_number.clone()).unwrap_or_default()
        }
        Tab::Jobs => model.jobs.case.of(model.jobs.case.id).map(|job| job.id.to_string()).unwrap_or_default(),
        Tab::Audit => model.audit.list.current().map(|entry| format!("Entry {}", entry.seq)).unwrap_or_default(),
        Tab::Overview | Tab::System => String::new(),
    }
}

/// What is said where there is no case.
pub fn missing(model: &Model) -> &'static str {
    let triage = model.takedowns.triage.as_ref();
    match model.tab {
        Tab::Takedowns if triage.is_some_and(|triage| triage.empty) => {
            "Nothing is left that waits for somebody. N leaves triage."
        }
        Tab::Takedowns if triage.is_some() => "The next case is on its way.",
        Tab::Bookings if !model.may(crate::domain::actor::Permission::BookingsView) => {
            "Looking at one booking needs the permission bookings:view."
        }
        Tab::Takedowns if model.takedowns.case.id.is_none() => "",
        Tab::Refunds if model.refunds.case.id.is_none() => "",
        Tab::Bookings if model.bookings.case.id.is_none() => "",
        Tab::Jobs if model.jobs.case.id.is_none() => "",
        Tab::Audit => "",
        _ => "Loading; Esc stops it.",
    }
}

/// What bears a case out.
fn evidence(model: &Model, pieces: &[Evidence], doc: &mut Doc) {
    if pieces.is_empty() {
        doc.heading("Evidence", "none");
        return;
    }
    doc.heading("Evidence", &format!("{}; o opens a link", pieces.len()));
    for (at, piece) in pieces.iter().enumerate() {
        let kind = format!("{:?}", piece.kind).to_lowercase();
        let name = piece.filename.as_ref().map(ToString::to_string).unwrap_or_default();
        let when = piece.uploaded_at.map(|at| time(model, crate::domain::time::Timestamp(at))).unwrap_or_default();
        doc.fact(&format!("{}. {kind}", at + 1), format!("{name}  {when}").trim());
        doc.maybe("", piece.description.as_ref());
        if let Some(content) = &piece.content {
            doc.prose(content.raw());
        }
        doc.maybe("", piece.url.as_ref());
    }
}
