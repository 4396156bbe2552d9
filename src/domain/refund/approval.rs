//! Four eyes: how many admins must approve an amount, and what one more approval makes of those there are.

use crate::domain::id::AdminId;

/// What a new try takes after one that nobody could find out about, whatever the amount.
pub const AFTER_A_DOUBT: i64 = 2;

/// How many admins must approve `cents` of a payment of which `decided` are decided to go back before; `threshold` is
/// that of its currency, and without one it always takes two.
pub fn required(cents: i64, decided: i64, threshold: Option<i64>) -> i64 {
    match threshold {
        Some(threshold) if cents.saturating_add(decided) <= threshold => 1,
        _ => 2,
    }
}

/// Who acts: an admin, and in process the user of the operating system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// The admin.
    pub admin: AdminId,
    /// The user of the operating system; `None` over HTTP, where there is nothing to compare.
    pub os_user: Option<String>,
}

impl Hand {
    fn is(&self, other: &Self) -> bool {
        self.admin == other.admin || (self.os_user.is_some() && self.os_user == other.os_user)
    }
}

/// An approval that counts: its giver still may approve, and it is for the try at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Who gave it.
    pub by: Hand,
    /// What they approved, in the smallest unit.
    pub cents: i64,
}

/// What an approval comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It waits for another admin's.
    First,
    /// The refund is decided.
    Complete,
}

/// Why an approval is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The same person approved or made it before.
    SamePerson,
    /// Another admin approved so many cents.
    OtherAmount(i64),
}

/// What one more approval makes of those `given` before. `maker` made the refund, if an admin did: they may be the
/// first to approve it and never the second. One's own approval is replaced by another amount.
///
/// # Errors
/// Says whether the person or the amount is wrong.
pub fn approve(asked: &Approval, given: &[Approval], maker: Option<&Hand>, required: i64) -> Result<Step, Refusal> {
    let (own, others): (Vec<_>, Vec<_>) = given.iter().partition(|one| one.by.admin == asked.by.admin);
    let Some(other) = others.first() else {
        return match own.first() {
            _ if required <= 1 => Ok(Step::Complete),
            Some(own) if own.cents == asked.cents => Err(Refusal::SamePerson),
            _ => Ok(Step::First),
        };
    };
    let same = || others.iter().any(|one| one.by.is(&asked.by)) || maker.is_some_and(|maker| maker.is(&asked.by));
    if required > 1 && same() {
        return Err(Refusal::SamePerson);
    }
    if other.cents != asked.cents {
        return Err(Refusal::OtherAmount(other.cents));
    }
    Ok(Step::Complete)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn hand(admin: u128, os_user: Option<&str>) -> Hand {
        Hand { admin: AdminId(Uuid::from_u128(admin)), os_user: os_user.map(str::to_owned) }
    }

    fn by(admin: u128, cents: i64) -> Approval {
        Approval { by: hand(admin, None), cents }
    }

    fn in_process(admin: u128, os_user: &str) -> Approval {
        Approval { by: hand(admin, Some(os_user)), cents: 100 }
    }

    #[test]
    fn what_was_decided_before_counts_and_a_currency_without_threshold_takes_two() {
        assert_eq!(required(100, 0, Some(100)), 1);
        assert_eq!(required(101, 0, Some(100)), 2);
        assert_eq!(required(60, 41, Some(100)), 2);
        assert_eq!(required(60, 40, Some(100)), 1);
        assert_eq!(required(1, 0, None), 2);
        assert_eq!(required(i64::MAX, i64::MAX, Some(i64::MAX)), 1, "no sum is larger than the largest");
        assert_eq!(required(1, 0, Some(0)), 2);
    }

    #[test]
    fn where_one_is_enough_one_decides() {
        assert_eq!(approve(&by(1, 100), &[], None, 1), Ok(Step::Complete));
        assert_eq!(approve(&by(1, 100), &[by(1, 100)], None, 1), Ok(Step::Complete), "the threshold was raised since");
        assert_eq!(approve(&by(1, 100), &[], Some(&hand(1, None)), 1), Ok(Step::Complete));
        assert_eq!(approve(&by(1, 100), &[by(2, 100)], Some(&hand(1, None)), 1), Ok(Step::Complete));
    }

    #[test]
    fn two_different_admins_approve_the_same_amount() {
        assert_eq!(approve(&by(1, 100), &[], None, 2), Ok(Step::First));
        assert_eq!(approve(&by(1, 100), &[by(1, 100)], None, 2), Err(Refusal::SamePerson));
        assert_eq!(approve(&by(1, 90), &[by(1, 100)], None, 2), Ok(Step::First), "another amount replaces one's own");
        assert_eq!(approve(&by(2, 90), &[by(1, 100)], None, 2), Err(Refusal::OtherAmount(100)));
        assert_eq!(approve(&by(2, 90), &[by(1, 100)], None, 1), Err(Refusal::OtherAmount(100)));
        assert_eq!(approve(&by(2, 100), &[by(1, 100)], None, 2), Ok(Step::Complete));
    }

    #[test]
    fn whoever_made_it_may_be_the_first_and_never_the_second() {
        let maker = hand(1, Some("root"));
        assert_eq!(approve(&by(1, 100), &[], Some(&maker), 2), Ok(Step::First));
        assert_eq!(approve(&by(1, 100), &[by(2, 100)], Some(&maker), 2), Err(Refusal::SamePerson));
        assert_eq!(approve(&by(3, 100), &[by(2, 100)], Some(&maker), 2), Ok(Step::Complete));
        assert_eq!(approve(&in_process(3, "root"), &[by(2, 100)], Some(&maker), 2), Err(Refusal::SamePerson));
    }

    #[test]
    fn one_user_of_the_operating_system_is_one_person() {
        let first = [in_process(1, "meera")];
        assert_eq!(approve(&in_process(2, "meera"), &first, None, 2), Err(Refusal::SamePerson));
        assert_eq!(approve(&in_process(2, "rohan"), &first, None, 2), Ok(Step::Complete));
        assert_eq!(approve(&by(2, 100), &first, None, 2), Ok(Step::Complete), "over HTTP nothing is known");
        assert_eq!(approve(&by(2, 100), &[by(1, 100)], None, 2), Ok(Step::Complete), "nothing is no user");
    }

    /// Every combination of who asks, who gave, who made it and which amounts, against the rule in its own words.
    #[test]
    fn no_refund_that_takes_two_is_decided_by_one_person() {
        let users = [None, Some("meera"), Some("rohan")];
        let hands: Vec<Hand> = (1..=3).flat_map(|admin| users.map(|user| hand(admin, user))).collect();
        let amounts = [100, 90];
        for asker in &hands {
            for giver in &hands {
                for maker in std::iter::once(None).chain(hands.iter().map(Some)) {
                    for (asked, gave) in amounts.iter().flat_map(|a| amounts.map(|b| (*a, b))) {
                        let given = [Approval { by: giver.clone(), cents: gave }];
                        let asks = Approval { by: asker.clone(), cents: asked };
                        let complete = approve(&asks, &given, maker, 2) == Ok(Step::Complete);
                        let same =
                            |a: &Hand, b: &Hand| a.admin == b.admin || (a.os_user.is_some() && a.os_user == b.os_user);
                        let made = maker.is_some_and(|maker| same(maker, asker));
                        assert_eq!(
                            complete,
                            !same(asker, giver) && !made && asked == gave,
                            "{asks:?} {given:?} {maker:?}"
                        );
                    }
                }
            }
        }
    }
}
