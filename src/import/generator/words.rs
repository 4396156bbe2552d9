//! What people write about bookings, refunds, disputes and takedowns.

use super::course::Actor;
use crate::domain::takedown::ReasonCode;

pub(super) const NOTES: &[&str] = &[
    "Please call before coming, the gate is locked",
    "Ring the bell twice, mother is hard of hearing",
    "Two dogs in the house, both friendly",
    "Parking only on the street",
    "Come after 5, working from home",
    "Lift is not working, third floor",
    "Bring own ladder pls",
    "Water comes only till 9 am",
    "Security will ask for name and flat number",
    "घर पर बच्चे हैं, जूते बाहर उतारें",
    "ದಯವಿಟ್ಟು ಬರುವ ಮೊದಲು ಕರೆ ಮಾಡಿ",
    "வருவதற்கு முன் அழைக்கவும்",
    "No strong smell please, asthma patient at home",
    "Same person as last time if possible",
];

/// Why bookings are cancelled, by who does it.
pub(super) const fn cancellations(by: Actor) -> &'static [&'static str] {
    match by {
        Actor::User => &[
            "Plans changed, will book again later",
            "Found someone in the building who does it",
            "Not at home that day, sorry",
            "Booked the wrong service by mistake",
            "Guests are coming, please another day",
            "Price is higher than I was told on phone",
            "Landlord will get it done himself",
        ],
        Actor::Vendor => &[
            "Technician is on leave, no replacement available",
            "Address is outside our service area",
            "Spare part not in stock this week",
            "Vehicle breakdown, cannot reach in time",
            "Customer not picking up the phone",
            "Heavy rain, team could not travel",
        ],
        Actor::Admin => &[
            "Nobody came and the vendor could not be reached",
            "Cancelled at the customer's request over the phone",
            "Vendor did not show up, customer informed",
        ],
        Actor::System => &["Payment did not go through in time", "Payment was not completed within 30 minutes"],
    }
}

pub(super) const REFUND_REASONS: &[(u64, &str)] = &[
    (34, "poor_quality"),
    (16, "service_not_provided"),
    (16, "overcharged"),
    (12, "late_arrival"),
    (12, "damage"),
    (7, "duplicate_charge"),
    (3, "fraud"),
];

/// What customers write about a refund they ask for with this reason.
pub(super) fn refund_descriptions(reason: &str) -> &'static [&'static str] {
    match reason {
        "booking_cancelled" => {
            &["Booking was cancelled", "Cancelled before the visit", "Cancelled, refund as per policy"]
        }
        "service_not_provided" => &[
            "Nobody came. Waited the whole day and took leave for this.",
            "He came, looked at it, said he will bring a part and never returned.",
            "Marked as done but no one visited.",
        ],
        "overcharged" => &[
            "App shows one amount and he took 400 more in cash for transport.",
            "Charged for two hours, he was here for 50 minutes.",
            "Paid for gas refill but it was only cleaned.",
        ],
        "late_arrival" => {
            &["Came four hours late, function was already over.", "Slot was 9 to 10 am, he came at 3 in the afternoon."]
        }
        "damage" => &[
            "Tile cracked while fixing the basin, photo attached.",
            "Stain on the sofa which was not there before.",
            "Switchboard cover broken and left like that.",
        ],
        "duplicate_charge" => {
            &["Amount got debited twice, see bank message.", "UPI failed once but money was cut both times."]
        }
        "fraud" => &[
            "Old part was sold to me as new, sticker is from 2016.",
            "Somebody else came with the vendor's ID, company says he does not work there.",
        ],
        _ => &[
            "Work is not up to the mark, same problem came back in two days.",
            "Half of the house was left, they said time is over.",
            "Smell is still there, nothing has changed.",
            "Not satisfied at all with the finishing.",
        ],
    }
}

