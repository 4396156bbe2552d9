//! `roles`: the list, making one, deleting one.

use clap::{Args, Subcommand};
use serde_json::json;

use super::{
    change::ChangeArgs,
    flags::Given,
    list::{ListArgs, Plain, Summary, list},
    look::{Look, safe, yes},
    output::Record,
    shell::{Outcome, Shell},
    stop::Result,
    table::Row,
};
use crate::{
    domain::actor::Permission,
    error::Error,
    operations::{
        admins::role_id,
        fields::{Fields, parse},
        roles::{CreateRole, Role, RoleCounts, RoleCreated},
    },
};

/// `roles`
#[derive(Subcommand, Debug)]
pub enum RolesCommand {
    /// List roles and what they may do
    List(RolesListArgs),
    /// Make a role, of permissions that you hold yourself
    #[command(after_help = "Example:
  appydex-admin roles create refund_clerk --name 'Refund Clerk' --permission refunds:list --permission payments:list")]
    Create(CreateArgs),
    /// Delete a role that nobody holds
    Delete(DeleteArgs),
}

/// `roles list`
#[derive(Args, Debug)]
pub struct RolesListArgs {
    #[command(flatten)]
    list: ListArgs,
}

/// `roles create`
#[derive(Args, Debug)]
pub struct CreateArgs {
    /// Its id: 2 to 50 of a-z, 0-9 and _, a letter first
    id: String,
    /// Its name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// What it is for: at most 500 characters
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// What its holders may do, such as refunds:list; may be given several times
    #[arg(long = "permission", value_name = "PERMISSION")]
    permissions: Vec<String>,
    #[command(flatten)]
    change: ChangeArgs,
}

/// `roles delete`
#[derive(Args, Debug)]
pub struct DeleteArgs {
    /// Its id, such as `refund_clerk`
    id: String,
    #[command(flatten)]
    change: ChangeArgs,
}

/// Runs `roles`.
pub async fn run(shell: &Shell, command: RolesCommand) -> Result {
    match command {
        RolesCommand::List(args) => {
            let operations = shell.operations().await?;
            let fetch = async |Plain(paging)| operations.list_roles(paging).await;
            list(shell, Given::default(), &args.list, "roles", fetch).await
        }
        RolesCommand::Create(args) => create(shell, args).await,
        RolesCommand::Delete(args) => delete(shell, args).await,
    }
}

async fn create(shell: &Shell, args: CreateArgs) -> Result {
    let mut body = json!({"id": args.id, "permissions": args.permissions});
    for (name, value) in [("name", args.name), ("description", args.description)] {
        if let Some(value) = value {
            body[name] = value.into();
        }
    }
    let request: CreateRole = parse(Fields::body(body))?;
    args.change.check()?;
    let operations = shell.operations().await?;
    let names: Vec<&str> = request.permissions.iter().map(|one| one.as_str()).collect();
    let plan = safe(&format!("Make the role {} ({}), which may {}.", request.id, request.name, names.join(", ")));
    args.change.agree(shell, &[plan]).await?;
    args.change.make(shell, async |attempt| operations.create_role(request, attempt).await).await?;
    Ok(())
}

async fn delete(shell: &Shell, args: DeleteArgs) -> Result {
    let id = role_id(&args.id.as_str().into(), true).map_err(|problem| Error::field("id", problem))?;
    args.change.check()?;
    let operations = shell.operations().await?;
    args.change.agree(shell, &[format!("Delete the role {id}.")]).await?;
    args.change.make(shell, async |attempt| operations.delete_role(id, attempt).await).await?;
    Ok(())
}

impl Record for Role {
    const FIELDS: &'static [&'static str] =
        &["id", "name", "description", "permissions", "is_system_role", "can_be_assigned", "user_count"];
    fn id(&self) -> Option<String> {
        Some(self.id.clone())
    }
}

impl Row for Role {
    const COLUMNS: &'static [&'static str] = &["ROLE", "NAME", "ADMINS", "SYSTEM", "ASSIGNABLE", "MAY"];
    const SPARE: &'static [&'static str] = &["SYSTEM", "ASSIGNABLE", "NAME"];

    fn label(&self) -> Option<String> {
        Some(self.id.clone())
    }

    fn cells(&self, _: &Look) -> Vec<String> {
        let may = if self.permissions.is_every() {
            "everything".to_owned()
        } else {
            self.permissions.iter().map(Permission::as_str).collect::<Vec<_>>().join(" ")
        };
        let (system, assignable) = (yes(self.is_system_role), yes(self.can_be_assigned));
        vec![self.name.clone(), self.user_count.to_string(), system, assignable, may]
    }
}

impl Summary for RoleCounts {
    fn line(&self) -> Option<String> {
        Some(format!("{} permissions are known.", self.total_permissions))
    }
}

impl Record for RoleCreated {
    fn id(&self) -> Option<String> {
        Some(self.role.id.clone())
    }
}

impl Outcome for RoleCreated {
    fn line(&self, _: &Look) -> String {
        let done = if self.dry_run == Some(true) { "would be made" } else { "made" };
        safe(&format!("{} {done}", self.role.id))
    }
}
