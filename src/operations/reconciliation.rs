//! What the gateway has refunded against what the ledger says, and whether anything is sent.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    AdminRef,
    fields::{self, Fields, Request},
};
use crate::domain::{
    money::Currency,
    refund::{GatewayName, GatewayState, RefundStatus},
    time::Timestamp,
    word::words,
};

words! {
    /// Why nothing is sent.
    FrozenBecause {
        /// The database was restored to an earlier moment.
        Restored => "restored",
        /// The database names another install as the one that sends.
        OtherInstall => "other_install",
    }
}

words! {
    /// How far the comparison has come.
    ReconciliationState {
        /// It waits for the worker.
        Waiting => "waiting",
        /// What the gateway has is being read.
        Reading => "reading",
        /// Gateway and ledger differ.
        Differs => "differs",
        /// They agree.
        Matched => "matched",
    }
}

words! {
    /// How one refund differs.
    DifferenceKind {
        /// The gateway has it, the ledger not.
        MissingHere => "missing_here",
        /// The ledger has it, the gateway not.
        MissingThere => "missing_there",
        /// Both have it, with different amounts.
        Amount => "amount",
        /// Both have it, in different states.
        State => "state",
    }
}

/// The sums of one currency over what was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReconciliationTotal {
    /// The currency.
    pub currency: Currency,
    /// At the gateway.
    pub gateway_refunded_cents: i64,
    /// In the ledger.
    pub ledger_refunded_cents: i64,
    /// Gateway less ledger.
    pub difference_cents: i64,
}

/// The refund that a difference is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReconciliationRefund {
    /// Its id.
    pub id: Uuid,
    /// `RF-2025-000211`
    pub refund_number: String,
    /// Where it stands.
    pub status: RefundStatus,
    /// Where its money stands.
    pub gateway_state: GatewayState,
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReconciliationDifference {
    /// How it differs.
    pub kind: DifferenceKind,
    /// Which refund, where one is known.
    pub refund: Option<ReconciliationRefund>,
    /// Which payment, where one is known.
    pub payment_id: Option<Uuid>,
    /// The gateway's own reference.
    pub transaction_id: Option<String>,
    /// What the gateway says.
    pub gateway_amount_cents: Option<i64>,
    /// What the ledger says.
    pub ledger_amount_cents: Option<i64>,
    /// Of both.
    pub currency: Currency,
    /// When the one that has it says it happened.
    pub happened_at: Option<Timestamp>,
}

/// What the gateway has refunded against what the ledger says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconciliation {
    /// Whether nothing is sent.
    pub frozen: bool,
    /// Why.
    pub frozen_because: Option<FrozenBecause>,
    /// Since when.
    pub frozen_at: Option<Timestamp>,
    /// The moment that was restored.
    pub restored_to: Option<Timestamp>,
    /// The job that restored it.
    pub restore_job_id: Option<Uuid>,
    /// How far the comparison has come.
    pub state: ReconciliationState,
    /// With whom.
    pub gateway: GatewayName,
    /// From when on the gateway was read after a restore.
    pub read_from: Option<Timestamp>,
    /// When it was read.
    pub read_at: Option<Timestamp>,
    /// How many refunds agreed.
    pub matched: i64,
    /// How many were found at the gateway and taken into the ledger.
    pub adopted: i64,
    /// How many are still being looked up.
    pub in_doubt: i64,
    /// The sums by currency.
    pub totals: Vec<ReconciliationTotal>,
    /// How many differences there are.
    pub differences_total: i64,
    /// The latest 1000.
    pub differences: Vec<ReconciliationDifference>,
    /// When sending was last let on again.
    pub unfrozen_at: Option<Timestamp>,
    /// By whom.
    pub unfrozen_by: Option<AdminRef>,
    /// Grows with each change.
    pub version: i64,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}

/// Lets refunds be sent again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnfreezeRefunds {
    /// Why: 10 to 2000 characters.
    pub reason: String,
}

impl Request for UnfreezeRefunds {
    fn read(f: &mut Fields) -> Option<Self> {
        Some(Self { reason: f.required("reason", fields::text(10, 2000))? })
    }
}
