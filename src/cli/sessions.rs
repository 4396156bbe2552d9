//! `sessions`: who is logged in, and ending that.

use clap::{Args, Subcommand};

use super::{
    bulk::Bulk,
    change::ChangeArgs,
    flags::Given,
    list::{ListArgs, list},
    look::Look,
    output::Record,
    shell::{Outcome, Shell},
    stop::Result,
    table::Row,
    targets::{TargetArgs, admin},
};
use crate::operations::{
    Deleted,
    auth::{ListSessions, Session},
};

/// `sessions`
#[derive(Subcommand, Debug)]
pub enum SessionsCommand {
    /// List live sessions: your own, or everyone's if you may list admins
    List(SessionsListArgs),
    /// End sessions
    #[command(after_help = "Example:\n  appydex-admin sessions revoke 0192f0c1 --yes")]
    Revoke(RevokeArgs),
}

/// `sessions list`
#[derive(Args, Debug)]
pub struct SessionsListArgs {
    /// Of this admin: whole UUID or e-mail
    #[arg(long, value_name = "ID")]
    admin_id: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

/// `sessions revoke`
#[derive(Args, Debug)]
pub struct RevokeArgs {
    #[command(flatten)]
    targets: TargetArgs,
    #[command(flatten)]
    change: ChangeArgs,
}

impl Record for Session {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "admin.id",
        "admin.email",
        "surface",
        "created_at",
        "last_used_at",
        "expires_at",
        "mfa_at",
        "address",
        "user_agent",
        "current",
    ];
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Row for Session {
    const COLUMNS: &'static [&'static str] =
        &["SESSION", "LAST USED", "EXPIRES", "DOOR", "ADDRESS", "THIS ONE", "ADMIN"];
    const SPARE: &'static [&'static str] = &["THIS ONE", "EXPIRES", "DOOR"];
    fn cells(&self, look: &Look) -> Vec<String> {
        let address = self.address.clone().unwrap_or_else(|| "-".into());
        let current = if self.current { "yes" } else { "" };
        let times = [self.last_used_at, self.expires_at].map(|at| look.time(at));
        let [used, expires] = times;
        vec![used, expires, self.surface.to_string(), address, current.into(), self.admin.email.clone()]
    }
}

impl Record for Deleted {
    fn id(&self) -> Option<String> {
        Some(self.id.clone())
    }
}

impl Outcome for Deleted {
    fn line(&self, _: &Look) -> String {
        let done = if self.dry_run == Some(true) { "would go" } else { "gone" };
        format!("{} {done}", super::look::safe(&self.id))
    }
}

/// Runs `sessions`.
pub async fn run(shell: &Shell, command: SessionsCommand) -> Result {
    match command {
        SessionsCommand::List(args) => sessions(shell, args).await,
        SessionsCommand::Revoke(args) => revoke(shell, &args).await,
    }
}

async fn sessions(shell: &Shell, args: SessionsListArgs) -> Result {
    let operations = shell.operations().await?;
    let admin_id = match args.admin_id {
        Some(email) if email.contains('@') => Some(admin(&*operations, &email).await?.to_string()),
        other => other,
    };
    let given = Given::default().with("admin_id", admin_id.as_ref());
    list(shell, given, &args.list, "sessions", async |query: ListSessions| operations.list_sessions(query).await).await
}

async fn revoke(shell: &Shell, args: &RevokeArgs) -> Result {
    let targets = args.targets.read(shell, None)?;
    args.change.check()?;
    let operations = shell.operations().await?;
    args.change.agree_on(shell, &targets, &[targets.listed("End", "sessions")]).await?;
    let bulk = Bulk { name: "sessions-revoke", change: &args.change, args: &args.targets };
    bulk.run(shell, targets, async |session, attempt| operations.revoke_session(session, attempt).await).await
}
