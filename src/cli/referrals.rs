//! `referrals`: the list.

use clap::{Args, Subcommand};

use super::{
    dates::bound,
    flags::{Given, Words},
    list::{ListArgs, Summary, list},
    look::Look,
    output::Record,
    shell::Shell,
    stop::Result,
    table::Row,
};
use crate::{
    domain::{dates::Bound, money::Money},
    operations::referrals::{ListReferrals, ReferralCounts, ReferralListItem},
};

/// `referrals`
#[derive(Subcommand, Debug)]
pub enum ReferralsCommand {
    /// List referrals: all of them, newest first, unless flags say otherwise
    #[command(after_help = "Example:\n  appydex-admin referrals list --status completed --min-amount 20000")]
    List(Box<ReferralsListArgs>),
}

/// `referrals list`
#[derive(Args, Debug)]
#[expect(clippy::doc_markdown, reason = "what is said of a field is its help text")]
pub struct ReferralsListArgs {
    /// Where they stand
    #[arg(long, value_parser = Words(&["pending", "completed", "expired", "paid"]))]
    status: Option<String>,
    /// By this customer: whole UUID
    #[arg(long, value_name = "UUID")]
    referrer_id: Option<String>,
    /// Of this customer: whole UUID
    #[arg(long, value_name = "UUID")]
    referred_id: Option<String>,
    /// Made from here on: 2025-10-01, today, yesterday, 'last 7d', this-month, this-fy, a time
    #[arg(long, value_name = "DATE")]
    from_date: Option<String>,
    /// Made up to and with here
    #[arg(long, value_name = "DATE")]
    to_date: Option<String>,
    /// With this reward or more, in the currency's smallest unit
    #[arg(long, value_name = "CENTS")]
    min_amount: Option<String>,
    /// The order [default: created_at]
    #[arg(long, value_parser = Words(&["created_at", "amount"]))]
    sort_by: Option<String>,
    /// Its direction
    #[arg(long, value_parser = Words(&["asc", "desc"]))]
    sort_order: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

/// Runs `referrals`.
pub async fn run(shell: &Shell, command: ReferralsCommand) -> Result {
    let ReferralsCommand::List(args) = command;
    let from_date = args.from_date.as_ref().map(|text| bound(shell, text, Bound::Lower));
    let to_date = args.to_date.as_ref().map(|text| bound(shell, text, Bound::Upper));
    let given = Given::default()
        .with("status", args.status.as_ref())
        .with("referrer_id", args.referrer_id.as_ref())
        .with("referred_id", args.referred_id.as_ref())
        .with("from_date", from_date.as_ref())
        .with("to_date", to_date.as_ref())
        .with("min_amount", args.min_amount.as_ref())
        .with("sort_by", args.sort_by.as_ref())
        .with("sort_order", args.sort_order.as_ref());
    let operations = shell.operations().await?;
    let fetch = async |query: ListReferrals| operations.list_referrals(query).await;
    list(shell, given, &args.list, "referrals", fetch).await
}

const NAME: usize = 18;

impl Record for ReferralListItem {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "status",
        "reward_amount_cents",
        "currency",
        "payout_status",
        "referral_code",
        "referrer.id",
        "referrer.name",
        "referrer.email",
        "referrer.total_referrals",
        "referrer.total_earned_cents",
        "referred_user.id",
        "referred_user.name",
        "referred_user.email",
        "referred_user.signup_date",
        "referred_user.first_booking_date",
        "conditions_met.signup",
        "conditions_met.email_verified",
        "conditions_met.first_booking",
        "conditions_met.minimum_spend",
        "created_at",
        "expires_at",
        "credited_at",
        "version",
    ];
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Row for ReferralListItem {
    const COLUMNS: &'static [&'static str] =
        &["REFERRAL", "STATUS", "REWARD", "PAYOUT", "MADE", "CODE", "REFERRER", "REFERRED"];
    const SPARE: &'static [&'static str] = &["CODE", "PAYOUT", "MADE"];

    fn cells(&self, look: &Look) -> Vec<String> {
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        vec![
            self.status.to_string(),
            Money::new(self.reward_amount_cents, self.currency).to_string(),
            or_dash(self.payout_status.clone()),
            look.time(self.created_at),
            or_dash(self.referral_code.as_ref().map(|code| code.truncated(NAME))),
            self.referrer.name.truncated(NAME),
            self.referred_user.name.truncated(NAME),
        ]
    }
}

impl Summary for ReferralCounts {
    fn line(&self) -> Option<String> {
        let Self { pending, completed, expired, paid, total_rewards_cents, total_paid_cents, currency } = self;
        let [earned, out] = [total_rewards_cents, total_paid_cents].map(|cents| Money::new(*cents, *currency));
        Some(format!(
            "pending {pending}, completed {completed}, expired {expired}, paid {paid}; earned {earned}, paid out {out}"
        ))
    }
}
