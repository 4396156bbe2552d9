//! The whole program at a glance: every question and every decision, already bound to who is asking.
//!
//! [`Operations`] has two implementations: `service::Local` on a database in process, and `remote::Remote`
//! on a running server. The HTTP server, the shell and the terminal screens hold one of them and know no
//! more. Beside the trait stand, a file an area, the types it takes and gives: a request is made by
//! [`fields::parse`] from named values (a JSON body, a query, flags), so that all doors refuse the same
//! things in the same words; an answer is what the API's `data` is, field for field.
//! To add an operation: its types here, its method on the trait, its mutation or query in `service`, its
//! call in `remote`, its route, its command.

pub mod admins;
pub mod analytics;
pub mod audit;
pub mod auth;
pub mod bookings;
pub mod events;
pub mod exports;
pub mod fields;
pub mod health;
pub mod jobs;
pub mod metrics;
pub mod mfa;
pub mod payments;
pub mod reconciliation;
pub mod referrals;
pub mod refunds;
pub mod reviews;
pub mod roles;
pub mod takedowns;
pub mod vendors;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use self::{
    admins::{
        AdminCreated, AdminDetail, AdminPasswordReset, AdminUpdated, CreateAdmin, ListAdmins, ResetPassword,
        UpdateAdmin,
    },
    analytics::{BookingAnalysis, BookingFigures, RevenueAnalysis, RevenueFigures},
    audit::{AuditEntry, AuditVerification, ListAudit},
    auth::{AuthSession, ChangePassword, ListSessions, Login, Me, PasswordChanged, Session},
    bookings::{BookingDetail, BookingListItem, BookingUpdated, ListBookings, UpdateBooking},
    events::{Events, FollowEvents},
    exports::{Download, ExportRequest, JobAccepted},
    health::HealthReport,
    jobs::{CancelJob, Job, JobCancelled, JobCounts, JobListItem, ListJobs},
    metrics::Metrics,
    mfa::{AdminMfaReset, ConfirmMfa, DisableMfa, EnrolMfa, MfaConfirmed, MfaDisabled, MfaEnrolment, ResetMfa},
    payments::{ListPayments, PaymentDetail, PaymentListItem, RefundPayment},
    reconciliation::{Reconciliation, UnfreezeRefunds},
    referrals::{ListReferrals, ReferralCounts, ReferralListItem},
    refunds::{
        ApproveRefund, ListRefunds, RefundApproved, RefundCounts, RefundDetail, RefundListItem, RefundRejected,
        RejectRefund,
    },
    reviews::{ListReviews, ModerateReview, ReviewDetail, ReviewListItem, ReviewModerated},
    roles::{CreateRole, Role, RoleCounts, RoleCreated},
    takedowns::{
        ClaimNext, ClaimTakedown, FileTakedown, ListTakedowns, ResolveTakedown, TakedownClaimed, TakedownCounts,
        TakedownDetail, TakedownListItem, TakedownNext, TakedownResolved, VendorTakedown,
    },
    vendors::{CreateVendorToken, VendorToken, VendorTokenListItem},
};
use crate::{
    domain::{
        id::Reference,
        page::{PageMeta, Paging},
    },
    error::Result,
};

/// Every operation of the program, bound to a caller.
///
/// Each checks the caller's permissions itself, afresh. A mutation takes an [`Attempt`] and gives an
/// [`Answer`]; the same key again gives the same bytes. Errors are those that `openapi.yaml` lists.
#[async_trait]
pub trait Operations: Send + Sync {
    /// Trades a password (and a code) for a session.
    async fn login(&self, request: Login) -> Result<AuthSession>;
    /// Trades a refresh token for a new session pair; a used one ends the whole family.
    async fn refresh(&self, refresh_token: String) -> Result<AuthSession>;
    /// Ends the session of the refresh token, or the caller's own.
    async fn logout(&self, refresh_token: Option<String>) -> Result<()>;
    /// Changes the caller's password and ends their other sessions.
    async fn change_password(&self, request: ChangePassword) -> Result<PasswordChanged>;
    /// Begins to set up the caller's second factor; it is in force once it is confirmed.
    async fn enrol_mfa(&self, request: EnrolMfa) -> Result<MfaEnrolment>;
    /// Puts the caller's second factor in force, with a first code.
    async fn confirm_mfa(&self, request: ConfirmMfa) -> Result<MfaConfirmed>;
    /// Takes the caller's second factor away.
    async fn disable_mfa(&self, request: DisableMfa) -> Result<MfaDisabled>;
    /// Who the caller is.
    async fn me(&self) -> Result<Me>;
    /// Live sessions: one's own, or everyone's with `admins:list`.
    async fn list_sessions(&self, query: ListSessions) -> Result<Page<Session>>;
    /// Ends a session: one's own, or any with `admins:update`.
    async fn revoke_session(&self, session: Reference, attempt: Attempt) -> Result<Answer<Deleted>>;

