//! `refunds`: the list, one case whole, decisions, the comparison with the gateway.
//!
//! Here stand the commands and what they call; `rows` says how refunds and answers look in tables and lines, `case`
//! draws one case, `plan` says before a decision what it would do. A new command of the group gets its arguments and
//! its function here, its looks in `rows`.

mod case;
mod plan;
mod reconcile;
mod rows;

use clap::{Args, Subcommand};

use self::reconcile::ReconcileArgs;
pub(super) use self::rows::line;
use super::{
    bulk::Bulk,
    change::ChangeArgs,
    dates::bound,
    flags::{Given, Words},
    list::{ListArgs, WatchArgs, list, show},
    shell::Shell,
    stop::Result,
    targets::{TargetArgs, one},
};
use crate::{
    domain::dates::Bound,
    error::Error,
    operations::{
        fields::{Fields, parse},
        refunds::{ApproveRefund, ListRefunds, RejectRefund},
    },
};

/// The letters of a refund's number.
pub(super) const LETTERS: Option<&str> = Some("RF");

/// `refunds`
#[derive(Subcommand, Debug)]
pub enum RefundsCommand {
    /// List refunds: all of them, newest first, unless flags say otherwise
    #[command(after_help = "Examples:
  appydex-admin refunds list --status pending --sort-by priority
  appydex-admin refunds list --gateway-state in_doubt --watch 10
  appydex-admin refunds list --status pending --max-amount 50000 -o ids |
    appydex-admin refunds approve - --reason '…' --yes")]
    List(Box<RefundsListArgs>),
    /// Show one refund: payment, evidence, approvals, every try to pay, timeline
    #[command(after_help = "Example:\n  appydex-admin refunds show RF-2025-000211")]
    Show(ShowArgs),
    /// Approve refunds, or give the first of two approvals
    #[command(after_help = "Examples:
  appydex-admin refunds approve RF-2025-000211 --reason 'The vendor admits that both visits were missed.'
  appydex-admin refunds approve RF-2025-000211 --amount 50000 --reason 'Half of the work was done.'")]
    Approve(ApproveArgs),
    /// Reject refunds
    #[command(after_help = "Example:
  appydex-admin refunds reject RF-2025-000211 --reason 'The visit took place as booked.' --offer partial_credit")]
    Reject(RejectArgs),
    /// Show the ledger against the gateway and whether refunds are sent; let them be sent again
    #[command(after_help = "Examples:
  appydex-admin refunds reconcile
  appydex-admin refunds reconcile --unfreeze --reason 'Compared after the move to the new machine.'")]
    Reconcile(ReconcileArgs),
}

/// `refunds list`
#[derive(Args, Debug)]
pub struct RefundsListArgs {
    /// Where they stand
    #[arg(long, value_parser = Words(&["pending", "approved", "processed", "rejected", "failed"]))]
    status: Option<String>,
    /// Where the money stands
    #[arg(long, value_parser = Words(&["none", "ready", "sending", "accepted", "in_doubt", "needs_operator", "succeeded",
        "failed", "failed_after_success"]))]
    gateway_state: Option<String>,
    /// Of this booking: whole UUID
    #[arg(long, value_name = "UUID")]
    booking_id: Option<String>,
    /// Of this customer: whole UUID
    #[arg(long, value_name = "UUID")]
    user_id: Option<String>,
    /// Of this vendor: whole UUID
    #[arg(long, value_name = "UUID")]
    vendor_id: Option<String>,
    /// Asked for from here on: 2025-10-01, today, yesterday, 'last 7d', this-month, this-fy, a time
    #[arg(long, value_name = "DATE")]
    from_date: Option<String>,
    /// Asked for up to and with here
    #[arg(long, value_name = "DATE")]
    to_date: Option<String>,
    /// Asking for so much or more, in the currency's smallest unit
    #[arg(long, value_name = "CENTS")]
    min_amount: Option<String>,
    /// Asking for so much or less, in the currency's smallest unit
    #[arg(long, value_name = "CENTS")]
    max_amount: Option<String>,
    /// The order; without it, by the moment they were asked for
    #[arg(long, value_parser = Words(&["requested_at", "amount", "priority"]))]
    sort_by: Option<String>,
    /// Its direction [default: desc]
    #[arg(long, value_parser = Words(&["asc", "desc"]))]
    sort_order: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

/// `refunds show`
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// UUID, number (RF-2025-000211), or a unique beginning of the UUID
    id: String,
    #[command(flatten)]
    watch: WatchArgs,
}

/// `refunds approve`
#[derive(Args, Debug)]
pub struct ApproveArgs {
    #[command(flatten)]
    targets: TargetArgs,
    /// Why: 10 to 2000 characters
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// How much, in the currency's smallest unit [default: what was asked for]
    #[arg(long, value_name = "CENTS")]
    amount: Option<String>,
    /// Notes for admins alone: at most 5000 characters
    #[arg(long, value_name = "TEXT")]
    notes: Option<String>,
    /// Don't tell the customer
    #[arg(long)]
    no_notify_user: bool,
    /// Don't tell the vendor
    #[arg(long)]
    no_notify_vendor: bool,
    #[command(flatten)]
    change: ChangeArgs,
}

