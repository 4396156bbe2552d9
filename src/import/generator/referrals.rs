//! Referrals: every fourth customer was brought by an earlier one.

use csv::StringRecord;

use super::{
    random::{Draw, Stream},
    row::Row,
    users::User,
    world::World,
};
use crate::{
    domain::time::{DAY, HOUR, Timestamp},
    import::table::Table,
};

/// How many there are.
pub(super) const fn count(world: &World) -> u64 {
    world.users.total / 4
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Pending,
    Completed(Timestamp),
    Expired,
    Paid(Timestamp),
}

impl Status {
    fn new(world: &World, user: &User, expires: Timestamp, draw: &mut Draw) -> Self {
        let credited = user.signed_up.plus(draw.between(24, 28 * 24) * HOUR);
        let earns = user.email_verified && draw.chance(680);
        let paid = draw.chance(700);
        match (earns && credited <= world.now, expires <= world.now) {
            (true, _) if paid && world.now.since(credited) > 7 * DAY => Self::Paid(credited),
            (true, _) => Self::Completed(credited),
            (false, true) => Self::Expired,
            (false, false) => Self::Pending,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Completed(_) => "completed",
            Self::Expired => "expired",
            Self::Paid(_) => "paid",
        }
    }

    const fn credited(self) -> Option<Timestamp> {
        match self {
            Self::Completed(at) | Self::Paid(at) => Some(at),
            Self::Pending | Self::Expired => None,
        }
    }
}

/// Referral `number`: of customer 4 · number + 3 by one who came before.
pub(super) fn row(world: &World, number: u64) -> StringRecord {
    let newcomer = number * 4 + 3;
    let mut draw = world.draw(Stream::Referral, number);
    let referrer = draw.skewed(newcomer);
    let user = User::new(world, newcomer);
    let expires = user.signed_up.plus(30 * DAY);
    let status = Status::new(world, &user, expires, &mut draw);
    let earned = status.credited().is_some();
    let booked = earned || draw.chance(350);
    Row::new(Table::Referrals)
        .put("id", world.id(Table::Referrals, number))
        .put("referrer_id", world.id(Table::Users, referrer))
        .put("referred_user_id", world.id(Table::Users, newcomer))
        .put("referral_code", format!("{}{referrer}", User::new(world, referrer).person.code()))
        .put("status", status.word())
        .put("reward_amount_cents", draw.weighted(&[(6_u64, 20_000_i64), (3, 10_000), (1, 50_000)]))
        .put("currency", "INR")
        .put("created_at", user.signed_up)
        .put("expires_at", expires)
        .put("credited_at", status.credited())
        .put("payout_status", payout(status, &mut draw))
        .put("signup", true)
        .put("email_verified", user.email_verified)
        .put("first_booking", booked)
        .put("minimum_spend", earned || (booked && draw.chance(300) && !user.email_verified))
        .done()
}

fn payout(status: Status, draw: &mut Draw) -> Option<&'static str> {
    match status {
        Status::Paid(_) => Some("paid"),
        Status::Completed(_) => Some(draw.weighted(&[(92, "pending"), (8, "failed")])),
        Status::Pending | Status::Expired => None,
    }
}
