//! `admins`: who may do what.

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::{
    auth::permissions,
    change::{ChangeArgs, failed},
    flags::{Given, Words},
    list::{ListArgs, WatchArgs, list, show},
    look::{Facts, Look, yes},
    mfa::{self, MfaCommand},
    output::Record,
    shell::{Detail, Outcome, Shell},
    stop::Result,
    table::Row,
    targets::admin,
};
use crate::{
    domain::id::Reference,
    operations::{
        Attempt, Operations,
        admins::{
            Admin, AdminCreated, AdminDetail, AdminPasswordReset, AdminUpdated, CreateAdmin, ListAdmins, ResetPassword,
            UpdateAdmin,
        },
        fields::{Fields, parse},
    },
};

/// `admins`
#[derive(Subcommand, Debug)]
pub enum AdminsCommand {
    /// List admins
    List(AdminsListArgs),
    /// Show an admin
    Show(ShowArgs),
    /// Make an admin; without a password one is made up and shown once
    #[command(after_help = "The first admin of a database needs no --as.

Examples:
  appydex-admin admins create asha@example.com --name 'Asha Rao' --role super_admin --yes
  appydex-admin admins create ravi@example.com --name Ravi --role content_moderator --password-stdin <pw.txt")]
    Create(CreateArgs),
    /// End an admin's sessions and keep them from logging in
    Deactivate(OneArgs),
    /// Let a deactivated admin log in again
    Reactivate(OneArgs),
    /// Give an admin roles
    #[command(after_help = "Example:\n  appydex-admin admins grant ravi@example.com --role finance_admin")]
    Grant(RolesArgs),
    /// Take roles from an admin
    Revoke(RolesArgs),
    /// Give an admin a new password and end their sessions
    ResetPassword(ResetPasswordArgs),
    /// Second factors: set up, confirm, take away
    #[command(subcommand)]
    Mfa(MfaCommand),
}

/// The system roles, for completion.
const ROLES: Words = Words(&["super_admin", "vendor_admin", "support_agent", "finance_admin", "content_moderator"]);

/// `admins list`
#[derive(Args, Debug)]
#[expect(clippy::doc_markdown, reason = "what is said of a field is its help text")]
pub struct AdminsListArgs {
    /// In name or e-mail
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// With this role
    #[arg(long, value_parser = ROLES)]
    role: Option<String>,
    /// Active ones, or deactivated ones
    #[arg(long, value_parser = Words(&["true", "false"]))]
    active: Option<String>,
    /// The order [default: created_at]
    #[arg(long, value_parser = Words(&["created_at", "name"]))]
    sort_by: Option<String>,
    /// Its direction
    #[arg(long, value_parser = Words(&["asc", "desc"]))]
    sort_order: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

/// `admins show`
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// E-mail, UUID, or a unique beginning of the UUID
    #[arg(value_name = "ID")]
    admin: String,
    #[command(flatten)]
    watch: WatchArgs,
}

/// `admins create`
#[derive(Args, Debug)]
pub struct CreateArgs {
    /// They log in with it
    email: String,
    /// Their name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// A role's id; may be given several times
    #[arg(long, value_name = "ROLE", value_parser = ROLES)]
    role: Vec<String>,
    /// In international form, such as +919876543210
    #[arg(long, value_name = "PHONE")]
    phone: Option<String>,
    /// Read the password from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    change: ChangeArgs,
}

/// `admins deactivate`, `admins reactivate`
#[derive(Args, Debug)]
pub struct OneArgs {
    /// E-mail, UUID, or a unique beginning of the UUID
    #[arg(value_name = "ID")]
    admin: String,
    #[command(flatten)]
    change: ChangeArgs,
}

/// `admins grant`, `admins revoke`
#[derive(Args, Debug)]
pub struct RolesArgs {
    /// E-mail, UUID, or a unique beginning of the UUID
    #[arg(value_name = "ID")]
    admin: String,
    /// A role's id; may be given several times
    #[arg(long, value_name = "ROLE", value_parser = ROLES, required = true)]
    role: Vec<String>,
    #[command(flatten)]
    change: ChangeArgs,
}

