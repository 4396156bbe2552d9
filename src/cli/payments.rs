//! `payments`: the list, one whole, paying one back.

use clap::{Args, Subcommand};

use super::{
    bulk::Bulk,
    change::ChangeArgs,
    dates::bound,
    flags::{Given, Words},
    list::{ListArgs, WatchArgs, list, show},
    look::{Facts, Look, safe},
    output::Record,
    shell::{Detail, Shell},
    stop::Result,
    table::Row,
    targets::{TargetArgs, one},
};
use crate::{
    domain::{
        dates::Bound,
        money::{Currency, Money},
    },
    error::Error,
    operations::{
        fields::{Fields, parse},
        payments::{ListPayments, PaymentDetail, PaymentListItem, RefundPayment},
    },
};

/// `payments`
#[derive(Subcommand, Debug)]
pub enum PaymentsCommand {
    /// List payments: all of them, newest first, unless flags say otherwise
    #[command(after_help = "Example:\n  appydex-admin payments list --status failed --from-date 'last 7d'")]
    List(Box<PaymentsListArgs>),
    /// Show one payment: what went back, its refunds, the ledger
    Show(ShowArgs),
    /// Pay payments back, all that is left of them or a part
    #[command(after_help = "Example:
  appydex-admin payments refund 0192f0c1 --amount 50000 --reason 'Half of the work was done.'")]
    Refund(RefundArgs),
}

/// `payments list`
#[derive(Args, Debug)]
#[expect(clippy::doc_markdown, reason = "what is said of a field is its help text")]
pub struct PaymentsListArgs {
    /// How they stand
    #[arg(long, value_parser = Words(&["pending", "succeeded", "failed"]))]
    status: Option<String>,
    /// Of this vendor's bookings: whole UUID
    #[arg(long, value_name = "UUID")]
    vendor_id: Option<String>,
    /// Of this booking: whole UUID
    #[arg(long, value_name = "UUID")]
    booking_id: Option<String>,
    /// Tried from here on: 2025-10-01, today, yesterday, 'last 7d', this-month, this-fy, a time
    #[arg(long, value_name = "DATE")]
    from_date: Option<String>,
    /// Tried up to and with here
    #[arg(long, value_name = "DATE")]
    to_date: Option<String>,
    /// The order [default: created_at]
    #[arg(long, value_parser = Words(&["created_at", "amount"]))]
    sort_by: Option<String>,
    /// Its direction
    #[arg(long, value_parser = Words(&["asc", "desc"]))]
    sort_order: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

/// `payments show`
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// UUID, or a unique beginning of it
    id: String,
    #[command(flatten)]
    watch: WatchArgs,
}

