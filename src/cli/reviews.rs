//! `reviews`: the list, one whole, hiding, showing again, removing.

use clap::{Args, Subcommand};

use super::{
    bulk::Bulk,
    change::ChangeArgs,
    dates::bound,
    flags::{Given, Words},
    list::{ListArgs, WatchArgs, list, show},
    look::{Facts, Look, safe, wrap},
    output::Record,
    shell::{Detail, Outcome, Shell},
    stop::Result,
    table::Row,
    targets::{TargetArgs, one},
};
use crate::{
    domain::dates::Bound,
    error::Error,
    operations::{
        fields::{Fields, parse},
        reviews::{ListReviews, ModerateReview, ReviewDetail, ReviewListItem, ReviewModerated},
    },
};

/// `reviews`
#[derive(Subcommand, Debug)]
pub enum ReviewsCommand {
    /// List reviews: all of them, newest first, unless flags say otherwise
    #[command(after_help = "Examples:
  appydex-admin reviews list --flagged true --status published
  appydex-admin reviews list --search 'never came' -o ids")]
    List(Box<ReviewsListArgs>),
    /// Show one review: author, vendor, booking, what was done to it, requests against it
    Show(ShowArgs),
    /// Hide reviews; requests against them stay open
    #[command(after_help = "Example:
  appydex-admin reviews hide 0192f0c1 --reason 'It names a private phone number.'")]
    Hide(ModerateArgs),
    /// Show hidden reviews again
    Restore(ModerateArgs),
    /// Remove reviews for good, and close every open request against them
    Remove(ModerateArgs),
}

/// `reviews list`
#[derive(Args, Debug)]
#[expect(clippy::doc_markdown, reason = "what is said of a field is its help text")]
pub struct ReviewsListArgs {
    /// Where they stand
    #[arg(long, value_parser = Words(&["published", "hidden", "removed"]))]
    status: Option<String>,
    /// About this vendor: whole UUID
    #[arg(long, value_name = "UUID")]
    vendor_id: Option<String>,
    /// Whether there is, or was, a takedown request against them
    #[arg(long, value_parser = Words(&["true", "false"]))]
    flagged: Option<String>,
    /// In title, text, the reviewer's or the vendor's name
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// Posted from here on: 2025-10-01, today, yesterday, 'last 7d', this-month, this-fy, a time
    #[arg(long, value_name = "DATE")]
    from_date: Option<String>,
    /// Posted up to and with here
    #[arg(long, value_name = "DATE")]
    to_date: Option<String>,
    /// The order [default: created_at]
    #[arg(long, value_parser = Words(&["created_at", "rating"]))]
    sort_by: Option<String>,
    /// Its direction
    #[arg(long, value_parser = Words(&["asc", "desc"]))]
    sort_order: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

/// `reviews show`
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// UUID, or a unique beginning of it
    id: String,
    #[command(flatten)]
    watch: WatchArgs,
}

/// `reviews hide`, `restore` and `remove`
#[derive(Args, Debug)]
pub struct ModerateArgs {
    #[command(flatten)]
    targets: TargetArgs,
    /// Why: 10 to 2000 characters
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    change: ChangeArgs,
}

/// Runs `reviews`.
pub async fn run(shell: &Shell, command: ReviewsCommand) -> Result {
    match command {
        ReviewsCommand::List(args) => reviews(shell, &args).await,
        ReviewsCommand::Show(args) => review(shell, &args).await,
        ReviewsCommand::Hide(args) => moderate(shell, Act::Hide, &args).await,
        ReviewsCommand::Restore(args) => moderate(shell, Act::Restore, &args).await,
        ReviewsCommand::Remove(args) => moderate(shell, Act::Remove, &args).await,
    }
}

async fn reviews(shell: &Shell, args: &ReviewsListArgs) -> Result {
    let from_date = args.from_date.as_ref().map(|text| bound(shell, text, Bound::Lower));
    let to_date = args.to_date.as_ref().map(|text| bound(shell, text, Bound::Upper));
    let given = Given::default()
        .with("status", args.status.as_ref())
        .with("vendor_id", args.vendor_id.as_ref())
        .with("flagged", args.flagged.as_ref())
        .with("search", args.search.as_ref())
        .with("from_date", from_date.as_ref())
        .with("to_date", to_date.as_ref())
        .with("sort_by", args.sort_by.as_ref())
        .with("sort_order", args.sort_order.as_ref());
    let operations = shell.operations().await?;
    list(shell, given, &args.list, "reviews", async |query: ListReviews| operations.list_reviews(query).await).await
}

async fn review(shell: &Shell, args: &ShowArgs) -> Result {
    let id = one(&args.id, None)?;
    let operations = shell.operations().await?;
    show(shell, &args.watch, async || operations.review(id.clone()).await).await
}

/// What is done to reviews.
#[derive(Clone, Copy)]
enum Act {
    Hide,
    Restore,
    Remove,
}

impl Act {
    /// How a plan and a report call it.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Hide => ("Hide", "reviews-hide"),
            Self::Restore => ("Show again", "reviews-restore"),
            Self::Remove => ("Remove, for good,", "reviews-remove"),
        }
    }
}

