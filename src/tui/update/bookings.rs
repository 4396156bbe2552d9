//! Changes of bookings: where they go, and notes.

use uuid::Uuid;

use super::{answers::mixed_up, loads, refunds};
use crate::{
    domain::{booking::BookingStatus, reason::check_length},
    error::Error,
    operations::{Attempt, bookings::UpdateBooking},
    tui::{
        effect::{Call, Effect, Of, Reply},
        model::{
            Model,
            overlay::{Moves, Note, Overlay},
        },
        theme::Role,
        widgets::editor::Editor,
    },
};

/// Shows where the booking at hand may go.
pub fn open_moves(model: &mut Model) -> Vec<Effect> {
    let Some(booking) = model.bookings.case.of(model.bookings.case.id) else { return Vec::new() };
    let to = booking.status.moves().to_vec();
    if to.is_empty() {
        let text = format!("{} is {}, for good.", booking.booking_number, booking.status);
        model.say(Role::Warn, text);
        return Vec::new();
    }
    let (booking, number, version) = (booking.id, booking.booking_number.clone(), booking.version);
    model.overlay = Some(Overlay::Moves(Moves { booking, number, version, to, at: 0 }));
    Vec::new()
}

/// Opens the notes of the booking at hand, or what is to be said of where it goes.
pub fn open_note(model: &mut Model, to: Option<BookingStatus>) -> Vec<Effect> {
    let Some(booking) = model.bookings.case.of(model.bookings.case.id) else { return Vec::new() };
    let notes = booking.admin_notes.as_ref().map(ToString::to_string).unwrap_or_default();
    let text = Editor::multiline(if to.is_none() { notes } else { String::new() });
    let (booking, number, version) = (booking.id, booking.booking_number.clone(), booking.version);
    model.overlay = Some(Overlay::Note(Note { booking, number, version, to, text, problem: None }));
    Vec::new()
}

/// Goes where was chosen; what takes words asks for them first.
pub fn go(model: &mut Model, moves: &Moves) -> Vec<Effect> {
    let Some(to) = moves.to.get(moves.at).copied() else { return Vec::new() };
    if matches!(to, BookingStatus::Cancelled | BookingStatus::Disputed) {
        return open_note(model, Some(to));
    }
    send(model, moves.booking, moves.version, UpdateBooking::to(to))
}

/// Sends notes, or a move with its words.
pub fn submit(model: &mut Model, mut note: Note) -> Vec<Effect> {
    let text = note.text.text().trim().to_owned();
    let (least, most) = match note.to {
        Some(BookingStatus::Cancelled) => (10, 500),
        Some(_) => (1, 2000),
        None => (0, 2000),
    };
    if let Err(problem) = check_length(&text, least, most) {
        note.problem = Some(format!("The text {problem}."));
        model.overlay = Some(Overlay::Note(note));
        return Vec::new();
    }
    let change = match note.to {
        Some(BookingStatus::Cancelled) => UpdateBooking::cancel(text),
        Some(to) => UpdateBooking { admin_notes: Some(text), ..UpdateBooking::to(to) },
        None => UpdateBooking::note(text),
    };
    send(model, note.booking, note.version, change)
}

fn send(model: &mut Model, id: Uuid, version: i64, change: UpdateBooking) -> Vec<Effect> {
    if model.bookings.changing.waiting.is_some() {
        model.say(Role::Warn, "Your last change is on its way.");
        return Vec::new();
    }
    let attempt = Attempt { key: Some(model.key()), if_match: Some(version), dry_run: false };
    refunds::send(model, Of::Change(id), Call::Change(id, change, attempt))
}

/// Takes the answer to a change.
pub fn answered(model: &mut Model, id: Uuid, result: Result<Reply, Error>) -> Vec<Effect> {
    model.bookings.case.forget(id);
    match result {
        Ok(Reply::Changed(answer)) => {
            let refunds = answer.cancellation.as_ref().map_or(0, |cancellation| cancellation.refunds.len());
            let refunded = if refunds > 0 { format!("; {refunds} refunds were made") } else { String::new() };
            let text = format!("{} is {}{refunded}.", answer.booking_number, answer.status);
            model.say(Role::Good, text);
            if let Some(row) = model.bookings.list.rows.iter_mut().find(|row| row.id == id) {
                row.status = answer.status;
            }
        }
        other => {
            let error = other.err().unwrap_or_else(mixed_up);
            model.complain(&error);
        }
    }
    loads::case(model)
}
