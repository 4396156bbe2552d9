//! A machine and operations that answer from fixed data and note what they were asked.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use async_trait::async_trait;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{data, jobs, market};
use crate::{
    cli::{
        Caller, DatabaseStatus, Finding, Host, ImportReport, ImportRequest, ImportedTable, KeysRotated, Migrated,
        Migration, Progress, RollupFault, Rollups, Screens, ScreensEnded, SeedReport, SeedRequest, ServeRequest,
        Started, Verdict, Who,
    },
    domain::{
        booking::BookingStatus,
        id::Reference,
        page::{PageMeta, Paging, Place},
        time::Timestamp,
    },
    error::{Error, Kind, Result},
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

/// What was asked, and what is to be refused.
#[derive(Default)]
pub struct Script {
    /// Every call: the operation and what it was given.
    pub calls: Mutex<Vec<(String, Value)>>,
    /// Errors to give, by the text of a call's target; each is given once.
    pub refusals: Mutex<BTreeMap<String, Vec<Error>>>,
    /// How many takedown requests there are.
    pub requests: usize,
}

impl Script {
    pub fn refuse(&self, target: &str, error: Error) {
        self.refusals.lock().unwrap().entry(target.to_owned()).or_default().push(error);
    }

    /// The names of the calls so far.
    pub fn called(&self) -> Vec<String> {
        self.calls.lock().unwrap().iter().map(|(name, _)| name.clone()).collect()
    }

    fn note(&self, name: &str, target: &str, what: Value) -> Result<()> {
        self.calls.lock().unwrap().push((name.to_owned(), what));
        match self.refusals.lock().unwrap().get_mut(target).filter(|errors| !errors.is_empty()) {
            Some(errors) => Err(errors.remove(0)),
            None => Ok(()),
        }
    }
}

pub struct FakeHost {
    pub script: Arc<Script>,
    pub ids: AtomicU64,
}

#[async_trait]
impl Host for FakeHost {
    fn now(&self) -> Timestamp {
        data::NOW
    }

    fn new_id(&self) -> Uuid {
        Uuid::from_u128(u128::from(self.ids.fetch_add(1, Ordering::Relaxed)))
    }

    async fn operations(&self, caller: Caller) -> Result<Arc<dyn Operations>> {
        let who = match caller.who {
            Who::System => "system".to_owned(),
            Who::Admin { email } => email,
            Who::Server { url, profile, token } => format!("{url} {profile} {}", token.is_some()),
        };
        self.script.note("operations", "", who.into())?;
        Ok(Arc::new(FakeOperations(self.script.clone())))
    }

    async fn ready(&self) -> Result<()> {
        self.script.note("ready", "ready", Value::Null)
    }

    async fn serve(&self, request: ServeRequest, started: &(dyn Fn(Started) + Send + Sync)) -> Result<()> {
        self.script.note("serve", "", format!("{request:?}").into())?;
        started(Started {
            url: "http://127.0.0.1:16110".into(),
            accounts: vec![],
            password: None,
            without_admin: true,
        });
        Ok(())
    }

    async fn work(&self, started: &(dyn Fn() + Send + Sync)) -> Result<()> {
        self.script.note("work", "", Value::Null)?;
        started();
        Ok(())
    }

    async fn screens(&self, _: Caller, screens: Screens) -> Result<ScreensEnded> {
        self.script.note("screens", "", format!("{screens:?}").into())?;
        Ok(ScreensEnded { unsent: vec!["TR-2025-000317".into()], signal: None })
    }

    async fn migrate(&self) -> Result<Migrated> {
        self.script.note("migrate", "", Value::Null)?;
        Ok(Migrated { database: "sqlite:/d/appydex.db".into(), created: true, applied: vec!["0001_schema".into()] })
    }

    async fn database_status(&self) -> Result<DatabaseStatus> {
        Ok(DatabaseStatus {
            database: "sqlite:/d/appydex.db".into(),
            engine: "SQLite 3.51.3".into(),
            size_bytes: Some(5_000_000),
            migrations: vec![Migration { version: 2, name: "0002_more".into(), applied: false }],
            rows: [("bookings".to_owned(), 9000)].into(),
        })
    }

    async fn import(&self, request: ImportRequest, progress: &dyn Progress) -> Result<ImportReport> {
        self.script.note("import", "", format!("{request:?}").into())?;
        progress.phase("checking");
        progress.at("bookings", 5, 50, 100);
        let table = ImportedTable { name: "bookings".into(), read: 9, new: 8, refused: 1, ..ImportedTable::default() };
        Ok(ImportReport {
            tables: vec![table],
            bookings: [("completed".to_owned(), 8)].into(),
            ignored: vec!["notes\x1b.txt".into()],
            rejects: vec!["rejects/bookings.csv".into()],
            dry_run: request.dry_run,
            seconds: 1.5,
        })
    }

    async fn seed(&self, request: SeedRequest, progress: &dyn Progress) -> Result<SeedReport> {
        self.script.note("seed", "", format!("{request:?}").into())?;
        progress.at("bookings", 0, 0, 0);
        Ok(SeedReport { rows: [("bookings".to_owned(), 10)].into(), out: request.out, seconds: 0.01 })
    }

    async fn attend(&self, _: &str) -> Result<()> {
        self.script.note("attend", "", Value::Null)
    }

    async fn attend_jobs(&self) -> Result<()> {
        self.script.note("attend_jobs", "", Value::Null)
    }

    async fn finish(&self, _: &str) -> Result<Option<String>> {
        Ok(None)
    }

    async fn examine(&self) -> Vec<Finding> {
        let one = |check: &str, verdict, mend: Option<&str>| Finding {
            check: check.into(),
            verdict,
            found: data::HOSTILE.into(),
            mend: mend.map(str::to_owned),
        };
        let disk = Some("Make room.").filter(|_| self.script.requests == 0);
        let verdict = if disk.is_some() { Verdict::Broken } else { Verdict::Fine };
        vec![one("config", Verdict::Fine, None), one("disk", verdict, disk)]
    }

    async fn rollups(&self, rebuild: bool) -> Result<Rollups> {
        self.script.note("rollups", "", rebuild.into())?;
        let fault = RollupFault { what: "bookings INR".into(), date: "2025-10-01".into() };
        let faults = if rebuild { Vec::new() } else { vec![fault] };
        Ok(Rollups { intact: rebuild, rebuilt: rebuild, days: 12, faults })
    }

    async fn rotate_keys(&self, revoke: bool) -> Result<KeysRotated> {
        self.script.note("rotate_keys", "", revoke.into())?;
        Ok(KeysRotated { kid: "k2".into(), revoked: revoke })
    }
}

pub struct FakeOperations(Arc<Script>);

fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("the fixed data fits")
}

