//! `audit`: what was done, and whether the log of it is whole.

use clap::{Args, Subcommand};

use super::{
    dates::bound,
    flags::{Given, Words},
    list::{ListArgs, list},
    look::{Facts, Look, yes},
    output::Record,
    shell::{Detail, Shell},
    stop::{Result, Stop},
    table::Row,
};
use crate::{
    domain::dates::Bound,
    operations::audit::{AuditEntry, AuditVerification, ListAudit},
};

/// `audit`
#[derive(Subcommand, Debug)]
pub enum AuditCommand {
    /// List entries, newest first
    #[command(after_help = "Examples:
  appydex-admin audit list --action takedown.resolve --from-date today
  appydex-admin audit list --all -o ndjson >audit.ndjson")]
    List(Box<AuditListArgs>),
    /// Check the chain from the first entry to the last; exit code 9 if it has a fault
    Verify,
}

/// `audit list`
#[derive(Args, Debug)]
#[expect(clippy::doc_markdown, reason = "what is said of a field is its help text")]
pub struct AuditListArgs {
    /// By this admin: whole UUID
    #[arg(long, value_name = "UUID")]
    admin_id: Option<String>,
    /// By this kind of actor
    #[arg(long, value_parser = Words(&["admin", "vendor", "gateway", "system", "anonymous"]))]
    actor: Option<String>,
    /// What was done, such as takedown.resolve or auth.login_failed
    #[arg(long, value_name = "ACTION")]
    action: Option<String>,
    /// To what kind of thing, such as takedown_request
    #[arg(long, value_name = "KIND")]
    entity_type: Option<String>,
    /// To which one: its whole id
    #[arg(long, value_name = "ID")]
    entity_id: Option<String>,
    /// Through which door
    #[arg(long, value_parser = Words(&["api", "cli", "tui", "app", "worker", "vendor", "webhook"]))]
    surface: Option<String>,
    /// In the course of this request
    #[arg(long, value_name = "ID")]
    trace_id: Option<String>,
    /// From here on: 2025-10-01, today, 'last 7d', a time
    #[arg(long, value_name = "DATE")]
    from_date: Option<String>,
    /// Up to and with here
    #[arg(long, value_name = "DATE")]
    to_date: Option<String>,
    /// Newest first (desc) or oldest first (asc)
    #[arg(long, value_parser = Words(&["asc", "desc"]))]
    sort_order: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

impl Record for AuditEntry {
    const FIELDS: &'static [&'static str] = &[
        "seq",
        "id",
        "created_at",
        "actor",
        "admin.id",
        "admin.email",
        "action",
        "entity_type",
        "entity_id",
        "reason",
        "before",
        "after",
        "surface",
        "address",
        "user_agent",
        "os_user",
        "trace_id",
        "hash",
        "prev_hash",
    ];
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Row for AuditEntry {
    const COLUMNS: &'static [&'static str] = &["SEQ", "TIME", "DOOR", "ACTION", "ENTITY", "WHO", "REASON"];
    const SPARE: &'static [&'static str] = &["DOOR", "ENTITY", "WHO"];

    fn label(&self) -> Option<String> {
        Some(self.seq.to_string())
    }

    fn cells(&self, look: &Look) -> Vec<String> {
        let entity = match &self.entity_id {
            Some(id) => format!("{} {}", self.entity_type, id.get(..8).unwrap_or(id)),
            None => self.entity_type.clone(),
        };
        let who = self.admin.as_ref().map_or_else(|| self.actor.to_string(), |admin| admin.email.clone());
        let reason = self.reason.clone().unwrap_or_default();
        vec![look.time(self.created_at), self.surface.to_string(), self.action.clone(), entity, who, reason]
    }
}

impl Record for AuditVerification {
    fn id(&self) -> Option<String> {
        None
    }
}

impl Detail for AuditVerification {
    fn text(&self, look: &Look) -> String {
        let facts = Facts::default()
            .with("Intact", yes(self.intact))
            .with("Entries", self.entries)
            .with("Last", self.last_seq)
            .maybe("Head", self.head_hash.as_ref())
            .with("Faults", self.faults_total)
            .with("Checked", format!("{}, in {} ms", look.time(self.verified_at), self.duration_ms));
        let faults = self.faults.iter().map(|fault| format!("{} {}: {}", fault.seq, fault.kind, fault.message));
        faults.fold(facts.text(look), |text, fault| format!("{text}  {}\n", super::look::safe(&fault)))
    }
}

/// Runs `audit`.
pub async fn run(shell: &Shell, command: AuditCommand) -> Result {
    match command {
        AuditCommand::List(args) => entries(shell, &args).await,
        AuditCommand::Verify => verify(shell).await,
    }
}

async fn entries(shell: &Shell, args: &AuditListArgs) -> Result {
    let from_date = args.from_date.as_ref().map(|text| bound(shell, text, Bound::Lower));
    let to_date = args.to_date.as_ref().map(|text| bound(shell, text, Bound::Upper));
    let given = Given::default()
        .with("admin_id", args.admin_id.as_ref())
        .with("actor", args.actor.as_ref())
        .with("action", args.action.as_ref())
        .with("entity_type", args.entity_type.as_ref())
        .with("entity_id", args.entity_id.as_ref())
        .with("surface", args.surface.as_ref())
        .with("trace_id", args.trace_id.as_ref())
        .with("from_date", from_date.as_ref())
        .with("to_date", to_date.as_ref())
        .with("sort_order", args.sort_order.as_ref());
    let operations = shell.operations().await?;
    list(shell, given, &args.list, "entries", async |query: ListAudit| operations.list_audit(query).await).await
}

async fn verify(shell: &Shell) -> Result {
    let found = shell.operations().await?.verify_audit().await?;
    shell.show(&found)?;
    if found.intact { Ok(()) } else { Err(Stop::Integrity) }
}
