//! `Operations` on a running server, over HTTP.
//!
//! [`Remote`] turns each operation into one request and its answer back into the same types and the same
//! [`Error`](crate::error::Error) that the server's own `Local` gave. `wire` speaks HTTP, `query` turns typed requests into parameters,
//! `tokens` keeps what a login gave and renews it. No rule of the product lives here: the server decides.
//! To add an operation: one line in the table below, with the path and method of `openapi.yaml`.

mod address;
mod answer;
mod call;
mod events;
mod query;
pub mod tokens;
mod wire;

use std::sync::Arc;

use async_trait::async_trait;

use self::{call::Call, tokens::TokenStore, wire::Wire};
use crate::{
    domain::{actor::Surface, id::Reference, page::Paging},
    error::Result,
    operations::{
        Answer, Attempt, Deleted, Operations, Page,
        admins::{
            Admin, AdminCreated, AdminDetail, AdminPasswordReset, AdminUpdated, CreateAdmin, ListAdmins, ResetPassword,
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
    },
};

/// Tells the operator something that is no answer: where tokens are kept, that a connection is open to listeners.
pub type Say = Arc<dyn Fn(&str) + Send + Sync>;

/// What a connection needs.
pub struct Options {
    /// Where the server is: `http://` or `https://`, a host, perhaps a port and a path that comes before `/api`.
    pub server: String,
    /// Who calls, for the User-Agent and so for the audit log.
    pub surface: Surface,
    /// 1 to 64 visible ASCII characters that find these requests in the server's log.
    pub trace_id: String,
    /// A code of the caller's second factor, for changes that need a fresh one.
    pub mfa_code: Option<String>,
    /// What a login gave, and keeps what comes next.
    pub tokens: Arc<dyn TokenStore>,
    /// Where warnings go.
    pub say: Say,
}

/// A server, seen by whoever is logged in there.
pub struct Remote {
    wire: Arc<Wire>,
}

impl Remote {
    /// Makes ready to talk to a server; nothing is sent yet.
    ///
    /// Fails with `VALIDATION_ERROR` for `server` when that is no address, and when this machine can't do TLS.
    pub fn connect(options: Options) -> Result<Self> {
        Ok(Self { wire: Arc::new(Wire::new(options)?) })
    }

    /// Asks for a session and keeps its tokens.
    async fn open_session(&self, call: Call) -> Result<AuthSession> {
        let session: AuthSession = self.wire.get(call).await?;
        self.wire.keep(&session, true).await?;
        Ok(session)
    }
}

const AUTH: &str = "/admin/auth";
const ADMINS: &str = "/admin/admins";
const SESSIONS: &str = "/admin/sessions";
const BOOKINGS: &str = "/admin/bookings";
const JOBS: &str = "/admin/jobs";
const PAYMENTS: &str = "/admin/payments";
const REVIEWS: &str = "/admin/reviews";
const ROLES: &str = "/admin/roles";
const TAKEDOWNS: &str = "/admin/reviews/takedown-requests";
const RECONCILIATION: &str = "/admin/refunds/reconciliation";
const REFUNDS: &str = "/admin/refunds";
const AUDIT: &str = "/admin/audit";

fn tokens_of(vendor: &Reference) -> String {
    format!("/admin/vendors/{vendor}/tokens")
}

#[async_trait]
impl Operations for Remote {
    async fn login(&self, request: Login) -> Result<AuthSession> {
        self.open_session(Call::post(format!("{AUTH}/login")).body(&request)?.anonymous()).await
    }

    async fn refresh(&self, refresh_token: String) -> Result<AuthSession> {
        let body = crate::operations::auth::Refresh { refresh_token: Some(refresh_token) };
        self.open_session(Call::post(format!("{AUTH}/refresh")).body(&body)?.anonymous()).await
    }

    async fn logout(&self, refresh_token: Option<String>) -> Result<()> {
        self.wire.log_out(refresh_token).await
    }

    async fn change_password(&self, request: ChangePassword) -> Result<PasswordChanged> {
        self.wire.get(Call::post(format!("{AUTH}/change-password")).body(&request)?).await
    }

    async fn enrol_mfa(&self, request: EnrolMfa) -> Result<MfaEnrolment> {
        self.wire.get(Call::post(format!("{AUTH}/mfa/enrol")).body(&request)?).await
    }

    async fn confirm_mfa(&self, request: ConfirmMfa) -> Result<MfaConfirmed> {
        self.wire.get(Call::post(format!("{AUTH}/mfa/confirm")).body(&request)?).await
    }

    async fn disable_mfa(&self, request: DisableMfa) -> Result<MfaDisabled> {
        self.wire.get(Call::post(format!("{AUTH}/mfa/disable")).body(&request)?).await
    }

    async fn me(&self) -> Result<Me> {
        self.wire.get(Call::get("/admin/me")).await
    }

    async fn list_sessions(&self, query: ListSessions) -> Result<Page<Session>> {
        self.wire.list(Call::get(SESSIONS).query(&query)?).await
    }

    async fn revoke_session(&self, session: Reference, attempt: Attempt) -> Result<Answer<Deleted>> {
        self.wire.delete(Call::delete(format!("{SESSIONS}/{session}")), &session, attempt).await
    }

    async fn list_admins(&self, query: ListAdmins) -> Result<Page<Admin>> {
        self.wire.list(Call::get(ADMINS).query(&query)?).await
    }

    async fn admin(&self, admin: Reference) -> Result<AdminDetail> {
        self.wire.get(Call::get(format!("{ADMINS}/{admin}"))).await
    }

    async fn create_admin(&self, request: CreateAdmin, attempt: Attempt) -> Result<Answer<AdminCreated>> {
        self.wire.change(Call::post(ADMINS).body(&request)?, attempt).await
    }

    async fn update_admin(
        &self,
        admin: Reference,
        request: UpdateAdmin,
        attempt: Attempt,
    ) -> Result<Answer<AdminUpdated>> {
        self.wire.change(Call::patch(format!("{ADMINS}/{admin}")).body(&request)?, attempt).await
    }

    async fn reset_password(
        &self,
        admin: Reference,
        request: ResetPassword,
        attempt: Attempt,
    ) -> Result<Answer<AdminPasswordReset>> {
        self.wire.change(Call::post(format!("{ADMINS}/{admin}/reset-password")).body(&request)?, attempt).await
    }

    async fn reset_mfa(&self, admin: Reference, request: ResetMfa, attempt: Attempt) -> Result<Answer<AdminMfaReset>> {
        self.wire.change(Call::post(format!("{ADMINS}/{admin}/mfa/reset")).body(&request)?, attempt).await
    }

    async fn list_bookings(&self, query: ListBookings) -> Result<Page<BookingListItem>> {
        self.wire.list(Call::get(BOOKINGS).query(&query)?).await
    }

    async fn booking(&self, booking: Reference) -> Result<BookingDetail> {
        self.wire.get(Call::get(format!("{BOOKINGS}/{booking}"))).await
    }

    async fn update_booking(
        &self,
        booking: Reference,
        request: UpdateBooking,
        attempt: Attempt,
    ) -> Result<Answer<BookingUpdated>> {
        self.wire.change(Call::patch(format!("{BOOKINGS}/{booking}")).body(&request)?, attempt).await
    }

    async fn list_takedowns(&self, query: ListTakedowns) -> Result<Page<TakedownListItem, TakedownCounts>> {
        self.wire.list(Call::get(TAKEDOWNS).query(&query)?).await
    }

    async fn takedown(&self, request: Reference) -> Result<TakedownDetail> {
        self.wire.get(Call::get(format!("{TAKEDOWNS}/{request}"))).await
    }

    async fn claim_takedown(
        &self,
        request: Reference,
        claim: ClaimTakedown,
        attempt: Attempt,
    ) -> Result<Answer<TakedownClaimed>> {
        self.wire.change(Call::post(format!("{TAKEDOWNS}/{request}/claim")).body(&claim)?, attempt).await
    }

    async fn claim_next_takedown(&self, request: ClaimNext, attempt: Attempt) -> Result<Answer<TakedownNext>> {
        self.wire.change(Call::post(format!("{TAKEDOWNS}/claim-next")).body(&request)?, attempt).await
    }

    async fn release_takedown(&self, request: Reference, attempt: Attempt) -> Result<Answer<Deleted>> {
        self.wire.delete(Call::delete(format!("{TAKEDOWNS}/{request}/claim")), &request, attempt).await
    }

    async fn resolve_takedown(
        &self,
        request: Reference,
        decision: ResolveTakedown,
        attempt: Attempt,
    ) -> Result<Answer<TakedownResolved>> {
        self.wire.change(Call::post(format!("{TAKEDOWNS}/{request}/resolve")).body(&decision)?, attempt).await
    }

    async fn file_takedown(
        &self,
        review: Reference,
        request: FileTakedown,
        attempt: Attempt,
    ) -> Result<Answer<VendorTakedown>> {
        let path = format!("/vendor/reviews/{review}/takedown-requests");
        self.wire.change(Call::post(path).body(&request)?, attempt).await
    }

    async fn refund_reconciliation(&self) -> Result<Reconciliation> {
        self.wire.get(Call::get(RECONCILIATION)).await
    }

    async fn unfreeze_refunds(&self, request: UnfreezeRefunds, attempt: Attempt) -> Result<Answer<Reconciliation>> {
        self.wire.change(Call::post(RECONCILIATION).body(&request)?, attempt).await
    }

    async fn list_refunds(&self, query: ListRefunds) -> Result<Page<RefundListItem, RefundCounts>> {
        self.wire.list(Call::get(REFUNDS).query(&query)?).await
    }

    async fn refund(&self, refund: Reference) -> Result<RefundDetail> {
        self.wire.get(Call::get(format!("{REFUNDS}/{refund}"))).await
    }

    async fn approve_refund(
        &self,
        refund: Reference,
        decision: ApproveRefund,
        attempt: Attempt,
    ) -> Result<Answer<RefundApproved>> {
        self.wire.change(Call::post(format!("{REFUNDS}/{refund}/approve")).body(&decision)?, attempt).await
    }

    async fn reject_refund(
        &self,
        refund: Reference,
        decision: RejectRefund,
        attempt: Attempt,
    ) -> Result<Answer<RefundRejected>> {
        self.wire.change(Call::post(format!("{REFUNDS}/{refund}/reject")).body(&decision)?, attempt).await
    }

    async fn list_reviews(&self, query: ListReviews) -> Result<Page<ReviewListItem>> {
        self.wire.list(Call::get(REVIEWS).query(&query)?).await
    }

    async fn review(&self, review: Reference) -> Result<ReviewDetail> {
        self.wire.get(Call::get(format!("{REVIEWS}/{review}"))).await
    }

    async fn hide_review(
        &self,
        review: Reference,
        request: ModerateReview,
        attempt: Attempt,
    ) -> Result<Answer<ReviewModerated>> {
        self.wire.change(Call::post(format!("{REVIEWS}/{review}/hide")).body(&request)?, attempt).await
    }

    async fn restore_review(
        &self,
        review: Reference,
        request: ModerateReview,
        attempt: Attempt,
    ) -> Result<Answer<ReviewModerated>> {
        self.wire.change(Call::post(format!("{REVIEWS}/{review}/restore")).body(&request)?, attempt).await
    }

    async fn remove_review(
        &self,
        review: Reference,
        request: ModerateReview,
        attempt: Attempt,
    ) -> Result<Answer<Deleted>> {
        let call = Call::delete(format!("{REVIEWS}/{review}")).body(&request)?;
        self.wire.delete(call, &review, attempt).await
    }

    async fn list_payments(&self, query: ListPayments) -> Result<Page<PaymentListItem>> {
        self.wire.list(Call::get(PAYMENTS).query(&query)?).await
    }

    async fn payment(&self, payment: Reference) -> Result<PaymentDetail> {
        self.wire.get(Call::get(format!("{PAYMENTS}/{payment}"))).await
    }

    async fn refund_payment(
        &self,
        payment: Reference,
        request: RefundPayment,
        attempt: Attempt,
    ) -> Result<Answer<RefundApproved>> {
        self.wire.change(Call::post(format!("{PAYMENTS}/{payment}/refund")).body(&request)?, attempt).await
    }

    async fn booking_analytics(&self, query: BookingFigures) -> Result<BookingAnalysis> {
        self.wire.figures(Call::get("/admin/analytics/bookings").query(&query)?).await
    }

    async fn revenue_analytics(&self, query: RevenueFigures) -> Result<RevenueAnalysis> {
        self.wire.figures(Call::get("/admin/analytics/revenue").query(&query)?).await
    }

    async fn list_referrals(&self, query: ListReferrals) -> Result<Page<ReferralListItem, ReferralCounts>> {
        self.wire.list(Call::get("/admin/referrals").query(&query)?).await
    }

    async fn list_roles(&self, paging: Paging) -> Result<Page<Role, RoleCounts>> {
        self.wire.list_beside(Call::get(ROLES).query(&paging)?).await
    }

    async fn create_role(&self, request: CreateRole, attempt: Attempt) -> Result<Answer<RoleCreated>> {
        self.wire.change(Call::post(ROLES).body(&request)?, attempt).await
    }

    async fn delete_role(&self, role: String, attempt: Attempt) -> Result<Answer<Deleted>> {
        // What can't be in a path as it is can be no role's id either.
        let segment: String = form_urlencoded::byte_serialize(role.as_bytes()).collect();
        self.wire.delete(Call::delete(format!("{ROLES}/{segment}")), &role, attempt).await
    }

    async fn list_jobs(&self, query: ListJobs) -> Result<Page<JobListItem, JobCounts>> {
        self.wire.list(Call::get(JOBS).query(&query)?).await
    }

    async fn job(&self, job: Reference) -> Result<Job> {
        self.wire.get(Call::get(format!("{JOBS}/{job}"))).await
    }

    async fn cancel_job(&self, job: Reference, request: CancelJob, attempt: Attempt) -> Result<Answer<JobCancelled>> {
        self.wire.change(Call::post(format!("{JOBS}/{job}/cancel")).body(&request)?, attempt).await
    }

    async fn delete_job(&self, job: Reference, attempt: Attempt) -> Result<Answer<Deleted>> {
        self.wire.delete(Call::delete(format!("{JOBS}/{job}")), &job, attempt).await
    }

    async fn export_analytics(&self, request: ExportRequest, attempt: Attempt) -> Result<Answer<JobAccepted>> {
        self.wire.change(Call::post("/admin/analytics/export").body(&request)?, attempt).await
    }

    async fn download_file(&self, token: String) -> Result<Download> {
        // What can't be in a path as it is can be no token either.
        let segment: String = form_urlencoded::byte_serialize(token.as_bytes()).collect();
        self.wire.download(Call::get(format!("/admin/files/{segment}")).anonymous()).await
    }

    async fn list_vendor_tokens(&self, vendor: Reference, paging: Paging) -> Result<Page<VendorTokenListItem>> {
        self.wire.list(Call::get(tokens_of(&vendor)).query(&paging)?).await
    }

    async fn create_vendor_token(
        &self,
        vendor: Reference,
        request: CreateVendorToken,
        attempt: Attempt,
    ) -> Result<Answer<VendorToken>> {
        self.wire.change(Call::post(tokens_of(&vendor)).body(&request)?, attempt).await
    }

    async fn revoke_vendor_token(
        &self,
        vendor: Reference,
        token: Reference,
        attempt: Attempt,
    ) -> Result<Answer<Deleted>> {
        self.wire.delete(Call::delete(format!("{}/{token}", tokens_of(&vendor))), &token, attempt).await
    }

    async fn list_audit(&self, query: ListAudit) -> Result<Page<AuditEntry>> {
        self.wire.list(Call::get(AUDIT).query(&query)?).await
    }

    async fn verify_audit(&self) -> Result<AuditVerification> {
        self.wire.get(Call::get(format!("{AUDIT}/verify"))).await
    }

    async fn health(&self) -> Result<HealthReport> {
        self.wire.get(Call::get("/admin/system/health")).await
    }

    async fn metrics(&self) -> Result<Metrics> {
        self.wire.get(Call::get("/admin/metrics")).await
    }

    async fn events(&self, request: FollowEvents) -> Result<Events> {
        events::follow(self.wire.clone(), request).await
    }
}

#[cfg(test)]
mod tests;