impl FakeOperations {
    fn answer<T: DeserializeOwned>(
        &self,
        name: &str,
        target: &impl ToString,
        request: &impl Serialize,
        attempt: &Attempt,
        mut data: Value,
    ) -> Result<Answer<T>> {
        let target = target.to_string();
        let (key, version) = (&attempt.key, attempt.if_match);
        let what =
            json!({"target": target, "request": request, "key": key, "if_match": version, "dry_run": attempt.dry_run});
        self.0.note(name, &target, what)?;
        if attempt.dry_run {
            data["dry_run"] = true.into();
        }
        let json = data.to_string();
        Ok(Answer { value: read(data), json, replayed: false })
    }

    fn page<T: DeserializeOwned, S>(rows: Vec<Value>, paging: &Paging, summary: S) -> Page<T, S> {
        let total = rows.len();
        let size = usize::try_from(paging.size).unwrap();
        let from = match &paging.place {
            Place::Page(page) => (usize::try_from(*page).unwrap() - 1) * size,
            Place::Cursor(cursor) => cursor.trim_start_matches('c').parse().unwrap(),
        };
        let next = Some(from + size).filter(|next| *next < total).map(|next| format!("c{next}"));
        let rows = rows.into_iter().skip(from).take(size).map(read).collect();
        let meta = PageMeta::new(1, paging.size, i64::try_from(total).unwrap(), next);
        Page { rows, meta, summary }
    }
}

