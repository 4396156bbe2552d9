//! What to do about an error, one line each.

use crate::error::{Error, Kind};

/// What would help, in one line; nothing where the message says it all.
pub fn advice(error: &Error) -> Option<String> {
    let line = match &error.kind {
        Kind::Unauthenticated | Kind::TokenExpired => {
            "Log in with `appydex-admin login`; in process say who acts with --as EMAIL, or once and for all with \
             `appydex-admin profile set NAME --as EMAIL`."
        }
        Kind::InvalidCredentials => "Try again; after a few failures the account is locked for some minutes.",
        Kind::MfaRequired => "Give the six digits of the moment with --mfa-code.",
        Kind::PermissionDenied { .. } => "Ask an admin who may to grant you a role with it: `admins grant`.",
        Kind::QueueEmpty => "See all open requests with `appydex-admin takedowns list`.",
        Kind::AlreadyResolved { .. } => "See how with `appydex-admin takedowns show`.",
        Kind::AlreadyDecided { .. } => "See how with `appydex-admin refunds show`.",
        Kind::AmountExceedsRemaining { .. } => "Give --amount CENTS, at most what is left.",
        Kind::AmountMismatch { .. } => {
            "Approve the same amount with --amount, or ask whoever approved first for theirs."
        }
        Kind::SecondApproverRequired { .. } => "Ask a colleague with refunds:approve, at their own machine.",
        Kind::PaymentNotRefundable { .. } => "Pay it back where it was taken, then reject the refund here.",
        Kind::PaymentNotFound { .. } => "See all with `appydex-admin payments list`.",
        Kind::ReviewNotFound { .. } => "See all with `appydex-admin reviews list`.",
        Kind::RoleNotFound { .. } | Kind::RoleExists { .. } | Kind::SystemRole { .. } => {
            "See all with `appydex-admin roles list`."
        }
        Kind::RoleInUse { .. } => "Take it from them first: `appydex-admin admins list --role ROLE`, `admins revoke`.",
        Kind::BookingNotFound { .. } => "See all with `appydex-admin bookings list`.",
        Kind::InvalidStatusTransition { .. } => "See where it stands with `appydex-admin bookings show`.",
        Kind::InvalidDateRange { .. } => "Give --from and --to no more than 365 days apart, neither in the future.",
        Kind::JobNotFound { .. } | Kind::FileNotFound => "See all with `appydex-admin jobs list`.",
        Kind::LinkExpired { .. } => "Get a fresh one with `appydex-admin jobs show`.",
        Kind::CannotCancel { .. } => "See how it ended with `appydex-admin jobs show`.",
        Kind::CannotDelete { .. } => "Cancel it first with `appydex-admin jobs cancel`.",
        Kind::RefundNotFound { .. } => "See all with `appydex-admin refunds list`.",
        Kind::Claimed { .. } => "Give --takeover-reason TEXT to take it over.",
        Kind::ConcurrentUpdate { .. } | Kind::PreconditionFailed => "Look at it again, then decide.",
        Kind::IdempotencyConflict { .. } => "Leave --idempotency-key out, or give another one.",
        Kind::IdempotencyInProgress { .. } | Kind::Busy | Kind::Maintenance => "Try again in a moment.",
        Kind::RateLimitExceeded { .. } => "Wait that long, then try again.",
        Kind::NoDatabase { .. } => "Make one with `appydex-admin db migrate`, or work on a server with --server URL.",
        Kind::Unreachable { .. } => "Check that the server runs, and the address: --server URL, or the profile's.",
        Kind::ReadonlyProfile { .. } => "Choose another one with --profile NAME.",
        Kind::MfaNotEnrolled => "Set one up with `appydex-admin admins mfa enrol`.",
        Kind::OwnAccount => "Use `appydex-admin change-password`.",
        Kind::LastSuperAdmin => "Make another super admin first: `appydex-admin admins create`.",
        Kind::RequestNotFound { .. } => "See all with `appydex-admin takedowns list --status all`.",
        Kind::AdminExists { .. } | Kind::AdminNotFound { .. } => "See all with `appydex-admin admins list`.",
        Kind::SessionNotFound { .. } => "See all with `appydex-admin sessions list`.",
        Kind::TokenNotFound { .. } => "See all with `appydex-admin vendors tokens list VENDOR_ID`.",
        Kind::InternalError => "Try again with -v for what is known of the cause.",
        _ => return None,
    };
    Some(line.to_owned())
}