/// `payments refund`
#[derive(Args, Debug)]
pub struct RefundArgs {
    #[command(flatten)]
    targets: TargetArgs,
    /// How much, in the currency's smallest unit [default: all that is left]
    #[arg(long, value_name = "CENTS")]
    amount: Option<String>,
    /// Why: 10 to 2000 characters
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
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

/// Runs `payments`.
pub async fn run(shell: &Shell, command: PaymentsCommand) -> Result {
    match command {
        PaymentsCommand::List(args) => payments(shell, &args).await,
        PaymentsCommand::Show(args) => payment(shell, &args).await,
        PaymentsCommand::Refund(args) => refund(shell, &args).await,
    }
}

async fn payments(shell: &Shell, args: &PaymentsListArgs) -> Result {
    let from_date = args.from_date.as_ref().map(|text| bound(shell, text, Bound::Lower));
    let to_date = args.to_date.as_ref().map(|text| bound(shell, text, Bound::Upper));
    let given = Given::default()
        .with("status", args.status.as_ref())
        .with("vendor_id", args.vendor_id.as_ref())
        .with("booking_id", args.booking_id.as_ref())
        .with("from_date", from_date.as_ref())
        .with("to_date", to_date.as_ref())
        .with("sort_by", args.sort_by.as_ref())
        .with("sort_order", args.sort_order.as_ref());
    let operations = shell.operations().await?;
    list(shell, given, &args.list, "payments", async |query: ListPayments| operations.list_payments(query).await).await
}

async fn payment(shell: &Shell, args: &ShowArgs) -> Result {
    let id = one(&args.id, None)?;
    let operations = shell.operations().await?;
    show(shell, &args.watch, async || operations.payment(id.clone()).await).await
}

async fn refund(shell: &Shell, args: &RefundArgs) -> Result {
    let request = args.request()?;
    args.change.check()?;
    let targets = args.targets.read(shell, None)?;
    let operations = shell.operations().await?;
    let much = request.amount_cents.map_or_else(
        || "All that is left of each goes back.".to_owned(),
        |cents| format!("Of each, {cents} of the currency's smallest unit go back."),
    );
    let told = |yes: bool| if yes { "told" } else { "not told" };
    let people =
        format!("The customer is {}, the vendor is {}.", told(request.notify_user), told(request.notify_vendor));
    args.change.agree_on(shell, &targets, &[targets.listed("Refund", "payments"), much, people]).await?;
    let bulk = Bulk { name: "payments-refund", change: &args.change, args: &args.targets };
    bulk.run(shell, targets, async |id, attempt| operations.refund_payment(id, request.clone(), attempt).await).await
}

impl RefundArgs {
    fn request(&self) -> Result<RefundPayment, Error> {
        let no = "false".to_owned();
        let given = Given::default()
            .with("amount_cents", self.amount.as_ref())
            .with("reason", self.reason.as_ref())
            .with("admin_notes", self.notes.as_ref())
            .with("notify_user", Some(&no).filter(|_| self.no_notify_user))
            .with("notify_vendor", Some(&no).filter(|_| self.no_notify_vendor));
        parse(Fields::text(given.pairs()))
    }
}

const NAME: usize = 18;

fn amount(cents: i64, currency: Currency) -> String {
    Money::new(cents, currency).to_string()
}

impl Record for PaymentListItem {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "status",
        "amount_cents",
        "currency",
        "refunded_amount_cents",
        "remaining_amount_cents",
        "platform_fee_cents",
        "method",
        "provider",
        "transaction_id",
        "booking.id",
        "booking.booking_number",
        "user.id",
        "user.name",
        "user.email",
        "vendor.id",
        "vendor.name",
        "paid_at",
        "created_at",
        "version",
    ];
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Row for PaymentListItem {
    const COLUMNS: &'static [&'static str] =
        &["PAYMENT", "STATUS", "AMOUNT", "WENT BACK", "METHOD", "TRIED", "BOOKING", "CUSTOMER", "VENDOR"];
    const SPARE: &'static [&'static str] = &["METHOD", "TRIED", "CUSTOMER", "WENT BACK"];

    fn cells(&self, look: &Look) -> Vec<String> {
        let back = match self.refunded_amount_cents {
            0 => "-".to_owned(),
            cents => amount(cents, self.currency),
        };
        vec![
            self.status.to_string(),
            amount(self.amount_cents, self.currency),
            back,
            self.method.clone(),
            look.time(self.created_at),
            self.booking.booking_number.clone(),
            self.user.name.truncated(NAME),
            self.vendor.name.truncated(NAME),
        ]
    }
}

impl Record for PaymentDetail {
    fn id(&self) -> Option<String> {
        Some(self.item.id.to_string())
    }
}

impl Detail for PaymentDetail {
    fn text(&self, look: &Look) -> String {
        let item = &self.item;
        let money = |cents| amount(cents, item.currency);
        let title = format!("Payment  {} {}", money(item.amount_cents), item.status);
        let mut facts = Facts::default()
            .with("Booking", &item.booking.booking_number)
            .with("Customer", &item.user.name)
            .maybe("E-mail", item.user.email.as_ref())
            .with("Vendor", &item.vendor.name)
            .with("Method", &item.method)
            .maybe("Provider", item.provider.as_ref())
            .maybe("Transaction", item.transaction_id.as_ref())
            .with("Tried", look.time(item.created_at))
            .maybe("Paid", item.paid_at.map(|at| look.time(at)))
            .with("Went back", money(item.refunded_amount_cents))
            .with("Left", money(item.remaining_amount_cents));
        for refund in &self.refunds {
            let what = format!("{} {}, {}", refund.refund_number, refund.status, money(refund.requested_amount_cents));
            facts = facts.with("Refund", what);
        }
        for line in &self.postings {
            let reference = line.transaction_id.as_ref().map(|id| format!(", {id}")).unwrap_or_default();
            let what = format!(
                "{}: {} by {}{reference}",
                look.time(line.processed_at),
                amount(line.amount_cents, line.currency),
                line.source
            );
            facts = facts.with("Ledger", what);
        }
        let facts = facts.with("Id", item.id).with("Version", item.version);
        let mut lines = vec![look.heading(&safe(&title))];
        lines.extend(facts.lines(2, look.text_width()));
        lines.join("\n") + "\n"
    }
}