#[async_trait]
impl Operations for FakeOperations {
    async fn login(&self, request: Login) -> Result<AuthSession> {
        self.0.note(
            "login",
            request.mfa_code.as_deref().unwrap_or("login"),
            serde_json::to_value(&request).unwrap(),
        )?;
        Ok(read(json!({"access_token": "secret-a", "refresh_token": "secret-r", "token_type": "Bearer",
            "expires_in": 900, "user": data::user()})))
    }

    async fn refresh(&self, _: String) -> Result<AuthSession> {
        Err(Kind::Unauthenticated.into())
    }

    async fn logout(&self, refresh_token: Option<String>) -> Result<()> {
        self.0.note("logout", "", json!(refresh_token))
    }

    async fn change_password(&self, request: ChangePassword) -> Result<PasswordChanged> {
        self.0.note("change_password", "", serde_json::to_value(&request).unwrap())?;
        Ok(PasswordChanged { revoked_sessions: 2 })
    }

    async fn enrol_mfa(&self, request: EnrolMfa) -> Result<MfaEnrolment> {
        self.0.note("enrol_mfa", "", serde_json::to_value(&request).unwrap())?;
        let mut made = data::mfa_secret();
        made["expires_at"] = "2025-11-24T16:15:00Z".into();
        Ok(read(made))
    }

    async fn confirm_mfa(&self, request: ConfirmMfa) -> Result<MfaConfirmed> {
        self.0.note("confirm_mfa", "", serde_json::to_value(&request).unwrap())?;
        Ok(MfaConfirmed { mfa_enabled: true, recovery_codes_left: 10 })
    }

    async fn disable_mfa(&self, request: DisableMfa) -> Result<MfaDisabled> {
        self.0.note("disable_mfa", "", serde_json::to_value(&request).unwrap())?;
        Ok(MfaDisabled { mfa_enabled: false })
    }

    async fn reset_mfa(&self, admin: Reference, request: ResetMfa, attempt: Attempt) -> Result<Answer<AdminMfaReset>> {
        let made = json!({"id": data::ADMIN, "email": "asha@example.com", "mfa_enabled": request.enrol,
            "enrolment": request.enrol.then(data::mfa_secret), "revoked_sessions": 1});
        self.answer("reset_mfa", &admin, &request, &attempt, made)
    }

    async fn me(&self) -> Result<Me> {
        self.0.note("me", "me", Value::Null)?;
        Ok(read(data::me()))
    }

    async fn list_sessions(&self, query: ListSessions) -> Result<Page<Session>> {
        self.0.note("list_sessions", "", serde_json::to_value(&query).unwrap())?;
        Ok(Self::page(vec![data::session()], &query.paging, ()))
    }

    async fn revoke_session(&self, session: Reference, attempt: Attempt) -> Result<Answer<Deleted>> {
        self.answer("revoke_session", &session, &Value::Null, &attempt, json!({"id": session.to_string()}))
    }

    async fn list_admins(&self, query: ListAdmins) -> Result<Page<Admin>> {
        self.0.note("list_admins", "", serde_json::to_value(&query).unwrap())?;
        Ok(Self::page(vec![data::admin()], &query.paging, ()))
    }

    async fn admin(&self, admin: Reference) -> Result<AdminDetail> {
        self.0.note("admin", &admin.to_string(), Value::Null)?;
        Ok(read(data::admin_detail()))
    }

    async fn create_admin(&self, request: CreateAdmin, attempt: Attempt) -> Result<Answer<AdminCreated>> {
        let mut made = data::admin_detail();
        made["generated_password"] = request.password.is_none().then_some("made-up-words").into();
        self.answer("create_admin", &request.email, &request, &attempt, made)
    }

    async fn update_admin(
        &self,
        admin: Reference,
        request: UpdateAdmin,
        attempt: Attempt,
    ) -> Result<Answer<AdminUpdated>> {
        let mut made = data::admin_detail();
        made["revoked_sessions"] = 1.into();
        self.answer("update_admin", &admin, &request, &attempt, made)
    }

