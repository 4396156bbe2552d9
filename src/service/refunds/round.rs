//! Whose approvals count, and for which try.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::{
    domain::{
        actor::Permission,
        id::AdminId,
        refund::{
            GatewayState, RefundStatus,
            approval::{AFTER_A_DOUBT, required},
        },
    },
    error::Result,
    service::{access, names::Names, settings::Refunds},
    store::{
        Tx,
        refunds::{self, ApprovalRow, RefundRow},
    },
};

/// What is said of refunds beside their own rows: approvals, who still may give them, names.
#[derive(Debug)]
pub struct Beside {
    approvals: HashMap<i64, Vec<ApprovalRow>>,
    may_approve: HashSet<AdminId>,
    /// The names of all who are mentioned.
    pub names: Names,
}

/// The try that approvals are for: the next one while it wants them, otherwise the one that they decided.
#[derive(Debug)]
pub struct Round<'a> {
    /// How many it takes.
    pub required: i64,
    /// Those that count, oldest first.
    pub given: Vec<&'a ApprovalRow>,
}

impl Round<'_> {
    /// The amount that stands on the refund: while it was never decided, what the approvals so far say.
    pub fn amount_shown(&self, row: &RefundRow) -> Option<i64> {
        match row.status {
            RefundStatus::Pending => self.given.first().map(|given| given.amount_cents),
            _ => row.approved_amount_cents,
        }
    }
}

impl Beside {
    /// What is said of these refunds.
    pub async fn of(tx: &mut Tx, rows: &[RefundRow]) -> Result<Self> {
        let keys: Vec<i64> = rows.iter().map(|row| row.key).collect();
        let mut approvals: HashMap<i64, Vec<ApprovalRow>> = HashMap::new();
        for approval in refunds::approvals(tx, &keys).await? {
            approvals.entry(approval.refund_key).or_default().push(approval);
        }
        let all = approvals.values().flatten();
        let mentioned = rows.iter().flat_map(|row| [row.approved_by, row.rejected_by, row.requested_by_admin]);
        let ids: Vec<Uuid> = all.map(|one| one.admin_id.0).chain(mentioned.flatten()).collect();
        let mut undecided = HashSet::new();
        for row in rows {
            let next = approvals.get(&row.key).into_iter().flatten().filter(|one| one.attempt > row.attempts);
            undecided.extend(next.map(|one| one.admin_id));
        }
        Ok(Self { may_approve: may_approve(tx, undecided).await?, names: Names::of_ids(tx, &ids).await?, approvals })
    }

    /// The approvals of the try after the last whose givers still may approve.
    pub fn counting(&self, row: &RefundRow) -> Vec<&ApprovalRow> {
        let all = self.of_try(row, row.attempts + 1);
        all.into_iter().filter(|one| self.may_approve.contains(&one.admin_id)).collect()
    }

    /// All approvals of a try.
    pub fn of_try(&self, row: &RefundRow, number: i64) -> Vec<&ApprovalRow> {
        self.approvals.get(&row.key).into_iter().flatten().filter(|one| one.attempt == number).collect()
    }

    /// The round at hand.
    pub fn round(&self, row: &RefundRow, settings: &Refunds) -> Round<'_> {
        let given = self.counting(row);
        let open = match row.status {
            RefundStatus::Pending => true,
            // What decided it is shown until somebody wants another try.
            RefundStatus::Failed => !given.is_empty(),
            RefundStatus::Approved => row.gateway_state == GatewayState::NeedsOperator,
            RefundStatus::Processed | RefundStatus::Rejected => false,
        };
        if open {
            let cents = given.first().map_or(row.requested_amount_cents, |one| one.amount_cents);
            return Round { required: needed(row, cents, settings), given };
        }
        let given = self.of_try(row, row.attempts);
        let required = match i64::try_from(given.len()) {
            Ok(count) if row.attempts > 0 => count.max(1),
            _ => needed(row, row.approved_amount_cents.unwrap_or(row.requested_amount_cents), settings),
        };
        Round { required, given }
    }
}

/// How many admins must approve `cents` of a refund.
pub fn needed(row: &RefundRow, cents: i64, settings: &Refunds) -> i64 {
    if row.status == RefundStatus::Approved {
        return AFTER_A_DOUBT;
    }
    let own = if row.status == RefundStatus::Processed { cents } else { 0 };
    required(cents, row.balance().decided().saturating_sub(own), settings.four_eyes.get(&row.currency).copied())
}

/// Those who may approve at this moment.
async fn may_approve(tx: &mut Tx, admins: HashSet<AdminId>) -> Result<HashSet<AdminId>> {
    let mut may = HashSet::new();
    for id in admins {
        let admin = access::load_admin(tx, id).await?;
        if admin.is_some_and(|admin| admin.row.active && admin.permissions.allows(Permission::RefundsApprove)) {
            may.insert(id);
        }
    }
    Ok(may)
}