    /// Admins.
    async fn list_admins(&self, query: ListAdmins) -> Result<Page<admins::Admin>>;
    /// One admin.
    async fn admin(&self, admin: Reference) -> Result<AdminDetail>;
    /// Makes an admin.
    async fn create_admin(&self, request: CreateAdmin, attempt: Attempt) -> Result<Answer<AdminCreated>>;
    /// Renames, grants, revokes, deactivates, reactivates.
    async fn update_admin(
        &self,
        admin: Reference,
        request: UpdateAdmin,
        attempt: Attempt,
    ) -> Result<Answer<AdminUpdated>>;
    /// Gives an admin a new password and ends their sessions.
    async fn reset_password(
        &self,
        admin: Reference,
        request: ResetPassword,
        attempt: Attempt,
    ) -> Result<Answer<AdminPasswordReset>>;
    /// Takes an admin's second factor away, or makes them a new one, and ends their sessions.
    async fn reset_mfa(&self, admin: Reference, request: ResetMfa, attempt: Attempt) -> Result<Answer<AdminMfaReset>>;

    /// Bookings.
    async fn list_bookings(&self, query: ListBookings) -> Result<Page<BookingListItem>>;
    /// One booking with all that belongs to it.
    async fn booking(&self, booking: Reference) -> Result<BookingDetail>;
    /// Moves a booking on, cancels it, notes something.
    async fn update_booking(
        &self,
        booking: Reference,
        request: UpdateBooking,
        attempt: Attempt,
    ) -> Result<Answer<BookingUpdated>>;

    /// The queue of takedown requests.
    async fn list_takedowns(&self, query: ListTakedowns) -> Result<Page<TakedownListItem, TakedownCounts>>;
    /// One request with all that bears on it.
    async fn takedown(&self, request: Reference) -> Result<TakedownDetail>;
    /// Claims a request for ten minutes, or renews the claim.
    async fn claim_takedown(
        &self,
        request: Reference,
        claim: ClaimTakedown,
        attempt: Attempt,
    ) -> Result<Answer<TakedownClaimed>>;
    /// Claims the open, unclaimed request that is due first.
    async fn claim_next_takedown(&self, request: ClaimNext, attempt: Attempt) -> Result<Answer<TakedownNext>>;
    /// Lets go of a claim.
    async fn release_takedown(&self, request: Reference, attempt: Attempt) -> Result<Answer<Deleted>>;
    /// Accepts or rejects a request.
    async fn resolve_takedown(
        &self,
        request: Reference,
        decision: ResolveTakedown,
        attempt: Attempt,
    ) -> Result<Answer<TakedownResolved>>;
    /// A vendor asks for a review to be taken down.
    async fn file_takedown(
        &self,
        review: Reference,
        request: FileTakedown,
        attempt: Attempt,
    ) -> Result<Answer<VendorTakedown>>;

    /// The ledger against the gateway, and whether refunds are sent.
    async fn refund_reconciliation(&self) -> Result<Reconciliation>;
    /// Lets refunds be sent again, once both agree.
    async fn unfreeze_refunds(&self, request: UnfreezeRefunds, attempt: Attempt) -> Result<Answer<Reconciliation>>;
    /// Refund requests.
    async fn list_refunds(&self, query: ListRefunds) -> Result<Page<RefundListItem, RefundCounts>>;
    /// One refund with all that bears on it.
    async fn refund(&self, refund: Reference) -> Result<RefundDetail>;
    /// Approves a refund, or gives the first of two approvals; waits a while for the gateway.
    async fn approve_refund(
        &self,
        refund: Reference,
        decision: ApproveRefund,
        attempt: Attempt,
    ) -> Result<Answer<RefundApproved>>;
    /// Rejects a refund that is pending or has failed.
    async fn reject_refund(
        &self,
        refund: Reference,
        decision: RejectRefund,
        attempt: Attempt,
    ) -> Result<Answer<RefundRejected>>;

    /// Reviews, hidden and removed ones too.
    async fn list_reviews(&self, query: ListReviews) -> Result<Page<ReviewListItem>>;
    /// One review with all that was done to it.
    async fn review(&self, review: Reference) -> Result<ReviewDetail>;
    /// Hides a review.
    async fn hide_review(
        &self,
        review: Reference,
        request: ModerateReview,
        attempt: Attempt,
    ) -> Result<Answer<ReviewModerated>>;
    /// Shows a hidden review again.
    async fn restore_review(
        &self,
        review: Reference,
        request: ModerateReview,
        attempt: Attempt,
    ) -> Result<Answer<ReviewModerated>>;
    /// Removes a review for good, and closes the requests against it.
    async fn remove_review(
        &self,
        review: Reference,
        request: ModerateReview,
        attempt: Attempt,
    ) -> Result<Answer<Deleted>>;