/// `admins reset-password`
#[derive(Args, Debug)]
pub struct ResetPasswordArgs {
    /// E-mail, UUID, or a unique beginning of the UUID
    #[arg(value_name = "ID")]
    admin: String,
    /// Read the new password from the first line of standard input; without it one is made up and shown once
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    change: ChangeArgs,
}

impl Record for Admin {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "email",
        "name",
        "phone",
        "roles",
        "active",
        "mfa_enabled",
        "created_at",
        "updated_at",
        "last_login_at",
        "deactivated_at",
        "version",
    ];
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Row for Admin {
    const COLUMNS: &'static [&'static str] = &["ADMIN", "ACTIVE", "MFA", "LAST LOGIN", "ROLES", "EMAIL", "NAME"];
    const SPARE: &'static [&'static str] = &["MFA", "LAST LOGIN", "NAME"];
    fn cells(&self, look: &Look) -> Vec<String> {
        let roles = self.roles.join(", ");
        let last = look.maybe_time(self.last_login_at);
        vec![yes(self.active), yes(self.mfa_enabled), last, roles, self.email.clone(), self.name.clone()]
    }
}

impl Record for AdminDetail {
    fn id(&self) -> Option<String> {
        Some(self.admin.id.to_string())
    }
}

impl Detail for AdminDetail {
    fn text(&self, look: &Look) -> String {
        facts(self, look).text(look)
    }
}

fn facts(detail: &AdminDetail, look: &Look) -> Facts {
    let admin = &detail.admin;
    Facts::default()
        .with("Name", &admin.name)
        .with("E-mail", &admin.email)
        .maybe("Phone", admin.phone.as_ref())
        .with("Roles", admin.roles.join(", "))
        .with("May", permissions(detail.permissions))
        .with("Active", yes(admin.active))
        .with("MFA", yes(admin.mfa_enabled))
        .with("Sessions", detail.sessions)
        .with("Last login", look.maybe_time(admin.last_login_at))
        .with("Since", look.time(admin.created_at))
        .with("Id", admin.id)
        .with("Version", admin.version)
}

impl Record for AdminCreated {
    fn id(&self) -> Option<String> {
        self.detail.id()
    }
}

impl Outcome for AdminCreated {
    fn line(&self, look: &Look) -> String {
        let facts = facts(&self.detail, look).maybe("Password", self.generated_password.as_ref());
        facts.text(look).trim_end().to_owned()
    }
}

impl Record for AdminUpdated {
    fn id(&self) -> Option<String> {
        self.detail.id()
    }
}

impl Outcome for AdminUpdated {
    fn line(&self, look: &Look) -> String {
        facts(&self.detail, look)
            .with("Ended", format!("{} sessions", self.revoked_sessions))
            .text(look)
            .trim_end()
            .into()
    }
}