    async fn reset_password(
        &self,
        admin: Reference,
        request: ResetPassword,
        attempt: Attempt,
    ) -> Result<Answer<AdminPasswordReset>> {
        let made = json!({"id": data::ADMIN, "email": "asha@example.com", "revoked_sessions": 1,
            "generated_password": request.password.is_none().then_some("made-up-words")});
        self.answer("reset_password", &admin, &request, &attempt, made)
    }

    async fn list_bookings(&self, query: ListBookings) -> Result<Page<BookingListItem>> {
        self.0.note("list_bookings", "list", serde_json::to_value(&query).unwrap())?;
        Ok(Self::page((0..self.0.requests).map(market::booking).collect(), &query.paging, ()))
    }

    async fn booking(&self, booking: Reference) -> Result<BookingDetail> {
        self.0.note("booking", &booking.to_string(), Value::Null)?;
        Ok(read(market::whole_booking()))
    }

    async fn update_booking(
        &self,
        booking: Reference,
        request: UpdateBooking,
        attempt: Attempt,
    ) -> Result<Answer<BookingUpdated>> {
        let made = market::updated(&booking.to_string(), request.status.map(BookingStatus::as_str));
        self.answer("update_booking", &booking, &request, &attempt, made)
    }

    async fn list_reviews(&self, query: ListReviews) -> Result<Page<ReviewListItem>> {
        self.0.note("list_reviews", "list", serde_json::to_value(&query).unwrap())?;
        Ok(Self::page((0..self.0.requests).map(market::review).collect(), &query.paging, ()))
    }

    async fn review(&self, review: Reference) -> Result<ReviewDetail> {
        self.0.note("review", &review.to_string(), Value::Null)?;
        Ok(read(market::whole_review("published")))
    }

    async fn hide_review(
        &self,
        review: Reference,
        request: ModerateReview,
        attempt: Attempt,
    ) -> Result<Answer<ReviewModerated>> {
        self.answer("hide_review", &review, &request, &attempt, market::whole_review("hidden"))
    }

    async fn restore_review(
        &self,
        review: Reference,
        request: ModerateReview,
        attempt: Attempt,
    ) -> Result<Answer<ReviewModerated>> {
        self.answer("restore_review", &review, &request, &attempt, market::whole_review("published"))
    }

    async fn remove_review(
        &self,
        review: Reference,
        request: ModerateReview,
        attempt: Attempt,
    ) -> Result<Answer<Deleted>> {
        self.answer("remove_review", &review, &request, &attempt, json!({"id": review.to_string()}))
    }

    async fn list_payments(&self, query: ListPayments) -> Result<Page<PaymentListItem>> {
        self.0.note("list_payments", "list", serde_json::to_value(&query).unwrap())?;
        Ok(Self::page((0..self.0.requests).map(market::payment).collect(), &query.paging, ()))
    }

    async fn payment(&self, payment: Reference) -> Result<PaymentDetail> {
        self.0.note("payment", &payment.to_string(), Value::Null)?;
        Ok(read(market::whole_payment()))
    }

    async fn refund_payment(
        &self,
        payment: Reference,
        request: RefundPayment,
        attempt: Attempt,
    ) -> Result<Answer<RefundApproved>> {
        self.answer("refund_payment", &payment, &request, &attempt, data::approved("RF-2025-000211"))
    }

    async fn booking_analytics(&self, query: BookingFigures) -> Result<BookingAnalysis> {
        self.0.note("booking_analytics", "list", serde_json::to_value(&query).unwrap())?;
        Ok(market::booking_figures())
    }

    async fn revenue_analytics(&self, query: RevenueFigures) -> Result<RevenueAnalysis> {
        self.0.note("revenue_analytics", "list", serde_json::to_value(&query).unwrap())?;
        Ok(market::revenue_figures())
    }

    async fn list_referrals(&self, query: ListReferrals) -> Result<Page<ReferralListItem, ReferralCounts>> {
        self.0.note("list_referrals", "list", serde_json::to_value(&query).unwrap())?;
        let rows = (0..self.0.requests).map(market::referral).collect();
        Ok(Self::page(rows, &query.paging, ReferralCounts { completed: 3, ..ReferralCounts::default() }))
    }

