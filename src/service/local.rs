//! `Operations` in process: each question and each change, one line each, to the file of its area.

use async_trait::async_trait;
use uuid::Uuid;

use super::{
    Service, admins, bookings, exports, mfa, money,
    mutation::{self, Mutation},
    payments, refunds, reviews, roles, sessions, takedowns, vendors,
};
use crate::{
    domain::{actor::Caller, id::Reference, page::Paging},
    error::{Error, Result},
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
    store::names::{self, Named},
};

/// The service bound to a caller: `Operations` in process.
#[derive(Clone)]
pub struct Local {
    pub(super) service: Service,
    pub(super) caller: Caller,
}

impl Local {
    /// Makes a change on the one path that all of them take.
    pub(super) async fn change<M: Mutation>(&self, request: M::Request, attempt: Attempt) -> Result<Answer<M::Answer>> {
        mutation::run::<M>(&self.service, &self.caller, request, attempt).await
    }

    /// Whether the caller may make the change at all.
    pub(super) async fn may<M: Mutation>(&self) -> Result<()> {
        mutation::permitted::<M>(&self.service, &self.caller).await.map(drop)
    }

    /// The id of the row that `reference` names, or the error that `missing` makes of it. The caller's
    /// permission must have been checked: whoever may not see a row may not learn that it is there.
    pub(super) async fn find(
        &self,
        named: Named,
        reference: &Reference,
        missing: impl FnOnce(String) -> Error,
    ) -> Result<Uuid> {
        if let Reference::Id(id) = reference {
            return Ok(*id);
        }
        let mut tx = self.service.0.db.read().await?;
        let found = names::find(&mut tx, named, reference).await?;
        found.ok_or_else(|| missing(reference.to_string()))
    }
}

#[async_trait]
impl Operations for Local {
    async fn login(&self, request: Login) -> Result<AuthSession> {
        self.log_in(request).await
    }

    async fn refresh(&self, refresh_token: String) -> Result<AuthSession> {
        self.renew(refresh_token).await
    }

    async fn logout(&self, refresh_token: Option<String>) -> Result<()> {
        self.log_out(refresh_token).await
    }

    async fn change_password(&self, request: ChangePassword) -> Result<PasswordChanged> {
        self.set_own_password(request).await
    }

    async fn enrol_mfa(&self, request: EnrolMfa) -> Result<MfaEnrolment> {
        self.enrol_own_mfa(request).await
    }

    async fn confirm_mfa(&self, request: ConfirmMfa) -> Result<MfaConfirmed> {
        self.confirm_own_mfa(request).await
    }

    async fn disable_mfa(&self, request: DisableMfa) -> Result<MfaDisabled> {
        self.disable_own_mfa(request).await
    }

    async fn me(&self) -> Result<Me> {
        self.who_am_i().await
    }

    async fn list_sessions(&self, query: ListSessions) -> Result<Page<Session>> {
        self.sessions(query).await
    }

    async fn revoke_session(&self, session: Reference, attempt: Attempt) -> Result<Answer<Deleted>> {
        self.may::<sessions::RevokeSession>().await?;
        let id = self.find_session(&session).await?;
        self.change::<sessions::RevokeSession>(id, attempt).await
    }

    async fn list_admins(&self, query: ListAdmins) -> Result<Page<Admin>> {
        self.admins(query).await
    }

    async fn admin(&self, admin: Reference) -> Result<AdminDetail> {
        self.one_admin(&admin).await
    }

    async fn create_admin(&self, request: CreateAdmin, attempt: Attempt) -> Result<Answer<AdminCreated>> {
        self.may::<admins::Create>().await?;
        let request = admins::prepare(&self.service, request).await?;
        self.change::<admins::Create>(request, attempt).await
    }

    async fn update_admin(
        &self,
        admin: Reference,
        request: UpdateAdmin,
        attempt: Attempt,
    ) -> Result<Answer<AdminUpdated>> {
        self.may::<admins::Update>().await?;
        let id = self.find_admin(&admin).await?;
        self.change::<admins::Update>((id, request), attempt).await
    }

    async fn reset_password(
        &self,
        admin: Reference,
        request: ResetPassword,
        attempt: Attempt,
    ) -> Result<Answer<AdminPasswordReset>> {
        self.may::<admins::Reset>().await?;
        let id = self.find_admin(&admin).await?;
        let request = admins::prepare_reset(&self.service, id, request).await?;
        self.change::<admins::Reset>(request, attempt).await
    }

