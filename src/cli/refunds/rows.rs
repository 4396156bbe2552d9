//! Refunds in tables, and answers in lines.

use crate::{
    cli::{
        list::Summary,
        look::{Look, safe},
        output::Record,
        shell::{Detail, Outcome},
        table::Row,
    },
    domain::{
        money::{Currency, Money},
        refund::{Alternative, GatewayState, RefundStatus},
    },
    operations::refunds::{RefundApproved, RefundCounts, RefundDetail, RefundListItem, RefundRejected},
};

const REASON: usize = 20;
const NAME: usize = 18;

/// An amount as people read it.
pub(super) fn amount(cents: i64, currency: Currency) -> String {
    Money::new(cents, currency).to_string()
}

impl Record for RefundListItem {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "refund_number",
        "status",
        "gateway_state",
        "priority",
        "requested_amount_cents",
        "approved_amount_cents",
        "payment.currency",
        "approvals_received",
        "approvals_required",
        "reason",
        "description",
        "requested_at",
        "requested_by",
        "requested_by_admin.name",
        "payment.id",
        "payment.amount_cents",
        "payment.paid_at",
        "booking.id",
        "booking.booking_number",
        "user.id",
        "user.name",
        "user.email",
        "vendor.id",
        "vendor.name",
        "evidence",
        "approvals",
        "admin_notes",
        "version",
    ];
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Row for RefundListItem {
    const COLUMNS: &'static [&'static str] =
        &["REFUND", "STATUS", "PRIORITY", "AMOUNT", "EYES", "MONEY", "ASKED", "REASON", "CUSTOMER", "VENDOR"];
    const SPARE: &'static [&'static str] = &["CUSTOMER", "ASKED", "REASON", "PRIORITY", "MONEY"];

    fn label(&self) -> Option<String> {
        Some(self.refund_number.clone())
    }

    fn cells(&self, look: &Look) -> Vec<String> {
        let money = match self.gateway_state {
            GatewayState::None => "-",
            state => state.as_str(),
        };
        vec![
            self.status.to_string(),
            self.priority.to_string(),
            amount(self.requested_amount_cents, self.payment.currency),
            format!("{}/{}", self.approvals_received, self.approvals_required),
            money.to_owned(),
            look.time(self.requested_at),
            self.reason.truncated(REASON),
            self.user.name.truncated(NAME),
            self.vendor.name.truncated(NAME),
        ]
    }
}

impl Summary for RefundCounts {
    fn line(&self) -> Option<String> {
        let Self { pending, approved, processed, rejected, failed, total_amount_pending_cents, currency } = self;
        let waiting = amount(*total_amount_pending_cents, *currency);
        Some(format!(
            "pending {pending} ({waiting}), approved {approved}, processed {processed}, rejected {rejected}, failed {failed}"
        ))
    }
}

impl Record for RefundDetail {
    fn id(&self) -> Option<String> {
        Some(self.item.id.to_string())
    }
}

impl Detail for RefundDetail {
    fn text(&self, look: &Look) -> String {
        super::case::text(self, look)
    }
}

impl Record for RefundApproved {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "refund_number",
        "status",
        "approved_amount_cents",
        "refund.payment.currency",
        "approvals_received",
        "approvals_required",
        "refund_processed",
        "refund.gateway_state",
        "transaction_id",
        "approved_at",
        "refund.version",
    ];
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Outcome for RefundApproved {
    fn line(&self, _: &Look) -> String {
        let money = amount(self.approved_amount_cents, self.refund.item.payment.payment.currency);
        let (received, required) = (self.approvals_received, self.approvals_required);
        if received < required {
            let more = format!("{received} of {required} approvals of {money}; somebody else must give the other");
            return safe(&format!("{} {}: {more}", self.refund_number, self.status));
        }
        line(&self.refund)
    }
}

/// A refund in a line: where it stands, and where its money is.
pub fn line(refund: &RefundDetail) -> String {
    let item = &refund.item;
    let cents = item.approved_amount_cents.unwrap_or(item.requested_amount_cents);
    let money = amount(cents, item.payment.payment.currency);
    let reference = refund.transaction_id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
    let failure = refund.failure.as_ref().map(|failure| format!(": {}", failure.message)).unwrap_or_default();
    let rest = match item.status {
        RefundStatus::Pending => format!("{} of {} approvals", item.approvals_received, item.approvals_required),
        RefundStatus::Rejected => "nothing goes back".to_owned(),
        RefundStatus::Processed => format!("{money} paid back{reference}"),
        RefundStatus::Failed => format!("the gateway refused to pay {money}{failure}"),
        RefundStatus::Approved => format!("{money}, {}", under_way(item.gateway_state)),
    };
    safe(&format!("{} {}; {rest}", item.refund_number, item.status))
}

const fn under_way(state: GatewayState) -> &'static str {
    match state {
        GatewayState::Accepted => "taken by the gateway and not confirmed yet",
        GatewayState::InDoubt => "the gateway's answer is not known and is being looked up",
        GatewayState::NeedsOperator => "the gateway knows nothing of it; two admins may approve another try",
        _ => "waits to be paid",
    }
}

impl Record for RefundRejected {
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Outcome for RefundRejected {
    fn line(&self, _: &Look) -> String {
        let offer = match self.offer_alternative {
            Alternative::None => String::new(),
            offer => format!("; offered {}", offer.as_str().replace('_', " ")),
        };
        safe(&format!("{} {}{offer}", self.refund_number, self.status))
    }
}
