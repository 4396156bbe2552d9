//! Customers.

use csv::StringRecord;

use super::{
    people::{Person, phone},
    random::Stream,
    row::Row,
    world::World,
};
use crate::{domain::time::Timestamp, import::table::Table};

/// What other tables need to know of a customer.
pub(super) struct User {
    pub(super) person: Person,
    pub(super) signed_up: Timestamp,
    pub(super) email_verified: bool,
}

impl User {
    pub(super) fn new(world: &World, index: u64) -> Self {
        let mut draw = world.draw(Stream::User, index);
        Self {
            signed_up: world.users.signed_up(index, &mut draw),
            person: Person::new(&mut draw),
            email_verified: draw.chance(860),
        }
    }
}

pub(super) fn row(world: &World, index: u64) -> StringRecord {
    let user = User::new(world, index);
    let mut draw = world.draw(Stream::UserDetails, index);
    let id = world.id(Table::Users, index);
    Row::new(Table::Users)
        .put("id", id)
        .put("name", user.person.name())
        .put("email", user.person.email(index, &mut draw))
        .put("phone", draw.chance(960).then(|| phone(index)))
        .put("profile_image", draw.chance(350).then(|| format!("https://files.appydex.example/u/{id}.jpg")))
        .put("email_verified", user.email_verified)
        .put("trust_score", draw.chance(970).then(|| 100 - draw.below(30) - draw.below(25) - draw.below(40)))
        .put("created_at", user.signed_up)
        .done()
}
