//! `vendors`: the tokens with which vendors file takedown requests themselves.

use clap::{Args, Subcommand};

use super::{
    bulk::Bulk,
    change::ChangeArgs,
    flags::Given,
    list::{ListArgs, Plain, list},
    look::{Facts, Look},
    output::Record,
    shell::{Outcome, Shell},
    stop::Result,
    table::Row,
    targets::{TargetArgs, named},
};
use crate::operations::{
    fields::{Fields, parse},
    vendors::{CreateVendorToken, VendorToken, VendorTokenListItem},
};

/// `vendors`
#[derive(Subcommand, Debug)]
pub enum VendorsCommand {
    /// Make a token with which a vendor may file takedown requests; it is shown once
    #[command(after_help = "Example:\n  appydex-admin vendors token 0192f0c1 --days 30 --yes")]
    Token(TokenArgs),
    /// Vendors' live tokens: list, revoke
    #[command(subcommand)]
    Tokens(TokensCommand),
}

/// `vendors tokens`
#[derive(Subcommand, Debug)]
pub enum TokensCommand {
    /// List a vendor's live tokens
    List(TokensListArgs),
    /// End tokens of a vendor
    Revoke(RevokeArgs),
}

/// `vendors token`
#[derive(Args, Debug)]
pub struct TokenArgs {
    /// The vendor: UUID, or a unique beginning of it
    #[arg(value_name = "VENDOR_ID")]
    vendor: String,
    /// How many days it works: 1 to 365 [default: 90]
    #[arg(long, value_name = "N")]
    days: Option<String>,
    #[command(flatten)]
    change: ChangeArgs,
}

/// `vendors tokens list`
#[derive(Args, Debug)]
pub struct TokensListArgs {
    /// The vendor: UUID, or a unique beginning of it
    #[arg(value_name = "VENDOR_ID")]
    vendor: String,
    #[command(flatten)]
    list: ListArgs,
}

/// `vendors tokens revoke`
#[derive(Args, Debug)]
pub struct RevokeArgs {
    /// The vendor: UUID, or a unique beginning of it
    #[arg(value_name = "VENDOR_ID")]
    vendor: String,
    #[command(flatten)]
    targets: TargetArgs,
    #[command(flatten)]
    change: ChangeArgs,
}

impl Record for VendorTokenListItem {
    const FIELDS: &'static [&'static str] =
        &["id", "vendor_id", "permissions", "created_at", "created_by.name", "expires_at"];
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Row for VendorTokenListItem {
    const COLUMNS: &'static [&'static str] = &["TOKEN", "MADE", "EXPIRES", "BY"];
    fn cells(&self, look: &Look) -> Vec<String> {
        let by = self.created_by.as_ref().map_or("-", |admin| &admin.name);
        vec![look.time(self.created_at), look.time(self.expires_at), by.to_owned()]
    }
}

impl Record for VendorToken {
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Outcome for VendorToken {
    fn line(&self, look: &Look) -> String {
        let facts = Facts::default()
            .with("Vendor", &self.vendor_name)
            .with("Expires", look.time(self.expires_at))
            .with("Id", self.id);
        // On a line of its own, unwrapped, so that it can be copied.
        let token = self.token.as_ref().map(|token| format!("Token\n{}", super::look::safe(token)));
        (facts.text(look) + &token.unwrap_or_default()).trim_end().to_owned()
    }
}

/// Runs `vendors`.
pub async fn run(shell: &Shell, command: VendorsCommand) -> Result {
    match command {
        VendorsCommand::Token(args) => token(shell, &args).await,
        VendorsCommand::Tokens(TokensCommand::List(args)) => tokens(shell, &args).await,
        VendorsCommand::Tokens(TokensCommand::Revoke(args)) => revoke(shell, &args).await,
    }
}

async fn token(shell: &Shell, args: &TokenArgs) -> Result {
    args.change.check()?;
    let mut fields = Fields::text(Given::default().with("days", args.days.as_ref()).pairs());
    let vendor = named(&args.vendor, "vendor_id");
    if let Err(error) = &vendor {
        fields.fault("vendor_id", error.message.trim_start_matches("vendor_id: ").trim_end_matches('.'));
    }
    let request: CreateVendorToken = parse(fields)?;
    let vendor = vendor?;
    let operations = shell.operations().await?;
    let plan = format!("Make a token of {} days for the vendor {vendor}.", request.days);
    args.change.agree(shell, &[plan]).await?;
    args.change.make(shell, async |attempt| operations.create_vendor_token(vendor, request, attempt).await).await?;
    Ok(())
}

async fn tokens(shell: &Shell, args: &TokensListArgs) -> Result {
    let vendor = named(&args.vendor, "vendor_id")?;
    let operations = shell.operations().await?;
    let fetch = async |query: Plain| operations.list_vendor_tokens(vendor.clone(), query.0).await;
    list(shell, Given::default(), &args.list, "tokens", fetch).await
}

async fn revoke(shell: &Shell, args: &RevokeArgs) -> Result {
    args.change.check()?;
    let vendor = named(&args.vendor, "vendor_id")?;
    let targets = args.targets.read(shell, None)?;
    let operations = shell.operations().await?;
    args.change.agree_on(shell, &targets, &[targets.listed("End", "tokens")]).await?;
    let bulk = Bulk { name: "vendors-tokens-revoke", change: &args.change, args: &args.targets };
    let revoke = async |token, attempt| operations.revoke_vendor_token(vendor.clone(), token, attempt).await;
    bulk.run(shell, targets, revoke).await
}
