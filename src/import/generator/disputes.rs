//! Disputes about work that was done.

use csv::StringRecord;

use super::{bookings::Booking, evidence, random::Stream, row::Row, words, world::World};
use crate::import::table::Table;

/// The dispute of one booking, if there is one.
pub(super) fn row(world: &World, index: u64) -> Option<StringRecord> {
    let booking = Booking::new(world, index);
    let quarrel = booking.course.quarrel.as_ref()?;
    let mut draw = world.draw(Stream::DisputeWords, index);
    let (reason, description) = draw.pick(words::DISPUTES);
    let notes = draw.pick(words::RESOLUTIONS);
    Some(
        Row::new(Table::Disputes)
            .put("id", world.id(Table::Disputes, index))
            .put("booking_id", world.id(Table::Bookings, index))
            .put("status", if quarrel.resolved.is_some() { "resolved" } else { "open" })
            .put("raised_by", draw.weighted(&[(86, "user"), (14, "vendor")]))
            .put("reason", reason)
            .put("description", description)
            .put("evidence", draw.chance(600).then(|| evidence::one(quarrel.since, &mut draw)))
            .put("created_at", quarrel.since)
            .put("resolution_notes", quarrel.resolved.map(|_| notes))
            .put("resolved_at", quarrel.resolved)
            .done(),
    )
}
