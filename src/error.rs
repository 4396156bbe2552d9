//! The one error of the program: what went wrong, by meaning.
//!
//! [`Error`] says it for everybody: a stable `code`, the members that the code defines, a sentence for
//! people. What only the log may see rides along as `context`. `server::envelope` turns it into a status
//! and JSON, `cli::exit` into an exit code, `remote` rebuilds it from the JSON.

mod sentence;

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::{
    booking::BookingStatus,
    job::JobStatus,
    money::Currency,
    payment::NotRefundable,
    refund::{GatewayName, RefundStatus},
    takedown::TakedownStatus,
    time::Timestamp,
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

/// A range that can't be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RangeFault {
    /// As it was given.
    pub from: String,
    /// As it was given.
    pub to: String,
    /// Its length in days, rounded up, where that is too much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
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
    InvalidSignature,
    OriginNotAllowed,
    MfaRequired,
    MfaAlreadyEnabled,
    MfaNotEnrolled,
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
    JobNotFound {
        job_id: String,
    },
    FileNotFound,
    LinkExpired {
        expired_at: Timestamp,
    },
    QueueEmpty,

    InvalidStatusTransition {
        current_status: BookingStatus,
        requested_status: BookingStatus,
        allowed_transitions: Vec<BookingStatus>,
    },
    CannotCancel {
        current_status: JobStatus,
    },
    CannotDelete {
        current_status: JobStatus,
    },
    InvalidDateRange {
        details: RangeFault,
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
    NotFrozen,
    ReconciliationIncomplete {
        state: String,
        differences_total: i64,
    },
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
    Unhealthy,
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
        let message = sentence::of(&kind);
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
