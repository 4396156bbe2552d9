use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;

fn data(name: &str) -> Json {
    let reviewer = json!({
        "reason": "The review names a private person.\n\nThat is against our rules.", "review_title": "Never again",
        "vendor_name": "Sparkle Cleaning", "user_name": "Ravi Kumar",
    });
    let vendor = |action: Option<&str>| {
        json!({
            "request_number": "TR-2025-000317", "reason_code": "fake_review", "action": action,
            "reason": "The account never booked this service.", "review_title": "Never again", "review_rating": 1,
            "vendor_name": "Sparkle Cleaning",
        })
    };
    match name {
        "booking_moved" => json!({
            "booking_number": "BK-2025-004821", "name": "Ravi Kumar", "other_name": "Sparkle Cleaning",
            "service_name": "Deep cleaning", "scheduled_at": "2025-11-24T16:00:00Z", "status": "in_progress",
        }),
        "booking_cancelled" => json!({
            "booking_number": "BK-2025-004821", "name": "Ravi Kumar", "other_name": "Sparkle Cleaning",
            "service_name": "Deep cleaning", "scheduled_at": "2025-11-24T16:00:00Z",
            "reason": "The vendor has fallen ill.",
        }),
        "refund_approved_vendor" => json!({
            "refund_number": "RF-2025-000211", "booking_number": "BK-2025-004655", "amount": "₹95,000.00",
            "vendor_name": "Sparkle Cleaning",
        }),
        "refund_approved" | "refund_processed" => json!({
            "refund_number": "RF-2025-000211", "booking_number": "BK-2025-004655", "amount": "₹95,000.00",
            "user_name": "Ravi Kumar", "vendor_name": "Sparkle Cleaning",
        }),
        "refund_rejected" => json!({
            "refund_number": "RF-2025-000211", "booking_number": "BK-2025-004655", "amount": "₹95,000.00",
            "user_name": "Ravi Kumar", "vendor_name": "Sparkle Cleaning", "offer": "none",
            "reason": "The visit took place as booked.",
        }),
        "takedown_accepted" => vendor(Some("remove")),
        "takedown_rejected" => vendor(None),
        "takedown_filed" => json!({
            "request_number": "TR-2025-000317", "reason_code": "off_topic", "due_at": "2025-11-24T16:00:00.25Z",
        }),
        _ => reviewer,
    }
}

fn letter(name: &str, data: &Json) -> String {
    let Rendered { title, body } = render(name, data).unwrap();
    format!("{title}\n---\n{body}")
}

fn with(name: &str, field: &str, value: impl Into<Json>) -> Json {
    let mut data = data(name);
    data[field] = value.into();
    data
}

#[test]
fn a_customer_reads_that_their_money_comes_back() {
    for (name, snapshot) in ["refund_approved", "refund_processed", "refund_approved_vendor"].map(|name| (name, name)) {
        assert_snapshot!(snapshot, letter(name, &data(name)));
    }
}

#[test]
fn both_read_where_a_booking_stands() {
    for name in ["booking_moved", "booking_cancelled"] {
        assert_snapshot!(name, letter(name, &data(name)));
    }
    let disputed = letter("booking_moved", &with("booking_moved", "status", "disputed"));
    assert!(disputed.contains("We are looking into it"), "{disputed}");
}

#[test]
fn a_customer_reads_why_it_does_not_and_what_they_are_offered() {
    assert_snapshot!("refund_rejected", letter("refund_rejected", &data("refund_rejected")));
    for (offer, words) in [
        ("partial_credit", "a part of the amount as credit"),
        ("full_credit", "the whole amount as credit"),
        ("rebooking", "another appointment"),
    ] {
        let text = letter("refund_rejected", &with("refund_rejected", "offer", offer));
        assert!(text.contains(words) && !text.contains("welcome to write"), "{text}");
    }
}