    async fn list_roles(&self, paging: Paging) -> Result<Page<Role, RoleCounts>> {
        self.0.note("list_roles", "list", Value::Null)?;
        let counts = RoleCounts { total_roles: 2, total_permissions: 49 };
        Ok(Self::page((0..2).map(market::role).collect(), &paging, counts))
    }

    async fn create_role(&self, request: CreateRole, attempt: Attempt) -> Result<Answer<RoleCreated>> {
        self.answer("create_role", &request.id, &request, &attempt, market::role(1))
    }

    async fn delete_role(&self, role: String, attempt: Attempt) -> Result<Answer<Deleted>> {
        self.answer("delete_role", &role, &Value::Null, &attempt, json!({"id": role}))
    }

    async fn list_takedowns(&self, query: ListTakedowns) -> Result<Page<TakedownListItem, TakedownCounts>> {
        self.0.note("list_takedowns", "list", serde_json::to_value(&query).unwrap())?;
        let rows = (0..self.0.requests).map(data::takedown).collect();
        let counts = TakedownCounts { open: 3, accepted: 2, rejected: 1, avg_resolution_time_hours: 5.25 };
        Ok(Self::page(rows, &query.paging, counts))
    }

    async fn takedown(&self, request: Reference) -> Result<TakedownDetail> {
        self.0.note("takedown", &request.to_string(), Value::Null)?;
        Ok(read(data::case()))
    }

    async fn claim_takedown(
        &self,
        request: Reference,
        claim: ClaimTakedown,
        attempt: Attempt,
    ) -> Result<Answer<TakedownClaimed>> {
        self.answer("claim_takedown", &request, &claim, &attempt, data::claimed())
    }

    async fn claim_next_takedown(&self, request: ClaimNext, attempt: Attempt) -> Result<Answer<TakedownNext>> {
        self.answer("claim_next", &"next", &request, &attempt, data::case())
    }

    async fn release_takedown(&self, request: Reference, attempt: Attempt) -> Result<Answer<Deleted>> {
        self.answer("release_takedown", &request, &Value::Null, &attempt, json!({"id": request.to_string()}))
    }

    async fn resolve_takedown(
        &self,
        request: Reference,
        decision: ResolveTakedown,
        attempt: Attempt,
    ) -> Result<Answer<TakedownResolved>> {
        let made = data::resolved(&request.to_string(), &decision);
        self.answer("resolve_takedown", &request, &decision, &attempt, made)
    }

    async fn file_takedown(&self, _: Reference, _: FileTakedown, _: Attempt) -> Result<Answer<VendorTakedown>> {
        Err(Error::denied("vendor:takedown"))
    }

    async fn refund_reconciliation(&self) -> Result<Reconciliation> {
        self.0.note("refund_reconciliation", "reconciliation", Value::Null)?;
        Ok(read(data::reconciliation(true)))
    }

    async fn unfreeze_refunds(&self, request: UnfreezeRefunds, attempt: Attempt) -> Result<Answer<Reconciliation>> {
        self.answer("unfreeze_refunds", &"refunds", &request, &attempt, data::reconciliation(false))
    }

    async fn list_refunds(&self, query: ListRefunds) -> Result<Page<RefundListItem, RefundCounts>> {
        self.0.note("list_refunds", "list", serde_json::to_value(&query).unwrap())?;
        let rows = (0..self.0.requests).map(data::refund).collect();
        let counts = RefundCounts { pending: 3, total_amount_pending_cents: 12_345_678, ..RefundCounts::default() };
        Ok(Self::page(rows, &query.paging, counts))
    }

    async fn refund(&self, refund: Reference) -> Result<RefundDetail> {
        self.0.note("refund", &refund.to_string(), Value::Null)?;
        Ok(read(data::whole_refund(&refund.to_string())))
    }

    async fn approve_refund(
        &self,
        refund: Reference,
        decision: ApproveRefund,
        attempt: Attempt,
    ) -> Result<Answer<RefundApproved>> {
        self.answer("approve_refund", &refund, &decision, &attempt, data::approved(&refund.to_string()))
    }

