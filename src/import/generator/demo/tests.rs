//! The demo is sound at every hour of the day, and has what it promises.

use std::collections::BTreeSet;

use super::*;
use crate::{
    domain::{
        similarity::is_near_copy,
        takedown::{Account, AccountFlag, DueHours, ReasonCode, account_flags, timing_is_suspicious},
        time::{DAY, HOUR},
        untrusted::Untrusted,
    },
    import::generator::check::{Cells, Data},
};

/// The four-eyes threshold for INR.
const FOUR_EYES: i64 = 8_500_000;

fn now() -> Timestamp {
    "2025-10-15T10:20:30Z".parse::<jiff::Timestamp>().unwrap().into()
}

fn demo() -> Data {
    Data::load(now(), |table| demo_rows(table, now()))
}

impl Data {
    fn get(&self, table: Table, key: &str) -> &Cells {
        let id = demo_id(table, key);
        self.all(table).iter().find(|row| row.id("id") == id).unwrap_or_else(|| panic!("no {key}"))
    }

    fn open(&self) -> Vec<&Cells> {
        self.all(Table::TakedownRequests).iter().filter(|row| row.must("status") == "open").collect()
    }

    /// What the program will compute about the reviewer of a request.
    fn flags(&self, takedown: &str) -> Vec<AccountFlag> {
        let review = self.named(self.get(Table::TakedownRequests, takedown), "review_id", Table::Reviews);
        let user = review.id("user_id");
        let of_user = |table: Table| self.all(table).iter().filter(move |row| row.id("user_id") == user);
        let count = |n: usize| i64::try_from(n).unwrap();
        let account = Account {
            created_at: self.named(review, "user_id", Table::Users).time("created_at").unwrap(),
            bookings: count(of_user(Table::Bookings).count()),
            reviews: count(of_user(Table::Reviews).count()),
            taken_down: count(of_user(Table::Reviews).filter(|row| row.must("status") != "published").count()),
        };
        account_flags(account, review.time("created_at").unwrap())
    }
}

#[test]
fn sound_at_every_hour_of_a_week_and_over_a_leap_day() {
    for hour in (0..168).step_by(5) {
        let now = now().plus(hour * HOUR + hour * 11_000_000);
        Data::load(now, |table| demo_rows(table, now)).check();
    }
    let leap: Timestamp = "2028-03-01T00:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
    Data::load(leap, |table| demo_rows(table, leap)).check();
}

#[test]
fn the_same_moment_gives_the_same_rows_and_another_one_only_moves_them() {
    for table in Table::ALL {
        assert!(demo_rows(table, now()).eq(demo_rows(table, now().plus(20_000_000))), "within a minute");
        let ids = |now| demo_rows(table, now).map(|row| row[0].to_owned()).collect::<BTreeSet<_>>();
        let later = ids(now().plus(30 * DAY));
        if table != Table::RefundRequests && table != Table::Payments {
            assert_eq!(ids(now()), later, "{}", table.name());
        }
    }
    assert_eq!(demo_id(Table::TakedownRequests, "t-retaliation").to_string(), RETALIATION);
}

/// Named in the documentation.
const RETALIATION: &str = "18f8faa2-9073-5817-94e6-dbd0be9e1997";

#[test]
fn a_few_hundred_bookings_over_a_year_of_a_dozen_vendors_and_some_sixty_people() {
    let demo = demo();
    let count = |table| demo.all(table).len();
    assert!((300..500).contains(&count(Table::Bookings)), "{}", count(Table::Bookings));
    assert!((10..=13).contains(&count(Table::Vendors)));
    assert!((40..=60).contains(&count(Table::Users)), "{}", count(Table::Users));
    let first = demo.all(Table::Bookings).iter().filter_map(|one| one.time("created_at")).min().unwrap();
    assert!((340..=366).contains(&(now().since(first) / DAY)));
    for state in ["pending", "confirmed", "in_progress", "completed", "cancelled", "disputed"] {
        assert!(demo.all(Table::Bookings).iter().any(|one| one.must("status") == state), "{state}");
    }
}

