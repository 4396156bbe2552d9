//! The one error of the program: what went wrong, by meaning.
//!
//! [`Error`] says it for everybody: a stable `code`, the members that the code defines, a sentence for
//! people. What only the log may see rides along as `context`. `server::envelope` turns it into a status
//! and JSON, `cli::exit` into an exit code, `remote` rebuilds it from the JSON.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::{
    booking::BookingStatus,
    money::{Currency, Money},
    payment::NotRefundable,
    refund::{GatewayName, RefundStatus},
    takedown::TakedownStatus,
    time::Timestamp,
    untrusted::Untrusted,
};

/// A result of this program.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Each bad field with what is wrong about it.
pub type Details = BTreeMap<String, Vec<String>>;

/// An admin as conflicts name one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminName {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: String,
}

/// How much of a payment can still go back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exceeded {
    /// What was to be approved.
    pub approved_amount_cents: i64,
    /// What is left.
    pub remaining_amount_cents: i64,
    /// Of both.
    pub currency: Currency,
}

/// What went wrong. Its JSON is the API's: the code in `code`, beside it what the code defines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "codes and their members are the contract's, their sentences are in `message`")]
pub enum Kind {
    ValidationError {
        details: Details,
    },
    UnsupportedApiVersion {
        supported_versions: Vec<String>,
    },
    IdempotencyKeyRequired,
    PayloadTooLarge {
        max_bytes: i64,
    },
    UnsupportedMediaType,
    NotFound,
    MethodNotAllowed {
        allowed_methods: Vec<String>,
    },

    Unauthenticated,
    TokenExpired,
    InvalidCredentials,
    OriginNotAllowed,
    MfaRequired,
    PermissionDenied {
        required_permission: String,
    },

    BookingNotFound {
        booking_id: String,
    },
    PaymentNotFound {
        payment_id: String,
    },
    RoleNotFound {
        role_id: String,
    },
    RequestNotFound {
        request_id: String,
    },
    RefundNotFound {
        refund_id: String,
    },
    ReviewNotFound {
        review_id: String,
    },
    VendorNotFound {
        vendor_id: String,
    },
    TokenNotFound {
        token_id: String,
    },
    AdminNotFound {
        admin_id: String,
    },
    SessionNotFound {
        session_id: String,
    },
    QueueEmpty,

    InvalidStatusTransition {
        current_status: BookingStatus,
        requested_status: BookingStatus,
        allowed_transitions: Vec<BookingStatus>,
    },
    RoleExists {
        role_id: String,
    },
    SystemRole {
        role_id: String,
    },
    RoleInUse {
        role_id: String,
        user_count: i64,
    },
    AlreadyResolved {
        current_status: TakedownStatus,
        resolved_at: Option<Timestamp>,
        resolved_by: Option<Uuid>,
    },
    AlreadyDecided {
        current_status: RefundStatus,
    },
    AmountExceedsRemaining {
        details: Exceeded,
    },
    AmountMismatch {
        expected_amount_cents: i64,
        approved_amount_cents: i64,
    },
    SecondApproverRequired {
        approvals_received: i64,
        approvals_required: i64,
    },
    PaymentNotRefundable {
        payment_id: Uuid,
        reason: NotRefundable,
        provider: Option<String>,
        gateway: GatewayName,
    },
    Claimed {
        claimed_by: AdminName,
        until: Timestamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        takeover_reason: Option<String>,
    },
    DuplicateRequest {
        request_id: Uuid,
        request_number: String,
    },
    ReviewRemoved {
        review_id: Uuid,
    },
    AdminExists {
        email: String,
    },
    LastSuperAdmin,
    OwnAccount,
    ConcurrentUpdate {
        current_status: String,
    },
    PreconditionFailed,
    IdempotencyConflict {
        idempotency_key: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        restore_id: Option<Uuid>,
    },
    IdempotencyInProgress {
        idempotency_key: String,
    },

    RateLimitExceeded {
        retry_after_seconds: i64,
    },
    Busy,
    Maintenance,
    InternalError,

    /// No database where one was looked for; never leaves the machine.
    NoDatabase {
        location: String,
    },
    /// A server that could not be reached; never leaves the machine.
    Unreachable {
        server: String,
    },
    /// The profile forbids changes; never leaves the machine.
    ReadonlyProfile {
        profile: String,
    },
    /// Something outside this program failed (a disk, a file); never leaves the machine.
    Environment,
    /// A code that a newer server knows.
    #[serde(untagged)]
    Other {
        code: String,
    },
}

/// What a person reads, what a program reads, and what only the log reads.
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    /// The meaning.
    pub kind: Kind,
    /// The sentence for people.
    pub message: String,
    /// For the log only: causes, statements, rows.
    pub context: Option<String>,
}

impl Error {
    /// An error of this meaning with the sentence that goes with it.
    pub fn new(kind: Kind) -> Self {
        let message = sentence(&kind);
        Self { kind, message, context: None }
    }