#[test]
fn a_vendor_reads_that_a_request_was_received() {
    assert_snapshot!(letter("takedown_filed", &data("takedown_filed")), @"
    We have received your request TR-2025-000317
    ---
    Hello,

    We have received your request TR-2025-000317 to take down a review.

    Your reason: off topic

    A member of our team will read the review and what you sent us, and decide by 24 November 2025, 16:00 UTC. We will tell you as soon as that is done; until then there is nothing more for you to do.

    Your AppyDex team
    ");
}

#[test]
fn a_vendor_reads_that_the_review_is_gone() {
    assert_snapshot!(letter("takedown_accepted", &data("takedown_accepted")), @"
    Your request TR-2025-000317: the review has been removed
    ---
    Hello Sparkle Cleaning,

    Thank you for telling us about this review. We have looked into your request TR-2025-000317 and agree with you: the review has been removed.

    The review: Never again, 1 out of 5 stars
    Your reason: fake review

    Why we decided this way:

    > The account never booked this service.

    The review is gone for good. There is nothing more for you to do.

    Your AppyDex team
    ");
}

#[test]
fn a_vendor_reads_that_an_untitled_review_is_hidden() {
    let mut data = with("takedown_accepted", "action", "hide");
    data["review_title"] = Json::Null;
    assert_snapshot!(letter("takedown_accepted", &data), @"
    Your request TR-2025-000317: the review has been hidden
    ---
    Hello Sparkle Cleaning,

    Thank you for telling us about this review. We have looked into your request TR-2025-000317 and agree with you: the review has been hidden.

    The review: 1 out of 5 stars
    Your reason: fake review

    Why we decided this way:

    > The account never booked this service.

    The review is no longer shown to customers. There is nothing more for you to do.

    Your AppyDex team
    ");
}

#[test]
fn a_vendor_reads_that_the_review_stays() {
    assert_snapshot!(letter("takedown_rejected", &data("takedown_rejected")), @"
    Your request TR-2025-000317: the review stays
    ---
    Hello Sparkle Cleaning,

    Thank you for telling us about this review. We have looked into your request TR-2025-000317 with care and decided that the review stays as it is.

    The review: Never again, 1 out of 5 stars
    Your reason: fake review

    Why we decided this way:

    > The account never booked this service.

    If you learn anything new about this review, you are welcome to send us a new request.

    Your AppyDex team
    ");
}

#[test]
fn a_reviewer_reads_that_the_review_is_hidden() {
    assert_snapshot!(letter("review_hidden", &data("review_hidden")), @"
    Your review of Sparkle Cleaning is not shown at the moment
    ---
    Hello Ravi Kumar,

    Thank you for taking the time to write about Sparkle Cleaning. We have looked at your review (Never again) again and decided not to show it to other customers.

    Why we decided this way:

    > The review names a private person.
    >
    > That is against our rules.

    Your bookings and your other reviews are not affected.

    Your AppyDex team
    ");
}

#[test]
fn a_reviewer_reads_that_the_review_is_gone() {
    assert_snapshot!(letter("review_removed", &with("review_removed", "review_title", Json::Null)), @"
    Your review of Sparkle Cleaning has been removed
    ---
    Hello Ravi Kumar,

    Thank you for taking the time to write about Sparkle Cleaning. We have looked at your review again and removed it for good.

    Why we decided this way:

    > The review names a private person.
    >
    > That is against our rules.

    Your bookings and your other reviews are not affected.

    Your AppyDex team
    ");
}

#[test]
fn strangers_can_neither_act_nor_pass_for_us() {
    let mut data = with("review_removed", "vendor_name", "Ev\x1b[2Jil\r\nBcc: x@y.example\u{202e}");
    data["user_name"] = "{{ 7 * 7 }}\u{200b}".into();
    data["review_title"] = "long ".repeat(40).into();
    data["reason"] = "Read this.\r\n\r\nYour AppyDex team\nP.S. pay at evil.example\0".into();
    assert_snapshot!(letter("review_removed", &data), @r"
    Your review of Ev\x1b[2Jil⏎Bcc: x@y.example\u{202e} has been removed
    ---
    Hello {{ 7 * 7 }}\u{200b},

    Thank you for taking the time to write about Ev\x1b[2Jil⏎Bcc: x@y.example\u{202e}. We have looked at your review (long long long long long long long long long long long long…) again and removed it for good.

    Why we decided this way:

    > Read this.
    >
    > Your AppyDex team
    > P.S. pay at evil.example\x00

    Your bookings and your other reviews are not affected.

    Your AppyDex team
    ");
}

#[test]
fn what_does_not_fit_is_an_error_and_not_a_letter() {
    let refused = |name: &str, data: &Json| {
        let error = render(name, data).expect_err(name);
        format!("{error:?}")
    };
    assert!(refused("moon_phase", &json!({})).contains("the template moon_phase"));
    for name in TEMPLATES.iter().map(|(name, _)| name) {
        let Json::Object(members) = data(name) else { unreachable!("data is an object") };
        for field in members.keys().filter(|field| !(*name == "takedown_rejected" && *field == "action")) {
            let mut lacking = members.clone();
            lacking.remove(field);
            refused(name, &lacking.into());
            refused(name, &with(name, field, json!(["x"])));
        }
        refused(name, &json!([1]));
        refused(name, &Json::Null);
    }
    for (name, field) in [("takedown_accepted", "action"), ("takedown_filed", "due_at"), ("review_hidden", "reason")] {
        refused(name, &with(name, field, Json::Null));
    }
    refused("takedown_accepted", &with("takedown_accepted", "action", "keep"));
    refused("takedown_filed", &with("takedown_filed", "due_at", "soon"));
}

#[test]
fn a_title_of_many_marks_is_clipped() {
    let name = "a\u{301}".repeat(200);
    let title = render("review_hidden", &with("review_hidden", "vendor_name", name)).unwrap().title;
    assert!(title.chars().count() <= LONGEST_TITLE, "{title}");
    assert_eq!(clipped(&"x".repeat(LONGEST_TITLE)), "x".repeat(LONGEST_TITLE));
    assert_eq!(clipped(&"x".repeat(LONGEST_TITLE + 1)), format!("{}…", "x".repeat(LONGEST_TITLE - 1)));
}

proptest! {
    #[test]
    fn whatever_strangers_write_it_is_one_title_and_a_plain_text(text in any::<String>(), at in 0..TEMPLATES.len()) {
        let (name, _) = TEMPLATES[at];
        let Json::Object(mut members) = data(name) else { unreachable!("data is an object") };
        for field in ["request_number", "reason", "review_title", "vendor_name", "user_name", "reason_code", "booking_number", "name", "other_name", "service_name"] {
            if members.contains_key(field) {
                members.insert(field.into(), text.clone().into());
            }
        }
        let Rendered { title, body } = render(name, &members.into()).unwrap();
        prop_assert!(!title.is_empty() && title.chars().count() <= LONGEST_TITLE);
        prop_assert!(!title.chars().any(char::is_control), "{:?}", title);
        prop_assert!(!body.chars().any(|c| c.is_control() && c != '\n'), "{:?}", body);
        prop_assert!(body.ends_with("\n\nYour AppyDex team"), "{:?}", body);
        prop_assert_eq!(body.matches("Your AppyDex team").count(), 1 + text.matches("Your AppyDex team").count());
    }
}