impl Record for AdminPasswordReset {
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Outcome for AdminPasswordReset {
    fn line(&self, look: &Look) -> String {
        let facts = Facts::default()
            .with("E-mail", &self.email)
            .maybe("Password", self.generated_password.as_ref())
            .with("Ended", format!("{} sessions", self.revoked_sessions));
        facts.text(look).trim_end().to_owned()
    }
}

/// Runs `admins`.
pub async fn run(shell: &Shell, command: AdminsCommand) -> Result {
    match command {
        AdminsCommand::List(args) => admins(shell, &args).await,
        AdminsCommand::Show(args) => one(shell, &args).await,
        AdminsCommand::Create(args) => create(shell, &args).await,
        AdminsCommand::Deactivate(args) => activate(shell, &args, false).await,
        AdminsCommand::Reactivate(args) => activate(shell, &args, true).await,
        AdminsCommand::Grant(args) => change_roles(shell, &args, true).await,
        AdminsCommand::Revoke(args) => change_roles(shell, &args, false).await,
        AdminsCommand::ResetPassword(args) => reset_password(shell, &args).await,
        AdminsCommand::Mfa(command) => mfa::run(shell, command).await,
    }
}

async fn admins(shell: &Shell, args: &AdminsListArgs) -> Result {
    let given = Given::default()
        .with("search", args.search.as_ref())
        .with("role", args.role.as_ref())
        .with("active", args.active.as_ref())
        .with("sort_by", args.sort_by.as_ref())
        .with("sort_order", args.sort_order.as_ref());
    let operations = shell.operations().await?;
    list(shell, given, &args.list, "admins", async |query: ListAdmins| operations.list_admins(query).await).await
}

async fn one(shell: &Shell, args: &ShowArgs) -> Result {
    let operations = shell.operations().await?;
    let id = admin(&*operations, &args.admin).await?;
    show(shell, &args.watch, async || operations.admin(id.clone()).await).await
}

async fn create(shell: &Shell, args: &CreateArgs) -> Result {
    args.change.check()?;
    let mut body = Map::from_iter([("email".to_owned(), Value::from(args.email.as_str()))]);
    let mut set = |name: &str, value: Option<Value>| body.extend(value.map(|value| (name.to_owned(), value)));
    set("name", args.name.as_deref().map(Value::from));
    set("phone", args.phone.as_deref().map(Value::from));
    set("roles", Some(args.role.clone()).filter(|roles| !roles.is_empty()).map(Value::from));
    if args.password_stdin {
        set("password", Some(shell.secret(true, "Password", "--password-stdin").await?.into()));
    }
    let request: CreateAdmin = parse(Fields::body(Value::Object(body)))?;
    let plan = format!("Make the admin {} ({}) with {}.", request.name, request.email, request.roles.join(", "));
    args.change.agree(shell, &[plan]).await?;
    let operations = shell.operations_of(shell.session.who_or_system()).await?;
    args.change.make(shell, async |attempt| operations.create_admin(request, attempt).await).await?;
    Ok(())
}

async fn activate(shell: &Shell, args: &OneArgs, active: bool) -> Result {
    args.change.check()?;
    let operations = shell.operations().await?;
    let id = admin(&*operations, &args.admin).await?;
    let what = if active { "Let log in again" } else { "Keep from logging in, and end every session of" };
    let request: UpdateAdmin = parse(Fields::body(json!({ "active": active })))?;
    args.change.agree(shell, &[format!("{what}: {}.", args.admin)]).await?;
    args.change.make(shell, async |attempt| operations.update_admin(id, request, attempt).await).await?;
    Ok(())
}

/// Roles are set as a whole, so what was read must still hold when they are: hence the version.
async fn change_roles(shell: &Shell, args: &RolesArgs, grant: bool) -> Result {
    args.change.check()?;
    let operations = shell.operations().await?;
    let id = admin(&*operations, &args.admin).await?;
    let before = operations.admin(id.clone()).await?.admin;
    let kept = before.roles.iter().filter(|role| !args.role.contains(role)).cloned();
    let roles: Vec<String> = if grant { kept.chain(args.role.iter().cloned()).collect() } else { kept.collect() };
    let request: UpdateAdmin = parse(Fields::body(json!({ "roles": roles })))?;
    let plan = format!("{}: roles from {} to {}.", before.email, before.roles.join(", "), roles.join(", "));
    args.change.agree(shell, &[plan]).await?;
    update(shell, args, &*operations, id, request, before.version).await
}

async fn update(
    shell: &Shell,
    args: &RolesArgs,
    operations: &dyn Operations,
    id: Reference,
    request: UpdateAdmin,
    version: i64,
) -> Result {
    let key = args.change.key(shell);
    let attempt = Attempt { key: Some(key.clone()), if_match: Some(version), dry_run: args.change.dry_run };
    let answer = operations.update_admin(id, request, attempt).await.map_err(|error| failed(error, key))?;
    shell.done(&answer)?;
    shell.note(args.change.dry_run, answer.replayed);
    Ok(())
}

async fn reset_password(shell: &Shell, args: &ResetPasswordArgs) -> Result {
    args.change.check()?;
    let password =
        if args.password_stdin { Some(shell.secret(true, "Password", "--password-stdin").await?) } else { None };
    let request: ResetPassword = parse(Fields::text(Given::default().with("password", password.as_ref()).pairs()))?;
    let operations = shell.operations().await?;
    let id = admin(&*operations, &args.admin).await?;
    let plan = format!("Give {} a new password, and end every session of theirs.", args.admin);
    args.change.agree(shell, &[plan]).await?;
    args.change.make(shell, async |attempt| operations.reset_password(id, request, attempt).await).await?;
    Ok(())
}