    async fn reset_mfa(&self, admin: Reference, request: ResetMfa, attempt: Attempt) -> Result<Answer<AdminMfaReset>> {
        self.may::<mfa::Reset>().await?;
        let id = self.find_admin(&admin).await?;
        self.change::<mfa::Reset>((id, request), attempt).await
    }

    async fn list_bookings(&self, query: ListBookings) -> Result<Page<BookingListItem>> {
        self.bookings(query).await
    }

    async fn booking(&self, booking: Reference) -> Result<BookingDetail> {
        self.one_booking(&booking).await
    }

    async fn update_booking(
        &self,
        booking: Reference,
        request: UpdateBooking,
        attempt: Attempt,
    ) -> Result<Answer<BookingUpdated>> {
        self.may::<bookings::Update>().await?;
        let asked = self.booking_change(&booking, request).await?;
        self.change::<bookings::Update>(asked, attempt).await
    }

    async fn list_takedowns(&self, query: ListTakedowns) -> Result<Page<TakedownListItem, TakedownCounts>> {
        self.takedowns(query).await
    }

    async fn takedown(&self, request: Reference) -> Result<TakedownDetail> {
        self.one_takedown(&request).await
    }

    async fn claim_takedown(
        &self,
        request: Reference,
        claim: ClaimTakedown,
        attempt: Attempt,
    ) -> Result<Answer<TakedownClaimed>> {
        self.may::<takedowns::Claim>().await?;
        let id = self.find_takedown(&request).await?;
        self.change::<takedowns::Claim>((id, claim), attempt).await
    }

    async fn claim_next_takedown(&self, request: ClaimNext, attempt: Attempt) -> Result<Answer<TakedownNext>> {
        self.change::<takedowns::Next>(request, attempt).await
    }

    async fn release_takedown(&self, request: Reference, attempt: Attempt) -> Result<Answer<Deleted>> {
        self.may::<takedowns::Release>().await?;
        let id = self.find_takedown(&request).await?;
        self.change::<takedowns::Release>(id, attempt).await
    }

    async fn resolve_takedown(
        &self,
        request: Reference,
        decision: ResolveTakedown,
        attempt: Attempt,
    ) -> Result<Answer<TakedownResolved>> {
        self.may::<takedowns::Resolve>().await?;
        let id = self.find_takedown(&request).await?;
        self.change::<takedowns::Resolve>((id, decision), attempt).await
    }

    async fn file_takedown(
        &self,
        review: Reference,
        request: FileTakedown,
        attempt: Attempt,
    ) -> Result<Answer<VendorTakedown>> {
        self.may::<takedowns::File>().await?;
        let id = self.find_review(&review).await?;
        self.change::<takedowns::File>((id, request), attempt).await
    }

    async fn refund_reconciliation(&self) -> Result<Reconciliation> {
        self.reconciliation().await
    }

    async fn unfreeze_refunds(&self, request: UnfreezeRefunds, attempt: Attempt) -> Result<Answer<Reconciliation>> {
        self.change::<money::Unfreeze>(request, attempt).await
    }

    async fn list_refunds(&self, query: ListRefunds) -> Result<Page<RefundListItem, RefundCounts>> {
        self.refunds(query).await
    }

    async fn refund(&self, refund: Reference) -> Result<RefundDetail> {
        self.one_refund(&refund).await
    }

    async fn approve_refund(
        &self,
        refund: Reference,
        decision: ApproveRefund,
        attempt: Attempt,
    ) -> Result<Answer<RefundApproved>> {
        self.may::<refunds::Approve>().await?;
        let id = self.find_refund(&refund).await?;
        self.change::<refunds::Approve>((id, decision), attempt).await
    }

    async fn reject_refund(
        &self,
        refund: Reference,
        decision: RejectRefund,
        attempt: Attempt,
    ) -> Result<Answer<RefundRejected>> {
        self.may::<refunds::Reject>().await?;
        let id = self.find_refund(&refund).await?;
        self.change::<refunds::Reject>((id, decision), attempt).await
    }

    async fn list_reviews(&self, query: ListReviews) -> Result<Page<ReviewListItem>> {
        self.reviews(query).await
    }

    async fn review(&self, review: Reference) -> Result<ReviewDetail> {
        self.one_review(&review).await
    }

    async fn hide_review(
        &self,
        review: Reference,
        request: ModerateReview,
        attempt: Attempt,
    ) -> Result<Answer<ReviewModerated>> {
        self.may::<reviews::Hide>().await?;
        let id = self.find_review(&review).await?;
        self.change::<reviews::Hide>((id, request), attempt).await
    }