    async fn reject_refund(
        &self,
        refund: Reference,
        decision: RejectRefund,
        attempt: Attempt,
    ) -> Result<Answer<RefundRejected>> {
        let made = data::rejected(&refund.to_string(), decision.offer_alternative.as_str());
        self.answer("reject_refund", &refund, &decision, &attempt, made)
    }

    async fn list_jobs(&self, query: ListJobs) -> Result<Page<JobListItem, JobCounts>> {
        self.0.note("list_jobs", "list", serde_json::to_value(&query).unwrap())?;
        let counts = JobCounts { processing: 1, succeeded: 2, ..JobCounts::default() };
        Ok(Self::page((0..self.0.requests).map(jobs::job).collect(), &query.paging, counts))
    }

    async fn job(&self, job: Reference) -> Result<Job> {
        self.0.note("job", &job.to_string(), Value::Null)?;
        Ok(read(jobs::whole_job(&job.to_string())))
    }

    async fn cancel_job(&self, job: Reference, request: CancelJob, attempt: Attempt) -> Result<Answer<JobCancelled>> {
        let made = json!({"id": data::ADMIN, "status": "cancelled", "cancelled_at": data::NOW,
            "cancelled_by": data::ADMIN, "version": 10});
        self.answer("cancel_job", &job, &request, &attempt, made)
    }

    async fn delete_job(&self, job: Reference, attempt: Attempt) -> Result<Answer<Deleted>> {
        self.answer("delete_job", &job, &Value::Null, &attempt, json!({"id": job.to_string()}))
    }

    async fn export_analytics(&self, request: ExportRequest, attempt: Attempt) -> Result<Answer<JobAccepted>> {
        let made = json!({"job_id": data::ADMIN, "status": "pending", "estimated_duration_seconds": null});
        self.answer("export_analytics", &request.report_type, &request, &attempt, made)
    }

    async fn download_file(&self, token: String) -> Result<Download> {
        self.0.note("download_file", &token, Value::Null)?;
        let pieces = ["hello,", "world"].map(|piece| Ok(piece.as_bytes().to_vec()));
        let body = Box::pin(futures_util::stream::iter(pieces));
        Ok(Download { name: "refunds.csv".into(), media_type: "text/csv".into(), size: Some(11), body })
    }

    async fn list_vendor_tokens(&self, vendor: Reference, paging: Paging) -> Result<Page<VendorTokenListItem>> {
        self.0.note("list_vendor_tokens", &vendor.to_string(), Value::Null)?;
        Ok(Self::page(vec![data::vendor_token()], &paging, ()))
    }

    async fn create_vendor_token(
        &self,
        vendor: Reference,
        request: CreateVendorToken,
        attempt: Attempt,
    ) -> Result<Answer<VendorToken>> {
        self.answer("create_vendor_token", &vendor, &request, &attempt, data::new_vendor_token())
    }

    async fn revoke_vendor_token(&self, _: Reference, token: Reference, attempt: Attempt) -> Result<Answer<Deleted>> {
        self.answer("revoke_vendor_token", &token, &Value::Null, &attempt, json!({"id": token.to_string()}))
    }

    async fn list_audit(&self, query: ListAudit) -> Result<Page<AuditEntry>> {
        self.0.note("list_audit", "", serde_json::to_value(&query).unwrap())?;
        Ok(Self::page(vec![data::audit()], &query.paging, ()))
    }

    async fn health(&self) -> Result<HealthReport> {
        self.0.note("health", "health", Value::Null)?;
        Ok(read(market::health("healthy")))
    }

    async fn metrics(&self) -> Result<Metrics> {
        self.0.note("metrics", "metrics", Value::Null)?;
        Ok(Metrics { appydex_vendors_total: 418, ..Metrics::default() })
    }

    async fn events(&self, _: FollowEvents) -> Result<Events> {
        Ok(Events { after: 0, stream: Box::pin(futures_util::stream::empty()) })
    }

    async fn verify_audit(&self) -> Result<AuditVerification> {
        let intact = self.0.note("verify_audit", "verify", Value::Null).is_ok();
        Ok(read(data::verification(intact)))
    }
}
