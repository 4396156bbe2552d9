//! The sentence that goes with each meaning, where nobody has a better one.

use super::{Details, Kind};
use crate::domain::{
    booking::BookingStatus, money::Money, payment::NotRefundable, refund::GatewayName, untrusted::Untrusted,
};

/// The sentence for people.
pub(super) fn of(kind: &Kind) -> String {
    match kind {
        Kind::ValidationError { details } => not_right(details),
        Kind::UnsupportedApiVersion { .. } => "This server speaks version v1 of the API.".into(),
        Kind::IdempotencyKeyRequired => {
            "This change needs an Idempotency-Key header of 1 to 255 visible ASCII characters.".into()
        }
        Kind::PayloadTooLarge { max_bytes } => {
            format!("The body is longer than {max_bytes} bytes.")
        }
        Kind::UnsupportedMediaType => "The body must be sent as application/json.".into(),
        Kind::NotFound => "There is nothing at this address.".into(),
        Kind::MethodNotAllowed { .. } => "This address does not take that method.".into(),
        Kind::Unauthenticated => "You are not logged in.".into(),
        Kind::TokenExpired => "The token has expired; log in again.".into(),
        Kind::InvalidCredentials => "The account, the password or the code is not right.".into(),
        Kind::OriginNotAllowed => "Requests from this origin are not allowed.".into(),
        Kind::InvalidSignature => "The signature is not right.".into(),
        Kind::MfaRequired => "This needs a fresh code of your second factor.".into(),
        Kind::MfaAlreadyEnabled => "Your account has a second factor already; disable it first.".into(),
        Kind::MfaNotEnrolled => "There is no second factor on this account.".into(),
        Kind::PermissionDenied { required_permission } => format!("This needs the permission {required_permission}."),
        Kind::BookingNotFound { .. } => "There is no such booking.".into(),
        Kind::PaymentNotFound { .. } => "There is no such payment.".into(),
        Kind::RoleNotFound { .. } => "There is no such role.".into(),
        Kind::InvalidStatusTransition { current_status, requested_status, allowed_transitions } => {
            not_allowed(*current_status, *requested_status, allowed_transitions)
        }
        Kind::InvalidDateRange { details } => bad_range(details.days),
        Kind::RoleExists { role_id } => format!("There is a role {role_id} already."),
        Kind::SystemRole { role_id } => format!("The role {role_id} comes with the program and can't be changed."),
        Kind::RoleInUse { user_count, .. } => format!("{user_count} active admins still hold this role."),
        Kind::RequestNotFound { .. } => "There is no such takedown request.".into(),
        Kind::RefundNotFound { .. } => "There is no such refund.".into(),
        Kind::ReviewNotFound { .. } => "There is no such review.".into(),
        Kind::VendorNotFound { .. } => "There is no such vendor.".into(),
        Kind::TokenNotFound { .. } => "There is no such token.".into(),
        Kind::AdminNotFound { .. } => "There is no such admin.".into(),
        Kind::SessionNotFound { .. } => "There is no such session.".into(),
        Kind::JobNotFound { .. } => "There is no such job.".into(),
        Kind::FileNotFound => "There is no such file.".into(),
        Kind::LinkExpired { .. } => "The link has expired; ask for the job again to get a fresh one.".into(),
        Kind::CannotCancel { current_status } => format!("The job has ended; it is {current_status}."),
        Kind::CannotDelete { current_status } => format!("The job is {current_status}; cancel it first."),
        Kind::QueueEmpty => "No open request waits for somebody.".into(),
        Kind::AlreadyResolved { current_status, .. } => {
            format!("The request was already {current_status}.")
        }
        Kind::AlreadyDecided { current_status } => format!("The refund was decided before; it is {current_status}."),
        Kind::AmountExceedsRemaining { details } => {
            let left = Money::new(details.remaining_amount_cents, details.currency);
            format!("Only {left} of this payment are left to refund.")
        }
        Kind::AmountMismatch { expected_amount_cents, .. } => {
            format!("The first approval is for {expected_amount_cents} in the currency's smallest unit, not for this.")
        }
        Kind::SecondApproverRequired { .. } => "Somebody else must give the second approval.".into(),
        Kind::PaymentNotRefundable { reason, provider, gateway, .. } => {
            not_refundable(*reason, provider.as_deref(), *gateway)
        }
        Kind::Claimed { until, .. } => {
            format!("Somebody else is working on this request until {until}; give a takeover reason to take it over.")
        }
        Kind::DuplicateRequest { request_number, .. } => {
            format!("{request_number} already asks for this review with the same reason code.")
        }
        Kind::ReviewRemoved { .. } => "The review has been removed already.".into(),
        Kind::AdminExists { .. } => "There is an admin with this e-mail or phone already.".into(),
        Kind::LastSuperAdmin => "The last active super admin must stay one.".into(),
        Kind::NotFrozen => "Refunds are being sent; there is nothing to unfreeze.".into(),
        Kind::ReconciliationIncomplete { state, differences_total } => {
            format!("Gateway and ledger don't agree yet: {state}, {differences_total} differences.")
        }
        Kind::OwnAccount => "For your own account use change-password.".into(),
        Kind::ConcurrentUpdate { current_status } => {
            format!("Somebody else changed this just now; it is {current_status}.")
        }
        Kind::PreconditionFailed => "It has changed since the version in If-Match.".into(),
        Kind::IdempotencyConflict { restore_id: Some(_), .. } => "A restore has undone what this key did.".into(),
        Kind::IdempotencyConflict { .. } => "This key was used for another request.".into(),
        Kind::IdempotencyInProgress { .. } => "The first request with this key is still running.".into(),
        Kind::RateLimitExceeded { retry_after_seconds } => {
            format!("Too many requests; try again in {retry_after_seconds} s.")
        }
        Kind::Busy => "Another write holds the database; nothing was done, try again.".into(),
        Kind::Unhealthy => "The database does not answer.".into(),
        Kind::Maintenance => "A restore is running; try again in a moment.".into(),
        Kind::InternalError => "Something went wrong here; the trace id finds it in the log.".into(),
        Kind::NoDatabase { location } => format!("There is no database at {location}."),
        Kind::Unreachable { server } => format!("{server} can't be reached."),
        Kind::ReadonlyProfile { profile } => format!("The profile {profile} is read-only."),
        Kind::Environment => "The machine refused.".into(),
        Kind::Other { code } => format!("The server refused: {code}."),
    }
}

