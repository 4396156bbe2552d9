//! What follows from what happened: questions to [`Operations`], and what only the terminal can do.
//!
//! [`perform`] is all that calls operations. To add a question: its variants in [`Call`], [`Of`] and [`Reply`], its
//! line in [`perform`].

use uuid::Uuid;

use super::model::{slot::Ticket, tabs::Tab};
use crate::{
    domain::{booking::BookingStatus, id::Reference, page::Paging, takedown::TakedownStatus},
    error::Result,
    operations::{
        Answer, Attempt, Deleted, Operations, Page,
        analytics::{BookingAnalysis, BookingFigures, RevenueAnalysis, RevenueFigures},
        audit::{AuditEntry, AuditVerification, ListAudit},
        auth::{ListSessions, Me, Session},
        bookings::{BookingDetail, BookingListItem, BookingUpdated, ListBookings, UpdateBooking},
        health::HealthReport,
        jobs::{CancelJob, Job, JobCancelled, JobCounts, JobListItem, ListJobs},
        reconciliation::Reconciliation,
        refunds::{
            ApproveRefund, ListRefunds, RefundApproved, RefundCounts, RefundDetail, RefundListItem, RefundRejected,
            RejectRefund,
        },
        takedowns::{
            ClaimNext, ClaimTakedown, ListTakedowns, ResolveTakedown, TakedownClaimed, TakedownCounts, TakedownDetail,
            TakedownListItem, TakedownNext, TakedownResolved,
        },
    },
};

/// What follows.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A question, to be answered under its ticket.
    Ask(Ticket, Of, Call),
    /// Text for the clipboard of the terminal.
    Copy(String),
    /// A web address for the browser.
    Open(String),
    /// Gives the terminal back until the operator returns.
    Suspend,
    /// Whether the mouse is listened to.
    Mouse(bool),
    /// The end.
    Quit,
}