/// `refunds reject`
#[derive(Args, Debug)]
pub struct RejectArgs {
    #[command(flatten)]
    targets: TargetArgs,
    /// Why; the customer reads it: 10 to 2000 characters
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// What the customer is offered in its place [default: none]
    #[arg(long, value_parser = Words(&["none", "partial_credit", "full_credit", "rebooking"]))]
    offer: Option<String>,
    /// Notes for admins alone: at most 5000 characters
    #[arg(long, value_name = "TEXT")]
    notes: Option<String>,
    /// Don't tell the customer
    #[arg(long)]
    no_notify_user: bool,
    #[command(flatten)]
    change: ChangeArgs,
}

/// Runs `refunds`.
pub async fn run(shell: &Shell, command: RefundsCommand) -> Result {
    match command {
        RefundsCommand::List(args) => refunds(shell, &args).await,
        RefundsCommand::Show(args) => case(shell, &args).await,
        RefundsCommand::Approve(args) => approve(shell, &args).await,
        RefundsCommand::Reject(args) => reject(shell, &args).await,
        RefundsCommand::Reconcile(args) => reconcile::run(shell, &args).await,
    }
}

async fn refunds(shell: &Shell, args: &RefundsListArgs) -> Result {
    let from_date = args.from_date.as_ref().map(|text| bound(shell, text, Bound::Lower));
    let to_date = args.to_date.as_ref().map(|text| bound(shell, text, Bound::Upper));
    let given = Given::default()
        .with("status", args.status.as_ref())
        .with("gateway_state", args.gateway_state.as_ref())
        .with("booking_id", args.booking_id.as_ref())
        .with("user_id", args.user_id.as_ref())
        .with("vendor_id", args.vendor_id.as_ref())
        .with("from_date", from_date.as_ref())
        .with("to_date", to_date.as_ref())
        .with("min_amount", args.min_amount.as_ref())
        .with("max_amount", args.max_amount.as_ref())
        .with("sort_by", args.sort_by.as_ref())
        .with("sort_order", args.sort_order.as_ref());
    let operations = shell.operations().await?;
    list(shell, given, &args.list, "refunds", async |query: ListRefunds| operations.list_refunds(query).await).await?;
    reconcile::warn(shell, &*operations).await
}

async fn case(shell: &Shell, args: &ShowArgs) -> Result {
    let id = one(&args.id, LETTERS)?;
    let operations = shell.operations().await?;
    show(shell, &args.watch, async || operations.refund(id.clone()).await).await
}

async fn approve(shell: &Shell, args: &ApproveArgs) -> Result {
    args.change.check()?;
    let request = args.request()?;
    let targets = args.targets.read(shell, LETTERS)?;
    let operations = shell.operations().await?;
    if !args.change.dry_run {
        let plan = plan::approval(shell, &*operations, &targets, &request).await;
        args.change.agree_on(shell, &targets, &plan).await?;
        shell.host.attend(&shell.trace_id).await?;
    }
    let bulk = Bulk { name: "refunds-approve", change: &args.change, args: &args.targets };
    bulk.run(shell, targets, async |id, attempt| operations.approve_refund(id, request.clone(), attempt).await).await
}

async fn reject(shell: &Shell, args: &RejectArgs) -> Result {
    args.change.check()?;
    let request = args.request()?;
    let targets = args.targets.read(shell, LETTERS)?;
    let operations = shell.operations().await?;
    if !args.change.dry_run {
        let plan = plan::rejection(shell, &*operations, &targets, &request).await;
        args.change.agree_on(shell, &targets, &plan).await?;
    }
    let bulk = Bulk { name: "refunds-reject", change: &args.change, args: &args.targets };
    bulk.run(shell, targets, async |id, attempt| operations.reject_refund(id, request.clone(), attempt).await).await
}

/// `false` for a flag that switches something off.
fn unless(off: bool) -> Option<String> {
    off.then(|| "false".to_owned())
}

impl ApproveArgs {
    fn request(&self) -> Result<ApproveRefund, Error> {
        let given = Given::default()
            .with("approved_amount_cents", self.amount.as_ref())
            .with("reason", self.reason.as_ref())
            .with("admin_notes", self.notes.as_ref())
            .with("notify_user", unless(self.no_notify_user).as_ref())
            .with("notify_vendor", unless(self.no_notify_vendor).as_ref());
        parse(Fields::text(given.pairs()))
    }
}

impl RejectArgs {
    fn request(&self) -> Result<RejectRefund, Error> {
        let given = Given::default()
            .with("reason", self.reason.as_ref())
            .with("offer_alternative", self.offer.as_ref())
            .with("admin_notes", self.notes.as_ref())
            .with("notify_user", unless(self.no_notify_user).as_ref());
        parse(Fields::text(given.pairs()))
    }
}