    async fn restore_review(
        &self,
        review: Reference,
        request: ModerateReview,
        attempt: Attempt,
    ) -> Result<Answer<ReviewModerated>> {
        self.may::<reviews::Restore>().await?;
        let id = self.find_review(&review).await?;
        self.change::<reviews::Restore>((id, request), attempt).await
    }

    async fn remove_review(
        &self,
        review: Reference,
        request: ModerateReview,
        attempt: Attempt,
    ) -> Result<Answer<Deleted>> {
        self.may::<reviews::Remove>().await?;
        let id = self.find_review(&review).await?;
        self.change::<reviews::Remove>((id, request), attempt).await
    }

    async fn list_payments(&self, query: ListPayments) -> Result<Page<PaymentListItem>> {
        self.payments(query).await
    }

    async fn payment(&self, payment: Reference) -> Result<PaymentDetail> {
        self.one_payment(&payment).await
    }

    async fn refund_payment(
        &self,
        payment: Reference,
        request: RefundPayment,
        attempt: Attempt,
    ) -> Result<Answer<RefundApproved>> {
        self.may::<payments::PayBack>().await?;
        let id = self.find_payment(&payment).await?;
        let asked = payments::Asked::new(id, request, attempt.key.clone());
        self.change::<payments::PayBack>(asked, attempt).await
    }

    async fn booking_analytics(&self, query: BookingFigures) -> Result<BookingAnalysis> {
        self.booking_figures(query).await
    }

    async fn revenue_analytics(&self, query: RevenueFigures) -> Result<RevenueAnalysis> {
        self.revenue_figures(query).await
    }

    async fn list_referrals(&self, query: ListReferrals) -> Result<Page<ReferralListItem, ReferralCounts>> {
        self.referrals(query).await
    }

    async fn list_roles(&self, paging: Paging) -> Result<Page<Role, RoleCounts>> {
        self.roles(paging).await
    }

    async fn create_role(&self, request: CreateRole, attempt: Attempt) -> Result<Answer<RoleCreated>> {
        self.change::<roles::Create>(request, attempt).await
    }

    async fn delete_role(&self, role: String, attempt: Attempt) -> Result<Answer<Deleted>> {
        self.change::<roles::Delete>(role, attempt).await
    }

    async fn list_jobs(&self, query: ListJobs) -> Result<Page<JobListItem, JobCounts>> {
        self.jobs(query).await
    }

    async fn job(&self, job: Reference) -> Result<Job> {
        self.one_job(&job).await
    }

    async fn cancel_job(&self, job: Reference, request: CancelJob, attempt: Attempt) -> Result<Answer<JobCancelled>> {
        self.stop_job(&job, request, attempt).await
    }

    async fn delete_job(&self, job: Reference, attempt: Attempt) -> Result<Answer<Deleted>> {
        self.drop_job(&job, attempt).await
    }

    async fn export_analytics(&self, request: ExportRequest, attempt: Attempt) -> Result<Answer<JobAccepted>> {
        self.change::<exports::Export>(request, attempt).await
    }

    async fn download_file(&self, token: String) -> Result<Download> {
        self.fetch(&token).await
    }

    async fn list_vendor_tokens(&self, vendor: Reference, paging: Paging) -> Result<Page<VendorTokenListItem>> {
        self.vendor_tokens(&vendor, paging).await
    }

    async fn create_vendor_token(
        &self,
        vendor: Reference,
        request: CreateVendorToken,
        attempt: Attempt,
    ) -> Result<Answer<VendorToken>> {
        self.may::<vendors::CreateToken>().await?;
        let id = self.find_vendor(&vendor).await?;
        self.change::<vendors::CreateToken>((id, request), attempt).await
    }

    async fn revoke_vendor_token(
        &self,
        vendor: Reference,
        token: Reference,
        attempt: Attempt,
    ) -> Result<Answer<Deleted>> {
        self.may::<vendors::RevokeToken>().await?;
        let ids = (self.find_vendor(&vendor).await?, self.find_vendor_token(&token).await?);
        self.change::<vendors::RevokeToken>(ids, attempt).await
    }

    async fn list_audit(&self, query: ListAudit) -> Result<Page<AuditEntry>> {
        self.audit_entries(query).await
    }

    async fn verify_audit(&self) -> Result<AuditVerification> {
        self.check_audit().await
    }

    async fn health(&self) -> Result<HealthReport> {
        self.report_health().await
    }

    async fn metrics(&self) -> Result<Metrics> {
        self.gauges().await
    }

    async fn events(&self, request: FollowEvents) -> Result<Events> {
        self.follow(request).await
    }
}