#[test]
fn every_reason_code_is_open_and_no_two_cases_tell_the_same_story() {
    let demo = demo();
    let open = demo.open();
    assert!(open.len() >= 14, "{}", open.len());
    let codes: BTreeSet<_> = open.iter().map(|one| one.must("reason_code")).collect();
    assert_eq!(codes, ReasonCode::ALL.iter().map(|code| code.as_str()).collect());
    let words: BTreeSet<_> = open.iter().map(|one| one.must("reason_description")).collect();
    assert_eq!(words.len(), open.len());
}

#[test]
fn some_cases_are_overdue_some_due_soon_some_fresh() {
    let demo = demo();
    let left: Vec<_> = demo
        .open()
        .iter()
        .map(|one| {
            let reason: ReasonCode = one.must("reason_code").parse().unwrap();
            DueHours::default().due(one.time("created_at").unwrap(), reason.priority()).since(now()) / HOUR
        })
        .collect();
    let between = |low, high| left.iter().filter(|hours| (low..high).contains(*hours)).count();
    assert!(between(-1_000, 0) >= 4, "{left:?}");
    assert!(between(0, 8) >= 4, "{left:?}");
    assert!(between(12, 1_000) >= 4, "{left:?}");
}

#[test]
fn evidence_of_every_kind_is_there() {
    let demo = demo();
    for kind in ["image", "document", "text"] {
        let with =
            |one: &&&Cells| one.get("evidence").is_some_and(|json| json.contains(&format!("\"type\":\"{kind}\"")));
        assert!(demo.open().iter().filter(with).count() >= 3, "{kind}");
    }
}

#[test]
fn two_vendors_flag_one_review() {
    let demo = demo();
    let [movers, cleaners] = ["t-two-movers", "t-two-cleaners"].map(|key| demo.get(Table::TakedownRequests, key));
    assert_eq!(movers.id("review_id"), cleaners.id("review_id"));
    assert_ne!(movers.id("vendor_id"), cleaners.id("vendor_id"));
}

#[test]
fn the_copies_measure_as_copies_and_the_others_do_not() {
    let demo = demo();
    let body = |key| demo.get(Table::Reviews, key).must("body");
    let copies = ["r-copy-thandi", "r-copy-chaka", "r-copy-malnad"];
    for (a, b) in [(0, 1), (0, 2), (1, 2)] {
        assert!(is_near_copy(body(copies[a]), body(copies[b])));
    }
    assert!(is_near_copy(body("r-bhuvana-1"), body("r-bhuvana-2")));
    let others = |row: &&Cells| {
        !row.id("id").eq(&demo_id(Table::Reviews, "r-bhuvana-2"))
            && !copies.iter().any(|key| row.id("id") == demo_id(Table::Reviews, key))
    };
    let all: Vec<_> = demo.all(Table::Reviews).iter().filter(others).filter_map(|row| row.get("body")).collect();
    for (at, one) in all.iter().enumerate() {
        assert!(all[..at].iter().all(|other| !is_near_copy(one, other)), "{one}");
    }
}

#[test]
fn accounts_carry_the_flags_that_their_stories_need() {
    let demo = demo();
    assert_eq!(
        demo.flags("t-copy-chaka"),
        [AccountFlag::LowActivity, AccountFlag::SingleBooking, AccountFlag::HighTakedownRate]
    );
    let fresh = [AccountFlag::NewAccount, AccountFlag::LowActivity, AccountFlag::SingleBooking];
    assert_eq!(demo.flags("t-new"), fresh);
    assert_eq!(demo.flags("t-rival"), fresh);
    for clean in ["t-retaliation", "t-true", "t-personal", "t-sarcasm", "t-threat", "t-rash"] {
        assert_eq!(demo.flags(clean), [], "{clean}");
    }
}

#[test]
fn the_vendor_who_always_says_fake_has_said_it_thrice_in_90_days() {
    let demo = demo();
    let asked = demo.get(Table::TakedownRequests, "t-true");
    let similar = demo.all(Table::TakedownRequests).iter().filter(|one| {
        one.id("vendor_id") == asked.id("vendor_id")
            && one.get("reason_code") == asked.get("reason_code")
            && one.id("id") != asked.id("id")
            && now().since(one.time("created_at").unwrap()) < 90 * DAY
    });
    assert_eq!(similar.count(), 3);
}