/// The one field with what is wrong with it, or the names of all of them.
fn not_right(details: &Details) -> String {
    match details.iter().next() {
        Some((field, problems)) if details.len() == 1 => {
            format!("{field}: {}.", problems.join("; ").trim_end_matches('.'))
        }
        _ => {
            let names: Vec<&str> = details.keys().map(String::as_str).collect();
            format!("{} fields are not right: {}.", details.len(), names.join(", "))
        }
    }
}

/// Why there is no report on a range; `days` is its length where that is the reason.
fn bad_range(days: Option<i64>) -> String {
    match days {
        Some(days) => format!("The range has {days} days; 365 are the most."),
        None => "The range must begin before it ends, and not reach beyond today (UTC).".into(),
    }
}

fn not_allowed(current: BookingStatus, requested: BookingStatus, allowed: &[BookingStatus]) -> String {
    let words: Vec<&str> = allowed.iter().map(|status| status.as_str()).collect();
    match words.as_slice() {
        [] => format!("A booking that is {current} can't become {requested}: it is final."),
        _ => format!("A booking that is {current} can't become {requested}, only {}.", words.join(" or ")),
    }
}

fn not_refundable(reason: NotRefundable, provider: Option<&str>, gateway: GatewayName) -> String {
    match reason {
        NotRefundable::OtherProvider => {
            let provider = provider.map_or_else(|| "nobody known".into(), |name| Untrusted::from(name).truncated(40));
            format!("This payment was taken by {provider}; refunds go through {gateway}.")
        }
        NotRefundable::NoTransactionId => format!("This payment has no transaction id by which {gateway} knows it."),
        NotRefundable::NotSucceeded => "This payment did not succeed: there is nothing to pay back.".into(),
    }
}