    /// The same meaning in other words.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    /// The same error with something more for the log.
    #[must_use]
    pub fn with_context(mut self, context: impl fmt::Display) -> Self {
        self.context = Some(match self.context {
            Some(inner) => format!("{context}: {inner}"),
            None => context.to_string(),
        });
        self
    }

    /// A failure of this program or what it stands on; people learn no more than that.
    pub fn internal(context: impl fmt::Display) -> Self {
        Self::new(Kind::InternalError).with_context(context)
    }

    /// A failure of the machine around this program, said to the operator at the shell.
    pub fn environment(message: impl Into<String>) -> Self {
        Self::new(Kind::Environment).with_message(message)
    }

    /// One bad field.
    pub fn field(name: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::validation(Details::from([(name.into(), vec![problem.into()])]))
    }

    /// Bad fields, all of them.
    pub fn validation(details: Details) -> Self {
        Self::new(Kind::ValidationError { details })
    }

    /// The permission that is lacking.
    pub fn denied(permission: impl fmt::Display) -> Self {
        Self::new(Kind::PermissionDenied { required_permission: permission.to_string() })
    }

    /// The stable code.
    pub fn code(&self) -> String {
        match serde_json::to_value(&self.kind) {
            Ok(serde_json::Value::Object(members)) => {
                members.get("code").and_then(|code| code.as_str()).unwrap_or("INTERNAL_ERROR").to_owned()
            }
            _ => "INTERNAL_ERROR".into(),
        }
    }

    /// Whether the same call may succeed later without anything else being changed.
    pub fn retryable(&self) -> bool {
        matches!(
            self.kind,
            Kind::Busy
                | Kind::Maintenance
                | Kind::RateLimitExceeded { .. }
                | Kind::IdempotencyInProgress { .. }
                | Kind::Unreachable { .. }
        )
    }

    /// Seconds to wait before trying again, where that makes sense.
    pub fn retry_after(&self) -> Option<i64> {
        match self.kind {
            Kind::RateLimitExceeded { retry_after_seconds } => Some(retry_after_seconds),
            Kind::Busy | Kind::IdempotencyInProgress { .. } => Some(1),
            Kind::Maintenance => Some(5),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.message)?;
        match &self.context {
            Some(context) => write!(f, " ({context})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self::new(kind)
    }
}

fn sentence(kind: &Kind) -> String {
    match kind {
        Kind::ValidationError { details } => match details.iter().next() {
            Some((field, problems)) if details.len() == 1 => {
                format!("{field}: {}.", problems.join("; ").trim_end_matches('.'))
            }
            _ => format!(
                "{} fields are not right: {}.",
                details.len(),
                details.keys().map(String::as_str).collect::<Vec<_>>().join(", ")
            ),
        },
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
        Kind::MfaRequired => "This needs a fresh code of your second factor.".into(),
        Kind::PermissionDenied { required_permission } => format!("This needs the permission {required_permission}."),
        Kind::BookingNotFound { .. } => "There is no such booking.".into(),
        Kind::PaymentNotFound { .. } => "There is no such payment.".into(),
        Kind::RoleNotFound { .. } => "There is no such role.".into(),
        Kind::InvalidStatusTransition { current_status, requested_status, allowed_transitions } => {
            not_allowed(*current_status, *requested_status, allowed_transitions)
        }
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
        Kind::Maintenance => "A restore is running; try again in a moment.".into(),
        Kind::InternalError => "Something went wrong here; the trace id finds it in the log.".into(),
        Kind::NoDatabase { location } => format!("There is no database at {location}."),
        Kind::Unreachable { server } => format!("{server} can't be reached."),
        Kind::ReadonlyProfile { profile } => format!("The profile {profile} is read-only."),
        Kind::Environment => "The machine refused.".into(),
        Kind::Other { code } => format!("The server refused: {code}."),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_json_is_the_contract_s_and_comes_back() {
        let error = Error::denied("reviews:moderate");
        let json = serde_json::to_value(&error.kind).unwrap();
        assert_eq!(json, serde_json::json!({"code": "PERMISSION_DENIED", "required_permission": "reviews:moderate"}));
        assert_eq!(serde_json::from_value::<Kind>(json).unwrap(), error.kind);
        assert_eq!(Error::new(Kind::QueueEmpty).code(), "QUEUE_EMPTY");
    }

    #[test]
    fn an_unknown_code_is_kept() {
        let kind: Kind = serde_json::from_str(r#"{"code": "MOON_PHASE", "phase": 3}"#).unwrap();
        assert_eq!(Error::new(kind).code(), "MOON_PHASE");
    }

    #[test]
    fn one_bad_field_is_named_and_so_are_three() {
        assert_eq!(Error::field("reason", "must not be empty").message, "reason: must not be empty.");
        let details = ["a", "b", "c"].map(|f| (f.to_owned(), vec![String::new()]));
        assert_eq!(Error::validation(details.into()).message, "3 fields are not right: a, b, c.");
    }
}
