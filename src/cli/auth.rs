//! Logging in and out at a server, who one is, and one's password.

use clap::Args;

use super::{
    flags::Given,
    look::{Facts, Look, yes},
    output::Record,
    shell::{Detail, Shell},
    stop::{Result, Stop},
};
use crate::{
    domain::actor::{Permission, Permissions},
    error::{Error, Kind},
    operations::{
        auth::{ChangePassword, Login, Me, PasswordChanged, SessionUser},
        fields::{Fields, parse},
    },
};

/// `login`
#[derive(Args, Debug)]
#[command(after_help = "Tokens are kept in the keyring of the desktop, else in a file that only you can read.

Examples:
  appydex-admin login --server https://admin.example asha@example.com
  appydex-admin login --profile live asha@example.com --password-stdin <password.txt")]
pub struct LoginArgs {
    /// E-mail or phone
    #[arg(value_name = "EMAIL")]
    account: Option<String>,
    /// Read the password from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
}

/// `change-password`
#[derive(Args, Debug)]
#[command(after_help = "Ends every other session of yours.")]
pub struct ChangePasswordArgs {
    /// Read the current password and the new one from two lines of standard input
    #[arg(long)]
    password_stdin: bool,
}

impl Record for SessionUser {
    const FIELDS: &'static [&'static str] = &["id", "email", "name", "roles"];
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Detail for SessionUser {
    fn text(&self, look: &Look) -> String {
        user_facts(self).text(look)
    }
}

impl Record for Me {
    fn id(&self) -> Option<String> {
        Some(self.user.id.to_string())
    }
}

impl Detail for Me {
    fn text(&self, look: &Look) -> String {
        let facts = user_facts(&self.user).maybe("Phone", self.phone.as_ref());
        facts.with("MFA", yes(self.mfa_enabled)).with("Since", look.time(self.created_at)).text(look)
    }
}

impl Record for PasswordChanged {
    fn id(&self) -> Option<String> {
        None
    }
}

impl Detail for PasswordChanged {
    fn text(&self, _: &Look) -> String {
        format!("The password is changed; {} other sessions have ended.\n", self.revoked_sessions)
    }
}

fn user_facts(user: &SessionUser) -> Facts {
    Facts::default()
        .with("Name", &user.name)
        .with("E-mail", &user.email)
        .with("Roles", user.roles.join(", "))
        .with("May", permissions(user.permissions))
        .with("Id", user.id)
}

/// Permissions as people read them.
pub fn permissions(permissions: Permissions) -> String {
    if permissions.is_every() {
        return "everything".to_owned();
    }
    permissions.iter().map(Permission::as_str).collect::<Vec<_>>().join(", ")
}

/// Logs in at the server.
pub async fn login(shell: &Shell, args: LoginArgs) -> Result {
    if shell.session.server.is_none() {
        let right = "Name one with --server URL or a profile; in process say who acts with --as EMAIL.";
        return Err(Stop::usage("Logging in is for a server.", right));
    }
    if shell.session.token.is_some() {
        shell.say("APPYDEX_TOKEN is set and goes before what a login gives; unset it to use this login.");
    }
    let account = match args.account {
        Some(account) => account,
        None if shell.terminal.stdin && shell.terminal.stderr => shell.asked(|ask| ask.line("E-mail or phone")).await?,
        None => return Err(Error::field("email", "is required without a terminal to ask at").into()),
    };
    let password = shell.secret(args.password_stdin, "Password", "--password-stdin").await?;
    let operations = shell.operations().await?;
    let request = |code: Option<String>| {
        let given = Given::default().with("email_or_phone", Some(&account)).with("password", Some(&password));
        parse::<Login>(Fields::text(given.with("mfa_code", code.as_ref()).pairs()))
    };
    let can_ask = shell.can_ask() && shell.mfa_code.is_none();
    let session = match operations.login(request(shell.mfa_code.clone())?).await {
        Err(error) if error.kind == Kind::MfaRequired && can_ask => {
            let code = shell.code("Code of your second factor").await?;
            operations.login(request(Some(code))?).await?
        }
        other => other?,
    };
    shell.show(&session.user)
}

/// Ends the session at the server.
pub async fn logout(shell: &Shell) -> Result {
    if shell.session.server.is_none() {
        return Err(Stop::usage("In process nobody is logged in.", "Name the server with --server URL or a profile."));
    }
    shell.operations().await?.logout(None).await?;
    shell.say("Logged out.");
    Ok(())
}

/// Shows who acts.
pub async fn whoami(shell: &Shell) -> Result {
    let me = shell.operations().await?.me().await?;
    shell.show(&me)
}

/// Changes the password of whoever acts.
pub async fn change_password(shell: &Shell, args: &ChangePasswordArgs) -> Result {
    shell.session.may_change()?;
    let operations = shell.operations().await?;
    let current = shell.secret(args.password_stdin, "Current password", "--password-stdin").await?;
    let new = shell.secret(args.password_stdin, "New password", "--password-stdin").await?;
    if !args.password_stdin {
        let again = shell.secret(false, "New password again", "--password-stdin").await?;
        if again != new {
            return Err(Error::field("new_password", "must be typed the same twice").into());
        }
    }
    let given = Given::default().with("current_password", Some(&current)).with("new_password", Some(&new));
    let request: ChangePassword = parse(Fields::text(given.pairs()))?;
    shell.show(&operations.change_password(request).await?)
}