async fn moderate(shell: &Shell, act: Act, args: &ModerateArgs) -> Result {
    let request = checked(args)?;
    args.change.check()?;
    let targets = args.targets.read(shell, None)?;
    let operations = shell.operations().await?;
    let (verb, name) = act.names();
    let mut plan = vec![targets.listed(verb, "reviews")];
    if matches!(act, Act::Remove) {
        plan.push("Open requests against them are accepted; vendors and reviewers are told.".to_owned());
    }
    args.change.agree_on(shell, &targets, &plan).await?;
    let bulk = Bulk { name, change: &args.change, args: &args.targets };
    let request = || request.clone();
    match act {
        Act::Hide => {
            bulk.run(shell, targets, async |id, attempt| operations.hide_review(id, request(), attempt).await).await
        }
        Act::Restore => {
            bulk.run(shell, targets, async |id, attempt| operations.restore_review(id, request(), attempt).await).await
        }
        Act::Remove => {
            bulk.run(shell, targets, async |id, attempt| operations.remove_review(id, request(), attempt).await).await
        }
    }
}

fn checked(args: &ModerateArgs) -> Result<ModerateReview, Error> {
    parse(Fields::text(Given::default().with("reason", args.reason.as_ref()).pairs()))
}

/// The most columns of a review's text in a table that isn't cut to a terminal.
const EXCERPT: usize = 80;
const NAME: usize = 18;

impl Record for ReviewListItem {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "status",
        "rating",
        "title",
        "body",
        "user.id",
        "user.name",
        "vendor.id",
        "vendor.name",
        "vendor.display_name",
        "booking.id",
        "booking.booking_number",
        "flagged",
        "open_takedown_requests",
        "latest_takedown_request.request_number",
        "latest_takedown_request.status",
        "created_at",
        "updated_at",
        "version",
    ];
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Row for ReviewListItem {
    const COLUMNS: &'static [&'static str] =
        &["REVIEW", "STATUS", "STARS", "POSTED", "REQUESTS", "REVIEWER", "VENDOR", "TEXT"];
    const SPARE: &'static [&'static str] = &["POSTED", "REQUESTS", "REVIEWER", "VENDOR"];

    fn cells(&self, look: &Look) -> Vec<String> {
        let latest = self.latest_takedown_request.as_ref();
        let requests = match (self.open_takedown_requests, latest) {
            (0, None) => "-".to_owned(),
            (0, Some(latest)) => latest.status.to_string(),
            (open, _) => format!("{open} open"),
        };
        let text = self.title.as_ref().or(self.body.as_ref());
        vec![
            self.status.to_string(),
            self.rating.to_string(),
            look.time(self.created_at),
            requests,
            self.user.name.truncated(NAME),
            self.vendor.display_name.truncated(NAME),
            text.map(|text| text.truncated(EXCERPT)).unwrap_or_default(),
        ]
    }
}

impl Record for ReviewDetail {
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Detail for ReviewDetail {
    fn text(&self, look: &Look) -> String {
        let mut lines = vec![look.heading(&safe(&format!("Review  {}/5, {}", self.rating, self.status)))];
        for text in [&self.title, &self.body].into_iter().flatten() {
            let wrapped = wrap(&text.multiline(), look.text_width() - 4);
            lines.extend(wrapped.iter().map(|line| format!("  │ {line}").trim_end().to_owned()));
        }
        let flags: Vec<&str> = self.user.risk_flags.iter().map(|flag| flag.as_str()).collect();
        let counts = format!("{} reviews, {} bookings", self.user.total_reviews, self.user.total_bookings);
        let mut facts = Facts::default()
            .with("Posted", look.time(self.created_at))
            .with("Reviewer", &self.user.name)
            .maybe("E-mail", self.user.email.as_ref())
            .with("Account", format!("since {}; {counts}", look.time(self.user.account_created_at)))
            .maybe("Flags", Some(flags.join(", ")).filter(|flags| !flags.is_empty()))
            .with("Vendor", &self.vendor.display_name)
            .maybe("Booking", self.booking.as_ref().map(|one| format!("{}, {}", one.booking_number, one.status)));
        for entry in &self.moderation_history {
            let what = format!("{}: {} ({})", look.time(entry.timestamp), entry.action, entry.reason);
            facts = facts.with("Done", what);
        }
        for request in &self.takedown_requests {
            let what = format!("{} {}, {}", request.request_number, request.status, request.reason_code);
            facts = facts.with("Request", what);
        }
        let facts = facts.with("Id", self.id).with("Version", self.version);
        lines.extend(facts.lines(2, look.text_width()));
        lines.join("\n") + "\n"
    }
}

impl Record for ReviewModerated {
    fn id(&self) -> Option<String> {
        Some(self.detail.id.to_string())
    }
}

impl Outcome for ReviewModerated {
    fn line(&self, _: &Look) -> String {
        safe(&format!("{} {}", self.detail.id, self.detail.status))
    }
}
