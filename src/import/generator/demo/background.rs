//! The quiet bookings between the stories, so that a year has its weeks and weekends.

use super::{
    market::{Cancelled, Deal},
    story::{Paid, Story, User},
};
use crate::{
    domain::time::{DAY, Timestamp},
    import::generator::{
        calendar::Calendar,
        course::{Actor, Course, Status},
        random::{Draw, Seed, Stream},
        words,
    },
};

const BOOKINGS: u64 = 240;
const DAYS: i64 = 364;

/// What is booked without a story, as often as the number says.
const SERVICES: &[(u64, &str)] = &[
    (7, "jet-service"),
    (3, "gas-refill"),
    (2, "ac-install"),
    (5, "deep-clean"),
    (6, "kitchen-clean"),
    (4, "sofa-shampoo"),
    (7, "leak-repair"),
    (3, "drain"),
    (6, "facial"),
    (5, "waxing"),
    (3, "washing-machine"),
    (5, "ro-service"),
    (2, "portrait"),
    (1, "baby-shoot"),
    (5, "cockroach"),
    (3, "local-2bhk"),
    (4, "maths"),
    (3, "veena"),
    (4, "door-repair"),
];

/// Bookings of the regular customers over the year up to `now`.
pub(super) fn deals(story: &'static Story, now: Timestamp) -> impl Iterator<Item = Deal> {
    let seed = Seed::new(16_110);
    let calendar = Calendar::new(now.plus(-DAYS * DAY), now);
    (0..BOOKINGS).map(move |n| {
        let booked = calendar.moment(u128::from(n * 2 + 1), u128::from(BOOKINGS * 2));
        deal(story, n, booked, now, &mut seed.draw(Stream::Booking, n))
    })
}

fn deal(story: &'static Story, n: u64, booked: Timestamp, now: Timestamp, draw: &mut Draw) -> Deal {
    let regulars: Vec<&User> = story.users.iter().filter(|user| user.regular && user.joined.at(now) < booked).collect();
    let (user, service) = (draw.pick(&regulars), draw.weighted(SERVICES));
    let minutes = story.vendors.iter().flat_map(|vendor| &vendor.services).find(|one| one.key == service);
    let course = Course::new(booked, minutes.map_or(60, |one| one.minutes + 10), now, draw);
    let deal = Deal::new(format!("b-{n:03}"), user, service, booked, course.scheduled);
    Deal {
        status: status(&course),
        discount: if draw.chance(180) { deal.rupees / 10 } else { 0 },
        notes: draw.chance(220).then(|| draw.pick(words::NOTES)),
        payment: if course.cancelled.as_ref().is_some_and(|one| one.by == Actor::System) {
            Paid::Failed
        } else {
            Paid::Succeeded
        },
        cancelled: course.cancelled.map(|one| Cancelled {
            at: one.at,
            by: one.by.word(),
            reason: one.reason,
            refunded: one.by != Actor::System,
        }),
        ..deal
    }
}

/// No quarrels here: those have a story.
fn status(course: &Course) -> Status {
    if course.status == Status::Disputed { Status::Completed } else { course.status }
}
