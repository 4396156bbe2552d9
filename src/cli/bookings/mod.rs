//! `bookings`: the list, one whole, moves, cancellations, notes.
//!
//! Here stand the commands and what they call; `rows` says how bookings and answers look in tables and lines, `case`
//! draws one. A new command of the group gets its arguments and its function here, its looks in `rows`.

mod case;
mod rows;

use clap::{Args, Subcommand};

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
    domain::{booking::BookingStatus, dates::Bound},
    error::Error,
    operations::{
        bookings::{ListBookings, UpdateBooking},
        fields::{Fields, parse},
    },
};

/// The letters of a booking's number.
const LETTERS: Option<&str> = Some("BK");

/// `bookings`
#[derive(Subcommand, Debug)]
pub enum BookingsCommand {
    /// List bookings: all of them, newest first, unless flags say otherwise
    #[command(after_help = "Examples:
  appydex-admin bookings list --status disputed
  appydex-admin bookings list --search 4821
  appydex-admin bookings list --city Mysuru --from-date today --sort-by scheduled_at --sort-order asc")]
    List(Box<BookingsListArgs>),
    /// Show one booking: both parties, price, payment, dispute, timeline
    #[command(after_help = "Example:\n  appydex-admin bookings show BK-2025-004821")]
    Show(ShowArgs),
    /// Confirm bookings that are pending
    Confirm(MoveArgs),
    /// Say of confirmed bookings that the work has begun
    Start(MoveArgs),
    /// Say of bookings that the work is done, or a dispute settled so
    Complete(MoveArgs),
    /// Cancel bookings; what was paid goes back as the policy says
    #[command(after_help = "Example:
  appydex-admin bookings cancel BK-2025-004821 --reason 'The vendor has fallen ill.' --force-refund")]
    Cancel(CancelArgs),
    /// Note something; what was noted before goes, and '' clears it
    #[command(after_help = "Example:
  appydex-admin bookings note BK-2025-004821 'Called the customer; she prefers mornings.'")]
    Note(NoteArgs),
}

/// `bookings list`
#[derive(Args, Debug)]
#[expect(clippy::doc_markdown, reason = "what is said of a field is its help text")]
pub struct BookingsListArgs {
    /// In the customer's or the vendor's name; an id or number from its beginning; a number's digits
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// Where they stand
    #[arg(long, value_parser = Words(&["pending", "confirmed", "in_progress", "completed", "cancelled", "disputed"]))]
    status: Option<String>,
    /// Of this vendor: whole UUID
    #[arg(long, value_name = "UUID")]
    vendor_id: Option<String>,
    /// Of this customer: whole UUID
    #[arg(long, value_name = "UUID")]
    user_id: Option<String>,
    /// Of this service: whole UUID
    #[arg(long, value_name = "UUID")]
    service_id: Option<String>,
    /// In this city: its whole name
    #[arg(long, value_name = "NAME")]
    city: Option<String>,
    /// To be done from here on: 2025-10-01, today, yesterday, 'last 7d', this-month, this-fy, a time
    #[arg(long, value_name = "DATE")]
    from_date: Option<String>,
    /// To be done up to and with here
    #[arg(long, value_name = "DATE")]
    to_date: Option<String>,
    /// The order [default: created_at]
    #[arg(long, value_parser = Words(&["created_at", "scheduled_at", "amount"]))]
    sort_by: Option<String>,
    /// Its direction
    #[arg(long, value_parser = Words(&["asc", "desc"]))]
    sort_order: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

/// `bookings show`
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// UUID, number (BK-2025-004821), or a unique beginning of the UUID
    id: String,
    #[command(flatten)]
    watch: WatchArgs,
}

/// Who is told of a move.
#[derive(Args, Debug)]
struct TellArgs {
    /// Notes for admins alone, in place of those before: at most 2000 characters
    #[arg(long, value_name = "TEXT")]
    notes: Option<String>,
    /// Don't tell the customer
    #[arg(long)]
    no_notify_user: bool,
    /// Don't tell the vendor
    #[arg(long)]
    no_notify_vendor: bool,
}

/// `bookings confirm`, `start` and `complete`
#[derive(Args, Debug)]
pub struct MoveArgs {
    #[command(flatten)]
    targets: TargetArgs,
    #[command(flatten)]
    tell: TellArgs,
    #[command(flatten)]
    change: ChangeArgs,
}

/// `bookings cancel`
#[derive(Args, Debug)]
pub struct CancelArgs {
    #[command(flatten)]
    targets: TargetArgs,
    /// Why; the customer and the vendor read it: 10 to 500 characters
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Give back all that was paid, whatever the policy says
    #[arg(long)]
    force_refund: bool,
    #[command(flatten)]
    tell: TellArgs,
    #[command(flatten)]
    change: ChangeArgs,
}

/// `bookings note`
#[derive(Args, Debug)]
pub struct NoteArgs {
    /// UUID, number (BK-2025-004821), or a unique beginning of the UUID
    id: String,
    /// The notes: at most 2000 characters
    text: String,
    #[command(flatten)]
    change: ChangeArgs,
}