#[test]
fn timing_speaks_against_some_and_not_against_all() {
    let demo = demo();
    let suspicious = |key| {
        let review = demo.named(demo.get(Table::TakedownRequests, key), "review_id", Table::Reviews);
        let account = demo.named(review, "user_id", Table::Users).time("created_at").unwrap();
        let booking = review.get("booking_id").map(|_| demo.named(review, "booking_id", Table::Bookings));
        timing_is_suspicious(
            review.time("created_at").unwrap(),
            account,
            booking.and_then(|one| one.time("completed_at")),
        )
    };
    for key in ["t-new", "t-rival", "t-links", "t-employee", "t-swearing"] {
        assert!(suspicious(key), "{key}");
    }
    for key in ["t-personal", "t-sarcasm", "t-threat", "t-rash", "t-rant"] {
        assert!(!suspicious(key), "{key}");
    }
}

#[test]
fn the_hostile_review_holds_every_trick_and_none_shows_raw() {
    let demo = demo();
    let review = demo.get(Table::Reviews, "r-hostile");
    let text = format!("{}{}", review.must("title"), review.must("body"));
    for trick in [
        "\u{1b}[2J",
        "\u{1b}]8;;",
        "\u{7}",
        "\r\n",
        "\u{202e}",
        "\u{2066}",
        "\u{200b}",
        "\u{2060}",
        "\u{feff}",
        "\u{e0041}",
    ] {
        assert!(text.contains(trick), "{trick:?}");
    }
    let shown = Untrusted::new(text).to_string();
    assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{200b}', '\u{e0041}']), "{shown:?}");
    assert!(demo.get(Table::TakedownRequests, "t-hostile").must("evidence").contains('\u{202e}'));
    assert!(demo.get(Table::Users, "excel-bhai").must("name").starts_with('='));
    assert!(demo.get(Table::Reviews, "r-formula").must("title").starts_with("=HYPERLINK"));
}

#[test]
fn reviews_stand_in_every_state_and_decisions_went_both_ways() {
    let demo = demo();
    let some = |table, column: &str, word| demo.all(table).iter().filter(|one| one.get(column) == Some(word)).count();
    for state in ["published", "hidden", "removed"] {
        assert!(some(Table::Reviews, "status", state) >= 2, "{state}");
    }
    assert!(some(Table::TakedownRequests, "status", "accepted") >= 4);
    assert!(some(Table::TakedownRequests, "status", "rejected") >= 4);
    for state in ["pending", "completed", "expired", "paid"] {
        assert!(some(Table::Referrals, "status", state) >= 3, "{state}");
    }
    assert!(some(Table::Referrals, "payout_status", "failed") >= 1);
}

#[test]
fn refunds_are_small_and_large_and_some_need_two_admins() {
    let demo = demo();
    let cents = |key| {
        let refund = demo.get(Table::RefundRequests, key);
        assert_eq!(refund.must("status"), "pending", "{key}");
        let before = demo.named(refund, "payment_id", Table::Payments).number("refunded_amount_cents").unwrap_or(0);
        (refund.number("requested_amount_cents").unwrap(), before)
    };
    assert!(cents("rf-wedding").0 > FOUR_EYES && cents("rf-kitchen").0 > FOUR_EYES);
    assert_eq!(cents("rf-threshold"), (FOUR_EYES, 0));
    let (second, before) = cents("rf-second-2");
    assert!(second <= FOUR_EYES && second + before > FOUR_EYES);
    assert!(cents("rf-small").0 < FOUR_EYES / 10);
    let kitchen = demo.named(demo.get(Table::RefundRequests, "rf-kitchen"), "payment_id", Table::Payments);
    assert_eq!(demo.named(kitchen, "booking_id", Table::Bookings).must("status"), "disputed");
    for (state, least) in [("processed", 5), ("rejected", 3)] {
        assert!(demo.all(Table::RefundRequests).iter().filter(|one| one.must("status") == state).count() >= least);
    }
}

#[test]
fn an_admin_for_each_system_role() {
    let roles: Vec<_> = DEMO_ADMINS.iter().map(|admin| admin.role).collect();
    assert_eq!(roles, ["super_admin", "vendor_admin", "support_agent", "finance_admin", "content_moderator"]);
    assert!(DEMO_ADMINS.is_sorted_by_key(|admin| admin.email));
    assert!(DEMO_ADMINS.iter().all(|admin| admin.email.ends_with("@demo.appydex.example")));
}
