//! Why a command ended before its end, and the exit code that says so.

use std::io;

use crate::error::{Error, Kind};

/// What a command gives back.
pub type Result<T = (), E = Stop> = std::result::Result<T, E>;

/// Why a command stopped.
#[derive(Debug)]
pub enum Stop {
    /// An operation, or the machine, refused.
    Error(Box<Error>),
    /// A change failed; the same again is safe under this key.
    Change(Box<Error>, String),
    /// The command was used wrongly: what is wrong, and what would be right.
    Usage(String, String),
    /// The answer to the question was no, or Ctrl-C.
    Interrupted,
    /// Whoever reads the output has gone.
    BrokenPipe,
    /// Some of a bulk run failed; that has been said.
    Partly,
    /// A check found a fault; that has been said.
    Integrity,
    /// What was waited for did not come in time: what is said of it, and the command that waits again.
    TimedOut(String, String),
}

impl Stop {
    /// A wrong use, in two sentences: what is wrong, what would be right.
    pub fn usage(what: impl Into<String>, right: impl Into<String>) -> Self {
        Self::Usage(what.into(), right.into())
    }

    /// The exit code.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Error(error) | Self::Change(error, _) => exit_code(&error.code()),
            Self::Usage(..) => 2,
            Self::Interrupted => 130,
            Self::BrokenPipe => 0,
            Self::Partly => 8,
            Self::Integrity => 9,
            Self::TimedOut(..) => 124,
        }
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Error(Box::new(error))
    }
}

impl From<Kind> for Stop {
    fn from(kind: Kind) -> Self {
        Error::from(kind).into()
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            io::ErrorKind::Interrupted => Self::Interrupted,
            _ => Error::environment(format!("The output can't be written: {error}.")).into(),
        }
    }
}

/// The exit code of an error's code; codes that only a newer server knows are told by their shape.
pub fn exit_code(code: &str) -> u8 {
    match code {
        "VALIDATION_ERROR"
        | "AMOUNT_EXCEEDS_REMAINING"
        | "INVALID_DATE_RANGE"
        | "IDEMPOTENCY_KEY_REQUIRED"
        | "PAYLOAD_TOO_LARGE" => 2,
        "NOT_FOUND" | "QUEUE_EMPTY" => 3,
        "UNAUTHENTICATED"
        | "TOKEN_EXPIRED"
        | "INVALID_CREDENTIALS"
        | "ORIGIN_NOT_ALLOWED"
        | "PERMISSION_DENIED"
        | "MFA_REQUIRED"
        | "READONLY_PROFILE" => 4,
        "ALREADY_RESOLVED"
        | "ALREADY_DECIDED"
        | "AMOUNT_MISMATCH"
        | "CLAIMED"
        | "CONCURRENT_UPDATE"
        | "DUPLICATE_REQUEST"
        | "REVIEW_REMOVED"
        | "ADMIN_EXISTS"
        | "ROLE_EXISTS"
        | "ROLE_IN_USE"
        | "SYSTEM_ROLE"
        | "LAST_SUPER_ADMIN"
        | "OWN_ACCOUNT"
        | "MFA_ALREADY_ENABLED"
        | "MFA_NOT_ENROLLED"
        | "PRECONDITION_FAILED"
        | "IDEMPOTENCY_CONFLICT"
        | "IDEMPOTENCY_IN_PROGRESS"
        | "INVALID_STATUS_TRANSITION"
        | "PAYMENT_NOT_REFUNDABLE"
        | "SECOND_APPROVER_REQUIRED" => 5,
        "RATE_LIMIT_EXCEEDED" | "BUSY" | "MAINTENANCE" | "UNHEALTHY" | "UNREACHABLE" | "NO_DATABASE" => 6,
        _ if code.ends_with("_NOT_FOUND") => 3,
        _ if code.starts_with("CANNOT_") || code.starts_with("ALREADY_") => 5,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_that_the_contract_names_has_its_exit_code() {
        for (code, exit) in [
            ("VALIDATION_ERROR", 2),
            ("AMOUNT_EXCEEDS_REMAINING", 2),
            ("REQUEST_NOT_FOUND", 3),
            ("JOB_NOT_FOUND", 3),
            ("QUEUE_EMPTY", 3),
            ("PERMISSION_DENIED", 4),
            ("READONLY_PROFILE", 4),
            ("CANNOT_CANCEL", 5),
            ("INVALID_STATUS_TRANSITION", 5),
            ("RATE_LIMIT_EXCEEDED", 6),
            ("UNREACHABLE", 6),
            ("NO_DATABASE", 6),
            ("INTERNAL_ERROR", 1),
            ("ENVIRONMENT", 1),
        ] {
            assert_eq!(exit_code(code), exit, "{code}");
        }
    }

    #[test]
    fn stops_have_theirs() {
        assert_eq!(Stop::from(io::Error::from(io::ErrorKind::BrokenPipe)).exit_code(), 0);
        assert_eq!(Stop::from(io::Error::from(io::ErrorKind::StorageFull)).exit_code(), 1);
        assert_eq!(Stop::from(Kind::QueueEmpty).exit_code(), 3);
        let late = Stop::TimedOut(String::new(), String::new());
        let others = [Stop::usage("", ""), Stop::Interrupted, Stop::Partly, Stop::Integrity, late];
        assert_eq!(others.map(|stop| stop.exit_code()), [2, 130, 8, 9, 124]);
    }
}