/// Reasons and words of disputes.
pub(super) const DISPUTES: &[(&str, &str)] = &[
    ("poor_quality", "The leak is back after one day and now they ask for money again."),
    ("poor_quality", "Kitchen chimney was not opened at all, only wiped from outside."),
    ("no_show", "Job was closed from their side but nobody had visited."),
    ("overcharged", "Bill is double of the estimate and no explanation was given."),
    ("damage", "Scratches on the wooden floor after they dragged the machine."),
    ("incomplete_work", "Second coat was never done, they left saying paint is finished."),
    ("behaviour", "Technician argued with my father and left in the middle of the work."),
    ("payment", "Customer is refusing the amount for the extra work which he himself asked for."),
];

pub(super) const RESOLUTIONS: &[&str] = &[
    "Vendor did the work again free of cost, customer confirmed on the phone.",
    "Partial refund agreed by both sides.",
    "Photos show the work as agreed, closed in favour of the vendor.",
    "No answer from the customer to three calls, closed.",
    "Vendor accepted the mistake, refund initiated.",
];

pub(super) const VENDOR_NOTES: &[&str] = &[
    "We have requested the customer many times to speak with us.",
    "This is affecting our new bookings, please act fast.",
    "CCTV and register available if required.",
    "Customer has deleted his messages but we have screenshots.",
];

/// Why vendors say that a review must go.
pub(super) const fn complaints(reason: ReasonCode) -> &'static [&'static str] {
    match reason {
        ReasonCode::Abuse => &[
            "Reviewer is using insulting words for our staff who are simple working people.",
            "Threat is given in the review that he will see us outside. Please remove.",
        ],
        ReasonCode::Defamation => &[
            "He writes that our boys steal. No police complaint, no proof, nothing. This is false.",
            "Claim that our licence is expired is wrong, certificate attached.",
        ],
        ReasonCode::Spam => &[
            "Review is only advertisement with a link to another page.",
            "Same text with a phone number is under every vendor of this area.",
        ],
        ReasonCode::OffTopic => &[
            "Complaint is about the app's refund delay, not about our work.",
            "He speaks of road traffic and parking. How is it our fault.",
        ],
        ReasonCode::FakeReview => &[
            "We have no customer of this name and no visit on that date.",
            "This person never took our service. The number is not in our register.",
            "Review was written before our technician even reached the house.",
        ],
        ReasonCode::CompetitorSabotage => &[
            "Reviewer works for the shop opposite ours, everyone here knows him.",
            "Three bad reviews in one week, all praising the same other company.",
        ],
        ReasonCode::PersonalInfo => &[
            "Our lady staff's personal mobile number is written there. She is getting calls at night.",
            "The full home address of our owner is in the review.",
        ],
        ReasonCode::Profanity => {
            &["Dirty language in Hindi which families can read.", "Bad words used, please see yourself."]
        }
        ReasonCode::Extortion => &[
            "Customer messaged that review will be deleted if we return the full amount and 2000 extra.",
            "He demanded free service for one year or else one star from all his friends.",
        ],
        ReasonCode::Duplicate => &[
            "Same customer posted the same review two times for one booking.",
            "One complaint is counted twice in our rating.",
        ],
        ReasonCode::Other => &["This review is hurting us and is very old, we have improved since then."],
    }
}

pub(super) const ACCEPTED: &[&str] = &[
    "The review breaks the content rules in the way the vendor describes; the evidence and the booking bear it out.",
    "The booking record and the messages attached support the vendor, and the text says nothing else of use to customers.",
    "Checked against the visit log: the account given in the review can't be right, and its wording targets one person.",
];

pub(super) const REJECTED: &[&str] = &[
    "The review describes a completed booking in the customer's own words; disagreeing with it is no ground for removal.",
    "Nothing attached shows that the statement is untrue, and the dispute on record says much the same as the review.",
    "Harsh, but an opinion about the work done; the vendor is welcome to answer it in public instead.",
];