/// What a question is about, so that its answer finds its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what its name says")]
pub enum Of {
    Me,
    /// The list of a tab, from its beginning.
    List(Tab),
    /// What comes after the rows that are loaded.
    More(Tab),
    Takedown(Uuid),
    /// The case of the row after the one at hand, beforehand.
    Peek(Uuid),
    Ahead,
    Claim(Uuid),
    Release(Uuid),
    /// The decision of this number.
    Resolve(u64),
    Refund(Uuid),
    Decide(Uuid),
    Reconciliation,
    Booking(Uuid),
    Change(Uuid),
    Job(Uuid),
    CancelJob(Uuid),
    Verify,
    Revoke(Uuid),
    CountTakedowns,
    FirstDue,
    CountRefunds,
    CountBookings(BookingStatus),
    BookingFigures,
    RevenueFigures,
    Health,
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is the operation of its name")]
pub enum Call {
    Me,
    Takedowns(ListTakedowns),
    Takedown(Uuid),
    ClaimNext(ClaimNext, Attempt),
    Claim(Uuid, ClaimTakedown, Attempt),
    Release(Uuid, Attempt),
    Resolve(Uuid, ResolveTakedown, Attempt),
    Refunds(ListRefunds),
    Refund(Uuid),
    Approve(Uuid, ApproveRefund, Attempt),
    Reject(Uuid, RejectRefund, Attempt),
    Reconciliation,
    Bookings(ListBookings),
    Booking(Uuid),
    Change(Uuid, UpdateBooking, Attempt),
    Jobs(ListJobs),
    Job(Uuid),
    CancelJob(Uuid, Attempt),
    Audit(ListAudit),
    Verify,
    Sessions(ListSessions),
    Revoke(Uuid, Attempt),
    BookingFigures(BookingFigures),
    RevenueFigures(RevenueFigures),
    Health,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is what the operation of its name answers")]
pub enum Reply {
    Me(Me),
    Takedowns(Page<TakedownListItem, TakedownCounts>),
    Takedown(Box<TakedownDetail>),
    Next(Box<TakedownNext>),
    Claimed(TakedownClaimed),
    Released(Deleted),
    Resolved(Box<TakedownResolved>),
    Refunds(Page<RefundListItem, RefundCounts>),
    Refund(Box<RefundDetail>),
    Approved(Box<RefundApproved>),
    Rejected(RefundRejected),
    Reconciliation(Box<Reconciliation>),
    Bookings(Page<BookingListItem>),
    Booking(Box<BookingDetail>),
    Changed(Box<BookingUpdated>),
    Jobs(Page<JobListItem, JobCounts>),
    Job(Box<Job>),
    JobCancelled(JobCancelled),
    Audit(Page<AuditEntry>),
    Verified(AuditVerification),
    Sessions(Page<Session>),
    Revoked(Deleted),
    BookingFigures(Box<BookingAnalysis>),
    RevenueFigures(Box<RevenueAnalysis>),
    Health(Box<HealthReport>),
}

/// Asks one question.
pub async fn perform(operations: &dyn Operations, call: Call) -> Result<Reply> {
    let id = Reference::Id;
    Ok(match call {
        Call::Me => Reply::Me(operations.me().await?),
        Call::Takedowns(query) => Reply::Takedowns(operations.list_takedowns(query).await?),
        Call::Takedown(one) => Reply::Takedown(Box::new(operations.takedown(id(one)).await?)),
        Call::ClaimNext(request, attempt) => {
            Reply::Next(Box::new(value(operations.claim_next_takedown(request, attempt).await)?))
        }
        Call::Claim(one, claim, attempt) => {
            Reply::Claimed(value(operations.claim_takedown(id(one), claim, attempt).await)?)
        }
        Call::Release(one, attempt) => Reply::Released(value(operations.release_takedown(id(one), attempt).await)?),
        Call::Resolve(one, decision, attempt) => {
            Reply::Resolved(Box::new(value(operations.resolve_takedown(id(one), decision, attempt).await)?))
        }
        Call::Refunds(query) => Reply::Refunds(operations.list_refunds(query).await?),
        Call::Refund(one) => Reply::Refund(Box::new(operations.refund(id(one)).await?)),
        Call::Approve(one, decision, attempt) => {
            Reply::Approved(Box::new(value(operations.approve_refund(id(one), decision, attempt).await)?))
        }
        Call::Reject(one, decision, attempt) => {
            Reply::Rejected(value(operations.reject_refund(id(one), decision, attempt).await)?)
        }
        Call::Reconciliation => Reply::Reconciliation(Box::new(operations.refund_reconciliation().await?)),
        Call::Bookings(query) => Reply::Bookings(operations.list_bookings(query).await?),
        Call::Booking(one) => Reply::Booking(Box::new(operations.booking(id(one)).await?)),
        Call::Change(one, change, attempt) => {
            Reply::Changed(Box::new(value(operations.update_booking(id(one), change, attempt).await)?))
        }
        Call::Jobs(query) => Reply::Jobs(operations.list_jobs(query).await?),
        Call::Job(one) => Reply::Job(Box::new(operations.job(id(one)).await?)),
        Call::CancelJob(one, attempt) => {
            Reply::JobCancelled(value(operations.cancel_job(id(one), CancelJob::default(), attempt).await)?)
        }
        Call::Audit(query) => Reply::Audit(operations.list_audit(query).await?),
        Call::Verify => Reply::Verified(operations.verify_audit().await?),
        Call::Sessions(query) => Reply::Sessions(operations.list_sessions(query).await?),
        Call::Revoke(one, attempt) => Reply::Revoked(value(operations.revoke_session(id(one), attempt).await)?),
        Call::BookingFigures(query) => Reply::BookingFigures(Box::new(operations.booking_analytics(query).await?)),
        Call::RevenueFigures(query) => Reply::RevenueFigures(Box::new(operations.revenue_analytics(query).await?)),
        Call::Health => Reply::Health(Box::new(operations.health().await?)),
    })
}

fn value<T>(answer: Result<Answer<T>>) -> Result<T> {
    Ok(answer?.value)
}

impl Call {
    /// How many open requests there are, and of what kind.
    pub fn count_takedowns() -> Self {
        Self::Takedowns(ListTakedowns { status: None, paging: Paging::first(1), ..ListTakedowns::default() })
    }

    /// The request that is due first.
    pub fn first_due() -> Self {
        let sort_by = crate::operations::takedowns::TakedownSort::DueAt;
        let status = Some(TakedownStatus::Open);
        Self::Takedowns(ListTakedowns { status, sort_by, paging: Paging::first(1), ..ListTakedowns::default() })
    }

    /// How many refunds there are, and where they stand.
    pub fn count_refunds() -> Self {
        Self::Refunds(ListRefunds { paging: Paging::first(1), ..ListRefunds::default() })
    }

    /// How many bookings stand here.
    pub fn count_bookings(status: BookingStatus) -> Self {
        Self::Bookings(ListBookings { status: Some(status), paging: Paging::first(1), ..ListBookings::default() })
    }
}
