//! What a decision would do, said before it is asked about.

use super::rows::amount;
use crate::{
    cli::{look::safe, shell::Shell, targets::Targets},
    domain::refund::Alternative,
    operations::{
        Operations,
        refunds::{ApproveRefund, RefundDetail, RejectRefund},
    },
};

/// How many refunds are looked up and shown one by one.
const SHOWN: usize = 5;

/// The plan of an approval.
pub(super) async fn approval(
    shell: &Shell,
    operations: &dyn Operations,
    targets: &Targets,
    request: &ApproveRefund,
) -> Vec<String> {
    let mut lines = vec![targets.listed("Approve", "refunds")];
    lines.extend(briefs(shell, operations, targets, request.approved_amount_cents).await);
    lines.push(format!(
        "The customer is {}, the vendor is {}.",
        told(request.notify_user),
        told(request.notify_vendor)
    ));
    lines
}

/// The plan of a rejection.
pub(super) async fn rejection(
    shell: &Shell,
    operations: &dyn Operations,
    targets: &Targets,
    request: &RejectRefund,
) -> Vec<String> {
    let mut lines = vec![targets.listed("Reject", "refunds")];
    lines.extend(briefs(shell, operations, targets, None).await);
    let offered = match request.offer_alternative {
        Alternative::None => "offered nothing",
        Alternative::PartialCredit => "offered a part as credit",
        Alternative::FullCredit => "offered all of it as credit",
        Alternative::Rebooking => "offered another appointment",
    };
    lines.push(format!("The customer is {}, and {offered} in its place.", told(request.notify_user)));
    lines
}

const fn told(yes: bool) -> &'static str {
    if yes { "told" } else { "not told" }
}

/// The refunds in short; they are looked up only where somebody will read them.
async fn briefs(shell: &Shell, operations: &dyn Operations, targets: &Targets, cents: Option<i64>) -> Vec<String> {
    let mut lines = Vec::new();
    if shell.terminal.stderr && !shell.yes {
        for target in targets.all.iter().take(SHOWN) {
            // What can't be shown now will say so when it is decided.
            if let Ok(case) = operations.refund(target.reference.clone()).await {
                lines.push(brief(&case, cents));
            }
        }
    }
    lines
}

fn brief(case: &RefundDetail, cents: Option<i64>) -> String {
    let item = &case.item;
    let currency = item.payment.payment.currency;
    let asked = amount(item.requested_amount_cents, currency);
    let money = match cents.filter(|cents| *cents != item.requested_amount_cents) {
        Some(cents) => format!("{} of {asked}", amount(cents, currency)),
        None => asked,
    };
    let eyes = format!("{} of {} approvals", item.approvals_received, item.approvals_required);
    let (reason, vendor) = (item.reason.truncated(24), item.vendor.name.truncated(24));
    safe(&format!("  {}  {money}  {}, {eyes}  {reason}  {vendor}", item.refund_number, item.status))
}
