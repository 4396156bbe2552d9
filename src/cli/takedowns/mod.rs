//! `takedowns`: the queue, one case whole, claims, decisions.
//!
//! Here stand the commands and what they call; `rows` says how requests and answers look in tables and lines, `case`
//! draws one case, `plan` says before a decision what it would do. A new command of the group gets its arguments and
//! its function here, its looks in `rows`.

mod case;
mod plan;
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
    domain::{dates::Bound, id::Reference},
    error::Error,
    operations::{
        fields::{Fields, parse},
        takedowns::{ClaimNext, ClaimTakedown, ListTakedowns, ResolveTakedown},
    },
};

/// The letters of a request's number.
const LETTERS: Option<&str> = Some("TR");

/// `takedowns`
#[derive(Subcommand, Debug)]
pub enum TakedownsCommand {
    /// List requests: open ones, most urgent first, unless flags say otherwise
    #[command(after_help = "Examples:
  appydex-admin takedowns list --claimed none --sort-by due_at
  appydex-admin takedowns list --status all --from-date 'last 7d' --all -o csv >week.csv
  appydex-admin takedowns list --json request_number,vendor.name,review.rating")]
    List(Box<TakedownsListArgs>),
    /// Show one case: review, evidence, both parties, analysis, timeline
    #[command(after_help = "Example:\n  appydex-admin takedowns show TR-2025-000317")]
    Show(ShowArgs),
    /// Claim a request for some minutes, or renew your claim
    Claim(ClaimArgs),
    /// Claim the open, unclaimed request that is due first, and show it
    Next(NextArgs),
    /// Let go of a claim
    Release(OneArgs),
    /// Accept requests: the reviews are hidden or removed
    #[command(after_help = "Examples:
  appydex-admin takedowns accept TR-2025-000317 --action hide --reason 'The review names a private phone number …'
  appydex-admin takedowns list --reason-code spam -o ids |
    appydex-admin takedowns accept - --action remove --reason '…' --yes")]
    Accept(AcceptArgs),
    /// Reject requests: the reviews stay
    #[command(after_help = "Example:
  appydex-admin takedowns reject TR-2025-000317 --reason 'The review describes a visit that took place, …'")]
    Reject(RejectArgs),
}

/// `takedowns list`
#[derive(Args, Debug)]
pub struct TakedownsListArgs {
    /// Where they stand [default: open]
    #[arg(long, value_parser = Words(&["open", "accepted", "rejected", "all"]))]
    status: Option<String>,
    /// Why the vendor wants the review gone
    #[arg(long, value_parser = Words(&["abuse", "defamation", "spam", "off_topic", "fake_review", "competitor_sabotage",
        "personal_info", "profanity", "extortion", "duplicate", "other"]))]
    reason_code: Option<String>,
    /// Of this vendor: whole UUID
    #[arg(long, value_name = "UUID")]
    vendor_id: Option<String>,
    /// Made from here on: 2025-10-01, today, yesterday, 'last 7d', this-month, this-fy, a time
    #[arg(long, value_name = "DATE")]
    from_date: Option<String>,
    /// Made up to and with here
    #[arg(long, value_name = "DATE")]
    to_date: Option<String>,
    /// In the vendor's or the reviewer's name, or a number
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// By claim
    #[arg(long, value_parser = Words(&["me", "others", "none"]))]
    claimed: Option<String>,
    /// The order [default: priority]
    #[arg(long, value_parser = Words(&["created_at", "priority", "due_at"]))]
    sort_by: Option<String>,
    /// Its direction
    #[arg(long, value_parser = Words(&["asc", "desc"]))]
    sort_order: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

/// `takedowns show`
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// UUID, number (TR-2025-000317), or a unique beginning of the UUID
    id: String,
    #[command(flatten)]
    watch: WatchArgs,
}

/// `takedowns claim`
#[derive(Args, Debug)]
pub struct ClaimArgs {
    /// UUID, number (TR-2025-000317), or a unique beginning of the UUID
    id: String,
    /// Why it is taken over from whoever has claimed it: 10 to 500 characters
    #[arg(long, value_name = "TEXT")]
    takeover_reason: Option<String>,
    #[command(flatten)]
    change: ChangeArgs,
}

/// `takedowns next`
#[derive(Args, Debug)]
pub struct NextArgs {
    /// Pass over this request: whole UUID; may be given several times
    #[arg(long, value_name = "UUID")]
    exclude: Vec<String>,
    #[command(flatten)]
    change: ChangeArgs,
}

/// `takedowns release`
#[derive(Args, Debug)]
pub struct OneArgs {
    /// UUID, number (TR-2025-000317), or a unique beginning of the UUID
    id: String,
    #[command(flatten)]
    change: ChangeArgs,
}

/// What `accept` and `reject` share.
#[derive(Args, Debug)]
struct DecisionArgs {
    #[command(flatten)]
    targets: TargetArgs,
    /// Why; the vendor reads it: 50 to 2000 characters, at least five different words
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Notes for admins alone: at most 5000 characters
    #[arg(long, value_name = "TEXT")]
    notes: Option<String>,
    /// Don't tell the vendor
    #[arg(long)]
    no_notify_vendor: bool,
    /// Tell the reviewer, which otherwise happens only when the review is removed
    #[arg(long, conflicts_with = "no_notify_reviewer")]
    notify_reviewer: bool,
    /// Don't tell the reviewer
    #[arg(long)]
    no_notify_reviewer: bool,
    /// Why it is decided although somebody else has claimed it: 10 to 500 characters
    #[arg(long, value_name = "TEXT")]
    takeover_reason: Option<String>,
    #[command(flatten)]
    change: ChangeArgs,
}

