//! What is asked of takedown requests.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    domain::{
        evidence::EvidenceInput,
        page::{Paging, SortOrder},
        reason::check_decision_reason,
        takedown::{Decision, ReasonCode, TakedownAction, TakedownStatus, Verdict},
        time::Timestamp,
    },
    operations::fields::{self, Fields, Request},
};

/// Whose live claim a listed request is under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claimed {
    /// The caller's.
    Me,
    /// Somebody else's.
    Others,
    /// Nobody's.
    None,
}

/// What a list of requests is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakedownSort {
    /// When it was made.
    CreatedAt,
    /// How urgent; newest first within a priority.
    Priority,
    /// By when it should be decided.
    DueAt,
}

/// Which requests to list. Default: open ones, high priority first, newest first within a priority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListTakedowns {
    /// `None` is all of them.
    #[serde(serialize_with = "status_or_all")]
    pub status: Option<TakedownStatus>,
    /// With this reason.
    pub reason_code: Option<ReasonCode>,
    /// Of this vendor.
    pub vendor_id: Option<Uuid>,
    /// Made from this moment on.
    pub from_date: Option<Timestamp>,
    /// Made up to and with this moment.
    pub to_date: Option<Timestamp>,
    /// In the vendor's or the reviewer's name, or a number.
    pub search: Option<String>,
    /// By claim.
    pub claimed: Option<Claimed>,
    /// The order.
    pub sort_by: TakedownSort,
    /// Its direction; by default urgent, near and new first.
    pub sort_order: Option<SortOrder>,
    /// The page.
    #[serde(flatten)]
    pub paging: Paging,
}

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
fn status_or_all<S: serde::Serializer>(status: &Option<TakedownStatus>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(status.map_or("all", TakedownStatus::as_str))
}

impl Default for ListTakedowns {
    fn default() -> Self {
        Self {
            status: Some(TakedownStatus::Open),
            reason_code: None,
            vendor_id: None,
            from_date: None,
            to_date: None,
            search: None,
            claimed: None,
            sort_by: TakedownSort::Priority,
            sort_order: None,
            paging: Paging::default(),
        }
    }
}

/// The directions of a list, by their words.
pub const SORT_ORDERS: &[(&str, SortOrder)] = &[("asc", SortOrder::Asc), ("desc", SortOrder::Desc)];

impl Request for ListTakedowns {
    fn read(f: &mut Fields) -> Option<Self> {
        const STATUSES: &[(&str, Option<TakedownStatus>)] = &[
            ("open", Some(TakedownStatus::Open)),
            ("accepted", Some(TakedownStatus::Accepted)),
            ("rejected", Some(TakedownStatus::Rejected)),
            ("all", None),
        ];
        const CLAIMED: &[(&str, Claimed)] =
            &[("me", Claimed::Me), ("others", Claimed::Others), ("none", Claimed::None)];
        const SORTS: &[(&str, TakedownSort)] = &[
            ("created_at", TakedownSort::CreatedAt),
            ("priority", TakedownSort::Priority),
            ("due_at", TakedownSort::DueAt),
        ];
        let status = f.or("status", Some(TakedownStatus::Open), fields::one_of(STATUSES));
        let sort_by = f.or("sort_by", TakedownSort::Priority, fields::one_of(SORTS));
        let (from_date, to_date) = f.period();
        let reason_code = f.optional("reason_code", fields::word);
        let vendor_id = f.optional("vendor_id", fields::uuid);
        let search = f.optional("search", fields::text(1, 100));
        let claimed = f.optional("claimed", fields::one_of(CLAIMED));
        let sort_order = f.optional("sort_order", fields::one_of(SORT_ORDERS));
        let paging = f.paging();
        Some(Self {
            status: status?,
            reason_code,
            vendor_id,
            from_date,
            to_date,
            search,
            claimed,
            sort_by: sort_by?,
            sort_order,
            paging: paging?,
        })
    }
}

/// Claims a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ClaimTakedown {
    /// Why it is taken over from whoever has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub takeover_reason: Option<String>,
}

impl Request for ClaimTakedown {
    fn read(f: &mut Fields) -> Option<Self> {
        Some(Self { takeover_reason: f.optional("takeover_reason", fields::text(10, 500)) })
    }
}

/// Claims the request that is due first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ClaimNext {
    /// Requests that the caller has skipped.
    pub exclude: Vec<Uuid>,
}

impl Request for ClaimNext {
    fn read(f: &mut Fields) -> Option<Self> {
        let exclude = f.or("exclude", Vec::new(), |value, textual| {
            fields::unique(fields::list(0, 1000, || fields::uuid)(value, textual)?)
        });
        Some(Self { exclude: exclude? })
    }
}

/// Accepts or rejects a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResolveTakedown {
    /// The decision, with what happens to the review.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// Why; the vendor reads it, and the reviewer when told.
    pub reason: String,
    /// Stays on the admin side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admin_notes: Option<String>,
    /// Whether the vendor is told.
    pub notify_vendor: bool,
    /// Whether the reviewer is told.
    pub notify_reviewer: bool,
    /// Why, when it is claimed by somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub takeover_reason: Option<String>,
}

impl Request for ResolveTakedown {
    fn read(f: &mut Fields) -> Option<Self> {
        let decision = f.required("decision", fields::word::<Decision>);
        let verdict = read_verdict(f, decision);
        let reason = f.required("reason", |value, _| {
            let reason = fields::text(50, 2000)(value, false)?;
            check_decision_reason(&reason).map(|()| reason)
        });
        let admin_notes = f.optional("admin_notes", fields::text(0, 5000));
        let notify_vendor = f.or("notify_vendor", true, fields::truth);
        let tells_reviewer = verdict.is_some_and(Verdict::tells_reviewer);
        let notify_reviewer = f.or("notify_reviewer", tells_reviewer, fields::truth);
        let takeover_reason = f.optional("takeover_reason", fields::text(10, 500));
        Some(Self {
            verdict: verdict?,
            reason: reason?,
            admin_notes,
            notify_vendor: notify_vendor?,
            notify_reviewer: notify_reviewer?,
            takeover_reason,
        })
    }
}

fn read_verdict(f: &mut Fields, decision: Option<Decision>) -> Option<Verdict> {
    if decision == Some(Decision::Reject) {
        if f.has("action") {
            f.optional("action", |_, _| Err::<(), _>("goes with accept only".to_owned()));
            return None;
        }
        return Some(Verdict::Reject);
    }
    let action = match decision {
        Some(_) => f.required("action", fields::word::<TakedownAction>),
        None => f.optional("action", fields::word::<TakedownAction>),
    };
    decision.and(action).map(Verdict::Accept)
}

/// A vendor asks for a review to be taken down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileTakedown {
    /// Why.
    pub reason_code: ReasonCode,
    /// In their own words.
    pub reason_description: String,
    /// What bears it out.
    pub evidence: Vec<EvidenceInput>,
    /// Anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor_notes: Option<String>,
}

impl Request for FileTakedown {
    fn read(f: &mut Fields) -> Option<Self> {
        let reason_code = f.required("reason_code", fields::word);
        let reason_description = f.required("reason_description", fields::text(10, 2000));
        let evidence = f.evidence("evidence");
        let vendor_notes = f.optional("vendor_notes", fields::text(1, 5000));
        Some(Self {
            reason_code: reason_code?,
            reason_description: reason_description?,
            evidence: evidence?,
            vendor_notes,
        })
    }
}