/// Runs `bookings`.
pub async fn run(shell: &Shell, command: BookingsCommand) -> Result {
    match command {
        BookingsCommand::List(args) => bookings(shell, &args).await,
        BookingsCommand::Show(args) => booking(shell, &args).await,
        BookingsCommand::Confirm(args) => moved(shell, BookingStatus::Confirmed, &args).await,
        BookingsCommand::Start(args) => moved(shell, BookingStatus::InProgress, &args).await,
        BookingsCommand::Complete(args) => moved(shell, BookingStatus::Completed, &args).await,
        BookingsCommand::Cancel(args) => cancel(shell, &args).await,
        BookingsCommand::Note(args) => note(shell, args).await,
    }
}

async fn bookings(shell: &Shell, args: &BookingsListArgs) -> Result {
    let from_date = args.from_date.as_ref().map(|text| bound(shell, text, Bound::Lower));
    let to_date = args.to_date.as_ref().map(|text| bound(shell, text, Bound::Upper));
    let given = Given::default()
        .with("search", args.search.as_ref())
        .with("status", args.status.as_ref())
        .with("vendor_id", args.vendor_id.as_ref())
        .with("user_id", args.user_id.as_ref())
        .with("service_id", args.service_id.as_ref())
        .with("city", args.city.as_ref())
        .with("from_date", from_date.as_ref())
        .with("to_date", to_date.as_ref())
        .with("sort_by", args.sort_by.as_ref())
        .with("sort_order", args.sort_order.as_ref());
    let operations = shell.operations().await?;
    list(shell, given, &args.list, "bookings", async |query: ListBookings| operations.list_bookings(query).await).await
}

async fn booking(shell: &Shell, args: &ShowArgs) -> Result {
    let id = one(&args.id, LETTERS)?;
    let operations = shell.operations().await?;
    show(shell, &args.watch, async || operations.booking(id.clone()).await).await
}

impl TellArgs {
    /// The request for a move to `status`, with what is wrong about any of it.
    fn request(&self, status: BookingStatus, more: Given) -> Result<UpdateBooking, Error> {
        let no = "false".to_owned();
        let given = more
            .with("status", Some(&status.to_string()))
            .with("admin_notes", self.notes.as_ref())
            .with("notify_user", Some(&no).filter(|_| self.no_notify_user))
            .with("notify_vendor", Some(&no).filter(|_| self.no_notify_vendor));
        parse(Fields::text(given.pairs()))
    }

    /// What is said of it before it is asked about.
    fn plan(&self) -> String {
        let told = |no: bool| if no { "not told" } else { "told" };
        format!("The customer is {}, the vendor is {}.", told(self.no_notify_user), told(self.no_notify_vendor))
    }
}

async fn moved(shell: &Shell, status: BookingStatus, args: &MoveArgs) -> Result {
    let request = args.tell.request(status, Given::default())?;
    let (verb, name) = match status {
        BookingStatus::Confirmed => ("Confirm", "bookings-confirm"),
        BookingStatus::InProgress => ("Start", "bookings-start"),
        _ => ("Complete", "bookings-complete"),
    };
    change(shell, (verb, name), request, (&args.targets, &args.change), vec![args.tell.plan()]).await
}

async fn cancel(shell: &Shell, args: &CancelArgs) -> Result {
    let force = Some("true".to_owned()).filter(|_| args.force_refund);
    let given = Given::default().with("cancellation_reason", args.reason.as_ref()).with("force_refund", force.as_ref());
    let request = args.tell.request(BookingStatus::Cancelled, given)?;
    let back = if args.force_refund {
        "All that was paid and not refunded yet goes back."
    } else {
        "What was paid goes back as the policy says."
    };
    let plan = vec![back.to_owned(), args.tell.plan()];
    change(shell, ("Cancel, for good,", "bookings-cancel"), request, (&args.targets, &args.change), plan).await
}

async fn change(
    shell: &Shell,
    (verb, name): (&str, &'static str),
    request: UpdateBooking,
    (targets, change): (&TargetArgs, &ChangeArgs),
    more: Vec<String>,
) -> Result {
    change.check()?;
    let named = targets.read(shell, LETTERS)?;
    let operations = shell.operations().await?;
    let plan = [vec![named.listed(verb, "bookings")], more].concat();
    change.agree_on(shell, &named, &plan).await?;
    let bulk = Bulk { name, change, args: targets };
    bulk.run(shell, named, async |id, attempt| operations.update_booking(id, request.clone(), attempt).await).await
}

async fn note(shell: &Shell, args: NoteArgs) -> Result {
    let given = Given::default().with("admin_notes", Some(&args.text));
    let request: UpdateBooking = parse(Fields::text(given.pairs()))?;
    let id = one(&args.id, LETTERS)?;
    args.change.check()?;
    let operations = shell.operations().await?;
    args.change.agree(shell, &[format!("Put these notes in place of those of {id}.")]).await?;
    args.change.make(shell, async |attempt| operations.update_booking(id, request, attempt).await).await?;
    Ok(())
}