    /// Payments.
    async fn list_payments(&self, query: ListPayments) -> Result<Page<PaymentListItem>>;
    /// One payment with its refunds and its ledger.
    async fn payment(&self, payment: Reference) -> Result<PaymentDetail>;
    /// Pays a payment back; waits a while for the gateway.
    async fn refund_payment(
        &self,
        payment: Reference,
        request: RefundPayment,
        attempt: Attempt,
    ) -> Result<Answer<RefundApproved>>;

    /// Bookings over time.
    async fn booking_analytics(&self, query: BookingFigures) -> Result<BookingAnalysis>;
    /// Revenue over time.
    async fn revenue_analytics(&self, query: RevenueFigures) -> Result<RevenueAnalysis>;

    /// Referrals.
    async fn list_referrals(&self, query: ListReferrals) -> Result<Page<ReferralListItem, ReferralCounts>>;

    /// Roles, those that come with the program first.
    async fn list_roles(&self, paging: Paging) -> Result<Page<Role, RoleCounts>>;
    /// Makes a role.
    async fn create_role(&self, request: CreateRole, attempt: Attempt) -> Result<Answer<RoleCreated>>;
    /// Deletes a role that nobody holds; by its id, such as `refund_clerk`.
    async fn delete_role(&self, role: String, attempt: Attempt) -> Result<Answer<Deleted>>;

    /// Jobs: one's own, or everyone's with `jobs:list_all`.
    async fn list_jobs(&self, query: ListJobs) -> Result<Page<JobListItem, JobCounts>>;
    /// One job: one's own, or any with `jobs:view_all`; its file comes with a link of its own each time.
    async fn job(&self, job: Reference) -> Result<Job>;
    /// Stops a job that waits or runs: one's own, or any with `jobs:cancel`.
    async fn cancel_job(&self, job: Reference, request: CancelJob, attempt: Attempt) -> Result<Answer<JobCancelled>>;
    /// Deletes an ended job and its files: one's own, or any with `jobs:delete`.
    async fn delete_job(&self, job: Reference, attempt: Attempt) -> Result<Answer<Deleted>>;
    /// Starts an export.
    async fn export_analytics(&self, request: ExportRequest, attempt: Attempt) -> Result<Answer<JobAccepted>>;
    /// Fetches a file by the token of a signed link, which is all that is asked for.
    async fn download_file(&self, token: String) -> Result<Download>;

    /// A vendor's live tokens.
    async fn list_vendor_tokens(&self, vendor: Reference, paging: Paging) -> Result<Page<VendorTokenListItem>>;
    /// Makes a token for a vendor.
    async fn create_vendor_token(
        &self,
        vendor: Reference,
        request: CreateVendorToken,
        attempt: Attempt,
    ) -> Result<Answer<VendorToken>>;
    /// Ends a vendor's token.
    async fn revoke_vendor_token(
        &self,
        vendor: Reference,
        token: Reference,
        attempt: Attempt,
    ) -> Result<Answer<Deleted>>;

    /// The audit log.
    async fn list_audit(&self, query: ListAudit) -> Result<Page<AuditEntry>>;
    /// Checks the audit chain from the first entry to the last.
    async fn verify_audit(&self) -> Result<AuditVerification>;

    /// How every part is doing, asked now. A database that doesn't answer is said in the report, and no error.
    async fn health(&self) -> Result<HealthReport>;
    /// The dashboard's gauges.
    async fn metrics(&self) -> Result<Metrics>;
    /// The changes that the caller may see, as they are committed, by whichever process.
    async fn events(&self, request: FollowEvents) -> Result<Events>;
}

/// How a mutation is to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attempt {
    /// The caller's key: 1 to 255 visible ASCII characters. Without one nothing is kept for a repeat.
    pub key: Option<String>,
    /// The version that the caller has seen.
    pub if_match: Option<i64>,
    /// Only find out: every check runs, nothing is written.
    pub dry_run: bool,
}

impl Attempt {
    /// An attempt under `key`.
    pub fn with_key(key: impl Into<String>) -> Self {
        Self { key: Some(key.into()), ..Self::default() }
    }
}

/// What a mutation answers. Its `Debug` says nothing of it, for it may hold a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer<T> {
    /// The answer.
    pub value: T,
    /// Its JSON; a repeat under the same key gets these very bytes.
    pub json: String,
    /// Whether this is the first answer again.
    pub replayed: bool,
}

impl<T> std::fmt::Debug for Answer<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").field("replayed", &self.replayed).finish_non_exhaustive()
    }
}

/// Gives a type that holds a secret a `Debug` that says only its name.
macro_rules! secretive {
    ($($name:ident),+) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )+};
}

pub(crate) use secretive;

/// A page of a list. `S` is what stands beside it as `meta.summary`, or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T, S = ()> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where they stand in the list.
    pub meta: PageMeta,
    /// What is said of the whole list.
    pub summary: S,
}

/// What a DELETE says: nothing, or in a dry run what would go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deleted {
    /// What went, or would go.
    pub id: String,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}

/// An admin, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminRef {
    /// Their id.
    pub id: uuid::Uuid,
    /// Their name.
    pub name: String,
    /// Their e-mail.
    pub email: String,
}