/// `takedowns accept`
#[derive(Args, Debug)]
pub struct AcceptArgs {
    /// What happens to the review
    #[arg(long, value_parser = Words(&["hide", "remove"]))]
    action: Option<String>,
    #[command(flatten)]
    decision: DecisionArgs,
}

/// `takedowns reject`
#[derive(Args, Debug)]
pub struct RejectArgs {
    #[command(flatten)]
    decision: DecisionArgs,
}

/// Runs `takedowns`.
pub async fn run(shell: &Shell, command: TakedownsCommand) -> Result {
    match command {
        TakedownsCommand::List(args) => requests(shell, &args).await,
        TakedownsCommand::Show(args) => case(shell, &args).await,
        TakedownsCommand::Claim(args) => claim(shell, args).await,
        TakedownsCommand::Next(args) => next(shell, args).await,
        TakedownsCommand::Release(args) => release(shell, args).await,
        TakedownsCommand::Accept(args) => decide(shell, "accept", args.action.as_ref(), &args.decision).await,
        TakedownsCommand::Reject(args) => decide(shell, "reject", None, &args.decision).await,
    }
}

async fn requests(shell: &Shell, args: &TakedownsListArgs) -> Result {
    let from_date = args.from_date.as_ref().map(|text| bound(shell, text, Bound::Lower));
    let to_date = args.to_date.as_ref().map(|text| bound(shell, text, Bound::Upper));
    let given = Given::default()
        .with("status", args.status.as_ref())
        .with("reason_code", args.reason_code.as_ref())
        .with("vendor_id", args.vendor_id.as_ref())
        .with("from_date", from_date.as_ref())
        .with("to_date", to_date.as_ref())
        .with("search", args.search.as_ref())
        .with("claimed", args.claimed.as_ref())
        .with("sort_by", args.sort_by.as_ref())
        .with("sort_order", args.sort_order.as_ref());
    let operations = shell.operations().await?;
    list(shell, given, &args.list, "requests", async |query: ListTakedowns| operations.list_takedowns(query).await)
        .await
}

async fn case(shell: &Shell, args: &ShowArgs) -> Result {
    let id = one(&args.id, LETTERS)?;
    let operations = shell.operations().await?;
    show(shell, &args.watch, async || operations.takedown(id.clone()).await).await
}

async fn claim(shell: &Shell, args: ClaimArgs) -> Result {
    let (id, claim) = checked(&args.id, Given::default().with("takeover_reason", args.takeover_reason.as_ref()))?;
    lease(shell, &args.change)?;
    let operations = shell.operations().await?;
    let claim: ClaimTakedown = claim;
    args.change.make(shell, async |attempt| operations.claim_takedown(id, claim, attempt).await).await?;
    Ok(())
}

async fn next(shell: &Shell, args: NextArgs) -> Result {
    let request: ClaimNext = parse(Fields::body(serde_json::json!({ "exclude": args.exclude })))?;
    lease(shell, &args.change)?;
    let operations = shell.operations().await?;
    args.change.make(shell, async |attempt| operations.claim_next_takedown(request, attempt).await).await?;
    Ok(())
}

async fn release(shell: &Shell, args: OneArgs) -> Result {
    let id = one(&args.id, LETTERS)?;
    lease(shell, &args.change)?;
    let operations = shell.operations().await?;
    args.change.make(shell, async |attempt| operations.release_takedown(id, attempt).await).await?;
    Ok(())
}

/// A claim is a lease that ends by itself: it isn't asked about, but a read-only profile refuses it.
fn lease(shell: &Shell, change: &ChangeArgs) -> Result<(), Error> {
    change.check()?;
    if change.dry_run { Ok(()) } else { shell.session.may_change() }
}

/// The id and the request, with what is wrong about either.
fn checked<T: crate::operations::fields::Request>(id: &str, given: Given) -> Result<(Reference, T), Error> {
    let mut fields = Fields::text(given.pairs());
    let id = one(id, LETTERS);
    if let Err(error) = &id {
        fields.fault("id", error.message.trim_start_matches("id: ").trim_end_matches('.'));
    }
    let request = parse(fields)?;
    Ok((id?, request))
}

async fn decide(shell: &Shell, decision: &str, action: Option<&String>, args: &DecisionArgs) -> Result {
    args.change.check()?;
    let request = args.request(decision, action)?;
    let targets = args.targets.read(shell, LETTERS)?;
    let operations = shell.operations().await?;
    if !args.change.dry_run {
        let plan = plan::lines(shell, &*operations, &targets, &request).await;
        args.change.agree_on(shell, &targets, &plan).await?;
    }
    let name = if decision == "accept" { "takedowns-accept" } else { "takedowns-reject" };
    let bulk = Bulk { name, change: &args.change, args: &args.targets };
    let resolve = async |id, attempt| operations.resolve_takedown(id, request.clone(), attempt).await;
    bulk.run(shell, targets, resolve).await
}

impl DecisionArgs {
    fn request(&self, decision: &str, action: Option<&String>) -> Result<ResolveTakedown, Error> {
        let no = Some("false".to_owned()).filter(|_| self.no_notify_vendor);
        let reviewer = match (self.notify_reviewer, self.no_notify_reviewer) {
            (true, _) => Some("true".to_owned()),
            (_, true) => Some("false".to_owned()),
            _ => None,
        };
        let given = Given::default()
            .with("decision", Some(&decision.to_owned()))
            .with("action", action)
            .with("reason", self.reason.as_ref())
            .with("admin_notes", self.notes.as_ref())
            .with("notify_vendor", no.as_ref())
            .with("notify_reviewer", reviewer.as_ref())
            .with("takeover_reason", self.takeover_reason.as_ref());
        parse(Fields::text(given.pairs()))
    }
}
